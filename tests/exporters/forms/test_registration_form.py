"""The registration form: written, filled as units do, read back; each fault with its cell and sentence."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import registration_form as form
from exporters.forms import score_form
from exporters.forms.identity import HIDDEN
from exporters.forms.registration import layout
from models.block import Unit
from models.collected import RegisteredTitle
from models.collecting.registration import RegistrationReading, changes
from models.errors import AppError
from models.facts import Facts, Target
from models.season import Season
from models.table import ScoringTable
from tests.exporters import office
from tests.exporters.form_samples import SEASON, USUAL

TARGETS = (
    Target(
        *(USUAL.id, "Hồ sơ đúng hạn", "I", Decimal("98.5"), None, Decimal(95), "%"),
        last_year=Decimal("97.25"),
        counted="Số đúng hạn chia tổng số",
    ),
    Target(USUAL.id, "Khiếu nại", "II", Decimal(2), measure="vụ", better="lower"),
)
TITLES = (
    RegisteredTitle(USUAL.id, "Cờ thi đua của tỉnh"),
    RegisteredTitle(
        USUAL.id, "Bằng khen", "commendation", "individual", 3, "Nguyễn Văn A", "xét sau"
    ),
)
FILLED = replace(SEASON, facts=Facts(targets=TARGETS, titles=TITLES))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / "dang ky.xlsx"
    form.write(SEASON, USUAL, target)
    return target


@contextmanager
def opened(path: Path) -> Iterator[Worksheet]:
    book = openpyxl.load_workbook(path)
    yield book[layout.SHEET]
    book.save(path)


def put(sheet: Worksheet, row_id: str, **values: object) -> list[str]:
    """Write into one row by column keys; the addresses."""
    at = next(cell.row for cell in sheet["A"] if cell.value == row_id)
    keys = 1
    if row_id.startswith(layout.TITLE):
        keys = next(cell.row for cell in sheet["A"] if cell.value == layout.KEYS)
    columns = {cell.value: cell.column for cell in sheet[keys] if cell.value}
    found = []
    for key, value in values.items():
        cell = sheet.cell(at, columns[key])
        cell.value = value  # type: ignore[assignment]
        found.append(str(cell.coordinate))
    return found


def fill(path: Path, row_id: str, **values: object) -> list[str]:
    with opened(path) as sheet:
        return put(sheet, row_id, **values)


def codes(reading: RegistrationReading) -> list[str]:
    return [it.code for it in reading.problems]


def test_what_is_registered_already_comes_back_as_it_went_out(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    form.write(FILLED, USUAL, target)
    reading = form.read(target, FILLED)
    assert (reading.targets, reading.titles, reading.problems) == (TARGETS, TITLES, ())
    assert changes(FILLED, reading).state == "same"
    assert changes(SEASON, reading).state == "new"


def test_bytes_and_a_name_read_as_the_file_does(path: Path) -> None:
    fill(path, "ct:1", name="Sáng kiến", registered=4, section="Mục I")
    reading = form.read(path.read_bytes(), SEASON, "thu.zip › a.xlsx")
    assert reading.name == "thu.zip › a.xlsx"
    assert reading.targets == form.read(path, SEASON).targets
    assert reading.unit == USUAL.id


def test_only_input_cells_are_open_and_the_form_prints_on_a4(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book[layout.SHEET]
    assert sheet.protection.sheet
    ids = {cell.row: str(cell.value) for cell in sheet["A"]}
    open_rows = {
        cell.row for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert {ids[it][:3] for it in open_rows} == {layout.TARGET, layout.TITLE}
    assert len([it for it in ids.values() if it.startswith(layout.TARGET)]) == 15
    assert len([it for it in ids.values() if it.startswith(layout.TITLE)]) == 10
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
    assert book[HIDDEN].sheet_state == "veryHidden"
    words = " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value)
    assert "Mục I: Thực hiện nhiệm vụ chính trị" in words
    assert "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ" in words


def test_there_is_room_below_what_is_registered(tmp_path: Path) -> None:
    many = tuple(replace(TARGETS[1], name=f"Chỉ tiêu {it}") for it in range(20))
    season = replace(SEASON, facts=Facts(targets=many))
    form.write(season, USUAL, tmp_path / "a.xlsx")
    ids = [cell.value for cell in openpyxl.load_workbook(tmp_path / "a.xlsx")[layout.SHEET]["A"]]
    assert sum(str(it).startswith(layout.TARGET) for it in ids) == 25
    assert form.read(tmp_path / "a.xlsx", season).targets == many


@pytest.mark.parametrize(
    ("written", "measure", "expected"),
    [
        ("7,5", "", "7.5"),
        ("7.5", "", "7.5"),
        ("7,5 %", "%", "7.5"),
        ("7,5 %", "", "7.5"),
        ("\uff17\uff0c\uff15", "", "7.5"),
        ("120 tỷ đồng", "tỷ đồng", "120"),
        ("12.500,5", "triệu", "12500.5"),
        (-2, "", "-2"),
        (0, "", "0"),
        (0.1 + 0.2, "", "0.3"),
        (None, "", None),
    ],
)
def test_figures_as_people_write_them(
    path: Path, written: object, measure: str, expected: str | None
) -> None:
    fill(path, "ct:1", name="X", section="I", registered=written, measure=measure)
    reading = form.read(path, SEASON)
    assert reading.targets[0].registered == (None if expected is None else Decimal(expected))
    assert codes(reading) == (["registration-no-level"] if expected is None else [])


@pytest.mark.parametrize(
    ("column", "written", "code"),
    [
        ("registered", "nhiều", "input-not-a-number"),
        ("planned", "1.000", "input-ambiguous"),
        ("last_year", date(2023, 5, 7), "input-date"),
        ("registered", "=A1+", "cell-not-calculated"),
        ("section", "Mục X", "registration-section-unknown"),
        ("better", "tùy", "registration-choice"),
    ],
)
def test_a_wrong_cell_is_named(path: Path, column: str, written: object, code: str) -> None:
    with opened(path) as sheet:
        put(sheet, "ct:2", name="Chỉ tiêu thử", section="Mục I", registered=1)
        (cell,) = put(sheet, "ct:2", **{column: written})
    reading = form.read(path, SEASON)
    problem = next(it for it in reading.problems if it.severity == "error")
    assert (problem.code, problem.sheet, problem.cell) == (code, layout.SHEET, cell)
    assert problem.advice
    assert f"ô {cell}" in problem.where
    assert changes(SEASON, reading).state == "refused"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("mười hai", "“mười hai” không phải là số. Ghi một số, ví dụ 12,5."),
        (True, "Ô không chứa số liệu đọc được. Ghi một số, ví dụ 12,5."),
        (
            date(2023, 5, 7),
            (
                "Ô chứa ngày giờ (07/05/2023), không phải số liệu. Ghi một số, ví dụ 12,5."
                " Nếu vẫn thành ngày thì đổi kiểu ô sang Số."
            ),
        ),
    ],
)
def test_a_cell_that_cannot_be_read_is_refused_once_and_is_not_called_empty(
    path: Path, written: object, said: str
) -> None:
    fill(path, "ct:1", name="Sáng kiến", section="Mục I", registered=written, measure="đơn vị")
    (problem,) = form.read(path, SEASON).problems
    assert f"{problem.what} {problem.advice}" == said


def test_a_formula_without_a_result_is_not_called_an_empty_choice(path: Path) -> None:
    fill(path, "ct:1", name="Sáng kiến", section="=A1+", registered=1)
    fill(path, "dh:1", name="Cờ thi đua", kind="=A1+", whom="Tập thể")
    assert codes(form.read(path, SEASON)) == ["cell-not-calculated"] * 2


def test_figures_without_a_name_and_a_name_twice_are_refused(path: Path) -> None:
    with opened(path) as sheet:
        put(sheet, "ct:1", registered=3)
        put(sheet, "ct:3", name="Sáng kiến", section="Mục I", registered=1)
        put(sheet, "ct:4", name="SÁNG  kiến", section="Mục I", registered=2)
        put(sheet, "dh:1", count=2)
    found = codes(form.read(path, SEASON))
    assert found.count("registration-name-missing") == 2
    assert "registration-twice" in found


def test_what_is_not_chosen_is_taken_with_a_warning(path: Path) -> None:
    with opened(path) as sheet:
        put(sheet, "ct:1", name="Sáng kiến", registered=1)
        put(sheet, "dh:1", name="Cờ thi đua")
    reading = form.read(path, SEASON)
    assert codes(reading) == ["registration-section-open", *["registration-choice-open"] * 2]
    assert {it.severity for it in reading.problems} == {"warning"}
    assert reading.titles == (RegisteredTitle(USUAL.id, "Cờ thi đua"),)
    assert (reading.targets[0].section, reading.targets[0].better) == ("", "higher")


@pytest.mark.parametrize("written", [0, "hai", 1.5])
def test_a_number_of_titles_is_whole_and_at_least_one(path: Path, written: object) -> None:
    (cell,) = fill(path, "dh:1", count=written)
    fill(path, "dh:1", name="Cờ", kind="danh hiệu", whom="TAP THE")
    reading = form.read(path, SEASON)
    assert [it.cell for it in reading.problems] == [cell]


def test_old_fonts_are_repaired_and_shown(path: Path) -> None:
    fill(path, "ct:1", name="B¸o c¸o tæng kÕt", section="I", registered=1)
    reading = form.read(path, SEASON)
    assert reading.targets[0].name == "Báo cáo tổng kết"
    assert codes(reading) == ["text-old-font"]


def test_rows_are_found_by_their_ids_and_inserted_ones_belong_to_the_table_above(
    path: Path,
) -> None:
    with opened(path) as sheet:
        for merged in list(sheet.merged_cells.ranges):
            sheet.unmerge_cells(str(merged))
        put(sheet, "ct:1", name="Một", section="I", registered=1)
        put(sheet, "ct:15", name="Mười lăm", section="I", registered=15)
        put(sheet, "dh:2", name="Cờ", kind="Danh hiệu thi đua", whom="Tập thể")
        last = next(cell.row for cell in sheet["A"] if cell.value == "ct:15")
        sheet.insert_rows(last + 1)
        sheet.insert_cols(3)
        keys = {cell.value: cell.column for cell in sheet[1]}
        sheet.cell(last + 1, keys["name"]).value = "Chèn thêm"
        sheet.cell(last + 1, keys["section"]).value = "Mục II"
        sheet.cell(last + 1, keys["registered"]).value = 7
    reading = form.read(path, SEASON)
    assert [it.name for it in reading.targets] == ["Một", "Mười lăm", "Chèn thêm"]
    assert [it.title for it in reading.titles] == ["Cờ"]
    assert not [it for it in reading.problems if it.severity == "error"]


def test_words_below_the_tables_are_only_a_remark(path: Path) -> None:
    with opened(path) as sheet:
        put(sheet, "ct:1", name="Một", section="I", registered=1)
        sheet.cell(sheet.max_row + 2, 3).value = "Xin xem thêm công văn"
    reading = form.read(path, SEASON)
    assert [(it.code, it.severity) for it in reading.problems] == [
        ("registration-outside", "warning")
    ]


def change_identity(path: Path, **values: str) -> None:
    book = openpyxl.load_workbook(path)
    for row in book[HIDDEN].iter_rows(max_col=2):
        if row[0].value in values:
            row[1].value = values[str(row[0].value)]
    book.save(path)


def of(season: Season, unit: Unit, folder: Path) -> RegistrationReading:
    form.write(season, unit, folder / "khac.xlsx")
    return form.read(folder / "khac.xlsx", SEASON)


def test_each_wrong_form_has_its_own_sentence(tmp_path: Path, path: Path) -> None:
    other_block = replace(SEASON, block=replace(SEASON.block, name="Khối khác"))
    stranger = Unit("Sở Lạ", "u-la")
    found = {
        "block": of(other_block, USUAL, tmp_path),
        "year": of(replace(SEASON, year=2022), USUAL, tmp_path),
        "unit": of(replace(SEASON, units=(*SEASON.units, stranger)), stranger, tmp_path),
        "empty": form.read(path, SEASON),
        "photo": form.read(b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50), SEASON, "a.xlsx"),
        "cut": form.read(path.read_bytes()[:2000], SEASON, "a.xlsx"),
        "gone": form.read(tmp_path / "không có.xlsx", SEASON),
    }
    score_form.write(SEASON, USUAL, tmp_path / "diem.xlsx")
    found["scores"] = form.read(tmp_path / "diem.xlsx", SEASON)
    openpyxl.Workbook().save(tmp_path / "la.xlsx")
    found["other"] = form.read(tmp_path / "la.xlsx", SEASON)
    change_identity(path, unit="u-truong")
    found["changed"] = form.read(path, SEASON)
    change_identity(path, layout="9")
    found["newer"] = form.read(path, SEASON)
    assert {key: codes(it) for key, it in found.items()} == {
        "block": ["registration-other-block"],
        "year": ["registration-other-year"],
        "unit": ["registration-unit-unknown"],
        "empty": ["registration-empty"],
        "photo": ["file-photo"],
        "cut": ["file-damaged"],
        "gone": ["file-missing"],
        "scores": ["registration-score-form"],
        "other": ["registration-not-ours"],
        "changed": ["registration-identity-broken"],
        "newer": ["registration-newer-program"],
    }
    sentences = [it.problems[0].text for it in found.values()]
    assert len(set(sentences)) == len(sentences)
    assert all(it.unit == "" for key, it in found.items() if key != "empty")


def test_a_sheet_taken_out_copied_or_robbed_of_its_keys(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    copied = book.copy_worksheet(book[layout.SHEET])
    copied.title = "Bản sao"
    twice = path.with_name("hai.xlsx")
    book.save(twice)
    assert codes(form.read(twice, SEASON)) == ["registration-sheet-twice"]
    book.remove(book["Bản sao"])
    book.remove(book[layout.SHEET])
    gone = path.with_name("mat.xlsx")
    book.save(gone)
    assert codes(form.read(gone, SEASON)) == ["registration-sheet-missing"]
    with opened(path) as sheet:
        at = next(cell.row for cell in sheet["A"] if cell.value == layout.KEYS)
        for column in range(1, sheet.max_column + 1):
            sheet.cell(at, column).value = None
    assert codes(form.read(path, SEASON)) == ["registration-column-missing"]
    book = openpyxl.load_workbook(path)
    book.remove(book[HIDDEN])
    book.save(path)
    assert codes(form.read(path, SEASON)) == ["registration-identity-missing"]


def test_the_name_of_a_file_is_plain_and_its_own() -> None:
    twins = replace(SEASON, units=(Unit("Báo Lào Cai", "1"), Unit("Bào Lào Cai", "2")))
    names = [form.file_name(twins, it) for it in twins.units]
    assert names == [
        f"Dang ky thi dua {SEASON.year} - 01 Bao Lao Cai.xlsx",
        f"Dang ky thi dua {SEASON.year} - 02 Bao Lao Cai.xlsx",
    ]


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="Không còn thư mục"):
        form.write(SEASON, USUAL, tmp_path / "không có" / "a.xlsx")


def test_a_form_goes_out_before_there_is_a_table(tmp_path: Path) -> None:
    bare = replace(SEASON, table=ScoringTable())
    form.write(bare, USUAL, tmp_path / "a.xlsx")
    fill(tmp_path / "a.xlsx", "ct:1", name="Sáng kiến", registered=4)
    reading = form.read(tmp_path / "a.xlsx", bare)
    assert codes(reading) == ["registration-section-open"]
    assert reading.targets == (Target(USUAL.id, "Sáng kiến", "", Decimal(4)),)


@pytest.mark.office
@pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice saves the other containers")
@pytest.mark.parametrize("suffix", ["ods", "xls"])
def test_other_containers_read_the_same(tmp_path: Path, suffix: str) -> None:
    target = tmp_path / "a.xlsx"
    form.write(FILLED, USUAL, target)
    made = office.convert(target, suffix, tmp_path / "ra")
    reading = form.read(made, FILLED)
    assert (reading.targets, reading.titles, reading.problems) == (TARGETS, TITLES, ())
