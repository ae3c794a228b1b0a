"""Whatever a grid holds, reading it raises nothing and loses nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from models.table_reading.grid import TableGrid, text_grid
from models.table_reading.mapping import Mapping, guess
from models.table_reading.reader import read
from tests.models.grid_drawing import grid

CELLS = st.sampled_from(
    "I|II|1|2|a)|-|+|1.1|I.2.1|A|Mục I|5|7,5|2–5|mười|=A1|Tổng cộng|Nội dung|Điểm tối đa|TT|thu|".split(
        "|"
    )
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=4, max_size=4), max_size=14))
def test_any_grid_is_read_and_a_ready_one_has_codes_of_its_own(rows: list[list[str]]) -> None:
    made = text_grid("x", rows)
    found = read(made, guess(made))
    codes = [row.code for top in found.rows for _, row in top.walk()]
    assert found.is_ready <= (len(set(codes)) == len(codes))
    assert all(codes)
    # Nothing is lost: every line is a row, is left out with a reason, or is told to be wrong.
    mapping = guess(made)
    lines = [
        row
        for row in range(mapping.first, min(mapping.last + 1, len(made.rows)))
        if not made.is_blank(row)
    ]
    wrong = [it for it in found.problems if it.code in {"title-missing", "title-merged"}]
    assert len(codes) + len(found.skipped) + len(wrong) == len(lines)


DRAWN = st.lists(
    st.lists(st.one_of(CELLS, st.just("<"), st.just("^")), min_size=4, max_size=4),
    min_size=1,
    max_size=12,
)
PLACES = st.one_of(st.none(), st.integers(0, 5))


def drawn(rows: list[list[str]]) -> TableGrid:
    """The drawing, with no cell merged out of the grid."""
    rows = [
        ["x" if cell == "<" and not at else cell for at, cell in enumerate(row)] for row in rows
    ]
    rows[0] = ["x" if cell == "^" else cell for cell in rows[0]]
    return grid("\n".join(" | ".join(row) for row in rows))


@settings(max_examples=300, deadline=None)
@given(DRAWN)
def test_merged_cells_anywhere_are_read(rows: list[list[str]]) -> None:
    made = drawn(rows)
    found = read(made, guess(made))
    assert found.is_ready <= bool(found.rows)
    assert all(it.what and it.advice for it in found.problems)


@settings(max_examples=300, deadline=None)
@given(
    DRAWN,
    st.tuples(PLACES, st.integers(0, 15), st.integers(0, 15)),
    st.lists(PLACES, min_size=7, max_size=7),
)
def test_any_mapping_is_read_or_refused(
    rows: list[list[str]],
    span: tuple[int | None, int, int],
    columns: list[int | None],
) -> None:
    found = read(drawn(rows), Mapping(*span, *columns))
    codes = [row.code for top in found.rows for _, row in top.walk()]
    assert found.is_ready <= (0 < len(codes) == len(set(codes)))
