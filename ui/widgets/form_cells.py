"""Every cell of one form against the book: old → new, with evidence, notes and what is wrong."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from models.collecting.intake import FormReading, Preview
from models.season import Season
from ui.widgets.cards import Badge, Card, label
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable
from ui.words import text
from ui.words.import_words import ARROW, CellLine, badge, cells, title


class FormCells(Box):
    """A box to look at; it enters nothing.

    `earlier` is the reading that stands for the book when two files of a unit are compared: its cells that
    could not be read are told as such.
    """

    def __init__(
        self,
        season: Season,
        preview: Preview,
        parent: QWidget | None = None,
        *,
        earlier: FormReading | None = None,
    ) -> None:
        super().__init__(f"Biểu mẫu của {title(preview)}", parent)
        card = Card(title(preview))
        if earlier is not None:
            self.add_text(f"So với tệp gửi trước “{earlier.name}”", "section")
        tone, words = badge(preview)
        card.head.addWidget(Badge(words, tone))
        card.head.addStretch(1)
        card.head.addWidget(label(preview.reading.name, "small"))
        self.table = RecordTable(
            _columns(earlier),
            row_style=lambda it: "normal" if it.changed or it.words_changed else "muted",
            empty="Không đọc được dòng nào trong tệp này.",
        )
        self.table.set_records(cells(season, preview))
        # What changes is what the box was opened for; it may stand far below.
        self.table.select(lambda it: it.changed or it.words_changed)
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)
        self.add_button("Đóng", self.accept, "primary")

    def showEvent(self, event: QShowEvent) -> None:
        """The chosen line is in sight, now that there is room."""
        super().showEvent(event)
        self.table.scrollTo(self.table.currentIndex())

    def sizeHint(self) -> QSize:
        """Wide enough to read evidence beside the points."""
        return QSize(1000, 560)


def _columns(earlier: FormReading | None) -> list[Column]:
    compared = "sổ" if earlier is None else "trước"
    wrong = {it.cell for it in earlier.problems if it.severity == "error"} if earlier else set()
    unread = {it.criterion for it in earlier.lines if it.cell in wrong} if earlier else set()

    def points(line: CellLine) -> str:
        before = "lỗi" if line.code in unread else text.points_short(line.old)
        if not line.changed:
            return text.points_short(line.new)
        return f"{before} {ARROW} {text.points_short(line.new)}"

    return [
        Column("Mã", lambda it: it.code, width=60, bold=True),
        Column("Tiêu chí", lambda it: it.title, width=280, stretch=3, wrap=True),
        Column(
            "Ô", lambda it: it.cell, width=56, tone=lambda _it: "muted", tooltip=lambda it: it.cell
        ),
        Column(
            f"Điểm: {compared} {ARROW} tệp",
            points,
            width=140,
            align="right",
            bold=lambda it: it.changed,
            tone=_tone,
            tooltip=lambda it: it.problem,
        ),
        Column(
            "Minh chứng", lambda it: it.evidence or text.NOTHING, width=150, stretch=1, wrap=True
        ),
        Column("Ghi chú", _note, width=140, stretch=1, wrap=True),
    ]


def _tone(line: CellLine) -> str:
    if line.problem:
        return "error"
    return "action" if line.changed else "plain"


def _note(line: CellLine) -> str:
    return line.problem or line.note or text.NOTHING
