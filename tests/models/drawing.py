"""Cases drawn as text: one line is one unit with its points and its facts.

    Ban A: I.1=20 I.2=15 reminders=2 late=1

Words: `CODE=points` (block stage; `CODE@stage=points` another one), `all=max` (every criterion at its
maximum), `reminders=n`, `extended=n`, `dossiers=n`, `waiting=n` (dossiers without the notice),
`late=n`, `absent=n`, `own:CODE=cases`, `excluded`, `no-party`, `no-union`,
`target:SECTION=registered/result[/bonus]` (`-` for a figure that is not there).
"""

from dataclasses import replace
from decimal import Decimal

from models.block import Block, Unit
from models.facts import (
    DisciplineFault,
    Exclusion,
    Facts,
    IneligibleDossiers,
    OwnDeduction,
    Reminder,
    Target,
)
from models.ranks.ranking import Standing, rank
from models.rulepack import (
    BonusRule,
    DeductionRule,
    FrameworkSection,
    OrganisationRule,
    RulePack,
    Stage,
    Tier,
)
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow

D = Decimal


def row(code: str, maximum: str, *rows: TableRow, deduct_each: str | None = None) -> TableRow:
    each = None if deduct_each is None else D(deduct_each)
    return TableRow(code, f"Nội dung {code}", D(maximum), deduct_each=each, rows=rows)


SMALL_TABLE = ScoringTable(
    (
        row(
            "I",
            "60",
            row("I.1", "20"),
            row("I.2", "15"),
            row("I.3", "15", deduct_each="3"),
            row("I.4", "10"),
        ),
        row("II", "20", row("II.1", "12"), row("II.2", "8")),
        row("III", "15", row("III.1", "6"), row("III.2", "5"), row("III.3", "4")),
    )
)
"""The small table of the worked cases: 60 + 20 + 15, bonus 5."""

S3_RULES = RulePack(
    id="s3",
    name="Quy tắc S3",
    total=D(100),
    content_total=D(95),
    sections=tuple(FrameworkSection(code, code) for code in ("I", "II", "III")),
    bonus=BonusRule("bonus-exceed", "Điểm thưởng", ("I",), D(1), D(5)),
    deductions=(
        DeductionRule("deduct-reminder", "Nhắc nhở", "reminders", "per_case", D("0.5"), D(2)),
        DeductionRule(
            "deduct-dossier",
            "Hồ sơ",
            "dossiers",
            "tiers",
            tiers=(Tier(1, 5, D(1)), Tier(6, 10, D("1.5")), Tier(11, None, D(2))),
            needs_notice=True,
        ),
        DeductionRule("deduct-discipline", "Kỷ luật khối", "discipline", "flat", D(1)),
    ),
    organisation=OrganisationRule("II", "no-party-use-union", "no-party-no-union-half", D(50)),
    stages=(
        Stage("self", "Tự chấm"),
        Stage("block", "Khối chấm"),
        Stage("appraisal", "Thẩm định", ("III",)),
        Stage("agreed", "Thống nhất"),
    ),
)


def season(drawing: str, pack: RulePack = S3_RULES, table: ScoringTable = SMALL_TABLE) -> Season:
    """A season of the drawn units, in the order of the lines."""
    made = Season(Block("Khối minh hoạ"), 2023, pack, table)
    for line in filter(None, (it.strip() for it in drawing.splitlines())):
        name, _, words = line.partition(":")
        made = _add_unit(made, name.strip(), words.split())
    return made


def one(drawing: str, pack: RulePack = S3_RULES, stage: str | None = None) -> UnitResult:
    """The result of a single drawn unit ("Ban A:" is put before the words)."""
    return score(season(f"Ban A: {drawing}", pack), stage)[0]


def standings(drawing: str, pack: RulePack = S3_RULES) -> tuple[Standing, ...]:
    """The ranking of the drawn units."""
    made = season(drawing, pack)
    return rank(score(made), made.pack)


def table_of(placed: tuple[Standing, ...]) -> list[str]:
    """The ranking drawn as lines: "1 Ban A 95,5", "2 = Ban B 94", "– Ban C"."""
    lines = []
    for it in placed:
        mark = "–" if it.rank is None else f"{it.rank} =" if it.tied else str(it.rank)
        total = "" if it.total is None else f" {it.total.normalize():f}".replace(".", ",")
        lines.append(f"{mark} {it.result.unit.name}{total}")
    return lines


def _add_unit(made: Season, name: str, words: list[str]) -> Season:
    unit = Unit(name, name, has_party="no-party" not in words, has_union="no-union" not in words)
    scores: dict[ScoreKey, Score] = dict(made.scores)
    facts = made.facts
    for word in words:
        key, _, value = word.partition("=")
        if key == "all":
            for criterion in made.table.criteria():
                scores[ScoreKey(name, criterion.code, "block")] = Score(criterion.max_points)
        elif key[0] in "IV":
            code, _, stage = key.partition("@")
            points = None if value == "-" else D(value)
            scores[ScoreKey(name, code, stage or "block")] = Score(points)
        else:
            facts = _add_fact(facts, name, key, value)
    return replace(made, units=(*made.units, unit), scores=scores, facts=facts)


def _add_fact(facts: Facts, unit: str, key: str, value: str) -> Facts:
    kind, _, scope = key.partition(":")
    if kind in ("reminders", "extended"):
        new = tuple(Reminder(unit, extended=kind == "extended") for _ in range(int(value)))
        return replace(facts, reminders=facts.reminders + new)
    if kind in ("dossiers", "waiting"):
        notice = "Thông báo 12/TB-BTĐKT" if kind == "dossiers" else ""
        return replace(
            facts, dossiers=(*facts.dossiers, IneligibleDossiers(unit, int(value), notice))
        )
    if kind in ("late", "absent"):
        fault = DisciplineFault(unit, "late_paper" if kind == "late" else "absent")
        return replace(facts, discipline=facts.discipline + (fault,) * int(value))
    if kind == "own":
        return replace(
            facts, own_deductions=(*facts.own_deductions, OwnDeduction(unit, scope, int(value)))
        )
    if kind == "target":
        registered, result, *bonus = (None if it == "-" else D(it) for it in value.split("/"))
        target = Target(
            unit, f"Chỉ tiêu {scope}", scope, registered, result, bonus=(bonus or [None])[0]
        )
        return replace(facts, targets=(*facts.targets, target))
    if kind == "excluded":
        return replace(
            facts, exclusions=(*facts.exclusions, Exclusion(unit, "Sai phạm nghiêm trọng"))
        )
    return facts
