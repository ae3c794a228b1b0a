"""What is special about a cell of points: each mark has a shape (`cell_paint`) and words (`tip`)."""

from models.collecting.intake import form_stage
from models.table import TableRow
from ui.scores import entries
from ui.scores.sheet import Sheet
from ui.words import text

FORM, HAND, DIFFERS, PROVISIONAL, OVER = "form", "hand", "differs", "provisional", "over"
COMPUTED = "computed"


def marks(sheet: Sheet, row: int, column: int) -> tuple[str, ...]:
    """The marks of a cell, () where nothing was entered."""
    entry = sheet.entry(row, column)
    own = sheet.table_row(row, column)
    if entry is None or own is None or not entry.is_filled:
        return ()
    found = []
    if entry.source:
        found.append(FORM)
    elif sheet.layout.columns[column].stage == form_stage(sheet.season.pack):
        # At the other stages typing is the rule; a mark on every cell would say nothing.
        found.append(HAND)
    value, _ = sheet.figure(row, column)
    before = sheet.before(row, column)
    if before is not None and value is not None and before[1] != value:
        found.append(DIFFERS)
    if entry.provisional:
        found.append(PROVISIONAL)
    if entry.inputs and entries.asks(own):
        found.append(COMPUTED)
    elif value is not None and own.max_points is not None and value > own.max_points:
        found.append(OVER)
    return tuple(found)


def tip(sheet: Sheet, row: int, column: int) -> str:
    """The words behind the marks of a cell, and what it does not have room for."""
    it = sheet.layout.columns[column]
    own = sheet.table_row(row, column)
    if it.kind in {"code", "title"} and own is not None:
        parts = (
            own.title,
            sheet.rule_words(own),
            own.guidance,
            own.evidence and f"Minh chứng: {own.evidence}",
        )
        return "\n".join(part for part in parts if part)
    if it.kind in {"evidence", "note", "unit"}:
        return sheet.text(row, column)
    if sheet.is_absent(row, column):
        return sheet.why_absent(row, column)
    if it.kind == "points" and own is not None and own.is_criterion:
        return "\n".join(_points_tip(sheet, row, column, own))
    if it.kind == "official" and own is not None and own.is_criterion:
        return sheet.sum_words(row, column)
    if own is not None and not own.is_criterion and it.kind in {"points", "official"}:
        value, complete = sheet.figure(row, column)
        if value is not None and not complete:
            return "Chưa đủ: cộng các tiêu chí đã có điểm"
    return ""


def _points_tip(sheet: Sheet, row: int, column: int, own: TableRow) -> list[str]:
    entry = sheet.entry(row, column)
    if entry is None:
        return [sheet.why_not(row, column)]
    found = marks(sheet, row, column)
    lines = [sheet.sum_words(row, column)] if entry.inputs else []
    if FORM in found:
        lines.append(f"Nhận từ tệp “{entry.source}”")
    elif entry.is_filled:
        lines.append("Nhập tay")
    if entry.points is not None and not entry.inputs and entries.asks(own):
        lines.append("Ghi thẳng số điểm, không kèm số liệu")
    before = sheet.before(row, column)
    if DIFFERS in found and before is not None:
        lines.append(f"Khác {before[0]}: {text.points_short(before[1])}")
    if PROVISIONAL in found:
        lines.append("Tạm tính: chờ kết quả xếp loại chính thức")
    if OVER in found:
        most = text.points_short(own.max_points)
        lines.append(f"Vượt tối đa {most} điểm, phần vượt bị cắt khi tính")
    if entry.note:
        lines.append(f"Ghi chú: {entry.note}")
    return [it for it in lines if it]
