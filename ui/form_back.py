"""What goes back to a unit whose form cannot be taken as it is: a message, a marked copy, a new form."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from models.intake import FormReading, Preview
from ui.pages.base import Button, Page
from ui.widgets.files import ask_save, open_folder
from ui.widgets.messages import guard

if TYPE_CHECKING:
    from exporters.score_form_carry import Carried

_EARLIER = "form-earlier-table"
_SHOWN = 6


def is_earlier(preview: Preview) -> bool:
    """Whether the form was made by an earlier version of the table."""
    return any(it.code == _EARLIER for it in preview.problems)


def copy_message(page: Page, preview: Preview) -> None:
    """The message that tells the unit what to mend, on the clipboard."""
    from exporters.score_form_return import message

    unit = preview.unit.name if preview.unit else ""
    words = message(_told(preview), unit, page.session.season.block.name)
    QGuiApplication.clipboard().setText(words)
    whom = f" gửi {unit}" if unit else ""
    page.tell(f"Đã chép lời nhắn{whom}. Dán vào Zalo hoặc thư.")


def mark_file(page: Page, preview: Preview) -> None:
    """A copy of the unit's own file with every fault marked in its cell, ready to be sent back."""
    target = ask_save(page, "Lưu tệp đánh dấu lỗi", f"{_stem(preview)} - can sua.xlsx", "excel")
    if target is None:
        return
    from exporters import score_form
    from exporters.score_form_return import write_marked

    reading = _told(preview)
    if guard(page, lambda: write_marked(reading, score_form.original(reading), target)):
        page.tell(
            f"Đã lưu “{target.name}”, gửi lại đơn vị để sửa các ô tô màu.", button=_folder(target)
        )


def carry_over(page: Page, preview: Preview) -> None:
    """The unit's form of an earlier version as one of the present version, with what still fits."""
    season, reading = page.session.season, preview.reading
    name = f"{_stem(preview)} - ban {season.table.version}.xlsx"
    target = ask_save(page, "Lưu biểu mẫu bản mới", name, "excel")
    if target is None:
        return
    from exporters.score_form_carry import carry

    made: list[Carried] = []
    if not guard(page, lambda: made.append(carry(reading, season, target))):
        return
    left = made[0].left
    listed = ", ".join(left[:_SHOWN]) + (" …" if len(left) > _SHOWN else "")
    more = f" Đơn vị ghi lại {len(left)} tiêu chí đã đổi: {listed}." if left else ""
    words = f"Đã lưu “{target.name}”, giữ {made[0].filled} tiêu chí đã ghi.{more}"
    page.tell(words, button=_folder(target))


def _told(preview: Preview) -> FormReading:
    """The reading with all that is said of it, also what only the other files show."""
    return replace(preview.reading, problems=preview.problems)


def _stem(preview: Preview) -> str:
    """The name of the unit's own file without its ending; of a zip that of the file inside."""
    return Path(preview.reading.name.rpartition(" › ")[2]).stem


def _folder(target: Path) -> Button:
    return "Mở thư mục", partial(open_folder, target.parent)
