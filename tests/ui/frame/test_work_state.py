"""Who has what, and where the year stands."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.rulepack import Stage
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable
from tests.ui.page_samples import UNITS, filled, season
from ui.frame.work_state import progress, year_steps


def marks(given: Season, column: str) -> list[str]:
    return [it.mark for it in progress(given).column(column)]


def test_columns_are_the_stages_with_the_evidence_beside_the_self_score() -> None:
    names = [it.name for it in progress(season()).columns]
    assert names == ["Tự chấm", "Minh chứng", "Khối chấm", "Thẩm định"]


def test_a_table_that_asks_for_no_evidence_has_no_such_column() -> None:
    bare = tuple(
        replace(it, rows=tuple(replace(row, evidence="") for row in it.rows))
        for it in season().table.rows
    )
    codes = [it.code for it in progress(season(table=ScoringTable(bare))).columns]
    assert "evidence" not in codes


def test_a_form_is_full_partial_or_not_there() -> None:
    given = filled(season(), "self", ["u1", "u2"])
    gap = given.with_scores({ScoreKey("u2", "III.2", "self"): Score()})
    assert marks(gap, "self") == ["done", "part", "open", "open", "open"]


def test_a_missing_form_blocks_once_the_block_scores() -> None:
    begun = filled(filled(season(), "self", ["u1"]), "block", ["u1"])
    assert marks(begun, "self") == ["done", "blocked", "blocked", "blocked", "blocked"]


def test_missing_evidence_blocks_only_units_whose_points_are_in() -> None:
    bare = filled(season(), "self", ["u1"], evidence="")
    assert marks(bare, "evidence")[:2] == ["blocked", "open"]


def test_the_appraisal_looks_at_its_section_only() -> None:
    cell = progress(filled(season(), "appraisal", ["u1"])).column("appraisal")[0]
    assert (cell.mark, cell.done, cell.total) == ("done", 2, 2)


def test_a_cell_speaks_in_words() -> None:
    given = filled(season(), "self", ["u1"]).with_scores({ScoreKey("u1", "I.2", "self"): Score()})
    state = progress(given)
    words = state.cells[0][0].words(UNITS[0], state.columns[0])
    assert words == "Ban Nội chính Tỉnh ủy · Tự chấm: 5/6 tiêu chí, còn I.2"


def test_the_year_stands_at_its_first_station_that_is_not_done() -> None:
    given = filled(filled(season(), "self"), "block", ["u1"])
    line = year_steps(given, progress(given))
    assert [it.name for it in line if it.state == "now"] == ["Khối chấm"]
    assert next(it.detail for it in line if it.state == "now") == "1/5 đơn vị"
    assert [it.state for it in line[:5]] == ["done"] * 5


def test_a_closed_year_is_done_to_its_end() -> None:
    given = season(closed_on=date(2023, 12, 22))
    for stage in ("self", "block", "appraisal", "agreed"):
        given = filled(given, stage)
    line = year_steps(given, progress(given))
    assert {it.state for it in line} == {"done"}
    assert line[-1].detail == "22/12/2023"


def test_the_meeting_changes_points_and_owes_none() -> None:
    given = filled(filled(filled(season(), "self"), "block"), "appraisal")
    given = given.with_scores({ScoreKey("u1", "I.2", "agreed"): Score(Decimal(1))})
    line = year_steps(given, progress(given))
    meeting = next(it for it in line if it.name == "Thống nhất")
    assert (meeting.state, meeting.detail) == ("now", "sửa 1 điểm")


def test_a_closed_year_waits_only_for_what_comes_after_the_meeting() -> None:
    given = filled(season(closed_on=date(2023, 12, 22)), "self", ["u1"])
    line = year_steps(given, progress(given))
    assert [it.name for it in line if it.state == "now"] == []
    stages = (*given.pack.stages, Stage("board", "Ban thẩm định", ranks_to=3, after_meeting=True))
    given = replace(given, pack=replace(given.pack, stages=stages))
    line = year_steps(given, progress(given))
    assert [it.name for it in line[-2:]] == ["Chốt", "Ban thẩm định"]
    assert [it.name for it in line if it.state == "now"] == ["Ban thẩm định"]


def test_the_form_belongs_to_the_first_stage_whatever_its_code() -> None:
    stages = (Stage("don-vi", "Đơn vị chấm"), Stage("self", "Khối chấm"))
    own = season(pack=replace(season().pack, stages=stages))
    assert [it.code for it in progress(own).columns] == ["don-vi", "evidence", "self"]
    begun = filled(own, "self", ["u1"])
    assert marks(begun, "don-vi") == ["blocked"] * 5
    forms = next(it for it in year_steps(begun, progress(begun)) if it.name == "Biểu mẫu")
    assert forms.detail == ""
