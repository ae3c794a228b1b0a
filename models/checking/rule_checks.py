"""Checks of the rules on a table's criteria: figures of one rule that contradict it or its row."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import pairwise

from models.checking.band_checks import band_gaps, band_overlap, in_order
from models.checking.table_checks import TableCheck
from models.criterion_rule import HUNDRED, CriterionRule
from models.errors import Problem, Severity
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.scores.criteria import band_words
from models.table import ScoringTable, TableRow

RuleCheck = Callable[[TableRow, CriterionRule, RulePack], Iterator[Problem]]
_WITH_ITEMS = ("deduct", "per_case", "mixed", "combination", "graded", "effect")
_WITH_BANDS = ("tiers", "average")
_TAKES_AWAY = ("deduct", "combination")
_FIX = "Sửa một trong hai số."


def _problem(
    row: TableRow, code: str, what: str, advice: str, severity: Severity = "error"
) -> Problem:
    return Problem(code, what, advice, f"Tiêu chí {row.code}", severity)


# ---- what a kind needs


def _items(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    if rule.kind in _WITH_ITEMS and not rule.items:
        name = {"graded": "mức nào", "combination": "điều kiện nào"}.get(rule.kind, "việc nào")
        yield _problem(row, "rule-items-missing", f"Quy tắc chưa có {name}.", "Ghi ít nhất một.")


def _bands(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    if rule.kind in _WITH_BANDS and not rule.bands:
        yield _problem(row, "rule-bands-missing", "Quy tắc chưa có bậc nào.", "Ghi các bậc.")


def _percents(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    """Shares that would give nothing at all, or more than all of the maximum."""
    named = {
        "plan": ("Phần điểm khi đạt kế hoạch", rule.reached_percent, HUNDRED),
        "leader": ("Phần điểm khi đạt kế hoạch", rule.reached_percent, HUNDRED),
        "steps": ("Mỗi bậc vượt", rule.step_percent, None),
        "other_body": ("Hệ số", rule.factor_percent, None),
    }
    if rule.kind not in named:
        return
    name, percent, most = named[rule.kind]
    may_be_zero = rule.kind == "leader"
    if percent < 0 or (percent == 0 and not may_be_zero):
        what = f"{name} ghi {show_short(percent)}%."
        yield _problem(row, "rule-percent-missing", what, "Ghi tỷ lệ lớn hơn 0.")
    elif most is not None and percent > most:
        what = f"{name} ghi {show_short(percent)}%, nhiều hơn cả điểm tối đa."
        yield _problem(row, "rule-percent-over", what, "Ghi từ 0 đến 100.")


def _effects(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    """A criterion without points does something, and has no points."""
    if rule.kind != "effect":
        return
    idle = [it.title for it in rule.items if it.effect is None]
    if idle:
        what = f"Chưa chọn tác động của: {'; '.join(idle)}."
        yield _problem(row, "effect-missing", what, "Chọn hạ bậc, không xếp loại hoặc không xét.")
    if row.max_points:
        what = f"Tiêu chí chỉ tác động đến xếp loại nhưng ghi {show_short(row.max_points)} điểm."
        yield _problem(row, "effect-with-points", what, "Bỏ điểm tối đa, hoặc chọn cách chấm khác.")


def _no_plan(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    """A plan of 0 can be left out or counted in full; only the leader's rule knows own groups."""
    with_plan = rule.kind in ("plan", "steps", "leader") or (
        rule.kind == "tiers" and rule.measure == "ratio"
    )
    known = ("leave_out", "full", *(("own_group",) if rule.kind == "leader" else ()))
    if with_plan and rule.no_plan is not None and rule.no_plan not in known:
        what = "Cách tính khi không có kế hoạch không dùng được với quy tắc này."
        advice = "Chọn không tính, hoặc tính đủ điểm; trường hợp riêng thì ghi cho từng đơn vị."
        yield _problem(row, "no-plan-policy", what, advice)


# ---- points against the row


def _over_maximum(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    """A band or level may not give more than the row; what one case gives may, but is cut."""
    most = row.max_points
    if most is None:
        return
    named = [(it.points, "Một bậc") for it in rule.bands if rule.kind in _WITH_BANDS]
    named += [(it.points, f"Mức “{it.title}”") for it in rule.items if rule.kind == "graded"]
    if rule.base is not None and rule.kind in ("mixed", "combination", "steps"):
        named.append((rule.base, "Điểm ban đầu"))
    over = [it for it in named if it[0] > most]
    if over:
        points, name = over[0]
        what = f"{name} được {show_short(points)} điểm, dòng này tối đa {show_short(most)}."
        yield _problem(row, "cap-below-points", what, _FIX)
    if rule.kind not in ("deduct", "per_case"):
        return
    dear = [it for it in rule.items if not it.wipes and it.points > most]
    if dear:
        what = (
            f"Một lần “{dear[0].title}” là {show_short(dear[0].points)} điểm, dòng này tối đa "
            f"{show_short(most)}; phần vượt không được tính."
        )
        yield _problem(row, "item-over-maximum", what, "Xem lại hai số này.", "warning")


def _below_floor(row: TableRow, rule: CriterionRule, pack: RulePack) -> Iterator[Problem]:
    lowest = pack.criterion_floor if rule.floor is None else rule.floor
    if row.max_points is not None and lowest > row.max_points:
        what = (
            f"Điểm thấp nhất {show_short(lowest)} lớn hơn điểm tối đa {show_short(row.max_points)}."
        )
        yield _problem(row, "floor-over-maximum", what, _FIX)
    under = [it.points for it in rule.bands if rule.kind in _WITH_BANDS and it.points < lowest]
    under += [it.points for it in rule.items if rule.kind == "graded" and it.points < lowest]
    if under:
        what = f"Một bậc ghi {show_short(min(under))} điểm, điểm thấp nhất là {show_short(lowest)}."
        advice = "Hạ điểm thấp nhất của tiêu chí, hoặc sửa điểm của bậc."
        yield _problem(row, "points-below-lowest", what, advice, "warning")


def _signs(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    """Amounts are written without a sign; only what is added and taken away (mixed) has one."""
    named = [("Mỗi bậc vượt", rule.step_points), ("Mỗi bậc hụt", rule.under_points)]
    named.append(("Điểm trừ khi đủ mọi điều kiện", rule.all_points or ZERO))
    if rule.kind in (*_TAKES_AWAY, "per_case"):
        named += [(f"“{it.title}”", it.points) for it in rule.items]
    for name, amount in named:
        if amount < 0:
            what = f"{name} ghi {show_short(amount)} điểm."
            advice = f"Ghi {show_short(-amount)}, không có dấu trừ."
            if rule.kind == "per_case":
                advice = "Ghi số từ 0; vừa cộng vừa trừ thì chọn cách chấm “Cộng và trừ”."
            yield _problem(row, "rule-amount-negative", what, advice)
            return


def _combination(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    if rule.kind != "combination" or rule.all_points is None:
        return
    parts = sum((it.points for it in rule.items), ZERO)
    if rule.all_points < parts:
        what = (
            f"Đủ mọi điều kiện chỉ trừ {show_short(rule.all_points)} điểm, từng điều kiện cộng lại "
            f"đã trừ {show_short(parts)}."
        )
        yield _problem(row, "all-points-below-sum", what, _FIX)


def _deducted_twice(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    if rule.kind in _TAKES_AWAY and row.deduct_each:
        what = (
            f"Dòng vừa có quy tắc trừ từ điểm tối đa, vừa trừ {show_short(row.deduct_each)} điểm mỗi "
            "lần theo quy định của khối."
        )
        yield _problem(row, "deduct-twice", what, "Bỏ một trong hai.")


def _levels_in_order(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    points = [it.points for it in rule.items]
    if rule.kind == "graded" and points not in (sorted(points), sorted(points, reverse=True)):
        shown = "; ".join(f"{it.title} {show_short(it.points)}" for it in rule.items)
        what = f"Điểm các mức không theo thứ tự: {shown}."
        yield _problem(row, "levels-out-of-order", what, "Xếp lại từ cao xuống thấp.", "warning")


def _effect_counts(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    early = [it for it in rule.items if it.effect is not None and it.effect_from <= 0]
    if early:
        what = f"“{early[0].title}” tác động từ lần thứ {show_short(early[0].effect_from)}."
        yield _problem(row, "effect-from", what, "Ghi từ 1.")


# ---- bands


def _band_ends(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    """A percentage of what is due lies within 0 … 100; the others are not below 0."""
    if rule.kind not in _WITH_BANDS:
        return
    most = HUNDRED if rule.kind == "tiers" and rule.measure == "percent" else None
    ends = [it for band in rule.bands for it in (band.low, band.high) if it is not None]
    over = [it for it in ends if most is not None and it > most]
    over += [it.low for it in rule.bands if it.low is not None and it.low == most and it.low_open]
    if over:
        what = f"Bậc ghi {show_short(over[0])}%, tỷ lệ cao nhất là 100%."
        advice = "Ghi từ 0 đến 100; vượt kế hoạch thì đo thực hiện so với kế hoạch."
        yield _problem(row, "band-percent-over", what, advice)
    under = [it for it in ends if it < 0]
    if under:
        what = f"Bậc ghi {show_short(under[0])}, số đo không nhỏ hơn 0."
        yield _problem(row, "band-below-zero", what, "Ghi từ 0 trở lên.")


def _band_overlaps(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    if rule.kind in _WITH_BANDS:
        found = band_overlap(rule)
        if found:
            yield _problem(row, "bands-overlap", found, "Sửa để mỗi số chỉ thuộc một bậc.")


def _band_gaps(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    if rule.kind in _WITH_BANDS and rule.bands and not band_overlap(rule):
        gaps = band_gaps(rule)
        if gaps:
            what = f"Các bậc bỏ trống: {'; '.join(gaps)}. Số ở đó được 0 điểm."
            yield _problem(row, "bands-gap", what, "Ghi thêm bậc, hoặc nối các bậc.", "warning")


def _bands_in_order(row: TableRow, rule: CriterionRule, _pack: RulePack) -> Iterator[Problem]:
    """Who is later hardly means to earn more; a warning, since the source may say so all the same."""
    if rule.kind != "tiers" or rule.measure != "days" or band_overlap(rule):
        return
    for before, after in pairwise(in_order(rule)):
        if after.points > before.points:
            what = (
                f"Chậm {band_words(after, ' ngày')} được {show_short(after.points)} điểm, nhiều hơn "
                f"chậm {band_words(before, ' ngày')} ({show_short(before.points)} điểm)."
            )
            yield _problem(row, "late-earns-more", what, "Xem có đổi chỗ điểm không.", "warning")
            return


RULE_CHECKS: tuple[RuleCheck, ...] = (
    _items,
    _bands,
    _percents,
    _effects,
    _no_plan,
    _over_maximum,
    _below_floor,
    _signs,
    _combination,
    _deducted_twice,
    _levels_in_order,
    _effect_counts,
    _band_ends,
    _band_overlaps,
    _band_gaps,
    _bands_in_order,
)


def _rules(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    for _, row in table.walk():
        if row.is_criterion and row.rule is not None:
            for check in RULE_CHECKS:
                yield from check(row, row.rule, pack)


def _rule_on_group(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    for _, row in table.walk():
        if not row.is_criterion and row.rule is not None:
            yield Problem(
                "rule-on-group",
                "Dòng này có dòng con nên không tính điểm theo quy tắc riêng.",
                "Bỏ quy tắc, hoặc chuyển quy tắc xuống tiêu chí.",
                f"Mục {row.code}",
            )


def _deduct_in_deductions(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    """What a deduction section makes is taken away, so counting down from a maximum there turns round."""
    for section in table.sections("deduction"):
        for _, row in section.walk():
            rule = row.rule if row.is_criterion else None
            if rule is not None and (rule.kind == "deduct" or _from_maximum(rule)):
                yield _problem(
                    row,
                    "deduct-in-deductions",
                    "Mục điểm trừ mà tiêu chí lại trừ dần từ điểm tối đa: càng vi phạm càng ít bị trừ.",
                    "Chọn cách chấm theo lần.",
                    "warning",
                )


def _from_maximum(rule: CriterionRule) -> bool:
    return rule.kind == "combination" and (rule.base is None or rule.base > Decimal(0))


CHECKS: tuple[TableCheck, ...] = (_rule_on_group, _rules, _deduct_in_deductions)
