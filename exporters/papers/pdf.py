"""Report → PDF: embedded type, text that can be selected and searched, heads on every page.

Imported only when a PDF is written (`exporters.FORMATS`), so reportlab may stand at the top here.
"""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from itertools import count
from pathlib import Path

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, NextPageTemplate, PageBreak, Spacer
from reportlab.platypus.doctemplate import LayoutError

from exporters.files import Aside, save
from exporters.papers import texts
from exporters.papers.layout import (
    ALERT,
    BEFORE_SIGNATURE,
    LETTERHEADS,
    Letterhead,
    Type,
    closing,
    first_rows,
    leading,
    one_page,
    printable,
    tighter,
)
from exporters.papers.pdf_head import addressees, letter_head, title
from exporters.papers.pdf_page import Document, page
from exporters.papers.pdf_signature import ending, signature
from exporters.papers.pdf_table import grid, rows_height
from exporters.papers.pdf_text import one_line, paragraph
from models.errors import AppError
from models.papers.report import Content, Paragraph, Report, Signature, Table

_NEARLY_ALL = 0.9
_ENDLESS = 1e6
_BELOW_TABLE = 1.5
_LEAST_PAGES = 100
_LETTERS_ON_A_PAGE = 20
_SPARE = 3.0
"""Millimetres that a page keeps free when its density is chosen."""


def write(report: Report, target: Path, aside: Aside | None = None) -> None:
    """Write `report` as a PDF at `target`.

    Raises AppError when the file cannot be put there, when the type lacks a character of the text, and when a single
    cell, signature or heading is higher than a page.
    """
    report = texts.printable(texts.prepared(report))
    buffer = BytesIO()
    try:
        _build(report, fitting(report), buffer)
    except LayoutError as error:
        raise AppError(
            "Một ô, đầu đề hoặc phần ký của văn bản dài quá một trang nên chưa xuất được PDF. Rút ngắn chữ ở đó,"
            " hoặc xuất sang Word."
        ) from error
    save(target, buffer.getvalue(), aside)


def fitting(report: Report, spare: float = _SPARE) -> Letterhead:
    """The roomiest setting that puts a usual block's table and its signatures on one page.

    The densest where even that needs two. Word asks here too, its letters being as wide; `spare` is
    how many millimetres must stay free.
    """
    roomy = LETTERHEADS[report.style]
    first = report.parts[0]
    if not one_page(first):
        return roomy
    for letterhead in tighter(roomy):
        lower = replace(letterhead, bottom=letterhead.bottom + spare)
        if _pages(replace(report, parts=(first,)), lower) == 1:
            break
    return letterhead


def _pages(report: Report, letterhead: Letterhead) -> int:
    """How many pages the paper takes; 0 where it cannot be set at all."""
    try:
        return _build(report, letterhead, BytesIO())
    except LayoutError:
        return 0


def _build(report: Report, letterhead: Letterhead, buffer: BytesIO) -> int:
    """Set the paper into `buffer`; how many pages it takes."""
    document = Document(
        buffer,
        title=texts.title(report),
        author=texts.short(report.heading.issuer),
        lang="vi-VN",
        invariant=1,
        pageTemplates=[
            page(report, number, letterhead, counter)
            for number, counter in enumerate(_counters(report, letterhead))
        ],
    )
    document.most_pages = _LEAST_PAGES + len(texts.all_words(report)) // _LETTERS_ON_A_PAGE
    story: list[Flowable] = []
    for number, part in enumerate(report.parts):
        if number:
            story.extend((NextPageTemplate(f"part{number}"), PageBreak()))
        across, high = printable(letterhead, report.page, landscape=part.landscape)
        width = across * mm
        annex = not report.is_headed(number)
        if not annex:
            story.append(letter_head(report.heading, letterhead, width))
        story.extend(title(part, letterhead, width, annex=annex))
        if report.banners and report.begins(number):
            banner = Type(12, bold=True)
            story.append(one_line(" · ".join(report.banners), banner, colour=ALERT))
        if not annex:
            story.extend(addressees(report.heading, letterhead, width))
        story.append(Spacer(1, 2 * mm))
        story.extend(_contents(part.contents, letterhead, (width, high * mm)))
    document.build(story)
    return int(document.page)


def _counters(report: Report, letterhead: Letterhead) -> Iterator[Iterator[int]]:
    """What counts the pages of each part: its own, or the one of the part it is an annex of."""
    counter: Iterator[int] = count(1)
    for place in range(len(report.parts)):
        if letterhead.annex_counts or report.begins(place):
            counter = count(1)
        yield counter


def _contents(
    contents: tuple[Content, ...], letterhead: Letterhead, room: tuple[float, float]
) -> list[Flowable]:
    """The flowables of a part; a signature takes with it the end of what stands before it.

    `room` is what the margins leave, in points.
    """
    width, high = room
    story: list[Flowable] = []
    told = 0
    for number, content in enumerate(contents):
        if number < told:
            continue
        if isinstance(content, Paragraph):
            story.append(paragraph(content, letterhead))
        elif isinstance(content, Table):
            tail = closing(contents, number)
            told = number + 1 + len(tail)
            made = grid(content, letterhead, room, _tail(tail, letterhead, width))
            lead = _taken_lead(story, contents, number)
            if lead:
                needed = _height(lead, width) + rows_height(made[0], first_rows(content), width)
                story.append(CondPageBreak(min(needed, high * _NEARLY_ALL)))
            story.extend(lead)
            for it in made:
                story.extend((it, Spacer(1, 3 * mm)))
        else:
            story.append(ending(story, signature(content, letterhead, width), width))
    if story and isinstance(story[-1], Spacer):
        story.pop()  # below a table that ends its page it would begin an empty one
    return story


def _taken_lead(story: list[Flowable], contents: tuple[Content, ...], place: int) -> list[Flowable]:
    """The paragraphs that lead up to the table at `place`, taken out of the story."""
    first = next(
        it for it in range(place + 1) if it == place or len(leading(contents, it)) == place + 1 - it
    )
    lead = story[len(story) - (place - first) :]
    del story[len(story) - len(lead) :]
    for it in lead:
        it.keepWithNext = 0  # kept by the room asked for, so that a long table may begin here
    return lead


def _height(found: list[Flowable], width: float) -> float:
    """How much of a page these take one below the other."""
    heights = (
        it.wrap(width, _ENDLESS)[1] + it.getSpaceBefore() + it.getSpaceAfter() for it in found
    )
    return float(sum(heights))


def _tail(tail: tuple[Content, ...], letterhead: Letterhead, width: float) -> list[Flowable]:
    """What stands below a table on the page of its last rows."""
    notes = bool(tail) and isinstance(tail[0], Paragraph)
    story: list[Flowable] = [Spacer(1, _BELOW_TABLE * mm)] if notes else []
    for content in tail:
        if isinstance(content, Paragraph):
            story.append(paragraph(content, letterhead))
        elif isinstance(content, Signature):
            story.append(Spacer(1, BEFORE_SIGNATURE * mm))
            story.append(signature(content, letterhead, width))
    return story
