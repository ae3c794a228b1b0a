"""What the sheet of the year's plan is made of, known to its writer and its reader alike."""

from dataclasses import dataclass
from typing import ClassVar

from exporters.forms import identity
from exporters.forms.identity import tidy
from models.season import Season

SHEET = "Kế hoạch năm"
MARK = "so-khoi-thi-dua/ke-hoach-nam"
NUMBER_HEAD = "TT"
CODE_HEAD = "Mã"
"""Head of the hidden column with the codes of the items; in it a row is known again."""


@dataclass(frozen=True, slots=True)
class Identity(identity.Identity):
    """The plan is the block's, of no unit."""

    mark: ClassVar[str] = MARK
    layout: ClassVar[int] = 1

    def parts(self) -> tuple[str, ...]:
        """What the id of the sheet follows from."""
        return (self.mark, self.block, self.year, str(self.layout))


def identity_of(season: Season) -> Identity:
    """The identity of the plan of this block and year."""
    return Identity("", SHEET, tidy(season.block.name), str(season.year))
