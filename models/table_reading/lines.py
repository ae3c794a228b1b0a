"""The lines of a mapped grid: what each says, which of them only explain the one above, which are left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise

from models.errors import Problem
from models.table_reading.grid import GridCell, TableGrid
from models.table_reading.mapping import heading
from models.table_reading.notes import Notes
from models.table_reading.values import (
    DASH,
    NOTHING,
    NUMBER,
    PART,
    PLUS,
    ROMAN,
    UNMARKED,
    Amount,
    Token,
    cell_formula,
    deduction,
    formula,
    formula_in_words,
    is_only_total,
    is_token,
    is_total,
    maximum,
    points_at_end,
    split_token,
    title_and_details,
    token,
)

SECTION = 1.5  # a heading without a mark, merged over the columns
_LONGEST_OWN_CODE = 12
_FLAWS = {
    "hollow": (
        "formula-hollow",
        "Công thức chưa có kết quả trong tệp.",
        "Mở tệp bằng Excel, lưu lại rồi nhập lại; hoặc ghi số.",
    ),
    "error": ("cell-error", "Công thức báo lỗi.", "Sửa công thức trong tệp, hoặc ghi số."),
    "date": (
        "cell-date",
        "Ô là ngày tháng: Excel thường đổi “2-5”, “1/2” thành ngày.",
        "Định dạng ô là Text rồi gõ lại.",
    ),
}


@dataclass(slots=True)
class Line:
    """One line of the table. `rank` is how deep its mark stands (see `models.table_reading.values`)."""

    row: int
    mark: str
    rank: float
    title: str
    max_points: Decimal | None = None
    deduct_each: Decimal | None = None
    evidence: str = ""
    guidance: list[str] = field(default_factory=list)
    parent: str = ""
    indent: int = 0
    shared_from: int | None = None  # the row whose maximum is merged over this line
    same_mark_as: int | None = None  # the row whose mark is merged over this line
    continues: bool = False  # its title is merged down from the line above
    unread_maximum: bool = False

    @property
    def has_maximum(self) -> bool:
        """Whether something was written as its maximum."""
        return self.max_points is not None or self.unread_maximum

    @property
    def is_marked(self) -> bool:
        """Whether it has a mark that can be part of a code; a dash is none."""
        return bool(self.mark)


def lines_of(notes: Notes) -> list[Line]:
    """The lines that become rows of the table, from top to bottom."""
    grid, mapping = notes.grid, notes.mapping
    last = min(mapping.last, len(grid.rows) - 1)
    rows = range(max(mapping.first, 0), last + 1)
    read = [line for row in rows if not grid.is_blank(row) if (line := _line(notes, row))]
    _fill_gaps(read)
    _rank_unmarked(read)
    return list(_kept(notes, read))


# ---- one line


def _line(notes: Notes, row: int) -> Line | None:
    grid, mapping = notes.grid, notes.mapping
    mark, title, continues = _mark_and_title(notes, row)
    if _is_left_out(notes, row, mark, title):
        return None
    top = _amount(notes, row, "max_points")
    taken = _amount(notes, row, "deduct_each")
    unread = top.problem is not None and top.value is None
    _tell_words(notes, row, title)
    title, details = title_and_details(title)
    own = _words(grid, row, mapping.guidance)
    line = Line(
        row,
        mark.text if mark and mark.rank not in {DASH, PLUS} else "",
        mark.rank if mark else UNMARKED,
        title,
        top.value,
        taken.value,
        _words(grid, row, mapping.evidence),
        [*details, *([own] if own else [])],
        grid.shown(row, mapping.parent),
        grid.cell(row, mapping.title).indent,
        _merged_from(grid, row, mapping.max_points),
        _merged_from(grid, row, mapping.code),
        continues,
        unread,
    )
    for name, amount in (("max_points", top), ("deduct_each", taken)):
        if amount.keep:
            line.guidance.append(_with_heading(notes, row, name))
    if not line.has_maximum and line.shared_from is None:
        line.max_points = points_at_end(line.title)
    if mark is None and _is_merged_heading(notes, row):
        line.rank = SECTION
    return line


def _mark_and_title(notes: Notes, row: int) -> tuple[Token | None, str, bool]:
    """The mark, the title, and whether the title is merged down from the line above."""
    grid, mapping = notes.grid, notes.mapping
    at = grid.cell(row, mapping.title)
    mark_cell = grid.cell(row, mapping.code)
    written, title = mark_cell.text, at.text
    if at.anchor is not None and at.anchor[0] < row:
        return token(written) if written else None, "", True
    if at.anchor is not None and at.anchor[1] != mapping.code:
        title = grid.cell(*at.anchor).text
    if not title and written and not is_token(written):
        written, title = "", written
    if not written:
        split = split_token(title)
        return (split[0], split[1], False) if split else (None, title, False)
    found = token(written)
    if found is None:
        found = _own_code(notes, row, mark_cell)
    return found, title, False


def _own_code(notes: Notes, row: int, cell: GridCell) -> Token | None:
    """A code of the body's own making ("TC01"); a text that can be none is told."""
    text = " ".join(cell.text.split())
    column = notes.mapping.code or 0
    if cell.flaw:
        notes.tell_cell((row, column), _flaw(cell))
    elif formula(text):
        advice = "Ghi mã thay cho công thức, rồi nhập lại."
        what = f"Công thức “{text[:60]}” nằm trong ô mã dưới dạng chữ."
        notes.tell_cell((row, column), Problem("formula-text", what, advice))
    elif len(text) > _LONGEST_OWN_CODE:
        what = f"“{text[:60]}” ở cột mã không phải là mã."
        advice = "Ghi mã ngắn như I, 1, a; hoặc chọn lại cột mã."
        notes.tell_cell((row, column), Problem("code-unclear", what, advice))
    else:
        return Token(text.strip(" .)"), NUMBER)
    return None


def _tell_words(notes: Notes, row: int, title: str) -> None:
    """Columns of words hold words: a formula there, or one without its result, is told."""
    mapping = notes.mapping
    texts = {mapping.title: title}
    for column in (mapping.evidence, mapping.guidance, mapping.parent):
        texts[column] = notes.grid.cell(row, column).text
    for column, text in texts.items():
        if column is None:
            continue
        cell = notes.grid.cell(row, column)
        is_formula = cell_formula if column == mapping.guidance else formula_in_words
        if cell.flaw in {"hollow", "error"}:
            notes.tell_cell((row, column), _flaw(cell, "chữ"))
        elif is_formula(text):
            what = f"Công thức “{' '.join(text.split())[:60]}” nằm trong ô dưới dạng chữ."
            advice = "Ghi chữ thay cho công thức, rồi nhập lại."
            notes.tell_cell((row, column), Problem("formula-text", what, advice))


def _is_left_out(notes: Notes, row: int, mark: Token | None, title: str) -> bool:
    """A line of totals, or the headings repeated on a new page; what is left out is told."""
    grid, mapping = notes.grid, notes.mapping
    if (mark is None and is_total(title)) or is_only_total(title):
        notes.skip(row, title, "Dòng cộng, chương trình tự tính.")
        total = _amount(notes, row, "max_points", tell=False).value
        # The sum of a part ("Cộng mục I") is not that of the table.
        if total is not None and title.casefold().startswith("tổng") and "mục" not in title:
            notes.totals.append((row, total))
        return True
    columns = (mapping.title, mapping.max_points)
    if mapping.header is not None and row > mapping.header:
        same = [grid.shown(row, it) == grid.shown(mapping.header, it) for it in columns]
        if all(same) and title:
            notes.skip(row, title, "Dòng tiêu đề lặp lại.")
            return True
    return False


def _amount(notes: Notes, row: int, role: str, *, tell: bool = True) -> Amount:
    column = notes.mapping.column(role)
    cell = notes.grid.cell(row, column)
    if column is None or cell.anchor is not None:
        return NOTHING
    if cell.flaw:
        found = Amount(problem=_flaw(cell))
    else:
        found = maximum(cell.text) if role == "max_points" else deduction(cell.text)
    if found.problem is not None and tell:
        notes.tell_cell((row, column), found.problem)
    return found


def _flaw(cell: GridCell, wanted: str = "số") -> Problem:
    code, what, advice = _FLAWS[cell.flaw]
    advice = advice.replace("ghi số", f"ghi {wanted}")
    return Problem(code, f"{what[:-1]} ({cell.text})." if cell.text else what, advice)


def _words(grid: TableGrid, row: int, column: int | None) -> str:
    """The text of a column of words; one merged over several lines belongs to each of them."""
    cell = grid.cell(row, column)
    if cell.anchor is not None:
        cell = grid.cell(*cell.anchor) if cell.anchor[1] == column else GridCell()
    lines = (" ".join(line.split()) for line in cell.text.split("\n"))
    return "\n".join(line for line in lines if line)


def _merged_from(grid: TableGrid, row: int, column: int | None) -> int | None:
    anchor = grid.cell(row, column).anchor
    return anchor[0] if anchor is not None and anchor[0] < row else None


def _with_heading(notes: Notes, row: int, role: str) -> str:
    column = notes.mapping.column(role)
    assert column is not None
    name = heading(notes.grid, notes.mapping, column) or (
        "Điểm tối đa" if role == "max_points" else "Mức trừ"
    )
    return f"{name}: {notes.grid.shown(row, column)}"


def _is_merged_heading(notes: Notes, row: int) -> bool:
    """Whether one merged cell holds the title and reaches over the column of the maxima."""
    grid, mapping = notes.grid, notes.mapping
    points = grid.cell(row, mapping.max_points).anchor
    if points is None or points[0] != row:
        return False
    title = grid.cell(row, mapping.title).anchor or (row, mapping.title)
    return points == title


# ---- the lines together


def _fill_gaps(lines: Sequence[Line]) -> None:
    """Lines without a mark between "1" and "3" are the missing "2"."""
    for at, line in enumerate(lines):
        if line.rank != NUMBER or not line.mark.isdecimal():
            continue
        end = at + 1
        while end < len(lines) and lines[end].rank == UNMARKED and lines[end].has_maximum:
            end += 1
        missing = end - at - 1
        after = lines[end] if end < len(lines) else None
        follows = str(int(line.mark) + missing + 1)
        if missing and after is not None and (after.rank, after.mark) == (NUMBER, follows):
            for it in lines[at + 1 : end]:
                it.rank = NUMBER


def _rank_unmarked(lines: Sequence[Line]) -> None:
    """How deep lines without marks stand, by their indents or by their being headings."""
    unmarked = [it for it in lines if it.rank == UNMARKED]
    if len({it.indent for it in unmarked}) > 1:
        for line in unmarked:
            line.rank = UNMARKED + min(line.indent, 40) / 100
    elif not any(it.is_marked for it in lines):
        for line, below in pairwise(lines):
            if line.rank == UNMARKED and not line.has_maximum and below.has_maximum:
                line.rank = SECTION
    if any(it.rank in {PART, ROMAN} for it in lines):
        # Where sections have their marks, a heading without one is a remark: see `_kept`.
        for line in lines:
            if line.rank == SECTION:
                line.rank = UNMARKED


def _kept(notes: Notes, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines that are rows; the others explain the row above, and their words go to it."""
    marks = any(it.is_marked for it in lines)
    shared: dict[int, list[int]] = {}
    before: Line | None = None
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else None
        if line.continues:
            _continue(notes, line, before)
        elif line.shared_from is not None and (line.is_marked or not marks) and not _one(line):
            shared.setdefault(line.shared_from, [line.shared_from]).append(line.row)
            before = line
            yield line
        elif before is not None and _explains(line, before, below):
            _explain(notes, line, before)
        elif not line.title and not line.is_marked and not line.has_maximum:
            notes.skip(line.row, _row_text(notes, line), "Không có mã, nội dung và điểm.")
        elif not line.title:
            what = "Dòng có mã hoặc điểm nhưng không có nội dung."
            notes.tell_rows("title-missing", (line.row,), what, "Ghi nội dung, hoặc xóa dòng.")
        elif line.rank >= UNMARKED and not line.has_maximum and not _is_group(line, below):
            what = f"“{line.title[:60]}” không có mã và điểm nên được bỏ qua."
            advice = "Ghi mã nếu đây là một mục."
            notes.tell_rows("table-line-skipped", (line.row,), what, advice, "warning")
            notes.skip(line.row, line.title, "Không có mã và điểm.")
        else:
            before = line
            yield line
    for rows in shared.values():
        what = f"Một điểm tối đa được gộp ô cho {len(rows)} dòng."
        advice = "Ghi điểm riêng cho từng dòng; hoặc thêm một dòng nhóm có số điểm này ở trên."
        notes.tell_rows("maximum-merged", rows, what, advice)


def _one(line: Line) -> bool:
    """Whether the mark is merged over the same lines as the maximum: all are one criterion."""
    return line.same_mark_as is not None and line.same_mark_as == line.shared_from


def _is_group(line: Line, below: Line | None) -> bool:
    return below is not None and below.rank > line.rank and below.has_maximum


def _explains(line: Line, before: Line, below: Line | None) -> bool:
    """Whether the line only says more about the row above it."""
    if line.is_marked or line.max_points is not None or line.unread_maximum:
        return False
    if line.shared_from is not None or line.same_mark_as is not None:
        return True
    if _is_group(line, below) or (before.rank == line.rank and before.has_maximum):
        return False
    return line.rank in {DASH, PLUS} or line.deduct_each is not None


def _explain(notes: Notes, line: Line, before: Line) -> None:
    text = line.title
    if line.deduct_each is not None:
        column = notes.mapping.deduct_each
        text = f"{text}: {notes.grid.shown(line.row, column)}"
    added = [it for it in (text, *line.guidance) if it and it not in before.guidance]
    before.guidance += added
    if line.evidence and line.evidence not in before.evidence:
        before.evidence = "\n".join(filter(None, (before.evidence, line.evidence)))
    notes.skip(line.row, line.title or " ".join(added), "Ghi vào cách chấm của dòng trên.")


def _continue(notes: Notes, line: Line, before: Line | None) -> None:
    """A line whose title is merged down from above: more words for the same row, or two rows in one."""
    if before is None or line.is_marked or line.has_maximum:
        what = "Một ô nội dung được gộp cho nhiều dòng có mã hoặc điểm riêng."
        rows = (before.row, line.row) if before is not None else (line.row,)
        notes.tell_rows("title-merged", rows, what, "Bỏ gộp ô, ghi nội dung riêng cho từng dòng.")
    else:
        _explain(notes, line, before)


def _row_text(notes: Notes, line: Line) -> str:
    return " ".join(cell.text for cell in notes.grid.rows[line.row] if cell.text)
