"""Errors of the table, its open warnings each with a field for the reason, and those let stand."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.errors import Problem
from models.table_life import AcceptedWarning
from ui import theme
from ui.table_life.problem_list import MOST, problem_label
from ui.widgets.cards import button, clear, label, restyle
from ui.widgets.scroll import scrolled

_NOTE_WIDTH = 260
_MOST_HIGH = 190


class WarningList(QWidget):
    """Scrolls inside itself. `accepted(problem, note)` and `withdrawn(entry)` ask for an act."""

    accepted = Signal(object, str)
    withdrawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        self._column.setSpacing(theme.SPACE_S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(self._inner))

    def show_state(
        self,
        errors: Sequence[Problem],
        warnings: Sequence[Problem],
        accepted: Sequence[AcceptedWarning],
        *,
        may_accept: bool,
    ) -> None:
        """Errors first, then the open warnings, then those accepted with their reasons."""
        clear(self._column)
        for problem in errors[:MOST]:
            self._column.addWidget(problem_label(problem))
        if len(errors) > MOST:
            self._column.addWidget(label(f"và {len(errors) - MOST} lỗi khác", "small"))
        for problem in warnings[:MOST]:
            self._column.addLayout(self._open(problem, may_accept))
        for entry in accepted:
            self._column.addLayout(self._accepted(entry, may_accept))
        self._column.addStretch(1)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Only what is shown knows how wide it is."""
        super().showEvent(event)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower list breaks its lines elsewhere."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the words need, up to a limit from where they scroll."""
        needed = self._column.heightForWidth(self.width() - theme.SPACE_M)
        self.setFixedHeight(min(_MOST_HIGH, max(needed, theme.ROW_HEIGHT)))

    def _open(self, problem: Problem, may_accept: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(problem_label(problem), 1)
        if may_accept:
            note = QLineEdit()
            note.setFixedWidth(_NOTE_WIDTH)
            note.setPlaceholderText("Lý do chấp nhận")
            note.setAccessibleName(f"Lý do chấp nhận: {problem.what}")
            take = partial(self._take, problem, note)
            note.returnPressed.connect(take)
            note.textEdited.connect(lambda _text: restyle(note, bad="false"))
            row.addWidget(note)
            row.addWidget(button("Chấp nhận", take))
        return row

    def _take(self, problem: Problem, note: QLineEdit) -> None:
        """A reason is needed; the empty field says so."""
        if note.text().strip():
            self.accepted.emit(problem, note.text())
        else:
            restyle(note, bad="true")
            note.setPlaceholderText("Ghi lý do rồi bấm Chấp nhận")
            note.setFocus()

    def _accepted(self, entry: AcceptedWarning, may_accept: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        words = label(f"Đã chấp nhận. {entry.where} Lý do: {entry.note}", "muted", wrap=True)
        row.addWidget(words, 1)
        if may_accept:
            row.addWidget(button("Bỏ chấp nhận", partial(self.withdrawn.emit, entry), "link"))
        return row
