"""The short text of a ranking's figures: it changes with every figure, and with nothing else."""

from dataclasses import replace
from decimal import Decimal

import pytest

from models.ranks.fingerprint import fingerprint
from models.ranks.ranking import rank
from models.scores.results import LineResult
from models.scores.scoring import score
from ui.book import shipped

SAMPLE = shipped.sample()
EMPTY = LineResult(None, "self", provisional=False)
STANDINGS = rank(score(SAMPLE), SAMPLE.pack)


def test_names_order_and_zeros_at_the_end_are_no_figures() -> None:
    first, *others = STANDINGS
    unit = replace(first.result.unit, name="Tên khác")
    total = None if first.total is None else first.total + Decimal("0.0000")
    same = replace(first, result=replace(first.result, unit=unit), total=total, tie_note="khác")
    assert fingerprint([*others, same]) == fingerprint(STANDINGS)


@pytest.mark.parametrize("what", ["rank", "total", "bonus", "group", "line", "excluded", "unit"])
def test_every_figure_counts(what: str) -> None:
    first, *others = STANDINGS
    it = first.result
    other = {
        "rank": replace(first, rank=2),
        "total": replace(first, total=(first.total or Decimal(0)) + Decimal("0.01")),
        "bonus": replace(first, result=replace(it, bonus=it.bonus + Decimal("0.25"))),
        "group": replace(first, result=replace(it, groups={**it.groups, "I": None})),
        "line": replace(first, result=replace(it, lines={**it.lines, "I.1.1": EMPTY})),
        "excluded": replace(first, result=replace(it, excluded="lý do")),
        "unit": replace(first, result=replace(it, unit=replace(it.unit, id="khac"))),
    }[what]
    assert fingerprint([other, *others]) != fingerprint(STANDINGS)


def test_a_group_and_a_criterion_of_one_code_both_count() -> None:
    first, *others = STANDINGS
    it = first.result
    code = next(iter(it.groups))
    both = replace(it, lines={**it.lines, code: EMPTY})
    other = replace(both, groups={**it.groups, code: Decimal(1)})
    assert fingerprint([replace(first, result=both), *others]) != fingerprint(
        [replace(first, result=other), *others]
    )
