"""Checks of the recorded facts of a season against its table and its rule pack."""

from collections.abc import Iterator

from models.checking.table_checks import some
from models.criterion_rule import HUNDRED, NotApplicablePolicy
from models.errors import Problem
from models.facts import NotApplicable
from models.points import show_short
from models.scores.results import UnitResult
from models.scores.scoring import NOTHING_APPLIES, score
from models.season import Season
from models.table import TableRow


def _unit(season: Season, unit_id: str) -> str:
    unit = season.unit(unit_id)
    return unit.name if unit else unit_id


def _own_deductions_known(season: Season) -> Iterator[Problem]:
    for fact in season.facts.own_deductions:
        row = season.table.row(fact.criterion)
        if row is None or row.deduct_each is None:
            yield Problem(
                "deduction-without-rule",
                f"Ghi {fact.cases} lần trừ, nhưng bảng không quy định mức trừ cho tiêu chí này.",
                "Ghi mức trừ mỗi lần vào bảng chấm điểm, hoặc bỏ sự kiện.",
                f"{_unit(season, fact.unit)}, tiêu chí {fact.criterion}",
            )


def _targets_in_table(season: Season) -> Iterator[Problem]:
    known = {row.code for _, row in season.table.walk()}
    for target in season.facts.targets:
        if target.section not in known:
            yield Problem(
                "target-without-section",
                f"Chỉ tiêu thuộc mục {target.section or '(trống)'}, bảng không có mục này.",
                "Sửa mục của chỉ tiêu.",
                f"{_unit(season, target.unit)}, chỉ tiêu “{target.name}”",
            )


# ---- what does not apply


def _applied(season: Season) -> Iterator[tuple[NotApplicable, TableRow, str]]:
    """The facts whose row is in the table, with the row and the place in words."""
    for fact in season.facts.not_applicable:
        row = season.table.row(fact.criterion)
        if row is not None:
            yield fact, row, f"{_unit(season, fact.unit)}, {fact.criterion} không áp dụng"


def _rows_known(season: Season) -> Iterator[Problem]:
    for fact in season.facts.not_applicable:
        if season.table.row(fact.criterion) is None:
            yield Problem(
                "not-applicable-unknown",
                f"Ghi “{fact.criterion or '(trống)'}” không áp dụng, bảng không có dòng này.",
                "Chọn lại dòng của bảng, hoặc bỏ mục này.",
                _unit(season, fact.unit),
            )


def _recorded_once(season: Season) -> Iterator[Problem]:
    seen: set[tuple[str, str]] = set()
    for fact, _, where in _applied(season):
        if (fact.unit, fact.criterion) in seen:
            yield Problem("not-applicable-twice", "Ghi hai lần.", "Bỏ bớt một lần.", where)
        seen.add((fact.unit, fact.criterion))


def _policy_chosen(season: Season) -> Iterator[Problem]:
    """Neither the fact nor the pack says what holds: the clerk must choose, nothing is assumed."""
    for fact, _, where in _applied(season):
        if fact.policy is None and season.pack.not_applicable is None:
            yield Problem(
                "not-applicable-open",
                "Chưa chọn cách tính, bộ quy tắc cũng không quy định.",
                "Chọn cách tính cho mục này.",
                where,
            )


def _substitutes(season: Season) -> Iterator[Problem]:
    """The substitute is another row that itself applies to the unit."""
    gone = {(fact.unit, it.code) for fact, row, _ in _applied(season) for _, it in row.walk()}
    for fact, row, where in _applied(season):
        if _policy(season, fact) != "substitute":
            continue
        other = season.table.row(fact.substitute)
        shown = fact.substitute or "(trống)"
        if other is None:
            what, code = (
                f"Lấy điểm dòng {shown} thay, bảng không có dòng này.",
                "substitute-unknown",
            )
        elif _holds(row, other.code) or _holds(other, row.code):
            what, code = f"Lấy điểm của chính dòng {shown} thay cho nó.", "substitute-itself"
        elif (fact.unit, other.code) in gone:
            what = f"Lấy điểm dòng {shown} thay, nhưng dòng đó cũng không áp dụng cho đơn vị."
            code = "substitute-gone"
        else:
            continue
        yield Problem(code, what, "Chọn tiêu chí khác để lấy điểm thay.", where)


def _substitutes_count(season: Season) -> Iterator[Problem]:
    """What stands in is scored for the unit in full: a part that is left out leaves no points to take."""
    taken = [it for it in _applied(season) if _policy(season, it[0]) == "substitute"]
    results = {it.unit.id: it for it in score(season)} if taken else {}
    whole = {(fact.unit, it.code) for fact, row, _ in _applied(season) for _, it in row.walk()}
    for fact, _, where in taken:
        other, result = season.table.row(fact.substitute), results.get(fact.unit)
        if other is None or result is None or (fact.unit, other.code) in whole:
            continue
        out = _out(season, result)
        gone = [it.code for _, it in other.walk() if it.code in out]
        if gone:
            own = gone == [other.code]
            what = "theo quy tắc dòng đó" if own else f"trong dòng đó {some(gone)}"
            yield Problem(
                "substitute-left-out",
                f"Lấy điểm dòng {other.code} thay, nhưng {what} không tính cho đơn vị nên không có điểm "
                "để lấy.",
                "Chọn tiêu chí khác để lấy điểm thay, hoặc cách tính khác.",
                where,
            )


def _out(season: Season, result: UnitResult) -> set[str]:
    """The rows that are left out for a unit, by a fact or by their own rule (no plan)."""
    told = {it.scope for it in result.steps if it.rule == "not-applicable"}
    for fact in season.facts.not_applicable:
        if fact.unit == result.unit.id and _policy(season, fact) != "leave_out":
            told.discard(fact.criterion)
    return told


def _policy(season: Season, fact: NotApplicable) -> NotApplicablePolicy | None:
    return season.pack.not_applicable if fact.policy is None else fact.policy


def _something_applies(season: Season) -> Iterator[Problem]:
    """A unit to which all contents are left out has nothing to be ranked by."""
    rules = (row.rule for row in season.table.criteria())
    by_fact = any(_policy(season, it) == "leave_out" for it in season.facts.not_applicable)
    if not by_fact and not any(it is not None and it.no_plan == "leave_out" for it in rules):
        return
    for result in score(season):
        if any(it.why == NOTHING_APPLIES for it in result.effects):
            yield Problem(
                "nothing-applies",
                f"{NOTHING_APPLIES.capitalize()} nên đơn vị không được xếp hạng, xếp loại.",
                "Xem lại các dòng ghi “Không áp dụng”.",
                result.unit.name,
                "warning",
            )


def _holds(row: TableRow, code: str) -> bool:
    return any(it.code == code for _, it in row.walk())


def _shares(season: Season) -> Iterator[Problem]:
    for fact, _, where in _applied(season):
        if _policy(season, fact) != "percent_cap":
            continue
        percent = season.pack.not_applicable_percent if fact.percent is None else fact.percent
        if percent is None:
            what = "Chưa ghi được tính bao nhiêu phần trăm điểm tối đa."
            yield Problem("not-applicable-percent", what, "Ghi tỷ lệ, ví dụ 50.", where)
        elif not 0 <= percent <= HUNDRED:
            what = f"Tỷ lệ ghi {show_short(percent)}%."
            yield Problem("not-applicable-percent", what, "Ghi từ 0 đến 100.", where)


def _own_groups(season: Season) -> Iterator[Problem]:
    """Only criteria that compare units can compare a group of its own."""
    for fact, row, where in _applied(season):
        if _policy(season, fact) != "own_group":
            continue
        if not any(it.rule is not None and it.rule.is_relative for _, it in row.walk()):
            yield Problem(
                "own-group-idle",
                "So riêng trong nhóm, nhưng dòng này không so các đơn vị với nhau nên không đổi gì.",
                "Chọn cách tính khác.",
                where,
                "warning",
            )


# ---- classes


def _class_decisions(season: Season) -> Iterator[Problem]:
    decided: set[str] = set()
    for fact in season.facts.class_decisions:
        unit = season.unit(fact.unit)
        kinds = {"", unit.kind if unit else ""}
        known = [it.name for it in season.pack.classes if it.unit_kind in kinds]
        where = f"{_unit(season, fact.unit)}, quyết định xếp loại"
        if fact.name not in known:
            shown = ", ".join(dict.fromkeys(known)) or "chưa có mức nào"
            what = f"Mức “{fact.name}” không có trong bộ quy tắc ({shown})."
            yield Problem("class-unknown", what, "Chọn lại mức xếp loại.", where)
        if fact.unit in decided:
            yield Problem("class-decided-twice", "Ghi hai quyết định.", "Bỏ bớt một.", where)
        decided.add(fact.unit)


CHECKS = (
    _own_deductions_known,
    _targets_in_table,
    _rows_known,
    _recorded_once,
    _policy_chosen,
    _substitutes,
    _substitutes_count,
    _something_applies,
    _shares,
    _own_groups,
    _class_decisions,
)
