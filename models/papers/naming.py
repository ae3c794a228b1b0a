"""Which papers name a certain day in their text: asked before the meeting is moved away from it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from models.errors import AppError
from models.papers.kinds import PAPERS, Paper, need
from models.papers.report import Paragraph, Report, Table
from models.papers.words import Figures, calculate
from models.season import Season

_SHOWN = 3


def naming(season: Season, day: date, figures: Figures | None = None) -> tuple[str, ...]:
    """The names (keys of `PAPERS`) of the papers that name `day`, in their order; the units' ones once.

    Every paper is drawn as it would be made now; one that cannot be made names nothing. `figures` are those
    of the season where the caller has them.
    """
    known = figures or calculate(season)
    wanted = _forms(day)
    return tuple(
        name
        for name, paper in PAPERS.items()
        if paper.offered(season)
        and any(_names(it, wanted) for it in _drawn(paper, season, known, day))
    )


def _drawn(paper: Paper, season: Season, figures: Figures, day: date) -> Iterator[Report]:
    """The paper, of each unit where it is made for units; printed on another day than the one looked for."""
    for unit in _units(paper, season, day):
        try:
            need(season, [paper])
            yield paper.make(season, figures, unit, day + timedelta(days=1))
        except AppError:  # what it rests on is not there yet
            continue


def _forms(day: date) -> re.Pattern[str]:
    """19/12/2023, 19.12.2023, 19/12 without a year, "ngày 19 tháng 12 năm 2023", in figures with or without 0."""
    number, month = f"0?{day.day}", f"0?{day.month}"
    whole = rf"{number}\s?([/.-])\s?{month}\s?\1\s?{day.year}(?!\d)"
    short = rf"{number}/{month}(?!\d|[/.-]\w)"
    words = rf"{number} tháng {month}(?!\d)(?! năm (?!{day.year}))"
    return re.compile(rf"(?<![\d/.-])(?:{whole}|{short}|{words})", re.IGNORECASE)


def _names(report: Report, wanted: re.Pattern[str]) -> bool:
    return any(wanted.search(text) for text in _texts(report))


def _units(paper: Paper, season: Season, day: date) -> list[str]:
    """The first units that get one: what a paper says of the block's days it says to each of them."""
    if not paper.per_unit:
        return [""]
    return [it.id for it in paper.units(season, season.units, day)[:_SHOWN]]


def _texts(report: Report) -> Iterator[str]:
    """Every text that stands on the paper."""
    top = report.heading
    yield from (top.superior, top.issuer, top.symbol, top.number, top.place_date, report.mark)
    yield from (top.about, *top.to)
    yield from report.banners
    for part in report.parts:
        yield from (part.title, part.subject)
        for it in part.contents:
            if isinstance(it, Paragraph):
                yield it.text
            elif isinstance(it, Table):
                yield from (column.title for column in it.columns)
                yield from (cell.text for row in it.rows for cell in row.cells)
