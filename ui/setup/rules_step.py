"""Step 3: which regulation the block scores by, and the values its sources leave to the block."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.checking.faults import pack_faults
from models.rulepack import RulePack
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.rules.draft import Draft
from ui.rules.kinds import Kind
from ui.rules.open_view import OpenView
from ui.rules.sources import Source, of_record
from ui.setup.losses import STAGES, lost_to_pack
from ui.setup.step import Step
from ui.setup.steps import NO_PACK
from ui.widgets.cards import label
from ui.widgets.choice import Choice
from ui.widgets.messages import guard
from ui.widgets.scroll import scrolled
from ui.words import rule_words

_NOT_LISTED = (
    "Văn bản của khối không có trong danh sách thì chọn bộ trống, rồi ghi các quy định của khối; mọi giá"
    " trị sửa được sau ở trang Bảng chấm điểm."
)


class RulesStep(Step):
    """A list of the shipped packs and what the chosen one leaves open, each for the block to choose."""

    heading = "Bộ quy tắc chấm điểm"
    sentence = (
        "Chọn văn bản khối chấm theo, rồi chọn từng giá trị mà văn bản để mở. Chưa chọn cũng đi tiếp"
        " được; kết quả sẽ ghi rõ là chưa chọn."
    )

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._packs: dict[str, RulePack] = {}
        self.draft: Draft | None = None
        self.open_view: OpenView | None = None
        self.choice = Choice()
        self.choice.setPlaceholderText("Chọn bộ quy tắc")
        self.choice.setAccessibleName("Bộ quy tắc")
        self.choice.currentIndexChanged.connect(lambda _place: self._show_values())
        self.refused = label("", "error", wrap=True)
        self._scroll = scrolled(QWidget())
        self.body.addWidget(self.choice)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self.refused)
        self.refused.hide()
        self.setFocusProxy(self.choice)

    def refresh(self) -> None:
        """The packs that ship; the one in the file stands first, with the block's own values."""
        from ui.book import shipped

        current = self.session.season.pack
        packs = {pack.id: pack for pack in shipped.packs()}
        if current.id != NO_PACK.id:
            packs = {
                current.id: current,
                **{key: it for key, it in packs.items() if key != current.id},
            }
        self._packs = packs
        self.choice.blockSignals(True)
        self.choice.clear()
        for key, pack in packs.items():
            self.choice.addItem(pack.name, key)
        # Of the packs that ship none is the block's before it was chosen.
        self.choice.setCurrentIndex(-1 if current.id == NO_PACK.id else 0)
        self.choice.blockSignals(False)
        self._show_values()

    def _chosen(self) -> RulePack | None:
        return self._packs.get(self.choice.currentData())

    def _show_values(self) -> None:
        pack = self._chosen()
        self.refused.hide()
        if pack is None:
            self.draft = self.open_view = None
            told = label(_NOT_LISTED, "muted", wrap=True)
            told.setAlignment(Qt.AlignmentFlag.AlignTop)
            self._scroll.setWidget(told)
            return
        inner = QWidget()
        inner.setProperty("role", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_SM)
        bases = "; ".join(basis.document for basis in pack.legal_bases)
        if bases:
            column.addWidget(label(f"Căn cứ: {bases}", "small", wrap=True))
        self.draft = Draft(self.session.season, inner)
        self.draft.start(self.session.season, pack)
        self.open_view = OpenView(self.draft, self._source, read_only=self.session.locked)
        column.addWidget(self.open_view)
        column.addStretch(1)
        self._scroll.setWidget(inner)

    def _source(self, kind: Kind, record: Any) -> Source:
        assert self.draft is not None, "asked for by the view of the draft"
        day = rule_words.reference_day(self.session.season, self.session.now().date())
        return of_record(self.draft.drafted, kind, record, day)

    def _refuse(self, words: str) -> None:
        self.refused.setText(words)
        self.refused.show()

    def commit(self) -> bool:
        """Put the pack with the chosen values in force; one that cannot be meant is told, not taken."""
        self.refused.hide()
        if self.draft is None or self.open_view is None:
            self._refuse("Chọn một bộ quy tắc rồi mới đi tiếp được.")
            self.choice.setFocus()
            return False
        if not self.open_view.leave():
            return False
        pack = self.draft.pack
        if pack == self.session.season.pack:
            return True
        faults = "\n".join(fault.problem.text for fault in pack_faults(pack))
        if faults:
            self._refuse(faults)
            return False
        loss = lost_to_pack(self.session.season, pack)
        question = "Đổi bộ quy tắc?"
        if not self.may_drop(loss, STAGES, question, "đổi bộ quy tắc"):
            return False
        if not guard(self, lambda: self.session.set_pack(pack)):
            return False
        self.tell_dropped(loss, STAGES)
        return True
