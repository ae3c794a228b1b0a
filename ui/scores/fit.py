"""How wide the columns and how high the rows of the score grid are: from kinds, titles and the room;
and how much of a text has room."""

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QLabel

from ui.look import theme
from ui.scores.cell_paint import PAD, row_font, title_indent, wrapped_height
from ui.scores.frozen import header_font
from ui.scores.model import ScoreModel
from ui.scores.sheet import Sheet

TITLE_LEAST = 190
NAME_MOST = 320
WORDS_WIDTH = 160
WORDS_LEAST = 110
WORDS_MOST = 320
FIGURE_LEAST = 74
HEAD_LEAST = 116
TITLE_TIGHT = 120
FIGURE_MORE = 36


def column_widths(sheet: Sheet, font: QFont, room: int) -> list[int]:
    """One width for each column. What room is left goes to titles and words; columns of words that
    do not fit begin outside, so that no header stands half cut at the edge."""
    kinds = [it.kind for it in sheet.layout.columns]
    widths = [_least(sheet, it, font) for it in range(len(kinds))]
    words = [it for it, kind in enumerate(kinds) if kind in {"evidence", "note"}]
    title = title_column(sheet)
    spare = room - sum(width for it, width in enumerate(widths) if it not in words)
    if words and spare < 0:
        # Beside the open drawer titles break into two lines before the last figure is pushed out.
        widths[title] = max(TITLE_TIGHT, widths[title] + spare)
    if not words:
        return _shared(widths, title, spare)
    shown = [it for number, it in enumerate(words) if spare >= (number + 1) * WORDS_LEAST]
    for it in shown:
        widths[it] = min(WORDS_MOST, max(WORDS_LEAST, spare // (len(shown) + 1)))
    widths[title] += max(0, spare - sum(widths[it] for it in shown))
    return widths


def _shared(widths: list[int], title: int, spare: int) -> list[int]:
    """Figures only: names get what long ones need, figures a little, the rest stays paper."""
    if spare <= 0:
        return widths
    widths = list(widths)
    more = min(spare, NAME_MOST - widths[title])
    widths[title] += more
    others = len(widths) - 1
    each = min(FIGURE_MORE, (spare - more) // others) if others else 0
    return [width + (each if it != title else 0) for it, width in enumerate(widths)]


def title_column(sheet: Sheet) -> int:
    """The column with the name of the row."""
    kinds = [it.kind for it in sheet.layout.columns]
    return kinds.index("title" if "title" in kinds else "unit")


def _least(sheet: Sheet, column: int, font: QFont) -> int:
    it = sheet.layout.columns[column]
    head = QFontMetrics(header_font(font, strong=True))
    first, *second = it.title.split("\n")
    title = head.horizontalAdvance(first) + 2 * PAD + 2
    if second:
        # The second line is the criterion's title; it is cut where the column ends.
        title = max(title, min(HEAD_LEAST, head.horizontalAdvance(second[0]) + 2 * PAD + 2))
    if it.kind == "code":
        metrics = QFontMetrics(row_font(font, group=True))
        longest = max((row.criterion for row in sheet.layout.rows), key=len, default="")
        return max(title, metrics.horizontalAdvance(longest) + 2 * PAD)
    if it.kind in {"title", "unit"}:
        return TITLE_LEAST
    if it.kind in {"evidence", "note"}:
        return WORDS_WIDTH
    if it.kind in {"points", "official"}:
        return max(title, theme.zoomed(FIGURE_LEAST))
    return max(title, QFontMetrics(row_font(font, group=True)).horizontalAdvance("60,00") + 2 * PAD)


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


def cut_to_lines(label: QLabel, width: int, lines: int) -> None:
    """Cut the words of a wrapping label with dots where they need more than `lines` lines."""
    label.setMinimumHeight(0)
    most = lines * label.fontMetrics().lineSpacing() + 2
    rest = label.text()
    while label.heightForWidth(width) > most and " " in rest:
        rest = rest.rpartition(" ")[0]
        label.setText(f"{rest.rstrip(';,.')} …")


def beside(room: QRect, cell: QRect, size: QSize, edge: int) -> QPoint:
    """Where a panel of this size stands at a cell: below it, above it, else beside it, inside `room`."""
    across = room.width() - size.width() - edge
    left = max(edge, min(cell.right() - size.width() + 1, across))
    below, above = cell.bottom() + edge, cell.top() - size.height() - edge
    if below + size.height() <= room.height() - edge:
        return QPoint(left, below)
    if above >= edge:
        return QPoint(left, above)
    left = cell.left() - size.width() - edge
    if left < edge:
        left = min(cell.right() + edge, across)
    return QPoint(left, max(edge, room.height() - edge - size.height()))
