"""The window of the help: it stays beside the work, so that a step can be read and done."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from models.help_text import CONTENTS, GO
from ui.help import as_html, library
from ui.help.library import Finding, Place
from ui.look import icons, theme
from ui.widgets.cards import button, label

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

WIDTH, HEIGHT = 500, 640
_MOST_WORDS = 110
_MARGIN, _INDENT = 14, 24


class HelpWindow(QWidget):
    """Text with a way back, and a field that finds. `wanted` carries a page of the program: "page:calendar/plan".

    A window of its own above its parent: at the right edge when it is first shown, then where it was put.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle("Hướng dẫn")
        self.setMinimumSize(360, 320)
        self._seen: list[Place] = []
        self._at = -1
        self.found: list[Finding] = []
        self._back = self._arrow("‹", "Trang trước (Alt+←)", lambda: self._walk(-1))
        self._forward = self._arrow("›", "Trang sau (Alt+→)", lambda: self._walk(1))
        self.field = QLineEdit()
        self.field.setPlaceholderText("Tìm, gõ không dấu cũng được")
        self.field.setAccessibleName("Tìm trong hướng dẫn")
        self.field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.search)
        self.field.installEventFilter(self)
        self.text = _Text()
        self.text.anchorClicked.connect(self._follow)
        self.list = QListWidget()
        self.list.setAccessibleName("Kết quả tìm")
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda item: self._open(self.list.row(item)))
        self.list.itemClicked.connect(lambda item: self._open(self.list.row(item)))
        self._nothing = label("Không thấy. Thử một từ khác.", "muted")
        self._lay_out()
        for keys, act in (
            ("Alt+Left", lambda: self._walk(-1)),
            ("Alt+Right", lambda: self._walk(1)),
            ("Ctrl+F", self._to_field),
            ("Escape", self._escape),
        ):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        for made in (
            self._back,
            self._forward,
            self.field,
            button("Mục lục", lambda: self.show_place(Place(CONTENTS))),
        ):
            head.addWidget(made)
        head.setStretch(2, 1)
        self._stack = QStackedWidget()
        for view in (self.text, self.list, self._nothing):
            self._stack.addWidget(view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.SPACE_SM, theme.SPACE_SM, theme.SPACE_SM, theme.SPACE_SM)
        layout.setSpacing(theme.SPACE_S)
        layout.addLayout(head)
        layout.addWidget(self._stack, 1)

    def _arrow(self, sign: str, told: str, act: Callable[[], object]) -> QPushButton:
        made = button(sign, act)
        made.setFixedWidth(theme.CONTROL_HEIGHT)
        made.setToolTip(told)
        made.setAccessibleName(told.partition(" (")[0])
        return made

    # ---- what is shown

    @property
    def place(self) -> Place:
        """What is being read."""
        return self._seen[self._at]

    def show_place(self, place: Place) -> None:
        """Read another place; those after the one in view are forgotten."""
        if self._at < 0 or place != self.place:
            self._seen[self._at + 1 :] = [place]
            self._at += 1
        self._read()

    def show_beside(self, place: Place) -> None:
        """The window itself, the first time at the right edge of the work, and in it the place."""
        if self._at < 0:
            self.setGeometry(_beside(self.parentWidget(), self.screen().availableGeometry()))
        self.show()
        self.show_place(place)
        self.raise_()
        self.activateWindow()
        self.text.setFocus()

    def _walk(self, step: int) -> None:
        if 0 <= self._at + step < len(self._seen):
            self._at += step
            self._read()

    def _read(self) -> None:
        self.field.clear()
        page = library.page(self.place.page)
        document: QTextDocument = self.text.document()
        document.setDefaultStyleSheet(as_html.style())
        self.text.setHtml(as_html.html(page))
        self._stack.setCurrentWidget(self.text)
        if self.place.heading:
            self.text.scroll_to(self.place.heading)
        self._back.setEnabled(self._at > 0)
        self._forward.setEnabled(self._at + 1 < len(self._seen))
        self.setWindowTitle(f"Hướng dẫn: {page.title}")

    def _follow(self, url: QUrl) -> None:
        target = url.toString(QUrl.ComponentFormattingOption.PrettyDecoded)
        if target.startswith(GO):
            self.wanted.emit(f"page:{target.removeprefix(GO)}")
        else:
            self.show_place(library.place_of(target))

    # ---- finding

    def search(self, query: str) -> None:
        """Show what answers the query, the best first; the page again for an empty one."""
        self.found = library.search(query)
        self.list.clear()
        for it in self.found:
            head = f"{it.place.heading}  ·  {it.title}" if it.place.heading else it.title
            words = it.words if len(it.words) <= _MOST_WORDS else f"{it.words[:_MOST_WORDS]}…"
            self.list.addItem(QListWidgetItem(f"{head}\n{words}"))
        self.list.setCurrentRow(0)
        if not query.strip():
            self._stack.setCurrentWidget(self.text)
        else:
            self._stack.setCurrentWidget(self.list if self.found else self._nothing)

    def _open(self, row: int) -> None:
        if 0 <= row < len(self.found):
            self.show_place(self.found[row].place)
            self.text.setFocus()

    def _to_field(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _escape(self) -> None:
        """Leave the search, then the help."""
        if self.field.text():
            self.field.clear()
        else:
            self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter choose among what was found while the keyboard is in the field."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress or not self.found:
            return False
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if step is not None:
            row = min(max(self.list.currentRow() + step, 0), len(self.found) - 1)
            self.list.setCurrentRow(row)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.list.currentRow())
            return True
        return False


class _Text(QTextBrowser):
    """Links are followed by the window; the keyboard reaches them by Tab."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setAccessibleName("Nội dung hướng dẫn")
        self.document().setDocumentMargin(_MARGIN)
        self.document().setIndentWidth(_INDENT)

    def scroll_to(self, heading: str) -> None:
        """Bring the heading to the top, with the air above it; the last one, too."""
        frame = self.document().rootFrame()
        room = frame.frameFormat()
        room.setBottomMargin(self.viewport().height() / 2)
        frame.setFrameFormat(room)
        self.scrollToAnchor(as_html.anchor(heading))
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - _MARGIN)


def _beside(parent: QWidget | None, room: QRect) -> QRect:
    """To the right of the window where the screen has room, else over its right edge, inside the screen."""
    if parent is None:
        return QRect(room.right() - WIDTH, room.top() + theme.TOPBAR_HEIGHT, WIDTH, HEIGHT)
    work = parent.window().geometry()
    left = min(work.right() + theme.SPACE_S, room.right() - WIDTH)
    top = max(work.top(), room.top()) + theme.TOPBAR_HEIGHT
    height = min(max(work.height() - 2 * theme.TOPBAR_HEIGHT, HEIGHT), room.bottom() - top)
    return QRect(left, top, min(WIDTH, room.width()), height)
