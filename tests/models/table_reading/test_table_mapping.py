"""Which column is what: guessed from headings and contents, then corrected by the clerk."""

import pytest

from models.table_reading.mapping import ROLES, Mapping, guess, heading, likeliest
from tests.models.grid_drawing import grid


def roles(drawn: str) -> dict[str, int]:
    found = guess(grid(drawn))
    return {role: it for role in ROLES if (it := found.column(role)) is not None}


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (
            "TT | Nội dung | Điểm tối đa | Hồ sơ, tài liệu kiểm chứng",
            {"code": 0, "title": 1, "max_points": 2, "evidence": 3},
        ),
        (
            "STT | TIÊU CHÍ | ĐIỂM CHUẨN | Điểm chấm | Tài liệu minh chứng | Ghi chú",
            {"code": 0, "title": 1, "max_points": 2, "evidence": 4, "guidance": 5},
        ),
        (
            "Nội dung | Mã | Hồ sơ | Điểm tối đa",
            {"title": 0, "code": 1, "evidence": 2, "max_points": 3},
        ),
        (
            "Số TT | Nội dung tiêu chí | Điểm tự chấm | Thang điểm | Cách tính điểm",
            {"code": 0, "title": 1, "max_points": 3, "guidance": 4},
        ),
        (
            "Mã | Thuộc mục | Tên tiêu chí | Số điểm | Mức trừ mỗi lần",
            {"code": 0, "parent": 1, "title": 2, "max_points": 3, "deduct_each": 4},
        ),
        (
            "TT | Hoạt động | Yêu cầu | Điểm cộng | Điểm trừ",
            {"code": 0, "title": 1, "guidance": 2, "max_points": 3, "deduct_each": 4},
        ),
        (
            "TT | Nội dung | Điểm tối đa | Điểm trừ tối đa | Mức trừ mỗi lỗi",
            {"code": 0, "title": 1, "max_points": 2, "deduct_each": 4},
        ),
        (
            "TT | Nội dung (tổng điểm tối đa 100) | Điểm | Điểm đạt năm trước",
            {"code": 0, "title": 1, "max_points": 2},
        ),
    ],
)
def test_headings_say_what_the_columns_are(headings: str, expected: dict[str, int]) -> None:
    width = headings.count("|")
    assert roles(headings + "\n1 | A" + " | " * width) == expected


def test_headings_of_two_rows_are_read_together() -> None:
    drawn = """
KẾT QUẢ | < | < | < | <
TT | Nội dung | Điểm | < | Minh chứng
 | | Tự chấm | Tối đa |
(1) | (2) | (3) | (4) | (5)
I | Nhiệm vụ | | 60 |
"""
    found = guess(grid(drawn))
    assert (found.header, found.first, found.last) == (2, 4, 4)
    assert (found.title, found.max_points, found.evidence) == (1, 3, 4)
    assert heading(grid(drawn), found, 3) == "Tối đa"


@pytest.mark.parametrize("headings", ["Nội dung | < | Điểm tối đa", " | Nội dung | Điểm tối đa"])
def test_codes_need_no_heading_of_their_own(headings: str) -> None:
    found = roles(headings + "\nI | Nhiệm vụ | 6\n1 | Họp | 6")
    assert found == {"code": 0, "title": 1, "max_points": 2}


def test_a_row_of_short_values_is_no_row_of_column_numbers() -> None:
    assert guess(grid("TT | Nội dung | Điểm tối đa\n1 | B | 4\n2 | C | 5")).first == 1


def test_a_table_ends_before_signatures_and_notes() -> None:
    found = guess(
        grid(
            "TT | Nội dung | Điểm tối đa\n1 | Họp | 5\n | Tổng cộng | 5\n | | \n"
            " | Ghi chú chung | \n | Lào Cai, ngày 5 tháng 1 năm 2026 | \n | TM. KHỐI | \n1 | x | 2"
        )
    )
    assert (found.first, found.last) == (1, 2)


@pytest.mark.parametrize(
    ("drawn", "expected"),
    [
        ("I | A | 10\n1 | B | 4", {"code": 0, "title": 1, "max_points": 2}),
        ("I | A | 10 | Sổ", {"code": 0, "title": 1, "max_points": 2, "evidence": 3}),
        ("Họp giao ban đủ | 5\nNộp báo cáo | 4", {"title": 0, "max_points": 1}),
        (
            " | 1 | Họp giao ban đủ | Đủ | 5 | Biên bản\n | 2 | Nộp báo cáo | Đúng | 4 | Sổ",
            {"code": 1, "title": 2, "max_points": 4, "evidence": 5},
        ),
    ],
)
def test_contents_tell_the_columns_where_there_are_no_headings(
    drawn: str, expected: dict[str, int]
) -> None:
    assert guess(grid(drawn)).header is None
    assert roles(drawn) == expected


def test_an_empty_grid_has_a_mapping_too() -> None:
    found = guess(grid(" | "))
    assert (found.header, found.first) == (None, 0)


def test_a_column_has_one_role() -> None:
    found = Mapping(0, 1, 5, code=0, title=1, max_points=2)
    changed = found.with_column("evidence", 2)
    assert (changed.evidence, changed.max_points, changed.title) == (2, None, 1)
    assert changed.with_column("evidence", None).evidence is None
    assert found.with_column("title", 1) == found
    assert changed.columns() == {"code", "title", "evidence"}


def test_the_grid_that_looks_most_like_a_scoring_table_is_offered_first() -> None:
    paper = grid("UBND TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố 5 | Độc lập", "word", "Bảng 1")
    units = grid("TT | Đơn vị\n1 | Sở A\n2 | Sở B\n3 | Sở C", "word", "Bảng 2")
    table = grid("TT | Nội dung | Điểm tối đa\n1 | Họp | 5", "word", "Bảng 3")
    assert likeliest((paper, units, table)) == 2
    assert likeliest(()) == 0
