"""Letters to the Board: its opinion on the scoring table before it is issued, its appraisal of what it appraises."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.collecting.appraisal import Gate, gate, request_rows, stages_before
from models.paper_record import PaperRecord
from models.papers.appraisal import request_part
from models.papers.office import ended, in_force, letter_heading, numbered, signed_by_head
from models.papers.phrases import head_name, paper_words
from models.papers.prose import ProseField, labelled, written
from models.papers.report import Cell, Column, Content, Heading, Paragraph, Part, Report, Row, Table
from models.papers.scoring_table import max_total, table_part
from models.papers.words import (
    BLANK,
    Figures,
    banners,
    figure,
    plain_name,
    stage_name,
)
from models.points import show_short
from models.season import Season
from models.year_plan import Letter

_FIGURE = re.compile(r"\d+[a-zđ]?", re.IGNORECASE)
OPINION, APPRAISAL = "xin-y-kien-bang-diem", "xin-tham-dinh"
ANSWER = ProseField("ngay-tra-loi", "Đề nghị trả lời", "ngày cần có ý kiến")
WORK = ProseField(
    "qua-trinh", "Quá trình xây dựng", "Bảng chấm điểm được thống nhất ở đâu, khi nào"
)
OPINION_PROSE = (WORK, ANSWER)
APPRAISAL_PROSE = (ANSWER,)
_SECTIONS = (
    Column("code", "STT", 14, "center"),
    Column("title", "Nội dung", 96),
    Column("count", "Số tiêu chí", 28, "right"),
    Column("max", "Điểm tối đa", 28, "right"),
)


def opinion_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Xin y kien bang cham diem {season.year}")


def appraisal_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Xin tham dinh ket qua cham diem {season.year}")


def opinion_letter(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The letter (board-comment) with the whole table as its annex."""
    life = season.table.life
    record = _record(season, OPINION, Letter(life.letter, life.sent))
    board = season.pack.board_name
    contents: tuple[Content, ...] = (
        Paragraph(
            f"{_grounds(season, 'board-comment')}{head_name(season)} gửi dự thảo Bảng chấm điểm thi đua "
            f"năm {season.year} của {season.block.name} (kèm theo) và đề nghị {board} cho ý kiến trước khi "
            "ban hành."
        ),
        *written(record, WORK),
        Paragraph("Bảng chấm điểm gồm:"),
        _sections(season),
        labelled(record, ANSWER),
        *ended((Paragraph(f"Đề nghị {board} quan tâm, cho ý kiến."),), season),
        signed_by_head(season, record, answered=True),
    )
    made = Report(
        file_stem=opinion_stem(season, unit_id),
        style=season.block.style,
        heading=_heading(season, printed_on, "xin ý kiến về bảng chấm điểm thi đua"),
        parts=(
            Part("Công văn", "", "", contents),
            table_part(season, annex=_goes_with(season, record)),
        ),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )
    return numbered(made, season, record, "")


def appraisal_letter(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The letter (board-appraisal) with the sums of every unit, and the criteria in its annex."""
    record = _record(season, APPRAISAL, season.plan.appraisal_request)
    board, found = season.pack.board_name, gate(season)
    sections = f" {_sections_words(found)}" if found else ""
    contents: tuple[Content, ...] = (
        Paragraph(
            f"{_grounds(season, found.stage.rule if found else '')}{head_name(season)} đã tổng hợp kết quả "
            f"chấm điểm năm {season.year} của các đơn vị thành viên {season.block.name} và đề nghị {board} "
            f"thẩm định kết quả chấm điểm{sections}."
        ),
        *_asked(season, figures, found),
        labelled(record, ANSWER),
        *ended((Paragraph(f"Đề nghị {board} quan tâm, thẩm định."),), season),
        signed_by_head(season, record, answered=True),
    )
    about = f"xin ý kiến thẩm định kết quả chấm điểm{sections}"
    made = Report(
        file_stem=appraisal_stem(season, unit_id),
        style=season.block.style,
        heading=_heading(season, printed_on, about),
        parts=(
            Part("Công văn", "", "", contents),
            request_part(season, figures, annex=_goes_with(season, record)),
        ),
        printed_on=printed_on,
        banners=banners(season),
    )
    return numbered(made, season, record, "")


def _heading(season: Season, printed_on: date, what: str) -> Heading:
    """To the body that the pack names; a place to write it where it names none."""
    about = f"{what} năm {season.year} của {season.block.name}"
    return letter_heading(season, printed_on, about, (season.pack.board or 6 * BLANK,))


def _grounds(season: Season, rule: str) -> str:
    """The clause that asks for the letter, else the documents of the rules: "Thực hiện …, "; "" without any."""
    cited = season.pack.citation(rule)
    named = cited or "; ".join(it.document for it in in_force(season))
    return f"Thực hiện {named}, " if named else ""


def _record(season: Season, kind: str, letter: Letter) -> PaperRecord:
    """What is noted of the letter; its number and day as they were entered where it is asked for, else."""
    record = season.plan.record(kind)
    found = _FIGURE.search(letter.number)
    if record.number or record.issued or not letter.is_written:
        return record
    return replace(record, number=found[0] if found else "", issued=letter.issued)


def _goes_with(season: Season, record: PaperRecord) -> str:
    """ "(Kèm theo Công văn số …)", its number and day as far as they were given."""
    blank = f"số {BLANK} ngày {BLANK} tháng {BLANK} năm {season.year}"
    return f"(Kèm theo Công văn {paper_words(season, record, '') or blank} của {head_name(season)})"


def _sections(season: Season) -> Table:
    rows = []
    for it in season.table.rows:
        count = sum(1 for _, row in it.walk() if row.is_criterion)
        cells = (
            Cell(it.code),
            Cell(it.title),
            Cell(str(count), Decimal(count)),
            _most(it.max_points),
        )
        rows.append(Row(it.code, cells))
    whole = len(season.table.criteria())
    total = max_total(season.table.sections())
    cells = (
        Cell(),
        Cell("Tổng (điểm: không kể điểm thưởng, điểm trừ)"),
        Cell(str(whole), Decimal(whole)),
        _most(total),
    )
    return Table(_SECTIONS, (*rows, Row("total", cells, "total")))


def _most(value: Decimal | None) -> Cell:
    return Cell() if value is None else Cell(show_short(value), value)


# ---- the appraisal


def _sections_words(found: Gate) -> str:
    """ "mục III (thực hiện nhiệm vụ về thi đua, khen thưởng)"."""
    return "; ".join(
        f"mục {it.code} ({it.title[:1].lower()}{it.title[1:]})" for it in found.sections
    )


def _asked(season: Season, figures: Figures, found: Gate | None) -> Iterator[Content]:
    """Every unit with what the stages before the appraisal gave it in the appraised sections."""
    if found is None:
        yield Paragraph(
            "Bộ quy tắc không nêu vòng thẩm định nào có căn cứ, nên chưa có nội dung đề nghị thẩm định."
        )
        return
    rows = {(it.unit.id, it.row.code): it.points for it in request_rows(season, figures.stages)}
    stages = [it.code for it in stages_before(season)]
    columns = (
        Column("number", "STT", 12, "center"),
        Column("unit", "Đơn vị", 62),
        *(
            Column(f"{section.code}:{code}", _stage_of(season, code, section.code), 26, "right")
            for section in found.sections
            for code in stages
        ),
        Column("note", "Ghi chú", 34),
    )
    made = []
    for place, unit in enumerate(found.units, 1):
        points = [
            rows[unit.id, section.code].get(code) for section in found.sections for code in stages
        ]
        note = "" if any(it is not None for it in points) else "Chưa có điểm"
        cells = (
            Cell(str(place), Decimal(place)),
            Cell(unit.name),
            *map(figure, points),
            Cell(note),
        )
        made.append(Row(unit.id, cells))
    yield Table(columns, tuple(made))
    yield Paragraph("Gửi kèm: bảng tổng hợp điểm từng tiêu chí và hồ sơ minh chứng của các đơn vị.")


def _stage_of(season: Season, stage: str, section: str) -> str:
    return f"Mục {section}\n{stage_name(season.pack, stage).lower()}"
