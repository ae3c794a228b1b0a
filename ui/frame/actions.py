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
    ActionSpec(
        "new", "Tạo sổ mới…", shortcut="Ctrl+N", icon="plus", group="file", words="khối mới năm mới"
    ),
    ActionSpec("open", "Mở sổ…", shortcut="Ctrl+O", icon="open", group="file", words="tệp khoi"),
    ActionSpec("sample", "Xem sổ mẫu", icon="rules", group="file", words="dữ liệu minh hoạ thử"),
    ActionSpec(
        "continue-setup",
        "Lập sổ tiếp…",
        icon="edit",
        needs="writable",
        group="file",
        words="thiết lập khối quy tắc",
    ),
    ActionSpec(
        "edit-table",
        "Sửa bảng chấm điểm…",
        icon="table",
        needs="writable",
        group="page",
        words="dán bảng tiêu chí",
    ),
    ActionSpec(
        "pack-file",
        "Lấy bộ quy tắc từ tệp…",
        icon="rules",
        needs="writable",
        group="page",
        words="nhận quy định usb chữ ký json",
    ),
    ActionSpec(
        "backup",
        "Sao lưu ra USB…",
        shortcut="Ctrl+B",
        icon="backup",
        needs="file",
        group="file",
        words="chép bản dự phòng",
    ),
    ActionSpec("close", "Đóng sổ", shortcut="Ctrl+W", icon="cross", needs="file", group="file"),
    ActionSpec(
        "import-forms",
        "Nhận biểu mẫu…",
        shortcut="Ctrl+I",
        icon="import",
        needs="writable",
        group="work",
        words="nhập excel tự chấm hộp thư đến",
    ),
    ActionSpec(
        "watch-folder",
        "Thư mục theo dõi…",
        icon="folder",
        needs="writable",
        group="work",
        words="tự nhận tệp mới zalo tải về",
    ),
    ActionSpec(
        "forms-out",
        "Xuất biểu mẫu cho đơn vị…",
        shortcut="Ctrl+E",
        icon="export",
        needs="file",
        group="work",
        words="gửi excel",
    ),
    ActionSpec(
        "export-papers",
        "Xuất văn bản…",
        shortcut="Ctrl+P",
        icon="print",
        needs="file",
        group="work",
        words="in word pdf biên bản báo cáo",
    ),
    ActionSpec(
        "hall",
        "Mở màn chiếu",
        shortcut="F5",
        icon="meeting",
        needs="file",
        group="work",
        words="trình chiếu máy chiếu hội trường",
    ),
    ActionSpec("undo", "Hoàn tác", shortcut="Ctrl+Z", icon="undo", needs="writable", group="edit"),
    ActionSpec("redo", "Làm lại", shortcut="Ctrl+Y", icon="redo", needs="writable", group="edit"),
    ActionSpec("palette", "Tìm, hoặc làm gì?", shortcut="Ctrl+K", icon="search", words="lệnh"),
    ActionSpec("zoom-in", "Chữ to hơn", shortcut="Ctrl++", words="phóng to cỡ chữ"),
    ActionSpec("zoom-out", "Chữ nhỏ hơn", shortcut="Ctrl+-", words="thu nhỏ cỡ chữ"),
    ActionSpec("zoom-usual", "Chữ cỡ thường", shortcut="Ctrl+0", words="100 %"),
    ActionSpec("help", "Hướng dẫn trang này", shortcut="F1", icon="help", words="trợ giúp"),
    ActionSpec(
        "selftest",
        "Tự kiểm tra…",
        icon="check",
        words="phông máy chiếu sao lưu ổ mạng onedrive hỗ trợ lỗi",
    ),
    ActionSpec(
        "update",
        "Cập nhật từ tệp…",
        icon="import",
        words="nâng cấp phiên bản mới bộ cài usb bộ quy tắc",
    ),
    ActionSpec("news", "Có gì mới", icon="flag", words="thay đổi phiên bản"),
    ActionSpec(
        "help-story",
        "Năm đầu tiên: từng việc",
        icon="calendar",
        words="hướng dẫn bắt đầu từ đâu trợ giúp",
    ),
    ActionSpec("help-trouble", "Khi có trục trặc", icon="warning", words="lỗi báo trợ giúp"),
    ActionSpec("manual", "Mở sổ tay", icon="documents", words="hướng dẫn sử dụng pdf in"),
    ActionSpec(
        "meeting-card", "In thẻ ngày hội nghị…", icon="print", words="hướng dẫn phím máy chiếu"
    ),
    ActionSpec(
        "unit-sheet", "In hướng dẫn cho đơn vị…", icon="print", words="điền biểu mẫu tự chấm"
    ),
    ActionSpec("about", "Giới thiệu chương trình", icon="info", words="phiên bản"),
    ActionSpec("quit", "Thoát", shortcut="Ctrl+Q", icon="exit"),
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
