"""How wide the columns and how high the rows of the score grid are: from kinds, titles and the room."""

from PySide6.QtGui import QFont, QFontMetrics

from ui.scores.cell_paint import PAD, row_font, title_indent, wrapped_height
from ui.scores.frozen import header_font
from ui.scores.model import ScoreModel
from ui.scores.sheet import Sheet

TITLE_LEAST = 190
WORDS_WIDTH = 150
FIGURE_LEAST = 74


def column_widths(sheet: Sheet, font: QFont, room: int) -> list[int]:
    """One width for each column; what room is left goes to the titles and the columns of words."""
    widths = [_least(sheet, it, font) for it in range(len(sheet.layout.columns))]
    spare = room - sum(widths)
    if spare > 0:
        kinds = [it.kind for it in sheet.layout.columns]
        words = [it for it, kind in enumerate(kinds) if kind in {"evidence", "note"}]
        share = spare // (len(words) + 2)
        for it in words:
            widths[it] += share
        widths[title_column(sheet)] += spare - share * len(words)
    return widths


def title_column(sheet: Sheet) -> int:
    """The column with the name of the row."""
    kinds = [it.kind for it in sheet.layout.columns]
    return kinds.index("title" if "title" in kinds else "unit")


def _least(sheet: Sheet, column: int, font: QFont) -> int:
    it = sheet.layout.columns[column]
    head = QFontMetrics(header_font(font, strong=True))
    title = max(map(head.horizontalAdvance, it.title.split("\n"))) + 2 * PAD + 2
    if it.kind == "code":
        metrics = QFontMetrics(row_font(font, group=True))
        longest = max((row.criterion for row in sheet.layout.rows), key=len, default="")
        return max(title, metrics.horizontalAdvance(longest) + 2 * PAD)
    if it.kind in {"title", "unit"}:
        return TITLE_LEAST
    if it.kind in {"evidence", "note"}:
        return WORDS_WIDTH
    return max(title, FIGURE_LEAST if it.kind in {"points", "official"} else 0)


def row_heights(model: ScoreModel, font: QFont, width: int) -> list[int]:
    """One height for each row: room for two lines where the title needs them."""
    sheet = model.sheet
    assert sheet is not None
    column = title_column(sheet)
    return [
        wrapped_height(
            row_font(font, sheet.is_group(row)),
            sheet.text(row, column),
            width - 2 * PAD - title_indent(model, row),
        )
        for row in range(len(sheet.layout.rows))
    ]
