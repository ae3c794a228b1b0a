"""What follows an election: next year's head and deputy as a note of the agenda; this year's stay."""

from collections.abc import Sequence
from dataclasses import replace

from models.meeting import AgendaItem, Meeting
from models.ranks.ranking import Standing
from models.ranks.winners import OFFICES, of_office
from models.season import Season
from models.texts import fold
from ui.meeting.vote_words import result_note


def words_of(season: Season, standings: Sequence[Standing]) -> str:
    """Who leads the block next year by the confirmed votes: "Trưởng khối năm 2024: …"; "" while nobody."""
    found = [of_office(season, standings, it) for it in OFFICES]
    head, deputy = (it.chosen[0] if it and len(it.chosen) == 1 else "" for it in found)
    return result_note(season, head, deputy)


def noted(season: Season, standings: Sequence[Standing]) -> Meeting | None:
    """The meeting with it in the note of the item of the election, else of the last item; None without
    an agenda. What was noted before about it is replaced, other words stay."""
    meeting, told = season.meeting, words_of(season, standings)
    if not meeting.agenda or not told:
        return None
    codes = {it.code for it in meeting.ballots if it.purpose != "award"}
    item = next((it for it in meeting.agenda if it.about in codes or _is_election(it)), None)
    item = item or meeting.agenda[-1]
    office = told.partition(" năm ")[0]
    kept = [it for it in item.note.splitlines() if not it.startswith(office)]
    changed = replace(item, note="\n".join([*kept, told]))
    agenda = tuple(changed if it is item else it for it in meeting.agenda)
    return replace(meeting, agenda=agenda)


def _is_election(item: AgendaItem) -> bool:
    title = fold(item.title)
    return "bau" in title.split() and "truong" in title.split()
