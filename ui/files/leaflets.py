"""The leaflets of the help as papers, and where the printed manual stands. No Qt."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import resources
from models.block import Block
from models.errors import AppError
from models.help_text import MEETING_CARD, UNIT_SHEET
from models.papers.leaflet import leaflet
from models.papers.report import Report
from models.season import Season
from ui.help import library


class Question(NamedTuple):
    """What is asked before a leaflet is written."""

    title: str
    sentence: str


_ASKED = {
    MEETING_CARD: Question(
        "In thẻ ngày hội nghị",
        "Một trang A4 để cạnh máy: phím của màn chiếu và việc phải làm khi máy chiếu hỏng.",
    ),
    UNIT_SHEET: Question(
        "In hướng dẫn cho đơn vị",
        "Một trang A4 gửi kèm biểu mẫu: đơn vị điền gì, ở đâu, gửi lại thế nào.",
    ),
}


def question(name: str) -> Question:
    """What the box says."""
    return _ASKED[name]


def report(name: str, season: Season | None, printed_on: date) -> Report:
    """The leaflet as a paper, with the name of the block whose book is open."""
    block = season.block if season else Block("")
    subject = f"{block.name}, năm {season.year}" if season else ""
    return leaflet(library.page(name), block.style, subject, printed_on)


def manual() -> Path:
    """The printed manual that comes with the program. Raises AppError when it is not there."""
    path = resources.manual()
    if not path.is_file():
        raise AppError(
            "Bản này không kèm sổ tay in sẵn. Bấm F1 để đọc hướng dẫn trong chương trình."
        )
    return path
