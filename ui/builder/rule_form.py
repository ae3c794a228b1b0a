"""The fields of one rule, by its kind; each change gives a new rule."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QVBoxLayout, QWidget

from models.criterion_rule import CriterionRule
from ui.builder.rule_inputs import Figure, InputLine, Pick
from ui.builder.rule_kinds import RuleField, fields
from ui.builder.rule_lists import RuleList
from ui.look import theme


class RuleForm(QWidget):
    """`changed` carries the rule with what was typed, and the name of the field.

    A field with a wrong figure says so and changes nothing.
    """

    changed = Signal(object, str)

    def __init__(self, given: CriterionRule) -> None:
        super().__init__()
        self.rule = given
        self.inputs: dict[str, Any] = {}
        self._lines: dict[str, InputLine] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        for field in fields(given):
            column.addWidget(self._made(field))

    def _made(self, field: RuleField) -> QWidget:
        value = getattr(self.rule, field.name)
        take = partial(self._take, field.name)
        if field.kind in ("items", "bands"):
            entries = RuleList(self.rule, field.name)
            entries.changed.connect(take)
            self.inputs[field.name] = entries
            return entries
        if field.kind == "flag":
            box = QCheckBox(field.label)
            box.setChecked(value)
            box.toggled.connect(take)
            self.inputs[field.name] = box
            return box
        made = self._input(field, value)
        self.inputs[field.name] = made
        self._lines[field.name] = InputLine(field.label, made)
        return self._lines[field.name]

    def _input(self, field: RuleField, value: Any) -> QWidget:
        if field.kind == "choice":
            choice = Pick(
                field.label,
                field.choices,
                value,
                lambda: self._take(field.name, choice.currentData()),
            )
            return choice
        if field.kind == "text":
            line = QLineEdit(value)
            line.setPlaceholderText(field.empty)
            line.setAccessibleName(field.label)
            line.textEdited.connect(lambda words: self._take(field.name, words.strip()))
            return line
        figure = Figure(
            field.label,
            value,
            lowest=field.lowest,
            highest=field.highest,
            required=field.required,
            width=116 if field.empty else 92,
        )
        figure.setPlaceholderText(field.empty)
        figure.typed.connect(partial(self._read, field.name, figure))
        return figure

    def _read(self, name: str, figure: Figure) -> None:
        value, sentence = figure.read()
        self._lines[name].say(sentence)
        if not sentence:
            self._take(name, value)

    def _take(self, name: str, value: Any) -> None:
        self.rule = replace(self.rule, **{name: value})
        self.changed.emit(self.rule, name)
