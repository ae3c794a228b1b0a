"""The drawer "Vì sao?": a statement painted as on a bank's paper, each line open to the one below it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from models.scores.results import UnitResult
from models.season import Season
from ui.look import theme
from ui.scores.why import Entry, Statement, basis, statement
from ui.widgets.cards import button, label
from ui.widgets.drawer import Drawer
from ui.widgets.scroll import show_part

INNER = 16
GAP = 9
WRAP = int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True, slots=True)
class _Placed:
    entry: Entry
    place: QRect
    label: QRect
    detail: QRect


class StatementView(QWidget):
    """Paints a statement. `opened` carries the code of the row whose line was chosen."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._statement = Statement("", (), "", "", ())
        self._placed: list[_Placed] = []
        self._chosen = -1
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_statement(self, shown: Statement) -> None:
        """Show another statement."""
        if shown != self._statement:
            self._statement = shown
            self._chosen = -1
            self._place()
            lines = [f"{it.label}: {it.amount or it.detail}" for it in shown.entries]
            self.setAccessibleName(shown.title)
            ends = [f"{shown.total_label}: {shown.total}"]
            if shown.share is not None:
                ends.append(f"{shown.share.label}: {shown.share.amount}")
            self.setAccessibleDescription("\n".join([*lines, *ends]))

    # ---- where everything stands

    def _fonts(self) -> tuple[QFont, QFont, QFont]:
        small = QFont(self.font())
        small.setPointSizeF(theme.FONT_SMALL)
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        return self.font(), small, strong

    def _place(self) -> None:
        base, small, strong = self._fonts()
        words, quiet = QFontMetrics(base), QFontMetrics(small)
        amounts = QFontMetrics(strong)
        self._placed = []
        top = 0
        for entry in self._statement.entries:
            left = INNER if entry.inner else 0
            taken = amounts.horizontalAdvance(entry.amount) + 12 if entry.amount else 0
            across = max(40, self.width() - left - taken)
            high = words.boundingRect(QRect(0, 0, across, 999), WRAP, entry.label).height()
            label = QRect(left, top + GAP, across, max(high, words.height()))
            low = 0
            if entry.detail:
                room = QRect(0, 0, across, 999)
                low = quiet.boundingRect(room, WRAP, entry.detail).height()
            detail = QRect(left, label.bottom() + 2, across, low)
            bottom = (detail.bottom() if low else label.bottom()) + GAP
            place = QRect(0, top, self.width(), bottom - top)
            self._placed.append(_Placed(entry, place, label, detail))
            top = bottom
        share = self._statement.share
        last = 0
        if share is not None:
            room = QRect(0, 0, self.width(), 999)
            last = quiet.boundingRect(room, WRAP, share.detail).height()
            last += amounts.height() + theme.SPACE_SM + 4
        self.setMinimumHeight(top + 48 + last + self._remarks_height(quiet))
        self.update()

    def _remarks_height(self, quiet: QFontMetrics) -> int:
        room = QRect(0, 0, self.width(), 999)
        heights = [quiet.boundingRect(room, WRAP, it).height() for it in self._statement.remarks]
        return sum(heights) + theme.SPACE_S * len(heights) + theme.SPACE_S

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(300, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break anew."""
        super().resizeEvent(event)
        self._place()

    # ---- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Lines, sum, remarks."""
        painter = QPainter(self)
        for number, placed in enumerate(self._placed):
            self._draw(painter, placed, number)
        top = self._placed[-1].place.bottom() if self._placed else 0
        self._draw_total(painter, top)
        if self.hasFocus() and self._chosen < 0:
            painter.setPen(QColor(theme.ACTION))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def _draw(self, painter: QPainter, placed: _Placed, number: int) -> None:
        base, small, strong = self._fonts()
        entry = placed.entry
        quiet = entry.kind != "sum"
        if number == self._chosen:
            painter.fillRect(placed.place.adjusted(-2, 1, 2, -1), QColor(theme.HOVER))
            if self.hasFocus():
                painter.fillRect(
                    QRect(0, placed.place.top() + 1, 3, placed.place.height() - 2),
                    QColor(theme.ACTION),
                )
        if number:
            painter.setPen(QPen(QColor(theme.ROW_LINE), 1))
            painter.drawLine(0, placed.place.top(), self.width(), placed.place.top())
        painter.setFont(base)
        link = number == self._chosen and bool(entry.scope)
        painter.setPen(QColor(theme.ACTION if link else theme.MUTED if quiet else theme.INK))
        painter.drawText(placed.label, WRAP, entry.label)
        painter.setFont(small)
        painter.setPen(QColor(theme.MUTED))
        painter.drawText(placed.detail, WRAP, entry.detail)
        font = QFont(base if quiet else strong)
        font.setStrikeOut(entry.kind == "cut")
        painter.setFont(font)
        painter.setPen(QColor(theme.MUTED if quiet else theme.INK))
        amount = QRect(0, placed.label.top(), self.width(), QFontMetrics(font).height())
        painter.drawText(amount, Qt.AlignmentFlag.AlignRight, entry.amount)

    def _draw_total(self, painter: QPainter, top: int) -> None:
        _, small, strong = self._fonts()
        painter.fillRect(QRect(0, top + 2, self.width(), 2), QColor(theme.INK))
        strong.setPointSizeF(theme.FONT_SECTION)
        painter.setFont(strong)
        painter.setPen(QColor(theme.INK))
        line = QRect(0, top + 12, self.width(), QFontMetrics(strong).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, self._statement.total_label)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, self._statement.total)
        painter.setFont(small)
        painter.setPen(QColor(theme.MUTED))
        place = QRect(0, line.bottom() + theme.SPACE_SM, self.width(), 999)
        if self._statement.share is not None:
            place.setTop(self._draw_share(painter, place, self._statement.share))
        painter.setFont(small)
        painter.setPen(QColor(theme.MUTED))
        for remark in self._statement.remarks:
            drawn = painter.boundingRect(place, WRAP, remark)
            painter.drawText(drawn, WRAP, remark)
            place.setTop(drawn.bottom() + theme.SPACE_S)

    def _draw_share(self, painter: QPainter, place: QRect, share: Entry) -> int:
        """The figure that is compared where something does not apply; returns where it ends."""
        _, small, strong = self._fonts()
        painter.setFont(strong)
        painter.setPen(QColor(theme.INK))
        line = QRect(0, place.top(), self.width(), QFontMetrics(strong).height())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, share.label)
        painter.drawText(line, Qt.AlignmentFlag.AlignRight, share.amount)
        painter.setFont(small)
        painter.setPen(QColor(theme.MUTED))
        room = QRect(0, line.bottom() + 2, self.width(), 999)
        drawn = painter.boundingRect(room, WRAP, share.detail)
        painter.drawText(drawn, WRAP, share.detail)
        return drawn.bottom() + theme.SPACE_SM

    # ---- choosing

    def _at(self, where: QPoint) -> int:
        for number, placed in enumerate(self._placed):
            if placed.place.contains(where) and placed.entry.scope:
                return number
        return -1

    def _choose(self, number: int) -> None:
        if number != self._chosen:
            self._chosen = number
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor
            )
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which lines can be opened."""
        self._choose(self._at(event.position().toPoint()))

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is chosen any more."""
        if not self.hasFocus():
            self._choose(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the line."""
        self._open(self._at(event.position().toPoint()))

    def _open(self, number: int) -> None:
        if number >= 0:
            self.opened.emit(self._placed[number].entry.scope)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard stands on a line: the first one, where none was chosen."""
        super().focusInEvent(event)
        if self._chosen < 0:
            self._choose(next(iter(self._lines()), -1))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The mark of the keyboard goes."""
        super().focusOutEvent(event)
        self._choose(-1)

    def _lines(self) -> list[int]:
        return [number for number, it in enumerate(self._placed) if it.entry.scope]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows choose a line that can be opened, Enter opens it."""
        can = self._lines()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open(self._chosen)
        elif can and event.key() == Qt.Key.Key_Down:
            self._choose(next((it for it in can if it > self._chosen), can[-1]))
        elif can and event.key() == Qt.Key.Key_Up:
            self._choose(next((it for it in reversed(can) if it < self._chosen), can[0]))
        else:
            super().keyPressEvent(event)
            return
        if self._chosen >= 0:
            show_part(self, self._placed[self._chosen].place)


class WhyDrawer(Drawer):
    """The explanation of one unit, and by a click of one section or line; `act` makes the paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Vì sao?", parent)
        self._season: Season | None = None
        self._result: UnitResult | None = None
        self._stack: list[str] = []
        self._back = button("← Cả đơn vị", self.go_back, "link")
        self._back.hide()
        self.view = StatementView()
        self.view.opened.connect(self._open)
        self.unit = label("", "strong", wrap=True)
        self.basis = label("", "small", wrap=True)
        self.content.addWidget(self.unit)
        self.content.addWidget(self.basis)
        self.content.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self.view)
        self.shown = Statement("", (), "", "", ())

    def set_paper(self, make: Callable[[], object]) -> None:
        """The button that makes the unit's sheet."""
        self.set_foot("In phiếu điểm…", make)

    def explain(self, season: Season, result: UnitResult, scope: str | None = None) -> None:
        """Explain a unit; `scope` a row of the table, None keeps what is open for the same unit."""
        same = self._result is not None and self._result.unit.id == result.unit.id
        self._season, self._result = season, result
        if scope is not None:
            self._stack = [scope] if scope else []
        elif not same:
            self._stack = []
        self._show()

    def _open(self, scope: str) -> None:
        if scope not in self._stack:
            self._stack.append(scope)
        self._show()

    def go_back(self) -> None:
        """One step towards the whole unit."""
        self._stack = self._stack[:-1]
        self._show()

    def _show(self) -> None:
        if self._season is None or self._result is None:
            return
        scope = self._stack[-1] if self._stack else ""
        self.shown = statement(self._season, self._result, scope)
        self._back.setVisible(bool(self._stack))
        self.unit.setText(self._result.unit.name)
        said = "" if self._stack else basis(self._season, self._result)
        self.basis.setText(said[:1].upper() + said[1:])
        self.basis.setVisible(bool(said))
        above = f"Mục {self._stack[-2]}" if len(self._stack) > 1 else "Cả đơn vị"
        self._back.setText(f"← {above}")
        self.set_title(self.shown.title)
        self.view.show_statement(self.shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Backspace go back one step; Esc on the whole unit closes."""
        back = {Qt.Key.Key_Escape, Qt.Key.Key_Backspace}
        if self._stack and event.key() in back:
            self.go_back()
        else:
            super().keyPressEvent(event)
