"""The sample block holds what a newcomer should meet, and stands as its script makes it."""

from pathlib import Path

import pytest

from models.checking.checks import check_season
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Season
from resources import path
from scripts import make_sample
from storage import exchange
from ui.book import shipped


@pytest.fixture(scope="module")
def season() -> Season:
    return shipped.sample()


def rules_that_cut(season: Season) -> set[str]:
    return {step.rule for it in score(season) for step in it.steps if step.kind == "cut"}


def test_it_is_the_block_of_the_plan_of_2023(season: Season) -> None:
    head, deputy = season.unit(season.head), season.unit(season.deputy)
    assert (season.year, season.pack.id, season.is_sample) == (2023, "lao-cai-3666", True)
    assert head is not None
    assert deputy is not None
    assert (head.name, deputy.name) == ("Ban Nội chính Tỉnh ủy", "Báo Lào Cai")


def test_it_shows_every_kind_of_unit_and_rule(season: Season) -> None:
    traits = {(it.has_party, it.has_union) for it in season.units}
    assert traits == {(True, True), (False, True), (False, False)}
    standings = rank(score(season), season.pack)
    assert sum(it.tied for it in standings) == 2
    assert sum(it.result.excluded is not None for it in standings) == 1
    assert rules_that_cut(season) == {"bonus-exceed", "deduct-reminder", "no-party-no-union-half"}
    assert season.facts.dossiers
    arrived = {key.unit for key, it in season.scores.items() if key.stage == "self"}
    assert arrived == {unit.id for unit in season.units}


def test_nothing_is_wrong_with_it(season: Season) -> None:
    assert check_season(season) == ()
    assert all(row.evidence for row in season.table.criteria())
    assert all(rule.basis and rule.clause for rule in season.pack.rules)


def test_it_stands_as_its_script_makes_it(tmp_path: Path) -> None:
    made = make_sample.sample_season()
    committed = path("sample/lao_cai_2023.json").read_text(encoding="utf-8")
    assert exchange.dumps(made) == committed
    make_sample.write_forms(made, tmp_path)
    forms = {it.name: it.read_bytes() for it in tmp_path.iterdir()}
    assert forms == {it.name: it.read_bytes() for it in shipped.sample_forms()}
    assert len(forms) == 8
