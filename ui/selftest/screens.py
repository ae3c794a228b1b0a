"""What only a window can look at: the screens, and the type it draws with."""

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFontInfo, QFontMetrics, QGuiApplication, QScreen

from exporters.papers.read_back import LETTERS
from models.self_test import Finding
from ui.look import theme
from ui.selftest.task import Found, doubtful, good, tried, wrong

_PROJECTOR = (800, 600)


def findings() -> tuple[Finding, ...]:
    """Both checks; called on the screen's thread."""
    return (
        tried("screens", "Màn hình thứ hai", lambda: screens(QGuiApplication.screens())),
        tried("window-font", "Chữ trong cửa sổ", window_font),
    )


def screens(found: list[QScreen]) -> Found:
    """Whether a second screen is there, and whether it shows a picture of its own."""
    sizes = ", ".join(_size(it) for it in found)
    if len(found) == 1:
        return good(
            f"Máy đang có một màn hình ({sizes}). Trước hội nghị, nối máy chiếu rồi kiểm tra lại.",
        )
    if len({it.geometry().topLeft().toTuple() for it in found}) < len(found):
        return doubtful(
            "Hai màn hình đang hiện cùng một hình.",
            "Bấm phím Windows+P, chọn Mở rộng, để hội trường không thấy màn hình của anh/chị.",
        )
    small = [it for it in found if _pixels(it) < _PROJECTOR]
    if small:
        return doubtful(
            f"Có màn hình nhỏ hơn 800 × 600 ({sizes}): chữ trên màn chiếu khó đọc.",
            "Đặt độ phân giải cao hơn cho máy chiếu.",
        )
    return good(f"Máy có {len(found)} màn hình riêng ({sizes}); màn chiếu mở ở màn hình thứ hai.")


def window_font() -> Found:
    """The window draws with its own type, and that has every letter."""
    font = QGuiApplication.font()
    metrics = QFontMetrics(font)
    # inFont would take only the first byte of a letter.
    lacking = "".join(it for it in LETTERS if not metrics.inFontUcs4(ord(it)))
    if QFontInfo(font).family() != theme.FONT_FAMILY or lacking:
        return wrong(
            "Cửa sổ không dùng được phông chữ đi kèm: chữ có thể lệch hoặc thiếu dấu.",
            "Cài lại chương trình từ bộ cài gốc.",
            f"{QFontInfo(font).family()} {lacking}".strip(),
        )
    return good(f"Cửa sổ dùng phông {theme.FONT_FAMILY}, đủ chữ tiếng Việt.")


def system_facts() -> tuple[tuple[str, str], ...]:
    """What the page tells of the window."""
    found = QGuiApplication.screens()
    sizes = ", ".join(f"{_size(it)} ở {it.devicePixelRatio() * 100:.0f} %" for it in found)
    return (("Qt", qVersion()), ("Màn hình", sizes))


def _pixels(screen: QScreen) -> tuple[int, int]:
    size, ratio = screen.geometry().size(), screen.devicePixelRatio()
    return round(size.width() * ratio), round(size.height() * ratio)


def _size(screen: QScreen) -> str:
    width, height = _pixels(screen)
    return f"{width} × {height}"
