"""Which files to read as forms: files and folders as they are chosen or dropped. No Qt."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

FORM_SUFFIXES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")
_LOCK = "~$"
# A whole disk dropped by mistake must not hold the window up.
MOST_ENTRIES = 5000


def collect(chosen: Iterable[Path], *, workbooks_only: bool = True) -> tuple[tuple[Path, ...], int]:
    """The files to read, each once, and how many of the folders' files were left out.

    A file that was chosen itself is always read, so that it can be said what is wrong with it; out of
    a folder and its sub-folders come workbooks only (or every file), never hidden ones nor Excel's lock
    files.
    """
    files: dict[Path, None] = {}
    others: set[Path] = set()
    for path in chosen:
        if not path.is_dir():
            files[path] = None
            continue
        for inner in sorted(it for it in islice(path.rglob("*"), MOST_ENTRIES) if it.is_file()):
            if inner.name.startswith((".", _LOCK)):
                continue
            if not workbooks_only or inner.suffix.lower() in FORM_SUFFIXES:
                files[inner] = None
            else:
                others.add(inner)
    return tuple(files), len(others - files.keys())
