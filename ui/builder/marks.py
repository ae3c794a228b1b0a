"""What is still wrong or doubtful in a draft, row by row, and the points against the frame. Knows no Qt."""

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, NamedTuple

from models.errors import Problem
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.table import ScoringTable, TableRow
from models.tables import edit
from models.tables.edit import Path

MarkKind = Literal["code", "title", "maximum", "sum", "evidence", "rule"]

_PLACE = re.compile(r"(?:Tiêu chí|Mục|Dòng|Nhóm) ([^\s,:;]+)")


class Mark(NamedTuple):
    """One thing to look at in a row: which cell it concerns, the sentence, and how bad it is."""

    kind: MarkKind
    words: str
    tone: str


class Meter(NamedTuple):
    """Points against the frame: "95/95 · 5/5", the difference in words, and its tone."""

    words: str
    difference: str
    tone: str


def most(row: TableRow) -> Decimal:
    """The most a row can give: its own maximum, else that of what stands under it."""
    if row.max_points is not None:
        return row.max_points
    return sum((most(child) for child in row.rows), ZERO)


def below(row: TableRow) -> Decimal:
    """What the rows under a group make together."""
    return sum((most(child) for child in row.rows), ZERO)


def meter(table: ScoringTable, pack: RulePack) -> Meter:
    """Contents against the frame, bonus against its cap, and how far the contents are off."""
    content = sum((most(row) for row in table.sections()), ZERO)
    frame = pack.total if pack.content_total is None else pack.content_total
    words = show_short(content) + (f"/{show_short(frame)}" if frame is not None else " điểm")
    bonus = _bonus(table, pack)
    words += f" · {bonus}" if bonus else ""
    if frame is None or not table.rows:
        return Meter(words, "", "muted")
    apart = frame - content
    if apart > 0:
        return Meter(words, f"còn thiếu {show_short(apart)} điểm", "warn")
    if apart < 0:
        return Meter(words, f"thừa {show_short(-apart)} điểm", "error")
    wrong = sum(1 for _, row in table.walk() if not row.is_criterion and _differs(row))
    if wrong:
        return Meter(words, f"dòng con không khớp ở {wrong} mục", "error")
    return Meter(words, "đủ khung", "done")


def _differs(row: TableRow) -> bool:
    """Whether a group's own maximum is not what its rows make together."""
    return row.max_points is not None and below(row) != row.max_points


def _bonus(table: ScoringTable, pack: RulePack) -> str:
    sections = table.sections("bonus")
    cap = pack.bonus_max
    if cap is None and pack.total is not None and pack.content_total is not None:
        cap = pack.total - pack.content_total
    if sections:
        given = sum((most(row) for row in sections), ZERO)
    elif pack.bonus is not None:
        given = pack.bonus.total_max
    else:
        return ""
    return show_short(given) + (f"/{show_short(cap)}" if cap is not None else "")


def marks(table: ScoringTable, pack: RulePack) -> dict[Path, tuple[Mark, ...]]:
    """Path → what is to be looked at there; rows in order are left out."""
    times = Counter(row.code for _, row in table.walk())
    found = {path: tuple(_of(row, times, pack)) for path, row in edit.paths(table)}
    return {path: it for path, it in found.items() if it}


def _of(row: TableRow, times: Counter[str], pack: RulePack) -> Iterable[Mark]:
    if not row.code.strip():
        yield Mark("code", "Chưa có mã.", "error")
    elif times[row.code] > 1:
        yield Mark("code", f"Mã {row.code} có {times[row.code]} dòng.", "error")
    if not row.title.strip():
        yield Mark("title", "Chưa ghi nội dung.", "warn")
    if not row.is_criterion:
        if row.max_points is not None and _differs(row):
            own, parts = show_short(row.max_points), show_short(below(row))
            yield Mark("sum", f"Ghi {own} điểm, các dòng con cộng lại {parts}.", "error")
        if row.rule is not None:
            words = "Dòng có dòng con thì không dùng cách chấm; khi lưu sẽ bỏ cách chấm này."
            yield Mark("rule", words, "warn")
        return
    effect_only = row.rule is not None and row.rule.kind == "effect"
    if row.max_points is None and not effect_only:
        yield Mark("maximum", "Chưa ghi điểm tối đa.", "error")
    if pack.evidence_required and not row.evidence.strip():
        yield Mark("evidence", "Chưa ghi hồ sơ kiểm chứng.", "warn")


def code_of(problem: Problem) -> str:
    """The code of the row a problem is about, "" when it is about the whole table."""
    found = _PLACE.match(problem.where)
    return found[1] if found else ""


def place_of(problem: Problem, table: ScoringTable) -> Path | None:
    """The row to go to: the one the problem names, else the first that it concerns."""
    code = code_of(problem)
    path = edit.path_of(table, code) if code else None
    if path is not None:
        return path
    known = [(path, row) for path, row in edit.paths(table)]
    if problem.code == "evidence-missing":
        bare = (path for path, row in known if row.is_criterion and not row.evidence.strip())
        return next(bare, None)
    if problem.code == "code-blank":
        return next((path for path, row in known if not row.code.strip()), None)
    return next((path for path, row in known if row.code and f" {row.code}." in problem.what), None)
