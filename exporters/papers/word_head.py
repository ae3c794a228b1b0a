"""The top of a paper in Word: who writes, number, place and day, title or "V/v", and to whom."""

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.text.paragraph import Paragraph as WordParagraph

from exporters.papers.fonts import addressee_indents, rule_length
from exporters.papers.layout import ABOUT_GAP, Letterhead, Type
from exporters.papers.word_table import plain_table
from exporters.papers.word_text import borders, headed, line, line_spacing
from models.papers.report import Heading, Part

_POINTS_IN_MM = 72 / 25.4


def letter_head(
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
    about = letterhead.about_line(heading)
    if about:
        added = line(headed(low_left.add_paragraph(), 1), about, letterhead.about)
        added.paragraph_format.space_before = Pt(ABOUT_GAP)
    line(low_right.paragraphs[0], heading.place_date, letterhead.place_date)


def add_title(
    document: WordDocument, part: Part, letterhead: Letterhead, width: float, *, annex: bool
) -> None:
    """Title and subject in the middle, with what stands below them; nothing of a letter."""
    if part.title:
        title = line(headed(document.add_paragraph(), 1), part.title, letterhead.title)
        title.paragraph_format.space_before = Pt(0 if annex else 4)
    if not part.subject:
        return
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


def add_addressees(
    document: WordDocument, heading: Heading, letterhead: Letterhead, width: float
) -> None:
    """ "Kính gửi" with those it goes to."""
    lines = letterhead.addressees(heading)
    least = letterhead.body_indent * _POINTS_IN_MM
    indents = addressee_indents(lines, letterhead.body, width * _POINTS_IN_MM, least)
    for number, (text, indent) in enumerate(zip(lines, indents, strict=True), 1):
        made = line(document.add_paragraph(), text, letterhead.body, WD_ALIGN_PARAGRAPH.LEFT)
        form = made.paragraph_format
        form.left_indent, form.line_spacing = Pt(indent), line_spacing(letterhead)
        form.space_before = Pt(letterhead.body_after if number == 1 else 0)
        form.space_after = Pt(letterhead.body_after if number == len(lines) else 0)


def _rule(paragraph: WordParagraph, text: str, kind: Type, width: float, share: float) -> None:
    """A solid line in the middle, `share` as long as `text`: a border, indented."""
    within = width * _POINTS_IN_MM
    length = rule_length(text, kind, within, share)
    indent = Pt(max(0.0, (within - length) / 2))
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = indent
    form.line_spacing, form.space_before, form.space_after = Pt(3), Pt(1), Pt(4)
    borders(paragraph, {"top": ("6", "0")})
