"""The list of evidence of one unit (danh mục hồ sơ kiểm chứng): what is asked for and what is there."""

from collections.abc import Collection
from datetime import date

from models.collecting.evidence import Line, lines, packed_names
from models.papers.report import (
    Cell,
    Column,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Signer,
    Table,
    nfc,
)
from models.papers.words import (
    Figures,
    banners,
    block_year,
    head_signer,
    heading,
    plain_name,
)
from models.season import Season
from models.table import TableRow

TITLE = "DANH MỤC HỒ SƠ KIỂM CHỨNG"
_NONE_YET = "Chưa có hồ sơ kiểm chứng"
_GONE = "Không còn trong bảng chấm điểm"


def evidence_stem(season: Season, unit_id: str) -> str:
    """Name of the unit's file, without its suffix; the number parts units of one plain name."""
    index = [unit.id for unit in season.units].index(unit_id)
    return plain_name(f"Danh muc ho so {season.year} - {index + 1:02} {season.units[index].name}")


def evidence_list(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The paper as the papers of a season are made; no figure stands in it."""
    return unit_evidence(season, unit_id, printed_on)


def unit_evidence(
    season: Season, unit_id: str, printed_on: date, lacking: Collection[str] = ()
) -> Report:
    """Every criterion with the papers asked for and the files that are there, as they are named in what is
    sent. `lacking` are recorded files that are not in it, because they cannot be found or read.
    """
    unit = season.unit(unit_id)
    name = unit.name if unit else unit_id
    found = lines(season, unit_id)
    names = packed_names(season, unit_id)
    signers = (Signer("ĐẠI DIỆN ĐƠN VỊ", nfc(name)), head_signer(season))
    contents = (
        _table(season, found, names, lacking),
        Paragraph(_summary(found, names, lacking)),
        Signature(signers),
    )
    return Report(
        file_stem=evidence_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Danh mục", TITLE, f"{name}\n{block_year(season)}", contents, landscape=True),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def _table(
    season: Season, found: tuple[Line, ...], names: dict[str, str], lacking: Collection[str]
) -> Table:
    columns = (
        Column("code", "Mã", 16),
        Column("title", "Tiêu chí", 62),
        Column("required", "Hồ sơ phải có", 58),
        Column("files", "Tệp kèm theo", 84),
        Column("note", "Ghi chú", 40),
    )
    by_code = {it.code: it for it in found}
    rows = []
    for depth, row in season.table.walk():
        if row.is_criterion:
            rows.append(_line(by_code.pop(row.code), names, lacking, alone=depth == 0))
        else:
            rows.append(_group(row))
    rows += [_line(it, names, lacking) for it in by_code.values()]
    return Table(columns, tuple(rows))


def _group(row: TableRow) -> Row:
    return Row(row.code, (Cell(row.code), Cell(row.title, span=4)), "group")


def _line(
    line: Line, names: dict[str, str], lacking: Collection[str], *, alone: bool = False
) -> Row:
    files = "\n".join(_file(names[it.file], it.file in lacking) for it in line.files)
    note = [_NONE_YET] if line.is_missing else []
    note += [] if line.title else [_GONE]
    note += [f"Biểu mẫu ghi: {line.text}"] if line.text else []
    cells = (Cell(line.code), Cell(line.title), Cell(line.required), Cell(files))
    return Row(line.code, (*cells, Cell("\n".join(note), muted=True)), "group" if alone else "body")


def _file(name: str, is_lacking: bool) -> str:
    return f"{name} (không kèm theo)" if is_lacking else name


def _summary(found: tuple[Line, ...], names: dict[str, str], lacking: Collection[str]) -> str:
    there = sum(1 for it in names if it not in lacking)
    said = [f"Tổng số: {there} tệp"]
    missing = [it.code for it in found if it.is_missing]
    if missing:
        said.append(f"chưa có hồ sơ: {', '.join(missing)}")
    return f"{'; '.join(said)}."
