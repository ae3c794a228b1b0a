"""Entries of the history about the year as a whole: its plan, the block, the meeting, the closing. No Qt."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from models.block import Block
from models.closed import Closing
from models.dates.due_days import due_day
from models.duties import RequiredPaper
from models.meeting import Meeting
from models.season import Season
from models.year_plan import Letter, YearPlan
from ui.words import text
from ui.words.history_fields import (
    EMPTY,
    Line,
    change,
    moved,
    paper_title,
    record_of,
    unit_name,
    upper,
)


def plan(season: Season, entry: Any) -> Iterator[Line]:
    """The meeting day, papers, due days and letters that the head has fixed."""
    old, new = (record_of(YearPlan, it) for it in (entry.old, entry.new))
    if old is None or new is None:
        return
    noun = "mục của kế hoạch năm"
    for about, name in (
        ("Ngày hội nghị tổng kết", "meeting"),
        ("Ngày xuất biểu mẫu", "forms_sent"),
    ):
        days = [getattr(it, name) for it in (old, new)]
        if days[0] != days[1]:
            yield Line(noun, about, change(*(text.day(it) if it else EMPTY for it in days)))
    if old.stamps != new.stamps:
        said = ("có" if it.stamps else "không" for it in (old, new))
        yield Line(noun, "In mã bản, giờ in ở chân trang", change(*said))
    yield from _papers(season, noun, old, new)
    for about, name in (
        ("Văn bản đề nghị thẩm định", "appraisal_request"),
        ("Văn bản thẩm định", "appraisal"),
    ):
        letters = [getattr(it, name) for it in (old, new)]
        if letters[0] != letters[1]:
            yield Line(noun, about, change(*map(_letter, letters)))


def _letter(it: Letter) -> str:
    parts = (f"số {it.number}" if it.number else "", text.day(it.issued) if it.issued else "")
    return " · ".join(filter(None, (*parts, it.file))) or EMPTY


def _papers(season: Season, noun: str, old: YearPlan, new: YearPlan) -> Iterator[Line]:
    """The block's own papers, then the days that are set for any paper."""
    before, after = ({it.code: it for it in one.papers} for one in (old, new))
    for code in dict.fromkeys((*before, *after)):
        was, now = before.get(code), after.get(code)
        if was is None or now is None:
            verb, shown = ("Thêm", now) if was is None else ("Bỏ", was)
            yield Line(noun, f"{verb} giấy tờ “{shown.title if shown else ''}”")
        elif was != now:
            more = tuple(f"{name}: {said}" for name, said in moved(season, was, now, silent=_CODES))
            yield Line(noun, f"Giấy tờ “{now.title}”", "", more)
    days = [{it.paper: it for it in one.dues} for one in (old, new)]
    for code in dict.fromkeys((*days[0], *days[1])):
        if days[0].get(code) != days[1].get(code):
            paper = after.get(code) or before.get(code)
            title = paper.title if paper else paper_title(season, code)
            said = (_due(season, it, code) for it in (old, new))
            yield Line(noun, f"Hạn nộp “{title}”", change(*said))


_CODES = frozenset({"code", "owner", "deadline", "rule"})


def _due(season: Season, given: YearPlan, code: str) -> str:
    """The day that a plan sets for a paper."""
    if not any(it.paper == code for it in given.dues):
        return "theo bộ quy tắc"
    due = due_day(RequiredPaper(code, ""), replace(season, plan=given))
    return due.words if due else EMPTY


def block(season: Season, entry: Any) -> Iterator[Line]:
    """The block's own data and who runs it."""
    noun = "thông tin của khối"
    old, new = (record_of(Block, it["block"]) for it in (entry.old, entry.new))
    if old is not None and new is not None:
        for name, said in moved(season, old, new):
            yield Line(noun, upper(name), said)
    for key, office in (("head", "Trưởng"), ("deputy", "Phó Trưởng")):
        held = [entry.old[key], entry.new[key]]
        if held[0] != held[1]:
            names = (unit_name(season, it) if it else EMPTY for it in held)
            yield Line(noun, f"{office} {season.block.word.lower()}", change(*names))


def meeting(season: Season, entry: Any) -> Iterator[Line]:
    """The meeting: its place, who leads it, its agenda and votes."""
    old, new = (record_of(Meeting, it) for it in (entry.old, entry.new))
    if old is not None and new is not None:
        for name, said in moved(season, old, new, labels={"place": "địa điểm"}):
            yield Line("mục của hội nghị", upper(name), said)


def closed(_season: Season, entry: Any) -> Iterator[Line]:
    """The result was closed, for the first time or with a corrigendum."""
    it = record_of(Closing, entry.new)
    if it is not None:
        what = f"Đính chính lần {it.number}" if it.number else "Chốt kết quả"
        more = (f"văn bản: {it.document}",) if it.document else ()
        yield Line("", what, f"ngày {text.day(it.closed_on)}", more)


def reopened(_season: Season, entry: Any) -> Iterator[Line]:
    """A closed year was opened again."""
    day = record_of(date, entry.old)
    if day is not None:
        yield Line("", "Ngày chốt", change(text.day(day), EMPTY))
