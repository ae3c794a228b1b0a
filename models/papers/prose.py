"""The places of a paper that are the clerk's to write: what is asked for, what stands there, what is still blank."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from models.paper_record import PaperRecord, Prose
from models.papers.report import Paragraph, Report, Table
from models.papers.words import BLANK

_LONGEST = 110
_DOTS = re.compile(rf"{re.escape(BLANK)}\.*")


@dataclass(frozen=True, slots=True)
class ProseField:
    """One place: `key` names it for good, `title` is its heading in the paper, `prompt` says what belongs there."""

    key: str
    title: str
    prompt: str = ""


def written(record: PaperRecord, field: ProseField) -> tuple[Paragraph, ...]:
    """What the clerk wrote there, a paragraph a line; a blank that says what is missing while there is nothing."""
    text = record.text(field.key).strip()
    if not text:
        return (Paragraph(f"[{field.prompt or field.title}]", "blank"),)
    return tuple(Paragraph(line.strip()) for line in text.splitlines() if line.strip())


def drafted(record: PaperRecord, field: ProseField, *proposed: str) -> tuple[Paragraph, ...]:
    """What the clerk wrote there; while there is nothing, the words that the form itself proposes, if any."""
    if record.text(field.key).strip() or not proposed:
        return written(record, field)
    return tuple(map(Paragraph, proposed))


def labelled(record: PaperRecord, field: ProseField) -> Paragraph:
    """A place of one line after its title: "2.1. Hình thức tổng kết: họp trực tiếp."."""
    text = " ".join(record.text(field.key).split())
    if not text:
        return Paragraph(f"{field.title}: [{field.prompt}]", "blank")
    return Paragraph(f"{field.title}: {text.rstrip('.')}.")


def blanks(report: Report) -> tuple[str, ...]:
    """What is still to be written in a paper before it can be signed, in its order: places for text, dots in a line,
    the dotted cells of a table by their column. Number and day are written once it is signed: they are none of these.
    """
    head = report.heading
    named = (
        ("Cơ quan cấp trên", head.superior),
        ("Ký hiệu văn bản", head.symbol if head.code or head.about else ""),
        ("Địa danh", head.place_date.partition(",")[0]),
        ("Kính gửi", " ".join(head.to)),
    )
    found = [name for name, text in named if BLANK in text and not report.is_annex]
    for place, part in enumerate(report.parts):
        if place and part.opens:
            continue  # the same paper for somebody else
        found += [_dotted(it) for it in (part.title, part.subject) if BLANK in it]
        for content in part.contents:
            if isinstance(content, Paragraph):
                found += _blank_text(content)
            elif isinstance(content, Table):
                found += _blank_cells(content)
    return tuple(found)


def _blank_text(it: Paragraph) -> list[str]:
    if it.role == "blank":
        return [re.sub(r"[\[\]]", "", _DOTS.sub("…", it.text))]
    return [_dotted(it.text)] if BLANK in it.text and it.role != "note" else []


def _blank_cells(table: Table) -> list[str]:
    """ "Tóm tắt thành tích: 3 ô", in the order of the columns."""
    counts: Counter[int] = Counter()
    for row in table.rows:
        counts.update(at for at, cell in table.placed(row) if BLANK in cell.text)
    return [f"{table.columns[at].title}: {counts[at]} ô" for at in sorted(counts)]


def _dotted(text: str) -> str:
    """The text on one line with a sign for each blank, no longer than tells it from others."""
    line = " ".join(_DOTS.sub("…", text).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rpartition(' ')[0]} […]"


def with_text(record: PaperRecord, field: str, text: str) -> PaperRecord:
    """The record with this text in a place; looked over by being written."""
    others = tuple(it for it in record.prose if it.field != field)
    made = (Prose(field, text),) if text.strip() else ()
    return replace(record, prose=(*others, *made))


def carried(record: PaperRecord) -> PaperRecord:
    """The texts of last year's paper as a draft of this year's: nothing else of it is true any more."""
    drafts = tuple(replace(it, carried=True) for it in record.prose)
    return PaperRecord(
        record.kind, record.unit, to=record.to, recipients=record.recipients, prose=drafts
    )
