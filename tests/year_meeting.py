"""The rest of the recorded year: the meeting day, the closed result, its corrigendum, every paper exported."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from exporters import FORMATS
from models.award_rules import Threshold
from models.ballot import Ballot, Count, Purpose, VoteLine
from models.collected import Discussion, Presence
from models.collecting.taking import Taking
from models.meeting import Guest
from models.meeting_day import agenda, attendance_sheet, discussion
from models.meeting_day.closing import checklist, open_points
from models.papers.kinds import PAPERS
from models.voting.ballots import names_of, new_ballot
from models.voting.counting import run_off
from models.voting.vote_rounds import with_ballot
from models.voting.votes_together import confirm
from tests.ui.collecting_forms import UNITS
from tests.year_replay import (
    Clerk,
    appraisal,
    block_scores,
    facts,
    forms,
    half_year,
    new_book,
    papers,
    spring,
    table_issued,
    texts,
)
from ui.files import exporting
from ui.words.closing_words import accounted

HALF = Threshold("own", "Quá nửa", "ballot", "valid", 1, 2)
PROGRAM = "0.0.0"
"""The version of the program that the closed results name: none, so that they are the same for every one."""
OPEN = "Chờ xếp loại tổ chức đảng cuối năm"
WRONG = "Cộng sai điểm III.2.1 của Ban Dân vận"


def play(clerk: Clerk) -> None:
    """The year from the first act to the closed corrigendum."""
    new_book(clerk)
    table_issued(clerk)
    spring(clerk)
    half_year(clerk)
    forms(clerk)
    papers(clerk)
    facts(clerk)
    block_scores(clerk)
    appraisal(clerk)
    texts(clerk)
    meeting(clerk)
    proposed(clerk)
    votes(clerk)
    closed(clerk)
    corrected(clerk)


# ---- the meeting day


def meeting(clerk: Clerk) -> None:
    """The agenda, guests, who is there."""
    clerk.at(18, 12)
    made = replace(
        clerk.season.meeting,
        begins="08:00",
        place="Hội trường Tỉnh ủy",
        chair="Đại diện Ban Nội chính Tỉnh ủy",
        secretary="Văn phòng Ban",
        agenda=agenda.proposed(clerk.season),
        guests=(Guest("Đại diện Ban", "Phó Trưởng ban", "Ban Thi đua - Khen thưởng tỉnh"),),
    )
    clerk.session.set_meeting(made, "lập chương trình hội nghị")
    clerk.at(19, 12)
    there: dict[str, Presence] = dict.fromkeys(UNITS, "present")
    old, new = attendance_sheet.noted(clerk.season, there | {"btg": "late", "bdv": "excused"})
    clerk.note("ghi dự họp", new, old)
    first = clerk.season.meeting.agenda[0].code
    clerk.session.note_meeting(agenda.stand_at(clerk.season.meeting, first), "bắt đầu hội nghị")


def proposed(clerk: Clerk) -> None:
    """Three proposals: one agreed, one by a show of hands, one rejected."""
    hands = {"outcome": "accepted", "method": "hands", "for_": 6, "against": 2}
    refused = {"outcome": "rejected", "note": "Không có minh chứng mới"}
    for unit, criterion, new, by, why, decision in (
        ("btc", "I.2.1", "9", "Ban Dân vận", "Một chỉ tiêu chậm", {"outcome": "accepted"}),
        ("blc", "I.1.2", "7.75", "Báo Lào Cai", "Đã bổ sung minh chứng", hands),
        ("btg", "I.1.1", "12", "Ban Tuyên giáo", "Có thêm báo cáo", refused),
    ):
        propose(clerk, Discussion(unit, criterion, new=Decimal(new), by=by, why=why), decision)


def propose(clerk: Clerk, it: Discussion, decision: Mapping[str, object]) -> None:
    session = clerk.session
    made = discussion.propose(clerk.season, session.results, it)
    session.take_in("nêu đề nghị sửa điểm", Taking("nêu đề nghị sửa điểm", new_facts=(made,)))
    taking = discussion.decide(clerk.season, session.results, made, decision)
    session.take_in(taking.label, taking)


def votes(clerk: Clerk) -> None:
    """The flag needs a second round; next year's head and deputy are elected."""
    award = clerk.season.pack.quotas[0].award
    ranked = [it.result.unit.id for it in clerk.session.standings if it.rank is not None][:2]
    first = new_ballot(clerk.season, clerk.session.standings, "award", award)
    named = tuple(names_of(clerk.season)[it] for it in ranked)
    first = replace(first, style="choose", candidates=tuple(ranked), names=named)
    tied = counted(clerk, first, dict(zip(ranked, (4, 4), strict=True)))
    again = run_off(tied, clerk.session.standings)
    counted(clerk, again, dict(zip(ranked, (6, 2), strict=True)))
    elected(clerk, "head", {"btc": 6, "bnc": 2})
    elected(clerk, "deputy", {"vptu": 5, "ubkt": 3})


def elected(clerk: Clerk, purpose: Purpose, votes: Mapping[str, int]) -> None:
    made = new_ballot(clerk.season, clerk.session.standings, purpose)
    counted(clerk, made, votes)


def counted(clerk: Clerk, ballot: Ballot, votes: Mapping[str, int]) -> Ballot:
    """Eight papers out, eight back; the result is confirmed and kept."""
    lines = tuple(VoteLine(it, votes.get(it, 0)) for it in ballot.candidates)
    count = Count(8, 8, 8, 0, 0, lines, "3 người")
    made = replace(ballot, threshold=HALF, count=count)
    season = clerk.season
    meeting = with_ballot(season.meeting, made)
    clerk.session.set_meeting(meeting, f"kiểm phiếu: {made.title}, vòng {made.round}")
    done = confirm(clerk.season, clerk.session.standings, made)
    kept = with_ballot(clerk.season.meeting, done)
    clerk.session.set_meeting(kept, f"xác nhận kết quả: {made.title}, vòng {made.round}")
    return done


def closed(clerk: Clerk) -> None:
    """The result of the meeting, what is still open accounted for."""
    close(clerk, OPEN, "03-BB/KTĐ")


def close(clerk: Clerk, reason: str, document: str) -> None:
    session, today = clerk.session, clerk.moment.date()
    found = checklist(clerk.season, session.results, session.standings, today)
    left = {it.title: "" for it in open_points(found)}
    session.close_year(today, PROGRAM, accounted(reason, left), document)


def corrected(clerk: Clerk) -> None:
    """One figure was added up wrongly: opened with a reason, changed, closed as 01."""
    clerk.at(22, 12)
    clerk.session.open_year(WRONG)
    right = Discussion("bdv", "III.2.1", new=Decimal("1.5"), why="Cộng sai", raised_in=1)
    propose(clerk, right, {"outcome": "accepted"})
    close(clerk, WRONG, "12-TB/KTĐ")


def exported(clerk: Clerk) -> dict[str, list[Path]]:
    """Every paper in every format, of one unit where one is made for each: its files by its key."""
    clerk.at(23, 12)
    season, today, folder = clerk.season, clerk.moment.date(), clerk.folder / "van-ban"
    versions = clerk.session.closed_versions()
    folder.mkdir()
    found: dict[str, list[Path]] = {}
    for key, kind in PAPERS.items():
        units = kind.units(season, season.units, today)[-1:]
        made = exporting.paper_files([key], season, units, folder, list(FORMATS), today, versions)
        exporting.write_files(made, found.setdefault(key, []))
    return found
