"""What the commands print: the stable JSON of docs/CLI.md, and the same as plain lines."""

from collections.abc import Sequence
from dataclasses import fields
from decimal import Decimal
from typing import Any

from models.collecting.inbox import Foreseen, kind_of
from models.collecting.intake import Preview
from models.collecting.registration import Registered
from models.errors import Problem
from models.points import plain
from models.ranks.classes import ClassResult, classify
from models.ranks.ranking import Standing
from models.ranks.ties import settled
from models.ranks.winners import Winners, everybody
from models.scores.explanation import explained
from models.scores.results import Step
from models.season import Score, Season
from ui.words import text

_STATE_WORDS = {
    "new": "mới",
    "changed": "có thay đổi",
    "same": "giống lần trước, không có gì mới",
    "refused": "từ chối",
}


def ranking(
    season: Season,
    placed: Sequence[Standing],
    stage: str | None,
    official: tuple[Season, Sequence[Standing]] | None = None,
) -> dict[str, Any]:
    """The ranking as one document; points are decimal strings with a dot. `official` is what says who wins, where
    it is not this ranking: of a closed year its closed version."""
    classes = classify(season, placed)
    return {
        "season": season.year,
        "block": season.block.name,
        "pack": season.pack.id,
        "stage": stage,
        "final": season.is_final,
        "awards": []
        if stage
        else [_award(it) for it in everybody(*(official or (season, placed)))],
        "standings": [_standing(season, it, classes.get(it.result.unit.id)) for it in placed],
    }


def _award(it: Winners) -> dict[str, Any]:
    return {
        "title": it.title,
        "basis": it.basis,
        "seats": it.seats,
        "units": list(it.chosen),
        "tied": list(it.tied),
        "left": it.left,
    }


def _standing(season: Season, it: Standing, found: ClassResult | None) -> dict[str, Any]:
    result = it.result
    return {
        "unit": result.unit.id,
        "name": result.unit.name,
        "rank": it.rank,
        "tied": it.tied,
        "tie_note": it.tie_note,
        "excluded": result.excluded,
        "provisional": result.provisional,
        "waiting": list(result.waiting),
        "complete": result.total is not None,
        "missing": list(result.missing),
        "sections": {code: _points(value) for code, value in result.sections.items()},
        "bonus": plain(result.bonus),
        "deductions": plain(result.deductions),
        "cut": plain(result.cut),
        "total": _points(it.total),
        "exact_total": _points(result.total),
        "share": _points(result.share),
        "class": found.name or None if found is not None else None,
        "steps": [_step(step) for step in explained(season, result)],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "kind": step.kind,
        "rule": step.rule,
        "scope": step.scope,
        "text": f"{step.label}: {step.detail}" if step.detail else step.label,
        "points": plain(step.points),
        "cut": plain(step.cut),
        "basis": step.basis,
    }


def _points(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def ranking_lines(season: Season, placed: Sequence[Standing]) -> list[str]:
    """The ranking to read in a terminal."""
    head = f"{season.block.name}, năm {season.year}"
    lines = [head if season.is_final else f"{head} – CHƯA CHÍNH THỨC"]
    classes = classify(season, placed)
    for it in settled(season, placed):
        note = it.result.excluded or it.settled or it.tie_note
        if it.total is None:
            note = note or f"chưa đủ điểm, còn trống {len(it.result.missing)} tiêu chí"
        found = classes.get(it.result.unit.id)
        if found is not None and found.name:
            note = f"{found.name}; {note}" if note else found.name
        tail = f"  ({note})" if note else ""
        lines.append(f"{text.rank(it):>5}  {text.points(it.total):>8}  {it.result.unit.name}{tail}")
    return lines


def preview(it: Foreseen, *, accepted: bool) -> dict[str, Any]:
    """What one file is and what it changes."""
    return {
        "path": it.reading.path,
        "unit": it.unit.id if it.unit else None,
        "name": it.unit.name if it.unit else None,
        "kind": kind_of(it.reading),
        "state": it.state,
        "accepted": accepted and it.state in ("new", "changed"),
        "changes": [
            {
                "criterion": change.key.criterion,
                "stage": change.key.stage,
                "old": _points(change.old.points),
                "new": _points(change.new.points),
                "old_inputs": _inputs(change.old),
                "new_inputs": _inputs(change.new),
            }
            for change in (it.changes if isinstance(it, Preview) else ())
        ],
        "records": [
            {"old": _record(line.old), "new": _record(line.new)}
            for line in ([] if isinstance(it, Preview) else it.lines)
            if line.step != "same"
        ],
        "problems": [problem(found) for found in it.problems],
    }


def _record(record: Registered | None) -> dict[str, Any] | None:
    """A registered target or title as it stands in the open format."""
    if record is None:
        return None
    values = ((it.name, getattr(record, it.name)) for it in fields(record))
    return {name: plain(it, 0) if isinstance(it, Decimal) else it for name, it in values}


def _inputs(score: Score) -> dict[str, str]:
    """The numbers behind a computed criterion, by key."""
    return {it.key: plain(it.value, 0) for it in score.inputs}


def problem(it: Problem) -> dict[str, Any]:
    """One problem with its place."""
    return {
        "code": it.code,
        "severity": it.severity,
        "where": it.where,
        "sheet": it.sheet,
        "cell": it.cell,
        "text": it.text,
    }


def preview_lines(it: Foreseen, *, accepted: bool) -> list[str]:
    """One file to read in a terminal."""
    name = it.unit.name if it.unit else "không rõ đơn vị"
    entered = ", đã ghi vào sổ" if accepted and it.state in ("new", "changed") else ""
    lines = [f"{it.reading.name}: {name} – {_STATE_WORDS[it.state]}{entered}"]
    for change in it.changes if isinstance(it, Preview) else ():
        old, new = text.points(change.old.points), text.points(change.new.points)
        if old != new:
            lines.append(f"    {change.key.criterion}: {old} → {new}")
        lines += [f"    {change.key.criterion}: {it}" for it in change.moved]
    lines += [f"    {found.text}" for found in it.problems]
    return lines


def refusal(refused: Sequence[Foreseen], total: int) -> str:
    """One sentence for the files that were not taken."""
    first = refused[0]
    errors = [it for it in first.problems if it.severity == "error"]
    why = errors[0].text if errors else ""
    if total == 1:
        return why or f"Không nhận được “{first.reading.name}”."
    return f"{len(refused)} trên {total} tệp bị từ chối. “{first.reading.name}”: {why}"
