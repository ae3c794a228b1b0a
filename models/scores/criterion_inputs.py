"""Which numbers the rule of a criterion asks for: the fields of screen, form and import alike."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal, NamedTuple

from models.criterion_rule import HUNDRED, CriterionRule, Item
from models.points import ZERO, show_short
from models.scores.criteria import PLAN, RESULT, VALUE, VALUE_TITLES, VALUE_UNITS, YES
from models.season import Input
from models.table import TableRow

ONE = Decimal(1)


class Misfit(NamedTuple):
    """Why a number may not stand in a field; `bound` are the words for what it must keep to ("1 đến 3")."""

    kind: Literal["low", "high", "between", "fraction"]
    bound: str = ""


class InputField(NamedTuple):
    """One number to enter. `measure` is its unit (lần, ngày, %); `whole` numbers have no decimals.

    `one_of` marks the levels of a list, of which exactly one is 1; `flag` a yes (1) or no (0). `picked`
    is the range of points to pick from ("trừ 2–5 đ"); beside it only 0 is allowed, for what did not happen.
    """

    key: str
    title: str
    measure: str = ""
    whole: bool = False
    lowest: Decimal | None = ZERO
    highest: Decimal | None = None
    flag: bool = False
    one_of: bool = False
    picked: tuple[Decimal, Decimal] | None = None

    def misfit(self, value: Decimal) -> Misfit | None:
        """Why a number may not stand in the field; None when it may."""
        if self.lowest is not None and value < self.lowest:
            return Misfit("low", show_short(self.lowest))
        if self.highest is not None and value > self.highest:
            return Misfit("high", show_short(self.highest))
        if self.picked is not None and value and not self.picked[0] <= value <= self.picked[1]:
            return Misfit("between", " đến ".join(map(show_short, self.picked)))
        if self.whole and value % 1:
            return Misfit("fraction")
        return None


def input_fields(row: TableRow) -> tuple[InputField, ...]:
    """The numbers of a criterion in the order to ask for them; () where points are judged or chosen."""
    rule = row.rule
    if rule is None or rule.kind == "choice":
        return ()
    if rule.kind in ("deduct", "per_case", "mixed", "effect"):
        return tuple(_count(it) for it in rule.items)
    if rule.kind in ("combination", "graded"):
        one_of = rule.kind == "graded"
        return tuple(
            InputField(it.code, it.title, whole=True, highest=ONE, flag=True, one_of=one_of)
            for it in rule.items
        )
    if rule.kind == "yes_no":
        return (InputField(YES, row.title, whole=True, highest=ONE, flag=True),)
    if rule.kind in ("plan", "steps", "leader") or (rule.kind, rule.measure) == ("tiers", "ratio"):
        word = rule.unit_word
        return (InputField(PLAN, "Kế hoạch", word), InputField(RESULT, "Thực hiện", word))
    return (_value(rule),)


def _count(item: Item) -> InputField:
    if item.most is None:
        return InputField(item.code, item.title, item.measure or "lần", whole=True)
    picked = (min(item.points, item.most), max(item.points, item.most))
    title = f"{item.title} ({show_short(picked[0])}–{show_short(picked[1])} điểm)"
    lowest, highest = min(picked[0], ZERO), max(picked[1], ZERO)
    return InputField(item.code, title, "điểm", lowest=lowest, highest=highest, picked=picked)


def _value(rule: CriterionRule) -> InputField:
    if rule.kind == "other_body":
        return InputField(VALUE, "Điểm do nơi khác chấm", "điểm")
    if rule.kind == "average":
        return InputField(VALUE, "Số liệu", rule.unit_word)
    title = VALUE_TITLES.get(rule.measure, "số liệu")
    whole = rule.measure in ("count", "days")
    highest = HUNDRED if rule.measure == "percent" else None
    unit = rule.unit_word or VALUE_UNITS.get(rule.measure, "")
    return InputField(VALUE, title[:1].upper() + title[1:], unit, whole=whole, highest=highest)


def numbers(inputs: tuple[Input, ...]) -> dict[str, Decimal]:
    """Key → value."""
    return {it.key: it.value for it in inputs}


def as_inputs(given: Mapping[str, Decimal | None]) -> tuple[Input, ...]:
    """The canonical form that a `Score` keeps: what is empty left out, ordered by key."""
    return tuple(Input(key, value) for key, value in sorted(given.items()) if value is not None)
