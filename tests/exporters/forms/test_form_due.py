"""Until when a form is to be sent: the last line of both forms' instructions."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exporters.forms import registration_form, score_form
from exporters.forms.identity import GUIDE
from models.duties import Deadline, RequiredPaper
from models.season import Season
from models.year_plan import PaperDue, YearPlan
from tests.exporters.form_samples import SEASON, USUAL

FORMS: dict[str, Any] = {"self-score": score_form, "registration": registration_form}
DOTS = "trước ngày ……/……/…………"


def with_paper(code: str, deadline: Deadline | None = None, **plan: Any) -> Season:
    papers = (RequiredPaper(code, "Giấy tờ", deadline=deadline.code if deadline else ""),)
    deadlines = (deadline,) if deadline else ()
    pack = replace(SEASON.pack, papers=papers, deadlines=deadlines)
    return replace(SEASON, pack=pack, year=2023, plan=YearPlan(**plan))


def ending(code: str, season: Season, folder: Path) -> str:
    FORMS[code].write(season, USUAL, folder / "a.xlsx")
    sheet = openpyxl.load_workbook(folder / "a.xlsx")[GUIDE]
    last = [str(it.value) for it in sheet["A"] if it.value][-1]
    head, _, tail = last.partition(" về ")
    assert head.endswith("Gửi tệp .xlsx và bản đã ký")
    return tail


@pytest.mark.parametrize("code", FORMS)
def test_the_day_of_the_plan_stands_in_the_instructions(code: str, tmp_path: Path) -> None:
    due = PaperDue(code, date(2023, 12, 5))
    season = with_paper(code, dues=(due,))
    assert ending(code, season, tmp_path).endswith(" trước ngày 05/12/2023 (thứ Ba).")
    counted = with_paper(code, dues=(replace(due, day_counts=True),))
    assert ending(code, counted, tmp_path).endswith(" chậm nhất ngày 05/12/2023 (thứ Ba).")


@pytest.mark.parametrize("code", FORMS)
def test_without_a_plan_the_day_of_the_pack_stands_there(code: str, tmp_path: Path) -> None:
    before = Deadline("han", "Hạn", "before", "units", month=3, day=15)
    assert ending(code, with_paper(code, before), tmp_path).endswith(
        " trước ngày 15/03/2023 (thứ Tư)."
    )
    month = Deadline("han", "Hạn", "month", "units", month=2)
    assert ending(code, with_paper(code, month), tmp_path).endswith(
        " chậm nhất ngày 28/02/2023 (thứ Ba)."
    )


@pytest.mark.parametrize("code", FORMS)
def test_where_nobody_set_a_day_it_stays_to_be_written(code: str, tmp_path: Path) -> None:
    told = Deadline("han", "Hạn", "announced", "units")
    for season in (SEASON, with_paper(code), with_paper(code, told)):
        assert ending(code, season, tmp_path).endswith(f" {DOTS}")
