"""The words of a paper before they are written: as they are kept, and in a PDF only what its type can print."""

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any

from exporters.papers.fonts import has_letter
from models.errors import AppError
from models.papers.report import Report
from models.texts import clean

LONGEST_CELL = 32_767
"""Characters that a cell of Excel holds."""
LONGEST_PROPERTY = 255
"""Characters that Word and Excel take for a title, and Excel for a footer."""
_RIGHT_TO_LEFT = {"R", "AL"}
_SHOWN = 30


def prepared(report: Report) -> Report:
    """The paper with every text as texts are kept: NFC, without control characters (`models.texts.clean`)."""
    made: Report = _changed(report, clean)
    return made


def printable(report: Report) -> Report:
    """The paper for a PDF: without marks that have no ink.

    Raises `AppError` that names the first character the type does not have, or that is written from right to left,
    which the PDF would turn round.
    """
    made: Report = _changed(report, _with_ink)
    for text in _texts(made):
        strange = next((it for it in text if not _prints(it)), "")
        if strange:
            at = text.index(strange)
            begin = max(0, at - _SHOWN // 2)
            shown = " ".join(text[begin : at + _SHOWN // 2].split())
            raise AppError(
                f"Tệp PDF không in được ký tự “{strange}” trong “{shown}”. Bỏ ký tự đó, hoặc xuất sang Word, Excel."
            )
    return made


def all_words(report: Report) -> str:
    """Every text of the paper in one."""
    return " ".join(_texts(report))


def check_cells(report: Report) -> None:
    """Raises `AppError` for a text that is longer than a cell of Excel holds."""
    longest = max(_texts(report), key=len)
    if len(longest) > LONGEST_CELL:
        raise AppError(
            f"Đoạn “{short(longest, _SHOWN)}” dài quá một ô Excel (nhiều nhất 32.767 ký tự). Rút ngắn đoạn đó, hoặc"
            " xuất sang Word."
        )


def title(report: Report) -> str:
    """What the paper is called in the properties of its file; a letter by what it is about."""
    first = report.parts[0]
    named = (first.title, *first.subject.split("\n")) if first.title else (report.heading.about,)
    return short(" – ".join(it for it in named if it))


def short(text: str, most: int = LONGEST_PROPERTY) -> str:
    """`text` on one line, cut where it is longer than `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


@cache
def _prints(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return has_letter(letter) and unicodedata.bidirectional(letter) not in _RIGHT_TO_LEFT


def _with_ink(text: str) -> str:
    if text.isprintable():
        return text
    return "".join(it for it in text if unicodedata.category(it) != "Cf")


def _texts(value: Any) -> Iterator[str]:
    """Every text in a record, whatever holds it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for it in value:
            yield from _texts(it)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The record with every text changed; the same object where nothing was."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        made = tuple(_changed(it, change) for it in value)
        same = all(new is old for new, old in zip(made, value, strict=True))
        return value if same else made
    if is_dataclass(value) and not isinstance(value, type):
        found = {it.name: getattr(value, it.name) for it in fields(value)}
        new = {name: _changed(it, change) for name, it in found.items()}
        differing = {name: it for name, it in new.items() if it is not found[name]}
        return replace(value, **differing) if differing else value
    return value
