"""The year-end meeting as it goes on: agenda, guests, where it stands, what the hall was last shown, votes."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from models.ballot import Ballot
from models.collected import Presence

SceneKind = Literal[
    "opening",
    "agenda",
    "ranking",
    "unit",
    "criterion",
    "discussion",
    "ballot",
    "reveal",
    "message",
    "countdown",
    "blank",
    "closing",
]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the run sheet; `part` is I or II. `minutes` are planned, `seconds` used so far.

    `scene` is what the hall shows with it, `about` the unit, criterion, ballot or text of that scene.
    `handout` is the paper to hand out.
    """

    code: str
    title: str
    part: int = 1
    person: str = ""
    minutes: int = 0
    seconds: int = 0
    scene: SceneKind = "agenda"
    about: str = ""
    handout: str = ""
    note: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody who takes part without a unit of the block."""

    name: str
    position: str = ""
    organisation: str = ""
    presence: Presence = "present"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quorum:
    """How many units must be there, where the block has set it: `numerator` / `denominator` of the members,
    compared in whole numbers; `at_least` (≥) or more than (>)."""

    numerator: int
    denominator: int
    at_least: bool = True
    document: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the hall shows: a frozen scene as text (`models.hall.scenes`), and when it was frozen."""

    scene: str
    frozen: datetime
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Meeting:
    """The meeting of one season.

    `name` is how attendance knows it (`Attendance.meeting`). `at` is the code of the agenda item it stands
    at, `shown` what the hall was last shown, so that both are there again after a power cut.
    `is_rehearsal` marks a copy of the file for practice ("TẬP DƯỢT"). `begins` is the hour it is
    called for, "08:00", "" while nobody has said.
    """

    name: str = "Hội nghị tổng kết"
    place: str = ""
    chair: str = ""
    secretary: str = ""
    agenda: tuple[AgendaItem, ...] = ()
    guests: tuple[Guest, ...] = ()
    quorum: Quorum | None = None
    ballots: tuple[Ballot, ...] = ()
    at: str = ""
    shown: Shown | None = None
    is_rehearsal: bool = False
    begins: str = ""
