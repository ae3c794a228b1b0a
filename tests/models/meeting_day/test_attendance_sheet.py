"""Who takes part: counts, quorum in whole numbers, what is not noted is not absence."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from math import ceil, floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.collected import Attendance, Presence
from models.collecting.proposals import proposals
from models.facts import Facts
from models.meeting import Meeting, Quorum
from models.meeting_day.attendance_sheet import (
    described,
    noted,
    quorum_needs,
    quorum_words,
    sheet,
    summary,
)
from models.season import Season
from models.year_plan import YearPlan
from tests.models import paper_drawing

DAY = date(2023, 12, 19)
WORDS: dict[str, Presence] = {"c": "present", "m": "late", "v": "absent", "l": "excused"}


def drawn(text: str, quorum: Quorum | None = None, day: date | None = DAY) -> Season:
    """One letter a unit: c present, m late, v absent, l excused, ? not noted; "!" wrong composition."""
    made = paper_drawing.season("\n".join(f"Ban {it + 1}:" for it in range(len(text.split()))))
    records = [
        Attendance(unit.id, "Hội nghị tổng kết", day, WORDS[word[0]], "!" in word)
        for unit, word in zip(made.units, text.split(), strict=True)
        if word != "?"
    ]
    return replace(
        made,
        facts=Facts(attendance=tuple(records)),
        meeting=Meeting(quorum=quorum),
        plan=YearPlan(meeting=DAY),
    )


def test_the_counts_stand_in_words() -> None:
    found = sheet(drawn("c c! m v l ?"))
    assert summary(found) == (
        "3/6 đơn vị có mặt (1 đến muộn), 1 vắng không lý do, 1 vắng có lý do, 1 chưa ghi, "
        "1 sai thành phần"
    )
    assert (found.members, found.there, found.unknown) == (6, 3, 1)
    assert found.present_base is None, "the base of a vote waits for the last unit"
    assert sheet(drawn("c m v")).present_base == 2


def test_who_is_absent_has_no_composition() -> None:
    assert not sheet(drawn("v! l!")).wrong


@pytest.mark.parametrize(
    ("drawing", "quorum", "words"),
    [
        ("c c c", None, "Số đơn vị tối thiểu phải dự: chưa quy định."),
        ("c c v", Quorum(2, 3), "Khối quy định từ 2/3 số đơn vị phải dự: cần 2/3, có 2: đủ."),
        (
            "c c v",
            Quorum(2, 3, at_least=False),
            "Khối quy định quá 2/3 số đơn vị phải dự: cần 3/3, có 2, thiếu 1.",
        ),
        (
            "c ? ?",
            Quorum(1, 2, document="QC"),
            "Khối quy định từ 1/2 số đơn vị phải dự (QC): cần 2/3, có 1, thiếu 1; còn 2 đơn vị chưa ghi.",
        ),
    ],
)
def test_a_quorum_is_said_only_where_the_block_has_set_one(
    drawing: str, quorum: Quorum | None, words: str
) -> None:
    assert quorum_words(sheet(drawn(drawing, quorum))) == words


@given(st.integers(1, 20), st.integers(1, 20), st.integers(0, 200), st.booleans())
def test_quorum_against_fractions(top: int, rest: int, members: int, at_least: bool) -> None:
    share = Fraction(top, top + rest) * members
    expected = ceil(share) if at_least else floor(share) + 1
    assert quorum_needs(Quorum(top, top + rest, at_least), members) == expected


def test_noting_changes_only_what_is_new_and_keeps_who_came() -> None:
    made = drawn("c ? v")
    first = replace(made.facts.attendance[0], who="Ông A")
    made = replace(made, facts=Facts(attendance=(first, made.facts.attendance[1])))
    changes: dict[str, Presence] = {"Ban 1": "late", "Ban 2": "present", "Ban 3": "absent"}
    old, new = noted(made, changes)
    assert old == (first,)
    assert new == (
        replace(first, presence="late"),
        Attendance("Ban 2", "Hội nghị tổng kết", DAY, "present"),
    )
    assert described(made, "Ban 1", {"who": "Bà B"})[1][0].who == "Bà B"


def test_a_record_without_a_day_is_one_of_this_meeting_and_gets_its_day() -> None:
    made = drawn("c v", day=None)
    assert sheet(made).there == 1
    assert noted(made, {"Ban 2": "excused"})[1][0].held == DAY


def test_records_of_the_same_name_on_another_day_are_pointed_out() -> None:
    found = sheet(drawn("c v", day=date(2023, 6, 30)))
    assert (found.unknown, found.other_day) == (2, date(2023, 6, 30))


def test_the_sheet_feeds_the_proposed_deductions() -> None:
    made = drawn("c v c!")
    found = [(it.unit.id, it.fault) for it in proposals(made, DAY) if "Hội nghị" in it.what]
    assert found == [("Ban 2", "absent"), ("Ban 3", "wrong_composition")]
