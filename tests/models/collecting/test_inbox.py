"""The inbox: which of a unit's several files counts, and what came before it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from models.collected import Receipt
from models.collecting.inbox import Entry, against_earlier, entries, taking_of
from models.collecting.intake import FormReading
from models.collecting.kept_warnings import keep_problem
from models.collecting.registration import RegistrationReading
from models.errors import Problem
from models.facts import Target
from models.season import Season
from models.submission import REGISTRATION, SCORES, Submission
from tests.models.collecting.test_intake import BLOCK, form

NOON = datetime(2026, 12, 1, 12)


def came(number: int, hour: int = 0, **more: str) -> Submission:
    """File number `number`, some hours after noon."""
    moment = NOON + timedelta(hours=hour)
    return Submission(number, f"{number}.xlsx", moment, "0" * 64, 10, **more)  # type: ignore[arg-type]


def drawn(season: Season, readings: Mapping[int, FormReading]) -> list[str]:
    return [_line(it) for it in entries(season, readings)]


def _line(it: Entry) -> str:
    state = it.preview.state if it.preview else it.submission.state
    later = f" → {it.replaced_by.id}" if it.replaced_by else ""
    before = f" (trước: {it.earlier.id})" if it.earlier else ""
    return f"{it.submission.id} {state}{later}{before}{' ✓' if it.can_take else ''}"


def box(*submissions: Submission) -> Season:
    return replace(BLOCK, submissions=submissions)


def test_the_newest_valid_file_of_a_unit_counts_and_the_earlier_stay() -> None:
    season = box(came(1), came(2, 1), came(3, 2))
    first, second = form("1", "Ban A", "I.1=1"), form("2", "Ban A", "I.1=2")
    assert drawn(season, {1: first, 2: second, 3: form("3", "Ban A", "I.1=9", faulty=True)}) == [
        "3 refused (trước: 2)",
        "2 changed (trước: 1) ✓",
        "1 changed → 2",
    ]
    assert drawn(season, {1: first, 2: second, 3: form("3", "Ban A", "I.1=3")}) == [
        "3 changed (trước: 2) ✓",
        "2 changed → 3 (trước: 1)",
        "1 changed → 3",
    ]


def test_an_accepted_later_file_counts_against_a_waiting_earlier_one() -> None:
    season = box(came(1), came(2, 1, unit="Ban A", kind=SCORES, state="taken"))
    assert drawn(season, {1: form("1", "Ban A", "I.1=1")}) == [
        "2 taken (trước: 1)",
        "1 changed → 2",
    ]


def test_two_different_files_of_one_moment_contradict_each_other() -> None:
    season = box(came(1), came(2))
    readings = {1: form("1", "Ban A", "I.1=1"), 2: form("2", "Ban A", "I.1=2")}
    assert drawn(season, readings) == ["1 refused", "2 refused"]
    aside = box(came(1, state="set_aside"), came(2))
    assert drawn(aside, readings) == ["2 changed ✓", "1 set_aside"]


def test_what_was_set_aside_or_returned_neither_counts_nor_replaces() -> None:
    later = {"unit": "Ban A", "kind": SCORES}
    for state in ("set_aside", "returned"):
        season = box(came(1), came(2, 1, **later, state=state))
        assert "1 changed ✓" in drawn(season, {1: form("1", "Ban A", "I.1=1")})


def test_a_file_that_was_set_aside_is_not_the_one_before() -> None:
    season = box(came(1, unit="Ban A", kind=SCORES, state="set_aside"), came(2, 1))
    assert drawn(season, {2: form("2", "Ban A", "I.1=2")}) == ["2 changed ✓", "1 set_aside"]
    taken = came(2, 1, unit="Ban A", kind=SCORES, state="taken")
    aside = box(came(1, unit="Ban A", kind=SCORES, state="set_aside"), taken)
    assert drawn(aside, {}) == ["2 taken", "1 set_aside"], "it waits for no other one"


def test_a_warning_that_was_accepted_is_told_no_more_and_an_error_always() -> None:
    warning = Problem("text-old-font", "Phông cũ.", "Xem lại.", "Ô E5", "warning")
    other = replace(warning, what="Phông khác.")
    error = Problem("x", "Sai.")
    reading = replace(form("1", "Ban A", "I.1=1"), problems=(error, warning, other))
    fact = keep_problem("Ban A", warning, "Đã xem.", NOON.date())
    season = box(came(1))
    season = replace(season, facts=replace(season.facts, kept_warnings=(fact,)))
    (entry,) = entries(season, {1: reading})
    assert entry.preview is not None
    assert entry.preview.problems == (error, other)


def test_accepting_a_form_enters_its_points_and_is_recorded() -> None:
    season = box(came(1))
    (entry,) = entries(season, {1: form("1.xlsx", "Ban A", "I.1=1")})
    made = taking_of(season, entry)
    assert made.label == "nhận biểu mẫu của Ban A"
    assert made.source == "1.xlsx"
    assert {key.criterion: it.points for key, it in made.scores.items()} == {"I.1": 1}
    assert (made.old_facts, made.new_facts) == ((), ())
    assert made.submissions == (came(1, unit="Ban A", kind=SCORES, state="taken"),)


def test_accepting_a_registration_enters_its_facts() -> None:
    target = Target("Ban A", "Thu ngân sách", "I", 10)
    said = RegistrationReading("1.xlsx", "Ban A", targets=(target,))
    season = box(came(1))
    (entry,) = entries(season, {1: said})
    made = taking_of(season, entry)
    assert made.label == "nhận đăng ký thi đua của Ban A"
    assert (dict(made.scores), made.old_facts, made.new_facts) == ({}, (), (target,))
    assert [(it.unit, it.kind, it.state) for it in made.submissions] == [
        ("Ban A", REGISTRATION, "taken")
    ]


def test_accepting_a_paper_records_that_it_came() -> None:
    season = box(came(1, kind="unit-year", unit="Ban A"))
    scan = FormReading("1.pdf", problems=(Problem("file-pdf", "Đây là tệp PDF."),))
    (entry,) = entries(season, {1: scan})
    for pages in (None, 3):
        made = taking_of(season, entry, pages)
        receipt = Receipt("Ban A", "unit-year", NOON.date(), pages=pages or 0, file="1.xlsx")
        assert (made.label, made.source) == ("nhận giấy tờ của Ban A", "1.xlsx")
        assert made.new_facts == (receipt,)
        assert made.submissions == (replace(season.submissions[0], state="taken"),)


def test_files_of_other_units_and_unknown_ones_leave_each_other_alone() -> None:
    season = box(came(1), came(2, 1), came(3, 2), came(4, 3))
    readings = {1: form("1", "Ban A", "I.1=1"), 2: form("2", "Ban B", "I.1=2"), 3: form("3", "")}
    assert drawn(season, readings) == ["4 waiting", "3 refused", "2 new ✓", "1 changed ✓"]


def test_a_paper_is_taken_once_its_unit_is_known() -> None:
    season = box(came(1, kind="unit-year"), came(2, kind="unit-year", unit="Ban A"))
    scan = FormReading("1.pdf", problems=(Problem("file-pdf", "Đây là tệp PDF."),))
    assert drawn(season, {1: scan, 2: scan}) == ["1 refused", "2 refused ✓"]
    # A form says itself what it is, whatever the clerk called it.
    said = form("2", "Ban A", "I.1=5", faulty=True)
    assert drawn(season, {1: scan, 2: said}) == ["1 refused", "2 refused"]


def test_a_scan_of_a_registration_is_a_paper_as_well() -> None:
    scan = FormReading("1.pdf", problems=(Problem("file-pdf", "Đây là tệp PDF."),))
    assert drawn(box(came(1, kind="registration", unit="Ban A")), {1: scan}) == ["1 refused ✓"]


def test_what_a_unit_changed_since_its_file_before() -> None:
    earlier = form("1", "Ban A", "I.1=1", "I.2=7", faulty=True)
    base, found = against_earlier(BLOCK, form("2", "Ban A", "I.1=4", "I.2=7"), earlier)
    assert base.score("Ban A", "I.1", "self").points == 1
    assert [(it.key.criterion, it.old.points, it.new.points) for it in found.changes] == [
        ("I.1", 1, 4)
    ]
