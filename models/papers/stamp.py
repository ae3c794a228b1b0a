"""By what two printed copies of a paper are told apart: a short code of all it says, and when it was printed."""

import hashlib
from dataclasses import replace
from datetime import datetime

from models.papers.report import Report

_LETTERS = 8


def content_code(report: Report) -> str:
    """Eight letters that change with any word, figure or place of the paper: "1A2B3C4D"."""
    bare = replace(report, stamp="", file_stem="")
    return hashlib.sha256(repr(bare).encode()).hexdigest()[:_LETTERS].upper()


def stamped(report: Report, at: datetime) -> Report:
    """The paper with its code and the minute it is printed at, at the foot of every page."""
    words = f"Mã bản in {content_code(report)} · in lúc {at:%H:%M} ngày {at:%d/%m/%Y}"
    return replace(report, stamp=words)
