"""Forms as tables in Word files, as units paste or type them."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import docx

from models.points import show_short
from tests.exporters.bad_form_files import Make
from tests.exporters.form_samples import FULL, SEASON, USUAL

HEAD = ("BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2023", f"Đơn vị: {USUAL.name}")
COLUMNS = (
    *("Mã", "Nội dung, tiêu chí", "Điểm tối đa", "Đơn vị tự chấm"),
    *("Hồ sơ tài liệu kiểm chứng", "Ghi chú"),
)
Rows = list[list[str]]
Change = Callable[[Rows], object]


def rows() -> Rows:
    """The good form as it stands on paper, headings first."""
    made = [list(COLUMNS)]
    for _, row in SEASON.table.walk():
        most = show_short(row.max_points) if row.max_points is not None else ""
        points = FULL.get(row.code, "").replace(".", ",")
        made.append([row.code, row.title, most, points, "Báo cáo số 12" if points else "", ""])
    return [*made, ["", "TỔNG ĐIỂM", "95", "85,25", "", ""]]


def at(table: Rows, code: str) -> list[str]:
    """The row of this code, to be changed."""
    return next(it for it in table if it[0] == code)


def put(code: str, column: int, text: str) -> Change:
    """One other text in a row."""

    def change(table: Rows) -> None:
        at(table, code)[column] = text

    return change


def in_order(*columns: int) -> Change:
    """Other columns, or the same in another order."""

    def change(table: Rows) -> None:
        table[:] = [[row[it] for it in columns] for row in table]

    return change


def word(*changes: Change, head: Sequence[str] = HEAD, parts: Sequence[int] = ()) -> Make:
    """A Word file with these lines and the good form as a table, changed; `parts` are the rows at which
    another table begins."""

    def make(folder: Path) -> Path:
        table = rows()
        for change in changes:
            change(table)
        document = docx.Document()
        for line in head:
            document.add_paragraph(line)
        edges = [0, *parts, len(table)]
        for first, last in pairwise(edges):
            add_table(document, table[first:last])
            document.add_paragraph("")
        document.add_paragraph("THỦ TRƯỞNG ĐƠN VỊ")
        document.save(str(folder / "BDV.docx"))
        return folder / "BDV.docx"

    return make


def add_table(document: docx.document.Document, table: Rows) -> None:
    made = document.add_table(len(table), len(table[0]))
    for row, texts in zip(made.rows, table, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def several_faults(table: Rows) -> None:
    at(table, "I.1")[3] = "8/10"
    at(table, "I.2.a")[3] = "15,5"
    at(table, "I.2.b")[3] = "７，５ điểm"
    at(table, "I.3")[3] = "tốt"
    at(table, "II.1")[3] = ""
    at(table, "II.2")[3] = "7,1"
    at(table, "III.1")[4] = "B¸o c¸o sè 12/BC-VP ngµy 05/12"


def twice_and_missing(table: Rows) -> None:
    table.insert(4, list(at(table, "I.1")))
    table.remove(at(table, "III.2"))


def unknown_row(table: Rows) -> None:
    table.insert(3, ["", "Việc khác của cơ quan", "5", "5", "", ""])


def mixed_row(table: Rows) -> None:
    at(table, "II.1")[1] = "Đoàn thể"
    at(table, "I.3")[1] = "Ứng dụng công nghệ thông tin"
    at(table, "III.1")[2] = "12"


def own_marks(table: Rows) -> None:
    """The codes that the unit's own table has: 1, 2, a, b."""
    for row in table[1:]:
        row[0] = row[0].rpartition(".")[2]


def marks_in_titles(table: Rows) -> None:
    for row in table[1:-1]:
        row[1] = f"{row[0]}. {row[1]}"
    in_order(1, 2, 3, 4, 5)(table)


def numbered_columns(table: Rows) -> None:
    table.insert(1, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"])
    table.insert(8, list(COLUMNS))


CASES = {
    "Word: đúng": word(),
    "Word: thứ tự cột khác": word(in_order(3, 5, 1, 4, 0, 2)),
    "Word: chỉ có nội dung": word(in_order(1, 2, 3, 4, 5)),
    "Word: chỉ có mã": word(in_order(0, 2, 3, 4)),
    "Word: mã riêng của đơn vị": word(own_marks),
    "Word: mã nằm trong nội dung": word(marks_in_titles),
    "Word: dòng số cột, tiêu đề lặp lại": word(numbered_columns),
    "Word: bảng ngắt làm ba": word(parts=(4, 9)),
    "Word: không rõ đơn vị": word(head=HEAD[:1]),
    "Word: đơn vị viết tắt": word(head=(HEAD[0], "Đơn vị: Ban Dân vận")),
    "Word: đơn vị lạ": word(head=(HEAD[0], "Tên đơn vị: Sở Y tế")),
    "Word: nhiều đơn vị": word(
        head=(HEAD[0], "BAN DÂN VẬN TỈNH ỦY", "Cùng Trường Chính trị tỉnh, ngày 05 tháng 12 năm 2023")
    ),
    "Word: đơn vị ở tiêu đề": word(
        head=("Kính gửi: Trường Chính trị tỉnh", "BAN DÂN VẬN TỈNH UỶ", "Tự chấm điểm năm 2023")
    ),
    "Word: năm khác": word(head=("BẢNG TỰ CHẤM ĐIỂM NĂM 2022", HEAD[1], "tháng 1 năm 2023")),
    "Word: không ghi năm": word(head=HEAD[1:]),
    "Word: điểm sai": word(several_faults),
    "Word: hai dòng, thiếu dòng": word(twice_and_missing),
    "Word: dòng lạ": word(unknown_row),
    "Word: mã, nội dung, điểm tối đa không khớp": word(mixed_row),
    "Word: hai cột tự chấm": word(in_order(0, 1, 2, 3, 3, 4)),
    "Word: không có cột hồ sơ": word(in_order(0, 1, 2, 3)),
    "Word: chưa ghi điểm": word(
        *(put(code, 3, "") for code in FULL), *(put(code, 4, "") for code in FULL)
    ),
    "Word: không có bảng chấm điểm": word(lambda table: table.__setitem__(slice(None), [["a"], ["b"]])),
    "Word: bảng của việc khác": word(
        lambda table: table.__setitem__(slice(1, None), [["1", "Họp", "5", "5", "", ""]])
    ),
}  # fmt: skip
