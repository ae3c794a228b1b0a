"""What stays in view while the score grid scrolls: the header, the first columns, the present section."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from ui.look import theme
from ui.scores.cell_paint import PAD, paint_cell
from ui.scores.model import ScoreModel

Index = QModelIndex | QPersistentModelIndex
HEADER_HEIGHT = 34
HEADER_TWO = 48
PINNED_LESS = 8


class ScoreHeader(QHeaderView):
    """Titles over the columns, on one or two lines; the column in work is drawn in the action colour."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setSectionsClickable(False)
        self.in_work = -1

    def show_in_work(self, column: int) -> None:
        """Draw another column as the one in work."""
        if column != self.in_work:
            self.in_work = column
            self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Draw one title."""
        model = self.model()
        words = str(model.headerData(logical, Qt.Orientation.Horizontal) or "")
        align = model.headerData(
            logical, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        painter.save()
        painter.fillRect(rect, QColor(theme.CARD))
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        font = header_font(self.font(), strong=logical == self.in_work)
        painter.setFont(font)
        painter.setPen(QColor(theme.ACTION if logical == self.in_work else theme.MUTED))
        room = rect.adjusted(PAD, 0, -PAD, -1)
        flags = Qt.AlignmentFlag(align) if align else Qt.AlignmentFlag.AlignVCenter
        metrics, cut = painter.fontMetrics(), Qt.TextElideMode.ElideRight
        lines = [metrics.elidedText(it, cut, room.width()) for it in words.split("\n")]
        painter.drawText(room, flags, "\n".join(lines))
        painter.restore()


def header_font(base: QFont, *, strong: bool = False) -> QFont:
    """The secondary size, medium; semibold for the column in work."""
    font = QFont(base)
    font.setPointSizeF(theme.FONT_SMALL)
    font.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Medium)
    return font


class PinnedTable(QTableView):
    """A table that keeps the section of its topmost row painted at the top edge."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setHorizontalHeader(ScoreHeader(self))
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setMinimumSectionSize(theme.ROW_HEIGHT)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)

    def leave(self, go: Callable[[], bool]) -> None:
        """The keyboard goes on to what stands beside the table; as long as Tab means the next cell, Qt would only
        press Tab here."""
        self.setTabKeyNavigation(False)
        go()
        self.setTabKeyNavigation(True)

    def pinned_row(self) -> int:
        """The section's row to paint at the top, −1 when it is in view itself or there is none."""
        model = self.model()
        top = self.rowAt(0)
        if not isinstance(model, ScoreModel) or model.sheet is None or top < 0:
            return -1
        rows = model.sheet.layout.rows
        own = top
        while own >= 0 and not (rows[own].depth == 0 and model.sheet.is_group(own)):
            own -= 1
        hidden = own >= 0 and self.rowViewportPosition(own) < 0
        return own if hidden else -1

    def pinned_height(self) -> int:
        """How much of the top edge the pinned section takes, in pixels."""
        row = self.pinned_row()
        if row < 0:
            return 0
        # It ends where a row ends, so that none looks cut in half below it. At the very end of the
        # table Qt sets the last row on the lower edge, and the topmost may begin above the upper.
        below = self.rowAt(0)
        height = self.rowViewportPosition(below)
        while height < self.rowHeight(row) - PINNED_LESS and below < self.model().rowCount():
            height += self.rowHeight(below)
            below += 1
        return height

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        """The pinned section stands where no cell of it is."""
        super().dataChanged(first, last, roles)
        row = self.pinned_row()
        if first.row() <= row <= last.row():
            self.viewport().update(0, 0, self.viewport().width(), self.pinned_height())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """The pinned row stands still, so what is moved must be painted anew."""
        super().scrollContentsBy(dx, dy)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, then the pinned section over them."""
        super().paintEvent(event)
        row = self.pinned_row()
        model = self.model()
        if row < 0 or not isinstance(model, ScoreModel):
            return
        painter = QPainter(self.viewport())
        height = self.pinned_height()
        for column in range(model.columnCount()):
            if self.isColumnHidden(column):
                continue
            place = QRect(self.columnViewportPosition(column), 0, self.columnWidth(column), height)
            index = model.index(row, column)
            paint_cell(painter, place, self.font(), model, index, selected=False, current=False)
        painter.setPen(QPen(QColor(theme.LINE), 1))
        painter.drawLine(0, height - 1, self.viewport().width(), height - 1)


class FrozenColumns(PinnedTable):
    """The first columns, laid over the left edge of the grid; it shares its model and selection."""

    def __init__(self, grid: PinnedTable) -> None:
        super().__init__(grid)
        self._grid = grid
        self.setFocusProxy(grid)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(grid.selectionMode())
        grid.verticalScrollBar().valueChanged.connect(self.verticalScrollBar().setValue)
        self.verticalScrollBar().valueChanged.connect(grid.verticalScrollBar().setValue)

    def update_both(self, index: Index) -> None:
        """Paint a cell anew, in the grid and here."""
        self._grid.update(index)
        self.update(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cells, and the edge that parts them from what scrolls."""
        super().paintEvent(event)
        if self._grid.horizontalScrollBar().value():
            painter = QPainter(self.viewport())
            painter.setPen(QPen(QColor(theme.LINE), 1))
            right = self.viewport().width() - 1
            painter.drawLine(right, 0, right, self.viewport().height())
