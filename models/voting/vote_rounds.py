"""The votes of a meeting with their rounds: found, put in, taken out."""

from dataclasses import replace

from models.ballot import Ballot
from models.meeting import Meeting
from models.season import Season
from models.voting.counting import Outcome, without_next


def with_ballot(meeting: Meeting, ballot: Ballot) -> Meeting:
    """The meeting with this ballot in the place of the one with its code; a new round stands behind the
    one it follows, another new one at the end."""
    ballots = list(meeting.ballots)
    codes = [it.code for it in ballots]
    if ballot.code in codes:
        ballots[codes.index(ballot.code)] = ballot
    elif ballot.follows in codes:
        ballots.insert(codes.index(ballot.follows) + 1, ballot)
    else:
        ballots.append(ballot)
    return replace(meeting, ballots=tuple(ballots))


def without_ballot(meeting: Meeting, code: str) -> Meeting:
    """The meeting without this round."""
    return replace(meeting, ballots=tuple(it for it in meeting.ballots if it.code != code))


def find(meeting: Meeting, code: str) -> Ballot | None:
    """The round with this code, or None."""
    return next((it for it in meeting.ballots if it.code == code), None)


def next_round(meeting: Meeting, code: str) -> Ballot | None:
    """The round that follows this one, or None."""
    return next((it for it in meeting.ballots if it.follows == code), None)


def result_words(season: Season, ballot: Ballot, found: Outcome) -> str:
    """The result of a round in words; of a next round only while one can still be held."""
    held = next_round(season.meeting, ballot.code) is not None
    return without_next(found.words) if held or season.is_final else found.words


def rounds(meeting: Meeting) -> tuple[tuple[Ballot, ...], ...]:
    """Every vote of the meeting with its rounds, the first round first, whatever the order they are kept in.

    A round whose first one was taken out begins a vote of its own.
    """
    codes = {it.code for it in meeting.ballots}
    after: dict[str, Ballot] = {}
    for it in meeting.ballots:
        if it.follows in codes:
            after.setdefault(it.follows, it)
    followers = {it.code for it in after.values()}
    found = []
    for first in (it for it in meeting.ballots if it.code not in followers):
        chain = [first]
        while (later := after.get(chain[-1].code)) is not None:
            chain.append(later)
        found.append(tuple(chain))
    reached = {it.code for chain in found for it in chain}
    # Rounds that follow each other in a ring have no first: each stands alone.
    return (*found, *((it,) for it in meeting.ballots if it.code not in reached))
