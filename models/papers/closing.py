"""The paper of a corrigendum (đính chính): why a closed result was changed, and every figure before and after."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby

from models.errors import AppError
from models.meeting_day.closing import Difference, Value, changes
from models.meeting_day.discussion import decided_since
from models.papers.marks import closing_mark
from models.papers.minutes import changes_table
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Table,
)
from models.papers.words import (
    BLANK,
    NOTHING,
    Figures,
    banners,
    block_year,
    figure,
    head_signer,
    heading,
    signer,
)
from models.season import Season

_COLUMNS = (
    Column("number", "STT", 12, "center"),
    Column("what", "Nội dung", 92),
    Column("old", "Trước", 34, "right"),
    Column("new", "Sau", 34, "right"),
)


def has_corrigendum(season: Season) -> bool:
    """Whether a closed result of the season was corrected and closed anew."""
    return len(season.closings) > 1


def corrigendum_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    number = season.closings[-1].number if season.closings else 0
    return f"Dinh chinh so {number:02} ket qua nam {season.year}"


def corrigendum(_season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The last corrigendum: its number, reason and document, the two versions, and before → after.

    Raises `AppError` when there is none.
    """
    if figures.versions is None or not has_corrigendum(figures.versions[-1]):
        raise AppError("Kết quả chưa có lần đính chính nào đã chốt nên chưa làm được văn bản này.")
    before, after = figures.versions[-2:]
    found = changes(before, after)
    contents: tuple[Content, ...] = (*_grounds(before, after), _table(found) if found else _SAME)
    decided = decided_since(before, after)
    if decided:
        table = changes_table(after, decided, {})
        contents = (*contents, Paragraph("Đề nghị sửa điểm đã quyết định", "heading"), table)
    number = after.closings[-1].number
    signature = Signature((signer(after, "THƯ KÝ", ""), head_signer(after)))
    part = Part(
        "Đính chính",
        f"ĐÍNH CHÍNH SỐ {number:02}",
        f"Kết quả chấm điểm, xếp hạng\n{block_year(after)}",
        (*contents, signature),
    )
    return Report(
        file_stem=corrigendum_stem(after, unit_id),
        style=after.block.style,
        heading=heading(after, printed_on),
        parts=(part,),
        printed_on=printed_on,
        banners=banners(after),
        mark=closing_mark(after, after),
    )


_SAME = Paragraph("Không có số liệu nào của kết quả thay đổi.")


def _grounds(before: Season, after: Season) -> tuple[Paragraph, ...]:
    old, new = before.closings[-1], after.closings[-1]
    lines = [
        f"Lý do: {new.own_reason or 6 * BLANK}.",
        f"Văn bản: {new.document}." if new.document else "",
        f"Thay cho bản chốt số {old.number:02} ngày {old.closed_on:%d/%m/%Y}, mã {old.short}.",
        f"Bản này chốt ngày {new.closed_on:%d/%m/%Y}, mã {new.short}.",
    ]
    return tuple(Paragraph(it) for it in lines if it)


def _table(found: Sequence[Difference]) -> Table:
    """One group for each unit, one line for each figure that changed."""
    rows: list[Row] = []
    number = 0
    for unit, lines in groupby(found, key=lambda it: it.unit):
        rows.append(Row(unit.id, (Cell(unit.name, span=len(_COLUMNS)),), "group"))
        for it in lines:
            number += 1
            cells = (
                Cell(str(number), Decimal(number)),
                Cell(it.what),
                _cell(it.old),
                _cell(it.new),
            )
            rows.append(Row(f"{unit.id}:{number}", cells))
    return Table(_COLUMNS, tuple(rows))


def _cell(value: Value) -> Cell:
    if isinstance(value, str):
        return Cell(value)
    return figure(value) if value is not None else Cell(NOTHING)
