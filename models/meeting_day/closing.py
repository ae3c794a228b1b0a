"""Before and after the closing: what is still open, what a corrigendum changed.

Nothing here closes or opens a year; that is an act of the clerk's.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from models.block import Unit
from models.collecting.appraisal import gate, unappraised, waiting
from models.collecting.kept_warnings import open_doubts
from models.collecting.proposals import proposals
from models.meeting_day.after_meeting import won
from models.meeting_day.attendance_sheet import sheet
from models.meeting_day.discussion import change_words, overwritten
from models.papers.words import rank_text
from models.ranks.classes import ClassResult, classify
from models.ranks.ranking import Standing, rank
from models.ranks.ties import ties
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Season
from models.texts import few
from models.voting.ballots_faults import by_points, votes_of


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One point of the list before closing. `ok`: nothing is open; `sentence` says how it stands, `wanted`
    is the page that settles it. `code` never changes."""

    code: str
    title: str
    ok: bool
    sentence: str
    wanted: str


def checklist(
    season: Season,
    results: Sequence[UnitResult],
    standings: Sequence[Standing],
    today: date,
) -> tuple[CheckItem, ...]:
    """All points in the order of the work; `results` and `standings` are the season's own."""
    return (
        _scores(season, results),
        _provisional(results),
        _doubts(season, results),
        _inbox(season),
        _appraisal(season, results),
        _proposals(season, today),
        _attendance(season),
        _discussions(season),
        _counts(season, standings),
        _ties(season, standings),
    )


def open_points(found: Sequence[CheckItem]) -> tuple[CheckItem, ...]:
    """Those that are not settled."""
    return tuple(it for it in found if not it.ok)


def closing_fault(season: Season, closed_on: date, today: date) -> str:
    """Why the year cannot be closed on this day whatever reason is given, "" when it can."""
    if not season.units or not season.table.criteria():
        return _NOTHING
    if closed_on > today:
        return (
            f"Ngày chốt {closed_on:%d/%m/%Y} sau hôm nay. Ghi ngày không muộn hơn {today:%d/%m/%Y}."
        )
    meeting = season.plan.meeting
    if meeting is not None and closed_on < meeting:
        return (
            f"Ngày chốt {closed_on:%d/%m/%Y} trước ngày hội nghị {meeting:%d/%m/%Y}. Ghi từ ngày hội nghị, "
            "hoặc sửa ngày hội nghị trong kế hoạch năm."
        )
    return ""


# ---- the points of the list


def _scores(season: Season, results: Sequence[UnitResult]) -> CheckItem:
    """Every unit has a complete total, or is kept out of the review for a reason that is recorded."""
    title, page = "Điểm của các đơn vị", "page:scores"
    if not season.units or not season.table.criteria():
        return CheckItem("scores", title, ok=False, sentence=_NOTHING, wanted="page:overview")
    missing = [it.unit for it in results if it.total is None and it.excluded is None]
    if missing:
        words = f"Chưa đủ điểm: {_names(missing)}. Nhập điểm, hoặc ghi lý do không bình xét."
        return CheckItem("scores", title, ok=False, sentence=words, wanted=page)
    out = [it.unit for it in results if it.excluded is not None]
    words = f"{len(results) - len(out)} đơn vị đủ điểm."
    if out:
        words += f" Không bình xét, suy tôn, có ghi lý do: {_names(out)}."
    return CheckItem("scores", title, ok=True, sentence=words, wanted=page)


def _provisional(results: Sequence[UnitResult]) -> CheckItem:
    """honest-provisional: scores that rest on something that is not out yet."""
    title, page = "Điểm tạm tính", "page:scores"
    units = [it.unit for it in results if it.provisional]
    count = sum(line.provisional for it in results for line in it.lines.values())
    words = f"{count} điểm còn tạm tính: {_names(units)}. Bỏ dấu tạm tính, hoặc ghi lý do."
    if not units:
        words = "Không còn điểm tạm tính."
    return CheckItem("provisional", title, ok=not units, sentence=words, wanted=page)


def _doubts(season: Season, results: Sequence[UnitResult]) -> CheckItem:
    """What the program would ask about: no rule, so that it holds nothing up."""
    title, page = "Điểm nên hỏi lại", "page:papers/checks"
    found = open_doubts(season, None, results)
    words = (
        f"{len(found)} điểm chương trình gợi ý hỏi lại, không bắt buộc."
        if found
        else "Không có điểm nào nên hỏi lại."
    )
    return CheckItem("doubts", title, ok=True, sentence=words, wanted=page)


def _inbox(season: Season) -> CheckItem:
    title, page = "Tệp các đơn vị gửi về", "page:import"
    waits = sum(1 for it in season.submissions if it.state == "waiting")
    words = f"{waits} tệp chưa nhận, chưa trả lại." if waits else "Không còn tệp nào chờ nhận."
    return CheckItem("inbox", title, ok=not waits, sentence=words, wanted=page)


def _appraisal(season: Season, results: Sequence[UnitResult]) -> CheckItem:
    title, page = "Thẩm định", "page:papers/appraisal"
    found = gate(season)
    if found is None or found.stage.after_meeting:
        words = "Bộ quy tắc không nêu vòng thẩm định phải chờ."
        if found is not None:
            words = f"Vòng {found.stage.name} làm sau hội nghị, nhập sau khi chốt."
        return CheckItem("appraisal", title, ok=True, sentence=words, wanted=page)
    waits = [it.unit for it in waiting(season, results)]
    if waits or not season.plan.appraisal.is_written:
        board = season.pack.board_name
        words = f"Chưa ghi văn bản kết quả thẩm định của {board}."
        if waits:
            words += f" {len(waits)} đơn vị có điểm chờ thẩm định."
        return CheckItem("appraisal", title, ok=False, sentence=words, wanted=page)
    without = unappraised(season, results)
    words = "Đã ghi văn bản kết quả thẩm định."
    if without:
        names = ", ".join(it.short_name or it.name for it in without)
        words += f" {len(without)} đơn vị chưa có điểm thẩm định: {names}."
    return CheckItem("appraisal", title, ok=not without, sentence=words, wanted=page)


def _proposals(season: Season, today: date) -> CheckItem:
    title, page = "Đề nghị trừ điểm, không bình xét", "page:papers/due/proposals"
    left = sum(1 for it in proposals(season, today) if it.state == "open")
    words = f"{left} đề nghị chưa quyết định." if left else "Không còn đề nghị nào chờ quyết định."
    return CheckItem("proposals", title, ok=not left, sentence=words, wanted=page)


def _attendance(season: Season) -> CheckItem:
    title, page = "Dự hội nghị", "page:meeting/agenda/people"
    missing = [it.unit for it in sheet(season).lines if it.record is None]
    words = f"Chưa ghi có mặt, vắng của {_names(missing)}."
    if not missing:
        words = f"Đã ghi có mặt, vắng của {len(season.units)} đơn vị."
    return CheckItem("attendance", title, ok=not missing, sentence=words, wanted=page)


def _discussions(season: Season) -> CheckItem:
    """Every proposal is decided, and what the meeting agreed on is what counts."""
    title, page = "Đề nghị sửa điểm tại hội nghị", "page:meeting/discussion"
    left = sum(1 for it in season.facts.discussions if it.outcome == "open")
    other = overwritten(season)
    words = f"{left} đề nghị chưa có kết luận." if left else "Không còn đề nghị nào chờ kết luận."
    if other:
        listed = few([change_words(season, it) for it in other], "đề nghị")
        words += f" Điểm đang tính khác điểm hội nghị đã thống nhất: {listed}."
    ok = not (left or other)
    return CheckItem("discussions", title, ok=ok, sentence=words, wanted=page)


def _counts(season: Season, standings: Sequence[Standing]) -> CheckItem:
    """Every vote is counted, its sums hold, and its result was confirmed."""
    from models.voting.counting import faults
    from models.voting.votes_together import faults_of_meeting

    title, page = "Kiểm phiếu", "page:meeting/votes"
    ballots = season.meeting.ballots
    wrong = [it for it in ballots if faults(it)]
    others = faults_of_meeting(season, standings)
    left = [it for it in ballots if not it.is_closed and it not in wrong]
    if wrong:
        words = f"Số phiếu chưa khớp: {few([it.title for it in wrong], 'cuộc')}."
    elif others:
        words = others[0].text
    elif left:
        words = f"Chưa ghi nhận kết quả: {few([it.title for it in left], 'cuộc')}."
    elif ballots:
        words = f"{len(ballots)} vòng bỏ phiếu đã ghi nhận kết quả."
    else:
        words = "Không có cuộc bỏ phiếu nào."
    return CheckItem("counts", title, ok=not (wrong or others or left), sentence=words, wanted=page)


def _ties(season: Season, standings: Sequence[Standing]) -> CheckItem:
    """Units that share the last places above an award line are parted by a vote that needs no further
    round."""
    title, page = "Đồng hạng tại vạch khen thưởng", "page:meeting/votes"
    found = ties(season, standings)
    left = [f"{it.award}: {_names(it.units)}" for it in found if not it.how]
    if left:
        words = f"{'; '.join(left)} cùng hạng, chưa phân định. Bỏ phiếu rồi ghi nhận kết quả."
        return CheckItem("ties", title, ok=False, sentence=words, wanted=page)
    told = []
    for it in found:
        how = f"{it.how}, vòng {it.round}" if it.round > 1 else it.how
        parted = f"đã phân định bằng {how}: {_names(it.chosen)}"
        if not it.chosen:
            parted = f"đã phân định bằng {how}, không đơn vị nào trong số đó được chọn"
        told.append(f"{it.award}: {_names(it.units)} cùng hạng, {parted}.")
    words = " ".join(told) or "Không có đơn vị nào đồng hạng tại vạch."
    if not season.pack.quotas:
        words = "Khối chưa ghi số lượng khen thưởng nên không có vạch nào."
    return CheckItem("ties", title, ok=True, sentence=words, wanted=page)


_NOTHING = "Chưa có đơn vị hoặc bảng chấm điểm nên chưa có kết quả nào để chốt."


def _names(units: Sequence[Unit]) -> str:
    return few([it.short_name or it.name for it in units], "đơn vị")


# ---- what a corrigendum changed

Value = Decimal | str | None
"""Points, or words; None where there is nothing (which is not zero)."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What one version of the result says of a unit, and what the next one says."""

    unit: Unit
    what: str
    old: Value
    new: Value


def changes(before: Season, after: Season) -> tuple[Difference, ...]:
    """Every difference between two versions of a result: rank, total, sections, bonus and deductions, each
    criterion, exclusion and class, votes, what was won; by unit, in the order of `after`, units that went
    last.

    Points of a stage after the meeting are no part of what is corrected, so they are left out of both.
    """
    old, new = _told(_of_meeting(before)), _told(_of_meeting(after))
    units = {it.id: it for it in (*after.units, *before.units)}
    found = []
    for key, unit in units.items():
        was, now = old.get(key, {}), new.get(key, {})
        if not was or not now:
            words = ("", "có trong danh sách") if now else ("có trong danh sách", "")
            found.append(Difference(unit, "Đơn vị", words[0] or None, words[1] or None))
        found += [
            Difference(unit, what, was.get(what), now.get(what))
            for what in dict.fromkeys((*now, *was))
            if was.get(what) != now.get(what)
        ]
    return tuple(found)


def _of_meeting(season: Season) -> Season:
    """The season without the points of the stages after the meeting."""
    later = {it.code for it in season.pack.stages if it.after_meeting}
    return replace(
        season, scores={k: it for k, it in season.scores.items() if k.stage not in later}
    )


def _told(season: Season) -> dict[str, dict[str, Value]]:
    """Unit → everything that is said of it, under the words it is printed with."""
    standings = rank(score(season), season.pack)
    classes = classify(season, standings)
    told = {
        it.result.unit.id: dict(_lines(season, it, classes.get(it.result.unit.id)))
        for it in standings
    }
    for unit, what, value in _of_votes(season, standings):
        told.get(unit, {})[what] = value
    return told


def _of_votes(season: Season, standings: Sequence[Standing]) -> Iterator[tuple[str, str, Value]]:
    """Unit, what was voted on, how many votes it has there; then what it was chosen for."""
    for it in season.meeting.ballots:
        if it.is_closed and not by_points(it):
            for unit in it.candidates:
                votes = votes_of(it.count, unit).votes
                yield unit, f"Số phiếu: {it.title}, vòng {it.round}", f"{votes}"
    for thing in won(season, standings):
        for chosen in thing.units:
            yield chosen.id, thing.title, f"được chọn {thing.how}"


def _lines(
    season: Season, standing: Standing, given: ClassResult | None
) -> Iterator[tuple[str, Value]]:
    result = standing.result
    yield "Hạng", None if standing.rank is None else rank_text(standing)
    yield "Tổng điểm", standing.total
    for section in season.table.rows:
        if section.code in result.sections:
            yield f"Mục {section.code}", result.sections[section.code]
    yield "Điểm thưởng", result.bonus
    yield "Điểm trừ", result.deductions
    for row in season.table.criteria():
        line = result.lines.get(row.code)
        if line is not None:
            yield f"{row.code} {row.title}", line.points
    yield "Không bình xét, suy tôn", result.excluded
    yield "Xếp loại", given.name or None if given else None
