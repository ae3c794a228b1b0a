"""What several papers say in the same words: heading, banners, legend, signatures, figures."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.points import ZERO, show, show_short, show_signed
from models.ranking import Standing, rank, tie_break_name
from models.report import Cell, Formula, Heading, Paragraph, Ref, RowRole, Signer, nfc
from models.results import Step, StepKind, UnitResult
from models.rulepack import RulePack
from models.scoring import score
from models.season import Season

NOTHING = "–"
BLANK = "....."
STEP_ROLES: dict[StepKind, RowRole] = {"sum": "body", "cut": "cut", "note": "note", "state": "note"}


@dataclass(frozen=True, slots=True)
class Figures:
    """All results that the papers of one season print, calculated once for all of them.

    `stages` holds the results by the stages in use, in the pack's order: stage → unit → result.
    """

    standings: Sequence[Standing]
    stages: Mapping[str, Mapping[str, UnitResult]]


def calculate(season: Season, standings: Sequence[Standing] | None = None) -> Figures:
    """The figures of every paper of `season`; `standings` are its own when they are already known."""
    if standings is None:
        standings = rank(score(season), season.pack)
    stages = {code: {it.unit.id: it for it in score(season, code)} for code in stages_used(season)}
    return Figures(standings, stages)


def heading(season: Season, printed_on: date) -> Heading:
    """Top of a block's paper; the day and month stay open to be written when it is signed."""
    block = season.block
    place = block.place or 3 * BLANK
    return Heading(
        superior=nfc(block.superior).upper(),
        issuer=nfc(block.issuer or block.name).upper(),
        symbol=block.symbol,
        place_date=nfc(f"{place}, ngày {BLANK} tháng {BLANK} năm {printed_on.year}"),
    )


def banners(season: Season) -> tuple[str, ...]:
    """The warnings that stand on every page of a paper that is not the closed result."""
    found = [] if season.is_final else ["CHƯA CHÍNH THỨC"]
    if season.is_sample:
        found.append("DỮ LIỆU MINH HOẠ")
    return tuple(found)


def block_year(season: Season) -> str:
    """ "Khối Thi đua các cơ quan Tỉnh ủy năm 2023"."""
    return f"{season.block.name} năm {season.year}"


def slug(text: str) -> str:
    """`text` as a part of a file name that every system accepts: "ban-noi-chinh-tinh-uy"."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    kept = "".join(it if it.isascii() and it.isalnum() else " " for it in _without_marks(plain))
    return "-".join(kept.split())[:60].strip("-")


def _without_marks(text: str) -> str:
    return "".join(it for it in text if not unicodedata.combining(it))


def signer(season: Season, office: str, unit_id: str) -> Signer:
    """The office with the unit that holds it this year."""
    unit = season.unit(unit_id)
    return Signer(office, nfc(unit.name) if unit else "")


def figure(value: Decimal | None, formula: Formula | None = None, *, strike: bool = False) -> Cell:
    """Points with two decimals; "–" where there is no value, which is not zero."""
    if value is None:
        return Cell(NOTHING)
    return Cell(show(value), value, formula, strike=strike)


def step_amount(step: Step) -> Cell:
    """The amount of one step: signed where it enters the total, struck out where a cap took it."""
    if step.kind == "sum":
        return Cell(show_signed(step.points), step.points)
    return figure(step.cut, strike=True) if step.kind == "cut" else Cell()


def sum_of(
    value: Decimal | None, parts: Sequence[tuple[Ref, Decimal | None]], cap: Decimal | None
) -> Formula | None:
    """The formula that gives `value` from its parts, capped only where the cap bites.

    None where neither the plain nor the capped sum is the value: then the steps of the explanation
    tell why, and the figure stands without a formula rather than with one that lies.
    """
    numbers = [number for _, number in parts if number is not None]
    if value is None or not numbers:
        return None
    total = sum(numbers, ZERO)
    refs = tuple(ref for ref, number in parts if number is not None)
    if total == value:
        return Formula(refs)
    return Formula(refs, cap=cap) if cap is not None and min(cap, total) == value else None


def rank_text(standing: Standing) -> str:
    """ "2", "2 =" for a shared rank, "–" for a unit outside the ranking."""
    if standing.rank is None:
        return NOTHING
    return f"{standing.rank} =" if standing.tied else str(standing.rank)


def place_notes(standing: Standing) -> list[str]:
    """Why a unit has no rank, or what parted it from equals; and whether it is provisional."""
    result = standing.result
    notes = []
    if result.excluded is not None:
        notes.append(f"Không bình xét, suy tôn: {result.excluded}")
    if result.total is None:
        notes.append(f"Chưa đủ điểm: {_step_detail(result, 'incomplete')}")
    if standing.tie_note:
        notes.append(f"{'Đồng hạng: ' if standing.tied else 'Xếp hạng: '}{standing.tie_note}")
    if result.provisional:
        notes.append("Tạm tính")
    if result.total is not None and standing.total != result.total:
        notes.append(f"Tổng trước khi làm tròn: {show_short(result.total)}")
    return notes


def cut_notes(result: UnitResult) -> list[str]:
    """Every cap that bit, short: "Mục II: cắt 10"."""
    return [f"{it.label}: {_cut_words(it)}" for it in result.steps if it.cut]


def _cut_words(step: Step) -> str:
    return (
        step.detail
        if step.rule.startswith("deduct")
        else f"cắt\N{NO-BREAK SPACE}{show_short(step.cut)}"
    )


def _step_detail(result: UnitResult, rule: str) -> str:
    return next((it.detail for it in result.steps if it.rule == rule), "")


def legend(season: Season, standings: Sequence[Standing]) -> tuple[Paragraph, ...]:
    """How the figures came about: regulation, sections, stages, ranking, open values, provisional."""
    pack = season.pack
    lines = [_regulation(season), _sections(season), _stages(season), _ranking(pack), _ties(pack)]
    lines.append(_open_values(pack))
    if any(it.result.provisional for it in standings):
        lines.append(_provisional(pack))
    lines.append(f"Dấu “{NOTHING}”: chưa có điểm hoặc không xếp hạng; không phải là 0 điểm.")
    lines.append(_as_of(season))
    texts = [line for line in lines if line]
    return (Paragraph("Ghi chú", "heading"), *(Paragraph(f"- {it}", "note") for it in texts))


def _regulation(season: Season) -> str:
    documents = "; ".join(it.document for it in season.pack.legal_bases)
    text = f"Quy định áp dụng: {season.pack.name}{f' ({documents})' if documents else ''}."
    table = season.table
    if not table.title:
        return text
    return f"{text} {table.title}{f' ({table.issued})' if table.issued else ''}."


def _sections(season: Season) -> str:
    named = (
        f"Mục {row.code}: {row.title}"
        + (f" (tối đa {show_short(row.max_points)})" if row.max_points is not None else "")
        for row in season.table.rows
    )
    return f"{'; '.join(named)}."


def stages_used(season: Season) -> tuple[str, ...]:
    """Codes of the stages in which at least one value stands, in the pack's order."""
    used = {key.stage for key, entry in season.scores.items() if entry.points is not None}
    return tuple(it.code for it in season.pack.stages if it.code in used)


def stage_name(pack: RulePack, code: str) -> str:
    """The stage's name as the pack gives it."""
    stage = pack.stage(code)
    return stage.name if stage else code


def _stages(season: Season) -> str:
    names = [stage_name(season.pack, code) for code in stages_used(season)]
    if not names:
        return ""
    return (
        f"Các vòng chấm đã có điểm: {', '.join(names).lower()}. Mỗi tiêu chí tính theo vòng sau cùng "
        "có điểm; tổng của từng vòng đã gồm điểm thưởng, điểm trừ."
    )


def _ranking(pack: RulePack) -> str:
    if pack.rank_on == "exact":
        basis = "tổng điểm chính xác, không làm tròn"
    else:
        basis = f"tổng điểm đã làm tròn đến {pack.decimals} chữ số thập phân"
    if pack.rank_style == "competition":
        style = "sau các đơn vị đồng hạng, hạng tiếp theo nhảy số (1, 2 =, 2 =, 4)"
    else:
        style = "sau các đơn vị đồng hạng, hạng tiếp theo liền số (1, 2 =, 2 =, 3)"
    return f"Xếp hạng theo {basis}; {style}."


def _ties(pack: RulePack) -> str:
    if not pack.tie_breaks:
        return "Đơn vị cùng điểm thì đồng hạng; khối chưa quy định tiêu chí phân định."
    chain = ", ".join(tie_break_name(it) for it in pack.tie_breaks)
    return f"Đơn vị cùng điểm xét lần lượt: {chain}; vẫn bằng nhau thì đồng hạng."


def _open_values(pack: RulePack) -> str:
    if not pack.open_values:
        return ""
    titles = "; ".join(it.title for it in pack.open_values)
    return f"Do khối quy định, văn bản cấp trên để mở: {titles}."


def _provisional(pack: RulePack) -> str:
    rule = pack.rule("honest-provisional")
    if rule is None:
        return "Tạm tính: điểm dựa trên kết quả xếp loại chưa công bố chính thức."
    basis = pack.citation(rule.name)
    return f"Tạm tính: {rule.text.rstrip('.')}{f' ({basis})' if basis else ''}."


def _as_of(season: Season) -> str:
    if season.closed_on is None:
        return ""
    return f"Kết quả đã chốt ngày {season.closed_on:%d/%m/%Y}."
