"""Codes that the program makes itself, beside those of the season that was typed in."""

from dataclasses import dataclass, replace

from models.rulepack import RulePack
from models.season import Season
from models.table import ScoringTable, TableRow


@dataclass(frozen=True)
class Codes:
    """The target's codes → those the program gave to the records at the same places."""

    items: dict[tuple[str, str], str]
    stages: dict[str, str]
    bases: dict[str, str]
    rules: dict[str, str]

    @classmethod
    def between(cls, target: Season, table: ScoringTable, pack: RulePack) -> "Codes":
        """Read off two seasons whose records stand in the same order."""
        items = {}
        for (_, old), (_, new) in zip(target.table.walk(), table.walk(), strict=True):
            if old.rule is not None and new.rule is not None:
                pairs = zip(old.rule.items, new.rule.items, strict=True)
                items.update({(old.code, it.code): made.code for it, made in pairs})
        lists = [
            {getattr(it, mark): getattr(made, mark) for it, made in pairs}
            for key, mark in (("stages", "code"), ("legal_bases", "code"), ("rules", "name"))
            if (pairs := zip(getattr(target.pack, key), getattr(pack, key), strict=True))
        ]
        return cls(items, *lists)

    def table(self, target: ScoringTable) -> ScoringTable:
        """The target with these codes of items; nothing else is another."""
        return replace(target, rows=tuple(self._row(it) for it in target.rows))

    def _row(self, row: TableRow) -> TableRow:
        rule = row.rule and replace(
            row.rule,
            items=tuple(replace(it, code=self.items[row.code, it.code]) for it in row.rule.items),
        )
        return replace(row, rule=rule, rows=tuple(self._row(it) for it in row.rows))

    def pack(self, target: RulePack) -> RulePack:
        """The target with these codes of documents, rules, stages and items; nothing else is another."""

        conditions = {f"{row}:{old}": f"{row}:{new}" for (row, old), new in self.items.items()}

        def of_rule(name: str) -> str:
            return self.rules.get(name, name)

        return replace(
            target,
            legal_bases=tuple(replace(it, code=self.bases[it.code]) for it in target.legal_bases),
            rules=tuple(
                replace(it, name=self.rules[it.name], basis=self.bases.get(it.basis, it.basis))
                for it in target.rules
            ),
            stages=tuple(
                replace(it, code=self.stages[it.code], rule=of_rule(it.rule))
                for it in target.stages
            ),
            classes=tuple(
                replace(
                    it,
                    rule=of_rule(it.rule),
                    none_of=tuple(conditions.get(name, name) for name in it.none_of),
                )
                for it in target.classes
            ),
        )

    def drawing(self, units: str) -> str:
        """The drawn units (`tests.models.drawn_season`) with these codes of stages and items."""
        return "\n".join(
            " ".join(self._word(it) for it in line.split()) for line in units.strip().splitlines()
        )

    def _word(self, word: str) -> str:
        key, sign, value = word.partition("=")
        place, colon, item = key.partition(":")
        row, at, stage = place.partition("@")
        if not sign or row == "na":
            return word
        stage = self.stages[stage] if at else ""
        return f"{row}{at}{stage}{colon}{self.items.get((row, item), item)}{sign}{value}"
