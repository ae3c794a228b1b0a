"""Forms made from a list of fields: label, input, help, and the sentence of what is wrong below it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look import theme
from ui.widgets.cards import label, restyle
from ui.widgets.field import Field, make_input, read
from ui.widgets.messages import Box
from ui.widgets.scroll import bring_into_view, scrolled

Values = dict[str, Any]
Check = Callable[[Values], Mapping[str, str]]

_LABEL_WIDTH = 150
_WIDTH = 540
_OF_SCREEN = 0.8
"""So much of the screen's height a box of fields may take."""


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
        made = make_input(field, value, partial(self._on_change, field.name))
        made.setAccessibleName(field.label)
        made.setAccessibleDescription(field.help)
        if field.beside:
            self._add_beside(field, made)
            return
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
            name.setFixedWidth(theme.zoomed(_LABEL_WIDTH))
            name.setMinimumHeight(theme.CONTROL_HEIGHT)
            name.setBuddy(made)
            top_left = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(name, row, 0, top_left)
            widgets = (holder, name)
        self._grid.addWidget(holder, row, 1)
        self._rows[field.name] = _Row(field, made, error, words, widgets)

    def _add_beside(self, field: Field, made: QWidget) -> None:
        """Into the row of the field before, which says by its label what both are."""
        before = next(reversed(self._rows.values()))
        cell = before.widgets[0].layout()
        assert isinstance(cell, QVBoxLayout)
        line, sign = QHBoxLayout(), label(field.beside)
        for widget in (before.input, sign, made):
            line.addWidget(widget)
        line.addStretch(1)
        line.setSpacing(theme.SPACE_S)
        cell.insertLayout(0, line)
        words, error = label(field.help, "small", wrap=True), label("", "error", wrap=True)
        for told in (words, error):
            cell.addWidget(told)
            told.setVisible(bool(told.text()))
        self._rows[field.name] = _Row(field, made, error, words, (made, sign))

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
        return {name: read(row.field, row.input)[0] for name, row in self._rows.items()}

    def check(self) -> bool:
        """Show a sentence below every wrong field and go to the first; True when there is none."""
        wrong = self.wrong()
        self.show_errors(wrong)
        return not wrong

    def wrong(self) -> dict[str, str]:
        """What is wrong, by field; nothing is shown."""
        shown = (it for it in self._rows.items() if it[0] not in self._aside)
        return {name: words for name, row in shown if (words := read(row.field, row.input)[1])}

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
    """How high the fields are at the width they have, or will have: asked without a width, wrapped words
    would want more, and a box keeps the room it once had."""
    layout = inner.layout()
    assert layout is not None
    if not layout.hasHeightForWidth():
        return layout.sizeHint().height()
    return layout.heightForWidth(inner.width() if inner.isVisible() else _WIDTH)


class FormDialog(Box):
    """A form in a box, made from fields or given ready. `check` sees values that are right one by one and may object by field; `doubt`
    only asks: its sentences are shown once, and the same values are taken at the second press. Left by the clerk, it
    gives up what was typed only when that is said twice."""

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
        self._scroll.setMinimumWidth(theme.zoomed(_WIDTH))
        self.body.addWidget(self._scroll, 1)
        self._check, self._doubt = check, doubt
        self._ok_text, self._asked = ok_text, dict[str, str]()
        self._shown: tuple[Values, dict[str, str]] | None = None
        self._unsaved = label("", "warn", wrap=True)
        self._unsaved.hide()
        self.body.addWidget(self._unsaved)
        self.add_button("Thôi", self.leave)
        self._ok = self.add_button(ok_text, self.finish, "primary")
        self._fit()
        self.form.changed.connect(self._on_change)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard starts in the first field. The box opens as high as its fields: before it has its look,
        its layout asks for more than they need."""
        box = self.layout()
        assert box is not None
        box.activate()
        self.resize(self.width(), box.minimumSize().height())
        super().showEvent(event)
        if self._shown is None:
            self._shown = self.form.values(), self.form.wrong()
        self.form.focus_first()
        QTimer.singleShot(0, self, self._fit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves as the button does."""
        if event.matches(QKeySequence.StandardKey.Cancel):
            self.leave()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """So does the frame's own button."""
        if self._keeps():
            event.ignore()
        else:
            super().closeEvent(event)

    def leave(self) -> None:
        """Close without the values; with something typed in, at the second time."""
        if not self._keeps():
            self.reject()

    def _keeps(self) -> bool:
        """Whether the clerk is asked first: something was typed since the box was shown, and nobody said so yet."""
        typed = self._shown not in (None, (self.form.values(), self.form.wrong()))
        if not typed or not self._unsaved.isHidden():
            return False
        self._unsaved.setText("Nội dung vừa ghi chưa lưu. Bấm Thôi lần nữa để bỏ.")
        self._unsaved.show()
        QTimer.singleShot(0, self, self._fit)
        return True

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
        self._unsaved.hide()
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
