"""The record of a closing: the result as it was signed, and each corrigendum after it."""

from dataclasses import dataclass
from datetime import date

LEFT_OPEN = "Còn mở khi chốt: "
"""Begins in a closing's reason what was left open; before it stands the clerk's own reason."""


@dataclass(frozen=True, slots=True)
class Closing:
    """One closed version of a year's result. `number` 0 is the first, 1, 2 … its corrigenda (đính chính).

    `sha256` is that of the number, the hash of the version before and the frozen exchange document; its first
    characters are printed on the papers. `program` and `pack` are the versions that calculated it, `figures` what came
    out (`models.ranks.fingerprint`; "" in versions that older programs closed). A corrigendum has a `reason` and a
    `document`.
    """

    number: int
    closed_on: date
    sha256: str
    program: str = ""
    pack: str = ""
    reason: str = ""
    document: str = ""
    figures: str = ""

    @property
    def short(self) -> str:
        """The mark of this version that is printed on its papers."""
        return self.sha256[:8].upper()

    @property
    def own_reason(self) -> str:
        """The reason without what was left open."""
        return self.reason.partition(LEFT_OPEN)[0].strip().rstrip(".")

    @property
    def left_open(self) -> str:
        """What was left open at the closing, and why, "" where nothing was."""
        return self.reason.partition(LEFT_OPEN)[2]
