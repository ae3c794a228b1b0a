"""What can be done in the builder, as data: menu, buttons and keys speak of an act by its key."""

from typing import NamedTuple

from PySide6.QtCore import QKeyCombination
from PySide6.QtGui import QKeySequence


class RowAct(NamedTuple):
    """One act: its key, its words, the keys to press, its icon."""

    key: str
    text: str
    keys: str = ""
    icon: str = ""

    @property
    def combination(self) -> int:
        """The keys as Qt tells them of a key press, 0 for none."""
        if not self.keys:
            return 0
        first: QKeyCombination = QKeySequence(self.keys)[0]  # type: ignore[index]
        return first.toCombined()


_SIGNS = {
    "Right": "→",
    "Left": "←",
    "Up": "↑",
    "Down": "↓",
    "Ins": "Insert",
    "Del": "Delete",
}
LINE = RowAct("", "")
ROW_MENU = (
    RowAct("after", "Thêm dòng dưới", "Ins", "plus"),
    RowAct("under", "Thêm dòng con", "Alt+Ins", "plus"),
    RowAct("section", "Thêm mục ở cuối bảng", "", "plus"),
    LINE,
    RowAct("up", "Chuyển lên", "Alt+Up", "up"),
    RowAct("down", "Chuyển xuống", "Alt+Down", "down"),
    RowAct("indent", "Thụt vào thành dòng con", "Alt+Right"),
    RowAct("outdent", "Đưa ra ngoài một bậc", "Alt+Left"),
    LINE,
    RowAct("duplicate", "Nhân đôi", "Ctrl+D", "copy"),
    RowAct("copy", "Chép để dán vào Excel", "Ctrl+C", "copy"),
    RowAct("paste", "Dán dưới dòng này", "Ctrl+V"),
    RowAct("paste_under", "Dán làm dòng con", "Ctrl+Shift+V"),
    RowAct("paste_end", "Dán thành mục mới ở cuối bảng"),
    RowAct("clear", "Xóa trắng ô", "Del"),
    RowAct("remove", "Xóa dòng", "Ctrl+Del", "trash"),
    LINE,
    RowAct("renumber", "Đánh số lại trong mục này"),
    RowAct("renumber_all", "Đánh số lại cả bảng"),
    LINE,
    RowAct("open_all", "Mở hết các mục"),
    RowAct("close_all", "Gọn lại, chỉ hiện mục"),
)
PANE_KEYS = (
    RowAct("undo", "Hoàn tác", "Ctrl+Z", "undo"),
    RowAct("redo", "Làm lại", "Ctrl+Y", "redo"),
    RowAct("redo", "Làm lại", "Ctrl+Shift+Z"),
    RowAct("find", "Tìm dòng", "Ctrl+F", "search"),
    RowAct("rule", "Cách chấm", "F4"),
    RowAct("save", "Lưu bảng", "Ctrl+S"),
)
"""Acts of the whole builder, wherever the keyboard is in it."""


def shown_keys(keys: str) -> str:
    """The keys as the menu writes them."""
    for name, sign in _SIGNS.items():
        keys = keys.replace(name, sign)
    return keys
