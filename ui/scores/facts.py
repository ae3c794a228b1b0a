"""The view "Thưởng, trừ, không xét" of one unit: a list for each kind of fact, with what it does."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.facts import Fact
from models.scores.results import UnitResult
from models.season import Season
from ui.book.session import Session
from ui.look import theme
from ui.scores.fact_dialog import Ask, ask_fact
from ui.scores.fact_fields import KINDS, FactKind, effect
from ui.widgets.cards import Badge, Card, Tone, button, label
from ui.widgets.columns import Column
from ui.widgets.forms import FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.widgets.scroll import ScrollArea

_NOTHING = {"exclusions": "đã bỏ"}
_TONES: dict[str, Tone] = {
    "targets": "done",
    "exclusions": "error",
    "class_decisions": "action",
    "not_applicable": "muted",
}


class FactCard(Card):
    """The facts of one kind: title, amount, rule, the records, and Thêm."""

    def __init__(self, kind: FactKind, panel: "FactsPanel") -> None:
        super().__init__(kind.title)
        self.kind = kind
        self._season: Season | None = None
        self.badge = Badge("")
        self.head.addWidget(self.badge)
        self._rule = label("", "small", wrap=True)
        self._rule.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.head.addWidget(self._rule, 1)
        self._add = button("Thêm", partial(panel.add, kind), icon="plus")
        self._add.setAccessibleName(f"Thêm {kind.noun}")
        self.head.addWidget(self._add)
        self.table = RecordTable(
            (
                Column("", self._words, stretch=1, second=self._more),
                Column("", lambda _it: "Sửa", width=56, link=partial(panel.change, kind)),
                Column("", lambda _it: "Bỏ", width=48, link=partial(panel.remove, kind)),
            ),
            fit=True,
        )
        self.table.setAccessibleName(kind.title)
        self.table.horizontalHeader().hide()
        self.table.opened.connect(partial(panel.change, kind))
        self.body.setContentsMargins(theme.SPACE_M, theme.SPACE_S, theme.SPACE_M, theme.SPACE_SM)
        self.body.setSpacing(theme.SPACE_XS)
        self.body.addWidget(self.table)
        self.effects = label("", "small", wrap=True)
        self.body.addWidget(self.effects)

    def _words(self, fact: Any) -> str:
        return self.kind.first(self._season, fact) if self._season else ""

    def _more(self, fact: Any) -> str:
        return self.kind.second(self._season, fact) if self._season else ""

    def show_unit(self, season: Season, result: UnitResult, *, can_write: bool) -> None:
        """Show the unit's facts of this kind; the whole card hides where the pack has no rule for them."""
        self._season = season
        records = self.kind.records(season, result.unit.id)
        rules = self.kind.rules(season)
        self.setVisible(bool(self.kind.offered(season) or records))
        amount, words = effect(season, result, self.kind)
        nothing = not amount and bool(records)
        if nothing:
            amount = _NOTHING.get(self.kind.kind, "0 điểm")
        tone: Tone = "muted" if nothing else _TONES.get(self.kind.kind, "warn")
        if self.kind.kind == "classifications" and records:
            tone = "done"
        self.badge.show_state(amount, tone)
        citations = [season.pack.citation(rule) for rule in rules]
        self._rule.setText("; ".join(dict.fromkeys(it for it in citations if it)))
        self._add.setEnabled(can_write)
        self.table.set_records(records)
        self.table.setVisible(bool(records))
        self.table.setFixedHeight(theme.ROW_HEIGHT_TWO * len(records) + 2)
        self.effects.setText("\n".join(words) or ("" if records else self.kind.empty))
        self.effects.setVisible(bool(self.effects.text()))


class FactsPanel(QWidget):
    """All kinds of facts of one unit. Each change is one act of the session."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.unit = ""
        # Tests answer the form in place of a person.
        self.ask: Ask = FormDialog.ask
        inner = QWidget()
        inner.setProperty("role", "plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_SM)
        self.traits = label("", "muted", wrap=True)
        column.addWidget(self.traits)
        self.cards = {kind.kind: FactCard(kind, self) for kind in KINDS}
        for card in self.cards.values():
            column.addWidget(card)
        column.addStretch(1)
        scroll = ScrollArea()
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def show_unit(self, unit: str) -> None:
        """Show the facts of one unit as they stand."""
        self.unit = unit
        season, result = self.session.season, self.session.result(unit)
        words = self.session.read_only_reason or traits(season, result)
        self.traits.setText(words)
        self.traits.setVisible(bool(words))
        for card in self.cards.values():
            card.show_unit(season, result, can_write=not self.session.read_only)

    def add(self, kind: FactKind) -> None:
        """Ask for a new fact and record it."""
        self._edit(kind, None)

    def change(self, kind: FactKind, fact: Fact) -> None:
        """Ask for the new content of a fact."""
        if not self.session.read_only:
            self._edit(kind, fact)

    def remove(self, kind: FactKind, fact: Fact) -> None:
        """Take a fact out; undo brings it back."""
        if not self.session.read_only:
            words = f"bỏ {kind.noun} của {self._name()}"
            guard(self, lambda: self.session.change_fact(fact, None, words))

    def _edit(self, kind: FactKind, fact: Fact | None) -> None:
        season = self.session.season
        new = ask_fact(season, kind, self.unit, fact, ask=self.ask, parent=self)
        if new is not None and new != fact:
            verb = "thêm" if fact is None else "sửa"
            words = f"{verb} {kind.noun} của {self._name()}"
            guard(self, lambda: self.session.change_fact(fact, new, words))

    def _name(self) -> str:
        unit = self.session.season.unit(self.unit)
        return unit.name if unit else ""


def traits(season: Season, result: UnitResult) -> str:
    """What the unit's organisation changes in its points, "" when nothing."""
    rule = season.pack.organisation
    if rule is None:
        return ""
    names = {rule.union_rule, rule.neither_rule}
    notes = [it for it in result.steps if it.kind == "note" and it.rule in names]
    return "\n".join(
        f"{it.label}: {it.detail} ({it.basis})" if it.basis else f"{it.label}: {it.detail}"
        for it in notes
    )
