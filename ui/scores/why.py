"""The explanation "Vì sao?" as a statement: lines, amounts and a sum, for a unit, a section or a line.

Everything comes from `UnitResult`; nothing is calculated a second time. Knows no Qt.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from models.points import ZERO, show, show_short, show_signed
from models.ranks.ranking import compared
from models.rulepack import Stage
from models.scores.criterion_words import describe
from models.scores.explanation import SHARE, explained, is_head
from models.scores.outcome import Outcome
from models.scores.results import Step, UnitResult
from models.scores.scoring import score
from models.season import Season
from models.table import TableRow
from ui.scores.layout import only_form
from ui.todo.owed import must_have
from ui.words import text

EntryKind = Literal["sum", "cut", "note"]
NOT_APPLICABLE = "not-applicable"
MOST_LINES = 8
"""More sums than this stand in their sections only: a statement is read at a glance."""


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
    """A whole explanation; `total` is "–" while points are missing. `share` is the last line, where
    the unit is compared by its share of what it could reach."""

    title: str
    entries: tuple[Entry, ...]
    total_label: str
    total: str
    remarks: tuple[str, ...]
    share: Entry | None = None

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
    steps = [it for it in explained(season, result) if it.kind != "state" and it.rule != SHARE]
    sums: dict[str, list[str]] = {}
    homes = season.table.section_codes()
    for step in steps:
        if step.kind == "line":
            code = homes[step.scope]
            sums.setdefault(code, []).append(f"{step.scope}: {step.detail}")
    entries = []
    for step in steps:
        if step.kind != "line":
            lines = sums.get(step.scope, []) if is_head(step) else []
            entry = _step_entry(season, step, sections)
            entries.append(replace(entry, detail="\n".join([entry.detail, *_some(lines)])))
    # The title asks for the figure the ranking shows; the lines add up to the exact one.
    shown = compared(result, season.pack)
    title = "Chưa đủ điểm" if shown is None else f"Vì sao {text.points(shown)}?"
    remarks = tuple(_remarks(season, result))
    total = text.points(result.total)
    return Statement(title, tuple(entries), "Tổng điểm", total, remarks, _share(result))


def _some(lines: Sequence[str]) -> list[str]:
    """The sums of a section's criteria; of many only how many there are."""
    if len(lines) <= MOST_LINES:
        return list(lines)
    return [f"{len(lines)} tiêu chí tính từ số liệu: mở mục để xem phép tính"]


def _share(result: UnitResult) -> Entry | None:
    step = next((it for it in result.steps if it.rule == SHARE), None)
    if step is None or result.share is None:
        return None
    return Entry("note", "So theo tỷ lệ", step.detail, text.points(result.share))


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
    own = step.scope in sections and step.rule != NOT_APPLICABLE
    heads = own and step.kind != "cut" and step.label == f"Mục {step.scope}"
    inner = step.kind == "cut" or (bool(step.scope) and not heads)
    inner = inner and not step.rule.startswith("effect-")
    detail = step.detail if own and not inner else _with_clause(season, step)
    if step.kind == "sum":
        content = season.table.row(step.scope) if own else None
        plain = content is not None and content.role == "content"
        amount = show(step.points) if plain else show_signed(step.points)
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
    exact = result.total if result.share is None else result.share
    if shown is not None and shown != exact:
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
    entries = [*_below(season, result, group), *_group_cuts(season, result, group)]
    total = result.groups[group.code]
    called = "Mục" if any(it is group for it in season.table.rows) else "Nhóm"
    title = f"Mục {group.code}: vì sao {text.points(total)}?"
    if total is None:
        title = f"Mục {group.code} chưa đủ điểm"
    return Statement(
        title, tuple(entries), f"{called} {group.code}", text.points(total), (group.title,)
    )


def _below(season: Season, result: UnitResult, row: TableRow) -> Iterator[Entry]:
    """The lines of a row's criteria, each with what changed it; a group that does not apply is one."""
    notes = [it for it in result.steps if it.scope == row.code and it.kind != "sum"]
    if not row.is_criterion:
        # The cap of a group takes away from the lines above; those of a line already did.
        notes = [it for it in notes if it.kind != "cut"]
    whole = not row.is_criterion and _is_whole(result, row, notes)
    if row.is_criterion:
        line = _line_entry(season, result, row)
        yield from [line] if line is not None else []
    elif whole:
        points = result.groups[row.code] or ZERO
        yield Entry("sum", f"{row.code} {row.title}", "không áp dụng", show(points), points)
    for step in notes:
        amount = show_signed(-step.cut) if step.kind == "cut" else ""
        kind: EntryKind = "cut" if step.kind == "cut" else "note"
        yield Entry(kind, step.label, _with_clause(season, step), amount, ZERO, "", inner=True)
    if not whole:
        for below in row.rows:
            yield from _below(season, result, below)


def _is_whole(result: UnitResult, row: TableRow, notes: Sequence[Step]) -> bool:
    """Whether a group counts as one, because it does not apply to the unit."""
    exempt = any(it.rule == NOT_APPLICABLE for it in notes)
    below = [it.code for _, it in row.walk() if it.is_criterion]
    return exempt and all(result.lines[it].points is None for it in below)


def _line_entry(season: Season, result: UnitResult, row: TableRow) -> Entry | None:
    """One criterion; None where nothing happened in a bonus or deduction section."""
    line = result.lines[row.code]
    label = f"{row.code} {row.title}"
    if line.points is None:
        if line.outcome is not None:
            return Entry("note", label, line.outcome.detail, text.NOTHING, ZERO, row.code)
        if row.code in result.missing:
            return Entry("note", label, "chưa có điểm", text.NOTHING, ZERO, row.code)
        section = season.table.section_of(row.code)
        applies = section is None or section.role != "content" or not must_have(row)
        return None if applies else Entry("note", label, "không áp dụng", "", ZERO, row.code)
    stage = season.pack.stage(line.stage)
    words = [stage.name] if stage else []
    if line.outcome is not None:
        words = [f"{stage.name}: {line.outcome.detail}" if stage else line.outcome.detail]
    elif row.max_points is not None:
        words.append(f"tối đa {show_short(row.max_points)}")
    if line.provisional:
        words.append("tạm tính")
    return Entry("sum", label, ", ".join(words), show(line.points), line.points, row.code)


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
    counted = ZERO
    for stage in season.pack.stages:
        entered = season.score(result.unit.id, row.code, stage.code)
        if not entered.is_filled:
            continue
        outcome = _outcome(season, result, row, stage) if entered.inputs else None
        points = entered.points if outcome is None else outcome.points
        words = f"từ tệp “{entered.source}”" if entered.source else "nhập tay"
        parts = [it for it in (outcome.detail if outcome else "", words, entered.note) if it]
        if stage.code == line.stage and points is not None:
            counted = points
            entries.append(Entry("sum", stage.name, "; ".join(parts), show(points), points))
        else:
            entries.append(Entry("note", stage.name, "; ".join(parts), text.points(points)))
    if line.points is not None:
        entries += _adjusted(season, result, row, line.points - counted)
    else:
        entries += _adjusted(season, result, row, ZERO)
    title = f"{row.code}: vì sao {text.points(line.points)}?"
    if line.points is None:
        title = f"{row.code} {'chưa có điểm' if row.code in result.missing else 'không tính điểm'}"
    limit = "" if row.max_points is None else f" (tối đa {show_short(row.max_points)})"
    remarks = tuple(it for it in (f"{row.title}{limit}", describe(row, season.pack)) if it)
    return Statement(title, tuple(entries), "Điểm tính", text.points(line.points), remarks)


def _outcome(season: Season, result: UnitResult, row: TableRow, stage: Stage) -> Outcome | None:
    """What the rule makes of the numbers of one stage: what counts is known, the others are asked."""
    line = result.lines[row.code]
    if stage.code == line.stage and line.outcome is not None:
        return line.outcome
    staged = next(it for it in score(season, stage.code) if it.unit.id == result.unit.id)
    return staged.lines[row.code].outcome


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
