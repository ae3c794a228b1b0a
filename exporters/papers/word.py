"""Report → Word: a document a clerk can go on editing, in the form of NĐ 30/2020 or of the Party.

Imported only when a document is written (`exporters.FORMATS`), so python-docx may stand at the top.
"""

from datetime import datetime
from io import BytesIO
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from exporters.files import Aside, save
from exporters.papers import texts
from exporters.papers.layout import (
    ALERT,
    LETTERHEADS,
    Letterhead,
    Type,
    closing,
    leading,
    printable,
)
from exporters.papers.pdf import fitting
from exporters.papers.word_head import add_addressees, add_title, letter_head
from exporters.papers.word_page import next_section, set_page
from exporters.papers.word_signature import signature
from exporters.papers.word_table import grid
from exporters.papers.word_text import add_paragraph, line, plain_headings, set_type
from models.papers.report import Content, Paragraph, Report, Table

_SPARE = 8.0
"""Millimetres kept free where all is to stand on one page: Word sets lines higher than the PDF."""


def write(report: Report, target: Path, aside: Aside | None = None) -> None:
    """Write `report` as a .docx at `target`; raises AppError when the file cannot be put there."""
    report = texts.prepared(report)
    document = Document()
    _prepare(document, report)
    letterhead = fitting(report, _SPARE)
    for number, part in enumerate(report.parts):
        section = next_section(document) if number else document.sections[0]
        set_page(section, report, number, letterhead)
        width = printable(letterhead, report.page, landscape=part.landscape)[0]
        annex = not report.is_headed(number)
        if not annex:
            letter_head(document, report.heading, letterhead, width)
        add_title(document, part, letterhead, width, annex=annex)
        if report.banners and report.begins(number):
            banner = line(document.add_paragraph(), " · ".join(report.banners), Type(12, bold=True))
            banner.runs[0].font.color.rgb = RGBColor.from_string(ALERT)
            banner.paragraph_format.space_after = Pt(4)
        if not annex:
            add_addressees(document, report.heading, letterhead, width)
        _contents(document, part.contents, letterhead, width)
    buffer = BytesIO()
    document.save(buffer)
    save(target, buffer.getvalue(), aside)


def _prepare(document: WordDocument, report: Report) -> None:
    """Type, language and properties of the whole document."""
    normal = document.styles["Normal"]
    set_type(normal.element.get_or_add_rPr(), normal.font, LETTERHEADS[report.style].body)
    normal.paragraph_format.space_after = Pt(0)
    # The template's own lines are wider than those the paper was fitted to its page with.
    normal.paragraph_format.line_spacing = 1.0
    plain_headings(document)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    normal.element.get_or_add_rPr().append(language)
    day = report.printed_on
    made = datetime(day.year, day.month, day.day)
    properties = document.core_properties
    properties.title = texts.title(report)
    properties.subject = texts.short(report.parts[0].subject)
    properties.author = properties.last_modified_by = texts.short(report.heading.issuer)
    properties.comments = ""
    properties.language = "vi-VN"
    properties.created = properties.modified = made


def _contents(
    document: WordDocument, contents: tuple[Content, ...], letterhead: Letterhead, width: float
) -> None:
    """The contents in order; what stands right before a signature or a table stays on its page."""
    for number, content in enumerate(contents):
        signed = bool(closing(contents, number))
        if isinstance(content, Paragraph):
            keep = signed or bool(leading(contents, number))
            add_paragraph(document, content, letterhead, keep=keep)
        elif isinstance(content, Table):
            grid(document, content, letterhead, width, keep_last=signed)
            gap = document.add_paragraph()
            gap.paragraph_format.line_spacing = Pt(4)
            gap.paragraph_format.keep_with_next = signed
        else:
            signature(document, content, letterhead, width)
