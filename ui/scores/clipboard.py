"""Chosen cells on the clipboard: as shown for Excel, and what was entered for another unit."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from ui.scores import tsv
from ui.scores.model import ScoreModel

ENTRIES = "application/x-so-khoi-entries"
Area = tuple[int, int, int, int]


def put(model: ScoreModel, area: Area) -> None:
    """Copy the cells from top, left to bottom, right."""
    mime = QMimeData()
    mime.setText(model.block_text(*area))
    mime.setData(ENTRIES, model.entries_text(*area).encode())
    QGuiApplication.clipboard().setMimeData(mime)


def block_for(area: Area) -> tsv.Block:
    """What is to be pasted; a single value fills the whole of a chosen area."""
    mime = QGuiApplication.clipboard().mimeData()
    own = bytes(mime.data(ENTRIES).data()).decode() if mime.hasFormat(ENTRIES) else mime.text()
    block = tsv.read(own)
    if len(block) == 1 and len(block[0]) == 1:
        top, left, bottom, right = area
        return (block[0] * (right - left + 1),) * (bottom - top + 1)
    return block
