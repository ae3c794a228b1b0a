"""The list of changes (CHANGELOG.md) taken apart: a heading a version, paragraphs, points. No Qt."""

import re
from dataclasses import dataclass

_VERSION = re.compile(r"## (\d+\.\d+\.\d+)")


@dataclass(frozen=True, slots=True)
class Change:
    """One version: what it is about, and its points."""

    version: str
    intro: tuple[str, ...]
    points: tuple[str, ...]


def changes(text: str) -> tuple[Change, ...]:
    """The versions in the order of the text; what stands before the first is left out."""
    found = []
    for part in re.split(r"^(?=## )", text, flags=re.MULTILINE):
        heading = _VERSION.match(part)
        if heading is not None:
            _, _, body = part.partition("\n")
            blocks = _blocks(body)
            intro = tuple(it for it in blocks if not it.startswith("- "))
            points = tuple(_plain(it.removeprefix("- ")) for it in blocks if it.startswith("- "))
            found.append(Change(heading[1], tuple(_plain(it) for it in intro), points))
    return tuple(found)


def _blocks(body: str) -> list[str]:
    """Paragraphs and points, each in one line whatever lines it is written in."""
    parts = re.split(r"\n(?=- )|\n\s*\n", body)
    return [" ".join(it.split()) for it in parts if it.strip()]


def _plain(text: str) -> str:
    """Without the marks of code and emphasis, which a clerk need not see."""
    return re.sub(r"`([^`]*)`|\*\*([^*]*)\*\*", lambda it: it[1] or it[2] or "", text)
