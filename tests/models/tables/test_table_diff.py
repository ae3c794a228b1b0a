"""What changed between two tables, told row by row."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.criterion_rule import Band, CriterionRule, Item
from models.table import ScoringTable, TableRow
from models.tables.diff import differences, in_words
from tests.models.drawn_tables import drawn
from tests.strategies import tables

D = Decimal
OLD = """
I 60 Nhiệm vụ chính trị
I.1 20 Hoàn thành chương trình [Báo cáo]
I.2 25 Cải cách hành chính
I.3 15 Chuyển đổi số
II 35 Xây dựng Đảng
II.1 20 Tổ chức đảng
II.2 15 Đoàn thể
"""


def told(new: str, old: str = OLD) -> list[str]:
    return [in_words(it) for it in differences(drawn(old), drawn(new))]


def test_equal_tables_have_no_difference() -> None:
    again = replace(drawn(OLD), version=7)
    assert differences(drawn(OLD), again) == ()


def test_a_changed_row_says_from_what_to_what() -> None:
    new = OLD.replace(
        "I.1 20 Hoàn thành chương trình [Báo cáo]", "I.1 22,5 Hoàn thành chương trình"
    )
    assert told(new.replace("22,5", "22.5")) == [
        "Sửa I.1 “Hoàn thành chương trình”: điểm tối đa từ 20 thành 22,5; hồ sơ kiểm chứng bỏ “Báo cáo”."
    ]


def test_a_new_and_a_dropped_row_stand_where_they_belong() -> None:
    new = OLD.replace("I.2 25 Cải cách hành chính\n", "").replace(
        "II.2 15 Đoàn thể", "II.2 15 Đoàn thể\nII.3 5 Thanh tra nhân dân [Biên bản]"
    )
    assert told(new) == [
        "Bỏ I.2 “Cải cách hành chính” (25 điểm).",
        "Thêm II.3 “Thanh tra nhân dân” (5 điểm).",
    ]


def test_rows_that_close_the_gap_are_renumbered_not_rewritten() -> None:
    new = OLD.replace("I.2 25 Cải cách hành chính\n", "").replace("I.3 15", "I.2 15")
    assert told(new) == [
        "Bỏ I.2 “Cải cách hành chính” (25 điểm).",
        "Chuyển I.2 “Chuyển đổi số”: mã từ I.3 thành I.2.",
    ]


def test_a_row_in_another_group_is_moved() -> None:
    new = OLD.replace("I.3 15 Chuyển đổi số\n", "") + "II.3 15 Chuyển đổi số"
    assert told(new) == [
        "Chuyển II.3 “Chuyển đổi số”: mã từ I.3 thành II.3; nằm trong từ I thành II."
    ]


def test_only_the_row_that_left_its_place_is_told() -> None:
    old = "I 0 Mục\nI.a 1 Một\nI.b 2 Hai\nI.c 3 Ba\nI.d 4 Bốn"
    new = "I 0 Mục\nI.b 2 Hai\nI.c 3 Ba\nI.a 1 Một\nI.d 4 Bốn"
    assert told(new, old) == ["Chuyển I.a “Một”: thứ tự từ thứ 1 thành thứ 3."]


def test_a_renumbered_section_takes_its_rows_along_without_a_word() -> None:
    new = OLD.replace("II", "III")
    assert told(new) == ["Chuyển III “Xây dựng Đảng”: mã từ II thành III."]
    first = "\n".join(f"A{it[1:]}" if it[:2] in ("I ", "I.") else it for it in OLD.split("\n"))
    assert told(first) == ["Chuyển A “Nhiệm vụ chính trị”: mã từ I thành A."]


def test_a_row_that_came_out_of_a_dropped_group_is_told() -> None:
    old = "I - Mục\nI.1 - Nhóm\nI.1.a 3 Một"
    new = "I - Mục\nI.1.a 3 Một"
    assert told(new, old) == [
        "Bỏ I.1 “Nhóm”.",
        "Chuyển I.1.a “Một”: nằm trong từ I.1 thành I.",
    ]


def test_a_rewritten_title_under_the_same_code_is_the_same_row() -> None:
    assert told(OLD.replace("Đoàn thể", "Công đoàn, đoàn thanh niên")) == [
        "Sửa II.2 “Công đoàn, đoàn thanh niên”: nội dung từ “Đoàn thể” thành “Công đoàn, đoàn thanh niên”."
    ]


def test_dropped_rows_stand_where_they_stood() -> None:
    assert told("II 35 Xây dựng Đảng\nII.3 5 Thanh tra") == [
        "Bỏ I “Nhiệm vụ chính trị” (60 điểm).",
        "Bỏ I.1 “Hoàn thành chương trình” (20 điểm).",
        "Bỏ I.2 “Cải cách hành chính” (25 điểm).",
        "Bỏ I.3 “Chuyển đổi số” (15 điểm).",
        "Bỏ II.1 “Tổ chức đảng” (20 điểm).",
        "Bỏ II.2 “Đoàn thể” (15 điểm).",
        "Thêm II.3 “Thanh tra” (5 điểm).",
    ]


def test_a_title_that_stands_twice_does_not_make_another_row_of_it() -> None:
    old = "I 9 Mục\nI.1 3 Một\nI.2 2 Hai"
    new = "I 9 Mục\nI.3 3 Một\nI.4 3 Một\nI.2 2 Hai"
    twice = ["I.3 “Một” (3 điểm).", "I.4 “Một” (3 điểm)."]
    once = "I.1 “Một” (3 điểm)."
    assert told(new, old) == [f"Bỏ {once}", *(f"Thêm {it}" for it in twice)]
    assert told(old, new) == [*(f"Bỏ {it}" for it in twice), f"Thêm {once}"]


@pytest.mark.parametrize(
    ("title", "short"),
    [("x" * 90, "x" * 90), ("x" * 91, "x" * 90 + " …"), ("x" * 89 + "  yy", "x" * 89 + " …")],
)
def test_a_long_title_is_shortened(title: str, short: str) -> None:
    new = ScoringTable((TableRow("I", title),))
    assert [in_words(it) for it in differences(ScoringTable(), new)] == [f"Thêm I “{short}”."]


def test_a_whole_row_is_told_from_nothing_and_to_nothing() -> None:
    bonus = ScoringTable((TableRow("I", "Mục", D(5), role="bonus"),))
    (added,) = differences(ScoringTable(), bonus)
    assert added.changes == (("điểm tối đa", "", "5"), ("loại mục", "nội dung", "điểm thưởng"))
    (removed,) = differences(bonus, ScoringTable())
    assert removed.changes == (("điểm tối đa", "5", ""), ("loại mục", "điểm thưởng", "nội dung"))


def test_the_heading_of_the_table_counts() -> None:
    table = drawn(OLD)
    found = differences(table, replace(table, title="Bảng năm 2024"))
    assert [in_words(it) for it in found] == ["Sửa tên bảng: tên bảng ghi thêm “Bảng năm 2024”."]


RULE = CriterionRule("deduct", (Item("a", "Trễ báo cáo", D("0.5"), "lần"),))


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        (
            None,
            (
                "quy tắc chấm từ “Trừ từ điểm tối đa” thành “Người chấm cho điểm trong mức tối đa”;"
                " quy tắc chấm, các việc được đếm bỏ “a. Trễ báo cáo: 0,5 mỗi lần”"
            ),
        ),
        (
            replace(RULE, items=(Item("a", "Trễ báo cáo", D(1), "lần", wipes=True),)),
            (
                "quy tắc chấm, các việc được đếm từ “a. Trễ báo cáo: 0,5 mỗi lần” thành"
                " “a. Trễ báo cáo: 1 mỗi lần, một lần là hết điểm”"
            ),
        ),
        (replace(RULE, floor=D(2)), "quy tắc chấm, điểm thấp nhất ghi thêm 2"),
        (
            replace(RULE, bands=(Band(D(8), D(90), D(100), high_open=True),)),
            "quy tắc chấm, các bậc ghi thêm “từ 90 đến dưới 100: 8”",
        ),
    ],
)
def test_a_rule_is_told_part_by_part(new: CriterionRule | None, sentence: str) -> None:
    row = TableRow("I", "Mục", D(5), rule=RULE)
    found = differences(ScoringTable((row,)), ScoringTable((replace(row, rule=new),)))
    assert [in_words(it) for it in found] == [f"Sửa I “Mục”: {sentence}."]


@given(tables())
def test_a_table_equals_itself(table: ScoringTable) -> None:
    assert differences(table, replace(table, version=table.version + 1)) == ()


@given(tables(), tables())
def test_tables_without_a_difference_are_equal(old: ScoringTable, new: ScoringTable) -> None:
    same = (old.rows, old.title) == (new.rows, new.title)
    assert (differences(old, new) == ()) is same


@given(tables(), st.data())
def test_any_small_change_is_told(table: ScoringTable, data: st.DataObject) -> None:
    """One part of one row, or the order, or a lost row: never silent."""
    rows = [row for _, row in table.walk()]
    victim = data.draw(st.sampled_from(rows))
    part = data.draw(
        st.sampled_from(
            [
                {"title": victim.title + "x"},
                {"evidence": victim.evidence + "x"},
                {"guidance": "x"},
                {"max_points": (victim.max_points or D(0)) + 1},
                {"deduct_each": (victim.deduct_each or D(0)) + 1},
                {"role": "deduction" if victim.role == "bonus" else "bonus"},
                {"rule": replace(victim.rule or RULE, unit_word="zz")},
                {"code": victim.code + ".z"},
                None,
            ]
        )
    )
    changed = tuple(_with(row, victim.code, part) for row in table.rows)
    kept = replace(table, rows=tuple(row for row in changed if row is not None))
    found = differences(table, kept)
    assert found
    assert all(in_words(it) for it in found)


@given(tables(), st.randoms(use_true_random=False))
def test_another_order_is_a_move_and_nothing_else(table: ScoringTable, chance: object) -> None:
    rows = list(table.rows)
    chance.shuffle(rows)  # type: ignore[attr-defined]
    found = differences(table, replace(table, rows=tuple(rows)))
    assert bool(found) is (tuple(rows) != table.rows)
    assert {it.kind for it in found} <= {"moved", "changed"}


def _with(row: TableRow, code: str, part: dict[str, object] | None) -> TableRow | None:
    if row.code == code:
        return None if part is None else replace(row, **part)  # type: ignore[arg-type]
    below = [_with(child, code, part) for child in row.rows]
    return replace(row, rows=tuple(it for it in below if it is not None))
