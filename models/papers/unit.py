"""The score sheet of one unit: every criterion at every stage, and "Vì sao?" like a bank statement."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.collecting.doubts import Look
from models.collecting.kept_warnings import Kept, kept
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
    Signer,
    Table,
    nfc,
)
from models.papers.words import (
    NOT_APPLICABLE,
    NOTHING,
    STEP_ROLES,
    Figures,
    banners,
    block_year,
    entered,
    figure,
    head_signer,
    heading,
    place_notes,
    plain_name,
    rank_text,
    stage_name,
    stage_sections,
    stage_sum,
    step_amount,
    sum_of,
)
from models.points import ZERO, show, show_short
from models.ranks.classes import ClassResult
from models.ranks.ranking import Standing
from models.scores.explanation import SHARE, explained
from models.scores.results import UnitResult
from models.season import Season
from models.table import SectionRole, TableRow

TITLE = "PHIẾU ĐIỂM ĐƠN VỊ"
OFFICIAL = "official"
ROUNDED = "Làm tròn khi xếp hạng"
_LEGEND = (
    "Điểm tính: điểm của vòng chấm sau cùng có điểm, sau khi áp dụng mức tối đa và điểm trừ của từng "
    f"tiêu chí. Tổng các mục chưa tính điểm thưởng, điểm trừ. Dấu “{NOTHING}”: chưa có điểm, không phải là 0 điểm."
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One unit's figures: the official result, and the result of every stage that has values."""

    season: Season
    standing: Standing
    stages: Mapping[str, UnitResult]
    rating: ClassResult | None
    outside: frozenset[str]

    @property
    def result(self) -> UnitResult:
        return self.standing.result


def unit_stem(season: Season, unit_id: str) -> str:
    """Name of the unit's file, without its suffix; the number parts units of one plain name."""
    index = [unit.id for unit in season.units].index(unit_id)
    return plain_name(f"Phieu diem {season.year} - {index + 1:02} {season.units[index].name}")


def unit_sheet(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The points of one unit with their explanation, rank and signatures."""
    standing = next(it for it in figures.standings if it.result.unit.id == unit_id)
    unit = standing.result.unit
    stages = {code: results[unit_id] for code, results in figures.stages.items()}
    extra = [it for it in season.table.rows if it.role != "content"]
    outside = frozenset(row.code for top in extra for _, row in top.walk())
    sheet = _Sheet(season, standing, stages, figures.classes.get(unit_id), outside)
    signers = (
        Signer("ĐẠI DIỆN ĐƠN VỊ", nfc(unit.name)),
        head_signer(season),
    )
    contents: tuple[Content, ...] = (
        _criteria(sheet),
        Paragraph(_LEGEND, "note"),
        *_warnings(season, figures, unit_id),
        _place(sheet, figures.standings),
        Paragraph(_question(standing), "heading"),
        _statement(sheet),
        Signature(signers),
    )
    subject = f"{unit.name}\n{block_year(season)}"
    return Report(
        file_stem=unit_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Phiếu điểm", TITLE, subject, contents),),
        printed_on=printed_on,
        banners=banners(season),
    )


def _warnings(season: Season, figures: Figures, unit_id: str) -> list[Paragraph]:
    """The warnings that were accepted for the unit, numbered, each with the clerk's note; those whose
    figures have changed since are not true any more and stay in the record only."""
    if not any(it.unit == unit_id for it in season.facts.kept_warnings):
        return []
    results = {it.result.unit.id: it.result for it in figures.standings}
    shown = [
        it
        for it in kept(season, Look(season, results, figures.stages))
        if it.stands and any(fact.unit == unit_id for fact in it.facts)
    ]
    return [Paragraph(_accepted(number, it), "note") for number, it in enumerate(shown, 1)]


def _accepted(number: int, warning: Kept) -> str:
    place = f"{warning.criterion}: " if warning.criterion else ""
    return f"{number}. Cảnh báo đã chấp nhận: {place}{warning.what} Ghi chú: {warning.note}"


def _place(sheet: _Sheet, standings: Sequence[Standing]) -> Paragraph:
    """Rank and, in words, what it rests on."""
    rank = rank_text(sheet.standing)
    ranked = sum(1 for it in standings if it.rank is not None)
    place = f"Xếp hạng: {rank} trên {ranked} đơn vị đã xếp hạng"
    if sheet.standing.rank is None:
        place = "Không xếp hạng"
    notes = place_notes(sheet.standing)
    if sheet.rating is not None:
        why = f" ({'; '.join(sheet.rating.why)})" if sheet.rating.why else ""
        notes.insert(0, f"Xếp loại: {sheet.rating.name or 'không xếp loại'}{why}")
    return Paragraph(". ".join([place, *notes]) + ".")


def _question(standing: Standing) -> str:
    """The figure that is asked about is the one that was ranked, as on screen and in the table."""
    if standing.total is None:
        return "Vì sao chưa có tổng điểm?"
    return f"Vì sao {show(standing.total)} điểm?"


def _criteria(sheet: _Sheet) -> Table:
    """The scoring table with a column for every stage in use and one for the points that count."""
    pack = sheet.season.pack
    stages = [Column(f"stage:{code}", stage_name(pack, code), 14, "right") for code in sheet.stages]
    columns = (
        Column("code", "Mã", 15),
        Column("title", "Tiêu chí", 58),
        Column("max", "Điểm tối đa", 14, "right"),
        *stages,
        Column(OFFICIAL, "Điểm tính", 15, "right"),
        Column("note", "Minh chứng, ghi chú", 40),
    )
    rows = [_row(sheet, row, depth) for depth, row in sheet.season.table.walk()]
    return Table(columns, (*rows, *_sums(sheet)))


def _row(sheet: _Sheet, row: TableRow, depth: int) -> Row:
    """A criterion with its values as entered, or a section with the sums of its rows."""
    most = "" if row.max_points is None else show_short(row.max_points)
    name = (Cell(row.code), Cell(row.title), Cell(most, row.max_points))
    role: RowRole = "body" if row.is_criterion else "group"
    if row.is_criterion and depth == 0:
        role = "group"
    stages = (_stage_cell(sheet, row, code) for code in sheet.stages)
    official = _official_cell(sheet, row)
    return Row(row.code, (*name, *stages, official, Cell(_note(sheet, row), muted=True)), role)


def _official_cell(sheet: _Sheet, row: TableRow) -> Cell:
    """The points that count; what does not apply says so, and nothing stays blank where none is owed."""
    if (said := _without_points(sheet, row, sheet.result)) is not None:
        return said
    parts = [(Ref(it.code, OFFICIAL), _summed(sheet, it)) for it in row.rows]
    points = sheet.result.groups[row.code]
    return figure(points, sum_of(points, parts, row.max_points))


def _summed(sheet: _Sheet, row: TableRow) -> Decimal | None:
    """The figure that stands in the row's official cell; None where words or nothing stand."""
    if _without_points(sheet, row, sheet.result) is not None:
        return None
    return sheet.result.groups[row.code]


def _without_points(sheet: _Sheet, row: TableRow, result: UnitResult) -> Cell | None:
    """What stands in place of points: nothing happened, only effects, or the row does not apply."""
    lines = [result.lines[it.code] for _, it in row.walk() if it.is_criterion]
    if any(it.points is not None for it in lines):
        effect_only = row.is_criterion and row.rule is not None and row.rule.kind == "effect"
        return Cell() if effect_only else None
    if row.code in sheet.outside:
        return Cell() if row.is_criterion and lines[0].outcome is None else None
    missing = any(it.code in result.missing for _, it in row.walk())
    if missing or result.groups[row.code]:
        return None
    return Cell(NOT_APPLICABLE, muted=True)


def _happened(result: UnitResult, row: TableRow) -> bool:
    """Whether anything was entered below a row, even 0."""
    lines = [result.lines[it.code] for _, it in row.walk() if it.is_criterion]
    return any(it.points is not None or it.outcome is not None for it in lines)


def _stage_cell(sheet: _Sheet, row: TableRow, code: str) -> Cell:
    """The value as entered at a stage; a sum only where the stage covers the section and is whole."""
    points = _entered(sheet, row, code)
    if not _covers(sheet.season, code, row.code) and (points is None or not row.is_criterion):
        return Cell()
    if row.is_criterion:
        score = sheet.season.score(sheet.result.unit.id, row.code, code)
        said = points is None and (score.inputs or row.code in sheet.outside)
        # That it does not apply is said once, in the column of the points that count.
        if said and _without_points(sheet, row, sheet.stages[code]) is not None:
            return Cell()
        return figure(points)
    if row.code in sheet.outside and not _happened(sheet.stages[code], row):
        return Cell()
    parts = [(Ref(it.code, f"stage:{code}"), _entered(sheet, it, code)) for it in row.rows]
    return figure(points, sum_of(points, parts, row.max_points))


def _entered(sheet: _Sheet, row: TableRow, code: str) -> Decimal | None:
    """What stands in the stage's column of `row`: as entered or computed on a criterion, summed on a
    group."""
    if row.is_criterion:
        score = sheet.season.score(sheet.result.unit.id, row.code, code)
        outcome = sheet.stages[code].lines[row.code].outcome if score.inputs else None
        return score.points if outcome is None else outcome.points
    return sheet.stages[code].groups[row.code]


def _covers(season: Season, code: str, row_code: str) -> bool:
    stage = season.pack.stage(code)
    section = season.table.section_of(row_code)
    if stage is None or section is None:
        return False
    return not stage.sections or section.code in stage.sections


def _note(sheet: _Sheet, row: TableRow) -> str:
    """The numbers that count, evidence and notes of a criterion, each said once, the latest stage last."""
    if not row.is_criterion:
        return "chờ thẩm định" if row.code in sheet.result.waiting else ""
    unit, line = sheet.result.unit.id, sheet.result.lines[row.code]
    stages = [line.stage] if line.stage else list(sheet.stages)[::-1]
    numbers = (entered(row, sheet.season.score(unit, row.code, it)) for it in stages)
    said = [next((it for it in numbers if it), "")]
    for code in sheet.stages:
        entry = sheet.season.score(unit, row.code, code)
        said.extend(it for it in (entry.evidence, entry.note) if it)
    if line.provisional:
        said.append("tạm tính")
    return "; ".join(dict.fromkeys(it for it in said if it))


def _sums(sheet: _Sheet) -> list[Row]:
    """The sections added up, by stage too; bonus, deductions, what the whole table's cap took, the total, and the total as ranked."""
    result = sheet.result
    blank = tuple(Cell() for _ in sheet.stages)
    adjustments = [
        ("bonus", f"Điểm thưởng{_with_sections(sheet, 'bonus')}", result.bonus),
        ("deductions", f"Điểm trừ{_with_sections(sheet, 'deduction')}", result.deductions),
    ]
    if result.cut:
        adjustments.append(("cut", "Vượt tổng điểm của bảng, không tính", result.cut))
    stages = [_sections_sum(sheet, sheet.stages[it], it, f"stage:{it}") for it in sheet.stages]
    official = _sections_sum(sheet, result, "", OFFICIAL)
    cells = (Cell(), Cell("Tổng các mục"), Cell(), *stages, official, Cell())
    rows = [Row("sections", cells, "group")]
    rows += [
        Row(key, (Cell(), Cell(title), Cell(), *blank, figure(amount), Cell()), "group")
        for key, title, amount in adjustments
    ]
    total = figure(result.total, _total_formula(result, OFFICIAL))
    cells = (Cell(), Cell("Tổng điểm"), Cell(), *blank, total, Cell())
    rows.append(Row("total", cells, "total"))
    rows += [
        Row(key, (Cell(), Cell(title), Cell(), *blank, amount, Cell()), "total")
        for key, title, _, amount in _ends(sheet, OFFICIAL)
    ]
    return rows


def _with_sections(sheet: _Sheet, role: SectionRole) -> str:
    """The table's own sections that stand in a sum of bonus or deductions."""
    codes = [it.code for it in sheet.season.table.sections(role)]
    return f" (có mục {', '.join(codes)})" if codes else ""


def _ends(sheet: _Sheet, column: str) -> list[tuple[str, str, str, Cell]]:
    """What stands below the total: the share that is compared, and the figure as it was ranked."""
    found = []
    result = sheet.result
    if result.share is not None:
        words = next((it.detail for it in result.steps if it.rule == SHARE), "")
        found.append(("share", "So theo tỷ lệ", words, figure(result.share)))
    ranked = _ranked_total(sheet, column)
    if ranked is not None:
        found.append(("ranked", ROUNDED, "", ranked))
    return found


def _ranked_total(sheet: _Sheet, column: str) -> Cell | None:
    """The total as it was compared, where the pack ranks rounded totals; else the total says it."""
    pack, total = sheet.season.pack, sheet.standing.total
    if pack.rank_on != "rounded" or total is None:
        return None
    exact = (Ref("total" if sheet.result.share is None else "share", column),)
    return figure(total, Formula(exact, decimals=pack.decimals, rounding=pack.rounding))


def _sections_sum(sheet: _Sheet, result: UnitResult, code: str, column: str) -> Cell:
    """The sections above in the same column, added up; by a stage those that it scores."""
    wanted = stage_sections(sheet.season.pack.stage(code), result)
    total = stage_sum(sheet.season.pack, result, code)
    parts = [(Ref(it, column), result.sections.get(it)) for it in wanted]
    return figure(total, sum_of(total, parts, None))


def _total_formula(result: UnitResult, column: str) -> Formula | None:
    if result.total is None:
        return None
    plus = [Ref(code, column) for code in result.sections]
    minus = [Ref("deductions", OFFICIAL)]
    if result.cut:
        minus.append(Ref("cut", OFFICIAL))
    return Formula((*plus, Ref("bonus", OFFICIAL)), tuple(minus))


def _statement(sheet: _Sheet) -> Table:
    """Every step one line: what, how and by which document, how much; the sum below a rule."""
    columns = (
        Column("what", "Khoản", 50),
        Column("detail", "Cách tính, căn cứ", 91),
        Column("points", "Điểm", 24, "right"),
    )
    rows: list[Row] = []
    summed: list[Ref] = []
    partial = ZERO
    steps = [it for it in explained(sheet.season, sheet.result) if it.rule != SHARE]
    for number, step in enumerate(steps):
        detail = " · ".join(it for it in (step.detail, step.basis) if it)
        cells = (Cell(step.label), Cell(detail, muted=True), step_amount(step))
        rows.append(Row(f"step:{number}", cells, STEP_ROLES[step.kind]))
        if step.kind == "sum":
            summed.append(Ref(f"step:{number}", "points"))
            partial += step.points
    total = sheet.result.total
    formula = Formula(tuple(summed)) if summed and partial == total else None
    cells = (Cell("Tổng điểm"), Cell(), figure(total, formula))
    rows.append(Row("total", cells, "total"))
    rows += [
        Row(key, (Cell(title), Cell(words, muted=True), amount), "total")
        for key, title, words, amount in _ends(sheet, "points")
    ]
    return Table(columns, tuple(rows), "statement")
