"""Warnings that the clerk lets stand: which doubts are still open, which were accepted with which note.

Accepted is the sentence, not the place: another figure makes another sentence, which is asked again. A
doubt about the whole block is kept on every unit, so that each score sheet tells it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from models.collected import KeptWarning
from models.collecting import outlier_checks
from models.collecting.doubts import OF_BLOCK, Doubt, Look, look_at
from models.errors import Problem
from models.scores.results import UnitResult
from models.season import Season


class _Key(NamedTuple):
    unit: str
    criterion: str
    code: str
    what: str


@dataclass(frozen=True, slots=True)
class Kept:
    """One accepted warning as it is read: `unit` "" when it is one of the whole block. `what` ends with
    what was said since, where the figures are still those; `facts` are the records behind it. `gone` says
    what has changed where the scores no longer say what was accepted, else ""."""

    unit: str
    criterion: str
    code: str
    what: str
    note: str
    accepted: date | None
    facts: tuple[KeptWarning, ...]
    gone: str = ""

    @property
    def stands(self) -> bool:
        """Whether the scores still say what was accepted; only then it is printed."""
        return not self.gone


def open_doubts(
    season: Season, last_year: Season | None = None, results: Sequence[UnitResult] | None = None
) -> tuple[Doubt, ...]:
    """What stands out in the scores and was not accepted. `last_year` None: no jump is asked about;
    `results` are the official ones when they are already known."""
    return still_open(season, outlier_checks.doubts(look_at(season, last_year, results)))


def still_open(season: Season, found: Iterable[Doubt]) -> tuple[Doubt, ...]:
    """Those of the doubts found in `season` that were not accepted."""
    known = {_key(it) for it in season.facts.kept_warnings}
    return tuple(it for it in found if not known.issuperset(_keys(season, it)))


def kept(season: Season, look: Look | None = None) -> tuple[Kept, ...]:
    """What was accepted, in the order of entry; with `look` each also says whether it still stands.

    Warnings of a form, and a jump where last year is not known, cannot be looked at again: they stand. So
    does one that was answered since: the figures are those that were accepted.
    """
    groups: dict[tuple[object, ...], list[KeptWarning]] = {}
    for it in season.facts.kept_warnings:
        unit = "" if it.code in OF_BLOCK else it.unit
        groups.setdefault((unit, *_key(it)[1:], it.note, it.accepted), []).append(it)
    known = None if look is None else _look_again(season, look)
    return tuple(_read(facts, known) for facts in groups.values())


class _Again(NamedTuple):
    """What is true now: the codes looked at, the sentences raised, those answered since and how."""

    codes: frozenset[str]
    raised: set[_Key]
    answered: dict[_Key, str]


def _look_again(season: Season, look: Look) -> _Again:
    said = outlier_checks.explained(look)
    return _Again(
        outlier_checks.answered(look),
        _all_keys(season, outlier_checks.doubts(look)),
        {key: words for doubt, words in said for key in _keys(season, doubt)},
    )


def _read(facts: Sequence[KeptWarning], known: _Again | None) -> Kept:
    """One accepted warning from its records, held against what is true now."""
    first = facts[0]
    what, gone = first.what, ""
    if known is not None and first.code in known.codes:
        keys = [_key(it) for it in facts]
        since = next((known.answered[it] for it in keys if it in known.answered), "")
        if since:
            what = f"{what} Sau đó {since}."
        elif known.raised.isdisjoint(keys):
            gone = outlier_checks.MOVED.get(first.code, "điểm đã đổi")
    unit = "" if first.code in OF_BLOCK else first.unit
    return Kept(
        unit, first.criterion, first.code, what, first.note, first.accepted, tuple(facts), gone
    )


def keep(season: Season, doubt: Doubt, note: str, today: date) -> tuple[KeptWarning, ...]:
    """The records of accepting a doubt: one, or one for every unit when it is about the whole block."""
    return tuple(KeptWarning(*key, note, today) for key in _keys(season, doubt))


def keep_problem(
    unit: str, problem: Problem, note: str, today: date, criterion: str = ""
) -> KeptWarning:
    """The record of accepting a warning of a form; where it stood in the form goes into the sentence."""
    return KeptWarning(unit, criterion, problem.code, _sentence(problem), note, today)


def is_kept(season: Season, unit: str, problem: Problem, criterion: str = "") -> bool:
    """Whether a warning of a form was accepted for that unit."""
    key = _Key(unit, criterion, problem.code, _sentence(problem))
    return any(_key(it) == key for it in season.facts.kept_warnings)


def replaced(season: Season, found: Iterable[Doubt], doubt: Doubt) -> tuple[KeptWarning, ...]:
    """Earlier acceptances in the place of `doubt` whose sentence no longer stands: it takes their place."""
    now = _all_keys(season, found)
    places = {key[:3] for key in _keys(season, doubt)}
    return tuple(
        it for it in season.facts.kept_warnings if _key(it)[:3] in places and _key(it) not in now
    )


def _key(fact: KeptWarning) -> _Key:
    return _Key(fact.unit, fact.criterion, fact.code, fact.what)


def _keys(season: Season, doubt: Doubt) -> list[_Key]:
    units = [doubt.unit] if doubt.unit else [it.id for it in season.units]
    problem = doubt.problem
    return [_Key(unit, doubt.criterion, problem.code, problem.what) for unit in units]


def _all_keys(season: Season, found: Iterable[Doubt]) -> set[_Key]:
    return {key for it in found for key in _keys(season, it)}


def _sentence(problem: Problem) -> str:
    return f"{problem.where}: {problem.what}" if problem.where else problem.what
