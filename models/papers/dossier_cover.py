"""Cover sheet and checklist of the award dossier, a page for each award (HD 1560/SNV-TĐKT, III: online and one
paper set; S0, 3.3: two originals of each achievement report). A tick stands only where something is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from models.duties import RequiredPaper
from models.paper_record import PaperRecord
from models.papers.dossier import EXTRACT_KEY, offers
from models.papers.numbers import number_of
from models.papers.office import signed_by_head
from models.papers.phrases import basis_words
from models.papers.prose import ProseField
from models.papers.report import Cell, Column, Content, Paragraph, Part, Report, Row, Table
from models.papers.words import (
    BLANK,
    NOTHING,
    Figures,
    banners,
    block_year,
    heading,
    plain_name,
    rank_text,
)
from models.points import show
from models.ranks.winners import Winners
from models.season import Season
from models.texts import fold

KEY = "bia-ho-so"
TITLE = "HỒ SƠ ĐỀ NGHỊ KHEN THƯỞNG"
ORIGINALS = 2
TICK = "X"
ONLINE_DAY = ProseField("online_day", "Ngày nộp trực tuyến", "Ngày nộp hồ sơ trực tuyến (tệp PDF)")
ONLINE_CODE = ProseField("online_code", "Mã hồ sơ trực tuyến")
PAPER_DAY = ProseField("paper_day", "Ngày gửi 01 bộ hồ sơ giấy")
COVER_PROSE = (ONLINE_DAY, ONLINE_CODE, PAPER_DAY)
_PAPERS = (
    ("to-trinh", "TTr", "Tờ trình đề nghị khen thưởng"),
    ("bien-ban", "BB", "Biên bản họp bình xét, suy tôn"),
    ("bien-ban-kiem-phieu", "BB", "Biên bản kiểm phiếu"),
    ("bang-tong-hop", "", "Bảng tổng hợp kết quả chấm điểm"),
    (EXTRACT_KEY, "", "Danh sách trích ngang"),
)
_COLUMNS = (
    Column("number", "STT", 12, "center"),
    Column("what", "Thành phần hồ sơ", 74),
    Column("copies", "Số bản", 18, "center"),
    Column("there", "Đã có", 16, "center"),
    Column("told", "Số, ngày; đơn vị nộp", 50),
)
_MERITS = "bao cao thanh tich"


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the dossier: how many copies, whether it is there, what is recorded of it."""

    what: str
    copies: str
    is_there: bool
    told: str = ""


def cover_stem(season: Season, _unit_id: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Bia va muc luc ho so khen thuong {season.year}")


def dossier_cover(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """A page an award: who is proposed, what the dossier holds, how it was handed in."""
    found = offers(season, figures.standings)
    parts = [_part(season, figures, number, it) for number, it in enumerate(found, 1)]
    if not parts:
        blank = Paragraph("[Chưa có hình thức khen thưởng nào được bình xét]", "blank")
        signed = signed_by_head(season, season.plan.record(KEY))
        parts = [Part("Hồ sơ", TITLE, block_year(season), (blank, signed))]
    return Report(
        file_stem=cover_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=tuple(parts),
        printed_on=printed_on,
        banners=banners(season),
    )


def checklist(season: Season, won: Winners) -> tuple[Line, ...]:
    """What the dossier of an award holds, in its order."""
    return (*_signed(season, won), *_merits(season, won), *_kept(season))


def _part(season: Season, figures: Figures, number: int, won: Winners) -> Part:
    lines = checklist(season, won)
    rows = [
        Row(
            str(place),
            (
                Cell(str(place), Decimal(place)),
                Cell(it.what),
                Cell(it.copies),
                Cell(TICK if it.is_there else ""),
                Cell(it.told),
            ),
        )
        for place, it in enumerate(lines, 1)
    ]
    record = season.plan.record(KEY)
    contents: tuple[Content, ...] = (
        Paragraph(f"Hình thức đề nghị: {won.title}.", "line"),
        *_proposed(season, figures, won),
        Table(_COLUMNS, tuple(rows)),
        Paragraph(f"- Dấu {TICK}: đã ghi nhận trong sổ. Ô trống: chưa có hoặc chưa ghi.", "note"),
        Paragraph("Nộp hồ sơ", "heading"),
        *(_handed_in(record, it) for it in COVER_PROSE),
        signed_by_head(season, record),
    )
    # The name of a sheet holds 31 characters at most.
    return Part(f"Hồ sơ {number}", TITLE, block_year(season), contents)


def _proposed(season: Season, figures: Figures, won: Winners) -> Iterator[Paragraph]:
    places = {it.result.unit.id: it for it in figures.standings}
    for key in won.chosen:
        unit, place = season.unit(key), places[key]
        if unit is not None:
            points = NOTHING if place.total is None else show(place.total)
            told = f"hạng {rank_text(place)}, {points} điểm ({basis_words(season, won)})"
            yield Paragraph(f"- {unit.name}: {told}.", "line")
    if not won.chosen:
        yield Paragraph(f"[Đơn vị được đề nghị: {basis_words(season, won)}]", "blank")


def _signed(season: Season, won: Winners) -> Iterator[Line]:
    """The block's own papers; no counting minutes where nobody voted."""
    for key, code, title in _PAPERS:
        if key == "bien-ban-kiem-phieu" and not won.by and not won.is_open:
            continue
        record = season.plan.record(key)
        yield Line(title, "01", record.signed is not None, _number_words(season, record, code))


def _number_words(season: Season, record: PaperRecord, code: str) -> str:
    number = f"Số {number_of(season, record, code)}" if record.number else ""
    day = record.issued or record.signed
    return ", ".join(it for it in (number, f"{day:%d/%m/%Y}" if day else "") if it)


def _merits(season: Season, won: Winners) -> Iterator[Line]:
    """The achievement report of every unit that is proposed, in two originals."""
    paper = _merits_paper(season)
    originals = (paper.originals if paper else 0) or ORIGINALS
    for key in won.chosen:
        unit = season.unit(key)
        if unit is None:
            continue
        came = [
            it
            for it in season.facts.receipts
            if paper and it.unit == key and it.paper == paper.code and it.complete
        ]
        counted = sum(it.originals for it in came)
        told = f"đã nhận {counted}/{originals} bản chính" if came else ""
        title = f"Báo cáo thành tích của {unit.name} (bản chính)"
        yield Line(title, f"{originals:02}", counted >= originals, told)


def _merits_paper(season: Season) -> RequiredPaper | None:
    """The achievement report among the papers that the units hand in, None where the year asks for none."""
    asked = (*season.pack.papers, *season.plan.papers)
    return next((it for it in asked if it.owner == "units" and _MERITS in fold(it.title)), None)


def _kept(season: Season) -> Iterator[Line]:
    told = season.plan.appraisal
    number = f"Số {told.number}" if told.number else ""
    day = f"{told.issued:%d/%m/%Y}" if told.issued else ""
    words = ", ".join(it for it in (number, day) if it)
    yield Line("Văn bản thẩm định kèm theo", "01", told.is_written, words)
    yield Line("Quyết định, giấy xác nhận kèm theo", NOTHING, is_there=False)


def _handed_in(record: PaperRecord, field: ProseField) -> Paragraph:
    """A line of the way the dossier went, with a place to write by hand."""
    text = " ".join(record.text(field.key).split())
    return Paragraph(f"- {field.title}: {text or 3 * BLANK}", "line")
