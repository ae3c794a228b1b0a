"""One form that was read, in the words of the preview list: badge, detail, cells. No Qt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from models.collecting.intake import Change, Preview, form_stage, taken
from models.errors import Problem
from models.papers.words import entered
from models.points import ZERO
from models.scores.criterion_inputs import input_fields
from models.season import Score, ScoreKey, Season
from ui.scores.foresee import foresee
from ui.words import text

_SHOWN_CHANGES = 4
ARROW = "\N{RIGHTWARDS ARROW}"


@dataclass(frozen=True, slots=True)
class CellLine:
    """One criterion of a form: what stands in the book and what the form would put there. The points of a
    criterion with numbers are those they come to; the numbers themselves stand in `note`."""

    code: str
    title: str
    cell: str
    old: Decimal | None
    new: Decimal | None
    evidence: str
    note: str
    changed: bool
    words_changed: bool
    problem: str = ""


def title(preview: Preview) -> str:
    """The unit the form is from, a dash where it cannot be told."""
    return preview.unit.name if preview.unit else "—"


def badge(preview: Preview) -> tuple[str, str]:
    """Tone and words of the result: new, changed, warned, refused, nothing new, unreadable."""
    warnings = len(preview.problems)
    if preview.state == "refused":
        # Codes of files that are no form at all begin with "file-"; the others are forms to send back.
        unreadable = any(it.code.startswith("file-") for it in preview.problems)
        return "error", "Không đọc được" if unreadable else "Từ chối"
    if preview.state == "same":
        return "muted", "Đã nhận"
    if warnings:
        return "warn", f"{warnings} cảnh báo"
    if preview.state == "new":
        return "done", "Mới"
    points = sum(1 for it in preview.changes if _points_differ(it))
    return ("action", f"{points} điểm thay đổi") if points else ("action", "Đổi minh chứng")


def detail(preview: Preview) -> str:
    """The one line that says what accepting would do, or why it cannot be accepted."""
    if preview.state == "refused":
        return " ".join(_short(it) for it in preview.problems) or "Không rõ tệp này của đơn vị nào."
    if preview.state == "same":
        return "Đã nhận, không có gì mới"
    if preview.state == "new":
        words = _totals(preview)
    else:
        words = _changes(preview.changes)
    if not preview.problems:
        return words
    more = len(preview.problems) - 1
    first = _short(preview.problems[0]).rstrip(".")
    return f"{words} · {first}" + (f"; {more} cảnh báo nữa" if more else "")


def cells(season: Season, preview: Preview) -> tuple[CellLine, ...]:
    """Every criterion of the form against the book, in the order of the table."""
    if preview.unit is None:
        return ()
    lines = {it.criterion: it for it in preview.reading.lines}
    found = []
    for row in season.table.criteria():
        line = lines.pop(row.code, None)
        if line is None:
            continue
        key = ScoreKey(preview.unit.id, row.code, form_stage(season.pack))
        old = season.score(*key)
        words_differ = (line.evidence, line.note) != (old.evidence, old.note)
        new = taken(line, old, ruled=bool(input_fields(row)))
        differs = (new.points, new.inputs) != (old.points, old.inputs)
        said = (entered(row, new), line.note)
        places = (line.cell, *line.input_cells)
        found.append(
            CellLine(
                row.code,
                row.title,
                line.cell,
                _points(season, key, old),
                _points(season, key, new),
                line.evidence,
                "; ".join(it for it in said if it),
                changed=differs,
                words_changed=words_differ,
                problem=" ".join(_problem_at(preview.problems, it) for it in places).strip(),
            )
        )
    return tuple(found)


def _points(season: Season, key: ScoreKey, score: Score) -> Decimal | None:
    """What a score comes to: points as stated, or what its numbers give."""
    return foresee(season, key, score).points if score.inputs else score.points


def _problem_at(problems: Sequence[Problem], cell: str) -> str:
    return " ".join(it.text for it in problems if cell and it.cell == cell)


def _short(problem: Problem) -> str:
    """The problem on one line: a cell by its address, any other place in the form left out."""
    where = "" if problem.sheet else problem.where  # of a Word file the place is said in full
    if problem.cell and problem.sheet:
        where = f"Ô {problem.cell}"
    what = f"{where}: {problem.what}" if where else problem.what
    return what if what.endswith(".") else f"{what}."


def _totals(preview: Preview) -> str:
    filled = [it for it in preview.reading.lines if it.is_filled]
    total = sum((it.points or ZERO for it in filled), ZERO)
    empty = len(preview.reading.lines) - len(filled)
    counted = sum(1 for it in filled if it.inputs)
    words = f"{len(filled)} tiêu chí, tổng {text.points(total)}"
    if counted:
        # What these come to may depend on the other units; the box with all cells says it.
        words = f"{len(filled)} tiêu chí, {counted} tiêu chí có số liệu"
    return f"{words}, bỏ trống {empty}" if empty else words


def _changes(changes: Sequence[Change]) -> str:
    moved = [it for it in changes if _points_differ(it)]
    if not moved:
        return f"Đổi minh chứng, ghi chú ở {', '.join(_codes(changes))}"
    shown = " · ".join(_moved(it) for it in moved[:_SHOWN_CHANGES])
    left = len(moved) - _SHOWN_CHANGES
    more = f" · còn {left}" if left > 0 else ""
    others = len(changes) - len(moved)
    return shown + more + (f" · đổi minh chứng {others} tiêu chí" if others else "")


def _moved(change: Change) -> str:
    """ "I.2: 14 → 13,5", "I.1: văn bản chậm 2 → 3"."""
    code, old, new = change.key.criterion, change.old, change.new
    if change.moved:
        return f"{code}: {', '.join(change.moved)}"
    return f"{code}: {text.points_short(old.points)} {ARROW} {text.points_short(new.points)}"


def _codes(changes: Sequence[Change], most: int = 5) -> Iterator[str]:
    yield from (it.key.criterion for it in changes[:most])
    if len(changes) > most:
        yield f"{len(changes) - most} tiêu chí khác"


def _points_differ(change: Change) -> bool:
    return (change.old.points, change.old.inputs) != (change.new.points, change.new.inputs)
