"""How far a paper is: from what was noted of it. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.block import Unit
from models.paper_record import PaperRecord
from models.papers.kinds import PAPERS, STEP_NAMES, Paper, Step
from models.papers.numbers import number_of
from models.papers.register import Series, register
from models.season import Season
from ui.files.paper_work import FORMS, PaperKind

Tone = Literal["done", "warn", "error", "muted", "action"]
CODES = {key: it.code for key, it in PAPERS.items() if it.has_number}
_STEPS = (
    ("sent", "đã gửi"),
    ("signed", "đã ký"),
    ("number", "đã có số"),
    ("exported", "đã xuất"),
)
_FORMS_STEP: Step = "collect"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the list: the heading of a step of the year, or a paper under it."""

    step: Step
    kind: PaperKind | None

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return self.kind.key if self.kind else f"step:{self.step}"


def step_of(kind: PaperKind) -> Step:
    """The step of the year a paper belongs to; the forms go out to collect."""
    return _FORMS_STEP if kind.key == FORMS else PAPERS[kind.key].step


def lines(kinds: tuple[PaperKind, ...]) -> list[Line]:
    """These papers under the steps of the year that have any."""
    found: list[Line] = []
    for step in STEP_NAMES:
        inside = [it for it in kinds if step_of(it) == step]
        if inside:
            found += [Line(step, None), *(Line(step, it) for it in inside)]
    return found


def state(season: Season, key: str) -> tuple[str, Tone]:
    """The furthest that any paper of this kind is: "đã gửi" · "đã ký" · "số 05" · "đã xuất" · "đang viết"."""
    paper = PAPERS.get(key)
    per_unit = paper is not None and paper.per_unit
    records = [it for it in season.plan.written if it.kind == key and bool(it.unit) == per_unit]
    if not records:
        return "chưa làm", "muted"
    whole = len(season.units) if per_unit else 1
    for name, words in _STEPS:
        count = sum(1 for it in records if getattr(it, name))
        if count:
            done = name in ("sent", "signed") and count >= whole
            tone: Tone = "done" if done else "action" if name != "exported" else "muted"
            return (f"{words} {count}/{whole}" if per_unit else words), tone
    return "đang viết", "muted"


Exported = tuple[str, str]
"""A paper by its kind and its unit, "" of the whole block."""


def exported(
    season: Season, kind: PaperKind, units: Sequence[Unit], day: date
) -> tuple[Exported, ...]:
    """The papers that an export of this kind for `units` writes on `day`; the forms are no papers."""
    if kind.key == FORMS:
        return ()
    if not kind.per_unit:
        return ((kind.key, ""),)
    return tuple((kind.key, it.id) for it in PAPERS[kind.key].units(season, units, day))


def symbol(record: PaperRecord, season: Season) -> str:
    """The number as it stands on the paper, "" while there is none."""
    paper = PAPERS.get(record.kind)
    return number_of(season, record, paper.code) if paper else ""


def series_of(season: Season, paper: Paper) -> Series | None:
    """The series of numbers that a paper takes its number from, None while it is empty."""
    found = register(season, CODES)
    return next((it for it in found if it.code == paper.code), None)


def last_before(season: Season, earlier: Season | None, code: str) -> int:
    """The last number of the year before, for a block whose numbers run on through a term; else 0."""
    if earlier is None or not season.block.numbered_by_term:
        return 0
    found = next((it for it in register(earlier, CODES) if it.code == code), None)
    return max(found.taken, default=0) if found else 0
