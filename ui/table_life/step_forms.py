"""Asking for what a step of the table's life needs: numbers and days of its papers."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from models.errors import AppError
from models.rulepack import RulePack
from models.table import ScoringTable
from models.tables import steps
from models.tables.steps import Step
from ui.widgets.forms import Field, FormDialog

_SEND = (
    Field("number", "Số công văn", required=True, placeholder="12/CV-KTĐ"),
    Field("day", "Ngày gửi", "day", required=True),
)
_ANSWER = (
    Field("number", "Số công văn trả lời", required=True, placeholder="345/SNV-TĐKT"),
    Field("day", "Ngày trả lời", "day", required=True),
    Field("opinion", "Nội dung", "multiline", help="Ghi gọn ý kiến, để xem lại khi sửa bảng."),
)
_ISSUE = (
    Field("number", "Số văn bản", required=True, placeholder="05/KH-KTĐ"),
    Field("day", "Ngày ban hành", "day", required=True),
)


def ask_step(
    parent: QWidget, step: Step, table: ScoringTable, pack: RulePack
) -> ScoringTable | None:
    """The table after the step, None when the clerk left the form.

    What the step objects to stands below the day, the one field that can be wrong by itself.
    """
    if step == "lock":
        return steps.lock(table)
    if step == "new_version":
        return steps.new_version(table)
    title, fields, values, ok, intro = _form(step, table, pack)
    made: list[ScoringTable] = []

    def check(given: Mapping[str, Any]) -> dict[str, str]:
        try:
            made[:] = [_take(step, table, pack, given)]
        except AppError as error:
            return {"day": str(error)}
        return {}

    dialog = FormDialog(title, fields, values, check, ok, intro, parent)
    return made[0] if dialog.ask() is not None else None


def _take(
    step: Step, table: ScoringTable, pack: RulePack, given: Mapping[str, Any]
) -> ScoringTable:
    number, day = given["number"], given["day"]
    if step == "send":
        return steps.send(table, number, day)
    if step == "answer":
        return steps.answer(table, number, day, given["opinion"])
    return steps.issue(table, pack, number, day)


def _form(
    step: Step, table: ScoringTable, pack: RulePack
) -> tuple[str, tuple[Field, ...], dict[str, Any], str, str]:
    """Title, fields, first values, the verb, and what the step does."""
    life = table.life
    if step == "send":
        errors = len(steps.errors(table, pack))
        left = f" Bảng còn {errors} lỗi, phải sửa trước khi ban hành." if errors else ""
        return (
            "Gửi xin ý kiến",
            _SEND,
            {"number": life.letter, "day": life.sent},
            "Ghi đã gửi",
            f"Công văn gửi dự thảo bảng chấm điểm tới {pack.board_name}.{left}",
        )
    if step == "answer":
        values = {"number": life.answer, "day": life.answered, "opinion": life.opinion}
        intro = f"Văn bản trả lời của {pack.board_name} cho công văn {life.letter}."
        return "Trả lời xin ý kiến", _ANSWER, values, "Ghi trả lời", intro
    unasked = " Bảng này chưa qua bước xin ý kiến." if not life.letter else ""
    intro = (
        f"Văn bản ban hành bảng chấm điểm bản {table.version}.{unasked}"
        " Sau khi ban hành, muốn sửa bảng thì lập bản mới."
    )
    return "Ban hành bảng chấm điểm", _ISSUE, {}, "Ban hành", intro


DONE: dict[Step, tuple[str, Callable[[ScoringTable], str]]] = {
    "send": ("gửi bảng xin ý kiến", lambda it: f"Đã ghi công văn {it.life.letter}."),
    "answer": ("ghi trả lời xin ý kiến", lambda it: f"Đã ghi trả lời {it.life.answer}."),
    "issue": (
        "ban hành bảng chấm điểm",
        lambda it: f"Đã ban hành bảng chấm điểm bản {it.version}. Tiếp theo: xuất biểu mẫu.",
    ),
    "lock": ("khóa bảng chấm điểm", lambda it: f"Đã khóa bảng chấm điểm bản {it.version}."),
    "new_version": (
        "lập bản mới của bảng",
        lambda it: f"Đã lập bản {it.version}, đang là dự thảo. Bản {it.version - 1} được giữ lại.",
    ),
}
"""Step → what the act is called in undo and history, and what is said afterwards."""
