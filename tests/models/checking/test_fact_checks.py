"""Facts of a season that its table and its rule pack do not know."""

from dataclasses import replace
from typing import Any

import pytest

from models.award_rules import ClassBand
from models.facts import ClassDecision, Facts, NotApplicable, OwnDeduction, Target
from tests.models.checked_season import SEASON, D, codes, problems, with_facts
from tests.models.problem_codes import codes_of

NA = NotApplicable


@pytest.mark.parametrize(
    ("bad", "code", "good"),
    [
        (
            (NA("a", "X", policy="full"),),
            "not-applicable-unknown",
            (NA("a", "I.yes", policy="full"),),
        ),
        (
            (NA("a", "I", policy="full"), NA("a", "I", policy="full")),
            "not-applicable-twice",
            (NA("a", "I", policy="full"), NA("b", "I", policy="full")),
        ),
        ((NA("a", "I.yes"),), "not-applicable-open", (NA("a", "I.yes", policy="leave_out"),)),
        (
            (NA("a", "I.yes", policy="substitute"),),
            "substitute-unknown",
            (NA("a", "I.yes", policy="substitute", substitute="I.level"),),
        ),
        (
            (NA("a", "I.yes", policy="substitute", substitute="I.yes"),),
            "substitute-itself",
            (NA("a", "I.yes", policy="substitute", substitute="T.1"),),
        ),
        (
            (NA("a", "I", policy="substitute", substitute="I.yes"),),
            "substitute-itself",
            (NA("a", "I", policy="substitute", substitute="T"),),
        ),
        (
            (NA("a", "I.yes", policy="substitute", substitute="T.1"), NA("a", "T", policy="full")),
            "substitute-gone",
            (NA("a", "I.yes", policy="substitute", substitute="T.1"), NA("b", "T", policy="full")),
        ),
        (
            (NA("a", "I.yes", policy="percent_cap"),),
            "not-applicable-percent",
            (NA("a", "I.yes", policy="percent_cap", percent=D(50)),),
        ),
        (
            (NA("a", "I.yes", policy="percent_cap", percent=D(-1)),),
            "not-applicable-percent",
            (NA("a", "I.yes", policy="percent_cap", percent=D(0)),),
        ),
        (
            (NA("a", "I.yes", policy="percent_cap", percent=D("100.5")),),
            "not-applicable-percent",
            (NA("a", "I.yes", policy="percent_cap", percent=D(100)),),
        ),
        (
            (NA("a", "I.yes", policy="percent_cap", percent=D(150)),),
            "not-applicable-percent",
            (NA("a", "I.yes", policy="full", percent=D(150)),),
        ),
        (
            (NA("a", "I.yes", policy="own_group"),),
            "own-group-idle?",
            (NA("a", "I.leader", policy="own_group"),),
        ),
    ],
)
def test_what_does_not_apply(bad: tuple[Any, ...], code: str, good: tuple[Any, ...]) -> None:
    wrong = with_facts(*bad)
    assert codes(wrong) == [code]
    known = bad[0].criterion != "X"
    where = f"Ban A, {bad[0].criterion} không áp dụng" if known else "Ban A"
    assert problems(wrong)[0].where == where
    assert codes(with_facts(*good)) == []


def test_facts_belong_to_the_table() -> None:
    def told(**facts: Any) -> list[str]:
        found = problems(replace(SEASON, facts=Facts(**facts)))
        pairs = zip(codes_of(found), found, strict=True)
        return [f"{code} | {it.text}" for code, it in pairs]

    target = Target("a", "Thu ngân sách", "IX")
    assert told(targets=(target,)) == [
        (
            "target-without-section | Ban A, chỉ tiêu “Thu ngân sách”: Chỉ tiêu thuộc mục IX, bảng không có "
            "mục này. Sửa mục của chỉ tiêu."
        )
    ]
    assert told(targets=(replace(target, section="I"),)) == []
    own = OwnDeduction("a", "I.judged", 2)
    assert told(own_deductions=(own,)) == [
        (
            "deduction-without-rule | Ban A, tiêu chí I.judged: Ghi 2 lần trừ, nhưng bảng không quy định mức trừ cho tiêu chí này. "
            "Ghi mức trừ mỗi lần vào bảng chấm điểm, hoặc bỏ sự kiện."
        )
    ]


def test_a_unit_to_which_nothing_applies_is_told() -> None:
    (told,) = problems(with_facts(NA("a", "I", policy="leave_out")))
    assert codes_of([told]) == ["nothing-applies?"]
    assert told.where == "Ban A"
    assert codes(with_facts(NA("a", "I"), not_applicable="leave_out")) == ["nothing-applies?"]
    assert codes(with_facts(NA("a", "I.yes", policy="leave_out"))) == []


def test_the_pack_may_say_what_holds() -> None:
    assert codes(with_facts(NA("a", "I.yes"), not_applicable="full")) == []
    half = {"not_applicable": "percent_cap", "not_applicable_percent": D(50)}
    assert codes(with_facts(NA("a", "I.yes"), **half)) == []
    nowhere = with_facts(NA("a", "I.yes"), not_applicable="substitute")
    assert codes(nowhere) == ["substitute-unknown"]
    assert problems(nowhere)[0].what == "Lấy điểm dòng (trống) thay, bảng không có dòng này."


BANDS = (
    ClassBand("Xuất sắc", D(90)),
    ClassBand("Đạt", D(50)),
    ClassBand("Giỏi", D(90), unit_kind="sở"),
)


@pytest.mark.parametrize(
    ("decisions", "found"),
    [
        ((ClassDecision("gone", "Giỏi"),), ["class-unknown"]),
        ((ClassDecision("a", "Đạt"), ClassDecision("b", "Giỏi")), []),
        ((ClassDecision("a", "đạt"),), ["class-unknown"]),
        ((ClassDecision("a", "Giỏi"),), ["class-unknown"]),
        ((ClassDecision("a", "Đạt"), ClassDecision("a", "Đạt")), ["class-decided-twice"]),
    ],
)
def test_class_decisions(decisions: tuple[ClassDecision, ...], found: list[str]) -> None:
    made = with_facts(*decisions, classes=BANDS)
    assert codes(made) == found
    assert all(it.where.endswith(", quyết định xếp loại") for it in problems(made))
