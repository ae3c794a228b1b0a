"""Vietnamese for the words Qt brings along: standard buttons, context menus, the file dialog.

Qt ships no Vietnamese translation. The words are kept by Qt's context, so that "Copy" of a text field
and of a file list may differ.
"""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

_BUTTONS = {
    "OK": "Đồng ý",
    "Save": "Lưu",
    "Save All": "Lưu tất cả",
    "Open": "Mở",
    "&Yes": "Có",
    "Yes to &All": "Có với tất cả",
    "&No": "Không",
    "N&o to All": "Không với tất cả",
    "Abort": "Dừng hẳn",
    "Retry": "Thử lại",
    "Ignore": "Bỏ qua",
    "Close": "Đóng",
    "Cancel": "Thôi",
    "Discard": "Không lưu",
    "Help": "Trợ giúp",
    "Apply": "Áp dụng",
    "Reset": "Đặt lại",
    "Restore Defaults": "Về mặc định",
}
_EDITING = {
    "&Undo": "Hoàn tác",
    "&Redo": "Làm lại",
    "Cu&t": "Cắt",
    "&Copy": "Sao chép",
    "Copy &Link Location": "Sao chép liên kết",
    "&Paste": "Dán",
    "Delete": "Xóa",
    "Select All": "Chọn tất cả",
    "&Select All": "Chọn tất cả",
    "&Step up": "Tăng",
    "Step &down": "Giảm",
}
_SCROLLING = {
    "Scroll here": "Cuộn đến đây",
    "Left edge": "Đầu dòng",
    "Top": "Đầu trang",
    "Right edge": "Cuối dòng",
    "Bottom": "Cuối trang",
    "Page left": "Sang trái một trang",
    "Page up": "Lên một trang",
    "Page right": "Sang phải một trang",
    "Page down": "Xuống một trang",
    "Scroll left": "Cuộn sang trái",
    "Scroll up": "Cuộn lên",
    "Scroll right": "Cuộn sang phải",
    "Scroll down": "Cuộn xuống",
    "Position": "Vị trí",
    "Line up": "Lên một dòng",
    "Line down": "Xuống một dòng",
}
_FILES = {
    "All Files (*)": "Mọi tệp (*)",
    "&Look in:": "Trong thư mục:",
    "Files of &type:": "Loại tệp:",
    "Show ": "Hiện ",
    "Back": "Trở lại",
    "Go back": "Trở lại",
    "Alt+Left": "Alt+Left",
    "Forward": "Tiếp",
    "Go forward": "Tiếp",
    "Parent Directory": "Thư mục cha",
    "Go to the parent directory": "Lên thư mục cha",
    "Create New Folder": "Tạo thư mục",
    "Create a New Folder": "Tạo thư mục mới",
    "List View": "Danh sách",
    "Change to list view mode": "Xem dạng danh sách",
    "Detail View": "Chi tiết",
    "Change to detail view mode": "Xem dạng chi tiết",
    "Sidebar": "Thanh bên",
    "List of places and bookmarks": "Các nơi hay dùng",
    "Files": "Tệp",
    "Files of type:": "Loại tệp:",
    "&File name:": "Tên tệp:",
    "File &name:": "Tên tệp:",
    "Directory:": "Thư mục:",
    "&Open": "Mở",
    "&Save": "Lưu",
    "&Choose": "Chọn",
    "Choose": "Chọn",
    "Open": "Mở",
    "Save As": "Lưu thành",
    "Find Directory": "Tìm thư mục",
    "Name": "Tên",
    "Size": "Cỡ",
    "Type": "Loại",
    "Kind": "Loại",
    "Date Modified": "Ngày sửa",
    "My Computer": "Máy này",
    "Computer": "Máy này",
    "Recent Places": "Nơi vừa mở",
    "&Rename": "Đổi tên",
    "&Delete": "Xóa",
    "Show &hidden files": "Hiện tệp ẩn",
    "&New Folder": "Thư mục mới",
    "New Folder": "Thư mục mới",
    "Remove": "Bỏ ra",
    "Directories": "Thư mục",
    "Drive": "Ổ đĩa",
    "File Folder": "Thư mục",
    "Folder": "Thư mục",
    "%1 already exists.\nDo you want to replace it?": "Đã có %1.\nGhi đè lên tệp đó?",
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nKhông thấy tệp này. Kiểm tra lại tên tệp."
    ),
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nKhông thấy thư mục này. Kiểm tra lại tên thư mục."
    ),
}
WORDS: dict[str, dict[str, str]] = {
    "QPlatformTheme": _BUTTONS,
    "QGnomeTheme": {"&OK": "Đồng ý", "&Save": "Lưu", "&Cancel": "Thôi", "&Close": "Đóng"},
    "QDialogButtonBox": {**_BUTTONS, "&OK": "Đồng ý"},
    "QMessageBox": {
        **_BUTTONS,
        "Show Details...": "Xem chi tiết…",
        "Hide Details...": "Ẩn chi tiết",
    },
    "QLineEdit": _EDITING,
    "QWidgetTextControl": _EDITING,
    "QTextControl": _EDITING,
    "QAbstractSpinBox": _EDITING,
    "QScrollBar": _SCROLLING,
    "QFileDialog": _FILES,
    "QFileSystemModel": _FILES,
    "QAbstractFileIconProvider": _FILES,
    "QPlatformDialogHelper": {**_BUTTONS, **_FILES},
    "QInputDialog": {"Enter a value:": "Nhập giá trị:"},
    "QCalendarWidget": {"Previous Month": "Tháng trước", "Next Month": "Tháng sau"},
}


class Vietnamese(QTranslator):
    """The dictionary as Qt asks for it. What is not in it keeps its own words."""

    def isEmpty(self) -> bool:
        """Never empty: Qt does not use an empty one."""
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """The Vietnamese words, or None for "not known"."""
        return WORDS.get(context, {}).get(sourceText)


def install(app: QCoreApplication) -> QObject:
    """Make Qt speak Vietnamese: its words, its dates, its numbers. Returns what must be kept alive."""
    QLocale.setDefault(QLocale(QLocale.Language.Vietnamese, QLocale.Country.Vietnam))
    translator = Vietnamese(app)
    app.installTranslator(translator)
    return translator
