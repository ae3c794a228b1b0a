"""The registration form read back: whose it is, and why a file cannot be taken. Nothing is raised."""

from collections.abc import Mapping
from pathlib import Path

from exporters import registration_form_layout as layout
from exporters import score_form_layout, workbook_kind
from exporters.registration_form_lines import FRESH, Reader
from exporters.score_form_layout import tidy
from exporters.score_form_read import content
from exporters.score_form_values import as_text
from exporters.workbook_cells import Container, Sheet, Workbook
from exporters.workbook_looks import LockedWorkbookError, UnreadableWorkbookError
from exporters.workbook_sums import summed
from models.errors import Problem
from models.registration import RegistrationReading
from models.season import Season

_CONTAINERS: Mapping[str, Container] = {
    "file-old-excel": "xls",
    "file-binary-excel": "xlsb",
    "file-ods": "ods",
}
"""Kinds that a unit's program may have saved our own form as."""
NOT_OURS = "registration-not-ours"
"""The code of the problem of a workbook that is some other workbook."""


def read(source: Path | bytes, season: Season, name: str = "") -> RegistrationReading:
    """What a file says, given by its path or by its bytes with the `name` it came under.

    Whatever is wrong stands in `problems`; nothing is raised for a bad file. `unit` is filled only when
    the form belongs to this block and year.
    """
    if isinstance(source, bytes):
        return _read(name, source, season)
    data, problem = content(source)
    if problem:
        return RegistrationReading(str(source), problems=(problem,))
    return _read(str(source), data, season)


def _read(path: str, data: bytes, season: Season) -> RegistrationReading:
    problem = workbook_kind.not_a_workbook(RegistrationReading(path).name, data)
    container = _CONTAINERS.get(problem.code) if problem else "xlsx"
    if container is None:
        return _refused(path, problem)
    try:
        book = Workbook(data, container)
        if problem and layout.HIDDEN not in book.names:
            return _refused(path, problem)
        return _read_workbook(path, book, season)
    except LockedWorkbookError:
        return _refused(path, workbook_kind.locked())
    except UnreadableWorkbookError:
        return _refused(path, problem or workbook_kind.damaged())


def _refused(path: str, problem: Problem | None, unit: str = "") -> RegistrationReading:
    return RegistrationReading(path, unit, problems=() if problem is None else (problem,))


def _read_workbook(path: str, book: Workbook, season: Season) -> RegistrationReading:
    if layout.HIDDEN not in book.names:
        return _refused(path, _without_identity(book))
    far = book.far_sheet
    if far is not None:
        return _refused(path, _far_out(far))
    pairs = {
        as_text(row[0]): as_text(row[1])
        for row in book.sheet(layout.HIDDEN).rows
        if len(row) > 1 and row[0] != ""
    }
    problem = _wrong_identity(pairs, season)
    unit = None if problem else season.unit(pairs["unit"])
    if problem or unit is None:
        return _refused(path, problem)
    sheets = _form_sheets(book)
    if len(sheets) != 1:
        return _refused(path, _not_one_sheet(sheets), unit.id)
    if sheets[0].far:
        return _refused(path, _far_out(sheets[0]), unit.id)
    return Reader(path, summed(sheets[0]), season, unit).reading()


def _form_sheets(book: Workbook) -> list[Sheet]:
    """The sheets that carry our mark; a sheet that is too large to look into only by its name."""
    others = [name for name in book.names if name not in {layout.HIDDEN, layout.GUIDE}]
    return [
        it
        for it in map(book.sheet, others)
        if (it.far and it.name == layout.SHEET)
        or (it.rows and it.rows[0] and it.rows[0][0] == layout.MARK)
    ]


# ---- whose form it is


def _without_identity(book: Workbook) -> Problem:
    if _form_sheets(book):
        return Problem(
            "registration-identity-missing",
            "Biểu mẫu đăng ký mất phần thông tin ẩn nên không biết là của đơn vị nào.",
            "Xin đơn vị ghi vào chính tệp khối đã gửi, không chép trang sang tệp khác.",
        )
    return _not_ours()


def _not_ours() -> Problem:
    return Problem(
        NOT_OURS,
        "Đây là bảng tính Excel nhưng không phải biểu mẫu đăng ký thi đua của khối.",
        "Xin đơn vị gửi tệp biểu mẫu khối đã gửi, sau khi điền.",
    )


def _wrong_identity(pairs: dict[str, str], season: Season) -> Problem | None:
    """Why this form may not be taken into this season, or None; the first reason is enough."""
    if score_form_layout.MARK in pairs:
        return Problem(
            "registration-score-form",
            "Đây là biểu mẫu tự chấm điểm, không phải biểu mẫu đăng ký thi đua.",
            "Nhận tệp này ở trang Nhận biểu mẫu.",
        )
    if layout.MARK not in pairs:
        return _not_ours()
    number = pairs.get("layout", "")
    if number.isdecimal() and int(number) > layout.LAYOUT:
        return Problem(
            "registration-newer-program",
            "Biểu mẫu đăng ký do bản chương trình mới hơn tạo ra.",
            "Cập nhật chương trình trên máy này rồi nhận lại.",
        )
    identity = layout.Identity.from_pairs(pairs)
    if identity is None or number != str(layout.LAYOUT):
        what = "Thông tin ẩn của biểu mẫu đăng ký bị mất hoặc bị sửa."
        return Problem("registration-identity-broken", what, FRESH)
    return _other_season(identity, season)


def _other_season(identity: layout.Identity, season: Season) -> Problem | None:
    block = tidy(season.block.name)
    if identity.block.casefold() != block.casefold():
        return Problem(
            "registration-other-block",
            f"Biểu mẫu đăng ký của “{identity.block}”, sổ đang mở là “{block}”.",
            "Lấy đúng tệp; nếu khối vừa đổi tên thì xuất biểu mẫu đăng ký mới cho đơn vị.",
        )
    if identity.year != str(season.year):
        return Problem(
            "registration-other-year",
            f"Biểu mẫu đăng ký năm {identity.year} của {identity.unit_name}, sổ đang mở là năm"
            f" {season.year}.",
            f"Xin đơn vị gửi biểu mẫu đăng ký năm {season.year}.",
        )
    if season.unit(identity.unit) is None:
        return Problem(
            "registration-unit-unknown",
            f"“{identity.unit_name}” không có trong danh sách đơn vị năm {season.year}.",
            "Xem lại trang Đơn vị; nếu đơn vị đã sáp nhập hoặc lập lại thì xuất biểu mẫu đăng ký mới.",
        )
    return None


def _not_one_sheet(sheets: list[Sheet]) -> Problem:
    if not sheets:
        return Problem(
            "registration-sheet-missing",
            f"Biểu mẫu không còn trang “{layout.SHEET}”, hoặc dòng ẩn đầu trang đã bị xóa.",
            FRESH,
        )
    names = " và ".join(f"“{it.name}”" for it in sheets)
    return Problem(
        "registration-sheet-twice",
        f"Biểu mẫu có {len(sheets)} trang đăng ký: {names}.",
        "Hỏi đơn vị trang nào là bản chính, xóa trang kia rồi nhận lại.",
    )


def _far_out(sheet: Sheet) -> Problem:
    return Problem(
        "registration-cell-far",
        "Có chữ hoặc số nằm rất xa bảng.",
        "Xin đơn vị xóa nội dung ô đó rồi gửi lại.",
        f"Trang “{sheet.name}”, ô {sheet.far}",
        sheet=sheet.name,
        cell=sheet.far,
    )
