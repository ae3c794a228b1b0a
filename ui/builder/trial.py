"""A small trial of a rule: figures typed in, and the sum that scoring itself would make of them."""

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from models.points import ZERO
from models.rulepack import RulePack
from models.scores.criteria import compute
from models.scores.criterion_inputs import InputField, input_fields
from models.scores.criterion_words import EFFECT_TITLES
from models.scores.outcome import Outcome
from models.scores.relative import compute_all
from models.table import TableRow
from ui.builder.rule_inputs import Figure, InputLine, Pick
from ui.builder.rule_kinds import example_inputs
from ui.look import theme
from ui.widgets.cards import clear, label

_OTHER = "other:"
_OTHER_TITLES = {
    "plan": "Đơn vị khác: kế hoạch",
    "result": "Đơn vị khác: thực hiện",
    "value": "Đơn vị khác: số liệu",
}
Inputs = Mapping[str, Decimal]


def outcome(row: TableRow, inputs: Inputs, pack: RulePack) -> Outcome:
    """What scoring makes of these figures; of relative kinds among two units."""
    assert row.rule is not None
    if not row.rule.is_relative:
        # What is not typed did not happen: a trial is no form that must be filled.
        return compute(row, inputs, pack, lenient=True)
    mine = {key: it for key, it in inputs.items() if not key.startswith(_OTHER)}
    other = {key.removeprefix(_OTHER): it for key, it in inputs.items() if key not in mine}
    return compute_all(row, {"mine": mine, "other": other}, pack)["mine"]


def sentence(found: Outcome) -> str:
    """The sum, and what else follows from it."""
    words = found.detail[:1].upper() + found.detail[1:]
    effects = dict.fromkeys(EFFECT_TITLES[it[0]] for it in found.effects)
    return f"{words} → {', '.join(effects)}" if effects else words


class Trial(QWidget):
    """ "Thử": a line for each figure of the rule, and the sum below. Figures stay while the rule changes."""

    def __init__(self) -> None:
        super().__init__()
        self._row: TableRow | None = None
        self._pack: RulePack | None = None
        self._fields: tuple[InputField, ...] = ()
        self._values: dict[str, Decimal] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        column.addWidget(label("Thử", "section"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(theme.SPACE_XS)
        column.addLayout(self._lines)
        self.result = label("", "strong", wrap=True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(self.result)

    def show_rule(self, row: TableRow, pack: RulePack) -> None:
        """Try this rule; hidden where there is nothing to count."""
        asked = _asked(row)
        anew = [it._replace(title="") for it in asked] != [
            it._replace(title="") for it in self._fields
        ]
        other_kind = self._row is None or _kind(self._row) != _kind(row)
        titles = [it.title for it in asked] != [it.title for it in self._fields]
        self._row, self._pack, self._fields = row, pack, asked
        self.setVisible(bool(asked))
        if not asked:
            return
        if other_kind or not {it.key for it in asked} & self._values.keys():
            assert row.rule is not None
            self._values = example_inputs(row.rule.kind, tuple(it.key for it in asked))
        if anew or titles or other_kind:
            self._fill()
        self._show()

    def _fill(self) -> None:
        clear(self._lines)
        if self._fields and self._fields[0].one_of:
            self._lines.addWidget(self._levels())
            return
        for field in self._fields:
            self._lines.addWidget(self._line(field))

    def _levels(self) -> QWidget:
        levels = [(it.key, it.title) for it in self._fields]
        chosen = next((key for key, _ in levels if self._values.get(key)), levels[0][0])
        made = Pick("Mức", levels, chosen, lambda: self._choose(made.currentData()))
        self._choose(chosen)
        return InputLine("Mức đạt được", made)

    def _choose(self, key: str) -> None:
        self._values = {it.key: Decimal(it.key == key) for it in self._fields}
        self._show()

    def _line(self, field: InputField) -> QWidget:
        words = field.title
        if field.flag:
            return self._flag(field)
        figure = Figure(
            words,
            self._values.get(field.key),
            lowest=field.lowest,
            highest=field.highest,
            whole=field.whole,
            width=76,
        )
        unit = f" ({field.measure})" if field.measure else ""
        line = InputLine(words + unit, figure)

        def read() -> None:
            value, wrong = figure.read()
            line.say(wrong)
            if not wrong:
                self._put(field.key, value)

        figure.typed.connect(read)
        return line

    def _flag(self, field: InputField) -> QWidget:
        """The words wrap beside the box: its own words would make the panel as wide as they are."""
        box = QCheckBox("Có")
        box.setAccessibleName(field.title)
        box.setChecked(bool(self._values.get(field.key)))
        self._values[field.key] = Decimal(box.isChecked())
        box.toggled.connect(lambda on: self._put(field.key, Decimal(on)))
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_S)
        row.addWidget(label(field.title, wrap=True), 1)
        row.addWidget(box)
        return made

    def _put(self, key: str, value: Decimal | None) -> None:
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._show()

    def _show(self) -> None:
        if self._row is None or self._pack is None or self._row.rule is None:
            return
        known = {it.key for it in self._fields}
        inputs = {key: it for key, it in self._values.items() if key in known}
        self.result.setText(sentence(outcome(self._row, inputs, self._pack)))


def _kind(row: TableRow) -> str:
    return row.rule.kind + row.rule.measure if row.rule is not None else ""


def _asked(row: TableRow) -> tuple[InputField, ...]:
    """The figures of the rule; of relative kinds those of a second unit as well."""
    asked = input_fields(row)
    if row.rule is None or not row.rule.is_relative:
        return asked
    other = (
        it._replace(key=f"{_OTHER}{it.key}", title=_OTHER_TITLES[it.key], lowest=ZERO)
        for it in asked
    )
    return (*asked, *other)
