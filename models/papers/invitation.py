"""The invitation to the meeting (Giấy mời, mẫu 1.7 of NĐ 30/2020/NĐ-CP): one with a list, one for each unit, or a
letter for each guest."""

from collections.abc import Iterator, Sequence
from datetime import date

from models.meeting import Guest
from models.meeting_day.agenda import minutes_of_day
from models.papers.office import ended, signed_by_head
from models.papers.phrases import head_name, meeting_time
from models.papers.prose import ProseField, drafted
from models.papers.report import Content, Paragraph, Part, Report
from models.papers.words import Figures, banners, block_year, heading, plain_name
from models.season import Season
from models.texts import begun

KEY, OF_UNIT, OF_GUEST = "giay-moi", "giay-moi-don-vi", "giay-moi-khach"
NOTE = ProseField("luu-y", "Lưu ý", "Điều người dự cần mang theo, chuẩn bị")
PROSE = (NOTE,)
_BRING = (
    "Đề nghị đơn vị mang theo hồ sơ minh chứng điểm tự chấm, báo cáo tham luận đã đăng ký; cử đúng thành "
    "phần dự họp."
)


def invitation_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Giay moi {season.meeting.name} {season.year}")


def unit_stem(season: Season, unit_id: str) -> str:
    """Name of a unit's file, without its suffix; the number parts units of one plain name."""
    place = [it.id for it in season.units].index(unit_id)
    return plain_name(f"Giay moi {season.year} - {place + 1:02} {season.units[place].name}")


def guest_stem(season: Season, _unit: str) -> str:
    """Name of the file with the letters of all guests, without its suffix."""
    return plain_name(f"Giay moi tung khach {season.meeting.name} {season.year}")


def invitation(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """One invitation for all: the guests by name, the units beside the one that invites."""
    lines = [f"- {_guest(it)};" for it in season.meeting.guests]
    others = [it.name for it in season.units if it.id != season.head]
    if others:
        lines.append(
            f"- Đại diện lãnh đạo {len(others):02} đơn vị thành viên: {'; '.join(others)};"
        )
    if lines:
        lines[-1] = f"{lines[-1][:-1]}."
        invited = [Paragraph(it, "line") for it in lines]
    else:
        asked = "[Người được mời: ghi khách mời ở trang Hội nghị, nhập danh sách đơn vị]"
        invited = [Paragraph(asked, "blank")]
    words = (Paragraph(f"{_host(season)} trân trọng kính mời:"), *invited)
    return _report(season, invitation_stem(season, unit_id), (KEY, ""), [words], printed_on)


def unit_invitation(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The same for one unit."""
    unit = season.unit(unit_id)
    assert unit is not None, "a paper of a unit is asked for one of the block"
    words = _alone(season, f"Đại diện lãnh đạo {unit.name}")
    return _report(season, unit_stem(season, unit_id), (OF_UNIT, unit_id), [words], printed_on)


def guest_invitations(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """A letter for each guest of the meeting, one after the other in one document."""
    each = [_alone(season, _guest(it)) for it in season.meeting.guests]
    if not each:
        asked = "[họ tên, chức vụ, cơ quan: ghi khách mời ở trang Hội nghị]"
        each = [(Paragraph(f"{_host(season)} trân trọng kính mời: {asked}", "blank"),)]
    return _report(season, guest_stem(season, unit_id), (OF_GUEST, ""), each, printed_on)


def _alone(season: Season, who: str) -> tuple[Paragraph, ...]:
    return (Paragraph(f"{_host(season)} trân trọng kính mời: {who}."),)


def _report(
    season: Season,
    stem: str,
    named: tuple[str, str],
    each: Sequence[tuple[Paragraph, ...]],
    printed_on: date,
) -> Report:
    """`named` are the kind of the paper and whose it is, `each` the words that say who is invited, letter by letter."""
    # What is to be brought along concerns the units, and is written once, with the invitation for all.
    bring = () if named[0] == OF_GUEST else drafted(season.plan.record(KEY), NOTE, _BRING)
    rest: tuple[Content, ...] = (
        *_details(season),
        *bring,
        *ended((Paragraph("Đề nghị đại biểu đến dự đúng thời gian, địa điểm."),), season),
        signed_by_head(season, season.plan.record(*named)),
    )
    subject = f"{season.meeting.name}\n{block_year(season)}"
    sheets = (
        ["Giấy mời"] if len(each) == 1 else [f"Giấy mời {it:02}" for it in range(1, len(each) + 1)]
    )
    return Report(
        file_stem=stem,
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=tuple(
            Part(sheet, "GIẤY MỜI", subject, (*words, *rest), opens=True)
            for sheet, words in zip(sheets, each, strict=True)
        ),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def _host(season: Season) -> str:
    return begun(head_name(season))


def _details(season: Season) -> Iterator[Paragraph]:
    meeting = season.meeting
    yield Paragraph(f"Tới dự {meeting.name} {block_year(season)}.")
    yield (
        Paragraph(f"Chủ trì: {meeting.chair.rstrip('.')}.")
        if meeting.chair
        else Paragraph("Chủ trì: [người chủ trì, ghi ở trang Hội nghị]", "blank")
    )
    yield from when_and_where(season)


def when_and_where(season: Season) -> Iterator[Paragraph]:
    """Time and place of the meeting, as far as they are known."""
    meeting = season.meeting
    is_known = season.plan.meeting and minutes_of_day(meeting.begins) is not None
    yield Paragraph(f"Thời gian: {meeting_time(season)}.", "body" if is_known else "blank")
    yield (
        Paragraph(f"Địa điểm: {meeting.place.rstrip('.')}.")
        if meeting.place
        else Paragraph("Địa điểm: [địa điểm họp, ghi ở trang Hội nghị]", "blank")
    )


def _guest(guest: Guest) -> str:
    return ", ".join(it for it in (guest.name, guest.position, guest.organisation) if it)
