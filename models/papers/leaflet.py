"""A page of the help as a paper: the card for the meeting day, the sheet for the units."""

from collections.abc import Iterator
from datetime import date

from models.block import PaperStyle
from models.help_text import HelpBlock, HelpPage, plain
from models.papers.report import Cell, Column, Content, Heading, Paragraph, Part, Report, Row, Table
from models.papers.words import plain_name

_LEAST, _MOST = 12, 90
"""Letters that a column is held to have, at least and at most."""
_WIDTH = 170.0
"""Nominal millimetres of a table."""


def leaflet(page: HelpPage, style: PaperStyle, subject: str, printed_on: date) -> Report:
    """The page without a letterhead: it goes with other papers. `subject` stands below the title, "" for none."""
    part = Part(plain_name(page.title)[:31], page.title.upper(), subject, tuple(_contents(page)))
    stem = plain_name(page.title)
    return Report(stem, style, Heading("", ""), (part,), printed_on, is_annex=True)


def _contents(page: HelpPage) -> Iterator[Content]:
    for it in page.blocks:
        if it.kind == "table":
            yield _table(it)
        elif it.kind == "heading":
            yield Paragraph(it.text, "heading")
        elif it.kind != "picture":
            mark = {"item": "– ", "step": f"{it.level}. "}.get(it.kind, "")
            yield Paragraph(f"{mark}{it.plain}", "line")


def _table(block: HelpBlock) -> Table:
    """Columns as wide as their words ask for."""
    head, *rows = [[plain(it) for it in row] for row in block.rows]
    lengths = [
        min(max(_LEAST, *(len(row[place]) for row in (head, *rows))), _MOST)
        for place in range(len(head))
    ]
    columns = tuple(
        Column(str(place), title, _WIDTH * lengths[place] / sum(lengths))
        for place, title in enumerate(head)
    )
    made = (Row(str(n), tuple(Cell(it) for it in row)) for n, row in enumerate(rows))
    return Table(columns, tuple(made))
