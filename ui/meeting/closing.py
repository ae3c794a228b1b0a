"""Tab "Chốt kết quả": what is open, closing and correcting the result, and what follows the meeting."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.closed import Closing
from models.meeting_day.after_meeting import Won, duties, won
from models.meeting_day.closing import CheckItem, changes, checklist, open_points
from models.papers.stamp import stamp_minute
from ui.book.jobs import Cancelled, Jobs
from ui.book.session import Session
from ui.frame.tab import Tab
from ui.frame.version import VERSION
from ui.look import theme
from ui.meeting.closing_forms import closing_form, opening_form, whys
from ui.meeting.closing_views import ChangesBox, VersionBox
from ui.pages.base import Button
from ui.widgets.cards import Badge, Card, button, label
from ui.widgets.columns import Column
from ui.widgets.forms import FormDialog
from ui.widgets.messages import Box, guard, show_error
from ui.widgets.records import RecordTable
from ui.words import text
from ui.words.closing_words import accounted

Ask = Callable[[FormDialog], dict[str, Any] | None]
_NO_DUTIES = (
    "Bộ quy tắc và kế hoạch năm không nêu việc nào phải làm sau hội nghị. Khối có hạn nộp báo cáo thành tích, "
    "trình hồ sơ thì ghi vào bộ quy tắc, phần thời hạn."
)


class ClosingTab(Tab):
    """At the left what is open, or what follows once the result is closed; at the right the versions."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the forms and look at the boxes in place of a person.
        self.ask: Ask = FormDialog.ask
        self.show_box: Callable[[Box], object] = Box.exec
        self.found: tuple[CheckItem, ...] = ()
        self._changed = True
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE_M)
        self.open_card, self.after_card = self._checks_card(), self._after_card()
        left.addWidget(self.open_card, 1)
        left.addWidget(self.after_card, 1)
        row.addLayout(left, 2)
        row.addWidget(self._versions_card(), 1)
        self.body.addLayout(row, 1)

    # ---- the parts

    def _checks_card(self) -> Card:
        card = Card("Trước khi chốt")
        self.state = Badge()
        card.head.addWidget(self.state)
        card.head.addStretch(1)
        self.checks = RecordTable(
            (
                Column(
                    "",
                    lambda it: "xong" if it.ok else "còn mở",
                    width=34,
                    align="center",
                    mark=_mark,
                ),
                Column(
                    "Việc",
                    lambda it: it.title,
                    width=240,
                    stretch=1,
                    second=lambda it: it.sentence,
                    tooltip=lambda it: it.sentence,
                    bold=lambda it: not it.ok,
                ),
                Column(
                    "",
                    lambda it: "Xem" if it.ok else "Giải quyết",
                    width=96,
                    align="right",
                    link=lambda it: self.wanted.emit(it.wanted),
                ),
            ),
            same=lambda it: it.code,
        )
        self.checks.setAccessibleName("Việc phải xong trước khi chốt")
        self.checks.opened.connect(lambda it: self.wanted.emit(it.wanted))
        self.reason = label("", "", wrap=True)
        card.body.addWidget(self.reason)
        card.body.addWidget(self.checks, 1)
        return card

    def _after_card(self) -> Card:
        card = Card("Sau hội nghị")
        self.winners = RecordTable(
            (
                Column("Kết quả", lambda it: it.title, width=180, stretch=3, bold=True),
                Column("Đơn vị", _winners, width=120, stretch=3, wrap=True, tooltip=_winners),
                Column("Căn cứ", lambda it: it.how, width=170, stretch=1, small=True),
            ),
            fit=True,
            same=lambda it: it.title,
            empty="Chưa có cuộc bỏ phiếu nào, và khối chưa ghi số lượng khen thưởng.",
        )
        self.winners.setAccessibleName("Đơn vị được chọn")
        self.duties = RecordTable(
            (
                Column(
                    "Việc phải làm",
                    lambda it: it.title,
                    width=200,
                    stretch=5,
                    wrap=True,
                    tooltip=lambda it: "\n".join(filter(None, (it.title, it.source))),
                ),
                Column(
                    "Hạn",
                    lambda it: it.due,
                    width=170,
                    stretch=4,
                    wrap=True,
                    tooltip=lambda it: "\n".join(filter(None, (it.due, it.source))),
                ),
                Column("Ai làm", lambda it: it.who, width=100, stretch=2, wrap=True),
            ),
            same=lambda it: it.title,
            empty=_NO_DUTIES,
        )
        self.duties.setAccessibleName("Việc sau hội nghị")
        card.body.addWidget(self.winners)
        card.body.addSpacing(theme.SPACE_S)
        card.body.addWidget(self.duties, 1)
        return card

    def _versions_card(self) -> Card:
        card = Card("Các bản đã chốt")
        card.head.addStretch(1)
        self.versions = RecordTable(
            (
                Column("Bản", lambda it: f"{it.number:02}", width=48, align="center", bold=True),
                Column(
                    "Ngày chốt, mã",
                    lambda it: f"{text.day(it.closed_on)} · {it.short}",
                    width=160,
                    stretch=1,
                    tooltip=_why,
                ),
            ),
            same=lambda it: it.number,
            empty="Chưa chốt lần nào. Chốt xong, kết quả giữ nguyên; muốn sửa phải mở đính chính có lý do, và "
            "bản cũ vẫn xem lại được.",
        )
        self.versions.setAccessibleName("Các bản đã chốt")
        self.versions.opened.connect(self.look)
        self.versions.chosen.connect(lambda _it: self._show_buttons())
        card.body.addWidget(self.versions, 1)
        self._reason_in_full = label("", "small", wrap=True)
        card.body.addWidget(self._reason_in_full)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_S)
        self.look_button = button("Xem bản này", self._look_at_chosen)
        self.compare_button = button("Trước → sau", self._compare_chosen)
        for made in (self.look_button, self.compare_button):
            foot.addWidget(made)
        foot.addStretch(1)
        card.body.addLayout(foot)
        return card

    # ---- showing

    def refresh(self, what: str) -> None:
        """What is open while the year is, then what follows; the versions always."""
        season = self.session.season
        standings = self.session.standings
        self.open_card.setVisible(not season.is_final)
        self.after_card.setVisible(season.is_final)
        if season.is_final:
            winners = self._won()
            self.winners.set_records(winners)
            self.duties.set_records(duties(season, winners))
            self.found = ()
        else:
            today = self.session.now().date()
            self.found = checklist(season, self.session.results, standings, today)
            self.checks.set_records(self.found)
        self._changed = not self._is_open or self._differs()
        left = len(open_points(self.found))
        reason = self.session.reason_of_opening()
        self.reason.setText(f"Lý do đính chính: {reason}")
        self.reason.setVisible(bool(reason))
        self.state.show_state(f"còn {left} việc" if left else "đã đủ", "warn" if left else "done")
        new = len(season.closings) != len(self.versions.records)
        self.versions.set_records(list(reversed(season.closings)))
        if new and season.closings:
            last = season.closings[-1].number
            self.versions.select(lambda it: it.number == last)
        self._show_buttons()

    def _differs(self) -> bool:
        """Whether the corrigendum has changed a figure of the version it corrects."""
        return bool(changes(self.session.last_closed()[0], self.session.season))

    def _won(self) -> tuple[Won, ...]:
        """Who won by the closed version; what is entered after the meeting changes nothing of it."""
        season, _results, standings = self.session.official()
        return won(season, standings)

    def _show_buttons(self) -> None:
        chosen: Closing | None = self.versions.selected
        self._reason_in_full.setText(_why(chosen) if chosen else "")
        self._reason_in_full.setVisible(chosen is not None)
        self.look_button.setEnabled(chosen is not None)
        self.compare_button.setEnabled(chosen is not None and bool(chosen.number or self._is_open))
        self.compare_button.setToolTip(
            "" if self.compare_button.isEnabled() else "Bản đầu tiên không có bản nào trước nó."
        )

    @property
    def _is_open(self) -> bool:
        """Whether a corrigendum is being made."""
        return bool(self.session.season.closings) and not self.session.season.is_final

    def sentence(self) -> str:
        """Closed on which day under which mark, or how much is left."""
        season = self.session.season
        if self.session.read_only_reason:
            return self.session.read_only_reason
        if season.closed_on is not None and not season.closings:
            return f"Đã chốt kết quả ngày {text.day(season.closed_on)}, không có bản chốt nào trong sổ."
        if season.is_final:
            last = season.closings[-1]
            return f"Đã chốt kết quả ngày {text.day(last.closed_on)}, bản {last.number:02}, mã {last.short}."
        left = len(open_points(self.found))
        head = f"Đang đính chính bản {len(season.closings) - 1:02}. " if self._is_open else ""
        if not self._changed:
            return (
                f"{head}Chưa sửa số liệu nào: sửa điểm ở thẻ Thảo luận, hoặc bấm Thôi đính chính."
            )
        if left:
            return f"{head}Còn {left} việc trước khi chốt kết quả."
        return f"{head}Mọi việc đã xong, chốt được kết quả."

    def primary(self) -> Button | None:
        """Close when nothing is open, else the first open point; the papers once it is closed."""
        if self.session.season.is_final:
            return "Xuất văn bản", partial(self.wanted.emit, "page:documents")
        if self.session.read_only:
            return None
        left = open_points(self.found)
        if left:
            return f"Còn {len(left)} việc", partial(self.wanted.emit, left[0].wanted)
        return "Chốt kết quả…", self.close_year

    def secondary(self) -> Sequence[Button]:
        """Opening a corrigendum; closing with what is open accounted for; a copy to practise on."""
        season = self.session.season
        if self.session.read_only:
            return ()
        if season.is_final:
            return (("Mở đính chính…", self.open_year),)
        found: list[Button] = []
        if season.closings:
            found.append(("Thôi đính chính", self.keep_closed))
        if not self._changed:
            found.append(("Sửa điểm…", partial(self.wanted.emit, "page:meeting/discussion")))
        if not season.meeting.is_rehearsal:
            found.append(("Tập dượt…", self.rehearse))
        if open_points(self.found) and season.units and season.table.criteria():
            found.append(("Chốt, ghi lý do còn mở…", self.close_year))
        return tuple(found)

    # ---- acts

    def close_year(self) -> None:
        """Ask for day, document and reasons, then close the result."""
        season = self.session.season
        left = open_points(self.found)
        today, reason = self.session.now().date(), self.session.reason_of_opening()
        dialog = closing_form(season, left, today, reason, self)
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is None:
            return
        kept = accounted(values.get("reason", ""), whys(left, values))
        act = partial(self.session.close_year, values["day"], VERSION, kept, values["document"])
        if guard(self, act):
            last = self.session.season.closings[-1]
            self.tell(
                f"Đã chốt bản số {last.number:02}, mã {last.short}. In văn bản để ký.", "done"
            )
            self.versions.setFocus()  # what was open, and the button, are gone

    def open_year(self) -> None:
        """Ask why, then open the closed result for a corrigendum."""
        dialog = opening_form(self.session.season, self)
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is not None and guard(self, partial(self.session.open_year, values["reason"])):
            self.checks.setFocus()

    def keep_closed(self) -> None:
        """Opened by mistake: the closed version stands again."""
        if guard(self, self.session.keep_closed):
            self.tell("Đã thôi đính chính; bản chốt trước có hiệu lực như cũ.")
            self.versions.setFocus()

    def rehearse(self) -> None:
        """Make a copy of the file that says TẬP DƯỢT on everything, and open it."""
        guard(self, self._rehearse)

    def _rehearse(self) -> None:
        real = self.session.file.path.name
        work = self.session.rehearsal()

        def done(path: Path) -> None:
            if guard(self, partial(self.session.open, path)):
                words = f"Đang mở bản tập dượt “{path.name}”. Sổ thật “{real}” không đổi."
                self.tell(words, "done")

        def failed(error: Exception) -> None:
            if not isinstance(error, Cancelled):
                show_error(self, error)

        self.jobs.start("Tạo bản tập dượt", work, done, failed)

    # ---- looking

    def _look_at_chosen(self) -> None:
        if self.versions.selected is not None:
            self.look(self.versions.selected)

    def look(self, closing: Closing) -> None:
        """Show the ranking of one closed version."""
        number = closing.number

        def look() -> None:
            before = self._version(max(0, number - 1))
            minute = stamp_minute(self.session.season, self.session.now())
            self._show(VersionBox(before, self._version(number), self, minute))

        guard(self, look)

    def _compare_chosen(self) -> None:
        if self.versions.selected is not None:
            self.compare(self.versions.selected)

    def compare(self, closing: Closing) -> None:
        """What a corrigendum changed; of the last version, while it is being corrected, what has changed
        since."""
        guard(self, lambda: self._compare(closing))

    def _compare(self, closing: Closing) -> None:
        season = self.session.season
        if self._is_open and closing == season.closings[-1]:
            title = f"Từ bản chốt số {closing.number:02} đến nay"
            self._show(ChangesBox(self._version(closing.number), season, title, self))
        elif closing.number:
            title = f"Đính chính số {closing.number:02}: trước và sau"
            before, after = self._version(closing.number - 1), self._version(closing.number)
            self._show(ChangesBox(before, after, title, self))

    def _version(self, number: int) -> Any:
        return self.session.closed_version(number)

    def _show(self, box: Box) -> None:
        self.show_box(box)
        box.deleteLater()


def _mark(it: CheckItem) -> tuple[Any, str]:
    return ("dot", "done") if it.ok else ("ring", "warn")


def _winners(it: Won) -> str:
    return ", ".join(unit.name for unit in it.units) or "chưa có"


def _why(it: Closing) -> str:
    first = "" if it.number else "Bản đầu tiên"
    return " · ".join(part for part in (it.reason or first, it.document) if part)
