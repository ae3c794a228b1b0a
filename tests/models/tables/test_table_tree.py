"""Marks as they are printed → whole codes and levels; what does not hang together is told."""

import pytest

from tests.models.grid_drawing import imported, only, outline, told

HEAD = "TT | Nội dung | Điểm tối đa\n"


@pytest.mark.parametrize(
    ("marks", "codes"),
    [
        (
            "I 1 1.1 a) - - + b) 1.2 2 II 1",
            "I I.1 I.1.1 I.1.1.a I.1.1.a.1 I.1.1.a.2 I.1.1.a.2.1 I.1.1.b I.1.2 I.2 II II.1",
        ),
        ("I 1.1 1.2 II 2.1 2.1.1", "I I.1 I.2 II II.1 II.1.1"),
        ("1 1.1 1.1.1 a 1.2 2 2.1", "1 1.1 1.1.1 1.1.1.a 1.2 2 2.1"),
        ("A I 1 B I 1", "A A.I A.I.1 B B.I B.I.1"),
        ("Phần_I Mục_I 1 Phần_II Mục_I", "I I.I I.I.1 II II.I"),
        ("1/ a/ 2/ (3)", "1 1.a 2 3"),
        ("I I.1 1 2 I.2 1", "I I.1 I.1.1 I.1.2 I.2 I.2.1"),
        ("TC01 TC02 a", "TC01 TC02 TC02.a"),
        ("I 1,1 1,10", "I I.1 I.10"),
        ("3a 3b 3b.1", "3a 3b 3b.1"),
        # I after H is a letter, unless the parts have Roman rows.
        ("G 1 H 1 I 1 K 1 L 1", "G G.1 H H.1 I I.1 K K.1 L L.1"),
        ("G I 1 H I 1", "G G.I G.I.1 H H.I H.I.1"),
        ("H I 1 II 1 K I", "H H.I H.I.1 H.II H.II.1 K K.I"),
        ("A B I C", "A B B.I C"),
        # A whole code names a row that is left already.
        ("I 1 2 II I.1.a", "I I.1 I.1.a I.2 II"),
    ],
)
def test_marks_become_whole_codes(marks: str, codes: str) -> None:
    lines = [f"{mark.replace('_', ' ')} | Dòng {at} | 1" for at, mark in enumerate(marks.split())]
    found = imported(HEAD + "\n".join(lines))
    assert [it.split()[0] for it in outline(found)] == codes.split()
    assert found.is_ready


def test_marks_may_stand_in_the_title() -> None:
    found = imported(
        "Nội dung | Điểm tối đa\nMục I: Nhiệm vụ | 60\n1. Kinh tế | 60\na) Thu | 20\n- Phí | 20\n"
        "b) Chi | 40\n5 năm liền hoàn thành | 1"
    )
    assert outline(found)[:5] == [
        "I 60 Nhiệm vụ",
        "I.1 60 Kinh tế",
        "I.1.a 20 Thu",
        "I.1.a.1 20 Phí",
        "I.1.b 40 Chi",
    ]
    assert outline(found)[5].endswith("1 5 năm liền hoàn thành")


def test_a_merged_heading_holds_mark_title_and_points() -> None:
    found = imported(
        "TT | Nội dung | Điểm | < | Hồ sơ\n^ | ^ | Tự chấm | Tối đa | ^\n"
        "I. NHIỆM VỤ (30 điểm) | < | < | < | <\n1 | A | | 10 | Sổ\n2 | B | | 20 |\n"
        "II XÂY DỰNG ĐẢNG | < | < | < | <\n1 | C | | 5 |"
    )
    assert outline(found) == [
        "I 30 NHIỆM VỤ (30 điểm)",
        "I.1 10 A",
        "I.2 20 B",
        "II – XÂY DỰNG ĐẢNG",
        "II.1 5 C",
    ]
    assert found.problems == ()


def test_merged_headings_without_marks_are_sections_where_there_are_no_others() -> None:
    found = imported(
        HEAD + "NHIỆM VỤ | < | <\n1 | A | 10\n2 | B | 20\nXÂY DỰNG ĐẢNG | < | <\n1 | C | 5"
    )
    assert [it.split()[0] for it in outline(found)] == "I I.1 I.2 II II.1".split()
    assert [it.code for it in found.problems] == ["codes-made"]


def test_indents_make_the_levels_of_lines_without_marks() -> None:
    found = imported(
        "Nội dung | Điểm tối đa\nNhiệm vụ | 30\n    Kinh tế | 10\n    Xã hội | 20\n"
        "        Trường | 20\nXây dựng | 5"
    )
    assert [it.split()[0] for it in outline(found)] == "1 1.1 1.2 1.2.1 2".split()


def test_a_line_without_a_mark_is_the_missing_number_or_belongs_to_the_row_above() -> None:
    gap = imported(HEAD + "I | A | 6\n1 | B | 2\n | C | 2\n3 | D | 2")
    assert [it.split()[0] for it in outline(gap)] == "I I.1 I.2 I.3".split()
    below = imported(HEAD + "1 | B | 4\n | C | 2\n | D | 2\n2 | E | 2")
    assert [it.split()[0] for it in outline(below)] == "1 1.1 1.2 2".split()


def test_made_codes_leave_the_written_ones_alone() -> None:
    found = imported(HEAD + "I | A | 6\n | B | 2\n1 | C | 2\n2 | D | 2")
    assert [it.split()[0] for it in outline(found)] == "I I.3 I.1 I.2".split()
    assert found.is_ready


def test_a_code_on_two_rows_is_an_error_with_both() -> None:
    problem = only(imported(HEAD + "I | A | 5\n1 | B | 2\n1 | C | 3"), "code-twice")
    assert (problem.severity, problem.cell) == ("error", "")
    assert problem.text == (
        "Trang “Bảng điểm”, hàng 3, 4: Mã I.1 ghi ở 2 hàng: 3 (“B”); 4 (“C”)."
        " Mỗi dòng một mã riêng. Ô số của Excel đổi 1.10 thành 1.1: ghi mã dạng chữ."
    )


def test_a_lost_parent_is_an_error_with_the_way_out() -> None:
    found = imported(HEAD + "I | A | 5\nI.1 | B | 5\nI.2.1 | C | 3\nI.2.2 | D | 3")
    problem = only(found, "parent-missing")
    assert problem.text == (
        "Trang “Bảng điểm”, hàng 4, 5: I.2.1, I.2.2 thuộc mục I.2, nhưng phía trên không có dòng I.2."
        " Thêm dòng I.2, hoặc sửa mã."
    )
    assert not found.is_ready


def test_a_text_that_is_no_code_is_an_error() -> None:
    found = imported(HEAD + "I | A | 5\nxem phụ lục kèm theo | B | 5\n=A2+1 | C | 1")
    assert [it for it in told(found) if it[0] != "codes-made"] == [
        ("children-differ", "B2"),
        ("code-unclear", "A3"),
        ("formula-text", "A4"),
    ]


# ---- a column that names the row above

PARENTS = "Mã | Thuộc mục | Nội dung | Điểm tối đa\n"


def test_a_column_may_name_the_row_above() -> None:
    found = imported(
        PARENTS + "B1 | B | Thu | 4\nB | | Kinh tế | 4\nA | | Chung | 1\nA1 | A | Họp | 1"
    )
    assert outline(found) == ["B 4 Kinh tế", "B1 4 Thu", "A 1 Chung", "A1 1 Họp"]
    assert found.problems == ()


def test_a_cycle_is_an_error_that_names_the_circle() -> None:
    found = imported(
        PARENTS
        + "A | C | Một | 1\nB | A | Hai | 1\nC | B | Ba | 1\nD | D | Bốn | 1\nE | A | Năm | 1"
    )
    first, second = [it for it in found.problems if it.code == "cycle"]
    assert first.text.startswith(
        "Trang “Bảng điểm”, hàng 2, 3, 4: Các dòng thuộc lẫn nhau thành vòng: A → C → B → A."
    )
    assert "D → D" in second.what
    assert outline(found) == ["A 1 Một", "E 1 Năm", "B 1 Hai", "C 1 Ba", "D 1 Bốn"]
    assert not found.is_ready


def test_a_parent_that_no_row_has_is_an_error() -> None:
    problem = only(imported(PARENTS + "A | X | Một | 1\nB | | Hai | 1"), "parent-missing")
    assert (problem.cell, problem.severity) == ("C2", "error")


def test_a_chain_of_parents_is_not_endless() -> None:
    lines = [f"m{at} | {f'm{at - 1}' if at else ''} | Dòng {at} | 1" for at in range(1500)]
    found = imported(PARENTS + "\n".join(lines))
    assert "too-deep" in {it.code for it in found.problems}
    assert len([row for top in found.rows for _, row in top.walk()]) == 1500


def test_a_row_without_points_of_its_own_is_worth_its_rows() -> None:
    found = imported(f"{HEAD}I | A | 10\n1 | B |\na | C | 4\nb | D | 5")
    assert only(found, "children-differ").what == "Mục I ghi 10 điểm, các dòng con cộng lại 9."
    assert not imported(f"{HEAD}I | A | 9\n1 | B |\na | C | 4\nb | D | 5").problems
