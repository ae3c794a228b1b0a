"""The pen that draws our forms with XlsxWriter: formats, rows with their ids, and the parts all forms share."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from exporters.forms import paper
from exporters.forms.identity import Identity
from models.block import Unit
from models.season import Season

FONT = "Times New Roman"
YELLOW, GREY, RED, PALE_RED, HINT = "#FFF9DB", "#EDEFF2", "#B3261E", "#FDECEA", "#55606E"
TABLE_SIZE = 11
_SIGNATURE_HEIGHT = 160.0
_GUIDE_WIDTH = 640


@dataclass
class Pen:
    """A form's own sheet, drawn from top to bottom. Column A is hidden and holds the ids of the rows."""

    season: Season
    unit: Unit
    workbook: Any
    sheet: Any
    bands: list[paper.Band] = field(default_factory=list, kw_only=True)
    formats: dict[tuple[tuple[str, object], ...], Any] = field(default_factory=dict, kw_only=True)

    def style(self, **wanted: object) -> Any:
        """A cell format; the same wishes give the same format."""
        size = TABLE_SIZE if "border" in wanted else 12
        properties = {"valign": "vcenter", "font_size": size, **wanted}
        key = tuple(sorted(properties.items()))
        if key not in self.formats:
            self.formats[key] = self.workbook.add_format(properties)
        return self.formats[key]

    def add_band(self, row_id: str, band: paper.Band) -> int:
        """Start the next row: its id in the hidden column, its height; returns its index."""
        row = len(self.bands)
        self.bands.append(band)
        self.sheet.set_row(row, band.height)
        self.sheet.write_string(row, 0, row_id)
        return row

    def merged(self, row: int, first: int, last: int, text: str, style: Any) -> None:
        """A text over several columns."""
        if first < last:
            self.sheet.merge_range(row, first, row, last, "", style)
        self.sheet.write_string(row, first, text, style)

    # ---- parts that all forms have

    def draw_name(
        self, identity: Identity, row_id: str, title: str, columns: int, middle: int
    ) -> None:
        """Block, title and unit above the table; `middle` is the last column of the left half."""
        row = self.add_band(row_id, paper.Band(20))
        self.merged(row, 1, middle, identity.block.upper(), self.style(bold=True))
        if said := paper.marks(self.season):
            mark = self.style(bold=True, align="right", font_color=RED)
            self.merged(row, middle + 1, columns, said, mark)
        row = self.add_band(row_id, paper.Band(30))
        self.merged(row, 1, columns, title, self.style(bold=True, align="center", font_size=15))
        row = self.add_band(row_id, paper.Band(22))
        name = f"Đơn vị: {identity.unit_name}"
        self.merged(row, 1, columns, name, self.style(bold=True, align="center", font_size=13))

    def draw_signature(self, row_id: str, first: int, last: int) -> int:
        """Where the head of the unit signs; returns the row. One row, since a row is the only thing that
        Excel never parts between two pages."""
        at = self.add_band(row_id, paper.Band(_SIGNATURE_HEIGHT, clings=True))
        area = self.style(valign="top", align="center", text_wrap=True)
        self.sheet.merge_range(at, first, at, last, "", area)
        slanted, strong = self.style(italic=True), self.style(bold=True)
        self.sheet.write_rich_string(
            at,
            first,
            *(slanted, "\n…………………, ngày …… tháng …… năm ………\n"),
            *(strong, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ\n"),
            *(slanted, "(Ký, đóng dấu)"),
            area,
        )
        return at

    def draw_guide(self, sheet: Any, head: str, lines: Sequence[str]) -> None:
        """The sheet of instructions: one numbered line a row, made to be read and printed."""
        sheet.set_column_pixels(0, 0, _GUIDE_WIDTH)
        sheet.write_string(0, 0, head, self.style(bold=True, font_size=14))
        sheet.set_row(0, 30)
        for row, text in enumerate(lines, start=1):
            sheet.write_string(row, 0, text, self.style(text_wrap=True))
            sheet.set_row(row, paper.height(paper.lines(text, _GUIDE_WIDTH * 11 // 12)) + 6)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.protect("", {"format_columns": True, "format_rows": True})

    def set_page(self, columns: int, footer: str) -> None:
        """A4 landscape, one page wide, `footer` and the page number on every page."""
        self.sheet.set_landscape()
        self.sheet.set_paper(9)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_margins(left=0.59, right=0.39, top=0.59, bottom=0.71)
        self.sheet.print_area(0, 0, len(self.bands) - 1, columns)
        font = f'&"{FONT},Italic"&10'
        self.sheet.set_footer(f"&L{font}{footer}&R{font}Trang &P/&N")
        if said := paper.marks(self.season):
            self.sheet.set_header(f'&R&"{FONT},Bold"&10{said}', {"margin": 0.25})


def new_workbook(title: str, identity: Identity) -> tuple[io.BytesIO, Any]:
    """An empty workbook and where its bytes will be once it is closed; the same form gives the same bytes."""
    # mypy: this library brings no types of its own.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]

    out = io.BytesIO()
    base = {
        # Column widths are counted in digits of the base font; Calibri is not on every PC, this one is.
        "default_format_properties": {"font_name": FONT, "font_size": 12},
        "default_column_width": 72,
        "default_row_height": 21,
    }
    workbook = Workbook(out, {"in_memory": True, **base})
    workbook.set_properties(
        {
            "title": title,
            "subject": identity.unit_name,
            "author": identity.block,
            "created": datetime(int(identity.year), 1, 1),
        }
    )
    return out, workbook


def write_identity(sheet: Any, identity: Identity) -> None:
    """The very hidden sheet: whose form it is, as texts, so that no program turns them into numbers."""
    for row, (key, value) in enumerate(identity.pairs()):
        sheet.write_string(row, 0, key)
        sheet.write_string(row, 1, value)
    sheet.protect("")
    sheet.very_hidden()
