"""Points changed in the meeting: proposed, decided, entered as one act; ranks foreseen for the operator."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from models.collected import Discussion
from models.errors import AppError
from models.facts import Facts, NotApplicable, with_replaced
from models.hall.scenes import build
from models.meeting_day import discussion
from models.meeting_day.discussion import WhatIf
from models.ranks.ranking import rank
from models.rulepack import Rule, Stage
from models.scores.scoring import score
from models.season import NO_SCORE, Score, ScoreKey, Season
from tests.models.drawing import S3_RULES, D, season

DRAWING = """
    Ban A: all=max
    Ban B: all=max I.1=19
    Ban C: all=max I.1=18
"""
ACCEPT: Mapping[str, object] = {"outcome": "accepted"}


def proposed(made: Season, unit: str, criterion: str, new: str) -> Discussion:
    given = Discussion(unit, criterion, new=D(new), by="Ông X", why="Vì báo cáo chậm")
    return discussion.propose(made, score(made), given)


def entered(made: Season, it: Discussion, decision: Mapping[str, object] = ACCEPT) -> Season:
    """The season after the decision, as the file would hold it."""
    known = replace(made, facts=replace(made.facts, discussions=(*made.facts.discussions, it)))
    taking = discussion.decide(known, score(known), it, decision)
    lists = with_replaced(known.facts, taking.old_facts, taking.new_facts)
    facts = replace(known.facts, **lists)  # type: ignore[arg-type]
    return replace(known.with_scores(taking.scores), facts=facts)


def ranks(made: Season) -> str:
    placed = rank(score(made), made.pack)
    return " ".join(f"{it.result.unit.id[-1]}{it.rank}" for it in placed)


def test_accepted_points_are_the_agreed_score_and_nothing_else_changes() -> None:
    made = season(DRAWING)
    it = proposed(made, "Ban A", "III.2", "3.5")
    assert it.old == D(5)
    after = entered(made, it)
    key = ScoreKey("Ban A", "III.2", "agreed")
    assert set(after.scores) - set(made.scores) == {key}
    assert after.scores[key].points == D("3.5")
    assert after.scores[key].note == "Vì báo cáo chậm"
    assert after.facts.discussions == (replace(it, outcome="accepted"),)
    assert ranks(after) == "B1 A2 C3"
    label = discussion.decide(
        replace(made, facts=Facts(discussions=(it,))), score(made), it, ACCEPT
    ).label
    assert label == "thống nhất III.2 của Ban A 5 → 3,5"


def test_a_point_already_agreed_is_contested_from_the_agreed_one() -> None:
    first = entered(season(DRAWING), proposed(season(DRAWING), "Ban A", "I.1", "18"))
    again = proposed(first, "Ban A", "I.1", "19.5")
    assert again.old == D(18)
    after = entered(first, again)
    assert [(it.old, it.new) for it in after.facts.discussions] == [
        (D(20), D(18)),
        (D(18), D("19.5")),
    ]
    assert after.score("Ban A", "I.1", "agreed").points == D("19.5")


@pytest.mark.parametrize("outcome", ["rejected", "withdrawn"])
def test_what_is_not_accepted_stays_in_the_list_and_changes_no_point(outcome: str) -> None:
    made = season(DRAWING)
    after = entered(made, proposed(made, "Ban A", "I.1", "10"), {"outcome": outcome})
    assert after.scores == made.scores
    assert [it.outcome for it in after.facts.discussions] == [outcome]


@pytest.mark.parametrize(
    ("criterion", "new", "words"),
    [
        ("I.1", "20", "Điểm đang là 20"),
        ("I.1", "20.5", "Tối đa 20 điểm"),
        ("I.1", "-1", "Thấp nhất 0 điểm"),
        ("I.1", "9.555", "lẻ hơn bước điểm"),
        ("I", "10", "không còn trong sổ"),
        ("IX.9", "1", "không còn trong sổ"),
    ],
)
def test_points_that_cannot_be_are_refused(criterion: str, new: str, words: str) -> None:
    with pytest.raises(AppError, match=words):
        proposed(season(DRAWING), "Ban A", criterion, new)


def test_zero_is_a_value() -> None:
    made = season(DRAWING)
    after = entered(made, proposed(made, "Ban A", "I.1", "0"))
    assert after.score("Ban A", "I.1", "agreed").points == D(0)


def test_two_open_proposals_on_one_point_are_not_possible() -> None:
    made = season(DRAWING)
    it = proposed(made, "Ban A", "I.1", "10")
    made = replace(made, facts=Facts(discussions=(it,)))
    with pytest.raises(AppError, match="chờ quyết định"):
        proposed(made, "Ban A", "I.1", "11")
    assert proposed(made, "Ban B", "I.1", "11").old == D(19)


def test_points_that_changed_meanwhile_are_not_overwritten() -> None:
    made = season(DRAWING)
    it = proposed(made, "Ban A", "I.1", "10")
    changed = season(DRAWING.replace("Ban A: all=max", "Ban A: all=max I.1=15"))
    with pytest.raises(AppError, match="nay là 15, lúc đề nghị là 20"):
        entered(changed, it)


def test_a_closed_year_takes_no_proposal() -> None:
    with pytest.raises(AppError, match="đã chốt"):
        proposed(replace(season(DRAWING), closed_on=date(2023, 12, 20)), "Ban A", "I.1", "10")


def test_hands_must_be_counted_but_no_number_of_them_is_law() -> None:
    made = season(DRAWING)
    it = proposed(made, "Ban A", "I.1", "10")
    hands: dict[str, object] = {"outcome": "accepted", "method": "hands"}
    with pytest.raises(AppError, match="số người giơ tay"):
        entered(made, it, hands)
    after = entered(made, it, {**hands, "for_": 3, "against": 4, "abstained": 2})
    found = after.facts.discussions[0]
    assert discussion.outcome_words(found) == (
        "Thông qua, giơ tay: đồng ý 3, không đồng ý 4, không có ý kiến 2"
    )
    assert discussion.hands_words(found) == (
        "Đồng ý 3, không đồng ý 4, không có ý kiến 2: đồng ý ít hơn không đồng ý."
    )


SELF, BLOCK, APPRAISAL, AGREED = S3_RULES.stages
RULED = replace(APPRAISAL, rule="board-appraisal")
COUNCIL = Stage("council", "Hội đồng", after_meeting=True)
TRACK = Stage("track", "Theo dõi", counts=False)


@pytest.mark.parametrize(
    ("stages", "criterion", "expected"),
    [
        ((SELF, BLOCK, RULED, AGREED), "III.1", "agreed"),
        ((SELF, BLOCK, AGREED, COUNCIL, TRACK), "III.1", "agreed"),
        ((SELF, BLOCK, replace(RULED, after_meeting=True)), "III.1", "block"),
        ((SELF, BLOCK, RULED), "I.1", "block"),
        ((SELF, BLOCK, RULED), "III.1", None),
    ],
    ids=["agreed", "council later", "appraised later", "not appraised", "the Board's own"],
)
def test_the_stage_of_the_meeting(
    stages: tuple[Stage, ...], criterion: str, expected: str | None
) -> None:
    pack = replace(S3_RULES, stages=stages, rules=(Rule("board-appraisal", "Thẩm định", ""),))
    found = discussion.agreed_stage(season(DRAWING, pack), criterion)
    assert (found.code if found else None) == expected
    if expected is None:
        with pytest.raises(AppError, match="Thêm vòng “Thống nhất”"):
            proposed(season(DRAWING, pack), "Ban A", criterion, "1")


def test_what_would_not_count_is_refused() -> None:
    made = season(DRAWING)
    fact = NotApplicable("Ban A", "I.1", policy="leave_out")
    made = replace(made, facts=Facts(not_applicable=(fact,)))
    with pytest.raises(AppError, match="không thành điểm tính"):
        proposed(made, "Ban A", "I.1", "10")


# ---- foreseen


def foreseen(made: Season, unit: str, criterion: str, new: str) -> WhatIf:
    results = score(made)
    it = Discussion(unit, criterion, new=D(new))
    found = discussion.what_if(made, results, rank(results, made.pack), it)
    assert found is not None
    return found


def test_what_if_says_the_rank_of_the_unit_and_of_those_it_passes() -> None:
    made = season(DRAWING)
    words = discussion.what_if_words(foreseen(made, "Ban A", "III.2", "3.5"))
    assert words == "Nếu thông qua: tổng 95,00 → 93,50, hạng 1 → 2; Ban B hạng 2 → 1."
    words = discussion.what_if_words(foreseen(made, "Ban A", "III.2", "4"))
    assert words == "Nếu thông qua: tổng 95,00 → 94,00, hạng 1 → 1 =; Ban B hạng 2 → 1 =."
    words = discussion.what_if_words(foreseen(made, "Ban C", "I.1", "17"))
    assert words == "Nếu thông qua: tổng 93,00 → 92,00, hạng 3 không đổi."


def test_what_if_is_what_accepting_gives() -> None:
    made = season(DRAWING)
    it = proposed(made, "Ban B", "I.1", "12.25")
    found = foreseen(made, "Ban B", "I.1", "12.25")
    after = entered(made, it)
    assert found.own.after in rank(score(after), after.pack)
    assert all(it.after in rank(score(after), after.pack) for it in found.others)


def test_an_excluded_unit_moves_nobody() -> None:
    made = season(DRAWING.replace("Ban A: all=max", "Ban A: all=max excluded"))
    words = discussion.what_if_words(foreseen(made, "Ban A", "I.1", "1"))
    assert words.endswith("đơn vị không xếp hạng.")
    assert ";" not in words


def test_a_proposal_is_the_same_one_when_others_are_gone() -> None:
    made = season(DRAWING)
    places = (("Ban A", "I.1"), ("Ban B", "I.1"), ("Ban B", "I.2"), ("Ban B", "I.1"))
    known = tuple(
        Discussion(*place, D(18), D(number)) for number, place in enumerate(places, start=1)
    )

    def holding(*found: Discussion) -> Season:
        return replace(made, facts=Facts(discussions=found))

    whole, less = holding(*known), holding(*known[1:])
    named = [discussion.address(whole, place) for place in range(4)]
    assert named == ["Ban A|I.1|1", "Ban B|I.1|1", "Ban B|I.2|1", "Ban B|I.1|2"]
    assert [discussion.addressed(whole, it) for it in named] == list(known)
    assert [discussion.addressed(less, it) for it in named] == [None, *known[1:]]
    results = score(less)
    standings = rank(results, less.pack)
    assert build("discussion", named[3], less, results, standings).big == "18,00 → 4,00"
    with pytest.raises(AppError, match="không còn trong sổ"):
        build("discussion", named[0], less, results, standings)
    with pytest.raises(AppError, match="không còn trong sổ"):
        build("discussion", "0", less, results, standings)


def test_a_place_that_is_none_finds_nothing() -> None:
    it = Discussion("Ban A", "I.1", D(20), D(18))
    made = replace(season(DRAWING), facts=Facts(discussions=(it,)))
    named = ("Ban A|I.1|x", "Ban A|I.1|0", "Ban A|I.1|2", "Ban A|I.2")
    assert [discussion.addressed(made, about) for about in named] == [None] * 4
    assert discussion.addressed(made, "Ban A|I.1") == it


def test_a_proposal_begins_open_with_its_own_unit_and_keeps_what_is_provisional() -> None:
    alone = {
        ScoreKey("Ban B", "I.1", "block"): NO_SCORE,
        ScoreKey("Ban B", "I.1", "self"): Score(D(19), provisional=True),
    }
    made = season(DRAWING).with_scores(alone)
    given = Discussion("Ban B", "I.1", new=D(15), outcome="rejected")
    it = discussion.propose(made, score(made), given)
    assert (it.outcome, it.old, it.raised_in) == ("open", D(19), 0)
    assert entered(made, it).score("Ban B", "I.1", "agreed").provisional
    sure = proposed(made, "Ban A", "I.1", "15")
    assert not entered(made, sure).score("Ban A", "I.1", "agreed").provisional


def test_what_only_a_corrigendum_decided_was_open_in_the_meeting() -> None:
    hands = {"method": "hands", "for_": 5, "against": 3, "abstained": 1, "note": "họp lại"}
    given = Discussion("Ban A", "I.1", D(20), D(18), outcome="accepted", **hands)  # type: ignore[arg-type]
    known = (given, replace(given, decided_in=1), replace(given, raised_in=1, decided_in=1))
    made = replace(season(DRAWING), facts=Facts(discussions=known))
    still_open = Discussion("Ban A", "I.1", D(20), D(18), method="hands", decided_in=1)
    assert discussion.of_meeting(made) == (given, still_open)


def test_points_that_no_longer_stand_as_the_meeting_accepted_them_are_found() -> None:
    made = season(DRAWING)
    made = entered(made, proposed(made, "Ban A", "I.1", "18"))
    made = entered(made, proposed(made, "Ban B", "I.1", "17"), {"outcome": "rejected"})
    made = entered(made, proposed(made, "Ban A", "I.1", "16"))
    assert discussion.overwritten(made) == ()
    key = ScoreKey("Ban A", "I.1", "agreed")
    other = made.with_scores({key: replace(made.scores[key], points=D("16.5"))})
    assert discussion.overwritten(other) == (made.facts.discussions[2],)
    stages = (*S3_RULES.stages[:2], Stage("agreed", "Thống nhất", ("III",)))
    parted = replace(season(DRAWING), pack=replace(S3_RULES, stages=stages))
    parted = entered(parted, proposed(parted, "Ban A", "III.1", "3"))
    assert parted.score("Ban A", "III.1", "agreed").points == D(3)
    assert discussion.overwritten(parted) == ()
    nowhere = replace(S3_RULES, stages=())
    assert discussion.overwritten(replace(other, pack=nowhere)) == ()


def test_points_that_are_not_there_are_told_as_such() -> None:
    nothing = Discussion("Ban A", "I.1")
    assert discussion.change_words(season(DRAWING), nothing) == "I.1 của Ban A – → –"
    gone = Discussion("x", "I.1", D(0), D("7.5"))
    assert discussion.change_words(season(DRAWING), gone) == "I.1 của x 0 → 7,5"
