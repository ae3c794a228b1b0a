"""Slow work on one worker thread: a plain function, its progress, its result, and Cancel.

The function gets records in and gives records or a path out; it never touches a widget or the
session. Success and failure are told on the screen's thread.
"""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal

from models.errors import AppError, HeldFileError

Report = Callable[[int, int, str], None]
"""Called by the work: how many are done, of how many, the name of the present one."""


class Cancelled(Exception):  # noqa: N818 - it is no error
    """Raised inside the work when the clerk pressed Cancel; what was done until then stays done."""


class _Worker(QThread):
    progressed = Signal(int, int, str)
    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, work: Callable[[Report], Any], cancel: Event, parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._cancel = cancel

    def run(self) -> None:
        """The worker thread's main function."""

        def report(done: int, total: int, name: str) -> None:
            if self._cancel.is_set():
                raise Cancelled
            self.progressed.emit(done, total, name)

        try:
            self.succeeded.emit(self._work(report))
        except Exception as error:  # noqa: BLE001 - told on the screen's thread, never swallowed
            self.failed.emit(error)


class Jobs(QObject):
    """At most one job at a time; a second one is refused with a sentence."""

    started = Signal(str)
    progressed = Signal(int, int, str)
    finished = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._worker: _Worker | None = None
        self._cancel = Event()
        self._done: Callable[[Any], None]
        self._failed: Callable[[Exception], None]

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._worker is not None

    def start(
        self,
        title: str,
        work: Callable[[Report], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Run `work` in the background. `done` or `failed` is called on the screen's thread."""
        if self._worker is not None:
            message = "Đang làm một việc khác. Chờ việc đó xong rồi thử lại."
            raise AppError(message)
        self._cancel = Event()
        self._done, self._failed = done, failed
        self._again = partial(self.start, title, work, done, failed)
        self._worker = _Worker(work, self._cancel, self)
        # Bound methods of a QObject: Qt delivers them on the screen's thread.
        self._worker.progressed.connect(self.progressed)
        self._worker.succeeded.connect(self._succeed)
        self._worker.failed.connect(self._fail)
        self.started.emit(title)
        self._worker.start()

    def _succeed(self, result: object) -> None:
        self._end()
        self._done(result)

    def _fail(self, error: Exception) -> None:
        self._end()
        if isinstance(error, HeldFileError):
            error.again = self._again
        self._failed(error)

    def _end(self) -> None:
        worker = self._worker
        if worker is not None:
            worker.wait()
            worker.deleteLater()
        self._worker = None
        self.finished.emit()

    def cancel(self) -> None:
        """Ask the running job to stop at its next report."""
        self._cancel.set()

    def wait(self) -> None:
        """Wait for the running job's thread to end (the window closes)."""
        if self._worker is not None:
            self._worker.wait()
