"""The unit's form read back: every value, and every fault with its sheet, its cell and what to do.

Nothing is entered and nothing is written here. A fault is a `Problem` in the reading, never raised.
"""

from collections.abc import Mapping
from pathlib import Path

from exporters import score_form_docx, workbook_kind
from exporters import score_form_layout as layout
from exporters.score_form_lines import FRESH, Places, Reader, other_year
from exporters.score_form_values import as_text
from exporters.workbook_cells import Container, Sheet, Workbook
from exporters.workbook_looks import LockedWorkbookError, UnreadableWorkbookError
from exporters.workbook_sums import summed
from models.errors import Problem
from models.intake import FormReading
from models.season import Season
from models.table import ScoringTable
from models.table_diff import unchanged

_LARGEST = 64 * 1024 * 1024
_CONTAINERS: Mapping[str, Container] = {
    "file-old-excel": "xls",
    "file-binary-excel": "xlsb",
    "file-ods": "ods",
}
"""Kinds that a unit's program may have saved our own form as; any other such file is refused as before."""


def read(path: Path, season: Season, unit: str = "") -> FormReading:
    """What the file says, whatever the file is; whatever is wrong stands in `problems`.

    `unit` is filled only when the form belongs to this season and its present table, so that an old
    form never stands in the way of the right one. Nothing is raised for a bad file. The argument `unit`
    is the id of the unit that the clerk says a Word file is from; a workbook says so itself.
    """
    data, problem = content(path)
    if problem:
        return FormReading(str(path), problems=(problem,))
    return read_bytes(str(path), path.name, data, season, unit)


def read_bytes(path: str, name: str, data: bytes, season: Season, unit: str = "") -> FormReading:
    """What a file of this name says; `path` is how the reading calls it, `unit` as in `read`."""
    problem = workbook_kind.not_a_workbook(name, data)
    if problem and problem.code == "file-word":
        found = score_form_docx.read_word(path, data, season, unit)
        return found or FormReading(path, problems=(problem,))
    container = _CONTAINERS.get(problem.code) if problem else "xlsx"
    if container is None:
        return FormReading(path, problems=() if problem is None else (problem,))
    try:
        book = Workbook(data, container)
        if problem and layout.HIDDEN not in book.names:
            return FormReading(path, problems=(problem,))
        return _read_workbook(path, book, season)
    except LockedWorkbookError:
        return FormReading(path, problems=(workbook_kind.locked(),))
    except UnreadableWorkbookError:
        return FormReading(path, problems=(problem or workbook_kind.damaged(),))


def content(path: Path) -> tuple[bytes, Problem | None]:
    """The bytes of a file, or why they cannot be had."""
    try:
        if path.stat().st_size > _LARGEST:
            what = "Tệp quá lớn so với một biểu mẫu hoặc báo cáo."
            return b"", Problem("file-too-large", what, "Kiểm tra lại có đúng tệp không.")
        return path.read_bytes(), None
    except (FileNotFoundError, NotADirectoryError):
        what, advice = "Không còn tệp này.", "Chọn lại tệp."
        return b"", Problem("file-missing", what, advice)
    except OSError as error:
        # Windows calls a folder a matter of rights.
        if isinstance(error, IsADirectoryError | PermissionError) and path.is_dir():
            what, advice = "Đây là thư mục, không phải tệp.", "Chọn các tệp .xlsx bên trong."
            return b"", Problem("file-folder", what, advice)
        if isinstance(error, PermissionError):
            return b"", Problem(
                "file-no-rights",
                "Không được quyền đọc tệp, hoặc chương trình khác đang khóa tệp.",
                "Đóng tệp trong Excel, hoặc chép tệp sang thư mục của anh/chị rồi nhận lại.",
            )
        what = f"Không đọc được tệp ({error.strerror or error})."
        return b"", Problem("file-unreadable", what, "Chép tệp vào máy rồi nhận lại.")


def _read_workbook(path: str, book: Workbook, season: Season) -> FormReading:
    if layout.HIDDEN not in book.names:
        return FormReading(path, problems=(_without_identity(book),))
    far = book.far_sheet
    if far is not None:
        return FormReading(path, problems=(_far_out(far),))
    pairs = {
        as_text(row[0]): as_text(row[1])
        for row in book.sheet(layout.HIDDEN).rows
        if len(row) > 1 and row[0] != ""
    }
    problem = _wrong_identity(pairs, season)
    unit = None if problem else season.unit(pairs["unit"])
    if problem or unit is None:
        return FormReading(path, problems=(problem,) if problem else ())
    sheets = _form_sheets(book)
    if len(sheets) != 1:
        return FormReading(path, unit.id, problems=(_not_one_sheet(sheets),))
    if sheets[0].far:
        return FormReading(path, unit.id, problems=(_far_out(sheets[0]),))
    places = Places(sheets[0].name)
    return Reader(path, summed(sheets[0]), season, unit, places).reading()


def _form_sheets(book: Workbook) -> list[Sheet]:
    """The sheets that carry our mark; a sheet that is too large to look into only by its name."""
    others = [name for name in book.names if name not in {layout.HIDDEN, layout.GUIDE}]
    sheets = [book.sheet(name) for name in others]
    return [
        it
        for it in sheets
        if (it.far and it.name == layout.SHEET)
        or (it.rows and it.rows[0] and it.rows[0][0] == layout.MARK)
    ]


# ---- whose form it is


def _without_identity(book: Workbook) -> Problem:
    if _form_sheets(book):
        return Problem(
            "form-identity-missing",
            "Biểu mẫu mất phần thông tin ẩn nên không biết là của đơn vị nào.",
            "Xin đơn vị ghi vào chính tệp khối đã gửi, không chép trang sang tệp khác.",
        )
    return Problem(
        "form-not-ours",
        "Đây là bảng tính Excel nhưng không phải biểu mẫu chấm điểm của khối.",
        "Xin đơn vị gửi tệp biểu mẫu khối đã gửi, sau khi điền.",
    )


def _wrong_identity(pairs: dict[str, str], season: Season) -> Problem | None:
    """Why this form may not be taken into this season, or None; the first reason is enough."""
    if layout.MARK not in pairs:
        return Problem(
            "form-not-ours",
            "Đây là bảng tính Excel nhưng không phải biểu mẫu chấm điểm của khối.",
            "Xin đơn vị gửi tệp biểu mẫu khối đã gửi, sau khi điền.",
        )
    number = pairs.get("layout", "")
    if number.isdecimal() and int(number) > layout.LAYOUT:
        return Problem(
            "form-newer-program",
            "Biểu mẫu do bản chương trình mới hơn tạo ra.",
            "Cập nhật chương trình trên máy này rồi nhận lại.",
        )
    identity = layout.Identity.from_pairs(pairs)
    if identity is None or number != str(layout.LAYOUT):
        what = "Thông tin ẩn của biểu mẫu bị mất hoặc bị sửa."
        return Problem("form-identity-broken", what, FRESH)
    return _other_season(identity, season) or _other_table(identity, season)


def _other_season(identity: layout.Identity, season: Season) -> Problem | None:
    block = layout.tidy(season.block.name)
    if identity.block.casefold() != block.casefold():
        return Problem(
            "form-other-block",
            f"Biểu mẫu của “{identity.block}”, sổ đang mở là “{block}”.",
            "Lấy đúng tệp; nếu khối vừa đổi tên thì xuất biểu mẫu mới cho đơn vị.",
        )
    if identity.year != str(season.year):
        return other_year(identity.year, identity.unit_name, season)
    if season.unit(identity.unit) is None:
        return Problem(
            "form-unit-unknown",
            f"“{identity.unit_name}” không có trong danh sách đơn vị năm {season.year}.",
            "Xem lại trang Đơn vị; nếu đơn vị đã sáp nhập hoặc lập lại thì xuất biểu mẫu mới.",
        )
    return None


def _other_table(identity: layout.Identity, season: Season) -> Problem | None:
    now = season.table
    same = identity.table == now.fingerprint()
    if not same:
        for earlier in reversed(season.earlier_tables):
            if identity.table == earlier.fingerprint():
                return _earlier_version(identity.unit_name, earlier, now)
    if identity.table_version != str(season.table.version):
        return Problem(
            "form-other-table",
            f"Biểu mẫu của {identity.unit_name} theo bảng chấm điểm bản {identity.table_version},"
            f" khối đang dùng bản {season.table.version}.",
            FRESH,
        )
    if not same:
        return Problem(
            "form-table-changed",
            f"Bảng chấm điểm đã sửa sau khi xuất biểu mẫu của {identity.unit_name}.",
            FRESH,
        )
    return None


def _earlier_version(unit_name: str, earlier: ScoringTable, now: ScoringTable) -> Problem:
    """The form of a version that another one has taken the place of, and what is still good of it."""
    same = len(unchanged(earlier, now))
    return Problem(
        "form-earlier-table",
        f"Biểu mẫu của {unit_name} làm theo bảng chấm điểm {_version(earlier)}, khối đang dùng"
        f" {_version(now)}.",
        f"Chuyển sang biểu mẫu {_version_number(now)} rồi gửi đơn vị xem lại; {same} trên"
        f" {len(now.criteria())} tiêu chí không đổi, điểm đã ghi được giữ.",
    )


def _version(table: ScoringTable) -> str:
    """ "bản 1 (05/KH-KTĐ ngày 10/02/2023)"."""
    life = table.life
    if not life.number:
        return _version_number(table)
    day = f" ngày {life.issued_on:%d/%m/%Y}" if life.issued_on else ""
    return f"{_version_number(table)} ({life.number}{day})"


def _version_number(table: ScoringTable) -> str:
    return f"bản {table.version}"


def _not_one_sheet(sheets: list[Sheet]) -> Problem:
    if not sheets:
        return Problem(
            "form-sheet-missing",
            f"Biểu mẫu không còn trang “{layout.SHEET}”, hoặc dòng ẩn đầu trang đã bị xóa.",
            FRESH,
        )
    names = " và ".join(f"“{it.name}”" for it in sheets)
    return Problem(
        "form-sheet-twice",
        f"Biểu mẫu có {len(sheets)} trang bảng chấm điểm: {names}.",
        "Hỏi đơn vị trang nào là bản chính, xóa trang kia rồi nhận lại.",
    )


def _far_out(sheet: Sheet) -> Problem:
    return Problem(
        "form-cell-far",
        "Có chữ hoặc số nằm rất xa bảng.",
        "Xin đơn vị xóa nội dung ô đó rồi gửi lại.",
        f"Trang “{sheet.name}”, ô {sheet.far}",
        sheet=sheet.name,
        cell=sheet.far,
    )
