"""The unit's own workbook sent back to it: wrong cells marked, and a first sheet that lists them all.

Only what is wrong is touched. openpyxl rewrites the whole file and loses what it does not know, so the
results of formulas, rows that may grow and Excel's silenced remarks are put back behind it. A file that
goes back a second time first loses the marks of the first.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from exporters import files
from exporters.forms import paper
from exporters.forms.identity import HIDDEN
from exporters.forms.pen import FONT, GREY, TABLE_SIZE, YELLOW
from exporters.forms.score.message import (
    REGISTRATION_NAME,
    SCORES_NAME,
    WORDS,
    Read,
    advice,
    called,
    file_name,
    line,
    ordered,
    sentence,
)
from exporters.incoming import workbook_kind
from exporters.incoming.workbook_looks import LAST_COLUMN
from models.errors import AppError, Problem, Severity

LIST = "Cần sửa"
"""Name of the sheet that lists the faults."""
MARKS: Mapping[Severity, str] = {"error": "#F9CDC8", "warning": "#FFDD9B"}
"""Fills of marked cells: stronger than those of the form, so that they are told from its yellow."""
_TITLES = {it: f"CÁC CHỖ CẦN SỬA TRONG {it.upper()}" for it in (SCORES_NAME, REGISTRATION_NAME)}
"""What kind of form it is → the title of the list."""
_HOW = "Sửa các ô tô đỏ ngay trong tệp này, lưu lại rồi gửi lại cho khối."
_HOW_ELSE = "Sửa các chỗ nêu dưới đây ngay trong tệp này, lưu lại rồi gửi lại cho khối."
_HOW_SEEN = "Xem lại các chỗ nêu dưới đây; nếu sửa thì sửa ngay trong tệp này rồi gửi lại cho khối."
_UNMARKABLE = "Không đánh dấu được vào tệp “{}”; gửi đơn vị lời nhắn kèm một biểu mẫu mới."
_HEAD = ("STT", "Ô", "Nội dung sai", "Cách sửa", "Mức")
_WIDTHS = (5, 8, 46, 36, 13)
_PIXELS = 8  # of one digit of the form's base font
_OURS = re.compile(rf"^\[Khối\] (?:{'|'.join(WORDS.values())}): .*$\n?", re.MULTILINE)
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")
_COMMENT_WIDTH = 320
_AFTER_SILENCED = ("drawing", "legacyDrawing", "tableParts", "extLst")
_MOST_JOINED = 200_000
"""Cells that merged areas and links may cover together: openpyxl makes every one of them."""


def write_marked(reading: Read, data: bytes, target: Path) -> None:
    """Write `marked_copy` to `target`. Raises AppError as it does, when `target` is the unit's own file, or
    when it cannot be saved."""
    if Path(reading.path).resolve() == target.resolve():
        raise AppError(f"Chọn tên khác để giữ nguyên tệp “{file_name(reading)}” của đơn vị.")
    files.save(target, marked_copy(reading, data))


def marked_copy(reading: Read, data: bytes) -> bytes:
    """A copy of the unit's workbook `data` with every problem of `reading` marked in it.

    Raises AppError when the file is none that can be written (.xls, .ods, .xlsb, .docx, damaged).
    """
    name = file_name(reading)
    unreadable = any(it.code.startswith("file-") for it in reading.problems)
    if unreadable or workbook_kind.not_a_workbook(name, data) is not None:
        raise AppError(_UNMARKABLE.format(name))
    try:
        return _marked(reading, name, data)
    except Exception as error:  # openpyxl and lxml fail in a dozen ways on a broken workbook
        raise AppError(_UNMARKABLE.format(name)) from error


# ---- marking


def _marked(reading: Read, name: str, data: bytes) -> bytes:
    import openpyxl

    kept = _keep(data)
    out = io.BytesIO()
    with warnings.catch_warnings():
        # openpyxl warns of what it drops: ornaments and extensions that none of our forms has.
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(io.BytesIO(data), keep_vba=False, rich_text=True)
        if book.sheetnames != list(kept):
            raise ValueError("sheets lost")
        _unmark(book)
        places = [_place(book, it) for it in ordered(reading)]
        _mark(places)
        _draw_list(book, _TITLES[called(reading)], (_unit_name(book, reading), name), places)
        book.calculation.fullCalcOnLoad = True
        book.save(out)
    return _put_back(out.getvalue(), kept)


@dataclass(frozen=True, slots=True)
class _Place:
    problem: Problem
    cell: Any  # the one it names, or None


def _place(book: Any, problem: Problem) -> _Place:
    sheet = next((it for it in book.worksheets if it.title == problem.sheet), None)
    if sheet is None or not _CELL.fullmatch(problem.cell):
        return _Place(problem, None)
    for area in sheet.merged_cells.ranges:
        if problem.cell in area:
            return _Place(problem, sheet.cell(area.min_row, area.min_col))
    return _Place(problem, sheet[problem.cell])


def _mark(places: Sequence[_Place]) -> None:
    """Fill and comment; the errors come first in the comment, and their fill comes last and stays."""
    named = [it for it in places if it.cell is not None]
    for it in reversed(named):
        it.cell.fill = _fill(MARKS[it.problem.severity])
    for it in named:
        said = f"[Khối] {WORDS[it.problem.severity]}: {sentence(it.problem)}"
        before = it.cell.comment
        _comment(it.cell, f"{before.text.rstrip()}\n{said}" if before else said)


def _comment(cell: Any, text: str) -> None:
    from openpyxl.comments import Comment

    author = cell.comment.author if cell.comment else "Khối thi đua"
    needed = paper.lines(text, _COMMENT_WIDTH) + 1
    cell.comment = Comment(text, author, height=20 * needed, width=_COMMENT_WIDTH)


def _fill(colour: str) -> Any:
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=f"FF{colour.removeprefix('#')}")


def _unmark(book: Any) -> None:
    """Take off what an earlier return put into the file."""
    from openpyxl.styles import PatternFill

    for sheet in book.worksheets:
        if sheet.title == LIST and sheet["A1"].value in _TITLES.values():
            book.remove(sheet)
    ours = {f"FF{it.removeprefix('#')}" for it in MARKS.values()}
    for sheet in book.worksheets:
        # Never by rows and columns: one stray cell far out would make billions of them.
        for cell in list(sheet._cells.values()):  # noqa: SLF001
            if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in ours:
                cell.fill = PatternFill() if cell.protection.locked else _fill(YELLOW)
            if cell.comment is not None:
                rest = _OURS.sub("", cell.comment.text.replace("\r\n", "\n")).strip()
                if rest:
                    _comment(cell, rest)
                else:
                    cell.comment = None


def _unit_name(book: Any, reading: Read) -> str:
    if HIDDEN in book.sheetnames:
        rows = book[HIDDEN].iter_rows(max_row=20, max_col=2, values_only=True)
        for key, value in rows:
            if key == "unit_name" and value:
                return line(str(value))
    return line(reading.unit)


# ---- the list


def _draw_list(book: Any, title: str, whose: tuple[str, str], places: Sequence[_Place]) -> None:
    """`whose`: the name of the unit and that of its file."""
    sheet = book.create_sheet(LIST, 0)
    for letter, width in zip("ABCDE", _WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    head = _list_top(sheet, title, whose, places)
    for column, words in enumerate(_HEAD, start=1):
        _write(sheet.cell(head, column), words, fill=GREY, bold=True)
    for number, it in enumerate(places, start=1):
        _list_row(sheet, head + number, number, it)
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.print_area = f"A1:E{head + max(len(places), 1)}"
    sheet.set_printer_settings(sheet.PAPERSIZE_A4, sheet.ORIENTATION_PORTRAIT)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left, sheet.page_margins.right = 0.59, 0.39
    sheet.page_margins.top, sheet.page_margins.bottom = 0.59, 0.71
    sheet.oddFooter.right.text = "Trang &P/&N"
    # Two sheets selected at once would be written into together.
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is sheet
    book.active = 0


def _list_top(sheet: Any, title: str, whose: tuple[str, str], places: Sequence[_Place]) -> int:
    """Title, unit, file, how to go on; returns the row for the heading of the table."""
    errors = [it for it in places if it.problem.severity == "error"]
    how = _HOW if any(it.cell is not None for it in errors) else _HOW_ELSE
    unit_name, file = whose
    texts = (title, f"Đơn vị: {unit_name}", f"Tệp: {file}", how if errors else _HOW_SEEN)
    for row, text in enumerate(texts, start=1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_HEAD))
        _write(sheet.cell(row, 1), text, border=False, bold=row < 3)
        needed = paper.lines(text, sum(_WIDTHS) * _PIXELS, bold=True)
        sheet.row_dimensions[row].height = paper.height(needed) + 4
    return len(texts) + 1


def _list_row(sheet: Any, row: int, number: int, place: _Place) -> None:
    """One problem, its place as a way to the cell."""
    from openpyxl.worksheet.hyperlink import Hyperlink

    problem = place.problem
    where = line(problem.where).removeprefix(f"Trang “{problem.sheet}”")
    where = where.removeprefix(f", ô {problem.cell}").strip(" ,")
    what = f"{where[:1].upper()}{where[1:]}: {line(problem.what)}" if where else line(problem.what)
    texts = (str(number), problem.cell or "–", what, advice(problem), WORDS[problem.severity])
    for column, text in enumerate(texts, start=1):
        fill = MARKS[problem.severity] if column == len(texts) else ""
        _write(sheet.cell(row, column), text, fill=fill)
    needed = (paper.lines(it, width * _PIXELS) for it, width in zip(texts, _WIDTHS, strict=True))
    sheet.row_dimensions[row].height = paper.height(max(needed)) + 4
    if place.cell is not None:
        cell, name = sheet.cell(row, 2), problem.sheet.replace("'", "''")
        spot = f"'{name}'!{place.cell.coordinate}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=spot)
        _write(cell, problem.cell, color="FF0563C1", underline="single")


def _write(cell: Any, text: str, *, fill: str = "", border: bool = True, **font: Any) -> None:
    """A text, never a formula, whatever it begins with."""
    from openpyxl.styles import Alignment, Border, Font, Side

    cell.value, cell.data_type = text, "s"
    cell.font = Font(name=FONT, size=TABLE_SIZE if border else 12, **font)
    across = "center" if border and cell.column in {1, 2, len(_HEAD)} else "left"
    cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=across)
    if border:
        cell.border = Border(*[Side("thin")] * 4)
    if fill:
        cell.fill = _fill(fill)


# ---- what openpyxl loses


@dataclass(frozen=True, slots=True)
class _Kept:
    """Of one sheet: the results of its formulas by cell (kind and text), the rows whose height is only
    a proposal, what Excel is told not to remark on."""

    results: Mapping[str, tuple[str, str]]
    growing: frozenset[str]
    silenced: Any


def _keep(data: bytes) -> dict[str, _Kept]:
    """Sheet name → what is put back. Raises ValueError where openpyxl would take all memory."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = _parts(archive)
        return {name: _keep_sheet(_parse(archive.read(part))) for name, part in parts.items()}


def _keep_sheet(root: Any) -> _Kept:
    if sum(map(_area, root.iter("{*}mergeCell", "{*}hyperlink"))) > _MOST_JOINED:
        raise ValueError("areas too large")
    results = {}
    for formula in root.iter("{*}f"):
        cell, value = formula.getparent(), formula.getparent().find("{*}v")
        kind, said = cell.get("t", ""), "" if value is None else value.text or ""
        if said or kind == "str":
            results[cell.get("r", "")] = (kind, said)
    rows = (it for it in root.iter("{*}row") if it.get("customHeight") not in {"1", "true"})
    return _Kept(results, frozenset(it.get("r", "") for it in rows), root.find("{*}ignoredErrors"))


def _area(element: Any) -> int:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(element.get("ref"))
    return ((right or LAST_COLUMN) - (left or 0) + 1) * ((bottom or 1_048_576) - (top or 0) + 1)


def _put_back(data: bytes, kept: Mapping[str, _Kept]) -> bytes:
    from lxml import etree  # type: ignore[import-untyped]

    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        # The first sheet is our list.
        known = {part: kept[name] for name, part in [*_parts(source).items()][1:]}
        for part in source.infolist():
            content = source.read(part)
            if part.filename in known:
                root = _parse(content)
                _put_back_sheet(root, known[part.filename])
                content = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            target.writestr(part, content)
    return out.getvalue()


def _put_back_sheet(root: Any, kept: _Kept) -> None:
    for row in root.iter("{*}row"):
        if row.get("r") in kept.growing:
            row.attrib.pop("customHeight", None)
    for formula in root.iter("{*}f"):
        cell, value = formula.getparent(), formula.getparent().find("{*}v")
        found = kept.results.get(cell.get("r", ""))
        if found is None or value is None:
            continue
        cell.attrib.pop("t", None)
        if found[0]:
            cell.set("t", found[0])
        value.text = found[1]
    if kept.silenced is not None:
        later = root.iterchildren(*(f"{{*}}{it}" for it in _AFTER_SILENCED))
        root.insert(min(map(root.index, later), default=len(root)), kept.silenced)


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the archive, in the order of the sheets."""
    targets = {}
    for it in _parse(archive.read("xl/_rels/workbook.xml.rels")).iter("{*}Relationship"):
        targets[it.get("Id")] = str(PurePosixPath("/xl", it.get("Target", "")))[1:]
    found = {}
    for it in _parse(archive.read("xl/workbook.xml")).iter("{*}sheet"):
        link = next(value for key, value in it.attrib.items() if key.endswith("}id"))
        found[str(it.get("name"))] = targets[link]
    return found


def _parse(content: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    return etree.fromstring(content, parser)
