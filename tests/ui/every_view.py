"""A walk through the whole window on the sample block: every page, tab and view, and the boxes they open."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QListWidget,
    QMenu,
    QPushButton,
    QWidget,
)

from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.frame.page_list import PAGES
from ui.frame.tabbed_page import TabbedPage
from ui.meeting.vote_form import BallotDialog
from ui.new_block import NewBlock
from ui.widgets.cards import Segments

Look = Callable[[str, QWidget], None]
OPENERS = ("Thêm đơn vị", "Sửa", "Dán từ Excel", "Thông tin khối", "Thêm chỉ tiêu", "Thêm")
"""Buttons that open a box though their words do not end with "…"."""
NOT_PRESSED = ("Xuất cả bộ…", "Tập dượt…")
"""These write files or another book at once."""
IN_THE_PAGE = ("Nhập từ tệp Excel, Word…", "Lấy bảng của năm trước…", "Các bản đã có…")
"""Entries of menus that open no box: they show another face of the page."""


class Walk:
    """The real window at 1366×768 over the sample; a box that comes up is looked at and left."""

    def __init__(self, folder: Path, *, size: tuple[int, int] = (1366, 768)) -> None:
        self.session = Session(folder / "sao-luu", clock=lambda: datetime(2023, 12, 6, 8, 5))
        self.session.create(folder / "Khoi.khoi", shipped.sample())
        self.window = MainWindow(self.session, Jobs(), folder / "cai-dat")
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.window.show_file()
        self.boxes: list[str] = []
        self._look: Look | None = None
        self._accepted, self._place = False, "overview"
        self._timer = QTimer(self.window, interval=5)
        self._timer.timeout.connect(self._look_for_a_box)
        self._timer.start()

    def end(self) -> None:
        """Close window and book."""
        self._timer.stop()
        self.window.jobs.wait()
        self.window.close()
        self.session.close()

    # ---- views

    def views(self) -> Iterator[str]:
        """Bring every view of the window into sight, one after the other; its name."""
        for spec in PAGES:
            self.show(spec.key)
            page = self.window.pages[spec.key]
            if spec.key == "import":
                self._take_forms()
            for tab in page.specs if isinstance(page, TabbedPage) else (None,):
                name = f"{spec.key}/{tab.key}" if tab else spec.key
                self.show(name)
                yield name
                yield from self._inner(name)
        yield from self._modes()

    def _inner(self, name: str) -> Iterator[str]:
        """The views of a page that a row of buttons parts, other than its tabs."""
        for row in self.window.pages[self.window.current_key].findChildren(Segments):
            buttons = row.findChildren(QPushButton)
            if not row.isVisible() or buttons[0].property("role") == "tab":
                continue
            parted = False
            for made in buttons[1:]:
                made.click()
                settle()
                yield f"{name}: {made.text()}"
                if not parted:
                    yield from self._parts(f"{name}: {made.text()}")
                parted = True
            if row.isVisible():
                buttons[0].click()
                settle()

    def _parts(self, name: str) -> Iterator[str]:
        """The parts of the rules, which a list at the left parts."""
        for parts in self.window.pages[self.window.current_key].findChildren(QListWidget):
            for place in range(parts.count() if parts.isVisible() else 0):
                parts.setCurrentRow(place)
                settle()
                yield f"{name}, {parts.item(place).text()}"

    def _modes(self) -> Iterator[str]:
        """What is no view of its own but another face of a page."""
        self.show("scores/u-khong-co")
        self.press("Vì sao?")
        yield "scores: vì sao"
        self.show("meeting/votes")
        self._accepted = True
        self.press("Bầu Trưởng khối…")
        self.show("meeting/votes")
        yield "meeting/votes: bàn kiểm phiếu"
        for entry in IN_THE_PAGE:
            self.show("table")
            self.choose(entry)
            yield f"table: {entry}"
        self.window.do("page:table/edit")
        settle()
        yield "table: đang sửa"

    def show(self, name: str) -> None:
        """A page, or one of its tabs: "papers/due"."""
        key, _, inside = name.partition("/")
        assert self.window.show_page(key, inside), name
        self._place = name
        settle()

    def _take_forms(self) -> None:
        self.window.do("page:import")
        self.window.pages["import"].add_files(shipped.sample_forms())  # type: ignore[attr-defined]
        self.window.jobs.wait()
        settle()

    # ---- boxes

    def open_boxes(self, look: Look) -> None:
        """Open every box that the view in sight leads to; `look` is called with each."""
        self._look = look
        for words in dict.fromkeys(it.text() for it in self._openers()):
            self.press(words)
            self._back()
        for entry in self._entries():
            self.choose(entry)
            self._back()
        self._look = None

    def _back(self) -> None:
        """What was pressed may have led to another page."""
        if self.window.current_key != self._place.partition("/")[0]:
            self.show(self._place)

    def open_by_wish(self, look: Look, *wishes: str) -> None:
        """Boxes of the menu and of the keys, by the ids of their acts."""
        self._look = look
        for wish in wishes:
            self.window.do(wish)
            settle()
        self._look = None

    def _openers(self) -> list[QPushButton]:
        found = self.window.findChildren(QPushButton)
        return [
            it
            for it in found
            if it.isVisible()
            and it.isEnabled()
            and it.menu() is None
            and (it.text().endswith("…") or it.text() in OPENERS)
            and it.text() not in NOT_PRESSED
        ]

    def _entries(self) -> list[str]:
        page = self.window.pages[self.window.current_key]
        menus = [it.menu() for it in page.findChildren(QPushButton) if it.isVisible() and it.menu()]
        words = [it.text() for menu in menus for it in menu.actions()]
        return [it for it in words if it.endswith("…") and it not in IN_THE_PAGE]

    def press(self, words: str) -> None:
        """The first visible button with these words, where there is one."""
        found = [it for it in self.window.findChildren(QPushButton) if it.text() == words]
        made = next((it for it in found if it.isVisible() and it.isEnabled()), None)
        if made is not None:
            made.click()
        settle()

    def choose(self, entry: str) -> None:
        """The entry of a menu of the page in sight."""
        for menu in self.window.pages[self.window.current_key].findChildren(QMenu):
            act = next((it for it in menu.actions() if it.text() == entry), None)
            if act is not None and act.isEnabled():
                act.trigger()
                settle()
                return

    def _look_for_a_box(self) -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QDialog):
            return
        self.boxes.append(box.windowTitle())
        if self._accepted and isinstance(box, BallotDialog):
            self._accepted = False
            box.finish()
        elif isinstance(box, NewBlock):
            for place in range(len(box.steps)):
                box.show_step(place)
                self._seen(f"{box.windowTitle()}, bước {place + 1}", box)
        elif not isinstance(box, QFileDialog):  # the system's own on Windows
            self._seen(box.windowTitle(), box)
        if box.isVisible():
            box.reject()
        self.window.activateWindow()  # without a window manager a closed box gives the keyboard to nobody

    def _seen(self, name: str, box: QDialog) -> None:
        settle()
        if self._look is not None:
            self._look(name, box)


def settle() -> None:
    """Let everything that was put off happen."""
    for _ in range(6):
        QApplication.processEvents()
