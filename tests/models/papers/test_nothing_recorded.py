"""What nobody noted of a meeting is a place to fill in, never a statement; every such place is listed."""

from dataclasses import replace
from datetime import date

import pytest

from models.collected import Attendance
from models.errors import AppError
from models.meeting import Guest, Meeting
from models.papers.kinds import PAPERS, build
from models.papers.prose import blanks
from models.papers.report import Paragraph, Report, Table
from models.papers.words import BLANK
from models.rulepack import Quota
from models.season import Season
from tests.models import papers_of_the_year, year_papers
from tests.models.drawing import D, season

DAY = date(2023, 12, 19)
GUEST = Guest("Ông Khách", "Phó Giám đốc", "Sở Nội vụ")
SILENT = ("không bỏ phiếu", "không có đề nghị", "Không có tập thể", "đã bình xét")


def drawn(*, closed: bool = False, came: bool = False) -> Season:
    """One flag for three units; nothing noted of the meeting unless a unit `came`."""
    made = season("Ban A: all=max\nBan B: all=max I.1=5\nBan C: all=max I.1=4")
    pack = replace(made.pack, quotas=(Quota("Cờ thi đua", "number", D(1)),))
    made = replace(made, pack=pack, meeting=Meeting(guests=(GUEST,)))
    if came:
        there = Attendance(made.units[0].id, made.meeting.name, None)
        made = replace(made, facts=replace(made.facts, attendance=(there,)))
    return replace(made, closed_on=DAY) if closed else made


def said(report: Report) -> str:
    return "\n".join(
        it.text
        if isinstance(it, Paragraph)
        else "\n".join(c.text for r in it.rows for c in r.cells)
        for part in report.parts
        for it in part.contents
        if isinstance(it, Paragraph | Table)
    )


@pytest.mark.parametrize("paper", ["bien-ban", "to-trinh", "trich-ngang"])
@pytest.mark.parametrize(
    "given", [drawn(), drawn(closed=True), drawn(came=True)], ids=["open", "closed", "begun"]
)
def test_nothing_is_stated_that_nobody_noted(paper: str, given: Season) -> None:
    report = build(paper, given, printed_on=DAY)
    assert not [it for it in SILENT if it in said(report)]
    assert blanks(report)


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        ("bien-ban", "Hội nghị không bỏ phiếu."),
        ("bien-ban", "không có đề nghị sửa điểm."),
        ("to-trinh", "đã bình xét, suy tôn đơn vị đề nghị khen thưởng"),
        ("to-trinh", "Theo điểm, không bỏ phiếu"),
        ("trich-ngang", "Theo điểm, không bỏ phiếu"),
    ],
)
def test_of_a_closed_meeting_on_record_what_was_not_done_is_said(paper: str, words: str) -> None:
    assert words in said(build(paper, drawn(closed=True, came=True), printed_on=DAY))


def test_nobody_is_written_down_as_present_unasked() -> None:
    told = said(build("bien-ban", drawn(), printed_on=DAY))
    assert "Đại biểu mời: [ghi ai có mặt trong số được mời: Ông Khách" in told
    assert f"{BLANK}/03 đơn vị có mặt" in told
    assert "0/3" not in told
    known = said(build("bien-ban", drawn(came=True), printed_on=DAY))
    assert "Đại biểu mời: Ông Khách, Phó Giám đốc, Sở Nội vụ." in known
    assert "1/3 đơn vị có mặt, 2 chưa ghi" in known


def test_the_blanks_of_the_minutes_are_listed() -> None:
    left = blanks(build("bien-ban", drawn(), printed_on=DAY))
    assert "Dự họp: 3 ô" in left
    assert "Chủ trì kết luận: …" in left
    assert any(it.startswith("Thời gian bắt đầu: … giờ …, ngày … tháng …") for it in left)
    assert any(it.startswith("Hội nghị kết thúc vào … giờ …") for it in left)
    assert not any("....." in it for it in left)


def test_the_blanks_of_the_extract_list_are_counted_by_column() -> None:
    report = build("trich-ngang", drawn(), printed_on=DAY)
    assert "Tóm tắt thành tích: 1 ô" in blanks(report)
    assert not any("phần còn phải ghi" in it for it in blanks(report)), "the legend is no blank"


@pytest.mark.parametrize(
    "given", [papers_of_the_year.year(), year_papers.bare()], ids=["full", "bare"]
)
def test_no_paper_has_dots_that_the_card_does_not_list(given: Season) -> None:
    made = {key: report for key in PAPERS if (report := made_of(key, given)) is not None}
    assert len(made) > 12  # those that a bare year has
    unlisted = {key: it for key, report in made.items() if (it := not_listed(report))}
    assert unlisted == {}


def made_of(key: str, given: Season) -> Report | None:
    """The paper, None where the season has no such paper or cannot make it."""
    if not PAPERS[key].offered(given):
        return None
    try:
        return build(key, given, given.units[0].id if given.units else None, printed_on=DAY)
    except AppError:
        return None


def not_listed(report: Report) -> list[str]:
    """What is listed, if that is less than there is to fill in."""
    lines = [it for part in report.parts for it in part.contents if isinstance(it, Paragraph)]
    dotted = [it for it in lines if BLANK in it.text and it.role != "note"]
    asked = [it for it in lines if it.role == "blank"]
    tables = [it for part in report.parts for it in part.contents if isinstance(it, Table)]
    columns = {
        (number, at)
        for number, table in enumerate(tables)
        for row in table.rows
        for at, cell in table.placed(row)
        if BLANK in cell.text
    }
    least = len({id(it) for it in (*dotted, *asked)}) + len(columns)
    listed = list(blanks(report))
    enough = len(listed) >= least and not any(BLANK in it for it in listed)
    return [] if enough else [f"{least} to fill in", *listed]
