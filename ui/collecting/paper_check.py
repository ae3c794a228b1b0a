"""Whether the signed paper says the same as the file: the code printed on it, held against ours."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from models.collected import SignedPaper
from models.collecting.intake import form_stage
from models.collecting.paper_check import (
    PaperCheck,
    PaperState,
    paper_checks,
    second_entry,
    settled,
    typed_code,
)
from models.collecting.taking import Taking
from models.errors import Problem
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting.second_entry import SecondEntryDialog
from ui.look import theme
from ui.widgets.cards import Badge, Card, Tone, button, label, restyle
from ui.widgets.columns import Column
from ui.widgets.day_edit import DayEdit
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text

_STATES: dict[PaperState, tuple[str, Tone]] = {
    "none": ("Chưa đối chiếu", "muted"),
    "equal": ("Bằng nhau", "done"),
    "different": ("Bản giấy khác tệp", "error"),
}
_CODE_WIDTH = 130


class CodeField(QLineEdit):
    """The code from the paper; the arrows go to the unit above and below."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[event.key()])
        else:
            super().keyPressEvent(event)


class PaperCheckView(QWidget):
    """The units with the code of what they sent and the code on their signed paper; below them the unit that
    is being looked at."""

    told = Signal(str, str, object)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self._shown = ""
        self._paper: SignedPaper | None = None
        self.table = RecordTable(
            (
                Column("Đơn vị", lambda it: it.unit.name, stretch=1, width=220, middle=True,
                       key=lambda it: it.unit.name),
                Column("Mã của tệp", lambda it: it.ours or text.NOTHING, width=110, align="center"),
                Column("Mã trên bản giấy", _paper_code, width=140, align="center"),
                Column("Ngày nhận", _received, width=100),
                Column("Kết quả", _state, width=162, badge=True, tone=_tone,
                       key=lambda it: list(_STATES).index(it.state)),
                Column("Nhập lại lần hai", _second, width=180),
            ),
            same=lambda it: it.unit.id,
            empty="Chưa có đơn vị nào. Thêm đơn vị ở trang Đơn vị.",
        )  # fmt: skip
        self.table.setAccessibleName("Đối chiếu bản giấy với tệp")
        self.table.chosen.connect(lambda _it: self._leave())
        self.table.opened.connect(lambda _it: self.code.setFocus())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_SM)
        column.addWidget(Card.holding(self.table), 1)
        self._panel = self._make_panel()
        column.addWidget(self._panel)

    def _make_panel(self) -> Card:
        card = Card("Đơn vị")
        self._badge = Badge("")
        card.head.addWidget(self._badge)
        card.head.addStretch(1)
        self.again = button("Nhập lại từ bản giấy", self.enter_again)
        card.head.addWidget(self.again)
        self._words = label("", wrap=True)
        self._advice = label("", "muted", wrap=True)
        card.body.addWidget(self._words)
        card.body.addWidget(self._advice)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        self.code = CodeField()
        self.code.setFixedWidth(theme.zoomed(_CODE_WIDTH))
        self.code.setMaxLength(20)
        self.code.setPlaceholderText("ví dụ 4827-16")
        self.code.returnPressed.connect(self.save)
        self.code.stepped.connect(self._step)
        self.day = DayEdit()
        self.day.returnPressed.connect(self.save)
        for words, field in (("Mã trên bản giấy", self.code), ("Ngày nhận", self.day)):
            name = label(words)
            name.setBuddy(field)
            field.setAccessibleName(words)
            field.textEdited.connect(lambda _text: self._say(""))
            row.addWidget(name)
            row.addWidget(field)
            row.addSpacing(theme.SPACE_S)
        self._save = button("Lưu mã", self.save, "primary")
        row.addWidget(self._save)
        row.addWidget(label("Enter: lưu, sang đơn vị sau", "small"))
        row.addStretch(1)
        card.body.addLayout(row)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        card.body.addWidget(self._error)
        return card

    # ---- showing

    def refresh(self, what: str) -> None:
        """Show the session as it is now; what is being typed stays."""
        del what
        self.table.blockSignals(True)  # the rows go and come back: nobody chose another
        self.table.set_records(paper_checks(self.session.season))
        if self.table.selected is None:
            self.table.select(lambda it: it.state == "none" and bool(it.ours))
        if self.table.selected is None:
            self.table.select(lambda _it: True)
        self.table.blockSignals(False)
        self._show_unit()

    def sentence(self) -> str:
        """How many units are compared, and how they stand."""
        checks = paper_checks(self.session.season)
        if not checks:
            return "Chưa có đơn vị nào."
        counts = {state: sum(it.state == state for it in checks) for state in _STATES}
        done = len(checks) - counts["none"]
        if not done:
            return "Chưa đối chiếu bản giấy nào; gõ mã kiểm tra in cạnh chữ ký của từng đơn vị."
        told = f"Đã đối chiếu {done}/{len(checks)} đơn vị"
        differ = f", {counts['different']} bản giấy khác tệp" if counts["different"] else ""
        return f"{told}{differ or ', tất cả bằng nhau'}."

    @property
    def current(self) -> PaperCheck | None:
        """The unit that is being looked at."""
        found: PaperCheck | None = self.table.selected
        return found

    def _show_unit(self) -> None:
        check, writes = self.current, not self.session.locked
        self._panel.setVisible(check is not None)
        if check is None:
            self._shown = ""
            return
        self._panel.set_title(check.unit.name)
        self._badge.show_state(*_STATES[check.state])
        self._words.setText(check.what)
        advice = check.advice if writes else self.session.locked_reason
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self.again.setEnabled(writes)
        self._save.setEnabled(writes)
        self.code.setReadOnly(not writes)
        self.day.setReadOnly(not writes)
        if check.unit.id != self._shown or check.paper != self._paper:
            self._fill(check)

    def _leave(self) -> None:
        """Another unit was chosen: what was typed for the one before is recorded, or keeps it in view."""
        check, before = self.current, self._shown
        typed = self.code.isModified() or self.day.isModified()
        if check is not None and before not in {"", check.unit.id} and typed and not self.settle():
            self.table.select(lambda it: it.unit.id == before)
            return
        self._show_unit()

    def _fill(self, check: PaperCheck) -> None:
        paper = check.paper
        self._shown, self._paper = check.unit.id, paper
        self.code.setText(paper.code if paper else "")
        self.code.selectAll()
        self.day.set_day(paper.received if paper else self.session.now().date())
        self._say("")

    def _say(self, sentence: str) -> None:
        self._error.setText(sentence)
        self._error.setVisible(bool(sentence))
        restyle(self.code, bad="true" if sentence else "false")

    def _step(self, step: int) -> None:
        """To another unit with the keyboard in the same field; what was typed is saved first."""
        if not self.settle():
            return
        check = self.current
        places = [it.unit.id for it in self.table.records]
        wanted = places.index(check.unit.id) + step if check else 0
        if 0 <= wanted < len(places):
            self.table.select(lambda it: it.unit.id == places[wanted])
            self.code.setFocus()
            self.code.selectAll()

    # ---- the code

    def save(self) -> None:
        """Record the code and go to the next unit; where the paper differs, stay and say so."""
        was = self.current
        if not self.settle():
            return
        check = self.current
        if check is not None and (check.state != "different" or check == was):
            self._step(1)

    def settle(self) -> bool:
        """Record what is typed for the unit in view; False while it is refused."""
        check = next((it for it in self.table.records if it.unit.id == self._shown), None)
        if check is None or self.session.locked:
            return True
        code = typed_code(self.code.text())
        if isinstance(code, Problem):
            self._say(f"{code.what} {code.advice}")
            self.code.setFocus()
            return False
        if self.day.wrong:
            self._say(f"Ngày nhận: {self.day.problem}")
            self.day.setFocus()
            return False
        new = None
        if code is not None:
            kept = check.paper or SignedPaper(check.unit.id, code)
            new = replace(kept, code=code, received=self.day.day)
        return new == check.paper or self._record(check, new)

    def _record(self, check: PaperCheck, new: SignedPaper | None) -> bool:
        name = check.unit.name
        verb = "bỏ" if new is None else "ghi"
        done = guard(
            self,
            lambda: self.session.change_fact(check.paper, new, f"{verb} mã bản giấy của {name}"),
        )
        if done:
            self.refresh("season")
            now = next(it for it in self.table.records if it.unit.id == check.unit.id)
            self.told.emit(f"{name}: {now.what}", _STATES[now.state][1], None)
        return done

    # ---- the second entry

    def enter_again(self) -> None:
        """Type the paper a second time; what was chosen is entered."""
        check = self.current
        if check is None or self.session.locked:
            return
        dialog = SecondEntryDialog(
            self.session, check.unit, form_stage(self.session.season.pack), self
        )
        if self.ask(dialog):
            self.enter(check, dialog)
        dialog.deleteLater()

    def ask(self, dialog: SecondEntryDialog) -> bool:
        """Show the dialog; whether it was brought to its end."""
        return dialog.exec() == QDialog.DialogCode.Accepted

    def enter(self, check: PaperCheck, dialog: SecondEntryDialog) -> None:
        """Enter the values taken from the second entry, and record that it was done."""
        season, unit = self.session.season, check.unit
        stage, found, taken = form_stage(season.pack), dialog.found, dialog.taken
        scores = settled(season, unit.id, stage, taken)
        fact = second_entry(unit.id, stage, self.session.now().date(), found, taken)

        def write() -> None:
            label = f"ghi nhận nhập lần hai của {unit.name}"
            self.session.take_in(label, Taking(label, scores=scores, new_facts=(fact,)))

        if guard(self, write):
            self.refresh("season")
            what = (
                f"{len(found)} chỗ khác, lấy điểm lần hai {len(taken)} chỗ"
                if found
                else "giống nhau"
            )
            self.told.emit(f"{unit.name}: đã nhập lần hai, {what}.", "done", None)


# ---- words of the table


def _paper_code(check: PaperCheck) -> str:
    return check.paper.code if check.paper else text.NOTHING


def _received(check: PaperCheck) -> str:
    return text.day(check.paper.received) if check.paper and check.paper.received else text.NOTHING


def _state(check: PaperCheck) -> str:
    return _STATES[check.state][0]


def _tone(check: PaperCheck) -> Tone:
    return _STATES[check.state][1]


def _second(check: PaperCheck) -> str:
    done = check.second
    if done is None:
        return text.NOTHING
    said = f"{done.differences} chỗ khác" if done.differences else "Giống nhau"
    return f"{said} · {text.day(done.done)}" if done.done else said
