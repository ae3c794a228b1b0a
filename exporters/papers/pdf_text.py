"""Paragraphs of the PDF: every kind of text of a report as reportlab sets it."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, TableStyle
from reportlab.platypus import Paragraph as Text
from reportlab.platypus import Table as Grid

from exporters.papers.fonts import face
from exporters.papers.layout import (
    BLANK_PADDING,
    DISPLAY_LEADING,
    DISPLAY_MARGIN,
    DISPLAY_PADDING,
    DISPLAY_SIZE,
    INK,
    NOTE_SIZE,
    OUTLINE,
    SHADE,
    SINGLE,
    Letterhead,
    Type,
)
from models.papers.report import Paragraph

_LONG_HEADING = 1000
"""Letters from which a heading is no longer kept with what follows: reportlab cannot keep more than a page."""


def paragraph_style(
    kind: Type, align: int, *, after: float = 0, colour: str = INK, **more: Any
) -> ParagraphStyle:
    """A paragraph set in `kind`; `more` are reportlab's own properties."""
    given = {"leading": kind.size * SINGLE, **more}
    return ParagraphStyle(
        "paper",
        fontName=face(bold=kind.bold, italic=kind.italic),
        fontSize=kind.size,
        alignment=align,
        spaceAfter=after,
        textColor=HexColor(f"#{colour}"),
        splitLongWords=True,
        **given,
    )


def escaped(text: str) -> str:
    """`text` as reportlab reads it, its line ends kept."""
    return escape(text).replace("\n", "<br/>")


def one_line(text: str, kind: Type, align: int = TA_CENTER, **more: Any) -> Flowable:
    """A text set in `kind`, without space around it."""
    words = f"<u>{escaped(text)}</u>" if kind.underline else escaped(text)
    return Text(words, paragraph_style(kind, align, **more))


def outlined(made: Flowable, level: int, text: str) -> Flowable:
    """The flowable with its place in the outline of the document."""
    made.outline = (level, " ".join(text.split()))
    return made


def styled(rows: Sequence[Sequence[Any]], widths: Sequence[float]) -> Grid:
    """A table without lines or padding, to set things side by side."""
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")]
    sides = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")
    padding = [(side, (0, 0), (-1, -1), 0) for side in sides]
    return Grid(rows, colWidths=widths, style=TableStyle([*style, *padding]))


def paragraph(it: Paragraph, letterhead: Letterhead) -> Flowable:
    """One paragraph by its role."""
    text = letterhead.text(it)
    if it.role == "display":
        return _display(text)
    if it.role == "blank":
        return _blank(text, letterhead)
    if it.role == "note":
        return Text(escaped(text), paragraph_style(Type(NOTE_SIZE), TA_LEFT, after=1.5))
    if it.role in OUTLINE:
        return outlined(_heading(it, text, letterhead), OUTLINE[it.role], text)
    kind = letterhead.basis if it.role == "basis" else letterhead.body
    indent = 0 if it.role == "line" else letterhead.body_indent * mm
    style = paragraph_style(
        kind,
        TA_LEFT if it.role == "line" else TA_JUSTIFY,
        after=letterhead.body_after,
        leading=letterhead.line_height,
        spaceBefore=3,
        firstLineIndent=indent,
    )
    return Text(escaped(text), style)


def _heading(it: Paragraph, text: str, letterhead: Letterhead) -> Flowable:
    """A heading stays with what follows; those with a number begin where a paragraph does."""
    numbered = {
        "part": letterhead.part,
        "section": letterhead.section,
        "point": letterhead.point,
    }
    if it.role == "heading":
        kind, align, indent = Type(letterhead.body.size, bold=True), TA_LEFT, 0.0
    elif letterhead.is_centred(it):
        kind, align, indent = letterhead.part, TA_CENTER, 0.0
    else:
        kind, align, indent = numbered[it.role], TA_JUSTIFY, letterhead.body_indent * mm
    style = paragraph_style(
        kind,
        align,
        after=3 if it.role == "heading" else letterhead.body_after,
        leading=kind.size * SINGLE if it.role == "heading" else letterhead.line_height,
        spaceBefore=6 if it.role == "part" else 3 if indent else 0,
        firstLineIndent=indent,
        keepWithNext=len(text) < _LONG_HEADING,
    )
    return Text(escaped(text), style)


def _blank(text: str, letterhead: Letterhead) -> Flowable:
    """A place still to be filled, in a frame of its own."""
    style = paragraph_style(
        Type(letterhead.body.size, italic=True),
        TA_LEFT,
        after=letterhead.body_after + BLANK_PADDING,
        leading=letterhead.line_height,
        spaceBefore=3 + BLANK_PADDING,
        leftIndent=letterhead.body_indent * mm,
        rightIndent=BLANK_PADDING + 1,
        borderColor=HexColor(f"#{INK}"),
        borderWidth=0.5,
        borderPadding=BLANK_PADDING,
        backColor=HexColor(f"#{SHADE}"),
    )
    return Text(escaped(text), style)


def _display(text: str) -> Flowable:
    """Large, in a frame."""
    style = paragraph_style(
        Type(DISPLAY_SIZE, bold=True),
        TA_CENTER,
        leading=DISPLAY_SIZE * DISPLAY_LEADING,
        leftIndent=DISPLAY_MARGIN * mm,
        rightIndent=DISPLAY_MARGIN * mm,
        spaceBefore=2 * DISPLAY_PADDING,
        borderColor=HexColor(f"#{INK}"),
        borderWidth=1.5,
        borderPadding=DISPLAY_PADDING,
    )
    return Text(escaped(text), style)
