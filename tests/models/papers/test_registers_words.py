"""Every line of bonus, deduction and exclusion names the document or event that it rests on."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.facts import (
    DisciplineFault,
    Exclusion,
    Facts,
    IneligibleDossiers,
    Reminder,
    Target,
)
from models.rulepack import DeductionRule
from models.scores.adjustments import earned_by_each, grounds, taken_by_each
from models.scores.results import Step
from models.scores.scoring import score
from tests.models.drawing import S3_RULES, SMALL_TABLE, season

D = Decimal
A = "Ban A"
DAY = date(2023, 4, 12)


def steps(facts: Facts, rule: str) -> list[Step]:
    given = replace(season("Ban A: all=max"), facts=facts)
    return [it for it in score(given)[0].steps if it.rule == rule]


def details(facts: Facts, rule: str) -> list[str]:
    return [it.detail for it in steps(facts, rule)]


def test_reminders_are_named_by_number_day_and_issuer() -> None:
    facts = Facts(
        reminders=(Reminder(A, "12-CV/TU", DAY, issuer="Tỉnh ủy"), Reminder(A, "25-CV/TU"))
    )
    assert details(facts, "deduct-reminder")[0] == (
        "2 văn bản (12-CV/TU ngày 12/04/2023 của Tỉnh ủy; 25-CV/TU) × 0,5; tối đa 2"
    )


def test_what_has_no_paper_is_counted_beside_those_that_have_one() -> None:
    facts = Facts(reminders=(Reminder(A, "12-CV/TU"), Reminder(A), Reminder(A)))
    assert "(12-CV/TU; 2 văn bản chưa ghi văn bản)" in details(facts, "deduct-reminder")[0]
    bare = Facts(reminders=(Reminder(A), Reminder(A)))
    assert details(bare, "deduct-reminder")[0] == "2 văn bản × 0,5; tối đa 2"


def test_dossiers_are_named_by_the_notice_with_its_count_where_there_are_several() -> None:
    one = Facts(dossiers=(IneligibleDossiers(A, 6, "TB 12/BTĐKT"),))
    assert details(one, "deduct-dossier") == ["6 hồ sơ (TB 12/BTĐKT), bậc 6–10"]
    two = Facts(
        dossiers=(
            IneligibleDossiers(A, 2, "TB 12"),
            IneligibleDossiers(A, 1, "TB 15"),
            IneligibleDossiers(A, 4),
        )
    )
    assert details(two, "deduct-dossier") == [
        "3 hồ sơ (TB 12: 2 hồ sơ; TB 15: 1 hồ sơ), bậc 1–5",
        "4 hồ sơ chờ văn bản thông báo, chưa trừ",
    ]


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (DisciplineFault(A, "absent", "Họp sơ kết", DAY), "Họp sơ kết ngày 12/04/2023"),
        (
            DisciplineFault(A, "absent", "Họp sơ kết", DAY, document="BB 3"),
            "Họp sơ kết ngày 12/04/2023, theo BB 3",
        ),
        (
            DisciplineFault(A, "late_paper", "Nộp muộn, ngày 12/4/2023", DAY),
            "Nộp muộn, ngày 12/4/2023",
        ),
        (DisciplineFault(A, "absent", happened=DAY), "vắng họp khối ngày 12/04/2023"),
        (DisciplineFault(A, "absent", document="BB 3"), "vắng họp khối, theo BB 3"),
        (DisciplineFault(A, "absent"), ""),
    ],
)
def test_a_breach_is_named_by_what_and_when_or_its_paper(
    fault: DisciplineFault, words: str
) -> None:
    assert grounds(fault) == words
    (told,) = details(Facts(discipline=(fault,)), "deduct-discipline")
    assert told.startswith(f"1 lần ({words}), " if words else "1 lần, ")


def test_a_bonus_names_registration_and_result_of_each_target() -> None:
    facts = Facts(
        targets=(
            Target(A, "Thu ngân sách", "I", D(100), D(110), measure="tỷ đồng", bonus=D(2)),
            Target(A, "Đơn tồn", "I", D(10), D(8), better="lower", bonus=D(1)),
        )
    )
    told = [(it.kind, it.label, it.detail) for it in steps(facts, "bonus-exceed")]
    assert told[1:] == [
        ("note", "Thu ngân sách", "đăng ký 100, thực hiện 110 tỷ đồng: thưởng 1"),
        ("cut", "Thu ngân sách", "2 cắt còn 1 (tối đa 1 cho mỗi chỉ tiêu)"),
        ("note", "Đơn tồn", "đăng ký 10, thực hiện 8 (thấp hơn là vượt): thưởng 1"),
    ]


@pytest.mark.parametrize(
    ("record", "words"),
    [
        (Exclusion(A, "Vi phạm", "77/UBND", DAY), "Vi phạm (77/UBND ngày 12/04/2023)"),
        (Exclusion(A, "Vi phạm", since=DAY), "Vi phạm (từ ngày 12/04/2023)"),
        (
            Exclusion(A, "Có đơn thư", "9-TB", hold=True, scope="danh hiệu tập thể"),
            "tạm dừng, chờ kết luận: Có đơn thư (9-TB), áp dụng cho danh hiệu tập thể",
        ),
    ],
)
def test_an_exclusion_says_its_paper_whether_it_is_a_hold_and_what_it_covers(
    record: Exclusion, words: str
) -> None:
    given = replace(season("Ban A: all=max"), facts=Facts(exclusions=(record,)))
    assert score(given)[0].excluded == words


# ---- what each record does


def test_each_reminder_takes_its_own_until_the_cap() -> None:
    facts = Facts(
        reminders=(
            *(Reminder(A, str(number)) for number in range(3)),
            Reminder("Ban B", "x"),
            *(Reminder(A, str(number)) for number in range(3, 6)),
        )
    )
    half, none = D("0.5"), D(0)
    assert taken_by_each(S3_RULES, facts, "reminders") == (*[half] * 5, none, none)


def test_a_tier_a_flat_rule_and_a_waiting_notice_take_what_they_add() -> None:
    facts = Facts(
        dossiers=(
            IneligibleDossiers(A, 5, "TB 1"),
            IneligibleDossiers(A, 9),
            IneligibleDossiers(A, 1, "TB 2"),
        ),
        discipline=(DisciplineFault(A), DisciplineFault(A)),
    )
    assert taken_by_each(S3_RULES, facts, "dossiers") == (D(1), D(0), D("0.5"))
    assert taken_by_each(S3_RULES, facts, "discipline") == (D(1), D(0))
    twice = replace(
        S3_RULES,
        deductions=(DeductionRule("x", "X", "discipline", "flat", D(1), each_time=True),),
    )
    assert taken_by_each(twice, facts, "discipline") == (D(1), D(1))
    assert taken_by_each(replace(S3_RULES, deductions=()), facts, "discipline") == (D(0), D(0))


def test_the_amounts_of_each_add_up_to_what_the_result_says() -> None:
    facts = Facts(
        targets=tuple(Target(A, f"T{it}", "I", D(1), D(2), bonus=D("0.75")) for it in range(8)),
        reminders=tuple(Reminder(A, str(it)) for it in range(5)),
    )
    (result,) = score(replace(season("Ban A: all=max"), facts=facts))
    earned = earned_by_each(S3_RULES, facts, SMALL_TABLE.section_codes())
    assert sum(earned) == result.bonus == 5
    assert earned[-2:] == (D("0.5"), D(0))
    assert sum(taken_by_each(S3_RULES, facts, "reminders")) == result.deductions
