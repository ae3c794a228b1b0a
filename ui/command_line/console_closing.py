"""Closing a year, opening it for a corrigendum, and its closed versions, without a window. No Qt."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.errors import AppError
from models.meeting_day.closing import CheckItem, checklist, open_points
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Season
from storage.audit import Act
from storage.block_file import BlockFile
from ui.book import places
from ui.frame.version import VERSION
from ui.words.closing_words import accounted, closing_label, opening_label


def close(path: Path, on: str, reason: str, document: str) -> str:
    """Close the newest year of the file; gives the line to print. What is still open must be accounted
    for by `reason`, which is kept with the version. Raises `AppError`."""
    day, now = _day(on), datetime.now()
    with BlockFile.open(path, now=now, backups=places.backups()) as book:
        season = book.snapshot()
        results = score(season)
        found = checklist(season, results, rank(results, season.pack), day)
        left = open_points(found)
        if left and not season.is_final and not reason.strip():
            raise AppError(f"{_left(left)} Giải quyết từng việc, hoặc ghi lý do bằng --reason.")
        kept = accounted(reason, {it.title: "" for it in left})
        act = Act(now, closing_label(season), reason=kept)
        made = book.close_year(season.year, day, act, VERSION, document)
    return f"Bản chốt số {made.number:02} · mã {made.short}"


def reopen(path: Path, reason: str) -> str:
    """Open the closed newest year for a corrigendum; gives the line to print. Raises `AppError`."""
    now = datetime.now()
    with BlockFile.open(path, now=now, backups=places.backups()) as book:
        season = book.snapshot()
        book.open_year(season.year, Act(now, opening_label(season), reason=reason))
    return f"Đã mở đính chính kết quả năm {season.year}"


def closings(season: Season, today: date) -> dict[str, Any]:
    """The closed versions of a year, and what is still open before the next, as JSON values."""
    results = score(season)
    found = checklist(season, results, rank(results, season.pack), today)
    return {
        "season": season.year,
        "final": season.is_final,
        "closed_on": season.closed_on.isoformat() if season.closed_on else None,
        "rehearsal": season.meeting.is_rehearsal,
        "closings": [
            {
                "number": it.number,
                "closed_on": it.closed_on.isoformat(),
                "mark": it.short,
                "sha256": it.sha256,
                "program": it.program,
                "pack": it.pack,
                "reason": it.reason,
                "document": it.document,
            }
            for it in season.closings
        ],
        "checklist": [
            {"code": it.code, "title": it.title, "ok": it.ok, "text": it.sentence} for it in found
        ],
    }


def closing_lines(season: Season) -> list[str]:
    """The closed versions, a line each."""
    if not season.closings:
        return [f"Năm {season.year} chưa chốt kết quả lần nào."]
    return [
        f"Bản {it.number:02} · {it.closed_on:%d/%m/%Y} · mã {it.short}"
        + (f" · {it.reason}" if it.reason else "")
        for it in season.closings
    ]


def _left(left: Sequence[CheckItem]) -> str:
    words = "; ".join(f"{it.title}: {it.sentence.rstrip('.')}" for it in left)
    return f"Còn {len(left)} việc trước khi chốt. {words}."


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise AppError(f"Ngày “{text}” chưa đúng. Ghi năm-tháng-ngày, ví dụ 2023-12-19.") from error
