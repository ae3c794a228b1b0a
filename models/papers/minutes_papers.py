"""Two short papers of the meeting: the counting minutes (biên bản kiểm phiếu), the backdrop text (maket)."""

from datetime import date

from models.hall.scenes_meeting import backdrop_lines
from models.papers import meeting_plan
from models.papers.marks import closing_mark
from models.papers.minutes import (
    closing_words,
    meeting_day,
    minutes_heading,
    opening,
    signatures,
)
from models.papers.minutes_votes import votes
from models.papers.phrases import head_name, paper_words
from models.papers.report import Content, Paragraph, Part, Report, Signature, Signer
from models.papers.words import (
    BLANK,
    UNOFFICIAL,
    Figures,
    banners,
    block_year,
    heading,
    plain_name,
)
from models.season import Season
from models.voting.ballots_faults import by_hands, by_points
from models.voting.vote_rounds import rounds

COUNTING = "BIÊN BẢN KIỂM PHIẾU"
BACKDROP = "MAKET HỘI NGHỊ"


def has_votes(season: Season) -> bool:
    """Whether there is anything to count."""
    return bool(season.meeting.ballots)


def counting_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Bien ban kiem phieu {season.meeting.name} {season.year}")


def counting_minutes(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Every vote with its rounds as it was counted; the counters sign at the left. Who counted hands is told
    there and no counter of papers; where only hands were counted the secretary signs as under any minutes."""
    season, standings, later = meeting_day(season, figures)
    papers = [
        it
        for chain in rounds(season.meeting)
        for it in chain
        if not (by_hands(it) or by_points(it))
    ]
    counters = dict.fromkeys(it.count.counted_by for it in papers)
    named = "; ".join(it for it in counters if it) or 6 * BLANK
    end = "./." if season.block.style == "state" else "."
    signed = signatures(season)
    if papers:
        team = Signer("TỔ KIỂM PHIẾU", "(từng người ký, ghi rõ họ tên)")
        signed = Signature((team, signed.signers[-1]))
    contents: tuple[Content, ...] = (
        *opening(season),
        *([Paragraph(f"Tổ kiểm phiếu: {named}.")] if papers else ()),
        *votes(season, standings, later),
        Paragraph(closing_words(season, end).replace("Hội nghị", "Việc kiểm phiếu", 1)),
        signed,
    )
    subject = f"{season.meeting.name}\n{block_year(season)}"
    return Report(
        file_stem=counting_stem(season, unit_id),
        style=season.block.style,
        heading=minutes_heading(season, printed_on),
        parts=(Part("Kiểm phiếu", COUNTING, subject, contents),),
        printed_on=printed_on,
        banners=banners(season),
        mark=closing_mark(season, season),
    )


def backdrop_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Maket {season.meeting.name} {season.year}")


def backdrop(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The backdrop text in its frame, as an annex of the plan (S0, 2.6); it says no result."""
    blank = f"số {BLANK} ngày {BLANK} tháng {BLANK} năm {season.year}"
    known = paper_words(season, season.plan.record(meeting_plan.KEY), "KH")
    plan = f"(Kèm theo Kế hoạch {known or blank} của {head_name(season)})"
    text = Paragraph("\n".join(backdrop_lines(season)), "display")
    return Report(
        file_stem=backdrop_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Maket", BACKDROP, plan, (text,), landscape=True),),
        printed_on=printed_on,
        banners=tuple(it for it in banners(season) if it != UNOFFICIAL),
        is_annex=True,
    )
