"""Which papers name a day: asked before the meeting is moved away from it."""

from dataclasses import replace
from datetime import date

import pytest

from models.block import Unit
from models.dates.moving import with_meeting
from models.papers.kinds import PAPERS
from models.papers.naming import naming
from models.papers.words import calculate
from models.year_plan import Letter
from ui.book import shipped

SAMPLE = shipped.sample()
SMALL = replace(SAMPLE, units=SAMPLE.units[:2])
DAY = date(2023, 12, 19)


def test_the_papers_that_name_the_day_of_the_meeting() -> None:
    assert SAMPLE.plan.meeting == DAY
    found = naming(SAMPLE, DAY)
    assert {"maket", "bien-ban"} <= set(found)
    assert list(found) == [it for it in PAPERS if it in found], "in the order of the papers"
    assert naming(SAMPLE, DAY, calculate(SAMPLE)) == found
    moved = with_meeting(SAMPLE, date(2023, 12, 21), date(2023, 12, 1))
    assert naming(moved, DAY) == ()
    assert naming(moved, date(2023, 12, 21)) == found


def test_a_day_nobody_speaks_of_is_named_nowhere() -> None:
    assert naming(SAMPLE, date(1999, 1, 2)) == ()


def test_a_year_without_units_or_table_asks_only_the_papers_that_need_none() -> None:
    for bare in (
        replace(SAMPLE, units=()),
        replace(SAMPLE, table=replace(SAMPLE.table, rows=())),
    ):
        found = naming(bare, DAY)
        assert "giay-moi" in found
        assert not [it for it in found if PAPERS[it].needs_table]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("19/12/2023", True),
        ("họp ngày 19.12.2023.", True),
        ("19-12-2023", True),
        ("19 / 12 / 2023", True),
        ("ngày 19/12", True),
        ("Ngày 19 tháng 12 năm 2023", True),
        ("NGÀY 19 THÁNG 12 NĂM 2023", True),
        ("ngày 19 tháng 12", True),
        ("19/12/2022", False),
        ("19/12/20234", False),
        ("119/12/2023", False),
        ("1/19/12/2023", False),
        ("19/120", False),
        ("số 19/12-KH", False),
        ("19/12.2023", False),
        ("19 tháng 12 năm 2022", False),
        ("19 tháng 120", False),
        ("9/12/2023", False),
    ],
)
def test_a_day_in_any_form(written: str, named: bool) -> None:
    """A unit's name stands on every paper with all units."""
    known = with_meeting(SMALL, date(2023, 11, 3), date(2023, 11, 1))
    units = (replace(known.units[0], name=written), *known.units[1:])
    assert ("bang-tong-hop" in naming(replace(known, units=units), DAY)) == named


def test_figures_with_and_without_a_zero() -> None:
    early = with_meeting(SMALL, date(2024, 1, 5), date(2023, 12, 1))
    for written in ("5/1/2024", "05/01/2024", "5 tháng 1 năm 2024", "05 tháng 01 năm 2024"):
        known = replace(early, units=(Unit(written, "x"), *early.units))
        assert "bang-tong-hop" in naming(known, date(2024, 1, 5))
    assert "bien-ban" in naming(early, date(2024, 1, 5))
    assert naming(early, date(2024, 1, 15)) == ()


def test_a_paper_of_one_unit_is_enough() -> None:
    known = with_meeting(SMALL, None, date(2023, 12, 1))
    last = known.units[-1]
    units = (*known.units[:-1], replace(last, name=f"{last.name} 19/12/2023"))
    assert "phieu-diem" in naming(replace(known, units=units), DAY)


def test_a_letter_of_that_day() -> None:
    known = with_meeting(SMALL, None, date(2023, 12, 1))
    asked = replace(known.plan, appraisal_request=Letter("12/CV", DAY))
    assert "de-nghi-tham-dinh" in naming(replace(known, plan=asked), DAY)
