"""Reading a scoring table copied out of Excel."""

from decimal import Decimal

import pytest

from models.table import TableRow
from ui.table_paste import read_table

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
