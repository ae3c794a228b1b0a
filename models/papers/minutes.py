"""The minutes of the meeting (biên bản, mẫu 1.9 of NĐ 30/2020/NĐ-CP): who, what was changed, what was voted.

What the records do not say (hours, conclusions, number of copies) stays a blank to be written by hand: of the
agenda only the time that each item took is kept, never the hour. Of a closed year they are made from its first
closed version, the meeting's own; what corrigenda changed since is told at its place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import pairwise

from models.collected import Discussion, Presence
from models.meeting import Guest
from models.meeting_day import agenda
from models.meeting_day.after_meeting import is_recorded
from models.meeting_day.attendance_sheet import Line, Sheet, quorum_words, sheet, summary
from models.meeting_day.closing import changes
from models.meeting_day.discussion import of_meeting, outcome_words, superseded_by
from models.papers.appraisal import letter_words
from models.papers.marks import closing_mark
from models.papers.minutes_votes import Later, votes
from models.papers.numbers import number_in
from models.papers.office import day_words
from models.papers.report import (
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
from models.papers.words import (
    BLANK,
    NOTHING,
    Figures,
    banners,
    block_year,
    calculate,
    figure,
    heading,
    plain_name,
    rank_text,
    short_notes,
)
from models.ranks.ranking import Standing
from models.season import Season
from models.texts import begun

TITLE = "BIÊN BẢN"
_ADDRESS = re.compile(r"^(?:ông|bà|đồng chí|đ/c)\s+", re.IGNORECASE)
PRESENCE: dict[Presence | None, str] = {
    "present": "Có mặt",
    "late": "Đến muộn",
    "absent": "Vắng",
    "excused": "Vắng có lý do",
    None: BLANK,
}


def minutes_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Bien ban {season.meeting.name} {season.year}")


def minutes(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The whole meeting in its two parts."""
    season, standings, later = meeting_day(season, figures)
    end = "./." if season.block.style == "state" else "."
    contents: tuple[Content, ...] = (
        *opening(season),
        *_people(season),
        Paragraph(agenda.PARTS[1], "heading"),
        *_items(season, 1),
        *_changes(season, later),
        *_ranking(season, standings, later),
        *_excluded(standings),
        Paragraph(agenda.PARTS[2], "heading"),
        *_items(season, 2),
        *votes(season, standings, later),
        *_opinion(season),
        Paragraph("Kết luận", "heading"),
        Paragraph(f"Chủ trì kết luận: {6 * BLANK}"),
        Paragraph(closing_words(season, end)),
        signatures(season),
    )
    return Report(
        file_stem=minutes_stem(season, unit_id),
        style=season.block.style,
        heading=_entered(season, minutes_heading(season, printed_on)),
        parts=(Part("Biên bản", TITLE, f"{season.meeting.name}\n{block_year(season)}", contents),),
        printed_on=printed_on,
        banners=banners(season),
        mark=closing_mark(season, season),
    )


def meeting_day(season: Season, figures: Figures) -> tuple[Season, Sequence[Standing], Later]:
    """The season as the meeting left it (its first closed version, where there is one), the ranking of then,
    and what each corrigendum changed since."""
    versions = figures.versions
    if not versions:
        return season, figures.standings, {}
    found: dict[tuple[str, str], list[str]] = {}
    for before, after in pairwise(versions):
        for it in changes(before, after):
            found.setdefault((it.unit.id, it.what), []).append(f"{after.closings[-1].number:02}")
    later = {place: f"xem Đính chính số {', '.join(it)}" for place, it in found.items()}
    first = versions[0]
    own = figures.standings if first is season else calculate(first).standings
    return first, own, later


def minutes_heading(season: Season, printed_on: date) -> Heading:
    """The head of minutes: numbered as BB, without the line of place and day (mẫu 1.9)."""
    return replace(heading(season, printed_on), code="BB", place_date="")


def _entered(season: Season, head: Heading) -> Heading:
    """With the number and symbol under which the minutes were entered at the closing ("Biên bản 07/BB-KTĐ")."""
    found = number_in(season.closings[0].document, head.code) if season.closings else None
    return replace(head, number=found[0], symbol=found[1] or head.symbol) if found else head


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
    return day_words(season.plan.meeting, season.year)


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
    known = found.unknown < found.members
    told = summary(found) if known else f"{BLANK}/{found.members:02} đơn vị có mặt"
    yield Paragraph(f"Đơn vị thành viên: {told}.")
    columns = (
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 56),
        Column("who", "Người dự, chức vụ", 52),
        Column("presence", "Dự họp", 26),
        Column("note", "Ghi chú", 34),
    )
    rows = (_person(number, it) for number, it in enumerate(found.lines, 1))
    yield Table(columns, tuple(rows))
    if found.quorum is not None and known:
        yield Paragraph(quorum_words(found))
    yield from _guests(found)
    yield Paragraph(f"Chủ trì: {season.meeting.chair or 4 * BLANK}.")
    yield Paragraph(f"Thư ký: {season.meeting.secretary or 4 * BLANK}.")


def _guests(found: Sheet) -> Iterator[Paragraph]:
    """Who of the invited was there. A guest counts as present until somebody notes otherwise, so that it is asked
    while no presence at all is noted."""
    unasked = found.unknown == found.members and all(
        it.presence == "present" for it in found.guests
    )
    if found.guests and unasked:
        named = "; ".join(_guest(it) for it in found.guests)
        yield Paragraph(f"Đại biểu mời: [ghi ai có mặt trong số được mời: {named}]", "blank")
        return
    guests = [_guest(it) for it in found.guests if it.presence in ("present", "late")]
    if guests:
        yield Paragraph(f"Đại biểu mời: {'; '.join(guests)}.")
    away = [_guest(it) for it in found.guests if it.presence not in ("present", "late")]
    if away:
        yield Paragraph(f"Đại biểu mời vắng: {'; '.join(away)}.")


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

_OF_RANKING = ("Hạng", "Tổng điểm", "Không bình xét, suy tôn")
"""What a corrigendum says of a unit (`models.meeting_day.closing.changes`) that stands in the ranking."""


def _items(season: Season, part: int) -> Iterator[Paragraph]:
    """What was dealt with, in the order of the agenda and with its number there, and by whom."""
    for number, it in enumerate(season.meeting.agenda, 1):
        if it.part != part:
            continue
        person = f" ({it.person})" if it.person else ""
        yield Paragraph(f"{number}. {it.title}{person}.")


def _changes(season: Season, later: Later) -> Iterator[Content]:
    """Every proposal of the meeting in its order, whatever became of it; a corrigendum has its own paper."""
    known = of_meeting(season)
    yield Paragraph("Thống nhất điểm của từng đơn vị", "heading")
    if not known:
        asked = "[Thống nhất điểm: ghi từng đề nghị sửa điểm và quyết định của hội nghị]"
        yield (
            Paragraph("Hội nghị thống nhất điểm như bảng tổng hợp, không có đề nghị sửa điểm.")
            if is_recorded(season)
            else Paragraph(asked, "blank")
        )
        return
    accepted = sum(1 for it in known if it.outcome == "accepted")
    yield Paragraph(
        f"Hội nghị xem xét {len(known)} đề nghị sửa điểm, thông qua {accepted}. Điểm các tiêu chí khác "
        "giữ như bảng tổng hợp."
    )
    yield changes_table(season, known, later)


def changes_table(season: Season, known: Sequence[Discussion], later: Later) -> Table:
    """Proposals in order of time with their points before and after, who made them and why, how they were
    decided, and what took the place of that decision since."""
    columns = (
        Column("number", "STT", 11, "center"),
        Column("what", "Đơn vị, tiêu chí", 46),
        Column("old", "Điểm cũ", 17, "right"),
        Column("new", "Điểm đề nghị", 18, "right"),
        Column("why", "Người đề nghị, lý do", 54),
        Column("how", "Quyết định", 34),
    )
    rows = (_change(season, number, it, later) for number, it in enumerate(known, 1))
    return Table(columns, tuple(rows))


def _replaced(season: Season, it: Discussion, later: Later) -> str:
    """That a later decision on the same points stands in the place of this one, or a corrigendum does."""
    if it.outcome != "accepted":
        return ""
    other = superseded_by(season, it)
    if other is not None:
        return f"Đã thay bằng quyết định sau: {figure(other.new).text}"
    row = season.table.row(it.criterion)
    since = later.get((it.unit, f"{row.code} {row.title}"), "") if row else ""
    return begun(since)


def _decided(season: Season, it: Discussion) -> str:
    """How it was decided; outside the meeting it is the head who decides, unless hands were counted."""
    words = outcome_words(it)
    if not it.decided_in or it.method == "hands" or it.outcome not in ("accepted", "rejected"):
        return words
    who = f"Trưởng {season.block.word.lower()} quyết định trong lần đính chính"
    return f"{words.partition(',')[0]}: {who}"


def _change(season: Season, number: int, it: Discussion, later: Later) -> Row:
    unit, row = season.unit(it.unit), season.table.row(it.criterion)
    criterion = f"{it.criterion} {row.title if row else ''}".strip()
    told = (it.by, it.why, f"Minh chứng: {it.evidence}" if it.evidence else "")
    decided = ". ".join(words for words in (_decided(season, it), it.note) if words)
    replaced = _replaced(season, it, later)
    cells = (
        Cell(str(number), Decimal(number)),
        Cell(f"{unit.name if unit else it.unit}\n{criterion}"),
        figure(it.old),
        figure(it.new),
        Cell("\n".join(words for words in told if words)),
        Cell("\n".join(words for words in (decided, replaced) if words)),
    )
    return Row(f"change:{number}", cells)


def _ranking(season: Season, standings: Sequence[Standing], later: Later) -> Iterator[Content]:
    """Points and ranks of the meeting; who is kept out of the review has no total to be compared."""
    yield Paragraph("Kết quả chấm điểm, xếp hạng", "heading")
    letter = season.plan.appraisal
    if letter.is_written:
        words = f"văn bản {letter_words(letter)} của {season.pack.board_name}"
        yield Paragraph(f"Kết quả thẩm định: {words}.")
    if later:
        yield Paragraph(
            f"Số liệu trong biên bản là của bản chốt số {season.closings[-1].number:02} ngày "
            f"{season.closings[-1].closed_on:%d/%m/%Y}; chỗ đã sửa sau hội nghị có ghi “xem Đính chính”."
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
        since = (later.get((unit.id, what), "") for what in _OF_RANKING)
        notes = dict.fromkeys(words for words in (short_notes(it), *since) if words)
        cells = (
            Cell(rank_text(it)),
            Cell(unit.name),
            figure(it.total if it.result.excluded is None else None),
            Cell(begun("; ".join(notes))),
        )
        rows.append(Row(unit.id, cells, "body" if it.rank is not None else "apart"))
    yield Table(columns, tuple(rows))


def _excluded(standings: Sequence[Standing]) -> Iterator[Content]:
    """The units that are neither reviewed nor nominated, with the reason and the paper behind it."""
    found = [it.result for it in standings if it.result.excluded is not None]
    if not found:
        return
    yield Paragraph("Đơn vị không bình xét, suy tôn", "heading")
    for it in found:
        yield Paragraph(f"- {it.unit.name}: {it.excluded or NOTHING}.")


def _opinion(season: Season) -> Iterator[Paragraph]:
    """What the body above said; written by hand, as the hours are."""
    if season.pack.board:
        yield Paragraph(f"Ý kiến của đại diện {season.pack.board}: {6 * BLANK}")
