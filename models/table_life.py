"""Where a scoring table stands on its way: draft, with the Board for its opinion, issued, locked."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

TableState = Literal["draft", "opinion", "issued", "locked"]


@dataclass(frozen=True, slots=True)
class AcceptedWarning:
    """A warning of the table's check that the clerk lets stand, with the reason it was given.

    `code` is that of the `Problem`, `where` its place and what it says: a problem that says something
    else must be accepted anew.
    """

    code: str
    where: str
    note: str


@dataclass(frozen=True, slots=True)
class TableLife:
    """The table's papers (HD 1560/SNV-TĐKT, II.1: the Board's opinion is asked before it is issued).

    `letter` and `sent`: the letter that asks; `answer`, `answered` and `opinion`: what the Board wrote
    back; `number` and `issued_on`: the paper that issues the table ("05/KH-KTĐ", its day).
    """

    state: TableState = "draft"
    letter: str = ""
    sent: date | None = None
    answer: str = ""
    answered: date | None = None
    opinion: str = ""
    number: str = ""
    issued_on: date | None = None
    accepted: tuple[AcceptedWarning, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether rows may still be changed without making a new version."""
        return self.state in ("draft", "opinion")
