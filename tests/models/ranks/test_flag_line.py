"""The gold of the flag in the hall: the points before the vote, the confirmed vote after it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.award_rules import Threshold
from models.ballot import Ballot, Count, Lots, VoteLine
from models.hall.scenes import Scene, build
from models.meeting import Meeting, SceneKind
from models.ranks.ranking import rank
from models.rulepack import Quota, RulePack
from models.scores.scoring import score
from models.season import Season
from models.voting.counting import confirmed, reopened
from tests.models import drawing

D = Decimal
FLAG = replace(drawing.S3_RULES, quotas=(Quota("Cờ thi đua", "number", D(1)),))
TIE = "Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=1"
MOST = Threshold("t", "Suy tôn", numerator=1, denominator=2, at_least=False, base="valid")
HALF = replace(MOST, at_least=True)


def scene(season: Season, kind: SceneKind = "ranking") -> Scene:
    results = score(season)
    return build(kind, "", season, results, rank(results, season.pack))


def voted(drawn: str, *rounds: tuple[int, ...], pack: RulePack = FLAG, **changes: object) -> Season:
    """After confirmed rounds for the flag, each with the votes of Ban A, Ban B … of 10 papers."""
    season = drawing.season(drawn, pack)
    ballots: list[Ballot] = []
    for number, votes in enumerate(rounds, start=1):
        counted = tuple(
            VoteLine(f"Ban {letter}", it) for letter, it in zip("ABCD", votes, strict=False)
        )
        code, follows = f"v.{number}", f"v.{number - 1}" if number > 1 else ""
        it = Ballot(code, "Suy tôn", "award", "Cờ thi đua", round=number, follows=follows)
        units = tuple(line.candidate for line in counted)
        count = Count(10, 10, 10, 0, 0, counted)
        it = replace(it, candidates=units, threshold=MOST, count=count)
        ballots.append(confirmed(replace(it, **changes)))  # type: ignore[arg-type]
    return replace(season, meeting=Meeting(ballots=tuple(ballots)))


@pytest.mark.parametrize("kind", ["ranking", "reveal"])
def test_a_confirmed_vote_comes_before_the_points(kind: SceneKind) -> None:
    shown = scene(
        voted("Ban A: all=max\nBan B: all=max I.1=18\nBan C: all=max I.1=1", (2, 8)), kind
    )
    assert [it.tone for it in shown.rows] == ["plain", "flag", "plain"]
    assert not any(it.line for it in shown.rows), "above a line Ban A would look chosen, too"
    assert shown.note == "Theo kết quả bỏ phiếu: Ban B được suy tôn Cờ thi đua."


def test_until_it_is_confirmed_a_vote_changes_nothing() -> None:
    season = voted(TIE, (2, 8))
    [ballot] = season.meeting.ballots
    waiting = replace(season, meeting=Meeting(ballots=(reopened(ballot),)))
    assert scene(waiting) == scene(drawing.season(TIE, FLAG))


@pytest.mark.parametrize("closed_on", [None, date(2023, 12, 19)])
def test_a_tie_that_the_vote_has_parted_is_told_as_open_no_more(closed_on: date | None) -> None:
    shown = scene(replace(voted(TIE, (8, 2)), closed_on=closed_on))
    assert [(it.tone, it.line) for it in shown.rows] == [
        ("flag", True),
        ("plain", False),
        ("plain", False),
    ]
    assert shown.note == "Theo kết quả bỏ phiếu: Ban A được suy tôn Cờ thi đua."


def test_a_tie_parted_by_lots_follows_the_lots() -> None:
    tied = ("Ban A", "Ban B")
    season = voted(TIE, (5, 5), threshold=HALF, lots=Lots(tied, ("Ban B",), "Bà Dung"))
    shown = scene(season)
    assert [it.tone for it in shown.rows] == ["plain", "flag", "plain"]
    assert shown.note == "Theo kết quả bốc thăm: Ban B được suy tôn Cờ thi đua."


def test_rounds_of_one_vote_count_together_and_a_new_tie_is_told() -> None:
    tie = scene(voted(TIE, (5, 5), threshold=HALF))
    assert [it.tone for it in tie.rows] == ["undecided", "undecided", "plain"]
    assert tie.note == (
        "Theo kết quả bỏ phiếu: chưa đơn vị nào được suy tôn Cờ thi đua; 2 đơn vị chưa phân định ở 1 suất."
    )
    parted = scene(voted(TIE, (5, 5), (7, 3), threshold=HALF))
    assert [it.tone for it in parted.rows] == ["flag", "plain", "plain"]
    assert parted.note == "Theo kết quả bỏ phiếu: Ban A được suy tôn Cờ thi đua."


def test_seats_that_nobody_reached_are_told() -> None:
    two = replace(FLAG, quotas=(Quota("Cờ thi đua", "number", D(2)),))
    shown = scene(voted(TIE, (8, 3), pack=two, seats=2))
    assert shown.note == (
        "Theo kết quả bỏ phiếu: Ban A được suy tôn Cờ thi đua; còn 1 suất chưa có đơn vị đạt."
    )


def test_names_too_long_for_the_foot_are_told_by_their_ground() -> None:
    season = voted(TIE, (2, 8))
    long = tuple(replace(it, name=f"{it.name} {60 * 'x'}") for it in season.units)
    shown = scene(replace(season, units=long))
    assert shown.note == "Theo kết quả bỏ phiếu: 1 đơn vị trên nền vàng được suy tôn Cờ thi đua."


def test_a_vote_needs_no_quota_to_be_gold() -> None:
    shown = scene(voted(TIE, (2, 8), pack=drawing.S3_RULES))
    assert [it.tone for it in shown.rows] == ["plain", "flag", "plain"]
    assert shown.note == "Theo kết quả bỏ phiếu: Ban B được suy tôn Cờ thi đua."


def test_a_vote_for_another_award_leaves_the_flag_to_the_points() -> None:
    shown = scene(voted(TIE, (2, 8), award="Bằng khen"))
    assert shown == scene(drawing.season(TIE, FLAG))


def test_a_year_closed_without_a_vote_waits_for_no_meeting() -> None:
    closed = replace(drawing.season(TIE, FLAG), closed_on=date(2023, 12, 19))
    assert scene(closed).note == (
        "Theo điểm, không có kết quả bỏ phiếu: 2 đơn vị bằng điểm ở 1 suất Cờ thi đua."
    )
