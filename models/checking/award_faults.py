"""What no regulation can mean: classes, shares and quotas of a rule pack that contradict it."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from models.award_rules import ClassBand, Threshold
from models.checking.pack_faults import PackCheck, tier_faults
from models.checking.placed import Fault, fault
from models.points import show_short
from models.rulepack import RulePack

_HUNDRED = Decimal(100)
_ONE_OF_TWO = "Sửa một trong hai số."


def _percents(pack: RulePack) -> Iterator[Fault]:
    """No share below 0 or above 100 %."""
    for place, name, percent in _named_percents(pack):
        if percent is not None and not 0 <= percent <= _HUNDRED:
            what = f"{name} ghi {show_short(percent)}%."
            yield fault(place, "percent-out-of-range", what, "Ghi từ 0 đến 100.")


def _named_percents(pack: RulePack) -> Iterator[tuple[str, str, Decimal | None]]:
    rule = pack.organisation
    if rule is not None:
        name = f"Tỷ lệ điểm của mục {rule.section}"
        yield "organisation.neither_percent", name, rule.neither_percent
    name = "Tỷ lệ điểm của tiêu chí không áp dụng"
    yield "not_applicable_percent", name, pack.not_applicable_percent
    for number, band in enumerate(pack.classes):
        place = f"classes[{number}].top_percent"
        yield place, f"Tỷ lệ đơn vị đứng đầu của mức “{band.name}”", band.top_percent
    for number, quota in enumerate(pack.quotas):
        if quota.kind == "percent":
            yield f"quotas[{number}].value", f"Tỷ lệ {quota.award}", quota.value


def _not_applicable(pack: RulePack) -> Iterator[Fault]:
    if pack.not_applicable == "percent_cap" and pack.not_applicable_percent is None:
        what = "Tiêu chí không áp dụng thì tính theo một tỷ lệ điểm, nhưng chưa ghi tỷ lệ."
        yield fault("not_applicable_percent", "percent-missing", what, "Ghi tỷ lệ, ví dụ 50.")


def _class_names(pack: RulePack) -> Iterator[Fault]:
    for number, band in enumerate(pack.classes):
        if not band.name.strip():
            what = f"Mức xếp loại từ {show_short(band.lowest)} điểm chưa có tên."
            yield fault(f"classes[{number}].name", "class-blank", what, "Ghi tên mức.")


def _class_bounds(pack: RulePack) -> Iterator[Fault]:
    """Best first: the bounds fall, and a band is not hidden behind the one above it."""
    for kind in dict.fromkeys(band.unit_kind for band in pack.classes):
        bands = [it for it in enumerate(pack.classes) if it[1].unit_kind == kind]
        for (_, above), (number, band) in pairwise(bands):
            of = f" ({kind})" if kind else ""
            pair = f"“{above.name}” {_bound(above)}, “{band.name}” {_bound(band)}{of}"
            place = f"classes[{number}].lowest"
            high, low = _strict(above), _strict(band)
            if high < low:
                what = f"Các mức xếp loại không giảm dần: {pair}."
                yield fault(place, "classes-not-falling", what, "Xếp mức cao nhất lên trước.")
            elif high == low and not _has_conditions(above):
                what = f"Hai mức xếp loại cùng một ngưỡng điểm: {pair}."
                advice = "Sửa một ngưỡng, hoặc ghi điều kiện riêng cho mức cao hơn."
                yield fault(place, "class-same-bound", what, advice)


def _strict(band: ClassBand) -> tuple[Decimal, bool]:
    return band.lowest, band.over


def _bound(band: ClassBand) -> str:
    return f"{'trên' if band.over else 'từ'} {show_short(band.lowest)} điểm"


def _has_conditions(band: ClassBand) -> bool:
    return band.deductions_most is not None or band.top_percent is not None or bool(band.none_of)


def _class_reached(pack: RulePack) -> Iterator[Fault]:
    """A band above the points that classes are taken on can never be reached."""
    limits = [(pack.class_cap, "class_cap", "xếp loại chỉ tính đến")]
    if not pack.bonus_over_total:
        limits.append((pack.total, "total", "tổng điểm của bảng chỉ"))
    for number, band in enumerate(pack.classes):
        for limit, code, name in limits:
            if limit is None or band.lowest < limit or (band.lowest == limit and not band.over):
                continue
            what = f"Mức “{band.name}” {_bound(band)} nhưng {name} {show_short(limit)} điểm."
            place = f"classes[{number}].lowest"
            yield fault(place, f"class-over-{code.replace('_', '-')}", what, _ONE_OF_TWO)


def _class_cap(pack: RulePack) -> Iterator[Fault]:
    """Classes are taken on at most what a unit can have."""
    most = pack.total
    if most is not None and pack.bonus_over_total:
        most = None if pack.bonus_max is None else most + pack.bonus_max
    if pack.class_cap is not None and most is not None and pack.class_cap > most:
        what = (
            f"Xếp loại tính đến {show_short(pack.class_cap)} điểm, nhưng một đơn vị đạt nhiều nhất "
            f"{show_short(most)} điểm."
        )
        yield fault("class_cap", "class-cap-over-total", what, _ONE_OF_TWO)


def _thresholds(pack: RulePack) -> Iterator[Fault]:
    codes = [it.code for it in pack.thresholds]
    for number, share in enumerate(pack.thresholds):
        place, name = f"thresholds[{number}]", f"Tỷ lệ phiếu “{share.title}”"
        if share.code in codes[:number]:
            what = f"Hai tỷ lệ phiếu cùng mã “{share.code}”."
            yield fault(f"{place}.code", "threshold-twice", what, "Đổi một mã.")
        yield from _share(share, place, name)
        if share.method == "hands" and share.base in ("issued", "valid"):
            what = f"{name} giơ tay nhưng lại tính trên số phiếu."
            advice = "Tính trên người có mặt hoặc mọi thành viên, hay chọn phiếu kín."
            yield fault(f"{place}.base", "threshold-base", what, advice)


def _share(share: Threshold, place: str, name: str) -> Iterator[Fault]:
    top, bottom = share.numerator, share.denominator
    said = f"{name} ghi {top}/{bottom}."
    if bottom <= 0:
        yield fault(f"{place}.denominator", "denominator", said, "Mẫu số phải lớn hơn 0.")
    elif top <= 0:
        yield fault(f"{place}.numerator", "numerator", said, "Tử số phải lớn hơn 0.")
    elif top > bottom:
        advice = "Tử số không lớn hơn mẫu số."
        yield fault(f"{place}.numerator", "numerator", said, advice)
    elif top == bottom and not share.at_least:
        what = f"{name} phải hơn {top}/{bottom}: không bao giờ đạt."
        yield fault(f"{place}.at_least", "numerator", what, "Chọn “từ” thay cho “hơn”.")


def _quotas(pack: RulePack) -> Iterator[Fault]:
    awards = [it.award for it in pack.quotas]
    for number, quota in enumerate(pack.quotas):
        place, name = f"quotas[{number}]", f"số lượng “{quota.award}”"
        if quota.award in awards[:number]:
            what = f"Số lượng “{quota.award}” ghi hai lần."
            yield fault(f"{place}.award", "quota-twice", what, "Bỏ bớt một lần.")
        if quota.kind == "number" and quota.value % 1:
            what = f"Số lượng “{quota.award}” ghi {show_short(quota.value)} đơn vị."
            yield fault(f"{place}.value", "quota-not-whole", what, "Ghi số nguyên.")
        if quota.kind != "by_size":
            continue
        if not quota.sizes:
            what = f"Số lượng “{quota.award}” theo số đơn vị của khối nhưng chưa có bậc nào."
            yield fault(f"{place}.sizes", "tiers-missing", what, "Ghi các bậc số đơn vị.")
        yield from tier_faults(quota.sizes, f"{place}.sizes", name)
        if any(it.points < 0 or it.points % 1 for it in quota.sizes):
            what = f"Một bậc của {name} có số suất lẻ hoặc nhỏ hơn 0."
            yield fault(f"{place}.sizes", "quota-not-whole", what, "Ghi số nguyên từ 0.")


SINGLE: tuple[PackCheck, ...] = (_percents, _class_names)
AGAINST_EACH_OTHER: tuple[PackCheck, ...] = (
    _not_applicable,
    _class_bounds,
    _class_reached,
    _class_cap,
    _thresholds,
    _quotas,
)
