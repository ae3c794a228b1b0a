"""What a column of a record table is: a title and functions from the record to what the cell shows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import Qt

from ui.look import theme
from ui.widgets.cards import Shape, Tone

Align = Literal["left", "right", "center"]
RowStyle = Literal["normal", "muted", "group"]
Record = Any

RECORD = Qt.ItemDataRole.UserRole
COLUMN = Qt.ItemDataRole.UserRole + 1
ROW_STYLE = Qt.ItemDataRole.UserRole + 2
_NARROWEST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class _Options:
    """What most columns leave as it is; see `Column`."""

    align: Align = "left"
    width: int = 120
    stretch: int = 0
    key: Callable[[Record], Any] | None = None
    second: Callable[[Record], str] | None = None
    tone: Callable[[Record], Tone] | None = None
    bold: bool | Callable[[Record], bool] = False
    small: bool = False
    middle: bool = False
    wrap: bool = False
    badge: bool = False
    mark: Callable[[Record], tuple[Shape, Tone]] | None = None
    link: Callable[[Record], object] | None = None
    checked: Callable[[Record], bool | None] | None = None
    toggle: Callable[[Record, bool], object] | None = None
    tooltip: Callable[[Record], str] | None = None


@dataclass(frozen=True, slots=True)
class Column(_Options):
    """One column. `text` is what the cell says, also when it is copied or read aloud.

    `width` in pixels at 100 %; the columns with `stretch` share by their shares the room that is left, and that
    which is wanting (`shared_widths`). `key` makes the column sortable (None values come last, texts sort
    by the Vietnamese alphabet). `second`: a muted line below. `tone`: colour of the text, or of the
    badge with `badge`. `middle`: too long a text loses its middle, not its end (names that begin
    alike). `wrap`: it goes on in a second line. `mark` draws a state dot in place of the text. `link` is called with the
    record on a click. `checked` draws a check box (None: cannot be pressed), `toggle` is told.
    """

    title: str = ""
    text: Callable[[Record], str] = lambda _record: ""


def shared_widths(columns: Sequence[Column], room: int) -> list[int]:
    """How wide each column is, in pixels, where `room` is there for all of them.

    Where large letters leave too little, the columns with `stretch` give up to half of their own width, so that
    a name stays one; what then is wanting all give alike, so that none lies outside.
    """
    widths = [theme.zoomed(it.width) for it in columns]
    shares, spare = sum(it.stretch for it in columns), room - sum(widths)
    if shares:
        widths = [
            max(width + spare * it.stretch // shares, width // 2)
            for it, width in zip(columns, widths, strict=True)
        ]
    wanted = sum(widths)
    if wanted > room:
        widths = [width * room // wanted for width in widths]
    return [max(width, _NARROWEST) for width in widths]
