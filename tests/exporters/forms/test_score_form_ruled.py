"""Forms of a table with rules: numbers go out and come back, sums hold, what does not apply is not asked."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from exporters.forms.identity import GUIDE
from exporters.forms.paper import PAGE_HEIGHT
from exporters.forms.score.fields import form_fields
from exporters.forms.score.layout import SHEET
from models.collecting.intake import previews
from models.facts import Facts, NotApplicable
from models.rulepack import RulePack
from models.scores.criterion_inputs import as_inputs
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from tests.exporters import office
from tests.exporters.filling import column_of, put, row_of, sheet_of, written
from tests.exporters.ruled_samples import INPUTS, PACK, POINTS, SEASON, UNIT, D, given

EXACT = {code: as_inputs({key: D(it) for key, it in each.items()}) for code, each in INPUTS.items()}
RELATIVE = {"III.1", "III.2"}


def without_relative(season: Season) -> Season:
    """The form shows no points of criteria that compare units, so sums are compared without them."""
    rows = tuple(
        replace(it, rows=tuple(row for row in it.rows if row.code not in RELATIVE))
        for it in season.table.rows
    )
    return replace(season, table=replace(season.table, rows=rows))


FULL = given(SEASON, INPUTS, POINTS)
KEPT = given(
    without_relative(SEASON), {c: it for c, it in INPUTS.items() if c not in RELATIVE}, POINTS
)


def exempted(season: Season, *facts: tuple[str, str, str]) -> Season:
    """Rows that do not apply to the unit, each with its policy and the criterion that stands in."""
    made = tuple(
        NotApplicable(UNIT.id, code, "Không được giao", policy=policy or None, substitute=other)  # type: ignore[arg-type]
        for code, policy, other in facts
    )
    return replace(season, facts=Facts(not_applicable=made))


EXEMPT = exempted(
    KEPT,
    ("I.1", "leave_out", ""),
    ("I.6", "full", ""),
    ("I.8", "substitute", "I.2"),
    ("II", "full", ""),
)


def shown(path: Path) -> dict[str, object]:
    """Row id → value of the points column as stored."""
    sheet = openpyxl.load_workbook(path, data_only=True)[SHEET]
    column = column_of(sheet, "points")
    return {str(cell.value): sheet.cell(cell.row, column).value for cell in sheet["A"]}


def put_values(sheet: Worksheet, season: Season) -> None:
    """The whole form as a unit fills it in by hand, in the ways that people write."""
    for row in season.table.criteria():
        fields = form_fields(row)
        if fields:
            put(sheet, row.code, "Báo cáo số 12/BC", "evidence")
        elif row.code in POINTS:
            put(sheet, row.code, float(POINTS[row.code]))
            put(sheet, row.code, "Báo cáo số 12/BC", "evidence")
        for asked in fields:
            inputs = INPUTS[row.code]
            if asked.levels:
                value: object = next((it for key, it in asked.levels if key in inputs), None)
            elif asked.field.key not in inputs:
                value = None
            elif asked.field.flag:
                value = "Có" if inputs[asked.field.key] == "1" else "Không"
            else:
                value = float(inputs[asked.field.key])
            put(sheet, asked.row_id, value)


# ---- there and back


def test_filled_form_comes_back_whole(tmp_path: Path) -> None:
    path = written(SEASON, UNIT, tmp_path)
    book = openpyxl.load_workbook(path)
    put_values(sheet_of(book), SEASON)
    book.save(path)
    reading = score_form.read(path, SEASON)
    assert reading.problems == ()
    assert {it.criterion: it.inputs for it in reading.lines if it.inputs} == EXACT
    entered = {it.criterion: str(it.points) for it in reading.lines if it.points is not None}
    assert entered == POINTS
    assert [it.criterion for it in reading.lines] == [it.code for it in SEASON.table.criteria()]


def test_known_numbers_travel_with_the_form_and_change_nothing(tmp_path: Path) -> None:
    reading = score_form.read(written(FULL, UNIT, tmp_path), FULL)
    assert reading.problems == ()
    (preview,) = previews(FULL, [reading])
    assert (preview.state, preview.changes) == ("same", ())
    (fresh,) = previews(SEASON, [reading])
    assert fresh.state == "new"
    accepted = SEASON.with_scores(fresh.scores())
    assert [it.state for it in previews(accepted, [reading])] == ["same"]


@pytest.mark.parametrize(
    ("row_id", "value", "inputs"),
    [
        ("sl:I.1#cham", "3 báo cáo", {"cham": "3", "thieu": "1"}),
        ("sl:I.1#cham", "03", {"cham": "3", "thieu": "1"}),
        ("sl:II.1#value", "94,5%", {"value": "94.5"}),
        ("sl:II.1#value", "94.5 %", {"value": "94.5"}),
        ("sl:II.4#yes", "có", {"yes": "1"}),
        ("sl:II.4#yes", "CO", {"yes": "1"}),
        ("sl:II.4#yes", "x", {"yes": "1"}),
        ("sl:II.4#yes", 1, {"yes": "1"}),
        ("sl:II.4#yes", True, {"yes": "1"}),
        ("sl:II.4#yes", "không ", {"yes": "0"}),
        ("sl:II.4#yes", 0, {"yes": "0"}),
        ("sl:II.5#", "kha", {"kha": "1"}),
        ("sl:II.5#", " CHƯA  ĐẠT", {"chua": "1"}),
        ("sl:I.6#plan", "1.200,5 triệu đồng", {"plan": "1200.5", "result": "1100"}),
        ("sl:I.4#chon", "2,5 điểm", {"cong": "2", "tru": "1", "ve": "0", "chon": "2.5"}),
        ("sl:I.6#plan", 12345678901.5, {"plan": "12345678901.5", "result": "1100"}),
        ("sl:V.1#cham", None, {}),
    ],
)
def test_numbers_are_read_however_typed(
    row_id: str, value: object, inputs: dict[str, str], tmp_path: Path
) -> None:
    path = written(FULL, UNIT, tmp_path)
    book = openpyxl.load_workbook(path)
    put(sheet_of(book), row_id, value)
    book.save(path)
    reading = score_form.read(path, FULL)
    code = row_id.removeprefix("sl:").partition("#")[0]
    (line,) = [it for it in reading.lines if it.criterion == code]
    assert line.inputs == as_inputs({key: D(it) for key, it in inputs.items()})
    assert reading.problems == ()


def test_what_stands_in_a_computed_score_cell_is_not_read(tmp_path: Path) -> None:
    path = written(FULL, UNIT, tmp_path)
    book = openpyxl.load_workbook(path)
    for code, value in (("I.1", 14), ("II.1", "khá"), ("III.4", "#N/A")):
        put(sheet_of(book), code, value)
    book.save(path)
    (preview,) = previews(FULL, [score_form.read(path, FULL)])
    assert (preview.state, preview.problems) == ("same", ())


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("season", [KEPT, EXEMPT], ids=["all", "exempt"])
def test_sums_that_libreoffice_calculates_equal_the_scoring(season: Season, tmp_path: Path) -> None:
    path = written(replace(season, scores={}), UNIT, tmp_path)
    book = openpyxl.load_workbook(path)
    asked = replace(
        season.table,
        rows=tuple(
            replace(it, rows=tuple(row for row in it.rows if is_asked(sheet_of(book), row.code)))
            for it in season.table.rows
        ),
    )
    put_values(sheet_of(book), replace(season, table=asked))
    book.save(path)
    back = office.convert(path, "xlsx", tmp_path / "back")
    assert sums(shown(back), season) == expected_sums(season)
    (preview,) = previews(season, [score_form.read(back, season)])
    assert preview.state == "same"


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice is not on this machine")
def test_form_filled_in_libreoffice_comes_back_whole(tmp_path: Path) -> None:
    path = written(KEPT, UNIT, tmp_path)
    column = column_of(sheet_of(openpyxl.load_workbook(path)), "points") - 1
    flat = office.convert(path, "fods", tmp_path / "flat")
    typed: dict[str, float | str] = {
        "sl:I.1#cham": 0.0,
        "sl:I.2#tinh": "2 lần",
        "sl:I.5#b": "Có",
        "sl:II.1#value": "80,5%",
        "sl:II.4#yes": "Không",
        "sl:II.5#": "Tốt",
        "tc:III.5": 4.5,
    }
    office.fill_flat(flat, {(row_id, column): value for row_id, value in typed.items()})
    back = office.convert(flat, "xlsx", tmp_path / "back")
    reading = score_form.read(back, KEPT)
    assert reading.problems == ()
    (preview,) = previews(KEPT, [reading])
    moved = [word for it in preview.changes for word in it.moved or (str(it.new.points),)]
    assert moved == [
        "báo cáo chậm 3 → 0",
        "cấp tỉnh 1 → 2",
        "thiếu hồ sơ b không → có",
        "tỷ lệ đạt 94,5% → 80,5%",
        "có → không",
        "mức Khá → Tốt",
        "4.5",
    ]


def is_asked(sheet: Worksheet, code: str) -> bool:
    return str(sheet.cell(row_of(sheet, code), 1).value) != f"ka:{code}"


# ---- sums


def sums(values: dict[str, object], season: Season) -> dict[str, Decimal]:
    names = [f"nh:{it.code}" for it in season.table.rows] + ["tong"]
    return {
        it: round(D(repr(values[it])), 9).normalize() + 0
        for it in names
        if not isinstance(values[it], str)
    }


def expected_sums(season: Season) -> dict[str, Decimal]:
    (result, *_) = score(season, "self")
    silent = {it.criterion for it in season.facts.not_applicable}
    found = {
        f"nh:{it.code}": result.groups[it.code] or D(0)
        for it in season.table.rows
        if it.code not in silent
    }
    return found | {"tong": result.total or D(0)}


@pytest.mark.parametrize("season", [KEPT, EXEMPT], ids=["all", "exempt"])
@pytest.mark.parametrize(
    "pack",
    [
        PACK,
        replace(PACK, bonus_over_total=True, bonus_max=D("2.5")),
        replace(PACK, total=D(60), content_total=None, deductions_max=D(1)),
        replace(PACK, total=None, content_total=D(50), bonus_max=None, deductions_max=None),
    ],
    ids=["usual", "over", "low", "open"],
)
def test_stored_sums_equal_the_scoring(season: Season, pack: RulePack, tmp_path: Path) -> None:
    season = replace(season, pack=pack)
    values = shown(written(season, UNIT, tmp_path))
    assert sums(values, season) == expected_sums(season)


def test_total_says_what_it_is_made_of(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, UNIT, tmp_path)))
    row = row_of(sheet, "tong")
    assert sheet.cell(row, column_of(sheet, "code")).value == "TỔNG ĐIỂM (I + II + III + IV − V)"
    assert sheet.cell(row, column_of(sheet, "max")).value == 100
    title = str(sheet.cell(row_of(sheet, "V"), column_of(sheet, "title")).value)
    assert title.endswith("Điểm trừ: trừ khỏi tổng điểm. Không có thì để trống.")


# ---- what is asked


def test_only_contents_must_be_filled(tmp_path: Path) -> None:
    contents = [code for code in INPUTS if code[:2] not in {"IV", "V."} and code != "III.4"]
    season = given(SEASON, {code: INPUTS[code] for code in contents}, {"III.3": "0", "III.5": "5"})
    path = written(season, UNIT, tmp_path)
    texts = [str(cell.value) for cell in openpyxl.load_workbook(path, data_only=True)[SHEET][5]]
    assert "Đã ghi 19/19 tiêu chí" in texts
    assert score_form.read(path, season).problems == ()


def test_a_number_that_is_missing_leaves_the_criterion_empty(tmp_path: Path) -> None:
    season = given(SEASON, {**INPUTS, "I.1": {"cham": "3"}, "II.6": {}}, POINTS)
    path = written(season, UNIT, tmp_path)
    (problem,) = score_form.read(path, season).problems
    assert problem.text.startswith("Trang “Bảng chấm điểm”: Còn trống 2 tiêu chí: I.1, II.6.")
    texts = [str(cell.value) for cell in openpyxl.load_workbook(path, data_only=True)[SHEET][5]]
    assert "Đã ghi 17/19 tiêu chí" in texts


@pytest.mark.parametrize("policy", ["leave_out", "full", "substitute"])
def test_what_does_not_apply_is_locked_and_not_asked(policy: str, tmp_path: Path) -> None:
    season = exempted(FULL, ("I.1", policy, "I.2"), ("III.5", policy, "I.2"))
    path = written(season, UNIT, tmp_path)
    sheet = sheet_of(openpyxl.load_workbook(path))
    for code in ("I.1", "III.5"):
        for key in ("points", "evidence", "note"):
            assert sheet.cell(row_of(sheet, code), column_of(sheet, key)).protection.locked
        cell = sheet.cell(row_of(sheet, code), column_of(sheet, "points"))
        assert cell.value == "không áp dụng"
    assert "sl:I.1#cham" not in {cell.value for cell in sheet["A"]}
    reading = score_form.read(path, season)
    assert reading.problems == ()
    assert {"I.1", "III.5"}.isdisjoint(it.criterion for it in reading.lines)
    (preview,) = previews(season, [reading])
    assert preview.state == "same"


def test_a_share_lowers_the_maximum(tmp_path: Path) -> None:
    fact = NotApplicable(UNIT.id, "III.5", policy="percent_cap", percent=D(50))
    season = replace(FULL, facts=Facts(not_applicable=(fact,)))
    path = written(season, UNIT, tmp_path)
    (problem,) = score_form.read(path, season).problems
    assert problem.what == "Đơn vị ghi 5,25 điểm, tối đa 3."


def test_choice_keeps_its_own_floor(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, UNIT, tmp_path)))
    rules = {str(it.sqref): it for it in sheet.data_validations.dataValidation}
    cell = sheet.cell(row_of(sheet, "III.3"), column_of(sheet, "points"))
    rule = rules[cell.coordinate]
    assert (D(rule.formula1), D(rule.formula2)) == (-1, 4)


def test_a_criterion_stays_on_one_page_with_its_numbers(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, UNIT, tmp_path)))
    ids = [str(cell.value) for cell in sheet["A"]]
    broken = [ids[it.id] for it in sheet.row_breaks.brk]
    assert broken
    assert not any(it.startswith("sl:") for it in broken)
    start = 0
    for end in [it.id for it in sheet.row_breaks.brk]:
        heights = [sheet.row_dimensions[at + 1].height or 0 for at in range(start, end)]
        assert sum(heights) <= PAGE_HEIGHT
        start = end


def test_stated_points_wait_for_numbers(tmp_path: Path) -> None:
    key = ScoreKey(UNIT.id, "I.1", "self")
    season = FULL.with_scores({key: Score(D(9), "Báo cáo số 12/BC")})
    path = written(season, UNIT, tmp_path)
    assert shown(path)["ct:I.1"] in {None, ""}
    (preview,) = previews(season, [score_form.read(path, season)])
    assert preview.state == "same"


def test_instructions_say_how_to_fill_the_numbers(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(EXEMPT, UNIT, tmp_path))
    lines = " ".join(str(cell.value) for cell in book[GUIDE]["A"])
    for word in ("↳", "khối tính", "không áp dụng", "điểm thưởng"):
        assert word in lines


def test_every_cell_to_fill_in_turns_red_when_it_is_wrong(tmp_path: Path) -> None:
    sheet = sheet_of(openpyxl.load_workbook(written(SEASON, UNIT, tmp_path)))
    column = column_of(sheet, "points")
    marked = {
        row
        for marks in sheet.conditional_formatting
        for part in marks.sqref.ranges
        for row in range(part.min_row, part.max_row + 1)
    }
    open_cells = {
        row for row in range(7, sheet.max_row + 1) if not sheet.cell(row, column).protection.locked
    }
    assert marked == open_cells
    formulas = [
        text
        for marks in sheet.conditional_formatting
        for rule in marks.rules
        for text in rule.formula
    ]
    # Excel calls a file damaged whose marks hold a list of constants.
    assert not any("{" in it for it in formulas)
