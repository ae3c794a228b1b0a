"""Finding and ordering Vietnamese text: without accents, in any Unicode form, by the alphabet."""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

from models.texts import fold

__all__ = ["alphabetical", "find", "fold", "matches"]

Item = TypeVar("Item")


def matches(query: str, text: str) -> int | None:
    """How well `text` answers `query`, less is better; None when it does not.

    Every word of the query must begin a word of the text, or the query must stand inside it; the
    first letters of its words ("xh" for "Xếp hạng") do as well. Typed accents are not asked for.
    """
    wanted, offered = fold(query), fold(text)
    if not wanted:
        return 5
    if offered.startswith(wanted):
        return 0
    words = offered.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 1
    if wanted in offered:
        return 2
    if "".join(word[0] for word in words).startswith(wanted.replace(" ", "")):
        return 3
    return None


def find(query: str, items: Iterable[Item], text: Callable[[Item], str]) -> list[Item]:
    """The items that answer `query`, the best first; equals keep their order."""
    scored = ((matches(query, text(item)), item) for item in items)
    found = [(score, item) for score, item in scored if score is not None]
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]


_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_PLACE = {letter: f"{place:02d}" for place, letter in enumerate(_ALPHABET)}
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


def alphabetical(text: str) -> tuple[str, str]:
    """A sorting key by the Vietnamese alphabet (a ă â b … d đ e ê …), then by tone marks."""
    letters, tones = [], []
    for letter in unicodedata.normalize("NFC", text.casefold()):
        parts = unicodedata.normalize("NFD", letter)
        tone = next((it for it in parts if it in _TONES), "")
        plain = unicodedata.normalize("NFC", parts.replace(tone, "")) if tone else letter
        letters.append(_PLACE.get(plain, f"{'~' if plain.isalpha() else ' '}{plain}"))
        tones.append(_TONES.get(tone, "0"))
    return "".join(letters), "".join(tones)
