"""Whose form it is: the identity that the very hidden sheet of each of our forms carries."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar, Self

from models.texts import clean

HIDDEN = "_khoi"
GUIDE = "Hướng dẫn"


@dataclass(frozen=True, slots=True)
class Identity:
    """What the hidden sheet says, as texts; each form adds what else it depends on."""

    unit: str
    unit_name: str
    block: str
    year: str

    mark: ClassVar[str]
    """Stands in A1 of the hidden sheet and of the form's own sheet: this is what makes a file ours."""
    layout: ClassVar[int]
    """Version of the form's layout; a form of a higher one comes from a newer program."""

    def parts(self) -> tuple[str, ...]:
        """What the id of the form follows from."""
        raise NotImplementedError

    @property
    def form_id(self) -> str:
        """Short id that follows from all the rest and is printed on every page: "7F3A-91C2"."""
        digest = hashlib.sha256("\n".join(self.parts()).encode()).hexdigest()[:8].upper()
        return f"{digest[:4]}-{digest[4:]}"

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The rows of the hidden sheet, key and value; the first is the mark."""
        said = ((it.name, getattr(self, it.name)) for it in fields(self))
        return ((self.mark, ""), ("layout", str(self.layout)), *said, ("form", self.form_id))

    @classmethod
    def from_pairs(cls, found: Mapping[str, str]) -> Self | None:
        """What the hidden sheet says, or None when a key is missing or does not fit the others."""
        try:
            identity = cls(**{it.name: found[it.name] for it in fields(cls)})
        except KeyError:
            return None
        return identity if found.get("form") == identity.form_id else None


def tidy(text: str) -> str:
    """Text as it is kept, nothing blank at the ends."""
    return clean(text).strip()
