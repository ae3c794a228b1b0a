"""Builds the desktop program: application, look, Vietnamese, error hooks, session, jobs, window."""

import gc
import logging
import sys
import threading
from datetime import date
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import ui.frame.qt_first  # noqa: F401  # before all that is loaded here

# isort: split
from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from ui.book import places
from ui.book.clock import Clock
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.frame.version import VERSION
from ui.look import style, vietnamese

if TYPE_CHECKING:
    from PySide6.QtGui import QSessionManager

LOG_BYTES = 500_000
_TRAY_AFTER = 1_500
"""Milliseconds after the window is shown."""

log = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Faults(QObject):
    """Faults of the program, from any thread: written to the log and shown once, on the screen's thread."""

    happened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._showing = False
        self.happened.connect(self._show)

    def install(self) -> None:
        """Take the place of Python's and Qt's own ways of telling."""
        sys.excepthook = self._from_python
        threading.excepthook = self._from_thread
        qInstallMessageHandler(_from_qt)

    def _from_python(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("a fault of the program", exc_info=(kind, error, trace))
        self.happened.emit(error)

    def _from_thread(self, given: threading.ExceptHookArgs) -> None:
        if given.exc_value is not None:
            self._from_python(given.exc_type, given.exc_value, given.exc_traceback)

    def _show(self, error: BaseException) -> None:
        if self._showing:  # a fault while drawing would otherwise open a box for every frame
            return
        from ui.widgets.messages import CrashBox

        self._showing = True
        try:
            CrashBox(error, parent=QApplication.activeWindow()).exec()
        finally:
            self._showing = False


def _from_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    log.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)


def start_log(file: Path) -> None:
    """Write warnings and faults to a file that starts anew past half a megabyte. Without it we still run."""
    # Not logging.handlers: it loads the network library, which costs time at every start.
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > LOG_BYTES:
            file.replace(file.with_suffix(".cu.log"))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)


def build_application(arguments: list[str]) -> QApplication:
    """The application with its name, look and language."""
    # Named here, no style of the system is made first, nor Python classes for all that a style can do.
    app = QApplication([*arguments, "-style", "fusion"])
    app.setApplicationName("So Khoi thi dua")
    app.setApplicationDisplayName("Sổ Khối thi đua")
    app.setApplicationVersion(VERSION)
    app.setDesktopFileName("so-khoi-thi-dua")
    app.translator = vietnamese.install(app)  # type: ignore[attr-defined]  # kept alive by the app
    style.apply(app)
    return app


def start(
    path: Path | None = None, *, sample: bool = False, today: date | None = None
) -> tuple[QApplication, MainWindow]:
    """The whole program with its window shown, and `path` or the sample opened in it; `today` is the day that is
    assumed for a rehearsal.
    """
    gc.disable()  # what is made on the way to the window stays
    start_log(places.log_file())
    app = build_application(sys.argv[:1])
    faults = Faults()
    faults.setParent(app)  # kept alive by the application
    faults.install()
    session = Session(places.backups(), Clock(today))
    window = MainWindow(session, Jobs(), places.settings(), path)
    window.show()
    follow_log_off(app, window)
    # Each result of scoring is thousands of small records that live until the next one: looking for
    # garbage among them at every 700th, as is the rule, would take longer than the scoring.
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)
    gc.enable()
    if sample:
        window.do("sample")
    QTimer.singleShot(_TRAY_AFTER, window, partial(_stand_beside_the_clock, session, window))
    return app, window


def follow_log_off(app: QApplication, window: MainWindow) -> None:
    """At log-off and shutting down of the PC what is being typed is entered and what waits is written; all before
    is on the disk. Nothing is asked: the system would end the program before the answer. What cannot be written
    without one (a refused value, a draft that costs scores) stays in sight, and the log-off is held up, so that the
    system itself asks. Somebody may stop it all the same, so the book stays open."""
    from ui.widgets.messages import nobody_answers

    def enter(manager: "QSessionManager") -> None:
        with nobody_answers():
            kept = window.settle(unasked=True)
            if window.session.is_open:
                window.session.keeping.emit()
        if not kept:
            manager.cancel()

    app.commitDataRequest.connect(enter)


def _stand_beside_the_clock(session: Session, window: MainWindow) -> None:
    """The icon with what is due, where the desktop has a place for it; after the first picture, since it is no
    part of the start."""
    from ui.reminders.tray import after_start

    after_start(session, window, partial(window.do, "page:calendar"))


def run(path: Path | None, *, sample: bool = False, today: date | None = None) -> int:
    """Show the window until it is closed; the exit code."""
    app, window = start(path, sample=sample, today=today)
    code = app.exec()
    del window
    return code
