"""The manual as a PDF: contents with page numbers, an outline, links, pictures in few colours."""

import zlib
from collections.abc import Iterator, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image as Picture
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, NameObject, NumberObject
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    Image,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

import resources
from models.help_text import HelpBlock, HelpPage
from scripts.manual import PICTURE_WIDTH, SAMPLE, SUBTITLE, TITLE, anchor, picture, printed
from ui.look import theme

FAMILY = "Manual"
MARGIN, FOOT = 22 * mm, 18 * mm
WIDTH = A4[0] - 2 * MARGIN
_SIZE = 10.5
_COLOURS = 256


def write(pages: Sequence[HelpPage], target: Path) -> None:
    """Write the manual; the same pages give the same bytes."""
    _fonts()
    buffer = BytesIO()
    document = _Document(
        buffer,
        pagesize=A4,
        title=f"{TITLE}: {SUBTITLE.lower()}",
        author=TITLE,
        lang="vi-VN",
        invariant=1,
    )
    frame = Frame(MARGIN, FOOT + 4 * mm, WIDTH, A4[1] - MARGIN - FOOT - 4 * mm, 0, 0, 0, 0)
    document.addPageTemplates([PageTemplate("page", [frame], onPageEnd=_foot)])
    document.multiBuild(list(_story(pages)))
    _with_palettes(buffer, target)


def _with_palettes(made: BytesIO, target: Path) -> None:
    """The pictures with a palette, as they are kept: reportlab writes three bytes for every point."""
    writer = PdfWriter(clone_from=made)
    for page in writer.pages:
        drawn = page["/Resources"].get("/XObject", {})  # type: ignore[union-attr]
        for it in drawn.values():
            stream = it.get_object()
            if stream["/Subtype"] == "/Image" and stream["/ColorSpace"] == "/DeviceRGB":
                _give_palette(stream)
    writer.write(target)


def _give_palette(stream: Any) -> None:
    size = (int(stream["/Width"]), int(stream["/Height"]))
    few = Picture.frombytes("RGB", size, stream.get_data()).quantize(_COLOURS, dither=0)
    palette = bytes(few.getpalette() or b"")
    names = (NameObject("/Indexed"), NameObject("/DeviceRGB"))
    looked_up = (NumberObject(len(palette) // 3 - 1), ByteStringObject(palette))
    stream[NameObject("/ColorSpace")] = ArrayObject([*names, *looked_up])
    stream[NameObject("/Filter")] = NameObject("/FlateDecode")
    stream.set_data(b"")
    stream._data = zlib.compress(few.tobytes(), 9)  # noqa: SLF001  # set_data() knows one filter only
    stream.decoded_self = None


class _Document(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """Every heading stands in the outline and, of the first two levels, in the contents."""

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802  # reportlab's name
        level, words, key = getattr(flowable, "heading", (0, "", ""))
        if not words:
            return
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(words, key, level - 1, closed=level == 1)
        if level < 3:
            self.notify("TOCEntry", (level - 1, escape(words), self.page, key))


def _fonts() -> None:
    faces = {"": "Regular", "-Bold": "SemiBold"}
    for name, weight in faces.items():
        file = resources.path(f"fonts/IBMPlexSans-{weight}.ttf")
        registerFont(TTFont(f"{FAMILY}{name}", str(file)))
    bold = f"{FAMILY}-Bold"
    registerFontFamily(FAMILY, normal=FAMILY, bold=bold, italic=FAMILY, boldItalic=bold)


def _style(size: float = _SIZE, *, bold: bool = False, **more: Any) -> ParagraphStyle:
    given = {"leading": size * 1.4, "spaceAfter": 5, "textColor": theme.INK, **more}
    face = f"{FAMILY}-Bold" if bold else FAMILY
    return ParagraphStyle("manual", fontName=face, fontSize=size, **given)


def _foot(canvas: Canvas, _document: BaseDocTemplate) -> None:
    number = canvas.getPageNumber()
    if number > 1:
        canvas.setFont(FAMILY, 9)
        canvas.setFillColor(colors.HexColor(theme.MUTED))
        canvas.drawString(MARGIN, FOOT - 4 * mm, TITLE)
        canvas.drawRightString(A4[0] - MARGIN, FOOT - 4 * mm, str(number))


def _story(pages: Sequence[HelpPage]) -> Iterator[Flowable]:
    yield Spacer(1, 80 * mm)
    yield Paragraph(TITLE, _style(30, bold=True, alignment=TA_CENTER, spaceAfter=10))
    yield Paragraph(SUBTITLE, _style(16, alignment=TA_CENTER, textColor=theme.MUTED))
    yield Spacer(1, 90 * mm)
    yield Paragraph(SAMPLE, _style(9.5, alignment=TA_CENTER, textColor=theme.MUTED))
    yield PageBreak()
    yield Paragraph("Mục lục", _style(18, bold=True, spaceAfter=12))
    contents = TableOfContents(dotsMinLevel=0)
    contents.levelStyles = [
        _style(_SIZE, bold=True, leading=13, spaceBefore=4, spaceAfter=0),
        _style(_SIZE - 1, leading=12, leftIndent=6 * mm, spaceAfter=0),
    ]
    yield contents
    for page in pages:
        yield PageBreak()
        yield _heading(page.title, 1, anchor(page.name), 18)
        yield from _blocks(page)


def _blocks(page: HelpPage) -> Iterator[Flowable]:
    """A heading stays with what follows it, a picture with its caption."""
    for it in page.blocks:
        if it.kind == "heading":
            size = 13.5 if it.level == 2 else 11.5
            yield _heading(it.text, it.level, anchor(page.name, it.text), size)
        elif it.kind == "picture":
            yield _picture(it)
        elif it.kind == "table":
            yield from (_table(it), Spacer(1, 4 * mm))
        elif it.kind == "text":
            yield Paragraph(_inline(it.text), _style())
        else:
            mark = f"{it.level}." if it.kind == "step" else "•"
            style = _style(leftIndent=7 * mm, bulletIndent=2 * mm, spaceAfter=3)
            yield Paragraph(_inline(it.text), style, bulletText=mark)


def _heading(words: str, level: int, key: str, size: float) -> Flowable:
    before = 0 if level == 1 else 14 if level == 2 else 9
    made = Paragraph(escape(words), _style(size, bold=True, spaceBefore=before, keepWithNext=1))
    made.heading = (level, words, key)
    return made


def _picture(block: HelpBlock) -> Flowable:
    drawn = Image(str(picture(block.target)))
    width = PICTURE_WIDTH * mm
    drawn.drawHeight, drawn.drawWidth = width * drawn.imageHeight / drawn.imageWidth, width
    framed = Table([[drawn]], colWidths=[width], style=[("BOX", (0, 0), (-1, -1), 0.5, theme.LINE)])
    framed.setStyle(TableStyle([(it, (0, 0), (-1, -1), 0) for it in _PADDINGS]))
    caption = _style(9, alignment=TA_CENTER, textColor=theme.MUTED, spaceBefore=2, spaceAfter=8)
    return KeepTogether([Spacer(1, 2 * mm), framed, Paragraph(escape(block.text), caption)])


_PADDINGS = ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING")


def _table(block: HelpBlock) -> Flowable:
    rows = [
        [Paragraph(_inline(cell), _style(10, bold=not number, spaceAfter=0)) for cell in row]
        for number, row in enumerate(block.rows)
    ]
    first = WIDTH * 0.32
    rest = (WIDTH - first) / (len(block.rows[0]) - 1)
    line, ground = colors.HexColor(theme.LINE), colors.HexColor(theme.GROUP)
    looks = [("GRID", (0, 0), (-1, -1), 0.5, line), ("BACKGROUND", (0, 0), (-1, 0), ground)]
    widths = [first, *[rest] * (len(block.rows[0]) - 1)]
    return Table(
        rows, colWidths=widths, repeatRows=1, style=[*looks, ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )


def _inline(text: str) -> str:
    parts = []
    for it in printed(text):
        words = escape(it.text)
        if it.bold:
            words = f"<b>{words}</b>"
        if it.target:
            page, _, heading = it.target.partition("#")
            words = f'<a href="#{anchor(page, heading)}" color="{theme.ACTION}">{words}</a>'
        parts.append(words)
    return "".join(parts)
