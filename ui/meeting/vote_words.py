"""Votes in words, without widgets: by which rule, how far the count is, what a candidate's result is."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from models.award_rules import Threshold
from models.ballot import Ballot
from models.ballots import Led, LeftOut, served
from models.ballots_faults import by_hands, by_points
from models.counting import UNDECIDED, Line, Outcome, base_of, faults, result_word
from models.errors import Problem
from models.points import round_points, show
from models.ranking import Standing
from models.rulepack import RulePack
from models.season import Season
from ui import text
from ui.rules import record_words

OWN = "own"
"""The code of a share that the block itself decided for this vote."""
PAPER_TITLES = {
    "issued": "Phát ra",
    "returned": "Thu về",
    "valid": "Hợp lệ",
    "invalid": "Không hợp lệ",
    "blank": "Trắng (trong số không hợp lệ)",
}
SHARE_TITLES = {
    "members": "Trên thành viên",
    "present": "Trên số có mặt",
    "issued": "Trên phiếu phát ra",
    "valid": "Trên phiếu hợp lệ",
}
WRONG_PILES = {
    "vote-returned-over-issued": ("issued", "returned"),
    "vote-papers-sum": ("returned", "valid", "invalid"),
    "vote-blank-over-invalid": ("invalid", "blank"),
    "vote-issued-over-present": ("issued",),
    "vote-issued-over-members": ("issued",),
}
"""Code of a fault → the figures that contradict each other."""


def share(pack: RulePack, threshold: Threshold | None) -> str:
    """The rule of a vote with its source: "Phiếu kín, ít nhất 2/3 số phiếu hợp lệ, do khối quyết định"."""
    if threshold is None:
        return UNDECIDED.rstrip(".")
    if threshold.method == "points":
        return f"Theo điểm, không bỏ phiếu, {source(pack, threshold)}"
    words = f"{record_words.threshold(pack, threshold)}, {source(pack, threshold)}"
    return words[:1].upper() + words[1:]


def source(pack: RulePack, threshold: Threshold) -> str:
    """Whose rule it is; law is named only where the pack names its document."""
    if threshold.rule:
        found = pack.rule(threshold.rule)
        return f"theo {pack.citation(threshold.rule) or (found.title if found else pack.name)}"
    return "do khối quyết định"


def about(season: Season, ballot: Ballot) -> str:
    """Round, seats, rule and who votes, in one line."""
    seats = f"{ballot.seats} suất" if ballot.purpose == "award" else ""
    there = f"có mặt {ballot.present}" if ballot.present else "chưa ghi số có mặt"
    who = "" if by_points(ballot) else f"{ballot.members} thành viên, {there}"
    rule = share(season.pack, ballot.threshold)
    return ". ".join(it for it in (rule, f"Vòng {ballot.round}", seats, who) if it) + "."


def state(ballot: Ballot, found: Outcome) -> tuple[str, str]:
    """How far a round is: words and tone of its badge."""
    if ballot.is_closed:
        return "Đã xác nhận", "done"
    if faults(ballot):
        return "Số chưa khớp", "error"
    if ballot.threshold is None:
        return "Chưa có tỷ lệ", "warn"
    if found.is_known:
        return "Chờ xác nhận", "warn"
    return ("Đang kiểm", "action") if is_begun(ballot) else ("Chưa kiểm", "muted")


def is_begun(ballot: Ballot) -> bool:
    """Whether anything was counted."""
    count = replace(ballot.count, counted_by="")
    return any(it is not None for it in (count.issued, count.returned, count.valid)) or any(
        it.votes is not None for it in count.votes
    )


def badge(ballot: Ballot, found: Outcome, candidate: str) -> tuple[str, str]:
    """A candidate's result: words and tone; grey while the sums do not hold."""
    line = found.line(candidate)
    if line is None:
        return "Chờ đủ số", "muted"
    word = result_word(ballot, found, candidate)
    if line.missing:
        return f"{word}: cần {found.needed}/{found.base}, thiếu {line.missing}", "muted"
    figures = _share_of(line, found)
    said = f"{word}: {figures}" if figures else word
    if candidate in found.elected:
        return said, "done"
    if candidate in found.tied:
        return (word if by_points(ballot) else said), "warn"
    return word, "muted"


def _share_of(line: Line, found: Outcome) -> str:
    if line.missing is None:
        return line.words
    return f"cần {found.needed}/{found.base}, được {line.votes}"


def percent(ballot: Ballot, votes: int | None) -> str:
    """The votes as a share of the base of the rule, in percent; a dash where one of them is missing."""
    base = base_of(ballot)
    if votes is None or not base:
        return text.NOTHING
    return f"{show(round_points(Decimal(votes * 100) / base, 2, 'half_up'))}%"


def share_title(ballot: Ballot) -> str:
    """What the percentages are taken of."""
    return SHARE_TITLES[ballot.threshold.base] if ballot.threshold else "Tỷ lệ"


def votes_title(ballot: Ballot) -> str:
    """What is counted for a candidate."""
    if by_hands(ballot) and ballot.style == "choose":
        return "Giơ tay"
    return "Đồng ý" if ballot.style == "agree" else "Số phiếu"


def left_out(season: Season, left: Sequence[LeftOut], ballot: Ballot) -> str:
    """Who is not on the paper and why, who is barred first; "" when every reason is told already."""
    told = []
    for it in sorted(left, key=lambda it: not it.barred):
        unit = season.unit(it.unit)
        if unit is not None and it.unit not in ballot.candidates:
            told.append(f"{unit.name}: {it.reason}")
    if not told:
        return ""
    listed = "; ".join(told[:4]) + (f" và {len(told) - 4} đơn vị khác" if len(told) > 4 else "")
    return f"Không có tên trên phiếu – {listed}."


def note(
    unit: str,
    purpose: str,
    standings: Sequence[Standing],
    years: Sequence[Led],
    left: LeftOut | None,
) -> str:
    """What helps to decide about a candidate: rank and points, or when the unit led the block."""
    if left is not None:
        return left.reason
    if purpose != "award":
        return served(years, unit) or "Sổ chưa ghi năm nào làm Trưởng, Phó Trưởng"
    found = next((it for it in standings if it.result.unit.id == unit), None)
    if found is None or found.rank is None:
        return ""
    return f"Hạng {text.rank(found)}, {text.points(found.total)} điểm"


def result_note(season: Season, head: str, deputy: str) -> str:
    """Who leads the block next year, as a note of the agenda."""
    word, year = season.block.word.lower(), season.year + 1
    found = [(f"Trưởng {word}", head), (f"Phó Trưởng {word}", deputy)]
    named = [
        f"{office} năm {year}: {unit.name}" for office, it in found if (unit := season.unit(it))
    ]
    return "; ".join(named)


def in_full(problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Each fault: what is wrong with its place, and what to do."""
    return [(f"{it.where}: {it.what}" if it.where else it.what, it.advice) for it in problems]
