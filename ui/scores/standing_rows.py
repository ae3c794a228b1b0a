"""The ranking as rows to paint, and the sentences under it. Knows no Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from models.points import ZERO, show_signed
from models.ranks.classes import classify
from models.ranks.flag_line import awaited, flag, gold_words
from models.ranks.ranking import Standing, tie_break_name
from models.ranks.ties import settled
from models.ranks.winners import Winners
from models.scores.explanation import SHARE
from models.scores.results import UnitResult
from models.season import Season
from ui.scores.layout import only_form
from ui.words import text

RowKind = Literal["ranked", "incomplete", "excluded"]
Award = Literal["", "chosen", "undecided"]
Official = tuple[Season, Sequence[Standing]]
"""The season and ranking that say who wins: of a closed year those of its closed version."""
_NAMES = 6
_LOWERED = "bị hạ bậc xếp loại"
_BADGES: dict[RowKind, str] = {
    "ranked": "",
    "incomplete": "Chưa đủ điểm",
    "excluded": "Không bình xét, suy tôn",
}


@dataclass(frozen=True, slots=True)
class StandingRow:
    """One unit as it is drawn. `parts` are the points of the sections, then `bonus`, then `taken`.

    `reached` are the points before they are taken as a share of the attainable, "" in a block where all
    rows apply to all units; `share` says that share in words. `rating` is the class, "" without classes.
    """

    unit: str
    kind: RowKind
    rank: str
    name: str
    second: str
    parts: tuple[Decimal, ...]
    bonus: Decimal
    taken: Decimal
    total: str
    lead: str
    award: Award
    badge: str = ""
    reason: str = ""
    reached: str = ""
    share: str = ""
    rating: str = ""
    rating_why: str = ""


def rows(
    season: Season, standings: Sequence[Standing], official: Official | None = None
) -> tuple[StandingRow, ...]:
    """The rows from the first rank down, then the incomplete, then the excluded. `official` is the ranking that
    says who wins, where it is not this one."""
    classes = classify(season, standings)
    gold = flag(*(official or (season, standings)))
    standings = settled(season, standings)
    shares = any(it.result.share is not None for it in standings)
    made = []
    for number, it in enumerate(standings):
        following = standings[number + 1] if number + 1 < len(standings) else None
        row = _row(it, following, gold, season)
        if shares:
            row = replace(row, reached=text.points(it.result.total), share=_share(it.result))
        found = classes.get(it.result.unit.id)
        if found is not None:
            row = replace(row, rating=found.name or text.NOTHING, rating_why="; ".join(found.why))
        if found is not None and found.lowered:
            row = replace(row, second=" · ".join(it for it in (_LOWERED, row.second) if it))
        made.append(row)
    return tuple(made)


def _share(result: UnitResult) -> str:
    return next((it.detail for it in result.steps if it.rule == SHARE), "")


def _row(
    it: Standing, following: Standing | None, gold: Winners | None, season: Season
) -> StandingRow:
    result = it.result
    kind: RowKind = "ranked"
    if result.excluded is not None:
        kind = "excluded"
    elif result.total is None:
        kind = "incomplete"
    parts = tuple(result.sections.get(row.code) or ZERO for row in season.table.sections())
    return StandingRow(
        unit=result.unit.id,
        kind=kind,
        rank=text.rank(it),
        name=result.unit.name,
        second=_second(it, kind, season),
        parts=parts,
        bonus=result.bonus,
        taken=result.deductions + result.cut,
        total=text.points(it.total),
        lead=_lead(it, following),
        award=_award(it, gold),
        badge=_BADGES[kind],
        reason=result.excluded or _missing(result),
    )


def _second(it: Standing, kind: RowKind, season: Season) -> str:
    result = it.result
    # What the rank rests on goes before how a tie was parted: the line is cut at its end.
    resting = only_form(season, result) if kind == "ranked" else ""
    words = [part for part in (resting, it.settled or it.tie_note) if part]
    if result.provisional and kind != "excluded":
        words.append("tạm tính")
    if result.waiting and kind != "excluded":
        words.append(f"mục {', '.join(result.waiting)} chờ thẩm định")
    return " · ".join(words)


def _missing(result: UnitResult) -> str:
    """Which criteria have no value yet, "" when none."""
    if not result.missing:
        return ""
    shown = ", ".join(result.missing[:_NAMES])
    more = " …" if len(result.missing) > _NAMES else ""
    return f"còn trống {len(result.missing)} tiêu chí: {shown}{more}"


def _lead(it: Standing, following: Standing | None) -> str:
    """How far a unit is ahead of the next one; equals are ahead by nothing."""
    if it.rank is None or following is None or following.rank is None:
        return ""
    assert it.total is not None
    assert following.total is not None
    ahead = it.total - following.total
    return show_signed(ahead) if ahead else "bằng điểm"


def _award(it: Standing, gold: Winners | None) -> Award:
    unit = it.result.unit.id
    if gold is None:
        return ""
    if unit in gold.chosen:
        return "chosen"
    return "undecided" if unit in gold.tied else ""


def tentative(season: Season, standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """The ranked units whose points rest, in part or wholly, on their own form alone."""
    return tuple(it for it in standings if it.rank is not None and awaited(season, it.result))


def sentences(
    season: Season, standings: Sequence[Standing], official: Official | None = None
) -> tuple[str, ...]:
    """What the gold line means, how equals are parted, how totals are rounded, what is provisional."""
    return tuple(_sentences(season, standings, official))


def _sentences(
    season: Season, standings: Sequence[Standing], official: Official | None
) -> Iterator[str]:
    base = official or (season, standings)
    gold = flag(*base)
    waiting = tentative(season, standings)
    if waiting:
        yield _why_tentative(season, standings, waiting)
    if gold is None and not season.pack.quotas:
        yield "Bộ quy tắc chưa ghi số đơn vị được đề nghị khen thưởng, nên không kẻ đường vàng."
    elif gold is not None:
        if gold.quota is not None and gold.quota.kind == "by_size" and not gold.by:
            yield _seats(gold, len(standings))
        if said := gold_words(*base, gold):
            yield said
    ties = [tie_break_name(it) for it in season.pack.tie_breaks]
    if ties:
        yield f"Cùng điểm xét lần lượt: {', rồi '.join(ties)}; vẫn bằng thì đồng hạng."
    else:
        yield "Bộ quy tắc chưa ghi thứ tự xét khi cùng điểm: cùng điểm là đồng hạng."
    if season.pack.rank_on == "rounded":
        yield f"Xếp theo điểm đã làm tròn {season.pack.decimals} chữ số thập phân."
    else:
        yield "Xếp theo điểm chính xác, không làm tròn."
    shares = sum(1 for it in standings if it.result.share is not None)
    if shares:
        yield f"{shares} đơn vị có phần không áp dụng: so theo tỷ lệ điểm có thể đạt."
    provisional = sum(1 for it in standings if it.result.provisional)
    if provisional:
        yield f"{provisional} đơn vị còn điểm tạm tính."


def _seats(gold: Winners, units: int) -> str:
    """How many seats there are by the size of the block."""
    if not gold.seats:
        return f"Khối có {units} đơn vị: số suất {gold.title} theo quy mô khối là 0, nên không kẻ đường vàng."
    return f"{gold.title}: khối có {units} đơn vị nên được đề nghị {gold.seats} đơn vị."


def _why_tentative(
    season: Season, standings: Sequence[Standing], waiting: Sequence[Standing]
) -> str:
    names = [it.result.unit.name for it in waiting]
    if len(names) > _NAMES:
        names = [*names[:_NAMES], f"{len(names) - _NAMES} đơn vị khác"]
    ranked = sum(1 for it in standings if it.rank is not None)
    who = f"cả {ranked} đơn vị đã xếp hạng ({_listed(names)})"
    if len(waiting) < ranked or ranked == 1:
        who = _listed(names)
    form = season.pack.stages[0].name.lower()
    due = {it.name.lower() for own in waiting for it in awaited(season, own.result).values()}
    line = ", chưa kẻ đường vàng" if season.pack.quotas else ""
    return (
        f"Thứ hạng là tạm xếp{line}: {who} có tiêu chí mới có {form},"
        f" chưa có điểm {', '.join(sorted(due))}."
    )


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} và {names[-1]}"


def subtitle(
    season: Season, standings: Sequence[Standing], stage: str, official: Official | None = None
) -> str:
    """One sentence of where the ranking stands."""
    chosen = season.pack.stage(stage)
    current = "Theo điểm chính thức" if season.is_final else "Theo điểm hiện tại"
    if official is not None and [it.total for it in official[1]] != [it.total for it in standings]:
        current = "Theo điểm chính thức kèm điểm sau hội nghị"
    basis = f"Theo điểm {chosen.name.lower()}" if chosen else current
    ranked = sum(1 for it in standings if it.rank is not None)
    parts = [f"{basis}: {ranked} trên {len(standings)} đơn vị đã xếp hạng"]
    short = sum(1 for it in standings if it.result.total is None and it.result.excluded is None)
    if short:
        parts.append(f"{short} đơn vị chưa đủ điểm")
    waiting = len(tentative(season, standings))
    if waiting:
        form = season.pack.stages[0].name.lower()
        parts.append(f"tạm xếp vì {waiting} đơn vị có tiêu chí mới có {form}")
    provisional = sum(1 for it in standings if it.result.provisional)
    if provisional:
        parts.append(f"{provisional} đơn vị còn điểm tạm tính")
    unappraised = sum(1 for it in standings if it.result.waiting)
    if unappraised:
        parts.append(f"{unappraised} đơn vị có điểm chờ thẩm định")
    return ", ".join(parts) + "."


def bar_scale(season: Season, shown: Sequence[StandingRow]) -> Decimal:
    """The points that a bar of full width stands for."""
    longest = max((sum(it.parts, it.bonus) for it in shown), default=ZERO)
    return max(season.pack.total or ZERO, longest, Decimal(1))


def bar_words(season: Season, row: StandingRow) -> str:
    """A bar in words, for its tooltip and for who cannot see it."""
    codes = [it.code for it in season.table.sections()]
    words = [f"Mục {code}: {text.points(it)}" for code, it in zip(codes, row.parts, strict=True)]
    if row.bonus:
        words.append(f"Thưởng: + {text.points(row.bonus)}")
    if row.taken:
        words.append(f"Trừ: {show_signed(-row.taken)}")
    if row.share:
        words.append(f"So theo tỷ lệ: {row.share}")
    if row.rating:
        why = f" ({row.rating_why})" if row.rating_why else ""
        words.append(f"Xếp loại: {row.rating}{why}")
    return "\n".join(words)
