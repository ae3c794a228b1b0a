"""What makes a text an official paper: number, place and day, who it goes to, who signs, how it ends."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from models.block import PaperStyle
from models.paper_record import PaperRecord
from models.papers.report import Content, Heading, Paragraph, Part, Report, Signature, Signer, nfc
from models.papers.words import BLANK, head_signer, heading
from models.rulepack import LegalBasis
from models.season import Season
from models.texts import name_key

_PADDED_MONTHS = 2
_ENDS: dict[PaperStyle, str] = {"state": "./.", "party": "."}


def day_words(day: date | None, year: int) -> str:
    """ "ngày 05 tháng 02 năm 2023": days below 10 and the months 1 and 2 with a zero (NĐ 30/2020, Phụ lục I, II.4);
    without a day places to write it."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {year}"
    month = f"{day.month:02}" if day.month <= _PADDED_MONTHS else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def numbered(made: Report, season: Season, record: PaperRecord, code: str) -> Report:
    """The paper with the number, day and addressees that were noted for it.

    `code` is its kind in the number ("BC"); "" where it has none of its own.
    """
    head = made.heading
    if head.place_date and record.issued:
        place = season.block.place or 3 * BLANK
        day = day_words(record.issued, record.issued.year)
        head = replace(head, place_date=nfc(f"{place}, {day}"))
    if record.number:
        head = replace(head, number=record.number)
    if code and not head.code:
        head = replace(head, code=code)
    if record.to and (head.about or head.to):
        head = replace(head, to=tuple(map(nfc, record.to)))
    return replace(made, heading=head, parts=tuple(_told_once(it, head.to) for it in made.parts))


def _told_once(part: Part, to: Sequence[str]) -> Part:
    """The part with nobody twice among its recipients; whom the paper is addressed to is "Như trên" there."""
    if not any(isinstance(it, Signature) and it.recipients for it in part.contents):
        return part
    return replace(part, contents=tuple(_signed_once(it, to) for it in part.contents))


def _signed_once(content: Content, to: Sequence[str]) -> Content:
    if not isinstance(content, Signature):
        return content
    told, kept = {_bare(it) for it in to}, list[str]()
    for line in content.recipients:
        if _bare(line) not in told:
            told.add(_bare(line))
            kept.append(line)
    return replace(content, recipients=tuple(kept))


def _bare(text: str) -> str:
    """A recipient without the marks of its line, to be held against others; accents tell two places apart."""
    return name_key(text.strip().removeprefix("- ").rstrip(";."))


def letter_heading(season: Season, printed_on: date, about: str, to: Sequence[str]) -> Heading:
    """Top of an official letter: no title, "V/v …" under the number, and its addressees."""
    head = heading(season, printed_on)
    return replace(head, about=nfc(about), to=tuple(map(nfc, to)))


def bases(found: Sequence[LegalBasis], more: Sequence[str] = ()) -> tuple[Paragraph, ...]:
    """ "Căn cứ …;" a line each, the last one with a full stop; nothing for a block without any."""
    named = [it.document for it in found] + list(more)
    if not named:
        return ()
    lines = [f"Căn cứ {it}" for it in named]
    last = len(lines) - 1
    return tuple(
        Paragraph(f"{it}{'.' if place == last else ';'}", "basis") for place, it in enumerate(lines)
    )


def in_force(season: Season) -> tuple[LegalBasis, ...]:
    """The documents of the rules that were in force at some time of the year."""
    first, last = date(season.year, 1, 1), date(season.year, 12, 31)
    return tuple(
        it
        for it in season.pack.legal_bases
        if (it.valid_from or first) <= last and (it.valid_to or last) >= first
    )


def ended(contents: tuple[Paragraph, ...], season: Season) -> tuple[Paragraph, ...]:
    """The text with the mark of its end: "./." of the State, "." of the Party."""
    *before, last = contents
    text = last.text.rstrip().rstrip("./").rstrip()
    return (*before, replace(last, text=f"{text}{_ENDS[season.block.style]}"))


def signed_by_head(season: Season, record: PaperRecord, *, answered: bool = False) -> Signature:
    """The head's signature with the lines of its offices, and who gets the paper.

    `answered`: the paper has addressees, so that "Như trên" is the first of its recipients.
    """
    signing = season.block.signing
    given = record.recipients or signing.recipients
    lines = (["Như trên"] if answered else []) + list(given)
    archive = signing.archive or ("VT" if season.block.style == "state" else "")
    stored = f"Lưu: {archive}" if season.block.style == "state" else f"Lưu {archive}".rstrip()
    ends = [f"- {nfc(it).rstrip(';.')};" for it in lines]
    return Signature((head_of_year(season),), (*ends, f"- {stored}."))


def head_of_year(season: Season) -> Signer:
    """Who signs as the head: the office's own lines where it gave them, else "TRƯỞNG KHỐI" with its unit."""
    signing = season.block.signing
    if not signing.lines:
        return replace(head_signer(season), name=nfc(signing.name))
    return Signer(nfc("\n".join(signing.lines)), name=nfc(signing.name))
