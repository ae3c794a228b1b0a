"""Heights from text, breaks between pages, rows that may grow."""

import re
import zipfile
from pathlib import Path

import pytest

from exporters.forms import paper
from exporters.forms.paper import Band
from exporters.forms.score.sheet import columns, widths
from tests.exporters.filling import written
from tests.exporters.form_samples import SEASON, USUAL, long_season

HEAD = (0, 1)


def test_lines_grow_with_the_text_and_shrink_with_the_width() -> None:
    text = "Tổ chức quán triệt, triển khai thực hiện kịp thời, có hiệu quả các nghị quyết"
    counts = [paper.lines(text, width) for width in (600, 300, 150, 75)]
    assert counts == sorted(counts)
    assert counts[0] == 1
    assert counts[-1] >= 7


def test_line_ends_count_and_long_words_are_broken() -> None:
    assert paper.lines("a\nb\n\nc", 200) == 4
    assert paper.lines("x" * 200, 200) >= 7
    assert paper.lines("", 200) == 1


def test_accents_take_no_room() -> None:
    assert paper.lines("ể" * 30, 215) == paper.lines("e" * 30, 215)


def test_no_row_is_taller_than_excel_allows() -> None:
    assert paper.height(1000) == paper.TALLEST


def test_one_page_needs_no_break() -> None:
    assert paper.page_breaks([Band(20), *[Band(40)] * 10], HEAD) == []


def test_signature_takes_the_last_criterion_along() -> None:
    rows = [Band(20), *[Band(40)] * 9, Band(24, clings=True), Band(160, clings=True)]
    assert paper.page_breaks(rows, HEAD) == [9]


def test_heading_never_ends_a_page() -> None:
    rows = [Band(20), *[Band(100)] * 4, Band(50, leads=True), Band(20, leads=True), Band(100)]
    assert paper.page_breaks(rows, HEAD) == [5]


def test_rows_higher_than_a_page_do_not_hang_the_writer() -> None:
    rows = [Band(20), *[Band(409, leads=True)] * 5, Band(409, clings=True)]
    assert all(0 < it < len(rows) for it in paper.page_breaks(rows, HEAD))


@pytest.mark.parametrize("count", [12, 60])
def test_heights_of_the_table_are_proposals_others_are_fixed(count: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(written(long_season(count), USUAL, tmp_path)) as archive:
        text = archive.read("xl/worksheets/sheet1.xml").decode()
    rows = re.findall(r'<row r="(\d+)"[^>]*?ht="([\d.]+)"([^>]*)>', text)
    fixed = {int(row) for row, _, rest in rows if "customHeight" in rest}
    growing = {int(row) for row, _, rest in rows if "customHeight" not in rest}
    assert growing == set(range(7, 7 + len(list(long_season(count).table.walk()))))
    assert max(growing) + 2 in fixed


def test_widths_fill_the_page() -> None:
    keys = columns(SEASON.table)
    total = sum(widths(keys, ["I.1"]).values())
    assert paper.PAGE_WIDTH - 8 <= total <= paper.PAGE_WIDTH
