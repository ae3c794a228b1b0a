"""What the block decided where its sources are silent, in the words of the papers.

Some open values are settled by what is entered for the meeting, not in the pack: the shares of its votes and
its quorum ("thresholds"), its day ("deadlines").
"""

from collections.abc import Iterator

from models.award_rules import Threshold
from models.ballot import Purpose
from models.points import show_short
from models.ranks.ranking import tie_break_name
from models.rulepack import Quota, RulePack
from models.season import Season
from models.voting.counting import BASE_WORDS

_VOTED: dict[Purpose, str] = {"award": "suy tôn", "head": "bầu Trưởng", "deputy": "bầu Phó Trưởng"}


def chosen_values(season: Season) -> str:
    """What the block decided where its sources are silent, each with its value; "" for nothing."""
    pack = season.pack
    words = []
    for it in pack.open_values:
        words += [word for word in _of_meeting(season, it.field) if word]
        words += [word] if it.field in pack.decided and (word := _chosen(pack, it.field)) else []
    return f"Khối quy định: {'; '.join(dict.fromkeys(words))}." if words else ""


def undecided_values(season: Season) -> str:
    """What the sources leave open and the block has not settled, so that no figure passes for law.

    Of a value that the meeting settled in part, the rest is still open.
    """
    titles = "; ".join(
        f"{it.title} (ngoài phần đã nêu ở trên)" if any(_of_meeting(season, it.field)) else it.title
        for it in season.undecided
        if not _all_of_meeting(season, it.field)
    )
    return f"Văn bản để mở, khối chưa chọn: {titles}." if titles else ""


def _of_meeting(season: Season, field: str) -> Iterator[str]:
    """What was entered for the meeting of this open value of the pack, in words."""
    if field == "thresholds":
        yield from _shares(season)
        quorum = season.meeting.quorum
        if quorum is not None:
            least = "từ" if quorum.at_least else "quá"
            yield f"dự họp {least} {quorum.numerator}/{quorum.denominator} số đơn vị"
    elif field == "deadlines" and season.plan.meeting is not None:
        yield f"hội nghị ngày {season.plan.meeting:%d/%m/%Y}"


def _all_of_meeting(season: Season, field: str) -> bool:
    """Whether the meeting settled this open value as a whole: the quorum and the share of every vote.

    Its day alone leaves the other days of "deadlines" open.
    """
    meeting = season.meeting
    voted = bool(meeting.ballots) and all(it.threshold is not None for it in meeting.ballots)
    return field == "thresholds" and voted and meeting.quorum is not None


def _shares(season: Season) -> Iterator[str]:
    """Each kind of vote with the share it needed, where the block itself set it."""
    word = season.block.word.lower()
    for it in season.meeting.ballots:
        share = it.threshold
        if share is not None and not share.rule and share.method != "points":
            voted = _VOTED[it.purpose] + ("" if it.purpose == "award" else f" {word}")
            yield f"{voted} {share_words(share)}"


def share_words(it: Threshold) -> str:
    """ "từ 2/3 số phiếu hợp lệ", "quá 1/2 số có mặt"."""
    least = "từ" if it.at_least else "quá"
    return f"{least} {it.numerator}/{it.denominator} {BASE_WORDS[it.base]}"


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
