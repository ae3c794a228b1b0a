"""The words of scoring: the steps that stand behind sections, caps and whatever may still change."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from models.block import Unit
from models.points import show, show_short
from models.rulepack import RulePack
from models.scores.entries import Exempt, Plan
from models.scores.results import LineResult, Step, StepKind
from models.table import TableRow

Noted = list[tuple[str, Step]]
"""A word for the section's own line, and the step that explains it."""


def note(kind: StepKind, pack: RulePack, rule: str, label: str, detail: str, scope: str) -> Step:
    """A step without an amount, with the document behind its rule."""
    return Step(kind, rule, label, detail, basis=pack.citation(rule), scope=scope)


def missing_text(missing: Sequence[str]) -> str:
    """How many criteria are empty, and the first of them."""
    shown = ", ".join(missing[:6])
    return f"còn trống {len(missing)} tiêu chí: {shown}{' …' if len(missing) > 6 else ''}"


def organisation(pack: RulePack, unit: Unit, section: TableRow) -> Noted:
    """Which organisation's result the section rests on (no-party-use-union, no-party-no-union-half)."""
    rule = pack.organisation
    if rule is None or section.code != rule.section or unit.has_party:
        return []
    if unit.has_union:
        name, word = rule.union_rule, "tính theo kết quả công đoàn"
        label = "Đơn vị không có tổ chức đảng"
        detail = "lấy kết quả tổ chức công đoàn làm căn cứ"
    else:
        name, word = rule.neither_rule, "không có tổ chức đảng, công đoàn"
        label = "Không có tổ chức đảng và công đoàn"
        detail = f"tối đa {show_short(rule.neither_percent)}% số điểm mục {section.code}"
    return [(word, note("note", pack, name, label, detail, section.code))]


def states(
    pack: RulePack, plan: Plan, section: TableRow, lines: Sequence[LineResult], *, awaited: bool
) -> Noted:
    """What may still change in the section: provisional points, a stage of its own that has not given
    all its points, or (`awaited`) the letter of the body that appraises it."""
    code = section.code
    notes: Noted = []
    if any(line.provisional for line in lines):
        detail = "chưa có kết quả phân loại chính thức"
        step = note("state", pack, "honest-provisional", f"Mục {code} tạm tính", detail, code)
        notes.append(("tạm tính", step))
    order = [stage.code for stage in pack.stages]
    for place, stage in enumerate(pack.stages):
        letter = awaited and stage is plan.awaited
        if letter or (stage.rule and code in stage.sections and plan.is_official):
            late = sum(1 for line in lines if line.stage and order.index(line.stage) < place)
            told = [f"chưa có văn bản {stage.name.lower()} của {pack.board_name}"] if letter else []
            if late:
                told.append(f"{late} tiêu chí chưa có điểm {stage.name.lower()}")
            if told:
                # With the letter there nothing is waited for: its points were not entered.
                word = f"{'chờ' if letter else 'thiếu điểm'} {stage.name.lower()}"
                label, detail = f"Mục {code} {word}", "; ".join(told)
                notes.append((word, note("state", pack, stage.rule, label, detail, code)))
    return notes


def section_step(
    section: TableRow, points: Decimal | None, partial: Decimal, words: Iterable[str]
) -> Step:
    """The line of a whole section: its points, or that they are not all there."""
    label = f"Mục {section.code}"
    if points is None:
        detail = f"chưa đủ điểm; các tiêu chí đã có: {show(partial)}"
        return Step("note", "section-incomplete", label, detail, scope=section.code)
    detail = "; ".join([section.title, *words])
    return Step("sum", "section-cap", label, detail, points, scope=section.code)


def cap(pack: RulePack, row: TableRow, points: Decimal, limit: Decimal) -> Step:
    """A maximum that bit: what stood there and what is left of it."""
    rule = "line-cap" if row.is_criterion else "section-cap"
    own = pack.organisation
    if own and row.code == own.section and limit != row.max_points:
        rule = own.neither_rule
    detail = f"{show_short(points)} cắt còn {show_short(limit)} (tối đa {show_short(limit)})"
    label = named(row)
    basis = pack.citation(rule)
    return Step("cut", rule, label, detail, cut=points - limit, basis=basis, scope=row.code)


def named(row: TableRow) -> str:
    """ "Tiêu chí I.2", "Mục II"."""
    return f"{'Tiêu chí' if row.is_criterion else 'Mục'} {row.code}"


def own_deduction(pack: RulePack, row: TableRow, points: Decimal, cases: int) -> Step:
    """The block's own deduction on a criterion, as a sum (block-own-deductions)."""
    each = row.deduct_each or Decimal(0)
    left = show_short(points - cases * each)
    sums = f"{show_short(points)} − {cases} × {show_short(each)} = {left}"
    return note("note", pack, "block-own-deductions", named(row), sums, row.code)


def floored(row: TableRow, points: Decimal, floor: Decimal) -> Step:
    """Not below the floor of a criterion; the lift leaves a step."""
    detail = f"{show_short(points)} tính là {show_short(floor)} (thấp nhất {show_short(floor)})"
    return Step("note", "criterion-floor", named(row), detail, scope=row.code)


def exempted(
    row: TableRow, exempt: Exempt, points: Decimal | None, *, in_contents: bool = True
) -> Step:
    """A row that does not apply to the unit, and what holds instead."""
    full = f"tính đủ {show_short(points or Decimal(0))} điểm"
    waits = ", dòng đó chưa có điểm" if points is None else ""
    words = {
        "leave_out": "không tính, không kể vào điểm có thể đạt",
        "full": full if in_contents else "không cộng, không trừ điểm",
        "substitute": f"lấy kết quả dòng {exempt.substitute} thay{waits}",
        "percent_cap": "chưa ghi tỷ lệ được tính"
        if exempt.percent is None
        else f"tính tối đa {show_short(exempt.percent)}% số điểm",
        "own_group": "so riêng trong nhóm",
    }
    what = words[exempt.policy] if exempt.policy else "chưa chọn cách tính"
    detail = "; ".join(it for it in (exempt.reason, what) if it)
    return Step("note", "not-applicable", f"{named(row)} không áp dụng", detail, scope=row.code)


class Share(NamedTuple):
    """Contents of a unit, what it could reach, what the others could, and the contents out of that."""

    content: Decimal
    reachable: Decimal
    full: Decimal
    scaled: Decimal


def share(made: Share, compared: Decimal) -> Step:
    """Contents as their share of what the unit could reach, and what is compared: with the bonus and
    the deductions, which are no part of the share."""
    detail = (
        f"{show_short(made.content)} trên {show_short(made.reachable)} điểm có thể đạt, "
        f"tính trên {show_short(made.full)}: {show_short(made.scaled)}"
    )
    if compared != made.scaled:
        detail += f"; cùng điểm thưởng, điểm trừ: {show_short(compared)}"
    return Step("note", "share", "So theo tỷ lệ điểm có thể đạt", detail)


def over_all(rule: str, label: str, before: Decimal, after: Decimal, basis: str, sign: int) -> Step:
    """A cap over all bonus, all deductions or the whole table; `sign` says which way it moves the total."""
    detail = f"{show_short(before)} cắt còn {show_short(after)} (tối đa {show_short(after)})"
    cut = before - after
    return Step("sum", rule, label, detail, sign * cut, cut, basis)
