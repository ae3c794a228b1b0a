"""The canvas: what is painted, how changes move, and that they can be off."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from models.hall.scenes import Scene, SceneRow
from tests.ui.look.test_theme import READABLE, contrast
from ui.hall.canvas import FADE, SLIDE, HallCanvas
from ui.look import theme

ROWS = tuple(SceneRow(f"u{n}", f"Ban thứ {n}", f"{n + 1}", figure=f"9{9 - n},00") for n in range(6))
RANKING = Scene("ranking", "Khối Thi đua", "Kết quả chấm điểm năm 2023", rows=ROWS)
OPENING = Scene("opening", "Khối Thi đua", "Hội nghị tổng kết")


@pytest.fixture
def canvas(qtbot: QtBot) -> HallCanvas:
    made = HallCanvas()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def picture(canvas: HallCanvas) -> QImage:
    return canvas.grab().toImage()


def colours(image: QImage) -> set[str]:
    return {
        image.pixelColor(x, y).name()
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
    }


@pytest.mark.parametrize("look", theme.HALL)
@pytest.mark.parametrize(
    ("text", "ground"),
    [(text, ground) for text, grounds in theme.HALL_READ_ON.items() for ground in grounds],
)
def test_every_text_of_the_hall_is_readable(look: str, text: str, ground: str) -> None:
    tokens = theme.HALL[look]
    assert contrast(tokens[text], tokens[ground]) >= READABLE


def test_both_looks_have_the_same_tokens() -> None:
    assert theme.HALL["light"].keys() == theme.HALL["dark"].keys()


def test_a_blank_scene_is_the_bare_ground(canvas: HallCanvas) -> None:
    canvas.show_scene(Scene("blank", unofficial=True, rehearsal=True))
    assert colours(picture(canvas)) == {theme.HALL["light"]["GROUND"].lower()}


@pytest.mark.parametrize("look", theme.HALL)
def test_before_the_first_scene_a_calm_ground_is_shown(canvas: HallCanvas, look: str) -> None:
    canvas.set_look(look)
    assert colours(picture(canvas)) == {theme.HALL[look]["NOW"].lower()}
    canvas.show_scene(Scene("blank"))
    assert colours(picture(canvas)) == {theme.HALL[look]["GROUND"].lower()}


def test_not_official_is_red_until_the_closing(canvas: HallCanvas) -> None:
    red = theme.HALL["light"]["ERROR"].lower()
    canvas.show_scene(RANKING, animate=False)
    assert red in colours(picture(canvas))
    canvas.show_scene(replace(RANKING, unofficial=False), animate=False)
    assert red not in colours(picture(canvas))


def test_dark_by_choice(canvas: HallCanvas) -> None:
    canvas.show_scene(RANKING, animate=False)
    canvas.set_look("dark")
    dark = picture(canvas).pixelColor(2, 2)
    assert dark == QColor(theme.HALL["dark"]["GROUND"])


def test_another_scene_fades_in(canvas: HallCanvas, qtbot: QtBot) -> None:
    canvas.show_scene(OPENING)
    assert not canvas.is_moving, "the first scene has nothing to fade from"
    canvas.show_scene(RANKING)
    assert canvas.is_moving
    assert canvas._motion.duration() == FADE
    qtbot.waitUntil(lambda: not canvas.is_moving, timeout=5000)
    moved = picture(canvas)
    canvas.show_scene(RANKING, animate=False)
    assert picture(canvas) == moved


def test_ranks_that_change_slide_to_their_place(canvas: HallCanvas) -> None:
    canvas.show_scene(RANKING)
    before = {it.group: it.rect.top() for it in canvas.picture.words if it.role == "text"}
    swapped = (ROWS[1], ROWS[0], *ROWS[2:])
    canvas.show_scene(replace(RANKING, rows=swapped))
    assert canvas._motion.duration() == SLIDE
    after = {it.group: it.rect.top() for it in canvas.picture.words if it.role == "text"}
    assert (after["u0"], after["u1"]) == (before["u1"], before["u0"])
    start = picture(canvas)
    canvas.settle()
    assert not canvas.is_moving
    assert picture(canvas) != start


def test_animations_can_be_off(canvas: HallCanvas) -> None:
    canvas.animations = False
    canvas.show_scene(OPENING)
    canvas.show_scene(RANKING)
    assert not canvas.is_moving


def test_a_change_may_come_at_once(canvas: HallCanvas) -> None:
    canvas.show_scene(OPENING)
    canvas.show_scene(RANKING, animate=False)
    assert not canvas.is_moving


def test_the_next_second_of_a_countdown_is_no_change_to_animate(canvas: HallCanvas) -> None:
    canvas.show_scene(Scene("countdown", title="Nghỉ", left=61))
    first = picture(canvas)
    canvas.show_scene(Scene("countdown", title="Nghỉ", left=60))
    assert not canvas.is_moving
    assert picture(canvas) != first


def test_a_change_in_the_middle_of_a_change_ends_at_the_last_scene(canvas: HallCanvas) -> None:
    for scene in (OPENING, RANKING, OPENING, RANKING):
        canvas.show_scene(scene)
    canvas.settle()
    moved = picture(canvas)
    canvas.show_scene(RANKING, animate=False)
    assert picture(canvas) == moved


def test_another_size_is_laid_out_anew_without_movement(canvas: HallCanvas) -> None:
    canvas.show_scene(OPENING)
    canvas.show_scene(RANKING)
    canvas.resize(1024, 768)
    QApplication.processEvents()
    assert (canvas.picture.width, canvas.picture.height) == (1024, 768)
    assert not canvas.is_moving


def test_a_preview_has_the_lines_and_pages_of_the_hall(qtbot: QtBot) -> None:
    hall, small = HallCanvas(), HallCanvas()
    for it in (hall, small):
        qtbot.addWidget(it)
    hall.resize(1920, 1080)
    small.resize(480, 270)
    small.as_on(QSize(1920, 1080))
    for it in (hall, small):
        it.show_scene(RANKING)
    assert small.picture == hall.picture
    scaled = hall.grab().toImage().scaled(480, 270).convertToFormat(QImage.Format.Format_RGB32)
    own = small.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    apart = sum(
        abs(QColor(scaled.pixel(x, y)).lightness() - QColor(own.pixel(x, y)).lightness()) > 128
        for x in range(480)
        for y in range(270)
    )
    assert apart < 480 * 270 * 0.02


def test_a_preview_of_another_shape_keeps_the_shape_of_the_hall(canvas: HallCanvas) -> None:
    canvas.as_on(QSize(1024, 768))
    canvas.show_scene(RANKING, animate=False)
    assert (canvas.picture.width, canvas.picture.height) == (1024, 768)
    image = picture(canvas)
    rule = QColor(theme.HALL["light"]["INK"])
    dark = [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y) == rule for y in range(100, 180))
    ]
    assert dark
    assert min(dark) > (1280 - 960) / 2
    assert max(dark) < 1280 - (1280 - 960) / 2
