"""The tree of the draft on screen: columns, folding, search, dragging, and the keys inside it."""

from collections.abc import Callable, Collection

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTreeView, QWidget

from models.tables.edit import Path
from ui.builder.cell_editor import Enter, TreeDelegate
from ui.builder.tree_model import FIELDS, Node, TreeModel
from ui.frame.search import fold
from ui.look import theme
from ui.widgets.columns import RECORD
from ui.widgets.composed import take_whole

Index = QModelIndex | QPersistentModelIndex
Flag = QItemSelectionModel.SelectionFlag
TREE_COLUMN = 1
_LAST = len(FIELDS) - 1
_STEP = 18
_NARROW = 640


class TreeView(QTreeView):
    """Shows a `TreeModel`. Keys of acts (`keys`: key → what to do) are taken before Qt's own.

    `chosen` tells that the keyboard went to another row, `search_ended` that a row was asked for which
    the search had hidden.
    """

    chosen = Signal()
    search_ended = Signal()

    def __init__(self, model: TreeModel, enter: Enter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tree = model
        self.keys: dict[int, Callable[[], object]] = {}
        self.empty = ""
        self._closed: set[str] = set()
        self._query = ""
        self.setModel(model)
        self.cells = TreeDelegate(self, enter)
        self.setItemDelegate(self.cells)
        self._dress()
        self.cells.stepped.connect(self._step)
        self.collapsed.connect(lambda it: self._closed.add(it.data(RECORD).row.code))
        self.expanded.connect(lambda it: self._closed.discard(it.data(RECORD).row.code))
        self.selectionModel().currentRowChanged.connect(lambda *_: self.chosen.emit())

    def _dress(self) -> None:
        self.setTreePosition(TREE_COLUMN)
        self.setIndentation(_STEP)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAutoExpandDelay(600)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Bảng chấm điểm đang sửa")
        header = self.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(24)
        header.setFixedHeight(theme.ROW_HEIGHT)
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)

    # ---- rows

    @property
    def node(self) -> Node | None:
        """The row the keyboard is on."""
        index = self.currentIndex()
        return index.data(RECORD) if index.isValid() else None

    @property
    def path(self) -> Path:
        """The path of the row the keyboard is on, () without one."""
        node = self.node
        return node.path if node is not None else ()

    @property
    def paths(self) -> tuple[Path, ...]:
        """The paths of all chosen rows, from top to bottom."""
        found = {it.data(RECORD).path for it in self.selectionModel().selectedRows()}
        return tuple(sorted(found)) or ((self.path,) if self.path else ())

    @property
    def field(self) -> str:
        """The field of the cell the keyboard is on."""
        return FIELDS[max(self.currentIndex().column(), 0)]

    def restore(self, path: Path, place: int) -> None:
        """After the tree has got another shape: fold as before, go to `path`, keep the place."""
        self.blockSignals(True)
        self.expandAll()
        for node in self.tree.nodes():
            if node.children and node.row.code in self._closed:
                self.collapse(self.tree.index_of(node.path))
        self.blockSignals(False)
        self.search(self._query)
        self.verticalScrollBar().setValue(place)
        self.go_to(path)

    def go_to(self, path: Path, column: int | None = None) -> bool:
        """Bring a row into view and put the keyboard on it; False when there is no such row."""
        wanted = self.currentIndex().column() if column is None else column
        index = self.tree.index_of(path, wanted if wanted >= 0 else TREE_COLUMN)
        if not index.isValid():
            return False
        above = index.parent()
        while above.isValid():
            self.expand(above)
            above = above.parent()
        if self.is_out_of_sight(path):
            self.search("")
            self.search_ended.emit()
        self.selectionModel().setCurrentIndex(index, Flag.ClearAndSelect | Flag.Rows)
        self.scrollTo(index)
        return True

    def choose(self, paths: Collection[Path]) -> None:
        """Choose several rows; the keyboard stays on its own."""
        for path in paths:
            index = self.tree.index_of(path)
            self.selectionModel().select(index, Flag.Select | Flag.Rows)

    def paths_below(self) -> tuple[Path, ...]:
        """The rows in sight from the keyboard's row down."""
        found: list[Path] = []
        index = self.currentIndex()
        while index.isValid():
            found.append(index.data(RECORD).path)
            index = self.indexBelow(index)
        return tuple(found)

    def fold_all(self, *, closed: bool) -> None:
        """Show the sections only, or everything; not while a refused value would go out of sight."""
        if not self.settle():
            return
        path = self.path
        self._closed.clear()
        if closed:
            self.collapseAll()
            self._closed = {it.row.code for it in self.tree.nodes() if it.children}
            path = path[:1]
        else:
            self.expandAll()
        self.go_to(path)

    # ---- search

    @property
    def query(self) -> str:
        """What is searched for, "" when all rows are shown."""
        return self._query

    def search(self, query: str) -> int:
        """Show only rows whose code, title or evidence has the words, with the rows above and below
        them; how many have them. "" shows all."""
        self._query = query
        words = fold(query).split()
        count = sum(self._hide(top, words, inside=False)[1] for top in self.tree.tops)
        if words:
            self.blockSignals(True)
            self.expandAll()
            self.blockSignals(False)
        return count

    def _hide(self, node: Node, words: Collection[str], *, inside: bool) -> tuple[bool, int]:
        """Whether the row is shown, and how many rows from it on have the words."""
        said = fold(f"{node.row.code} {node.row.title} {node.row.evidence}").split()
        hit = all(any(it.startswith(word) for it in said) for word in words)
        below = [self._hide(it, words, inside=inside or hit) for it in node.children]
        shown = hit or inside or any(it[0] for it in below)
        index = self.tree.index_of(node.path)
        self.setRowHidden(index.row(), index.parent(), not shown)
        return hit or any(it[0] for it in below), hit + sum(it[1] for it in below)

    def is_out_of_sight(self, path: Path) -> bool:
        """Whether the search hides the row."""
        index = self.tree.index_of(path)
        return self.isRowHidden(index.row(), index.parent())

    # ---- typing and keys

    def type_in(self, path: Path, field: str) -> None:
        """Open the editor on a cell."""
        if self.go_to(path, FIELDS.index(field)):
            self.setFocus()
            self._begin()

    def _begin(self) -> None:
        """Open the editor on the cell the keyboard is on; a refused value elsewhere comes first."""
        index = self.currentIndex()
        hidden = not index.isValid() or self.isIndexHidden(index)
        if self.settle() and not hidden and FIELDS[index.column()]:
            self.edit(index)

    def settle(self) -> bool:
        """Enter what is being typed; False while it is refused, with the keyboard on it."""
        if not self.cells.settle():
            if self.cells.editor is not None:
                self.cells.editor.setFocus()
            return False
        self.cells.close()
        return True

    def _step(self, rows: int, columns: int) -> None:
        """Where typing goes on after Enter, Tab or an arrow."""
        index = self.currentIndex()
        if columns:
            column = index.column() + columns
            if 0 <= column < len(FIELDS) and FIELDS[column]:
                self.go_to(self.path, column)
                self._begin()
            return
        beside = self.indexBelow(index) if rows > 0 else self.indexAbove(index)
        if beside.isValid():
            self.go_to(beside.data(RECORD).path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of acts first; left and right go along the cells, Enter types, Space folds."""
        act = self.keys.get(event.keyCombination().toCombined())
        if self.hasFocus() and not self.settle():
            return
        plain = event.modifiers() in {
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        }
        key, index = event.key(), self.currentIndex()
        if act is not None:
            act()
        elif plain and index.isValid() and key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            step = 1 if key == Qt.Key.Key_Right else -1
            last = len(FIELDS) - 1 - self.isColumnHidden(_LAST)
            self.go_to(self.path, max(0, min(last, index.column() + step)))
        elif plain and index.isValid() and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._begin()
        elif plain and index.isValid() and key == Qt.Key.Key_Space:
            row = index.siblingAtColumn(0)
            self.setExpanded(row, not self.isExpanded(row))
        elif _writes(event) and index.isValid() and FIELDS[index.column()]:
            self._begin()  # as in Excel: the first letter takes the place of what stood there
            if self.cells.editor is not None:
                QApplication.sendEvent(self.cells.editor, event)
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Accents that are composed by the system open the editor as a key does."""
        usual = self.editTriggers()
        self.setEditTriggers(usual | QAbstractItemView.EditTrigger.AnyKeyPressed)
        try:
            if not take_whole(self, event, is_open=self.cells.editor is not None):
                super().inputMethodEvent(event)
        finally:
            self.setEditTriggers(usual)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A refused value is put right or given up before another row is chosen."""
        if self.settle():
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The same for the cell that would be typed in next."""
        if self.settle():
            super().mouseDoubleClickEvent(event)

    # ---- drawing and room

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """The ground of the cell, and an arrow where there are rows below."""
        chosen = self.selectionModel().isRowSelected(index.row(), index.parent())
        node: Node = index.data(RECORD)
        ground = theme.ACTION_TINT if chosen else theme.GROUP if len(node.path) == 1 else ""
        painter.save()
        if ground:
            painter.fillRect(rect, QColor(ground))
        painter.setPen(QPen(QColor(theme.ROW_LINE), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if node.children:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(theme.MUTED), 1.6))
            middle = QPointF(rect.right() - 6, rect.center().y())
            down = self.isExpanded(index.sibling(index.row(), 0))
            ends = ((-4, -2), (0, 2), (4, -2)) if down else ((-2, -4), (2, 0), (-2, 4))
            painter.drawPolyline([middle + QPointF(*it) for it in ends])
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; without any, one muted sentence."""
        super().paintEvent(event)
        if not self.tree.tops and self.empty:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(theme.MUTED))
            room = self.viewport().rect().adjusted(theme.SPACE_L, theme.SPACE_L, -theme.SPACE_L, 0)
            flags = (
                Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
            )
            painter.drawText(room, flags, self.empty)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width among the columns."""
        super().resizeEvent(event)
        # In a small window the words need the room; the panel beside says how a row is scored.
        self.setColumnHidden(_LAST, self.viewport().width() < _NARROW)
        columns = [
            it for place, it in enumerate(self.tree.columns) if not self.isColumnHidden(place)
        ]
        spare = max(0, self.viewport().width() - sum(it.width for it in columns))
        shares = sum(it.stretch for it in columns)
        for place, column in enumerate(columns):
            self.setColumnWidth(place, column.width + spare * column.stretch // shares)
        self.scheduleDelayedItemsLayout()  # other texts fit on one line now


def _writes(event: QKeyEvent) -> bool:
    """Whether a key is a letter or a figure to be written."""
    held = event.modifiers() & (
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    return not held and bool(event.text()) and event.text().isprintable()
