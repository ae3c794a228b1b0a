"""The forms of closing a result and of opening it again: fields, words, what is asked twice."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from models.meeting_day.closing import CheckItem, closing_fault
from models.season import Season
from ui.widgets.forms import Field, FormDialog

_WHY = "open:"
OPEN_REASON = "Lý do để mở: "
"""Where in the reason of a version the open points begin (`ui.words.closing_words.accounted`)."""


def closing_form(
    season: Season,
    left: Sequence[CheckItem],
    today: date,
    reason: str = "",
    parent: QWidget | None = None,
) -> FormDialog:
    """Day and document; the reason of a corrigendum; for every open point why it stays open."""
    number = len(season.closings)
    fields = [Field("day", "Ngày chốt", "day", required=True)]
    fields.append(
        Field(
            "document",
            "Văn bản",
            placeholder="Biên bản 07/BB-KTĐ" if not number else "Công văn 12/CV-KTĐ",
            help="Văn bản ghi nhận kết quả; in trong bản đính chính." if number else "",
        )
    )
    if number:
        fields.append(Field("reason", "Lý do đính chính", "multiline", required=True))
    fields += [
        Field(
            f"{_WHY}{it.code}",
            f"{OPEN_REASON}{it.title[:1].lower()}{it.title[1:]}",
            required=True,
            help=it.sentence,
        )
        for it in left
    ]

    def check(values: dict[str, Any]) -> dict[str, str]:
        fault = closing_fault(season, values["day"], today)
        return {"day": fault} if fault else {}

    return FormDialog(
        f"Chốt bản đính chính {number:02}" if number else f"Chốt kết quả năm {season.year}",
        fields,
        {"day": _day(season, today), "reason": reason, **_said_before(season, left)},
        ok_text="Chốt kết quả",
        intro=_intro(season, left),
        parent=parent,
        check=check,
    )


def _intro(season: Season, left: Sequence[CheckItem]) -> str:
    words = (
        "Kết quả giữ nguyên từ lúc chốt. Muốn sửa phải mở một lần đính chính có lý do; bản này vẫn còn. "
        f"Văn bản in ra mang mã của bản {len(season.closings):02}."
    )
    if season.meeting.is_rehearsal:
        words += " Đây là bản tập dượt: văn bản mang dòng TẬP DƯỢT."
    return f"{words} Ghi vì sao từng việc còn mở vẫn chốt được." if left else words


def _day(season: Season, today: date) -> date:
    """The day of the meeting where it is over: a result is usually closed there, and written down later. A
    corrigendum is made today."""
    held = season.plan.meeting
    return held if held is not None and held <= today and not season.closings else today


def _said_before(season: Season, left: Sequence[CheckItem]) -> dict[str, str]:
    """Why the points that are still open were left open in the version before, as `accounted` wrote it."""
    told = season.closings[-1].left_open if season.closings else ""
    found = {}
    for it in left:
        _, named, rest = told.partition(f"{it.title} (")
        if named:
            # The why may hold brackets of its own: it ends where the next point begins, or the reason.
            why = re.split(r"\)(?:; |$)", rest, maxsplit=1)[0]
            found[f"{_WHY}{it.code}"] = why
    return found


def whys(left: Sequence[CheckItem], values: dict[str, Any]) -> dict[str, str]:
    """Title of an open point → why it may stay open, as it was typed."""
    return {it.title: str(values[f"{_WHY}{it.code}"]) for it in left}


def opening_form(season: Season, parent: QWidget | None = None) -> FormDialog:
    """Why a closed result is opened; nothing is opened without a reason."""
    number = len(season.closings)
    return FormDialog(
        f"Mở đính chính {number:02}",
        (Field("reason", "Lý do", "multiline", required=True),),
        ok_text="Mở đính chính",
        intro=f"Bản chốt số {number - 1:02} vẫn giữ nguyên và xem lại được. Kết quả trở lại chưa chính "
        f"thức cho đến khi chốt bản {number:02}.",
        parent=parent,
    )
