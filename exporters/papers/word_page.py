"""The pages of a Word document: size, margins, page number, banners, the marks at the foot."""

from io import BytesIO

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from exporters.papers import footer as footer_code
from exporters.papers.layout import (
    ALERT,
    FOOT_SIZE,
    LEAST_MARGIN,
    QR_SIDE,
    Letterhead,
    Type,
    sheet,
)
from exporters.papers.word_text import line
from models.papers.report import Report


def next_section(document: WordDocument) -> Section:
    """A new page; the paragraph that carries the break is made too low to need a page itself."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)
    return section


def set_page(section: Section, report: Report, place: int, letterhead: Letterhead) -> None:
    """Size, margins and page number; an annex counts its own pages or goes on; the paper's first has no number.

    The banners stand at the top of every page but the paper's first, which has them below its title.
    """
    part = report.parts[place]
    width, height = sheet(report.page, landscape=part.landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if part.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(letterhead.top), Mm(letterhead.bottom)
    section.left_margin, section.right_margin = Mm(letterhead.left), Mm(letterhead.right)
    section.header_distance, section.footer_distance = Mm(letterhead.header), Mm(LEAST_MARGIN)
    section.different_first_page_header_footer = True
    properties = section._sectPr  # noqa: SLF001  # python-docx offers no page numbering
    found = properties.find(qn("w:pgNumType"))  # a new section begins as a copy of the one before
    if found is not None:
        properties.remove(found)
    begins = report.begins(place)
    if begins or letterhead.annex_counts:
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        properties.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    across = width - letterhead.left - letterhead.right
    for header, first in ((section.first_page_header, True), (section.header, False)):
        header.is_linked_to_previous = False
        banners = () if first and begins else report.banners
        numbered = not (first and begins)
        _header(header.paragraphs[0], banners, letterhead, across, numbered=numbered)
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        _foot(footer.paragraphs[0], report, across)


def _foot(paragraph: WordParagraph, report: Report, across: float) -> None:
    """The closed version at the left, what the copy is at the right with its code."""
    paragraph.style = "Normal"
    kind = Type(FOOT_SIZE)
    if report.mark or report.stamp:
        line(paragraph, report.mark, kind, WD_ALIGN_PARAGRAPH.LEFT)
    if report.stamp:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(across), WD_TAB_ALIGNMENT.RIGHT)
        line(paragraph, f"\t{report.stamp} ", kind, WD_ALIGN_PARAGRAPH.LEFT)
        code = BytesIO(footer_code.picture(report.stamp))
        paragraph.add_run().add_picture(code, width=Mm(QR_SIDE))


def _header(
    paragraph: WordParagraph,
    banners: tuple[str, ...],
    letterhead: Letterhead,
    across: float,
    *,
    numbered: bool,
) -> None:
    """The page number in the middle, the banners at the right edge."""
    paragraph.style = "Normal"
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Mm(across / 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(Mm(across), WD_TAB_ALIGNMENT.RIGHT)
    paragraph.add_run("\t")
    if numbered:
        run = paragraph.add_run()
        run.font.size = Pt(letterhead.page_number)
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_field(kind, text))  # noqa: SLF001  # python-docx offers no fields
    if banners:
        run = paragraph.add_run("\t" + " · ".join(banners))
        run.font.size, run.font.bold = Pt(10), True
        run.font.color.rgb = RGBColor.from_string(ALERT)


def _field(kind: str, text: str) -> BaseOxmlElement:
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    code = OxmlElement("w:instrText")
    code.text = text
    return code
