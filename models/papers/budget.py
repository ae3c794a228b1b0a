"""The budget estimate of the block (dự toán kinh phí; HD 1560/SNV-TĐKT, I.2): accounts, items, sum."""

import re
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from models.paper_record import PaperRecord
from models.papers.office import ended, signed_by_head
from models.papers.prose import ProseField, written
from models.papers.report import Cell, Column, Content, Paragraph, Part, Report, Row, Table
from models.papers.reports import addressees
from models.papers.words import BLANK, Figures, banners, block_year, heading, plain_name
from models.points import show_short
from models.season import Season

KEY = "du-toan"
TITLE = "DỰ TOÁN KINH PHÍ"
_UNIT = ProseField("unit", "Tên đơn vị", "Tên đơn vị lập dự toán")
_TREASURY = (
    ProseField("account", "Số tài khoản ngân sách cấp I tại Kho bạc Nhà nước"),
    ProseField("relation", "Mã đơn vị quan hệ ngân sách"),
    ProseField("chapter", "Mã Chương"),
    ProseField("category", "Khoản"),
    ProseField("industry", "Mã ngành kinh tế"),
)
_BANK = ProseField(
    "bank",
    "Số tài khoản và tên ngân hàng giao dịch",
    "Số tài khoản và tên ngân hàng giao dịch, đối với doanh nghiệp",
)
_ITEMS = ProseField(
    "items",
    "Nội dung và số tiền",
    "Chi tiết nội dung dự toán đề nghị hỗ trợ, mỗi dòng một nội dung, ví dụ: In ấn tài liệu: 1.500.000",
)
_REASON = ProseField("reason", "Thuyết minh", "Căn cứ, thuyết minh dự toán")
BUDGET_PROSE = (_UNIT, *_TREASURY, _BANK, _ITEMS, _REASON)
_AMOUNT = re.compile(
    r"^(?P<what>.*\S)\s*[:;=\t]\s*(?P<amount>\d{1,3}(?:[.\s]\d{3})+|\d+)\s*(?:đồng|đ|VNĐ)?\s*\.?$",
    re.IGNORECASE,
)
_COLUMNS = (
    Column("number", "STT", 12, "center"),
    Column("what", "Nội dung", 96),
    Column("amount", "Số tiền (đồng)", 36, "right"),
    Column("note", "Ghi chú", 26),
)


@dataclass(frozen=True, slots=True)
class BudgetItem:
    """One thing to be paid for; `amount` in đồng, None where none is written (empty is not zero)."""

    what: str
    amount: Decimal | None = None


def budget_items(text: str) -> tuple[BudgetItem, ...]:
    """The items of a text with one a line: "In ấn tài liệu: 1.500.000". A line without an amount is an item
    of which the amount is not known."""
    found = []
    for line in (it.strip() for it in text.splitlines()):
        read = _AMOUNT.match(line)
        if read:
            figures = re.sub(r"\D", "", read["amount"])
            found.append(BudgetItem(read["what"], Decimal(figures)))
        elif line:
            found.append(BudgetItem(line.rstrip(":;= ")))
    return tuple(it for it in found if it.what)


def budget_sum(items: tuple[BudgetItem, ...]) -> Decimal | None:
    """What is asked for in all, None while an amount is not known or nothing is asked for."""
    known = [it.amount for it in items if it.amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(items) else None


def budget_stem(season: Season, _unit_id: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Du toan kinh phi {season.block.word} {season.year}")


def budget(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Who asks, from which account, for what and how much."""
    record = season.plan.record(KEY)
    contents: tuple[Content, ...] = (
        Paragraph("1. Thông tin đơn vị", "section"),
        *_accounts(season, record),
        Paragraph("2. Nội dung dự toán đề nghị hỗ trợ", "section"),
        *_estimate(record),
        Paragraph("3. Thuyết minh", "section"),
        *_reasons(season, record),
        signed_by_head(season, record, answered=True),
    )
    return Report(
        file_stem=budget_stem(season, unit_id),
        style=season.block.style,
        heading=replace(heading(season, printed_on), to=addressees(season, record)),
        parts=(Part("Dự toán", TITLE, f"Hoạt động của {block_year(season)}", contents),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def _accounts(season: Season, record: PaperRecord) -> tuple[Content, ...]:
    """The head's unit and its accounts: at the Treasury, or of an enterprise at a bank."""
    head = season.unit(season.head)
    name = record.text(_UNIT.key).strip() or (head.name if head else "")
    made = [Paragraph(f"- {_UNIT.title}: {name}.", "line") if name else written(record, _UNIT)[0]]
    has_bank = bool(record.text(_BANK.key).strip())
    has_treasury = any(record.text(it.key).strip() for it in _TREASURY)
    asked = (*(_TREASURY if has_treasury or not has_bank else ()), *((_BANK,) if has_bank else ()))
    for it in asked:
        text = " ".join(record.text(it.key).split())
        if text:
            made.append(Paragraph(f"- {it.title}: {text}.", "line"))
        else:
            made.append(Paragraph(f"[{it.title}]", "blank"))
    return tuple(made)


def _estimate(record: PaperRecord) -> tuple[Content, ...]:
    items = budget_items(record.text(_ITEMS.key))
    if not items:
        return written(record, _ITEMS)
    rows = []
    for number, it in enumerate(items, 1):
        cells = (Cell(str(number), Decimal(number)), Cell(it.what), _amount(it.amount), Cell())
        rows.append(Row(str(number), cells))
    total = (Cell("Tổng cộng", span=2), _amount(budget_sum(items)), Cell())
    return (Table(_COLUMNS, (*rows, Row("total", total, "total"))),)


def _amount(value: Decimal | None) -> Cell:
    """An amount, or a place to write it."""
    return Cell(BLANK) if value is None else Cell(show_short(value), value)


def _reasons(season: Season, record: PaperRecord) -> tuple[Content, ...]:
    found = written(record, _REASON)
    return found if found[-1].role == "blank" else ended(found, season)
