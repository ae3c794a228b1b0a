"""The pictures of the tour and their index: what a clerk sees, boxes on top, in few colours."""

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from scripts.tour_eyes import scope

Colour = tuple[int, int, int]
COMMON, FAR = 96, 80
"""The colours of a picture: those seen most, and those farthest apart."""
_BAR = 26
_SHADE, _FRAME = QColor(26, 31, 38, 38), QColor(85, 96, 110)


class Album:
    """Numbered pictures in a folder."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        self.folder, self._window = folder, window
        self.lines: list[tuple[str, str]] = []
        self.remarks: list[str] = []
        folder.mkdir(parents=True, exist_ok=True)
        for old in folder.glob("[0-9]*-*.png"):
            old.unlink()

    def shoot(self, name: str, sentence: str) -> None:
        """Keep what is in view: the window with its boxes, or the hall where the name says so."""
        number = f"{len(self.lines) + 1:02}-{name}.png"
        save(self._hall() if name.startswith("may-chieu") else self._desk(), self.folder / number)
        self.lines.append((number, sentence))
        self.remarks += [f"{number}: {it}" for it in remarks()]

    def _desk(self) -> QPixmap:
        picture = self._window.grab()
        for box in _boxes(self._window):
            painter = QPainter(picture)
            is_dialog = box.windowType() == Qt.WindowType.Dialog
            if is_dialog:
                painter.fillRect(picture.rect(), _SHADE)
            at = box.geometry().topLeft() - self._window.geometry().topLeft()
            painter.drawPixmap(at, box.grab())
            painter.setPen(QPen(_FRAME, 1))
            painter.drawRect(box.rect().translated(at).adjusted(-1, -1, 0, 0))
            if is_dialog:
                _title(painter, box, at)
            painter.end()
        return picture

    def _hall(self) -> QPixmap:
        found = [it for it in QApplication.topLevelWidgets() if type(it).__name__ == "HallWindow"]
        return next(it for it in found if it.isVisible()).grab()

    def write_index(self) -> Path:
        """The pictures with a sentence each, in Vietnamese."""
        path = self.folder / "README.md"
        lines = [
            "# Một năm của thư ký khối, từng bước",
            "",
            "Dữ liệu minh hoạ. Ảnh và câu do `python -m scripts.tour` ghi lại từ chính chương trình.",
            "",
        ]
        for number, (name, sentence) in enumerate(self.lines, 1):
            lines += [f"{number}. {sentence}", "", f"    ![{sentence}]({name})", ""]
        path.write_text("\n".join(lines), encoding="utf-8")
        return path


def save(picture: QPixmap, path: Path) -> None:
    """A PNG of few colours, small enough to be kept with the sources."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG", 100)  # type: ignore[call-overload]
    whole = Image.open(io.BytesIO(bytes(buffer.data().data()))).convert("RGB")
    few = _in_few_colours(whole)
    few.save(path, optimize=True)


def _in_few_colours(whole: Image.Image) -> Image.Image:
    """What is seen most exactly as it is; of the rest what is farthest apart, so that no mark is lost.

    Pillow's own way to a given palette takes neighbours for equal: white would be grey.
    """
    seen = Counter(_pixels(whole))
    kept = [colour for colour, _ in seen.most_common(COMMON)]
    far = whole.quantize(FAR, method=Image.Quantize.MAXCOVERAGE).getpalette() or []
    kept += [(far[at], far[at + 1], far[at + 2]) for at in range(0, 3 * FAR, 3)]
    place = {colour: at for at, colour in enumerate(kept)}
    place |= {it: _nearest(it, kept) for it in seen if it not in place}
    made = Image.new("P", whole.size)
    made.putpalette([channel for colour in kept for channel in colour])
    made.putdata([place[it] for it in _pixels(whole)])
    return made


def _pixels(whole: Image.Image) -> Iterator[Colour]:
    raw = iter(whole.tobytes())
    return zip(raw, raw, raw, strict=True)


def _nearest(colour: Colour, kept: Sequence[Colour]) -> int:
    apart = [sum((a - b) ** 2 for a, b in zip(colour, it, strict=True)) for it in kept]
    return apart.index(min(apart))


def remarks() -> list[str]:
    """What a machine can see: more than one primary button, words that do not fit."""
    top = scope()
    buttons = [it for it in top.findChildren(QPushButton) if it.isVisible()]
    leading = [
        it.text() or it.accessibleName() for it in buttons if it.property("role") == "primary"
    ]
    found = [f"primary buttons {leading}"] if len(leading) > 1 else []
    shown = [it for it in top.findChildren(QLabel) if not it.visibleRegion().isEmpty()]
    found += [f"cut: “{it.text()[:60]}”" for it in shown if _is_cut(it)]
    found += [f"cut button: “{it.text()}”" for it in buttons if _width(it) > it.width()]
    return found


def _is_cut(made: QLabel) -> bool:
    if "<b>" in made.text():  # its width is not that of its letters
        return False
    if made.wordWrap():
        return made.heightForWidth(made.width()) > made.height() + 2
    return "\n" not in made.text() and _width(made) > made.width() + 1


def _width(made: QLabel | QPushButton) -> int:
    return made.fontMetrics().horizontalAdvance(made.text())


def _boxes(window: QWidget) -> list[QWidget]:
    kinds = (Qt.WindowType.Dialog, Qt.WindowType.Popup)
    found = [it for it in QApplication.topLevelWidgets() if it.isVisible() and it is not window]
    boxes = [it for it in found if it.windowType() in kinds]
    return sorted(boxes, key=lambda it: (it.windowType() != Qt.WindowType.Dialog, _depth(it)))


def _depth(made: QWidget) -> int:
    depth, parent = 0, made.parentWidget()
    while parent is not None:
        depth, parent = depth + 1, parent.parentWidget()
    return depth


def _title(painter: QPainter, box: QWidget, at: QPoint) -> None:
    """The title bar a system would draw."""
    bar = box.rect().translated(at)
    bar.setHeight(_BAR)
    bar.translate(0, -_BAR)
    painter.fillRect(bar.adjusted(-1, 0, 1, 0), _FRAME)
    painter.setPen(QColor("white"))
    painter.drawText(bar.adjusted(10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, box.windowTitle())
