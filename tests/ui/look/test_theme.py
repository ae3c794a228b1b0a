"""The tokens: what is read can be read, and a system's own contrast is kept."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QPushButton

from ui.look import icons, style, theme
from ui.look.style_sheet import CONTROLS, SURFACES, VIEWS
from ui.widgets import cards

READABLE, MARKED = 4.5, 3.0


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2: 1 (equal) to 21 (black on white)."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def pairs() -> list[tuple[str, str]]:
    written = [(text, ground) for text, grounds in theme.READ_ON.items() for ground in grounds]
    return list(dict.fromkeys([*written, *theme.TONES.values()]))


@pytest.mark.parametrize(("text", "ground"), pairs())
def test_every_text_is_readable_on_its_ground(text: str, ground: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= READABLE


def test_the_ratio_is_the_known_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def rules() -> Iterator[tuple[str, str, str]]:
    """Selector, text token and ground token of each rule that names both."""
    for selector, body in re.findall(r"([^{}]+)\{([^}]*)\}", SURFACES + CONTROLS + VIEWS):
        text = re.search(r"(?<![-\w])color: \$(\w+)", body)
        ground = re.search(r"(?<![-\w])background: \$(\w+)", body)
        if text and ground and "disabled" not in selector:
            yield selector.strip(), text[1], ground[1]


def test_the_style_sheet_uses_checked_pairs_only() -> None:
    known = {*pairs()}
    unknown = [rule for rule in rules() if (rule[1], rule[2]) not in known]
    assert unknown == []


def test_words_without_a_ground_of_their_own_are_readable_on_page_and_card() -> None:
    """Labels and links are transparent: they stand on whatever the page puts them."""
    named = {*re.findall(r"(?<![-\w])color: \$(\w+)", SURFACES + CONTROLS + VIEWS)}
    on_colour = {"ON_ACTION", "FAINT"}  # on the blue button; what cannot be pressed
    for text in named - on_colour:
        for ground in ("PAGE", "CARD"):
            assert contrast(getattr(theme, text), getattr(theme, ground)) >= READABLE, (
                text,
                ground,
            )


@pytest.mark.parametrize("mark", ["ACTION", "DONE", "WARN", "ERROR", "FAINT", "MUTED", "INK"])
@pytest.mark.parametrize("ground", ["PAGE", "CARD", "HOVER", "GROUP", "ACTION_TINT"])
def test_marks_and_the_frame_of_the_keyboard_stand_out(mark: str, ground: str) -> None:
    """WCAG 2.2, 1.4.11: shapes that mean something."""
    assert contrast(getattr(theme, mark), getattr(theme, ground)) >= MARKED


def test_the_style_sheet_has_no_token_left_and_no_colour_of_its_own() -> None:
    assert "$" not in style.sheet()
    assert "#" not in SURFACES.replace("QWidget#window", "") + CONTROLS + VIEWS


def test_faint_is_never_the_colour_of_a_text_that_can_be_read() -> None:
    sheet = SURFACES + CONTROLS + VIEWS
    faint = re.findall(r"([^{}]+)\{[^}]*(?<![-\w])color: \$FAINT", sheet)
    assert faint
    assert all("disabled" in selector for selector in faint)


def test_a_high_contrast_system_keeps_its_colours(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    for token in " ".join(style._SYSTEM_COLOURS.values()).split():
        monkeypatch.setattr(theme, token, getattr(theme, token))
    system = QPalette()
    system.setColor(QPalette.ColorRole.Base, QColor("#000000"))
    system.setColor(QPalette.ColorRole.WindowText, QColor("#ffff00"))
    style.take_system_colours(system)
    assert theme.CARD == "#000000"
    assert theme.tone_colours("error")[0] == "#ffff00"
    assert "#ffff00" in style.sheet()


def test_the_look_can_be_put_on_and_shows_the_bundled_font(qapp: QApplication) -> None:
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    style.apply(qapp)
    try:
        assert qapp.font().family() == theme.FONT_FAMILY
        button = QPushButton("Nhận biểu mẫu")
        button.ensurePolished()
        assert button.sizeHint().height() >= theme.CONTROL_HEIGHT
        primary = cards.button("Nhận 1 đơn vị", list, "primary")
        primary.ensurePolished()
        assert primary.sizeHint().height() == button.sizeHint().height()
    finally:
        qapp.setFont(before[0])
        qapp.setPalette(before[1])
        qapp.setStyleSheet(before[2])


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_is_drawn_as_sharp_as_the_screen(qapp: QApplication, ratio: float) -> None:
    drawn = icons.pixmap("home", theme.ICON_SIZE, ratio, theme.INK)
    assert drawn.width() == theme.ICON_SIZE * ratio
    image = drawn.toImage()
    inked = sum(
        image.pixelColor(x, y).alpha() > 128
        for x in range(image.width())
        for y in range(image.height())
    )
    assert inked > 40 * ratio


def test_every_icon_file_can_be_drawn(qapp: QApplication) -> None:
    import resources

    names = [it.stem for it in resources.path("icons").glob("*.svg")]
    assert len(names) > 30
    for name in names:
        box = icons.outline(name).boundingRect()
        assert not box.isEmpty(), name
        assert 0 <= box.left() <= box.right() <= icons.GRID, name
        assert 0 <= box.top() <= box.bottom() <= icons.GRID, name
