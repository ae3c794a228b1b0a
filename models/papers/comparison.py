"""The comparison tables of the reports (HD 1560/SNV-TĐKT, form 02, II.1.2): the whole block, then every unit.

Against the plan, else against last year; in the half-year report against the same period and the whole year's plan.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from models.block import Unit
from models.collecting.registration import half_year_comparison, outcome
from models.facts import Target
from models.papers.registration import (
    COMPARED,
    compared_cells,
    grouped,
    percent_words,
    target_figure,
    whole,
)
from models.papers.report import Cell, Column, Paragraph, Row, Table
from models.papers.words import NOTHING
from models.season import Season

Period = Literal["half", "year"]
_HALF_YEAR = (
    Column("number", "TT", 11, "center"),
    Column("name", "Chỉ tiêu", 66),
    Column("measure", "Đơn vị tính", 22, "center"),
    Column("planned", "Kế hoạch giao cả năm", 21, "right"),
    Column("registered", "Đăng ký cả năm", 21, "right"),
    Column("result", "Thực hiện 6 tháng", 21, "right"),
    Column("before", "Cùng kỳ năm trước", 21, "right"),
    Column("of_planned", "% so với kế hoạch cả năm", 20, "right"),
    Column("of_registered", "% so với đăng ký", 20, "right"),
    Column("of_before", "% so với cùng kỳ", 20, "right"),
)
_NARROW = {"name": 44.0, "measure": 18.0}
_Kinds = tuple[tuple[str, str], ...]
_YEAR_KINDS: _Kinds = (
    ("exceeded", "Vượt đăng ký"),
    ("met", "Đạt đăng ký"),
    ("missed", "Chưa đạt đăng ký"),
    ("", "Chưa có số liệu"),
)
_HALF_KINDS: _Kinds = (
    ("better", "Tốt hơn cùng kỳ"),
    ("same", "Bằng cùng kỳ"),
    ("worse", "Kém cùng kỳ"),
    ("", "Chưa có số liệu"),
)


def by_unit(season: Season, period: Period) -> Table:
    """Every target under the name of its unit."""
    if period == "half":
        return grouped(season, _HALF_YEAR, _half_year_cells)
    return grouped(season, COMPARED, compared_cells)


def of_unit(season: Season, unit: Unit, period: Period) -> Table:
    """The targets of one unit, for an upright page."""
    columns = _HALF_YEAR if period == "half" else COMPARED
    narrow = tuple(
        Column(it.key, it.title, _NARROW.get(it.key, it.width), it.align) for it in columns
    )
    return grouped(
        season, narrow, _half_year_cells if period == "half" else compared_cells, (unit,)
    )


def of_block(season: Season, period: Period) -> Table:
    """How many targets of each unit, and of all, ended how."""
    kinds = _HALF_KINDS if period == "half" else _YEAR_KINDS
    columns = (
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 62),
        Column("targets", "Số chỉ tiêu", 18, "right"),
        *(Column(f"kind:{key}", title, 22, "right") for key, title in kinds),
    )
    rows = []
    for number, unit in enumerate(season.units, 1):
        own = [it for it in season.facts.targets if it.unit == unit.id]
        counts = _counts(own, kinds, period)
        rows.append(Row(unit.id, (whole(number), Cell(unit.name), *counts)))
    total = _counts(season.facts.targets, kinds, period)
    rows.append(Row("total", (Cell("Toàn khối", span=2), *total), "total"))
    return Table(columns, tuple(rows))


def share_notes() -> tuple[Paragraph, ...]:
    """What one needs to read the shares of single targets."""
    share = "Tỷ lệ phần trăm làm tròn đến hai chữ số thập phân."
    dash = f"Dấu “{NOTHING}”: chưa có số liệu; không phải là 0."
    return tuple(Paragraph(f"- {it}", "note") for it in (share, dash))


def kind_notes(period: Period) -> tuple[Paragraph, ...]:
    """What one needs to read the table of the whole block."""
    words = {
        "year": "Vượt đăng ký: kết quả tốt hơn mức đăng ký (chỉ tiêu càng thấp càng tốt thì thấp hơn).",
        "half": "Tốt hơn cùng kỳ: cao hơn (chỉ tiêu càng thấp càng tốt thì thấp hơn).",
    }
    return (Paragraph(f"- {words[period]}", "note"),)


def _counts(targets: Sequence[Target], kinds: _Kinds, period: Period) -> tuple[Cell, ...]:
    found = [_kind(it, period) for it in targets]
    return (whole(len(found)), *(whole(found.count(key)) for key, _ in kinds))


def _kind(target: Target, period: Period) -> str:
    """How a target stands, "" where a figure is missing."""
    if period == "year":
        return outcome(target) or ""
    now, before = target.half_year, target.half_year_before
    if now is None or before is None:
        return ""
    if now == before:
        return "same"
    return "better" if (now > before) == (target.better == "higher") else "worse"


def _half_year_cells(number: int, target: Target) -> tuple[Cell, ...]:
    shares = half_year_comparison(target)
    figures: tuple[Decimal | None, ...] = (
        target.planned,
        target.registered,
        target.half_year,
        target.half_year_before,
    )
    return (
        whole(number),
        Cell(target.name),
        Cell(target.measure or NOTHING),
        *(target_figure(it) for it in figures),
        *(Cell(percent_words(it)) for it in shares),
    )
