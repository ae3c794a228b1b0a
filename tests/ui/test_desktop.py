"""The wiring of the desktop program: its log, and what happens with a fault."""

import logging
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QPushButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ui import desktop
from ui.desktop import LOG_BYTES, Faults, start_log
from ui.widgets.choice import Choice
from ui.widgets.messages import CrashBox


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before = list(root.handlers)
    yield tmp_path / "nhật ký" / "log.txt"
    for handler in [it for it in root.handlers if it not in before]:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture
def faults(qtbot: QtBot) -> Iterator[Faults]:
    hooks = sys.excepthook, threading.excepthook
    qt = qInstallMessageHandler(None)
    qInstallMessageHandler(qt)
    made = Faults()
    made.install()
    yield made
    sys.excepthook, threading.excepthook = hooks
    qInstallMessageHandler(qt)


def test_faults_are_written_where_the_log_is(log_file: Path) -> None:
    start_log(log_file)
    logging.getLogger("ui").error("không mở được")
    assert "không mở được" in log_file.read_text(encoding="utf-8")


def test_a_log_that_has_grown_starts_anew_and_the_old_one_is_kept(log_file: Path) -> None:
    log_file.parent.mkdir()
    log_file.write_text("x" * (LOG_BYTES + 1), encoding="utf-8")
    start_log(log_file)
    logging.getLogger("ui").error("mới")
    assert log_file.stat().st_size < 1000
    assert log_file.with_suffix(".cu.log").stat().st_size > LOG_BYTES


def test_a_log_that_cannot_be_written_stops_nothing(log_file: Path, tmp_path: Path) -> None:
    log_file.parent.write_text("một tệp nằm ở chỗ của thư mục", encoding="utf-8")
    start_log(log_file)


def close_crash_box(seen: list[str]) -> None:
    def when_open() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, CrashBox):
            QTimer.singleShot(5, when_open)
            return
        seen.append(box.report)
        next(it for it in box.findChildren(QPushButton) if it.text() == "Đóng").click()

    QTimer.singleShot(0, when_open)


def test_a_fault_of_another_thread_is_shown_on_the_screens_thread(
    faults: Faults, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []
    close_crash_box(seen)
    error = ZeroDivisionError("trên luồng khác")
    hook = threading.ExceptHookArgs((type(error), error, None, None))
    worker = threading.Thread(target=lambda: threading.excepthook(hook))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert "ZeroDivisionError: trên luồng khác" in seen[0]


@pytest.mark.parametrize(("kind", "kept"), [(Choice, True), (QComboBox, False)])
def test_the_wheel_scrolls_the_form_and_changes_no_closed_field(
    kind: type[QComboBox], kept: bool, qtbot: QtBot
) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    inner = QWidget()
    inner.setMinimumSize(300, 2000)
    field = kind(inner)
    field.setGeometry(10, 150, 120, 34)
    field.addItems(["chọn quy tắc một", "hai", "ba"])
    area.setWidget(inner)
    area.resize(320, 320)
    area.show()
    field.setFocus()
    place = field.mapTo(area, QPoint(20, 10))
    QTest.wheelEvent(area.windowHandle(), place, QPoint(0, -120))
    assert (field.currentIndex() == 0) == kept
    assert (area.verticalScrollBar().value() > 0) == kept


def test_every_field_that_a_wheel_could_change_is_one_it_passes_over() -> None:
    """Qt's own lists, numbers and days are made nowhere but in `ui.widgets.choice`."""
    ui = Path(desktop.__file__).parent
    makes = re.compile(r"\bQ(ComboBox|\w*SpinBox|\w*TimeEdit|DateEdit|Slider|Dial)(\(|\):)")
    found = [
        it.name
        for it in ui.rglob("*.py")
        if it.name != "choice.py" and makes.search(it.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_a_fault_while_a_crash_is_shown_opens_no_second_box(
    faults: Faults, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[str] = []
    QTimer.singleShot(0, lambda: faults.happened.emit(KeyError("hai")))
    QTimer.singleShot(1, lambda: close_crash_box(seen))
    faults.happened.emit(KeyError("một"))
    assert len(seen) == 1
    assert "một" in seen[0]
