"""What the registration form is made of, known to its writer and its reader alike: names, ids, identity.

Cells are found by what they are, never by where they stand: column A of the sheet (hidden) carries an
id for every row, a hidden row above each of the two tables a key for every column, and the very hidden
sheet says whose form it is.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

from exporters.score_form_layout import GUIDE, HIDDEN, tidy
from models.block import Unit
from models.season import Season
from models.table import TableRow

__all__ = ["GUIDE", "HIDDEN"]

SHEET = "Đăng ký thi đua"
MARK = "so-khoi-thi-dua/dang-ky-thi-dua"
"""Stands in A1 of the hidden sheet and of the form's own sheet: this is what makes a file ours."""
LAYOUT = 1
"""Version of everything in this module; a form of a higher one comes from a newer program."""

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
class Identity:
    """Whose form it is, as the hidden sheet says it."""

    unit: str
    unit_name: str
    block: str
    year: str

    @property
    def form_id(self) -> str:
        """Short id that follows from all the rest and is printed on every page: "7F3A-91C2"."""
        parts = (MARK, self.unit, self.block, self.year, str(LAYOUT))
        digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8].upper()
        return f"{digest[:4]}-{digest[4:]}"

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The rows of the hidden sheet, key and value; the first is the mark."""
        return (
            (MARK, ""),
            ("layout", str(LAYOUT)),
            ("unit", self.unit),
            ("unit_name", self.unit_name),
            ("block", self.block),
            ("year", self.year),
            ("form", self.form_id),
        )

    @classmethod
    def from_pairs(cls, found: Mapping[str, str]) -> "Identity | None":
        """What the hidden sheet says, or None when a key is missing or does not fit the others."""
        try:
            identity = cls(**{key: found[key] for key in cls.__slots__})
        except KeyError:
            return None
        return identity if found.get("form") == identity.form_id else None


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
