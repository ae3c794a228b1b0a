"""The votes on paper: what was issued, returned, valid; the votes of each; who is elected, and by what."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from models.award_rules import Threshold
from models.ballot import Ballot, Count
from models.ballots import names_of, rounds
from models.ballots_faults import Names, by_hands, by_points, name_of, uncounted, votes_of
from models.counting import BASE_WORDS, UNDECIDED, Outcome, faults, outcome, result_word
from models.ranking import Standing
from models.report import Cell, Column, Content, Paragraph, Row, Table
from models.report_words import NOTHING
from models.season import Season

_METHODS = {"ballot": "bỏ phiếu kín", "hands": "giơ tay", "points": "theo điểm và xếp hạng"}


def votes(season: Season, standings: Sequence[Standing]) -> Iterator[Content]:
    """Every vote with its rounds, in order; or that there was none."""
    found = rounds(season.meeting)
    if not found:
        yield Paragraph("Hội nghị không bỏ phiếu.")
    for chain in found:
        for it in chain:
            yield from _round(season, it, standings, alone=len(chain) == 1)


def _round(
    season: Season, it: Ballot, standings: Sequence[Standing], *, alone: bool
) -> Iterator[Content]:
    names = names_of(season)
    found = outcome(it, names, standings)
    yield Paragraph(it.title if alone else f"{it.title}, vòng {it.round}", "heading")
    yield Paragraph(threshold_words(season, it.threshold))
    if not by_points(it):
        yield Paragraph(_counted(it))
    yield _table(it, found, names)
    if it.lots is not None:
        yield Paragraph(_lots(it, names))
    if found.is_known and it.is_closed:
        yield Paragraph(f"Kết quả: {found.words}")
    else:
        yield Paragraph(f"Chưa ghi nhận kết quả. {found.waiting}".strip())


def threshold_words(season: Season, it: Threshold | None) -> str:
    """How it is decided and what is needed, with the source; what the block itself set is said so."""
    if it is None:
        return UNDECIDED
    method = f"Hình thức: {_METHODS[it.method]}."
    if it.method == "points":
        return method
    share = (
        f"{'từ' if it.at_least else 'quá'} {it.numerator}/{it.denominator} {BASE_WORDS[it.base]}"
    )
    source = season.pack.citation(it.rule) if it.rule else ""
    return f"{method} Cần {share} ({source or 'khối quy định'})."


def _counted(it: Ballot) -> str:
    """ "Phiếu phát ra 17, thu về 17, hợp lệ 16, không hợp lệ 1 (trong đó phiếu trắng 0)." """
    bases = [f"Thành viên {it.members}"] if it.members else []
    bases += [f"có mặt {it.present}"] if it.present else []
    head = f"{', '.join(bases)}. " if bases else ""
    if by_hands(it):
        return head.strip() or "Biểu quyết giơ tay."
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
    """How the second count stands to the first, as the desk sees it."""
    if it.second is None:
        return ""
    if uncounted(it, it.second):
        return " Kiểm lần hai chưa xong."
    differs = any(fault.code == "vote-second-differs" for fault in faults(it))
    return " Kiểm hai lần, số chưa khớp." if differs else " Kiểm hai lần, số khớp nhau."


def _table(it: Ballot, found: Outcome, names: Names) -> Table:
    agree = it.style == "agree"
    columns = [
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 70),
    ]
    if not by_points(it):
        columns.append(Column("votes", "Đồng ý" if agree else "Số phiếu", 20, "right"))
    if agree and not by_points(it):
        columns.append(Column("against", "Không đồng ý", 22, "right"))
    columns += [Column("share", "Cần, đạt", 38), Column("result", "Kết quả", 24)]
    rows = []
    for number, unit in enumerate(it.candidates, 1):
        line, counted = found.line(unit), votes_of(it.count, unit)
        cells = [Cell(str(number), Decimal(number)), Cell(name_of(it, unit, names))]
        if not by_points(it):
            cells.append(_figure(counted.votes))
            cells += [_figure(counted.against)] if agree else []
        cells += [Cell(line.words if line else ""), Cell(_result(it, found, unit))]
        rows.append(Row(unit, tuple(cells)))
    return Table(tuple(columns), tuple(rows))


def _result(it: Ballot, found: Outcome, unit: str) -> str:
    return result_word(it, found, unit) if found.is_known and it.is_closed else ""


def _lots(it: Ballot, names: Names) -> str:
    assert it.lots is not None, "asked where lots were drawn"
    among = ", ".join(name_of(it, unit, names) for unit in it.lots.among)
    chosen = ", ".join(name_of(it, unit, names) for unit in it.lots.chosen)
    witnesses = f", người chứng kiến: {it.lots.witnesses}" if it.lots.witnesses else ""
    return f"Bốc thăm giữa {among}: được {chosen}{witnesses}."


def _figure(value: int | None) -> Cell:
    return Cell(NOTHING) if value is None else Cell(str(value), Decimal(value))


def _whole(value: int | None) -> str:
    return NOTHING if value is None else str(value)
