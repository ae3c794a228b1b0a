"""Ctrl+K: one field that finds every act, page and unit, typed with or without accents."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.frame.actions import Entry
from ui.frame.search import find
from ui.look import icons, theme
from ui.widgets.cards import label, small

WIDTH = 560
SHOWN = 9
ROW = 38


class Palette(QDialog):
    """The field and what it finds. Arrows choose, Enter does it, Esc closes."""

    def __init__(self, entries: Sequence[Entry], parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle("Tìm, hoặc làm gì?")
        self._entries = tuple(entries)
        self.found: list[Entry] = []
        frame = QFrame()
        frame.setProperty("role", "popup")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.field = QLineEdit()
        self.field.setPlaceholderText(
            "Gõ tên trang, việc cần làm hoặc đơn vị (không dấu cũng được)"
        )
        self.field.setAccessibleName("Tìm, hoặc làm gì?")
        self.field.addAction(icons.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.list = QListWidget()
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName("Kết quả")
        self._nothing = label("Không thấy. Thử một từ khác.", "muted")
        layout = QVBoxLayout(frame)
        layout.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, theme.SPACE_S)
        layout.addWidget(self.field)
        layout.addWidget(self._nothing)
        layout.addWidget(self.list)
        frame.setFixedWidth(theme.zoomed(WIDTH))
        outer.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.field.textChanged.connect(self.search)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda item: self._run(self.list.row(item)))
        self.search("")

    def search(self, query: str) -> None:
        """Show what answers the query, the best first."""
        self.found = find(query, self._entries, lambda it: it.text)
        if query.strip():
            known = {id(it) for it in self.found}
            others = [it for it in self._entries if it.words and id(it) not in known]
            self.found += find(query, others, lambda it: it.words)
        self.list.clear()
        for entry in self.found:
            item = QListWidgetItem(entry.text)
            item.setData(Qt.ItemDataRole.UserRole, entry)
            self.list.addItem(item)
        self.list.setCurrentRow(0)
        self._nothing.setVisible(not self.found)
        self.list.setVisible(bool(self.found))
        self.list.setFixedHeight(ROW * min(max(len(self.found), 1), SHOWN) + 2)

    def _run(self, row: int) -> None:
        if 0 <= row < len(self.found):
            entry = self.found[row]
            self.accept()
            entry.run()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter work while the keyboard is in the field."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return False
        if event.type() != QEvent.Type.KeyPress:
            return False
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: SHOWN,
            Qt.Key.Key_PageUp: -SHOWN,
        }
        key = Qt.Key(event.key())
        if key in steps and self.found:
            row = min(max(self.list.currentRow() + steps[key], 0), len(self.found) - 1)
            self.list.setCurrentRow(row)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentRow())
            return True
        return False


class _EntryDelegate(QStyledItemDelegate):
    """Icon, words, and at the right what kind of thing it is or its shortcut."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(0, ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry: Entry = index.data(Qt.ItemDataRole.UserRole)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ACTION_TINT if chosen else theme.HOVER))
            painter.drawRoundedRect(option.rect.adjusted(0, 1, 0, -1), 6, 6)
        ink = theme.ACTION if chosen else theme.MUTED
        square = QRect(option.rect.left() + 10, option.rect.center().y() - 8, 18, 18)
        icons.paint(painter, entry.icon or "chevron", square.toRectF(), ink)
        painter.setFont(small(option.font))
        painter.setPen(QColor(theme.MUTED))
        hint_width = QFontMetrics(painter.font()).horizontalAdvance(entry.hint)
        room = option.rect.adjusted(40, 0, -12, 0)
        painter.drawText(
            room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.hint
        )
        painter.setFont(option.font)
        painter.setPen(QColor(option.palette.color(QPalette.ColorRole.Text)))
        room.setRight(room.right() - hint_width - theme.SPACE_SM)
        elide = Qt.TextElideMode.ElideRight
        shown = QFontMetrics(option.font).elidedText(entry.text, elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.restore()
