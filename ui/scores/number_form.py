"""The numbers of one criterion as fields: counts and figures, yes or no, one level of a list."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.criterion_rule import CriterionRule
from models.errors import Problem
from models.points import ZERO, show_short
from models.scores.criterion_inputs import InputField, input_fields, numbers
from models.season import Score
from models.table import TableRow
from ui.look import theme
from ui.scores.entries import read_number
from ui.widgets.cards import label, restyle

ONE = Decimal(1)
FIGURE_WIDTH = 96
Numbers = Mapping[str, Decimal | None]
ERASE = {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}


class NumberField(QLineEdit):
    """One figure. What was typed and cannot be read stays, `problem` says why."""

    edited = Signal()

    def __init__(self, field: InputField, given: Numbers) -> None:
        value = given.get(field.key)
        super().__init__("" if value is None else show_short(value))
        self.field = field
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(theme.zoomed(FIGURE_WIDTH))
        self.setAccessibleName(f"{field.title}, {field.measure}".rstrip(", "))
        self.textEdited.connect(lambda _words: self.edited.emit())

    def numbers(self) -> dict[str, Decimal | None]:
        """The figure, None where there is none or it cannot be read."""
        value = read_number(self.field, self.text())
        return {self.field.key: None if isinstance(value, Problem) else value}

    def problem(self) -> str:
        """Why the figure cannot be taken, "" when it can."""
        value = read_number(self.field, self.text())
        return f"{value.what} {value.advice}" if isinstance(value, Problem) else ""

    def put_zero(self) -> None:
        """0 where nothing is written."""
        if not self.text().strip():
            self.setText("0")

    def start(self, typed: str) -> None:
        """Take the keyboard; a first key replaces what is there."""
        self.setFocus()
        if typed:
            self.setText(typed)
            self.edited.emit()
        else:
            self.selectAll()


class ChoiceField(QWidget):
    """One of several: yes or no beside each other, the levels of a list below each other.

    A figure key chooses by its value (yes 1, no 0) or its place in the list; Delete takes the choice
    back.
    """

    edited = Signal()

    def __init__(self, options: Sequence[tuple[str, str, Decimal]], *, given: Numbers) -> None:
        super().__init__()
        self._options = tuple(options)
        self._flag = len({key for key, _, _ in options}) == 1
        self._group = QButtonGroup(self)
        box = QHBoxLayout(self) if self._flag else QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(theme.SPACE_M if self._flag else 0)
        for number, (key, words, value) in enumerate(self._options):
            made = QRadioButton(words)
            made.setMinimumHeight(theme.CONTROL_HEIGHT - theme.SPACE_S)
            made.setChecked(given.get(key) == value)
            self._group.addButton(made, number)
            box.addWidget(made)
        if self._flag:
            box.addStretch(1)
        self._group.idToggled.connect(lambda _number, _on: self.edited.emit())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._group.button(max(0, self._group.checkedId())))

    def numbers(self) -> dict[str, Decimal | None]:
        """The key of what is chosen with its value; every key None where nothing is."""
        found: dict[str, Decimal | None] = {key: None for key, _, _ in self._options}
        chosen = self._group.checkedId()
        if chosen >= 0:
            key, _, value = self._options[chosen]
            found[key] = value
        return found

    def problem(self) -> str:
        """A choice is never wrong."""
        return ""

    def put_zero(self) -> None:
        """No, where nothing is chosen; a level of a list is nothing to assume."""
        if self._flag and self._group.checkedId() < 0:
            self._choose(ZERO)

    def start(self, typed: str) -> None:
        """Take the keyboard; a first figure key chooses."""
        button = self._group.checkedButton() or self._group.button(0)
        button.setFocus()
        self._by_figure(typed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figure keys choose, Delete and Backspace empty."""
        if event.key() in ERASE:
            self._group.setExclusive(False)
            for button in self._group.buttons():
                button.setChecked(False)
            self._group.setExclusive(True)
        elif not self._by_figure(event.text()):
            super().keyPressEvent(event)

    def _by_figure(self, typed: str) -> bool:
        if not typed.isdecimal():
            return False
        if self._flag:
            return self._choose(Decimal(typed))
        button = self._group.button(int(typed) - 1)
        if button is not None:
            button.setChecked(True)
            button.setFocus()
        return button is not None

    def _choose(self, wanted: Decimal) -> bool:
        for number, (_, _, value) in enumerate(self._options):
            if value == wanted:
                self._group.button(number).setChecked(True)
                return True
        return False


Part = NumberField | ChoiceField


class NumberForm(QWidget):
    """All numbers of one criterion. `beside` are those of the stage before, shown for comparison."""

    edited = Signal()

    def __init__(self, row: TableRow, score: Score, beside: tuple[str, Score] | None) -> None:
        super().__init__()
        self.fields = input_fields(row)
        self.parts: list[Part] = []
        self._errors: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_S)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._grid.setColumnStretch(0, 1)
        given = numbers(score.inputs)
        if self.fields and self.fields[0].one_of:
            levels = [(it.key, _level(row.rule, it), ONE) for it in self.fields]
            self._add("", ChoiceField(levels, given=given), "", "")
            return
        for it in self.fields:
            if it.flag:
                options = [(it.key, "Có", ONE), (it.key, "Không", ZERO)]
                part: Part = ChoiceField(options, given=given)
                part.setAccessibleName(it.title)
            else:
                part = NumberField(it, given)
            self._add(it.title, part, _measure(row.rule, it), _beside(it, beside))

    def _add(self, title: str, part: Part, measure: str, beside: str) -> None:
        row = self._grid.rowCount()
        if title:
            name = label(title, wrap=True)
            name.setMinimumWidth(theme.zoomed(130))
            self._grid.addWidget(name, row, 0)
        self._grid.addWidget(part, row, 1 if title else 0, 1, 1 if title else 4)
        if isinstance(part, NumberField):
            self._grid.addWidget(label(measure, "small"), row, 2)
        if beside:  # a line of its own: beside the measure there is no room for the figure
            self._grid.addWidget(label(beside, "small", wrap=True), row + 1, 1, 1, 3)
        error = label("", "error", wrap=True)
        error.hide()
        self._grid.addWidget(error, row + 2, 0, 1, 4)
        part.edited.connect(lambda: self._touched(part))
        self.parts.append(part)
        self._errors.append(error)

    def _touched(self, part: Part) -> None:
        self._say(self.parts.index(part), "")
        self.edited.emit()

    def _say(self, number: int, words: str) -> None:
        self._errors[number].setText(words)
        self._errors[number].setVisible(bool(words))
        restyle(self.parts[number], bad="true" if words else "false")

    def numbers(self) -> dict[str, Decimal | None]:
        """Every key with its number, None where there is none."""
        found: dict[str, Decimal | None] = {}
        for part in self.parts:
            found.update(part.numbers())
        return found

    def problem(self) -> str:
        """What is wrong with the first wrong field, "" when nothing is."""
        return next((words for it in self.parts if (words := it.problem())), "")

    def check(self) -> bool:
        """Show a sentence below every wrong field and go to the first; True when there is none."""
        wrong = [number for number, it in enumerate(self.parts) if it.problem()]
        for number, it in enumerate(self.parts):
            self._say(number, it.problem())
        if wrong:
            self.parts[wrong[0]].setFocus()
        return not wrong

    def put_zeros(self) -> None:
        """0, or no, in every field that is still empty."""
        for part in self.parts:
            part.put_zero()
        self.edited.emit()

    @property
    def can_put_zeros(self) -> bool:
        """Whether several counts, or questions, can be answered with 0 at once."""
        counted = [it for it in self.fields if not it.one_of and it.key not in {"plan", "result"}]
        return len(counted) > 1

    def part_at(self, widget: QWidget | None) -> int:
        """The number of the field that holds `widget`, −1 for none."""
        for number, it in enumerate(self.parts):
            if widget is it or (widget is not None and it.isAncestorOf(widget)):
                return number
        return -1

    def next_empty(self, after: int) -> int:
        """The first empty field behind one, else the first empty one before it; −1 when none is."""
        empty = [
            number for number, it in enumerate(self.parts) if not any_number(it.numbers().values())
        ]
        behind = [it for it in empty if it > after]
        return (behind or [it for it in empty if it < after] or [-1])[0]


def any_number(values: Iterable[Decimal | None]) -> bool:
    """Whether any of the values is a number."""
    return any(it is not None for it in values)


def _level(rule: CriterionRule | None, field: InputField) -> str:
    """ "Khá (3 điểm)"."""
    item = next((it for it in rule.items if it.code == field.key), None) if rule else None
    return field.title if item is None else f"{field.title} ({show_short(item.points)} điểm)"


def _measure(rule: CriterionRule | None, field: InputField) -> str:
    """The unit of a number; of a count with what each case is worth: "lần × 0,5"."""
    item = next((it for it in rule.items if it.code == field.key), None) if rule else None
    if item is None or field.flag or item.most is not None or not item.points:
        return field.measure
    return f"{field.measure} × {show_short(item.points)}"


def _beside(field: InputField, beside: tuple[str, Score] | None) -> str:
    if beside is None:
        return ""
    stage, score = beside
    value = numbers(score.inputs).get(field.key)
    if value is None:
        return ""
    shown = ("có" if value else "không") if field.flag else show_short(value)
    return f"{stage.lower()}: {shown}"
