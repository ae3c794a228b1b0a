"""Cells as Excel copies them: the one reader of everything that is pasted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.scores import tsv

CELLS = st.text('ab \t\n\r"“,ộ\x00\x0b\u2028', max_size=6)
GRIDS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width).map(tuple), max_size=5)
)


@given(GRIDS.map(tuple))
def test_what_is_written_is_read_back(grid: tsv.Block) -> None:
    assert tsv.read(tsv.write(grid)) == grid


@given(st.text('a\t\r\n"', max_size=40))
def test_any_text_is_read_into_a_block_and_keeps_its_letters(text: str) -> None:
    rows = tsv.read(text)
    assert len({len(row) for row in rows}) <= 1
    assert "".join("".join(row) for row in rows).count("a") == text.count("a")


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ('9\t"Giỏi" cấp tỉnh', (("9", '"Giỏi" cấp tỉnh'),)),
        ('"Hội"\tA', (('"Hội"', "A"),)),
        ('Sở "A"\tB', (('Sở "A"', "B"),)),
        ('8\t"Đạt chuẩn\n7\tx', (("8", '"Đạt chuẩn'), ("7", "x"))),
        ('"Ban C\nBan D', (('"Ban C',), ("Ban D",))),
        ('"Đạt\n7\t"Khá" A', (('"Đạt', ""), ("7", '"Khá" A'))),
        ('"hai\r\ndòng"\r\n5', (("hai\r\ndòng",), ("5",))),
        ('"""Hội"""', (('"Hội"',),)),
        ('""', (('""',),)),
        ("\r\n", (("",),)),
        ("1\t", (("1", ""),)),
        ("1\r2", (("1",), ("2",))),
    ],
)
def test_quotes_are_text_unless_excel_put_them(text: str, block: tsv.Block) -> None:
    assert tsv.read(text) == block


def test_no_length_is_too_long() -> None:
    long = "x" * 200_000
    assert tsv.read(f'9\t"{long}') == (("9", f'"{long}'),)
    assert tsv.read(f'"{long}\n{long}"') == ((f"{long}\n{long}",),)
    assert len(tsv.read('"x\n' * 50_000)) == 50_000


def test_words_have_one_space_between_them_and_composed_letters() -> None:
    assert tsv.read_words('" Sở\n  Nội vu\u0323 "\tB ') == (("Sở Nội vụ", "B"),)
