"""To hang on the wall: the twelve months of a year with the list of what is to be done, and the list of one month.

A day of the year carries the numbers of its things to do; every one of them stands in the list below its number,
whatever its day, so that nothing is left out for want of room. Imported only when one is written.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_LEFT
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Text

from exporters.files import save
from exporters.papers.fonts import face
from exporters.papers.layout import ALERT, INK, LETTERHEADS, Letterhead, Type, sheet, tighter
from exporters.papers.pdf_table import grid
from exporters.papers.pdf_text import paragraph_style
from exporters.papers.year_sheet import DayMark, YearSheet
from models.dates.workdays import WEEKDAYS, with_weekday
from models.papers.calendar_lines import CalendarLine, calendar_lines
from models.papers.report import Cell, Column, PageSize, Row, Table, nfc
from models.papers.words import banners, block_year, plain_name
from models.season import Season

_MARGIN = 12.0
_STATES = {"open": "□", "done": "Đã xong", "waived": "Không làm"}
_NOTHING = "Kế hoạch năm chưa có việc nào."
_PAGE_NUMBER = 9


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A line with its number on the paper; numbers follow the days, so those of one day are neighbours."""

    number: int
    line: CalendarLine


def year_file_name(season: Season, page: PageSize = "A4") -> str:
    """ "Lich treo tuong 2023 - A3 - Khoi Thi dua cac co quan Tinh uy.pdf"."""
    return f"{plain_name(f'Lich treo tuong {season.year} - {page} - {season.block.name}')}.pdf"


def month_file_name(season: Season, year: int, month: int) -> str:
    """ "Viec thang 12-2023 - Khoi Thi dua cac co quan Tinh uy.pdf"."""
    return f"{plain_name(f'Viec thang {month:02}-{year} - {season.block.name}')}.pdf"


def write_year(season: Season, target: Path, *, today: date, page: PageSize = "A4") -> None:
    """Write the wall calendar of the season's year: the months on the first page, then the list.

    Raises `AppError` when the file cannot be put there.
    """
    lines = _numbered(calendar_lines(season, today))
    letterhead = _letterhead(season)
    width, height = sheet(page, landscape=True)
    inner = (width - 2 * _MARGIN) * mm, (height - 2 * _MARGIN) * mm - 1
    marks, legend = _marks(season, lines), _legend(season, lines)
    warning = " · ".join(banners(season, of_results=False))
    year = YearSheet(inner, season.year, nfc(block_year(season)), marks, legend, warning)
    story: list[Flowable] = [year, PageBreak(), _title("DANH SÁCH VIỆC", season)]
    story += _table(lines, letterhead, inner) if lines else [_sentence(_NOTHING)]
    story += _days_off(season)
    _save(season, story, (width, height), target, f"Lịch năm {season.year}")


def write_month(season: Season, target: Path, *, year: int, month: int, today: date) -> None:
    """Write what is due in one month, on one page as long as it fits at a size that can be read.

    Raises `AppError` when the file cannot be put there.
    """
    within = [
        it
        for it in _numbered(calendar_lines(season, today))
        if it.line.day and (it.line.day.year, it.line.day.month) == (year, month)
    ]
    lines = [_Numbered(place, it.line) for place, it in enumerate(within, 1)]
    size = sheet("A4", landscape=False)
    room = (size[0] - 2 * _MARGIN) * mm, (size[1] - 2 * _MARGIN) * mm
    title = f"VIỆC PHẢI LÀM THÁNG {month:02}/{year}"
    roomy = _letterhead(season)

    def story(letterhead: Letterhead) -> list[Flowable]:
        found = [_title(title, season)]
        if not lines:
            return [*found, _sentence(f"Tháng {month:02}/{year} không có việc nào đến hạn.")]
        return [*found, *_table(lines, letterhead, room, by_month=True)]

    for letterhead in tighter(roomy):
        if _build(season, story(letterhead), size, BytesIO(), title) == 1:
            _save(season, story(letterhead), size, target, title)
            return
    _save(season, story(roomy), size, target, title)


def _numbered(lines: Sequence[CalendarLine]) -> list[_Numbered]:
    return [_Numbered(number, it) for number, it in enumerate(lines, 1)]


def _letterhead(season: Season) -> Letterhead:
    """The type of the block's papers with the narrow margins of a sheet for the wall."""
    usual = LETTERHEADS[season.block.style]
    return replace(usual, top=_MARGIN, bottom=_MARGIN, left=_MARGIN, right=_MARGIN)


# ---- the months


def _marks(season: Season, lines: Sequence[_Numbered]) -> dict[date, DayMark]:
    """What is to be seen of each day: its numbers, and in words whether offices are closed, work, or meet."""
    found: dict[date, DayMark] = {}
    for it in lines:
        if it.line.day is not None:
            old = found.get(it.line.day, DayMark())
            found[it.line.day] = replace(old, first=old.first or it.number, last=it.number)
    for off in season.plan.days_off:
        old = found.get(off.day, DayMark())
        found[off.day] = replace(old, word="làm" if off.works else "nghỉ", closed=not off.works)
    day = season.plan.meeting
    if day is not None:
        old = found.get(day, DayMark())
        word = f"họp, {old.word}" if old.word else "họp"
        found[day] = replace(old, word=word, framed=True)
    return found


def _legend(season: Season, lines: Sequence[_Numbered]) -> tuple[str, ...]:
    """How the months are read, and which things stand in the list only."""
    words = "Số dưới ngày: số thứ tự trong danh sách việc. “nghỉ”: ngày nghỉ lễ; “làm”: làm bù; “họp”: hội nghị."
    found = [words]
    outside = [it.number for it in lines if it.line.day and it.line.day.year != season.year]
    undated = [it.number for it in lines if it.line.day is None]
    told = [f"ngoài năm {season.year}: việc {_span(outside)}"] if outside else []
    told += [f"chưa có ngày: việc {_span(undated)}"] if undated else []
    if told:
        found.append(f"Chỉ có trong danh sách: {'; '.join(told)}.")
    return tuple(nfc(it) for it in found)


def _span(numbers: Sequence[int]) -> str:
    """ "1, 2, 40–42": numbers that follow each other as a span."""
    runs: list[list[int]] = []
    for it in numbers:
        if runs and runs[-1][1] == it - 1:
            runs[-1][1] = it
        else:
            runs.append([it, it])
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in runs)


# ---- the lists


def _table(
    lines: Sequence[_Numbered],
    letterhead: Letterhead,
    room: tuple[float, float],
    *,
    by_month: bool = False,
) -> list[Flowable]:
    days = (Column("day", "Ngày", 16, "center"), Column("weekday", "Thứ", 20, "center"))
    columns = (
        Column("number", "TT", 10, "center"),
        *(days if by_month else (Column("day", "Ngày", 52),)),
        Column("title", "Việc", 84),
        Column("who", "Ai làm", 54),
        Column("state", "Đã xong", 20, "center"),
    )
    rows = []
    for it in lines:
        line = it.line
        what = f"{line.title} ({line.drive})" if line.drive else line.title
        when = _month_day(line) if by_month else (_when(line),)
        texts = (str(it.number), *when, what, line.who, _STATES[line.state])
        rows.append(Row(line.key, tuple(Cell(text) for text in texts)))
    return grid(Table(columns, tuple(rows)), letterhead, room)


def _month_day(line: CalendarLine) -> tuple[str, str]:
    assert line.day is not None
    weekday = WEEKDAYS[line.day.weekday()]
    return f"{line.day:%d/%m}", f"{weekday[:1].upper()}{weekday[1:]}"


def _when(line: CalendarLine) -> str:
    """The day in time with its weekday, behind the first one where there is one."""
    due = line.due
    if due.last is None:
        return f"từ {with_weekday(due.first)}" if due.first else due.words
    if due.first is not None and due.first < due.last:
        return f"{due.first:%d/%m}–{with_weekday(due.last)}"
    return with_weekday(due.last)


def _days_off(season: Season) -> list[Flowable]:
    """The days on which offices are closed or work instead, by name."""
    listed = [
        f"{with_weekday(it.day)}{f' {it.name}' if it.name else ''}{' (làm bù)' if it.works else ''}"
        for it in season.plan.days_off
    ]
    return (
        [Spacer(1, 3 * mm), _sentence(f"Ngày nghỉ, ngày làm bù: {'; '.join(listed)}.")]
        if listed
        else []
    )


def _title(text: str, season: Season) -> Flowable:
    marked = banners(season, of_results=False)
    told = f'<br/><font size="11" color="#{ALERT}">{" · ".join(marked)}</font>' if marked else ""
    name = f'<br/><font size="12">{escape(nfc(block_year(season)))}</font>'
    style = paragraph_style(Type(15, bold=True), TA_CENTER, after=4 * mm)
    style.leading = 18
    return Text(f"{escape(text)}{name}{told}", style)


def _sentence(text: str) -> Flowable:
    return Text(escape(nfc(text)), paragraph_style(Type(11), TA_LEFT))


# ---- the file


def _save(
    season: Season, story: list[Flowable], size: tuple[float, float], target: Path, title: str
) -> None:
    buffer = BytesIO()
    _build(season, story, size, buffer, title)
    save(target, buffer.getvalue())


def _build(
    season: Season, story: list[Flowable], size: tuple[float, float], buffer: BytesIO, title: str
) -> int:
    """Set the paper into `buffer`; how many pages it takes."""
    width, height = (it * mm for it in size)
    margin = _MARGIN * mm
    sides = dict.fromkeys(("leftPadding", "rightPadding", "topPadding", "bottomPadding"), 0)
    frame = Frame(margin, margin, width - 2 * margin, height - 2 * margin, **sides)

    def number(canvas: Canvas, document: BaseDocTemplate) -> None:
        if document.page > 1:
            canvas.setFont(face(), _PAGE_NUMBER)
            canvas.setFillColor(HexColor(f"#{INK}"))
            canvas.drawCentredString(width / 2, margin / 2, str(document.page))

    document = BaseDocTemplate(
        buffer,
        title=nfc(f"{title} – {block_year(season)}"),
        author=nfc(season.block.issuer or season.block.name),
        lang="vi-VN",
        invariant=1,
        pagesize=(width, height),
        pageTemplates=[PageTemplate("page", [frame], onPage=number, pagesize=(width, height))],
    )
    document.build(story)
    return int(document.page)
