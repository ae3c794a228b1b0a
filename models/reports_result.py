"""The result table of a block: "Bảng tổng hợp kết quả chấm điểm", and the annex that explains it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from models.points import show_short
from models.ranking import Standing
from models.report import (
    Cell,
    Column,
    Content,
    Formula,
    Paragraph,
    Part,
    Ref,
    Report,
    Row,
    RowRole,
    Signature,
    Table,
)
from models.report_words import (
    STEP_ROLES,
    Figures,
    annex_notes,
    banners,
    block_year,
    figure,
    heading,
    legend,
    rank_text,
    short_notes,
    signer,
    stage_name,
    stage_sum,
    step_amount,
)
from models.results import Step, UnitResult
from models.rulepack import RulePack
from models.season import Season

TITLE = "BẢNG TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM"
_A3_FROM = 330.0
"""Nominal millimetres of columns above which the table is set on A3: A4 would squeeze them by a quarter."""

StageTotals = Mapping[str, Mapping[str, Decimal | None]]


def result_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return f"Bang tong hop ket qua cham diem {season.year}"


def result_table(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Every unit's points by section, bonus, deductions, total, rank, and why (TEMPLATES: paper 8)."""
    standings = figures.standings
    table = _table(season, figures)
    staged = any(it.key.startswith("stage:") for it in table.columns)
    notes = legend(season, standings, stages=staged)
    contents: tuple[Content, ...] = (table, *notes, _signature(season))
    main = Part("Kết quả chấm điểm", TITLE, block_year(season), contents, landscape=True)
    wide = sum(column.width for column in table.columns) > _A3_FROM
    return Report(
        file_stem=result_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(main, _explanation(season, standings)),
        printed_on=printed_on,
        banners=banners(season),
        page="A3" if wide else "A4",
    )


def _signature(season: Season) -> Signature:
    signers = [signer(season, "THƯ KÝ", ""), signer(season, "TRƯỞNG KHỐI", season.head)]
    if season.deputy:
        signers.insert(1, signer(season, "PHÓ TRƯỞNG KHỐI", season.deputy))
    return Signature(tuple(signers))


def _table(season: Season, figures: Figures) -> Table:
    standings = figures.standings
    stages = _stage_totals(season.pack, figures)
    cut = any(it.result.cut for it in standings)
    columns = _columns(season, tuple(stages), with_cut=cut)
    rows = []
    for number, standing in enumerate(standings, start=1):
        cells = _cells(season.pack, standing, number, stages)
        role: RowRole = "body" if standing.result.excluded is None else "apart"
        rows.append(Row(standing.result.unit.id, tuple(cells[it.key] for it in columns), role))
    return Table(columns, tuple(rows))


def _stage_totals(pack: RulePack, figures: Figures) -> StageTotals:
    """Stage → unit → sum of the stage's sections, without bonus and deductions.

    Only of the stages that say something: complete somewhere, and other than the official sums.
    """
    found: dict[str, Mapping[str, Decimal | None]] = {}
    for code, results in figures.stages.items():
        totals = {unit: stage_sum(pack, it, code) for unit, it in results.items()}
        official = {it.result.unit.id: stage_sum(pack, it.result, code) for it in figures.standings}
        if any(it is not None for it in totals.values()) and totals != official:
            found[code] = totals
    return found


def _stage_title(pack: RulePack, code: str) -> str:
    """ "Tổng các mục: tự chấm"; a stage for some sections only names them."""
    stage = pack.stage(code)
    of = f"Mục {', '.join(stage.sections)}" if stage and stage.sections else "Tổng các mục"
    return f"{of}: {stage_name(pack, code).lower()}"


def _columns(season: Season, stages: Sequence[str], *, with_cut: bool) -> tuple[Column, ...]:
    columns = [Column("number", "STT", 11, "center"), Column("unit", "Đơn vị", 60)]
    for section in season.table.rows:
        limit = section.max_points
        most = "" if limit is None else f"\ntối đa {show_short(limit)}"
        columns.append(Column(f"section:{section.code}", f"Mục {section.code}{most}", 20, "right"))
    columns.append(Column("bonus", _bonus_title(season.pack), 19, "right"))
    columns.append(Column("deductions", "Điểm trừ", 15, "right"))
    if with_cut:
        columns.append(Column("cut", "Vượt tổng, không tính", 19, "right"))
    for code in stages:
        title = _stage_title(season.pack, code)
        columns.append(Column(f"stage:{code}", title, 20, "right"))
    columns.append(Column("total", "Tổng điểm", 17, "right"))
    columns.append(Column("rank", "Xếp hạng", 13, "center"))
    columns.append(Column("note", "Ghi chú", 66))
    return tuple(columns)


def _bonus_title(pack: RulePack) -> str:
    most = f"\ntối đa {show_short(pack.bonus.total_max)}" if pack.bonus else ""
    return f"Điểm thưởng{most}"


def _cells(pack: RulePack, standing: Standing, number: int, stages: StageTotals) -> dict[str, Cell]:
    """The cells of one unit by the key of their column."""
    result = standing.result
    unit = result.unit.id
    rank = rank_text(standing)
    place = None if standing.rank is None or standing.tied else Decimal(standing.rank)
    cells = {
        "number": Cell(str(number), Decimal(number)),
        "unit": Cell(result.unit.name),
        "bonus": figure(result.bonus),
        "deductions": figure(result.deductions),
        "cut": figure(result.cut),
        "total": figure(standing.total, _total_formula(pack, result)),
        "rank": Cell(rank, place),
        "note": Cell(short_notes(standing)),
    }
    cells.update({f"section:{code}": figure(it) for code, it in result.sections.items()})
    cells.update({f"stage:{code}": figure(totals.get(unit)) for code, totals in stages.items()})
    return cells


def _total_formula(pack: RulePack, result: UnitResult) -> Formula | None:
    if result.total is None:
        return None
    unit = result.unit.id
    plus = [Ref(unit, f"section:{code}") for code in result.sections]
    minus = [Ref(unit, "deductions")]
    if result.cut:
        minus.append(Ref(unit, "cut"))
    return Formula(
        (*plus, Ref(unit, "bonus")),
        tuple(minus),
        decimals=pack.decimals if pack.rank_on == "rounded" else None,
        rounding=pack.rounding,
    )


def _explanation(season: Season, standings: Sequence[Standing]) -> Part:
    """Annex: every bonus, deduction and cut of every unit with its document."""
    columns = (
        Column("what", "Nội dung", 62),
        Column("detail", "Chi tiết", 78),
        Column("points", "Điểm", 20, "right"),
        Column("basis", "Căn cứ", 82),
    )
    rows: list[Row] = []
    for standing in standings:
        unit = standing.result.unit
        steps = [it for it in standing.result.steps if it.kind != "state"]
        steps = [it for it in steps if it.kind != "sum" or not it.scope]
        reasons = _place_rows(standing)
        if steps or reasons:
            rows.append(Row(unit.id, (Cell(unit.name, span=4),), "group"))
        for number, step in enumerate(steps):
            rows.append(_step_row(season.pack, step, f"{unit.id}:{number}"))
        rows.extend(reasons)
    title = "GIẢI TRÌNH ĐIỂM THƯỞNG, ĐIỂM TRỪ, PHẦN BỊ CẮT"
    subject = f"(Kèm theo Bảng tổng hợp kết quả chấm điểm {block_year(season)})"
    content: Content = Table(columns, tuple(rows))
    if not rows:
        content = Paragraph("Không đơn vị nào có điểm thưởng, điểm trừ hoặc phần điểm bị cắt.")
    contents = (content, *annex_notes(season, standings))
    return Part("Giải trình", title, subject, contents, landscape=True)


def _place_rows(standing: Standing) -> list[Row]:
    """Why the unit is not ranked, or what parted it from equals, in full."""
    unit = standing.result.unit.id
    said = {"Không bình xét, suy tôn": standing.result.excluded, "Cùng điểm": standing.tie_note}
    return [
        Row(f"{unit}:{label}", (Cell(label), Cell(text), Cell(), Cell()), "note")
        for label, text in said.items()
        if text
    ]


def _step_row(pack: RulePack, step: Step, key: str) -> Row:
    rule = pack.rule(step.rule)
    label = step.label
    if rule is not None and rule.title.casefold() != label.casefold():
        label = f"{label} ({rule.title})"
    cells = (Cell(label), Cell(step.detail), step_amount(step), Cell(step.basis))
    return Row(key, cells, STEP_ROLES[step.kind])
