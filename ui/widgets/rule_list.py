"""The rules of a pack with document, clause and validity; and what the sources leave to the block."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.rulepack import LegalBasis, Rule, RulePack
from models.season import Season
from ui import rule_words, text, theme
from ui.widgets.cards import Badge, Card, clear, label, rule
from ui.widgets.scroll import scrolled


class _Entries(Card):
    """A card of entries one under the other, that scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        inner = QWidget()
        self.entries = QVBoxLayout(inner)
        self.entries.setContentsMargins(0, 0, theme.SPACE_M, 0)
        self.entries.setSpacing(theme.SPACE_S)
        self.body.addWidget(scrolled(inner), 1)

    def clear(self) -> None:
        """Take all entries out."""
        clear(self.entries)

    def add(self, title: str, lines: list[tuple[str, str]], badge: Badge | None = None) -> None:
        """One entry: title, then lines as (text, role)."""
        if self.entries.count():
            self.entries.addWidget(rule())
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        head.addWidget(label(title, "strong"))
        if badge is not None:
            head.addWidget(badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        self.entries.addLayout(head)
        for words, role in lines:
            if words:
                self.entries.addWidget(label(words, role, wrap=True))


class RuleList(_Entries):
    """Each rule as the pack states it, and where it stands in which document."""

    def show_pack(self, pack: RulePack, day: date) -> None:
        """Show the rules; those not in force on `day` are flagged."""
        self.clear()
        self.set_title(pack.name)
        for it in pack.rules:
            valid = rule_words.validity(pack, it, day)
            badge = None if valid.in_force else Badge("Ngoài thời hạn hiệu lực", "error")
            basis = rule_words.basis_of(pack, it)
            source = f"{_source(it, basis)} · {valid.words}" if valid.words else _source(it, basis)
            self.add(it.title, [(it.text, ""), (source, "small")], badge)
        self.entries.addStretch(1)


class OpenValueList(_Entries):
    """What no source fixes, and what the block chose."""

    def show_season(self, season: Season) -> None:
        """Show every open value with the block's choice."""
        self.clear()
        values = season.pack.open_values
        self.set_title(f"Nguồn không quy định: {len(values)} điều khối tự chọn")
        for it in values:
            choice = rule_words.chosen(season, it)
            tone = "warn" if choice == rule_words.NOT_CHOSEN else "action"
            self.add(it.title, [(it.note, "small")], Badge(f"Khối chọn: {choice}", tone))
        self.entries.addStretch(1)


def _source(it: Rule, basis: LegalBasis | None) -> str:
    document = basis.document if basis else "Khối tự quy định"
    if basis and basis.issued and text.day(basis.issued) not in document:
        document += f" ngày {text.day(basis.issued)}"
    return ", ".join(part for part in (document, it.clause) if part)
