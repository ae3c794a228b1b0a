"""The formulas of the form say what the program computes: in the stored values and recalculated."""

from dataclasses import replace
from decimal import Decimal
from itertools import product
from pathlib import Path
from typing import NamedTuple

import openpyxl
import pytest

from exporters.forms import score_form
from exporters.forms.score.fields import form_fields
from exporters.forms.score.formula import BY_BLOCK, NOT_COUNTED
from exporters.forms.score.layout import SHEET
from models.criterion_rule import CriterionRule
from models.rulepack import RulePack
from models.scores.criteria import compute
from models.season import Season
from models.table import ScoringTable, SectionRole, TableRow
from tests.exporters import office
from tests.exporters.filling import column_of, row_of, written
from tests.exporters.ruled_samples import (
    BONUS,
    FIRST,
    LATE,
    LEVELS,
    PACK,
    SEASON,
    SECOND,
    THIRD,
    UNIT,
    D,
    given,
    item,
    ruled,
)

FINE = replace(PACK, content_total=None, total=None, bonus_max=None, step=D("0.01"))
KINDS = {row.code: row for row in (*FIRST, *SECOND, *THIRD, *BONUS)}


class Case(NamedTuple):
    """One criterion with the numbers of one unit; a number left out is an empty cell."""

    row: TableRow
    inputs: dict[str, str]
    role: SectionRole = "content"


def grid(code: str, **values: str) -> list[Case]:
    """Every combination of the values given as "0 1 2.5"; "-" is an empty cell."""
    choices = [text.split() for text in values.values()]
    return [
        Case(
            KINDS[code],
            {key: it for key, it in zip(values, chosen, strict=True) if it != "-"},
        )
        for chosen in product(*choices)
    ]


def one_of(code: str) -> list[Case]:
    row = KINDS[code]
    assert row.rule is not None
    return [Case(row, {}), *(Case(row, {it.code: "1"}) for it in row.rule.items)]


TIES = ruled("I.9", "Tròn nửa", "1", "deduct", items=(item("x", "Lỗi", "0.05"),))
FULL_SHARE = ruled("I.10", "Không nói khi không có kế hoạch", "10", "plan")
UNDER = replace(
    FIRST[0], code="I.11", rule=CriterionRule("deduct", (LATE,), floor=D("-3.5")), max_points=D(1)
)
LOSSES = ruled(
    "IV.9", "Chỉ mức cao nhất", "5", "per_case", highest_only=True, floor=D(-9),
    items=(item("a", "A", "-2"), item("b", "B", "-1")),
)  # fmt: skip
FREE_WIPE = replace(FIRST[3], code="IV.8")

CASES = [
    *grid("I.1", cham="- 0 1 3 17", thieu="0 1 9"),
    *grid("I.2", tinh="0 1 3 -", coso="0 2 5"),
    *grid("I.3", tinh="0 1 2 5", tw="0 1 2 -"),
    *grid("I.4", cong="0 2 9", tru="0 1 7", ve="0 1", chon="0 1.5 3"),
    *grid("I.5", a="0 1 -", b="0 1", c="0 1"),
    *grid("I.6", plan="0 3 1200 7.5 -", result="0 1 1100 8"),
    *grid("I.7", plan="0 40 7", result="6.99 7 44 40.5 -"),
    *grid("I.8", plan="0 300 70 0.3", result="0 292.5 300 307.4 307.5 331 69 0.3 0.31"),
    *grid("II.1", value="0 79.99 80 94.99 95 100 -"),
    *grid("II.2", value="0 1 5 6 10 11"),
    *grid("II.3", plan="30 200 0", result="19.95 20 30 29.99 133 132.9"),
    *grid("II.4", yes="0 1 -"),
    *one_of("II.5"),
    *one_of("II.6"),
    *grid("II.7", value="0 71.5 33.33 1000 0.04 0.12"),
    *grid("III.1", plan="10 -", result="12"),
    *grid("III.2", value="7 -"),
    *(Case(TIES, {"x": str(count)}) for count in range(21)),
    *(Case(FULL_SHARE, {"plan": plan, "result": "7"}) for plan in ("0", "8", "7", "3")),
    *(Case(UNDER, {"cham": count}) for count in ("0", "3", "9", "20")),
    *(Case(KINDS["IV.1"], it, "bonus") for it in ({}, {"tot": "1"}, {"kha": "0"})),
    *(Case(LOSSES, it, "bonus") for it in ({"a": "1"}, {"b": "2"}, {"a": "1", "b": "3"})),
    *(Case(FREE_WIPE, it, "bonus") for it in ({"ve": "1"}, {"cong": "2"}, {"tru": "2"}, {})),
    *(Case(KINDS["I.5"], it, "bonus") for it in ({"a": "1"}, {"b": "0"}, {})),
]


def expected(case: Case, pack: RulePack) -> Decimal | str:
    """What must stand in the score cell: the program's own points."""
    inputs = {key: D(it) for key, it in case.inputs.items()}
    assert case.row.rule is not None
    wanted = {it.field.key for it in form_fields(case.row)} - {""}
    if case.row.rule.is_relative:
        return BY_BLOCK if wanted <= inputs.keys() else ""
    if case.role == "bonus" and not inputs:
        return ""
    outcome = compute(case.row, inputs, pack, lenient=case.role == "bonus")
    if outcome.points is not None:
        return outcome.points
    if outcome.policy == "leave_out":
        return NOT_COUNTED
    return "" if outcome.missing else BY_BLOCK


def season_of(cases: list[Case], pack: RulePack) -> Season:
    """Every case as a criterion of its own."""
    rows: dict[SectionRole, list[TableRow]] = {"content": [], "bonus": []}
    for at, case in enumerate(cases):
        rows[case.role].append(replace(case.row, code=f"X.{at}"))
    sections = tuple(
        TableRow(role, role, None, rows=tuple(found), role=role) for role, found in rows.items()
    )
    return replace(SEASON, pack=pack, table=ScoringTable(sections))


def filled(cases: list[Case], pack: RulePack) -> Season:
    inputs = {f"X.{at}": it.inputs for at, it in enumerate(cases) if it.inputs}
    return given(season_of(cases, pack), inputs, {})


def shown(path: Path) -> dict[str, Decimal | str]:
    """Criterion → what its score cell shows."""
    sheet = openpyxl.load_workbook(path, data_only=True)[SHEET]
    column = column_of(sheet, "points")
    found = {}
    for row in range(7, sheet.max_row + 1):
        kind, _, code = str(sheet.cell(row, 1).value or "").partition(":")
        if kind in {"ct", "ck"}:
            value = sheet.cell(row, column).value
            found[code] = (
                "" if value is None else value if isinstance(value, str) else number(value)
            )
    return found


def number(value: float) -> Decimal:
    return round(D(repr(value)), 9).normalize() + 0


def put_inputs(path: Path, cases: list[Case]) -> None:
    """Fill in the input rows as a unit does; openpyxl keeps no stored results of formulas."""
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    column = column_of(sheet, "points")
    rows = {str(cell.value): cell.row for cell in sheet["A"]}
    for at, case in enumerate(cases):
        for asked in form_fields(replace(case.row, code=f"X.{at}")):
            cell = sheet.cell(rows[asked.row_id], column)
            if asked.levels:
                cell.value = next((it for key, it in asked.levels if key in case.inputs), None)
            elif asked.field.key in case.inputs:
                value = case.inputs[asked.field.key]
                words = {"0": "Không", "1": "Có"}
                cell.value = words[value] if asked.field.flag else float(value)
    book.save(path)


@pytest.mark.parametrize("decimals", [2, 1])
def test_stored_values_are_the_programs_own(decimals: int, tmp_path: Path) -> None:
    pack = replace(FINE, decimals=decimals)
    season = filled(CASES, pack)
    values = shown(written(season, UNIT, tmp_path))
    assert values == {f"X.{at}": expected(it, pack) for at, it in enumerate(CASES)}


@pytest.mark.office
@pytest.mark.slow
@pytest.mark.skipif(office.SOFFICE is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("decimals", [2, 1])
def test_recalculated_values_are_the_programs_own(decimals: int, tmp_path: Path) -> None:
    pack = replace(FINE, decimals=decimals)
    path = written(season_of(CASES, pack), UNIT, tmp_path)
    put_inputs(path, CASES)
    back = office.convert(path, "xlsx", tmp_path / "back")
    values = shown(back)
    wanted = {f"X.{at}": expected(it, pack) for at, it in enumerate(CASES)}
    wrong = {
        code: (value, values[code], CASES[int(code[2:])].inputs)
        for code, value in wanted.items()
        if values[code] != value
    }
    assert wrong == {}
    assert values.keys() == wanted.keys()
    reading = score_form.read(back, season_of(CASES, pack))
    assert [it.text for it in reading.problems if it.severity == "error"] == []
    lines = {it.criterion: it.inputs for it in reading.lines}
    assert lines == {
        code: filled(CASES, pack).score(UNIT.id, code, "self").inputs for code in wanted
    }


def test_other_roundings_are_left_to_the_block_unless_nothing_is_rounded(tmp_path: Path) -> None:
    pack = replace(FINE, rounding="down")
    cases = [*grid("I.1", cham="3", thieu="1"), *grid("I.6", plan="1200", result="1100")]
    cases += [*grid("II.4", yes="1"), *grid("II.7", value="71.5")]
    values = shown(written(filled(cases, pack), UNIT, tmp_path))
    assert values == {"X.0": D("11.5"), "X.1": BY_BLOCK, "X.2": D("2.5"), "X.3": BY_BLOCK}


def test_computed_cell_is_locked_and_its_numbers_are_not(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(SEASON, UNIT, tmp_path))[SHEET]
    column = column_of(sheet, "points")
    for row in (*FIRST, *SECOND):
        cell = sheet.cell(row_of(sheet, row.code), column)
        assert cell.protection.locked
        assert str(cell.value).startswith("=")
        for asked in form_fields(row):
            assert not sheet.cell(row_of(sheet, asked.row_id), column).protection.locked
    effect = sheet.cell(row_of(sheet, "III.4"), column)
    assert (effect.value, effect.protection.locked) == (None, True)


def test_levels_are_chosen_from_a_list_where_excel_can_hold_it(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(SEASON, UNIT, tmp_path))[SHEET]
    rules = {str(it.sqref): it for it in sheet.data_validations.dataValidation}
    column = column_of(sheet, "points")
    levels = rules[sheet.cell(row_of(sheet, "sl:II.5#"), column).coordinate]
    titles = ",".join(it.title for it in LEVELS)
    assert (levels.type, levels.formula1) == ("list", f'"{titles}"')
    single = rules[sheet.cell(row_of(sheet, "sl:II.6#m2"), column).coordinate]
    assert (single.type, single.formula1) == ("list", '"Có,Không"')
    count = rules[sheet.cell(row_of(sheet, "sl:I.1#cham"), column).coordinate]
    assert (count.type, count.operator, D(count.formula1)) == ("whole", "greaterThanOrEqual", 0)
    share = rules[sheet.cell(row_of(sheet, "sl:II.1#value"), column).coordinate]
    assert (share.type, D(share.formula1), D(share.formula2)) == ("decimal", 0, 100)
