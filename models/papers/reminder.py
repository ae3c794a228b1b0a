"""The reminder to one unit: what it owes, since when, what rule deducts points for it, and what to do.

A letter (`reminder`) and the same as a short message (`reminder_text`). Only what is past its day and has not
come is named: what waits in the inbox may be it, and what the block has waived is asked of nobody.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.block import Unit
from models.collecting.paper_matrix import Cell, matrix
from models.collecting.proposals import Proposal, proposals
from models.dates.workdays import with_weekday
from models.errors import AppError
from models.papers.office import ended, signed_by_head
from models.papers.report import (
    Cell as Box,
)
from models.papers.report import (
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Table,
)
from models.papers.words import (
    Figures,
    banners,
    block_year,
    heading,
    plain_name,
)
from models.season import Season

KEY = "nhac-nop"
"""Its name among the papers, by which its number and recipients are noted."""
TITLE = "THÔNG BÁO"
_LACKING = ("missing", "returned")


@dataclass(frozen=True, slots=True)
class Debt:
    """What one unit owes on a day, most overdue first; `rules` are the deductions that the records give
    reason for, as the rule pack has them (empty where it has none)."""

    unit: Unit
    cells: tuple[Cell, ...]
    rules: tuple[Proposal, ...] = ()

    @property
    def rule_words(self) -> tuple[str, ...]:
        """Each rule once, with document and clause: "Trừ 1 điểm … (Hướng dẫn 1560, mục II.2b)."."""
        return tuple(dict.fromkeys(_rule(it) for it in self.rules))


def debts(season: Season, today: date) -> tuple[Debt, ...]:
    """Every unit that owes something past its day, in the order of the block."""
    found = matrix(season, today)
    asked = proposals(season, today, found)
    made = []
    for unit, row in zip(found.units, found.cells, strict=True):
        cells = sorted((it for it in row if _is_owed(it)), key=lambda it: -it.days)
        if cells:
            keys = {f"missing:{it.paper.code}" for it in cells}
            rules = tuple(it for it in asked if it.unit.id == unit.id and it.key in keys)
            made.append(Debt(unit, tuple(cells), rules))
    return tuple(made)


def debtors(season: Season, today: date) -> tuple[str, ...]:
    """The ids of the units a reminder is for: what is made in bulk."""
    return tuple(it.unit.id for it in debts(season, today))


def nobody(season: Season, today: date) -> str:
    """That no unit is to be reminded, as a sentence."""
    word = season.block.word.lower()
    return (
        f"Đến ngày {today:%d/%m/%Y}, không đơn vị nào trong số đã chọn của {word} thiếu văn bản quá hạn, nên "
        "không có gì để nhắc."
    )


def reminder_stem(season: Season, unit_id: str) -> str:
    """Name of the unit's file, without its suffix; the number parts units of one plain name."""
    index = [unit.id for unit in season.units].index(unit_id)
    return plain_name(f"Nhac nop {season.year} - {index + 1:02} {season.units[index].name}")


def reminder(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The letter. Raises `AppError` when the unit owes nothing on the day."""
    debt = _debt(season, unit_id, printed_on)
    contents: list[Content] = [
        Paragraph(f"Kính gửi: {debt.unit.name}.", "heading"),
        Paragraph(_opening(season, printed_on)),
        _table(debt),
    ]
    contents += [Paragraph(f"Quy định trừ điểm khi nộp muộn: {it}") for it in debt.rule_words]
    contents += ended(tuple(Paragraph(it) for it in _to_do(season)), season)
    contents.append(signed_by_head(season, season.plan.record(KEY, unit_id), answered=True))
    subject = f"Về việc nhắc nộp hồ sơ, văn bản\n{block_year(season)}"
    return Report(
        file_stem=reminder_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Nhắc nộp", TITLE, subject, tuple(contents)),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def reminder_text(season: Season, unit_id: str, today: date) -> str:
    """The same as a short message for Zalo or e-mail. Raises `AppError` when the unit owes nothing."""
    debt = _debt(season, unit_id, today)
    lines = [
        f"{block_year(season)}: nhắc nộp hồ sơ, văn bản.",
        f"Kính gửi {debt.unit.name}. {_opening(season, today)}",
        *(f"{number}. {_item(it)}" for number, it in enumerate(debt.cells, 1)),
        *(f"Quy định trừ điểm khi nộp muộn: {it}" for it in debt.rule_words),
        *_to_do(season),
    ]
    return "\n".join(lines)


def _is_owed(it: Cell) -> bool:
    return it.state in _LACKING and it.days > 0


def _debt(season: Season, unit_id: str, today: date) -> Debt:
    found = next((it for it in debts(season, today) if it.unit.id == unit_id), None)
    if found is None:
        unit = season.unit(unit_id)
        name = unit.name if unit else "Đơn vị này"
        raise AppError(
            f"Đến ngày {today:%d/%m/%Y}, {name} không thiếu văn bản nào đã quá hạn, nên không có gì để nhắc."
        )
    return found


def _opening(season: Season, today: date) -> str:
    word = season.block.word.lower()
    return f"Đến ngày {with_weekday(today)}, {word} chưa nhận được của đơn vị các văn bản đã quá hạn sau đây:"


def _to_do(season: Season) -> Iterator[str]:
    head = season.unit(season.head)
    word = season.block.word.lower()
    to = head.name if head else f"Trưởng {word}"
    contact = f" ({head.contact.strip()})" if head and head.contact.strip() else ""
    yield f"Đề nghị đơn vị gửi ngay các văn bản trên về {to}{contact}."
    yield f"Văn bản nào đã gửi, đề nghị báo ngày gửi, cách gửi để {word} kiểm tra lại."


def _rule(it: Proposal) -> str:
    place = f" ({it.citation})" if it.citation else ""
    return f"{it.rule.rstrip('.')}{place}."


def _asked(it: Cell) -> list[str]:
    """How the paper must be, and what became of one that came."""
    words = []
    if it.paper.originals:
        words.append(f"{it.paper.originals:02} bản chính")
    if it.paper.pages:
        words.append(f"không quá {it.paper.pages:02} trang A4")
    if it.state == "returned":
        day = f" ngày {it.received:%d/%m/%Y}" if it.received else ""
        why = f" vì {it.reason.rstrip('.')}" if it.reason else ""
        words.append(f"bản nhận{day} đã trả lại{why}")
    return words


def _item(it: Cell) -> str:
    assert it.due is not None
    more = "; ".join([f"hạn {it.due.words}", f"quá hạn {it.days} ngày", *_asked(it)])
    return f"{it.paper.title}: {more}."


def _table(debt: Debt) -> Table:
    columns = (
        Column("number", "TT", 10, "center"),
        Column("paper", "Văn bản", 58),
        Column("due", "Hạn nộp", 48),
        Column("days", "Quá hạn", 20, "center"),
        Column("note", "Ghi chú", 34),
    )
    return Table(columns, tuple(_rows(debt.cells)))


def _rows(cells: Sequence[Cell]) -> Iterator[Row]:
    for number, it in enumerate(cells, 1):
        assert it.due is not None
        note = "; ".join(_asked(it))
        boxes = (
            Box(str(number)),
            Box(it.paper.title),
            Box(f"{it.due.words}\n{it.due.source}"),
            Box(f"{it.days} ngày"),
            Box(f"{note[:1].upper()}{note[1:]}"),
        )
        yield Row(it.paper.code, boxes)
