"""By what two printed copies of a paper are told apart: a short code of all it says, and when it was printed."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from models.papers.report import Report
from models.season import Season

_LETTERS = 8


def content_code(report: Report) -> str:
    """Eight letters that change with any word, figure or place of the paper: "1A2B3C4D". Printed once more on another
    day it is the same paper."""
    bare = replace(report, stamp="", file_stem="", printed_on=date.min)
    return hashlib.sha256(repr(bare).encode()).hexdigest()[:_LETTERS].upper()


def stamp_minute(season: Season, now: datetime) -> datetime | None:
    """The minute that a paper printed `now` carries; None where the block wants none on its papers."""
    return now if season.plan.stamps else None


def stamped(report: Report, at: datetime | None) -> Report:
    """The paper with its code and the minute it is printed at, at the foot of every page; None leaves both out."""
    if at is None:
        return report
    words = f"Mã bản in {content_code(report)} · in lúc {at:%H:%M} ngày {at:%d/%m/%Y}"
    return replace(report, stamp=words)
