"""Checks of reminders: can a notice appear, does the entry of the PC's start fit what is switched on. No Qt."""

import sys

from ui.reminders import memory, startup
from ui.selftest.task import Found, Task, doubtful, good, name_of

_LOOK = (
    "Mở trang Lịch và hạn mỗi sáng để xem việc đến hạn, hoặc nhờ bật thông báo cho chương trình."
)


def notification(_task: Task) -> Found:
    """Whether the desktop takes notices; none is shown."""
    try:
        possible = _can_show()
    except OSError as error:
        return doubtful("Máy này chưa hiện được thông báo nhắc việc.", _LOOK, name_of(error))
    if not possible:
        return doubtful("Thông báo đang tắt trong cài đặt của máy.", _LOOK)
    return good("Máy hiện được thông báo nhắc việc.")


def _can_show() -> bool:
    if sys.platform == "win32":
        from ui.reminders import windows_notice

        return windows_notice.possible()
    from ui.reminders import linux_notice

    return linux_notice.possible()


def start(task: Task) -> Found:
    """The entry of the PC's start against the books whose reminders are switched on."""
    try:
        books = memory.read(task.settings).books
    except ValueError:
        return doubtful(
            "Thiết lập nhắc việc không đọc được, nên không sổ nào được nhắc.",
            "Bật lại nhắc việc cho từng sổ ở trang Lịch và hạn.",
        )
    entry = startup.state()
    if entry == "elsewhere":
        return doubtful(
            "Mục khởi động cùng máy chỉ tới chỗ cũ của chương trình.",
            "Mở cửa sổ chương trình từ chỗ mới một lần: mục này tự được sửa.",
        )
    if books and entry == "none":
        return doubtful(
            f"Nhắc việc đang bật cho {len(books)} sổ, nhưng chương trình không khởi động cùng máy.",
            "Mở sổ, vào trang Lịch và hạn, tắt rồi bật lại nhắc việc.",
        )
    if books:
        return good(f"Nhắc việc bật cho {len(books)} sổ và khởi động cùng máy.")
    return good("Nhắc việc chưa bật cho sổ nào.")
