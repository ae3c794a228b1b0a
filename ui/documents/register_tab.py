"""Tab "Sổ văn bản": the numbers that were given, series by series, with gaps and doubles."""

from typing import NamedTuple

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.paper_record import PaperRecord
from models.papers.kinds import PAPERS
from models.papers.numbers import CODE_NAMES
from models.papers.register import number_faults, register
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.documents.paper_state import CODES, last_before, symbol
from ui.frame.tab import Tab
from ui.look import theme
from ui.widgets.cards import Card, clear, label
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable
from ui.words import text


class Line(NamedTuple):
    """A line of the register: the heading of a series, or a paper in it."""

    code: str
    record: PaperRecord | None


class RegisterTab(Tab):
    """Read only: numbers are given at the paper itself; Enter leads there."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.faults = QVBoxLayout()
        self.faults.setSpacing(theme.SPACE_XS)
        self.body.addLayout(self.faults)
        self.table = RecordTable(
            (
                Column("Số, ký hiệu", self._symbol, width=140, bold=True),
                Column("Ngày", _day, width=100),
                Column("Văn bản", _title, width=240, stretch=4, second=self._unit),
                Column("Ký", lambda it: _of(it, "signed"), width=100),
                Column("Gửi", lambda it: _of(it, "sent"), width=100),
                Column("Bản đã hoàn chỉnh", lambda it: it.record.file if it.record else "", width=150, stretch=2),
                Column("Ghi chú", lambda it: it.record.note if it.record else "", width=110, stretch=2),
            ),
            same=lambda it: (it.code, it.record.kind, it.record.unit) if it.record else it.code,
            row_style=lambda it: "normal" if it.record else "group",
            empty="Chưa văn bản nào có số. Chọn một văn bản ở thẻ Văn bản rồi ghi số.",
        )  # fmt: skip
        self.table.setAccessibleName("Sổ văn bản")
        self.table.opened.connect(self._go)
        card = Card()
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)

    def refresh(self, what: str) -> None:
        """The register as it is now."""
        season = self.session.season
        earlier = self.session.season_of(season.year - 1) if season.block.numbered_by_term else None
        clear(self.faults)
        found: list[Line] = []
        for series in register(season, CODES):
            found.append(Line(series.code, None))
            found += [Line(series.code, it) for it in series.records]
            for fault in number_faults(series, last_before(season, earlier, series.code)):
                self.faults.addWidget(label(f"• {fault.text}", "warn", wrap=True))
        self.table.set_records(found)

    def sentence(self) -> str:
        """How many numbers were given."""
        count = sum(1 for it in self.session.season.plan.written if it.number)
        return (
            f"{count} văn bản đã có số." if count else "Mỗi loại văn bản một dãy số, bắt đầu từ 01."
        )

    def _symbol(self, line: Line) -> str:
        if line.record is None:
            return CODE_NAMES.get(line.code, line.code)
        return symbol(line.record, self.session.season) or "chưa có số"

    def _unit(self, line: Line) -> str:
        unit = self.session.season.unit(line.record.unit) if line.record else None
        return unit.name if unit else ""

    def _go(self, line: Line) -> None:
        if line.record is not None:
            target = "/".join(it for it in (line.record.kind, line.record.unit) if it)
            self.wanted.emit(f"page:documents/papers/{target}")


def _title(line: Line) -> str:
    return PAPERS[line.record.kind].title if line.record else ""


def _day(line: Line) -> str:
    return _of(line, "issued")


def _of(line: Line, name: str) -> str:
    day = getattr(line.record, name) if line.record else None
    return text.day(day) if day else (text.NOTHING if line.record else "")
