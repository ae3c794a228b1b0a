"""What is proposed to be deducted, with its sentence; what became of it; and what it costs."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from models.collected import Attendance, Waiver
from models.collecting.proposals import Proposal, answer_of, how_often, proposals, why_none
from models.facts import DisciplineFault, Exclusion, Reminder
from models.rulepack import DeductionRule, OpenValue, Tier
from models.scores.adjustments import deductions
from models.season import Season
from models.submission import Submission, SubmissionState
from tests.models.drawing import D
from tests.models.paper_drawing import PACK, TODAY, season

MEETING = date(2023, 12, 19)
(RULE,) = PACK.deductions


def ruled(made: Season, **changes: object) -> Season:
    rule = replace(RULE, **changes)  # type: ignore[arg-type]
    return replace(made, pack=replace(made.pack, deductions=(rule,)))


def with_facts(made: Season, **facts: object) -> Season:
    return replace(made, facts=replace(made.facts, **facts))  # type: ignore[arg-type]


def drawn(made: Season) -> list[str]:
    return [
        f"{it.unit.name} {it.key} {it.state}{' cũ' if it.stale else ''} {it.points} {it.adds}"
        for it in proposals(made, TODAY)
    ]


def accepted(made: Season, proposal: Proposal) -> Season:
    fact = proposal.fact()
    if isinstance(fact, Exclusion):
        return with_facts(made, exclusions=(*made.facts.exclusions, fact))
    return with_facts(made, discipline=(*made.facts.discipline, fact))


def test_late_and_missing_papers_are_proposed_with_rule_and_dates() -> None:
    made = season(
        """
        Ban A: report=06/12
        Ban B:
        Ban C: report=03/12:thiếu_dấu
        Ban D: report=04/12
        """
    )
    found = proposals(made, TODAY)
    assert drawn(made) == [
        "Ban A late:report open 1 1",
        "Ban B missing:report open 1 1",
        "Ban C missing:report open 1 1",
    ]
    assert [it.grounds for it in found] == [
        "Ban A: “Báo cáo” hạn trước 05/12/2023 (thứ Ba), nhận 06/12/2023 (thứ Tư), trễ 2 ngày.",
        "Ban B: “Báo cáo” hạn trước 05/12/2023 (thứ Ba), chưa có bản đủ, quá hạn 4 ngày.",
        (
            "Ban C: “Báo cáo” hạn trước 05/12/2023 (thứ Ba), đã trả lại vì thiếu dấu, chưa có bản đủ,"
            " quá hạn 4 ngày."
        ),
    ]
    assert found[0].sentence == (
        f"{found[0].grounds} Trừ 1 điểm khi nộp văn bản muộn. Trừ 1 điểm một lần trong năm, dù vi phạm"
        " mấy lần. (Hướng dẫn 1560, mục II.2b)"
    )


def test_absence_and_wrong_composition_are_proposed_but_not_leave_or_lateness() -> None:
    words = (
        Attendance("Ban A", "Họp giữa năm", MEETING, "absent"),
        Attendance("Ban B", "Họp giữa năm", MEETING, wrong_composition=True, who="chuyên viên"),
        Attendance("Ban C", "Họp giữa năm", MEETING, "excused", wrong_composition=True),
        Attendance("Ban D", "Họp giữa năm", None, "late"),
        Attendance("Ban E", "Họp giữa năm", None, "absent"),
        Attendance("Ban không còn", "Họp giữa năm", MEETING, "absent"),
    )
    made = with_facts(
        season("\n".join(f"Ban {it}: report=01/12" for it in "ABCDE")), attendance=words
    )
    assert [(it.key, it.fault) for it in proposals(made, TODAY)] == [
        ("absent:Họp giữa năm:2023-12-19", "absent"),
        ("composition:Họp giữa năm:2023-12-19", "wrong_composition"),
        ("absent:Họp giữa năm:", "absent"),
    ]
    assert [it.grounds for it in proposals(made, TODAY)] == [
        "Ban A: “Họp giữa năm” ngày 19/12/2023 (thứ Ba), vắng không có lý do.",
        "Ban B: “Họp giữa năm” ngày 19/12/2023 (thứ Ba), dự không đúng thành phần (chuyên viên).",
        "Ban E: “Họp giữa năm” (chưa ghi ngày họp), vắng không có lý do.",
    ]


def test_accepting_writes_the_fault_that_counts_and_answers_the_proposal() -> None:
    made = season("Ban A: report=06/12")
    (proposal,) = proposals(made, TODAY)
    fact = proposal.fact()
    assert fact == DisciplineFault(
        "Ban A",
        "late_paper",
        "Nộp muộn “Báo cáo”",
        date(2023, 12, 6),
        proposal.grounds,
        about="late:report",
    )
    after = accepted(made, proposal)
    assert drawn(after) == ["Ban A late:report accepted 1 0"]
    total, steps = deductions(after.pack, after.facts, "Ban A")
    assert total == 1
    assert [it.detail for it in steps] == [
        "1 lần (Nộp muộn “Báo cáo” ngày 06/12/2023), trừ một lần 1 (khối quy định)"
    ]
    (again,) = proposals(after, TODAY)
    assert answer_of(after, again) == (fact,)


def test_waiving_keeps_the_reason_and_takes_nothing() -> None:
    made = season("Ban A: report=06/12\nBan B: report=06/12")
    waiver = Waiver("Ban A", "late:report", "Bão làm tắc đường", TODAY)
    after = with_facts(made, waivers=(waiver,))
    assert drawn(after) == ["Ban A late:report waived 1 0", "Ban B late:report open 1 1"]
    first, second = proposals(after, TODAY)
    assert first.reason == "Bão làm tắc đường"
    assert answer_of(after, first) == (waiver,)
    assert answer_of(after, second) == ()


@pytest.mark.parametrize("answer", ["accepted", "waived"])
def test_a_missing_paper_that_came_at_last_is_not_proposed_a_second_time(answer: str) -> None:
    missing = season("Ban A:")
    (proposal,) = proposals(missing, TODAY)
    if answer == "accepted":
        answered = accepted(missing, proposal)
    else:
        answered = with_facts(missing, waivers=(Waiver("Ban A", proposal.key, "Cho nợ"),))
    came = with_facts(answered, receipts=season("Ban A: report=08/12").facts.receipts)
    (late,) = proposals(came, TODAY)
    assert (late.key, late.state) == ("late:report", answer)
    assert len(answer_of(came, late)) == 1


def test_a_deduction_without_reason_any_more_is_shown_as_such() -> None:
    late = season("Ban A: report=06/12")
    after = accepted(late, proposals(late, TODAY)[0])
    corrected = with_facts(after, receipts=season("Ban A: report=04/12").facts.receipts)
    (old,) = proposals(corrected, TODAY)
    assert (old.state, old.stale) == ("accepted", True)
    assert old.grounds == (
        "Ban A: đã trừ điểm (Nộp muộn “Báo cáo”). Nay không còn căn cứ trong sổ; xem lại, rút nếu"
        " không trừ nữa."
    )
    assert answer_of(corrected, old) == corrected.facts.discipline
    by_hand = with_facts(late, discipline=(DisciplineFault("Ban A", "other", "Việc khác"),))
    assert [it.stale for it in proposals(by_hand, TODAY)] == [False]


@pytest.mark.parametrize(
    ("rule", "words", "expected"),
    [
        ({}, "Trừ 1 điểm một lần trong năm, dù vi phạm mấy lần.", ["1 0"]),
        ({"each_time": True}, "Mỗi lần trừ 1 điểm.", ["1 1"]),
        ({"method": "per_case", "points": D("0.5")}, "Mỗi lần trừ 0,5 điểm.", ["0.5 0.5"]),
        (
            {"each_time": True, "cap": D("1.5")},
            "Mỗi lần trừ 1 điểm, tối đa 1,5 điểm.",
            ["1 0.5"],
        ),
        (
            {"method": "tiers", "tiers": (Tier(1, 1, D(1)), Tier(2, None, D(3)))},
            "Mức trừ theo số lần vi phạm trong năm.",
            ["1 2"],
        ),
    ],
)
def test_once_or_each_time_is_the_packs_and_said(
    rule: dict[str, object], words: str, expected: list[str]
) -> None:
    """One breach counts already: the second shows what one costs, and what this one still takes."""
    made = ruled(season("Ban A: report=06/12"), **rule)
    made = with_facts(made, discipline=(DisciplineFault("Ban A", "other", "Việc khác"),))
    (pack_rule,) = made.pack.deductions
    assert how_often(made, pack_rule) == words
    assert [it.split("open ")[1] for it in drawn(made)] == expected
    assert words in proposals(made, TODAY)[0].sentence


def test_what_the_block_has_not_settled_is_said() -> None:
    made = season("Ban A: report=06/12")
    value = OpenValue("deductions.discipline.each_time", "Một lần hay từng lần")
    unsettled = replace(made, pack=replace(made.pack, open_values=(value,)))
    assert "Khối chưa chốt trừ một lần hay từng lần." in proposals(unsettled, TODAY)[0].sentence
    settled = replace(made, pack=replace(unsettled.pack, decided=(value.field,)))
    assert "chưa chốt" not in proposals(settled, TODAY)[0].sentence


def test_a_pack_without_the_rule_proposes_nothing_and_says_why() -> None:
    made = season("Ban A:")
    other = DeductionRule("reminder", "Nhắc nhở", "reminders", "per_case", D(1))
    without = replace(made, pack=replace(made.pack, deductions=(other,)))
    assert proposals(without, TODAY) == ()
    assert why_none(without.pack).startswith("Bộ quy tắc “Bộ quy tắc thử” không quy định trừ điểm")
    assert why_none(made.pack) == ""


def test_a_serious_criticism_proposes_the_exclusion() -> None:
    reminders = (
        Reminder("Ban A", "77/UBND", date(2023, 9, 5), issuer="UBND tỉnh", serious=True),
        Reminder("Ban A", "77/UBND", date(2023, 9, 5), serious=True),  # written down twice
        Reminder("Ban A", "78/UBND", date(2023, 9, 6)),
        Reminder("Ban B", "", date(2023, 9, 7), serious=True),
    )
    made = with_facts(season("Ban A: report=01/12\nBan B: report=01/12"), reminders=reminders)
    first, second = proposals(made, TODAY)
    assert (first.key, first.fault, first.state) == ("serious:77/UBND", None, "open")
    assert first.sentence == (
        "Ban A: 77/UBND ngày 05/09/2023 của UBND tỉnh phê bình về sai phạm nghiêm trọng. Sai phạm nghiêm"
        " trọng: không xét. (Hướng dẫn 1560, mục II.2b)"
    )
    assert (second.key, second.grounds) == (
        "serious:2023-09-07",
        "Ban B: văn bản ngày 07/09/2023 phê bình về sai phạm nghiêm trọng.",
    )
    for proposal in (first, second):
        after = accepted(made, proposal)
        states = {it.key: it.state for it in proposals(after, TODAY)}
        assert states.pop(proposal.key) == "accepted"
        assert set(states.values()) == {"open"}
        again = next(it for it in proposals(after, TODAY) if it.key == proposal.key)
        assert answer_of(after, again) == after.facts.exclusions
    assert [(it.document, it.happened) for it in (first, second)] == [
        ("77/UBND", date(2023, 9, 5)),
        ("", date(2023, 9, 7)),
    ]
    for unit, state in (("Ban A", "accepted"), ("Ban B", "open")):
        by_hand = with_facts(made, exclusions=(Exclusion(unit, "Sai phạm", "77/UBND"),))
        assert [it.state for it in proposals(by_hand, TODAY)] == [state, "open"]
    rules = tuple(it for it in made.pack.rules if it.name != "exclude-serious")
    assert proposals(replace(made, pack=replace(made.pack, rules=rules)), TODAY) == ()


# ---- files of the inbox


def handed_in(made: Season, state: SubmissionState, day: int, **more: object) -> Season:
    new = Submission(
        len(made.submissions) + 1,
        "bao cao.docx",
        datetime(2023, 12, day, 16, 30),
        "0" * 64,
        9,
        unit="Ban A",
        kind="report",
        state=state,
    )
    new = replace(new, **more)  # type: ignore[arg-type]
    return replace(made, submissions=(*made.submissions, new))


def test_nothing_is_proposed_while_a_file_waits_that_may_be_in_time() -> None:
    assert drawn(handed_in(season("Ban A:"), "waiting", 4)) == []
    late = season("Ban A: report=07/12:paper")
    assert drawn(handed_in(late, "waiting", 4)) == []
    assert drawn(handed_in(late, "waiting", 8)) == ["Ban A late:report open 1 1"]
    assert drawn(handed_in(season("Ban A:"), "set_aside", 4)) == ["Ban A missing:report open 1 1"]
    assert drawn(handed_in(season("Ban A:"), "returned", 4)) == ["Ban A missing:report open 1 1"]


def test_what_was_accepted_stands_while_a_file_waits() -> None:
    missing = season("Ban A:")
    after = accepted(missing, proposals(missing, TODAY)[0])
    assert drawn(handed_in(after, "waiting", 7)) == ["Ban A missing:report accepted 1 0"]
    assert drawn(handed_in(after, "taken", 7)) == ["Ban A late:report accepted 1 0"]
    assert drawn(handed_in(after, "taken", 4)) == ["Ban A missing:report accepted cũ 0 0"]


def test_a_correction_after_the_last_day_makes_nobody_late() -> None:
    first = handed_in(season("Ban A:"), "waiting", 4)
    assert drawn(handed_in(first, "taken", 7)) == []


def test_only_the_day_of_the_book_is_not_called_the_day_of_receiving() -> None:
    day = "06/12/2023 (thứ Tư), trễ 2 ngày."
    for received, words in ((None, f"đưa vào sổ ngày {day}"), (date(2023, 12, 6), f"nhận {day}")):
        made = handed_in(season("Ban A:"), "taken", 6, received=received)
        (proposal,) = proposals(made, TODAY)
        assert proposal.grounds.endswith(words)


# ---- meetings that are recorded twice, and meetings without a day


def absences(*days: date | None, notes: str = "") -> tuple[Attendance, ...]:
    return tuple(Attendance("Ban A", "Họp", it, "absent", note=notes) for it in days)


def met(*records: Attendance) -> Season:
    return with_facts(season("Ban A: report=01/12\nBan B: report=01/12"), attendance=records)


def test_an_absence_that_is_recorded_twice_is_one_breach() -> None:
    both = met(*absences(MEETING, MEETING), *absences(MEETING, notes="ốm"))
    assert drawn(both) == ["Ban A absent:Họp:2023-12-19 open 1 1"]
    assert drawn(met(*absences(MEETING, date(2023, 6, 1)))) == [
        "Ban A absent:Họp:2023-12-19 open 1 1",
        "Ban A absent:Họp:2023-06-01 open 1 1",
    ]


def test_two_meetings_of_one_name_without_a_day_say_so() -> None:
    (proposal,) = proposals(met(*absences(None, None)), TODAY)
    assert proposal.grounds == (
        "Ban A: “Họp” (chưa ghi ngày họp), vắng không có lý do. Sổ có 2 dòng như vậy: nếu là nhiều cuộc"
        " họp, ghi ngày từng cuộc rồi hãy quyết định."
    )


@pytest.mark.parametrize("answer", ["accepted", "waived"])
def test_a_decision_stays_with_the_meeting_that_gets_its_day(answer: str) -> None:
    undated = met(*absences(None))
    (proposal,) = proposals(undated, TODAY)
    if answer == "accepted":
        decided = accepted(undated, proposal)
    else:
        decided = with_facts(undated, waivers=(Waiver("Ban A", proposal.key, "Có giấy mời muộn"),))
    (again,) = proposals(with_facts(decided, attendance=absences(MEETING)), TODAY)
    assert (again.key, again.state, again.stale) == ("absent:Họp:2023-12-19", answer, False)
    assert again.reason == ("" if answer == "accepted" else "Có giấy mời muộn")
    assert answer_of(decided, again) == (*decided.facts.discipline, *decided.facts.waivers)
    # Once: the other meeting of its name is decided by itself.
    first, second = proposals(
        with_facts(decided, attendance=absences(MEETING, date(2023, 6, 1))), TODAY
    )
    assert (first.state, second.state) == (answer, "open")
    # While one of them has no day, the decision is that one's.
    left = proposals(with_facts(decided, attendance=absences(MEETING, None)), TODAY)
    assert [(it.key, it.state) for it in left] == [
        ("absent:Họp:2023-12-19", "open"),
        ("absent:Họp:", answer),
    ]


def test_a_decision_without_a_day_is_no_other_units_and_no_other_breachs() -> None:
    fact = DisciplineFault("Ban A", "absent", about="absent:Họp:")
    others = (
        Attendance("Ban A", "Họp", MEETING, wrong_composition=True),
        Attendance("Ban A", "Họp khối", MEETING, "absent"),
        Attendance("Ban B", "Họp", MEETING, "absent"),
    )
    assert drawn(with_facts(met(*others), discipline=(fact,))) == [
        "Ban A composition:Họp:2023-12-19 open 1 0",
        "Ban A absent:Họp khối:2023-12-19 open 1 0",
        "Ban A absent:Họp: accepted cũ 0 0",
        "Ban B absent:Họp:2023-12-19 open 1 1",
    ]
    decided = DisciplineFault("Ban A", "absent", about="absent:Họp:2023-12-19")
    assert drawn(with_facts(met(*absences(MEETING)), discipline=(fact, decided))) == [
        "Ban A absent:Họp:2023-12-19 accepted 1 0",
        "Ban A absent:Họp: accepted cũ 0 0",
    ]


def test_proposals_come_in_the_order_of_the_units() -> None:
    made = season("Ban B: report=06/12\nBan A:")
    words = (Attendance("Ban B", "Họp", MEETING, "absent"),)
    assert [it.unit.name for it in proposals(with_facts(made, attendance=words), TODAY)] == [
        "Ban B",
        "Ban B",
        "Ban A",
    ]
