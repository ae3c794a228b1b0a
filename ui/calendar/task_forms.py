"""What is asked when a thing to do is done, put off or left: small forms, each giving a `Mark`."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from models.dates.board import Entry
from models.year_plan import Mark
from ui.widgets.forms import Field, FormDialog

Ask = Callable[[FormDialog], dict[str, Any] | None]


def ask_done(entry: Entry, today: date, ask: Ask, parent: QWidget | None = None) -> Mark | None:
    """When it was done and what came of it; None when the form was left."""
    mark = entry.mark if entry.mark and entry.mark.state == "done" else None

    def check(values: Mapping[str, Any]) -> dict[str, str]:
        later = values["day"] is not None and values["day"] > today
        return {"day": "Ngày xong không thể sau hôm nay."} if later else {}

    fields = (
        Field("day", "Ngày xong", "day", required=True),
        Field("result", "Kết quả", "multiline", "Ghi ngắn, in ở cột kết quả của kế hoạch."),
        Field("file", "Văn bản", help="Số, ký hiệu hoặc tên tệp của văn bản đã làm."),
    )
    values: dict[str, Any] = {
        "day": mark.day if mark else entry.sent.sent if entry.sent else today,
        "result": mark.result if mark else "",
        "file": mark.file if mark else "",
    }
    given = _asked("Ghi đã xong", entry, fields, values, check, ask, parent)
    if given is None:
        return None
    return Mark(entry.task.key, "done", given["day"], result=given["result"], file=given["file"])


def ask_snoozed(entry: Entry, today: date, ask: Ask, parent: QWidget | None = None) -> Mark | None:
    """Until when not to remind, and why."""

    def check(values: Mapping[str, Any]) -> dict[str, str]:
        early = values["day"] is not None and values["day"] <= today
        return {"day": "Chọn ngày sau hôm nay."} if early else {}

    fields = (
        Field("day", "Nhắc lại ngày", "day", required=True, year=today.year),
        Field("reason", "Lý do", required=True),
    )
    mark = entry.mark if entry.mark and entry.mark.state == "snoozed" else None
    values = {"day": mark.day if mark else None, "reason": mark.reason if mark else ""}
    given = _asked("Tạm gác", entry, fields, values, check, ask, parent)
    return given and Mark(entry.task.key, "snoozed", given["day"], given["reason"])


def ask_waived(entry: Entry, today: date, ask: Ask, parent: QWidget | None = None) -> Mark | None:
    """Why it is not done this year."""
    fields = (Field("reason", "Lý do không làm", required=True),)
    given = _asked("Không làm việc này", entry, fields, {}, None, ask, parent)
    return given and Mark(entry.task.key, "waived", today, given["reason"])


def _asked(
    heading: str,
    entry: Entry,
    fields: tuple[Field, ...],
    values: Mapping[str, Any],
    check: Callable[[Mapping[str, Any]], dict[str, str]] | None,
    ask: Ask,
    parent: QWidget | None,
) -> Any:
    box = FormDialog(heading, fields, values, check=check, intro=entry.task.title, parent=parent)
    given = ask(box)
    box.deleteLater()
    return given
