"""What is noted of the papers the block's secretariat writes: number, days, text of the clerk's, who signs."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Signing:
    """How the head signs the papers of its year.

    `lines` stand above the signature, from the top: authority and offices as the office writes them ("KT. TRƯỞNG
    BAN", "kiêm", "TRƯỞNG KHỐI THI ĐUA"); empty: "TRƯỞNG KHỐI" with the unit that holds the office. `name` is the
    person, "" to be written by hand. `recipients` stand under "Nơi nhận", `archive` is its last line ("VT").
    """

    lines: tuple[str, ...] = ()
    name: str = ""
    recipients: tuple[str, ...] = ()
    archive: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """The clerk's own text in one place of a paper; `carried`: taken from last year's and not yet looked over."""

    field: str
    text: str
    carried: bool = False


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A finished file of a paper that is kept beside the book: `file` is its place there (relative, with "/"),
    `original` the name it came under, `size` its bytes, `added` the day it was attached."""

    file: str
    original: str
    sha256: str = ""
    size: int = 0
    added: date | None = None


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """One paper of the year: `kind` names it, `unit` whose it is ("" of the whole block).

    `number` as it was given ("05"), "" while none is; `issued` is the day on the paper. `exported`, `signed` and
    `sent` are the days on which that was done. `file` is the name of the clerk's own finished file, `kept` that file and the
    ones attached before it, oldest first; empty where an older program noted the name alone. `to` are the addressees,
    `recipients` those of this paper in place of the block's usual ones.
    """

    kind: str
    unit: str = ""
    number: str = ""
    issued: date | None = None
    exported: date | None = None
    signed: date | None = None
    sent: date | None = None
    file: str = ""
    to: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    prose: tuple[Prose, ...] = ()
    note: str = ""
    kept: tuple[KeptFile, ...] = ()

    def text(self, field: str) -> str:
        """The clerk's text in this place, "" while there is none."""
        return next((it.text for it in self.prose if it.field == field), "")
