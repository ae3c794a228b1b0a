"""Đăng ký, giao ước: targets and titles the units signed up for, their forms, the year's pledge."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget
from shiboken6 import isValid

from models.collecting.registration import (
    plan_fields,
    plan_inputs,
)
from models.season import Season
from ui.book.jobs import Cancelled, Jobs, Report
from ui.book.session import Session
from ui.collecting.pledges import PledgesView
from ui.collecting.registration_lists import TARGETS, TITLES, RegisteredList
from ui.collecting.registration_words import standing
from ui.files import exporting
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets import files
from ui.widgets.cards import Segments, label
from ui.widgets.choice import Choice
from ui.widgets.choose_units import ChooseUnits
from ui.widgets.messages import guard, show_error

_PLEDGES = 2


class RegistrationTab(Tab):
    """Three views of one registration: targets, titles, pledges."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.views = Segments(["Chỉ tiêu", "Danh hiệu, hình thức", "Giao ước"])
        self.views.changed.connect(self._pick)
        self.views.changed.connect(self.other_view)
        self.targets = RegisteredList(session, TARGETS)
        self.titles = RegisteredList(session, TITLES)
        self.pledges = PledgesView(session)
        self.pledges.ticked_changed.connect(self.head_changed)
        self._of = label("Của")
        self.unit = Choice()
        self.unit.setMinimumWidth(theme.zoomed(260))
        self.unit.setAccessibleName("Đơn vị")
        self.unit.currentIndexChanged.connect(lambda _place: self._filter())
        self._of.setBuddy(self.unit)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.views)
        row.addStretch(1)
        row.addWidget(self._of)
        row.addWidget(self.unit)
        self.body.addLayout(row)
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        for view in (self.targets, self.titles, self.pledges):
            self._stack.addWidget(view)
        for made in (self.targets, self.titles):
            made.wants_forms.connect(self.export_forms)

    # ---- showing

    def refresh(self, what: str) -> None:
        """All three views as the session is now."""
        self._list_units()
        self.targets.refresh()
        self.titles.refresh()
        self.pledges.refresh()
        self.head_changed.emit()

    def _list_units(self) -> None:
        """The units to choose from; who was chosen stays chosen."""
        units = self.session.season.units
        wanted = [("", "Tất cả đơn vị"), *((it.id, it.name) for it in units)]
        present = [(self.unit.itemData(i), self.unit.itemText(i)) for i in range(self.unit.count())]
        if wanted == present:
            return
        chosen = self.unit.currentData()
        self.unit.blockSignals(True)
        self.unit.clear()
        for key, name in wanted:
            self.unit.addItem(name, key)
        self.unit.setCurrentIndex(max(self.unit.findData(chosen), 0))
        self.unit.blockSignals(False)
        self.targets.unit = self.titles.unit = self.unit.currentData()

    def _filter(self) -> None:
        self.targets.unit = self.titles.unit = self.unit.currentData() or ""
        self.targets.refresh()
        self.titles.refresh()

    def _pick(self, place: int) -> None:
        self._stack.setCurrentIndex(place)
        for widget in (self._of, self.unit):
            widget.setVisible(place != _PLEDGES)
        self.head_changed.emit()

    def show_target(self, target: str) -> None:
        """One unit by its id, "pledges", or "titles"."""
        places = {"pledges": _PLEDGES, "titles": 1}
        if target in places:
            self.views.set_current(places[target])
            self._pick(places[target])
            return
        self.unit.setCurrentIndex(max(self.unit.findData(target), 0))
        self.pledges.table.select(lambda it: it.unit.id == target)

    def sentence(self) -> str:
        """Who registered, who signed; why nothing can be written."""
        words = standing(self.session.season)
        return f"{words} {self.session.locked_reason}".strip()

    def primary(self) -> Button | None:
        """Take forms in; among the pledges, record the ticked units as signed."""
        if self.session.locked or not self.session.season.units:
            return None
        if self.views.current != _PLEDGES:
            # An empty list has a primary button of its own: forms must go out before any comes in.
            return (
                None
                if self._empty
                else ("Nhận biểu mẫu đăng ký…", lambda: self.wanted.emit("import-forms"))
            )
        count = len(self.pledges.ticked)
        return (f"Ghi {count} đơn vị đã ký", self.sign) if count else None

    def secondary(self) -> Sequence[Button]:
        """Forms out, and the way of plan and result into the table."""
        season = self.session.season
        if not season.units or self.views.current == _PLEDGES:
            return ()
        found: list[Button] = []
        linked = any(it.criterion for it in season.facts.targets)
        asked = linked or any(plan_fields(it) for it in season.table.criteria())
        if asked and not self.session.locked and self.views.current == 0:
            found.append(("Đưa kế hoạch, kết quả vào bảng điểm", self.feed_table))
        if not self._empty:
            found.append(("Xuất biểu mẫu đăng ký…", self.export_forms))
        elif not self.session.locked:
            found.append(("Nhận biểu mẫu đăng ký…", lambda: self.wanted.emit("import-forms")))
        return found

    @property
    def _empty(self) -> bool:
        """Whether the list in view shows its empty state."""
        return (self.targets, self.titles)[self.views.current].is_empty

    # ---- acts

    def sign(self) -> None:
        """Record the ticked units as signed on the day at the foot of the list."""
        before = self.session.season
        words = self.pledges.sign()
        if words:
            done = self.session.season is not before
            undo: Button | None = ("Hoàn tác", self.session.undo) if done else None
            self.tell(words, "done" if done else "warn", undo)

    def feed_table(self) -> None:
        """Plan and result of the linked targets into the criteria that have none yet."""
        found = plan_inputs(self.session.season)
        words = f"đưa kế hoạch, kết quả vào {len(found.scores)} tiêu chí"
        if found.scores and not guard(self, lambda: self.session.set_scores(found.scores, words)):
            return
        left = f" Chưa đưa được {len(found.problems)}: " if found.problems else ""
        left += " ".join(it.text for it in found.problems[:1])
        if found.scores:
            tone = "warn" if left else "done"
            self.tell(f"Đã {words}.{left}", tone, ("Hoàn tác", self.session.undo))
        elif left:
            self.tell(left.strip(), "warn")
        elif any(it.criterion for it in self.session.season.facts.targets):
            self.tell("Các tiêu chí đã gắn đều có số liệu, không có ô trống nào để điền.", "muted")
        else:
            self.tell("Chưa chỉ tiêu nào gắn với tiêu chí: mở chỉ tiêu, chọn tiêu chí.", "warn")

    # ---- forms out

    def export_forms(self) -> None:
        """Write the registration form of the chosen units into a folder."""
        units = self.session.season.units
        ticked = ChooseUnits(units, {it.id for it in units}, self).ask()
        folder = files.ask_folder(self, "Chọn thư mục ghi biểu mẫu đăng ký") if ticked else None
        if ticked and folder is not None:
            guard(self, lambda: self._export(folder, ticked))

    def _export(self, folder: Path, ticked: frozenset[str]) -> None:
        made = _forms(self.session.season, folder, ticked)
        written: list[Path] = []

        def work(report: Report) -> None:
            exporting.write_files(made, written, report)

        def done(_result: object) -> None:
            if isValid(self):
                words = f"Đã ghi {len(written)} biểu mẫu đăng ký."
                self.tell(words, button=("Mở thư mục", lambda: files.open_folder(folder)))

        self.jobs.start("Đang ghi biểu mẫu đăng ký", work, done, self._failed)

    def _failed(self, error: Exception) -> None:
        if not isValid(self):
            return
        if isinstance(error, Cancelled):
            self.tell("Đã dừng theo yêu cầu.", "warn")
        else:
            show_error(self, error)


def _forms(
    season: Season, folder: Path, ticked: frozenset[str]
) -> tuple[exporting.FileToWrite, ...]:
    from exporters.forms import registration_form

    return tuple(
        exporting.FileToWrite(
            folder / registration_form.file_name(season, it),
            it.name,
            partial(registration_form.write, season, it),
        )
        for it in season.units
        if it.id in ticked
    )
