"""What makes a table or a rule pack unusable: every figure computed with it would be wrong.

Only this is refused wherever a table or a pack comes in; `models.checks` finds all that is doubtful.
Amounts that are taken away are written without a sign, and none may be negative.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from models.errors import Problem
from models.points import show_short
from models.rulepack import DeductionRule, RulePack, Tier
from models.table import ScoringTable, TableRow

_MOST_DECIMALS = 6
_HUNDRED = Decimal(100)


class Fault(NamedTuple):
    """A problem and its place as a programmer writes it: "rows[0].rows[2].deduct_each"."""

    place: str
    problem: Problem


def table_faults(table: ScoringTable) -> Iterator[Fault]:
    """Blank or repeated codes, negative points and negative deductions of a scoring table."""
    rows = list(_places(table.rows, "rows"))
    times = Counter(row.code for _, row in rows)
    seen: set[str] = set()
    for place, row in rows:
        where = f"{'Tiêu chí' if row.is_criterion else 'Mục'} {row.code}"
        if not row.code.strip():
            what = f"Dòng “{row.title}” chưa có mã."
            yield Fault(f"{place}.code", Problem("code-blank", what, "Ghi mã, ví dụ I.2."))
        elif row.code in seen and times[row.code]:
            what = f"Mã {row.code} có {times.pop(row.code)} dòng."
            twice = Problem("code-twice", what, "Mỗi dòng một mã riêng.", f"Dòng {row.code}")
            yield Fault(f"{place}.code", twice)
        seen.add(row.code)
        if row.max_points is not None and row.max_points < 0:
            what, advice = (
                "Điểm tối đa nhỏ hơn 0.",
                "Ghi số từ 0 trở lên; điểm trừ không ghi ở đây.",
            )
            yield Fault(f"{place}.max_points", Problem("maximum-negative", what, advice, where))
        if row.deduct_each is not None and row.deduct_each < 0:
            what = f"Mức trừ mỗi lần ghi {show_short(row.deduct_each)}."
            advice = f"Ghi {show_short(-row.deduct_each)}: mức trừ ghi không có dấu trừ."
            yield Fault(f"{place}.deduct_each", Problem("deduction-negative", what, advice, where))


def pack_faults(pack: RulePack) -> Iterator[Fault]:
    """Everything in a rule pack that no regulation can mean."""
    yield from _stages(pack)
    if pack.step <= 0:
        yield Fault("step", Problem("step-not-positive", "Bước điểm phải lớn hơn 0.", "Ghi 0,01."))
    if not 0 <= pack.decimals <= _MOST_DECIMALS:
        what = f"Số chữ số thập phân phải từ 0 đến {_MOST_DECIMALS}."
        yield Fault("decimals", Problem("decimals-out-of-range", what, "Thường ghi 2."))
    for place, name, amount in _amounts(pack):
        if amount is not None and amount < 0:
            what, advice = f"{name} ghi {show_short(amount)}.", "Ghi số từ 0 trở lên."
            yield Fault(place, Problem("amount-negative", what, advice))
    rule = pack.organisation
    if rule is not None and not 0 <= rule.neither_percent <= _HUNDRED:
        what = f"Tỷ lệ điểm của mục {rule.section} ghi {show_short(rule.neither_percent)}%."
        problem = Problem("percent-out-of-range", what, "Ghi từ 0 đến 100.")
        yield Fault("organisation.neither_percent", problem)
    for number, deduction in enumerate(pack.deductions):
        yield from _tiers(deduction, f"deductions[{number}].tiers")


def _stages(pack: RulePack) -> Iterator[Fault]:
    if not pack.stages:
        problem = Problem("stages-missing", "Phải có ít nhất một bước chấm.", "Ghi bước Tự chấm.")
        yield Fault("stages", problem)
    seen: set[str] = set()
    for number, stage in enumerate(pack.stages):
        place = f"stages[{number}].code"
        if not stage.code.strip():
            what = f"Bước chấm “{stage.name}” chưa có mã."
            yield Fault(place, Problem("stage-blank", what, "Ghi mã của bước chấm."))
        elif stage.code in seen:
            what = f"Hai bước chấm cùng mã “{stage.code}”."
            yield Fault(place, Problem("stage-twice", what, "Mỗi bước chấm một mã riêng."))
        seen.add(stage.code)


def _amounts(pack: RulePack) -> Iterator[tuple[str, str, Decimal | None]]:
    """Every amount that may not be negative: its place, its name, itself."""
    yield "total", "Tổng điểm của bảng", pack.total
    yield "content_total", "Tổng điểm các mục", pack.content_total
    for number, section in enumerate(pack.sections):
        place = f"sections[{number}].max_points"
        yield place, f"Điểm tối đa của mục {section.code}", section.max_points
    if pack.bonus is not None:
        yield "bonus.each_max", "Mức thưởng tối đa mỗi chỉ tiêu", pack.bonus.each_max
        yield "bonus.total_max", "Mức thưởng tối đa tất cả", pack.bonus.total_max
        yield "bonus.each_points", "Mức thưởng mỗi chỉ tiêu", pack.bonus.each_points
    for number, rule in enumerate(pack.deductions):
        place, name = f"deductions[{number}]", f"quy tắc “{rule.title}”"
        yield f"{place}.points", f"Mức trừ của {name}", rule.points
        yield f"{place}.cap", f"Mức trừ tối đa của {name}", rule.cap
        for step, tier in enumerate(rule.tiers):
            yield f"{place}.tiers[{step}].points", f"Mức trừ một bậc của {name}", tier.points
    for number, quota in enumerate(pack.quotas):
        yield f"quotas[{number}].value", f"Số lượng {quota.award}", quota.value


def _tiers(rule: DeductionRule, place: str) -> Iterator[Fault]:
    """Tiers go upwards, none reaches into the next, and only the last is open."""
    before: Tier | None = None
    for number, tier in enumerate(rule.tiers):
        backwards = tier.last is not None and tier.last < tier.first
        overlaps = before is not None and (before.last is None or before.last >= tier.first)
        if backwards or overlaps:
            what = f"Các bậc của quy tắc “{rule.title}” chồng nhau hoặc không tăng dần."
            advice = "Ghi các bậc từ ít đến nhiều, ví dụ 1–5, 6–10, từ 11."
            yield Fault(f"{place}[{number}]", Problem("tiers-out-of-order", what, advice))
            return
        before = tier


def _places(rows: Iterable[TableRow], place: str) -> Iterator[tuple[str, TableRow]]:
    for number, row in enumerate(rows):
        here = f"{place}[{number}]"
        yield here, row
        yield from _places(row.rows, f"{here}.rows")
