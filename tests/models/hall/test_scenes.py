"""Scenes of the hall: what they say, what they never say, and that they stay as they were frozen."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import get_args

import pytest

from models.ballot import Ballot
from models.collected import Discussion
from models.errors import AppError
from models.hall.scenes import (
    KIND_NAMES,
    Scene,
    at_page,
    at_step,
    backdrop,
    backdrop_lines,
    build,
    coming,
    from_text,
    running,
    seconds_left,
    stamped,
    steps,
    to_text,
)
from models.meeting import AgendaItem, Meeting, SceneKind
from models.meeting_day.agenda import PARTS
from models.ranks.ranking import rank
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import Season
from tests.models import drawing

D = Decimal
MORNING = datetime(2023, 12, 19, 10, 3)
FLAG = replace(drawing.S3_RULES, quotas=(Quota("Cờ thi đua", "number", D(1)),))
BLOCK = """
    Ban A: all=max
    Ban B: all=max I.1=18
    Ban C: all=max I.1=18
    Ban D: all=max I.1=17
    Ban E: all=max excluded
"""
APART = "– Ban E: không bình xét, suy tôn"


def scene(season: Season, kind: SceneKind, about: str = "", step: int = 0) -> Scene:
    results = score(season)
    return build(kind, about, season, results, rank(results, season.pack), step)


def meeting(**changes: object) -> Season:
    return replace(drawing.season(BLOCK, FLAG), meeting=Meeting(**changes))  # type: ignore[arg-type]


def seen(shown: Scene) -> list[str]:
    """What the hall can read of a reveal at its step: "1 Ban A 95,00", without the figure not told yet."""
    lines = []
    if shown.banner and shown.step == shown.banner_at:
        lines.append(shown.banner)
    for it in shown.rows:
        if it.shown <= shown.step:
            figure = it.figure if it.told <= shown.step else "…"
            lines.append(f"{it.mark} {it.text} {figure}".strip())
    return lines


# ---- reveal ------------------------------------------------------------------------------------


def test_a_reveal_goes_from_the_last_rank_up_row_then_points() -> None:
    whole = scene(drawing.season(BLOCK, FLAG), "reveal")
    told = [seen(at_step(whole, step)) for step in range(steps(whole) + 1)]
    assert told == [
        [],
        ["4 Ban D …"],
        ["4 Ban D 92,00"],
        ["2 = Ban B …", "2 = Ban C …", "4 Ban D 92,00"],
        ["2 = Ban B 93,00", "2 = Ban C 93,00", "4 Ban D 92,00"],
        ["Đơn vị dẫn đầu theo điểm…", "2 = Ban B 93,00", "2 = Ban C 93,00", "4 Ban D 92,00"],
        ["1 Ban A …", "2 = Ban B 93,00", "2 = Ban C 93,00", "4 Ban D 92,00"],
        ["1 Ban A 95,00", "2 = Ban B 93,00", "2 = Ban C 93,00", "4 Ban D 92,00"],
        ["1 Ban A 95,00", "2 = Ban B 93,00", "2 = Ban C 93,00", "4 Ban D 92,00", APART],
    ]
    assert [at_step(whole, it).is_whole for it in range(steps(whole) + 1)] == [*8 * [False], True]


def test_a_reveal_without_anybody_apart_ends_with_the_whole_table_too() -> None:
    whole = scene(drawing.season("Ban A: all=max\nBan B: all=max I.1=1", FLAG), "reveal")
    end = at_step(whole, steps(whole))
    assert seen(end) == seen(at_step(end, end.step - 1)) == ["1 Ban A 95,00", "2 Ban B 76,00"]
    assert (end.is_whole, at_step(end, end.step - 1).is_whole) == (True, False)


def test_every_step_back_is_the_picture_of_before() -> None:
    whole = scene(drawing.season(BLOCK, FLAG), "reveal")
    for step in range(1, steps(whole) + 1):
        there = at_step(whole, step)
        assert at_step(there, there.step - 1) == at_step(whole, step - 1)
    assert at_step(whole, -5).step == 0
    assert at_step(whole, 99).step == steps(whole)


def test_the_presenter_is_told_what_comes_next() -> None:
    whole = scene(drawing.season(BLOCK, FLAG), "reveal")
    assert [coming(at_step(whole, step)) for step in range(steps(whole) + 1)] == [
        "Hiện hạng 4: Ban D",
        "Hiện điểm: Ban D 92,00",
        "Hiện hạng 2: Ban B, Ban C",
        "Hiện điểm: Ban B 93,00, Ban C 93,00",
        "Dừng ở đường vàng: Đơn vị dẫn đầu theo điểm…",
        "Hiện hạng 1: Ban A",
        "Hiện điểm: Ban A 95,00",
        "Hiện cả bảng, thêm 1 đơn vị không xếp hạng",
        "",
    ]


def test_two_units_tied_at_the_flag_are_neither_chosen_nor_announced() -> None:
    tied = drawing.season("Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=1", FLAG)
    whole = scene(tied, "reveal")
    assert not whole.banner
    assert [it.tone for it in whole.rows] == ["undecided", "undecided", "plain"]
    assert not any(it.line for it in whole.rows)
    assert whole.note == (
        "Theo điểm, trước khi bỏ phiếu: 2 đơn vị bằng điểm ở 1 suất Cờ thi đua, hội nghị phân định."
    )


def test_no_line_is_drawn_while_a_unit_has_only_its_own_points() -> None:
    own = drawing.season("Ban A: all=max\nBan B: all=max I.1=1", FLAG)
    moved = {key._replace(stage="self"): it for key, it in own.scores.items()}
    whole = scene(replace(own, scores=moved), "reveal")
    assert [it.mark for it in whole.rows] == ["1", "2"]
    assert not any(it.line or it.tone == "flag" for it in whole.rows)
    assert not whole.banner


def test_without_a_quota_there_is_no_gold() -> None:
    shown = scene(drawing.season(BLOCK), "ranking")
    assert {it.tone for it in shown.rows} == {"plain", "apart"}
    assert shown.note == ""


def test_who_stands_apart_is_one_line_at_the_foot_without_points_or_reason() -> None:
    unfinished = drawing.season(BLOCK + "Ban F: I.1=1", FLAG)
    shown = scene(unfinished, "ranking")
    assert lines(shown)[-2:] == ["– Ban F: chưa đủ điểm, chưa xếp hạng", APART]
    assert [(it.second, it.tone) for it in shown.rows[-2:]] == 2 * [("", "apart")]
    assert "Sai phạm nghiêm trọng" not in to_text(shown)
    assert scene(unfinished, "unit", "Ban E").lines == ("Không bình xét, suy tôn",)
    assert [it.text for it in shown.rows if it.line] == ["Ban A"]
    assert shown.note == "Theo điểm, trước khi bỏ phiếu: đường vàng theo 1 suất Cờ thi đua."


def test_a_unit_merged_in_november_closes_the_reveal_and_is_gold_nowhere() -> None:
    """The one goes on under a new name; the other, best by its points, is kept out."""
    merged = "Ban A: all=max excluded\nBan Hợp nhất: all=max I.1=18\nBan C: all=max I.1=17"
    whole = scene(drawing.season(merged, FLAG), "reveal")
    end = at_step(whole, steps(whole))
    apart = "– Ban A: không bình xét, suy tôn"
    assert seen(end) == ["1 Ban Hợp nhất 93,00", "2 Ban C 92,00", apart]
    assert apart not in seen(at_step(end, end.step - 1))
    assert [it.tone for it in whole.rows] == ["flag", "plain", "apart"]


# ---- before the first scene --------------------------------------------------------------------


def test_before_the_first_scene_the_backdrop_hangs_there_with_its_marks() -> None:
    shown = backdrop(meeting(is_rehearsal=True))
    assert (shown.kind, shown.lines) == ("opening", ("KHỐI MINH HOẠ",))
    assert shown.big.endswith("NĂM 2023")
    assert shown.marks == ("TẬP DƯỢT", "CHƯA CHÍNH THỨC")
    assert (shown.rows, shown.stamp) == ((), "")


# ---- marks -------------------------------------------------------------------------------------


def test_every_scene_says_what_it_is_until_the_closing() -> None:
    open_year = meeting(
        is_rehearsal=True, ballots=(Ballot("B", "Bầu"),), agenda=(AgendaItem("1", "Khai mạc"),)
    )
    closed = replace(open_year, closed_on=date(2023, 12, 19))
    abouts = {"unit": "Ban A", "criterion": "I.1", "discussion": "Ban A|I.1", "ballot": "B"}
    for kind in get_args(SceneKind):
        about = abouts.get(kind, "15 Nghỉ")
        marks = scene(open_year, kind, about).marks
        final = scene(closed, kind, about).marks
        if kind == "blank":
            assert marks == final == ()
        else:
            assert marks == ("TẬP DƯỢT", "CHƯA CHÍNH THỨC")
            assert final == ("TẬP DƯỢT",)


def test_every_kind_has_a_name() -> None:
    assert set(KIND_NAMES) == set(get_args(SceneKind))


def test_a_frozen_scene_does_not_follow_the_data() -> None:
    season = drawing.season(BLOCK, FLAG)
    kept = to_text(stamped(scene(season, "ranking"), MORNING))
    later = scene(drawing.season("Ban A: all=max I.1=1", FLAG), "ranking")
    again = from_text(kept)
    assert [it.figure for it in again.rows][:2] == ["95,00", "93,00"]
    assert again.rows != later.rows
    assert again.stamp == "Số liệu lúc 10:03, ngày 19/12/2023"


# ---- as text -----------------------------------------------------------------------------------


def test_a_scene_comes_back_from_its_text_as_it_was() -> None:
    season = meeting(agenda=(AgendaItem("1", "Khai mạc"), AgendaItem("2", "Bầu", 2)), at="2")
    whole = scene(season, "reveal")
    there = running(scene(season, "countdown", "5 Nghỉ"), MORNING)
    for it in (
        *(at_step(whole, step) for step in range(steps(whole) + 1)),
        at_page(stamped(scene(season, "ranking"), MORNING), 0),
        scene(season, "agenda"),
        scene(season, "message", "Một\nHai"),
        there,
        scene(season, "blank"),
        replace(scene(season, "closing"), unofficial=False),
    ):
        assert from_text(to_text(it)) == it


def test_fields_of_a_later_version_are_left_out() -> None:
    made = from_text(
        '{"kind":"closing","big":"Hết","later":1,"rows":[{"key":"a","text":"b","x":2}]}'
    )
    assert (made.big, made.rows[0].text) == ("Hết", "b")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"kind":"dance"}',
        '{"kind":"ranking","rows":[1]}',
        "{",
        '{"kind":"ranking","rows":[{}]}',
        '{"kind":"reveal","step":"2"}',
        '{"kind":"reveal","rows":[{"key":"a","text":"b","shown":"1"}]}',
    ],
)
def test_a_broken_text_is_told_in_words(text: str) -> None:
    with pytest.raises(AppError, match="Chọn lại cảnh"):
        from_text(text)


# ---- points ------------------------------------------------------------------------------------


def lines(shown: Scene) -> list[str]:
    return [" ".join(filter(None, (it.mark, it.text, it.aside, it.figure))) for it in shown.rows]


def test_one_unit_with_its_sections_bonus_deductions_and_rank() -> None:
    drawn = "Ban A: all=max reminders=1 target:I=10/12/1\nBan B: all=max I.1=18"
    shown = scene(drawing.season(drawn), "unit", "Ban A")
    assert (shown.title, shown.lines) == ("Ban A", ("Hạng 1",))
    assert lines(shown) == [
        "I Nội dung I tối đa 60 60,00",
        "II Nội dung II tối đa 20 20,00",
        "III Nội dung III tối đa 15 15,00",
        "Điểm thưởng + 1,00",
        "Điểm trừ − 0,50",
        "Tổng điểm 95,50",
    ]


def test_a_criterion_across_the_units_tells_empty_from_zero() -> None:
    shown = scene(drawing.season("Ban A: I.1=0\nBan B: I.1=-\nBan C: I.1=20"), "criterion", "I.1")
    assert lines(shown) == ["Ban A 0,00", "Ban B –", "Ban C 20,00"]
    assert (shown.title, shown.lines) == ("I.1. Nội dung I.1 (tối đa 20)", ())


def discussed(**changes: object) -> Season:
    proposal = Discussion("Ban B", "I.1", D(18), D("18.5"), by="đ/c An", why="đủ văn bản")
    season = drawing.season(BLOCK, FLAG)
    proposal = replace(proposal, **changes)  # type: ignore[arg-type]
    return replace(season, facts=replace(season.facts, discussions=(proposal,)))


def test_a_proposal_shows_old_and_new_and_never_what_it_would_do_to_ranks() -> None:
    shown = scene(discussed(), "discussion", "Ban B|I.1|1")
    assert (shown.title, shown.big) == ("Ban B", "18,00 → 18,50")
    assert lines(shown) == ["Người đề nghị đ/c An", "Lý do đủ văn bản"]
    assert "hạng" not in to_text(shown).casefold()
    assert replace(scene(discussed(), "discussion", "Ban B|I.1"), about=shown.about) == shown


def test_a_decision_is_shown_with_its_numbers() -> None:
    season = discussed(outcome="accepted", method="hands", for_=9, against=1, abstained=0)
    assert lines(scene(season, "discussion", "Ban B|I.1|1"))[-1] == (
        "Kết quả Thông qua, giơ tay: đồng ý 9, không đồng ý 1"
    )


def test_after_a_refusal_the_old_points_stand_large() -> None:
    shown = scene(discussed(outcome="rejected"), "discussion", "Ban B|I.1|1")
    assert shown.big == "18,00"
    assert lines(shown)[0] == "Đề nghị 18,50"
    assert lines(shown)[-1] == "Kết quả Không thông qua, hội nghị thống nhất"


def test_a_decision_that_was_replaced_says_so() -> None:
    season = discussed(outcome="accepted")
    (first,) = season.facts.discussions
    later = replace(first, old=D("18.5"), new=D(19))
    season = replace(season, facts=replace(season.facts, discussions=(first, later)))
    shown = scene(season, "discussion", "Ban B|I.1|1")
    assert lines(shown)[-1] == "Sau đó thay bằng 19,00"
    assert "Sau đó" not in lines(scene(season, "discussion", "Ban B|I.1|2"))[-1]


def test_without_a_proposal_the_points_stand_as_they_are() -> None:
    assert scene(drawing.season(BLOCK), "discussion", "Ban A|I.1").big == "20,00"


# ---- the meeting itself ------------------------------------------------------------------------


def test_the_agenda_marks_where_the_meeting_stands() -> None:
    agenda = (
        AgendaItem("a", "Báo cáo", 1, done=True),
        AgendaItem("b", "Thảo luận", 1),
        AgendaItem("c", "Bầu cử", 2),
    )
    shown = scene(meeting(agenda=agenda, at="b"), "agenda")
    assert lines(shown) == [
        PARTS[1],
        "1 Báo cáo đã xong",
        "2 Thảo luận đang tiến hành",
        PARTS[2],
        "3 Bầu cử",
    ]
    assert [it.tone for it in shown.rows] == ["head", "done", "now", "head", "plain"]


def test_the_backdrop_is_the_same_on_screen_and_paper() -> None:
    season = drawing.season(BLOCK)
    season = replace(season, plan=replace(season.plan, meeting=date(2023, 12, 9)))
    shown = scene(season, "opening", "maket")
    assert backdrop_lines(season) == (
        "KHỐI MINH HOẠ",
        "HỘI NGHỊ TỔNG KẾT",
        "CÔNG TÁC THI ĐUA, KHEN THƯỞNG",
        "NĂM 2023",
        "ngày 09 tháng 12 năm 2023",
    )
    assert (*shown.lines, *shown.big.split("\n"), shown.note) == backdrop_lines(season)


def test_a_countdown_stands_runs_and_can_be_stopped() -> None:
    standing = scene(drawing.season(BLOCK), "countdown", "15 Nộp phiếu")
    assert (standing.title, seconds_left(standing, MORNING)) == ("Nộp phiếu", 900)
    there = running(standing, MORNING)
    assert seconds_left(there, datetime(2023, 12, 19, 10, 5)) == 780
    stopped = replace(there, until=None, left=780)  # as the presenter halts it
    assert seconds_left(stopped, datetime(2023, 12, 19, 11)) == 780
    on = running(stopped, datetime(2023, 12, 19, 11))
    assert seconds_left(on, datetime(2023, 12, 19, 11, 20)) == 0


def test_a_countdown_can_run_to_a_time_of_day() -> None:
    standing = scene(drawing.season(BLOCK), "countdown", "10:30 Nghỉ")
    assert seconds_left(standing, MORNING) is None
    assert seconds_left(running(standing, MORNING), MORNING) == 27 * 60


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        ("unit", "?"),
        ("criterion", "?"),
        ("discussion", "Ban A|I.1|1"),
        ("discussion", "Ban A|?"),
        ("ballot", "?"),
    ],
)
def test_what_is_no_longer_in_the_book_is_told_in_words(kind: SceneKind, about: str) -> None:
    with pytest.raises(AppError, match="Chọn"):
        scene(drawing.season(BLOCK), kind, about)
