"""A real file with a small block, opened by a session, for the tests of scores and ranking."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

from models.facts import Exclusion, Reminder, Target
from models.rulepack import LegalBasis, Quota, Rule, RulePack, TieBreak
from models.season import Score, ScoreKey, Season
from tests.models.drawing import S3_RULES, season
from ui.book.session import Session

NOW = datetime(2023, 12, 6, 14, 32)

PACK = replace(
    S3_RULES,
    legal_bases=(LegalBasis("hd", "Hướng dẫn 1560/SNV-TĐKT"),),
    rules=(
        Rule("bonus-exceed", "Điểm thưởng", "", "hd", "mục II.2a"),
        Rule("deduct-reminder", "Nhắc nhở", "", "hd", "mục II.2b"),
        Rule("section-cap", "Tối đa của mục", "", "hd", "mục II.1"),
        Rule("no-party-use-union", "Theo công đoàn", "", "hd", "mục II.1"),
        Rule("no-party-no-union-half", "Không có cả hai", "", "hd", "mục II.1"),
    ),
    tie_breaks=(TieBreak("section", "I"), TieBreak("section", "III")),
    quotas=(Quota("Cờ thi đua", "number", Decimal(1)),),
)

DRAWING = """
    Ban Dân vận: I.1=20 I.2=14 I.2@self=14.5 I.3=13 I.4=10 II.1=12 II.2=6 III.1=6 III.2=4.5 III.3=4
    Ban Nội chính: all=max
    Ban Tổ chức: all=max
    Báo Lào Cai: I.1=18 I.2=12
    Văn phòng: I.1=20 I.2=15 I.3=10 I.4=10 II.1=12 II.2=8 III.1=6 III.2=5 III.3=4
"""


def sample(drawing: str = DRAWING, pack: RulePack = PACK) -> Season:
    """Five units: one whole, two equal at the top, one with missing points, one in between."""
    made = season(drawing, pack)
    scores = dict(made.scores)
    for key, value in made.scores.items():
        if (
            key.unit == "Ban Dân vận"
            and key.stage == "block"
            and key.criterion not in ("I.2", "II.1")
        ):
            own = ScoreKey(key.unit, key.criterion, "self")
            scores[own] = Score(value.points, "Báo cáo 12/BC", source="bieu mau dan van.xlsx")
    first = ScoreKey("Ban Dân vận", "II.1", "block")
    if first in scores:
        scores[first] = replace(scores[first], provisional=True)
    return replace(made, scores=scores)


def self_scored() -> Season:
    """Two units with nothing but their own points, one with the block's for all but one criterion."""
    made = season(
        """
        Ban Dân vận:
        Ban Nội chính:
        Ban Tổ chức: all=max
        """,
        PACK,
    )
    scores = dict(made.scores)
    for unit in made.units:
        for _, row in made.table.walk():
            if row.is_criterion:
                assert row.max_points is not None
                scores[ScoreKey(unit.id, row.code, "self")] = Score(row.max_points)
    scores[ScoreKey("Ban Nội chính", "I.1", "self")] = Score(Decimal(19))
    del scores[ScoreKey("Ban Tổ chức", "II.1", "block")]
    return replace(made, scores=scores)


def with_facts(made: Season) -> Season:
    """The same with a bonus, two reminders and an excluded unit."""
    facts = replace(
        made.facts,
        targets=(
            Target(
                "Ban Dân vận", "Thu ngân sách", "I", Decimal(100), Decimal(110), bonus=Decimal(1)
            ),
        ),
        reminders=(Reminder("Ban Dân vận", "12/UBND"), Reminder("Ban Dân vận", "15/UBND")),
        exclusions=(Exclusion("Văn phòng", "Văn bản phê bình", "112-TB/TU"),),
    )
    return replace(made, facts=facts)


def opened(folder: Path, made: Season, clock: Callable[[], datetime] = lambda: NOW) -> Session:
    """A session with a new file in `folder` that holds `made`."""
    folder.mkdir(exist_ok=True)
    session = Session(clock=clock)
    session.create(folder / "khoi.khoi", made)
    return session
