"""Choosing another rule pack: what would change is shown, value by value, before it is taken."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.rulepack import RulePack
from models.season import Season
from ui.rules.changes import Change, changes
from ui.rules.parts import Scene
from ui.setup.losses import STAGES, lost_to_pack
from ui.widgets.cards import Card, label
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable

_SIZE = (860, 340)


class TakePack(Box):
    """The packs to choose from, and how the chosen one differs from the pack in force."""

    def __init__(
        self,
        season: Season,
        packs: Sequence[RulePack],
        title: str,
        warning: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent)
        self._season = season
        self._packs = tuple(packs)
        self.add_text(title, "section")
        self.choice = Choice()
        self.choice.setAccessibleName("Bộ quy tắc")
        for pack in self._packs:
            self.choice.addItem(pack.name)
        self.choice.currentIndexChanged.connect(lambda _place: self._show())
        self.body.addWidget(self.choice)
        self.basis = label("", "small", wrap=True)
        self.body.addWidget(self.basis)
        self.state = label("", "strong", wrap=True)
        self.body.addWidget(self.state)
        self.table = RecordTable(_columns(), empty="Không khác gì bộ đang áp dụng.")
        self.table.setMinimumSize(*_SIZE)
        self.body.addWidget(Card.holding(self.table), 1)
        if warning:
            self.add_text(warning, "warn")
        self.add_button("Thôi", self.reject)
        self.ok_button = self.add_button("Lấy bộ này", self.accept, "primary")
        self._show()

    @property
    def pack(self) -> RulePack:
        """The pack that is chosen now."""
        return self._packs[self.choice.currentIndex()]

    def _show(self) -> None:
        season, pack = self._season, self.pack
        found = changes(Scene(season.pack, season.table), Scene(pack, season.table))
        self.table.set_records(found)
        self.basis.setText(
            "; ".join(it.document for it in pack.legal_bases) or "Không nêu văn bản."
        )
        left = len(pack.open_values)
        opened = f" Bộ này để mở {left} giá trị khối phải chọn." if left else ""
        count = f"{len(found)} giá trị khác bộ đang áp dụng." if found else "Giống bộ đang áp dụng."
        loss = lost_to_pack(season, pack)
        cost = "" if loss.is_none else f" {loss.sentence(STAGES)}"
        self.state.setText(count + opened + cost)

    def ask(self) -> RulePack | None:
        """Show it; the pack that was taken, or None."""
        return self.pack if self.exec() else None


def _columns() -> list[Column]:
    def words(it: Change) -> str:
        return f"{it.what}\n{it.old}\n→ {it.new}"

    return [
        Column("Giá trị", lambda it: it.what, width=240, stretch=2, tooltip=words, wrap=True),
        Column("Đang áp dụng", lambda it: it.old, width=220, stretch=2, tooltip=words, wrap=True),
        Column("Bộ được chọn", lambda it: it.new, width=220, stretch=2, tooltip=words, wrap=True, bold=True),
    ]  # fmt: skip
