"""The regulation in words: validity of a rule, and what the block chose where the source is silent."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from models.points import ZERO, show_short
from models.ranking import tie_break_name
from models.rulepack import LegalBasis, OpenValue, Rule, RulePack
from models.season import Season
from models.table import ScoringTable, TableRow
from ui import text

NOT_CHOSEN = "chưa chọn"
_ROUNDING = {
    "half_up": "làm tròn nửa lên",
    "half_even": "làm tròn nửa về số chẵn",
    "half_down": "làm tròn nửa xuống",
    "down": "bỏ phần lẻ",
    "up": "làm tròn lên",
}


class Validity(NamedTuple):
    """Since when and until when a rule is in force, and whether it was on the day asked for."""

    words: str
    in_force: bool


def reference_day(season: Season, today: date) -> date:
    """The day rules are judged by: today, or the end of a year that is over."""
    return min(today, date(season.year, 12, 31))


def validity(pack: RulePack, rule: Rule, day: date) -> Validity:
    """The rule's own days, else those of its document."""
    basis = basis_of(pack, rule)
    start = rule.valid_from or (basis.valid_from if basis else None)
    end = rule.valid_to or (basis.valid_to if basis else None)
    parts = [f"từ {text.day(start)}"] if start else []
    parts += [f"đến {text.day(end)}"] if end else []
    words = f"hiệu lực {' '.join(parts)}" if parts else ""
    return Validity(words, not ((end and end < day) or (start and start > day)))


def basis_of(pack: RulePack, rule: Rule) -> LegalBasis | None:
    """The document a rule stands in."""
    return next((it for it in pack.legal_bases if it.code == rule.basis), None)


def content_points(table: ScoringTable) -> Decimal:
    """The points of all sections together."""
    return sum((section_points(row) for row in table.rows), ZERO)


def section_points(row: TableRow) -> Decimal:
    """The maximum of a row; of a group without one, the sum of what is below it."""
    if row.max_points is not None:
        return row.max_points
    return sum((section_points(child) for child in row.rows), ZERO)


def meter(season: Season) -> str:
    """ "95/95 · 5/5": points of the contents and of the bonus, against the frame."""
    pack = season.pack
    content = show_short(content_points(season.table))
    frame = pack.total if pack.content_total is None else pack.content_total
    words = content if frame is None else f"{content}/{show_short(frame)}"
    if pack.bonus is None:
        return words
    room = None
    if pack.total is not None and pack.content_total is not None:
        room = pack.total - pack.content_total
    most = show_short(pack.bonus.total_max)
    return f"{words} · {most}/{show_short(room)}" if room is not None else f"{words} · {most}"


def chosen(season: Season, value: OpenValue) -> str:
    """What the block chose for an open value, "chưa chọn" where it has not."""
    name = value.field.rsplit(".", maxsplit=1)[-1]
    find = _CHOSEN.get(name)
    return (find(season, value.field) if find else "") or NOT_CHOSEN


def _sections(season: Season, _field: str) -> str:
    return " · ".join(f"{row.code}: {show_short(section_points(row))}" for row in season.table.rows)


def _each_points(season: Season, _field: str) -> str:
    rule = season.pack.bonus
    if rule is None or rule.each_points is None:
        return "ghi riêng từng chỉ tiêu"
    return f"{show_short(rule.each_points)} điểm"


def _each_time(season: Season, field: str) -> str:
    rule = next((it for it in season.pack.deductions if f".{it.name}." in field), None)
    if rule is None:
        return ""
    return "trừ từng lần" if rule.each_time else "trừ một lần"


def _floor(season: Season, _field: str) -> str:
    return f"{show_short(season.pack.criterion_floor)} điểm"


def _step(season: Season, _field: str) -> str:
    return f"{show_short(season.pack.step)} điểm"


def _rounding(season: Season, _field: str) -> str:
    pack = season.pack
    ranked = "số chính xác" if pack.rank_on == "exact" else "số đã làm tròn"
    return f"{pack.decimals} chữ số, {_ROUNDING[pack.rounding]}; xếp theo {ranked}"


def _rank_style(season: Season, _field: str) -> str:
    return "1, 2, 2, 4" if season.pack.rank_style == "competition" else "1, 2, 2, 3"


def _tie_breaks(season: Season, _field: str) -> str:
    return ", rồi ".join(tie_break_name(it) for it in season.pack.tie_breaks)


def _quotas(season: Season, _field: str) -> str:
    return "; ".join(
        f"{it.award}: {show_short(it.value)}{'%' if it.kind == 'percent' else ' đơn vị'}"
        for it in season.pack.quotas
    )


_CHOSEN: dict[str, Callable[[Season, str], str]] = {
    "max_points": _sections,
    "each_points": _each_points,
    "each_time": _each_time,
    "criterion_floor": _floor,
    "step": _step,
    "rounding": _rounding,
    "rank_style": _rank_style,
    "tie_breaks": _tie_breaks,
    "quotas": _quotas,
}
"""Last part of an open value's field → what the block put there."""
