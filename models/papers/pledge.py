"""The pledge of the block (Giao ước thi đua) with its signing grid, and the list of who has not signed it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from models.block import Unit
from models.collecting.registration import pledge, unsigned
from models.papers.office import day_words, head_of_year
from models.papers.prose import ProseField, drafted, written
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Signer,
    Table,
)
from models.papers.words import BLANK, Figures, banners, block_year, heading, plain_name
from models.season import Season

KEY = "giao-uoc"
PLACE = ProseField("noi-ky", "Nơi ký", "nơi tổ chức ký giao ước")
TARGETS = ProseField(
    "noi-dung",
    "I. NỘI DUNG THI ĐUA",
    "Nội dung, chỉ tiêu chung của giao ước, mỗi dòng một nội dung",
)
COMMITMENT = ProseField("cam-ket", "II. CAM KẾT", "Cam kết của các đơn vị, mỗi dòng một điều")
PROSE = (PLACE, TARGETS, COMMITMENT)
_GRID = (
    Column("number", "STT", 12, "center"),
    Column("unit", "Đơn vị", 64),
    Column("who", "Người đại diện, chức vụ", 52),
    Column("signed", "Ký tên", 42, "center"),
)
_UNSIGNED = (
    Column("number", "STT", 12, "center"),
    Column("unit", "Đơn vị", 90),
    Column("why", "Lý do, ghi chú", 68),
)


def pledge_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Giao uoc thi dua {season.year}")


def unsigned_stem(season: Season, _unit: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Don vi chua ky giao uoc {season.year}")


def pledge_paper(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """What the units pledge, and a place for each to sign, the head first; who witnesses it signs below."""
    contents: tuple[Content, ...] = (
        *_opening(season),
        Paragraph(TARGETS.title, "part"),
        *drafted(season.plan.record(KEY), TARGETS, *_sections(season)),
        Paragraph(COMMITMENT.title, "part"),
        *written(season.plan.record(KEY), COMMITMENT),
        Paragraph("III. ĐẠI DIỆN CÁC ĐƠN VỊ KÝ GIAO ƯỚC", "part"),
        *_grid(season),
        *_witness(season),
    )
    return Report(
        file_stem=pledge_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(
            Part("Giao ước", f"GIAO ƯỚC THI ĐUA NĂM {season.year}", season.block.name, contents),
        ),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def unsigned_paper(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Who has not signed the pledge, by name (form 02 of the report asks for them)."""
    contents: tuple[Content, ...] = (
        *_who_is_missing(season),
        Signature((head_of_year(season),)),
    )
    title = "DANH SÁCH ĐƠN VỊ CHƯA KÝ GIAO ƯỚC THI ĐUA"
    return Report(
        file_stem=unsigned_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Chưa ký giao ước", title, block_year(season), contents),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def _opening(season: Season) -> Iterator[Paragraph]:
    record = season.plan.record(KEY)
    day = day_words(record.issued, record.issued.year if record.issued else season.year)
    place = " ".join(record.text(PLACE.key).split()).rstrip(".,") or 3 * BLANK
    count = f"{len(season.units):02}" if season.units else BLANK
    yield Paragraph(
        f"Hôm nay, {day}, tại {place}, đại diện {count} cơ quan, đơn vị thành viên {season.block.name} "
        f"thống nhất ký kết giao ước thi đua năm {season.year} với những nội dung sau:"
    )


def _sections(season: Season) -> list[str]:
    """The contents of the scoring table, which the units are measured by, as the shared contents."""
    return [f"{number}. {it.title}." for number, it in enumerate(season.table.sections(), 1)]


def _grid(season: Season) -> Iterator[Content]:
    if not season.units:
        yield Paragraph("[Danh sách đơn vị ký: nhập danh sách đơn vị của khối]", "blank")
        return
    rows = (
        Row(it.id, (_number(place), Cell(_named(season, it)), Cell(), Cell()), "signing")
        for place, it in enumerate(_head_first(season), 1)
    )
    yield Table(_GRID, tuple(rows))


def _head_first(season: Season) -> list[Unit]:
    return sorted(season.units, key=lambda it: it.id != season.head)


def _named(season: Season, unit: Unit) -> str:
    word = season.block.word
    offices = {season.head: f"Trưởng {word}", season.deputy: f"Phó Trưởng {word}"}
    office = offices.get(unit.id, "")
    return f"{unit.name}\n({office})" if office else unit.name


def _witness(season: Season) -> Iterator[Content]:
    if season.pack.board:
        yield Signature((Signer("ĐẠI DIỆN CHỨNG KIẾN", season.pack.board),))


def _who_is_missing(season: Season) -> Iterator[Content]:
    found, units = unsigned(season), len(season.units)
    if not units:
        yield Paragraph("Khối chưa có đơn vị nào.")
    elif not found:
        yield Paragraph(f"Cả {units} đơn vị thành viên đã ký giao ước thi đua năm {season.year}.")
    else:
        yield Paragraph(
            f"{units - len(found)}/{units} đơn vị thành viên đã ký giao ước thi đua năm {season.year}; "
            f"{len(found)} đơn vị chưa ký:"
        )
        yield Table(
            _UNSIGNED, tuple(_missing(season, place, it) for place, it in enumerate(found, 1))
        )


def _missing(season: Season, place: int, unit: Unit) -> Row:
    known = pledge(season, unit.id)
    return Row(unit.id, (_number(place), Cell(unit.name), Cell(known.note if known else "")))


def _number(place: int) -> Cell:
    return Cell(str(place), Decimal(place))
