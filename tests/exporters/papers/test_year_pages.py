"""Summary and unit page are never longer than one page."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from exporters import write_paper
from models.block import PaperStyle
from models.collected import Commended, Exemplar
from models.facts import DisciplineFault, Reminder
from models.paper_record import PaperRecord, Prose
from models.papers.unit_summary import KEY, MOST_LETTERS, SUMMARY_PROSE
from models.season import Season
from tests.exporters.paper_samples import LONG_NAMES
from tests.models.year_papers import UNIT, full, made

STYLES: tuple[PaperStyle, ...] = ("state", "party")
TEXT = "Đơn vị hoàn thành xuất sắc nhiệm vụ chính trị được giao trong năm, " * 30


def worst(style: PaperStyle) -> Season:
    """A unit with a very long name, long texts, and something of everything."""
    season = full(style)
    each = MOST_LETTERS // len(SUMMARY_PROSE)
    prose = tuple(Prose(it.key, TEXT[:each]) for it in SUMMARY_PROSE)
    awards = (Commended(UNIT, f"Bằng khen {LONG_NAMES[0]}", granted=2, name=LONG_NAMES[1]),) * 4
    models = tuple(Exemplar(UNIT, name) for name in LONG_NAMES[:4])
    facts = replace(
        season.facts,
        commended=awards,
        exemplars=models,
        reminders=tuple(Reminder(UNIT, f"Văn bản {name}") for name in LONG_NAMES[:5]),
        discipline=tuple(DisciplineFault(UNIT, what=name) for name in LONG_NAMES[:5]),
    )
    units = tuple(
        replace(it, name=LONG_NAMES[0], contact=LONG_NAMES[1], kind=LONG_NAMES[2])
        if it.id == UNIT
        else it
        for it in season.units
    )
    plan = season.plan.with_record(PaperRecord(KEY, UNIT, prose=prose))
    return replace(season, facts=facts, units=units, plan=plan)


def pages(path: Path) -> int:
    return len(PdfReader(path).pages)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", ["tom-tat-don-vi", "trang-ho-so"])
def test_what_is_to_stand_on_one_page_does(key: str, style: PaperStyle, tmp_path: Path) -> None:
    path = tmp_path / "Một trang.pdf"
    write_paper(made(key, worst(style)), path)
    assert pages(path) == 1
