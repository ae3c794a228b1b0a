"""How a cell of a record table is drawn: text with a second line, badge, mark, link, check box."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.look import icons, theme
from ui.widgets.cards import paint_mark, small
from ui.widgets.columns import COLUMN, RECORD, ROW_STYLE, Column

Index = QModelIndex | QPersistentModelIndex
PAD = 10
BOX = 16


class CellDelegate(QStyledItemDelegate):
    """Paints every cell of a record table from its column and its record."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw ground, line below, and content."""
        column: Column = index.data(COLUMN)
        record = index.data(RECORD)
        painter.save()
        self._ground(painter, option, index)
        room = option.rect.adjusted(PAD, 0, -PAD, -1)
        if column.checked is not None:
            paint_box(painter, room, column.checked(record))
        elif column.mark is not None:
            shape, tone = column.mark(record)
            spot = QRectF(0, 0, 11, 11)
            spot.moveCenter(QRectF(room).center())
            paint_mark(painter, shape, spot, theme.tone_colours(tone)[0])
        elif column.badge:
            self._badge(painter, option, room, column, record)
        else:
            self._words(painter, option, room, column, index)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, QColor(theme.ACTION_TINT))
        elif index.data(ROW_STYLE) == "group":
            painter.fillRect(option.rect, QColor(theme.GROUP))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, QColor(theme.HOVER))
        painter.setPen(QPen(QColor(theme.ROW_LINE), 1))
        line = option.rect.bottom()
        painter.drawLine(option.rect.left(), line, option.rect.right(), line)
        view = option.widget
        if (
            chosen
            and index.column() == 0
            and isinstance(view, QAbstractItemView)
            and view.hasFocus()
        ):
            bar = QRect(option.rect.left(), option.rect.top(), 3, option.rect.height() - 1)
            painter.fillRect(bar, QColor(theme.ACTION))

    def _badge(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        column: Column,
        record: object,
    ) -> None:
        text = column.text(record)
        if not text:
            return
        font = small(option.font)
        font.setWeight(QFont.Weight.Medium)
        metrics = QFontMetrics(font)
        width = min(room.width(), metrics.horizontalAdvance(text) + 20)
        pill = QRectF(room.left(), room.center().y() - 9, width, 20)
        ink, ground = theme.tone_colours(column.tone(record) if column.tone else "muted")
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(pill, 10, 10)
        painter.setPen(QColor(ink))
        painter.setFont(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width) - 18)
        painter.drawText(pill.adjusted(0, -1, 0, -1), Qt.AlignmentFlag.AlignCenter, shown)

    def _words(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        room: QRect,
        column: Column,
        index: Index,
    ) -> None:
        record = index.data(RECORD)
        second = column.second(record) if column.second else ""
        font = cell_font(option.font, column, index)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(text_colour(column, index)))
        flag = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "right": Qt.AlignmentFlag.AlignRight,
            "center": Qt.AlignmentFlag.AlignHCenter,
        }[column.align]
        # Vietnamese capitals carry two accents: lines are placed by the font's own height.
        lower = QFontMetrics(small(option.font)).height() if second else 0
        top = room.top() + (room.height() - metrics.height() - lower) // 2
        line = QRect(room.left(), top, room.width(), metrics.height())
        if column.wrap and not second:
            lines = two_lines(index.data(), metrics, room.width())
            full = QRect(room.left(), 0, room.width(), metrics.height() * len(lines))
            full.moveTop(room.top() + (room.height() - full.height()) // 2)
            painter.drawText(full, flag | Qt.AlignmentFlag.AlignVCenter, "\n".join(lines))
            return
        elide = Qt.TextElideMode.ElideMiddle if column.middle else Qt.TextElideMode.ElideRight
        shown = metrics.elidedText(index.data(), elide, line.width())
        painter.drawText(line, flag | Qt.AlignmentFlag.AlignVCenter, shown)
        if second:
            painter.setFont(small(option.font))
            painter.setPen(QColor(theme.MUTED))
            below = QRect(room.left(), line.bottom() + 1, room.width(), lower)
            metrics = QFontMetrics(painter.font())
            shown = metrics.elidedText(second, Qt.TextElideMode.ElideRight, below.width())
            painter.drawText(below, flag | Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """The table sets heights and widths itself."""
        return QSize(0, 0)

    def helpEvent(
        self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem, index: Index
    ) -> bool:
        """The column's own tooltip; without one, the whole text when it was too long for the cell."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        column: Column = index.data(COLUMN)
        text = index.data(Qt.ItemDataRole.ToolTipRole) or ""
        if not text and column.checked is None and column.mark is None:
            second = column.second(index.data(RECORD)) if column.second else ""
            lines = [str(index.data() or ""), second]
            widest = max(QFontMetrics(option.font).horizontalAdvance(it) for it in lines)
            if widest > option.rect.width() - 2 * PAD:
                text = "\n".join(it for it in lines if it)
        QToolTip.showText(event.globalPos(), text, view)
        return True


def two_lines(text: str, metrics: QFontMetrics, width: int) -> list[str]:
    """A text on at most two lines; of what is still too long the middle of the line goes."""
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    words = text.split(" ")
    count = len(words) - 1
    while count > 1 and metrics.horizontalAdvance(" ".join(words[:count])) > width:
        count -= 1
    lines = (" ".join(words[:count]), " ".join(words[count:]))
    elide = Qt.TextElideMode.ElideMiddle
    return [metrics.elidedText(it, elide, width) for it in lines if it]


def cell_font(base: QFont, column: Column, index: Index) -> QFont:
    """The font of a cell's first line."""
    bold = column.bold if isinstance(column.bold, bool) else column.bold(index.data(RECORD))
    font = small(base) if column.small else QFont(base)
    if bold or index.data(ROW_STYLE) == "group":
        font.setWeight(QFont.Weight.DemiBold)
    return font


def text_colour(column: Column, index: Index) -> str:
    """The colour of a cell's first line."""
    if column.link is not None:
        return theme.ACTION
    tone = column.tone(index.data(RECORD)) if column.tone else "plain"
    if tone == "plain" and index.data(ROW_STYLE) == "muted":
        tone = "muted"
    return theme.tone_colours(tone)[0]


def paint_box(painter: QPainter, room: QRect, state: bool | None) -> None:
    """A check box; None draws one that cannot be pressed."""
    box = QRectF(0, 0, BOX, BOX)
    box.moveCenter(QRectF(room).center())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, edge = (theme.ACTION, theme.ACTION) if state else (theme.CARD, theme.FAINT)
    if state is None:
        ground, edge = theme.NEUTRAL_TINT, theme.LINE
    painter.setPen(QPen(QColor(edge), 1))
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(box, 4, 4)
    if state:
        icons.paint(painter, "check", box.adjusted(1, 1, -1, -1), theme.ON_ACTION)
