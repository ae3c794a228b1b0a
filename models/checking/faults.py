"""What makes a table or a rule pack unusable: every figure computed with it would be wrong.

Only this is refused wherever a table or a pack comes in; `models.checking.checks` finds all that is doubtful.
Amounts that are taken away are written without a sign, and none may be negative.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from models.checking import award_faults, duty_faults
from models.checking import pack_faults as pack_checks
from models.checking.placed import Fault
from models.criterion_rule import CriterionRule
from models.errors import Problem
from models.points import show_short
from models.rulepack import RulePack
from models.table import ScoringTable, TableRow

__all__ = ["Fault", "pack_faults", "table_faults"]


def table_faults(table: ScoringTable) -> Iterator[Fault]:
    """Blank or repeated codes of rows and items, negative points and deductions of a scoring table."""
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
        if row.rule is not None:
            yield from _item_codes(row.rule, f"{place}.rule.items", where)


def _item_codes(rule: CriterionRule, place: str, where: str) -> Iterator[Fault]:
    """Numbers are kept by the codes of the items, so each has one of its own."""
    seen: set[str] = set()
    for number, item in enumerate(rule.items):
        at = f"{place}[{number}].code"
        if not item.code.strip():
            what, advice = f"Việc “{item.title}” chưa có mã.", "Ghi mã, ví dụ a."
            yield Fault(at, Problem("item-code-blank", what, advice, where))
        elif item.code in seen:
            what, advice = f"Hai việc cùng mã “{item.code}”.", "Mỗi việc một mã riêng."
            yield Fault(at, Problem("item-code-twice", what, advice, where))
        seen.add(item.code)


def pack_faults(pack: RulePack) -> Iterator[Fault]:
    """Everything in a rule pack that no regulation can mean.

    First what one value says by itself; only when all of that is sound, what two of them say together.
    """
    parts = (pack_checks, award_faults, duty_faults)
    single = [it for part in parts for check in part.SINGLE for it in check(pack)]
    yield from single
    if not single:
        for part in parts:
            for check in part.AGAINST_EACH_OTHER:
                yield from check(pack)


def _places(rows: Iterable[TableRow], place: str) -> Iterator[tuple[str, TableRow]]:
    for number, row in enumerate(rows):
        here = f"{place}[{number}]"
        yield here, row
        yield from _places(row.rows, f"{here}.rows")
