"""What stands on every page of the PDF outside the text: page number, banners, the marks at the foot."""

from collections.abc import Iterator

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import LayoutError

from exporters.papers.fonts import face, text_width, wrap
from exporters.papers.footer import squares
from exporters.papers.layout import (
    ALERT,
    FOOT_SIZE,
    INK,
    LEAST_MARGIN,
    QR_SIDE,
    SINGLE,
    Letterhead,
    Type,
    printable,
    sheet,
)
from models.papers.report import Report

_BANNER_SIZE = 10
_DESCENT = 0.22
_LONGEST_ENTRY = 90
_QR_GAP = 2.0


class Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """A document whose headings stand in its outline too."""

    _level = 0
    _entries = 0
    most_pages = 0
    """What cannot be set would else be tried on page after page."""

    def beforePage(self) -> None:  # noqa: N802  # reportlab's name
        """Raises `LayoutError` where more pages are begun than the text can fill."""
        if self.page > self.most_pages:
            raise LayoutError("more pages than text")

    def beforeDocument(self) -> None:  # noqa: N802  # reportlab's name
        """A reader shows the title of the paper rather than the name of its file."""
        self.canv.setViewerPreference("DisplayDocTitle", "true")

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # reportlab's name
        """An entry of the outline for each heading; never more than one level below the one before."""
        level, text = getattr(flowable, "outline", (0, ""))
        if not text:
            return
        self._level = min(level, self._level + 1)
        self._entries += 1
        key = f"heading{self._entries}"
        top = self.frame._y + getattr(flowable, "height", 0)  # noqa: SLF001  # where it was drawn
        self.canv.bookmarkPage(key, fit="XYZ", left=0, top=top)
        self.canv.addOutlineEntry(text[:_LONGEST_ENTRY], key, self._level - 1)


def page(
    report: Report, place: int, letterhead: Letterhead, numbers: Iterator[int]
) -> PageTemplate:
    """The pages of one part; `numbers` counts them; the paper's first has no number.

    The banners stand at the top of every page but the paper's first, which has them below its title.
    """
    part = report.parts[place]
    size = tuple(it * mm for it in sheet(report.page, landscape=part.landscape))
    width, height = printable(letterhead, report.page, landscape=part.landscape)
    frame = Frame(
        letterhead.left * mm,
        letterhead.bottom * mm,
        width * mm,
        height * mm,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )

    def draw(canvas: Canvas, _document: BaseDocTemplate) -> None:
        number = next(numbers)
        top = size[1] - letterhead.header * mm - letterhead.page_number * 0.8
        if number > 1 or not report.begins(place):
            canvas.setFont(face(), letterhead.page_number)
            centre = (letterhead.left + width / 2) * mm
            canvas.drawCentredString(centre, top, str(number))
            _banners(canvas, report.banners, letterhead.left * mm, width * mm, top)
        _foot(canvas, report, letterhead.left * mm, width * mm)

    return PageTemplate(f"part{place}", [frame], onPage=draw, pagesize=size)


def _banners(
    canvas: Canvas, banners: tuple[str, ...], left: float, width: float, top: float
) -> None:
    """At the right edge, beside the page number; long ones a line below, so that it can be read."""
    words, kind = " · ".join(banners), Type(_BANNER_SIZE, bold=True)
    canvas.setFont(face(bold=True), kind.size)
    canvas.setFillColor(HexColor(f"#{ALERT}"))
    reaches = left + width - text_width(words, kind)
    low = 11 if reaches < left + width / 2 + 5 * mm else 0
    canvas.drawRightString(left + width, top - low, words)


def _foot(canvas: Canvas, report: Report, left: float, width: float) -> None:
    """The closed version at the left, what the copy is at the right with its code; one above the other where
    both are long."""
    kind = Type(FOOT_SIZE)
    canvas.setFont(face(), kind.size)
    canvas.setFillColor(HexColor(f"#{INK}"))
    line = LEAST_MARGIN * mm + _DESCENT * kind.size
    room = width
    if report.stamp:
        right = left + width - (QR_SIDE + _QR_GAP) * mm
        canvas.drawRightString(right, line, report.stamp)
        _qr(canvas, report.stamp, left + width - QR_SIDE * mm)
        room = right - left
        if text_width(report.mark, kind) + text_width(report.stamp, kind) + 2 * mm > room:
            line += SINGLE * kind.size
    if report.mark:
        lines = wrap(report.mark, kind, room)
        for number, words in enumerate(reversed(lines)):
            canvas.drawString(left, line + number * SINGLE * kind.size, words)


def _qr(canvas: Canvas, text: str, left: float) -> None:
    rows = squares(text)
    side = QR_SIDE * mm / len(rows)
    top = LEAST_MARGIN * mm + QR_SIDE * mm
    outline = canvas.beginPath()
    for number, row in enumerate(rows, 1):
        for place, dark in enumerate(row):
            if dark:
                outline.rect(left + place * side, top - number * side, side, side)
    canvas.drawPath(outline, stroke=0, fill=1)
