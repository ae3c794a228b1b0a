"""The record of every act: when, what, of which unit, the old value and the new one."""

from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.intake import Change, input_changes
from ui import text, theme
from ui.jobs import Jobs
from ui.pages.base import Page
from ui.session import Session
from ui.widgets.cards import Card, label
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.drawer import Drawer
from ui.widgets.records import RecordTable

MOST = 500
ASIDE = "minh chứng, ghi chú"
Entry = Any


class HistoryPage(Page):
    """A list that can be filtered by unit; the chosen act is shown in full at the right."""

    key = "history"
    title = "Lịch sử"
    icon = "history"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._unit = Choice()
        self._unit.setMinimumWidth(280)
        self._unit.setAccessibleName("Đơn vị")
        self._unit.currentIndexChanged.connect(lambda _place: self._show_entries())
        self.add_tools(label("Đơn vị", "muted"), self._unit)
        self.table = RecordTable(
            [
                Column("Lúc", self._when, width=140, key=lambda it: it.id),
                Column("Việc", _words, width=220, stretch=3),
                Column("Đơn vị", self._unit_name, width=90, stretch=1, key=self._unit_name),
                Column("Thay đổi", self._difference, align="right", width=120),
                Column("Từ tệp", lambda it: it.source, width=110, stretch=1, small=True),
            ],
            same=lambda it: it.id,
            empty="Chưa có thay đổi nào được ghi lại.",
        )
        self.table.chosen.connect(self._explain)
        self.table.opened.connect(self._explain)
        self._drawer = Drawer()
        self._drawer.hide()
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
            self._drawer.hide()
            return
        self._drawer.set_title(_words(entry))
        self._drawer.clear()
        self._drawer.add_text(f"{entry.when:%d/%m/%Y %H:%M:%S}", "small")
        for words, said in (("Từ tệp", entry.source), ("Lý do", entry.reason)):
            if said:
                self._drawer.add_text(f"{words}: {said}", "small")
        for change in entry.scores:
            line = _ChangeLine(self._place(change), _points(change), self._numbers(change))
            self._drawer.content.addWidget(line)
        self._drawer.show()

    def _place(self, change: Change) -> str:
        season = self.session.season
        stage = season.pack.stage(change.key.stage)
        unit = season.unit(change.key.unit)
        names = (unit.short_name or unit.name) if unit else ""
        parts = (change.key.criterion, stage.name.lower() if stage else "", names)
        return " · ".join(part for part in parts if part)

    def _numbers(self, change: Change) -> tuple[str, ...]:
        """The numbers behind the points that changed, in words; () when none did."""
        if change.old.inputs == change.new.inputs:
            return ()
        row = self.session.season.table.row(change.key.criterion)
        moved = input_changes(row, change.old.inputs, change.new.inputs) if row else ()
        return moved or ("số liệu theo quy tắc trước đây",)

    def _difference(self, entry: Entry) -> str:
        changes = entry.scores
        if len(changes) != 1:
            return f"{len(changes)} ô điểm" if changes else ""
        return _points(changes[0]) or "; ".join(self._numbers(changes[0])) or ASIDE

    def _copy(self) -> None:
        lines = self.table.as_text(self.table.records, titles=True)
        QGuiApplication.clipboard().setText(lines)
        self.tell(f"Đã chép {len(self.table.records)} dòng. Dán vào Word hoặc Excel.")


class _ChangeLine(QWidget):
    def __init__(self, place: str, points: str, numbers: tuple[str, ...]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.addWidget(label(place, wrap=True), 1)
        row.addWidget(label(points or ("" if numbers else ASIDE), "strong"))
        column.addLayout(row)
        for words in numbers:
            column.addWidget(label(words, "small", wrap=True))


def _words(entry: Entry) -> str:
    return entry.what[:1].upper() + entry.what[1:]


def _points(change: Change) -> str:
    """Old and new points; "" when they are the same."""
    before, after = change.old.points, change.new.points
    return "" if before == after else f"{text.points_short(before)} → {text.points_short(after)}"
