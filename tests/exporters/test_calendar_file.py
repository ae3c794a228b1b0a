"""The calendar file, read by a reader of our own: days, alarms, ids, and what a second import changes."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exporters import calendar_file
from models.duties import Deadline
from models.errors import AppError
from models.papers.calendar_lines import calendar_lines
from models.season import Season
from models.year_plan import Mark, Move, PlanItem
from tests.exporters.ics import Component, FakeCalendar, read
from tests.models.year_samples import MEETING, OWN, PLAN, SEASON, planned

NOW = datetime(2023, 1, 3, 8, 0)
BOOK = 4711


def written(season: Season, folder: Path, moment: datetime = NOW, **given: object) -> bytes:
    target = folder / "lich.ics"
    calendar_file.write(season, target, moment=moment, book=BOOK, **given)  # type: ignore[arg-type]
    return target.read_bytes()


def events(season: Season, folder: Path, **given: object) -> dict[str, Component]:
    found = read(written(season, folder, **given)).of("VEVENT")
    return {it["SUMMARY"].text: it for it in found}


def drawn(it: Component) -> str:
    first, end = it["DTSTART"].day, it["DTEND"].day - timedelta(days=1)
    days = f"{first:%d/%m}" if first == end else f"{first:%d/%m}–{end:%d/%m}"
    return f"{days} | {', '.join(f'{ring:%d/%m %H:%M}' for ring in it.rings)}"


def test_every_line_with_a_day_is_an_event_of_whole_days_with_two_alarms(tmp_path: Path) -> None:
    found = {name: drawn(it) for name, it in events(SEASON, tmp_path).items()}
    assert found == {
        "Ký giao ước thi đua": "31/01 | 28/01 07:30, 31/01 07:30",
        "Gửi kế hoạch của khối": "27/02 | 24/02 07:30, 27/02 07:30",
        "Sơ kết 6 tháng; họp, thảo luận": "01/07 | 28/06 07:30, 01/07 07:30",
        "Kết quả tự chấm điểm": "05/12 | 02/12 07:30, 05/12 07:30",
        "Báo cáo tổng kết": "10/12 | 07/12 07:30, 10/12 07:30",
        "Hội nghị tổng kết": "19/12 | 16/12 07:30, 19/12 07:30",
        "Xét, đề nghị tặng Cờ": "15/12–22/12 | 19/12 07:30, 22/12 07:30",
        "Trình hồ sơ khen thưởng": "24/12 | 21/12 07:30, 24/12 07:30",
    }


def test_what_waits_for_its_day_is_told_and_not_in_the_file(tmp_path: Path) -> None:
    made = calendar_file.write(SEASON, tmp_path / "a.ics", moment=NOW, book=BOOK)
    assert made.events == 8
    assert [it.title for it in made.without_day] == ["Văn bản của tỉnh"]


def test_the_alarms_follow_the_arguments(tmp_path: Path) -> None:
    found = events(SEASON, tmp_path, days_before=10, morning=time(6, 0))
    assert drawn(found["Báo cáo tổng kết"]) == "10/12 | 30/11 06:00, 10/12 06:00"
    once = events(SEASON, tmp_path, days_before=0)
    assert drawn(once["Báo cáo tổng kết"]) == "10/12 | 10/12 07:30"


def test_no_alarm_rings_for_what_is_over(tmp_path: Path) -> None:
    late = datetime(2023, 12, 8, 9, 0)
    found = events(SEASON, tmp_path, moment=late)
    assert found["Gửi kế hoạch của khối"].rings == []
    assert [f"{it:%d/%m}" for it in found["Báo cáo tổng kết"].rings] == ["10/12"]


def test_an_event_tells_until_when_why_by_what_and_who(tmp_path: Path) -> None:
    found = events(SEASON, tmp_path)
    assert found["Trình hồ sơ khen thưởng"]["DESCRIPTION"].text.split("\n") == [
        "Hạn: trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật).",
        "Cách tính: 19/12 + 5 ngày.",
        "Căn cứ: Hướng dẫn 1560/SNV-TĐKT, mục III.",
        "Người làm: Trưởng khối (Ban Nội chính).",
    ]
    own = found["Sơ kết 6 tháng; họp, thảo luận"]
    assert own["DESCRIPTION"].text.split("\n")[-2:] == [
        "Người làm: Văn phòng Đảng ủy.",
        "Kết quả cần có: Báo cáo sơ kết.",
    ]
    assert own["CATEGORIES"].value == "Thi đua,Đợt thi đua 1"


def test_imported_twice_nothing_doubles(tmp_path: Path) -> None:
    calendar = FakeCalendar()
    calendar.take(written(SEASON, tmp_path))
    before = calendar.shown
    calendar.take(written(SEASON, tmp_path, NOW + timedelta(days=40)))
    assert calendar.shown == before
    assert len(calendar.known) == 8


def test_a_moved_meeting_moves_its_event_and_what_hangs_on_it(tmp_path: Path) -> None:
    calendar = FakeCalendar()
    calendar.take(written(SEASON, tmp_path))
    moved = planned(meeting=date(2023, 12, 22))
    calendar.take(written(moved, tmp_path, NOW + timedelta(seconds=1)))
    assert len(calendar.known) == 8
    assert calendar.shown["Hội nghị tổng kết"] == (date(2023, 12, 22),) * 2
    assert calendar.shown["Trình hồ sơ khen thưởng"] == (date(2023, 12, 27),) * 2
    # The older file, opened by mistake, changes nothing back.
    calendar.take(written(SEASON, tmp_path))
    assert calendar.shown["Hội nghị tổng kết"] == (date(2023, 12, 22),) * 2


def test_a_meeting_taken_off_its_day_goes_out_of_the_calendar(tmp_path: Path) -> None:
    calendar = FakeCalendar()
    calendar.take(written(SEASON, tmp_path))
    off = planned(meeting=None, moves=(Move(NOW.date(), MEETING, None),))
    calendar.take(written(off, tmp_path, NOW + timedelta(hours=1)))
    assert "Hội nghị tổng kết" not in calendar.shown
    assert "Trình hồ sơ khen thưởng" not in calendar.shown
    assert "Báo cáo tổng kết" in calendar.shown


def test_the_meeting_stands_there_once_whatever_the_plan_says_of_it(tmp_path: Path) -> None:
    bound = PlanItem(Deadline("meeting", "Họp khối bình xét", "before", month=12, day=20))
    calendar = FakeCalendar()
    calendar.take(written(planned(meeting=None, items=(bound,)), tmp_path))
    assert calendar.shown["Họp khối bình xét"] == (date(2023, 12, 19),) * 2
    fixed = planned(items=(bound,))
    calendar.take(written(fixed, tmp_path, NOW + timedelta(hours=1)))
    assert "Họp khối bình xét" not in calendar.shown
    assert calendar.shown["Hội nghị tổng kết"] == (MEETING,) * 2
    told = next(it for it in calendar_lines(fixed, NOW.date()) if it.title == "Hội nghị tổng kết")
    assert told.told[1] == "Hạn: trước 20/12/2023 (thứ Tư)."
    held = planned(items=(bound,), marks=(Mark("meeting", "done", MEETING),))
    found = next(it for it in calendar_lines(held, MEETING) if it.title == "Hội nghị tổng kết")
    assert found.state == "done"


def test_renamed_it_is_the_same_event(tmp_path: Path) -> None:
    calendar = FakeCalendar()
    calendar.take(written(SEASON, tmp_path))
    named = replace(SEASON.block, name="Khối Thi đua các cơ quan tham mưu")
    own = replace(OWN, deadline=replace(OWN.deadline, title="Sơ kết nửa năm"))
    renamed = replace(SEASON, block=named, plan=replace(PLAN, items=(own,)))
    calendar.take(written(renamed, tmp_path, NOW + timedelta(minutes=5)))
    assert len(calendar.known) == 8
    assert "Sơ kết nửa năm" in calendar.shown


def test_another_year_another_book_and_a_book_without_a_number_are_other_events(
    tmp_path: Path,
) -> None:
    def ids(season: Season, book: int) -> set[str]:
        calendar_file.write(season, tmp_path / "b.ics", moment=NOW, book=book)
        return {it["UID"].value for it in read((tmp_path / "b.ics").read_bytes()).of("VEVENT")}

    sets = [
        ids(SEASON, BOOK),
        ids(SEASON, 4712),
        ids(SEASON, 0),
        ids(replace(SEASON, year=2024), BOOK),
    ]
    other_block = replace(SEASON, block=replace(SEASON.block, name="Khối khác"))
    sets.append(ids(other_block, 0))
    assert len(set().union(*sets)) == sum(map(len, sets))


@pytest.mark.parametrize(
    ("state", "name", "status"),
    [
        ("done", "Đã xong: Gửi kế hoạch của khối", "CONFIRMED"),
        ("waived", "Gửi kế hoạch của khối", "CANCELLED"),
    ],
)
def test_what_is_done_or_waived_rings_no_more(
    state: str, name: str, status: str, tmp_path: Path
) -> None:
    calendar = FakeCalendar()
    calendar.take(written(SEASON, tmp_path))
    mark = Mark("plan", state, date(2023, 2, 1), "đã họp, thống nhất")  # type: ignore[arg-type]
    calendar.take(written(planned(marks=(mark,)), tmp_path, NOW + timedelta(days=30)))
    assert len(calendar.known) == 8
    [event] = [it for it in calendar.known.values() if it["SUMMARY"].text == name]
    assert event["STATUS"].value == status
    assert event.rings == []
    assert "01/02/2023" in event["DESCRIPTION"].text


def test_what_was_put_off_rings_on_the_day_it_was_put_off_to(tmp_path: Path) -> None:
    mark = Mark("own", "snoozed", date(2023, 6, 30), "chờ số liệu")
    found = events(planned(marks=(mark,)), tmp_path)
    assert drawn(found["Sơ kết 6 tháng; họp, thảo luận"]) == "01/07 | 30/06 07:30, 01/07 07:30"


def test_sequence_and_last_modified_rise_with_the_moment(tmp_path: Path) -> None:
    def age(moment: datetime) -> tuple[int, datetime]:
        it = next(iter(events(SEASON, tmp_path, moment=moment).values()))
        return int(it["SEQUENCE"].value), it["LAST-MODIFIED"].moment

    ages = [age(NOW), age(NOW + timedelta(seconds=1)), age(datetime(2080, 1, 1, tzinfo=UTC))]
    assert ages == sorted(ages)
    assert len({it for it, _ in ages}) == 3
    assert ages[0][1] == NOW.astimezone(UTC)


@given(
    st.text(
        st.characters(blacklist_categories=("Cs", "Cc")) | st.sampled_from('\n,;\\ếữặđ:"'),
        min_size=1,
        max_size=300,
    ).filter(str.strip)
)
def test_any_text_comes_back_as_it_was(title: str) -> None:
    from tempfile import TemporaryDirectory

    item = PlanItem(Deadline("x", title, "before", month=5, day=5))
    season = planned(items=(item,))
    with TemporaryDirectory() as folder:
        found = read(written(season, Path(folder))).of("VEVENT")
    assert title in [it["SUMMARY"].text for it in found]


def test_five_hundred_lines_and_none(tmp_path: Path) -> None:
    many = tuple(
        PlanItem(Deadline(f"x{n}", f"Việc {n}", "before", month=1 + n % 12, day=1 + n % 28))
        for n in range(500)
    )
    season = planned(items=many)
    dated = [it for it in calendar_lines(season, NOW.date()) if it.day]
    assert len(events(season, tmp_path)) == len(dated) == 507
    nothing = replace(
        SEASON,
        pack=replace(SEASON.pack, deadlines=(), papers=()),
        plan=replace(PLAN, meeting=None, items=()),
    )
    assert events(nothing, tmp_path) == {}


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="Không còn thư mục"):
        written(SEASON, tmp_path / "khong-co")
