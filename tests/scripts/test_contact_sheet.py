"""Pictures on contact sheets."""

from pathlib import Path
from typing import Any

from PySide6.QtGui import QColor, QImage

from scripts.contact_sheet import COLUMNS, ROWS, sheets


def test_a_dozen_pictures_on_a_sheet_each_at_its_place(tmp_path: Path, qapp: Any) -> None:
    pictures = []
    for number in range(COLUMNS * ROWS + 1):
        image = QImage(60, 40, QImage.Format.Format_RGB32)
        image.fill(QColor(200, number, 0))
        pictures.append(tmp_path / f"{number:03} trang.png")
        image.save(str(pictures[-1]))
    first, second = (QImage(str(it)) for it in sheets(pictures, tmp_path))
    assert (first.width(), first.height()) == (30 * COLUMNS, (20 + 28) * ROWS)
    for number in range(COLUMNS * ROWS):
        left, top = number % COLUMNS * 30, number // COLUMNS * 48
        assert first.pixelColor(left + 15, top + 28 + 10) == QColor(200, number, 0)
    assert second.pixelColor(15, 38) == QColor(200, COLUMNS * ROWS, 0)
    assert second.pixelColor(45, 38) == QColor("white")
