"""The dossier page of one unit: everything the book has on it, on one page."""

from collections.abc import Iterator, Sequence
from datetime import date

from models.block import Unit
from models.collecting.evidence import missing
from models.collecting.paper_matrix import Cell as PaperCell
from models.collecting.paper_matrix import matrix
from models.collecting.registration import outcome, pledge
from models.meeting_day.attendance_sheet import THERE
from models.papers.achievements import awards_words, exemplar_words
from models.papers.registration import titles_counted
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Table,
)
from models.papers.words import (
    NOTHING,
    Figures,
    banners,
    block_year,
    figure,
    head_signer,
    heading,
    plain_name,
    rank_text,
    short_notes,
    signer,
    stage_name,
    stage_sum,
)
from models.points import show
from models.season import Season
from models.texts import few

KEY = "trang-ho-so"
TITLE = "TRANG HỒ SƠ ĐƠN VỊ"
_LENGTHS = (260, 180, 140, 110)
"""How much of a text is shown: as much as leaves the page whole."""
_LINE, _MOST_LINES = 60, 27
_NAMED = 3
_COLUMNS = (Column("what", "Nội dung", 50), Column("told", "Đã ghi trong sổ", 120))
_Told = Iterator[tuple[str, str]]


def page_stem(season: Season, unit_id: str) -> str:
    """Name of the unit's file, without its suffix; the number parts units of one plain name."""
    number = [it.id for it in season.units].index(unit_id) + 1
    unit = season.units[number - 1]
    return plain_name(f"Trang ho so {season.year} {number:02} {unit.short_name or unit.name}")


def unit_page(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """What is recorded of one unit, in the order of the year."""
    unit = season.unit(unit_id)
    assert unit is not None, "a paper of a unit is asked for with the id of one"
    told = (
        *_unit(season, unit),
        *_registered(season, unit),
        *_collected(season, unit, printed_on),
        *_points(season, figures, unit),
        *_weighed(season, unit),
        *_honours(season, unit),
    )
    longest = _longest([words for _, words in told])
    rows = tuple(
        Row(str(place), (Cell(what), Cell(_short(words, longest))))
        for place, (what, words) in enumerate(told)
    )
    note = f"Dấu “{NOTHING}”: chưa ghi. Chi tiết xem từng bảng trong sổ."
    contents: tuple[Content, ...] = (
        Table(_COLUMNS, rows),
        Paragraph(note, "note"),
        Signature((signer(season, "NGƯỜI LẬP", ""), head_signer(season))),
    )
    return Report(
        file_stem=page_stem(season, unit_id),
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part("Hồ sơ đơn vị", TITLE, f"{unit.name}\n{block_year(season)}", contents),),
        printed_on=printed_on,
        banners=banners(season),
    )


def _longest(texts: Sequence[str]) -> int:
    """How long a text may be so that all of them stand on one page."""
    for longest in _LENGTHS[:-1]:
        lines = sum(max(1, -(-min(len(it), longest) // _LINE)) for it in texts)
        if lines <= _MOST_LINES:
            return longest
    return _LENGTHS[-1]


def _short(words: str, longest: int) -> str:
    """The beginning of what is too long for one page; "–" where nothing is recorded."""
    if len(words) <= longest:
        return words or NOTHING
    return f"{words[:longest].rpartition(' ')[0].rstrip(',;. ')}…"


def _unit(season: Season, unit: Unit) -> _Told:
    offices = {season.head: "Trưởng", season.deputy: "Phó Trưởng"}
    word = season.block.word.lower()
    office = f"{offices[unit.id]} {word}" if unit.id in offices else ""
    party = "có tổ chức đảng" if unit.has_party else "không có tổ chức đảng"
    union = "có công đoàn" if unit.has_union else "không có công đoàn"
    yield "Đơn vị", "; ".join(it for it in (unit.kind, office, party, union) if it)
    yield "Liên hệ", unit.contact


def _registered(season: Season, unit: Unit) -> _Told:
    signed = pledge(season, unit.id)
    day = signed.signed if signed else None
    yield "Giao ước thi đua", f"ký ngày {day:%d/%m/%Y}" if day else "chưa ký"
    targets = [it for it in season.facts.targets if it.unit == unit.id]
    ends = [outcome(it) for it in targets]
    told = (
        f"{len(targets)} đăng ký; vượt {ends.count('exceeded')}, đạt {ends.count('met')}, chưa đạt "
        f"{ends.count('missed')}, chưa có số liệu {ends.count(None)}"
    )
    yield "Chỉ tiêu", told if targets else ""
    titles = [it for it in season.facts.titles if it.unit == unit.id]
    yield "Danh hiệu, khen thưởng đăng ký", titles_counted(titles) if titles else ""


def _collected(season: Season, unit: Unit, today: date) -> _Told:
    found = matrix(season, today)
    cells = next((row for row in found.cells if row and row[0].unit == unit.id), ())
    yield "Giấy tờ phải nộp", _papers(cells)
    own = [it for it in season.facts.attendance if it.unit == unit.id]
    came = sum(1 for it in own if it.presence in THERE)
    wrong = sum(1 for it in own if it.presence in THERE and it.wrong_composition)
    told = f"dự {came}/{len(own)} cuộc{f', {wrong} lần sai thành phần' if wrong else ''}"
    yield "Dự họp", told if own else ""
    files = sum(1 for it in season.facts.evidence_files if it.unit == unit.id)
    lacking = sum(1 for owner, _ in missing(season) if owner == unit.id)
    said = [f"{files} tệp"] if files else []
    said += [f"{lacking} tiêu chí có điểm chưa có hồ sơ"] if lacking else []
    yield "Hồ sơ kiểm chứng", "; ".join(said)


def _papers(cells: tuple[PaperCell, ...]) -> str:
    """How many came, which were late, which are missing."""
    if not cells:
        return ""
    came = sum(1 for it in cells if it.is_in)
    told = [f"đã nộp {came}/{len(cells)}"]
    for state, words in (("late", "nộp muộn"), ("missing", "chưa nộp"), ("returned", "trả lại")):
        names = [it.paper.title for it in cells if it.state == state]
        told += [f"{words}: {few(names, 'giấy tờ', _NAMED)}"] if names else []
    return "; ".join(told)


def _points(season: Season, figures: Figures, unit: Unit) -> _Told:
    stages = []
    for code, results in figures.stages.items():
        result = results.get(unit.id)
        total = stage_sum(season.pack, result, code) if result else None
        stages += [f"{stage_name(season.pack, code)}: {show(total)}"] if total is not None else []
    yield "Điểm các mục theo vòng chấm", "; ".join(stages)
    standing = next((it for it in figures.standings if it.result.unit.id == unit.id), None)
    if standing is None:
        return
    result = standing.result
    ranked = figure(standing.total).text
    added = f"điểm thưởng {show(result.bonus)}, điểm trừ {show(result.deductions)}"
    yield "Tổng điểm, xếp hạng", f"{ranked} điểm ({added}); hạng {rank_text(standing)}"
    rating = figures.classes.get(unit.id)
    if rating is not None and rating.name:
        yield "Xếp loại", rating.name
    yield "Ghi chú về điểm", short_notes(standing)


def _weighed(season: Season, unit: Unit) -> _Told:
    """What was held against the unit."""
    facts = season.facts
    reminders = [it for it in facts.reminders if it.unit == unit.id]
    named = [it.document for it in reminders if it.document]
    told = few(named, "văn bản", _NAMED)
    yield (
        "Văn bản nhắc nhở, phê bình",
        f"{len(reminders)} văn bản{f': {told}' if told else ''}" if reminders else "",
    )
    dossiers = sum(it.count for it in facts.dossiers if it.unit == unit.id)
    yield "Hồ sơ khen thưởng không đủ điều kiện", f"{dossiers} hồ sơ" if dossiers else ""
    faults = [it for it in facts.discipline if it.unit == unit.id]
    what = few([it.what for it in faults if it.what], "lần", _NAMED)
    yield (
        "Chấp hành quy định của khối",
        f"{len(faults)} lần vi phạm{f': {what}' if what else ''}" if faults else "",
    )
    answers = sum(1 for it in facts.explanations if it.unit == unit.id)
    yield "Giải trình", f"{answers} văn bản" if answers else ""


def _honours(season: Season, unit: Unit) -> _Told:
    given = [it for it in season.facts.commended if it.unit == unit.id]
    yield "Khen thưởng trong năm", awards_words(given)
    models = [it for it in season.facts.exemplars if it.unit == unit.id]
    yield "Điển hình tiên tiến đề nghị", exemplar_words(season, models, units=False)
