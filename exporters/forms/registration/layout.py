"""What the registration form is made of, known to its writer and its reader alike: names, ids, identity.

Cells are found by what they are, never by where they stand: column A of the sheet (hidden) carries an
id for every row, a hidden row above each of the two tables a key for every column, and the very hidden
sheet says whose form it is.
"""

from dataclasses import dataclass
from typing import ClassVar

from exporters.forms import identity
from exporters.forms.identity import tidy
from models.block import Unit
from models.season import Season
from models.table import TableRow

SHEET = "Đăng ký thi đua"
MARK = "so-khoi-thi-dua/dang-ky-thi-dua"

TARGET, TITLE, OTHER = "ct:", "dh:", "bm"
"""Row ids: a target or a title followed by its number, all other printed rows."""
KEYS = "khoa"
"""Row id of the hidden row with the column keys of the titles; those of the targets stand beside `MARK`."""

NUMBER, NAME, SECTION, MEASURE = "number", "name", "section", "measure"
PLANNED, REGISTERED, LAST_YEAR = "planned", "registered", "last_year"
BETTER, COUNTED = "better", "counted"
KIND, WHOM, COUNT, PERSON, NOTE = "kind", "whom", "count", "person", "note"

TARGET_KEYS = (
    *(NUMBER, NAME, SECTION, MEASURE, PLANNED),
    *(REGISTERED, LAST_YEAR, BETTER, COUNTED),
)
"""Keys of the columns of the first table, from left to right."""
FIGURES = (PLANNED, REGISTERED, LAST_YEAR)
TITLE_KEYS = (NUMBER, NAME, KIND, WHOM, COUNT, PERSON, "", "", NOTE)
"""Keys of the second table under the same columns; "" goes on with the column before it."""

BETTER_WORDS = {"higher": "Cao hơn", "lower": "Thấp hơn"}
KIND_WORDS = {"title": "Danh hiệu thi đua", "commendation": "Hình thức khen thưởng"}
WHOM_WORDS = {"collective": "Tập thể", "individual": "Cá nhân"}


@dataclass(frozen=True, slots=True)
class Identity(identity.Identity):
    """The form depends on nothing but its unit and year."""

    mark: ClassVar[str] = MARK
    layout: ClassVar[int] = 1

    def parts(self) -> tuple[str, ...]:
        """What the id of the form follows from."""
        return (self.mark, self.unit, self.block, self.year, str(self.layout))


def identity_of(season: Season, unit: Unit) -> Identity:
    """The identity of the registration form of `unit` in `season`."""
    return Identity(unit.id, tidy(unit.name), tidy(season.block.name), str(season.year))


def sections(season: Season) -> tuple[TableRow, ...]:
    """The sections that a target may be registered for: those whose exceeded targets earn a bonus, else
    all that carry the year's contents."""
    contents = season.table.sections()
    rule = season.pack.bonus
    rewarded = tuple(it for it in contents if rule is not None and it.code in rule.sections)
    return rewarded or contents


def section_label(code: str) -> str:
    """A section as it stands in a cell: "Mục I"."""
    return f"Mục {code}" if code else ""
