"""What several papers say in the same words: heading, banners, legend, signatures, figures."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.papers.choices import chosen_values, example, undecided_values
from models.papers.report import Cell, Formula, Heading, Paragraph, Ref, RowRole, Signer, nfc
from models.points import ZERO, show, show_short, show_signed
from models.ranks.classes import ClassResult, classify
from models.ranks.ranking import Standing, rank, tie_break_name
from models.ranks.ties import settled
from models.rulepack import RulePack, Stage
from models.scores.criterion_inputs import input_fields, numbers
from models.scores.entries import appraising
from models.scores.explanation import SHARE
from models.scores.results import Step, StepKind, UnitResult
from models.scores.scoring import score
from models.season import Score, Season
from models.table import TableRow

NOTHING = "–"
BLANK = "....."
UNOFFICIAL, REHEARSAL, SAMPLE = "CHƯA CHÍNH THỨC", "TẬP DƯỢT", "DỮ LIỆU MINH HOẠ"
"""What stands on every page of a paper that must not be taken for the result."""
NOT_APPLICABLE = "không áp dụng"
STEP_ROLES: dict[StepKind, RowRole] = {
    "sum": "body",
    "line": "note",
    "cut": "cut",
    "note": "note",
    "state": "note",
}


@dataclass(frozen=True, slots=True)
class Figures:
    """All results that the papers of one season print, calculated once for all of them.

    `stages` holds the results by the stages in use, in the pack's order: stage → unit → result.
    `classes`: unit → class, empty for a pack without classes. `versions`: all closed versions, the first one
    first, where the caller has them.
    """

    standings: Sequence[Standing]
    stages: Mapping[str, Mapping[str, UnitResult]]
    classes: Mapping[str, ClassResult]
    versions: tuple[Season, ...] | None = None

    @property
    def by_share(self) -> bool:
        """Whether some unit is compared by its share of the attainable points."""
        return any(it.result.share is not None for it in self.standings)


def calculate(
    season: Season,
    standings: Sequence[Standing] | None = None,
    versions: tuple[Season, ...] | None = None,
) -> Figures:
    """The figures of every paper of `season`; `standings` are its own when they are already known."""
    ranked = rank(score(season), season.pack) if standings is None else standings
    standings = settled(season, ranked)
    stages = {code: {it.unit.id: it for it in score(season, code)} for code in stages_used(season)}
    return Figures(standings, stages, classify(season, standings), versions)


def heading(season: Season, printed_on: date) -> Heading:
    """Top of a block's paper; the day and month stay open to be written when it is signed."""
    block = season.block
    place = block.place or 3 * BLANK
    return Heading(
        superior=nfc(block.superior).upper(),
        issuer=nfc(block.issuer or block.name).upper(),
        symbol=block.symbol,
        place_date=nfc(
            f"{place}, ngày {BLANK} tháng {BLANK} năm {season.signing_year(printed_on)}"
        ),
    )


def banners(season: Season, *, of_results: bool = True) -> tuple[str, ...]:
    """The warnings that stand on every page of a paper that is not the closed result.

    A registration, a list of evidence or a table is no result, so that nothing of it is unofficial
    (`of_results` False).
    """
    found = [REHEARSAL] if season.meeting.is_rehearsal else []
    if of_results and not season.is_final:
        found.append(UNOFFICIAL)
    if season.is_sample:
        found.append(SAMPLE)
    return tuple(found)


def block_year(season: Season) -> str:
    """ "Khối Thi đua các cơ quan Tỉnh ủy năm 2023"."""
    return f"{season.block.name} năm {season.year}"


def plain_name(text: str, longest: int = 110) -> str:
    """`text` as a file name that every system accepts, cut between words: "Ban Noi chinh Tinh uy".

    `longest` counts letters; with a suffix the name stays below 120.
    """
    plain = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "D"))
    kept = "".join(
        it if (it.isascii() and it.isalnum()) or it == "-" else " " for it in _without_marks(plain)
    )
    name = " ".join(kept.split())
    if len(name) > longest:
        name = name[: longest + 1].rpartition(" ")[0] or name[:longest]
    return name.strip(" -")


def _without_marks(text: str) -> str:
    return "".join(it for it in text if not unicodedata.combining(it))


def head_signer(season: Season) -> Signer:
    """ "TRƯỞNG KHỐI" (or "TRƯỞNG CỤM") with the unit that holds the office this year."""
    return signer(season, f"Trưởng {season.block.word}".upper(), season.head)


def deputy_signer(season: Season) -> Signer:
    """ "PHÓ TRƯỞNG KHỐI" (or "PHÓ TRƯỞNG CỤM") with the unit that holds the office this year."""
    return signer(season, f"Phó Trưởng {season.block.word}".upper(), season.deputy)


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
    """Why a unit has no rank, or what parted it from equals; whether it is provisional or waits for the
    appraisal."""
    result = standing.result
    notes = []
    if result.excluded is not None:
        notes.append(f"Không bình xét, suy tôn: {result.excluded}")
    if result.total is None:
        notes.append(f"Chưa đủ điểm: {_step_detail(result, 'incomplete')}")
    if standing.tie_note:
        said = "; ".join(it for it in (standing.tie_note, standing.settled) if it)
        notes.append(f"Đồng hạng: {said}" if standing.tied else f"{said[:1].upper()}{said[1:]}")
    if result.provisional:
        notes.append("Tạm tính")
    if result.waiting:
        notes.append(f"Chờ thẩm định: mục {', '.join(result.waiting)}")
    exact = result.total if result.share is None else result.share
    if result.share is not None:
        notes.append(f"So theo tỷ lệ: {_step_detail(result, SHARE)}")
    if exact is not None and standing.total != exact:
        notes.append(f"Tổng trước khi làm tròn: {show_short(exact)}")
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


def short_notes(standing: Standing) -> str:
    """The notes beside a unit's row: what it is; the reasons in full stand in the annex."""
    result = standing.result
    notes = []
    for it in place_notes(standing):
        if result.excluded is not None and it.endswith(result.excluded):
            notes.append("Không bình xét, suy tôn")
        elif standing.tied and it.startswith("Đồng hạng"):
            notes.append(", ".join(it for it in ("Đồng hạng", standing.settled) if it))
        else:
            notes.append(it)
    return "; ".join([*notes, *cut_notes(result)])


def legend(
    season: Season, standings: Sequence[Standing], *, stages: bool = False
) -> tuple[Paragraph, ...]:
    """What one needs to read the table, a line each; `stages`: sums of stages stand in it."""
    pack = season.pack
    lines = [f"Quy định áp dụng: {pack.name} (căn cứ, giải thích: xem Giải trình kèm theo)."]
    lines.append(f"{_ranking(pack)}; {_ties_short(pack)}.")
    if stages:
        lines.append(
            "Tổng các mục: cộng điểm các mục ở vòng chấm đó; điểm thưởng, điểm trừ chỉ tính vào "
            "Tổng điểm."
        )
    if any(it.result.share is not None for it in standings):
        lines.append(
            "Theo tỷ lệ: đơn vị có phần không áp dụng được so theo tỷ lệ giữa điểm đạt và điểm có thể đạt."
        )
    dash = f"Dấu “{NOTHING}”: chưa có điểm hoặc không xếp hạng; không phải là 0 điểm."
    provisional = any(it.result.provisional for it in standings)
    ground = "Tạm tính: điểm dựa trên kết quả xếp loại chưa công bố chính thức."
    waits = _waits(pack, standings)
    said = (ground if provisional else "", waits, dash, _as_of(season))
    lines.append(" ".join(it for it in said if it))
    return tuple(Paragraph(f"- {it}", "note") for it in lines)


def annex_notes(season: Season, standings: Sequence[Standing]) -> tuple[Paragraph, ...]:
    """What the table rests on: documents, sections, stages, equals, the block's own choices."""
    pack = season.pack
    lines = [_regulation(season), _sections(season), _stages(season), f"{_ranking(pack)}; "]
    lines[-1] += f"{_rank_style(pack)}."
    lines += [_ties(pack), chosen_values(season), undecided_values(season)]
    if any(it.result.provisional for it in standings):
        lines.append(_provisional(pack))
    lines.append(_waits(pack, standings, in_full=True))
    texts = [line for line in lines if line]
    return (
        Paragraph("Căn cứ và cách tính", "heading"),
        *(Paragraph(f"- {it}", "note") for it in texts),
    )


def _regulation(season: Season) -> str:
    documents = "; ".join(it.document for it in season.pack.legal_bases)
    text = f"Quy định áp dụng: {season.pack.name}{f' ({documents})' if documents else ''}."
    table = season.table
    if not table.title:
        return text
    number = table.life.number
    return f"{text} {table.title}{f' ({number})' if number else ''}."


def _sections(season: Season) -> str:
    named = (f"Mục {row.code}: {row.title}{_in_brackets(row)}" for row in season.table.rows)
    return f"{'; '.join(named)}."


def _in_brackets(section: TableRow) -> str:
    words = [_ROLE_WORDS[section.role]] if section.role in _ROLE_WORDS else []
    if section.max_points is not None:
        words.append(f"tối đa {show_short(section.max_points)}")
    return f" ({', '.join(words)})" if words else ""


_ROLE_WORDS = {"bonus": "cộng ngoài các mục", "deduction": "trừ vào tổng"}


def stages_used(season: Season) -> tuple[str, ...]:
    """Codes of the stages in which at least one value stands, in the pack's order."""
    used = {key.stage for key, entry in season.scores.items() if entry.is_filled}
    return tuple(it.code for it in season.pack.stages if it.code in used)


def stage_name(pack: RulePack, code: str) -> str:
    """The stage's name as the pack gives it."""
    stage = pack.stage(code)
    return stage.name if stage else code


def stage_sum(pack: RulePack, result: UnitResult, code: str) -> Decimal | None:
    """The sections that the stage scores, after their caps, added up; None while one is incomplete."""
    stage = pack.stage(code)
    found = [result.sections.get(it) for it in stage_sections(stage, result)]
    known = [it for it in found if it is not None]
    return sum(known, ZERO) if known and len(known) == len(found) else None


def stage_sections(stage: Stage | None, result: UnitResult) -> tuple[str, ...]:
    """The content sections that a stage scores; bonus and deduction sections are summed elsewhere."""
    if stage is None or not stage.sections:
        return tuple(result.sections)
    return tuple(it for it in stage.sections if it in result.sections)


def entered(row: TableRow, score: Score) -> str:
    """The numbers behind a criterion: "Báo cáo chậm: 3 lần; Vắng họp: 0 lần"; "" where there are none."""
    given = numbers(score.inputs)
    parts = []
    for it in input_fields(row):
        value = given.get(it.key)
        if value is None or (it.one_of and not value):
            continue
        if it.flag:
            answer = "có" if value else "không"
            # The question of a yes-or-no criterion is its own title.
            asked = answer if it.title == row.title else f"{it.title}: {answer}"
            parts.append(it.title if it.one_of else asked)
        else:
            gap = "" if it.measure in {"", "%"} else " "
            parts.append(f"{it.title}: {show_short(value)}{gap}{it.measure}")
    return "; ".join(parts)


def _stages(season: Season) -> str:
    names = [stage_name(season.pack, code) for code in stages_used(season)]
    if not names:
        return ""
    return (
        f"Các vòng chấm đã có điểm: {', '.join(names).lower()}. Mỗi tiêu chí tính theo vòng sau cùng "
        "có điểm."
    )


def _ranking(pack: RulePack) -> str:
    if pack.rank_on == "exact":
        return "Xếp hạng theo tổng điểm chính xác, không làm tròn"
    return f"Xếp hạng theo tổng điểm đã làm tròn đến {pack.decimals} chữ số thập phân"


def _rank_style(pack: RulePack) -> str:
    if pack.rank_style == "competition":
        return "sau các đơn vị đồng hạng, hạng tiếp theo nhảy số (1, 2 =, 2 =, 4)"
    return "sau các đơn vị đồng hạng, hạng tiếp theo liền số (1, 2 =, 2 =, 3)"


def _ties_short(pack: RulePack) -> str:
    chain = ", ".join(tie_break_name(it) for it in pack.tie_breaks)
    parted = f"cùng điểm xét {chain}, vẫn bằng nhau" if chain else "cùng điểm"
    return f"{parted} thì đồng hạng ({example(pack)})"


def _ties(pack: RulePack) -> str:
    if not pack.tie_breaks:
        return "Đơn vị cùng điểm thì đồng hạng; khối chưa quy định tiêu chí phân định."
    chain = ", ".join(tie_break_name(it) for it in pack.tie_breaks)
    return f"Đơn vị cùng điểm xét lần lượt: {chain}; vẫn bằng nhau thì đồng hạng."


def _provisional(pack: RulePack) -> str:
    rule = pack.rule("honest-provisional")
    if rule is None:
        return "Tạm tính: điểm dựa trên kết quả xếp loại chưa công bố chính thức."
    basis = pack.citation(rule.name)
    return f"Tạm tính: {rule.text.rstrip('.')}{f' ({basis})' if basis else ''}."


def _waits(pack: RulePack, standings: Sequence[Standing], *, in_full: bool = False) -> str:
    """That points wait for the letter of the body that appraises; "" when none do."""
    stage = appraising(pack)
    if stage is None or not any(it.result.waiting for it in standings):
        return ""
    basis = pack.citation(stage.rule) if in_full else ""
    words = f"Chờ thẩm định: điểm còn có thể đổi khi có văn bản thẩm định của {pack.board_name}"
    return f"{words}{f' ({basis})' if basis else ''}."


def _as_of(season: Season) -> str:
    if season.closed_on is None:
        return ""
    return f"Kết quả đã chốt ngày {season.closed_on:%d/%m/%Y}."
