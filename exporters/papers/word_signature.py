"""Signatures in Word: who signs and who gets the paper, in a table whose rows cannot be parted."""

from collections.abc import Sequence

from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from exporters.papers.layout import (
    BEFORE_SIGNATURE,
    RECIPIENTS,
    SIGNER_GAP,
    Letterhead,
    recipients_below,
)
from exporters.papers.word_table import plain_table
from exporters.papers.word_text import line
from models.papers.report import Signature, Signer

_POINTS_IN_MM = 72 / 25.4


def signature(
    document: WordDocument, signed: Signature, letterhead: Letterhead, width: float
) -> None:
    """The signers side by side in one row; a single one at the right, beside "Nơi nhận"."""
    widths = (width / len(signed.signers),) * len(signed.signers)
    if len(widths) == 1:
        left = width * letterhead.recipients_share
        widths = (left, width - left)
    below = recipients_below(signed)
    gap = SIGNER_GAP if len(signed.signers) > 1 else 0
    made = plain_table(document, widths, rows=1 + below, padding=gap)
    for cell, it in zip(made.rows[0].cells[-len(signed.signers) :], signed.signers, strict=True):
        _signer(cell, it, letterhead)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = below or None
    if signed.recipients:
        _recipients(made.rows[-1].cells[0], signed.recipients, letterhead, gap)


def _signer(cell: _Cell, it: Signer, letterhead: Letterhead) -> None:
    """Office, unit, room to sign, name."""
    for number, (text, kind) in enumerate(letterhead.office_lines(it.office)):
        made = line(_next(cell, number), text, kind)
        if not number:
            made.paragraph_format.space_before = Pt(BEFORE_SIGNATURE * _POINTS_IN_MM)
    if it.unit:
        line(cell.add_paragraph(), it.unit, letterhead.office_unit)
    name = line(cell.add_paragraph(), it.name, letterhead.name)
    spare = 0 if it.name else letterhead.name.size
    name.paragraph_format.space_before = Pt(letterhead.signing_space * _POINTS_IN_MM - spare)


def _recipients(cell: _Cell, given: Sequence[str], letterhead: Letterhead, gap: float) -> None:
    """ "Nơi nhận:" level with the office, and those who get the paper; at the left margin, `gap` millimetres left of
    where the cell's text begins."""
    title = line(
        cell.paragraphs[0], RECIPIENTS, letterhead.recipients_title, WD_ALIGN_PARAGRAPH.LEFT
    )
    title.paragraph_format.space_before = Pt(BEFORE_SIGNATURE * _POINTS_IN_MM)
    for it in given:
        line(cell.add_paragraph(), it, letterhead.recipients, WD_ALIGN_PARAGRAPH.LEFT)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.left_indent = Mm(-gap)


def _next(cell: _Cell, number: int) -> WordParagraph:
    """A cell has its first paragraph already."""
    found: WordParagraph = cell.add_paragraph() if number else cell.paragraphs[0]
    return found
