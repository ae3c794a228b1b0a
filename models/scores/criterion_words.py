"""The rule of a criterion in Vietnamese, for table, form, paper and editor."""

from collections.abc import Callable

from models.criterion_rule import (
    HUNDRED,
    CriterionKind,
    CriterionRule,
    Effect,
    Item,
    NotApplicablePolicy,
)
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.scores.criteria import CASE, VALUE_TITLES, VALUE_UNITS, band_words
from models.scores.outcome import floor_of
from models.table import TableRow

KIND_TITLES: dict[CriterionKind, str] = {
    "deduct": "Trừ từ điểm tối đa",
    "per_case": "Chấm theo lần",
    "mixed": "Cộng và trừ",
    "combination": "Tổ hợp điều kiện",
    "plan": "Tỷ lệ đạt kế hoạch",
    "steps": "Mỗi phần trăm vượt",
    "tiers": "Theo bậc",
    "yes_no": "Có hoặc không",
    "graded": "Theo mức xếp loại",
    "leader": "So với đơn vị dẫn đầu",
    "average": "So với bình quân khối",
    "other_body": "Lấy điểm nơi khác chấm",
    "choice": "Tự chọn trong khoảng",
    "effect": "Không tính điểm, chỉ tác động xếp loại",
}
NO_SIGN = " "
"""In a bonus section points are given, in a deduction section the same words are taken away."""
JUDGED = "Người chấm cho điểm trong mức tối đa"

EFFECT_TITLES: dict[Effect, str] = {
    "lower_class": "hạ một bậc xếp loại",
    "no_class": "không xếp loại",
    "not_ranked": "không xếp hạng",
    "not_considered": "không bình xét, suy tôn",
}
POLICY_TITLES: dict[NotApplicablePolicy, str] = {
    "leave_out": "không tính, so theo tỷ lệ điểm có thể đạt",
    "full": "tính đủ điểm",
    "substitute": "lấy kết quả tiêu chí khác thay",
    "percent_cap": "tính tối đa một tỷ lệ của điểm",
    "own_group": "so riêng trong nhóm",
}


def describe(row: TableRow, pack: RulePack) -> str:
    """How the points of a criterion come about, in one or two sentences; "" when they are judged."""
    rule = row.rule
    if rule is None:
        return ""
    sentence = _WORDS[rule.kind](row, rule)
    lowest = floor_of(row, pack)
    if rule.floor is not None and lowest != ZERO and rule.kind != "choice":
        sentence += f" Thấp nhất {show_short(lowest)} điểm."
    if rule.no_plan is not None:
        sentence += f" Không có kế hoạch giao: {POLICY_TITLES[rule.no_plan]}."
    return sentence


def _items(rule: CriterionRule, mark: str = "") -> str:
    return "; ".join(_item(it, mark) for it in rule.items)


def _item(item: Item, mark: str) -> str:
    sign = mark.strip() if mark else "−" if item.points < 0 else "+"
    each = f"{sign}{show_short(abs(item.points))}"
    if item.most is not None:
        each = f"{sign}{show_short(abs(item.points))} đến {show_short(abs(item.most))}"
    said = "trừ toàn bộ điểm" if item.wipes else f"{each}/{item.measure or CASE}"
    return f"{item.title}: {said}{_acting(item)}"


def _acting(item: Item) -> str:
    """ ", từ 3 lần không xếp loại", "" where the item acts on nothing."""
    if item.effect is None:
        return ""
    from_case = f"{_from_case(item)} " if item.effect_from > 1 else ""
    return f", {from_case}{EFFECT_TITLES[item.effect]}"


def _from_case(item: Item) -> str:
    return f"từ {show_short(item.effect_from)} {item.measure or CASE}"


def _deduct(row: TableRow, rule: CriterionRule) -> str:
    return f"Từ {_most(row)} điểm trừ dần. {_items(rule, '−')}."


def _per_case(row: TableRow, rule: CriterionRule) -> str:
    limit = f" Tối đa {_most(row)} điểm." if row.max_points is not None else ""
    highest = " Chỉ tính mức cao nhất." if rule.highest_only else ""
    return f"{_items(rule, NO_SIGN)}.{highest}{limit}"


def _mixed(_row: TableRow, rule: CriterionRule) -> str:
    start = f"Từ {show_short(rule.base)} điểm. " if rule.base is not None else ""
    return f"{start}{_items(rule)}."


def _combination(row: TableRow, rule: CriterionRule) -> str:
    start = _most(row) if rule.base is None else show_short(rule.base)
    parts = "; ".join(f"{it.title}: −{show_short(it.points)}{_acting(it)}" for it in rule.items)
    whole = ""
    if rule.all_points is not None:
        whole = f" Đủ cả {len(rule.items)} trường hợp: −{show_short(rule.all_points)}."
    return f"Từ {start} điểm. {parts}.{whole}"


def _plan(row: TableRow, rule: CriterionRule) -> str:
    if rule.reached_percent == HUNDRED:
        head = f"{_most(row)} điểm × thực hiện : kế hoạch."
    else:
        head = (
            f"Đạt kế hoạch được {show_short(rule.reached_percent)}% của {_most(row)} điểm, "
            "hơn kém theo tỷ lệ."
        )
    if rule.below_plan == "nothing":
        head = head.replace("hơn kém theo tỷ lệ", "vượt thì hơn theo tỷ lệ")
        head += " Chưa đạt kế hoạch: 0 điểm."
    return head


def _steps(row: TableRow, rule: CriterionRule) -> str:
    start = _most(row) if rule.base is None else show_short(rule.base)
    size = show_short(rule.step_percent)
    parts = [f"Đạt kế hoạch {start} điểm; mỗi {size}% vượt +{show_short(rule.step_points)}"]
    if rule.under_points:
        parts.append(f"mỗi {size}% hụt, kể cả phần lẻ, −{show_short(rule.under_points)}")
    return "; ".join(parts) + "."


def _tiers(_row: TableRow, rule: CriterionRule) -> str:
    if rule.measure == "ratio":
        name, unit = "tỷ lệ thực hiện so với kế hoạch", "%"
    else:
        name = VALUE_TITLES[rule.measure]
        unit = rule.unit_word or VALUE_UNITS.get(rule.measure, "")
    space = "" if unit == "%" else " "
    return f"Theo {name}: {_bands(rule, f'{space}{unit}'.rstrip())}."


def _bands(rule: CriterionRule, unit: str) -> str:
    return "; ".join(
        f"{band_words(it, unit)}: {show_short(it.points)}"
        + (f", {EFFECT_TITLES[it.effect]}" if it.effect is not None else "")
        for it in rule.bands
    )


def _yes_no(row: TableRow, _rule: CriterionRule) -> str:
    return f"Có: {_most(row)} điểm; không: 0."


def _graded(_row: TableRow, rule: CriterionRule) -> str:
    return (
        "; ".join(
            f"{it.title}: {show_short(it.points)}"
            + (f", {EFFECT_TITLES[it.effect]}" if it.effect is not None else "")
            for it in rule.items
        )
        + "."
    )


def _leader(row: TableRow, rule: CriterionRule) -> str:
    if rule.reached_percent == HUNDRED:
        return f"Đạt kế hoạch được {_most(row)} điểm; chưa đạt thì theo tỷ lệ."
    return (
        f"Đơn vị vượt kế hoạch nhiều nhất được {_most(row)} điểm; đạt kế hoạch được "
        f"{show_short(rule.reached_percent)}%, phần còn lại theo tỷ lệ vượt so với đơn vị dẫn đầu."
    )


def _average(_row: TableRow, rule: CriterionRule) -> str:
    return f"So với bình quân của khối: {_bands(rule, '%')}."


def _other_body(_row: TableRow, rule: CriterionRule) -> str:
    return f"{show_short(rule.factor_percent)}% số điểm do nơi khác chấm."


def _choice(row: TableRow, rule: CriterionRule) -> str:
    lowest = "mức thấp nhất" if rule.floor is None else show_short(rule.floor)
    return f"Người chấm chọn từ {lowest} đến {_most(row)} điểm."


def _effect(_row: TableRow, rule: CriterionRule) -> str:
    parts = []
    for it in rule.items:
        word = "chưa chọn tác động" if it.effect is None else EFFECT_TITLES[it.effect]
        count = f" {_from_case(it)}" if it.effect_from > 1 else ""
        parts.append(f"{it.title}{count}: {word}")
    return f"Không tính điểm. {'; '.join(parts)}."


def _most(row: TableRow) -> str:
    return show_short(row.max_points or ZERO)


_WORDS: dict[CriterionKind, Callable[[TableRow, CriterionRule], str]] = {
    "deduct": _deduct,
    "per_case": _per_case,
    "mixed": _mixed,
    "combination": _combination,
    "plan": _plan,
    "steps": _steps,
    "tiers": _tiers,
    "yes_no": _yes_no,
    "graded": _graded,
    "leader": _leader,
    "average": _average,
    "other_body": _other_body,
    "choice": _choice,
    "effect": _effect,
}
