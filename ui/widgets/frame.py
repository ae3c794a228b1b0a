"""The frame around the pages: top bar, side bar, status bar. They show and ask; the window decides."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.frame.page_list import PageSpec
from ui.look import icons, theme
from ui.widgets.cards import Badge, label, restyle, small


class ElidedLabel(QLabel):
    """A label in one line that ends in "…" when the room is small; the tooltip has the whole text."""

    def __init__(self, role: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(theme.zoomed(40))
        if role:
            self.setProperty("role", role)

    def set_whole(self, text: str) -> None:
        """Show this text, as much of it as there is room for."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    @property
    def whole(self) -> str:
        """The text before it was shortened."""
        return self._whole

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 4, metrics.height() + 4)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten anew."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 40))
        self.setText(shown)
        self.setToolTip(self._whole if shown != self._whole else "")


class TopBar(QFrame):
    """The block's name with its menu, the year, where the year stands, and the search field."""

    searched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "topbar")
        self.fit()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, 0, theme.SPACE_M, 0)
        row.setSpacing(theme.SPACE_SM)
        self.name = QPushButton("Sổ Khối thi đua")
        self.name.setProperty("role", "name")
        self.name.setToolTip("Tạo, mở, sao lưu, đóng sổ")
        self.name.setMaximumWidth(theme.zoomed(460))
        self._line = QFrame()
        self._line.setProperty("role", "rule")
        self._line.setFixedSize(1, 18)
        self.year = label("", "strong")
        self.state = Badge()
        self.sample = Badge("Dữ liệu minh hoạ", "muted")
        search = QPushButton("Tìm, hoặc làm gì?")
        search.setProperty("role", "search")
        search.setMinimumWidth(theme.zoomed(180))
        search.setMaximumWidth(theme.zoomed(290))
        search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        search.setToolTip("Tìm trang, việc cần làm, đơn vị (Ctrl+K)")
        inside = QHBoxLayout(search)
        inside.setContentsMargins(0, 0, theme.SPACE_S, 0)
        inside.addStretch(1)
        inside.addWidget(key_hint("Ctrl K"))
        search.clicked.connect(self.searched)
        for widget in (self.name, self._line, self.year, self.state, self.sample):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(search, 100)  # before the gap, but after what is said
        self.show_block("", "", "", "muted", sample=False)

    def fit(self) -> None:
        """As high as letters need it now."""
        self.setFixedHeight(theme.TOPBAR_HEIGHT)

    def show_block(self, name: str, year: str, state: str, tone: str, *, sample: bool) -> None:
        """What stands in the bar; an empty name stands for "no file is open"."""
        metrics = QFontMetrics(self.name.font())
        room = self.name.maximumWidth() - 60
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room)
        self.name.setText(shown or "Sổ Khối thi đua")
        self.year.setText(year)
        self.state.show_state(state, tone)  # type: ignore[arg-type]
        self.sample.setVisible(sample)
        for widget in (self._line, self.year):
            widget.setVisible(bool(name))


def key_hint(keys: str) -> QLabel:
    """The little key that stands beside what it does."""
    made = label(keys, "key")
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return made


class SideBar(QFrame):
    """The pages as icon and word, with the number of things that wait; the help at the foot.

    Emits `chosen(key)`, and `helped` for the help of the page in view.
    """

    chosen = Signal(str)
    helped = Signal()

    def __init__(self, pages: Sequence[PageSpec], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "sidebar")
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_S, theme.SPACE_SM, theme.SPACE_S, theme.SPACE_SM)
        column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, _PageButton] = {}
        for number, page in enumerate((it for it in pages if it.in_side_bar), 1):
            made = _PageButton(page.title, page.icon, f"Alt+{number % 10}")
            made.clicked.connect(lambda _checked=False, key=page.key: self.chosen.emit(key))
            self._group.addButton(made)
            self._buttons[page.key] = made
            column.addWidget(made)
        column.addStretch(1)
        self.help = _PageButton("Hướng dẫn", "help", "F1")
        self.help.setCheckable(False)
        self.help.clicked.connect(lambda _checked=False: self.helped.emit())
        column.addWidget(self.help)
        self.fit()

    def fit(self) -> None:
        """As wide and high as letters need it now."""
        self.setFixedWidth(theme.SIDEBAR_WIDTH)
        for made in (*self._buttons.values(), self.help):
            made.setFixedHeight(theme.zoomed(_PAGE_HEIGHT))

    def show_page(self, key: str) -> None:
        """Press the button of this page; a page that has none presses nothing."""
        self._group.setExclusive(False)
        for name, made in self._buttons.items():
            made.setChecked(name == key)
        self._group.setExclusive(True)

    def show_counts(self, waits: Mapping[str, tuple[int, str]]) -> None:
        """How many things wait on each page, and what they are."""
        for key, made in self._buttons.items():
            made.set_count(*waits.get(key, (0, "")))


_PAGE_HEIGHT = 36


class _PageButton(QAbstractButton):
    def __init__(self, title: str, icon: str, shortcut: str) -> None:
        super().__init__()
        self._icon = icon
        self._count = 0
        self._title = title
        self.setText(title)
        self.setCheckable(True)
        self._plain = f"{title} ({shortcut})"
        self.setToolTip(self._plain)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_count(self, count: int, words: str) -> None:
        self._count = count
        self.setAccessibleName(f"{self._title}, {count} việc chờ" if count else self._title)
        self.setAccessibleDescription(words)
        self.setToolTip("\n".join(filter(None, (self._plain, words))))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.SIDEBAR_WIDTH - 2 * theme.SPACE_S, theme.zoomed(_PAGE_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = theme.ACTION_TINT if self.isChecked() else theme.HOVER if self.underMouse() else ""
        painter.setPen(Qt.PenStyle.NoPen)
        if ground:
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(self.rect(), 6, 6)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QColor(theme.ACTION))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        ink = theme.ACTION if self.isChecked() else theme.INK
        icons.paint(painter, self._icon, QRectF(10, (self.height() - 18) / 2, 18, 18), ink)
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(ink))
        room = self.rect().adjusted(38, 0, -34 if self._count else -4, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._title)
        if self._count:
            self._paint_count(painter)

    def _paint_count(self, painter: QPainter) -> None:
        ink, tint = theme.tone_colours("warn")
        font = small(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        width = max(20, QFontMetrics(font).horizontalAdvance(str(self._count)) + 12)
        pill = QRectF(self.width() - width - 10, (self.height() - 18) / 2, width, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(tint))
        painter.drawRoundedRect(pill, 9, 9)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(self._count))


class StatusBar(QFrame):
    """When it was saved and backed up, what undo would take back, and the file's name."""

    undone = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "statusbar")
        self.fit()
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_M, 0, theme.SPACE_M, 0)
        row.setSpacing(theme.SPACE_M)
        self.saved = ElidedLabel("done")
        self.backup = ElidedLabel("small")
        self._undo = QPushButton()
        self._undo.setProperty("role", "status")
        # Ctrl+Z is its key: standing last, it would get the keyboard whenever a widget goes away.
        self._undo.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._undo.clicked.connect(self.undone)
        self._key = key_hint("Ctrl Z")
        self.file = ElidedLabel("small")
        row.addWidget(self.saved)
        row.addWidget(self.backup)
        row.addStretch(1)
        row.addWidget(self._undo)
        row.addWidget(self._key)
        row.addWidget(self.file)
        self.show_undo("")

    def fit(self) -> None:
        """As high as letters need it now."""
        self.setFixedHeight(theme.STATUSBAR_HEIGHT)

    def show_saved(self, text: str, role: str) -> None:
        """The left end; `role` "done", "warn" or "error"."""
        restyle(self.saved, role=role)
        self.saved.set_whole(text)

    def show_backup(self, text: str, role: str) -> None:
        """When the last whole copy was made; `role` "small" or "warn"."""
        restyle(self.backup, role=role)
        self.backup.set_whole(text)

    def show_undo(self, what: str) -> None:
        """What Ctrl+Z would take back; "" hides it."""
        text = f"Hoàn tác: {what}"
        metrics = QFontMetrics(small(self.font()))
        self._undo.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, 420))
        self._undo.setToolTip(text)
        self._undo.setVisible(bool(what))
        self._key.setVisible(bool(what))
