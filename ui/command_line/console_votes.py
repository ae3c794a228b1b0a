"""Votes without a window: every round with its result, and a count written into the file. No Qt.

docs/CLI.md describes both commands.
"""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from models.award_rules import Threshold
from models.ballot import Ballot, Count, VoteLine
from models.errors import AppError
from models.ranks.ranking import Standing, rank
from models.scores.scoring import score
from models.season import Season
from models.voting.ballots import names_of
from models.voting.ballots_faults import PAPERS, by_points, name_of
from models.voting.counting import Outcome, base_of, faults, outcome
from models.voting.vote_rounds import find, result_words, with_ballot
from models.voting.votes_together import confirm, faults_of_meeting
from storage.audit import Act
from storage.block_file import BlockFile
from ui.book import places
from ui.command_line import console_json as as_json

_MOST = 1_000_000


def add_arguments(vote: argparse.ArgumentParser, count: argparse.ArgumentParser) -> None:
    """What both commands take beside the file."""
    vote.add_argument("--json", action="store_true")
    count.add_argument("code", metavar="MÃ", help="mã vòng bỏ phiếu, xem lệnh vote")
    for key, words in PAPERS:
        count.add_argument(f"--{key}", metavar="SỐ", help=words)
    count.add_argument("--votes", nargs="+", default=[], metavar="ĐƠN_VỊ=SỐ")
    count.add_argument("--against", nargs="+", default=[], metavar="ĐƠN_VỊ=SỐ", help="không đồng ý")
    count.add_argument("--second", action="store_true", help="ghi là lần kiểm thứ hai")
    count.add_argument("--close", action="store_true", help="xác nhận kết quả của vòng")
    count.add_argument("--json", action="store_true")


def listing(season: Season) -> list[dict[str, Any]]:
    """Every round of every vote with what is needed, its faults and its outcome."""
    standings = rank(score(season), season.pack)
    return [_round(season, it, standings) for it in season.meeting.ballots]


def lines(season: Season) -> list[str]:
    """The same to read in a terminal."""
    standings, names = rank(score(season), season.pack), names_of(season)
    head = f"{season.block.name}, năm {season.year}"
    told = [head if season.is_final else f"{head} – CHƯA CHÍNH THỨC"]
    for it in season.meeting.ballots:
        found = outcome(it, names, standings)
        closed = "đã xác nhận" if it.is_closed else "chưa xác nhận"
        told.append(f"{it.code}: {it.title}, vòng {it.round} ({closed})")
        told += [f"    {name_of(it, line.candidate, names)}: {line.words}" for line in found.lines]
        told.append(f"    {result_words(season, it, found)}")
        told += [
            f"    {it.what} {it.advice}" for it in faults_of_meeting(season, standings, it.code)
        ]
    return told if season.meeting.ballots else [*told, "Chưa có lần bỏ phiếu nào."]


def write_count(options: argparse.Namespace) -> dict[str, Any]:
    """Write a count into the file; the round as it stands then. Raises `AppError` for one that cannot be,
    and writes nothing then."""
    now = datetime.now()
    path: Path = options.file
    with BlockFile.open(path, now=now, backups=places.backups()) as book:
        if book.read_only:
            raise AppError(book.read_only_reason)
        season = book.snapshot()
        standings = rank(score(season), season.pack)
        ballot = counted(season, options, standings)
        second = " lần hai" if options.second else ""
        label = f"kiểm phiếu{second} – {ballot.title}, vòng {ballot.round}"
        meeting = with_ballot(season.meeting, ballot)
        book.set_meeting(season.year, meeting, Act(now, label))
        return _round(replace(season, meeting=meeting), ballot, standings)


def counted(season: Season, options: argparse.Namespace, standings: Sequence[Standing]) -> Ballot:
    """The round with the count that was given; what is not given stays as it was."""
    ballot = find(season.meeting, options.code)
    if ballot is None:
        known = ", ".join(it.code for it in season.meeting.ballots) or "chưa có vòng nào"
        raise AppError(f"Không có vòng bỏ phiếu “{options.code}”. Các vòng: {known}.")
    if ballot.is_closed:
        raise AppError(f"Kết quả vòng “{ballot.code}” đã xác nhận. Mở lại trong cửa sổ rồi sửa.")
    made = _with_count(ballot, options)
    names = names_of(season)
    if found := faults(made, names):
        raise AppError(found[0].text)
    return confirm(season, standings, made) if options.close else made


def _with_count(ballot: Ballot, options: argparse.Namespace) -> Ballot:
    given = {key: _whole(getattr(options, key), f"--{key}") for key, _ in PAPERS}
    votes = _by_unit(ballot, options.votes, "--votes")
    against = _by_unit(ballot, options.against, "--against")
    papers = {key: value for key, value in given.items() if value is not None}
    if by_points(ballot) and (papers or votes or against):
        raise AppError("Lần này lấy theo điểm, không bỏ phiếu: không có số phiếu để ghi.")
    if not (papers or votes or against):
        return ballot
    before = (ballot.second or Count()) if options.second else ballot.count
    known = {it.candidate: it for it in before.votes}
    made = []
    for unit in ballot.candidates:
        line = known.get(unit, VoteLine(unit))
        line = replace(line, votes=votes.get(unit, line.votes))
        line = replace(line, against=against.get(unit, line.against))
        if line != VoteLine(unit):
            made.append(line)
    kept = {key: papers.get(key, getattr(before, key)) for key, _ in PAPERS}
    count = Count(
        kept["issued"],
        kept["returned"],
        kept["valid"],
        kept["invalid"],
        kept["blank"],
        tuple(made),
        before.counted_by,
    )
    return replace(ballot, second=count) if options.second else replace(ballot, count=count)


def _whole(text: str | None, option: str) -> int | None:
    if text is None:
        return None
    if not (text.isascii() and text.isdigit()) or int(text) > _MOST:
        raise AppError(f"{option} “{text}”: ghi số nguyên từ 0 trở lên.")
    return int(text)


def _by_unit(ballot: Ballot, given: Sequence[str], option: str) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for it in given:
        unit, _, figure = it.rpartition("=")
        if unit not in ballot.candidates:
            known = ", ".join(ballot.candidates)
            raise AppError(f"{option} “{it}”: không có đơn vị này trên phiếu. Trên phiếu: {known}.")
        if unit in found:
            raise AppError(f"{option}: đơn vị “{unit}” ghi hai lần.")
        found[unit] = _whole(figure, f"{option} {unit}") or 0
    if found and option == "--against" and ballot.style != "agree":
        raise AppError("Phiếu này chỉ chọn đơn vị, không có cột không đồng ý.")
    return found


# ---- JSON


def _round(season: Season, ballot: Ballot, standings: Sequence[Standing]) -> dict[str, Any]:
    names = names_of(season)
    found = outcome(ballot, names, standings)
    return {
        "code": ballot.code,
        "title": ballot.title,
        "purpose": ballot.purpose,
        "award": ballot.award,
        "round": ballot.round,
        "follows": ballot.follows or None,
        "style": ballot.style,
        "seats": ballot.seats,
        "threshold": _threshold(season, ballot.threshold),
        "members": ballot.members or None,
        "present": ballot.present or None,
        "base": base_of(ballot),
        "needed": found.needed,
        "count": _count(ballot.count),
        "second": None if ballot.second is None else _count(ballot.second),
        "candidates": [_candidate(names, ballot, it, found) for it in ballot.candidates],
        "outcome": {
            "known": found.is_known,
            "elected": list(found.elected),
            "tied": list(found.tied),
            "run_off": list(found.run_off),
            "left": found.left,
            "text": result_words(season, ballot, found),
        },
        "closed": ballot.is_closed,
        "problems": [
            as_json.problem(it)
            for it in (
                *faults(ballot, names),
                *faults_of_meeting(season, standings, ballot.code),
            )
        ],
    }


def _candidate(
    names: Mapping[str, str], ballot: Ballot, unit: str, found: Outcome
) -> dict[str, Any]:
    line = found.line(unit)
    return {
        "unit": unit,
        "name": name_of(ballot, unit, names),
        "missing": line.missing if line else None,
        "text": line.words if line else "",
    }


def _count(count: Count) -> dict[str, Any]:
    told: dict[str, Any] = {key: getattr(count, key) for key, _ in PAPERS}
    told["votes"] = {it.candidate: it.votes for it in count.votes}
    told["against"] = {it.candidate: it.against for it in count.votes if it.against is not None}
    return told


def _threshold(season: Season, threshold: Threshold | None) -> dict[str, Any] | None:
    if threshold is None:
        return None
    told = {it.name: getattr(threshold, it.name) for it in fields(threshold)}
    return {**told, "source": season.pack.citation(threshold.rule) or None}
