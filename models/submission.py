"""One file that came in, as it stands in the inbox: whose it is, what it is, and what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

SubmissionState = Literal["waiting", "taken", "returned", "set_aside"]

SCORES = "scores"
"""The kind of a unit's self-score form."""
REGISTRATION = "registration"
"""The kind of a unit's registration form."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A file as it came, known by `id`; its bytes are kept in the block's file under `sha256`.

    `name` is the file's own name ("thu.zip › BDV.xlsx" for one in a zip), `size` its bytes, `sender`
    who sent it as the clerk typed it. `unit` and `kind` are "" where nobody knows yet; `kind` is
    `SCORES`, `REGISTRATION` or the code of a required paper. `waiting`: nothing was entered from it.
    `taken`: entered. `returned`: sent back to the unit to be mended. `set_aside`: counts for nothing,
    for the `reason` given; it is never deleted. `received` is the day on which the unit handed it in (the
    day of its mail), None where only `arrived` is known, when it was put into the book.
    """

    id: int
    name: str
    arrived: datetime
    sha256: str
    size: int
    sender: str = ""
    unit: str = ""
    kind: str = ""
    state: SubmissionState = "waiting"
    reason: str = ""
    received: date | None = None

    @property
    def day(self) -> date:
        """The day on which it was handed in, as far as anybody knows."""
        return self.received or self.arrived.date()
