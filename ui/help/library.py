"""The pages of the help, read when they are first asked for, and finding in them. No Qt."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import resources
from models.help_text import ALL, CONTENTS, MEETING_CARD, UNIT_SHEET, HelpPage, read
from models.texts import fold
from ui.frame.search import find


class Place(NamedTuple):
    """A page of the help by its name, and a heading of it ("" for its beginning)."""

    page: str
    heading: str = ""


class Finding(NamedTuple):
    """A place that answers a query, with the words around what was found."""

    place: Place
    title: str
    words: str


_AROUND = 45
"""Letters shown before what was found."""


@cache
def page(name: str) -> HelpPage:
    """The page of this name; the list of contents where there is none."""
    known = name if name in ALL else CONTENTS
    return read(known, resources.help_text(known))


def place_of(target: str) -> Place:
    """Where a link leads: "papers#Thẩm định"."""
    name, _, heading = target.partition("#")
    return Place(name, heading)


def search(query: str) -> list[Finding]:
    """What answers the query, typed with or without accents: headings first, then running text."""
    if not query.strip():
        return []
    entries = _entries()
    by_heading = find(query, entries, lambda it: _heading(it.found.place))
    asked = fold(query).strip()
    wanted = asked.split()
    others = [it for it in entries if it not in by_heading and _has(it.offered, wanted)]
    others.sort(key=lambda it: asked not in it.folded)  # the words as they were typed come first
    return [_excerpt(it, wanted) for it in (*by_heading, *others)]


class _Entry(NamedTuple):
    """A section as it is searched: folding it anew at each key would take longer than all the rest."""

    found: Finding
    folded: str
    """Its words as `fold` gives them."""
    offered: tuple[str, ...]
    """The same, word by word."""
    bare: tuple[str, ...]
    """Its words as they stand between the spaces of `found.words`, folded, without the signs around them."""


@cache
def _entries() -> tuple[_Entry, ...]:
    searched = [page(it) for it in ALL if it not in (CONTENTS, MEETING_CARD, UNIT_SHEET)]
    return tuple(
        _entry(Finding(Place(it.name, section.heading), it.title, section.text))
        for it in searched
        for section in it.sections()
    )


def _entry(found: Finding) -> _Entry:
    folded = fold(found.words)
    bare = tuple(fold(it).strip("“”().,:; ") for it in found.words.split(" "))
    return _Entry(found, folded, tuple(folded.split()), bare)


def _heading(place: Place) -> str:
    return place.heading or page(place.page).title


def _has(offered: Sequence[str], wanted: list[str]) -> bool:
    """Whether every word of the query begins a word of the text."""
    return all(any(it.startswith(part) for it in offered) for part in wanted)


def _follow(words: Sequence[str], wanted: list[str]) -> bool:
    """Whether the words asked for stand here one after the other."""
    pairs = zip(words, wanted, strict=False)
    return len(words) >= len(wanted) and all(it.startswith(part) for it, part in pairs)


def _excerpt(entry: _Entry, wanted: list[str]) -> Finding:
    """The words from a little before the first one that was asked for."""
    found, folded = entry.found, entry.bare
    words = found.words.split(" ")
    together = (n for n in range(len(words)) if _follow(folded[n:], wanted))
    hits = (n for n, it in enumerate(folded) if any(it.startswith(part) for part in wanted))
    first = next(together, next(hits, 0))
    start = first
    while start and len(" ".join(words[start - 1 : first])) < _AROUND:
        start -= 1
    shown = " ".join(words[start:])
    return found._replace(words=f"… {shown}" if start else shown)
