"""The paper that shows what changed from one scoring table to another: "Bảng so sánh thay đổi"."""

from datetime import date

from models.papers.marks import closing_mark
from models.papers.report import Cell, Column, Paragraph, Part, Report, Row, Signature, Table
from models.papers.words import (
    banners,
    block_year,
    head_signer,
    heading,
    plain_name,
    signer,
)
from models.season import Season
from models.table import ScoringTable
from models.tables.diff import TITLES, RowDifference, differences

TITLE = "BẢNG SO SÁNH THAY ĐỔI CỦA BẢNG CHẤM ĐIỂM"
_COLUMNS = (
    Column("number", "TT", 10, "center"),
    Column("code", "Mã", 18),
    Column("title", "Nội dung, tiêu chí", 62),
    Column("what", "Thay đổi", 34),
    Column("old", "Trước", 58),
    Column("new", "Sau", 58),
)


def table_changes(
    season: Season,
    old: tuple[str, ScoringTable],
    new: tuple[str, ScoringTable],
    printed_on: date,
) -> Report:
    """Every difference from `old` to `new`, each given with the name it is called by."""
    found = differences(old[1], new[1])
    rows = [row for number, it in enumerate(found, 1) for row in _rows(number, it)]
    between = f"Từ: {old[0]}. Đến: {new[0]}. Số dòng thay đổi: {len(found)}."
    nothing = Paragraph("Hai bảng giống nhau.")
    contents = (
        Paragraph(between),
        Table(_COLUMNS, tuple(rows)) if rows else nothing,
        Signature((signer(season, "THƯ KÝ", ""), head_signer(season))),
    )
    return Report(
        file_stem=plain_name(f"So sanh bang cham diem {season.year} - {old[0]} - {new[0]}"),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("So sánh", TITLE, block_year(season), contents, landscape=True),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
        mark=closing_mark(season),
    )


def _rows(number: int, difference: RowDifference) -> list[Row]:
    """One row for each changed part; the row of the table is named on the first only."""
    lines = difference.changes
    if difference.kind in ("added", "removed"):
        said = "\n".join(f"{what}: {old or new}" for what, old, new in lines)
        sides = ("", said) if difference.kind == "added" else (said, "")
        parts = [(f"{TITLES[difference.kind]} cả dòng", *sides)]
    else:
        parts = [(f"{TITLES[difference.kind]}: {what}", old, new) for what, old, new in lines]
    rows = []
    for place, part in enumerate(parts):
        named = ("", "", "") if place else (str(number), difference.code, difference.title)
        cells = tuple(Cell(text) for text in (*named, *part))
        rows.append(Row(f"{number}.{place}", cells))
    return rows
