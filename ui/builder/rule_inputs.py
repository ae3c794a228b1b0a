"""Small inputs of the narrow panel beside the tree: a figure, a choice, and the line they stand on."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from models import points
from models.errors import Problem
from models.points import ZERO
from ui.builder.rule_kinds import words_of
from ui.look import theme
from ui.widgets.cards import label, restyle
from ui.widgets.choice import Choice

FIGURE_WIDTH = 92
SMALL_WIDTH = 58


class Figure(QLineEdit):
    """A number typed as people write it; `typed` at each key. `read` gives the value and what is wrong."""

    typed = Signal()

    def __init__(
        self,
        name: str,
        value: Decimal | None,
        *,
        lowest: Decimal | None = ZERO,
        highest: Decimal | None = None,
        required: bool = False,
        whole: bool = False,
        width: int = FIGURE_WIDTH,
    ) -> None:
        super().__init__(words_of(value))
        self.name = name
        self._bounds = lowest, highest
        self._required = required
        self._step = Decimal(1) if whole else points.HUNDREDTH
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setFixedWidth(width)
        self.setAccessibleName(name)
        self.textEdited.connect(lambda _words: self.typed.emit())

    def read(self) -> tuple[Decimal | None, str]:
        """The value (None: empty or wrong), and the sentence of what is wrong."""
        lowest, highest = self._bounds
        found = points.parse(self.text(), step=self._step, lowest=lowest, highest=highest)
        sentence = ""
        if isinstance(found, Problem):
            sentence = _plain(found, whole=self._step == 1)
        elif found is None and self._required:
            sentence = "Ghi một số."
        restyle(self, bad="true" if sentence else "false")
        return (None if isinstance(found, Problem) else found), sentence


def _plain(problem: Problem, *, whole: bool) -> str:
    """The sentence without the words that are about entering scores."""
    if problem.code == "points-off-step":
        return "Ghi số nguyên, ví dụ 3." if whole else "Ghi nhiều nhất 2 chữ số lẻ."
    if problem.code == "points-not-a-number":
        return "Ghi số, ví dụ 0,5."
    return problem.what.partition(" Anh/chị")[0].replace(" điểm.", ".")


class Pick(Choice):
    """One of several words in the narrow panel; `chosen` is called when it changes."""

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[Any, str]],
        value: Any,
        chosen: Callable[[], object],
    ) -> None:
        super().__init__()
        known = list(choices)
        if all(key != value for key, _ in known):
            known.append((value, str(value)))
        for key, words in known:
            self.addItem(words, key)
        self.setCurrentIndex(next(i for i, (key, _) in enumerate(known) if key == value))
        self.setAccessibleName(name)
        # The words may be longer than the panel is wide; the list itself shows them whole.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.currentIndexChanged.connect(lambda _place: chosen())
        self.setToolTip(self.currentText())
        self.currentTextChanged.connect(self.setToolTip)


class InputLine(QWidget):
    """Words at the left, an input at the right, and below them what is wrong."""

    def __init__(self, words: str, made: QWidget, help_text: str = "") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        figure = isinstance(made, Figure)
        name = label(words, wrap=figure)
        name.setBuddy(made)
        row.addWidget(name, int(figure))
        row.addWidget(made, int(not figure))
        column.addLayout(row)
        if help_text:
            column.addWidget(label(help_text, "small", wrap=True))
        self._error = label("", "error", wrap=True)
        self._error.hide()
        column.addWidget(self._error)

    def say(self, sentence: str) -> None:
        """Put a sentence below, "" for none."""
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
