"""The record of every act: when, what, of which unit, the old value and the new one."""

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.pages.base import Page
from ui.widgets.cards import Card, label
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.drawer import Drawer
from ui.widgets.records import RecordTable
from ui.words import history_words
from ui.words.history_fields import Line

MOST = 500
MOST_LINES = 200
_HINTED = 12
_BESIDE = 18
"""Letters of a change that stand beside what it is about; a longer one goes below."""
_BESIDE_DRAWER = ("Lúc", "Việc", "Đơn vị")
Entry = Any


class HistoryPage(Page):
    """A list that can be filtered by unit; the chosen act is shown in full at the right."""

    key = "history"
    title = "Lịch sử"
    icon = "history"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # An entry never changes, but its words name units and papers as they are called now.
        self._told: dict[int, tuple[Line, ...]] = {}
        self._unit = Choice()
        self._unit.setMinimumWidth(theme.zoomed(280))
        self._unit.setAccessibleName("Đơn vị")
        self._unit.currentIndexChanged.connect(lambda _place: self._show_entries())
        self.add_tools(label("Đơn vị", "muted"), self._unit)
        self.table = RecordTable(
            [
                Column("Lúc", self._when, width=140, key=lambda it: it.id),
                Column("Việc", _words, width=170, stretch=3, wrap=True),
                Column("Đơn vị", self._unit_name, width=80, stretch=1, key=self._unit_name),
                Column(
                    "Thay đổi",
                    self._difference,
                    width=230,
                    stretch=4,
                    wrap=True,
                    tooltip=self._in_full,
                ),
                Column("Từ tệp", lambda it: it.source, width=90, stretch=1, small=True),
            ],
            same=lambda it: it.id,
            empty="Chưa có thay đổi nào được ghi lại.",
        )
        self.table.chosen.connect(self._explain)
        self.table.opened.connect(self._explain)
        self._drawer = Drawer()
        self._drawer.hide()
        self._drawer.closed.connect(lambda: self._explain(None))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(Card.holding(self.table), 1)
        row.addWidget(self._drawer)
        self.body.addLayout(row, 1)
        self.set_buttons(None, [("Chép danh sách", self._copy)])

    def refresh(self, what: str) -> None:
        """Fill the list of units and the entries anew."""
        chosen = self._unit.currentData()
        self._unit.blockSignals(True)
        self._unit.clear()
        self._unit.addItem("Tất cả đơn vị", None)
        for unit in self.session.season.units:
            self._unit.addItem(unit.name, unit.id)
        self._unit.setCurrentIndex(max(0, self._unit.findData(chosen)))
        self._unit.blockSignals(False)
        self._told.clear()
        self._show_entries()

    def show_target(self, target: str) -> None:
        """Only the acts of this unit."""
        self._unit.setCurrentIndex(max(0, self._unit.findData(target)))

    def _show_entries(self) -> None:
        if not self.session.is_open:
            return
        entries = self.session.history(unit=self._unit.currentData(), limit=MOST)
        self.table.set_records(entries)
        shown = f"{len(entries)} thay đổi" if len(entries) < MOST else f"{MOST} thay đổi mới nhất"
        self.set_subtitle(
            f"{shown}, mới nhất đứng trên. Lịch sử chỉ ghi thêm, không sửa, không xóa."
        )

    def _when(self, entry: Entry) -> str:
        return f"{entry.when:%d/%m/%Y %H:%M}"

    def _unit_name(self, entry: Entry) -> str:
        unit = self.session.season.unit(entry.unit) if entry.unit else None
        return (unit.short_name or unit.name) if unit else ""

    def _explain(self, entry: Entry | None) -> None:
        if entry is None:
            self.table.show_columns([it.title for it in self.table.rows.columns])
            self._drawer.hide()
            return
        # What changed stands in full in the drawer: the acts have its room, each in its whole length.
        self.table.show_columns(_BESIDE_DRAWER)
        self._drawer.set_title(_words(entry))
        self._drawer.clear()
        self._drawer.add_text(f"{entry.when:%d/%m/%Y %H:%M:%S}", "small")
        for words, said in (("Từ tệp", entry.source), ("Lý do", entry.reason)):
            if said:
                self._drawer.add_text(f"{words}: {said}", "small")
        found = self._lines(entry)
        for it in found[:MOST_LINES]:
            self._drawer.content.addWidget(_ChangeLine(it))
        if len(found) > MOST_LINES:
            self._drawer.add_text(f"Còn {len(found) - MOST_LINES} thay đổi nữa.", "small")
        self._drawer.show()

    def _lines(self, entry: Entry) -> tuple[Line, ...]:
        if entry.id not in self._told:
            self._told[entry.id] = history_words.lines(self.session.season, entry)
        return self._told[entry.id]

    def _difference(self, entry: Entry) -> str:
        return history_words.summary(self._lines(entry))

    def _in_full(self, entry: Entry) -> str:
        found = self._lines(entry)
        more = [f"Còn {len(found) - _HINTED} thay đổi nữa."] if len(found) > _HINTED else []
        return "\n".join([*(it.words for it in found[:_HINTED]), *more])

    def _copy(self) -> None:
        lines = self.table.as_text(self.table.records, titles=True)
        QGuiApplication.clipboard().setText(lines)
        self.tell(f"Đã chép {len(self.table.records)} dòng. Dán vào Word hoặc Excel.")


class _ChangeLine(QWidget):
    """What changed, from what to what, and below it what else of it did."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        place = " · ".join(it for it in (line.about, line.where) if it)
        row.addWidget(label(place, wrap=True), 1)
        column.addLayout(row)
        if line.change and len(line.change) <= _BESIDE:
            row.addWidget(label(line.change, "strong"))
        elif line.change:
            column.addWidget(label(line.change, "strong", wrap=True))
        for words in line.more:
            column.addWidget(label(words, "small", wrap=True))


def _words(entry: Entry) -> str:
    return entry.what[:1].upper() + entry.what[1:]
