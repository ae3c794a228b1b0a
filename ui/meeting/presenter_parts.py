"""Parts of the presenter: the picture of the hall and the list of scenes."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from models.hall.scenes import Scene
from ui.hall.canvas import HallCanvas
from ui.look import theme
from ui.meeting.presenter_hall import FULL_HD
from ui.meeting.presenter_list import Entry, Group
from ui.widgets.cards import small

ENTRY = Qt.ItemDataRole.UserRole
SHOW_KEYS = (
    Qt.Key.Key_Space,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_B,
    Qt.Key.Key_Period,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)
"""The keys that the list leaves to the presenter."""
_ROW = 30


class Picture(QWidget):
    """What the hall sees, made smaller: the hall's own canvas with the hall's own layout."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.canvas = HallCanvas(self)
        self.canvas.animations = False
        self.canvas.hide()
        self._words = ""
        self._size = FULL_HD
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def scene(self) -> Scene | None:
        """What it shows, None while words stand there."""
        return None if self.canvas.isHidden() else self.canvas.scene

    def show_scene(self, scene: Scene | None, size: QSize, words: str = "") -> None:
        """Show this scene as it looks at `size` (logical pixels); without one `words` stand there."""
        self._words = words
        self.canvas.setHidden(scene is None)
        if size != self._size:
            self._size = size
            self.updateGeometry()
            self.canvas.setGeometry(self._inner())
        self.canvas.as_on(size)
        if scene is not None and scene != self.canvas.scene:
            self.canvas.show_scene(scene, False)
        self.update()

    def hasHeightForWidth(self) -> bool:
        """It has the shape of the hall's screen."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at that width."""
        return width * self._size.height() // max(1, self._size.width())

    def sizeHint(self) -> QSize:
        """A quarter of the hall."""
        return self._size / 4

    def minimumSizeHint(self) -> QSize:
        """It can be made rather small."""
        return QSize(160, 90)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The canvas keeps the shape of the hall."""
        super().resizeEvent(event)
        self.canvas.setGeometry(self._inner())

    def paintEvent(self, event: QPaintEvent) -> None:
        """A thin line around the picture, or the words in its place."""
        painter = QPainter(self)
        place = self._place()
        painter.fillRect(place, QColor(theme.CARD))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        if self.canvas.isHidden():
            painter.setPen(QColor(theme.MUTED))
            inner = place.adjusted(theme.SPACE_M, 0, -theme.SPACE_M, 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inner, int(flags), self._words)

    def _place(self) -> QRect:
        size = self._size.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRect((self.width() - size.width()) // 2, 0, size.width(), size.height())

    def _inner(self) -> QRect:
        return self._place().adjusted(1, 1, -1, -1)


class _Lines(QStyledItemDelegate):
    """Long titles stand in as many lines as they need."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the words at the width of their column, never lower than a row."""
        tree = self.parent()
        assert isinstance(tree, SceneTree)
        if index.column():
            words = QFontMetrics(tree.font()).horizontalAdvance(index.data() or "")
            return QSize(max(40, words + 10), _ROW)
        wide = tree.columnWidth(0) - (2 if index.parent().isValid() else 1) * tree.indentation() - 8
        metrics = QFontMetrics(index.data(Qt.ItemDataRole.FontRole) or tree.font())
        flags = int(Qt.TextFlag.TextWordWrap)
        high = metrics.boundingRect(QRect(0, 0, max(wide, 40), 999), flags, index.data()).height()
        return QSize(wide, max(_ROW, high + 10))


class SceneTree(QTreeWidget):
    """The scenes under their headings. `chosen`: another line is the current one (an `Entry`)."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(True)
        self.setIndentation(theme.SPACE_SM)
        self.setAccessibleName("Các cảnh chiếu được")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setWordWrap(True)
        # With lines of several heights Qt does not follow the current one by whole lines.
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Lines(self))
        self.groups: tuple[Group, ...] = ()
        self._shown: tuple[str, str, str] | None = None
        self.currentItemChanged.connect(self._tell)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width makes other lines."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def set_groups(self, groups: Sequence[Group]) -> None:
        """List these; the headings that were open stay open, at first those of the first two; what comes new while
        the meeting goes on is open."""
        if tuple(groups) == self.groups:
            return
        first = not self.groups
        was_open = {
            it.text(0)
            for it in map(self.topLevelItem, range(self.topLevelItemCount()))
            if it and it.isExpanded()
        }
        known = {it.title for it in self.groups}
        self.groups = tuple(groups)
        self.blockSignals(True)
        self.clear()
        for number, group in enumerate(self.groups):
            head = QTreeWidgetItem([group.title])
            self.addTopLevelItem(head)
            for entry in group.entries:
                head.addChild(_line(entry))
            begins = number < 2 if first else group.title not in known
            head.setExpanded(group.title in was_open or begins)
            head.setFirstColumnSpanned(True)
            head.setFont(0, small(self.font()))
            head.setForeground(0, QColor(theme.MUTED))
        self.blockSignals(False)
        self.mark(self._shown)

    def mark(self, shown: tuple[str, str, str] | None) -> None:
        """The line that hangs in the hall stands in bold."""
        self._shown = shown
        for item in self._lines():
            font = QFont(self.font())
            if item.data(0, ENTRY).line == shown:
                font.setWeight(QFont.Weight.DemiBold)
            item.setFont(0, font)

    def pick(self, line: tuple[str, str, str]) -> None:
        """Make this line the current one without telling `chosen`."""
        for item in self._lines():
            if item.data(0, ENTRY).line == line:
                self.blockSignals(True)
                self.setCurrentItem(item)
                self.blockSignals(False)
                return

    def entry(self) -> Entry | None:
        """The current line; None on a heading."""
        item = self.currentItem()
        found = item.data(0, ENTRY) if item is not None else None
        return found if isinstance(found, Entry) else None

    def _lines(self) -> list[QTreeWidgetItem]:
        found = []
        for place in range(self.topLevelItemCount()):
            head = self.topLevelItem(place)
            if head is not None:
                found += [head.child(it) for it in range(head.childCount())]
        return [it for it in found if it is not None]

    def _tell(self) -> None:
        entry = self.entry()
        if entry is not None:
            self.chosen.emit(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of the show go to the presenter; arrows move, and letters find a line."""
        if event.key() in SHOW_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _line(entry: Entry) -> QTreeWidgetItem:
    made = QTreeWidgetItem([entry.title, entry.aside])
    made.setData(0, ENTRY, entry)
    made.setToolTip(0, entry.title)
    made.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    made.setForeground(1, QColor(theme.MUTED))
    return made
