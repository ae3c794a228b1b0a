"""Report → Word: a document a clerk can go on editing, in the form of NĐ 30/2020 or of the Party.

Imported only when a document is written (`exporters.FORMATS`), so python-docx may stand at the top.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from exporters.files import save
from exporters.papers.fonts import rule_length
from exporters.papers.layout import (
    ALERT,
    BODY_LEADING,
    DISPLAY_LEADING,
    DISPLAY_MARGIN,
    DISPLAY_PADDING,
    DISPLAY_SIZE,
    LETTERHEADS,
    NOTE_SIZE,
    Letterhead,
    Type,
    closing,
    leading,
    printable,
    sheet,
)
from exporters.papers.pdf import fitting
from exporters.papers.word_table import grid, line, plain_table, set_type, signature
from models.papers.report import Content, Heading, Paragraph, Part, Report, Table

_POINTS_IN_MM = 72 / 25.4
_MARK_SIZE = 9
_SPARE = 8.0
"""Millimetres kept free where all is to stand on one page: Word sets lines higher than the PDF."""


def write(report: Report, target: Path) -> None:
    """Write `report` as a .docx at `target`; raises AppError when the file cannot be put there."""
    document = Document()
    _prepare(document, report)
    letterhead = fitting(report, _SPARE)
    for number, part in enumerate(report.parts):
        section = _next_section(document) if number else document.sections[0]
        _page(section, report, number, letterhead)
        width = printable(letterhead, report.page, landscape=part.landscape)[0]
        annex = report.is_annex or bool(number)
        if not annex:
            _heading(document, report.heading, letterhead, width)
        _title(document, part, letterhead, width, annex=annex)
        if report.banners and number == 0:
            banner = line(document.add_paragraph(), " · ".join(report.banners), Type(12, bold=True))
            banner.runs[0].font.color.rgb = RGBColor.from_string(ALERT)
            banner.paragraph_format.space_after = Pt(4)
        _contents(document, part.contents, letterhead, width)
    buffer = BytesIO()
    document.save(buffer)
    save(target, buffer.getvalue())


def _prepare(document: WordDocument, report: Report) -> None:
    """Type, language and properties of the whole document."""
    normal = document.styles["Normal"]
    set_type(normal.element.get_or_add_rPr(), normal.font, LETTERHEADS[report.style].body)
    normal.paragraph_format.space_after = Pt(0)
    # The template's own lines are wider than those the paper was fitted to its page with.
    normal.paragraph_format.line_spacing = 1.0
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    day = report.printed_on
    made = datetime(day.year, day.month, day.day)
    properties = document.core_properties
    properties.title = report.parts[0].title
    properties.subject = report.parts[0].subject.replace("\n", " – ")
    properties.author = report.heading.issuer
    properties.last_modified_by = report.heading.issuer
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = made


def _next_section(document: WordDocument) -> Section:
    """A new page; the paragraph that carries the break is made too low to need a page itself."""
    section: Section = document.add_section(WD_SECTION.NEW_PAGE)
    document.paragraphs[-1].paragraph_format.line_spacing = Pt(1)
    return section


def _page(section: Section, report: Report, place: int, letterhead: Letterhead) -> None:
    """Size, margins and page number; an annex counts its own pages or goes on; the paper's first has no number.

    The banners stand at the top of every page but the paper's first, which has them below its title.
    """
    part = report.parts[place]
    width, height = sheet(report.page, landscape=part.landscape)
    section.orientation = WD_ORIENT.LANDSCAPE if part.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.top_margin, section.bottom_margin = Mm(letterhead.top), Mm(letterhead.bottom)
    section.left_margin, section.right_margin = Mm(letterhead.left), Mm(letterhead.right)
    section.header_distance = section.footer_distance = Mm(letterhead.header)
    section.different_first_page_header_footer = True
    properties = section._sectPr  # noqa: SLF001  # python-docx offers no page numbering
    found = properties.find(qn("w:pgNumType"))  # a new section begins as a copy of the one before
    if found is not None:
        properties.remove(found)
    if not place or letterhead.annex_counts:
        numbering = OxmlElement("w:pgNumType")
        numbering.set(qn("w:start"), "1")
        properties.insert_element_before(numbering, "w:cols", "w:titlePg", "w:docGrid")
    across = width - letterhead.left - letterhead.right
    for header, first in ((section.first_page_header, True), (section.header, False)):
        header.is_linked_to_previous = False
        banners = () if first and not place else report.banners
        numbered = bool(place) or not first
        _header(header.paragraphs[0], banners, letterhead, across, numbered=numbered)
    for footer in (section.first_page_footer, section.footer):
        footer.is_linked_to_previous = False
        if report.mark:
            line(footer.paragraphs[0], report.mark, Type(_MARK_SIZE), WD_ALIGN_PARAGRAPH.LEFT)


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


def _heading(
    document: WordDocument, heading: Heading, letterhead: Letterhead, width: float
) -> None:
    """Issuer at the left, the State's or the Party's lines at the right, number and date below."""
    left_width = width * letterhead.left_share
    table = plain_table(document, (left_width, width - left_width), rows=2)
    left, right = table.rows[0].cells
    if heading.superior:
        line(left.paragraphs[0], heading.superior, letterhead.superior)
        line(left.add_paragraph(), heading.issuer, letterhead.issuer)
    else:
        line(left.paragraphs[0], heading.issuer, letterhead.issuer)
    if letterhead.issuer_mark:
        line(left.add_paragraph(), letterhead.issuer_mark, letterhead.issuer)
    else:
        share = letterhead.issuer_rule
        _rule(left.add_paragraph(), heading.issuer, letterhead.issuer, left_width, share)
    for number, (text, kind) in enumerate(letterhead.motto):
        line(right.paragraphs[0] if number == 0 else right.add_paragraph(), text, kind)
    text, kind = letterhead.motto[-1]
    _rule(right.add_paragraph(), text, kind, width - left_width, 1)
    low_left, low_right = table.rows[1].cells
    line(low_left.paragraphs[0], letterhead.number_line(heading), letterhead.number_type)
    line(low_right.paragraphs[0], heading.place_date, letterhead.place_date)


def _rule(paragraph: WordParagraph, text: str, kind: Type, width: float, share: float) -> None:
    """A solid line in the middle, `share` as long as `text`: a border, indented."""
    within = width * _POINTS_IN_MM
    length = rule_length(text, kind, within, share)
    indent = Pt(max(0.0, (within - length) / 2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = indent
    form.line_spacing, form.space_before, form.space_after = Pt(3), Pt(1), Pt(4)
    _borders(paragraph, {"top": ("6", "0")})


def _borders(paragraph: WordParagraph, sides: dict[str, tuple[str, str]]) -> None:
    """Lines at some sides of a paragraph: side → thickness in eighths of a point, distance in points."""
    borders = OxmlElement("w:pBdr")
    for side, (thick, space) in sides.items():
        edge = OxmlElement(f"w:{side}")
        values = (("val", "single"), ("sz", thick), ("space", space), ("color", "000000"))
        for name, value in values:
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    paragraph._p.get_or_add_pPr().insert_element_before(  # noqa: SLF001  # no borders in python-docx
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _title(
    document: WordDocument, part: Part, letterhead: Letterhead, width: float, *, annex: bool
) -> None:
    title = line(document.add_paragraph(), part.title, letterhead.title)
    title.paragraph_format.space_before = Pt(0 if annex else 4)
    lines = part.subject.split("\n")
    kind = Type(letterhead.body.size, italic=True) if annex else letterhead.subject
    for text in lines:
        last = line(document.add_paragraph(), text, kind)
    if annex:
        last.paragraph_format.space_after = Pt(8)
    elif letterhead.title_mark:
        line(document.add_paragraph(), letterhead.title_mark, letterhead.subject)
    else:
        _rule(document.add_paragraph(), lines[-1], kind, width, letterhead.title_rule)


def _contents(
    document: WordDocument, contents: tuple[Content, ...], letterhead: Letterhead, width: float
) -> None:
    """The contents in order; what stands right before a signature or a table stays on its page."""
    for number, content in enumerate(contents):
        signed = bool(closing(contents, number))
        if isinstance(content, Paragraph):
            keep = signed or bool(leading(contents, number))
            _paragraph(document, content, letterhead, keep=keep)
        elif isinstance(content, Table):
            grid(document, content, letterhead, width, keep_last=signed)
            gap = document.add_paragraph()
            gap.paragraph_format.line_spacing = Pt(4)
            gap.paragraph_format.keep_with_next = signed
        else:
            signature(document, content, letterhead, width)


def _paragraph(
    document: WordDocument, paragraph: Paragraph, letterhead: Letterhead, *, keep: bool
) -> None:
    made = document.add_paragraph()
    form = made.paragraph_format
    form.keep_with_next = keep or paragraph.role == "heading"
    body = letterhead.body
    if paragraph.role == "display":
        _display(made, paragraph.text)
    elif paragraph.role == "note":
        line(made, paragraph.text, Type(NOTE_SIZE), WD_ALIGN_PARAGRAPH.LEFT)
        form.space_after = Pt(0.5)
    elif paragraph.role == "heading":
        line(made, paragraph.text, Type(body.size, bold=True), WD_ALIGN_PARAGRAPH.LEFT)
        form.space_before, form.space_after = Pt(6), Pt(3)
    else:
        line(made, paragraph.text, body, WD_ALIGN_PARAGRAPH.JUSTIFY)
        form.space_before = Pt(3)
        form.first_line_indent = Mm(letterhead.body_indent)
        form.line_spacing = BODY_LEADING
        form.space_after = Pt(letterhead.body_after)


def _display(made: WordParagraph, text: str) -> None:
    """Large, in a frame."""
    line(made, text, Type(DISPLAY_SIZE, bold=True))
    form = made.paragraph_format
    form.left_indent = form.right_indent = Mm(DISPLAY_MARGIN)
    form.space_before, form.line_spacing = Pt(2 * DISPLAY_PADDING), DISPLAY_LEADING
    _borders(
        made, dict.fromkeys(("top", "left", "bottom", "right"), ("12", f"{DISPLAY_PADDING:.0f}"))
    )
