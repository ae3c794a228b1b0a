"""Beside the tree: how the chosen criterion is scored, in words, with a trial; or what a section is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from models.errors import Problem
from models.points import show_short
from models.rulepack import RulePack
from models.scores.criterion_words import describe
from models.table import TableRow
from models.tables.edit import Path
from ui.builder.marks import below
from ui.builder.rule_form import RuleForm
from ui.builder.rule_inputs import Figure, InputLine, Pick
from ui.builder.rule_kinds import KINDS, as_kind, as_measured, named, title
from ui.builder.trial import Trial
from ui.look import theme
from ui.widgets.cards import clear, label, rule

_LONGEST = 76
ROLES = (
    ("content", "Điểm nội dung"),
    ("bonus", "Điểm thưởng"),
    ("deduction", "Điểm trừ"),
)
_ROLE_WORDS = {
    "content": "Điểm của mục nằm trong khung điểm nội dung.",
    "bonus": "Điểm của mục cộng thêm; dòng để trống là không có gì.",
    "deduction": "Điểm của mục bị trừ đi; dòng để trống là không bị trừ.",
}


class RulePanel(QScrollArea):
    """Shows one row. `changed` carries the new fields of the row, what was done, and what merges."""

    changed = Signal(object, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._shown: tuple[Path, TableRow] | None = None
        self._pack: RulePack | None = None
        self.kind: Pick | None = None
        self.form: RuleForm | None = None
        self.trial: Trial | None = None
        self._preview = label("", wrap=True)
        self._problems = QVBoxLayout()
        self._head = label("", "strong", wrap=True)
        self._inner = QWidget()

    @property
    def row(self) -> TableRow | None:
        """The row that is shown."""
        return self._shown[1] if self._shown else None

    def show_row(
        self, path: Path, row: TableRow | None, pack: RulePack, problems: Sequence[Problem] = ()
    ) -> None:
        """Show a row; fields in which the clerk is typing stay as they are."""
        self._pack = pack
        before = self._shown
        self._shown = (path, row) if row is not None else None
        if row is None:
            self._empty()
            return
        same = before is not None and before[0] == path and _fields(before[1]) == _fields(row)
        if not same:
            self._fill(path, row)
        words = row.title or "Chưa ghi nội dung"
        short = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        self._head.setText(f"{row.code} · {short}")
        self._head.setToolTip(words)
        self._update(row, pack)
        self._tell(problems)

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        first = self.kind or self._inner.findChild(QPlainTextEdit)
        if first is not None:
            first.setFocus()

    def wrong_figure(self) -> Figure | None:
        """The first figure that was typed and cannot be taken in; a trial is nobody's data."""
        for made in self._inner.findChildren(Figure):
            tried = self.trial is not None and self.trial.isAncestorOf(made)
            if not tried and made.isModified() and made.read()[1]:
                return made
        return None

    # ---- content

    def _column(self) -> QVBoxLayout:
        self._inner = QWidget()  # held until it is mounted; nothing else keeps it alive
        self._inner.setProperty("role", "plain")
        column = QVBoxLayout(self._inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_S)
        self.kind = self.form = self.trial = None
        self._head = label("", "strong", wrap=True)
        self._preview = label("", wrap=True)
        self._preview.setStyleSheet(
            f"background: {theme.ACTION_TINT}; border-radius: {theme.RADIUS_CONTROL}px; padding: 8px;"
        )
        self._problems = QVBoxLayout()
        return column

    def _mount(self, column: QVBoxLayout) -> None:
        """Put the filled content in the place of the old one."""
        column.addStretch(1)
        old = self.takeWidget()  # `setWidget` would end it at once, in the middle of its own signal
        if old is not None:
            old.hide()
            old.deleteLater()
        self.setWidget(self._inner)

    def _empty(self) -> None:
        column = self._column()
        column.addWidget(label("Chọn một dòng để xem cách chấm.", "muted", wrap=True))
        self._mount(column)

    def _fill(self, path: Path, row: TableRow) -> None:
        column = self._column()
        column.addWidget(self._head)
        if row.is_criterion:
            self._fill_criterion(column, row)
        else:
            sums = f"Các dòng con cộng lại {show_short(below(row))} điểm."
            column.addWidget(label(sums, "muted", wrap=True))
        if len(path) == 1:
            column.addWidget(rule())
            column.addWidget(self._role(row))
        column.addLayout(self._problems)
        column.addWidget(rule())
        # With a rule the deduction is out of place; one that is there must be seen to be taken off.
        if row.is_criterion and (row.rule is None or row.deduct_each is not None):
            each = Figure("Khối trừ mỗi lần vi phạm", row.deduct_each)
            line = InputLine("Khối trừ mỗi lần vi phạm (điểm)", each)
            each.typed.connect(lambda: self._put_figure("deduct_each", each, line))
            column.addWidget(line)
        column.addWidget(label("Hướng dẫn chấm, ghi trên biểu mẫu", "small"))
        column.addWidget(self._guidance(row))
        self._mount(column)

    def _fill_criterion(self, column: QVBoxLayout, row: TableRow) -> None:
        choices = [(kind, title(kind)) for kind in KINDS]
        kind = row.rule.kind if row.rule is not None else None
        self.kind = Pick("Cách chấm", choices, kind, self._take_kind)
        column.addWidget(self.kind)
        info = KINDS[kind]
        column.addWidget(label(f"{info.what} Ví dụ: {info.example}", "small", wrap=True))
        if row.rule is None:
            return
        self.form = RuleForm(row.rule)
        self.form.changed.connect(self._take_rule)
        column.addWidget(self.form)
        column.addWidget(rule())
        column.addWidget(self._preview)
        self.trial = Trial()
        column.addWidget(self.trial)

    def _role(self, row: TableRow) -> QWidget:
        made = Pick("Mục này là", ROLES, row.role, lambda: self._take_role(made.currentData()))
        return InputLine("Mục này là", made, _ROLE_WORDS[row.role])

    def _guidance(self, row: TableRow) -> QWidget:
        made = QPlainTextEdit(row.guidance)
        made.setTabChangesFocus(True)
        made.setFixedHeight(theme.zoomed(64))
        made.setAccessibleName("Hướng dẫn chấm")
        made.textChanged.connect(
            lambda: self._tell_change({"guidance": made.toPlainText().strip()}, "hướng dẫn chấm")
        )
        return made

    def _update(self, row: TableRow, pack: RulePack) -> None:
        if row.rule is None or not row.is_criterion:
            return
        self._preview.setText(describe(named(row), pack))
        if self.trial is not None:
            self.trial.show_rule(named(row), pack)

    def _tell(self, problems: Sequence[Problem]) -> None:
        clear(self._problems)
        for problem in problems:
            role = "error" if problem.severity == "error" else "warn"
            self._problems.addWidget(
                label(f"{problem.what} {problem.advice}".strip(), role, wrap=True)
            )

    # ---- changes

    def _take_kind(self) -> None:
        row = self.row
        if row is None or self.kind is None:
            return
        kind = self.kind.currentData()
        made = None if kind is None else as_kind(row.rule, kind, row)
        # Not by `_tell_change`: the fields are others now, the panel is to be filled anew.
        self.changed.emit({"rule": made}, "chọn cách chấm", "")
        if self.kind is not None:
            self.kind.setFocus()

    def _take_role(self, role: str) -> None:
        self.changed.emit({"role": role}, "chọn loại mục", "")

    def _take_rule(self, made: Any, name: str) -> None:
        fresh = name == "measure"  # other fields belong to another measure
        row = self.row
        if fresh and row is not None and row.rule is not None:
            made = as_measured(row.rule, made, row)
        if fresh:
            self.changed.emit({"rule": made}, "sửa cách chấm", "")
        else:
            self._tell_change({"rule": made}, "cách chấm", name)

    def _put_figure(self, name: str, figure: Figure, line: InputLine) -> None:
        value, sentence = figure.read()
        line.say(sentence)
        if not sentence:
            self._tell_change({name: value}, "mức trừ mỗi lần")

    def _tell_change(self, fields: dict[str, Any], what: str, name: str = "") -> None:
        """Tell what the clerk typed; what is shown already says it."""
        if self._shown is None:
            return
        path, row = self._shown
        self._shown = (path, replace(row, **fields))
        merge = f"{'.'.join(map(str, path))}/{what}/{name}"
        self.changed.emit(fields, f"sửa {what}", merge)


def _fields(row: TableRow) -> tuple[Any, ...]:
    """What the inputs of the panel show of a row."""
    return (row.is_criterion, row.rule, row.role, row.guidance, row.deduct_each, below(row))
