"""The matrix unit × paper as a grid: units down, papers across, the names of the units stay in view."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.collecting.paper_matrix import Cell, Matrix
from ui.collecting import due_words
from ui.collecting.due_model import PaperModel
from ui.look import theme
from ui.scores import tsv
from ui.scores.frozen import FrozenColumns, PinnedTable, ScoreHeader, header_font
from ui.widgets.cards import paint_mark, small
from ui.widgets.cell import PAD, two_lines

Index = QModelIndex | QPersistentModelIndex
NAME_WIDTH = 210
PAPER_WIDTH = 126
_HEADER = 50
_MARK = 11
_DUE_LINE = 20


class PaperHeader(ScoreHeader):
    """The title of a paper on two lines, and its due day below."""

    def __init__(self, papers: PaperModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._papers = papers
        self.setSectionsClickable(True)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one title with its due day."""
        words = str(self._papers.headerData(logical, Qt.Orientation.Horizontal) or "")
        painter.save()
        painter.fillRect(rect, QColor(theme.CARD))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(header_font(self.font(), strong=logical == self.in_work))
        painter.setPen(QColor(theme.ACTION if logical == self.in_work else theme.INK))
        room = rect.adjusted(PAD, 4, -PAD // 2, -_DUE_LINE - 4 if logical else -6)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        low_left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        painter.drawText(room, low_left | Qt.TextFlag.TextWordWrap, words)
        painter.setFont(header_font(self.font()))
        painter.setPen(QColor(theme.MUTED))
        low = QRect(rect.left() + PAD, rect.bottom() - _DUE_LINE - 2, room.width(), _DUE_LINE)
        due = painter.fontMetrics().elidedText(
            self._papers.due_line(logical), Qt.TextElideMode.ElideRight, low.width()
        )
        painter.drawText(low, left, due)
        painter.restore()


class PaperDelegate(QStyledItemDelegate):
    """Draws a unit's name, or a mark with two lines of words."""

    def __init__(self, papers: PaperModel, grid: QAbstractItemView) -> None:
        super().__init__(grid)
        self._papers, self._grid = papers, grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line below, content, and the frame of the current cell."""
        rect, cell = option.rect, self._papers.cell(index)
        here = self._grid.currentIndex()
        current = (here.row(), here.column()) == (index.row(), index.column())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(rect, QColor(theme.ACTION_TINT if chosen else theme.CARD))
        painter.setPen(QPen(QColor(theme.ROW_LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if cell is None:
            self._name(painter, option, str(index.data()))
        else:
            self._cell(painter, option, cell)
        if current and self._grid.hasFocus():
            painter.setPen(QPen(QColor(theme.ACTION), 2))
            painter.drawRect(rect.adjusted(1, 1, -1, -2))
        painter.restore()

    def _name(self, painter: QPainter, option: QStyleOptionViewItem, name: str) -> None:
        room = option.rect.adjusted(PAD, 0, -PAD, -1)
        painter.setFont(option.font)
        painter.setPen(QColor(theme.INK))
        lines = two_lines(name, QFontMetrics(option.font), room.width())
        painter.drawText(
            room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines)
        )

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, cell: Cell) -> None:
        room = option.rect.adjusted(PAD, 0, -PAD // 2, -1)
        shape, tone = due_words.MARKS[cell.state]
        spot = QRectF(room.left(), room.center().y() - _MARK / 2, _MARK, _MARK)
        paint_mark(painter, shape, spot, theme.tone_colours(tone)[0])
        room = room.adjusted(_MARK + PAD - 2, 0, 0, 0)
        upper, (lower, lower_tone) = due_words.first_line(cell), due_words.second_line(cell)
        minor = small(option.font)
        above, below = QFontMetrics(option.font), QFontMetrics(minor)
        height = (above.height() if upper else 0) + (below.height() if lower else 0)
        top = room.top() + (room.height() - height) // 2
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        cut = Qt.TextElideMode.ElideRight
        if upper:
            painter.setFont(option.font)
            painter.setPen(QColor(theme.INK))
            place = QRect(room.left(), top, room.width(), above.height())
            painter.drawText(place, left, above.elidedText(upper, cut, place.width()))
            top += above.height()
        if lower:
            painter.setFont(minor)
            painter.setPen(QColor(theme.tone_colours(lower_tone)[0]))
            place = QRect(room.left(), top, room.width(), below.height())
            painter.drawText(place, left, below.elidedText(lower, cut, place.width()))


class PaperGrid(PinnedTable):
    """The grid. Enter or a double click opens a cell, Space notes that it came today, Delete takes the
    last arrival out, Ctrl+C copies; a click on a title takes the whole column."""

    opened = Signal(object)
    came = Signal()
    taken_back = Signal()
    menu_asked = Signal(object)
    due_asked = Signal(str)

    _ready = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = PaperModel(self)
        self.setModel(self.papers)
        delegate = PaperDelegate(self.papers, self)
        self._frozen = FrozenColumns(self)
        self._frozen.setModel(self.papers)
        for table in (self, self._frozen):
            table.setHorizontalHeader(PaperHeader(self.papers, table))
            table.horizontalHeader().setFixedHeight(theme.zoomed(_HEADER))
            table.horizontalHeader().setMinimumSectionSize(40)
            table.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT_TWO)
            table.verticalHeader().setDefaultSectionSize(theme.ROW_HEIGHT_TWO)
            table.setItemDelegate(delegate)
            table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
            table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
            table.setTabKeyNavigation(False)
            table.doubleClicked.connect(self._open)
            header = table.horizontalHeader()
            header.sectionClicked.connect(self.choose_column)
            header.sectionDoubleClicked.connect(self._ask_due)
        self._frozen.setSelectionModel(self.selectionModel())
        self.setAccessibleName("Giấy tờ của các đơn vị")
        self.viewport().stackUnder(self._frozen)
        self._ready = True

    def show_matrix(self, matrix: Matrix) -> None:
        """Show this state; the chosen cells stay chosen while units and papers are the same."""
        self.papers.show(matrix)
        self._arrange()
        if not self.currentIndex().isValid() and self.papers.columnCount() > 1:
            self.setCurrentIndex(self.papers.index(0, 1))

    # ---- what is chosen

    def chosen_cells(self) -> list[Cell]:
        """The chosen cells of papers, from top to bottom."""
        places = sorted((it.row(), it.column()) for it in self.selectionModel().selectedIndexes())
        found = [self.papers.cell(self.papers.index(*it)) for it in places]
        return [it for it in found if it is not None]

    def current_cell(self) -> Cell | None:
        """The cell in work."""
        return self.papers.cell(self.currentIndex())

    def choose(self, unit: str, paper: str = "") -> None:
        """Go to a unit's row, and to one paper of it where it is named."""
        matrix = self.papers.matrix
        if matrix is None:
            return
        row = next((i for i, it in enumerate(matrix.units) if it.id == unit), None)
        codes = [it.code for it in matrix.papers]
        if row is not None and codes:
            place = codes.index(paper) if paper in codes else 0
            # Not by `setCurrentIndex` of the view: with Ctrl held down it leaves the old cells chosen.
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(self.papers.index(row, place + 1), flag)

    def choose_column(self, column: int) -> None:
        """All units of one paper."""
        if column > 0:
            flags = QItemSelectionModel.SelectionFlag
            index = self.papers.index(max(0, self.currentIndex().row()), column)
            self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Columns)
            self.setFocus()

    def _ask_due(self, column: int) -> None:
        matrix = self.papers.matrix
        if matrix is not None and column > 0:
            self.due_asked.emit(matrix.papers[column - 1].code)

    def _open(self, index: QModelIndex) -> None:
        cell = self.papers.cell(index)
        if cell is not None:
            self.opened.emit(cell)

    # ---- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """See the class; the rest moves as in every table."""
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.as_text())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif key == Qt.Key.Key_Space:
            self.came.emit()
        elif key == Qt.Key.Key_Delete:
            self.taken_back.emit()
        else:
            super().keyPressEvent(event)

    def as_text(self) -> str:
        """The whole matrix with its titles, as Excel takes it."""
        rows, columns = range(self.papers.rowCount()), range(self.papers.columnCount())
        titles = [str(self.papers.headerData(it, Qt.Orientation.Horizontal)) for it in columns]
        lines = [[str(self.papers.index(row, it).data()) for it in columns] for row in rows]
        return tsv.write([titles, *lines])

    def keyboardSearch(self, _search: str) -> None:
        """Typing never jumps to a row."""

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the cell."""
        if self.current_cell() is not None:
            self.menu_asked.emit(event.globalPos())

    # ---- room

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Mark the column in work and repaint the two cells."""
        super().currentChanged(current, previous)
        if self._ready:
            for table in (self, self._frozen):
                header = table.horizontalHeader()
                if isinstance(header, PaperHeader):
                    header.show_in_work(current.column())
                for index in (previous, current):
                    if index.isValid():
                        table.update(index)

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Bring a cell into view, out from under the names."""
        super().scrollTo(index, hint)
        if self._ready and index.isValid() and index.column() > 0:
            hidden = self._frozen.width() - self.visualRect(index).left()
            if hidden > 0:
                bar = self.horizontalScrollBar()
                bar.setValue(bar.value() - hidden)

    def _arrange(self) -> None:
        columns = self.papers.columnCount()
        if columns < 2:
            return
        needed = self.papers.rowCount() * theme.ROW_HEIGHT_TWO + self.horizontalHeader().height()
        bar = self.verticalScrollBar().sizeHint().width() if needed > self.height() else 0
        room = self.width() - bar - NAME_WIDTH
        # Only whole columns stand in view: no title is half cut at the edge.
        shown = max(1, min(columns - 1, room // PAPER_WIDTH))
        each = max(PAPER_WIDTH, min(190, room // shown))
        spare = self.width() - bar - each * (columns - 1)
        name = max(NAME_WIDTH, min(spare, NAME_WIDTH + 90))
        head = self._head_height(each)
        for table in (self, self._frozen):
            table.horizontalHeader().setFixedHeight(head)
            for column in range(columns):
                table.setColumnWidth(column, each if column else name)
        for column in range(columns):
            self._frozen.setColumnHidden(column, column > 0)
        self._place_frozen()

    def _head_height(self, width: int) -> int:
        """Room for the longest title in whole lines, and for the due days."""
        metrics = QFontMetrics(header_font(self.horizontalHeader().font(), strong=True))
        room = QRect(0, 0, width - PAD - PAD // 2, 1000)
        titles = [it.title for it in self.papers.matrix.papers] if self.papers.matrix else []
        flags = Qt.TextFlag.TextWordWrap
        highest = max((metrics.boundingRect(room, flags, it).height() for it in titles), default=0)
        return max(_HEADER, highest + _DUE_LINE + 12)

    def _place_frozen(self) -> None:
        height = self.viewport().height() + self.horizontalHeader().height()
        self._frozen.setGeometry(0, 0, min(self.columnWidth(0), self.width()), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new room out."""
        super().resizeEvent(event)
        self._arrange()

    def updateGeometries(self) -> None:
        """The names end where the horizontal scroll bar begins."""
        super().updateGeometries()
        if self._ready:
            self._place_frozen()


def legend_items() -> Sequence[tuple[str, str, Any]]:
    """(words, colour, shape) of every mark."""
    return [
        (words, theme.tone_colours(due_words.MARKS[state][1])[0], due_words.MARKS[state][0])
        for words, state in due_words.LEGEND
    ]
