"""The votes on paper: what was issued, returned, valid; the votes of each; who is elected, and by what."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from models.award_rules import Threshold
from models.ballot import Ballot, Count
from models.meeting_day.after_meeting import is_recorded
from models.papers.choices import share_words
from models.papers.report import Cell, Column, Content, Paragraph, Row, Table
from models.papers.words import NOTHING, figure
from models.points import round_points
from models.ranks.ranking import Standing
from models.season import Season
from models.voting.ballots import names_of
from models.voting.ballots_faults import Names, by_hands, by_points, name_of, uncounted, votes_of
from models.voting.counting import (
    BASE_WORDS,
    UNDECIDED,
    Outcome,
    faults,
    outcome,
    result_word,
    without_next,
)
from models.voting.vote_rounds import rounds

_METHODS = {"ballot": "bỏ phiếu kín", "hands": "giơ tay", "points": "theo điểm và xếp hạng"}


Later = Mapping[tuple[str, str], str]
"""Unit and what a corrigendum says of it (`models.meeting_day.closing.changes`) → "xem Đính chính số 01"."""


def votes(season: Season, standings: Sequence[Standing], later: Later) -> Iterator[Content]:
    """Every vote with its rounds, in order, and where it was corrected since; or that there was none, where that is
    known."""
    found = rounds(season.meeting)
    if not found:
        yield (
            Paragraph("Hội nghị không bỏ phiếu.")
            if is_recorded(season)
            else Paragraph("[Bỏ phiếu: ghi từng cuộc bỏ phiếu và kết quả]", "blank")
        )
    for chain in found:
        for place, it in enumerate(chain):
            title = it.title if len(chain) == 1 else f"{it.title}, vòng {it.round}"
            yield Paragraph(title, "heading")
            yield from _round(season, it, standings, chain[place + 1 : place + 2], later)


def _round(
    season: Season,
    it: Ballot,
    standings: Sequence[Standing],
    following: Sequence[Ballot],
    later: Later,
) -> Iterator[Content]:
    names = names_of(season)
    found = outcome(it, names, standings)
    yield Paragraph(threshold_words(season, it.threshold))
    if not by_points(it):
        yield Paragraph(_counted(season, it))
    yield _table(it, found, names, later)
    if it.lots is not None:
        yield Paragraph(_lots(it, names))
    if not (found.is_known and it.is_closed):
        yield Paragraph(f"[Kết quả: chưa ghi nhận. {found.waiting}".strip() + "]", "blank")
        return
    words, rest = found.words, without_next(found.words)
    if following:
        words = f"{rest} {_held(following[0], names, standings)}"
    elif season.is_final and rest != words:
        words = f"{rest} Hội nghị không bỏ phiếu vòng {it.round + 1}."
    yield Paragraph(f"Kết quả: {words}")


def _held(later: Ballot, names: Names, standings: Sequence[Standing]) -> str:
    """That the next round was held, and what it gave."""
    among = listed([name_of(later, it, names) for it in later.candidates])
    between = "giữa" if len(later.candidates) > 1 else "cho"
    held = f"Hội nghị đã bỏ phiếu vòng {later.round} {between} {among}"
    found = outcome(later, names, standings)
    if not (found.is_known and later.is_closed):
        return f"Vòng {later.round} {between} {among} chưa ghi nhận kết quả."
    if not found.elected:
        return f"{held}, chưa chọn được đơn vị nào."
    verb = "được suy tôn" if later.purpose == "award" else "trúng cử"
    return f"{held}: {verb} {listed([name_of(later, it, names) for it in found.elected])}."


def listed(names: Sequence[str]) -> str:
    """ "A, B và C"."""
    return " và ".join(it for it in (", ".join(names[:-1]), names[-1]) if it)


def threshold_words(season: Season, it: Threshold | None) -> str:
    """How it is decided and what is needed, with the source; what the block itself set is said so."""
    if it is None:
        return UNDECIDED
    method = f"Hình thức: {_METHODS[it.method]}."
    if it.method == "points":
        return method
    source = season.pack.citation(it.rule) if it.rule else ""
    return f"{method} Cần {share_words(it)} ({source or 'khối quy định'})."


def _counted(season: Season, it: Ballot) -> str:
    """ "Phiếu phát ra 17, thu về 17, hợp lệ 16, không hợp lệ 1 (trong đó phiếu trắng 0)." """
    # One vote a unit where the members are the units of the block; any other number was typed and is of people.
    each = "đơn vị" if it.members == len(season.units) else "người"
    bases = [f"Thành viên {it.members} {each}"] if it.members else []
    bases += [f"có mặt {it.present} {each}"] if it.present else []
    away = it.members - it.present if it.present else 0
    bases += [f"vắng {away} {each}"] if away > 0 else []
    head = f"{', '.join(bases)}. " if bases else ""
    if by_hands(it):
        by = f" Người đếm: {it.count.counted_by}." if it.count.counted_by else ""
        return (head.strip() or "Biểu quyết giơ tay.") + by
    count: Count = it.count
    told = (
        ("Phiếu phát ra", count.issued),
        ("thu về", count.returned),
        ("hợp lệ", count.valid),
        ("không hợp lệ", count.invalid),
    )
    words = ", ".join(f"{name} {_whole(number)}" for name, number in told)
    blank = f" (trong đó phiếu trắng {count.blank})" if count.blank is not None else ""
    return f"{head}{words}{blank}.{_second(it)}"


def _second(it: Ballot) -> str:
    """How the second count stands to the first, as the desk sees it, and who made it."""
    if it.second is None:
        return ""
    if uncounted(it, it.second):
        return " Kiểm lần hai chưa xong."
    differs = any(fault.code == "vote-second-differs" for fault in faults(it))
    words = " Kiểm hai lần, số chưa khớp." if differs else " Kiểm hai lần, số khớp nhau."
    return f"{words} Kiểm lần hai: {it.second.counted_by}." if it.second.counted_by else words


def _table(it: Ballot, found: Outcome, names: Names, later: Later) -> Table:
    """Each candidate's votes, their share of the base that decides, what was needed and what came of it."""
    rows = []
    columns = [Column("number", "STT", 10, "center"), Column("unit", "Đơn vị", 52)]
    columns += [] if by_points(it) else _vote_columns(it, found)
    columns.append(Column("result", "Kết quả", 58))
    for number, unit in enumerate(it.candidates, 1):
        cells = [Cell(str(number), Decimal(number)), Cell(name_of(it, unit, names))]
        cells += [] if by_points(it) else _vote_cells(it, found, unit)
        since = later.get((unit, f"Số phiếu: {it.title}, vòng {it.round}"), "")
        told = (_result(it, found, unit), f"({since})" if since else "")
        rows.append(Row(unit, (*cells, Cell(" ".join(words for words in told if words)))))
    return Table(tuple(columns), tuple(rows))


def _vote_columns(it: Ballot, found: Outcome) -> list[Column]:
    agree = it.style == "agree"
    votes_of_one = "Đồng ý" if agree else "Số tay giơ" if by_hands(it) else "Số phiếu"
    columns = [Column("votes", votes_of_one, 17, "right")]
    if agree:
        columns.append(Column("against", "Không đồng ý", 18, "right"))
    if found.base and it.threshold is not None:
        base = BASE_WORDS[it.threshold.base]
        columns.append(Column("share", f"Tỷ lệ % trên {base}", 24, "right"))
    return columns


def _vote_cells(it: Ballot, found: Outcome, unit: str) -> list[Cell]:
    counted = votes_of(it.count, unit)
    cells = [_figure(counted.votes)]
    cells += [_figure(counted.against)] if it.style == "agree" else []
    if found.base and it.threshold is not None:
        votes = counted.votes
        share = None if votes is None else Decimal(votes) * 100 / Decimal(found.base)
        cells.append(figure(None if share is None else round_points(share, 2, "half_up")))
    return cells


def _result(it: Ballot, found: Outcome, unit: str) -> str:
    """ "cần 10/14, đạt 9, thiếu 1: không đạt"; only the figures until the result is confirmed."""
    line = found.line(unit)
    figures = line.words if line else ""
    said = result_word(it, found, unit) if found.is_known and it.is_closed else ""
    return f"{figures}: {said[:1].lower()}{said[1:]}" if figures and said else figures or said


def _lots(it: Ballot, names: Names) -> str:
    assert it.lots is not None, "asked where lots were drawn"
    among = listed([name_of(it, unit, names) for unit in it.lots.among])
    chosen = listed([name_of(it, unit, names) for unit in it.lots.chosen])
    witnesses = f" Người chứng kiến: {it.lots.witnesses}." if it.lots.witnesses else ""
    return f"Bốc thăm giữa {among}; trúng thăm: {chosen}.{witnesses}"


def _figure(value: int | None) -> Cell:
    return Cell(NOTHING) if value is None else Cell(str(value), Decimal(value))


def _whole(value: int | None) -> str:
    return NOTHING if value is None else str(value)
