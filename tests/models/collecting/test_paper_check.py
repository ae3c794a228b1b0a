"""Paper against file: the three states with their sentences, and the second entry."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.collected import SecondEntry, SignedPaper
from models.collecting.check_code import check_code
from models.collecting.paper_check import (
    PaperCheck,
    SlotKey,
    differences,
    paper_checks,
    second_entry,
    settled,
    typed_code,
)
from models.errors import Problem
from models.facts import Facts, NotApplicable
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.exporters.ruled_samples import INPUTS, OTHER, POINTS, SEASON, UNIT, given

D = Decimal
HERE = UNIT.id
BOTH = given(given(SEASON, INPUTS, POINTS), INPUTS, {"III.5": "6"}, OTHER)
DAY = date(2025, 12, 5)


def papered(season: Season, *codes: str, unit: str = HERE) -> Season:
    """The season with signed papers of a unit, the later behind the earlier."""
    papers = tuple(SignedPaper(unit, code, DAY) for code in codes)
    return replace(season, facts=replace(season.facts, signed_papers=papers))


def first(season: Season) -> PaperCheck:
    return paper_checks(season)[0]


OURS = check_code(BOTH, HERE, "self")
THEIRS = check_code(BOTH, OTHER.id, "self")


@pytest.mark.parametrize("text", ["4827-16", "482716", " 4827 16 ", "4827–16", "48.27.16"])
def test_a_code_is_taken_as_people_type_it(text: str) -> None:
    assert typed_code(text) == "4827-16"


@pytest.mark.parametrize("text", ["", "  ", "-"])
def test_nothing_typed_is_no_code(text: str) -> None:
    assert typed_code(text) is None


@pytest.mark.parametrize("text", ["48271", "4827-167", "4827-1a", "x", "4827/16", "４８２７１６"])
def test_what_is_no_code_is_refused_with_what_to_do(text: str) -> None:
    found = typed_code(text)
    assert isinstance(found, Problem)
    assert found.what == f"“{text}” không phải mã kiểm tra: mã có 6 chữ số, ví dụ 4827-16."
    assert "cạnh chữ ký" in found.advice


def test_without_paper_or_scores_nothing_is_compared() -> None:
    check = first(BOTH)
    assert (check.state, check.ours, check.what) == ("none", OURS, "Chưa có bản giấy đã ký.")
    bare = first(SEASON)
    assert (bare.state, bare.ours, bare.what) == ("none", "", "Chưa có điểm tự chấm.")
    early = first(papered(SEASON, "4827-16"))
    assert (early.state, early.what) == ("none", "Đã có bản giấy, chưa có điểm tự chấm.")
    assert all(it.advice for it in (check, bare, early))


def test_the_same_code_is_equal_until_a_score_changes() -> None:
    season = papered(BOTH, OURS)
    assert first(season).state == "equal"
    assert paper_checks(season)[1].state == "none"
    key = ScoreKey(HERE, "III.5", "self")
    moved = season.with_scores({key: replace(season.scores[key], points=D("5.5"))})
    check = first(moved)
    assert check.state == "different"
    assert check.what == (
        f"Bản giấy khác tệp: mã trên giấy {OURS}, mã của điểm đã nhận {check.ours}."
    )
    assert check.advice.startswith("Hỏi đơn vị bản nào là bản chính.")


def test_the_last_paper_counts_and_dashes_do_not_matter() -> None:
    assert first(papered(BOTH, "0000-00", OURS)).state == "equal"
    assert first(papered(BOTH, OURS, "0000-00")).state == "different"
    assert first(papered(BOTH, OURS.replace("-", ""))).state == "equal"


def test_a_paper_laid_to_another_unit_is_recognised() -> None:
    check = first(papered(BOTH, THEIRS))
    assert check.what.endswith(f" Mã trên giấy là mã của {OTHER.name}; xem có gõ nhầm dòng không.")


# ---- papers that were printed from an earlier form

OLD = replace(
    SEASON.table, rows=(replace(SEASON.table.rows[0], title="Tên cũ"), *SEASON.table.rows[1:])
)
OLDER = replace(OLD, rows=(replace(OLD.rows[0], title="Tên cũ nữa"), *OLD.rows[1:]))
SECOND = replace(
    BOTH,
    table=replace(SEASON.table, version=3),
    earlier_tables=(OLDER, replace(OLD, version=2)),
)
EXEMPT = (
    NotApplicable(HERE, "V.2", policy="leave_out"),
    NotApplicable(OTHER.id, "III.5", policy="leave_out"),
    NotApplicable(HERE, "III.5", policy="leave_out"),
)


def exempted(season: Season, count: int) -> Season:
    """With the first facts of what does not apply."""
    return replace(season, facts=replace(season.facts, not_applicable=EXEMPT[:count]))


def printed(season: Season, table: ScoringTable, unit: str = HERE) -> str:
    """The code of a form of that table with these scores."""
    return check_code(replace(season, table=table), unit, "self")


@pytest.mark.parametrize("version", [1, 2])
def test_a_paper_from_an_earlier_version_is_equal(version: int) -> None:
    table = SECOND.earlier_tables[version - 1]
    check = first(papered(SECOND, printed(SECOND, table)))
    assert (check.state, check.what, check.advice) == (
        "equal",
        f"Bản giấy và tệp bằng nhau. Bản giấy in từ biểu mẫu bản {version}.",
        "",
    )
    key = ScoreKey(HERE, "III.5", "self")
    moved = SECOND.with_scores({key: replace(SECOND.scores[key], points=D("5.5"))})
    changed = first(papered(moved, printed(SECOND, table)))
    assert changed.state == "different"
    assert changed.advice.startswith("Hỏi đơn vị bản nào")


@pytest.mark.parametrize("known", [0, 1])
def test_a_paper_from_before_what_does_not_apply_was_noted_is_equal(known: int) -> None:
    paper = check_code(exempted(BOTH, known), HERE, "self")
    now = exempted(BOTH, 3)
    assert paper != check_code(now, HERE, "self")
    check = first(replace(now, facts=replace(now.facts, signed_papers=(SignedPaper(HERE, paper),))))
    assert (check.state, check.what) == (
        "equal",
        "Bản giấy và tệp bằng nhau. Bản giấy in trước khi ghi phần không áp dụng.",
    )


def test_a_paper_from_both_an_earlier_version_and_before_is_equal() -> None:
    paper = printed(SECOND, OLDER)
    now = exempted(SECOND, 3)
    check = first(replace(now, facts=replace(now.facts, signed_papers=(SignedPaper(HERE, paper),))))
    assert (check.state, check.what) == (
        "equal",
        "Bản giấy và tệp bằng nhau. Bản giấy in từ biểu mẫu bản 1, trước khi ghi phần không áp dụng.",
    )


def test_a_paper_without_a_criterion_that_has_points_now_is_not_equal() -> None:
    (*kept, last) = SEASON.table.rows
    new = TableRow("IX", "Mục mới", rows=(TableRow("IX.1", "Việc mới", D(5)),))
    grown = replace(SEASON.table, rows=(*kept, last, new), version=2)
    season = replace(BOTH, table=grown, earlier_tables=(SEASON.table,))
    assert first(papered(season, OURS)).state == "equal"
    scored = season.with_scores({ScoreKey(HERE, "IX.1", "self"): Score(D(4))})
    check = first(papered(scored, OURS))
    assert check.state == "different"
    assert check.what.endswith(
        " Bản giấy in từ biểu mẫu bản 1, khớp với bản đó nhưng không có tiêu chí IX.1."
    )
    assert check.advice == "Xin đơn vị in lại từ biểu mẫu của bảng đang dùng, ký lại."


def test_points_by_hand_in_place_of_numbers_are_named_as_a_cause() -> None:
    key = ScoreKey(HERE, "I.1", "self")
    season = papered(BOTH, OURS).with_scores({key: Score(D(9))})
    assert first(season).what.endswith(
        " Tiêu chí I.1 đang ghi thẳng điểm, chưa ghi số liệu như trên bản giấy."
    )


def test_the_last_second_entry_of_the_stage_is_told() -> None:
    done = (
        SecondEntry(HERE, "self", DAY, 2),
        SecondEntry(HERE, "self", DAY, 0),
        SecondEntry(HERE, "block", DAY, 7),
    )
    assert first(replace(BOTH, facts=Facts(second_entries=done))).second == done[1]


# ---- the second entry


def everything(season: Season) -> dict[SlotKey, Decimal | None]:
    """The second entry that says the same as the first."""
    found = differences(season, HERE, "self", {})
    return {it.key: it.first for it in found}


def test_the_same_again_differs_nowhere() -> None:
    assert differences(BOTH, HERE, "self", everything(BOTH)) == ()


def test_differences_stand_in_the_order_of_the_table() -> None:
    second = everything(BOTH)
    second |= {
        SlotKey("III.5"): D("5.5"),
        SlotKey("I.1", "cham"): None,
        SlotKey("II.5"): D(3),
        SlotKey("III.1", "plan"): D("10.0"),
    }
    found = differences(BOTH, HERE, "self", second)
    assert [(it.key, it.first, it.second) for it in found] == [
        (SlotKey("I.1", "cham"), D(3), None),
        (SlotKey("II.5"), D(2), D(3)),
        (SlotKey("III.5"), D("5.25"), D("5.5")),
    ]


def test_only_what_is_taken_changes() -> None:
    second = everything(BOTH)
    second |= {
        SlotKey("I.1", "cham"): D(4),
        SlotKey("I.1", "thieu"): None,
        SlotKey("II.5"): D(1),
        SlotKey("III.5"): None,
        SlotKey("V.2"): D(2),
    }
    found = differences(BOTH, HERE, "self", second)
    taken = [it for it in found if it.slot.criterion != "V.2"]
    scores = settled(BOTH, HERE, "self", taken)
    assert {key.criterion: (it.points, it.inputs) for key, it in scores.items()} == {
        "I.1": (None, (Input("cham", D(4)),)),
        "II.5": (None, (Input("tot", D(1)),)),
        "III.5": (None, ()),
    }
    kept = scores[ScoreKey(HERE, "I.1", "self")]
    assert (kept.evidence, kept.source) == ("Báo cáo số 12/BC", "")
    after = BOTH.with_scores(scores)
    (left,) = differences(after, HERE, "self", second)
    assert left.key == SlotKey("V.2")


def test_taking_all_of_the_second_entry_gives_its_code() -> None:
    second = everything(BOTH) | {SlotKey("II.6"): None, SlotKey("I.6", "result"): D("1100.5")}
    found = differences(SEASON, HERE, "self", second)
    typed = SEASON.with_scores(settled(SEASON, HERE, "self", found))
    assert differences(typed, HERE, "self", second) == ()
    again = BOTH.with_scores(settled(BOTH, HERE, "self", differences(BOTH, HERE, "self", second)))
    assert check_code(typed, HERE, "self") == check_code(again, HERE, "self") != OURS


def test_the_record_says_how_many_differed_and_how_many_were_taken() -> None:
    found = differences(BOTH, HERE, "self", {**everything(BOTH), SlotKey("V.2"): D(2)})
    assert second_entry(HERE, "self", DAY, found, ()) == SecondEntry(HERE, "self", DAY, 1)
    assert second_entry(HERE, "self", DAY, found, found).note == "Lấy điểm lần hai ở 1 chỗ."
