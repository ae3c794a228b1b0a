"""The unit's form read back: every value, and every fault with its sheet, its cell and what to do.

Nothing is entered and nothing is written here. A fault is a `Problem` in the reading, never raised.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from exporters import score_form_layout as layout
from exporters import workbook_kind
from exporters.score_form_values import Checker, as_text, bad_formula, short_title
from exporters.score_form_words import headers
from exporters.workbook_cells import Sheet, UnreadableWorkbookError, Workbook
from models.block import Unit
from models.errors import Problem
from models.intake import FormLine, FormReading
from models.points import ZERO
from models.season import Season
from models.table import TableRow

_FRESH = "Xuất biểu mẫu mới cho đơn vị, nhờ đơn vị chép điểm sang."
_LISTED = 6


def read(path: Path, season: Season) -> FormReading:
    """What the file says, whatever the file is; whatever is wrong stands in `problems`.

    `unit` is filled only when the form belongs to this season and its present table, so that an old
    form never stands in the way of the right one. Nothing is raised for a bad file.
    """
    data, problem = _content(path)
    problem = problem or workbook_kind.not_a_workbook(path.name, data)
    if problem:
        return FormReading(str(path), problems=(problem,))
    try:
        return _read_workbook(str(path), Workbook(data), season)
    except UnreadableWorkbookError:
        return FormReading(str(path), problems=(workbook_kind.damaged(),))


def _content(path: Path) -> tuple[bytes, Problem | None]:
    try:
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
    return _Reader(path, sheets[0], season, unit).reading()


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
        return Problem("form-identity-broken", what, _FRESH)
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
        return Problem(
            "form-other-year",
            f"Biểu mẫu năm {identity.year} của {identity.unit_name}, sổ đang mở là năm {season.year}.",
            f"Xin đơn vị gửi biểu mẫu năm {season.year}.",
        )
    if season.unit(identity.unit) is None:
        return Problem(
            "form-unit-unknown",
            f"“{identity.unit_name}” không có trong danh sách đơn vị năm {season.year}.",
            "Xem lại trang Đơn vị; nếu đơn vị đã sáp nhập hoặc lập lại thì xuất biểu mẫu mới.",
        )
    return None


def _other_table(identity: layout.Identity, season: Season) -> Problem | None:
    if identity.table_version != str(season.table.version):
        return Problem(
            "form-other-table",
            f"Biểu mẫu của {identity.unit_name} theo bảng chấm điểm bản {identity.table_version},"
            f" khối đang dùng bản {season.table.version}.",
            _FRESH,
        )
    if identity.table != season.table.fingerprint():
        return Problem(
            "form-table-changed",
            f"Bảng chấm điểm đã sửa sau khi xuất biểu mẫu của {identity.unit_name}.",
            _FRESH,
        )
    return None


def _not_one_sheet(sheets: list[Sheet]) -> Problem:
    if not sheets:
        return Problem(
            "form-sheet-missing",
            f"Biểu mẫu không còn trang “{layout.SHEET}”, hoặc dòng ẩn đầu trang đã bị xóa.",
            _FRESH,
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


# ---- what it says


@dataclass
class _Reader:
    """One sheet of the right form, held against the table of the season."""

    path: str
    sheet: Sheet
    season: Season
    unit: Unit
    problems: list[Problem] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)  # criteria with a wrong cell: wrong is not empty

    def reading(self) -> FormReading:
        """All lines in the order of the table, and everything that is wrong with them."""
        self.criteria = self.season.table.criteria()
        self.column = {as_text(key): at for at, key in enumerate(self.sheet.rows[0]) if at and key}
        keys = [as_text(key) for key in self.sheet.rows[0]]
        twice = next((key for key in layout.INPUTS if keys.count(key) > 1), None)
        if twice is not None:
            self._column_twice(keys, twice)
            return FormReading(self.path, self.unit.id, problems=tuple(self.problems))
        if not {*layout.INPUTS} <= self.column.keys():
            what = "Biểu mẫu thiếu cột ghi điểm, hồ sơ hoặc ghi chú."
            self._add(Problem("form-column-missing", what, _FRESH))
            return FormReading(self.path, self.unit.id, problems=tuple(self.problems))
        lines = self._lines(self._rows_by_id())
        self._blank(lines)
        self._without_evidence(lines)
        return FormReading(self.path, self.unit.id, lines, tuple(self.problems))

    def _column_twice(self, keys: Sequence[str], key: str) -> None:
        """A copied column: only the unit knows which of the two it means."""
        letters = [layout.column_letters(at) for at, it in enumerate(keys) if it == key]
        name = headers(())[key]
        what = f"Cột “{name}” có {len(letters)} lần: {', '.join(letters)}."
        self._add(Problem("form-column-twice", what, "Xin đơn vị xóa cột chép thừa rồi gửi lại."))

    def _rows_by_id(self) -> dict[str, int]:
        """Criterion code → its row; rows that are no row of ours are reported if they say anything."""
        known = {row.code for row in self.criteria}
        found: dict[str, int] = {}
        foreign = []
        for at, cells in enumerate(self.sheet.rows[1:], start=1):
            row_id = as_text(cells[0])
            code = row_id.removeprefix(layout.CRITERION)
            if code == row_id or code not in known:
                if not row_id or code != row_id:
                    foreign.append(at)
            elif code in found:
                self._twice(code, found[code], at)
            else:
                found[code] = at
        last = max(found.values(), default=0)
        for at in foreign:
            self._foreign(at, inside=at < last)
        return found

    def _lines(self, rows: dict[str, int]) -> tuple[FormLine, ...]:
        limits = layout.limits(self.season, self.unit)
        checker = Checker(self.season.pack.step, self.season.pack.criterion_floor)
        column, *others = (self.column[key] for key in layout.INPUTS)
        letters = layout.column_letters(column)
        lines = []
        for row in self.criteria:
            at = rows.get(row.code)
            if at is None:
                continue
            spot = (at, column)
            points, problem = checker.points(self._value(*spot), limits[row.code])
            if problem:
                self._faulty(row, problem, spot)
            self._bad_formulas(row, [(at, other) for other in (column, *others)])
            evidence, note = (as_text(self._value(at, other)) for other in others)
            lines.append(FormLine(row.code, points, evidence, note, f"{letters}{at + 1}"))
        missing = [row.code for row in self.criteria if row.code not in rows]
        if missing:
            what = f"Biểu mẫu thiếu dòng của {len(missing)} tiêu chí: {_listed(missing)}."
            self._add(Problem("form-row-missing", what, _FRESH))
        return tuple(lines)

    def _bad_formulas(self, row: TableRow, spots: Sequence[tuple[int, int]]) -> None:
        """Cells that would read as empty although the unit wrote something there."""
        for spot in spots:
            if spot in self.sheet.errors or spot in self.sheet.hollow:
                self._faulty(row, bad_formula(error=spot in self.sheet.errors), spot)

    def _faulty(self, row: TableRow, problem: Problem, spot: tuple[int, int]) -> None:
        self.faulty.add(row.code)
        self._add(problem, spot, f", tiêu chí {row.code} {short_title(row.title)}".rstrip())

    def _value(self, row: int, column: int) -> object:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def _add(self, problem: Problem, spot: tuple[int, int] | None = None, more: str = "") -> None:
        """Keep a problem with its place: the sheet, or one cell of it with `more` about that cell."""
        sheet = self.sheet.name
        cell = layout.address(*spot) if spot else ""
        where = f"Trang “{sheet}”" + (f", ô {cell}" if cell else "") + more
        self.problems.append(replace(problem, where=where, sheet=sheet, cell=cell))

    def _twice(self, code: str, first: int, second: int) -> None:
        column = self.column[layout.POINTS]
        what, advice = f"Tiêu chí {code} có hai dòng.", "Xin đơn vị xóa dòng chép thừa rồi gửi lại."
        more = f" và ô {layout.address(first, column)}"
        self._add(Problem("form-row-twice", what, advice), (second, column), more)

    def _foreign(self, at: int, *, inside: bool) -> None:
        """A row without an id: an error inside the table, only a remark below it."""
        said = [
            self.column[key] for key in layout.INPUTS if as_text(self._value(at, self.column[key]))
        ]
        if not said:
            return
        spot = (at, said[0])
        if inside:
            what = "Dòng này không có trong biểu mẫu khối gửi."
            advice = "Xin đơn vị xóa dòng chèn thêm, ghi vào đúng dòng tiêu chí rồi gửi lại."
            self._add(Problem("form-row-foreign", what, advice), spot)
        else:
            what, advice = (
                "Nội dung ghi ngoài bảng, không nhận vào sổ.",
                "Xem có cần nhập tay không.",
            )
            self._add(Problem("form-outside", what, advice, severity="warning"), spot)

    def _blank(self, lines: tuple[FormLine, ...]) -> None:
        """Empty cells are one warning together; a form that says nothing at all is refused."""
        blank = [
            it.criterion for it in lines if it.points is None and it.criterion not in self.faulty
        ]
        if not blank:
            return
        if len(blank) == len(lines) and not any(it.evidence or it.note for it in lines):
            what, advice = "Biểu mẫu chưa ghi điểm nào.", "Xin đơn vị gửi tệp đã điền."
            self._add(Problem("form-empty", what, advice))
            return
        self._warn("form-blank", f"Còn trống {len(blank)} tiêu chí: {_listed(blank)}.")

    def _without_evidence(self, lines: tuple[FormLine, ...]) -> None:
        if not self.season.pack.evidence_required:
            return
        bare = [
            it.criterion
            for it in lines
            if (it.points or ZERO) > 0 and not it.evidence and it.criterion not in self.faulty
        ]
        if bare:
            what = (
                f"Có điểm nhưng chưa ghi hồ sơ kiểm chứng ở {len(bare)} tiêu chí: {_listed(bare)}."
            )
            self._warn("form-no-evidence", what)

    def _warn(self, code: str, what: str) -> None:
        advice = "Nhận được; nhắc đơn vị bổ sung nếu cần."
        self._add(Problem(code, what, advice, severity="warning"))


def _listed(codes: list[str]) -> str:
    return ", ".join(codes[:_LISTED]) + (" …" if len(codes) > _LISTED else "")
