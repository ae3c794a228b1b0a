"""A form of an earlier version becomes one of the present version, with what still means the same."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from exporters.forms import score_form
from exporters.forms.score import carry
from models.errors import AppError
from models.season import Score, ScoreKey, Season
from models.table_life import TableLife
from tests.exporters.filling import fill, written
from tests.exporters.form_samples import SEASON

UNIT = SEASON.units[0]
ISSUED = replace(SEASON.table, life=TableLife("issued", "05/KH-KTĐ", issued_on=date(2023, 2, 10)))
OLD = replace(SEASON, table=ISSUED, scores={})
CRITERIA = [it.code for it in ISSUED.criteria() if it.rule is None]
FIRST, SECOND = CRITERIA[:2]


def changed() -> Season:
    """The second version: the first criterion is worth another maximum."""
    top = ISSUED.rows[0]
    rows = tuple(
        replace(it, max_points=(it.max_points or Decimal(0)) + 1) if it.code == FIRST else it
        for it in top.rows
    )
    table = replace(
        ISSUED, version=2, life=TableLife(), rows=(replace(top, rows=rows), *ISSUED.rows[1:])
    )
    return replace(OLD, table=table, earlier_tables=(ISSUED,))


def test_what_is_the_same_goes_along_and_the_rest_is_named(tmp_path: Path) -> None:
    form = written(OLD, UNIT, tmp_path)
    fill(form, {FIRST: 2, SECOND: 3})
    now = changed()
    reading = score_form.read(form, now)
    assert [it.code for it in reading.problems] == [carry.EARLIER]
    target = tmp_path / "moi.xlsx"
    found = carry.carry(reading, form.read_bytes(), now, target)
    assert (found.filled, found.left) == (1, (FIRST,))
    again = score_form.read(target, now)
    lines = {it.criterion: it for it in again.lines}
    assert again.unit == UNIT.id
    assert lines[SECOND].points == 3
    assert lines[SECOND].evidence == "Báo cáo số 12"
    assert lines[FIRST].points is None


def test_what_the_book_has_of_other_stages_stays_out_of_the_way(tmp_path: Path) -> None:
    form = written(OLD, UNIT, tmp_path)
    fill(form, {SECOND: 3})
    given = changed().with_scores({ScoreKey(UNIT.id, SECOND, "self"): Score(Decimal(1))})
    target = tmp_path / "moi.xlsx"
    carry.carry(score_form.read(form, given), form.read_bytes(), given, target)
    lines = {it.criterion: it for it in score_form.read(target, given).lines}
    assert lines[SECOND].points == 3


def test_no_form_of_an_earlier_version_is_refused(tmp_path: Path) -> None:
    form = written(SEASON, UNIT, tmp_path)
    reading = score_form.read(form, SEASON)
    with pytest.raises(AppError, match="không phải biểu mẫu của một bản trước"):
        carry.carry(reading, form.read_bytes(), SEASON, tmp_path / "moi.xlsx")
    assert not (tmp_path / "moi.xlsx").exists()
