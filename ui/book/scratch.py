"""Folders of work: copies of a book and papers to look at, which nobody shall keep. No Qt.

They lie among the program's own data, not in the system's temporary folder, where others would look or a full disk
would be another one than the book's. What a killed program left there goes when the next such folder is made.
"""

import contextlib
import secrets
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Self

from ui.book import places

if TYPE_CHECKING:
    from filelock import BaseFileLock

_LOCK = ".khoa"


class Scratch:
    """An empty folder of this program alone, `path`; gone with `cleanup`, at the latest with the program.

    `prefix` says what for: only folders of the same prefix are swept, and of those only what no running program
    holds. Where the program's own folder cannot be written, it lies in the system's. Raises `OSError` when that
    cannot be written either.
    """

    def __init__(self, prefix: str) -> None:
        lock: BaseFileLock | None = None
        try:
            places.work().mkdir(parents=True, exist_ok=True)
            _sweep(prefix)
            self.path = places.work() / f"{prefix}{secrets.token_hex(6)}"
            lock = _held(self.path)  # before the folder is there: whoever sweeps now finds it held
            self.path.mkdir()
        except (OSError, NotImplementedError):
            if lock is not None:
                _let_go(lock)
                lock = None
            self.path = Path(tempfile.mkdtemp(prefix=prefix))
        self._end = weakref.finalize(self, _drop, self.path, lock)

    def cleanup(self) -> None:
        """Take it away with all that is in it. What another program holds stays until the next sweep."""
        self._end()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        self.cleanup()


def _sweep(prefix: str) -> None:
    """Take away what programs left that were killed."""
    for left in places.work().glob(f"{prefix}*"):
        folder = left.with_suffix("")  # a lock without its folder is left over as well
        with contextlib.suppress(OSError):  # held by a program that runs, or cannot be taken away
            _drop(folder, _held(folder))


def _held(folder: Path) -> "BaseFileLock":
    """The system's lock for a folder: it goes with the program, however that ends. Raises `OSError` where
    another program has it."""
    from filelock import FileLock

    lock = FileLock(
        folder.with_suffix(_LOCK), timeout=0, thread_local=False, fallback_to_soft=False
    )
    lock.acquire()
    return lock


def _drop(folder: Path, lock: "BaseFileLock | None") -> None:
    shutil.rmtree(folder, ignore_errors=True)
    if lock is not None:
        _let_go(lock)


def _let_go(lock: "BaseFileLock") -> None:
    lock.release()
    with contextlib.suppress(OSError):
        Path(lock.lock_file).unlink(missing_ok=True)
