"""Step 3: which regulation the block scores by, and the values its sources leave to the block."""

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from models.faults import Fault, pack_faults
from models.rulepack import RulePack
from ui import theme
from ui.jobs import Jobs
from ui.session import Session
from ui.setup import pack_fields
from ui.setup.losses import lost_to_pack
from ui.setup.step import Step
from ui.setup.steps import NO_PACK
from ui.widgets.cards import label
from ui.widgets.forms import FieldForm
from ui.widgets.messages import guard
from ui.widgets.scroll import scrolled

STAGES = "bước chấm"


class RulesStep(Step):
    """A list of the shipped packs and a form of the open values of the chosen one."""

    heading = "Bộ quy tắc chấm điểm"
    sentence = (
        "Chọn văn bản khối chấm theo. Những giá trị nguồn không quy định do khối quyết định; sửa lại"
        " được trước khi chốt kết quả."
    )

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._packs: dict[str, RulePack] = {}
        self.choice = QComboBox()
        self.choice.setAccessibleName("Bộ quy tắc")
        self.choice.currentIndexChanged.connect(lambda _place: self._show_values())
        self._scroll = scrolled(QWidget())
        self.form = FieldForm(())
        self.refused = label("", "error", wrap=True)
        self.body.addWidget(self.choice)
        self.body.addWidget(self._scroll, 1)
        self.setFocusProxy(self.choice)

    def refresh(self) -> None:
        """The packs that ship; the one in the file stands first, with the block's own values."""
        from ui import shipped

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
        self.choice.blockSignals(False)
        self._show_values()

    def _chosen(self) -> RulePack:
        return self._packs[self.choice.currentData()]

    def _show_values(self) -> None:
        pack = self._chosen()
        inner = QWidget()
        inner.setProperty("role", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_SM)
        bases = "; ".join(basis.document for basis in pack.legal_bases)
        if bases:
            column.addWidget(label(f"Căn cứ: {bases}", "small", wrap=True))
        fields = pack_fields.fields(pack, self.session.season.table)
        self.form = FieldForm(fields, pack_fields.values(pack))
        self.refused = label("", "error", wrap=True)
        self.refused.hide()
        column.addWidget(self.form)
        column.addWidget(self.refused)
        for value in pack_fields.told(pack):
            column.addWidget(label(value.title, "strong", wrap=True))
            column.addWidget(label(value.note, "small", wrap=True))
        column.addStretch(1)
        self._scroll.setWidget(inner)

    def commit(self) -> bool:
        """Put the pack with the chosen values in force; one that cannot be meant is told, not taken."""
        self.refused.hide()
        if not self.form.check():
            return False
        pack = pack_fields.with_values(self._chosen(), self.form.values())
        if pack == self.session.season.pack:
            return True
        faults = tuple(pack_faults(pack))
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

    def _refuse(self, faults: Sequence[Fault]) -> None:
        """Each sentence at the field it speaks of, the others under the form."""
        names = self.form.values()
        at: dict[str, str] = {}
        rest = []
        for place, problem in faults:
            if place in names:
                at[place] = problem.text
            else:
                rest.append(problem.text)
        self.form.show_errors(at)
        self.refused.setText("\n".join(rest))
        self.refused.setVisible(bool(rest))
        if rest and not at:
            self._scroll.ensureWidgetVisible(self.refused)
