"""What the program can do, as data: menus, shortcuts, the command palette and the pages' buttons all
speak of an act by its id."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ui.frame.page_list import PageSpec

Needs = Literal["always", "file", "writable"]
Group = Literal["file", "work", "edit", "page", "program"]


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One act. `needs`: when it can be done; `words`: what else the clerk may call it when searching."""

    id: str
    text: str
    shortcut: str = ""
    icon: str = ""
    needs: Needs = "always"
    group: Group = "program"
    words: str = ""


class Entry(NamedTuple):
    """One thing the palette finds: its words, the small word at the right, its icon, what it does."""

    text: str
    hint: str
    icon: str
    run: Callable[[], object]
    words: str = ""


ACTIONS = (
    ActionSpec("new", "Tạo sổ mới…", "Ctrl+N", "plus", "always", "file", "khối mới năm mới"),
    ActionSpec("open", "Mở sổ…", "Ctrl+O", "open", "always", "file", "tệp khoi"),
    ActionSpec("sample", "Xem sổ mẫu", "", "rules", "always", "file", "dữ liệu minh hoạ thử"),
    ActionSpec(
        "continue-setup", "Lập sổ tiếp…", "", "edit", "writable", "file", "thiết lập khối quy tắc"
    ),
    ActionSpec(
        "edit-table", "Sửa bảng chấm điểm…", "", "table", "writable", "page", "dán bảng tiêu chí"
    ),
    ActionSpec(
        "backup", "Sao lưu ra USB…", "Ctrl+B", "backup", "file", "file", "chép bản dự phòng"
    ),
    ActionSpec("close", "Đóng sổ", "Ctrl+W", "cross", "file", "file"),
    ActionSpec(
        "import-forms",
        "Nhận biểu mẫu…",
        "Ctrl+I",
        "import",
        "writable",
        "work",
        "nhập excel tự chấm hộp thư đến",
    ),
    ActionSpec(
        "watch-folder",
        "Thư mục theo dõi…",
        "",
        "folder",
        "writable",
        "work",
        "tự nhận tệp mới zalo tải về",
    ),
    ActionSpec(
        "forms-out", "Xuất biểu mẫu cho đơn vị…", "Ctrl+E", "export", "file", "work", "gửi excel"
    ),
    ActionSpec(
        "export-papers",
        "Xuất văn bản…",
        "Ctrl+P",
        "print",
        "file",
        "work",
        "in word pdf biên bản báo cáo",
    ),
    ActionSpec(
        "hall", "Mở màn chiếu", "F5", "meeting", "file", "work", "trình chiếu máy chiếu hội trường"
    ),
    ActionSpec("undo", "Hoàn tác", "Ctrl+Z", "undo", "writable", "edit"),
    ActionSpec("redo", "Làm lại", "Ctrl+Y", "redo", "writable", "edit"),
    ActionSpec("palette", "Tìm, hoặc làm gì?", "Ctrl+K", "search", "always", "program", "lệnh"),
    ActionSpec("help", "Hướng dẫn trang này", "F1", "help", "always", "program", "trợ giúp"),
    ActionSpec(
        "selftest",
        "Tự kiểm tra…",
        "",
        "check",
        "always",
        "program",
        "phông máy chiếu sao lưu ổ mạng onedrive hỗ trợ lỗi",
    ),
    ActionSpec(
        "update",
        "Cập nhật từ tệp…",
        "",
        "import",
        "always",
        "program",
        "nâng cấp phiên bản mới bộ cài usb bộ quy tắc",
    ),
    ActionSpec("news", "Có gì mới", "", "flag", "always", "program", "thay đổi phiên bản"),
        "help-story",
        "Năm đầu tiên: từng việc",
        "",
        "calendar",
        "always",
        "program",
        "hướng dẫn bắt đầu từ đâu trợ giúp",
    ),
    ActionSpec(
        "help-trouble", "Khi có trục trặc", "", "warning", "always", "program", "lỗi báo trợ giúp"
    ),
    ActionSpec(
        "manual", "Mở sổ tay", "", "documents", "always", "program", "hướng dẫn sử dụng pdf in"
    ),
    ActionSpec(
        "meeting-card",
        "In thẻ ngày hội nghị…",
        "",
        "print",
        "always",
        "program",
        "hướng dẫn phím máy chiếu",
    ),
    ActionSpec(
        "unit-sheet",
        "In hướng dẫn cho đơn vị…",
        "",
        "print",
        "always",
        "program",
        "điền biểu mẫu tự chấm",
    ),
    ActionSpec("about", "Giới thiệu chương trình", "", "info", "always", "program", "phiên bản"),
    ActionSpec("quit", "Thoát", "Ctrl+Q", "exit", "always", "program"),
)

MENU_OF_BLOCK = (
    "new",
    "open",
    "recent",
    "sample",
    "",
    "continue-setup",
    "edit-table",
    "backup",
    "close",
    "",
    "helps",
    "about",
    "quit",
)
"""The menu under the block's name: ids of acts, "recent" for the recent files, "helps" for the help, "" for a line."""

MENU_OF_HELP = (
    *("help", "help-story", "help-trouble", "manual", ""),
    *("meeting-card", "unit-sheet", ""),
    *("selftest", "update", "news"),
)
"""The menu of the help below it, in the same way."""


def page_actions(pages: Sequence[PageSpec]) -> tuple[ActionSpec, ...]:
    """Going to a page is an act as well: "page:scores", by Alt and the page's number (0: the tenth)."""
    return tuple(
        ActionSpec(
            f"page:{page.key}", page.title, f"Alt+{number % 10}", page.icon, "file", "page", "trang"
        )
        for number, page in enumerate((it for it in pages if it.in_side_bar), 1)
    )


def possible(spec: ActionSpec, *, is_open: bool, writable: bool) -> bool:
    """Whether the act can be done now."""
    return {"always": True, "file": is_open, "writable": is_open and writable}[spec.needs]
