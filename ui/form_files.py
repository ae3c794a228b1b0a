"""Which files to read as forms: files and folders as they are chosen or dropped. No Qt."""

from collections.abc import Iterable
from pathlib import Path

FORM_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LOCK = "~$"
MOST = 500


def collect(chosen: Iterable[Path]) -> tuple[tuple[Path, ...], int]:
    """The files to read, each once, and how many of the folders' files were left out.

    A file that was chosen itself is always read, so that it can be said what is wrong with it; out of
    a folder and its sub-folders come workbooks only, without the lock files of Excel.
    """
    files: dict[Path, None] = {}
    others: set[Path] = set()
    for path in chosen:
        if not path.is_dir():
            files[path] = None
            continue
        for inner in sorted(it for it in path.rglob("*") if it.is_file()):
            if inner.suffix.lower() in FORM_SUFFIXES and not inner.name.startswith(_LOCK):
                files[inner] = None
            elif not inner.name.startswith((".", _LOCK)):
                others.add(inner)
    return tuple(files)[:MOST], len(others - files.keys()) + max(0, len(files) - MOST)
