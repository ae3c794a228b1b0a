"""The form in another program's hands: filled, calculated and saved by LibreOffice, and printed."""

import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from exporters.forms import score_form
from exporters.forms.identity import HIDDEN
from exporters.forms.score.layout import SHEET
from models.block import Unit
from models.scores.scoring import score
from tests.exporters import office
from tests.exporters.filling import column_of, fill, written
from tests.exporters.form_samples import FULL, NEITHER, SEASON, USUAL, filled, long_season

pytestmark = [
    pytest.mark.office,
    pytest.mark.slow,
    pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice is not on this machine"),
]
POINTS, EVIDENCE, NOTE = 5, 7, 8


def returned(unit: Unit, folder: Path) -> Path:
    """The form of a unit, filled in and saved as .xlsx by LibreOffice."""
    flat = office.convert(written(SEASON, unit, folder), "fods", folder / "flat")
    cells: dict[tuple[str, int], float | str] = {}
    for code, points in FULL.items():
        cells[f"tc:{code}", POINTS] = float(points)
        cells[f"tc:{code}", EVIDENCE] = f"Báo cáo {code}/BC"
    cells["tc:I.3", POINTS] = "15 đ"
    cells["tc:I.3", NOTE] = "ước tính"
    office.fill_flat(flat, cells)
    return office.convert(flat, "xlsx", folder / "back")


@pytest.mark.parametrize("unit", [USUAL, NEITHER], ids=lambda unit: unit.id)
def test_form_filled_in_libreoffice_comes_back_whole(unit: Unit, tmp_path: Path) -> None:
    path = returned(unit, tmp_path)
    reading = score_form.read(path, SEASON)
    assert reading.problems == ()
    assert reading.unit == unit.id
    lines = {it.criterion: it for it in reading.lines}
    assert {code: it.points for code, it in lines.items()} == {
        code: Decimal(points) for code, points in FULL.items()
    }
    assert {it.evidence for it in lines.values()} == {f"Báo cáo {code}/BC" for code in FULL}
    assert lines["I.3"].note == "ước tính"
    book = openpyxl.load_workbook(path)
    assert book[HIDDEN].sheet_state != "visible"
    assert book[SHEET].protection.sheet


@pytest.mark.parametrize("suffix", ["xls", "ods"])
@pytest.mark.parametrize("unit", [USUAL, NEITHER], ids=lambda unit: unit.id)
def test_a_form_saved_in_another_container_says_the_same(
    unit: Unit, suffix: str, tmp_path: Path
) -> None:
    path = returned(unit, tmp_path)
    again = score_form.read(office.convert(path, suffix, tmp_path / suffix), SEASON)
    told = score_form.read(path, SEASON)
    assert (again.unit, again.lines, again.problems) == (unit.id, told.lines, ())


@pytest.mark.parametrize("unit", [USUAL, NEITHER], ids=lambda unit: unit.id)
def test_sums_that_libreoffice_calculates_equal_the_scoring(unit: Unit, tmp_path: Path) -> None:
    path = written(SEASON, unit, tmp_path)
    fill(path, {code: float(it) for code, it in FULL.items()})  # openpyxl keeps no stored results
    back = office.convert(path, "xlsx", tmp_path / "back")
    sheet = openpyxl.load_workbook(back, data_only=True)[SHEET]
    column = column_of(sheet, "points")
    values = {sheet.cell(row, 1).value: sheet.cell(row, column).value for row in range(2, 25)}
    season = filled(SEASON, unit, FULL)
    result = next(it for it in score(season, "self") if it.unit == unit)
    for row in (row for _, row in season.table.walk() if not row.is_criterion):
        assert Decimal(repr(values[f"nh:{row.code}"])) == result.groups[row.code]
    sections = [it for it in result.sections.values() if it is not None]
    assert Decimal(repr(values["tong"])) == sum(sections) - result.cut
    texts = [str(cell.value) for cell in sheet[5]]
    assert "Đã ghi 8/8 tiêu chí" in texts


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="the PDF tools are not here")
@pytest.mark.parametrize("count", [6, 12, 24, 60])
def test_printed_signature_never_stands_alone(count: int, tmp_path: Path) -> None:
    season = long_season(count)
    pdf = office.convert(written(season, USUAL, tmp_path), "pdf", tmp_path / "pdf")
    text = subprocess.run(
        ["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    pages = text.split("\f")
    (page,) = [it for it in pages if "THỦ TRƯỞNG CƠ QUAN" in it]
    assert "TỔNG ĐIỂM (I + II + III)" in page
    assert re.search(r"^\s*III\.2\.\d+\s", page, re.MULTILINE)
    assert "(Ký, đóng dấu)" in page
    table_pages = [it for it in pages if "Mã phiếu" in it and "HƯỚNG DẪN" not in it]
    assert all("Nội dung, tiêu chí" in it for it in table_pages)
    assert all("Đơn vị tự" in it and "Ghi chú" in it for it in table_pages)
