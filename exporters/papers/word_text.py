"""Paragraphs in Word: every kind of text of a report, its headings where Word's navigation finds them."""

from copy import deepcopy
from functools import cache

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.font import CT_RPr
from docx.shared import Mm, Pt, RGBColor
from docx.text.font import Font
from docx.text.paragraph import Paragraph as WordParagraph

from exporters.papers.layout import (
    BLANK_PADDING,
    DISPLAY_LEADING,
    DISPLAY_MARGIN,
    DISPLAY_PADDING,
    DISPLAY_SIZE,
    FONT,
    INK,
    NOTE_SIZE,
    OUTLINE,
    SHADE,
    Letterhead,
    Type,
)
from models.papers.report import Paragraph

_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_SIDES = ("top", "left", "bottom", "right")
# What follows them where the schema fixes the order; Word repairs or refuses a file that breaks it.
_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def set_type(properties: CT_RPr, font: Font, kind: Type) -> None:
    """Size and weight, and the family for every script that Word knows apart."""
    font.name, font.size = FONT, Pt(kind.size)
    font.bold, font.italic = kind.bold, kind.italic
    font.underline = kind.underline or None
    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)


@cache
def _properties(kind: Type) -> CT_RPr:
    """How a run is set, made once: putting it together again takes half the time of a document."""
    run = OxmlElement("w:r")
    found: CT_RPr = run.get_or_add_rPr()
    set_type(found, Font(run), kind)
    return found


def line(
    paragraph: WordParagraph, text: str, kind: Type, align: WD_ALIGN_PARAGRAPH = _CENTRE
) -> WordParagraph:
    """Put `text` into `paragraph`, set in `kind`; a line end in it breaks the line."""
    run = paragraph.add_run(text)
    run._r.insert(0, deepcopy(_properties(kind)))  # noqa: SLF001  # rFonts has no public way
    paragraph.alignment = align
    paragraph.paragraph_format.space_after = Pt(0)
    if not text:
        _mark_size(paragraph, kind)
    return paragraph


def _mark_size(paragraph: WordParagraph, kind: Type) -> None:
    """An empty line is as high as its end mark, which would else have the size of the body."""
    size = OxmlElement("w:sz")
    size.set(qn("w:val"), str(round(kind.size * 2)))
    mark = OxmlElement("w:rPr")
    mark.append(size)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  # python-docx offers none
        mark, "w:sectPr", "w:pPrChange"
    )


def borders(paragraph: WordParagraph, sides: dict[str, tuple[str, str]]) -> None:
    """Lines at some sides of a paragraph: side → thickness in eighths of a point, distance in points."""
    made = OxmlElement("w:pBdr")
    for side, (thick, space) in sides.items():
        edge = OxmlElement(f"w:{side}")
        values = (("val", "single"), ("sz", thick), ("space", space), ("color", "000000"))
        for name, value in values:
            edge.set(qn(f"w:{name}"), value)
        made.append(edge)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  # no borders in python-docx
        made, *_AFTER_BORDERS
    )


def plain_headings(document: WordDocument) -> None:
    """The template's heading styles without its look: they only give their level to Word's navigation."""
    for level in sorted({1, *OUTLINE.values()}):
        style = document.styles[f"Heading {level}"]
        set_type(style.element.get_or_add_rPr(), style.font, Type(13, bold=True))
        style.font.color.rgb = RGBColor.from_string(INK)
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)


def headed(paragraph: WordParagraph, level: int) -> WordParagraph:
    """The paragraph with its level in the outline of the document."""
    paragraph.style = f"Heading {level}"
    return paragraph


def add_paragraph(
    document: WordDocument, it: Paragraph, letterhead: Letterhead, *, keep: bool
) -> None:
    """One paragraph by its role; `keep` it with what follows."""
    made = document.add_paragraph()
    text = letterhead.text(it)
    if it.role == "display":
        _display(made, text)
    elif it.role == "note":
        line(made, text, Type(NOTE_SIZE), WD_ALIGN_PARAGRAPH.LEFT)
        made.paragraph_format.space_after = Pt(0.5)
    elif it.role == "heading":
        headed(made, OUTLINE[it.role])
        line(made, text, Type(letterhead.body.size, bold=True), WD_ALIGN_PARAGRAPH.LEFT)
        made.paragraph_format.space_before, made.paragraph_format.space_after = Pt(6), Pt(3)
    else:
        _running(made, it, text, letterhead)
    made.paragraph_format.keep_with_next = keep or it.role in OUTLINE


def _running(made: WordParagraph, it: Paragraph, text: str, letterhead: Letterhead) -> None:
    """Text of the body, the numbered headings in it, and the places still to be filled."""
    kinds = {
        "basis": letterhead.basis,
        "part": letterhead.part,
        "section": letterhead.section,
        "point": letterhead.point,
        "blank": Type(letterhead.body.size, italic=True),
    }
    if it.role in OUTLINE:
        headed(made, OUTLINE[it.role])
    flush = it.role in ("line", "blank")
    centred = letterhead.is_centred(it)
    align = WD_ALIGN_PARAGRAPH.LEFT if flush else WD_ALIGN_PARAGRAPH.JUSTIFY
    align = _CENTRE if centred else align
    line(made, text, kinds.get(it.role, letterhead.body), align)
    form = made.paragraph_format
    form.space_before = Pt(6 if it.role == "part" else 3)
    form.space_after = Pt(letterhead.body_after)
    form.line_spacing = line_spacing(letterhead)
    if it.role == "blank":
        form.left_indent = Mm(letterhead.body_indent)
        form.right_indent = Pt(BLANK_PADDING + 1)
        _shaded(made)
        borders(made, dict.fromkeys(_SIDES, ("4", f"{BLANK_PADDING:.0f}")))
    elif not flush and not centred:
        form.first_line_indent = Mm(letterhead.body_indent)


def line_spacing(letterhead: Letterhead) -> Pt | float:
    """Of running text: exact points, or a multiple of single."""
    return Pt(letterhead.body_leading) if letterhead.exact else letterhead.body_leading


def _shaded(made: WordParagraph) -> None:
    fill = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", SHADE)):
        fill.set(qn(f"w:{name}"), value)
    made._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  # no shades in python-docx
        fill, *_AFTER_BORDERS[1:]
    )


def _display(made: WordParagraph, text: str) -> None:
    """Large, in a frame."""
    line(made, text, Type(DISPLAY_SIZE, bold=True))
    form = made.paragraph_format
    form.left_indent = form.right_indent = Mm(DISPLAY_MARGIN)
    form.space_before, form.line_spacing = Pt(2 * DISPLAY_PADDING), DISPLAY_LEADING
    borders(made, dict.fromkeys(_SIDES, ("12", f"{DISPLAY_PADDING:.0f}")))
