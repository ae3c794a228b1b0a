"""The places of a paper that are the clerk's to write: what is asked for, what stands there, what is still blank."""

import re
from dataclasses import dataclass, replace

from models.paper_record import PaperRecord, Prose
from models.papers.report import Paragraph, Report


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
    """What is still to be written in a paper before it can be signed, in its order."""
    found = (it for part in report.parts for it in part.contents if isinstance(it, Paragraph))
    return tuple(re.sub(r"[\[\]]", "", it.text) for it in found if it.role == "blank")


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
