"""Accepting a file of the inbox: all that it sets at once, and the words of it in the record."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.collected import Receipt
from models.facts import Fact
from models.inbox import Entry, kind_of
from models.registration import RegistrationPreview
from models.season import Score, ScoreKey, Season
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


def taking_of(season: Season, entry: Entry, pages: int | None = None) -> Taking:
    """What accepting a file sets, which can be taken; `pages` are those of a paper where they are known."""
    submission, preview = entry.submission, entry.preview
    if entry.is_paper or preview is None or preview.unit is None:
        return _receipt(season, submission, pages)
    unit, name = preview.unit, submission.name
    done = (replace(submission, state="taken", unit=unit.id, kind=kind_of(preview.reading)),)
    if isinstance(preview, RegistrationPreview):
        label = f"nhận đăng ký thi đua của {unit.name}"
        return Taking(label, name, {}, preview.old_facts, preview.new_facts, done)
    return Taking(f"nhận biểu mẫu của {unit.name}", name, preview.scores(), submissions=done)


def _receipt(season: Season, submission: Submission, pages: int | None) -> Taking:
    """A paper that is no form: that it came is what is recorded."""
    unit = season.unit(submission.unit)
    day = submission.arrived.date()
    name, kind = submission.name, submission.kind
    receipt = Receipt(submission.unit, kind, day, pages=pages or 0, file=name)
    done = (replace(submission, state="taken"),)
    label = f"nhận giấy tờ của {unit.name if unit else ''}"
    return Taking(label, name, new_facts=(receipt,), submissions=done)
