"""The result table of a block: "Bảng tổng hợp kết quả chấm điểm", and the annex that explains it."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from models.papers.report import (
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
from models.papers.words import (
    NOTHING,
    STEP_ROLES,
    Figures,
    annex_notes,
    banners,
    block_year,
    deputy_signer,
    figure,
    head_signer,
    heading,
    legend,
    rank_text,
    short_notes,
    signer,
    stage_name,
    stage_sum,
    step_amount,
)
from models.points import show_short
from models.ranks.ranking import Standing
from models.rulepack import RulePack
from models.scores.explanation import explained
from models.scores.results import Step, UnitResult
from models.season import Season

TITLE = "BẢNG TỔNG HỢP KẾT QUẢ CHẤM ĐIỂM"
A3_FROM = 330.0
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
    wide = sum(column.width for column in table.columns) > A3_FROM
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
    signers = [signer(season, "THƯ KÝ", ""), head_signer(season)]
    if season.deputy:
        signers.insert(1, deputy_signer(season))
    return Signature(tuple(signers))


def _table(season: Season, figures: Figures) -> Table:
    standings = figures.standings
    stages = _stage_totals(season.pack, figures)
    cut = any(it.result.cut for it in standings)
    columns = _columns(season, figures, tuple(stages), with_cut=cut)
    rows = []
    for number, standing in enumerate(standings, start=1):
        cells = _cells(season.pack, figures, standing, number, stages)
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


def _columns(
    season: Season, figures: Figures, stages: Sequence[str], *, with_cut: bool
) -> tuple[Column, ...]:
    columns = [Column("number", "STT", 11, "center"), Column("unit", "Đơn vị", 60)]
    for section in season.table.sections():
        limit = section.max_points
        most = "" if limit is None else f"\ntối đa {show_short(limit)}"
        columns.append(Column(f"section:{section.code}", f"Mục {section.code}{most}", 20, "right"))
    columns.append(Column("bonus", _bonus_title(season), 19, "right"))
    columns.append(Column("deductions", "Điểm trừ", 15, "right"))
    if with_cut:
        columns.append(Column("cut", "Vượt tổng, không tính", 19, "right"))
    for code in stages:
        title = _stage_title(season.pack, code)
        columns.append(Column(f"stage:{code}", title, 20, "right"))
    columns.append(Column("total", "Tổng điểm", 17, "right"))
    if figures.by_share:
        columns.append(Column("share", "Theo tỷ lệ", 17, "right"))
    if season.pack.classes:
        columns.append(Column("class", "Xếp loại", 24, "center"))
    columns.append(Column("rank", "Xếp hạng", 13, "center"))
    columns.append(Column("note", "Ghi chú", 66))
    return tuple(columns)


def _bonus_title(season: Season) -> str:
    """The most that all bonus can come to; from one source it is that one's own."""
    pack, sections = season.pack, season.table.sections("bonus")
    limits = [it.max_points for it in sections] + ([pack.bonus.total_max] if pack.bonus else [])
    most = pack.bonus_max if pack.bonus_max is not None or len(limits) != 1 else limits[0]
    return "Điểm thưởng" if most is None else f"Điểm thưởng\ntối đa {show_short(most)}"


def _cells(
    pack: RulePack, figures: Figures, standing: Standing, number: int, stages: StageTotals
) -> dict[str, Cell]:
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
        "total": _total(pack, figures, standing),
        "share": figure(standing.total),
        "class": Cell(found.name or NOTHING if (found := figures.classes.get(unit)) else NOTHING),
        "rank": Cell(rank, place),
        "note": Cell(short_notes(standing)),
    }
    cells.update({f"section:{code}": figure(it) for code, it in result.sections.items()})
    cells.update({f"stage:{code}": figure(totals.get(unit)) for code, totals in stages.items()})
    return cells


def _total(pack: RulePack, figures: Figures, standing: Standing) -> Cell:
    """The total that was ranked; beside a column of shares the exact one that they are taken from."""
    result = standing.result
    if figures.by_share:
        return figure(result.total, _total_formula(pack, result, exact=True))
    return figure(standing.total, _total_formula(pack, result, exact=False))


def _total_formula(pack: RulePack, result: UnitResult, *, exact: bool) -> Formula | None:
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
        decimals=pack.decimals if pack.rank_on == "rounded" and not exact else None,
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
        steps = _told(season, standing.result)
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


def _told(season: Season, result: UnitResult) -> list[Step]:
    """The steps of the annex: all but the sums of the contents, which the table itself shows."""
    homes = season.table.section_codes()
    contents = {it.code for it in season.table.sections()}
    steps = [it for it in explained(season, result) if it.kind != "state"]
    return [
        it
        for it in steps
        if it.kind not in ("sum", "line") or homes.get(it.scope, "") not in contents
    ]


def _place_rows(standing: Standing) -> list[Row]:
    """Why the unit is not ranked, or what parted it from equals, in full."""
    unit = standing.result.unit.id
    parted = (standing.tie_note.removeprefix("cùng điểm, "), standing.settled)
    equals = "; ".join(it for it in parted if it)
    said = {"Không bình xét, suy tôn": standing.result.excluded, "Cùng điểm": equals}
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
