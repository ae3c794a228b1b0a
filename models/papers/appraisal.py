"""The papers of the appraisal: the table that goes with the request, and what the appraisal changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import groupby

from models.collecting.appraisal import (
    Difference,
    RequestRow,
    differences,
    gate,
    request_rows,
    stages_before,
)
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
    Figures,
    banners,
    block_year,
    figure,
    head_signer,
    heading,
    signer,
    stage_name,
    sum_of,
)
from models.points import show_short, show_signed
from models.season import Season
from models.year_plan import Letter

REQUEST = "BẢNG TỔNG HỢP ĐỀ NGHỊ THẨM ĐỊNH"
CHANGES = "BẢNG SO SÁNH ĐIỂM TRƯỚC VÀ SAU THẨM ĐỊNH"


def request_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return f"Bang tong hop de nghi tham dinh {season.year}"


def changes_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return f"So sanh diem truoc va sau tham dinh {season.year}"


def appraisal_request(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """What the block asks to have appraised: every unit's sections and their criteria, with the points of
    the stages before and an empty column for the appraisal."""
    part = request_part(season, figures)
    return _report(season, request_stem(season, unit_id), part, printed_on)


def request_part(season: Season, figures: Figures, *, annex: str = "") -> Part:
    """The table that is asked about; `annex` says what letter it goes with, "" for a paper of its own."""
    rows = request_rows(season, figures.stages)
    contents: tuple[Content, ...] = (Paragraph(_asked(season, in_annex=bool(annex))),)
    if rows:
        note = (
            f"Dấu “{NOTHING}”: chưa có điểm, không phải là 0 điểm. Cột thẩm định để trống cho "
            f"{season.pack.board_name} ghi."
        )
        contents = (*contents, _request_table(season, rows), Paragraph(note, "note"))
    part = _part(season, "Đề nghị thẩm định", REQUEST, contents)
    return replace(part, subject=f"{part.subject}\n{annex}") if annex else part


def appraisal_differences(
    season: Season, _figures: Figures, unit_id: str, printed_on: date
) -> Report:
    """Every criterion on which the appraisal gave other points than the block."""
    found = differences(season)
    contents: tuple[Content, ...] = (Paragraph(_asked(season, answered=True)),)
    if found:
        contents = (*contents, _changes_table(found))
    elif gate(season) is not None:
        same = "Điểm thẩm định đã nhập không khác điểm trước thẩm định ở tiêu chí nào."
        contents = (*contents, Paragraph(same))
    part = _part(season, "So sánh", CHANGES, contents)
    return _report(season, changes_stem(season, unit_id), part, printed_on)


def _part(season: Season, sheet: str, title: str, contents: tuple[Content, ...]) -> Part:
    signature = Signature((signer(season, "THƯ KÝ", ""), head_signer(season)))
    return Part(sheet, title, block_year(season), (*contents, signature))


def _report(season: Season, stem: str, part: Part, printed_on: date) -> Report:
    return Report(
        file_stem=stem,
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(part,),
        printed_on=printed_on,
        banners=banners(season),
    )


def _asked(season: Season, *, answered: bool = False, in_annex: bool = False) -> str:
    """Which letters (an annex names its own above), whose appraisal, of what, by which rule; or that the pack has no such stage."""
    found = gate(season)
    if found is None:
        return "Bộ quy tắc không nêu vòng thẩm định nào có căn cứ, nên không có nội dung thẩm định."
    plan, pack = season.plan, season.pack
    codes = ", ".join(it.code for it in found.sections)
    letters = [] if in_annex else [("Kèm theo văn bản đề nghị", plan.appraisal_request)]
    if answered:
        letters = [("Đề nghị", plan.appraisal_request), ("Kết quả thẩm định", plan.appraisal)]
    told = [f"{words} {letter_words(it)}" for words, it in letters if it.is_written]
    told.append(f"Cơ quan thẩm định: {pack.board_name}")
    who = f"{len(found.units)} đơn vị"
    if found.stage.ranks_to:
        who += f" xếp hạng 1–{found.stage.ranks_to} theo điểm trước thẩm định"
    told.append(f"Nội dung: mục {codes} của {who}")
    basis = pack.citation(found.stage.rule)
    return f"{'. '.join(told)}{f' ({basis})' if basis else ''}."


def letter_words(letter: Letter) -> str:
    """ "số 12/CV-KTĐ ngày 05/12/2023"."""
    number = f"số {letter.number}" if letter.number else ""
    day = f"ngày {letter.issued:%d/%m/%Y}" if letter.issued else ""
    return " ".join(it for it in (number, day) if it)


def _request_table(season: Season, rows: Sequence[RequestRow]) -> Table:
    stages = [it.code for it in stages_before(season)]
    columns = (
        Column("code", "Mã", 16),
        Column("title", "Mục, tiêu chí", 70),
        Column("max", "Điểm tối đa", 18, "right"),
        *(Column(f"stage:{it}", stage_name(season.pack, it), 18, "right") for it in stages),
        Column("appraisal", "Thẩm định", 20, "right"),
    )
    made: list[Row] = []
    for number, (unit, found) in enumerate(groupby(rows, key=lambda it: it.unit), start=1):
        lines = {it.row.code: it for it in found}
        name = Cell(f"{number}. {unit.name}", span=len(columns))
        made.append(Row(unit.id, (name,), "group"))
        made.extend(_request_row(it, lines, stages) for it in lines.values())
    return Table(columns, tuple(made))


def _request_row(it: RequestRow, lines: Mapping[str, RequestRow], stages: Sequence[str]) -> Row:
    """A section with the sums of its rows, or a criterion; the column of the appraisal stays empty."""
    row = it.row
    most = "" if row.max_points is None else show_short(row.max_points)
    cells = []
    for code in stages:
        parts = [
            (Ref(f"{it.unit.id}:{below.code}", f"stage:{code}"), lines[below.code].points[code])
            for below in row.rows
        ]
        cells.append(figure(it.points[code], sum_of(it.points[code], parts, row.max_points)))
    role: RowRole = "body" if row.is_criterion else "group"
    head = (Cell(row.code), Cell(row.title), Cell(most, row.max_points))
    return Row(f"{it.unit.id}:{row.code}", (*head, *cells, Cell()), role)


def _changes_table(found: Sequence[Difference]) -> Table:
    columns = (
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 46),
        Column("criterion", "Tiêu chí", 62),
        Column("before", "Trước thẩm định", 20, "right"),
        Column("after", "Thẩm định", 18, "right"),
        Column("amount", "Chênh lệch", 20, "right"),
    )
    rows = []
    for number, it in enumerate(found, start=1):
        key = f"{it.unit.id}:{it.row.code}"
        cells = (
            Cell(str(number), Decimal(number)),
            Cell(it.unit.name),
            Cell(f"{it.row.code} {it.row.title}"),
            figure(it.before),
            figure(it.after),
            _amount(it, key),
        )
        rows.append(Row(key, cells))
    return Table(columns, tuple(rows))


def _amount(it: Difference, key: str) -> Cell:
    if it.amount is None:
        return Cell(NOTHING)
    formula = Formula((Ref(key, "after"),), (Ref(key, "before"),))
    return Cell(show_signed(it.amount), it.amount, formula)
