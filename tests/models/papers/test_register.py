"""The register of numbers: the next one, gaps, doubles; numbers and days as the decree writes them."""

from dataclasses import replace
from datetime import date

import pytest

from models.block import Block
from models.paper_record import PaperRecord, Prose
from models.papers.office import day_words
from models.papers.prose import carried, with_text
from models.papers.register import figure_of, next_number, number_faults, register
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import YearPlan

CODES = {"ke-hoach": "KH", "bao-cao": "BC", "to-trinh": "TTr", "thong-bao": "BC"}


def season(*numbers: tuple[str, str]) -> Season:
    written = tuple(
        PaperRecord(kind, f"u{place}", number) for place, (kind, number) in enumerate(numbers)
    )
    return Season(Block("Khối"), 2023, RulePack("p", "P"), plan=YearPlan(written=written))


@pytest.mark.parametrize(
    ("numbers", "following", "told"),
    [
        ((), "01", []),
        (("01",), "02", []),
        (("1", "02", "03"), "04", []),
        (("02", "05"), "06", ["Loại báo cáo còn trống 01, 03, 04."]),
        (("01", "01"), "02", ["Số 01 của loại báo cáo cấp cho 2 văn bản."]),
        (("01", "01a", "1A"), "02", ["Số 01a của loại báo cáo cấp cho 2 văn bản."]),
        (("01", "01a"), "02", []),
        (("9", "10"), "11", ["Loại báo cáo còn trống"]),
    ],
)
def test_the_next_number_gaps_and_doubles(
    numbers: tuple[str, ...], following: str, told: list[str]
) -> None:
    found = register(season(*(("bao-cao", it) for it in numbers)), CODES)
    series = found[0] if found else None
    assert next_number(series) == following
    faults = [it.what for it in number_faults(series)] if series else []
    assert len(faults) == len(told)
    assert all(one.startswith(wanted) for one, wanted in zip(faults, told, strict=True))


def test_kinds_of_one_code_share_a_series_and_others_have_their_own() -> None:
    found = register(season(("bao-cao", "02"), ("thong-bao", "01"), ("to-trinh", "01")), CODES)
    assert [(it.code, [one.number for one in it.records]) for it in found] == [
        ("BC", ["01", "02"]),
        ("TTr", ["01"]),
    ]


def test_numbers_that_run_through_a_term_go_on() -> None:
    series = register(season(("ke-hoach", "18")), CODES)[0]
    assert next_number(series, 17) == "19"
    assert number_faults(series, 17) == ()
    assert next_number(None, 17) == "18"


@pytest.mark.parametrize(
    ("written", "figure"),
    [("05", 5), ("5a", 5), (" 12 ", 12), ("0", None), ("", None), ("x5", None), ("12/KH", None)],
)
def test_what_counts_as_a_number(written: str, figure: int | None) -> None:
    assert figure_of(written) == figure


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2023, 1, 5), "ngày 05 tháng 01 năm 2023"),
        (date(2023, 2, 28), "ngày 28 tháng 02 năm 2023"),
        (date(2023, 6, 29), "ngày 29 tháng 6 năm 2023"),
        (date(2023, 12, 9), "ngày 09 tháng 12 năm 2023"),
        (None, "ngày ..... tháng ..... năm 2023"),
    ],
)
def test_days_are_padded_as_the_decree_says(day: date | None, words: str) -> None:
    assert day_words(day, 2023) == words


def test_texts_are_carried_to_next_year_as_drafts_and_nothing_else() -> None:
    record = with_text(PaperRecord("bao-cao", number="05", issued=date(2023, 12, 20)), "i", "Một")
    record = with_text(record, "ii", "Hai")
    assert carried(record) == PaperRecord(
        "bao-cao", prose=(Prose("i", "Một", carried=True), Prose("ii", "Hai", carried=True))
    )
    again = with_text(carried(record), "i", "Mới")
    assert again.prose == (Prose("ii", "Hai", carried=True), Prose("i", "Mới"))
    assert with_text(again, "i", "  ").prose == (Prose("ii", "Hai", carried=True),)


def test_an_empty_record_is_no_record() -> None:
    plan = YearPlan().with_record(PaperRecord("bao-cao", number="05"))
    assert plan.record("bao-cao").number == "05"
    assert plan.record("bao-cao", "u1") == PaperRecord("bao-cao", "u1")
    assert plan.with_record(replace(plan.record("bao-cao"), number="")) == YearPlan()
