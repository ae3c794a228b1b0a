"""Somebody else's table → rows with whole codes, and a place and a way out for all that is wrong."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.table_reading.grid import text_cell
from models.table_reading.mapping import Mapping, guess
from models.table_reading.reader import read
from tests.models.grid_drawing import grid, imported, only, outline, told

# ---- tables of other bodies, as somebody would type them

T02 = """
TT | Nội dung | Điểm tối đa
I | Thực hiện nhiệm vụ kinh tế - xã hội | 500 điểm
1 | Chỉ tiêu kinh tế | 300
a) | Tăng trưởng | 150
b) | Thu ngân sách | 150
2 | Chỉ tiêu xã hội | 200
II | Xây dựng Đảng | 250 điểm
1 | Đảng bộ | 250
III | Công tác thi đua, khen thưởng | 200 điểm
1 | Phát động, ký giao ước, đăng ký | 100
2 | Tổng kết phong trào | 100
IV | Điểm thưởng | 50 điểm
1 | Mô hình mới | 50
 | Tổng cộng | 1000
"""

T03 = """
Nội dung | Điểm
Kết quả lĩnh vực phụ trách | 100
Điểm thưởng | 25
- Cờ thi đua của Thành phố hoặc bộ, ngành | +10
- Cờ thi đua của Chính phủ | +15
Tổng cộng | 125
"""

T04 = """
BẢNG TIÊU CHÍ CHẤM ĐIỂM, XẾP HẠNG | < | < | < | < | <
STT | Nội dung tiêu chí | Điểm chuẩn | Điểm chấm | Tài liệu minh chứng | Ghi chú
(1) | (2) | (3) | (4) | (5) | (6)
I | CHẾ ĐỘ BÁO CÁO | 20 | | |
1 | Báo cáo định kỳ | 10 | | |
1.1 | Đúng hạn | 2 | | Sổ công văn đi | muộn 1–2 ngày 1,5; 3–5 ngày 1
1.2 | Đúng thẩm quyền | 1 | | ^ |
1.3 | Nội dung đầy đủ | 7 | | |
2 | Báo cáo đột xuất | 10 | | |
VIII | CÔNG NGHỆ THÔNG TIN | 10 | | |
1 | Có kế hoạch ứng dụng | 2 | | Kế hoạch | có = 2, không = 0
2 | Tỷ lệ văn bản ký số | 1.5 | | Phần mềm | > 95 %: 1,5
 | - Từ 75 đến 95 %: 1 | | | |
 | - Từ 50 đến dưới 75 %: 0,5 | | | |
3 | Tỷ lệ văn bản tiếp nhận điện tử | 1.5 | | |
4 | Mục khác | 5 | | |
Tổng cộng | < | 30 | | |
 | | | | ngày 10 tháng 12 năm 2022 |
 | NGƯỜI LẬP | | | GIÁM ĐỐC |
"""

T07 = """
Mục | Nội dung | Điểm tối đa | Mức trừ | Minh chứng
I | Nền nếp, tác phong | 10 | |
1 | Giờ công | 8 | |
- | Đi muộn dưới 30 phút | | -0,5/lần |
- | Nghỉ không phép | | -8/lần |
2 | Trang phục | 2 | trừ 2–5đ |
II | Hồ sơ sổ sách | 5 | |
1 | Kế hoạch bài dạy | 2,5 | -2,5/lỗi |
2 | Sổ họp | 2,5 | trừ toàn bộ điểm tiêu chí |
VI | Điểm cộng | ≤ 10 | | Quyết định
1 | Giáo viên dạy giỏi | +3/đợt | |
2 | Sáng kiến | 1–3 | |
"""

T11 = """
TT | Hoạt động | Yêu cầu | Điểm cộng | Điểm trừ
1 | Tham gia hội thao | Đúng giờ, đủ số lượng | +5/lần | -2/yêu cầu; -10 nếu sai cả ba
2 | Trực tuần | Vệ sinh, cổng trường | 5 | -1/nội dung/lần
3 | Lớp trực | | 10 | -10
"""

T12 = """
STT | Tiêu chí | Thang điểm | Phòng Đào tạo chấm
A | ĐIỂM TIÊU CHÍ | 100 |
I | Chuyên môn | 60 |
1 | Lên lớp đúng giờ | 30 |
2 | Hồ sơ | 30 |
II | Kỷ luật | 40 |
1 | Nội quy | 40 |
B | ĐIỂM CỘNG | 15 |
1 | Sáng kiến | tối đa 10 |
2 | Khen đột xuất | 5đ |
C | ĐIỂM TRỪ | 15 |
1 | Vi phạm quy chế | 15 |
"""


def test_a_thousand_points_in_sections_numbers_and_letters() -> None:
    found = imported(T02)
    assert [it.split()[0] for it in outline(found)] == (
        "I I.1 I.1.a I.1.b I.2 II II.1 III III.1 III.2 IV IV.1".split()
    )
    assert [row.max_points for row in found.rows] == [500, 250, 200, 50]
    assert [it.role for it in found.rows] == ["content", "content", "content", "bonus"]
    assert told(found) == [("role-read", "B12")]
    assert [it.text for it in found.skipped] == ["Tổng cộng"]
    assert found.is_ready


def test_a_table_without_codes_and_with_dashes() -> None:
    found = imported(T03)
    assert outline(found) == [
        "1 100 Kết quả lĩnh vực phụ trách",
        "2 25 Điểm thưởng",
        "2.1 10 Cờ thi đua của Thành phố hoặc bộ, ngành",
        "2.2 15 Cờ thi đua của Chính phủ",
    ]
    assert "hàng 2 → 1, hàng 3 → 2, hàng 4 → 2.1, hàng 5 → 2.2" in only(found, "codes-made").what
    assert found.is_ready


def test_a_ministrys_form_with_tiers_merged_evidence_and_signatures() -> None:
    found = imported(T04)
    assert outline(found) == [
        "I 20 CHẾ ĐỘ BÁO CÁO",
        "I.1 10 Báo cáo định kỳ",
        "I.1.1 2 Đúng hạn",
        "I.1.2 1 Đúng thẩm quyền",
        "I.1.3 7 Nội dung đầy đủ",
        "I.2 10 Báo cáo đột xuất",
        "VIII 10 CÔNG NGHỆ THÔNG TIN",
        "VIII.1 2 Có kế hoạch ứng dụng",
        "VIII.2 1.5 Tỷ lệ văn bản ký số",
        "VIII.3 1.5 Tỷ lệ văn bản tiếp nhận điện tử",
        "VIII.4 5 Mục khác",
    ]
    assert found.problems == ()
    reports, office = found.rows
    assert [it.evidence for it in reports.rows[0].rows] == ["Sổ công văn đi", "Sổ công văn đi", ""]
    assert office.rows[1].guidance == ("> 95 %: 1,5\nTừ 75 đến 95 %: 1\nTừ 50 đến dưới 75 %: 0,5")


def test_a_schools_sheet_keeps_every_word_about_deductions() -> None:
    found = imported(T07)
    work, papers, bonus = found.rows
    assert work.rows[0].guidance == "Đi muộn dưới 30 phút: -0,5/lần\nNghỉ không phép: -8/lần"
    assert work.rows[1].guidance == "Mức trừ: trừ 2–5đ"
    assert papers.rows[0].deduct_each == Decimal("2.5")
    assert (papers.rows[1].deduct_each, papers.rows[1].guidance) == (
        None,
        "Mức trừ: trừ toàn bộ điểm tiêu chí",
    )
    assert [(it.max_points, it.guidance) for it in bonus.rows] == [
        (None, "Điểm tối đa: +3/đợt"),
        (Decimal(3), "Điểm tối đa: 1–3"),
    ]
    assert told(found) == [
        ("deduction-not-a-number", "D6"),
        ("deduction-not-a-number", "D9"),
        ("role-read", "B10"),
        ("maximum-per-case", "C11"),
        ("maximum-range", "C12"),
    ]
    assert found.is_ready


def test_points_given_and_taken_per_activity() -> None:
    found = imported(T11)
    games, week, turn = found.rows
    assert games.max_points is None
    assert games.guidance == (
        "Đúng giờ, đủ số lượng\nĐiểm cộng: +5/lần\nĐiểm trừ: -2/yêu cầu; -10 nếu sai cả ba"
    )
    assert (week.max_points, week.deduct_each) == (5, 1)
    assert (turn.max_points, turn.deduct_each) == (10, 10)


def test_parts_with_bonus_and_deductions() -> None:
    found = imported(T12)
    assert [(it.code, it.max_points, it.role) for it in found.rows] == [
        ("A", 100, "content"),
        ("B", 15, "bonus"),
        ("C", 15, "deduction"),
    ]
    assert [it.split()[0] for it in outline(found)[1:4]] == ["A.I", "A.I.1", "A.I.2"]


HEAD = "TT | Nội dung | Điểm tối đa\n"


# ---- points


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("20 điểm", "20"),
        ("7,5", "7.5"),
        ("7.5", "7.5"),
        ("tối đa 5", "5"),
        ("Tối đa: 5 điểm", "5"),
        ("5đ", "5"),
        ("≤ 15", "15"),
        ("+10", "10"),
        ("(10)", "10"),
        ("20 điểm/năm", "20"),
        ("2–5", "5"),
        ("từ 2 đến 5 điểm", "5"),
    ],
)
def test_maxima_as_people_write_them(text: str, points: str) -> None:
    found = imported(f"{HEAD}1 | A | {text}\n2 | B | 3")
    assert found.rows[0].max_points == Decimal(points)
    assert found.is_ready


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("=SUM(C3:C5)", "formula-text"),
        ("mười", "table-points"),
        ("10\\n5", "table-points"),
        ("-5", "table-points"),
        ("10%", "table-points"),
        ("1.000", "table-points"),
        ("0,001", "table-points"),
        ("95+5", "table-points"),
        ("5–2", "table-points"),
    ],
)
def test_a_maximum_that_cannot_be_read_is_an_error_at_its_cell(text: str, code: str) -> None:
    found = imported(f"{HEAD}1 | A | 10\n2 | B | {text}")
    [problem] = found.problems
    assert (problem.code, problem.cell, problem.sheet) == (code, "C3", "Bảng điểm")
    assert problem.advice
    assert not found.is_ready


@pytest.mark.parametrize("text", ["", "-", "–", "x"])
def test_an_empty_maximum_is_a_warning(text: str) -> None:
    found = imported(f"{HEAD}1 | A | 10\n2 | B | {text}")
    assert told(found) == [("maximum-missing", "B3")]
    assert found.is_ready


def test_a_formula_in_a_column_of_words_is_an_error_at_its_cell() -> None:
    found = imported(
        "TT | Nội dung | Điểm tối đa | Hồ sơ | Cách tính\n"
        "I | =A1 | 10 | |\n1 | =VLOOKUP(A1;B:C;2;0) | 4 | =Sheet2!A1 | =(số đạt/tổng số) × 4\n"
        "2 | Họp | 6 | Sổ | =C3*2"
    )
    assert [it for it in told(found) if it[0] == "formula-text"] == [
        ("formula-text", it) for it in ("B2", "B3", "D3", "E4")
    ]
    assert found.problems[0].text == (
        "Trang “Bảng điểm”, ô B2: Công thức “=A1” nằm trong ô dưới dạng chữ. "
        "Ghi chữ thay cho công thức, rồi nhập lại."
    )
    assert not found.is_ready


def test_a_formula_behind_a_mark_is_told_too() -> None:
    found = imported("Nội dung | Điểm tối đa\n1. Họp | 4\n2. =B2 | 6")
    assert told(found) == [("formula-text", "A3")]


def test_words_that_only_look_like_a_formula_are_words() -> None:
    found = imported(
        "TT | Nội dung | Điểm tối đa | Hồ sơ | Cách tính\n"
        "1 | +Sáng kiến | 4 | +Sổ | = điểm × tỷ lệ\n2 | @UBND xã | 6 | - Báo cáo | =(a+b)/2"
    )
    assert found.problems == ()


def test_a_formula_without_a_result_among_the_papers_is_told() -> None:
    drawn = grid("TT | Nội dung | Điểm tối đa | Hồ sơ\n1 | Họp | 5 | x")
    rows = (drawn.rows[0], (*drawn.rows[1][:3], text_cell("", flaw="hollow")))
    hollow = replace(drawn, rows=rows)
    [problem] = read(hollow, guess(hollow)).problems
    assert (problem.code, problem.cell) == ("formula-hollow", "D2")
    assert problem.advice.endswith("hoặc ghi chữ.")


def test_one_maximum_merged_over_several_criteria_is_an_error() -> None:
    found = imported(HEAD + "1 | A | 10\n2 | B | ^\n3 | C | ^\n4 | D | 5")
    problem = only(found, "maximum-merged")
    assert problem.text == (
        "Trang “Bảng điểm”, hàng 2, 3, 4: Một điểm tối đa được gộp ô cho 3 dòng. Ghi điểm riêng cho"
        " từng dòng; hoặc thêm một dòng nhóm có số điểm này ở trên."
    )
    assert len(found.problems) == 1


def test_lines_that_share_code_and_maximum_are_one_criterion() -> None:
    found = imported(HEAD + "1 | A | 10\n^ | đúng hạn | ^\n^ | đủ | ^\n2 | D | 5")
    assert outline(found) == ["1 10 A", "2 5 D"]
    assert found.rows[0].guidance == "đúng hạn\nđủ"
    assert [(it.row, it.reason) for it in found.skipped] == [
        (2, "Ghi vào cách chấm của dòng trên."),
        (3, "Ghi vào cách chấm của dòng trên."),
    ]
    assert found.is_ready


def test_a_title_merged_over_rows_with_points_of_their_own_is_an_error() -> None:
    problem = only(imported(HEAD + "1 | A | 10\n2 | ^ | 5"), "title-merged")
    assert problem.where == "Trang “Bảng điểm”, hàng 2, 3"


def test_a_group_that_its_rows_do_not_make_up_is_a_warning() -> None:
    problem = only(imported(HEAD + "I | A | 60\n1 | B | 20\n2 | C | 30"), "children-differ")
    assert problem.severity == "warning"
    assert problem.what == "Mục I ghi 60 điểm, các dòng con cộng lại 50."


def test_details_on_lines_with_dashes_below_a_title_go_to_the_way_of_scoring() -> None:
    [row] = imported(HEAD + "1 | Họp\\nđủ\\n- đúng giờ\\n- có biên bản | 5").rows
    assert (row.title, row.guidance) == ("Họp đủ", "- đúng giờ\n- có biên bản")


def test_the_points_of_a_heading_may_stand_in_its_text() -> None:
    found = imported(HEAD + "I | Nhiệm vụ (tối đa 8 điểm) | \n1 | A (3 việc) | 8")
    assert [it.max_points for it in (found.rows[0], *found.rows[0].rows)] == [8, 8]


# ---- what is left out


def test_totals_and_repeated_headings_are_left_out_and_said() -> None:
    found = imported(
        HEAD + "I | A | 5\n1 | Tổng kết năm | 2\n2 | Cộng tác với đơn vị khác | 3\n"
        "TT | Nội dung | Điểm tối đa\n | Cộng mục I | 5\nII | B | 4\nTỔNG ĐIỂM (I + II) | < | 10"
    )
    assert [it.split()[0] for it in outline(found)] == "I I.1 I.2 II".split()
    assert [(it.where, it.reason) for it in found.skipped] == [
        ("Trang “Bảng điểm”, hàng 5", "Dòng tiêu đề lặp lại."),
        ("Trang “Bảng điểm”, hàng 6", "Dòng cộng, chương trình tự tính."),
        ("Trang “Bảng điểm”, hàng 8", "Dòng cộng, chương trình tự tính."),
    ]
    problem = only(found, "total-differs")
    assert problem.what == "Dòng tổng ghi 10, các mục phía trên cộng lại 9."
    assert problem.severity == "warning"


def test_a_code_without_a_title_is_an_error() -> None:
    assert told(imported(HEAD + "1 | A | 5\n2 | | 4")) == [("title-missing", "B3")]


# ---- the mapping


def test_a_mapping_that_reads_nothing_is_told() -> None:
    drawing = grid(HEAD + "1 | A | 5")
    found = guess(drawing)
    assert [it.code for it in read(drawing, replace(found, title=None)).problems] == [
        "mapping-title"
    ]
    assert [it.code for it in read(drawing, replace(found, first=9)).problems] == ["mapping-rows"]
    assert [it.code for it in read(drawing, replace(found, evidence=2)).problems] == [
        "mapping-column"
    ]
    assert [it.code for it in read(drawing, replace(found, evidence=7)).problems] == [
        "mapping-column"
    ]
    assert not read(drawing, Mapping(None, 0, 0)).is_ready


def test_only_what_has_a_column_is_named() -> None:
    assert imported(T04).columns == {"code", "title", "max_points", "evidence", "guidance"}


def test_places_in_a_word_table_are_named_by_table_and_row() -> None:
    drawing = grid(HEAD + "1 | A | mười\n1 | B | 1", "word", "Bảng 2")
    found = read(drawing, guess(drawing))
    assert [it.where for it in found.problems] == [
        "Bảng 2, hàng 2, cột Điểm tối đa",
        "Bảng 2, hàng 2, 3",
    ]


# ---- many


def test_a_thousand_rows_with_merged_cells_are_read_whole() -> None:
    lines = ["TT | Nội dung | Điểm tối đa | Hồ sơ"]
    for section in "I II III IV V VI VII VIII IX X".split():
        lines.append(f"{section} | Mục | 198 | ")
        for row in range(1, 100):
            points, evidence = "^" if row == 50 else 2, "^" if row % 3 else "Sổ"
            lines.append(f"{row} | Tiêu chí {row} | {points} | {evidence}")
    found = imported("\n".join(lines))
    rows = [row for top in found.rows for _, row in top.walk()]
    assert (len(rows), rows[1].evidence, rows[5].evidence) == (1000, "", "Sổ")
    assert [it.code for it in found.problems] == ["maximum-merged"] * 10
