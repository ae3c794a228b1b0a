"""The folder of evidence beside the block's file: "X - Hồ sơ kiểm chứng/<năm>/<đơn vị>/".

Files are copied in under telling names and never changed, replaced or thrown away by the program. What
a record says of its file (`EvidenceFile`) is held against the disk by size and hash.
"""

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from models.collected import EvidenceFile
from models.collecting.evidence import State, cut, telling_name
from models.texts import clean
from storage.failures import told
from storage.kept_files import (
    BESIDE,
    Kept,
    Tell,
    chunks,
    copy_in,
    lying_in,
    new_hash,
    path_in,
    room_in,
    seen,
    state_of,
    suffix_of,
)


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is not in the zip as it was recorded: left out, or packed though it has changed."""

    evidence: EvidenceFile
    state: State


# ---- places


def root_of(book: Path) -> Path:
    """The folder of evidence of the block's file."""
    return book.with_name(f"{book.stem} - Hồ sơ kiểm chứng")


def folder_of(book: Path, year: int) -> Path:
    """The folder of one year; it is there once something was brought in."""
    return root_of(book) / str(year)


def path_of(book: Path, file: str) -> Path | None:
    """Where a recorded file stands; None for a record that leads out of the folder."""
    return path_in(root_of(book), file)


# ---- looking


def glance(book: Path, evidence: EvidenceFile) -> State:
    """What can be seen without reading the file: a change that keeps the size stays unseen."""
    return seen(path_of(book, evidence.file), evidence.size)


def state(book: Path, evidence: EvidenceFile, tell: Tell | None = None) -> State:
    """What the file is like now, by its hash."""
    return state_of(path_of(book, evidence.file), evidence.size, evidence.sha256, tell)


def strangers(book: Path, year: int, unit: str, known: Collection[str]) -> tuple[str, ...]:
    """Files of a unit's folder that no record names, as they would be recorded, by name."""
    named = {clean(it).casefold() for it in known}
    files = (f"{year}/{unit}/{it}" for it in lying_in(folder_of(book, year) / unit))
    return tuple(it for it in files if clean(it).casefold() not in named)


# ---- bringing in


def bring_in(
    book: Path,
    year: int,
    unit: str,
    criterion: str,
    number: int,
    title: str,
    source: Path,
    tell: Tell | None = None,
) -> Kept:
    """Copy `source` into the unit's folder under its telling name (`storage.kept_files.copy_in`).

    `unit` and `criterion` are the words of the name (see `models.collecting.evidence`), `number` the first to be
    tried.
    """
    folder, suffix = folder_of(book, year) / unit, suffix_of(source)
    kept = copy_in(
        source, folder, lambda: _names(folder, unit, criterion, number, title, suffix), suffix, tell
    )
    return replace(kept, file=f"{year}/{unit}/{kept.file}")


def _names(
    folder: Path, unit: str, criterion: str, number: int, title: str, suffix: str
) -> Iterator[str]:
    """Telling names one after the other, none with a number that the criterion has used already."""
    room = room_in(folder, suffix)
    there = {clean(it.name).casefold() for it in folder.iterdir()}
    while True:
        head = f"{telling_name(unit, criterion, number, 'x')[:-1]}".casefold()
        if not any(it.startswith(head) for it in there):
            yield cut(telling_name(unit, criterion, number, title), room)
        number += 1


# ---- the zip


def zip_of(
    book: Path,
    target: Path,
    files: Mapping[str, EvidenceFile],
    lists: Mapping[str, bytes],
    now: datetime,
    tell: Tell | None = None,
) -> tuple[Left, ...]:
    """Write a zip at `target`: `files` (name in the zip → record) and `lists` (name → bytes, put first).

    Written beside, then put in its place. Gives what is not as recorded; files that cannot be read or
    are empty are left out. Raises `AppError` when the zip cannot be written.
    """
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    beside = target.with_name(f"{BESIDE}{os.urandom(6).hex()}.tmp")
    left: list[Left] = []
    moment = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    with told(target, new=True):
        try:
            with beside.open("xb") as raw:
                # Names that are not ASCII are marked as UTF-8 by the library itself.
                with ZipFile(raw, "w", ZIP_DEFLATED) as made:
                    for name, data in lists.items():
                        made.writestr(ZipInfo(name, moment), data, ZIP_DEFLATED)
                    for name, evidence in files.items():
                        info = ZipInfo(name, moment)
                        info.compress_type = ZIP_DEFLATED
                        left += _pack(book, evidence, made, info, tell)
                raw.flush()
                os.fsync(raw.fileno())
            beside.replace(target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    return tuple(left)


def _pack(
    book: Path, evidence: EvidenceFile, made: Any, info: Any, tell: Tell | None
) -> Sequence[Left]:
    """Put one file into the zip; what is wrong with it."""
    how, path = glance(book, evidence), path_of(book, evidence.file)
    if path is None or how not in ("ok", "changed"):
        return (Left(evidence, how),)
    found = new_hash()
    try:
        file = path.open("rb")
    except OSError:
        return (Left(evidence, "unreadable"),)
    with file, made.open(info, "w", force_zip64=True) as packed:
        for done, chunk in chunks(path, file):
            found.update(chunk)
            packed.write(chunk)
            if tell:
                tell(done)
    same = evidence.sha256 in ("", found.hexdigest())
    return () if same else (Left(evidence, "changed"),)
