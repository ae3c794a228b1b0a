"""The block's scoring table as it is issued (Bảng chấm điểm): its input columns are left to be filled."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.papers.office import head_of_year
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    RowRole,
    Signature,
    Signer,
    Table,
)
from models.papers.result import A3_FROM
from models.papers.words import Figures, banners, block_year, heading, plain_name
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.scores.criterion_words import describe
from models.season import Season
from models.table import TableRow

TITLE = "BẢNG CHẤM ĐIỂM THI ĐUA"
_PLAN, _RESULT = "Kế hoạch", "Thực hiện"


def table_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Bang cham diem thi dua {season.year}")


def scoring_table(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Every section and criterion with its maximum, how it is scored and by what evidence."""
    part = table_part(season)
    wide = sum(it.width for it in part.tables[0].columns) > A3_FROM
    return Report(
        file_stem=table_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(part,),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
        page="A3" if wide else "A4",
    )


def table_part(season: Season, *, annex: str = "") -> Part:
    """The table as a sheet of its own; `annex` says what it goes with, "" for a paper of its own."""
    contents: tuple[Content, ...] = (_table(season), *_notes(season))
    if not annex:
        unit = Signer("THỦ TRƯỞNG ĐƠN VỊ", "(ký tên, đóng dấu)")
        contents = (*contents, Signature((unit, head_of_year(season))))
    subject = f"{block_year(season)}\n{annex}" if annex else block_year(season)
    return Part("Bảng chấm điểm", TITLE, subject, contents, landscape=True)


def max_total(rows: tuple[TableRow, ...]) -> Decimal | None:
    """What these sections come to at most; None while one of them has no maximum."""
    known = [it.max_points for it in rows if it.max_points is not None]
    return sum(known, ZERO) if known and len(known) == len(rows) else None


def _table(season: Season) -> Table:
    stages = [
        Column(f"stage:{it.code}", _stage_title(it.name, it.sections), 17, "right")
        for it in season.pack.stages
    ]
    columns = (
        Column("code", "STT", 15),
        Column("title", "Nội dung, tiêu chí", 62),
        Column("max", "Điểm tối đa", 14, "right"),
        Column("how", "Cách chấm, mức trừ", 48),
        Column("evidence", "Hồ sơ tài liệu kiểm chứng", 40),
        Column("plan", _PLAN, 16, "right"),
        Column("result", _RESULT, 16, "right"),
        *stages,
        Column("note", "Ghi chú", 24),
    )
    blanks = tuple(Cell() for _ in range(len(stages) + 3))
    rows = [_row(it, depth, season.pack, blanks) for depth, it in season.table.walk()]
    total = max_total(season.table.sections())
    cells = (Cell(), Cell("Tổng điểm các nội dung"), _most(total), Cell(), Cell(), *blanks)
    return Table(columns, (*rows, Row("total", cells, "total")))


def _stage_title(name: str, sections: tuple[str, ...]) -> str:
    return f"{name}\n(mục {', '.join(sections)})" if sections else name


def _row(row: TableRow, depth: int, pack: RulePack, blanks: tuple[Cell, ...]) -> Row:
    role: RowRole = "group" if depth == 0 or not row.is_criterion else "body"
    head = (Cell(row.code), Cell(row.title), _most(row.max_points))
    return Row(row.code, (*head, Cell(_how(row, pack)), Cell(row.evidence), *blanks), role)


def _most(value: Decimal | None) -> Cell:
    return Cell() if value is None else Cell(show_short(value), value)


def _how(row: TableRow, pack: RulePack) -> str:
    """The guidance of the row, what its rule says, and the block's own deduction a case."""
    each = f"Trừ {show_short(row.deduct_each)} điểm mỗi lần." if row.deduct_each else ""
    said = (row.guidance.strip(), describe(row, pack), each)
    return "\n".join(dict.fromkeys(it for it in said if it))


def _notes(season: Season) -> Iterator[Paragraph]:
    bonus, taken = season.pack.bonus, season.pack.deductions
    if bonus is not None:
        basis = season.pack.citation(bonus.name)
        most = (
            f"mỗi chỉ tiêu không quá {show_short(bonus.each_max)} điểm, tất cả không quá "
            f"{show_short(bonus.total_max)} điểm"
        )
        yield Paragraph(f"- {bonus.title}: {most}{_in_brackets(basis)}.", "note")
    for it in taken:
        rule = season.pack.rule(it.name)
        if rule is not None:
            text = rule.text.rstrip(".")
            basis = season.pack.citation(it.name)
            yield Paragraph(f"- {it.title}: {text}{_in_brackets(basis)}.", "note")


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""
