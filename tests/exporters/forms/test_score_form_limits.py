"""The form's maxima and what it does not ask for agree with the calculation of points."""

from dataclasses import replace
from decimal import Decimal

import pytest

from exporters.forms.score import layout
from models.facts import Facts, NotApplicable
from models.rulepack import OrganisationRule, RulePack
from models.scores.scoring import score
from models.season import Season
from models.table import ScoringTable
from tests.models.drawing import D, row, season

TABLE = ScoringTable(
    (
        row("I", "10", row("I.1", "5"), row("I.2", "5")),
        replace(row("V", "5", row("V.1", "5")), role="deduction"),
        replace(row("VI", "5", row("VI.1", "5")), role="bonus"),
    )
)
PACK = RulePack("p", "P", decimals=1, step=D("0.1"))


def made(pack: RulePack = PACK, *facts: NotApplicable, words: str = "") -> Season:
    found = season(f"Ban A: I.1=5 I.2=5 {words}", pack, TABLE)
    return replace(found, facts=Facts(not_applicable=facts))


def limit(given: Season, code: str) -> Decimal | None:
    return layout.limits(given, given.units[0])[code]


@pytest.mark.parametrize(("code", "percent", "most"), [("I.1", "33", "1.7"), ("I", "12.5", "1.3")])
def test_a_share_of_the_maximum_is_rounded_as_the_program_rounds(
    code: str, percent: str, most: str
) -> None:
    part = NotApplicable("Ban A", code, policy="percent_cap", percent=D(percent))
    given = made(PACK, part)
    assert limit(given, code) == D(most)
    assert score(given)[0].groups[code] == limit(given, code)


def test_half_a_section_is_rounded_as_the_program_rounds() -> None:
    third = replace(PACK, organisation=OrganisationRule("I", "a", "b", D("33.333")))
    given = made(third, words="no-party no-union")
    assert limit(given, "I") == D("3.3")
    assert score(given)[0].total == D("3.3")


@pytest.mark.parametrize("code", ["V", "V.1", "VI.1"])
def test_full_points_are_a_matter_of_the_contents(code: str) -> None:
    given = made(PACK, NotApplicable("Ban A", code, policy="full"))
    assert layout.not_asked(given, given.units[0])[code].policy == "leave_out"
    assert score(given)[0].total == D(10)
    inside = made(PACK, NotApplicable("Ban A", "I.1", policy="full"))
    assert layout.not_asked(inside, inside.units[0])["I.1"].policy == "full"
