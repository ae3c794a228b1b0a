"""Report → PDF: embedded type, text that can be selected and searched, heads on every page.

Imported only when a PDF is written (`exporters.FORMATS`), so reportlab may stand at the top here.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Text

from exporters.files import save
from exporters.papers.fonts import face, rule_length
from exporters.papers.layout import (
    ALERT,
    BEFORE_SIGNATURE,
    DISPLAY_LEADING,
    DISPLAY_MARGIN,
    DISPLAY_PADDING,
    DISPLAY_SIZE,
    INK,
    LETTERHEADS,
    NOTE_SIZE,
    Letterhead,
    Type,
    closing,
    first_rows,
    leading,
    one_page,
    printable,
    sheet,
    tighter,
)
from exporters.papers.pdf_table import grid, paragraph_style, rows_height, signature, styled
from models.papers.report import Content, Heading, Paragraph, Part, Report, Signature, Table

_KEPT_WITH_SIGNATURE = 3
_NEARLY_ALL = 0.9
_ENDLESS = 1e6
_RULE = 0.6
_BELOW_TABLE = 1.5
_SPARE = 3.0
"""Millimetres that a page keeps free when its density is chosen."""
_RULE_HEIGHT = 6.0
_MARK_SIZE = 9


def write(report: Report, target: Path) -> None:
    """Write `report` as a PDF at `target`; raises AppError when the file cannot be put there."""
    buffer = BytesIO()
    _build(report, fitting(report), buffer)
    save(target, buffer.getvalue())


def fitting(report: Report, spare: float = _SPARE) -> Letterhead:
    """The roomiest setting that puts a usual block's table and its signatures on one page.

    The densest where even that needs two. Word asks here too, its letters being as wide; `spare` is
    how many millimetres must stay free.
    """
    roomy = LETTERHEADS[report.style]
    first = report.parts[0]
    if not one_page(first):
        return roomy
    for letterhead in tighter(roomy):
        lower = replace(letterhead, bottom=letterhead.bottom + spare)
        if _build(replace(report, parts=(first,)), lower, BytesIO()) == 1:
            break
    return letterhead


def _build(report: Report, letterhead: Letterhead, buffer: BytesIO) -> int:
    """Set the paper into `buffer`; how many pages it takes."""
    through = count(1)
    document = BaseDocTemplate(
        buffer,
        title=" – ".join([report.parts[0].title, *report.parts[0].subject.split("\n")]),
        author=report.heading.issuer,
        lang="vi-VN",
        invariant=1,
        pageTemplates=[
            _page(report, number, letterhead, count(1) if letterhead.annex_counts else through)
            for number in range(len(report.parts))
        ],
    )
    story: list[Flowable] = []
    for number, part in enumerate(report.parts):
        if number:
            story.extend((NextPageTemplate(f"part{number}"), PageBreak()))
        width = printable(letterhead, report.page, landscape=part.landscape)[0] * mm
        annex = report.is_annex or bool(number)
        if not annex:
            story.append(_heading(report.heading, letterhead, width))
        story.extend(_title(part, letterhead, width, annex=annex))
        if report.banners and not number:
            story.append(_centred(" · ".join(report.banners), Type(12, bold=True), ALERT))
        story.append(Spacer(1, 2 * mm))
        story.extend(_contents(part.contents, letterhead, width))
    document.build(story)
    return int(document.page)


def _page(
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
        baseline = size[1] - letterhead.header * mm - letterhead.page_number * 0.8
        number = next(numbers)
        if place or number > 1:
            canvas.setFont(face(), letterhead.page_number)
            centre = (letterhead.left + width / 2) * mm
            canvas.drawCentredString(centre, baseline, str(number))
        if report.banners and (place or number > 1):
            canvas.setFont(face(bold=True), 10)
            canvas.setFillColor(HexColor(f"#{ALERT}"))
            words, right = " · ".join(report.banners), (letterhead.left + width) * mm
            reaches = right - canvas.stringWidth(words, face(bold=True), 10)
            # Long ones stand a line below, so that the page number can be read.
            low = 11 if reaches < (letterhead.left + width / 2 + 5) * mm else 0
            canvas.drawRightString(right, baseline - low, words)
        if report.mark:
            canvas.setFont(face(), _MARK_SIZE)
            canvas.setFillColor(HexColor(f"#{INK}"))
            foot = min(letterhead.header, letterhead.bottom - _MARK_SIZE / mm) * mm
            canvas.drawString(letterhead.left * mm, foot, report.mark)

    return PageTemplate(f"part{place}", [frame], onPage=draw, pagesize=size)


def _heading(heading: Heading, letterhead: Letterhead, width: float) -> Flowable:
    """Issuer at the left, the State's or the Party's lines at the right, number and date below."""
    left_width = width * letterhead.left_share
    left: list[Flowable] = []
    if heading.superior:
        left.append(_centred(heading.superior, letterhead.superior))
    left.append(_centred(heading.issuer, letterhead.issuer))
    if letterhead.issuer_mark:
        left.append(_centred(letterhead.issuer_mark, letterhead.issuer))
    else:
        left.append(_rule(heading.issuer, letterhead.issuer, left_width, letterhead.issuer_rule))
    right: list[Flowable] = [_centred(text, kind) for text, kind in letterhead.motto]
    text, kind = letterhead.motto[-1]
    right.append(_rule(text, kind, width - left_width, 1))
    number = _centred(letterhead.number_line(heading), letterhead.number_type)
    place = _centred(heading.place_date, letterhead.place_date)
    return styled([[left, right], [number, place]], [left_width, width - left_width])


class _Rule(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A solid line in the middle of the space it is given."""

    def __init__(self, length: float) -> None:
        super().__init__()
        self.length = length

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """The full width, so that the line stands below text that is centred."""
        self.width = width
        return width, _RULE_HEIGHT

    def draw(self) -> None:
        """The line, with air above and below."""
        start = (self.width - self.length) / 2
        self.canv.setLineWidth(_RULE)
        self.canv.line(start, _RULE_HEIGHT * 0.6, start + self.length, _RULE_HEIGHT * 0.6)


def _rule(text: str, kind: Type, width: float, share: float) -> Flowable:
    """A solid line below `text`, `share` of its length."""
    return _Rule(rule_length(text, kind, width, share))


def _title(part: Part, letterhead: Letterhead, width: float, *, annex: bool) -> list[Flowable]:
    found: list[Flowable] = [Spacer(1, 3 * mm), _centred(part.title, letterhead.title)]
    lines = part.subject.split("\n")
    kind = Type(letterhead.body.size, italic=True) if annex else letterhead.subject
    found.extend(_centred(line, kind) for line in lines)
    if annex:
        return found
    if letterhead.title_mark:
        return [*found, _centred(letterhead.title_mark, letterhead.subject)]
    return [*found, _rule(lines[-1], kind, width, letterhead.title_rule)]


def _contents(
    contents: tuple[Content, ...], letterhead: Letterhead, width: float
) -> list[Flowable]:
    """The flowables of a part; a signature takes with it the end of what stands before it."""
    story: list[Flowable] = []
    told = 0
    for number, content in enumerate(contents):
        if number < told:
            continue
        if isinstance(content, Paragraph):
            story.append(_paragraph(content, letterhead))
        elif isinstance(content, Table):
            tail = closing(contents, number)
            told = number + 1 + len(tail)
            made = grid(content, letterhead, width, _tail(tail, letterhead, width))
            lead = _taken_lead(story, contents, number)
            if lead:
                most = printable(letterhead, "A4", landscape=width > 200 * mm)[1] * mm
                needed = _height(lead, width) + rows_height(made, first_rows(content), width)
                story.append(CondPageBreak(min(needed, most * _NEARLY_ALL)))
            story.extend((*lead, made))
            story.append(Spacer(1, 3 * mm))
        else:
            kept = _last_paragraphs(story)
            del story[len(story) - len(kept) :]
            signed = signature(content, letterhead, width)
            story.append(KeepTogether([*kept, Spacer(1, BEFORE_SIGNATURE * mm), signed]))
    return story


def _taken_lead(story: list[Flowable], contents: tuple[Content, ...], place: int) -> list[Flowable]:
    """The paragraphs that lead up to the table at `place`, taken out of the story."""
    first = next(
        it for it in range(place + 1) if it == place or len(leading(contents, it)) == place + 1 - it
    )
    lead = story[len(story) - (place - first) :]
    del story[len(story) - len(lead) :]
    for it in lead:
        it.keepWithNext = 0  # kept by the room asked for, so that a long table may begin here
    return lead


def _height(found: list[Flowable], width: float) -> float:
    """How much of a page these take one below the other."""
    heights = (
        it.wrap(width, _ENDLESS)[1] + it.getSpaceBefore() + it.getSpaceAfter() for it in found
    )
    return float(sum(heights))


def _tail(tail: tuple[Content, ...], letterhead: Letterhead, width: float) -> list[Flowable]:
    """What stands below a table on the page of its last rows."""
    story: list[Flowable] = [Spacer(1, _BELOW_TABLE * mm)] if len(tail) > 1 else []
    for content in tail:
        if isinstance(content, Paragraph):
            story.append(_paragraph(content, letterhead))
        elif isinstance(content, Signature):
            story.append(Spacer(1, BEFORE_SIGNATURE * mm))
            story.append(signature(content, letterhead, width))
    return story


def _last_paragraphs(story: list[Flowable]) -> list[Flowable]:
    """The last few paragraphs; never a table, which would be too high to be kept together."""
    start = len(story)
    while (
        start and len(story) - start < _KEPT_WITH_SIGNATURE and isinstance(story[start - 1], Text)
    ):
        start -= 1
    return story[start:]


def _paragraph(paragraph: Paragraph, letterhead: Letterhead) -> Flowable:
    body = letterhead.body
    if paragraph.role == "display":
        return _display(paragraph.text)
    if paragraph.role == "note":
        style = paragraph_style(Type(NOTE_SIZE), TA_LEFT, after=1.5)
    elif paragraph.role == "heading":
        style = paragraph_style(Type(body.size, bold=True), TA_LEFT, after=3, keep=True)
    else:
        style = paragraph_style(body, TA_JUSTIFY, after=letterhead.body_after)
        style = ParagraphStyle(
            "body", style, spaceBefore=3, firstLineIndent=letterhead.body_indent * mm
        )
    return Text(escape(paragraph.text), style)


def _centred(text: str, kind: Type, colour: str = INK) -> Flowable:
    return Text(escape(text), paragraph_style(kind, TA_CENTER, colour=colour))


def _display(text: str) -> Flowable:
    """Large, in a frame."""
    style = ParagraphStyle(
        "display",
        paragraph_style(Type(DISPLAY_SIZE, bold=True), TA_CENTER),
        leading=DISPLAY_SIZE * DISPLAY_LEADING,
        leftIndent=DISPLAY_MARGIN * mm,
        rightIndent=DISPLAY_MARGIN * mm,
        spaceBefore=2 * DISPLAY_PADDING,
        borderColor=HexColor(f"#{INK}"),
        borderWidth=1.5,
        borderPadding=DISPLAY_PADDING,
    )
    return Text(escape(text).replace("\n", "<br/>"), style)
