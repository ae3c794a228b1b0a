"""Tab "Thẩm định": the two letters of the appraisal, what it changed, and the units' explanations."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from models.collecting import appraisal
from models.collecting.appraisal import Difference, Gate
from models.year_plan import Letter, YearPlan
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import appraisal_words as words
from ui.collecting.explanations import ExplanationsCard
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets.cards import Badge, Card, EmptyState, button, label
from ui.widgets.columns import Column
from ui.widgets.forms import Field, FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text

Ask = Callable[[FormDialog], dict[str, Any] | None]
REQUEST, RESULT = "appraisal_request", "appraisal"
_TITLES = {REQUEST: "Văn bản đề nghị thẩm định", RESULT: "Văn bản kết quả thẩm định"}


_NONE = "Chưa nhập điểm thẩm định nào."
_SAME = "Điểm thẩm định đã nhập không khác điểm khối chấm ở tiêu chí nào."


class AppraisalTab(Tab):
    """Above the three steps, below them the differences and the explanations."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the forms in place of a person.
        self.ask: Ask = FormDialog.ask
        self.gate: Gate | None = None
        self.found: tuple[Difference, ...] = ()
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_M)
        column.addWidget(self._steps_card())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self._differences_card(), 1)
        self.explanations = ExplanationsCard(session)
        row.addWidget(self.explanations, 1)
        column.addLayout(row, 1)
        self._stack.addWidget(work)
        self._stack.addWidget(
            EmptyState(
                "Bộ quy tắc không có vòng thẩm định",
                "Bộ quy tắc của khối không nêu vòng thẩm định nào có căn cứ, nên không điểm nào chờ "
                "thẩm định. Nếu cấp trên có thẩm định, mở phần Các bước chấm của bộ quy tắc, ghi quy "
                "tắc làm căn cứ cho bước thẩm định.",
                ("Mở bộ quy tắc", lambda: self.wanted.emit("page:table")),
                icon="info",
            )
        )

    def _steps_card(self) -> Card:
        card = Card("Thẩm định")
        self._card = card
        self.state = Badge()
        card.head.addWidget(self.state)
        card.head.addStretch(1)
        self._basis = label("", "small", wrap=True)
        card.body.addWidget(self._basis)
        self.steps = [_Step(number) for number in (1, 2, 3)]
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        for step in self.steps:
            row.addWidget(step, 1)
        card.body.addLayout(row)
        self.buttons = {
            REQUEST: button("Ghi số, ngày…", lambda: self.write(REQUEST)),
            RESULT: button("Ghi số, ngày…", lambda: self.write(RESULT)),
            "points": button("Nhập điểm thẩm định", self.enter_points),
        }
        for step, made in zip(self.steps, self.buttons.values(), strict=True):
            step.put(made)
        self.steps[0].put(
            button(
                "Xuất bảng kèm theo…",
                lambda: self.wanted.emit("page:documents/de-nghi-tham-dinh"),
            )
        )
        return card

    def _differences_card(self) -> Card:
        card = Card("Khác nhau giữa khối chấm và thẩm định")
        card.head.addStretch(1)
        self._export = button(
            "Xuất bảng…", lambda: self.wanted.emit("page:documents/so-sanh-tham-dinh")
        )
        card.head.addWidget(self._export)
        self.table = RecordTable(
            (
                Column("Đơn vị", lambda it: it.unit.name, width=110, stretch=2, wrap=True),
                Column(
                    "Tiêu chí",
                    lambda it: it.row.code,
                    width=90,
                    stretch=2,
                    second=lambda it: it.row.title,
                ),
                Column("Trước", lambda it: text.points(it.before), width=64, align="right"),
                Column("Thẩm định", lambda it: text.points(it.after), width=82, align="right"),
                Column("Chênh", words.amount, width=70, align="right", tone=words.tone, bold=True),
            ),
            same=lambda it: (it.unit.id, it.row.code),
            empty=_NONE,
        )
        self.table.setAccessibleName("Khác nhau giữa khối chấm và thẩm định")
        self.table.opened.connect(lambda it: self.wanted.emit(f"page:scores/{it.unit.id}"))
        card.body.addWidget(self.table, 1)
        return card

    # ---- showing

    def refresh(self, what: str) -> None:
        """The letters, the differences and the explanations as they stand."""
        season = self.session.season
        self.gate = appraisal.gate(season)
        self.explanations.refresh()
        self._stack.setCurrentIndex(0 if self.gate is not None else 1)
        if self.gate is None:
            return
        self.found = appraisal.differences(season)
        self.table.set_records(self.found)
        self.table.set_empty(_SAME if self.gate.done else _NONE)
        self._export.setEnabled(bool(self.found))
        self._basis.setText(season.pack.citation(self.gate.stage.rule))
        waits = appraisal.waiting(season, self.session.results)
        self._card.set_title(words.title(season, self.gate))
        if season.plan.appraisal.is_written:
            self.state.show_state("Đã có kết quả", "done")
        else:
            self.state.show_state(f"{len(waits)} đơn vị chờ thẩm định" if waits else "", "warn")
        for step, told in zip(self.steps, words.steps(season, self.gate), strict=True):
            step.show_words(told)
        for kind in (REQUEST, RESULT):
            letter: Letter = getattr(season.plan, kind)
            self.buttons[kind].setText("Sửa…" if letter.is_written else "Ghi số, ngày…")
            self.buttons[kind].setEnabled(not self.session.read_only)
            self.buttons[kind].setToolTip(self.session.read_only_reason)

    def sentence(self) -> str:
        """What waits for whose letter, or what the appraisal changed."""
        if self.session.read_only_reason:
            return self.session.read_only_reason
        if self.gate is None:
            return "Bộ quy tắc không nêu vòng thẩm định nào có căn cứ."
        waits = appraisal.waiting(self.session.season, self.session.results)
        return words.sentence(self.session.season, self.gate, waits, self.found)

    def primary(self) -> Button | None:
        """The next of the three steps."""
        if self.gate is None or self.session.read_only:
            return None
        plan = self.session.season.plan
        if plan.appraisal.is_written:
            if self.gate.done < self.gate.total:
                return "Nhập điểm thẩm định", self.enter_points
            return None
        if plan.appraisal_request.is_written:
            return "Ghi văn bản kết quả…", lambda: self.write(RESULT)
        return "Ghi văn bản đề nghị…", lambda: self.write(REQUEST)

    # ---- acts

    def enter_points(self) -> None:
        """Go to the first unit whose points of the appraisal are not in."""
        season, gate = self.session.season, self.gate
        left = appraisal.unappraised(season, self.session.results)
        units = left or appraisal.appraised_units(season)
        target = f"/{units[0].id}|{gate.stage.code}" if gate and units else ""
        self.wanted.emit(f"page:scores{target}")

    def write(self, kind: str) -> None:
        """Ask for number, day and file of one of the two letters; all empty takes it out again."""
        if self.session.read_only:
            return
        plan = self.session.season.plan
        old: Letter = getattr(plan, kind)
        other: Letter = getattr(plan, REQUEST if kind == RESULT else RESULT)
        dialog = FormDialog(
            _TITLES[kind],
            _letter_fields(),
            {"number": old.number, "issued": old.issued, "file": old.file},
            check=words.letter_faults,
            intro=words.letter_intro(self.session.season, result=kind == RESULT),
            parent=self,
            doubt=partial(words.letter_doubts, other, result=kind == RESULT),
        )
        if old.is_written:
            dialog.foot.insertWidget(
                0, button("Xóa văn bản này", partial(_take_out, dialog), "danger")
            )
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is None:
            return
        new = Letter(values["number"], values["issued"], values["file"])
        if new != old:
            changed: dict[str, Any] = {kind: new}
            made: YearPlan = replace(plan, **changed)
            verb = "ghi" if new.is_written else "bỏ"
            label_words = f"{verb} {_TITLES[kind][:1].lower()}{_TITLES[kind][1:]}"
            if guard(self, lambda: self.session.set_plan(made, label_words)) and verb == "bỏ":
                self.tell(f"Đã {label_words}.", button=("Hoàn tác", self.session.undo))


def _take_out(dialog: FormDialog) -> None:
    """Answer with an empty letter."""
    for field in _letter_fields():
        dialog.form.input(field.name).clear()
    dialog.accept()


def _letter_fields() -> Sequence[Field]:
    return (
        Field("number", "Số, ký hiệu", placeholder="12/CV-KTĐ"),
        Field("issued", "Ngày", "day"),
        Field(
            "file",
            "Tên tệp",
            placeholder="Cong van 12.pdf",
            help="Tên tệp văn bản được gửi hoặc nhận, để tìm lại.",
        ),
    )


class _Step(QWidget):
    """One of the three steps: its number and name, how it stands, its buttons."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_XS)
        self.name = label("", "strong", wrap=True)
        self.words = label("", "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.name)
        column.addWidget(self.words, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(theme.SPACE_S)
        self._row.addStretch(1)
        column.addLayout(self._row)

    def put(self, made: QWidget) -> None:
        """One more button, after those that are there."""
        self._row.insertWidget(self._row.count() - 1, made)

    def show_words(self, told: words.StepWords) -> None:
        """Say how the step stands."""
        mark = "✓ " if told.done else ""
        self.name.setText(f"{mark}{self._number}. {told.name}")
        self.words.setText(told.words)
        for place in range(self._row.count()):
            item = self._row.itemAt(place)
            if item is not None and (made := item.widget()) is not None:
                made.setAccessibleDescription(f"{told.name}. {told.words}")
