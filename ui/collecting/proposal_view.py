"""Proposed deductions: a list, and beside it the whole sentence of one with what can be done."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.collected import Waiver
from models.collecting.paper_matrix import Matrix
from models.collecting.proposals import Proposal, answer_of, proposals, why_none
from ui.book.session import Session
from ui.collecting import due_words
from ui.look import theme
from ui.widgets.cards import Card, button, label, rule
from ui.widgets.columns import Column
from ui.widgets.forms import Field, FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable

_STATES = {
    "open": ("Chờ quyết định", "warn"),
    "accepted": ("Đã trừ", "error"),
    "waived": ("Bỏ qua", "muted"),
}
_EXCLUDED = "Không xét"
_EMPTY = (
    "Chưa có đề nghị nào. Giấy tờ nộp trễ hay quá hạn, vắng họp, họp sai thành phần, văn bản phê bình về "
    "sai phạm nghiêm trọng sẽ hiện ở đây, kèm quy định và ngày."
)
Ask = Callable[[FormDialog], dict[str, Any] | None]


class ProposalsView(QWidget):
    """`chosen` when another proposal is looked at. Enter accepts what is chosen; several lines in one act."""

    told = Signal(str, str, object)
    chosen = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        # Tests answer the form in place of a person.
        self.ask: Ask = FormDialog.ask
        self.found: tuple[Proposal, ...] = ()
        self.table = RecordTable(
            (
                Column(
                    "Đơn vị, việc",
                    lambda it: it.unit.name,
                    second=lambda it: it.what,
                    width=240,
                    stretch=1,
                ),
                Column("Mức", due_words.points_words, width=126, tone=_points_tone),
                Column("Tình trạng", _state, width=136, badge=True, tone=_tone),
            ),
            same=lambda it: (it.unit.id, it.key),
            empty=_EMPTY,
            several=True,
        )
        self.table.setAccessibleName("Đề nghị trừ điểm")
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show())
        self.table.opened.connect(lambda _it: self.accept())
        self._side = self._make_side()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_M)
        layout.addWidget(Card.holding(self.table), 1)
        layout.addWidget(self._side)

    def _make_side(self) -> Card:
        side = Card("Đề nghị")
        side.setFixedWidth(theme.DRAWER_WIDTH)
        self._grounds = label("", wrap=True)
        self._rule = label("", "muted", wrap=True)
        self._citation = label("", "small", wrap=True)
        self._answer = label("", wrap=True)
        for words in (self._grounds, self._rule, self._citation, self._answer):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._line = rule()
        for widget in (self._grounds, self._line, self._rule, self._citation, self._answer):
            side.body.addWidget(widget)
        side.body.addStretch(1)
        self.accepts = button("Chấp nhận", self.accept, "primary")
        self.waives = button("Bỏ qua, ghi lý do…", self.waive)
        self.reopens = button("Rút lại quyết định", self.reopen)
        row = QVBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for made in (self.accepts, self.waives, self.reopens):
            row.addWidget(made)
        side.body.addLayout(row)
        return side

    # ---- what is shown

    def refresh(self, found: Matrix) -> None:
        """Show the session as it is now; `found` is its matrix."""
        season = self.session.season
        self.found = proposals(season, self.session.now().date(), found)
        self.table.set_records(self._ordered())
        if self.table.selected is None and self.found:
            self.table.select(lambda _it: True)
        self._show()

    def _ordered(self) -> Sequence[Proposal]:
        """What waits for the clerk first."""
        return sorted(self.found, key=lambda it: (it.state != "open", not it.stale))

    def start(self) -> None:
        """Begin with the first one that waits, wherever the table was left."""
        self.table.select(lambda it: it.state == "open")

    def explanation(self) -> str:
        """Why nothing is proposed under the pack in force, "" where it is."""
        return why_none(self.session.season.pack)

    def _show(self) -> None:
        made: Proposal | None = self.table.selected
        several = len(self._open()) > 1
        why = "" if self.found else self.explanation()
        self._side.setVisible(made is not None or bool(why))
        self._side.set_title(made.unit.name if made else "Vì sao không có đề nghị")
        self._grounds.setText(_without_name(made) if made else why)
        self._rule.setText(made.rule if made else "")
        self._citation.setText(made.citation if made else "")
        self._answer.setText(_answer_words(made) if made else "")
        self._line.setVisible(made is not None and bool(made.rule))
        for words in (self._rule, self._citation, self._answer):
            words.setVisible(bool(words.text()))
        can = made is not None and not self.session.locked
        waits = made is not None and made.state == "open"
        self.accepts.setVisible(waits)
        self.waives.setVisible(waits)
        self.reopens.setVisible(made is not None and not waits)
        for act in (self.accepts, self.waives, self.reopens):
            act.setEnabled(can)
            act.setToolTip(self.session.locked_reason)
        self.accepts.setText("Chấp nhận" if made is None or made.fault else "Ghi không bình xét")
        if several:
            self._show_several()
        self.chosen.emit()

    def _show_several(self) -> None:
        """What is accepted together, line by line."""
        chosen = self._open()
        self._side.set_title(f"{len(chosen)} đề nghị đã chọn")
        self._grounds.setText("\n".join(f"• {it.unit.name}: {it.what}" for it in chosen))
        for words in (self._line, self._rule, self._citation, self._answer, self.reopens):
            words.hide()
        self.accepts.show()
        self.accepts.setText("Chấp nhận các dòng đã chọn")
        self.waives.hide()

    # ---- what the clerk decides

    def _open(self) -> list[Proposal]:
        """The chosen ones that wait for a decision."""
        if self.session.locked:
            return []
        return [it for it in self.table.selected_records if it.state == "open"]

    def accept(self) -> None:
        """Record the breaches and exclusions that the chosen proposals speak of, as one act."""
        chosen = self._open()
        if not chosen:
            return
        first = chosen[0]
        verb = "chấp nhận trừ điểm" if first.fault else "ghi không bình xét, suy tôn"
        words = f"{verb} {first.unit.name}: {first.what}"
        if len(chosen) > 1:
            units = due_words.names(list(dict.fromkeys(it.unit.name for it in chosen)))
            words = f"chấp nhận {len(chosen)} đề nghị về {units}"
        facts = [it.fact() for it in chosen]
        if guard(self, lambda: self.session.change_facts((), facts, words)):
            self.start()
            if len(chosen) > 1:
                done = f"Đã {words}."
                self.told.emit(done, "done", ("Hoàn tác", self.session.undo))

    def waive(self) -> None:
        """Ask why the block makes no deduction, and keep the reason."""
        chosen = self._open()
        if len(chosen) != 1:
            return
        made = chosen[0]
        dialog = FormDialog(
            "Bỏ qua đề nghị",
            (Field("reason", "Lý do", "multiline", required=True),),
            intro=made.grounds,
            ok_text="Bỏ qua",
            parent=self,
        )
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is None:
            return
        waiver = Waiver(made.unit.id, made.key, values["reason"], self.session.now().date())
        words = f"bỏ qua đề nghị trừ điểm {made.unit.name}: {made.what}"
        if guard(self, lambda: self.session.change_fact(None, waiver, words)):
            self.start()

    def reopen(self) -> None:
        """Take the decision back: the proposal waits again."""
        made: Proposal | None = self.table.selected
        if made is None or self.session.locked:
            return
        facts = answer_of(self.session.season, made)
        words = f"rút lại quyết định về {made.unit.name}: {made.what}"
        guard(self, lambda: self.session.change_facts(facts, (), words))


def _state(made: Proposal) -> str:
    if made.stale:
        return "Xem lại"
    if made.state == "accepted" and made.fault is None:
        return _EXCLUDED
    return _STATES[made.state][0]


def _tone(made: Proposal) -> str:
    return "warn" if made.stale else _STATES[made.state][1]


def _points_tone(made: Proposal) -> str:
    return "muted" if made.state == "waived" or made.stale else "plain"


def _without_name(made: Proposal) -> str:
    """The grounds below the unit's name, which need not be said twice."""
    words = made.grounds.removeprefix(f"{made.unit.name}: ")
    return words[:1].upper() + words[1:]


def _answer_words(made: Proposal) -> str:
    if made.state == "waived":
        return f"Khối bỏ qua: {made.reason}" if made.reason else "Khối bỏ qua."
    if made.state == "open" and made.fault is not None and not made.adds:
        return "Đơn vị đã bị trừ theo quy tắc này; chấp nhận thì ghi vào sổ mà không trừ thêm điểm."
    return ""
