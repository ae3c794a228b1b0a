"""Editing a table by paths: trees drawn as text before and after, and what no operation may break."""

from collections import Counter
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.criterion_rule import CriterionRule
from models.errors import AppError
from models.table import ScoringTable, TableRow
from models.tables import codes as table_codes
from models.tables import edit
from models.tables.edit import Edited, Path
from tests.strategies import tables

BEFORE = """
I một
  I.1 hai
  I.2 ba
    I.2.a bốn
    I.2.b năm
  I.3 sáu
II bảy
  II.1 tám
"""


def tree(drawn: str) -> ScoringTable:
    """A table from lines of code and title, two spaces for each step inwards."""
    stack: list[tuple[str, str, list[TableRow]]] = [("", "", [])]
    levels: list[int] = [-1]

    def close(depth: int) -> None:
        while levels[-1] >= depth:
            levels.pop()
            code, title, rows = stack.pop()
            stack[-1][2].append(TableRow(code, title, rows=tuple(rows)))

    for line in drawn.strip("\n").splitlines():
        depth = (len(line) - len(line.lstrip())) // 2
        close(depth)
        code, _, title = line.strip().partition(" ")
        stack.append((code, title, []))
        levels.append(depth)
    close(0)
    return ScoringTable(tuple(stack[0][2]))


def drawn(table: ScoringTable) -> str:
    return "\n".join(f"{'  ' * depth}{row.code} {row.title}" for depth, row in table.walk())


def at(table: ScoringTable, code: str) -> Path:
    path = edit.path_of(table, code)
    assert path is not None
    return path


def same(found: ScoringTable | Edited, expected: str) -> bool:
    table = found.table if isinstance(found, Edited) else found
    assert drawn(table) == expected.strip("\n")
    return True


def test_the_drawing_is_read_back() -> None:
    assert same(tree(BEFORE), BEFORE)


def test_a_row_after_another_gets_the_next_free_code_of_its_parent() -> None:
    table = tree(BEFORE)
    made = edit.insert(table, at(table, "I.1"), "after", TableRow("", "mới"))
    assert made.path == (0, 1)
    assert drawn(made.table).splitlines()[:3] == ["I một", "  I.1 hai", "  I.4 mới"]


@pytest.mark.parametrize(
    ("code", "where", "expected"),
    [
        ("I.2", "under", "I.2.c"),
        ("I.1", "under", "I.1.a"),
        ("I.2.a", "before", "I.2.c"),
        ("I.2.a", "under", "I.2.a.1"),
        ("II", "after", "III"),
        ("II", "under", "II.2"),
    ],
)
def test_a_new_row_counts_on_as_the_block_counts(
    code: str, where: edit.Where, expected: str
) -> None:
    table = tree(BEFORE)
    made = edit.insert(table, at(table, code), where)
    assert edit.row_at(made.table, made.path) == TableRow(expected, "")


def test_an_empty_table_starts_with_a_first_section() -> None:
    made = edit.insert(ScoringTable(), (), "under", TableRow("", "Mục đầu"))
    assert same(made, "I Mục đầu")
    assert made.path == (0,)


def test_removing_takes_the_branch_and_goes_to_what_stands_there_then() -> None:
    table = tree(BEFORE)
    made = edit.remove(table, [at(table, "I.2"), at(table, "I.2.a"), at(table, "II.1")])
    assert same(made, "I một\n  I.1 hai\n  I.3 sáu\nII bảy")
    assert made.path == (0, 1)
    assert edit.remove(tree("I một"), [(0,)]) == Edited(ScoringTable(), ())


def test_indent_puts_a_row_under_the_one_before() -> None:
    table = tree(BEFORE)
    made = edit.indent(table, at(table, "I.3"))
    assert same(
        made,
        """
I một
  I.1 hai
  I.2 ba
    I.2.a bốn
    I.2.b năm
    I.3 sáu
II bảy
  II.1 tám
""",
    )
    assert edit.row_at(made.table, made.path) == TableRow("I.3", "sáu")
    assert edit.indent(table, at(table, "I.1")).table == table


def test_outdent_leaves_what_stands_below() -> None:
    table = tree(BEFORE)
    made = edit.outdent(table, at(table, "I.2.a"))
    lines = drawn(made.table).splitlines()
    assert lines[2:6] == ["  I.2 ba", "    I.2.b năm", "  I.2.a bốn", "  I.3 sáu"]
    assert edit.outdent(table, (1,)).table == table


def test_moving_up_and_down_keeps_the_parent_and_the_codes() -> None:
    table = tree(BEFORE)
    made = edit.move_up(table, at(table, "I.2"))
    assert [row.code for row in made.table.rows[0].rows] == ["I.2", "I.1", "I.3"]
    assert edit.move_down(made.table, made.path).table == table
    assert edit.move_up(table, (0,)).table == table
    assert edit.move_down(table, (1,)).table == table


def test_several_rows_are_dragged_together_in_their_order() -> None:
    table = tree(BEFORE)
    chosen = [at(table, "I.3"), at(table, "I.1"), at(table, "I.2.b"), at(table, "I.2")]
    made = edit.move(table, chosen, at(table, "II"), 1)
    assert same(
        made,
        """
I một
II bảy
  II.1 tám
  I.1 hai
  I.2 ba
    I.2.a bốn
    I.2.b năm
  I.3 sáu
""",
    )
    assert made.path == (1, 1)


def test_a_drop_counts_places_before_the_row_is_taken_out() -> None:
    table = tree("I một\nII hai\nIII ba")
    assert same(edit.move(table, [(0,)], (), 2), "II hai\nI một\nIII ba")
    made = edit.move(table, [(0,)], (2,), 0)
    assert same(made, "II hai\nIII ba\n  I một")
    assert made.path == (1, 0)


def test_a_row_cannot_stand_under_itself() -> None:
    table = tree(BEFORE)
    with pytest.raises(AppError, match=r"dòng I\.2 vào trong chính nó"):
        edit.move(table, [at(table, "I.2")], at(table, "I.2.a"), 0)


def test_a_copy_has_codes_of_its_own_all_the_way_down() -> None:
    table = tree(BEFORE)
    made = edit.duplicate(table, at(table, "I.2"))
    assert drawn(made.table).splitlines()[4:9] == [
        "    I.2.b năm",
        "  I.4 ba",
        "    I.4.a bốn",
        "    I.4.b năm",
        "  I.3 sáu",
    ]


def test_pasted_rows_keep_a_code_that_is_free_and_fits() -> None:
    table = tree(BEFORE)
    pasted = tree("I.2 lặp\n  I.2.a con\nI.7 mới\n2 ngắn").rows
    made = edit.paste(table, at(table, "I.3"), "after", pasted)
    assert drawn(made.table).splitlines()[6:10] == [
        "  I.4 lặp",
        "    I.4.a con",
        "  I.7 mới",
        "  I.8 ngắn",
    ]
    under = edit.paste(table, at(table, "II"), "under", tree("1 một\n2 hai\n  a con").rows)
    assert drawn(under.table).splitlines()[7:] == [
        "  II.1 tám",
        "  II.2 một",
        "  II.3 hai",
        "    II.3.a con",
    ]


def test_a_branch_is_counted_anew_by_the_blocks_pattern() -> None:
    table = tree("I một\n  I.4 hai\n  I.1 ba\n    I.1.c bốn\n    x năm\nII sáu\n  I.2 bảy")
    made = edit.renumber(table, (0,))
    assert same(
        made.table,
        "I một\n  I.1 hai\n  I.3 ba\n    I.3.a bốn\n    I.3.b năm\nII sáu\n  I.2 bảy",
    )
    assert made.codes == {"I.4": "I.1", "I.1": "I.3", "I.1.c": "I.3.a", "x": "I.3.b"}
    whole = edit.renumber(table)
    assert [row.code for _, row in whole.table.walk()] == [
        *("I", "I.1", "I.2", "I.2.a", "I.2.b"),
        *("II", "II.1"),
    ]


def test_a_block_that_counts_with_letters_and_figures_goes_on_so() -> None:
    table = tree("A một\n  1 hai\n    1.1 ba\nB bốn")
    assert table_codes.styles(table)[:3] == ("capital", "number", "number")
    made = edit.insert(table, (1,), "after")
    assert made.table.rows[2].code == "C"


def test_marks_by_style() -> None:
    assert [table_codes.token("roman", it) for it in (1, 4, 9, 14, 39, 40)] == [
        *("I", "IV", "IX", "XIV", "XXXIX", "40"),
    ]
    assert [table_codes.roman(it) for it in (0, 49, 90, 144)] == ["", "XLIX", "XC", "CXLIV"]
    assert [table_codes.token("letter", it) for it in (4, 5, 6, 24)] == ["d", "đ", "e", "24"]
    assert table_codes.style_of("z9") is None


def test_a_code_that_another_row_has_is_refused_with_that_row() -> None:
    table = tree(BEFORE)
    with pytest.raises(AppError, match=r"Mã I\.1 đã có ở dòng “hai”"):
        edit.change(table, at(table, "I.3"), code="I.1")
    with pytest.raises(AppError, match="phải có mã"):
        edit.change(table, (0,), code=" ")
    made = edit.change(table, at(table, "I.3"), code="I.9", max_points=Decimal(4))
    assert made.row("I.9") == TableRow("I.9", "sáu", Decimal(4))


def test_what_means_nothing_on_a_row_is_taken_off_when_it_comes_in_force() -> None:
    rule = CriterionRule("yes_no")
    inner = TableRow("I.1", "", Decimal(1), role="bonus", rule=rule, deduct_each=Decimal(1))
    outer = TableRow("I", "", role="bonus", rule=rule, deduct_each=Decimal(1), rows=(inner,))
    found = edit.tidied(ScoringTable((outer,))).rows[0]
    assert (found.role, found.rule, found.deduct_each) == ("bonus", None, None)
    assert found.rows[0] == TableRow("I.1", "", Decimal(1), rule=rule, deduct_each=Decimal(1))


# ---- what no operation may break

STEPS = ("indent", "outdent", "move_up", "move_down")
steps = st.tuples(
    st.sampled_from([*STEPS, "duplicate", "insert", "drag", "paste", "renumber"]),
    st.integers(0, 99),
    st.integers(0, 99),
)


def done(table: ScoringTable, step: tuple[str, int, int]) -> tuple[ScoringTable, list[str]]:
    """The table after one step, and the titles that came in by it."""
    name, first, second = step
    known = [path for path, _ in edit.paths(table)]
    path = known[first % len(known)]
    other = known[second % len(known)]
    branch = edit.row_at(table, path)
    assert branch is not None
    if name in STEPS:
        return getattr(edit, name)(table, path).table, []
    if name == "duplicate":
        return edit.duplicate(table, path).table, [row.title for _, row in branch.walk()]
    if name == "insert":
        return edit.insert(table, path, ("before", "after", "under")[second % 3]).table, [""]
    if name == "paste":
        titles = [row.title for _, row in branch.walk()]
        return edit.paste(table, other, "under", (branch,)).table, titles
    if name == "renumber":
        return edit.renumber(table, path if second % 2 else ()).table, []
    if other[: len(path)] == path:
        return table, []
    return edit.move(table, [path], other, second).table, []


@settings(max_examples=150)
@given(tables(), st.lists(steps, max_size=8))
def test_any_run_of_operations_keeps_every_title_and_unique_codes(
    table: ScoringTable, run: list[tuple[str, int, int]]
) -> None:
    titles = Counter(row.title for _, row in table.walk())
    for step in run:
        before = {row.code for _, row in table.walk()}
        table, more = done(table, step)
        titles.update(more)
        codes = [row.code for _, row in table.walk()]
        assert len(codes) == len(set(codes))
        assert all(codes)
        assert Counter(row.title for _, row in table.walk()) == titles
        if step[0] != "renumber":
            assert before <= set(codes)


@given(tables(), st.integers(0, 99))
def test_indent_then_outdent_is_the_same_tree(table: ScoringTable, place: int) -> None:
    known = [path for path, _ in edit.paths(table)]
    path = known[place % len(known)]
    there = edit.indent(table, path)
    if there.path != path:
        assert edit.outdent(*there) == Edited(table, path)


@given(tables(), st.integers(0, 99))
def test_what_is_put_in_can_be_taken_out_again(table: ScoringTable, place: int) -> None:
    known = [path for path, _ in edit.paths(table)]
    made = edit.duplicate(table, known[place % len(known)])
    assert edit.remove(made.table, [made.path]).table == table


def test_a_section_doubled_gets_the_next_number_of_its_own() -> None:
    made = edit.duplicate(tree(BEFORE), (1,))
    assert [row.code for _, row in made.table.walk()][-4:] == ["II", "II.1", "III", "III.1"]
