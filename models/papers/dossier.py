"""The award dossier: extract list, cover sheet with its checklist for each award, list of models and awards.

Who is proposed for what comes from `models.ranks.winners` alone.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from models.block import Unit
from models.collected import Exemplar, Whom
from models.meeting_day.after_meeting import is_recorded
from models.papers.achievements import awards_words
from models.papers.chosen import elected_votes
from models.papers.office import signed_by_head
from models.papers.report import Cell, Column, Content, Paragraph, Part, Report, Row, Table
from models.papers.unit_summary import ACHIEVEMENTS
from models.papers.unit_summary import KEY as SUMMARY
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
from models.ranks.ranking import Standing
from models.ranks.winners import Winners, awards, of_award, votes_for
from models.season import Season

EXTRACT_KEY, MODELS_KEY = "trich-ngang", "dien-hinh"
EXTRACT, MODELS = "DANH SÁCH TRÍCH NGANG", "DANH SÁCH ĐIỂN HÌNH TIÊN TIẾN"
_GROUPS: dict[Whom, str] = {"collective": "I. TẬP THỂ", "individual": "II. CÁ NHÂN"}
_EXTRACT = (
    Column("number", "STT", 10, "center"),
    Column("name", "Tên tập thể, cá nhân", 42),
    Column("unit", "Chức vụ, đơn vị", 34),
    Column("award", "Hình thức đề nghị", 34),
    Column("place", "Xếp hạng, điểm", 22, "center"),
    Column("votes", "Tỷ lệ phiếu", 22, "center"),
    Column("before", "Khen thưởng đã có (năm, số quyết định)", 40),
    Column("deeds", "Tóm tắt thành tích", 48),
    Column("note", "Ghi chú", 18),
)
_MODELS = (
    Column("number", "STT", 12, "center"),
    Column("name", "Tên tập thể, cá nhân", 50),
    Column("unit", "Chức vụ, đơn vị", 46),
    Column("deeds", "Tóm tắt thành tích", 70),
    Column("award", "Hình thức khen thưởng", 40),
    Column("document", "Quyết định", 38),
)


def extract_stem(season: Season, _unit_id: str) -> str:
    """Name of the extract list's file, without its suffix."""
    return plain_name(f"Danh sach trich ngang de nghi khen thuong {season.year}")


def models_stem(season: Season, _unit_id: str) -> str:
    """Name of the file of the list of models, without its suffix."""
    return plain_name(f"Danh sach dien hinh tien tien {season.year}")


def offers(season: Season, standings: Sequence[Standing]) -> tuple[Winners, ...]:
    """Every award with who is proposed for it as things stand."""
    return tuple(of_award(season, standings, it) for it in awards(season))


def extract_list(season: Season, figures: Figures, unit_id: str, printed_on: date) -> Report:
    """Whom the block proposes: units by the ranking and the votes, then the models they name."""
    rows = list(_extract_rows(season, figures.standings))
    contents: tuple[Content, ...] = (Paragraph("[Chưa có đơn vị, cá nhân được đề nghị]", "blank"),)
    if rows:
        note = f"Dấu “{NOTHING}”: không có hoặc không áp dụng. Dấu “{BLANK}”: phần còn phải ghi."
        contents = (Table(_EXTRACT, tuple(rows)), Paragraph(note, "note"))
    told = (*contents, *_open(season, figures.standings))
    return _listed(
        season, extract_stem(season, unit_id), ("Trích ngang", EXTRACT), told, printed_on
    )


def model_list(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The exemplary models of the year with their awards, and the units that named none."""
    rows: list[Row] = []
    for whom, title in _GROUPS.items():
        found = _models(season, whom)
        if found:
            rows.append(Row(whom, (Cell(title, span=len(_MODELS)),), "group"))
        rows += [_model_row(season, number, it) for number, it in enumerate(found, 1)]
    contents: tuple[Content, ...] = (Paragraph("[Chưa ghi điển hình tiên tiến nào]", "blank"),)
    if rows:
        contents = (Table(_MODELS, tuple(rows)),)
    named = {it.unit for it in season.facts.exemplars}
    silent = [it.name for it in season.units if it.id not in named]
    if rows and silent:
        text = f"Đơn vị chưa đề nghị điển hình ({len(silent)}): {'; '.join(silent)}."
        contents = (*contents, Paragraph(text, "note"))
    head = ("Điển hình tiên tiến", MODELS)
    return _listed(season, models_stem(season, unit_id), head, contents, printed_on)


def _listed(
    season: Season,
    stem: str,
    head: tuple[str, str],
    contents: tuple[Content, ...],
    printed_on: date,
) -> Report:
    sheet, title = head
    key = EXTRACT_KEY if title == EXTRACT else MODELS_KEY
    signed = signed_by_head(season, season.plan.record(key))
    subject = block_year(season)
    if title == EXTRACT:
        subject = f"Đề nghị khen thưởng năm {season.year}\n{season.block.name}"
    return Report(
        file_stem=stem,
        style=season.block.style,
        heading=heading(season, printed_on),
        parts=(Part(sheet, title, subject, (*contents, signed), landscape=True),),
        printed_on=printed_on,
        banners=banners(season, of_results=title == EXTRACT),
    )


# ---- the extract list


def _extract_rows(season: Season, standings: Sequence[Standing]) -> Iterator[Row]:
    width = len(_EXTRACT)
    by_unit = {it.result.unit.id: it for it in standings}
    number = 0
    collectives, people = (_undecided(season, it) for it in _GROUPS)
    won = [(it, key) for it in offers(season, standings) for key in it.chosen]
    if won or collectives:
        yield Row("collective", (Cell(_GROUPS["collective"], span=width),), "group")
    for it, key in won:
        unit = season.unit(key)
        if unit is not None:
            number += 1
            votes = vote_words(season, standings, it, key)
            yield _winner_row(season, number, it, by_unit[key], votes)
    for place, model in enumerate(collectives, number + 1):
        yield _proposed_row(season, place, model)
    if people:
        yield Row("individual", (Cell(_GROUPS["individual"], span=width),), "group")
    for number, model in enumerate(people, 1):
        yield _proposed_row(season, number, model)


def _winner_row(season: Season, number: int, won: Winners, place: Standing, votes: str) -> Row:
    unit, total = place.result.unit, place.total
    points = NOTHING if total is None else show(total)
    cells = (
        _number(number),
        Cell(unit.name),
        Cell(NOTHING),
        Cell(won.title),
        Cell(f"Hạng {rank_text(place)}\n{points} điểm"),
        Cell(votes),
        Cell(_before(season, unit)),
        Cell(season.plan.record(SUMMARY, unit.id).text(ACHIEVEMENTS.key).strip() or BLANK),
        Cell(_by_points(season) if unit.id in won.by_rank else ""),
    )
    return Row(f"{won.title}:{unit.id}", cells)


def _by_points(season: Season) -> str:
    return "Theo điểm, không bỏ phiếu" if is_recorded(season) else "Theo điểm"


def _proposed_row(season: Season, number: int, it: Exemplar) -> Row:
    unit = season.unit(it.unit)
    who = ", ".join(word for word in (it.position, unit.name if unit else "") if word)
    cells = (
        _number(number),
        Cell(it.name),
        Cell(who or NOTHING),
        Cell(it.award or BLANK),
        Cell(NOTHING),
        Cell(NOTHING),
        Cell(NOTHING),
        Cell(it.deeds or BLANK),
        Cell(it.note),
    )
    return Row(f"model:{it.unit}:{it.whom}:{number}", cells)


def _before(season: Season, unit: Unit) -> str:
    """The awards on record that have a decision, each with its number and year."""
    told = []
    for it in season.facts.commended:
        if it.unit == unit.id and it.granted and it.document:
            when = f", {it.decided:%d/%m/%Y}" if it.decided else ""
            told.append(f"{awards_words((it,))}, {it.document}{when}")
    return "\n".join(told) or BLANK


def vote_words(season: Season, standings: Sequence[Standing], won: Winners, unit_id: str) -> str:
    """The votes by which a unit was chosen, "–" where none decided; a blank while nobody knows."""
    told = elected_votes(standings, votes_for(season, won.title), unit_id)
    return told or (NOTHING if won.by or is_recorded(season) else BLANK)


def _open(season: Season, standings: Sequence[Standing]) -> Iterator[Paragraph]:
    """The awards about which something is still to be decided, as a blank of the draft."""
    for it in offers(season, standings):
        names = "; ".join(unit.name for key in it.tied if (unit := season.unit(key)))
        if it.is_open:
            yield Paragraph(f"[{it.title}: {it.basis}]", "blank")
        elif names:
            yield Paragraph(f"[{it.title}: còn {it.left} suất, chưa phân định: {names}]", "blank")


# ---- models


def _undecided(season: Season, whom: Whom) -> list[Exemplar]:
    """The models on whom no decision is recorded: whoever has an award already is not proposed for it."""
    return [it for it in _models(season, whom) if not it.document]


def _models(season: Season, whom: Whom) -> list[Exemplar]:
    """The models of one kind in the block's order of units."""
    order = {it.id: place for place, it in enumerate(season.units)}
    found = [it for it in season.facts.exemplars if it.whom == whom]
    return sorted(found, key=lambda it: order.get(it.unit, len(order)))


def _model_row(season: Season, number: int, it: Exemplar) -> Row:
    unit = season.unit(it.unit)
    who = ", ".join(word for word in (it.position, unit.name if unit else "") if word)
    when = f"{it.decided:%d/%m/%Y}" if it.decided else ""
    cells = (
        _number(number),
        Cell(it.name),
        Cell(who or NOTHING),
        Cell(it.deeds or BLANK),
        Cell(it.award or BLANK),
        Cell(", ".join(word for word in (it.document, when) if word) or BLANK),
    )
    return Row(f"{it.whom}:{number}", cells)


def _number(value: int) -> Cell:
    return Cell(str(value), Decimal(value))
