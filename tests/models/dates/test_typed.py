"""A day as a clerk types it, or the sentence that says what is wrong with it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates.typed import FIRST_YEAR, LAST_YEAR, day_and_month, read, read_near
from models.dates.workdays import WEEKDAYS, with_weekday
from models.errors import Problem
from models.texts import clean

FIFTH = date(2023, 12, 5)
WITH_YEAR = (
    "{0:%d/%m/%Y}",
    "{0.day}/{0.month}/{0.year}",
    " {0.day} / {0.month} / {0.year} ",
    "{0:%d.%m.%Y}",
    "{0:%d-%m-%Y}",
    "{0:%d–%m–%Y}",
    "{0:%d %m %Y}",
    "{0:%d%m%Y}",
    "{0:%Y-%m-%d}",
    "{0.day} tháng {0.month} năm {0.year}",
    "ngày {0:%d} tháng {0:%m} năm {0:%Y}",
    "Ngày mùng {0.day} tháng {0.month}, {0.year}",
    "{0.day} thang {0.month}/{0.year}",
    "{0:%d}-thg {0:%m}-{0:%Y}",
    "{0.day} tha\u0301ng {0.month} na\u0306m {0.year}",  # letters apart from their accents
)
SHORT = ("{0:%d/%m/%y}", "{0:%d-%m-%y}", "{0:%d%m%y}", "{0.day} tháng {0.month} năm {0:%y}")
WITHOUT_YEAR = (
    "{0.day}/{0.month}",
    "{0:%d.%m}",
    "{0:%d-%m}",
    "{0:%d%m}",
    "{0.day} tháng {0.month}",
    "ngày {0.day} tháng {0.month}",
    "{0:%d}-thg {0:%m}",
)
DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))


def told(written: str, year: int | None = None) -> str:
    found = read(written, year)
    return found.text if isinstance(found, Problem) else f"{found:%d/%m/%Y}" if found else "–"


@given(DAYS, st.sampled_from(WITH_YEAR), st.integers(2000, 2050) | st.none())
def test_every_day_is_read_back(day: date, form: str, year: int | None) -> None:
    assert read(form.format(day), year) == day


@given(st.dates(date(1970, 1, 1), date(2069, 12, 31)), st.sampled_from(SHORT))
def test_a_year_of_two_figures(day: date, form: str) -> None:
    assert read(form.format(day)) == day


@given(DAYS, st.sampled_from(WITHOUT_YEAR))
def test_a_day_without_its_year(day: date, form: str) -> None:
    assert read(form.format(day), day.year) == day
    assert told(form.format(day)) == "Ngày chưa có năm. Ghi đủ ngày/tháng/năm."


@given(DAYS, st.integers(0, 6))
def test_a_weekday_beside_it_is_its_own(day: date, other: int) -> None:
    assert read(with_weekday(day)) == day
    named = WEEKDAYS[other]
    for written in (f"{named}, {day:%d/%m/%Y}", f"{day:%d/%m/%Y} {named.lower()}"):
        found = read(written)
        assert found == day or (isinstance(found, Problem) and found.code == "day-weekday")
        assert (found == day) == (other == day.weekday())


@given(st.text(max_size=30) | st.from_regex(r"\A[0-9/. tháng-]{1,14}\Z"), st.none() | st.just(2023))
def test_anything_is_a_day_or_a_sentence_or_nothing(written: str, year: int | None) -> None:
    found = read(written, year)
    if isinstance(found, Problem):
        assert found.what.endswith(".")
        assert found.advice.endswith(".")
    else:
        assert found is not None or not clean(written).strip()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("", "–"),
        ("  \n", "–"),
        ("5/12", "05/12/2023"),
        ("05.12", "05/12/2023"),
        ("05.12.", "05/12/2023"),
        ("05-12-23", "05/12/2023"),
        ("5 tháng 12", "05/12/2023"),
        ("ngày 5 tháng 12 năm 2023", "05/12/2023"),
        ("5/12/2023", "05/12/2023"),
        ("05122023", "05/12/2023"),
        ("５/１２/２０２３", "05/12/2023"),
        ("29/02/24", "29/02/2024"),
        ("1/1/69", "01/01/2069"),
        ("1/1/70", "01/01/1970"),
        ("1/1/1900", "01/01/1900"),
        ("31/12/2100", "31/12/2100"),
        ("31/02", "Không có ngày 31/02/2023. Xem lại ngày và tháng."),
        ("29/02", "Không có ngày 29/02/2023. Xem lại ngày và tháng."),
        ("0/5", "Không có ngày 00/05/2023. Xem lại ngày và tháng."),
        ("5/0", "Không có ngày 05/00/2023. Xem lại ngày và tháng."),
        ("32/1", "Không có ngày 32/01/2023. Xem lại ngày và tháng."),
        ("5/13", "Không có ngày 05/13/2023. Xem lại ngày và tháng."),
        ("12/25/2023", "Không có ngày 12/25/2023. Xem lại ngày và tháng."),
        ("31/12/1899", "Năm 1899 chắc ghi nhầm. Ghi năm từ 1900 đến 2100."),
        ("5/12/0203", "Năm 0203 chắc ghi nhầm. Ghi năm từ 1900 đến 2100."),
        ("1/1/2101", "Năm 2101 chắc ghi nhầm. Ghi năm từ 1900 đến 2100."),
        ("thứ Tư, 5/12", "05/12/2023 là thứ Ba, không phải thứ Tư. Xem lại ngày hoặc thứ."),
        ("5/12 (chủ nhật)", "05/12/2023 là thứ Ba, không phải Chủ nhật. Xem lại ngày hoặc thứ."),
        ("thứ Ba", "Chưa đọc được ngày. Ghi ngày như 05/12/2023."),
        ("thứ Tư 31/02", "Không có ngày 31/02/2023. Xem lại ngày và tháng."),
        ("cuối năm", "Chưa đọc được ngày. Ghi ngày như 05/12/2023."),
        ("12/2023", "Chưa đọc được ngày. Ghi ngày như 05/12/2023."),
        ("5/12/20234", "Chưa đọc được ngày. Ghi ngày như 05/12/2023."),
        (".", "Chưa đọc được ngày. Ghi ngày như 05/12/2023."),
        ("5", "Chưa đọc được ngày. Ghi ngày như 05/12/2023."),
        ("5/12/2023 08:00", "Chưa đọc được ngày. Ghi ngày như 05/12/2023."),
    ],
)
def test_as_clerks_write_it_in_a_book_of_2023(written: str, expected: str) -> None:
    assert told(written, 2023) == expected


def test_what_is_wrong_in_any_year_is_said_without_one() -> None:
    assert told("31/02") == "Không có ngày 31/02. Xem lại ngày và tháng."
    assert told("29/02") == "Ngày chưa có năm. Ghi đủ ngày/tháng/năm."
    assert told("05122023") == f"{FIFTH:%d/%m/%Y}"


def test_each_fault_has_its_code() -> None:
    written = ("mai", "5/12", "31/02/2023", "1/1/1", "1/1/1800", "thứ Hai 5/12/2023")
    codes = [it.code for it in map(read, written) if isinstance(it, Problem)]
    assert codes == [
        "day-unread",
        "day-without-year",
        "day-impossible",
        "day-unread",
        "day-year",
        "day-weekday",
    ]


@given(st.dates(date(2024, 1, 1), date(2024, 12, 31)), st.sampled_from(WITHOUT_YEAR))
def test_a_day_of_every_year_is_read_back(day: date, form: str) -> None:
    assert day_and_month(form.format(day)) == (day.day, day.month)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("5/12/2023", "day-with-year"),
        ("thứ Ba 5/12", "day-with-year"),
        ("30/2", "day-impossible"),
        ("5/13", "day-impossible"),
        ("5", "day-unread"),
    ],
)
def test_a_day_of_every_year_that_is_none(written: str, code: str) -> None:
    found = day_and_month(written)
    assert isinstance(found, Problem)
    assert found.code == code


def test_nothing_is_no_day_of_every_year() -> None:
    assert day_and_month(" ") is None


@pytest.mark.parametrize(
    ("written", "other", "meant"),
    [
        ("5/1", date(2023, 12, 28), date(2024, 1, 5)),
        ("28/12", date(2024, 1, 5), date(2023, 12, 28)),
        ("29/2", date(2023, 12, 28), date(2024, 2, 29)),
        ("5/1/2022", date(2023, 12, 28), date(2022, 1, 5)),
    ],
)
def test_a_day_without_a_year_is_the_nearest(written: str, other: date, meant: date) -> None:
    assert read_near(written, other) == meant


def test_no_near_year_has_it() -> None:
    found = read_near("30/2", FIFTH)
    assert isinstance(found, Problem)
    assert found.code == "day-impossible"
    assert read_near("", FIFTH) is None
