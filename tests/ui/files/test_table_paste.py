"""Reading a scoring table copied out of Excel."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.table import ScoringTable, TableRow
from tests.ui.page_samples import TABLE
from ui.files.table_paste import changed_table, read_table

PRINTED = """TT\tNội dung\tĐiểm tối đa\tHồ sơ tài liệu kiểm chứng
I\tNhiệm vụ chính trị\t60\t
1\tHoàn thành chương trình\t20\tBáo cáo
2\tVăn bản\t40\t
a\tĐúng hạn\t15,5\tSổ văn bản
b\tChất lượng\t24,5\tÝ kiến
II\tXây dựng Đảng\t20\t
1\tXếp loại\t20\tQuyết định
\t\t\t
Tổng cộng\t\t80\t
"""


def codes(text: str) -> list[str]:
    return [row.code for section in read_table(text).rows for _, row in section.walk()]


def test_marks_as_printed_get_the_code_of_the_row_above() -> None:
    assert codes(PRINTED) == ["I", "I.1", "I.2", "I.2.a", "I.2.b", "II", "II.1"]


def test_points_and_evidence_are_read() -> None:
    first = read_table(PRINTED).rows[0]
    assert first.rows[0] == TableRow("I.1", "Hoàn thành chương trình", Decimal(20), "Báo cáo")
    assert first.rows[1].rows[0].max_points == Decimal("15.5")


def test_the_line_of_totals_and_empty_lines_are_left_out() -> None:
    assert read_table(PRINTED).problems == ()
    assert len(read_table(PRINTED).rows) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I\tA\t10\nI.1\tB\t4\nI.2\tC\t6", ["I", "I.1", "I.2"]),
        (
            "I\tA\t10\n1.\tB\t4\n1.1\tC\t2\n1.2\tD\t2\n2\tE\t6",
            ["I", "I.1", "I.1.1", "I.1.2", "I.2"],
        ),
        ("I.\tA\t10\n1)\tB\t10\nII.\tC\t5", ["I", "I.1", "II"]),
        ("A\tPhần\t20\nI\tMục\t20\n1\tC\t20", ["A", "A.I", "A.I.1"]),
        ("I\tA\t10\n\tGạch đầu dòng\t4\n\tDòng nữa\t6", ["I", "I.1", "I.2"]),
        ("\tMột tiêu chí\t10", ["1"]),
        ("", []),
    ],
)
def test_codes_written_in_other_ways(text: str, expected: list[str]) -> None:
    assert codes(text) == expected


def test_a_heading_line_may_put_the_columns_in_another_order() -> None:
    [row] = read_table("Nội dung\tMã\tHồ sơ\tĐiểm tối đa\nHọp đủ\tI\tBiên bản\t5").rows
    assert row == TableRow("I", "Họp đủ", Decimal(5), "Biên bản")


def test_a_wrong_maximum_is_told_with_its_line_and_the_row_stays() -> None:
    read = read_table("I\tA\t10\n1\tB\tmười")
    assert [it.where for it in read.problems] == ["Dòng 2"]
    assert read.problems[0].severity == "error"
    assert read.rows[0].rows[0].max_points is None


def test_a_line_without_code_and_points_is_told() -> None:
    read = read_table("I\tA\t10\n\tGhi chú chung cho cả mục\t")
    assert [it.code for it in read.problems] == ["table-line-skipped"]
    assert read.problems[0].severity == "warning"


def pasted(table: ScoringTable, *fields: str) -> str:
    """The table as it is copied out of a sheet that has these columns, without headings."""
    lines = [
        ["" if (it := getattr(row, name)) is None else str(it) for name in fields]
        for _, row in table.walk()
    ]
    return "\n".join("\t".join(line) for line in lines)


def with_own_rules() -> ScoringTable:
    """The sample with a deduction and a way of scoring on I.2."""
    first, second = TABLE.rows[0].rows
    second = replace(second, deduct_each=Decimal("0.5"), guidance="Mỗi việc chậm\ntrừ một lần")
    section = replace(TABLE.rows[0], rows=(first, second))
    return replace(TABLE, rows=(section, *TABLE.rows[1:]), version=3)


def test_the_same_table_pasted_changes_nothing() -> None:
    old = with_own_rules()
    made, told = changed_table(
        old, read_table(pasted(old, "code", "title", "max_points", "evidence"))
    )
    assert made is old
    assert told == (
        "Giữ mức trừ/lần của 1 dòng đang có (I.2): bảng dán không có cột này.",
        "Giữ cách chấm của 1 dòng đang có (I.2): bảng dán không có cột này.",
    )


def test_a_changed_table_keeps_what_the_paste_cannot_say() -> None:
    old = with_own_rules()
    text = pasted(old, "code", "title", "max_points").replace("I.1\t", "I.1\tMới: ", 1)
    made, told = changed_table(old, read_table(text))
    assert (made.title, made.life.state, made.version) == (old.title, "draft", 4)
    row = made.row("I.2")
    assert row == old.row("I.2")
    changed = made.row("I.1")
    assert changed is not None
    assert changed.title.startswith("Mới: ")
    assert changed.evidence == "Báo cáo tổng kết"
    assert "Giữ hồ sơ kiểm chứng của 6 dòng đang có (I.1, I.2, II.1, II.2, III.1, III.2)" in told[2]


def test_a_column_of_the_paste_decides_even_when_it_is_empty() -> None:
    old = with_own_rules()
    text = "Mã\tNội dung\tĐiểm tối đa\tTrừ/lần\tCách chấm\n" + pasted(
        old, "code", "title", "max_points"
    )
    made, told = changed_table(old, read_table(text))
    row = made.row("I.2")
    assert row is not None
    assert (row.deduct_each, row.guidance) == (None, "")
    assert [it for it in told if "trừ/lần" in it or "cách chấm" in it] == []


def test_the_deduction_and_the_way_of_scoring_have_columns_of_their_own() -> None:
    read = read_table(
        "Mã\tNội dung\tĐiểm tối đa\tTrừ/lần\tCách chấm\nI\tHọp đủ\t5\t-0,5\tTheo sổ\nII\tA\t5\tnửa\t"
    )
    assert read.rows[0] == TableRow("I", "Họp đủ", Decimal(5), "", "Theo sổ", Decimal("0.5"))
    assert [it.where for it in read.problems] == ["Dòng 3, cột Trừ/lần"]


def test_a_criterion_that_became_a_group_has_no_deduction_left() -> None:
    made, told = changed_table(
        with_own_rules(), read_table("I\tA\t5\tx\nI.2\tB\t5\tx\nI.2.a\tC\t5\tx")
    )
    row = made.row("I.2")
    assert row is not None
    assert row.deduct_each is None
    assert not [it for it in told if "trừ/lần" in it]


def test_the_first_table_of_a_file_is_its_first_version() -> None:
    made, told = changed_table(ScoringTable(), read_table("I\tA\t5"))
    assert (made.version, told) == (1, ())


def test_a_code_on_two_lines_is_told_with_both() -> None:
    [problem] = read_table("I\tA\t20\n\nI.1\tB\t10\nI.1\tC\t10").problems
    assert problem.code == "code-twice"
    assert problem.text == (
        "Dòng 3, 4: Mã I.1 ghi ở 2 dòng: 3 (“B”); 4 (“C”). Mỗi dòng một mã riêng."
    )


def test_a_quote_in_a_title_does_not_take_the_lines_below() -> None:
    read = read_table('I\t"Giỏi việc nước\t5\nII\tĐạt "chuẩn"\t5')
    assert [row.title for row in read.rows] == ['"Giỏi việc nước', 'Đạt "chuẩn"']


def test_cells_of_several_lines_are_read_as_excel_quotes_them() -> None:
    [row] = read_table('I\t"Họp\nđủ"\t5\t"Biên bản\nGiấy mời"').rows
    assert (row.title, row.evidence) == ("Họp đủ", "Biên bản\nGiấy mời")


def test_a_formula_pasted_as_text_is_told_with_its_line() -> None:
    [problem] = read_table("I\tA\t=SUM(C3:C5)\nII\tB\t5").problems
    assert (problem.code, problem.where, problem.severity) == ("formula-text", "Dòng 1", "error")


def test_the_kind_of_a_section_stays_as_it_is() -> None:
    old = replace(TABLE, rows=(*TABLE.rows[:2], replace(TABLE.rows[2], role="bonus")))
    text = pasted(old, "code", "title", "max_points").replace("I.1\t", "I.1\tMới: ", 1)
    made, _ = changed_table(old, read_table(text))
    assert [row.role for row in made.rows] == ["content", "content", "bonus"]
