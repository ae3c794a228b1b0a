"""The minutes of the meeting (biên bản, mẫu 1.9 of NĐ 30/2020/NĐ-CP): who, what was changed, what was voted.

What the records do not say (hours, conclusions, number of copies) stays a blank to be written by hand.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models import agenda
from models.attendance_sheet import Line, quorum_words, sheet, summary
from models.collected import Discussion, Presence
from models.discussion import of_meeting, outcome_words
from models.meeting import Guest
from models.ranking import Standing
from models.report import (
    Cell,
    Column,
    Content,
    Heading,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Signer,
    Table,
    nfc,
)
from models.report_words import (
    BLANK,
    NOTHING,
    Figures,
    banners,
    block_year,
    figure,
    heading,
    plain_name,
    rank_text,
    short_notes,
)
from models.reports_appraisal import letter_words
from models.reports_minutes_votes import votes
from models.season import Season

TITLE = "BIÊN BẢN"
_ADDRESS = re.compile(r"^(?:ông|bà|đồng chí|đ/c)\s+", re.IGNORECASE)
PRESENCE: dict[Presence | None, str] = {
    "present": "Có mặt",
    "late": "Đến muộn",
    "absent": "Vắng",
    "excused": "Vắng có lý do",
    None: "Chưa ghi",
}


def minutes_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Bien ban {season.meeting.name} {season.year}")


def minutes(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The whole meeting in its two parts."""
    end = "./." if season.block.style == "state" else "."
    contents: tuple[Content, ...] = (
        *opening(season),
        *_people(season),
        Paragraph(agenda.PARTS[1], "heading"),
        *_items(season, 1),
        *_changes(season),
        *_ranking(season, figures.standings),
        *_excluded(season, figures.standings),
        Paragraph(agenda.PARTS[2], "heading"),
        *_items(season, 2),
        *votes(season, figures.standings),
        *_opinion(season),
        Paragraph("Kết luận", "heading"),
        Paragraph(f"Chủ trì kết luận: {6 * BLANK}"),
        Paragraph(closing_words(season, end)),
        signatures(season),
    )
    return Report(
        file_stem=minutes_stem(season, unit_id),
        style=season.block.style,
        heading=minutes_heading(season, printed_on),
        parts=(Part("Biên bản", TITLE, f"{season.meeting.name}\n{block_year(season)}", contents),),
        printed_on=printed_on,
        banners=banners(season),
    )


def minutes_heading(season: Season, printed_on: date) -> Heading:
    """The head of minutes: numbered as BB, without the line of place and day (mẫu 1.9)."""
    return replace(heading(season, printed_on), code="BB", place_date="")


def opening(season: Season) -> tuple[Paragraph, ...]:
    """When and where; the hour is written by hand."""
    place = season.meeting.place or 3 * BLANK
    return (
        Paragraph(f"Thời gian bắt đầu: {BLANK} giờ {BLANK}, {_day(season)}."),
        Paragraph(f"Địa điểm: {place}."),
    )


def closing_words(season: Season, end: str) -> str:
    """When it ended, in how many copies, that it was read out."""
    return (
        f"Hội nghị kết thúc vào {BLANK} giờ {BLANK}, {_day(season)}. Biên bản lập thành {BLANK} bản, đã đọc "
        f"cho mọi người dự họp cùng nghe và thống nhất{end}"
    )


def _day(season: Season) -> str:
    day = season.plan.meeting
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {season.year}"
    # Days below 10 and the months 1 and 2 take a zero (NĐ 30/2020, Phụ lục I).
    month = f"{day.month:02}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def signatures(season: Season) -> Signature:
    """Who writes the minutes at the left, who chairs at the right; names without their offices."""
    meeting = season.meeting
    office = "THƯ KÝ" if season.block.style == "state" else "NGƯỜI GHI BIÊN BẢN"
    return Signature(
        (
            Signer(office, name=_name(meeting.secretary)),
            Signer("CHỦ TRÌ", name=_name(meeting.chair)),
        )
    )


def _name(person: str) -> str:
    """The bare name, as it stands under a signature (NĐ 30/2020, Phụ lục I: without a title)."""
    return nfc(_ADDRESS.sub("", person.partition(",")[0].strip()))


# ---- who took part


def _people(season: Season) -> Iterator[Content]:
    found = sheet(season)
    yield Paragraph("Thành phần tham dự", "heading")
    yield Paragraph(f"Đơn vị thành viên: {summary(found)}.")
    columns = (
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 56),
        Column("who", "Người dự, chức vụ", 52),
        Column("presence", "Dự họp", 26),
        Column("note", "Ghi chú", 34),
    )
    rows = (_person(number, it) for number, it in enumerate(found.lines, 1))
    yield Table(columns, tuple(rows))
    if found.quorum is not None:
        yield Paragraph(quorum_words(found))
    guests = [_guest(it) for it in found.guests if it.presence in ("present", "late")]
    if guests:
        yield Paragraph(f"Đại biểu mời: {'; '.join(guests)}.")
    away = [_guest(it) for it in found.guests if it.presence not in ("present", "late")]
    if away:
        yield Paragraph(f"Đại biểu mời vắng: {'; '.join(away)}.")
    yield Paragraph(f"Chủ trì: {season.meeting.chair or 4 * BLANK}.")
    yield Paragraph(f"Thư ký: {season.meeting.secretary or 4 * BLANK}.")


def _person(number: int, line: Line) -> Row:
    record = line.record
    wrong = "Sai thành phần" if line.is_there and record and record.wrong_composition else ""
    note = "; ".join(it for it in (wrong, record.note if record else "") if it)
    cells = (
        Cell(str(number), Decimal(number)),
        Cell(line.unit.name),
        Cell(record.who if record else ""),
        Cell(PRESENCE[line.presence]),
        Cell(note),
    )
    return Row(line.unit.id, cells)


def _guest(guest: Guest) -> str:
    return ", ".join(it for it in (guest.name, guest.position, guest.organisation) if it)


# ---- part I


def _items(season: Season, part: int) -> Iterator[Paragraph]:
    """What was dealt with, in the order of the agenda, and by whom."""
    found = [it for it in season.meeting.agenda if it.part == part]
    for number, it in enumerate(found, 1):
        person = f" ({it.person})" if it.person else ""
        yield Paragraph(f"{number}. {it.title}{person}.")


def _changes(season: Season) -> Iterator[Content]:
    """Every proposal of the meeting in its order, whatever became of it; a corrigendum has its own paper."""
    known = of_meeting(season)
    yield Paragraph("Thống nhất điểm của từng đơn vị", "heading")
    if not known:
        yield Paragraph("Hội nghị thống nhất điểm như bảng tổng hợp, không có đề nghị sửa điểm.")
        return
    accepted = sum(1 for it in known if it.outcome == "accepted")
    yield Paragraph(
        f"Hội nghị xem xét {len(known)} đề nghị sửa điểm, thông qua {accepted}. Điểm các tiêu chí khác "
        "giữ như bảng tổng hợp."
    )
    yield changes_table(season, known)


def changes_table(season: Season, known: Sequence[Discussion]) -> Table:
    """Proposals with their points before and after, who made them and why, and how they were decided."""
    columns = (
        Column("number", "STT", 11, "center"),
        Column("what", "Đơn vị, tiêu chí", 46),
        Column("old", "Điểm cũ", 17, "right"),
        Column("new", "Điểm đề nghị", 18, "right"),
        Column("why", "Người đề nghị, lý do", 54),
        Column("how", "Quyết định", 34),
    )
    rows = (_change(season, number, it) for number, it in enumerate(known, 1))
    return Table(columns, tuple(rows))


def _change(season: Season, number: int, it: Discussion) -> Row:
    unit, row = season.unit(it.unit), season.table.row(it.criterion)
    criterion = f"{it.criterion} {row.title if row else ''}".strip()
    told = (it.by, it.why, f"Minh chứng: {it.evidence}" if it.evidence else "")
    decided = ". ".join(words for words in (outcome_words(it), it.note) if words)
    cells = (
        Cell(str(number), Decimal(number)),
        Cell(f"{unit.name if unit else it.unit}\n{criterion}"),
        figure(it.old),
        figure(it.new),
        Cell("\n".join(words for words in told if words)),
        Cell(decided),
    )
    return Row(f"change:{number}", cells)


def _ranking(season: Season, standings: Sequence[Standing]) -> Iterator[Content]:
    yield Paragraph("Kết quả chấm điểm, xếp hạng", "heading")
    letter = season.plan.appraisal
    if letter.is_written:
        words = f"văn bản {letter_words(letter)} của {season.pack.board_name}"
        yield Paragraph(f"Kết quả thẩm định: {words}.")
    if season.closings and season.closings[-1].number:
        last = season.closings[-1]
        yield Paragraph(
            f"Điểm, hạng dưới đây đã sửa theo đính chính số {last.number:02} ngày "
            f"{last.closed_on:%d/%m/%Y}; số trước và sau khi sửa ghi ở văn bản đính chính."
        )
    columns = (
        Column("rank", "Hạng", 16, "center"),
        Column("unit", "Đơn vị", 78),
        Column("total", "Tổng điểm", 24, "right"),
        Column("note", "Ghi chú", 62),
    )
    rows = []
    for it in standings:
        unit = it.result.unit
        cells = (
            Cell(rank_text(it)),
            Cell(unit.name),
            figure(it.total),
            Cell(short_notes(it)),
        )
        rows.append(Row(unit.id, cells, "body" if it.rank is not None else "apart"))
    yield Table(columns, tuple(rows))


def _excluded(season: Season, standings: Sequence[Standing]) -> Iterator[Content]:
    """The units that are neither reviewed nor nominated, with the reason and the paper behind it."""
    found = [it.result for it in standings if it.result.excluded is not None]
    if not found:
        return
    yield Paragraph("Đơn vị không bình xét, suy tôn", "heading")
    for it in found:
        own = [fact for fact in season.facts.exclusions if fact.unit == it.unit.id]
        papers = [fact.document for fact in own if fact.document and fact.lifted is None]
        fresh = [paper for paper in papers if paper not in (it.excluded or "")]
        basis = f" ({'; '.join(fresh)})" if fresh else ""
        yield Paragraph(f"- {it.unit.name}: {it.excluded or NOTHING}{basis}.")


def _opinion(season: Season) -> Iterator[Paragraph]:
    """What the body above said; written by hand, as the hours are."""
    if season.pack.board:
        yield Paragraph(f"Ý kiến của đại diện {season.pack.board}: {6 * BLANK}")
