"""The run sheet: the proposed parts, where the meeting stands, how long items took, editing."""

from dataclasses import replace
from datetime import date

import pytest

from models.errors import AppError
from models.meeting import AgendaItem, Meeting
from models.meeting_day import agenda
from tests.models.drawing import season


def drawn(text: str, at: str = "") -> Meeting:
    """ "a:I b:I c:II" as a meeting that stands at `at`."""
    parts = {"I": 1, "II": 2}
    words = (it.split(":") for it in text.split())
    items = (AgendaItem(code, f"Nội dung {code}", parts[part]) for code, part in words)
    return Meeting(agenda=tuple(items), at=at)


def shown(meeting: Meeting) -> str:
    """As `drawn`; "*" where it stands, "✓" what is done, seconds used."""
    told = []
    for it in meeting.agenda:
        mark = ("*" if it.code == meeting.at else "") + ("✓" if it.done else "")
        used = f"={it.seconds}" if it.seconds else ""
        told.append(f"{it.code}:{'I' * it.part}{mark}{used}")
    return " ".join(told)


def test_the_proposal_has_the_contents_of_both_parts_in_their_order() -> None:
    found = agenda.proposed(season("Ban A: all=max"))
    told = {part: " | ".join(it.title for it in found if it.part == part) for part in (1, 2)}
    for first, then in (
        ("Báo cáo tổng kết năm 2023", "tham luận"),
        ("tham luận", "Thống nhất điểm"),
    ):
        assert told[1].index(first) < told[1].index(then)
    for first, then in (("suy tôn", "khen thưởng điển hình"), ("khen thưởng điển hình", "Bầu")):
        assert told[2].index(first) < told[2].index(then)
    assert "năm 2024" in told[2]
    assert [it.part for it in found] == sorted(it.part for it in found)
    assert len({it.code for it in found}) == len(found)
    assert agenda.planned(found) == 210  # half a day


def test_the_proposal_shows_a_scene_for_every_item_and_names_what_is_handed_out() -> None:
    praise = "Công bố khen thưởng điển hình tiên tiến của khối"
    assert [
        (it.part, it.scene, it.about, it.handout)
        for it in agenda.proposed(season("Ban A: all=max"))
    ] == [
        (1, "opening", "", ""),
        (1, "agenda", "", "Báo cáo tổng kết của khối"),
        (1, "countdown", "10 Tham luận", "Các bản tham luận"),
        (1, "ranking", "", "Bảng tổng hợp kết quả chấm điểm"),
        (1, "reveal", "", ""),
        (2, "ballot", "", "Phiếu suy tôn"),
        (2, "message", praise, ""),
        (2, "ballot", "", "Phiếu bầu"),
        (2, "closing", "", ""),
    ]


def test_an_item_changed_keeps_its_place() -> None:
    meeting = drawn("a:I b:I c:II", at="b")
    changed = agenda.with_item(meeting, AgendaItem("b", "Tên mới"), "a")
    assert shown(changed) == "a:I b:I* c:II"
    assert [it.title for it in changed.agenda] == ["Nội dung a", "Tên mới", "Nội dung c"]


def test_the_only_item_stays_the_one_in_work() -> None:
    old = drawn("a:I")
    assert shown(agenda.carried(old, agenda.stand_at(old, "a"))) == "a:I*"


@pytest.mark.parametrize(("minutes", "late"), [(0, []), (1, [61, 90]), (2, [])])
def test_an_item_is_over_after_its_last_planned_minute(minutes: int, late: list[int]) -> None:
    item = AgendaItem("a", "Nội dung", minutes=minutes)
    assert [it for it in (0, 59, 60, 61, 90) if agenda.over(item, it)] == late


def test_the_day_of_the_meeting_in_words() -> None:
    made = season("Ban A: all=max")
    assert agenda.when_words(made) == ""
    held = replace(made, plan=replace(made.plan, meeting=date(2023, 12, 19)))
    assert agenda.when_words(held) == "19/12/2023 (thứ Ba)"


def test_going_on_counts_the_time_of_the_item_that_is_left() -> None:
    meeting = drawn("a:I b:I c:II")
    first = agenda.following(meeting)
    assert first is not None
    meeting = agenda.stand_at(meeting, first.code, 0)
    assert shown(meeting) == "a:I* b:I c:II"
    meeting = agenda.stand_at(meeting, "b", 90)
    assert shown(meeting) == "a:I✓=90 b:I* c:II"
    meeting = agenda.stand_at(meeting, "a", 30)  # the chairman goes back
    assert shown(meeting) == "a:I*=90 b:I✓=30 c:II"
    meeting = agenda.stand_at(meeting, "c", 10)
    assert shown(meeting) == "a:I✓=100 b:I✓=30 c:II*"
    assert agenda.following(meeting) is None
    assert agenda.used(meeting.agenda) == 130


def test_a_clock_that_went_backwards_takes_no_time_away() -> None:
    meeting = agenda.with_time(drawn("a:I", at="a"), 60)
    assert agenda.with_time(meeting, -3600) == meeting


@pytest.mark.parametrize(
    ("code", "step", "expected"),
    [
        ("b", -1, "b:I a:I c:II d:II"),
        ("b", 1, "a:I b:II c:II d:II"),
        ("c", -1, "a:I b:I c:I d:II"),
        ("c", 1, "a:I b:I d:II c:II"),
        ("a", -1, "a:I b:I c:II d:II"),
        ("d", 1, "a:I b:I c:II d:II"),
        ("a", 1, "b:I a:I c:II d:II"),
        ("d", -1, "a:I b:I d:II c:II"),
    ],
)
def test_an_item_moves_inside_its_part_and_then_into_the_other(
    code: str, step: int, expected: str
) -> None:
    assert shown(agenda.moved(drawn("a:I b:I c:II d:II"), code, step)) == expected


def test_items_are_put_in_after_the_chosen_one_or_at_the_end_of_their_part() -> None:
    meeting = drawn("1:I 2:I 3:II")
    new = AgendaItem(agenda.new_code(meeting.agenda), "Giải lao")
    assert new.code == "4"
    assert shown(agenda.with_item(meeting, new, "1")) == "1:I 4:I 2:I 3:II"
    assert shown(agenda.with_item(meeting, new, "3")) == "1:I 2:I 4:I 3:II"
    assert shown(agenda.with_item(meeting, replace(meeting.agenda[0], part=2))) == "2:I 3:II 1:II"


def test_the_item_in_work_is_not_taken_out() -> None:
    meeting = drawn("a:I b:I", at="a")
    with pytest.raises(AppError, match="đang ở nội dung này"):
        agenda.without_item(meeting, "a")
    assert shown(agenda.without_item(meeting, "b")) == "a:I*"


def test_an_older_state_keeps_the_course_of_the_meeting() -> None:
    old = drawn("a:I b:I")
    now = agenda.stand_at(agenda.with_item(old, AgendaItem("c", "Mới")), "a")
    now = agenda.stand_at(now, "b", 45)
    assert shown(agenda.carried(old, now)) == "a:I✓=45 b:I*"
    assert shown(agenda.carried(old, replace(now, at="c"))) == "a:I✓=45 b:I c:I*"


def test_an_older_state_keeps_an_item_that_time_was_used_for() -> None:
    old = drawn("a:I b:I d:II")
    now = agenda.stand_at(agenda.with_item(old, AgendaItem("c", "Mới"), "a"), "c")
    assert shown(agenda.carried(old, now)) == "a:I c:I* b:I d:II"
    now = agenda.stand_at(now, "d", 600)
    assert shown(agenda.carried(old, now)) == "a:I c:I✓=600 b:I d:II*"


def test_a_deletion_done_again_takes_an_item_with_the_time_it_had() -> None:
    had = agenda.stand_at(agenda.stand_at(drawn("a:I b:I"), "a"), "b", 30)
    without = agenda.without_item(had, "a")
    assert shown(agenda.carried(without, had, had)) == "b:I*"
    later = agenda.stand_at(agenda.stand_at(had, "a"), "b", 10)
    assert shown(agenda.carried(without, later, had)) == "b:I* a:I✓=40"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 phút"),
        (119, "1 phút"),
        (3900, "1 giờ 05 phút"),
        (3600, "1 giờ 00 phút"),
        (-5, "0 phút"),
    ],
)
def test_spans_are_read_as_people_say_them(seconds: int, words: str) -> None:
    assert agenda.clock(seconds) == words
