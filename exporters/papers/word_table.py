"""Tables in Word: heads repeated, rows whole, widths fixed."""

from docx.document import Document as WordDocument
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell, _Row
from docx.text.paragraph import Paragraph as WordParagraph

from exporters.papers.columns import laid_out
from exporters.papers.layout import (
    CELL_PADDING,
    LAST_ROWS,
    MUTED,
    SHADE,
    SIGNING_ROW,
    Letterhead,
    Type,
    first_rows,
    scaled,
)
from exporters.papers.word_text import line
from models.papers.report import Align, Cell, Row, Table

_ALIGN: dict[Align, WD_ALIGN_PARAGRAPH] = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
}
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_BOLD_ROLES = {"group", "total"}
_WHOLE_STATEMENT = 15
_TWIPS_IN_MM = 1440 / 25.4
# The order that the schema asks for; Word repairs or refuses a file that breaks it.
_ROW_ORDER = ("w:tblHeader", "w:tblCellSpacing", "w:jc", "w:hidden")
_CELL_ORDER = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")


def plain_table(
    document: WordDocument, widths: tuple[float, ...], *, rows: int, padding: float = 0
) -> WordTable:
    """A table without lines, of fixed widths in millimetres, to set things side by side."""
    return _table(document, widths, rows, padding=padding)


def grid(
    document: WordDocument, table: Table, letterhead: Letterhead, width: float, *, keep_last: bool
) -> None:
    """`table` over the whole width, its head never without rows, its last row never alone; `keep_last` ties
    three to what follows. Several tables where the columns do not fit side by side."""
    parts, size = laid_out(table, letterhead, width)
    for number, part in enumerate(parts, 1):
        last = number == len(parts)
        _grid(document, part, letterhead, (width, size), keep_last=keep_last and last)
        if not last:
            document.add_paragraph().paragraph_format.line_spacing = Pt(4)


def _grid(
    document: WordDocument,
    table: Table,
    letterhead: Letterhead,
    setting: tuple[float, float],
    *,
    keep_last: bool,
) -> None:
    """One table; `setting` is its width in millimetres and the size of its text."""
    width, size = setting
    nominal = tuple(column.width for column in table.columns)
    made = _table(document, scaled(nominal, width), len(table.rows) + 1, padding=CELL_PADDING)
    lined = table.look == "grid"
    if lined:
        made.style = "Table Grid"
    head = made.rows[0]
    _flag(head, "w:tblHeader")
    for cell, column in zip(head.cells, table.columns, strict=True):
        align = _CENTRE if lined else _ALIGN[column.align]
        title = line(cell.paragraphs[0], column.title, Type(size, bold=True), align)
        title.paragraph_format.keep_with_next = True
        _dress(cell, letterhead.row_padding, shade=lined, below=not lined)
    whole = table.look == "statement" and len(table.rows) <= _WHOLE_STATEMENT
    after_ranking = False
    for number, row in enumerate(table.rows):
        first_apart = row.role == "apart" and not after_ranking and number > 0
        after_ranking = after_ranking or row.role == "apart"
        left = len(table.rows) - number
        first = number + 1 < first_rows(table)
        last = whole or first or left == 2 or (keep_last and left <= LAST_ROWS)
        _fill(
            made.rows[number + 1],
            table,
            row,
            (size, letterhead.row_padding),
            keep=last or row.role == "group",
        )
        if first_apart:
            for cell in made.rows[number + 1].cells:
                _border(cell, "top", 18)


def _table(
    document: WordDocument, widths: tuple[float, ...], rows: int, *, padding: float
) -> WordTable:
    made: WordTable = document.add_table(rows=rows, cols=len(widths))
    made.autofit = False
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(round(padding * _TWIPS_IN_MM)))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = made._tbl.tblPr  # noqa: SLF001  # python-docx offers no cell margins
    properties.insert_element_before(margins, "w:tblLook", "w:tblCaption", "w:tblDescription")
    for row in made.rows:
        _flag(row, "w:cantSplit")
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return made


def _fill(made: _Row, table: Table, row: Row, setting: tuple[float, float], *, keep: bool) -> None:
    """One row: text, weight, alignment, shade, joined cells; `setting` is size and padding."""
    size, padding = setting
    cells = made.cells
    if row.role == "signing":
        made.height_rule, made.height = WD_ROW_HEIGHT_RULE.AT_LEAST, Mm(SIGNING_ROW)
    for at, cell in table.placed(row):
        place = cells[at]
        if cell.span > 1:
            place = place.merge(cells[at + cell.span - 1])
        kind = Type(
            size, bold=row.role in _BOLD_ROLES and not cell.muted, italic=row.role == "apart"
        )
        paragraph = line(place.paragraphs[0], cell.text, kind, _ALIGN[table.columns[at].align])
        paragraph.paragraph_format.keep_with_next = keep
        _mark(paragraph, cell)
        lined = table.look == "grid"
        _dress(place, padding, shade=lined and row.role in _BOLD_ROLES, middle=lined)
        if row.role == "total" and not lined:
            _border(place, "top", 8)


def _mark(paragraph: WordParagraph, cell: Cell) -> None:
    font = paragraph.runs[0].font
    if cell.muted or cell.strike:
        font.color.rgb = RGBColor.from_string(MUTED)
    font.strike = cell.strike or None


def _dress(
    cell: _Cell, padding: float, *, shade: bool, below: bool = False, middle: bool = True
) -> None:
    if shade:
        fill = OxmlElement("w:shd")
        for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
            fill.set(qn(f"w:{name}"), value)
        cell._tc.get_or_add_tcPr().insert_element_before(fill, *_CELL_ORDER)  # noqa: SLF001
    if below:
        _border(cell, "bottom", 4)
    places = WD_CELL_VERTICAL_ALIGNMENT
    cell.vertical_alignment = places.CENTER if middle else places.TOP
    form = cell.paragraphs[0].paragraph_format
    form.space_before = form.space_after = Pt(padding)


def _border(cell: _Cell, side: str, eighths: int) -> None:
    """A line at one side of a cell, in eighths of a point."""
    borders = OxmlElement("w:tcBorders")
    edge = OxmlElement(f"w:{side}")
    for name, value in (
        ("val", "single"),
        ("sz", str(eighths)),
        ("space", "0"),
        ("color", "000000"),
    ):
        edge.set(qn(f"w:{name}"), value)
    borders.append(edge)
    cell._tc.get_or_add_tcPr().insert_element_before(borders, "w:shd", *_CELL_ORDER)  # noqa: SLF001


def _flag(row: _Row, name: str) -> None:
    """cantSplit or tblHeader on a row."""
    properties = row._tr.get_or_add_trPr()  # noqa: SLF001  # python-docx offers neither
    mark = OxmlElement(name)
    properties.insert_element_before(
        mark, *_ROW_ORDER[_ROW_ORDER.index(name) + 1 :] if name in _ROW_ORDER else _ROW_ORDER
    )
