"""Forms made from a list of fields: label, input, help, and the sentence of what is wrong below it."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, Literal

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models import points
from models.errors import Problem
from models.points import HUNDREDTH, ZERO
from ui.look import theme
from ui.widgets.cards import label, restyle
from ui.widgets.choice import Choice
from ui.widgets.day_edit import DayEdit, day_problem
from ui.widgets.messages import Box
from ui.widgets.scroll import bring_into_view, scrolled

Kind = Literal["text", "multiline", "points", "whole", "day", "yes_no", "choice"]
Values = dict[str, Any]
Check = Callable[[Values], Mapping[str, str]]

_LABEL_WIDTH = 150
_FIGURE_WIDTH = 120
_OF_SCREEN = 0.8
"""So much of the screen's height a box of fields may take."""
_WHOLE = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `help` stands below it in small type; `step`, `lowest` and `highest` bound points,
    the last two also whole numbers.

    `choices` are (value, label) pairs; a stored value that is none of them stays as one more entry. A required field may not be left empty.
    """

    name: str
    label: str
    kind: Kind = "text"
    help: str = ""
    required: bool = False
    choices: Sequence[tuple[Any, str]] = ()
    placeholder: str = ""
    step: Decimal = HUNDREDTH
    lowest: Decimal | None = ZERO
    highest: Decimal | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """A field with the widget it is typed into, and the label for its error."""

    field: Field
    input: Any
    error: QLabel
    help: QLabel
    widgets: tuple[QWidget, ...]


class FieldForm(QWidget):
    """Labels at the left, inputs at the right. `changed` whenever the clerk changes something."""

    changed = Signal()

    def __init__(
        self,
        fields: Sequence[Field],
        values: Mapping[str, Any] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._aside: set[str] = set()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_M)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        self._grid.setColumnStretch(1, 1)
        for field in fields:
            self._add(field, (values or {}).get(field.name))

    def _add(self, field: Field, value: Any) -> None:
        made = _MAKERS[field.kind](field, value, partial(self._on_change, field.name))
        made.setAccessibleName(field.label)
        made.setAccessibleDescription(field.help)
        holder = QWidget()
        holder.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        cell = QVBoxLayout(holder)
        cell.setSpacing(2)
        cell.setContentsMargins(0, 0, 0, theme.SPACE_XS)
        narrow = field.kind in ("points", "whole", "day")
        cell.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft if narrow else Qt.AlignmentFlag(0))
        words = label(field.help, "small", wrap=True)
        cell.addWidget(words)
        words.setVisible(bool(field.help))
        error = label("", "error", wrap=True)
        error.hide()
        cell.addWidget(error)
        row = self._grid.rowCount()
        widgets: tuple[QWidget, ...] = (holder,)
        if field.kind != "yes_no":
            name = label(field.label + (" *" if field.required else ""), wrap=True)
            name.setFixedWidth(_LABEL_WIDTH)
            name.setMinimumHeight(theme.CONTROL_HEIGHT)
            name.setBuddy(made)
            top_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(name, row, 0, top_left)
            widgets = (holder, name)
        self._grid.addWidget(holder, row, 1)
        self._rows[field.name] = _Row(field, made, error, words, widgets)

    def _on_change(self, name: str) -> None:
        """What was said of the old value is no longer true of the new one."""
        if name in self._rows:
            self._say(self._rows[name], "")
        self.changed.emit()

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""
        first = next((row.input for row in self._rows.values() if row.input.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def input(self, name: str) -> Any:
        """The widget of one field, to fill or watch it."""
        return self._rows[name].input

    def values(self) -> Values:
        """What the fields say; a field with a wrong value gives None."""
        return {name: _read(row)[0] for name, row in self._rows.items()}

    def check(self) -> bool:
        """Show a sentence below every wrong field and go to the first; True when there is none."""
        wrong = self.wrong()
        self.show_errors(wrong)
        return not wrong

    def wrong(self) -> dict[str, str]:
        """What is wrong, by field; nothing is shown."""
        shown = (it for it in self._rows.items() if it[0] not in self._aside)
        return {name: words for name, row in shown if (words := _read(row)[1])}

    def set_help(self, name: str, sentence: str) -> None:
        """Say something else below a field."""
        words = self._rows[name].help
        self._rows[name].input.setAccessibleDescription(sentence)
        words.setText(sentence)
        words.setVisible(bool(sentence))

    def show_only(self, names: Collection[str]) -> None:
        """Hide the fields that mean nothing beside what the others say now."""
        self._aside = set(self._rows).difference(names)
        for name, row in self._rows.items():
            for widget in row.widgets:
                widget.setVisible(name in names)

    def show_errors(
        self, errors: Mapping[str, str], *, go_there: bool = True, tone: str = "error"
    ) -> None:
        """Put sentences below fields ("" or no entry: nothing wrong there), and go to the first. With
        the tone "warn" they are doubts, and the field is not marked as wrong."""
        first: _Row | None = None
        for name, row in self._rows.items():
            sentence = errors.get(name, "")
            self._say(row, sentence, tone)
            first = first or (row if sentence else None)
        if first is not None and go_there:
            first.input.setFocus()
            bring_into_view(first.widgets[0])  # with the sentence below it

    @staticmethod
    def _say(row: _Row, sentence: str, tone: str = "error") -> None:
        """Put one sentence below a field, "" for none."""
        if row.error.text() == sentence and row.error.isHidden() is not bool(sentence):
            return
        row.error.setText(sentence)
        row.error.setVisible(bool(sentence))
        restyle(row.error, role=tone)
        restyle(row.input, bad="true" if sentence and tone == "error" else "false")


def _needed(inner: QWidget) -> int:
    """How high the fields are at the width they have."""
    layout = inner.layout()
    assert layout is not None
    if inner.isVisible() and layout.hasHeightForWidth():
        return layout.heightForWidth(inner.width())
    return layout.sizeHint().height()


def _read(row: _Row) -> tuple[Any, str]:
    """The value of a field and what is wrong with it ("")."""
    field, made = row.field, row.input
    if field.kind == "yes_no":
        return made.isChecked(), ""
    if field.kind == "choice":
        value = made.currentData()
        empty = value is None or value == ""
        return value, "Chọn một mục." if field.required and empty else ""
    if field.kind == "multiline":
        text = made.toPlainText().strip()
    else:
        text = made.text().strip()
    if not text:
        nothing = "" if field.kind in ("text", "multiline") else None
        return (
            nothing,
            f"Chưa ghi {field.label[:1].lower()}{field.label[1:]}." if field.required else "",
        )
    if field.kind == "day":
        return made.day, day_problem(text)
    if field.kind == "whole":
        return _whole(field, text)
    if field.kind == "points":
        value = points.parse(text, step=field.step, lowest=field.lowest, highest=field.highest)
        return (None, f"{value.what} {value.advice}") if isinstance(value, Problem) else (value, "")
    return text, ""


def _whole(field: Field, text: str) -> tuple[int | None, str]:
    """A whole number inside the bounds of its field."""
    if not _WHOLE.fullmatch(text):
        return None, "Ghi số nguyên, ví dụ 3."
    value, lowest, highest = int(text), field.lowest or ZERO, field.highest
    if highest is not None and not lowest <= value <= highest:
        return None, f"Ghi số nguyên từ {lowest} đến {highest}."
    return (None, f"Ghi số nguyên từ {lowest} trở lên.") if value < lowest else (value, "")


def _line(field: Field, value: Any, changed: Callable[[], None]) -> QLineEdit:
    shown = points.show_short(value) if isinstance(value, Decimal) else str(value or "")
    made = QLineEdit(str(value) if field.kind == "whole" and value is not None else shown)
    made.setCursorPosition(0)  # of a long text the beginning is seen
    made.setPlaceholderText(field.placeholder)
    if field.kind in ("points", "whole"):
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setFixedWidth(_FIGURE_WIDTH)
    made.textChanged.connect(lambda _text: changed())
    return made


def _text(field: Field, value: Any, changed: Callable[[], None]) -> QPlainTextEdit:
    made = QPlainTextEdit(str(value or ""))
    made.setPlaceholderText(field.placeholder)
    made.setTabChangesFocus(True)
    made.setFixedHeight(80)
    made.textChanged.connect(changed)
    return made


def _day(_field: Field, value: date | None, changed: Callable[[], None]) -> DayEdit:
    made = DayEdit(value)
    made.textChanged.connect(lambda _text: changed())
    return made


def _yes_no(field: Field, value: Any, changed: Callable[[], None]) -> QCheckBox:
    made = QCheckBox(field.label)
    made.setMinimumHeight(theme.CONTROL_HEIGHT - theme.SPACE_S)
    made.setChecked(bool(value))
    made.toggled.connect(lambda _on: changed())
    return made


def _choice(field: Field, value: Any, changed: Callable[[], None]) -> Choice:
    made = Choice()
    # A long title must not push the form out of its box; the list that opens shows it whole.
    made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    choices = list(field.choices)
    if value is not None and all(key != value for key, _ in choices):
        # What is on record is never turned into the first choice by looking at it.
        choices.append((value, f"{value} (đang ghi)" if value != "" else "Chưa chọn"))
    for key, text in choices:
        made.addItem(text, key)
    made.setCurrentIndex(next((i for i, (key, _) in enumerate(choices) if key == value), 0))
    made.currentIndexChanged.connect(lambda _place: changed())
    return made


_MAKERS: dict[Kind, Callable[[Field, Any, Callable[[], None]], QWidget]] = {
    "text": _line,
    "multiline": _text,
    "points": _line,
    "whole": _line,
    "day": _day,
    "yes_no": _yes_no,
    "choice": _choice,
}


class FormDialog(Box):
    """A form in a box, made from fields or given ready. `check` sees values that are right one by one and may object by field; `doubt`
    only asks: its sentences are shown once, and the same values are taken at the second press."""

    def __init__(
        self,
        title: str,
        fields: Sequence[Field] | FieldForm,
        values: Mapping[str, Any] | None = None,
        check: Check | None = None,
        ok_text: str = "Lưu",
        intro: str = "",
        parent: QWidget | None = None,
        doubt: Check | None = None,
    ) -> None:
        super().__init__(title, parent)
        self.add_text(title, "section")
        if intro:
            self.add_text(intro, "muted")
        self.form = fields if isinstance(fields, FieldForm) else FieldForm(fields, values)
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self._scroll = scrolled(self._inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard is for the fields
        self._scroll.setMinimumWidth(540)
        self.body.addWidget(self._scroll, 1)
        self._check, self._doubt = check, doubt
        self._ok_text, self._asked = ok_text, dict[str, str]()
        self.add_button("Thôi", self.reject)
        self._ok = self.add_button(ok_text, self.finish, "primary")
        self._fit()
        self.form.changed.connect(self._on_change)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard starts in the first field."""
        super().showEvent(event)
        self.form.focus_first()
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """As high as the fields, as far as the screen has room; a box never shrinks under the mouse."""
        screen = self.screen().availableGeometry()
        box = self.layout()
        assert box is not None
        rest = box.minimumSize().height() - self._scroll.minimumHeight()
        most = int(screen.height() * _OF_SCREEN) - rest
        high = self._scroll.minimumHeight()
        wanted = min(most, max(_needed(self._inner), high))
        if wanted > high:
            self._scroll.setMinimumHeight(wanted)
            if self.isVisible():
                self.resize(self.width(), max(self.height(), wanted + rest))
                low = self.frameGeometry().bottom() - screen.bottom()
                self.move(self.x(), max(screen.top(), self.y() - max(0, low)))

    def _on_change(self) -> None:
        """What was asked about other values is asked no longer; a sentence below a field needs room."""
        if self._asked and self._doubts() != self._asked:
            self._asked = {}
            self._ok.setText(self._ok_text)
        QTimer.singleShot(0, self, self._fit)

    def _doubts(self) -> dict[str, str]:
        found = self._doubt(self.form.values()) if self._doubt else {}
        return {name: words for name, words in found.items() if words}

    def finish(self) -> None:
        """Close with the values when nothing is wrong; else say what is and stay."""
        QTimer.singleShot(0, self, self._fit)
        if not self.form.check():
            return
        errors = self._check(self.form.values()) if self._check else {}
        if any(errors.values()):
            self.form.show_errors(errors)
            return
        doubts = self._doubts()
        if doubts and doubts != self._asked:
            self._asked = doubts
            self.form.show_errors(doubts, tone="warn")
            self._ok.setText("Vẫn lưu")
            return
        self.accept()

    def ask(self) -> Values | None:
        """Show the form; its values, or None when the clerk left it."""
        return self.form.values() if self.exec() else None
