"""Errors of the table, its open warnings each with a field for the reason, and those let stand."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.errors import Problem
from models.table_life import AcceptedWarning
from ui.look import theme
from ui.table_life.problem_list import MOST, problem_label
from ui.widgets.cards import button, clear, label, restyle
from ui.widgets.scroll import scrolled

_NOTE_WIDTH = 260
_MOST_HIGH = 190


class _Reason(NamedTuple):
    """Where the reason for one warning is typed."""

    note: QLineEdit
    button: QPushButton

    @property
    def has_keyboard(self) -> bool:
        return self.note.window().focusWidget() in self


class WarningList(QWidget):
    """Scrolls inside itself. `accepted(problem, note)` and `withdrawn(entry)` ask for an act.

    Reasons that are typed and not accepted yet stay while their warnings stand.
    """

    accepted = Signal(object, str)
    withdrawn = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: object = None
        self._reasons: dict[Problem, _Reason] = {}
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
        state = (tuple(errors), tuple(warnings), tuple(accepted), may_accept)
        if state == self._shown:
            return
        self._shown = state
        before, self._reasons = self._reasons, {}
        held = next((it for it, made in before.items() if made.has_keyboard), None)
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
        for problem, old in before.items():
            if problem in self._reasons:
                self._reasons[problem].note.setText(old.note.text())
        if held is not None:
            self._go_on(held, list(before).index(held))

    def _go_on(self, held: Problem, place: int) -> None:
        """The keyboard stays with its warning; when that is gone, the one in its place has it."""
        left = list(self._reasons)
        if left:
            self._focus(held if held in self._reasons else left[min(place, len(left) - 1)])

    def _focus(self, problem: Problem) -> None:
        note = self._reasons[problem].note
        note.show()  # what was just made is shown by an event, too late for the keyboard
        note.setFocus()

    def keep_focus(self) -> bool:
        """See that the keyboard is where a reason is typed; False when there is none to type."""
        if not any(it.has_keyboard for it in self._reasons.values()):
            for first in list(self._reasons)[:1]:
                self._focus(first)
        return bool(self._reasons)

    def forget(self) -> None:
        """Another file: what was typed belongs to the warnings of the last one."""
        self._shown, self._reasons = None, {}

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
            note.setFixedWidth(theme.zoomed(_NOTE_WIDTH))
            note.setPlaceholderText("Lý do chấp nhận")
            note.setAccessibleName(f"Lý do chấp nhận: {problem.what}")
            take = partial(self._take, problem, note)
            note.returnPressed.connect(take)
            note.textEdited.connect(lambda _text: restyle(note, bad="false"))
            press = button("Chấp nhận", take)
            self._reasons[problem] = _Reason(note, press)
            row.addWidget(note)
            row.addWidget(press)
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
