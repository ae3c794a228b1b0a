"""Problems one below the other: place in bold, what is wrong, what to do in muted type."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from models.errors import Problem
from ui.look import theme
from ui.widgets.cards import clear, label
from ui.widgets.scroll import scrolled

MOST = 60


class ProblemList(QWidget):
    """Errors before warnings; a long list is cut with the number of those left out."""

    def __init__(self, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._empty = empty
        self.shown: tuple[Problem, ...] = ()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        self._column.setSpacing(theme.SPACE_S)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolled(inner))

    def show_problems(self, problems: Sequence[Problem], notes: Sequence[str] = ()) -> None:
        """Show these instead; `notes` are sentences below that nothing must be done about."""
        clear(self._column)
        ordered = sorted(problems, key=lambda it: it.severity != "error")
        self.shown = tuple(ordered[:MOST])
        for problem in self.shown:
            self._column.addWidget(problem_label(problem))
        if len(ordered) > MOST:
            left = f"và {len(ordered) - MOST} chỗ khác; sửa các chỗ trên rồi đọc lại."
            self._column.addWidget(label(left, "muted", wrap=True))
        if not ordered and not notes and self._empty:
            self._column.addWidget(label(self._empty, "muted", wrap=True))
        for note in notes[:MOST]:
            self._column.addWidget(label(note, "muted", wrap=True))
        self._column.addStretch(1)


def problem_label(problem: Problem) -> QLabel:
    """One problem as a paragraph that can be selected."""
    tone = theme.ERROR if problem.severity == "error" else theme.WARN
    word = "Lỗi" if problem.severity == "error" else "Cảnh báo"
    where = f" <b>{escape(problem.where)}.</b>" if problem.where else ""
    advice = f" <span style='color:{theme.MUTED}'>{escape(problem.advice)}</span>"
    made = QLabel(
        f"<span style='color:{tone}'>{word}.</span>{where} {escape(problem.what)}"
        f"{advice if problem.advice else ''}"
    )
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAccessibleName(f"{word}. {problem.text}")
    return made
