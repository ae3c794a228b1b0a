"""The explanation "Vì sao?" as a statement: lines, amounts and a sum, for a unit, a section or a line.

Everything comes from `UnitResult`; nothing is calculated a second time. Knows no Qt.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from models.points import ZERO, show, show_short, show_signed
from models.ranking import compared
from models.results import Step, UnitResult
from models.season import Season
from models.table import TableRow
from ui import text
from ui.scores.layout import only_form

EntryKind = Literal["sum", "cut", "note"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line. `points` of the "sum" lines add up to the total; a "cut" is shown struck through.

    `scope` is the row of the table that can be opened from here, "" when none. `inner` lines stand
    in, below the section they belong to.
    """

    kind: EntryKind
    label: str
    detail: str = ""
    amount: str = ""
    points: Decimal = ZERO
    scope: str = ""
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """A whole explanation; `total` is "–" while points are missing."""

    title: str
    entries: tuple[Entry, ...]
    total_label: str
    total: str
    remarks: tuple[str, ...]

    @property
    def sum(self) -> Decimal:
        """What the lines add up to, in points."""
        return sum((it.points for it in self.entries if it.kind == "sum"), ZERO)


def statement(season: Season, result: UnitResult, scope: str = "") -> Statement:
    """Explain the unit's total, or with `scope` one section, group or criterion of it."""
    row = season.table.row(scope) if scope else None
    if row is None:
        return _of_unit(season, result)
    return (
        _of_criterion(season, result, row) if row.is_criterion else _of_group(season, result, row)
    )


def _of_unit(season: Season, result: UnitResult) -> Statement:
    sections = {row.code for row in season.table.rows}
    # What may still change is said in the line of its section and in the remarks.
    steps = (it for it in result.steps if it.kind != "state")
    entries = tuple(_step_entry(season, it, sections) for it in steps)
    # The title asks for the figure the ranking shows; the lines add up to the exact one.
    shown = compared(result, season.pack)
    title = "Chưa đủ điểm" if shown is None else f"Vì sao {text.points(shown)}?"
    return Statement(
        title, entries, "Tổng điểm", text.points(result.total), tuple(_remarks(season, result))
    )


def basis(season: Season, result: UnitResult) -> str:
    """From which stages the points come where there are several: "3 tiêu chí theo điểm tự chấm, 15
    theo điểm khối chấm"; that there is only the form where it is so; else ""."""
    used = [line.stage for line in result.lines.values() if line.points is not None]
    stages = [it for it in season.pack.stages if it.code in used]
    if len(stages) < 2:
        return only_form(season, result)
    words = [f"{used.count(it.code)} theo điểm {it.name.lower()}" for it in stages]
    return ", ".join(words).replace(" theo", " tiêu chí theo", 1)


def _step_entry(season: Season, step: Step, sections: set[str]) -> Entry:
    own = step.scope in sections
    heads = own and step.kind != "cut" and step.label == f"Mục {step.scope}"
    inner = step.kind == "cut" or (bool(step.scope) and not heads)
    detail = step.detail if own and not inner else _with_clause(season, step)
    if step.kind == "sum":
        amount = show(step.points) if own else show_signed(step.points)
        return Entry("sum", step.label, detail, amount, step.points, step.scope, inner)
    if step.kind == "cut":
        return Entry("cut", step.label, detail, show_signed(-step.cut), ZERO, step.scope, inner)
    return Entry("note", step.label, detail, "", ZERO, step.scope, inner)


def _with_clause(season: Season, step: Step) -> str:
    rule = season.pack.rule(step.rule)
    clause = rule.clause if rule else ""
    return f"{step.detail} ({clause})" if clause else step.detail


def _remarks(season: Season, result: UnitResult) -> Iterator[str]:
    if result.excluded is not None:
        yield f"Không bình xét, suy tôn: {result.excluded}."
    provisional = [code for code, line in result.lines.items() if line.provisional]
    if provisional:
        yield f"Tạm tính, chờ kết quả xếp loại chính thức: {', '.join(provisional)}."
    shown = compared(result, season.pack)
    if shown is not None and shown != result.total:
        yield f"Khi xếp hạng làm tròn thành {show(shown, season.pack.decimals)}."
    documents = _documents(season, result)
    if documents:
        yield f"Theo {'; '.join(documents)}."


def _documents(season: Season, result: UnitResult) -> list[str]:
    """The documents behind the steps, each once, in the order of the pack."""
    rules = {season.pack.rule(step.rule) for step in result.steps} - {None}
    cited = {rule.basis for rule in rules if rule}
    found = [it.document for it in season.pack.legal_bases if it.code in cited]
    return found or [it.document for it in season.pack.legal_bases]


def _of_group(season: Season, result: UnitResult, group: TableRow) -> Statement:
    entries: list[Entry] = []
    for _, row in group.walk():
        if row.is_criterion:
            entries.append(_line_entry(season, result, row))
        for step in result.steps:
            if step.scope != row.code or step.kind == "sum":
                continue
            if step.kind == "cut" and not row.is_criterion:
                # The cap of a group takes away from the lines above; those of a line already did.
                continue
            amount = show_signed(-step.cut) if step.kind == "cut" else ""
            detail = _with_clause(season, step)
            kind: EntryKind = "cut" if step.kind == "cut" else "note"
            entries.append(Entry(kind, step.label, detail, amount, ZERO, "", inner=True))
    entries += _group_cuts(season, result, group)
    total = result.groups[group.code]
    called = "Mục" if any(it is group for it in season.table.rows) else "Nhóm"
    title = f"Mục {group.code}: vì sao {text.points(total)}?"
    if total is None:
        title = f"Mục {group.code} chưa đủ điểm"
    return Statement(
        title, tuple(entries), f"{called} {group.code}", text.points(total), (group.title,)
    )


def _line_entry(season: Season, result: UnitResult, row: TableRow) -> Entry:
    line = result.lines[row.code]
    label = f"{row.code} {row.title}"
    if line.points is None:
        return Entry("note", label, "chưa có điểm", text.NOTHING, ZERO, row.code)
    stage = season.pack.stage(line.stage)
    detail = stage.name if stage else ""
    if row.max_points is not None:
        detail += f", tối đa {show_short(row.max_points)}"
    if line.provisional:
        detail += ", tạm tính"
    return Entry("sum", label, detail, show(line.points), line.points, row.code)


def _group_cuts(season: Season, result: UnitResult, group: TableRow) -> Iterator[Entry]:
    codes = {row.code for _, row in group.walk() if not row.is_criterion}
    for step in result.steps:
        if step.kind == "cut" and step.scope in codes:
            detail = _with_clause(season, step)
            label = f"Vượt mức tối đa của {step.label[:1].lower()}{step.label[1:]}"
            yield Entry("sum", label, detail, show_signed(-step.cut), -step.cut)


def _of_criterion(season: Season, result: UnitResult, row: TableRow) -> Statement:
    line = result.lines[row.code]
    entries: list[Entry] = []
    entered = ZERO
    for stage in season.pack.stages:
        score = season.score(result.unit.id, row.code, stage.code)
        if score.points is None:
            continue
        detail = f"từ tệp “{score.source}”" if score.source else "nhập tay"
        detail += f"; {score.note}" if score.note else ""
        if stage.code == line.stage:
            entered = score.points
            entries.append(Entry("sum", stage.name, detail, show(score.points), score.points))
        else:
            entries.append(Entry("note", stage.name, detail, show(score.points)))
    if line.points is not None:
        entries += _adjusted(season, result, row, line.points - entered)
    title = f"{row.code}: vì sao {text.points(line.points)}?"
    if line.points is None:
        title = f"{row.code} chưa có điểm"
    limit = "" if row.max_points is None else f" (tối đa {show_short(row.max_points)})"
    return Statement(
        title, tuple(entries), "Điểm tính", text.points(line.points), (f"{row.title}{limit}",)
    )


def _adjusted(season: Season, result: UnitResult, row: TableRow, rest: Decimal) -> list[Entry]:
    """What stands between the entered value and the one that counts: caps, own deductions, floor."""
    made = []
    steps = [it for it in result.steps if it.scope == row.code and it.kind != "sum"]
    for step in sorted(steps, key=lambda it: it.kind == "note"):
        amount = -step.cut if step.kind == "cut" else rest
        rest -= amount
        shown = show_signed(amount) if amount else ""
        kind: EntryKind = "sum" if amount else "note"
        made.append(Entry(kind, step.label, _with_clause(season, step), shown, amount))
    return made
