"""Report → Excel: live formulas that come to our figures, ready to print, one sheet for each part."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from exporters.files import Aside, save
from exporters.papers import footer, texts
from exporters.papers.excel_sheet import SheetWriter, Styles
from exporters.papers.excel_signature import signature
from exporters.papers.layout import (
    FONT,
    LEAST_MARGIN,
    LETTERHEADS,
    Letterhead,
    one_page,
    printable,
)
from models.papers.report import Content, Paragraph, Part, Report, Signature, Table

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

_PAPER_CODES = {"A4": 9, "A3": 8}
_INCH = 25.4
_LINES_ABOVE_HEAD = 2
"""So many paragraphs may stand between banners and table to be repeated with both."""


def write(report: Report, target: Path, aside: Aside | None = None) -> None:
    """Write `report` as a .xlsx at `target`; raises AppError when the file cannot be put there, and for a text
    longer than a cell can be."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    report = texts.prepared(report)
    texts.check_cells(report)
    buffer = BytesIO()
    with Workbook(buffer, {"in_memory": True}) as workbook:
        day = report.printed_on
        workbook.set_properties(
            {
                "title": texts.title(report),
                "subject": texts.short(report.parts[0].subject),
                "author": texts.short(report.heading.issuer),
                "created": datetime(day.year, day.month, day.day),
            }
        )
        styles = Styles(workbook)
        for number, part in enumerate(report.parts):
            sheet = workbook.add_worksheet(part.sheet)
            letterhead = LETTERHEADS[report.style]
            width = printable(letterhead, report.page, landscape=part.landscape)[0]
            writer = SheetWriter(sheet, styles, letterhead, width, part.tables)
            annex = not report.is_headed(number)
            _part(writer, report, part, annex=annex)
            _print_setup(writer, report, part, letterhead, annex=annex)
    save(target, buffer.getvalue(), aside)


def _part(writer: SheetWriter, report: Report, part: Part, *, annex: bool) -> None:
    """One sheet from top to bottom."""
    if not annex:
        writer.heading(report.heading)
    writer.title(part, annex=annex)
    if report.banners:
        writer.banner(" · ".join(report.banners))
    if not annex:
        writer.addressees(report.heading)
    writer.gap(6)
    for content in part.contents:
        _content(writer, content, LETTERHEADS[report.style])


def _content(writer: SheetWriter, content: Content, letterhead: Letterhead) -> None:
    if isinstance(content, Paragraph):
        writer.paragraph(content)
    elif isinstance(content, Table):
        writer.table(content)
        writer.gap(8)
    else:
        assert isinstance(content, Signature), "the three kinds of content"
        signature(writer, content, letterhead)


def _print_setup(
    writer: SheetWriter, report: Report, part: Part, letterhead: Letterhead, *, annex: bool
) -> None:
    """Paper, margins, one page wide, heads repeated on paper and kept in view on screen."""
    sheet = writer.sheet
    sheet.set_paper(_PAPER_CODES[report.page])
    if part.landscape:
        sheet.set_landscape()
    sides = (letterhead.left, letterhead.right, letterhead.top, letterhead.bottom)
    sheet.set_margins(*(side / _INCH for side in sides))
    sheet.fit_to_pages(1, 1 if not annex and one_page(part) else 0)
    sheet.center_horizontally()
    sheet.hide_gridlines(2)
    sheet.set_zoom(100)
    _set_footer(sheet, report)
    sheet.print_area(0, 0, writer.row - 1, writer.last_column)
    _repeat(writer, part)


def _repeat(writer: SheetWriter, part: Part) -> None:
    """The head of a table at the top of the sheet on every page, with the banners above it, and in view on screen.

    One stretch of rows can be repeated, and all above a frozen row stays on the screen: with text between banners and
    table only the banners are repeated, without banners the head of the only table.
    """
    head, banner, sheet = writer.head_row, writer.banner_row, writer.sheet
    top = head if banner is None else banner
    above = next((at for at, it in enumerate(part.contents) if isinstance(it, Table)), 0)
    if head is not None and top is not None and above <= _LINES_ABOVE_HEAD:
        sheet.repeat_rows(top, head)
        sheet.freeze_panes(head + 1, 0 if len(part.tables[0].columns) < 6 else 2)
    elif banner is not None:
        sheet.repeat_rows(banner)
    elif head is not None and len(part.tables) == 1:
        sheet.repeat_rows(head)


def _set_footer(sheet: Worksheet, report: Report) -> None:
    """The page number; at the left the closed version that the paper was made from, and which copy it is, with its
    code. Those lines can be long, so the number gives way to the right."""
    look = f'&"{FONT},Regular"'
    page = f"{look}&11Trang &P/&N"
    told = "\n".join(it for it in (report.mark, report.stamp) if it)
    options: dict[str, Any] = {"margin": LEAST_MARGIN / _INCH}
    if not told:
        sheet.set_footer(f"&C{page}", options)
        return
    code = ""
    if report.stamp:
        code = "&G "
        picture = BytesIO(footer.picture(report.stamp))
        options |= {"image_left": "qr.png", "image_data_left": picture}
    text = f"&L{code}{look}&9{{}}&R{page}"
    room = texts.LONGEST_PROPERTY - len(text)
    while len(told.replace("&", "&&")) > room:
        told = f"{told[:-2]}…"
    sheet.set_footer(text.format(told.replace("&", "&&")), options)
