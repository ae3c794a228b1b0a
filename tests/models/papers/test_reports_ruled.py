"""The papers of a block whose criteria have rules: computed points, shares, classes, own sections."""

import os
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.facts import NotApplicable
from models.papers.choices import chosen_values
from models.papers.kinds import build
from models.rulepack import OpenValue, Quota, Stage, Tier
from models.season import Season
from tests.models.papers.test_reports import GOLDEN, UPDATE, all_reports, column, dump, value_of
from tests.ui.ruled_samples import PACK, season

DAY = date(2023, 12, 19)
D = Decimal
UNIT = "Ban Dân vận"


def with_absent(*facts: NotApplicable) -> Season:
    made = season()
    return replace(made, facts=replace(made.facts, not_applicable=facts))


@pytest.mark.parametrize(("name", "unit"), [("bang-tong-hop", None), ("phieu-diem", "Ban Tổ chức")])
def test_every_word_is_as_in_the_golden_file(name: str, unit: str | None) -> None:
    told = dump(build(name, season(), unit, printed_on=DAY))
    golden: Path = GOLDEN / f"{name}-quy-tac.txt"
    if os.environ.get(UPDATE):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "made",
    [
        season(),
        with_absent(NotApplicable(UNIT, "I.1"), NotApplicable("Ban Nội chính", "II")),
        with_absent(NotApplicable(UNIT, "I", policy="full")),
        with_absent(NotApplicable(UNIT, "II", policy="percent_cap", percent=D(50))),
        replace(season(), pack=replace(PACK, rank_on="rounded", decimals=1)),
    ],
)
def test_every_formula_comes_to_the_figure_it_stands_for(made: Season) -> None:
    checked = 0
    for report in all_reports(made):
        for part in report.parts:
            for table in part.tables:
                for row in table.rows:
                    assert sum(it.span for it in row.cells) == len(table.columns)
                    for cell in row.cells:
                        if cell.formula is not None:
                            assert value_of(cell.formula, table) == cell.number
                            checked += 1
    assert checked > 20


def test_sections_outside_the_contents_are_bonus_and_deductions() -> None:
    table = build("bang-tong-hop", season(), printed_on=DAY).parts[0].tables[0]
    assert [it.key for it in table.columns] == [
        "number",
        "unit",
        "section:I",
        "section:II",
        "bonus",
        "deductions",
        "total",
        "share",
        "class",
        "rank",
        "note",
    ]
    assert column(table, "bonus")["Ban Nội chính"] == "2,00"
    assert column(table, "total")["Ban Tổ chức"] == "67,50"
    assert column(table, "share")["Ban Tổ chức"] == "84,38"
    assert column(table, "class")["Ban Tổ chức"] == "Hoàn thành"
    assert column(table, "class")["Văn phòng"] == "–"


def test_what_does_not_apply_is_said_once_and_never_zero() -> None:
    made = with_absent(NotApplicable(UNIT, "I.1"), NotApplicable(UNIT, "II"))
    table = build("phieu-diem", made, UNIT, printed_on=DAY).parts[0].tables[0]
    official = column(table, "official")
    assert {official[it] for it in ("I.1", "II", "II.1", "II.4")} == {"không áp dụng"}
    assert official["I"] == "31,50"
    assert column(table, "stage:block")["I.2"] == "9,50"


def test_a_whole_section_in_full_stands_as_its_points() -> None:
    made = with_absent(NotApplicable(UNIT, "I", policy="full"))
    table = build("phieu-diem", made, UNIT, printed_on=DAY).parts[0].tables[0]
    assert column(table, "official")["I"] == "60,00"
    assert column(table, "official")["I.1"] == "không áp dụng"


def test_a_stage_over_a_bonus_section_sums_the_contents_only() -> None:
    stages = (Stage("self", "Tự chấm", ("I", "T")), *PACK.stages[1:])
    made = replace(season(), pack=replace(PACK, stages=stages))
    table = build("phieu-diem", made, UNIT, printed_on=DAY).parts[0].tables[0]
    assert column(table, "stage:self")["sections"] == "–"
    assert column(table, "stage:block")["sections"] == "79,00"


def test_seats_by_the_size_of_the_block_are_told() -> None:
    quota = Quota("Cờ thi đua", "by_size", sizes=(Tier(1, 9, D(1)), Tier(10, None, D(2))))
    pack = replace(PACK, quotas=(quota,), open_values=(OpenValue("quotas", "Số cờ"),))
    pack = replace(pack, decided=("quotas",))
    assert "Cờ thi đua: theo số đơn vị của khối (1–9 đơn vị: 1; từ 10 đơn vị trở lên: 2)" in (
        chosen_values(replace(season(), pack=pack))
    )
