"""The manual as a Word document: headings in Word's navigation, a table of contents, page numbers, pictures."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from models.help_text import HelpBlock, HelpPage
from scripts.manual import PICTURE_WIDTH, SAMPLE, SUBTITLE, TITLE, picture, printed

FONT = "Arial"
_SIZES = {1: 18.0, 2: 13.5, 3: 11.5}
_CENTRE = WD_ALIGN_PARAGRAPH.CENTER
_MADE = datetime(2000, 1, 1)


def write(pages: Sequence[HelpPage], target: Path) -> None:
    """Write the manual."""
    document = Document()
    _prepare(document)
    for text, size in ((TITLE, 30), (SUBTITLE, 16), (SAMPLE, 9.5)):
        made = document.add_paragraph()
        made.alignment = _CENTRE
        made.paragraph_format.space_before = Pt(150 if text == TITLE else 12)
        run = made.add_run(text)
        run.font.size, run.bold = Pt(size), text == TITLE
    document.add_page_break()
    made = document.add_paragraph()
    run = made.add_run("Mục lục")
    run.font.size, run.bold = Pt(_SIZES[1]), True
    _contents(document, pages)
    for page in pages:
        head = document.add_heading(page.title, 1)
        head.paragraph_format.page_break_before = True
        for block in page.blocks:
            _add(document, block)
    document.save(str(target))


def _prepare(document: WordDocument) -> None:
    """A4, one family of type for every script, page numbers at the foot."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(22)
    section.top_margin = section.bottom_margin = Mm(20)
    section.different_first_page_header_footer = True
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _field(foot, "PAGE", "2")
    for name, size in (("Normal", 10.5), *((f"Heading {n}", it) for n, it in _SIZES.items())):
        style = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), FONT)
        for other in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{other}"), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor(0x1A, 0x1F, 0x26)
            style.font.bold = True
            style.paragraph_format.space_before = Pt(12)
    document.styles["Normal"].paragraph_format.space_after = Pt(5)
    properties = document.core_properties
    properties.title, properties.author = f"{TITLE}: {SUBTITLE.lower()}", TITLE
    properties.created = properties.modified = _MADE
    properties.comments, properties.language = "", "vi-VN"


def _contents(document: WordDocument, pages: Sequence[HelpPage]) -> None:
    """The titles as they are; Word puts the page numbers in when it opens the file."""
    listed = [(words, place) for page in pages for place, words in enumerate(_titles(page))]
    for number, (words, place) in enumerate(listed):
        made = document.add_paragraph()
        made.paragraph_format.space_after = Pt(1)
        made.paragraph_format.left_indent = Mm(6 if place else 0)
        if number == 0:
            _mark(made, "begin", 'TOC \\o "1-2" \\h \\z')
        made.add_run(words)
        if number + 1 == len(listed):
            _mark(made, "end")


def _titles(page: HelpPage) -> list[str]:
    return [page.title, *(it.text for it in page.blocks if it.kind == "heading" and it.level == 2)]


def _mark(made: Paragraph, kind: str, code: str = "") -> None:
    """Begin or end of a field; one that begins is filled anew when the file is opened."""
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    if kind == "begin":
        mark.set(qn("w:dirty"), "true")
    made.add_run()._r.append(mark)  # noqa: SLF001  # python-docx offers no fields
    if code:
        words = OxmlElement("w:instrText")
        words.set(qn("xml:space"), "preserve")
        words.text = code
        made.add_run()._r.append(words)  # noqa: SLF001
        between = OxmlElement("w:fldChar")
        between.set(qn("w:fldCharType"), "separate")
        made.add_run()._r.append(between)  # noqa: SLF001


def _field(made: Paragraph, code: str, shown: str) -> None:
    _mark(made, "begin", code)
    made.add_run(shown)
    _mark(made, "end")


def _add(document: WordDocument, block: HelpBlock) -> None:
    if block.kind == "heading":
        document.add_heading(block.text, block.level)
    elif block.kind == "table":
        _table(document, block)
    elif block.kind == "picture":
        document.add_picture(str(picture(block.target)), width=Mm(PICTURE_WIDTH))
        shown = document.paragraphs[-1]
        shown.alignment, shown.paragraph_format.keep_with_next = _CENTRE, True
        caption = document.add_paragraph()
        caption.alignment = _CENTRE
        run = caption.add_run(block.text)
        run.font.size, run.font.color.rgb = Pt(9), RGBColor(0x55, 0x60, 0x6E)
    else:
        mark = {"item": "•\t", "step": f"{block.level}.\t"}.get(block.kind, "")
        _say(document.add_paragraph(), block.text, mark)


def _say(made: Paragraph, text: str, mark: str = "") -> None:
    """A line with its bold words; a mark hangs at the left of it."""
    if mark:
        form = made.paragraph_format
        form.left_indent, form.first_line_indent = Mm(8), Mm(-6)
        form.tab_stops.add_tab_stop(Mm(8))
        form.space_after = Pt(3)
        made.add_run(mark)
    for it in printed(text):
        made.add_run(it.text).bold = it.bold or None


def _table(document: WordDocument, block: HelpBlock) -> None:
    made = document.add_table(len(block.rows), len(block.rows[0]), style="Table Grid")
    for number, row in enumerate(block.rows):
        for place, text in enumerate(row):
            cell = made.cell(number, place).paragraphs[0]
            _say(cell, f"**{text}**" if not number else text)
    document.add_paragraph()
