"""How one cell of the score grid is drawn: ground, figure or words, and the marks in its corners."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from ui.look import theme
from ui.scores.marks import COMPUTED, DIFFERS, FORM, HAND, OVER, PROVISIONAL
from ui.scores.marks import marks as cell_marks
from ui.scores.model import ScoreModel
from ui.scores.sheet import NOT_APPLICABLE
from ui.words import text

PAD = 10
INDENT = 12
CORNER = 7
Index = QModelIndex | QPersistentModelIndex


def wrapped_height(font: QFont, words: str, width: int) -> int:
    """The height of a row whose title needs this room: one line, or two and no more."""
    metrics = QFontMetrics(font)
    # Less, not equal: the width is a rounded number, and cutting with dots works with the exact one.
    if metrics.horizontalAdvance(words) < width:
        return theme.ROW_HEIGHT
    return max(theme.ROW_HEIGHT, 2 * metrics.lineSpacing() + 10)


def title_indent(model: ScoreModel, row: int) -> int:
    """How far a title stands in, so that criteria of inner groups are seen as such."""
    assert model.sheet is not None
    return INDENT * max(0, model.sheet.layout.rows[row].depth - 1)


def row_font(base: QFont, group: bool) -> QFont:
    """Group rows are semibold."""
    font = QFont(base)
    if group:
        font.setWeight(QFont.Weight.DemiBold)
    return font


def paint_cell(
    painter: QPainter,
    rect: QRect,
    font: QFont,
    model: ScoreModel,
    index: Index,
    *,
    selected: bool,
    current: bool,
    held: bool = False,
) -> None:
    """Draw the cell of `index` into `rect`; `held`: the keyboard is in its grid."""
    sheet = model.sheet
    if sheet is None:
        return
    row, column = index.row(), index.column()
    kind = sheet.layout.columns[column].kind
    group = sheet.is_group(row)
    sums = kind == "official" and not sheet.layout.rows[row].criterion and _is_sum(model, index)
    applies = kind != "points" or sheet.applies(row, column)
    absent = sheet.is_absent(row, column)
    marks = cell_marks(sheet, row, column) if kind == "points" and not absent else ()
    painter.save()
    painter.fillRect(rect, QColor(_ground(group or sums, applies, selected and not current, marks)))
    if (not applies or absent) and not group:
        painter.fillRect(rect, QBrush(QColor(theme.LINE), Qt.BrushStyle.BDiagPattern))
    painter.setPen(QPen(QColor(theme.ROW_LINE), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    if DIFFERS in marks and not current:
        painter.setPen(QPen(QColor(theme.WARN_LINE), 1))
        painter.drawRect(rect.adjusted(0, 0, -1, -1))
    if absent:
        _absent_words(painter, rect, font)
    else:
        _words(painter, rect, row_font(font, group or sums), model, index, marks)
    _marks(painter, rect, marks)
    if current:
        painter.setPen(QPen(QColor(theme.ACTION if held else theme.ACTION_LINE), 2))
        painter.drawRect(rect.adjusted(1, 1, -1, -1))
    painter.restore()


def _is_sum(model: ScoreModel, index: Index) -> bool:
    own = model.sheet.table_row(index.row(), index.column()) if model.sheet else None
    return own is not None and not own.is_criterion


def _ground(group: bool, applies: bool, selected: bool, marks: tuple[str, ...]) -> str:
    if selected:
        return theme.ACTION_TINT
    if OVER in marks:
        return theme.ERROR_TINT
    if DIFFERS in marks:
        return theme.WARN_TINT
    return theme.GROUP if group or not applies else theme.CARD


def _words(
    painter: QPainter,
    rect: QRect,
    font: QFont,
    model: ScoreModel,
    index: Index,
    marks: tuple[str, ...],
) -> None:
    sheet = model.sheet
    assert sheet is not None
    row, column = index.row(), index.column()
    kind = sheet.layout.columns[column].kind
    shown = sheet.text(row, column)
    room = rect.adjusted(PAD, 0, -PAD, -1)
    if kind == "title":
        room.setLeft(room.left() + title_indent(model, row))
    if kind in {"evidence", "note"}:
        font.setPointSizeF(theme.FONT_SMALL)
    if kind == "official" and not sheet.is_group(row):
        font.setWeight(QFont.Weight.Medium)
    painter.setFont(font)
    painter.setPen(QColor(_ink(kind, shown, sheet.is_group(row), marks)))
    right = not sheet.layout.columns[column].is_text
    flags = Qt.AlignmentFlag.AlignVCenter
    flags |= Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    metrics = QFontMetrics(font)
    if kind in {"title", "unit"} and room.height() >= 2 * metrics.lineSpacing():
        draw_two_lines(painter, room, shown)
        return
    painter.drawText(
        room, flags, metrics.elidedText(shown, Qt.TextElideMode.ElideRight, room.width())
    )


def _absent_words(painter: QPainter, rect: QRect, font: QFont) -> None:
    """ "không áp dụng" in two short lines, so that the cell is neither empty nor 0."""
    quiet = QFont(font)
    quiet.setPointSizeF(theme.FONT_SMALL)
    painter.setFont(quiet)
    painter.setPen(QColor(theme.MUTED))
    metrics = painter.fontMetrics()
    room = rect.adjusted(2, 0, -PAD // 2, -1)
    right = Qt.AlignmentFlag.AlignRight
    if metrics.horizontalAdvance(NOT_APPLICABLE) <= room.width():
        painter.drawText(room, right | Qt.AlignmentFlag.AlignVCenter, NOT_APPLICABLE)
        return
    first, second = NOT_APPLICABLE.split(" ", 1)
    # Closer than the font's own spacing: the letters of these two lines have the room.
    line = min(metrics.height(), room.height() // 2)
    upper = QRect(room.left(), room.top() + room.height() // 2 - line, room.width(), line)
    flags = right | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
    painter.drawText(upper, flags, first)
    painter.drawText(upper.translated(0, line - 1), flags, second)


def _ink(kind: str, shown: str, group: bool, marks: tuple[str, ...]) -> str:
    if OVER in marks:
        return theme.ERROR
    quiet = kind in {"code", "max", "evidence", "note"} and not group
    return theme.MUTED if quiet or shown == text.NOTHING else theme.INK


def draw_two_lines(painter: QPainter, room: QRect, words: str) -> None:
    """Words on at most two lines, the second cut with dots when even that is too little."""
    metrics = painter.fontMetrics()
    first, rest = "", words.split()
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= room.width():
        first = f"{first} {rest.pop(0)}".strip()
    lines = [first] if first else []
    if rest:
        lines.append(metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, room.width()))
    top = room.center().y() - metrics.lineSpacing() * len(lines) // 2 + 1
    for number, line in enumerate(lines):
        place = QRect(
            room.left(), top + number * metrics.lineSpacing(), room.width(), metrics.lineSpacing()
        )
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, line)


def _marks(painter: QPainter, rect: QRect, marks: tuple[str, ...]) -> None:
    """Top left: where the value is from. Top right: differs. Bottom left: provisional. Bottom right: over
    the maximum, or computed (never both)."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    box = QRectF(rect).adjusted(2, 2, -2, -3)
    painter.setPen(Qt.PenStyle.NoPen)
    if FORM in marks:
        painter.setBrush(QColor(theme.ACTION))
        painter.drawPolygon(_corner(box.topLeft(), 1, 1))
    if DIFFERS in marks:
        painter.setBrush(QColor(theme.WARN))
        painter.drawPolygon(_corner(box.topRight(), -1, 1))
    if OVER in marks:
        painter.setBrush(QColor(theme.ERROR))
        painter.drawPolygon(_corner(box.bottomRight(), -1, -1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(theme.FAINT), 1.4))
    if HAND in marks:
        painter.drawLine(box.topLeft() + QPointF(1, 6), box.topLeft() + QPointF(6, 1))
    if COMPUTED in marks:
        # An "=": the figure is a sum, F2 shows what it is made of.
        for height in (3.0, 6.0):
            right = box.right() - 1
            painter.drawLine(
                QPointF(right - 5, box.bottom() - height), QPointF(right, box.bottom() - height)
            )
    if PROVISIONAL in marks:
        clock = QRectF(box.left() + 1, box.bottom() - 9, 8, 8)
        painter.drawEllipse(clock)
        painter.setBrush(QColor(theme.FAINT))
        painter.drawPie(clock, 0, 90 * 16)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)


def _corner(corner: QPointF, right: int, down: int) -> QPolygonF:
    return QPolygonF(
        [corner, corner + QPointF(right * CORNER, 0), corner + QPointF(0, down * CORNER)]
    )
