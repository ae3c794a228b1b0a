"""Votes in words, without widgets: by which rule, how far the count is, what a candidate's result is."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import takewhile

from models.award_rules import Threshold
from models.ballot import Ballot
from models.errors import Problem
from models.meeting import Meeting
from models.meeting_day.attendance_sheet import sheet
from models.points import round_points, show
from models.ranks.ranking import Standing
from models.rulepack import RulePack
from models.season import Season
from models.voting.ballots import Led, LeftOut, served
from models.voting.ballots_faults import by_hands, by_points, uncounted
from models.voting.counting import (
    BASE_WORDS,
    UNDECIDED,
    Outcome,
    base_of,
    drawable,
    faults,
    result_word,
    without_next,
)
from models.voting.vote_rounds import rounds
from ui.rules import record_words
from ui.words import text

_DIFFERENT = "Hai lần kiểm khác nhau"
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


def share(pack: RulePack, threshold: Threshold | None) -> str:
    """The rule of a vote with its source: "Phiếu kín, ít nhất 2/3 số phiếu hợp lệ, do khối quy định"."""
    if threshold is None:
        return UNDECIDED.rstrip(".")
    if threshold.method == "points":
        return f"Theo điểm, không bỏ phiếu, {source(pack, threshold)}"
    words = f"{record_words.threshold(pack, threshold)}, {source(pack, threshold)}"
    return words[:1].upper() + words[1:]


def source(pack: RulePack, threshold: Threshold) -> str:
    """Whose rule it is; law is named only where the pack names its document."""
    cited = pack.citation(threshold.rule) if threshold.rule else ""
    return f"theo {cited}" if cited else "do khối quy định"


def about(season: Season, ballot: Ballot) -> str:
    """Rule, round and seats, in one line."""
    seats = f"{ballot.seats} suất" if ballot.purpose == "award" else ""
    rule = share(season.pack, ballot.threshold)
    return ". ".join(it for it in (rule, f"Vòng {ballot.round}", seats) if it) + "."


def need(ballot: Ballot, found: Outcome) -> str:
    """What is needed, with the base named: "Cần 10/14 trên số phiếu hợp lệ"; "" while it is not known."""
    if ballot.threshold is None or found.needed is None:
        return ""
    return f"Cần {found.needed}/{found.base} trên {BASE_WORDS[ballot.threshold.base]}"


def voters(season: Season, ballot: Ballot) -> str:
    """Where the numbers of those who can vote are from: "Theo điểm danh: 18/20 có mặt."; "" for a round
    that is confirmed with other numbers than the attendance has now."""
    noted = sheet(season)
    here = (ballot.members, ballot.present)
    told = f"{ballot.present}/{ballot.members} có mặt."
    if noted.present_base is not None and noted.members:
        if here == (noted.members, noted.present_base):
            return f"Theo điểm danh: {told}"
        if ballot.is_closed:
            return ""
        return f"Khác điểm danh hiện nay: {noted.present_base}/{noted.members} có mặt."
    if ballot.is_closed:
        return ""
    if not ballot.present:
        return f"Chưa ghi số có mặt; điểm danh còn {noted.unknown} đơn vị."
    earlier = takewhile(lambda it: it.code != ballot.code, season.meeting.ballots)
    before = any((it.members, it.present) == here for it in earlier)
    return f"{'Theo lần bỏ phiếu trước' if before else 'Ghi tay'}: {told} Điểm danh chưa xong."


def state(ballot: Ballot, found: Outcome) -> tuple[str, str]:
    """How far a round is: words and tone of its badge."""
    if ballot.is_closed:
        return "Đã xác nhận", "done"
    wrong = faults(ballot)
    if wrong:
        twice = all(it.code == "vote-second-differs" for it in wrong)
        return (_DIFFERENT if twice else "Số chưa khớp"), "error"
    if awaits_second(ballot):
        return "Chờ kiểm lần hai", "warn"
    if ballot.threshold is None:
        return "Chưa có tỷ lệ", "warn"
    if found.is_known:
        return "Chờ xác nhận", "warn"
    act = "đếm" if by_hands(ballot) else "kiểm"
    return (f"Đang {act}", "action") if is_begun(ballot) else (f"Chưa {act}", "muted")


def awaits_second(ballot: Ballot) -> bool:
    """Whether the first count is complete and the second is not."""
    second = ballot.second
    return second is not None and bool(
        not uncounted(ballot, ballot.count) and uncounted(ballot, second)
    )


def two_counts_differ(ballot: Ballot) -> bool:
    """Whether both counts are complete and are not the same."""
    second = ballot.second
    if second is None or uncounted(ballot, ballot.count) or uncounted(ballot, second):
        return False
    return any(it.code == "vote-second-differs" for it in faults(ballot))


def lost(ballot: Ballot) -> str:
    """What is gone with a confirmed round."""
    gone = ["số phiếu đã kiểm"] if not by_points(ballot) else []
    gone += ["lần kiểm thứ hai"] if ballot.second is not None else []
    gone += ["kết quả bốc thăm"] if ballot.lots is not None else []
    gone.append("kết quả đã xác nhận")
    listed = gone[0] if len(gone) == 1 else f"{', '.join(gone[:-1])} và {gone[-1]}"
    result = f" {ballot.result}" if ballot.result else ""
    return f"Mất {listed}.{result} Lấy lại được bằng Hoàn tác (Ctrl+Z)."


def listed_title(ballot: Ballot) -> str:
    """The name of a vote in the narrow list; its head has it in full."""
    return ballot.title.replace("Suy tôn đề nghị tặng ", "Suy tôn ")


def listed_round(ballot: Ballot, meeting: Meeting) -> str:
    """ "Vòng 2"; where several votes have this title also which of them it is: "Lần 1, vòng 2"."""
    chains = [it for it in rounds(meeting) if it[0].title == ballot.title]
    if len(chains) < 2:
        return f"Vòng {ballot.round}"
    number = next(n for n, it in enumerate(chains, 1) if ballot in it)
    return f"Lần {number}, vòng {ballot.round}"


def lists(ballot: Ballot) -> str:
    """What the list of the candidates is called: a show of hands has no papers."""
    return "Danh sách biểu quyết" if by_hands(ballot) else "Danh sách trên phiếu"


def tie(ballot: Ballot, found: Outcome) -> tuple[str, str] | None:
    """Who is equal, and the two ways out; None where nobody is, or a result was confirmed."""
    if ballot.is_closed or not drawable(ballot, found):
        return None
    again = f"Bỏ phiếu vòng {ballot.round + 1}, hoặc ghi kết quả bốc thăm."
    return without_next(found.words), again


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
        return ("Chờ hai lần kiểm khớp" if two_counts_differ(ballot) else "Chờ đủ số"), "muted"
    word = result_word(ballot, found, candidate)
    said = f"{word}: {line.words}" if line.words else word
    if candidate in found.elected:
        return said, "done"
    if candidate in found.tied:
        return (word if by_points(ballot) else said), "warn"
    return (said if line.missing else word), "muted"


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
        return "Số tay giơ"
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
    where = "trong danh sách biểu quyết" if by_hands(ballot) else "trên phiếu"
    return f"Không có tên {where} – {listed}."


def note(
    unit: str,
    purpose: str,
    standings: Sequence[Standing],
    years: Sequence[Led],
    left: LeftOut | None,
) -> str:
    """What helps to decide about a candidate: rank and points, or when the unit led the block; and why it is
    not on the paper."""
    found = next((it for it in standings if it.result.unit.id == unit), None)
    why = left.reason if left is not None else ""
    place = ""
    if purpose == "award" and found is not None and found.rank is not None:
        place = f"Hạng {text.rank(found)}, {text.points(found.total)} điểm"
        why = why.removeprefix(f"hạng {found.rank}, ")  # told already, the same way for all
    if why:
        return f"{place}; {why}" if place else f"{why[:1].upper()}{why[1:]}"
    if purpose != "award":
        return served(years, unit) or "Sổ chưa ghi năm nào làm Trưởng, Phó Trưởng"
    return place


def notes(ballot: Ballot, years: Sequence[Led]) -> dict[str, str]:
    """Unit's id → when it led the block, of those on the paper that did."""
    found = {it: served(years, it) for it in ballot.candidates}
    return {it: told for it, told in found.items() if told}


def keys(ballot: Ballot, primary: str) -> str:
    """The keys of the desk, with what the primary button does now; "" where there is nothing to do."""
    found = [] if ballot.is_closed or by_points(ballot) else ["Enter: ô tiếp theo."]
    found += [f"Ctrl+Enter: {primary.rstrip('…')}."] if primary else []
    return " ".join([*found, "Esc: về danh sách."]) if found else ""


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
