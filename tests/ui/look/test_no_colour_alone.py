"""No meaning is told by colour alone: seen in one ink, what means something else still looks or reads otherwise."""

from collections.abc import Mapping
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.collecting import due_words
from ui.frame.work_state import StepState, YearStep
from ui.look import theme
from ui.scores import cell_paint
from ui.scores.marks import DIFFERS, FORM, HAND, OVER, PROVISIONAL
from ui.widgets import unit_matrix
from ui.widgets.cards import Badge, Shape, paint_mark
from ui.widgets.year_line import YearLine

INKS = ("ACTION", "DONE", "WARN", "ERROR", "MUTED", "FAINT", "LINE", "WARN_LINE", "ERROR_LINE")


@pytest.fixture
def one_ink(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clerk who sees no colours: every mark is as dark as the others."""
    for token in INKS:
        monkeypatch.setattr(theme, token, "#444444")


def drawn(shape: Shape) -> QImage:
    picture = QImage(24, 24, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_mark(painter, shape, QRectF(6, 6, 11, 11), "#444444")
    painter.end()
    return picture


@pytest.mark.parametrize("marks", [due_words.MARKS, unit_matrix.MARKS], ids=["papers", "units"])
def test_every_state_of_a_matrix_has_a_mark_of_its_own(
    marks: Mapping[str, tuple[Shape, str]], qtbot: QtBot
) -> None:
    for (first, tone), (second, other) in combinations(set(marks.values()), 2):
        assert drawn(first) != drawn(second), (first, tone, other)


def test_the_stations_of_the_year_differ_in_shape(one_ink: None, qtbot: QtBot) -> None:
    def station(state: StepState) -> QImage:
        line = YearLine()
        qtbot.addWidget(line)
        line.set_steps([YearStep("", state)])
        line.resize(60, line.sizeHint().height())
        return picture(line)

    states: tuple[StepState, ...] = ("done", "now", "ahead")
    for one, other in combinations([station(it) for it in states], 2):
        assert one != other


def picture(widget: QWidget) -> QImage:
    made = QPixmap(widget.size())
    made.fill(Qt.GlobalColor.white)
    widget.render(made)
    return made.toImage()


def test_the_marks_of_a_cell_of_points_differ_in_shape(one_ink: None, qtbot: QtBot) -> None:
    pictures = []
    for mark in (FORM, HAND, PROVISIONAL, DIFFERS, OVER):
        made = QImage(80, 34, QImage.Format.Format_RGB32)
        made.fill(Qt.GlobalColor.white)
        painter = QPainter(made)
        cell_paint._marks(painter, made.rect(), (mark,))
        painter.end()
        pictures.append((mark, made))
    for (one, first), (other, second) in combinations(pictures, 2):
        assert first != second, (one, other)


def test_a_badge_says_its_state_in_words(qtbot: QtBot) -> None:
    badge = Badge()
    qtbot.addWidget(badge)
    badge.show_state("", "error")
    assert badge.isHidden()  # a tint without a word is never seen
