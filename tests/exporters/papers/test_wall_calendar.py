"""The wall calendar and the month list as PDF: every thing to do is on them, however many there are."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from exporters.papers import wall_calendar
from exporters.papers.year_sheet import DayMark
from models.duties import Deadline
from models.errors import AppError
from models.season import Season
from models.year_plan import DayOff, Mark, PlanItem, YearPlan
from tests.exporters.reading import pdf_pages
from tests.models.year_samples import PLAN, SEASON, planned

TODAY = date(2023, 12, 12)
EMPTY = replace(SEASON, pack=replace(SEASON.pack, deadlines=(), papers=()), plan=YearPlan())


def year(season: Season, folder: Path, page: str = "A4") -> list[str]:
    target = folder / "lich.pdf"
    wall_calendar.write_year(season, target, today=TODAY, page=page)  # type: ignore[arg-type]
    return pdf_pages(target)


def month(season: Season, folder: Path, number: int = 12) -> list[str]:
    target = folder / "thang.pdf"
    wall_calendar.write_month(season, target, year=2023, month=number, today=TODAY)
    return pdf_pages(target)


def items(count: int, **given: int) -> tuple[PlanItem, ...]:
    return tuple(
        PlanItem(
            Deadline(
                f"x{n}",
                f"Việc thứ {n} của đợt thi đua",
                "before",
                month=given.get("month", 1 + n % 12),
                day=given.get("day", 2 + n % 27),
                years=given.get("years", 0),
            )
        )
        for n in range(count)
    )


def named(pages: list[str]) -> set[int]:
    """The numbers of the drawn items that stand on these pages."""
    words = " ".join(" ".join(pages).split())
    return {int(it) for it in re.findall(r"Việc thứ (\d+) của", words)}


def test_the_first_page_has_all_days_of_twelve_months(tmp_path: Path) -> None:
    first, _ = year(EMPTY, tmp_path)
    numbers = Counter(re.findall(r"^(\d+)$", first, re.MULTILINE))
    assert [it for it in numbers if not 1 <= int(it) <= 31] == []
    assert [numbers[str(day)] for day in (1, 28, 29, 30, 31)] == [12, 12, 11, 11, 7]
    assert [it for it in range(1, 13) if f"Tháng {it}\n" not in f"{first}\n"] == []


def test_a_leap_year_has_its_day(tmp_path: Path) -> None:
    first, _ = year(replace(EMPTY, year=2024), tmp_path)
    assert Counter(re.findall(r"^(\d+)$", first, re.MULTILINE))["29"] == 12


def test_days_off_and_the_meeting_are_named_not_only_shaded(tmp_path: Path) -> None:
    off = (*PLAN.days_off, DayOff(date(2023, 12, 16), "", works=True))
    first, second = year(planned(days_off=off), tmp_path)
    words = Counter(first.split("\n"))
    assert (words["nghỉ"], words["làm"], words["họp"]) == (2, 1, 1)
    assert "02/01/2023 (thứ Hai) Nghỉ bù Tết Dương lịch" in second
    assert "16/12/2023 (thứ Bảy) (làm bù)" in " ".join(second.split())


def test_the_list_says_day_what_who_and_whether_it_is_done(tmp_path: Path) -> None:
    marks = (
        Mark("plan", "done", date(2023, 2, 20)),
        Mark("council", "waived", date(2023, 12, 1), "không đề nghị"),
    )
    _, text = year(planned(marks=marks), tmp_path)
    words = " ".join(text.split())
    for expected in (
        "1 01/01–31/01/2023 (thứ Ba) Ký giao ước thi đua Trưởng khối (Ban Nội chính) □",
        "2 27/02/2023 (thứ Hai) Gửi kế hoạch của khối Trưởng khối (Ban Nội chính) Đã xong",
        "Sơ kết 6 tháng; họp, thảo luận (Đợt thi đua 1) Văn phòng Đảng ủy □",
        "15/12–22/12/2023 (thứ Sáu) Xét, đề nghị tặng Cờ Hội đồng Thi đua - Khen thưởng Không làm",
        "9 chờ thông báo Văn bản của tỉnh",
    ):
        assert expected in words


@pytest.mark.parametrize("page", ["A4", "A3"])
def test_five_hundred_things_are_all_there(page: str, tmp_path: Path) -> None:
    pages = year(planned(items=items(500)), tmp_path, page)
    assert named(pages[1:]) == set(range(500))
    spans = re.findall(r"^ *(\d+)–(\d+)$", pages[0], re.MULTILINE)
    singles = re.findall(r"^ *(\d+)$", pages[0], re.MULTILINE)
    covered = {n for a, b in spans for n in range(int(a), int(b) + 1)}
    # 508 lines: one has no day, numbers up to 31 look like days.
    assert set(range(32, 508)) <= covered | {int(it) for it in singles}


def test_what_is_outside_the_year_or_without_a_day_is_told_on_the_first_page(
    tmp_path: Path,
) -> None:
    pages = year(planned(items=items(2, month=1, day=10, years=1)), tmp_path)
    told = "Chỉ có trong danh sách: ngoài năm 2023: việc 8–9; chưa có ngày: việc 10."
    assert told in " ".join(pages[0].split())
    assert named(pages[1:]) == {0, 1}


def test_nothing_to_do_is_said(tmp_path: Path) -> None:
    assert "Kế hoạch năm chưa có việc nào." in year(EMPTY, tmp_path)[1]
    [page] = month(EMPTY, tmp_path)
    assert "Tháng 12/2023 không có việc nào đến hạn." in page


@pytest.mark.parametrize(("page", "wide", "high"), [("A4", 297, 210), ("A3", 420, 297)])
def test_the_sheet_is_as_large_as_asked_and_lies(
    page: str, wide: int, high: int, tmp_path: Path
) -> None:
    year(SEASON, tmp_path, page)
    box = PdfReader(tmp_path / "lich.pdf").pages[0].mediabox
    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == (
        wide,
        high,
    )


def test_the_month_has_its_own_things_only_with_weekday_and_box(tmp_path: Path) -> None:
    [page] = month(SEASON, tmp_path)
    words = " ".join(page.split())
    assert "VIỆC PHẢI LÀM THÁNG 12/2023" in words
    assert "1 05/12 Thứ Ba Kết quả tự chấm điểm Các đơn vị □ 2 10/12 Chủ nhật" in words
    assert "Ký giao ước" not in words
    assert "Ký giao ước" in month(SEASON, tmp_path, 1)[0]


def test_thirty_things_of_a_month_stay_on_one_page_and_none_is_lost_on_more(tmp_path: Path) -> None:
    assert len(month(planned(items=items(30, month=12, day=8)), tmp_path)) == 1
    pages = month(planned(items=items(200, month=12, day=8)), tmp_path)
    assert len(pages) > 1
    assert named(pages) == set(range(200))
    assert [it for it in pages if "Ai làm" not in it] == []


def test_a_sample_and_a_rehearsal_say_so_on_the_wall(tmp_path: Path) -> None:
    made = replace(SEASON, is_sample=True, meeting=replace(SEASON.meeting, is_rehearsal=True))
    pages = year(made, tmp_path)
    assert [it for it in pages if "TẬP DƯỢT · DỮ LIỆU MINH HOẠ" not in it] == []
    assert "CHƯA CHÍNH THỨC" not in "".join(pages)


@pytest.mark.parametrize(
    ("mark", "words"), [(DayMark(), ""), (DayMark(7, 7), "7"), (DayMark(7, 12), "7–12")]
)
def test_the_numbers_of_a_day(mark: DayMark, words: str) -> None:
    assert mark.numbers == words


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="Không còn thư mục"):
        year(SEASON, tmp_path / "khong-co")
    with pytest.raises(AppError, match="Không còn thư mục"):
        month(SEASON, tmp_path / "khong-co")


def test_the_file_names_are_plain() -> None:
    assert wall_calendar.year_file_name(SEASON, "A3") == (
        "Lich treo tuong 2023 - A3 - Khoi Thi dua so 1.pdf"
    )
    assert wall_calendar.month_file_name(SEASON, 2023, 7) == (
        "Viec thang 07-2023 - Khoi Thi dua so 1.pdf"
    )
