"""Tab "Khen thưởng, điển hình": what the units were proposed for and given, and the models they put forward."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from models.collected import Commended, Exemplar
from models.papers.achievements import LEVEL_NAMES
from models.season import Season
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting.registration_fields import WHOM
from ui.frame.tab import Tab
from ui.pages.base import Button
from ui.widgets.cards import Card, EmptyState, Segments
from ui.widgets.columns import Column
from ui.widgets.field import Field
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text

Ask = Callable[[FormDialog], dict[str, Any] | None]


class _List(NamedTuple):
    """One of the two lists: its name in the book's facts, its records, its words."""

    key: str
    record: type
    title: str
    noun: str
    empty: str
    fields: tuple[Field, ...]


_LISTS = (
    _List(
        "commended", Commended, "Khen thưởng", "khen thưởng",
        "Ghi số lượng đã trình, đã có quyết định theo từng cấp; báo cáo mẫu số 01, 02 lấy từ đây.",
        (
            Field("title", "Danh hiệu, hình thức", required=True),
            Field("level", "Cấp khen thưởng", "choice", choices=tuple(LEVEL_NAMES.items())),
            Field("whom", "Cho", "choice", choices=WHOM),
            Field("proposed", "Số lượng trình", "whole", "Bỏ trống khi chưa rõ; 0 là không trình."),
            Field("granted", "Đã có quyết định", "whole"),
            Field("small", "Trong đó tập thể nhỏ, người lao động trực tiếp", "whole"),
            Field("by_drive", "Khen theo đợt, chuyên đề hoặc đột xuất", "yes_no"),
            Field("name", "Tên tập thể, cá nhân"),
            Field("document", "Quyết định"),
            Field("decided", "Ngày quyết định", "day"),
            Field("note", "Ghi chú"),
        ),
    ),
    _List(
        "exemplars", Exemplar, "Điển hình tiên tiến", "điển hình",
        "Ghi tập thể, cá nhân điển hình của từng đơn vị; danh sách điển hình và báo cáo lấy từ đây.",
        (
            Field("name", "Tên tập thể, cá nhân", required=True),
            Field("whom", "Là", "choice", choices=WHOM),
            Field("position", "Chức vụ"),
            Field("deeds", "Tóm tắt thành tích", "multiline"),
            Field("award", "Hình thức khen thưởng"),
            Field("document", "Quyết định"),
            Field("decided", "Ngày quyết định", "day"),
            Field("note", "Ghi chú"),
        ),
    ),
)  # fmt: skip


class AchievementsTab(Tab):
    """Two lists over all units; Insert adds, Enter changes, Delete takes out."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the form in place of a person.
        self.ask: Ask = FormDialog.ask
        self.choice = Segments([it.title for it in _LISTS])
        self.choice.changed.connect(lambda _place: self.refresh("season"))
        row = QHBoxLayout()
        row.addWidget(self.choice)
        row.addStretch(1)
        self.body.addLayout(row)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        self.tables = tuple(self._table(it) for it in _LISTS)
        for table in self.tables:
            card = Card()
            card.body.addWidget(table, 1)
            self._stack.addWidget(card)
        for it in _LISTS:
            self._stack.addWidget(
                EmptyState(f"{it.title}: chưa ghi gì", it.empty, (f"Thêm {it.noun}…", self.add), icon="papers")
            )  # fmt: skip

    def _table(self, shown: _List) -> RecordTable:
        own = _AWARD_COLUMNS if shown.record is Commended else _MODEL_COLUMNS
        table = RecordTable(
            (
                Column("Đơn vị", self._unit, width=140, stretch=2, wrap=True),
                *own,
                Column("", lambda _it: "" if self.session.locked else "Sửa", width=52, link=self.change),
                Column("", lambda _it: "" if self.session.locked else "Bỏ", width=46, link=self.remove),
            )
        )  # fmt: skip
        table.setAccessibleName(shown.title)
        table.opened.connect(self.change)
        for key, act in (("Ins", self.add), ("Del", lambda: self.remove(table.selected))):
            made = QShortcut(QKeySequence(key), table)
            made.setContext(Qt.ShortcutContext.WidgetShortcut)
            made.activated.connect(act)
        return table

    @property
    def _list(self) -> _List:
        return _LISTS[self.choice.current]

    @property
    def _records(self) -> Sequence[Any]:
        found: Sequence[Any] = getattr(self.session.season.facts, self._list.key)
        return found

    def refresh(self, what: str) -> None:
        """The list in view as the session is now."""
        place, records = self.choice.current, self._records
        self.tables[place].set_records(records)
        self._stack.setCurrentIndex(place if records else place + len(_LISTS))
        self.head_changed.emit()

    def sentence(self) -> str:
        """How many there are."""
        if self.session.locked_reason:
            return self.session.locked_reason
        count = len(self._records)
        return f"{count} {self._list.noun} đã ghi." if count else self._list.empty

    def primary(self) -> Button | None:
        """One more."""
        if self.session.locked or not self._records or not self.session.season.units:
            return None
        return f"Thêm {self._list.noun}…", self.add

    # ---- acts

    def add(self) -> None:
        """Ask for a new record and for whose it is."""
        self._edit(None)

    def change(self, record: Any) -> None:
        """Ask for the new content of a record."""
        self._edit(record)

    def remove(self, record: Any) -> None:
        """Take a record out; undo brings it back."""
        if record is not None and not self.session.locked:
            words = f"bỏ {self._list.noun} của {self._unit(record)}"
            guard(self, lambda: self.session.change_fact(record, None, words))

    def _edit(self, old: Any) -> None:
        season, shown = self.session.season, self._list
        if self.session.locked or not season.units:
            return
        units = Field("unit", "Đơn vị", "choice", required=True, choices=_units(season))
        fields = (units, *shown.fields)
        start = {it.name: getattr(old, it.name) for it in fields} if old is not None else {}
        verb = "Thêm" if old is None else "Sửa"
        box = FormDialog(f"{verb} {shown.noun}", fields, start, check=_wrong, parent=self)
        values = self.ask(box)
        box.deleteLater()
        if values is None:
            return
        new = shown.record(**values)
        if new != old:
            words = f"{verb.lower()} {shown.noun} của {self._unit(new)}"
            guard(self, lambda: self.session.change_fact(old, new, words))

    def _unit(self, record: Any) -> str:
        unit = self.session.season.unit(record.unit)
        return unit.name if unit else record.unit


def _units(season: Season) -> tuple[tuple[str, str], ...]:
    return (("", "Chưa chọn"), *((it.id, it.name) for it in season.units))


def _wrong(values: Mapping[str, Any]) -> dict[str, str]:
    """More given than proposed, or more of a part than of the whole."""
    proposed, granted, small = (values.get(it) for it in ("proposed", "granted", "small"))
    if proposed is not None and granted is not None and granted > proposed:
        return {"granted": f"Nhiều hơn số đã trình ({proposed})."}
    if granted is not None and small is not None and small > granted:
        return {"small": f"Nhiều hơn số đã có quyết định ({granted})."}
    return {}


def _count(value: int | None) -> str:
    return text.NOTHING if value is None else str(value)


_AWARD_COLUMNS = (
    Column("Danh hiệu, hình thức", lambda it: it.title, width=180, stretch=3, second=lambda it: it.name),
    Column("Cấp", lambda it: LEVEL_NAMES[it.level], width=110, stretch=1),
    Column("Cho", lambda it: dict(WHOM)[it.whom], width=80),
    Column("Trình", lambda it: _count(it.proposed), width=64, align="right"),
    Column("Đã có QĐ", lambda it: _count(it.granted), width=84, align="right"),
    Column("Quyết định", lambda it: it.document, width=120, stretch=2),
)  # fmt: skip
_MODEL_COLUMNS = (
    Column("Tập thể, cá nhân", lambda it: it.name, width=170, stretch=3, second=lambda it: it.position),
    Column("Là", lambda it: dict(WHOM)[it.whom], width=80),
    Column("Thành tích", lambda it: it.deeds, width=180, stretch=4, wrap=True),
    Column("Hình thức khen thưởng", lambda it: it.award, width=150, stretch=2, second=lambda it: it.document),
)  # fmt: skip
