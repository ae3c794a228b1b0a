"""The ranking painted by one widget: it scrolls, is walked with the arrows, and opens "Vì sao?"."""

from collections.abc import Sequence
from decimal import Decimal

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from models.season import Season
from ui.look import theme
from ui.scores.standing_paint import NO_EXTRAS, extras_of, paint_head, paint_row, places
from ui.scores.standing_rows import StandingRow, bar_scale, bar_words

HEAD = 34
Key = Qt.Key


class StandingView(QAbstractScrollArea):
    """Rows of the ranking under a fixed head. `why_asked` carries the unit's id."""

    why_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Bảng xếp hạng")
        self.viewport().setMouseTracking(True)
        self.rows: tuple[StandingRow, ...] = ()
        self.chosen = ""
        self._season: Season | None = None
        self._scale = Decimal(100)
        self._hover = -1
        self._extras = NO_EXTRAS

    def show_rows(self, season: Season, rows: Sequence[StandingRow]) -> None:
        """Show these rows; the chosen unit stays chosen wherever it now stands."""
        self._season, self.rows = season, tuple(rows)
        self._scale = bar_scale(season, self.rows)
        self._extras = extras_of(self.rows, self.font())
        if self._number() < 0:
            self.chosen = self.rows[0].unit if self.rows else ""
        lines = [
            " ".join(filter(None, (it.rank, it.name, it.total, it.rating, it.second)))
            for it in self.rows
        ]
        self.setAccessibleDescription("\n".join(lines))
        self._fit()
        self.updateGeometry()
        self.viewport().update()

    def _number(self) -> int:
        return next((it for it, row in enumerate(self.rows) if row.unit == self.chosen), -1)

    def _fit(self) -> None:
        room = self.viewport().height() - HEAD
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, len(self.rows) * theme.ROW_HEIGHT_TWO - room))
        bar.setPageStep(max(theme.ROW_HEIGHT_TWO, room))
        bar.setSingleStep(theme.ROW_HEIGHT_TWO)
        policies = Qt.ScrollBarPolicy
        fits = bar.maximum() == 0
        self.setVerticalScrollBarPolicy(
            policies.ScrollBarAlwaysOff if fits else policies.ScrollBarAsNeeded
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How much can be scrolled depends on the height."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        """As high as the rows, so that the sentences stand right below them."""
        return QSize(700, HEAD + theme.ROW_HEIGHT_TWO * len(self.rows) + 2)

    def minimumSizeHint(self) -> QSize:
        """The head and a few rows."""
        return QSize(500, HEAD + 3 * theme.ROW_HEIGHT_TWO)

    # ---- drawing

    def row_place(self, number: int) -> QRect:
        """Where a row stands in the viewport."""
        top = HEAD + number * theme.ROW_HEIGHT_TWO - self.verticalScrollBar().value()
        return QRect(0, top, self.viewport().width(), theme.ROW_HEIGHT_TWO)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rows, lines between them, the head over what has scrolled."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(theme.CARD))
        chosen = self._number()
        for number, row in enumerate(self.rows):
            place = self.row_place(number)
            if place.bottom() >= HEAD and place.top() <= self.viewport().height():
                paint_row(
                    painter,
                    place,
                    self.font(),
                    row,
                    self._scale,
                    chosen=number == chosen and self.hasFocus(),
                    focus=self.hasFocus(),
                    hover=number == self._hover,
                    extras=self._extras,
                )
        self._paint_lines(painter)
        head = QRect(0, 0, self.viewport().width(), HEAD)
        painter.fillRect(head, QColor(theme.CARD))
        sections = [it.code for it in self._season.table.sections()] if self._season else []
        paint_head(painter, head, self.font(), sections, self._extras)

    def _paint_lines(self, painter: QPainter) -> None:
        """Gold under the places that win, dashed under those still undecided, ink above the unranked."""
        for number, row in enumerate(self.rows):
            following = self.rows[number + 1] if number + 1 < len(self.rows) else None
            edge = self.row_place(number).bottom()
            first = all(
                it.award for it in self.rows[: number + 1]
            )  # a vote may have passed one over
            if row.award and first and (following is None or following.award != row.award):
                style = Qt.PenStyle.SolidLine if row.award == "chosen" else Qt.PenStyle.DashLine
                painter.setPen(QPen(QColor(theme.GOLD_LINE), 2, style))
                painter.drawLine(theme.SPACE_S, edge, self.viewport().width() - theme.SPACE_S, edge)
            elif row.kind == "ranked" and following is not None and following.kind != "ranked":
                painter.setPen(QPen(QColor(theme.FAINT), 1))
                painter.drawLine(theme.SPACE_S, edge, self.viewport().width() - theme.SPACE_S, edge)

    # ---- mouse and keys

    def _at(self, where: QPoint) -> int:
        number = (where.y() - HEAD + self.verticalScrollBar().value()) // theme.ROW_HEIGHT_TWO
        return number if where.y() >= HEAD and 0 <= number < len(self.rows) else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the mouse."""
        self._light(self._at(event.position().toPoint()))
        left, _ = places(self.viewport().width(), self._extras).link
        over = self._hover >= 0 and event.position().x() >= left
        shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def _light(self, number: int) -> None:
        if number != self._hover:
            self._hover = number
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """No row is under the mouse any more."""
        self._light(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the row; the link opens the explanation."""
        number = self._at(event.position().toPoint())
        if number < 0:
            return
        self.choose(number)
        left, _ = places(self.viewport().width(), self._extras).link
        if event.position().x() >= left:
            self.why_asked.emit(self.chosen)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The explanation of the row."""
        if self._at(event.position().toPoint()) >= 0:
            self.why_asked.emit(self.chosen)

    def choose(self, number: int) -> None:
        """Choose a row and bring it into view."""
        if not self.rows:
            return
        number = max(0, min(number, len(self.rows) - 1))
        self.chosen = self.rows[number].unit
        place, bar = self.row_place(number), self.verticalScrollBar()
        if place.top() < HEAD:
            bar.setValue(bar.value() - (HEAD - place.top()))
        elif place.bottom() > self.viewport().height():
            bar.setValue(bar.value() + place.bottom() - self.viewport().height())
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home, End choose; Enter or space opens "Vì sao?"."""
        number = self._number()
        page = max(1, (self.viewport().height() - HEAD) // theme.ROW_HEIGHT_TWO)
        moves = {
            Key.Key_Down: number + 1,
            Key.Key_Up: number - 1,
            Key.Key_Home: 0,
            Key.Key_End: len(self.rows) - 1,
            Key.Key_PageDown: number + page,
            Key.Key_PageUp: number - page,
        }
        if event.key() in moves:
            self.choose(moves[Key(event.key())])
        elif event.key() in {Key.Key_Return, Key.Key_Enter, Key.Key_Space} and self.chosen:
            self.why_asked.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The chosen row shows only while the keyboard is here."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As above."""
        super().focusOutEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """What a row has no room for, and the bar in words."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._season:
            number = self._at(event.pos())
            if number < 0:
                QToolTip.hideText()
                return True
            row = self.rows[number]
            words = [row.name, row.second, row.reason, bar_words(self._season, row)]
            QToolTip.showText(event.globalPos(), "\n".join(it for it in words if it), self)
            return True
        return super().viewportEvent(event)
