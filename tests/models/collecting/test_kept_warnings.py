"""Warnings that were accepted: known by their sentence, opened again by another, told on the score sheet."""

from dataclasses import replace
from datetime import date

import pytest

from models.collected import Explanation, KeptWarning
from models.collecting.doubts import look_at
from models.collecting.kept_warnings import (
    is_kept,
    keep,
    keep_problem,
    kept,
    open_doubts,
    replaced,
    still_open,
)
from models.collecting.outlier_checks import doubts
from models.errors import Problem
from models.facts import Facts
from models.papers.kinds import build
from models.papers.report import Paragraph
from models.season import Score, ScoreKey, Season
from tests.models.drawing import D, season

TODAY = date(2023, 12, 6)
LESS = "I.1=20 I.2=15 I.3=15 I.4=9 II.1=12 II.2=7 III.1=6 III.2=5 III.3=3"
FAR = f"Ban A: {LESS} I.1=14 I.1@self=20\nBan B: {LESS}"
OLD_FONT = Problem("text-old-font", "Chữ gõ bằng phông TCVN3 cũ.", "Xem lại.", "Ô E5", "warning")


def accepted(made: Season, note: str = "Đã hỏi, khối giữ nguyên.") -> Season:
    """All open doubts accepted, as the clerk would one by one."""
    facts = made.facts.kept_warnings
    for doubt in open_doubts(made):
        facts += keep(made, doubt, note, TODAY)
    return with_kept(made, *facts)


def with_kept(made: Season, *facts: KeptWarning) -> Season:
    return replace(made, facts=replace(made.facts, kept_warnings=facts))


def block_gives(made: Season, points: str) -> Season:
    return made.with_scores({ScoreKey("Ban A", "I.1", "block"): Score(D(points))})


def notes(made: Season, unit: str) -> list[str]:
    report = build("phieu-diem", made, unit, printed_on=TODAY)
    paragraphs = [it for it in report.parts[0].contents if isinstance(it, Paragraph)]
    return [it.text for it in paragraphs if "đã chấp nhận" in it.text]


def test_an_accepted_doubt_is_no_longer_open() -> None:
    made = season(FAR)
    (doubt,) = open_doubts(made)
    assert doubt.problem.code == "far-from-self"
    after = accepted(made)
    assert open_doubts(after) == ()
    assert after.facts.kept_warnings == (
        KeptWarning(
            "Ban A", "I.1", "far-from-self", doubt.problem.what, "Đã hỏi, khối giữ nguyên.", TODAY
        ),
    )


def test_another_figure_makes_another_sentence_and_is_asked_again() -> None:
    after = block_gives(accepted(season(FAR)), "13")
    (doubt,) = open_doubts(after)
    assert doubt.problem.what.startswith("Khối chấm 13")
    (old,) = kept(after, look_at(after))
    assert not old.stands
    assert replaced(after, doubts(look_at(after)), doubt) == old.facts
    back = block_gives(after, "14")
    assert open_doubts(back) == ()
    assert kept(back, look_at(back))[0].stands


def test_the_same_place_may_hold_several_warnings() -> None:
    """Two targets of one section: accepting one neither closes nor replaces the other."""
    made = season(f"Ban A: {LESS} target:I=10/9/1 target:I=20/9/1")
    facts = tuple(replace(it, name=f"Chỉ tiêu {n}") for n, it in enumerate(made.facts.targets))
    made = replace(made, facts=replace(made.facts, targets=facts))
    first, second = open_doubts(made)
    after = with_kept(made, *keep(made, first, "Đúng", TODAY))
    assert open_doubts(after) == (second,)
    assert replaced(after, (first, second), second) == ()


def test_what_was_accepted_for_one_unit_is_open_for_another() -> None:
    made = season(f"Ban A: {LESS} I.1=14 I.1@self=20\nBan B: {LESS} I.1=14 I.1@self=20")
    first, second = open_doubts(made)
    assert first.problem.what == second.problem.what
    after = with_kept(made, *keep(made, first, "Đúng", TODAY))
    assert [it.unit for it in open_doubts(after)] == ["Ban B"]


def test_a_doubt_about_the_block_is_kept_on_every_unit_and_read_as_one() -> None:
    full = LESS.replace("II.2=7", "II.2=8")
    made = accepted(season(f"Ban A: {full}\nBan B: {full}"))
    assert [it.unit for it in made.facts.kept_warnings] == ["Ban A", "Ban B"]
    (one,) = kept(made)
    assert (one.unit, one.criterion, len(one.facts)) == ("", "II", 2)
    own = tuple(KeptWarning(it, "I.1", "far-from-self", "Xa.", "Đúng", TODAY) for it in "AB")
    assert [(it.unit, len(it.facts)) for it in kept(with_kept(made, *own))] == [("A", 1), ("B", 1)]
    assert open_doubts(made) == ()
    # A unit that came later was not there when it was accepted.
    assert still_open(with_kept(made, one.facts[0]), doubts(look_at(made))) != ()


def test_a_warning_of_a_form_is_kept_with_its_code_and_place() -> None:
    made = season(FAR)
    assert not is_kept(made, "Ban A", OLD_FONT)
    fact = keep_problem("Ban A", OLD_FONT, "Đã xem", TODAY, "I.1")
    assert (fact.code, fact.accepted) == ("text-old-font", TODAY)
    after = with_kept(made, fact)
    assert is_kept(after, "Ban A", OLD_FONT, "I.1")
    assert not is_kept(after, "Ban B", OLD_FONT, "I.1")
    assert not is_kept(after, "Ban A", replace(OLD_FONT, where="Ô E6"), "I.1")
    assert kept(after, look_at(after))[0].stands, "a form cannot be looked at again"


def test_a_jump_stands_while_last_year_is_not_known() -> None:
    made, before = season(f"Ban A: {LESS}"), season(f"Ban A: {LESS.replace('I.1=20', 'I.1=0')}")
    before = replace(before, year=2022)
    (doubt,) = open_doubts(made, before)
    after = with_kept(made, *keep(made, doubt, "Có việc mới", TODAY))
    assert open_doubts(after, before) == ()
    lower = after.with_scores({ScoreKey("Ban A", "I.1", "block"): Score(D(2))})
    assert kept(lower, look_at(lower))[0].stands
    assert not kept(lower, look_at(lower, before))[0].stands


def test_the_score_sheet_tells_what_was_accepted_with_its_note() -> None:
    made = accepted(season(FAR))
    made = with_kept(
        made,
        *made.facts.kept_warnings,
        keep_problem("Ban A", OLD_FONT, "Đã xem", TODAY),
    )
    assert notes(made, "Ban A") == [
        (
            "1. Cảnh báo đã chấp nhận: I.1: Khối chấm 14, đơn vị tự chấm 20 trên 20 điểm, chưa ghi lý do. "
            "Ghi chú: Đã hỏi, khối giữ nguyên."
        ),
        "2. Cảnh báo đã chấp nhận: Ô E5: Chữ gõ bằng phông TCVN3 cũ. Ghi chú: Đã xem",
    ]
    assert notes(made, "Ban B") == []


def test_the_score_sheet_does_not_tell_what_is_no_longer_true() -> None:
    made = accepted(season(FAR))
    assert notes(block_gives(made, "13"), "Ban A") == []
    assert notes(block_gives(made, "20"), "Ban A") == []


@pytest.mark.parametrize(
    ("answered", "said"),
    [(True, "đã có giải trình được trả lời"), (False, "đã ghi lý do ở ô điểm")],
)
def test_what_was_answered_since_is_still_told_with_the_same_figures(
    *, answered: bool, said: str
) -> None:
    """No score changed: the sentence stays on the sheet, and says that a reason came later."""
    made = accepted(season(FAR))
    if answered:
        told = Explanation("Ban A", "I.1", "Có báo cáo", answer="Giữ điểm")
        after = replace(made, facts=replace(made.facts, explanations=(told,)))
    else:
        reason = Score(D(14), note="Thiếu báo cáo quý")
        after = made.with_scores({ScoreKey("Ban A", "I.1", "block"): reason})
    assert open_doubts(after) == ()
    (one,) = kept(after, look_at(after))
    assert one.stands
    assert one.facts == made.facts.kept_warnings
    assert notes(after, "Ban A") == [
        (
            "1. Cảnh báo đã chấp nhận: I.1: Khối chấm 14, đơn vị tự chấm 20 trên 20 điểm, chưa ghi lý do. "
            f"Sau đó {said}. Ghi chú: Đã hỏi, khối giữ nguyên."
        )
    ]
    moved = block_gives(after, "13")
    (one,) = kept(moved, look_at(moved))
    assert (one.stands, one.gone) == (False, "điểm đã đổi")
    assert notes(moved, "Ban A") == []


def test_what_changed_is_named_where_it_was_not_the_points() -> None:
    made = accepted(season(f"Ban A: {LESS} target:I=10/9/1"))
    (target,) = made.facts.targets
    now = (replace(target, result=D(11)),)
    after = replace(made, facts=replace(made.facts, targets=now))
    (one,) = kept(after, look_at(after))
    assert (one.stands, one.gone) == (False, "chỉ tiêu đã đổi")


def test_every_unit_tells_what_was_accepted_of_the_block() -> None:
    full = LESS.replace("II.2=7", "II.2=8")
    made = accepted(season(f"Ban A: {full}\nBan B: {full}"), "Thống nhất tại cuộc họp")
    told = [
        (
            "1. Cảnh báo đã chấp nhận: II: Cả 2 đơn vị đều đạt điểm tối đa của mục II. "
            "Ghi chú: Thống nhất tại cuộc họp"
        )
    ]
    assert [notes(made, it.id) for it in made.units] == [told, told]


def test_nothing_accepted_nothing_told() -> None:
    made = season(FAR)
    assert made.facts == Facts()
    assert kept(made, look_at(made)) == ()
    assert notes(made, "Ban A") == []
