"""The panel at a cell whose points follow from numbers: its fields, the rule in words, the live sum."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from models.errors import AppError, Problem
from models.scores.criterion_words import describe
from models.season import Score, ScoreKey
from models.table import TableRow
from ui.look import theme
from ui.scores import entries, fit
from ui.scores.foresee import foresee
from ui.scores.model import ScoreModel
from ui.scores.number_form import NumberField, NumberForm
from ui.widgets.cards import button, label, restyle
from ui.widgets.scroll import ScrollArea
from ui.words import text

WIDTH = 400
EDGE = 4
RULE_LINES = 4
INSIDE = WIDTH - 2 * theme.SPACE_SM - 4
DIRECT, COUNTED = "Ghi thẳng số điểm", "Ghi số liệu"
Key = Qt.Key


class InputPanel(QFrame):
    """Opens at one cell; Enter saves and steps on, Esc gives up, a wrong number stays with its sentence.

    `stepped` tells where to go next (rows, columns), `counted` the score that the fields would make
    and its points (None while numbers are missing), `closed` that the panel is away.
    """

    stepped = Signal(int, int)
    counted = Signal(object, object, object)
    closed = Signal()

    def __init__(self, scores: ScoreModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._scores = scores
        self._over = parent
        self._index = QPersistentModelIndex()
        self._key = ScoreKey("", "", "")
        self._cell = QRect()
        self._row = TableRow("", "")
        self._old = Score()
        self._direct = False
        self.form: NumberForm | None = None
        self.line = QLineEdit()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFixedWidth(theme.zoomed(96))
        self.line.setAccessibleName("Số điểm")
        self.line.textEdited.connect(lambda _words: self._count())
        self.sum = label("", "strong", wrap=True)
        self.zeros = button("Ghi 0 vào ô trống", self.put_zeros, "link")
        self.zeros.setToolTip("Alt+0")
        self.other = button(DIRECT, self.switch, "link")
        self._compose()
        self.hide()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._focus_moved)

    def _compose(self) -> None:
        self.setObjectName("numbers")
        self.setFixedWidth(theme.zoomed(WIDTH))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.SPACE_SM, theme.SPACE_SM, theme.SPACE_SM, theme.SPACE_S)
        column.setSpacing(theme.SPACE_S)
        self._title = label("", "strong", wrap=True)
        self._rule = label("", "small", wrap=True)
        self._holder = ScrollArea()
        self._points = QWidget()
        across = QHBoxLayout(self._points)
        across.setContentsMargins(0, 0, 0, 0)
        across.addWidget(label("Số điểm", wrap=True), 1)
        across.addWidget(self.line)
        across.addWidget(label("điểm", "small"))
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_SM)
        foot.setContentsMargins(-theme.SPACE_XS - 2, 0, 0, 0)  # the words of a link stand in
        foot.addWidget(self.zeros)
        foot.addWidget(self.other)
        foot.addStretch(1)
        foot.addWidget(label("Enter ghi · Esc bỏ", "small"))
        for part in (self._title, self._rule, self._holder, self._points, self.sum):
            column.addWidget(part)
        column.addLayout(foot)

    # ---- opening and closing

    @property
    def is_open(self) -> bool:
        """Whether the panel stands at a cell."""
        return self._index.isValid() and not self.isHidden()

    def open(self, index: Any, cell: QRect, typed: str = "") -> None:
        """Show the numbers of the cell at `cell` (a place in the parent); `typed` is a first key."""
        sheet, key = self._scores.sheet, self._scores.key(index)
        row = sheet.table_row(index.row(), index.column()) if sheet else None
        if sheet is None or key is None or row is None:
            return
        self._index, self._key, self._row = QPersistentModelIndex(index), key, row
        self._old = sheet.season.score(*key)
        self._direct = self._old.points is not None and not self._old.inputs
        stage = sheet.season.pack.stage(key.stage)
        self._title.setText(f"{row.code} {row.title}" + (f" · {stage.name}" if stage else ""))
        self.setAccessibleName(f"Số liệu của {self._title.text()}")
        self._tell_rule(describe(row, sheet.season.pack))
        self._make_form()
        self.line.setText("" if self._old.points is None else text.points_short(self._old.points))
        self.setStyleSheet(
            f"#numbers {{ background: {theme.CARD}; border: 2px solid {theme.ACTION};"
            f" border-radius: {theme.RADIUS_CONTROL}px; }}"
        )
        self._cell = cell
        self._show_mode()
        self.show()
        self.raise_()
        self._place()
        first = typed if typed.isprintable() else ""
        if not self._direct and self.form is not None:
            self.form.parts[0].start(first)
        else:
            self.line.setFocus()
            self.line.selectAll()
            if first:
                self.line.setText(first)
        self._count()

    def _tell_rule(self, words: str) -> None:
        """The rule on a few lines; the fields themselves say the rest, and the tooltip all of it."""
        self._rule.setToolTip(words)
        self._rule.setText(words)
        fit.cut_to_lines(self._rule, INSIDE, RULE_LINES)

    def _make_form(self) -> None:
        before = self._before()
        self.form = NumberForm(self._row, self._old, before)
        self.form.setProperty("role", "plain")
        self.form.edited.connect(self._count)
        self._holder.setWidget(self.form)
        for it in self.findChildren(QWidget):
            it.removeEventFilter(self)
            it.installEventFilter(self)

    def _before(self) -> tuple[str, Score] | None:
        """The nearest earlier stage that has numbers, to compare with."""
        season = self._scores.session.season
        stages = list(season.pack.stages)
        codes = [it.code for it in stages]
        for stage in reversed(stages[: codes.index(self._key.stage)]):
            score = season.score(self._key.unit, self._key.criterion, stage.code)
            if score.inputs:
                return stage.name, score
        return None

    def _place(self) -> None:
        """Below the cell, above it, else beside it; never outside the grid."""
        if self.form is None:
            return
        room, cell = self._over.rect(), self._cell
        high = self.form.heightForWidth(INSIDE)
        high = max(high, self.form.sizeHint().height()) + 2
        self._holder.setFixedHeight(high)
        for it in (self._title, self._rule, self.sum):
            it.setMinimumHeight(0)  # else the height of the cell before counts
            it.setFixedHeight(max(0, it.heightForWidth(INSIDE)))
        self.adjustSize()
        most = room.height() - 2 * EDGE
        if self.height() > most:
            self._holder.setFixedHeight(max(theme.CONTROL_HEIGHT, high - (self.height() - most)))
            self.adjustSize()
        self.move(fit.beside(room, cell, self.size(), EDGE))
        held = self.form.focusWidget()
        if held is not None:
            self._holder.ensureWidgetVisible(held, 0, theme.SPACE_M)

    def follow(self, cell: QRect) -> None:
        """The cell has moved in the grid; the panel goes along."""
        if self.is_open and cell != self._cell:
            self._cell = cell
            self._place()

    @property
    def index(self) -> QPersistentModelIndex:
        """The cell that the panel stands at; invalid while it is closed."""
        return self._index

    def close_panel(self) -> None:
        """Put the panel away; what stands in it is entered already, or given up."""
        if not self.is_open:
            return
        self._index = QPersistentModelIndex()
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            # Hidden with the keyboard in it, Qt would press Tab on the grid to find it another place.
            self._over.setFocus()
        self.hide()
        self.closed.emit()

    # ---- numbers or points

    def switch(self) -> None:
        """Points typed by themselves in place of the numbers, or the numbers again."""
        self._direct = not self._direct
        self._show_mode()
        self._place()
        if self._direct or self.form is None:
            self.line.setFocus()
        else:
            self.form.parts[0].start("")
        self._count()

    def _show_mode(self) -> None:
        self._holder.setVisible(not self._direct)
        self._points.setVisible(self._direct)
        self.zeros.setVisible(
            not self._direct and self.form is not None and self.form.can_put_zeros
        )
        can = self._row.rule is not None and self._row.rule.kind != "effect"
        self.other.setVisible(can)
        self.other.setText(COUNTED if self._direct else DIRECT)

    def put_zeros(self) -> None:
        """0 in every field that is still empty."""
        if self.form is not None:
            self.form.put_zeros()
            self.form.parts[-1].setFocus()

    # ---- what it would make

    def _entered(self) -> Score | Problem:
        """The score that stands in the panel, or what is wrong with it."""
        if self._direct:
            value = self._scores.session.read_points(self._row.code, self.line.text())
            return value if isinstance(value, Problem) else entries.with_points(self._old, value)
        assert self.form is not None
        if words := self.form.problem():
            return Problem("number-wrong", words)
        made = entries.with_numbers(self._old, self.form.numbers())
        # Fields left empty beside points that were stated do not take those away.
        return self._old if not made.inputs and self._old.points is not None else made

    def _count(self) -> None:
        """The live sum, and what it would do to the rank."""
        made = self._entered()
        if isinstance(made, Problem):
            self._say("" if not self._direct else made.what, "warn")
            self.counted.emit(self._key, None, None)
            return
        if self._direct or not made.inputs:
            words = (
                "Bỏ số liệu của ô, lấy số điểm này." if self._direct and self._old.inputs else ""
            )
            self._say(words, "small")
            points = made.points
        else:
            season = self._scores.session.season
            seen = foresee(season, self._key, replace(made, points=None))
            effects = f"\nTác động: {seen.effects}" if seen.effects else ""
            role = "warn" if seen.effects else "strong" if seen.points is not None else "small"
            self._say(f"{seen.sum}{effects}", role)
            points = seen.points
        self.counted.emit(self._key, made, points)

    def _say(self, words: str, role: str) -> None:
        before = self.sum.heightForWidth(INSIDE) if self.sum.text() else 0
        self.sum.setText(words)
        self.sum.setVisible(bool(words))
        restyle(self.sum, role=role)
        if self.is_open and before != (self.sum.heightForWidth(INSIDE) if words else 0):
            self._place()

    # ---- entering

    def settle(self) -> bool:
        """Enter what stands here. False when something is wrong; then the panel stays and says what."""
        if not self.is_open:
            return True
        made = self._entered()
        if isinstance(made, Problem):
            if self._direct:
                self._say(f"{made.what} {made.advice}".strip(), "error")
                self.line.setFocus()
            elif self.form is not None:
                self.form.check()
            self._place()
            return False
        try:
            self._scores.set_score(self._key, made)
        except AppError as error:
            self._say(str(error), "error")
            return False
        return True

    def _finish(self, rows: int, columns: int) -> None:
        if self.settle():
            self.close_panel()
            self.stepped.emit(rows, columns)

    def _enter(self, event: QKeyEvent) -> None:
        """Enter goes to the next empty field while there is one, then saves and steps on."""
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        at_once = back or bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        form = self.form
        if not self._direct and form is not None and not at_once:
            here = form.part_at(QApplication.focusWidget())
            following = form.next_empty(here)
            if here >= 0 and following > here and self._filled(here):
                form.parts[following].start("")
                return
        self._finish(-1 if back else 1, 0)

    def _filled(self, number: int) -> bool:
        """Whether a field has its number, so that Enter goes on to the next."""
        assert self.form is not None
        part = self.form.parts[number]
        return any(it is not None for it in part.numbers().values())

    # ---- keys

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Esc, Tab over the edges, arrows between figures."""
        if not self.is_open or not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride and event.key() == Key.Key_Escape:
            event.accept()
            return True
        return event.type() == QEvent.Type.KeyPress and self._key_of(watched, event)

    def _key_of(self, watched: QObject, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Key.Key_Escape:
            self.close_panel()
            self.stepped.emit(0, 0)
        elif key in {Key.Key_Return, Key.Key_Enter}:
            if watched in (self.zeros, self.other):
                watched.click()  # type: ignore[attr-defined]
            else:
                self._enter(event)
        elif key == Key.Key_0 and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.put_zeros()
        elif key in {Key.Key_Tab, Key.Key_Backtab}:
            return self._over_edge(watched, 1 if key == Key.Key_Tab else -1)
        elif key in {Key.Key_Up, Key.Key_Down} and isinstance(watched, NumberField):
            self._walk(watched, 1 if key == Key.Key_Down else -1)
        else:
            return False
        return True

    def _over_edge(self, watched: QObject, step: int) -> bool:
        """Tab behind the last field, or before the first, enters and goes along the row."""
        if self._direct:
            self._finish(0, step)
            return True
        form = self.form
        here = form.part_at(watched) if form and isinstance(watched, QWidget) else -1
        if form is None or here < 0:
            return False
        following = here + step
        if 0 <= following < len(form.parts):
            form.parts[following].start("")
        else:
            self._finish(0, step)
        return True

    def _walk(self, part: NumberField, step: int) -> None:
        assert self.form is not None
        following = self.form.parts.index(part) + step
        if 0 <= following < len(self.form.parts):
            self.form.parts[following].start("")

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        """The keyboard went elsewhere in the window: enter what is right, keep what is wrong."""
        if not self.is_open or new is None or new is self:
            return
        if self.isAncestorOf(new):
            if self.form is not None and self.form.isAncestorOf(new):
                self._holder.ensureWidgetVisible(new, 0, theme.SPACE_M)
            return
        if new.window() is self.window() and self.settle():
            self.close_panel()
