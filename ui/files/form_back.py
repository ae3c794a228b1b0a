"""What goes back to a unit whose form cannot be taken as it is: a message, a marked copy, a new form."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from models.collecting.inbox import Foreseen, Said
from models.collecting.intake import Preview
from models.collecting.registration import RegistrationPreview
from models.errors import AppError
from ui.pages.base import Button, Page
from ui.widgets.files import ask_save, open_folder
from ui.widgets.messages import guard

if TYPE_CHECKING:
    from exporters.forms.score.carry import Carried

_EARLIER = "form-earlier-table"
_SHOWN = 6


def is_earlier(preview: Preview) -> bool:
    """Whether the form was made by an earlier version of the table."""
    return any(it.code == _EARLIER for it in preview.problems)


def copy_message(page: Page, preview: Foreseen) -> None:
    """The message that tells the unit what to mend, on the clipboard."""
    from exporters.forms.score.message import message

    unit = preview.unit.name if preview.unit else ""
    words = message(_told(preview), unit, page.session.season.block.name)
    QGuiApplication.clipboard().setText(words)
    whom = f" gửi {unit}" if unit else ""
    page.tell(f"Đã chép lời nhắn{whom}. Dán vào Zalo hoặc thư.")


def save_mail(page: Page, preview: Foreseen, data: bytes) -> None:
    """The message as a file that a mail program opens ready to be sent, the marked copy attached."""
    target = ask_save(page, "Lưu thư gửi đơn vị", f"{_stem(preview)} - thu.eml", "mail")
    if target is None:
        return
    if target.suffix.lower() != ".eml":
        target = target.with_name(f"{target.name}.eml")
    from exporters.forms.mail import addresses_in, write_eml
    from exporters.forms.score.message import called, message

    season, unit = page.session.season, preview.unit
    name, contact = (unit.name, unit.contact) if unit else ("", "")
    words = message(_told(preview), name, season.block.name)
    whose = f" của {name}" if name else ""
    what = called(preview.reading)
    subject = f"{what[:1].upper()}{what[1:]} năm {season.year}{whose}: {_stands(preview)}"
    marked = _marked(preview, data) if preview.problems else None
    if guard(page, lambda: write_eml(target, subject, words, marked, contact)):
        bare = bool(preview.problems) and marked is None
        more = " Thư không kèm tệp vì tệp này không đánh dấu lỗi được." if bare else ""
        more += "" if addresses_in(contact) else " Ghi địa chỉ nhận trước khi gửi."
        page.tell(
            f"Đã lưu “{target.name}”, mở bằng Outlook rồi gửi.{more}", button=folder_button(target)
        )


def _stands(preview: Foreseen) -> str:
    """What the unit has to do, as the subject of a letter ends."""
    if any(it.severity == "error" for it in preview.problems):
        return "cần sửa"
    return "cần xem lại" if preview.problems else "đã nhận, không có lỗi"


def _marked(preview: Foreseen, data: bytes) -> tuple[str, bytes] | None:
    """The unit's file with its faults marked and the name it goes back under; None where it cannot be."""
    from exporters.forms.score.marked import marked_copy

    if not can_mark(preview):
        return None
    try:
        return f"{_stem(preview)} - can sua.xlsx", marked_copy(_told(preview), data)
    except AppError:
        return None


def mark_file(page: Page, preview: Foreseen, data: bytes) -> Path | None:
    """A copy of the unit's own file with every fault marked in its cell, ready to be sent back; where it was
    written, None where it was not."""
    target = ask_save(page, "Lưu tệp đánh dấu lỗi", f"{_stem(preview)} - can sua.xlsx", "excel")
    if target is None:
        return None
    from exporters.forms.score.marked import write_marked

    if not guard(page, lambda: write_marked(_told(preview), data, target)):
        return None
    page.tell(
        f"Đã lưu “{target.name}”, gửi lại đơn vị để sửa các ô tô màu.",
        button=folder_button(target),
    )
    return target


def carry_over(page: Page, preview: Preview, data: bytes) -> None:
    """The unit's form of an earlier version as one of the present version, with what still fits."""
    season, reading = page.session.season, preview.reading
    name = f"{_stem(preview)} - ban {season.table.version}.xlsx"
    target = ask_save(page, "Lưu biểu mẫu bản mới", name, "excel")
    if target is None:
        return
    from exporters.forms.score.carry import carry

    made: list[Carried] = []
    if not guard(page, lambda: made.append(carry(reading, data, season, target))):
        return
    left = made[0].left
    listed = ", ".join(left[:_SHOWN]) + (" …" if len(left) > _SHOWN else "")
    more = f" Đơn vị ghi lại {len(left)} tiêu chí đã đổi: {listed}." if left else ""
    words = f"Đã lưu “{target.name}”, giữ {made[0].filled} tiêu chí đã ghi.{more}"
    page.tell(words, button=folder_button(target))


def can_mark(preview: Foreseen) -> bool:
    """Whether it is a form with cells that were read, which can be marked."""
    if isinstance(preview, RegistrationPreview):
        reading = preview.reading
        return bool(reading.targets or reading.titles or any(it.cell for it in preview.problems))
    return bool(preview.reading.lines)


def _told(preview: Foreseen) -> Said:
    """The reading with all that is said of it, also what only the other files show."""
    return replace(preview.reading, problems=preview.problems)


def _stem(preview: Foreseen) -> str:
    """The name of the unit's own file without its ending; of a zip that of the file inside."""
    return Path(preview.reading.name.rpartition(" › ")[2]).stem


def folder_button(target: Path) -> Button:
    """A button that opens the folder a file was written to."""
    return "Mở thư mục", partial(open_folder, target.parent)
