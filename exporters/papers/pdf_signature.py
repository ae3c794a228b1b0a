"""Signatures of the PDF: who signs, who gets the paper, and the text that goes with them to their page."""

from collections.abc import Sequence

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer, TableStyle
from reportlab.platypus import Paragraph as Text

from exporters.papers.layout import (
    BEFORE_SIGNATURE,
    RECIPIENTS,
    SIGNER_GAP,
    TEXT_WITH_SIGNATURE,
    Letterhead,
    recipients_below,
)
from exporters.papers.pdf_text import one_line, styled
from models.papers.report import Signature, Signer

_ENDLESS = 1e6


def signature(signed: Signature, letterhead: Letterhead, width: float) -> Flowable:
    """The signers side by side: office, unit, room to sign, name; a single one at the right, beside "Nơi nhận"."""
    columns = [_signer(it, letterhead) for it in signed.signers]
    widths = [width / len(columns)] * len(columns)
    if len(columns) == 1:
        left = width * letterhead.recipients_share
        columns.insert(0, _recipients(signed.recipients, letterhead))
        widths = [left, width - left]
    rows: list[list[list[Flowable]]] = [columns]
    if recipients_below(signed):
        given = [Spacer(1, BEFORE_SIGNATURE * mm), *_recipients(signed.recipients, letterhead)]
        rows.append([given, *([] for _ in columns[1:])])
    made = styled(rows, widths)
    gap = SIGNER_GAP * mm
    sides = [("RIGHTPADDING", (0, 0), (-1, -1), gap)]
    if len(signed.signers) > 1:
        sides.append(("LEFTPADDING", (0, 0), (-1, 0), gap))
    made.setStyle(TableStyle(sides))
    return made


def _signer(it: Signer, letterhead: Letterhead) -> list[Flowable]:
    cell = [one_line(text, kind) for text, kind in letterhead.office_lines(it.office)]
    if it.unit:
        cell.append(one_line(it.unit, letterhead.office_unit))
    cell.append(Spacer(1, letterhead.signing_space * mm))
    return [*cell, one_line(it.name, letterhead.name)] if it.name else cell


def _recipients(given: Sequence[str], letterhead: Letterhead) -> list[Flowable]:
    if not given:
        return []
    title = one_line(RECIPIENTS, letterhead.recipients_title, TA_LEFT)
    return [title, *(one_line(it, letterhead.recipients, TA_LEFT) for it in given)]


class Ending(KeepTogether):  # type: ignore[misc]  # reportlab has no types
    """The last paragraphs with the signature: on one page, or a long last paragraph parted so that two of its lines
    go with the signature."""

    def split(self, width: float, height: float) -> list[Flowable]:
        """All of it where it fits; else the beginning of the last long paragraph here, its end on the next page."""
        whole: list[Flowable] = super().split(width, height)
        long = [at for at, it in enumerate(self._content) if _can_part(it, width)]
        if height >= self._H or not long:
            return whole
        at = long[-1]
        before, last, after = self._content[:at], self._content[at], self._content[at + 1 :]
        own = last.wrap(width, _ENDLESS)[1]
        kept = TEXT_WITH_SIGNATURE * last.style.leading
        room = min(height - _height(before, width) - last.getSpaceBefore(), own - kept)
        parts = last.split(width, room) if room >= kept else []
        if len(parts) < 2:
            return whole
        return [*before, parts[0], self.FrameBreak(), Ending([parts[1], *after])]


def _can_part(it: Flowable, width: float) -> bool:
    """Whether two lines of a text can stay here and two go on."""
    if not isinstance(it, Text):
        return False
    it.wrap(width, _ENDLESS)
    return len(it.blPara.lines) >= 2 * TEXT_WITH_SIGNATURE


def ending(story: list[Flowable], signed: Flowable, width: float) -> Ending:
    """The signature with the end of `story`, which is taken out of it: at least two lines, and the heading above."""
    start, lines = len(story), 0
    while start and lines < TEXT_WITH_SIGNATURE and isinstance(story[start - 1], Text):
        start -= 1
        story[start].wrap(width, _ENDLESS)
        lines += len(story[start].blPara.lines)
    while start and story[start - 1].getKeepWithNext():
        start -= 1
    kept = story[start:]
    del story[start:]
    for it in kept:
        it.keepWithNext = 0
    return Ending([*kept, Spacer(1, BEFORE_SIGNATURE * mm), signed])


def _height(found: Sequence[Flowable], width: float) -> float:
    return float(
        sum(it.wrap(width, _ENDLESS)[1] + it.getSpaceBefore() + it.getSpaceAfter() for it in found)
    )
