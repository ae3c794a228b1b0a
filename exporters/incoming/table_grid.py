"""Any workbook or Word file → plain grids: every sheet, every Word table, with merged cells known.

Meaning comes later (`models.table_reading.mapping`, `models.table_reading.reader`). What cannot be read is refused with
one sentence that says the way out.
"""

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from exporters.incoming import workbook_kind
from exporters.incoming.grid_limits import DAMAGED, MOST_COLUMNS, MOST_ROWS, check_size
from exporters.incoming.workbook_cells import Sheet, Workbook, exact
from exporters.incoming.workbook_looks import LockedWorkbookError
from models.errors import AppError
from models.points import plain
from models.table_reading.grid import (
    EMPTY,
    CellFlaw,
    GridCell,
    Place,
    TableGrid,
    filled_grid,
    text_cell,
)

_SAVE_DOCX = "Mở bằng Word, lưu lại dạng .docx rồi chọn lại."
_SAVE_XLSX = "Mở bằng Excel, lưu lại dạng .xlsx rồi chọn lại."
_NEEDED = "Cần tệp Excel (.xlsx, .xls) hoặc Word (.docx) có bảng chấm điểm."
# The kinds told by `workbook_kind`, in the words of this place: no form is expected here.
_REFUSED = {
    "file-empty": "Tệp rỗng (0 byte). Tải lại tệp rồi chọn lại.",
    "file-too-large": "Tệp quá lớn so với một bảng chấm điểm. Chép riêng bảng sang tệp mới.",
    "file-photo": f"Đây là ảnh chụp. {_NEEDED}",
    "file-pdf": f"Đây là tệp PDF. {_NEEDED}",
    "file-word": f"Đây là văn bản đời cũ hoặc không phải .docx. {_SAVE_DOCX}",
    "file-slides": f"Đây là tệp trình chiếu. {_NEEDED}",
    "file-binary-excel": f"Đây là tệp Excel nhị phân (.xlsb). {_SAVE_XLSX}",
    "file-password": "Tệp đặt mật khẩu nên không đọc được. Bỏ mật khẩu, lưu lại rồi chọn lại.",
    "file-ods": f"Đây là bảng tính OpenDocument (.ods). {_SAVE_XLSX}",
    "file-archive": "Đây là tệp nén. Giải nén rồi chọn tệp .xlsx hoặc .docx bên trong.",
    "file-web-page": f"Đây là trang web lưu dưới tên bảng tính. {_SAVE_XLSX}",
    "file-old-xml": f"Đây là bảng tính XML đời 2003. {_SAVE_XLSX}",
    "file-shortcut": "Đây là lối tắt (shortcut). Mở thư mục chứa tệp gốc rồi chọn tệp đó.",
    "file-lock": "Đây là tệp tạm của một tệp đang mở. Đóng tệp gốc, rồi chọn chính tệp gốc.",
    "file-damaged": DAMAGED,
}
_UNKNOWN = f"Đây không phải là tệp Excel hay Word. {_NEEDED}"


def read_grids(path: Path) -> tuple[TableGrid, ...]:
    """Every visible sheet, or every Word table of more than one row, that has something in it.

    Raises AppError when the file is no workbook and no Word document, is empty, damaged, locked with a
    password, has no table, or holds more than `MOST_ROWS` rows or `MOST_COLUMNS` columns.
    """
    data = _content(path)
    kind = workbook_kind.not_a_workbook(path.name, data)
    code = kind.code if kind else ""
    if code == "file-word" and data.startswith(b"PK") and _has_part(data, "word/document.xml"):
        from exporters.incoming.word_grid import word_grids

        grids = word_grids(data)
        missing = f"Văn bản “{path.name}” không có bảng nào từ hai hàng trở lên."
    elif code in {"", "file-old-excel"}:
        grids = _sheets(data, is_xlsx=not code)
        missing = f"Tệp “{path.name}” không có trang nào có dữ liệu."
    else:
        raise AppError(_REFUSED.get(code, _UNKNOWN))
    if not grids:
        raise AppError(f"{missing} Chọn tệp khác.")
    return grids


def _content(path: Path) -> bytes:
    if path.is_dir():
        raise AppError(f"“{path.name}” là thư mục. Chọn một tệp Excel hoặc Word.")
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise AppError(f"Không còn tệp “{path.name}”. Chọn lại tệp.") from error
    except OSError as error:
        what = f"Không đọc được “{path.name}”."
        raise AppError(f"{what} Đóng tệp ở chương trình khác rồi chọn lại.") from error


def _has_part(data: bytes, name: str) -> bool:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return name in archive.namelist()


# ---- workbooks


def _sheets(data: bytes, *, is_xlsx: bool) -> tuple[TableGrid, ...]:
    from python_calamine import PasswordError

    try:
        made = list(_visible_sheets(data, is_xlsx=is_xlsx))
    except AppError:
        raise
    except (PasswordError, LockedWorkbookError) as error:
        raise AppError(_REFUSED["file-password"]) from error
    except BaseException as error:
        # A panic of the reader's Rust code derives from BaseException; Ctrl+C must pass untouched.
        if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
            raise
        raise AppError(DAMAGED) from error
    return tuple(grid for grid in made if grid.rows)


def _visible_sheets(data: bytes, *, is_xlsx: bool) -> Iterator[TableGrid]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    looked_over = Workbook(data, "xlsx" if is_xlsx else "xls")  # first: calamine may not survive it
    if looked_over.far_sheet is not None:
        raise _far_out(looked_over.far_sheet)
    book = load_workbook(io.BytesIO(data))
    looks: dict[str, dict[Place, _Look]] | None = None
    for it in book.sheets_metadata:
        if it.typ != SheetTypeEnum.WorkSheet or it.visible != SheetVisibleEnum.Visible:
            continue
        known = looked_over.sheet(it.name)
        if known.far:
            raise _far_out(known)
        sheet = book.get_sheet_by_name(it.name)
        height, width = (it + 1 for it in sheet.end) if sheet.end else (0, 0)
        check_size(it.name, height, width)
        if looks is None:  # only now is the workbook known to be small
            looks = _looks(data) if is_xlsx else {}
        yield _grid(known, known.rows, sheet.merged_cell_ranges or [], looks.get(it.name, {}))


def _far_out(sheet: Sheet) -> AppError:
    return AppError(
        f"Trang “{sheet.name}” có dữ liệu ở tận ô {sheet.far}. Xóa các hàng, cột thừa ở xa bảng,"
        " lưu lại rồi chọn lại."
    )


class _Look(NamedTuple):
    """How Excel shows a cell: its number format and its indent."""

    number_format: str
    indent: int


def _looks(data: bytes) -> dict[str, dict[Place, _Look]]:
    """The cells that do not look plain, of every sheet; nothing when the styles cannot be read."""
    import warnings

    import openpyxl

    found: dict[str, dict[Place, _Look]] = {}
    with warnings.catch_warnings():
        # openpyxl warns of every feature that it would lose on saving; nothing is saved here.
        warnings.simplefilter("ignore")
        try:
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            for sheet in book.worksheets:
                found[sheet.title] = dict(_looks_of(sheet))
            book.close()
        except Exception:  # noqa: BLE001 - styles that openpyxl cannot read leave the values as they are
            return found
    return found


def _looks_of(sheet: Any) -> Iterator[tuple[Place, _Look]]:
    for row in sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS):
        for cell in row:
            if cell.value is None or not cell.has_style:
                continue
            indent = cell.alignment.indent if cell.alignment else 0
            if indent or cell.number_format != "General":
                yield (cell.row - 1, cell.column - 1), _Look(cell.number_format, int(indent))


_PLAIN = _Look("General", 0)


def _grid(
    known: Sheet,
    rows: Sequence[Sequence[Any]],
    merged: Sequence[tuple[Place, Place]],
    looks: Mapping[Place, _Look],
) -> TableGrid:
    cells: list[list[GridCell]] = []
    for number, row in enumerate(rows):
        made = []
        for column, value in enumerate(row):
            place = (number, column)
            look = looks.get(place, _PLAIN)
            flaw: CellFlaw = "date" if isinstance(value, dt.date | dt.time) else ""
            if place in known.hollow:
                flaw = "hollow"
            elif place in known.errors:
                flaw = "error"
            made.append(text_cell(shown(value, look.number_format), None, flaw, look.indent))
        cells.append(made)
    _cover(cells, merged)
    return filled_grid(known.name, cells, "sheet")


def _cover(cells: list[list[GridCell]], merged: Sequence[tuple[Place, Place]]) -> None:
    """Mark what merged cells cover; they may reach beyond the last cell with something in it."""
    for first, (bottom, right) in merged:
        # A title merged over whole rows or columns ends where the sheet's data end.
        if first[0] >= len(cells):
            continue
        for row in range(first[0], min(bottom, len(cells) - 1, first[0] + MOST_ROWS) + 1):
            line = cells[row]
            last = min(right, MOST_COLUMNS)
            line += [EMPTY] * (last + 1 - len(line))
            for column in range(first[1], last + 1):
                if (row, column) != first:
                    line[column] = text_cell("", first)


def shown(value: Any, number_format: str = "General") -> str:
    """The text that a Vietnamese Excel shows: decimal comma, dd/mm/yyyy, the format's decimals."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return _number(exact(value), number_format)
    if isinstance(value, dt.datetime) and value.time() != dt.time():
        return f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def _number(value: Decimal, number_format: str) -> str:
    shape = number_format.partition(";")[0]
    end = ""
    if "%" in shape:
        value, end = value * 100, "%"
    match = re.search(r"[0#](?:\.(0+))?", shape)
    fixed = len(match[1]) if match and match[1] else 0
    # More decimals than the format shows are kept: what is read is exact.
    return plain(value.normalize(), fixed).replace(".", ",") + end
