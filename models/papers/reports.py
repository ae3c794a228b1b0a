"""The half-year and year-end reports: of a unit (form 01) and of the block (form 02), HD 1560/SNV-TĐKT.

What the program knows is filled in; what it does not know stays a blank that says what the form asks for.
"""

from dataclasses import dataclass, replace
from datetime import date

from models.block import Unit
from models.paper_record import PaperRecord
from models.papers.comparison import Period
from models.papers.form_01 import FORM_01
from models.papers.form_02 import FORM_02
from models.papers.office import ended, signed_by_head
from models.papers.prose import written
from models.papers.report import (
    Content,
    Heading,
    Paragraph,
    Part,
    Report,
    Signature,
    Signer,
    nfc,
)
from models.papers.report_forms import Item, Place
from models.papers.report_known import Known, block_annex, block_known, unit_known
from models.papers.words import BLANK, Figures, banners, heading, plain_name
from models.season import Season

REPORT = "BÁO CÁO"
_KEYS: dict[Period, str] = {"half": "so-ket", "year": "tong-ket"}
_VERBS: dict[Period, str] = {"half": "Sơ kết", "year": "Tổng kết"}


@dataclass(frozen=True, slots=True)
class Spell:
    """The time a report tells of, and the one it looks forward to."""

    period: Period
    this: str
    next: str


def spell(season: Season, period: Period) -> Spell:
    """The half-year or the whole year of a season."""
    if period == "half":
        return Spell(period, f"6 tháng đầu năm {season.year}", f"6 tháng cuối năm {season.year}")
    return Spell(period, f"năm {season.year}", f"năm {season.year + 1}")


def unit_report_key(period: Period) -> str:
    """The key of form 01 among the papers."""
    return f"bao-cao-{_KEYS[period]}-don-vi"


def block_report_key(period: Period) -> str:
    """The key of form 02 among the papers."""
    return f"bao-cao-{_KEYS[period]}-khoi"


def unit_report_stem(season: Season, unit_id: str, *, period: Period) -> str:
    """Name of the unit's file, without its suffix; the number parts units of one plain name."""
    number = [it.id for it in season.units].index(unit_id) + 1
    unit = season.units[number - 1]
    what = f"Bao cao {_VERBS[period]} {season.year} {number:02} {unit.short_name or unit.name}"
    return plain_name(what)


def block_report_stem(season: Season, _unit_id: str, *, period: Period) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Bao cao {_VERBS[period]} {season.block.word} {season.year}")


def unit_report(
    season: Season, figures: Figures, unit_id: str, printed_on: date, *, period: Period
) -> Report:
    """Form 01 of one unit, for it to finish and sign."""
    unit = _unit(season, unit_id)
    record = season.plan.record(unit_report_key(period), unit_id)
    time = spell(season, period)
    known = unit_known(season, figures, unit, period)
    subject = (
        f"{_VERBS[period]} phong trào thi đua, công tác khen thưởng {time.this}\n"
        f"Phương hướng nhiệm vụ {time.next}"
    )
    contents = (*_filled(season, record, FORM_01, time, known), signed_by_unit(season))
    head = unit_heading(season, unit, printed_on, "BC")
    return Report(
        file_stem=unit_report_stem(season, unit_id, period=period),
        style=season.block.style,
        heading=replace(head, to=record.to or (6 * BLANK,)),
        parts=(Part("Báo cáo", REPORT, subject, contents),),
        printed_on=printed_on,
        banners=banners(season, of_results=period == "year"),
    )


def block_report(
    season: Season, figures: Figures, unit_id: str, printed_on: date, *, period: Period
) -> Report:
    """Form 02, with every unit's targets in an annex."""
    record = season.plan.record(block_report_key(period))
    time = spell(season, period)
    head = replace(heading(season, printed_on), code="BC")
    contents = (
        *_filled(season, record, FORM_02, time, block_known(season, figures, period)),
        signed_by_head(season, with_recipients(season, record), answered=True),
    )
    subject = (
        f"{_VERBS[period]} hoạt động {season.block.name} {time.this},\n"
        f"phương hướng nhiệm vụ {time.next}"
    )
    main = Part("Báo cáo", REPORT, subject, contents)
    annex = block_annex(season, period)
    return Report(
        file_stem=block_report_stem(season, unit_id, period=period),
        style=season.block.style,
        heading=replace(head, to=addressees(season, record)),
        parts=(main, annex) if annex else (main,),
        printed_on=printed_on,
        banners=banners(season, of_results=period == "year"),
    )


def addressees(season: Season, record: PaperRecord) -> tuple[str, ...]:
    """Whom a paper of the block is for: as was noted, else the body that receives it, else a place to write."""
    board = (season.pack.board,) if season.pack.board else (6 * BLANK,)
    return record.to or board


def with_recipients(season: Season, record: PaperRecord) -> PaperRecord:
    """The record with the recipients that form 02 names where neither the paper nor the block has its own."""
    if record.recipients or season.block.signing.recipients:
        return record
    told = (season.pack.board, "Các đơn vị thành viên")
    return replace(record, recipients=tuple(it for it in told if it))


def unit_heading(season: Season, unit: Unit, printed_on: date, code: str = "") -> Heading:
    """Top of a paper that a unit issues itself; its superior and its own symbol are its to write."""
    head = heading(season, printed_on)
    return replace(head, superior=3 * BLANK, issuer=nfc(unit.name).upper(), symbol=BLANK, code=code)


UNIT_HEAD = Signer("THỦ TRƯỞNG", "(ký, đóng dấu)")
"""Who signs a paper of a unit (form 01)."""


def signed_by_unit(season: Season) -> Signature:
    """The signature of form 01 with its recipients."""
    board = (f"- {nfc(season.pack.board)};",) if season.pack.board else ()
    stored = "- Lưu: VT." if season.block.style == "state" else "- Lưu."
    head = f"- Trưởng {season.block.word.lower()} thi đua;"
    return Signature((UNIT_HEAD,), ("- Như trên;", *board, head, stored))


# ---- inside


def _unit(season: Season, unit_id: str) -> Unit:
    unit = season.unit(unit_id)
    assert unit is not None, "a paper of a unit is asked for with the id of one"
    return unit


def _filled(
    season: Season, record: PaperRecord, form: tuple[Place, ...], time: Spell, known: Known
) -> tuple[Content, ...]:
    """The form with what is known and what the clerk wrote; its last line carries the mark of the end."""
    contents: list[Content] = []
    for place in form:
        words = [it.format(this=time.this.upper(), next=time.next.upper()) for it in place.lines]
        contents += [Paragraph(it, place.role) for it in words]
        for item in place.items:
            contents += _item(record, item, known)
    last = contents[-1]
    if isinstance(last, Paragraph) and last.role == "body":
        contents[-1:] = ended((last,), season)
    return tuple(contents)


def _item(record: PaperRecord, item: Item, known: Known) -> tuple[Content, ...]:
    """One place: the form's own line, what is known, then the clerk's words or the blank for them."""
    lead = (Paragraph(item.lead),) if item.lead else ()
    found = known.get(item.known, ())
    is_written = bool(record.text(item.field.key).strip())
    if found and item.enough and not is_written:
        return (*lead, *found)
    return (*lead, *found, *written(record, item.field))
