"""What follows the meeting: who was chosen for what, and what is to be done by whom until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.block import Unit
from models.dates.due_days import due_day
from models.duties import RequiredPaper
from models.meeting_day.attendance_sheet import sheet
from models.meeting_day.discussion import of_meeting
from models.ranks.ranking import Standing
from models.ranks.winners import everybody
from models.season import Season
from models.texts import few


@dataclass(frozen=True, slots=True)
class Won:
    """Who was chosen for one thing; `how` says by what."""

    title: str
    units: tuple[Unit, ...]
    how: str


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done after the meeting: by whom, until when, where that stands."""

    title: str
    who: str
    due: str
    source: str


def is_recorded(season: Season) -> bool:
    """Whether a paper may say what the meeting did not do: the result is closed, and something of how the meeting
    went is on record. What nobody noted is not known; it did not fail to happen."""
    meeting = season.meeting
    return season.is_final and (
        any(it.record for it in sheet(season).lines)
        or any(it.done or it.seconds for it in meeting.agenda)
        or any(it.is_closed for it in meeting.ballots)
        or bool(of_meeting(season))
    )


def won(season: Season, standings: Sequence[Standing]) -> tuple[Won, ...]:
    """Awards, then next year's head and deputy, as far as they are known.

    All rounds of a vote together; an award nobody voted on goes by the points alone, and says so.
    """
    return tuple(
        Won(it.title, tuple(unit for key in it.chosen if (unit := season.unit(key))), it.basis)
        for it in everybody(season, standings)
    )


def duties(season: Season, winners: Sequence[Won]) -> tuple[Duty, ...]:
    """What the pack and the year's plan ask for after the meeting, the soonest first, and telling everybody
    who runs the block next year. A paper of the units concerns those that were chosen for an award."""
    offices = f" năm {season.year + 1}"
    nominated = [it.units for it in winners if not it.title.endswith(offices)]
    names = _called(list(dict.fromkeys(unit for units in nominated for unit in units)))
    who = {
        "head": _holder(season),
        "deputy": f"Phó {_holder(season, deputy=True)}",
        "units": names or "đơn vị được suy tôn",
        "board": season.pack.board_name,
        "council": "Hội đồng Thi đua - Khen thưởng",
    }
    made = []
    for paper in _after(season):
        due = due_day(paper, season)
        assert due is not None, "only papers with a day are asked for"
        originals = f", {paper.originals} bản chính" if paper.originals else ""
        last = due.last or date.max
        made.append(
            (last, Duty(f"{paper.title}{originals}", who[paper.owner], due.words, due.source))
        )
    found = [it for _, it in sorted(made, key=lambda pair: pair[0])]
    chosen = [it for it in winners if it.title.endswith(offices) and it.units]
    if chosen:
        said = "; ".join(f"{it.title}: {_called(it.units)}" for it in chosen)
        found.append(Duty(f"Thông báo {said}", _holder(season), "sau hội nghị", ""))
    return tuple(found)


def _after(season: Season) -> Iterator[RequiredPaper]:
    """The papers counted from the meeting, those that the plan wants after it, and days without a paper."""
    counted = {it.code for it in season.pack.deadlines if it.kind == "after_meeting"}
    meeting = season.plan.meeting
    named = set()
    for paper in (*season.pack.papers, *season.plan.papers):
        due = due_day(paper, season)
        last = None if due is None else due.last
        if paper.deadline in counted or (meeting and last and last > meeting):
            named.add(paper.deadline)
            yield paper
    for it in season.pack.deadlines:
        if it.code in counted - named:
            yield RequiredPaper(it.code, it.title, it.owner, it.code, rule=it.rule)


def _holder(season: Season, *, deputy: bool = False) -> str:
    unit = season.unit(season.deputy if deputy else season.head)
    office = f"Trưởng {season.block.word.lower()}"
    return f"{office} ({unit.short_name or unit.name})" if unit else office


def _called(units: Sequence[Unit]) -> str:
    return few([it.short_name or it.name for it in units], "đơn vị")
