"""Registration held against the season, drawn as lines: what comes, changes, goes; shares; pledges."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.block import Block, Unit
from models.collected import Pledge, RegisteredTitle
from models.collecting.registration import (
    RegistrationPreview,
    RegistrationReading,
    changes,
    comparison,
    outcome,
    plan_inputs,
    pledge,
    previews,
    unregistered,
    unsigned,
)
from models.criterion_rule import CriterionRule
from models.errors import Problem
from models.facts import Facts, Target
from models.rulepack import RulePack, Stage
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow

A, B = Unit("Ban Dân vận", "a"), Unit("Báo Lào Cai", "b")
PLAN = TableRow("I.1", "Thu ngân sách", Decimal(10), rule=CriterionRule("plan"))
TABLE = ScoringTable(
    (
        TableRow(
            "I", "Nhiệm vụ", Decimal(20), rows=(PLAN, TableRow("I.2", "Việc khác", Decimal(10)))
        ),
    )
)
SEASON = Season(
    Block("Khối thử"),
    2023,
    RulePack(id="thu", name="Thử", stages=(Stage("self", "Tự chấm"), Stage("block", "Khối chấm"))),
    TABLE,
    (A, B),
)


def season(*facts: Target | RegisteredTitle | Pledge) -> Season:
    kinds = {Target: "targets", RegisteredTitle: "titles", Pledge: "pledges"}
    held: dict[str, tuple[object, ...]] = {}
    for it in facts:
        held[kinds[type(it)]] = (*held.get(kinds[type(it)], ()), it)
    return replace(SEASON, facts=Facts(**held))  # type: ignore[arg-type]


def targets(drawing: str, unit: str = "a") -> tuple[Target, ...]:
    """One a line: "tên | mục | đăng ký | kết quả"."""
    found = []
    for line in filter(None, (it.strip() for it in drawing.splitlines())):
        name, section, registered, result = (it.strip() for it in line.split("|"))
        figures = [Decimal(it.replace(",", ".")) if it else None for it in (registered, result)]
        found.append(Target(unit, name, section, figures[0], figures[1]))
    return tuple(found)


def form(*new: Target, titles: Sequence[RegisteredTitle] = ()) -> RegistrationReading:
    return RegistrationReading("/tệp/a.xlsx", "a", new, tuple(titles))


def drawn(preview: RegistrationPreview) -> list[str]:
    lines = []
    for it in preview.lines:
        shown = it.new or it.old
        assert shown is not None
        name = shown.name if isinstance(shown, Target) else shown.title
        lines.append(f"{it.step} {name}")
    return lines


def test_what_comes_changes_stays_and_goes() -> None:
    old = targets("""
        Thu ngân sách | I | 100 |
        Hồ sơ đúng hạn | I | 95 |
        Khiếu nại | I | 2 |
    """)
    new = targets("""
        thu  NGÂN sách | I | 120 |
        Hồ sơ đúng hạn | I | 95 |
        Sáng kiến | I | 4 |
    """)
    found = changes(season(*old), form(*new))
    assert found.state == "changed"
    assert drawn(found) == [
        "changed thu  NGÂN sách",
        "same Hồ sơ đúng hạn",
        "new Sáng kiến",
        "removed Khiếu nại",
    ]
    assert found.old_facts == (old[0], old[2])
    assert found.new_facts == (new[0], new[2])


def test_what_the_block_recorded_since_is_kept() -> None:
    old = Target(
        *("a", "Thu ngân sách", "I", Decimal(100), Decimal(130)),
        bonus=Decimal(1),
        note="đã đối chiếu",
        criterion="I.1",
    )
    new = Target("a", "Thu ngân sách", "", Decimal(120), measure="tỷ đồng")
    found = changes(season(old), form(new))
    assert found.new_facts == (replace(old, registered=Decimal(120), measure="tỷ đồng"),)
    assert not found.problems


def test_a_target_with_a_result_does_not_vanish_unsaid() -> None:
    old = targets("""
        Thu ngân sách | I | 100 | 130
        Khiếu nại | I | 2 |
    """)
    found = changes(season(*old), form(*targets("Sáng kiến | I | 4 |")))
    assert [it.code for it in found.problems] == ["registration-result-lost"]
    assert "“Thu ngân sách”" in found.problems[0].what
    assert "Khiếu nại" not in found.problems[0].what
    assert found.state == "changed"


def test_titles_are_found_by_title_whom_and_name() -> None:
    flag = RegisteredTitle("a", "Cờ thi đua")
    merit = RegisteredTitle("a", "Bằng khen", "commendation", "individual", 2, "Nguyễn Văn A")
    other = replace(merit, name="Trần Thị B")
    found = changes(season(flag, merit), form(titles=[replace(flag, count=2), other]))
    assert drawn(found) == ["changed Cờ thi đua", "new Bằng khen", "removed Bằng khen"]


def test_the_first_form_is_new_and_the_same_again_changes_nothing() -> None:
    new = targets("Thu ngân sách | I | 100 |")
    assert changes(season(), form(*new)).state == "new"
    again = changes(season(*new), form(*new))
    assert (again.state, again.old_facts, again.new_facts) == ("same", (), ())


def test_other_units_are_left_alone() -> None:
    others = targets("Thu ngân sách | I | 100 | 130", "b")
    found = changes(season(*others), form(*targets("Thu ngân sách | I | 5 |")))
    assert (found.state, found.old_facts) == ("new", ())


@pytest.mark.parametrize("unit", ["", "không có"])
def test_a_form_of_nobody_is_refused(unit: str) -> None:
    reading = replace(form(*targets("X | I | 1 |")), unit=unit)
    assert changes(season(), reading).state == "refused"


def test_an_error_refuses_the_form_and_a_warning_does_not() -> None:
    reading = form(*targets("X | I | 1 |"))
    wrong = replace(reading, problems=(Problem("x", "Sai."),))
    doubtful = replace(reading, problems=(Problem("x", "Lạ.", severity="warning"),))
    assert changes(season(), wrong).state == "refused"
    assert not changes(season(), wrong).new_facts
    assert changes(season(), doubtful).state == "new"


def test_of_two_files_of_one_unit_only_an_equal_one_may_stand_aside() -> None:
    one = form(*targets("X | I | 1 |"))
    equal, other = replace(one, path="b.xlsx"), form(*targets("X | I | 2 |"))
    assert [it.state for it in previews(season(), [one, equal])] == ["new", "refused"]
    both = previews(season(), [one, other])
    assert [it.state for it in both] == ["refused", "refused"]
    assert {it.problems[0].code for it in both} == {"registration-form-two-versions"}


# ---- how a target ended


@pytest.mark.parametrize(
    ("registered", "planned", "last_year", "result", "shares"),
    [
        ("10", "8", "5", "12", ["120", "150", "240"]),
        ("10", "", "0", "12", ["120", None, None]),
        ("", "8", "5", "", [None, None, None]),
        ("-4", "", "", "-2", ["50", None, None]),
        ("3", "", "", "0", ["0", None, None]),
    ],
)
def test_shares_in_per_cent(
    registered: str, planned: str, last_year: str, result: str, shares: list[str | None]
) -> None:
    figures = {
        key: Decimal(it) if it else None
        for key, it in (
            ("registered", registered),
            ("planned", planned),
            ("last_year", last_year),
            ("result", result),
        )
    }
    target = Target("a", "X", "I", **figures)  # type: ignore[arg-type]
    assert list(comparison(target)) == [None if it is None else Decimal(it) for it in shares]


@pytest.mark.parametrize(
    ("better", "result", "expected"),
    [
        ("higher", "11", "exceeded"),
        ("higher", "10", "met"),
        ("higher", "9", "missed"),
        ("lower", "9", "exceeded"),
        ("lower", "11", "missed"),
    ],
)
def test_how_it_ended_against_the_registration(better: str, result: str, expected: str) -> None:
    target = Target("a", "X", "I", Decimal(10), Decimal(result), better=better)  # type: ignore[arg-type]
    assert outcome(target) == expected
    assert outcome(replace(target, result=None)) is None


# ---- into the table


def linked(**more: object) -> Target:
    made = Target("a", "Thu ngân sách", "I", Decimal(100), Decimal(120), criterion="I.1")
    return replace(made, **more)  # type: ignore[arg-type]


KEY = ScoreKey("a", "I.1", "self")


def test_plan_and_result_go_where_nothing_stands() -> None:
    found = plan_inputs(season(linked()))
    assert not found.problems
    assert dict(found.scores) == {
        KEY: Score(inputs=(Input("plan", Decimal(100)), Input("result", Decimal(120))))
    }


def test_what_is_entered_stays_and_what_is_missing_is_filled() -> None:
    had = Score(evidence="Báo cáo 5", inputs=(Input("plan", Decimal(90)),))
    found = plan_inputs(season(linked()).with_scores({KEY: had}))
    assert found.scores[KEY].inputs == (
        Input("plan", Decimal(90)),
        Input("result", Decimal(120)),
    )
    assert found.scores[KEY].evidence == "Báo cáo 5"
    full = season(linked()).with_scores(found.scores)
    assert not plan_inputs(full).scores


def test_points_stated_by_hand_are_left_alone() -> None:
    given = season(linked()).with_scores({KEY: Score(Decimal(7))})
    assert plan_inputs(given) == ({}, ())


def test_the_superiors_plan_stands_in_where_nothing_was_registered() -> None:
    found = plan_inputs(season(linked(registered=None, planned=Decimal(80), result=None)))
    assert found.scores[KEY].inputs == (Input("plan", Decimal(80)),)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ([linked(criterion="I.2")], "registration-criterion"),
        ([linked(criterion="IX")], "registration-criterion"),
        ([linked(), linked(name="Chi ngân sách")], "registration-criterion-twice"),
        ([linked(result=Decimal(-1))], "registration-misfit"),
    ],
)
def test_what_cannot_feed_the_table_is_told(facts: list[Target], code: str) -> None:
    found = plan_inputs(season(*facts))
    assert not found.scores
    assert [it.code for it in found.problems] == [code]


def test_the_first_stage_that_looks_at_the_criterion_takes_the_numbers() -> None:
    only_second = Stage("two", "Thẩm định mục II", ("II",))
    only_first = Stage("one", "Thẩm định mục I", ("I",))
    stages = (only_second, only_first, *SEASON.pack.stages)
    made = replace(season(linked()), pack=replace(SEASON.pack, stages=stages))
    assert list(plan_inputs(made).scores) == [KEY._replace(stage="one")]
    without = replace(made, pack=replace(made.pack, stages=(only_second, *SEASON.pack.stages)))
    assert list(plan_inputs(without).scores) == [KEY._replace(stage="self")]


def test_of_targets_with_one_name_that_of_the_same_section_is_meant() -> None:
    made = season(*targets("Thu | I | 5 | 6\nThu | II | 7 | 8\nChi | I | 1 | 2"))
    found = changes(made, form(*targets("Thu | II | 9 |\nThu | III | 3 |\nChi | III | 1 |")))
    assert [(it.section, it.result) for it in found.new_facts if isinstance(it, Target)] == [
        ("II", Decimal(8)),
        ("III", Decimal(6)),  # the only one that is left of that name
        ("III", Decimal(2)),
    ]


def test_why_a_form_is_refused_stays_with_it() -> None:
    wrong = Problem("x", "Sai.")
    found = changes(season(), replace(form(), problems=(wrong,)))
    assert (found.state, found.problems, found.lines) == ("refused", (wrong,), ())


# ---- pledges


def test_who_has_not_signed_and_who_registered_nothing() -> None:
    day = date(2023, 1, 15)
    assert unsigned(season()) == (A, B)
    given = season(Pledge("a"), Pledge("a", day), Pledge("b", None, "hẹn"), linked())
    assert unsigned(given) == (B,)
    found = pledge(given, "a")
    assert found is not None
    assert found.signed == day
    assert pledge(given, "c") is None
    assert unregistered(given) == (B,)
    assert not unregistered(season(linked(), RegisteredTitle("b", "Cờ thi đua")))
