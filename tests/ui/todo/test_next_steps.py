"""Each thing to do appears with its cause and goes with it."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from models.block import Block
from models.collecting.proposals import discipline_rule, proposals
from models.duties import RequiredPaper
from models.facts import Classification, Facts, IneligibleDossiers, Target
from models.ranks.ranking import rank
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.submission import Submission
from models.table import ScoringTable, TableRow
from models.table_life import TableLife
from models.year_plan import PaperDue, YearPlan
from tests.models.collecting.test_appraisal import ANSWER, drawn
from tests.ui.page_samples import UNITS, filled, season
from tests.ui.score_samples import opened
from ui.frame.window_state import waiting
from ui.frame.work_state import progress
from ui.setup.steps import NO_PACK
from ui.todo import collect_steps
from ui.todo.next_step import Desk, NextStep, some_names
from ui.todo.next_steps import next_steps

ALL = tuple(unit.id for unit in UNITS)


def steps(given: Season) -> dict[str, NextStep]:
    results = score(given)
    return {it.code: it for it in next_steps(given, results, rank(results, given.pack))}


def with_form(*units: str) -> Season:
    return filled(season(), "self", units or ALL)


def test_an_empty_book_is_set_up_in_order() -> None:
    empty = season(block=Block(""), units=(), head="", deputy="", table=ScoringTable())
    assert list(steps(empty)) == ["block", "units", "table", "open-values"]
    assert steps(empty)["units"].wanted == "page:units"
    assert not {"block", "units", "rules", "table"} & steps(season()).keys()
    unruled = steps(season(pack=NO_PACK))
    assert next(iter(unruled)) == "rules"
    assert unruled["rules"].wanted == "continue-setup"


def test_a_wrong_table_is_named_with_its_first_error() -> None:
    wrong = season(table=ScoringTable((TableRow("I", "Nhiệm vụ", Decimal(40)),)))
    found = steps(wrong)["table-errors"]
    assert found.tone == "error"
    assert found.wanted == "page:table"
    assert "Thiếu mục II" in found.detail
    assert "table-errors" not in steps(season())


def test_a_head_is_asked_for_last() -> None:
    assert list(steps(replace(with_form(), head="")))[-1] == "head"
    assert "head" not in steps(with_form())


def test_forms_are_sent_until_the_first_one_is_back() -> None:
    assert steps(season())["send-forms"].wanted == "forms-out"
    assert "send-forms" not in steps(with_form("u1"))


def test_units_that_owe_their_form_are_named() -> None:
    found = steps(with_form("u1", "u2", "u3"))["forms-owed"]
    assert found.badge == "Thiếu 2"
    assert found.detail == "Báo Lào Cai, Trường Chính trị"
    assert found.tone == "warn"
    assert found.wanted == "import-forms"
    assert "forms-owed" not in steps(with_form())


def test_an_owed_form_is_urgent_once_the_block_scores() -> None:
    begun = filled(with_form("u1", "u2", "u3"), "block", ["u1"])
    assert steps(begun)["forms-owed"].tone == "error"


def test_an_incomplete_form_leads_to_its_unit() -> None:
    gap = with_form().with_scores({ScoreKey("u3", "I.2", "self"): Score(None, "Có hồ sơ")})
    found = steps(gap)["forms-incomplete"]
    assert found.sentence == "Bảng tự chấm còn trống 1 tiêu chí"
    assert found.wanted == "page:scores/u3"
    assert "forms-incomplete" not in steps(with_form())


def test_missing_evidence_counts_only_where_the_form_is_in() -> None:
    bare = filled(season(), "self", ["u1", "u2"], evidence="")
    assert steps(bare)["evidence"].badge == "2 đơn vị"
    assert "evidence" not in steps(with_form("u1", "u2"))
    free = replace(bare, pack=replace(bare.pack, evidence_required=False))
    assert "evidence" not in steps(free)


def test_the_stages_come_one_after_the_other() -> None:
    told = []
    given = with_form()
    assert "meeting" not in steps(given)
    for stage in ("block", "appraisal"):
        told += [code for code in steps(given) if code.startswith("stage-")]
        given = filled(given, stage)
    assert told == ["stage-block", "stage-appraisal"]
    assert not [code for code in steps(given) if code.startswith("stage-")], (
        "the meeting enters only what it changes"
    )
    given = replace(given, plan=replace(given.plan, meeting=date(2023, 12, 19)))
    assert steps(given)["meeting"].sentence == "Hội nghị tổng kết 19/12/2023 (thứ Ba)"
    assert steps(given)["meeting"].wanted == "page:meeting/agenda"
    changed = given.with_scores({ScoreKey("u1", "I.2", "agreed"): Score(Decimal(1))})
    assert "meeting" in steps(changed), "one changed point makes the others no more missing"


@pytest.mark.parametrize(
    ("today", "badge"),
    [(11, None), (12, "Còn 7 ngày"), (18, "Ngày mai"), (19, "Hôm nay"), (20, None)],
)
def test_a_meeting_of_this_week_is_told_whatever_else_is_due(today: int, badge: str | None) -> None:
    given = season()
    given = replace(given, plan=replace(given.plan, meeting=date(2023, 12, 19)))
    results = score(given)
    ranked = rank(results, given.pack)
    found = next_steps(given, results, ranked, date(2023, 12, today))
    assert [it.badge for it in found if it.code == "meeting"] == ([badge] if badge else [])


def test_forms_that_were_written_are_waited_for_not_sent_again() -> None:
    given = season()
    assert "send-forms" in steps(given)
    sent = YearPlan(forms_sent=date(2023, 11, 20), forms_version=given.table.version)
    after = replace(given, plan=sent)
    assert "send-forms" not in steps(after)
    assert "forms-owed" in steps(after)
    newer = replace(given.table, version=given.table.version + 1, life=TableLife(state="issued"))
    assert "send-forms" in steps(replace(after, table=newer)), "forms of an older version"


def test_a_draft_is_issued_before_forms_go_out() -> None:
    draft = replace(season().table, life=TableLife())
    given = replace(season(), table=draft)
    found = steps(given)
    assert found["issue-table"].sentence == "Gửi bảng chấm điểm xin ý kiến, rồi ban hành"
    assert list(found).index("issue-table") < list(found).index("send-forms")
    asked = replace(given, table=replace(draft, life=TableLife(state="opinion")))
    assert steps(asked)["issue-table"].sentence == "Ban hành bảng chấm điểm"
    assert "issue-table" not in steps(filled(given, "self", ["u1"])), "the block goes its own way"


def test_the_board_is_waited_for_with_its_basis() -> None:
    found = steps(filled(with_form(), "block"))["stage-appraisal"]
    assert found.badge == "Chờ thẩm định"
    assert found.wanted == "page:scores/u1|appraisal"
    assert found.sentence == "5 đơn vị chưa có điểm mục III"
    assert found.detail.startswith("Ban Thi đua - Khen thưởng tỉnh · Hướng dẫn số 1560")


def test_the_appraisal_runs_beside_the_block_scores() -> None:
    begun = filled(with_form(), "block", ["u1", "u2"])
    found = steps(begun)
    assert found["stage-block"].badge == "3 đơn vị"
    assert "stage-appraisal" in found
    assert "stage-agreed" not in steps(filled(begun, "appraisal", ["u1", "u2"]))


def test_criteria_without_a_block_score_are_counted() -> None:
    found = steps(filled(with_form(), "block", ["u1", "u2", "u3", "u4"]))["stage-block"]
    assert found.sentence == "6 tiêu chí chưa có điểm khối chấm"
    assert found.detail == "Trường Chính trị"


def test_dossiers_wait_for_the_notice() -> None:
    facts = Facts(dossiers=(IneligibleDossiers("u2", 3),))
    assert "3 hồ sơ" in steps(season(facts=facts))["notice"].sentence
    noticed = Facts(dossiers=(IneligibleDossiers("u2", 3, "Thông báo 12/TB-BTĐKT"),))
    assert "notice" not in steps(season(facts=noticed))


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        (Target("u1", "Số đề tài", "I.1", Decimal(2), Decimal(3)), True),
        (Target("u1", "Số đề tài", "I.1", Decimal(2), Decimal(3), bonus=Decimal("0.5")), False),
        (Target("u1", "Số đề tài", "I.1", Decimal(2), Decimal(2)), False),
        (Target("u1", "Số đơn thư", "I.1", Decimal(2), Decimal(1), better="lower"), True),
        (Target("u1", "Chi bộ", "II.1", Decimal(2), Decimal(3)), False),
    ],
)
def test_a_bonus_figure_is_asked_for_exceeded_targets(target: Target, *, asked: bool) -> None:
    assert ("bonus" in steps(season(facts=Facts(targets=(target,))))) is asked


def test_provisional_scores_are_counted_until_every_classification_is_recorded() -> None:
    given = with_form()
    assert steps(given)["provisional"].sentence == "10 điểm còn tạm tính"
    known = replace(given, facts=Facts(classifications=tuple(map(Classification, ALL))))
    assert "provisional" not in steps(known)
    key = ScoreKey("u1", "I.1", "self")
    marked = known.with_scores({key: replace(known.score(*key), provisional=True)})
    assert steps(marked)["provisional"].sentence == "1 điểm còn tạm tính"


def test_a_tie_at_the_line_is_for_the_block_to_decide() -> None:
    equal = filled(season(), "self", less="0")
    flag = Quota("Cờ thi đua", "number", Decimal(2))
    tied = replace(equal, pack=replace(equal.pack, quotas=(flag,)))
    # Báo Lào Cai has neither organisation, so half of section II parts it from the other four.
    assert steps(tied)["tie"].sentence == "4 đơn vị cùng điểm, Cờ thi đua còn 2 suất"
    parted = replace(with_form(), pack=tied.pack)
    assert "tie" not in steps(parted)


def test_the_result_table_is_offered_when_every_stage_asked_for_is_full() -> None:
    scored = filled(with_form(), "block")
    assert steps(scored)["export"].wanted == "page:documents"
    assert "export" not in steps(with_form())
    begun = scored.with_scores({ScoreKey("u1", "III.1", "appraisal"): Score(Decimal(5))})
    assert "export" not in steps(begun)
    assert "export" in steps(filled(scored, "appraisal", ["u1"]))


def test_once_the_result_is_closed_only_what_follows_the_meeting_is_left() -> None:
    closed = replace(season(), closed_on=date(2023, 12, 22))
    closed = replace(closed, plan=replace(closed.plan, meeting=date(2023, 12, 19)))
    found = steps(closed)
    assert list(found) == ["after-meeting"]
    assert found["after-meeting"].wanted == "page:meeting/closing"
    assert "24/12/2023" in found["after-meeting"].detail


def test_a_long_list_of_names_is_shortened() -> None:
    assert some_names("ABCDE") == "A, B, C và 2 đơn vị khác"
    assert some_names("ABC") == "A, B, C"


def test_a_block_without_points_is_not_told_that_all_points_are_in() -> None:
    empty = replace(season(), table=ScoringTable())
    assert "export" not in steps(empty)
    assert "export" not in steps(season())


def test_forms_wait_until_a_later_version_is_issued() -> None:
    given = season()
    assert "send-forms" in steps(given)
    later = replace(given, table=replace(given.table, version=2, life=TableLife()))
    found = steps(later)
    assert "send-forms" not in found
    assert found["issue-table"].sentence == "Ban hành bảng chấm điểm bản 2"
    issued = replace(later.table, life=TableLife("issued", number="05/KH-KTĐ"))
    assert "send-forms" in steps(replace(later, table=issued))
    assert "issue-table" not in steps(replace(later, table=issued))


def test_overdue_papers_and_open_proposals_are_told_once_a_day_is_known() -> None:
    paper = RequiredPaper("unit-year", "Báo cáo tổng kết")
    given = season()
    given = replace(
        given,
        pack=replace(given.pack, papers=(paper,)),
        plan=YearPlan(dues=(PaperDue("unit-year", date(2026, 12, 11)),)),
    )
    results = score(given)
    standings = rank(results, given.pack)

    def told(today: date | None) -> dict[str, NextStep]:
        return {it.code: it for it in next_steps(given, results, standings, today)}

    assert not {"papers-owed", "proposals"} & told(None).keys()
    assert not {"papers-owed", "proposals"} & told(date(2026, 12, 10)).keys()
    late = told(date(2026, 12, 12))
    assert late["papers-owed"].badge == f"Quá hạn {len(given.units)}"
    assert late["papers-owed"].wanted == "page:papers/due"
    assert (late["papers-owed"].count, late["papers-owed"].things) == (
        len(given.units),
        "giấy tờ quá hạn",
    )
    assert ("proposals" in late) == (discipline_rule(given.pack) is not None)


def test_the_side_bar_counts_things_and_says_what_they_are(tmp_path: Path) -> None:
    """Five overdue papers are five things, not one step."""
    paper = RequiredPaper("unit-year", "Báo cáo tổng kết")
    given = season()
    given = replace(
        given,
        pack=replace(given.pack, papers=(paper,)),
        plan=YearPlan(dues=(PaperDue("unit-year", date(2023, 12, 1)),)),
    )
    session = opened(tmp_path, given)
    late = len(given.units)
    proposed = len([it for it in proposals(given, session.now().date()) if it.state == "open"])
    assert proposed
    assert waiting(session)["papers"] == (
        late + proposed,
        f"{late} giấy tờ quá hạn, {proposed} đề nghị",
    )
    session.close()


def test_what_is_not_counted_is_said_in_its_own_line(tmp_path: Path) -> None:
    dossiers = (IneligibleDossiers(ALL[0], 3),)
    session = opened(tmp_path, season(facts=Facts(dossiers=dossiers)))
    assert "3 hồ sơ chờ thông báo, chưa trừ điểm" in waiting(session)["scores"].words.split("\n")
    session.close()


def test_points_of_the_appraisal_ask_for_the_letter_they_come_from() -> None:
    def told(given: Season) -> list[str]:
        results = score(given)
        desk = Desk(given, results, rank(results, given.pack), progress(given))
        return [f"{it.sentence}: {it.wanted}" for it in collect_steps.letter_owed(desk)]

    wanted = "Chưa ghi văn bản kết quả thẩm định: page:papers/appraisal"
    assert told(drawn()) == [wanted]
    assert told(drawn(plan=ANSWER)) == []
    assert told(drawn("Ban A: all=max")) == []


def test_files_that_wait_in_the_inbox_are_a_step() -> None:
    came = Submission(1, "u3.xlsx", datetime(2026, 12, 1), "0" * 64, 10)
    step = steps(replace(season(), submissions=(came,)))["inbox"]
    assert (step.badge, step.detail, step.wanted) == ("1 tệp", "u3.xlsx", "page:import")
