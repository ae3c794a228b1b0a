"""The folder of finished papers beside the block's file: "X - Văn bản hoàn chỉnh/<năm>/".

What the clerk attaches to a paper is copied in and never changed, replaced or thrown away by the program.
"""

import re
from collections.abc import Collection, Iterator
from datetime import date
from pathlib import Path

from models.collecting.evidence import State, cut, safe_name, title_of
from models.paper_record import KeptFile
from models.texts import clean
from storage.kept_files import Tell, copy_in, lying_in, path_in, room_in, state_of, suffix_of

_READ = 16 * 1024 * 1024
"""Bytes; a larger file is not read through to see whether it was changed: its size must do."""
_TITLE_LETTERS, _UNIT_LETTERS = 50, 30


def root_of(book: Path) -> Path:
    """The folder of finished papers of the block's file."""
    return book.with_name(f"{book.stem} - Văn bản hoàn chỉnh")


def path_of(book: Path, kept: KeptFile) -> Path | None:
    """Where a kept file stands; None for a record that leads out of the folder."""
    return path_in(root_of(book), kept.file)


def state(book: Path, kept: KeptFile) -> State:
    """What the file is like now."""
    return state_of(path_of(book, kept), kept.size, kept.sha256 if kept.size <= _READ else "")


def strangers(
    book: Path, year: int, named: tuple[str, str], known: Collection[str]
) -> tuple[KeptFile, ...]:
    """Files of a paper that lie in the folder though no record names them (`known`: those that do), not yet read.

    So lies one whose copying was killed before it was recorded, or that was taken back. `named` as in `bring_in`.
    """
    recorded = {clean(it).casefold() for it in known}
    called = re.compile(rf"{re.escape(_whose(named))} - \d{{2,}} - (.+)")
    found = ((it, called.fullmatch(clean(it))) for it in lying_in(root_of(book) / str(year)))
    return tuple(
        KeptFile(f"{year}/{name}", match[1])
        for name, match in found
        if match and clean(f"{year}/{name}").casefold() not in recorded
    )


def bring_in(
    book: Path,
    year: int,
    named: tuple[str, str],
    number: int,
    source: Path,
    added: date,
    tell: Tell | None = None,
) -> KeptFile:
    """Copy `source` in (`storage.kept_files.copy_in`) as "Kế hoạch tổng kết - 01 - Ban da sua.docx".

    `named` are the title of the paper and whose it is ("" of the whole block), `number` the first to be tried.
    """
    folder, suffix = root_of(book) / str(year), suffix_of(source)
    kept = copy_in(
        source, folder, lambda: _names(folder, named, number, source, suffix), suffix, tell
    )
    return KeptFile(f"{year}/{kept.file}", kept.original, kept.sha256, kept.size, added)


def _names(
    folder: Path, named: tuple[str, str], number: int, source: Path, suffix: str
) -> Iterator[str]:
    """Names one after the other, none with a number that the paper has used already."""
    room = room_in(folder, suffix)
    whose = _whose(named)
    there = {clean(it.name).casefold() for it in folder.iterdir()}
    while True:
        head = f"{whose} - {number:02} - "
        if not any(it.startswith(head.casefold()) for it in there):
            yield cut(safe_name(f"{head}{title_of(source.name)}"), room)
        number += 1


def _whose(named: tuple[str, str]) -> str:
    """What the name of every file of a paper begins with."""
    title, unit = safe_name(named[0], _TITLE_LETTERS), named[1]
    return f"{title} - {safe_name(unit, _UNIT_LETTERS)}" if unit else title
