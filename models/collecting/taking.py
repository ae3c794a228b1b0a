"""Accepting a file of the inbox: all that it sets at once, and the words of it in the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from models.facts import Fact
from models.season import Score, ScoreKey
from models.submission import Submission


@dataclass(frozen=True, slots=True)
class Taking:
    """What accepting one file, or one list, sets: scores, facts in the place of others, files' states.

    `label` is a phrase for the history, `source` the name of the file, "" for what was entered by hand.
    """

    label: str
    source: str = ""
    scores: Mapping[ScoreKey, Score] = field(default_factory=dict)
    old_facts: tuple[Fact, ...] = ()
    new_facts: tuple[Fact, ...] = ()
    submissions: tuple[Submission, ...] = ()
