"""One field of a form: what it is, the input it is typed into, and what that says."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from models import points
from models.errors import Problem
from models.points import HUNDREDTH, ZERO
from ui.look import theme
from ui.widgets.choice import Choice
from ui.widgets.day_edit import DayEdit

Kind = Literal["text", "multiline", "points", "whole", "day", "yes_no", "choice"]

_FIGURE_WIDTH = 120
_WHOLE = re.compile(r"\d{1,6}")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `help` stands below it in small type; `step`, `lowest` and `highest` bound points,
    the last two also whole numbers.

    `choices` are (value, label) pairs; a stored value that is none of them stays as one more entry. A
    required field may not be left empty. `beside` is the sign between it and the field before, in whose row
    it stands then ("/": a share is typed as "2 / 3"). `year` is that of a day typed without one.
    """

    name: str
    label: str
    kind: Kind = "text"
    help: str = ""
    required: bool = False
    choices: Sequence[tuple[Any, str]] = ()
    placeholder: str = ""
    step: Decimal = HUNDREDTH
    lowest: Decimal | None = ZERO
    highest: Decimal | None = None
    beside: str = ""
    year: int | None = None


def share_fields(label: str, help: str, *, required: bool = False) -> tuple[Field, Field]:  # noqa: A002 - as of Field
    """A share in one row, "2 / 3", exact: its numerator and its denominator."""
    one = Decimal(1)
    return (
        Field("numerator", label, "whole", required=required, lowest=one),
        Field("denominator", "Mẫu số", "whole", help, required, lowest=one, beside="/"),
    )


def make_input(field: Field, value: Any, changed: Callable[[], None]) -> QWidget:
    """The widget it is typed into, with the value it has now."""
    return _MAKERS[field.kind](field, value, changed)


def read(field: Field, made: Any) -> tuple[Any, str]:
    """What its input says, and what is wrong with that ("")."""
    if field.kind == "yes_no":
        return made.isChecked(), ""
    if field.kind == "choice":
        value = made.currentData()
        empty = value is None or value == ""
        return value, "Chọn một mục." if field.required and empty else ""
    if field.kind == "multiline":
        text = made.toPlainText().strip()
    else:
        text = made.text().strip()
    if not text:
        nothing = "" if field.kind in ("text", "multiline") else None
        return (
            nothing,
            f"Chưa ghi {field.label[:1].lower()}{field.label[1:]}." if field.required else "",
        )
    if field.kind == "day":
        return made.day, made.problem
    if field.kind == "whole":
        return _whole(field, text)
    if field.kind == "points":
        value = points.parse(text, step=field.step, lowest=field.lowest, highest=field.highest)
        return (None, f"{value.what} {value.advice}") if isinstance(value, Problem) else (value, "")
    return text, ""


def _whole(field: Field, text: str) -> tuple[int | None, str]:
    """A whole number inside the bounds of its field."""
    if not _WHOLE.fullmatch(text):
        return None, "Ghi số nguyên, ví dụ 3."
    value, lowest, highest = int(text), field.lowest or ZERO, field.highest
    if highest is not None and not lowest <= value <= highest:
        return None, f"Ghi số nguyên từ {lowest} đến {highest}."
    return (None, f"Ghi số nguyên từ {lowest} trở lên.") if value < lowest else (value, "")


def _line(field: Field, value: Any, changed: Callable[[], None]) -> QLineEdit:
    shown = points.show_short(value) if isinstance(value, Decimal) else str(value or "")
    made = QLineEdit(str(value) if field.kind == "whole" and value is not None else shown)
    made.setCursorPosition(0)  # of a long text the beginning is seen
    made.setPlaceholderText(field.placeholder)
    if field.kind in ("points", "whole"):
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setFixedWidth(theme.zoomed(_FIGURE_WIDTH))
    made.textChanged.connect(lambda _text: changed())
    return made


def _text(field: Field, value: Any, changed: Callable[[], None]) -> QPlainTextEdit:
    made = QPlainTextEdit(str(value or ""))
    made.setPlaceholderText(field.placeholder)
    made.setTabChangesFocus(True)
    made.setFixedHeight(theme.zoomed(80))
    made.textChanged.connect(changed)
    return made


def _day(field: Field, value: date | None, changed: Callable[[], None]) -> DayEdit:
    made = DayEdit(value, year=field.year)
    made.textChanged.connect(lambda _text: changed())
    return made


def _yes_no(field: Field, value: Any, changed: Callable[[], None]) -> QCheckBox:
    made = QCheckBox(field.label)
    made.setMinimumHeight(theme.CONTROL_HEIGHT - theme.SPACE_S)
    made.setChecked(bool(value))
    made.toggled.connect(lambda _on: changed())
    return made


def _choice(field: Field, value: Any, changed: Callable[[], None]) -> Choice:
    made = Choice()
    # A long title must not push the form out of its box; the list that opens shows it whole.
    made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setMinimumContentsLength(12)
    choices = list(field.choices)
    if value is not None and all(key != value for key, _ in choices):
        # What is on record is never turned into the first choice by looking at it.
        choices.append((value, f"{value} (đang ghi)" if value != "" else "Chưa chọn"))
    for key, text in choices:
        made.addItem(text, key)
    made.setCurrentIndex(next((i for i, (key, _) in enumerate(choices) if key == value), 0))
    made.currentIndexChanged.connect(lambda _place: changed())
    return made


_MAKERS: dict[Kind, Callable[[Field, Any, Callable[[], None]], QWidget]] = {
    "text": _line,
    "multiline": _text,
    "points": _line,
    "whole": _line,
    "day": _day,
    "yes_no": _yes_no,
    "choice": _choice,
}
