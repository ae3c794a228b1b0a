"""What the block decided where its sources are silent, in the words of the papers."""

from models.points import show_short
from models.ranking import tie_break_name
from models.rulepack import Quota, RulePack
from models.season import Season


def chosen_values(pack: RulePack) -> str:
    """What the block decided where its sources are silent, each with its value; "" for nothing."""
    settled = [it.field for it in pack.open_values if it.field in pack.decided]
    words = [word for it in settled if (word := _chosen(pack, it))]
    return f"Khối quy định: {'; '.join(dict.fromkeys(words))}." if words else ""


def undecided_values(season: Season) -> str:
    """What the sources leave open and the block has not settled, so that no figure passes for law."""
    titles = "; ".join(it.title for it in season.undecided)
    return f"Văn bản để mở, khối chưa chọn: {titles}." if titles else ""


def _chosen(pack: RulePack, field: str) -> str:
    """The value of one open field in words; "" where the block has not chosen, or others say it."""
    if field.startswith(("deductions.", "deduct-")):
        return _deduction_words(pack, field.removeprefix("deductions.").partition(".")[0])
    if field == "bonus.each_points" and pack.bonus and pack.bonus.each_points is not None:
        return f"thưởng {show_short(pack.bonus.each_points)} điểm mỗi chỉ tiêu vượt"
    if field == "tie_breaks" and pack.tie_breaks:
        chain = ", ".join(tie_break_name(it) for it in pack.tie_breaks)
        return f"cùng điểm xét lần lượt {chain}"
    if field == "quotas":
        return ", ".join(_quota_words(it) for it in pack.quotas)
    known = {
        "criterion_floor": f"điểm thấp nhất của một tiêu chí: {show_short(pack.criterion_floor)}",
        "step": f"bước điểm {show_short(pack.step)}",
        "rounding": _rounding_words(pack),
        "rank_style": f"đồng hạng ghi {example(pack)}",
    }
    return known.get(field, "")


def _deduction_words(pack: RulePack, name: str) -> str:
    rule = next((it for it in pack.deductions if it.name == name), None)
    if rule is None:
        return ""
    how = "từng lần" if rule.each_time else "một lần"
    return f"{rule.title[:1].lower()}{rule.title[1:]}: trừ {show_short(rule.points)} điểm {how}"


def _quota_words(quota: Quota) -> str:
    if quota.kind == "percent":
        return f"{quota.award}: {show_short(quota.value)}% số đơn vị"
    if quota.kind == "by_size":
        return f"{quota.award}: theo số đơn vị của khối ({_sizes(quota)})"
    return f"số {quota.award[:1].lower()}{quota.award[1:]}: {show_short(quota.value)}"


def _sizes(quota: Quota) -> str:
    return "; ".join(
        f"từ {it.first} đơn vị trở lên: {show_short(it.points)}"
        if it.last is None
        else f"{it.first}–{it.last} đơn vị: {show_short(it.points)}"
        for it in quota.sizes
    )


def _rounding_words(pack: RulePack) -> str:
    if pack.rank_on == "exact":
        return "xếp theo tổng chính xác"
    return f"xếp theo tổng đã làm tròn đến {pack.decimals} chữ số thập phân"


def example(pack: RulePack) -> str:
    """How shared ranks are numbered."""
    return f"1, 2 =, 2 =, {4 if pack.rank_style == 'competition' else 3}"
