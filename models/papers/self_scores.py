"""The summary of self scores (Bảng tổng hợp điểm tự chấm): every unit by section, in the block's own order."""

from datetime import date
from decimal import Decimal

from models.block import Unit
from models.collecting.intake import form_stage
from models.papers.office import head_of_year
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Ref,
    Report,
    Row,
    Signature,
    Table,
)
from models.papers.words import (
    NOTHING,
    Figures,
    banners,
    block_year,
    figure,
    heading,
    plain_name,
    signer,
    stage_name,
    stage_sections,
    stage_sum,
    sum_of,
)
from models.points import show_short
from models.season import Season

TITLE = "BẢNG TỔNG HỢP ĐIỂM TỰ CHẤM"


def self_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Tong hop diem tu cham {season.year}")


def self_scores(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """What the units gave themselves; no rank, since nothing of it is decided."""
    note = (
        f"- Dấu “{NOTHING}”: chưa có điểm, không phải là 0 điểm. Tổng các mục chưa tính điểm thưởng, "
        "điểm trừ."
    )
    contents: tuple[Content, ...] = (
        Paragraph(_arrived(season)),
        _table(season, figures),
        Paragraph(note, "note"),
        Signature((signer(season, "NGƯỜI TỔNG HỢP", ""), head_of_year(season))),
    )
    return Report(
        file_stem=self_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Điểm tự chấm", TITLE, block_year(season), contents, landscape=True),),
        printed_on=printed_on,
        banners=banners(season),
    )


def _filled(season: Season, unit: Unit) -> int:
    """How many criteria of the contents the unit has scored itself."""
    stage = form_stage(season.pack)
    return sum(1 for code in _codes(season) if season.score(unit.id, code, stage).is_filled)


def _codes(season: Season) -> list[str]:
    return [it.code for row in season.table.sections() for _, it in row.walk() if it.is_criterion]


def _arrived(season: Season) -> str:
    there = [it for it in season.units if _filled(season, it)]
    away = [it.name for it in season.units if it not in there]
    missing = f"; chưa có điểm tự chấm: {'; '.join(away)}" if away else ""
    stage = stage_name(season.pack, form_stage(season.pack)).lower() or "tự chấm"
    return f"Có điểm {stage}: {len(there)}/{len(season.units)} đơn vị{missing}."


def _table(season: Season, figures: Figures) -> Table:
    sections = [
        Column(f"section:{it.code}", _titled(it.code, it.max_points), 26, "right")
        for it in season.table.sections()
    ]
    columns = (
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 76),
        *sections,
        Column("total", "Tổng các mục", 26, "right"),
        Column("note", "Ghi chú", 60),
    )
    rows = (_row(season, figures, place, it) for place, it in enumerate(season.units, 1))
    return Table(columns, tuple(rows))


def _titled(code: str, most: Decimal | None) -> str:
    return f"Mục {code}" if most is None else f"Mục {code}\ntối đa {show_short(most)}"


def _row(season: Season, figures: Figures, place: int, unit: Unit) -> Row:
    stage = form_stage(season.pack)
    result = figures.stages.get(stage, {}).get(unit.id)
    parts = [
        (Ref(unit.id, f"section:{it.code}"), result.sections.get(it.code) if result else None)
        for it in season.table.sections()
    ]
    total = stage_sum(season.pack, result, stage) if result else None
    covered = stage_sections(season.pack.stage(stage), result) if result else ()
    summed = [(ref, it) for ref, it in parts if ref.column.removeprefix("section:") in covered]
    cells = (
        Cell(str(place), Decimal(place)),
        Cell(unit.name),
        *(figure(it) for _, it in parts),
        figure(total, sum_of(total, summed, None)),
        Cell(_note(season, unit)),
    )
    return Row(unit.id, cells)


def _note(season: Season, unit: Unit) -> str:
    filled, asked = _filled(season, unit), len(_codes(season))
    if not filled:
        return "Chưa có điểm tự chấm"
    return f"Còn trống {asked - filled} tiêu chí" if filled < asked else ""
