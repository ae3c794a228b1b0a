"""Every shipped pack loads, contradicts nothing, cites its source, states what is open, scores a sample."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from models.block import Block
from models.checking.checks import check_pack
from models.duties import Deadline
from models.papers.kinds import PAPERS
from models.ranks.ranking import rank
from models.rulepack import RulePack
from models.scores.scoring import score, units_of_stage
from models.season import Season
from models.table import ScoringTable, TableRow
from tests.models.drawn_season import drawn, filled
from ui.book import shipped

IDS = ("ke-hoach-khoi-2023", "lao-cai-3666", "phuong", "trong", "trong-co-quan")
FOUR = tuple(it for it in IDS if it != "trong")
NO_POINTS = tuple(it for it in IDS if it != "lao-cai-3666")
SILENT_ON_POINTS = {
    "total",
    "content_total",
    "sections.max_points",
    "bonus",
    "deductions",
    "stages",
    "not_applicable",
    "criterion_floor",
    "step",
    "rounding",
    "rank_style",
    "tie_breaks",
    "quotas",
    "classes",
    "thresholds",
    "deadlines",
    "papers",
    "organisation",
}
D = Decimal


def pack(pack_id: str) -> RulePack:
    found = shipped.find_pack(pack_id)
    assert found is not None
    return found


def table(*sections: tuple[str, int, tuple[int, ...]]) -> ScoringTable:
    """Sections drawn as code, points, points of the criteria."""
    return ScoringTable(
        tuple(
            TableRow(
                code,
                f"Mục {code}",
                D(points),
                rows=tuple(
                    TableRow(f"{code}.{number}", f"Tiêu chí {code}.{number}", D(each))
                    for number, each in enumerate(below, start=1)
                ),
            )
            for code, points, below in sections
        )
    )


def season(pack_id: str, made: ScoringTable, drawing: str) -> Season:
    return filled(Season(Block("Khối mẫu"), 2026, pack(pack_id), made), drawing)


def deadlines(pack_id: str) -> dict[str, Deadline]:
    return {it.code: it for it in pack(pack_id).deadlines}


def test_these_packs_ship() -> None:
    assert tuple(it.id for it in shipped.packs()) == tuple(sorted(IDS))


@pytest.mark.parametrize("pack_id", IDS)
def test_it_contradicts_nothing_and_names_things_once(pack_id: str) -> None:
    given = pack(pack_id)
    assert check_pack(given) == ()
    for names in (
        [it.name for it in given.rules],
        [it.code for it in given.legal_bases],
        [it.code for it in given.deadlines],
        [it.code for it in given.papers],
        [it.field for it in given.open_values],
    ):
        assert len(names) == len(set(names))


@pytest.mark.parametrize("pack_id", IDS)
def test_what_names_a_rule_or_a_deadline_finds_it(pack_id: str) -> None:
    given = pack(pack_id)
    rules = {it.name for it in given.rules}
    days = {it.code for it in given.deadlines}
    assert {it.rule for it in given.deadlines} <= rules
    assert {it.rule for it in given.papers} - {""} <= rules
    assert {it.rule for it in given.stages} - {""} <= rules
    assert {it.deadline for it in given.papers} - {""} <= days
    assert {it.paper for it in given.deadlines} - {""} <= PAPERS.keys()
    assert {it.basis for it in given.rules} <= {it.code for it in given.legal_bases}


@pytest.mark.parametrize("pack_id", FOUR)
def test_every_rule_has_document_and_clause(pack_id: str) -> None:
    given = pack(pack_id)
    assert given.rules
    assert all(it.text and it.clause and ", mục " in given.citation(it.name) for it in given.rules)


@pytest.mark.parametrize("pack_id", IDS)
def test_open_values_are_fields_of_the_pack_with_a_note(pack_id: str) -> None:
    known = {it.name for it in fields(RulePack)}
    for value in pack(pack_id).open_values:
        assert value.field.partition(".")[0] in known, value.field
        assert value.title
        assert value.note


@pytest.mark.parametrize("pack_id", NO_POINTS)
def test_a_source_without_points_gives_none(pack_id: str) -> None:
    """Nothing is assumed: the figures that are not in the source are not in the pack, and named open."""
    given = pack(pack_id)
    assert (given.total, given.content_total, given.bonus, given.organisation) == (None,) * 4
    assert (given.sections, given.deductions, given.tie_breaks, given.quotas) == ((), (), (), ())
    assert (given.classes, given.thresholds, given.not_applicable) == ((), (), None)
    assert {it.field for it in given.open_values} >= SILENT_ON_POINTS


def test_the_empty_pack_has_no_law_at_all() -> None:
    given = pack("trong")
    assert (given.legal_bases, given.rules, given.deadlines, given.papers) == ((), (), (), ())
    opened = {it.field for it in given.open_values}
    assert opened >= {"legal_bases", "board", "deadlines", "papers", "organisation"}


# ---- S3, Lào Cai


def test_s3_the_days_of_the_guide() -> None:
    days = deadlines("lao-cai-3666")
    assert (days["registration"].kind, days["registration"].day, days["registration"].month) == (
        "before",
        15,
        3,
    )
    assert (days["budget"].day, days["budget"].month) == (31, 5)
    assert (days["dossier"].kind, days["dossier"].days) == ("after_meeting", 5)
    assert {it.owner for it in days.values()} == {"head"}


def test_s3_no_way_past_5_bonus_points() -> None:
    given = pack("lao-cai-3666")
    assert given.bonus is not None
    assert (given.bonus.total_max, given.bonus_max, given.total) == (5, 5, 100)


def test_s3_what_held_for_2021_only_has_ended() -> None:
    given = pack("lao-cai-3666")
    ended = {it.name for it in given.rules if it.valid_to == date(2021, 12, 31)}
    assert ended == {"meeting-2021", "report-2021"}
    assert not {it.rule for it in given.deadlines} & ended


def test_s3_open_values() -> None:
    assert {it.field for it in pack("lao-cai-3666").open_values} == {
        "sections.max_points",
        "bonus.each_points",
        "deductions.deduct-discipline.each_time",
        "criterion_floor",
        "step",
        "rounding",
        "rank_style",
        "tie_breaks",
        "quotas",
        "stages",
        "not_applicable",
        "classes",
        "thresholds",
        "deadlines",
        "deductions",
        "rules",
    }


def test_s3_papers_of_units_and_head() -> None:
    papers = {it.code: it for it in pack("lao-cai-3666").papers}
    assert {code for code, it in papers.items() if it.owner == "units"} == {
        "registration",
        "self-score",
        "unit-half-year",
        "unit-year",
    }
    assert papers["budget"].deadline == "budget"
    assert "01 bộ hồ sơ giấy" in papers["dossier"].title


def test_s3_scores_a_sample() -> None:
    made = season(
        "lao-cai-3666",
        table(("I", 60, (40, 20)), ("II", 20, (20,)), ("III", 15, (15,))),
        """
        Ban A: I.1=40 I.2=18 II.1=20 III.1=15 III.1@appraisal=13
        Ban B: I.1=39 I.2=20 II.1=19 III.1=14 III.1@agreed=15
        Sở C: I.1=30 I.2=20 II.1=18 III.1=12
        """,
    )
    # A: 58 + 20 + 13 (appraised, 15 before); B: 59 + 19 + 15 (agreed); C: 50 + 18 + 12
    assert drawn(made) == ["1 Ban B 93", "2 Ban A 91", "3 Sở C 80"]
    no_party = replace(made.units[2], has_party=False, has_union=False)
    halved = replace(made, units=(*made.units[:2], no_party))
    assert score(halved)[2].total == 50 + 10 + 12  # II: at most half of 20


# ---- S1, the province's plan for all blocks


def test_s1_the_calendar_of_the_plan() -> None:
    found = [
        (it.owner, it.kind, it.day, it.month, it.last_day, it.last_month)
        for it in pack("ke-hoach-khoi-2023").deadlines
    ]
    assert found == [
        ("head", "month", 0, 1, 0, 0),
        ("head", "month", 0, 2, 0, 0),
        ("head", "month", 0, 6, 0, 0),
        ("board", "month", 0, 7, 0, 0),
        ("units", "before", 30, 11, 0, 0),
        ("head", "before", 30, 11, 0, 0),
        ("head", "before", 7, 12, 0, 0),
        ("board", "window", 7, 12, 14, 12),
        ("council", "window", 15, 12, 22, 12),
    ]


@pytest.mark.parametrize("pack_id", ["ke-hoach-khoi-2023", "trong-co-quan", "phuong"])
def test_a_plan_without_a_day_has_no_validity_of_its_own(pack_id: str) -> None:
    """The year stands in the title of the plan; its source gives no day from which or to which."""
    plan = next(it for it in pack(pack_id).legal_bases if it.code == "ke-hoach")
    assert (plan.issued, plan.valid_from, plan.valid_to) == (None, None, None)
    assert "năm 202" in plan.document


def test_s1_only_ranks_1_to_3_are_appraised_and_after_the_meeting() -> None:
    stages = [(it.code, it.ranks_to, it.after_meeting) for it in pack("ke-hoach-khoi-2023").stages]
    assert stages == [
        ("self", 0, False),
        ("block", 0, False),
        ("appraisal", 3, True),
        ("council", 0, True),
    ]


def test_s1_scores_a_sample() -> None:
    """The Board looks at the first three by the block's points, and may turn their order round."""
    made = season(
        "ke-hoach-khoi-2023",
        table(("I", 70, (40, 30)), ("II", 30, (30,))),
        """
        Sở A: I.1=40 I.2=29 II.1=28 I.1@block=39 I.2@block=28 II.1@block=28 I.2@appraisal=25
        Sở B: I.1=38 I.2=30 II.1=27 II.1@block=26
        Sở C: I.1=37 I.2=28 II.1=27 II.1@appraisal=28 II.1@council=29
        Sở D: I.1=30 I.2=20 II.1=20
        """,
    )
    # before the appraisal: A 39 + 28 + 28 = 95, B 38 + 30 + 26 = 94, C 37 + 28 + 27 = 92, D 70
    assert units_of_stage(made, "appraisal") == {"Sở A", "Sở B", "Sở C"}
    assert drawn(made) == [
        "1 = Sở B 94",  # 38 + 30 + 26
        "1 = Sở C 94",  # 37 + 28 + 29 (the Council's, after 27 and 28)
        "3 Sở A 92",  # 39 + 25 + 28
        "4 Sở D 70",
    ]


# ---- S2, inside one office


def test_s2_standing_duties_without_a_day() -> None:
    given = pack("trong-co-quan")
    assert given.deadlines == ()
    assert [(it.owner, it.code) for it in given.papers] == [
        ("units", "department-report"),
        ("units", "models"),
        ("head", "office-report"),
    ]
    assert "phụ lục" in next(it.note for it in given.open_values if it.field == "deadlines")


def test_s2_scores_a_sample() -> None:
    made = season(
        "trong-co-quan",
        table(("I", 60, (30, 30)), ("II", 40, (40,))),
        """
        Phòng Tổ chức - Hành chính - Quản trị: I.1=30 I.2=28 II.1=35
        Phòng Tổng hợp: I.1=29 I.2=30 II.1=38 II.1@block=37
        Trung tâm Thông tin: I.1=25 I.2=25 II.1=30 I.1@council=27
        """,
    )
    assert drawn(made) == [
        "1 Phòng Tổng hợp 96",  # 29 + 30 + 37
        "2 Phòng Tổ chức - Hành chính - Quản trị 93",  # 30 + 28 + 35
        "3 Trung tâm Thông tin 82",  # 27 + 25 + 30
    ]


# ---- S4, a ward


def test_s4_work_for_every_month() -> None:
    days = pack("phuong").deadlines
    by_month = [sum(1 for it in days if it.month == month) for month in range(1, 13)]
    assert by_month == [7, 2, 2, 2, 1, 5, 2, 2, 4, 3, 3, 3]
    (target,) = (it for it in days if it.kind != "month")
    assert (target.kind, target.day, target.month, target.owner) == ("before", 30, 9, "units")


def test_s4_scores_a_sample_of_groups_unions_and_schools() -> None:
    made = season(
        "phuong",
        table(("I", 50, (30, 20)), ("II", 50, (50,))),
        """
        Tổ dân phố số 1 (tổ dân phố): I.1=28 I.2=20 II.1=45
        Tổ dân phố số 2 (tổ dân phố): I.1=28 I.2=20 II.1=45 II.1@council=44
        Hội Phụ nữ (đoàn thể): I.1=30 I.2=18 II.1=47 I.2@appraisal=17
        Trường Tiểu học (trường học): I.1=30 I.2=20
        """,
    )
    assert drawn(made) == [
        "1 Hội Phụ nữ 94",  # 30 + 17 + 47
        "2 Tổ dân phố số 1 93",
        "3 Tổ dân phố số 2 92",
        "– Trường Tiểu học …",
    ]


# ---- the empty pack


def test_the_empty_pack_scores_whatever_table_the_block_has() -> None:
    made = season(
        "trong",
        table(("A", 10, (4, 6)), ("B", 5, (5,))),
        """
        X: A.1=4 A.2=5,5 B.1=5
        Y: A.1=4 A.2=6 B.1=4,5 B.1@agreed=4,25
        Z: A.1=9 A.2=0 B.1=0
        """,
    )
    # X 14,5; Y 4 + 6 + 4,25; Z: 9 is cut to the 4 of the criterion
    assert drawn(made) == ["1 X 14,5", "2 Y 14,25", "3 Z 4"]
    assert {it.rank for it in rank(score(made), made.pack)} == {1, 2, 3}
