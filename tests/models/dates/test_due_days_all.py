"""Every kind of date with everything that can be said of it, against a calendar read day by day."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from models.block import Block
from models.checking.duty_faults import of_deadline
from models.dates.due_days import due, due_day, months, named, source_of
from models.duties import Deadline, RequiredPaper
from models.rulepack import LegalBasis, Rule, RulePack
from models.season import Season
from models.year_plan import DayOff, PaperDue, PlanItem, YearPlan
from tests.models import slow_dates

TET = tuple(DayOff(date(2024, 2, it), "Tết Nguyên đán") for it in range(8, 15))
DAYS_OFF = (
    DayOff(date(2023, 9, 1), "Quốc khánh"),
    DayOff(date(2024, 1, 1), "Tết Dương lịch"),
    *TET,
    DayOff(date(2024, 4, 29), "Nghỉ hoán đổi"),
    DayOff(date(2024, 4, 30), "Ngày Chiến thắng"),
    DayOff(date(2024, 5, 1), "Quốc tế Lao động"),
    DayOff(date(2024, 5, 4), "Làm bù 29/04", works=True),
    DayOff(date(2025, 1, 1), "Tết Dương lịch"),
)
MEETINGS = (
    date(2023, 12, 19),
    date(2024, 2, 7),  # the last day before Tết
    date(2024, 2, 29),
    date(2024, 5, 3),  # a worked Saturday follows
    date(2024, 12, 28),
)


def season(deadline: Deadline, meeting: date | None = None, **plan: object) -> Season:
    pack = RulePack("p", "Bộ quy tắc thử", deadlines=(deadline,))
    year = YearPlan(meeting, days_off=DAYS_OFF, **plan)  # type: ignore[arg-type]
    return Season(Block("Khối"), 2023, pack, plan=year)


def fixed() -> Iterator[Deadline]:
    for years, roll in product((0, 1, 2), ("none", "next", "previous")):
        it = Deadline("d", "Việc", "before", years=years, roll=roll)
        for (day, month), counts in product(
            ((5, 12), (1, 1), (28, 2), (1, 3), (31, 5), (15, 2), (2, 5)), (False, True)
        ):
            yield replace(it, day=day, month=month, day_counts=counts)
        for day, month, last_day, last_month in (
            (7, 12, 14, 12),
            (9, 2, 14, 2),
            (15, 12, 15, 1),
            (5, 10, 5, 10),
            (10, 2, 11, 2),  # only days off in 2024: no day to go back to
        ):
            ends = {"last_day": last_day, "last_month": last_month}
            yield replace(it, kind="window", day=day, month=month, **ends)
        for month, last in ((2, 0), (6, 0), (12, 0), (1, 3), (12, 2), (11, 11)):
            yield replace(it, kind="month", month=month, last_month=last)
        for quarter in (1, 2, 3, 4):
            yield replace(it, kind="quarter", quarter=quarter)
        yield replace(it, kind="announced")


def counted() -> Iterator[Deadline]:
    choices = product(
        (0, 1, 2),
        ("none", "next", "previous"),
        ("within", "not_before"),
        ((0, 0), (25, 12), (5, 5), (14, 2)),
        (False, True),
        (False, True),
        (0, 1, 5, 30),
        (False, True),
    )
    for years, roll, bound, (day, month), earlier, working, days, counts in choices:
        yield Deadline(
            "d",
            "Việc",
            "after_meeting",
            years=years,
            roll=roll,
            bound=bound,
            day=day,
            month=month,
            earlier=earlier,
            working=working,
            days=days,
            day_counts=counts,
        )


def test_every_fixed_date() -> None:
    for it in fixed():
        assert not [*of_deadline(it, "")], it
        found = due(it, season(it))
        assert (found.first, found.last) == slow_dates.span(it, 2023, None, DAYS_OFF), it
        assert not found.clash


@pytest.mark.parametrize("meeting", MEETINGS)
def test_every_counted_date(meeting: date) -> None:
    for it in counted():
        found = due(it, season(it, meeting))
        assert (found.first, found.last) == slow_dates.span(it, 2023, meeting, DAYS_OFF), it
        cap = slow_dates.cap_of(it, 2023 + it.years)
        free = slow_dates.counted(
            meeting, it.days, DAYS_OFF, working=it.working, earlier=it.earlier
        )
        assert bool(found.clash) == (cap is not None and cap < free), it
        assert found.reason.startswith(f"{meeting:%d/%m}")


def test_without_a_meeting_only_the_fixed_day_is_known() -> None:
    for it in counted():
        found = due(it, season(it))
        assert (found.first, found.last) == slow_dates.span(it, 2023, None, DAYS_OFF), it
        assert "chưa ghi ngày hội nghị" in found.words


MEETING = date(2023, 12, 19)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"days": 5, "day": 25, "month": 12, "roll": "next"},
            (
                "24/12/2023 | trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật); 24/12 là ngày nghỉ, không "
                "chuyển sang 25/12 vì hạn là trước 25/12 | đến 24/12 | 19/12 + 5 ngày, không quá 24/12; 24/12 là "
                "ngày nghỉ, không chuyển sang 25/12 vì hạn là trước 25/12 | "
            ),
        ),
        (
            {"days": 5, "roll": "next"},
            (
                "25/12/2023 | trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật); 24/12 là ngày nghỉ, chuyển "
                "sang 25/12/2023 (thứ Hai) | đến 25/12 | 19/12 + 5 ngày; 24/12 là ngày nghỉ, chuyển sang "
                "25/12/2023 (thứ Hai) | "
            ),
        ),
        (
            {"days": 5, "roll": "previous"},
            (
                "22/12/2023 | trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật); 24/12 là ngày nghỉ, chuyển "
                "về 22/12/2023 (thứ Sáu) | đến 22/12 | 19/12 + 5 ngày; 24/12 là ngày nghỉ, chuyển về 22/12/2023 "
                "(thứ Sáu) | "
            ),
        ),
        (
            {"days": 7, "working": True, "earlier": True},
            (
                "08/12/2023 | chậm nhất 7 ngày làm việc trước hội nghị, đến hết 08/12/2023 (thứ Sáu) | đến 08/12 | "
                "19/12 − 7 ngày làm việc | "
            ),
        ),
        (
            {"days": 0, "day": 15, "month": 12},
            (
                "14/12/2023 | cùng ngày hội nghị và trước 15/12/2023 (thứ Sáu) | trước 15/12 | 19/12, không quá 14/12 | "
                "Cùng ngày hội nghị là 19/12/2023, quá hạn trước 15/12: phải xong trong 14/12/2023 (thứ Năm)."
            ),
        ),
        (
            {"days": 0},
            "19/12/2023 | cùng ngày hội nghị, đến hết 19/12/2023 (thứ Ba) | đến 19/12 | 19/12 | ",
        ),
        (
            {"days": 0, "bound": "not_before"},
            "– | từ ngày hội nghị: từ 19/12/2023 (thứ Ba) | từ 19/12 | 19/12 | ",
        ),
        (
            {"days": 3, "bound": "not_before", "day": 25, "month": 12, "day_counts": True},
            (
                "25/12/2023 | từ 3 ngày sau hội nghị: từ 22/12/2023 (thứ Sáu), đến hết 25/12/2023 (thứ Hai) | "
                "đến 25/12 | 19/12 + 3 ngày, không quá 25/12 | "
            ),
        ),
        (
            {"days": 9, "bound": "not_before", "day": 25, "month": 12},
            (
                "24/12/2023 | từ 9 ngày sau hội nghị: từ 28/12/2023 (thứ Năm), trước 25/12/2023 (thứ Hai) | "
                "trước 25/12 | 19/12 + 9 ngày, không quá 24/12 | Không làm trước 28/12/2023 nhưng hạn là trước "
                "25/12: chọn lại một ngày."
            ),
        ),
        (
            {"days": 9, "day": 25, "month": 12},
            (
                "24/12/2023 | trong 9 ngày sau hội nghị và trước 25/12/2023 (thứ Hai) | trước 25/12 | 19/12 + 9 "
                "ngày, không quá 24/12 | 19/12 + 9 ngày là 28/12/2023, quá hạn trước 25/12: phải xong "
                "trong 24/12/2023 (Chủ nhật)."
            ),
        ),
    ],
)
def test_counted_days_in_words(said: dict[str, object], expected: str) -> None:
    it = replace(Deadline("d", "Việc", "after_meeting"), **said)  # type: ignore[arg-type]
    found = due(it, season(it, MEETING))
    last = f"{found.last:%d/%m/%Y}" if found.last else "–"
    assert f"{last} | {found.words} | {found.short} | {found.reason} | {found.clash}" == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"kind": "quarter", "quarter": 2},
            "30/06/2023 | trong quý II, đến hết 30/06/2023 (thứ Sáu) | đến 30/06",
        ),
        (
            {"kind": "window", "day": 15, "month": 12, "last_day": 15, "last_month": 1},
            "15/01/2024 | từ 15/12/2023 đến hết 15/01/2024 (thứ Hai) | 15/12–15/01",
        ),
        (
            {"kind": "month", "month": 12, "last_month": 2},
            "29/02/2024 | trong tháng 12 đến tháng 2, đến hết 29/02/2024 (thứ Năm) | đến 29/02",
        ),
        (
            {"kind": "before", "day": 1, "month": 10, "roll": "previous"},
            (
                "29/09/2023 | trước 01/10/2023 (Chủ nhật); 30/09 là ngày nghỉ, chuyển về 29/09/2023 (thứ Sáu) | "
                "đến 29/09"
            ),
        ),
        (
            {"kind": "window", "day": 23, "month": 12, "last_day": 24, "last_month": 12}
            | {"roll": "previous"},
            (
                "24/12/2023 | từ 23/12/2023 đến hết 24/12/2023 (Chủ nhật); 24/12 là ngày nghỉ, không chuyển về "
                "trước 23/12 | 23/12–24/12"
            ),
        ),
    ],
)
def test_spans_in_words(said: dict[str, object], expected: str) -> None:
    it = replace(Deadline("d", "Việc", "announced"), **said)  # type: ignore[arg-type]
    found = due(it, season(it))
    assert f"{found.last:%d/%m/%Y} | {found.words} | {found.short}" == expected
    assert found.reason == "; ".join(found.words.split("; ")[1:]), "only a roll has to be explained"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            {"kind": "every_month", "month": 1, "last_month": 3, "day": 25},
            [
                "01/01–25/01/2023 của tháng 1, đến hết 25/01/2023 (thứ Tư) | đến 25/01",
                "01/02–25/02/2023 của tháng 2, đến hết 25/02/2023 (thứ Bảy) | đến 25/02",
                "01/03–25/03/2023 của tháng 3, đến hết 25/03/2023 (thứ Bảy) | đến 25/03",
            ],
        ),
        (
            {"kind": "every_month", "month": 2, "last_month": 2, "years": 1},
            ["01/02–29/02/2024 của tháng 2, đến hết 29/02/2024 (thứ Năm) | đến 29/02"],
        ),
        (
            {"kind": "every_month", "month": 2, "last_month": 2, "day": 31},
            ["01/02–28/02/2023 của tháng 2, đến hết 28/02/2023 (thứ Ba) | đến 28/02"],
        ),
        (
            {"kind": "every_quarter", "day": 20},
            [
                "01/01–20/03/2023 của quý I, đến hết 20/03/2023 (thứ Hai) | đến 20/03",
                "01/04–20/06/2023 của quý II, đến hết 20/06/2023 (thứ Ba) | đến 20/06",
                "01/07–20/09/2023 của quý III, đến hết 20/09/2023 (thứ Tư) | đến 20/09",
                "01/10–20/12/2023 của quý IV, đến hết 20/12/2023 (thứ Tư) | đến 20/12",
            ],
        ),
    ],
)
def test_what_recurs(said: dict[str, object], expected: list[str]) -> None:
    it = replace(Deadline("d", "Báo cáo", "announced"), **said)  # type: ignore[arg-type]
    of_year = season(it)
    found = [due(it, of_year, month) for month in months(it)]
    lines = [f"{one.first:%d/%m}–{one.last:%d/%m/%Y} {one.words} | {one.short}" for one in found]
    assert lines == expected
    assert due(it, of_year) == found[0], "asked without a month it is the first one"


def test_months_of_what_recurs() -> None:
    every = Deadline("d", "", "every_month")
    assert months(every) == tuple(range(1, 13))
    assert months(replace(every, last_month=3)) == (1, 2, 3)
    assert months(replace(every, month=11)) == (11, 12)
    assert months(Deadline("d", "", "every_quarter")) == (3, 6, 9, 12)
    assert months(Deadline("d", "", "month", month=6)) == (0,)


def chain(
    *items: Deadline, meeting: date | None = MEETING, own: tuple[Deadline, ...] = ()
) -> Season:
    pack = RulePack("p", "Bộ quy tắc thử", deadlines=items)
    plan = YearPlan(meeting, items=tuple(PlanItem(it) for it in own))
    return Season(Block("Khối"), 2023, pack, plan=plan)


def test_days_counted_from_another_item() -> None:
    letter = Deadline("letter", "Gửi giấy mời", "after_meeting", days=7, earlier=True)
    printed = Deadline("print", "In tài liệu", "after_item", item="letter", days=2, working=True)
    copied = Deadline("copy", "Nhân bản", "after_item", item="print", days=1, earlier=True)
    known = chain(copied, printed, letter)
    assert [due(it, known).last for it in (letter, printed, copied)] == [
        date(2023, 12, 12),
        date(2023, 12, 14),
        date(2023, 12, 13),
    ]
    assert due(printed, known).words == (
        "trong 2 ngày làm việc sau “Gửi giấy mời”, đến hết 14/12/2023 (thứ Năm)"
    )
    unknown = due(copied, chain(copied, printed, letter, meeting=None))
    assert (unknown.last, unknown.short) == (None, "việc làm mốc “In tài liệu” chưa có ngày")
    # The block's own item goes before the pack's of the same code.
    own = Deadline("letter", "Gửi giấy mời", "before", day=2, month=12)
    assert due(printed, chain(printed, letter, own=(own,))).last == date(2023, 12, 5)


def test_an_item_counted_from_what_recurs_is_counted_from_its_last_time() -> None:
    every = Deadline("e", "Báo cáo tháng", "every_month", month=3, last_month=5, day=20)
    after = Deadline("a", "Tổng hợp", "after_item", item="e", days=2)
    assert due(after, chain(every, after)).last == date(2023, 5, 22)


def test_a_rule_that_leads_back_to_itself_has_no_day_and_ends() -> None:
    one = Deadline("one", "Một", "after_item", item="two", days=1)
    two = Deadline("two", "Hai", "after_item", item="three", days=1)
    three = Deadline("three", "Ba", "after_item", item="two", days=1)
    itself = Deadline("x", "Vòng", "after_item", item="x", days=1)
    lost = Deadline("y", "Lạc", "after_item", item="nowhere", days=1)
    for it in (one, two, three, itself, lost):
        found = due(it, chain(one, two, three, itself, lost))
        assert found.last is None
        assert "chưa" in found.short
    assert due(lost, chain(lost)).words == "trong 1 ngày sau việc chưa rõ, việc làm mốc chưa rõ"


def test_a_chain_of_items_is_followed_as_long_as_it_is_one() -> None:
    first = Deadline("0", "Đầu", "before", day=1, month=3)
    rest = [Deadline(f"{n}", "Nối", "after_item", item=f"{n - 1}", days=1) for n in range(1, 400)]
    known = chain(first, *rest)
    assert due(rest[49], known).last == date(2023, 2, 28) + timedelta(days=50)
    assert due(rest[-1], known).last is None, "nobody plans so, and it ends"


def test_the_blocks_item_counts_for_the_papers_of_its_code() -> None:
    paper = RequiredPaper("report", "Báo cáo", deadline="d")
    of_pack = Deadline("d", "Nộp báo cáo", "before", day=5, month=12)
    own = Deadline("d", "Nộp báo cáo", "before", day=1, month=12)
    day = due_day(paper, chain(of_pack, own=(own,)))
    assert day is not None
    assert (day.last, day.source) == (date(2023, 11, 30), "kế hoạch năm của khối")
    assert due_day(RequiredPaper("x", "Không hạn"), chain(of_pack)) is None
    assert due_day(RequiredPaper("x", "Mất hạn", deadline="z"), chain(of_pack)) is None
    plan = YearPlan(dues=(PaperDue("report", date(2023, 12, 9)),))
    set_day = due_day(paper, replace(chain(of_pack, own=(own,)), plan=plan))
    assert set_day is not None
    assert set_day.last == date(2023, 12, 8)


def test_named_and_its_source() -> None:
    basis, rule = LegalBasis("kh", "Kế hoạch 12/KH"), Rule("when", "Ngày", "", "kh", "mục 3")
    of_pack = Deadline("d", "Của tỉnh", "before", day=5, month=12)
    ruled = Deadline("r", "Theo mục", "before", day=5, month=12, rule="when")
    own = Deadline("d", "Của khối", "before", day=1, month=12)
    known = chain(of_pack, ruled, own=(own,))
    known = replace(known, pack=replace(known.pack, legal_bases=(basis,), rules=(rule,)))
    assert named(known, "d") is own
    assert named(known, "r") is ruled
    assert named(known, "z") is None
    sources = [
        source_of(it, known) for it in (replace(of_pack), ruled, own, replace(own, rule="when"))
    ]
    assert sources == [
        "Bộ quy tắc thử",
        "Kế hoạch 12/KH, mục 3",
        "kế hoạch năm của khối",
        "Kế hoạch 12/KH, mục 3",
    ]
