"""The box in which units are ticked, for papers that are made for each unit."""

from collections.abc import Collection, Sequence

from PySide6.QtWidgets import QWidget

from models.block import Unit
from ui.widgets.cards import Card, button
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable


class ChooseUnits(Box):
    """`ask` gives the ids of the ticked units, None when the clerk left the box."""

    def __init__(
        self, units: Sequence[Unit], ticked: Collection[str], parent: QWidget | None = None
    ) -> None:
        super().__init__("Chọn đơn vị", parent)
        self._units = units
        self._ticked = set(ticked)
        self.add_text("Chọn đơn vị", "section")
        self.table = RecordTable(
            [
                Column("", width=44, checked=lambda it: it.id in self._ticked, toggle=self._toggle),
                Column("Đơn vị", lambda it: it.name, width=320, stretch=1),
            ],
            same=lambda it: it.id,
        )
        self.table.set_records(units)
        self.table.setMinimumSize(460, 320)
        self.body.addWidget(Card.holding(self.table), 1)
        self.foot.insertWidget(0, button("Chọn hết", lambda: self._all(on=True), "link"))
        self.foot.insertWidget(1, button("Bỏ hết", lambda: self._all(on=False), "link"))
        self.add_button("Thôi", self.reject)
        self._take = self.add_button("Chọn", self.accept, "primary")
        self._count()

    def _toggle(self, unit: Unit, on: bool) -> None:
        self._ticked = self._ticked | {unit.id} if on else self._ticked - {unit.id}
        self._count()

    def _all(self, *, on: bool) -> None:
        self._ticked = {it.id for it in self._units} if on else set()
        self.table.viewport().update()
        self._count()

    def _count(self) -> None:
        self._take.setText(f"Chọn {len(self._ticked)} đơn vị")
        self._take.setEnabled(bool(self._ticked))

    def ask(self) -> frozenset[str] | None:
        """Show the box."""
        return frozenset(self._ticked) if self.exec() else None
