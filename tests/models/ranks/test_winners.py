"""Who won is one answer: the same in the hall, on the ranking page, in the closing and on the command line."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.award_rules import Threshold
from models.ballot import Ballot, Count, Lots, VoteLine
from models.errors import AppError
from models.facts import Exclusion
from models.hall.scenes import build
from models.meeting import Meeting
from models.meeting_day.after_meeting import won
from models.meeting_day.closing import changes, checklist
from models.ranks.ranking import Standing, rank
from models.ranks.ties import ties
from models.ranks.winners import Winners, awards, of_award, of_office
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.voting.ballots import names_of
from models.voting.counting import confirmed, drawable, outcome, run_off
from models.voting.vote_rounds import rounds
from models.voting.votes_together import confirm, faults_of_meeting
from tests.models import drawing
from tests.models.problem_codes import codes_of
from ui.command_line import console_json
from ui.scores.standing_rows import rows

D = Decimal
FLAG = "Cờ thi đua"
MOST = Threshold("t", "Suy tôn", numerator=1, denominator=2, at_least=False, base="valid")
TIED_SECOND = "Ban A: all=max\nBan B: all=max I.1=18\nBan C: all=max I.1=18\nBan D: all=max I.1=1"
UNITS = "ABCD"


def block(seats: int | None, drawn: str = TIED_SECOND) -> Season:
    quotas = () if seats is None else (Quota(FLAG, "number", D(seats)),)
    return drawing.season(drawn, replace(drawing.S3_RULES, quotas=quotas))


def placed(season: Season) -> tuple[Standing, ...]:
    return rank(score(season), season.pack)


def vote(code: str, votes: dict[str, int], **changed: object) -> Ballot:
    """A round of 10 papers with the votes of Ban A, Ban B …, its result confirmed unless it says otherwise."""
    counted = tuple(VoteLine(f"Ban {it}", number) for it, number in votes.items())
    made = Ballot(
        code,
        "Suy tôn",
        award=FLAG,
        style="agree",
        candidates=tuple(it.candidate for it in counted),
        threshold=MOST,
        count=Count(10, 10, 10, 0, 0, counted),
    )
    opened = changed.pop("opened", False)
    made = replace(made, **changed)  # type: ignore[arg-type]
    return made if opened else confirmed(made)


def held(season: Season, *ballots: Ballot) -> Season:
    return replace(season, meeting=Meeting(ballots=ballots))


def told(season: Season, award: str = FLAG) -> str:
    """ "A B | vote: bỏ phiếu | left 0": chosen, tied, what is left."""
    found = of_award(season, placed(season), award)
    tied = f" tied {_short(found.tied)}" if found.tied else ""
    left = f" left {found.left}" if found.left else ""
    return f"{_short(found.chosen)}{tied}{left} ({found.basis})".strip()


def _short(units: tuple[str, ...]) -> str:
    return "".join(it.removeprefix("Ban ") for it in units) or "–"


def codes(season: Season, code: str = "") -> list[str]:
    return codes_of(faults_of_meeting(season, placed(season), code))


def test_between_the_tied_alone_the_unit_above_them_keeps_its_place() -> None:
    season = held(block(2), vote("v", {"B": 7, "C": 3}))
    assert told(season) == "AB (theo kết quả bỏ phiếu)"
    assert of_award(season, placed(season), FLAG).quota == season.pack.quotas[0]
    (tie,) = ties(season, placed(season))
    assert [it.name for it in tie.chosen] == ["Ban B"]
    assert codes(season) == []


def test_a_seat_the_vote_did_not_fill_stays_free() -> None:
    season = held(
        block(2, "Ban A: all=max\nBan B: all=max I.1=18\nBan C: all=max I.1=1"),
        vote("v", {"A": 8, "B": 2}),
    )
    assert told(season) == "A left 1 (theo kết quả bỏ phiếu)"


def test_one_vote_for_each_seat_is_not_won_twice() -> None:
    season = held(block(2), vote("v", {"A": 8}), vote("w", {"B": 7, "C": 3}))
    assert told(season) == "AB (theo kết quả bỏ phiếu)"
    assert codes(season) == []


def test_more_seats_on_the_paper_than_in_the_pack_are_a_fault() -> None:
    season = held(block(1), vote("v", {"A": 8, "B": 7}, seats=2))
    assert codes(season) == ["vote-seats-over-quota"]


@pytest.mark.parametrize("closed_on", [None, date(2023, 12, 19)])
def test_a_vote_that_is_not_confirmed_has_no_winner(closed_on: date | None) -> None:
    season = held(block(1), vote("v", {"A": 8, "B": 2}, opened=True))
    season = replace(season, closed_on=closed_on)
    assert told(season) == "– left 1 (chưa có kết quả bỏ phiếu)"
    scene = build("ranking", "", season, score(season), placed(season))
    gold = [it.key for it in scene.rows if it.tone == "flag"]
    # Until the year is closed the points are shown as points; afterwards nobody stands for them.
    assert gold == ([] if closed_on else ["Ban A"])
    assert scene.note.startswith(
        "Chưa có kết quả" if closed_on else "Theo điểm, trước khi bỏ phiếu"
    )


def test_an_excluded_unit_neither_wins_nor_is_confirmed() -> None:
    season = block(2)
    barred = replace(season.facts, exclusions=(Exclusion("Ban A", "Vi phạm"),))
    season = replace(season, facts=barred)
    waiting = vote("v", {"A": 8, "B": 7}, seats=2, opened=True)
    with pytest.raises(AppError, match="Ban A được chọn nhưng thuộc diện không bình xét"):
        confirm(held(season, waiting), placed(season), waiting)
    assert codes(held(season, waiting), "v") == ["vote-unit-excluded"]
    season = held(season, confirmed(waiting))
    found = of_award(season, placed(season), FLAG)
    # Without Ban A the ranking itself leaves room for Ban C.
    assert (found.chosen, found.by_rank, found.unfit) == (
        ("Ban B", "Ban C"),
        ("Ban C",),
        ("Ban A",),
    )
    scene = build("ranking", "", season, score(season), placed(season))
    assert scene.note == f"Kết quả {FLAG} đang được xem lại."
    assert "vote-unit-excluded" in codes(season)


def test_an_exclusion_of_something_else_bars_nobody() -> None:
    season = block(1)
    narrow = replace(
        season.facts, exclusions=(Exclusion("Ban A", "Vi phạm", scope="khen đột xuất"),)
    )
    season = held(replace(season, facts=narrow), vote("v", {"A": 8, "B": 2}))
    assert codes(season) == []
    assert of_award(season, placed(season), FLAG).unfit == ()


def test_points_that_change_after_the_result_are_told() -> None:
    season = block(1, "Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=1")
    season = held(season, confirmed(vote("v", {"A": 8, "B": 2}, opened=True), {}, placed(season)))
    assert codes(season) == []
    fallen = season.with_scores({ScoreKey("Ban A", "I.1", "agreed"): Score(D(10))})
    assert codes(fallen) == ["vote-ranking-moved"]
    (fault,) = faults_of_meeting(fallen, placed(fallen))
    assert "Ban B nay xếp trên Ban A" in fault.what


def test_lots_in_points_mode_hold_only_between_those_tied_now() -> None:
    tied = block(1, "Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=1")
    points = replace(MOST, method="points")
    lots = Lots(("Ban A", "Ban B"), ("Ban A",))
    drawn = vote("v", {"A": 0, "B": 0}, threshold=points, lots=lots, opened=True)
    assert outcome(drawn, standings=placed(tied)).elected == ("Ban A",)
    moved = tied.with_scores({ScoreKey("Ban A", "I.1", "agreed"): Score(D(10))})
    assert "bốc thăm" in outcome(drawn, standings=placed(moved)).waiting


def test_nobody_leads_and_stands_in_for_himself() -> None:
    head = vote("h", {"A": 8}, purpose="head", award="")
    deputy = vote("d", {"A": 7, "B": 2}, purpose="deputy", award="", opened=True)
    season = held(block(1), head, deputy)
    assert codes(season, "d") == ["vote-two-offices"]
    season = held(block(1), head, confirmed(deputy))
    assert codes(season) == ["vote-two-offices"]


def test_an_award_is_one_however_it_is_written() -> None:
    first = vote("v", {"A": 4, "B": 4}, award="cờ  THI đua")
    second = vote("v.2", {"A": 8, "B": 2}, award="Khác", round=2, follows="v")
    season = held(block(1), first, second)
    assert awards(season) == (FLAG,)
    assert told(season) == "A (theo kết quả bỏ phiếu)"


def test_without_a_number_the_flag_is_gold_whatever_is_voted_on_later() -> None:
    season = held(block(None), vote("v", {"A": 8}), vote("w", {"B": 8}, award="Bằng khen"))
    scene = build("ranking", "", season, score(season), placed(season))
    assert [it.key for it in scene.rows if it.tone == "flag"] == ["Ban A"]


def test_equals_of_a_later_round_may_draw_lots() -> None:
    season = block(1)
    first = vote("v", {"A": 5, "B": 5})
    second = replace(run_off(first), count=first.count)
    assert outcome(second).tied == ()
    assert drawable(first, outcome(first)) == ()
    assert drawable(second, outcome(second)) == ("Ban A", "Ban B")
    drawn = replace(second, lots=Lots(("Ban A", "Ban B"), ("Ban B",), "Bà Dung"))
    assert outcome(drawn).elected == ("Ban B",)
    season = held(season, first, confirmed(drawn))
    assert told(season) == "B (theo kết quả bỏ phiếu, bốc thăm)"


def test_a_third_candidate_wins_a_tie() -> None:
    tied = block(1, "Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=1")
    season = held(tied, vote("v", {"A": 2, "B": 1, "C": 8}))
    results = score(season)
    found = checklist(season, results, placed(season), date(2023, 12, 19))
    sentence = next(it.sentence for it in found if it.code == "ties")
    assert sentence.endswith("đã phân định bằng bỏ phiếu, không đơn vị nào trong số đó được chọn.")


def test_the_order_in_which_rounds_are_kept_decides_nothing() -> None:
    first = vote(
        "v",
        {"A": 5, "B": 5, "C": 1},
        style="choose",
        count=Count(
            11,
            11,
            11,
            0,
            0,
            tuple(VoteLine(f"Ban {it}", number) for it, number in (("A", 5), ("B", 5), ("C", 1))),
        ),
    )
    second = vote("v.2", {"A": 8, "B": 2}, round=2, follows="v")
    for ballots in ((first, second), (second, first)):
        season = held(block(1), *ballots)
        assert [[it.code for it in chain] for chain in rounds(season.meeting)] == [["v", "v.2"]]
        assert told(season) == "A (theo kết quả bỏ phiếu)"


def test_rounds_that_follow_each_other_in_a_ring_are_all_there() -> None:
    ring = (vote("a", {"A": 8}, follows="b"), vote("b", {"B": 8}, follows="a"))
    assert sorted(it.code for chain in rounds(Meeting(ballots=ring)) for it in chain) == ["a", "b"]


def test_a_corrigendum_of_the_votes_changes_something() -> None:
    before = held(block(1), vote("v", {"A": 8, "B": 2}))
    after = held(block(1), vote("v", {"A": 2, "B": 8}))
    assert [f"{it.unit.name}: {it.what} {it.old} → {it.new}" for it in changes(before, after)] == [
        "Ban A: Số phiếu: Suy tôn, vòng 1 8 → 2",
        f"Ban A: {FLAG} được chọn theo kết quả bỏ phiếu → None",
        "Ban B: Số phiếu: Suy tôn, vòng 1 2 → 8",
        f"Ban B: {FLAG} None → được chọn theo kết quả bỏ phiếu",
    ]


counts = st.lists(st.integers(0, 10), min_size=4, max_size=4)


@settings(max_examples=300)
@given(
    seats=st.one_of(st.none(), st.integers(1, 3)),
    votes=st.lists(counts, max_size=3),
    asked=st.lists(st.sets(st.sampled_from(UNITS), min_size=1), min_size=3, max_size=3),
    drawn=st.lists(st.sampled_from([20, 18, 10]), min_size=4, max_size=4),
    is_open=st.booleans(),
    is_final=st.booleans(),
)
def test_hall_page_closing_and_json_never_disagree(
    seats: int | None,
    votes: list[list[int]],
    asked: list[set[str]],
    drawn: list[int],
    *,
    is_open: bool,
    is_final: bool,
) -> None:
    lines = "\n".join(f"Ban {it}: all=max I.1={n}" for it, n in zip(UNITS, drawn, strict=True))
    ballots = [
        vote(
            f"v{number}",
            {it: its[place] for place, it in enumerate(UNITS) if it in asked[number]},
            opened=is_open,
        )
        for number, its in enumerate(votes)
    ]
    season = replace(
        held(block(seats, lines), *ballots), closed_on=date(2023, 12, 19) if is_final else None
    )
    standings = placed(season)
    if FLAG not in awards(season):
        return
    found = of_award(season, standings, FLAG)
    names = names_of(season)
    scene = build("ranking", "", season, score(season), standings)
    by_points = found.is_open and not is_final  # the hall shows the points until there is a result
    gold = tuple(it.key for it in scene.rows if it.tone == "flag")
    page = tuple(it.unit for it in rows(season, standings) if it.award == "chosen")
    assert gold == page
    if not by_points:
        assert gold == found.chosen
    (thing,) = (it for it in won(season, standings) if it.title == FLAG)
    assert tuple(it.name for it in thing.units) == tuple(names[it] for it in found.chosen)
    (award,) = console_json.ranking(season, standings, None)["awards"]
    assert (award["units"], award["tied"], award["left"]) == (
        list(found.chosen),
        list(found.tied),
        found.left,
    )
    assert not set(found.tied) & set(found.chosen)
    assert found.left == max(0, found.seats - len(found.chosen))
    elected = {unit for it in ballots if it.is_closed for unit in outcome(it).elected}
    assert elected <= set(found.chosen)
    for tie in ties(season, standings):
        assert {it.id for it in tie.chosen} <= set(found.chosen)


def test_an_office_is_won_over_all_rounds() -> None:
    first = vote("h", {"A": 4, "B": 4}, purpose="head", award="")
    second = vote("h.2", {"A": 2, "B": 8}, purpose="head", award="", round=2, follows="h")
    season = held(block(1), first, second)
    found = of_office(season, placed(season), "head")
    assert isinstance(found, Winners)
    assert (found.title, found.chosen) == ("Trưởng khối năm 2024", ("Ban B",))
    assert of_office(season, placed(season), "deputy") is None
