"""Contact sheets: every page, tab, dialog and empty state of the window, a dozen pictures on a sheet.

`python -m scripts.contact_sheet FOLDER [--size 1366x768] [--scale 1.5]`; the scenes of the hall come from
`scripts.hall_screens`. Dialogs are found by the house's own rule: a button whose words end in "…" opens one.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.frame.main_window import MainWindow

PAGES = ("overview", "units", "table", "scores", "ranking", "documents", "history", "import")
COLUMNS, ROWS = 3, 4
_CAPTION = 28


def main() -> int:
    """Take the pictures in one process of its own scale, then lay them out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", default="1")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = options.scale
    width, height = (int(it) for it in options.size.split("x"))
    options.folder.mkdir(parents=True, exist_ok=True)
    from ui.desktop import build_application

    app = build_application(sys.argv[:1])
    made: list[Path] = []
    with tempfile.TemporaryDirectory() as folder:
        camera = Camera(app, options.folder, made)
        for kind in ("mau", "trong"):
            _take(camera, kind, Path(folder), (width, height))
    for sheet in sheets(made, options.folder):
        print(sheet)
    return 0


class Camera:
    """Takes pictures of what stands on the screen, of boxes, too: they are looked at, then given up."""

    def __init__(self, app: Any, folder: Path, made: list[Path]) -> None:
        from PySide6.QtWidgets import QDialog

        from ui.widgets import files

        self.app, self.folder, self.made = app, folder, made
        self.name = ""

        def look(box: QDialog) -> int:
            return self._look_and_leave(box)

        # A box is never answered here, and a file is never asked for.
        QDialog.exec = look  # type: ignore[assignment]
        for chooser in ("ask_open", "ask_save", "ask_folder"):
            setattr(files, chooser, lambda *_given: None)
        files.ask_open_many = lambda *_given: []

    def settle(self) -> None:
        """Let everything be laid out and painted."""
        for _ in range(8):
            self.app.processEvents()

    def shoot(self, widget: "QWidget", name: str) -> None:
        """One picture."""
        self.settle()
        path = self.folder / f"{len(self.made) + 1:03} {name}.png"
        widget.grab().save(str(path))
        self.made.append(path)

    def _look_and_leave(self, box: Any) -> int:
        box.show()
        self.shoot(box, f"{self.name} hộp")
        box.close()
        return 0


def _take(camera: Camera, kind: str, folder: Path, size: tuple[int, int]) -> None:
    from ui.book.jobs import Jobs
    from ui.book.session import Session
    from ui.frame.main_window import MainWindow

    session = Session(folder / "sao-luu")
    window = MainWindow(session, Jobs(), folder / "cai-dat")
    window.resize(*size)
    window.show()
    if kind == "mau":
        camera.shoot(window, "bắt đầu")
    session.open(_book(kind, folder))
    for target in _targets():
        camera.name = f"{kind} {target.replace('/', ' ')}"
        window.do(f"page:{target}")
        camera.shoot(window, camera.name)
        _open_boxes(camera, window, target)
    window.do("help")
    camera.shoot(window.acts.helper(), f"{kind} help")
    for wish in ("palette", "new"):
        camera.name = f"{kind} {wish}"
        window.do(wish)
        camera.settle()
    window.close()
    session.close()


def _book(kind: str, folder: Path) -> Path:
    from models.table import ScoringTable
    from storage.audit import Act
    from storage.block_file import BlockFile
    from ui.book import shipped

    season = shipped.sample()
    if kind == "trong":
        season = replace(
            season,
            units=(),
            table=ScoringTable(),
            scores={},
            facts=type(season.facts)(),
            plan=type(season.plan)(),
        )
    book = folder / f"Sổ {kind}.khoi"
    BlockFile.create(book, season, Act(datetime.now(), "Tạo sổ")).close()
    return book


def _targets() -> Iterator[str]:
    from ui.calendar.tabs import TABS as CALENDAR
    from ui.collecting.tabs import TABS as COLLECTING
    from ui.meeting.tabs import TABS as MEETING

    yield from PAGES[:3]
    yield from (f"papers/{it.key}" for it in COLLECTING)
    yield from PAGES[3:5]
    yield from (f"calendar/{it.key}" for it in CALENDAR)
    yield from (f"meeting/{it.key}" for it in MEETING)
    yield from PAGES[5:]


def _open_boxes(camera: Camera, window: "MainWindow", target: str) -> None:
    """Press every button of the page that opens a box."""
    from PySide6.QtWidgets import QPushButton

    seen = {"Tập dượt…"}  # it asks nothing and opens another book
    while True:
        page = window.pages[window.current_key]
        offered = [
            it
            for it in page.findChildren(QPushButton)
            if it.isVisible() and it.isEnabled() and it.text().endswith("…") and it.menu() is None
        ]
        left = [it for it in offered if it.text() not in seen]
        if not left:
            return
        seen.add(left[0].text())
        left[0].click()
        camera.settle()
        if page not in window.pages.values() or not page.isVisible():
            window.do(f"page:{target}")  # some buttons lead to another page
            camera.settle()


def sheets(pictures: list[Path], folder: Path) -> Iterator[Path]:
    """The pictures on sheets of a dozen, each under its name."""
    from PySide6.QtCore import QRect, Qt
    from PySide6.QtGui import QColor, QImage, QPainter

    step = COLUMNS * ROWS
    for number, start in enumerate(range(0, len(pictures), step), start=1):
        shown = pictures[start : start + step]
        images = [QImage(str(it)) for it in shown]
        wide = max(it.width() for it in images) // 2
        high = max(it.height() for it in images) // 2
        sheet = QImage(wide * COLUMNS, (high + _CAPTION) * ROWS, QImage.Format.Format_RGB32)
        sheet.fill(QColor("white"))
        painter = QPainter(sheet)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for place, (path, image) in enumerate(zip(shown, images, strict=True)):
            left, top = place % COLUMNS * wide, place // COLUMNS * (high + _CAPTION)
            painter.drawText(left + 8, top + 19, path.stem)
            room = QRect(left, top + _CAPTION, wide, high)
            scaled = image.size().scaled(image.size() / 2, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(room.topLeft(), scaled), image)
        painter.end()
        target = folder / f"to-{number:02}.png"
        sheet.save(str(target))
        yield target


if __name__ == "__main__":
    raise SystemExit(main())
