"""Larger or smaller letters: fonts, rows and controls of the look in seven steps."""

from PySide6.QtWidgets import QApplication

from ui.look import style, theme

STEPS = (90, 100, 110, 120, 130, 140, 150)
"""Per cent."""
USUAL = 100

_FONTS = ("FONT_BASE", "FONT_SMALL", "FONT_SECTION", "FONT_TITLE")
_PIXELS = (
    *("ROW_HEIGHT", "ROW_HEIGHT_TWO", "ROW_DENSE", "ROW_DENSE_TWO", "CONTROL_HEIGHT"),
    *("PRIMARY_HEIGHT", "TOPBAR_HEIGHT", "STATUSBAR_HEIGHT", "SIDEBAR_WIDTH", "DRAWER_WIDTH"),
)
_AT_100 = {name: getattr(theme, name) for name in (*_FONTS, *_PIXELS)}


def apply(app: QApplication, percent: int) -> None:
    """Put the look on in this size. What was made before keeps the heights it has."""
    theme.ZOOM = percent / USUAL
    for name in _FONTS:
        setattr(theme, name, _AT_100[name] * theme.ZOOM)
    for name in _PIXELS:
        setattr(theme, name, theme.zoomed(_AT_100[name]))
    style.apply(app)


def next_step(percent: int, step: int) -> int:
    """One step larger (1), smaller (−1) or back to the usual size (0); at the end of the steps the same."""
    if step == 0 or percent not in STEPS:
        return USUAL
    return STEPS[min(max(STEPS.index(percent) + step, 0), len(STEPS) - 1)]


def kept(value: object) -> int:
    """What stands in the settings as a step, the usual one where it is none."""
    words = str(value)
    return int(words) if words.isdigit() and int(words) in STEPS else USUAL
