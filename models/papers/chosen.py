"""What follows the vote: the submission for the awards (Tờ trình) and the notice of next year's head and deputy."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.ballot import Purpose
from models.meeting_day.after_meeting import is_recorded
from models.meeting_day.attendance_sheet import sheet
from models.papers.office import bases, ended, in_force, signed_by_head
from models.papers.phrases import basis_words, flag_name, head_name, meeting_paper_words
from models.papers.prose import ProseField, drafted, written
from models.papers.report import Cell, Column, Content, Paragraph, Part, Report, Row, Table
from models.papers.words import (
    BLANK,
    Figures,
    banners,
    block_year,
    figure,
    heading,
    plain_name,
    rank_text,
)
from models.points import round_points, show_short
from models.ranks.ranking import Standing
from models.ranks.winners import OFFICES, Chain, Winners, everybody, of_office, votes_for
from models.season import Season
from models.texts import begun
from models.voting.ballots_faults import votes_of
from models.voting.counting import BASE_WORDS, outcome
from models.voting.vote_rounds import rounds

SUBMISSION, NOTICE = "to-trinh", "thong-bao-truong-khoi"
PEOPLE = ProseField(
    "ca-nhan",
    "II. CÁ NHÂN",
    "Cá nhân đề nghị khen thưởng: họ tên, chức vụ, đơn vị, hình thức; không có thì ghi “Không”",
)
DOSSIER = ProseField("ho-so", "Hồ sơ kèm theo", "Hồ sơ gửi kèm tờ trình")
HANDOVER = ProseField("ban-giao", "Bàn giao", "Thời gian, nội dung bàn giao giữa hai đơn vị")
SUBMISSION_PROSE = (PEOPLE, DOSSIER)
NOTICE_PROSE = (HANDOVER,)
_COLUMNS = (
    Column("number", "STT", 12, "center"),
    Column("unit", "Tên tập thể", 56),
    Column("award", "Hình thức đề nghị", 42),
    Column("rank", "Xếp hạng", 16, "center"),
    Column("total", "Tổng điểm", 20, "right"),
    Column("vote", "Kết quả bình xét, suy tôn", 44),
)
_HUNDRED = 100


def submission_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"To trinh de nghi khen thuong {season.year}")


def notice_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Thong bao Truong Pho {season.block.word} {season.year + 1}")


def submission(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Who is proposed for what, by the confirmed votes of the meeting; its dossier goes with it."""
    record = season.plan.record(SUBMISSION)
    found = [it for it in everybody(season, figures.standings) if not _is_office(season, it)]
    contents: tuple[Content, ...] = (
        *bases(in_force(season), [meeting_paper_words(season)]),
        *_proposed(season, found),
        Paragraph("I. TẬP THỂ", "part"),
        *_collectives(season, figures, found),
        Paragraph(PEOPLE.title, "part"),
        *written(record, PEOPLE),
        *drafted(record, DOSSIER, "Có hồ sơ kèm theo."),
        *ended((Paragraph("Kính trình cấp có thẩm quyền xem xét, quyết định."),), season),
        signed_by_head(season, record, answered=True),
    )
    subject = f"Đề nghị tặng {flag_name(season)} năm {season.year}\n{season.block.name}"
    to = (6 * BLANK, *((season.pack.board,) if season.pack.board else ()))
    return Report(
        file_stem=submission_stem(season, unit_id),
        style=season.block.style,
        heading=replace(heading(season, printed_on), to=to),
        parts=(Part("Tờ trình", "TỜ TRÌNH", subject, contents),),
        printed_on=printed_on,
        banners=banners(season),
    )


def notice(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Who runs the block next year, by the confirmed votes."""
    record = season.plan.record(NOTICE)
    word, year = season.block.word, season.year + 1
    contents: tuple[Content, ...] = (
        *bases(in_force(season), [meeting_paper_words(season)]),
        Paragraph(
            f"{head_name(season)} thông báo kết quả bầu Trưởng {word.lower()}, Phó Trưởng {word.lower()} năm "
            f"{year} của {season.block.name} như sau:"
        ),
        *(_office(season, figures, place, it) for place, it in enumerate(OFFICES, 1)),
        *written(record, HANDOVER),
        *ended((Paragraph("Thông báo để các đơn vị biết, phối hợp thực hiện."),), season),
        signed_by_head(season, record),
    )
    subject = f"Trưởng {word.lower()}, Phó Trưởng {word.lower()} năm {year}\n{season.block.name}"
    return Report(
        file_stem=notice_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Thông báo", "THÔNG BÁO", subject, contents),),
        printed_on=printed_on,
        banners=banners(season),
    )


# ---- the submission


def _is_office(season: Season, it: Winners) -> bool:
    return it.quota is None and it.title.endswith(
        f" {season.block.word.lower()} năm {season.year + 1}"
    )


def _proposed(season: Season, found: list[Winners]) -> Iterator[Paragraph]:
    attended = sheet(season)
    there = f"; {attended.there}/{attended.members} đơn vị dự họp" if attended.there else ""
    day = season.plan.meeting
    held = f", họp ngày {day:%d/%m/%Y}," if day else ""
    who = f"{season.meeting.name} {block_year(season)}{held}"
    if is_recorded(season) or any(it.by for it in found):
        yield Paragraph(f"{who} đã bình xét, suy tôn đơn vị đề nghị khen thưởng{there}.")
    else:
        yield Paragraph(f"{who} [ghi kết quả bình xét, suy tôn của hội nghị].", "blank")
    known = [it for it in found if it.chosen]
    counted = "; ".join(f"{it.title} cho {len(it.chosen):02} tập thể" for it in known)
    if counted:
        yield Paragraph(f"{head_name(season)} đề nghị xét tặng năm {season.year}: {counted}.")


def _collectives(season: Season, figures: Figures, found: list[Winners]) -> Iterator[Content]:
    standings = {it.result.unit.id: it for it in figures.standings}
    rows = [(award, unit) for award in found for unit in award.chosen]
    if rows:
        made = (
            _row(season, figures, place, award, standings[unit])
            for place, (award, unit) in enumerate(rows, 1)
        )
        yield Table(_COLUMNS, tuple(made))
    for award in found:
        if award.is_open or (award.left and award.tied):
            why = (
                "chưa có kết quả bỏ phiếu được xác nhận"
                if award.is_open
                else "còn đơn vị bằng nhau"
            )
            yield Paragraph(f"{award.title}: [{why}]", "blank")
    if not found:
        yield Paragraph(
            "[Đơn vị được đề nghị: chưa có hình thức khen thưởng nào được bình xét]", "blank"
        )
    elif not rows and not any(it.is_open or it.tied for it in found):
        yield (
            Paragraph("Không có tập thể nào được đề nghị.")
            if is_recorded(season)
            else Paragraph("[Tập thể được đề nghị: ghi theo kết quả của hội nghị]", "blank")
        )


def _row(season: Season, figures: Figures, place: int, award: Winners, standing: Standing) -> Row:
    unit = standing.result.unit
    cells = (
        Cell(str(place), Decimal(place)),
        Cell(unit.name),
        Cell(award.title),
        Cell(rank_text(standing)),
        figure(standing.total),
        Cell(_decided(season, figures, award, unit.id)),
    )
    return Row(f"{place}:{unit.id}", cells)


def _decided(season: Season, figures: Figures, award: Winners, unit: str) -> str:
    if unit in award.by_rank:
        return "Theo điểm, không bỏ phiếu" if is_recorded(season) else BLANK
    chains = votes_for(season, award.title)
    votes = elected_votes(figures.standings, chains, unit)
    basis = begun(basis_words(season, award))
    return f"{basis}: {votes}" if votes else basis


def elected_votes(standings: Sequence[Standing], chains: tuple[Chain, ...], unit: str) -> str:
    """The votes that elected a unit: "6/9 số phiếu hợp lệ (66,67%)"; "" where none were counted."""
    for it in (ballot for chain in chains for ballot in reversed(chain)):
        found = outcome(it, standings=standings)
        votes = votes_of(it.count, unit).votes
        if (
            it.is_closed
            and unit in found.elected
            and votes is not None
            and found.base
            and it.threshold
        ):
            share = round_points(Decimal(votes) * _HUNDRED / Decimal(found.base), 2)
            base = BASE_WORDS[it.threshold.base]
            return f"{votes}/{found.base} {base} ({show_short(share)}%)"
    return ""


# ---- the notice


def _office(season: Season, figures: Figures, place: int, purpose: Purpose) -> Paragraph:
    word, year = season.block.word.lower(), season.year + 1
    found = of_office(season, figures.standings, purpose)
    title = f"{'Trưởng' if purpose == 'head' else 'Phó Trưởng'} {word} năm {year}"
    units = [unit for key in found.chosen if (unit := season.unit(key))] if found else []
    if not units:
        return Paragraph(f"{place}. {title}: [chưa có kết quả bầu được xác nhận]", "blank")
    chains = tuple(it for it in rounds(season.meeting) if it[0].purpose == purpose)
    said = []
    for unit in units:
        votes = elected_votes(figures.standings, chains, unit.id)
        said.append(f"{unit.name}, {votes}" if votes else unit.name)
    return Paragraph(f"{place}. {title}: {'; '.join(said)}.")
