"""The bar under the editor: what was changed, what contradicts what, and the two ways on."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.look import theme
from ui.rules.draft import Draft
from ui.setup.losses import STAGES, lost_to_pack
from ui.widgets.cards import Badge, Card, button, label

_MOST = 2


class DraftBar(Card):
    """Hidden while nothing is changed and nothing contradicts itself.

    `wanted` carries the place of the contradiction the clerk wants to see.
    """

    applied = Signal()
    discarded = Signal()
    wanted = Signal(str)

    def __init__(self, draft: Draft, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.draft = draft
        self._place = ""
        self.badge = Badge()
        self.words = label("", "", wrap=True)
        self.show_button = button("Xem chỗ mâu thuẫn", lambda: self.wanted.emit(self._place))
        self.discard_button = button("Bỏ sửa đổi", self.discarded.emit)
        self.apply_button = button("Áp dụng", self.applied.emit, "primary")
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.badge)
        row.addWidget(self.words, 1)
        for made in (self.show_button, self.discard_button, self.apply_button):
            row.addWidget(made)
        self.body.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_S)
        self.body.addLayout(row)
        draft.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say how the draft stands."""
        faults, changed = self.draft.faults(), self.draft.changes()
        self.setVisible(self.draft.is_dirty or bool(faults))
        self.show_button.setVisible(bool(faults))
        self.discard_button.setVisible(self.draft.is_dirty)
        self.apply_button.setVisible(self.draft.is_dirty)
        self.apply_button.setEnabled(not faults)
        if faults:
            more = f" Còn {len(faults) - 1} chỗ nữa." if len(faults) > 1 else ""
            self._place = faults[0].place
            self.badge.show_state("Chưa áp dụng được", "error")
            self.words.setText(faults[0].problem.text + more)
            return
        self.badge.show_state(f"{len(changed)} sửa đổi", "action")
        told = "; ".join(f"{it.what}: {it.old} → {it.new}" for it in changed[:_MOST])
        more = f" và {len(changed) - _MOST} sửa đổi khác" if len(changed) > _MOST else ""
        loss = lost_to_pack(self.draft.season, self.draft.pack)
        cost = "" if loss.is_none else f"\n{loss.sentence(STAGES)}"
        self.words.setText(f"{told}{more}{cost}")
        self.words.setToolTip("\n".join(f"{it.what}: {it.old} → {it.new}" for it in changed))
