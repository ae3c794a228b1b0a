"""The look put on the application: fonts, palette and one style sheet, all made from ui.look.theme.

A high-contrast system theme keeps its own colours: the tokens take them over, and what the style
sheet would tint is left to the system.
"""

import re
from string import Template

from PySide6.QtCore import QDir, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

import resources
from ui.look import theme
from ui.look.style_sheet import CONTROLS, SURFACES, VIEWS

FONT_FILES = ("Regular", "Medium", "SemiBold", "Bold")
Role = QPalette.ColorRole
_HEIGHT = re.compile(r"(m(?:in|ax)-height: )(\d+)px")

_SYSTEM_COLOURS: dict[Role, str] = {
    Role.Window: "PAGE HOVER GROUP NEUTRAL_TINT ACTION_TINT DONE_TINT WARN_TINT ERROR_TINT GOLD_TINT",
    Role.Base: "CARD",
    Role.WindowText: "INK MUTED FAINT LINE ROW_LINE DONE WARN ERROR GOLD WARN_LINE ERROR_LINE GOLD_LINE",
    Role.Link: "ACTION ACTION_HOVER ACTION_LINE",
    Role.HighlightedText: "ON_ACTION",
}
"""In high contrast: the system's colour → the tokens that take it."""


def apply(app: QApplication) -> None:
    """Give `app` the program's fonts, palette and style sheet. Called once, before any window."""
    load_fonts()
    if high_contrast(app):
        take_system_colours(app.palette())
    else:
        # A dark theme of the system must not colour what we leave to it: the title bar, boxes for files.
        app.styleHints().setColorScheme(Qt.ColorScheme.Light)
        app.setPalette(palette())
    QDir.setSearchPaths("marks", [str(resources.path("icons"))])
    app.setStyleSheet(sheet())
    put_fonts(app)  # last: a new style sheet lets the system name its own again


def put_fonts(app: QApplication) -> None:
    """The program's type for everything. Windows names one of its own for these kinds of widgets, which would win
    over the application's, and names it anew with each change of its theme.
    """
    font = QFont(theme.FONT_FAMILY)
    font.setPointSizeF(theme.FONT_BASE)
    app.setFont(font)
    for kind in ("QAbstractItemView", "QHeaderView", "QMenu", "QMenuBar", "QMessageBox"):
        app.setFont(font, kind)  # type: ignore[arg-type]  # the stub says bytes, PySide wants text


def load_fonts() -> None:
    """Make the bundled IBM Plex Sans known; it has every Vietnamese letter and even figures."""
    if theme.FONT_FAMILY in QFontDatabase.applicationFontFamilies(0):
        return
    for weight in FONT_FILES:
        QFontDatabase.addApplicationFont(str(resources.path(f"fonts/IBMPlexSans-{weight}.ttf")))


def high_contrast(app: QApplication) -> bool:
    """Whether the system asks for strong contrast; then its colours are kept."""
    hints = app.styleHints()  # held: what accessibility() gives belongs to it
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def take_system_colours(system: QPalette) -> None:
    """Put the system's colours in the place of the tokens, so that painted cells follow as well."""
    for role, tokens in _SYSTEM_COLOURS.items():
        for token in tokens.split():
            setattr(theme, token, system.color(role).name())


def palette() -> QPalette:
    """The palette made from the tokens; it colours what the style sheet does not name."""
    made = QPalette()
    for role, colour in {
        Role.Window: theme.PAGE,
        Role.WindowText: theme.INK,
        Role.Base: theme.CARD,
        Role.AlternateBase: theme.HOVER,
        Role.Text: theme.INK,
        Role.PlaceholderText: theme.MUTED,
        Role.Button: theme.CARD,
        Role.ButtonText: theme.INK,
        Role.Highlight: theme.ACTION,
        Role.HighlightedText: theme.ON_ACTION,
        Role.Accent: theme.ACTION,
        Role.Link: theme.ACTION,
        Role.LinkVisited: theme.ACTION,
        Role.ToolTipBase: theme.CARD,
        Role.ToolTipText: theme.INK,
        Role.Mid: theme.LINE,
        Role.Light: theme.CARD,
        Role.Midlight: theme.LINE,
        Role.Dark: theme.FAINT,
    }.items():
        made.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.FAINT))
    # A chosen row keeps its colour when another window is in front.
    made.setColor(QPalette.ColorGroup.Inactive, Role.Highlight, QColor(theme.ACTION))
    return made


def sheet() -> str:
    """The style sheet with the tokens filled in."""
    tokens = {
        name: str(value)
        for name, value in vars(theme).items()
        if name.isupper() and isinstance(value, str | int | float)
    }
    return _HEIGHT.sub(_zoomed, Template(SURFACES + CONTROLS + VIEWS).substitute(tokens))


def _zoomed(height: re.Match[str]) -> str:
    return f"{height[1]}{theme.zoomed(int(height[2]))}px"
