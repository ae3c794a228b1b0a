"""The look as tokens: every colour, space and size of the window, once. Palette and style sheet are
made from these; no other file names a colour.

Read them as `theme.INK` when painting: a high-contrast system theme puts its own colours in their
place (`ui.look.style`).
"""

INK = "#1A1F26"
MUTED = "#55606E"
FAINT = "#7A8594"  # outlines of things to press, marks without text; never text
LINE = "#DBE1E8"
ROW_LINE = "#E9EDF2"
PAGE = "#F5F7FA"
CARD = "#FFFFFF"
HOVER = "#F1F5F8"
ACTION = "#0B5CAD"
ACTION_HOVER = "#094B8E"
ACTION_TINT = "#E7F0FA"
ACTION_LINE = "#A9C9EA"
ON_ACTION = "#FFFFFF"
DONE = "#1B7A43"
DONE_TINT = "#E6F4EA"
WARN = "#9A6200"
WARN_TINT = "#FFF4DC"
WARN_LINE = "#E3C27A"
ERROR = "#B3261E"
ERROR_TINT = "#FDECEA"
ERROR_LINE = "#E6B0AB"
GOLD = "#8A5F00"
GOLD_TINT = "#FFF6DD"
GOLD_LINE = "#DFA426"
GROUP = "#F1F5F8"
NEUTRAL_TINT = "#EDF1F5"
BAR_SECTIONS = ("#2F72B8", "#6CA3D9", "#A9C9EA", "#CFE0F2")
BAR_BONUS = "#7DBB93"
BAR_DEDUCTION = "#C98F85"
TRACK_DONE = "#9CC3E6"

HALL = {
    "light": {
        "GROUND": "#FFFFFF",
        "INK": "#1A1F26",
        "MUTED": "#55606E",
        "LINE": "#DBE1E8",
        "NOW": "#E7F0FA",
        "ACTION": "#0B5CAD",
        "DONE": "#1B7A43",
        "WARN": "#8A5A00",
        "ERROR": "#B3261E",
        "FLAG": "#FFF5DF",
        "FLAG_LINE": "#DFA426",
        "GOLD": "#8A5F00",
    },
    "dark": {
        "GROUND": "#10161D",
        "INK": "#F4F7FA",
        "MUTED": "#AEB9C5",
        "LINE": "#2C3743",
        "NOW": "#16324F",
        "ACTION": "#86BDF2",
        "DONE": "#7FCF9C",
        "WARN": "#F2BC57",
        "ERROR": "#FF9088",
        "FLAG": "#3A2F12",
        "FLAG_LINE": "#DFA426",
        "GOLD": "#F3CB6B",
    },
}
"""The hall's own tokens, by look: lights are on in meeting rooms, so light unless the clerk chooses dark."""

HALL_READ_ON = {
    "INK": ("GROUND", "NOW", "FLAG"),
    "MUTED": ("GROUND", "NOW", "FLAG"),
    "ACTION": ("GROUND", "NOW"),
    "DONE": ("GROUND",),
    "WARN": ("GROUND",),
    "ERROR": ("GROUND",),
    "GOLD": ("GROUND", "FLAG"),
}
"""Which text stands on which ground in the hall."""

TONES = {
    "action": ("ACTION", "ACTION_TINT"),
    "done": ("DONE", "DONE_TINT"),
    "warn": ("WARN", "WARN_TINT"),
    "error": ("ERROR", "ERROR_TINT"),
    "gold": ("GOLD", "GOLD_TINT"),
    "muted": ("MUTED", "NEUTRAL_TINT"),
    "plain": ("INK", "CARD"),
}
"""Tone of a badge or a cell → the tokens of its text and of its ground."""

READ_ON = {
    "INK": ("PAGE", "CARD", "HOVER", "GROUP", "ACTION_TINT", "WARN_TINT", "ERROR_TINT"),
    "MUTED": ("PAGE", "CARD", "HOVER", "GROUP", "ACTION_TINT", "NEUTRAL_TINT"),
    "ACTION": (
        "PAGE",
        "CARD",
        "HOVER",
        "GROUP",
        "ACTION_TINT",
        "DONE_TINT",
        "WARN_TINT",
        "ERROR_TINT",
    ),
    "ACTION_HOVER": ("PAGE", "CARD", "HOVER", "ACTION_TINT"),
    "ON_ACTION": ("ACTION", "ACTION_HOVER", "ERROR"),
    "DONE": ("PAGE", "CARD", "DONE_TINT"),
    "WARN": ("PAGE", "CARD", "WARN_TINT"),
    "ERROR": ("PAGE", "CARD", "ERROR_TINT"),
    "GOLD": ("PAGE", "CARD", "GOLD_TINT"),
}
"""Which text stands on which ground; a test keeps every pair at 4.5 : 1 or better."""

SPACE_XS = 4
SPACE_S = 8
SPACE_SM = 12
SPACE_M = 16
SPACE_L = 24
SPACE_XL = 32

ROW_HEIGHT = 34
ROW_HEIGHT_TWO = 46
ROW_DENSE, ROW_DENSE_TWO = 27, 38  # of a table that is read while people talk: more of it in sight
CONTROL_HEIGHT = 34
PRIMARY_HEIGHT = 38
RADIUS = 8
RADIUS_CONTROL = 6
ICON_SIZE = 18
TOPBAR_HEIGHT = 48
STATUSBAR_HEIGHT = 28
SIDEBAR_WIDTH = 200
DRAWER_WIDTH = 360
MINIMUM_SIZE = (1180, 680)
LEAST_PAGE = (970, 600)  # what the frame leaves of it to a page

ZOOM = 1.0
"""How large letters are against 100 %; `ui.look.zoom` changes it together with the sizes above and below."""

FONT_FAMILY = "IBM Plex Sans"
FONT_BASE = 10.5
FONT_SMALL = 9.5
FONT_SECTION = 11.5
FONT_TITLE = 18.0


def zoomed(pixels: int) -> int:
    """So many pixels at 100 %, as many as they are now: for what is as wide or high as the words in it."""
    return round(pixels * ZOOM)


def tone_colours(tone: str) -> tuple[str, str]:
    """Text and ground of a tone, as they are now."""
    text, ground = TONES[tone]
    return globals()[text], globals()[ground]
