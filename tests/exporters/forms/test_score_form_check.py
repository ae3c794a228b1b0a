"""The check code on the form: the same as the program's, live, whatever is done to the sheet."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from exporters.forms.identity import HIDDEN
from exporters.forms.score.layout import SHEET
from exporters.forms.score.words import CHECK_LABEL, NO_CODE
from models.block import Unit
from models.collecting import intake
from models.collecting.check_code import check_code
from models.facts import Facts, NotApplicable
from models.season import Season
from tests.exporters import form_samples, office, ruled_samples
from tests.exporters.filling import column_of, put, row_of, sheet_of, written

USUAL, RULED = form_samples.USUAL, ruled_samples.UNIT
PLAIN = form_samples.filled(form_samples.SEASON, USUAL, form_samples.FULL)
FULL = ruled_samples.given(ruled_samples.SEASON, ruled_samples.INPUTS, ruled_samples.POINTS)
EXEMPT = replace(
    FULL, facts=Facts(not_applicable=(NotApplicable(RULED.id, "II.5", policy="leave_out"),))
)
OLD_FUNCTIONS = {
    *("ABS", "CHAR", "COUNT", "EXACT", "IF", "INDEX", "ISNUMBER", "MOD", "ROUND", "ROW", "SUM"),
    *("SUMPRODUCT", "TEXT", "TRIM"),
}


def by_office(test: Callable[..., None]) -> Callable[..., None]:
    """Only where LibreOffice is, which takes seconds."""
    missing = office.SOFFICE is None
    test = pytest.mark.skipif(missing, reason="LibreOffice is not on this machine")(test)
    return pytest.mark.office(pytest.mark.slow(test))


def printed(path: Path) -> str:
    """What the form shows behind "Mã kiểm tra:"."""
    sheet = sheet_of(openpyxl.load_workbook(path, data_only=True))
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    (found,) = [it for it in texts if CHECK_LABEL.strip() in it]
    return found.partition(CHECK_LABEL)[2]


def calculated(path: Path) -> str:
    """The same after LibreOffice has worked everything out; openpyxl keeps no stored results."""
    openpyxl.load_workbook(path).save(path)
    return printed(office.convert(path, "xlsx", path.parent / "calculated"))


def taken(path: Path, season: Season, unit: Unit) -> str:
    """The code of what is read back from the file."""
    reading = score_form.read(path, season)
    (preview,) = intake.previews(season, [reading])
    assert preview.state != "refused", [it.what for it in preview.problems]
    return check_code(season.with_scores(preview.scores()), unit.id, "self")


def changed(path: Path, cells: Mapping[str, Any]) -> None:
    """Write into cells for points and numbers; None empties one."""
    book = openpyxl.load_workbook(path)
    for row_id, value in cells.items():
        put(sheet_of(book), row_id, value)
    book.save(path)


@pytest.mark.parametrize(
    ("season", "unit"),
    [(PLAIN, USUAL), (form_samples.SEASON, USUAL), (FULL, RULED), (EXEMPT, RULED)],
    ids=["points", "empty", "rules", "exempt"],
)
def test_a_fresh_form_shows_the_code_of_the_season(
    season: Season, unit: Unit, tmp_path: Path
) -> None:
    assert printed(written(season, unit, tmp_path)) == check_code(season, unit.id, "self")


def test_the_code_stands_locked_beside_the_signature_and_is_printed(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(PLAIN, USUAL, tmp_path)))
    last = sheet[sheet.max_row]
    assert CHECK_LABEL in str(last[1].value)
    assert any("THỦ TRƯỞNG" in str(cell.value) for cell in last)
    assert last[1].protection.locked
    assert sheet.protection.sheet
    assert sheet.print_area.endswith(f"${sheet.max_row}")


def test_every_program_since_2010_knows_the_formulas(tmp_path: Path) -> None:
    season = form_samples.long_season(120)
    for made, unit in ((season, USUAL), (FULL, RULED)):
        book = openpyxl.load_workbook(written(made, unit, tmp_path))
        ours = [str(cell.value) for row in book[HIDDEN]["D:E"] for cell in row if cell.value]
        ours.append(str(sheet_of(book)[sheet_of(book).max_row][1].value))
        assert len(ours) > 30
        assert all(it.startswith("=") and len(it) < 2000 for it in ours)
        called = {name for it in ours for name in re.findall(r"([A-Z.]+)\(", it)}
        assert called <= OLD_FUNCTIONS


# ---- worked out by LibreOffice


@by_office
@pytest.mark.parametrize(
    "cells",
    [{"I.1": 20, "I.2.a": 0.25}, {"I.1": None, "III.1": 0}, {"I.1": 0, "III.1": None}],
    ids=["changed", "emptied", "zero"],
)
def test_points(cells: dict[str, Any], tmp_path: Path) -> None:
    path = written(PLAIN, USUAL, tmp_path)
    changed(path, cells)
    before = check_code(PLAIN, USUAL.id, "self")
    assert calculated(path) == taken(path, PLAIN, USUAL) != before


LARGE = {
    "sl:I.6#plan": 123456789012.25,
    "sl:I.6#result": 99999999.999999,
    "sl:I.7#plan": 987654321098765,
    "sl:I.8#plan": 0.1 + 0.2,
    "sl:I.8#result": 33.123456,
    "sl:III.1#plan": None,
}
CHOSEN = {
    "sl:II.4#yes": "Không",
    "sl:II.5#": "tốt",
    "sl:II.6#m2": None,
    "sl:II.6#m3": "x",
    "sl:II.6#m1": "Không",
    "sl:I.5#a": "x",
    "sl:I.5#b": 1,
    "sl:I.5#c": None,
    "III.3": -0.75,
    "IV.2": None,
}


@by_office
@pytest.mark.parametrize("cells", [LARGE, CHOSEN], ids=["large and fine", "chosen"])
def test_numbers_behind_the_points(cells: dict[str, Any], tmp_path: Path) -> None:
    path = written(FULL, RULED, tmp_path)
    changed(path, cells)
    before = check_code(FULL, RULED.id, "self")
    assert calculated(path) == taken(path, FULL, RULED) != before


@by_office
def test_what_is_not_asked_has_no_share(tmp_path: Path) -> None:
    path = written(EXEMPT, RULED, tmp_path)
    changed(path, {"sl:I.1#cham": 4})
    assert calculated(path) == taken(path, EXEMPT, RULED)


@by_office
@pytest.mark.parametrize(
    "cells",
    [{"I.1": "7,5"}, {"I.1": "=1/0"}, {"I.1": "vắng"}],
    ids=["text", "error", "word"],
)
def test_a_cell_that_is_no_number_gives_no_code(cells: dict[str, Any], tmp_path: Path) -> None:
    path = written(PLAIN, USUAL, tmp_path)
    changed(path, cells)
    assert calculated(path) == NO_CODE


@by_office
def test_a_word_that_is_no_choice_gives_no_code(tmp_path: Path) -> None:
    path = written(FULL, RULED, tmp_path)
    changed(path, {"sl:II.5#": "Rất tốt"})
    assert calculated(path) == NO_CODE


def swapped(sheet: Worksheet) -> None:
    """Two criteria change places with all they say, as sorting does."""
    one, other = row_of(sheet, "I.1"), row_of(sheet, "III.2")
    for column in range(1, column_of(sheet, "note") + 1):
        first, second = sheet.cell(one, column), sheet.cell(other, column)
        first.value, second.value = second.value, first.value


def removed(sheet: Worksheet) -> None:
    """The row of one criterion is emptied, id and all."""
    for cell in sheet[row_of(sheet, "I.1")]:
        if type(cell).__name__ != "MergedCell":
            cell.value = None


@by_office
@pytest.mark.parametrize(
    ("breaking", "kept"), [(swapped, True), (removed, False)], ids=["sorted", "row gone"]
)
def test_rows_are_found_by_their_ids(
    breaking: Callable[[Worksheet], None], kept: bool, tmp_path: Path
) -> None:
    path = written(PLAIN, USUAL, tmp_path)
    book = openpyxl.load_workbook(path)
    breaking(book[SHEET])
    book.save(path)
    assert calculated(path) == (check_code(PLAIN, USUAL.id, "self") if kept else NO_CODE)


@by_office
def test_a_long_form_has_the_right_code(tmp_path: Path) -> None:
    season = form_samples.long_season(120)
    path = written(season, USUAL, tmp_path)
    cells = {row.code: at % 11 / 4 for at, row in enumerate(season.table.criteria())}
    changed(path, cells)
    assert len(cells) == 120
    assert calculated(path) == taken(path, season, USUAL)
