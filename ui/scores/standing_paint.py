"""How one row of the ranking is drawn: rank, unit, stacked bar, total, lead, and the link "Vì sao?"."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen

from ui.look import theme
from ui.scores.cell_paint import draw_two_lines
from ui.scores.standing_rows import StandingRow
from ui.widgets.cards import Shape, paint_mark
from ui.widgets.cell import small

BAR_HEIGHT = 16
ROOMY = 860
BAR_LEAST = 180
RATING = "Xếp loại"
RATING_MOST = 190
RATING_NEEDS = 440
_VCENTER = Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | _VCENTER
_LEFT = Qt.AlignmentFlag.AlignLeft | _VCENTER


@dataclass(frozen=True, slots=True)
class Places:
    """Left edge and width of each column, from the width of the whole."""

    rank: tuple[int, int]
    name: tuple[int, int]
    bar: tuple[int, int]
    rating: tuple[int, int]
    reached: tuple[int, int]
    total: tuple[int, int]
    lead: tuple[int, int]
    link: tuple[int, int]

    def cell(self, column: str, row: QRect) -> QRect:
        """The rectangle of one column in a row."""
        left, width = getattr(self, column)
        return QRect(left, row.top(), width, row.height())


@dataclass(frozen=True, slots=True)
class Extras:
    """Which columns the block has besides the usual ones; the width of the longest class."""

    shares: bool = False
    rating: int = 0


NO_EXTRAS = Extras()


def extras_of(rows: Sequence[StandingRow], font: QFont) -> Extras:
    """The further columns that these rows need."""
    metrics = QFontMetrics(font)
    words = [it.rating for it in rows if it.rating]
    shares = any(it.reached for it in rows)
    if not words:
        return Extras(shares)
    longest = max(metrics.horizontalAdvance(it) for it in (*words, RATING))
    return Extras(shares, min(longest + theme.SPACE_M, RATING_MOST))


def places(width: int, extras: Extras = NO_EXTRAS) -> Places:
    """Names get about a third, bars what is left."""
    name = max(220, min(360, int(width * 0.29)))
    # Beside the open drawer the bars need the room more than the lead does.
    roomy = width >= ROOMY
    rank, link, lead = theme.zoomed(48), theme.zoomed(66), theme.zoomed(104) if roomy else 0
    total = theme.zoomed(84 if extras.shares else 76)
    reached = theme.zoomed(84) if extras.shares and roomy else 0
    rating = extras.rating if words_fit(width, extras) else 0
    right = width - theme.SPACE_M
    name_left = theme.SPACE_M + rank + theme.SPACE_XS
    bar_left = name_left + name + theme.SPACE_M
    bar = right - link - lead - total - reached - rating - theme.SPACE_M - bar_left
    if bar < BAR_LEAST:
        # A bar that short tells nothing; names and reasons take its room.
        name, bar_left, bar = name + bar, bar_left + bar, 0
    left = bar_left + bar + theme.SPACE_S
    return Places(
        (theme.SPACE_M, rank),
        (name_left, name),
        (bar_left, bar),
        (left, rating),
        (left + rating, reached),
        (left + rating + reached, total),
        (left + rating + reached + total, lead),
        (right - link, link),
    )


def words_fit(width: int, extras: Extras) -> bool:
    """Whether the class has room beside the name and the total."""
    return width - extras.rating >= RATING_NEEDS


def section_colour(number: int) -> str:
    """The colour of a section's part, by its place in the table."""
    return theme.BAR_SECTIONS[number % len(theme.BAR_SECTIONS)]


def paint_head(
    painter: QPainter, rect: QRect, font: QFont, sections: list[str], extras: Extras = NO_EXTRAS
) -> None:
    """Titles, with the legend of the bars over the bars."""
    at = places(rect.width(), extras)
    head = small(font)
    head.setWeight(QFont.Weight.Medium)
    painter.setFont(head)
    painter.setPen(QColor(theme.MUTED))
    total = "Theo tỷ lệ" if extras.shares else "Tổng"
    titles = [("rank", "Hạng", _LEFT), ("name", "Đơn vị", _LEFT), ("total", total, _RIGHT)]
    if at.rating[1]:
        titles.append(("rating", RATING, _LEFT))
    if at.reached[1]:
        titles.append(("reached", "Điểm đạt", _RIGHT))
    if at.lead[1]:
        titles.append(("lead", "Hơn hạng sau", _RIGHT))
    for column, words, flags in titles:
        painter.drawText(at.cell(column, rect), flags, words)
    if at.bar[1]:
        _paint_legend(painter, at.cell("bar", rect), sections)
    painter.setPen(QPen(QColor(theme.LINE), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def _paint_legend(painter: QPainter, room: QRect, sections: list[str]) -> None:
    """A mark and a word for each colour; only the codes of the sections where room is short."""
    metrics = painter.fontMetrics()
    ends: list[tuple[str, str, Shape]] = [
        ("Thưởng", theme.BAR_BONUS, "square"),
        ("Trừ", theme.BAR_DEDUCTION, "hatch"),
    ]
    for before in ("Mục ", ""):
        marks: list[tuple[str, str, Shape]] = [
            (before + code, section_colour(number), "square")
            for number, code in enumerate(sections)
        ]
        marks += ends
        widths = [15 + metrics.horizontalAdvance(words) + theme.SPACE_S for words, _, _ in marks]
        if sum(widths) <= room.width():
            break
    left = room.left()
    for (words, colour, shape), width in zip(marks, widths, strict=True):
        paint_mark(painter, shape, QRectF(left, room.center().y() - 5, 11, 11), colour)
        painter.setPen(QColor(theme.MUTED))
        painter.drawText(QRect(left + 15, room.top(), width, room.height()), _LEFT, words)
        left += width


def paint_row(
    painter: QPainter,
    rect: QRect,
    font: QFont,
    row: StandingRow,
    scale: Decimal,
    *,
    chosen: bool,
    focus: bool,
    hover: bool,
    extras: Extras = NO_EXTRAS,
) -> None:
    """Draw one row; the lines of the award are drawn by the view, over the rows."""
    at = places(rect.width(), extras)
    if chosen or hover:
        painter.fillRect(rect, QColor(theme.ACTION_TINT if chosen else theme.HOVER))
    if chosen and focus:
        painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(theme.ACTION))
    painter.setPen(QPen(QColor(theme.ROW_LINE), 1))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    big = QFont(font)
    big.setPointSizeF(theme.FONT_SECTION)
    big.setWeight(QFont.Weight.DemiBold)
    painter.setFont(big)
    gold = row.award == "chosen"
    plain = row.kind == "ranked"
    painter.setPen(QColor(theme.GOLD if gold else theme.INK if plain else theme.MUTED))
    painter.drawText(at.cell("rank", rect), _LEFT, row.rank)
    second = row.second
    if row.badge and not at.bar[1]:
        second = f"{row.badge}: {row.reason}"
    _paint_name(painter, at.cell("name", rect), font, row, second)
    if row.badge and at.bar[1]:
        _paint_reason(painter, at, rect, font, row)
    elif at.bar[1]:
        paint_bar(painter, at.cell("bar", rect), row, scale)
    painter.setFont(big)
    painter.setPen(QColor(theme.INK if plain else theme.MUTED))
    if row.kind != "incomplete":
        painter.drawText(at.cell("total", rect), _RIGHT, row.total)
    _paint_extras(painter, at, rect, font, row)
    painter.setFont(small(font))
    painter.setPen(QColor(theme.MUTED))
    if at.lead[1]:
        painter.drawText(at.cell("lead", rect), _RIGHT, row.lead)
    link = small(font)
    link.setUnderline(chosen and focus)
    painter.setFont(link)
    painter.setPen(QColor(theme.ACTION))
    painter.drawText(at.cell("link", rect), _RIGHT, "Vì sao?")


def _paint_extras(
    painter: QPainter, at: Places, rect: QRect, font: QFont, row: StandingRow
) -> None:
    """The class, and the points before they are taken as a share."""
    painter.setFont(font)
    painter.setPen(QColor(theme.INK if row.kind == "ranked" else theme.MUTED))
    if at.rating[1]:
        room = at.cell("rating", rect).adjusted(0, 0, -theme.SPACE_S, 0)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(
            room, _LEFT, QFontMetrics(font).elidedText(row.rating, elide, room.width())
        )
    if at.reached[1] and row.kind != "incomplete":
        painter.drawText(at.cell("reached", rect), _RIGHT, row.reached)


def _paint_name(painter: QPainter, room: QRect, font: QFont, row: StandingRow, second: str) -> None:
    name = QFont(font)
    name.setWeight(QFont.Weight.Medium)
    metrics, quiet = QFontMetrics(name), QFontMetrics(small(font))
    painter.setFont(name)
    painter.setPen(QColor(theme.INK if row.kind == "ranked" else theme.MUTED))
    if not second:
        if metrics.horizontalAdvance(row.name) > room.width():
            draw_two_lines(painter, room, row.name)
        else:
            painter.drawText(room, _LEFT, row.name)
        return
    top = room.center().y() - (metrics.height() + quiet.height()) // 2 + 1
    line = QRect(room.left(), top, room.width(), metrics.height())
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(line, _LEFT, metrics.elidedText(row.name, elide, room.width()))
    painter.setFont(small(font))
    painter.setPen(QColor(theme.MUTED))
    line = QRect(room.left(), line.bottom(), room.width(), quiet.height())
    painter.drawText(line, _LEFT, quiet.elidedText(second, elide, room.width()))


def paint_bar(painter: QPainter, room: QRect, row: StandingRow, scale: Decimal) -> None:
    """Sections and bonus side by side; what is taken away is hatched over the end of the bar, so that
    the plain part ends at the total."""
    unit = room.width() / float(scale)
    top = room.center().y() - BAR_HEIGHT / 2 + 1
    left = float(room.left())
    pieces = [(it, section_colour(number)) for number, it in enumerate(row.parts)]
    for points, colour in (*pieces, (row.bonus, theme.BAR_BONUS)):
        width = max(0.0, float(points) * unit)
        if width <= 0:
            continue
        painter.fillRect(QRectF(left, top, max(1.0, width - 1), BAR_HEIGHT), QColor(colour))
        left += width
    if row.taken > 0:
        width = min(float(row.taken) * unit, left - room.left())
        part = QRectF(left - width, top, max(4.0, width) - 1, BAR_HEIGHT)
        painter.fillRect(part, QColor(theme.CARD))
        painter.fillRect(part, QBrush(QColor(theme.BAR_DEDUCTION), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(theme.BAR_DEDUCTION), 1))
        painter.drawRect(part.adjusted(0.5, 0.5, -0.5, -0.5))


def _paint_reason(
    painter: QPainter, at: Places, rect: QRect, font: QFont, row: StandingRow
) -> None:
    words = small(font)
    words.setWeight(QFont.Weight.Medium)
    metrics = QFontMetrics(words)
    room = at.cell("bar", rect)
    width = metrics.horizontalAdvance(row.badge) + 20
    pill = QRectF(room.left(), rect.center().y() - 10, min(width, room.width()), 20)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    ink, ground = theme.tone_colours("muted" if row.kind == "excluded" else "warn")
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(pill, 10, 10)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setFont(words)
    painter.setPen(QColor(ink))
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, row.badge)
    painter.setFont(small(font))
    painter.setPen(QColor(theme.MUTED))
    rest = QRect(
        int(pill.right()) + 8, rect.top(), room.right() - int(pill.right()) - 8, rect.height()
    )
    if rest.width() > 40:
        draw_two_lines(painter, rest, row.reason)
