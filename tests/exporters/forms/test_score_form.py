"""The form goes out whole, comes back whole, and lets the unit write where it should only."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from exporters.forms import score_form
from exporters.forms.identity import GUIDE, HIDDEN
from exporters.forms.score.layout import SHEET
from models.block import Block, Unit
from models.collecting.intake import previews
from models.errors import AppError
from models.points import ZERO
from models.scores.scoring import score
from models.season import Score, ScoreKey
from tests.exporters.filling import column_of, fill, put, row_of, sheet_of, written
from tests.exporters.form_samples import FULL, NEITHER, SEASON, UNION_ONLY, USUAL, filled

NUMBERS = {code: float(value) for code, value in FULL.items()}
EXACT = {code: Decimal(value) for code, value in FULL.items()}


def points_of(path: Path) -> dict[str, Decimal | None]:
    return {line.criterion: line.points for line in score_form.read(path, SEASON).lines}


def shown(path: Path) -> dict[str, object]:
    """Row id → value in the points column, as stored in the file."""
    sheet = openpyxl.load_workbook(path, data_only=True)[SHEET]
    column = column_of(sheet, "points")
    return {str(sheet.cell(row, 1).value): sheet.cell(row, column).value for row in range(2, 40)}


# ---- there and back


@pytest.mark.parametrize("unit", SEASON.units, ids=lambda unit: unit.id)
def test_filled_form_comes_back_whole(unit: Unit, tmp_path: Path) -> None:
    path = written(SEASON, unit, tmp_path)
    fill(path, NUMBERS, evidence="Quyết định số 5\nngày 01/02/2023")
    reading = score_form.read(path, SEASON)
    assert reading.problems == ()
    assert reading.unit == unit.id
    assert reading.path == str(path)
    assert {it.criterion: it.points for it in reading.lines} == EXACT
    assert {it.evidence for it in reading.lines} == {"Quyết định số 5\nngày 01/02/2023"}
    assert [it.criterion for it in reading.lines] == [it.code for it in SEASON.table.criteria()]


def test_line_names_its_cell(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    book = openpyxl.load_workbook(path)
    cell = put(sheet_of(book), "I.2.b", 3)
    book.save(path)
    line = next(it for it in score_form.read(path, SEASON).lines if it.criterion == "I.2.b")
    assert (line.cell, line.points) == (cell, Decimal(3))


def test_known_scores_travel_with_the_form_and_change_nothing(tmp_path: Path) -> None:
    season = filled(SEASON, USUAL, FULL)
    path = written(season, USUAL, tmp_path)
    reading = score_form.read(path, season)
    assert reading.problems == ()
    (preview,) = previews(season, [reading])
    assert (preview.state, preview.changes) == ("same", ())
    (fresh,) = previews(SEASON, [reading])
    assert fresh.state == "new"
    assert len(fresh.changes) == len(FULL)


def test_accepted_form_read_again_is_the_same(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS)
    (preview,) = previews(SEASON, [score_form.read(path, SEASON)])
    accepted = SEASON.with_scores(preview.scores())
    (again,) = previews(accepted, [score_form.read(path, accepted)])
    assert again.state == "same"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9,5", "9.5"),
        ("9.50 đ", "9.5"),
        (" 10 ", "10"),
        (9.299999999999999 + 0.2, "9.5"),
        (0.1 + 0.2 + 8.7, "9"),
        (7, "7"),
        (0, "0"),
    ],
)
def test_points_are_exact_however_typed(typed: object, meant: str, tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, {**NUMBERS, "I.1": typed})
    assert score_form.read(path, SEASON).problems == ()
    assert points_of(path)["I.1"] == Decimal(meant)


def test_text_is_kept_as_people_see_it(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS)
    book = openpyxl.load_workbook(path)
    put(sheet_of(book), "I.1", "Ba\u0301o ca\u0301o \r\n=5+5 _x0041_ ", "evidence")
    put(sheet_of(book), "I.3", 1560, "evidence")
    put(sheet_of(book), "II.1", 2.5, "note")
    book.save(path)
    lines = {it.criterion: it for it in score_form.read(path, SEASON).lines}
    assert lines["I.1"].evidence.startswith("Báo cáo \n=5+5")
    assert lines["I.3"].evidence == "1560"
    assert lines["II.1"].note == "2,5"


def test_own_writer_keeps_odd_texts_to_the_letter(tmp_path: Path) -> None:
    odd = "=SUM(A1)\nhttp://a.b/c _x0041_ <&> “ngoặc” 12/2023"
    key = ScoreKey(USUAL.id, "I.1", "self")
    season = SEASON.with_scores({key: Score(Decimal(1), odd, "'0123")})
    line = score_form.read(written(season, USUAL, tmp_path), season).lines[0]
    assert (line.evidence, line.note) == (odd, "'0123")


def test_moved_rows_and_columns_still_read_right(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS)
    book = openpyxl.load_workbook(path)
    sheet = sheet_of(book)
    first, other = row_of(sheet, "III.1"), row_of(sheet, "III.2")
    for column in range(1, sheet.max_column + 1):
        one, two = sheet.cell(first, column), sheet.cell(other, column)
        one.value, two.value = two.value, one.value
    sheet.title = "Điểm"
    book.save(path)
    reading = score_form.read(path, SEASON)
    assert reading.problems == ()
    assert {it.criterion: it.points for it in reading.lines} == EXACT


def test_reading_writes_nothing(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    before = (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir()))
    score_form.read(path, SEASON)
    assert (path.read_bytes(), path.stat().st_mtime_ns, sorted(tmp_path.iterdir())) == before


def test_form_of_a_renamed_unit_is_still_its_own(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    fill(path, NUMBERS)
    renamed = replace(SEASON, units=(replace(USUAL, name="Ban Tuyên giáo và Dân vận"), NEITHER))
    assert score_form.read(path, renamed).unit == USUAL.id


# ---- what the unit gets


def test_only_input_cells_are_open(tmp_path: Path) -> None:
    path = written(SEASON, USUAL, tmp_path)
    book = openpyxl.load_workbook(path)
    sheet = sheet_of(book)
    open_cells = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    inputs = {
        sheet.cell(row_of(sheet, it.code), column_of(sheet, key)).coordinate
        for it in SEASON.table.criteria()
        for key in ("points", "evidence", "note")
    }
    assert open_cells == inputs
    assert [it.protection.sheet for it in book] == [True, True, True]
    assert not sheet.protection.formatRows
    assert not sheet.protection.formatColumns


def test_every_criterion_is_validated_with_its_maximum(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, NEITHER, tmp_path)))
    rules = {str(it.sqref): it for it in sheet.data_validations.dataValidation}
    assert len(rules) == len(SEASON.table.criteria())
    for row in SEASON.table.criteria():
        rule = rules[sheet.cell(row_of(sheet, row.code), column_of(sheet, "points")).coordinate]
        assert (rule.type, rule.operator or "between") == ("decimal", "between")
        assert (Decimal(rule.formula1), Decimal(rule.formula2)) == (ZERO, row.max_points)
        assert rule.showErrorMessage
    assert rules["F11"].error == (
        "Tiêu chí I.2.b: chỉ ghi số từ 0 đến 12,5. Phần lẻ dùng dấu phẩy; máy không nhận thì dùng"
        " dấu chấm."
    )


def test_page_is_a4_landscape_one_page_wide_with_repeated_head(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, USUAL, tmp_path)))
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation) == (9, "landscape")
    assert (setup.fitToWidth or 1, setup.fitToHeight) == (1, 0)  # 1 is the default, not stored
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$6:$6"
    assert sheet.freeze_panes == "D7"
    assert "Trang &P/&N" in sheet.oddFooter.right.text


def test_identity_lies_in_a_very_hidden_sheet(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(SEASON, USUAL, tmp_path))
    assert book.sheetnames == [SHEET, GUIDE, HIDDEN]
    assert book[HIDDEN].sheet_state == "veryHidden"
    values = {row[0].value: row[1].value for row in book[HIDDEN].iter_rows(max_col=2)}
    assert values["unit"] == USUAL.id
    assert values["unit_name"] == USUAL.name
    assert values["block"] == SEASON.block.name
    assert (values["year"], values["table_version"]) == ("2023", "1")
    assert values["table"] == SEASON.table.fingerprint()


@pytest.mark.parametrize("unit", SEASON.units, ids=lambda unit: unit.id)
def test_stored_sums_equal_the_scoring(unit: Unit, tmp_path: Path) -> None:
    season = filled(SEASON, unit, FULL)
    result = next(it for it in score(season, "self") if it.unit == unit)
    values = shown(written(season, unit, tmp_path))
    for code, points in result.groups.items():
        if not season.table.row(code).is_criterion:  # type: ignore[union-attr]
            assert Decimal(repr(values[f"nh:{code}"])) == points
    total = sum(result.sections.values()) - result.cut  # type: ignore[arg-type]
    assert Decimal(repr(values["tong"])) == total


def test_unit_without_party_and_union_sees_its_lower_maximum(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, NEITHER, tmp_path)))
    row = row_of(sheet, "II")
    assert sheet.cell(row, column_of(sheet, "max")).value == 10
    assert sheet.cell(row, column_of(sheet, "points")).value == "=ROUND(MIN(SUM(F14:F15),10),6)"
    title = str(sheet.cell(row, column_of(sheet, "title")).value)
    assert title.endswith("không có tổ chức đảng và công đoàn: tối đa 50% số điểm của mục.")


def test_unit_with_a_union_only_reads_what_counts(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, UNION_ONLY, tmp_path)))
    row = row_of(sheet, "II")
    assert sheet.cell(row, column_of(sheet, "max")).value == 20
    title = str(sheet.cell(row, column_of(sheet, "title")).value)
    assert title.endswith("tính theo kết quả tổ chức công đoàn.")


def test_columns_without_content_are_left_out(tmp_path: Path) -> None:
    plain = replace(SEASON.table.rows[2], rows=SEASON.table.rows[2].rows[:1])
    season = replace(SEASON, table=replace(SEASON.table, rows=(plain,)))
    sheet = sheet_of(openpyxl.load_workbook(written(season, USUAL, tmp_path)))
    keys = [cell.value for cell in sheet[1][1:]]
    assert keys == ["code", "title", "max", "points", "evidence", "note"]


@pytest.mark.parametrize("sample", [True, False])
def test_sample_data_says_so(sample: bool, tmp_path: Path) -> None:
    season = replace(SEASON, is_sample=sample)
    sheet = sheet_of(openpyxl.load_workbook(written(season, USUAL, tmp_path)))
    texts = {cell.value for row in sheet.iter_rows(max_row=5) for cell in row}
    assert ("DỮ LIỆU MINH HỌA" in texts) is sample


def test_same_season_gives_the_same_bytes(tmp_path: Path) -> None:
    first = written(SEASON, USUAL, tmp_path).read_bytes()
    assert written(SEASON, USUAL, tmp_path).read_bytes() == first


def test_text_too_long_for_a_cell_is_refused_not_dropped(tmp_path: Path) -> None:
    key = ScoreKey(USUAL.id, "I.1", "self")
    season = SEASON.with_scores({key: Score(Decimal(1), "a" * 32_768)})
    with pytest.raises(AppError, match=r"tiêu chí I\.1 dài hơn 32\.767 chữ"):
        score_form.write(season, USUAL, tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_sections_may_be_criteria_themselves(tmp_path: Path) -> None:
    rows = tuple(replace(it, rows=()) for it in SEASON.table.rows)
    season = replace(SEASON, table=replace(SEASON.table, rows=rows))
    path = written(season, NEITHER, tmp_path)
    fill(path, {"I": 60, "II": 12, "III": 15})
    (problem,) = score_form.read(path, season).problems
    assert problem.what == "Đơn vị ghi 12 điểm, tối đa 10."


# ---- the file's name


def test_names_are_plain_and_different() -> None:
    names = ("Ban Dân vận Tỉnh ủy", "Ban Đan van tinh uy", "ban dan van tinh uy (2)", "A/B:*?", "…")
    units = tuple(Unit(name, str(at)) for at, name in enumerate(names))
    season = replace(SEASON, units=units)
    assert [score_form.file_name(season, unit) for unit in units] == [
        "Bang tu cham diem 2023 - Ban Dan van Tinh uy.xlsx",
        "Bang tu cham diem 2023 - Ban Dan van tinh uy (2).xlsx",
        "Bang tu cham diem 2023 - ban dan van tinh uy (2) (2).xlsx",
        "Bang tu cham diem 2023 - A B.xlsx",
        "Bang tu cham diem 2023 - don vi.xlsx",
    ]


def test_the_form_of_a_later_version_is_named_so() -> None:
    later = replace(SEASON, table=replace(SEASON.table, version=2))
    name = score_form.file_name(later, SEASON.units[0])
    assert name.startswith(f"Bang tu cham diem {SEASON.year} ban 2 - ")
    assert score_form.file_name(SEASON, SEASON.units[0]) == name.replace(" ban 2", "")


def test_long_names_stay_short_and_different() -> None:
    units = tuple(Unit("Cơ quan " * 40 + str(at), str(at)) for at in range(3))
    season = replace(SEASON, units=units, block=Block("Khối"))
    names = [score_form.file_name(season, unit) for unit in units]
    assert len(set(names)) == 3
    assert max(map(len, names)) <= 120
