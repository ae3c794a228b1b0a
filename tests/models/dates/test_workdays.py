"""Working days against a plain day-by-day count, with lists of days off and swaps drawn at random."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from models.dates.workdays import WorkDays, with_weekday
from models.year_plan import DayOff
from tests.models import slow_dates

DAYS = st.dates(date(2022, 6, 1), date(2026, 6, 1))
NEAR = st.integers(-40, 40)


@st.composite
def lists(draw: st.DrawFn) -> tuple[date, tuple[DayOff, ...]]:
    """A day, and days off and worked weekends around it; a day stands once."""
    day = draw(DAYS)
    closed = draw(st.sets(NEAR, max_size=30))
    opened = draw(st.sets(NEAR, max_size=10)) - closed
    days_off = [DayOff(day + timedelta(days=it)) for it in closed]
    days_off += [
        DayOff(it, works=True)
        for it in (day + timedelta(days=it) for it in opened)
        if it.weekday() >= 5
    ]
    return day, tuple(days_off)


@settings(max_examples=300, deadline=None)
@given(lists(), st.integers(0, 30), st.booleans(), st.booleans())
def test_days_are_counted_as_with_a_finger(
    drawn: tuple[date, tuple[DayOff, ...]], count: int, working: bool, earlier: bool
) -> None:
    day, days_off = drawn
    known = WorkDays.of(days_off)
    wanted = slow_dates.counted(day, count, days_off, working=working, earlier=earlier)
    assert known.counted(day, -count if earlier else count, working=working) == wanted
    for near in range(-5, 6):
        at = day + timedelta(days=near)
        assert known.is_working(at) == slow_dates.works(at, days_off)


@settings(max_examples=150, deadline=None)
@given(lists())
def test_a_day_rolls_to_the_nearest_working_day_on_its_side(
    drawn: tuple[date, tuple[DayOff, ...]],
) -> None:
    day, days_off = drawn
    known = WorkDays.of(days_off)
    assert known.rolled(day, "none") == day
    later, sooner = known.rolled(day, "next"), known.rolled(day, "previous")
    assert sooner <= day <= later
    assert slow_dates.works(sooner, days_off)
    assert slow_dates.works(later, days_off)
    between = (sooner + timedelta(days=it) for it in range(1, (later - sooner).days))
    assert not any(slow_dates.works(it, days_off) for it in between)
    if known.is_working(day):
        assert sooner == day == later


def test_tet_and_a_swapped_day() -> None:
    """Tết Giáp Thìn 08–14/02/2024; 29/04/2024 off for the worked Saturday 04/05."""
    known = WorkDays.of(
        (
            *(DayOff(date(2024, 2, it)) for it in range(8, 15)),
            *(DayOff(it) for it in (date(2024, 4, 29), date(2024, 4, 30), date(2024, 5, 1))),
            DayOff(date(2024, 5, 4), works=True),
        )
    )
    assert known.counted(date(2024, 2, 7), 1, working=True) == date(2024, 2, 15)
    assert known.counted(date(2024, 2, 15), -1, working=True) == date(2024, 2, 7)
    assert known.counted(date(2024, 4, 26), 3, working=True) == date(2024, 5, 4)
    assert known.rolled(date(2024, 4, 27), "next") == date(2024, 5, 2)
    assert known.rolled(date(2024, 5, 5), "previous") == date(2024, 5, 4)


def test_a_day_with_its_weekday() -> None:
    week = [with_weekday(date(2024, 2, it)) for it in range(26, 30)]
    week += [with_weekday(date(2024, 3, it)) for it in range(1, 4)]
    assert week == [
        "26/02/2024 (thứ Hai)",
        "27/02/2024 (thứ Ba)",
        "28/02/2024 (thứ Tư)",
        "29/02/2024 (thứ Năm)",
        "01/03/2024 (thứ Sáu)",
        "02/03/2024 (thứ Bảy)",
        "03/03/2024 (Chủ nhật)",
    ]
