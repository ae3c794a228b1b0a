"""The two ways of failing: a `Problem` is bad data as a value, an `AppError` an act that cannot be done.

Both carry text that is fit to show to the clerk as it stands.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


class AppError(Exception):
    """The program cannot do what was asked; `str()` is one clear Vietnamese sentence for the clerk."""


class HeldFileError(AppError):
    """Another program holds a file open; once it is closed there the same act can be done.

    `again` does it, where somebody set it; by itself nothing is tried twice.
    """

    again: Callable[[], object] | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with some data: what, where, and what to do about it.

    `code` names the check that found it and never changes between versions. An "error" keeps the
    data out; a "warning" lets it in and is shown. `where` is the place in words; a problem found in a
    workbook also names its `sheet` and `cell` ("F12").
    """

    code: str
    what: str
    advice: str = ""
    where: str = ""
    severity: Severity = "error"
    sheet: str = ""
    cell: str = ""

    @property
    def text(self) -> str:
        """The whole message: "where: what. advice"."""
        head = f"{self.where}: {self.what}" if self.where else self.what
        return f"{head} {self.advice}".strip()
