"""A form of ours that came back: whether a file is one, whose it is, and the one sheet to read.

The forms differ only in what their `FormKind` says. Nothing is raised for a bad file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from exporters.forms.identity import GUIDE, HIDDEN, Identity, tidy
from exporters.forms.score.values import as_text
from exporters.incoming import workbook_kind
from exporters.incoming.workbook_cells import Container, Sheet, Workbook
from exporters.incoming.workbook_looks import LockedWorkbookError, UnreadableWorkbookError
from models.block import Unit
from models.errors import Problem
from models.season import Season

_LARGEST = 64 * 1024 * 1024
CONTAINERS: Mapping[str, Container] = {
    "file-old-excel": "xls",
    "file-binary-excel": "xlsb",
    "file-ods": "ods",
}
"""Kinds that a unit's program may have saved our own form as; any other such file is refused as before."""


@dataclass(frozen=True, slots=True)
class FormKind:
    """What tells one of our forms from another.

    `code` begins the codes of its problems; `name` ("Biểu mẫu"), `full_name` and `subject` ("bảng chấm
    điểm") say in sentences what it is; `fresh` is what to do when it cannot be used any more; `others`
    are the marks of forms it may be mistaken for.
    """

    code: str
    name: str
    full_name: str
    subject: str
    sheet: str
    identity: type[Identity]
    fresh: str
    others: Mapping[str, Problem] = field(default_factory=dict)

    def problem(self, code: str, what: str, advice: str) -> Problem:
        """A fault of this form: "missing" becomes "form-missing"."""
        return Problem(f"{self.code}-{code}", what, advice)

    @property
    def not_ours(self) -> Problem:
        """The workbook is some other workbook."""
        return self.problem(
            "not-ours",
            f"Đây là bảng tính Excel nhưng không phải {self.full_name} của khối.",
            "Xin đơn vị gửi tệp biểu mẫu khối đã gửi, sau khi điền.",
        )

    def other_year(self, year: str, unit_name: str, season: Season) -> Problem:
        """The form is of another year than the book that is open."""
        return self.problem(
            "other-year",
            f"{self.name} năm {year} của {unit_name}, sổ đang mở là năm {season.year}.",
            f"Xin đơn vị gửi {self.name.lower()} năm {season.year}.",
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """Whose form it is and the sheet to read, or the `problem` that stands in the way.

    `identity` and `unit` are there once the form is known to belong to this block and year.
    """

    problem: Problem | None = None
    identity: Identity | None = None
    unit: Unit | None = None
    sheet: Sheet | None = None


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


def opened(kind: FormKind, data: bytes, not_xlsx: Problem | None, season: Season) -> Opened:
    """Look into a file; `not_xlsx` is what `workbook_kind.not_a_workbook` said of it."""
    container = CONTAINERS.get(not_xlsx.code) if not_xlsx else "xlsx"
    if container is None:
        return Opened(not_xlsx)
    try:
        book = Workbook(data, container)
        if not_xlsx and HIDDEN not in book.names:
            return Opened(not_xlsx)
        return _look(kind, book, season)
    except LockedWorkbookError:
        return Opened(workbook_kind.locked())
    except UnreadableWorkbookError:
        return Opened(not_xlsx or workbook_kind.damaged())


def _look(kind: FormKind, book: Workbook, season: Season) -> Opened:
    if HIDDEN not in book.names:
        return Opened(_without_identity(kind, book))
    far = book.far_sheet
    if far is not None:
        return Opened(_far_out(kind, far))
    pairs = {
        as_text(row[0]): as_text(row[1])
        for row in book.sheet(HIDDEN).rows
        if len(row) > 1 and row[0] != ""
    }
    found = _identity(kind, pairs)
    if isinstance(found, Problem):
        return Opened(found)
    problem = _other_season(kind, found, season)
    unit = season.unit(found.unit)
    if problem or unit is None:
        return Opened(problem)
    sheets = _form_sheets(kind, book)
    if len(sheets) != 1:
        return Opened(_not_one_sheet(kind, sheets), found, unit)
    if sheets[0].far:
        return Opened(_far_out(kind, sheets[0]), found, unit)
    return Opened(None, found, unit, sheets[0])


def _form_sheets(kind: FormKind, book: Workbook) -> list[Sheet]:
    """The sheets that carry our mark; a sheet that is too large to look into only by its name."""
    sheets = [book.sheet(name) for name in book.names if name not in {HIDDEN, GUIDE}]
    return [
        it
        for it in sheets
        if (it.far and it.name == kind.sheet)
        or (it.rows and it.rows[0] and it.rows[0][0] == kind.identity.mark)
    ]


# ---- whose form it is


def _without_identity(kind: FormKind, book: Workbook) -> Problem:
    if not _form_sheets(kind, book):
        return kind.not_ours
    return kind.problem(
        "identity-missing",
        f"{kind.name} mất phần thông tin ẩn nên không biết là của đơn vị nào.",
        "Xin đơn vị ghi vào chính tệp khối đã gửi, không chép trang sang tệp khác.",
    )


def _identity(kind: FormKind, pairs: Mapping[str, str]) -> Identity | Problem:
    """Whose form it is, or why that cannot be told."""
    for mark, problem in kind.others.items():
        if mark in pairs:
            return problem
    if kind.identity.mark not in pairs:
        return kind.not_ours
    number = pairs.get("layout", "")
    if number.isdecimal() and int(number) > kind.identity.layout:
        return kind.problem(
            "newer-program",
            f"{kind.name} do bản chương trình mới hơn tạo ra.",
            "Cập nhật chương trình trên máy này rồi nhận lại.",
        )
    identity = kind.identity.from_pairs(pairs)
    if identity is None or number != str(kind.identity.layout):
        what = f"Thông tin ẩn của {kind.name.lower()} bị mất hoặc bị sửa."
        return kind.problem("identity-broken", what, kind.fresh)
    return identity


def _other_season(kind: FormKind, identity: Identity, season: Season) -> Problem | None:
    """Why this form may not be taken into this season, or None; the first reason is enough."""
    block = tidy(season.block.name)
    if identity.block.casefold() != block.casefold():
        return kind.problem(
            "other-block",
            f"{kind.name} của “{identity.block}”, sổ đang mở là “{block}”.",
            f"Lấy đúng tệp; nếu khối vừa đổi tên thì xuất {kind.name.lower()} mới cho đơn vị.",
        )
    if identity.year != str(season.year):
        return kind.other_year(identity.year, identity.unit_name, season)
    if season.unit(identity.unit) is None:
        return kind.problem(
            "unit-unknown",
            f"“{identity.unit_name}” không có trong danh sách đơn vị năm {season.year}.",
            "Xem lại trang Đơn vị; nếu đơn vị đã sáp nhập hoặc lập lại thì xuất"
            f" {kind.name.lower()} mới.",
        )
    return None


def _not_one_sheet(kind: FormKind, sheets: list[Sheet]) -> Problem:
    if not sheets:
        what = f"Biểu mẫu không còn trang “{kind.sheet}”, hoặc dòng ẩn đầu trang đã bị xóa."
        return kind.problem("sheet-missing", what, kind.fresh)
    names = " và ".join(f"“{it.name}”" for it in sheets)
    return kind.problem(
        "sheet-twice",
        f"Biểu mẫu có {len(sheets)} trang {kind.subject}: {names}.",
        "Hỏi đơn vị trang nào là bản chính, xóa trang kia rồi nhận lại.",
    )


def _far_out(kind: FormKind, sheet: Sheet) -> Problem:
    return Problem(
        f"{kind.code}-cell-far",
        "Có chữ hoặc số nằm rất xa bảng.",
        "Xin đơn vị xóa nội dung ô đó rồi gửi lại.",
        f"Trang “{sheet.name}”, ô {sheet.far}",
        sheet=sheet.name,
        cell=sheet.far,
    )
