"""The agenda as a paper (Chương trình hội nghị): the run sheet with its hours, who speaks, what is handed out."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.meeting import AgendaItem
from models.meeting_day.agenda import PARTS, clock, minutes_of_day, planned
from models.papers.invitation import when_and_where
from models.papers.office import head_of_year
from models.papers.phrases import clock_words
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Table,
)
from models.papers.words import Figures, banners, block_year, heading, plain_name
from models.season import Season

KEY = "chuong-trinh"
_MINUTE = 60
_COLUMNS = (
    Column("number", "TT", 11, "center"),
    Column("time", "Thời gian", 44, "center"),
    Column("what", "Nội dung", 66),
    Column("who", "Người thực hiện", 32),
    Column("handout", "Tài liệu", 30),
)


def programme_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Chuong trinh {season.meeting.name} {season.year}")


def programme(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The items under their parts; with their hours where the meeting's is known, else with their minutes."""
    contents: tuple[Content, ...] = (
        *when_and_where(season),
        *_items(season),
        Signature((head_of_year(season),)),
    )
    subject = f"{season.meeting.name}\n{block_year(season)}"
    return Report(
        file_stem=programme_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Chương trình", "CHƯƠNG TRÌNH", subject, contents),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def _items(season: Season) -> Iterator[Content]:
    items = season.meeting.agenda
    if not items:
        yield Paragraph("[Nội dung chương trình: lập ở trang Hội nghị]", "blank")
        return
    rows, part, passed = [], 0, minutes_of_day(season.meeting.begins)
    for number, it in enumerate(items, 1):
        if it.part != part:
            part = it.part
            head = Cell(PARTS.get(part, f"Phần {part}"), span=len(_COLUMNS))
            rows.append(Row(f"part:{part}:{number}", (head,), "group"))
        rows.append(_row(number, it, passed))
        passed = None if passed is None else passed + it.minutes
    yield Table(_COLUMNS, tuple(rows))
    minutes = planned(items)
    if minutes:
        yield Paragraph(f"Tổng thời gian dự kiến: {clock(minutes * _MINUTE)}.", "note")


def _row(number: int, it: AgendaItem, start: int | None) -> Row:
    cells = (
        Cell(str(number), Decimal(number)),
        Cell(_time(it, start)),
        Cell(it.title),
        Cell(it.person),
        Cell(it.handout),
    )
    return Row(it.code, cells)


def _time(it: AgendaItem, start: int | None) -> str:
    if start is None or not it.minutes:
        return clock(it.minutes * _MINUTE) if it.minutes else ""
    return f"{clock_words(start)} - {clock_words(start + it.minutes)}"
