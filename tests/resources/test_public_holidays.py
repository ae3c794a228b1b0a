"""The holidays of three years against lists written by hand."""

from datetime import date

import pytest

from resources.public_holidays import days_off

WRITTEN = {
    2023: "01/01 02/01 20/01 21/01 22/01 23/01 24/01 25/01 26/01 29/04 30/04 01/05 02/05 03/05 01/09 02/09 04/09",
    2024: "01/01 08/02 09/02 10/02 11/02 12/02 13/02 14/02 18/04 29/04 30/04 01/05 02/09 03/09",
    2026: "01/01 16/02 17/02 18/02 19/02 20/02 26/04 27/04 30/04 01/05 31/08 01/09 02/09 24/11",
}
WORKED = {2023: "", 2024: "04/05", 2026: "22/08"}


@pytest.mark.parametrize("year", WRITTEN)
def test_the_days_are_those_of_the_calendar_on_the_wall(year: int) -> None:
    found = days_off(year)
    assert " ".join(f"{day:%d/%m}" for day, _, works in found if not works) == WRITTEN[year]
    assert " ".join(f"{day:%d/%m}" for day, _, works in found if works) == WORKED[year]
    assert {day.year for day, _, _ in found} == {year}
    assert all(day.weekday() >= 5 for day, _, works in found if works)


def test_they_are_named_in_vietnamese_and_stand_in_order() -> None:
    named = {day: name for day, name, _ in days_off(2024)}
    assert named[date(2024, 2, 10)] == "Tết Nguyên Đán"
    assert named[date(2024, 4, 18)] == "Ngày Giỗ Tổ Hùng Vương"
    assert named[date(2024, 5, 4)] == "Làm việc bù"
    assert list(named) == sorted(named)


def test_the_quarter_after_the_year_is_added_when_asked_for() -> None:
    alone, longer = days_off(2026), days_off(2026, with_next_quarter=True)
    assert longer[: len(alone)] == alone
    added = [day for day, _, _ in longer[len(alone) :]]
    # The first day of the lunar year 2027 is Saturday 06/02.
    assert date(2027, 1, 1) in added
    assert date(2027, 2, 6) in added
    assert max(added) < date(2027, 4, 1)
