"""The kinds of criterion (K1–K16): one small pure function per kind, and a dict kind → function.

Each takes the row with its rule and the numbers of one unit and gives an `Outcome`. Which numbers a kind
asks for: `models.scores.criterion_inputs`; its words: `models.scores.criterion_words`; kinds that look at the other
units of the block: `models.scores.relative`. No plan, or a plan of 0, never divides: the rule's
policy decides.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import ROUND_FLOOR, Decimal

from models.criterion_rule import HUNDRED, Band, CriterionRule, Effect, Item
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.scores.outcome import (
    Outcome,
    floor_of,
    lacking,
    not_entered,
    percent,
    settled,
    unknown,
    without_plan,
)
from models.table import TableRow

Numbers = Mapping[str, Decimal]
Effects = tuple[tuple[Effect, str], ...]

TOO_LARGE = "số liệu quá lớn hoặc quá nhỏ, không tính được; kiểm tra lại"
CASE = "lần"
PLAN, RESULT, VALUE, YES = "plan", "result", "value", "yes"


def limits(row: TableRow, pack: RulePack) -> tuple[Decimal, Decimal | None]:
    """The lowest and the highest points that may be entered on a criterion; none where it has no points."""
    if row.rule is not None and row.rule.kind == "effect":
        return ZERO, ZERO
    return floor_of(row, pack), row.max_points


def compute(row: TableRow, inputs: Numbers, pack: RulePack, *, lenient: bool = False) -> Outcome:
    """What the rule of `row` makes of the numbers of one unit.

    `lenient` (bonus and deduction sections): a case that is not mentioned did not happen. The row must
    have a rule that is not relative.
    """
    rule = row.rule
    assert rule is not None, "a criterion with a rule"
    try:
        return _KINDS[rule.kind](row, rule, _Given(inputs, lenient), pack)
    except ArithmeticError:
        return unknown(TOO_LARGE)


class _Given:
    """The numbers of one unit, and which of those asked for are not there."""

    def __init__(self, inputs: Numbers, lenient: bool) -> None:
        self.inputs = inputs
        self.lenient = lenient

    def counts(self, items: Iterable[Item]) -> tuple[list[tuple[Item, Decimal]], tuple[str, ...]]:
        """Every item with its number, and the titles of the items that have none."""
        found, missing = [], []
        for item in items:
            number = self.inputs.get(item.code)
            if number is not None:
                found.append((item, number))
            elif not self.lenient:
                missing.append(item.title)
        return found, tuple(missing)


def _deduct(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K1: maximum − Σ count × points."""
    return _counted(row, rule, given, pack, start=_top(row), sign=-1)


def _per_case(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K2: Σ count × points; or only the item that gives most."""
    if rule.highest_only:
        found, missing = given.counts(rule.items)
        if missing:
            return lacking(missing)
        best = max(found, key=lambda it: _amount(*it), default=None)
        counted = [best] if best is not None and not _wiping(found) else []
        raw = sum((_amount(*it) for it in counted), ZERO)
        return settled(
            row,
            pack,
            raw,
            lambda: f"mức cao nhất: {_terms(counted).removeprefix('+ ')}",
            _effects(found),
        )
    return _counted(row, rule, given, pack, start=None, sign=1)


def _mixed(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K13: base + Σ count × signed points."""
    return _counted(row, rule, given, pack, start=rule.base, sign=1)


def _counted(
    row: TableRow,
    rule: CriterionRule,
    given: _Given,
    pack: RulePack,
    *,
    start: Decimal | None,
    sign: int,
) -> Outcome:
    found, missing = given.counts(rule.items)
    if missing:
        return lacking(missing)
    raw = (start or ZERO) + sign * sum((_amount(*it) for it in found), ZERO)
    wiped = _wiping(found)
    if wiped is not None:
        raw = min(raw, ZERO)

    def words() -> str:
        if wiped is not None:
            return f"{wiped.title}, trừ toàn bộ điểm"
        terms = _terms(found, sign)
        head = "" if start is None else show_short(start)
        return f"{head} {terms}".strip() if head else terms.removeprefix("+ ")

    return settled(row, pack, raw, words, _effects(found), is_sum=wiped is None)


def _wiping(found: Iterable[tuple[Item, Decimal]]) -> Item | None:
    """The item that takes all points of the criterion, if it happened."""
    return next((item for item, number in found if item.wipes and number), None)


def _amount(item: Item, number: Decimal) -> Decimal:
    """Points of one item: the points picked for it, or its points for each case."""
    return number if item.most is not None else number * item.points


def _terms(found: Iterable[tuple[Item, Decimal]], sign: int = 1) -> str:
    """ "− 3 lần × 0,5 − 1 văn bản × 2", what did not happen left out; "+ 0" when nothing did."""
    parts = []
    for item, number in found:
        amount = _amount(item, number) * sign
        if not number:
            continue
        mark = "−" if amount < 0 else "+"
        if item.most is not None:
            parts.append(f"{mark} {show_short(abs(number))} ({item.title})")
        else:
            cases = f"{show_short(number)} {item.measure or CASE}"
            # "lần" says nothing of what happened; a word of its own ("văn bản") does.
            named = f" ({item.title})" if (item.measure or CASE) == CASE else ""
            parts.append(f"{mark} {cases} × {show_short(abs(item.points))}{named}")
    return " ".join(parts) or f"{'−' if sign < 0 else '+'} 0"


def _combination(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K16: base − points of each condition that holds; all of them together cost `all_points`."""
    found, missing = given.counts(rule.items)
    if missing:
        return lacking(missing)
    start = _top(row) if rule.base is None else rule.base
    true = [item for item, number in found if number > 0]
    everything = rule.all_points is not None and len(true) == len(rule.items) and bool(true)
    taken = sum((item.points for item in true), ZERO)
    if everything and rule.all_points is not None:
        taken = rule.all_points

    def words() -> str:
        if everything:
            return f"{show_short(start)} − {show_short(taken)} (đủ cả {len(true)} trường hợp)"
        terms = " ".join(f"− {show_short(it.points)} ({it.title})" for it in true)
        return f"{show_short(start)} {terms or '− 0'}"

    return settled(row, pack, start - taken, words, _effects(found))


def _plan(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K3: maximum × reached % × result / plan."""
    plan, result = given.inputs.get(PLAN), given.inputs.get(RESULT)
    if plan is None or result is None:
        return not_entered(plan, result)
    if plan <= 0:
        return without_plan(row, rule.no_plan)
    top = _top(row)
    if result < plan and rule.below_plan == "nothing":
        return settled(
            row, pack, ZERO, lambda: f"{_of_plan(result, plan)}, chưa đạt kế hoạch", is_sum=False
        )
    raw = top * rule.reached_percent * result / (HUNDRED * plan)

    def words() -> str:
        part = "" if rule.reached_percent == HUNDRED else f" × {show_short(rule.reached_percent)}%"
        return f"{show_short(top)}{part} × {show_short(result)} : {show_short(plan)}"

    return settled(row, pack, raw, words)


def _steps(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K11: base, + y for each full x % over the plan, − z for each begun x % under it."""
    plan, result = given.inputs.get(PLAN), given.inputs.get(RESULT)
    if plan is None or result is None:
        return not_entered(plan, result)
    if plan <= 0:
        return without_plan(row, rule.no_plan)
    start = _top(row) if rule.base is None else rule.base
    if rule.step_percent <= 0:
        return unknown("quy tắc chưa ghi phần trăm của mỗi bậc")
    apart = (result - plan) * HUNDRED / (plan * rule.step_percent)
    over = apart >= 0
    whole = apart.to_integral_value(ROUND_FLOOR)
    steps = abs(whole)
    raw = start + steps * rule.step_points if over else start - steps * rule.under_points

    def words() -> str:
        each = rule.step_points if over else rule.under_points
        size = f"{show_short(steps)} lần {show_short(rule.step_percent)}%"
        begun = "hụt" if apart == whole else "hụt (kể cả phần lẻ)"
        return (
            f"{_of_plan(result, plan)}: {show_short(start)} {'+' if over else '−'} "
            f"{size} {'vượt' if over else begun} × {show_short(each)}"
        )

    return settled(row, pack, raw, words)


def _tiers(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K4–K6: points of the band in which the number lies; in none of them: 0."""
    if rule.measure == "ratio":
        plan, result = given.inputs.get(PLAN), given.inputs.get(RESULT)
        if plan is None or result is None:
            return not_entered(plan, result)
        if plan <= 0:
            return without_plan(row, rule.no_plan)
        return banded(row, rule, pack, HUNDRED * result / plan, lambda: _of_plan(result, plan))
    value = given.inputs.get(VALUE)
    if value is None:
        return lacking((VALUE_TITLES.get(rule.measure, "số liệu"),))
    unit = rule.unit_word or VALUE_UNITS.get(rule.measure, "")
    joined = "%" if unit == "%" else f" {unit}".rstrip()
    return banded(row, rule, pack, value, lambda: f"{show_short(value)}{joined}")


def banded(
    row: TableRow, rule: CriterionRule, pack: RulePack, value: Decimal, name: Callable[[], str]
) -> Outcome:
    """Points of the first band that holds `value`, with the band's effect."""
    band = next((it for it in rule.bands if holds(it, value)), None)
    if band is None:
        return settled(row, pack, ZERO, lambda: f"{name()}, không thuộc bậc nào", is_sum=False)
    effects: Effects = ()
    if band.effect is not None:
        effects = ((band.effect, f"{row.title}: {name()}, bậc {band_words(band)}"),)
    return settled(
        row, pack, band.points, lambda: f"{name()}, bậc {band_words(band)}", effects, is_sum=False
    )


def holds(band: Band, value: Decimal) -> bool:
    """Whether `value` lies in the band, its open ends left out."""
    if band.low is not None and (value <= band.low if band.low_open else value < band.low):
        return False
    if band.high is None:
        return True
    return value < band.high if band.high_open else value <= band.high


def band_words(band: Band, unit: str = "") -> str:
    """ "trên 95%", "75–95%", "từ 50 đến dưới 75%", "dưới 50%", "6–10 ngày"."""
    low = None if band.low is None else show_short(band.low)
    high = None if band.high is None else show_short(band.high)
    if low is None and high is None:
        return "bất kỳ"
    if high is None:
        return f"trên {low}{unit}" if band.low_open else f"từ {low}{unit} trở lên"
    if low is None:
        return f"{'dưới' if band.high_open else 'đến'} {high}{unit}"
    if low == high:
        return f"{low}{unit}"
    if not band.low_open and not band.high_open:
        return f"{low}–{high}{unit}"
    under = "dưới " if band.high_open else ""
    return f"{'trên' if band.low_open else 'từ'} {low} đến {under}{high}{unit}"


def _yes_no(row: TableRow, _rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K7: the maximum or 0."""
    value = given.inputs.get(YES)
    if value is None:
        return lacking(("có hay không",))
    top = _top(row)
    return settled(
        row,
        pack,
        top if value > 0 else ZERO,
        lambda: "có" if value > 0 else "không",
        is_sum=False,
    )


def _graded(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K8: the points of the level chosen."""
    chosen = [item for item in rule.items if given.inputs.get(item.code, ZERO) > 0]
    if not chosen:
        return lacking(("mức xếp loại",))
    if len(chosen) > 1:
        return unknown(f"chọn {len(chosen)} mức; chỉ chọn một")
    level = chosen[0]
    effects: Effects = ()
    if level.effect is not None:
        effects = ((level.effect, f"{row.title}: {level.title}"),)
    return settled(row, pack, level.points, lambda: f"mức “{level.title}”", effects, is_sum=False)


def _other_body(row: TableRow, rule: CriterionRule, given: _Given, pack: RulePack) -> Outcome:
    """K12: what another body gave × factor."""
    value = given.inputs.get(VALUE)
    if value is None:
        return lacking(("điểm do nơi khác chấm",))
    factor = rule.factor_percent
    return settled(
        row,
        pack,
        value * factor / HUNDRED,
        lambda: f"{show_short(value)} × {show_short(factor)}%",
    )


def _choice(_row: TableRow, _rule: CriterionRule, _given: _Given, _pack: RulePack) -> Outcome:
    """K14: points are chosen, not computed."""
    return unknown("người chấm ghi thẳng số điểm")


def _effect(_row: TableRow, rule: CriterionRule, given: _Given, _pack: RulePack) -> Outcome:
    """K15: no points; what was counted acts on class or rank."""
    found, _ = given.counts(rule.items)

    def words() -> str:
        parts = [_effect_words(item, number) for item, number in found if number]
        return "; ".join(parts) or "không có trường hợp nào"

    return Outcome(ZERO, words, _effects(found))


def _effect_words(item: Item, number: Decimal) -> str:
    """How often it happened, and from where on it acts when that is not reached."""
    said = f"{item.title}: {_cases_words(item, number)}"
    if _cases(item, number) >= item.effect_from:
        return said
    return f"{said}, chưa tác động (từ {show_short(item.effect_from)} {item.measure or CASE})"


def _effects(found: Iterable[tuple[Item, Decimal]]) -> Effects:
    return tuple(
        (item.effect, f"{item.title}: {_cases_words(item, number)}")
        for item, number in found
        if item.effect is not None and number and _cases(item, number) >= item.effect_from
    )


def _cases(item: Item, number: Decimal) -> Decimal:
    """How many cases a number means: picked points are one case, however many they are."""
    return number if item.most is None else Decimal(1)


def _cases_words(item: Item, number: Decimal) -> str:
    return f"{show_short(_cases(item, number))} {item.measure or CASE}"


def _top(row: TableRow) -> Decimal:
    return row.max_points or ZERO


def _of_plan(result: Decimal, plan: Decimal) -> str:
    return f"{show_short(result)} : {show_short(plan)} = {percent(HUNDRED * result / plan)}"


VALUE_TITLES = {"count": "số lượng", "days": "số ngày chậm", "percent": "tỷ lệ đạt"}
VALUE_UNITS = {"days": "ngày", "percent": "%"}

_Kind = Callable[[TableRow, CriterionRule, _Given, RulePack], Outcome]
_KINDS: dict[str, _Kind] = {
    "deduct": _deduct,
    "per_case": _per_case,
    "mixed": _mixed,
    "combination": _combination,
    "plan": _plan,
    "steps": _steps,
    "tiers": _tiers,
    "yes_no": _yes_no,
    "graded": _graded,
    "other_body": _other_body,
    "choice": _choice,
    "effect": _effect,
}
