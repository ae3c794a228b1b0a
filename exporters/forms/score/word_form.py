"""A unit's form as a table in a Word file: pasted from Excel or typed, in any order.

Nothing hidden comes along. Columns are known by their headings, rows by code or title, the unit and the
year by the words above the table. What is found is laid out as a sheet with the ids of a form, so that
the reader of workbooks (`score_form_lines`) checks every cell of it as any other.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exporters.forms.score import layout
from exporters.forms.score.lines import KIND, Places, Reader, Spot
from exporters.forms.score.values import short_title
from exporters.forms.score.word_rows import NamedRow, RowNamer
from exporters.forms.score.word_table import FormTable, form_tables
from exporters.incoming.word_grid import word_grids
from exporters.incoming.workbook_cells import Sheet
from models.block import Unit
from models.collecting.intake import FormReading
from models.collecting.unit_names import Match, find_in, match
from models.errors import AppError, Problem
from models.legacy_text import repair
from models.points import show_short
from models.season import Season
from models.table_reading.values import maximum
from models.texts import clean, fold, words

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LABEL = re.compile(r"(?:tên )?(?:cơ quan,? )?đơn vị(?! tính)[^:\n]{0,30}:\s*(\S.*)", re.IGNORECASE)
_TO_OTHERS = ("kinh gui", "noi nhan")
_YEAR = re.compile(r"\bnam (\d{4})\b")
_DATE = re.compile(r"\bthang \S+ nam \S+")
_PROPOSED = 3


def read_word(path: str, data: bytes, season: Season, unit: str = "") -> FormReading | None:
    """What the form in a Word file says; None when the file holds no such table. `unit` is the id of the
    unit that the clerk says it is from, "" to go by the words of the document.

    Without a certain unit the reading has no lines, as they could not be checked. Nothing is raised.
    """
    found = _found(data, season)
    if found is None:
        return None
    meant = _meant(found.head, season)
    chosen = season.unit(unit) or meant.match.unit
    name = chosen.name if chosen else meant.said or "đơn vị"
    year = _year(found.head, season)
    if year and year != str(season.year):
        return FormReading(path, problems=(KIND.other_year(year, name, season),))
    if chosen is None:
        return FormReading(path, problems=(_unknown(meant),))
    places = WordPlaces("", found.rows, _keys(found.rows))
    reader = Reader(path, _sheet(places), season, chosen, places)
    if not year:
        what = "Văn bản không ghi năm chấm điểm."
        advice = f"Xem lại có đúng là bảng của năm {season.year} không."
        reader.add(Problem("form-year-unknown", what, advice, severity="warning"))
    if meant.match.unit not in {None, chosen}:
        what = f"Văn bản ghi “{meant.said}”, đơn vị đang chọn là {chosen.name}."
        advice = "Xem lại đơn vị đã chọn."
        reader.add(Problem("form-unit-differs", what, advice, severity="warning"))
    _check_rows(reader, found.rows)
    return reader.reading()


def said_unit(data: bytes, season: Season) -> str:
    """How the Word file calls its unit where that is not certain ("Đơn vị: B. Tổ chức"), to be remembered
    once the clerk has said which one is meant; "" when it does not say."""
    found = _found(data, season)
    meant = _meant(found.head, season) if found else _Meant(Match(), "")
    return "" if meant.match.certain else meant.said


# ---- the table as a sheet


class _Row(NamedTuple):
    table: FormTable
    at: int
    named: NamedRow


class _Found(NamedTuple):
    rows: tuple[_Row, ...]
    head: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordPlaces(Places):
    """Places in the tables of a Word file; the rows and columns of the sheet stand for those of the tables."""

    rows: tuple[_Row, ...]
    keys: tuple[str, ...]

    def cell(self, spot: Spot) -> str:
        """ "bảng 1, dòng 5, cột Tự chấm"."""
        row = self.rows[spot[0] - 1]
        column = self.real(row.table, spot[1])
        return row.table.place(row.at, 0 if column is None else column)

    def column(self, column: int) -> str:
        """ "cột thứ 4" of the first table that has it."""
        found = [self.real(it.table, column) for it in self.rows]
        return f"cột thứ {next((it for it in found if it is not None), 0) + 1}"

    def where(self, spot: Spot | None) -> str:
        """ "Bảng 1, dòng 5, cột Tự chấm"; None is all tables of the form."""
        if spot is None:
            return ", ".join(dict.fromkeys(it.table.grid.name for it in self.rows))
        return _capital(self.cell(spot))

    def cells(self, names: Sequence[str]) -> str:
        """Several cells that stand together."""
        return f"{names[0]} đến {names[-1]}"

    def also(self, spot: Spot) -> str:
        """One more cell in a sentence."""
        return self.cell(spot)

    def real(self, table: FormTable, column: int) -> int | None:
        """The column of the table that a column of the sheet stands for; None when it has none."""
        key = self.keys[column - 1]
        number = self.keys[: column - 1].count(key)
        columns = table.columns.get(key, ())
        return columns[number] if number < len(columns) else None


def _found(data: bytes, season: Season) -> _Found | None:
    """The rows of the form and the lines above it; None when there is no row of our table."""
    try:
        tables = form_tables(word_grids(data))
    except AppError:
        return None
    namer = RowNamer(season.table)
    rows: list[_Row] = []
    for table in tables:
        made = [_Row(table, at, _named(namer, table, at)) for at in range(len(table.grid.rows))]
        if any(it.named.criterion for it in made):
            rows += made
    return _Found(tuple(rows), tuple(_head(data, rows[0].table))) if rows else None


def _named(namer: RowNamer, table: FormTable, at: int) -> NamedRow:
    if table.grid.is_blank(at) or table.is_heading(at):
        return NamedRow(layout.OTHER)
    made = namer.named(table.text(at, layout.CODE), table.text(at, layout.TITLE))
    is_none = not made.row_id and made.problem is None
    return NamedRow(layout.OTHER) if is_none and table.is_closing(at) else made


def _keys(rows: Sequence[_Row]) -> tuple[str, ...]:
    """The columns of the sheet: those of the table that has the most, and what no table has."""
    most = max((it.table.inputs for it in rows), key=len)
    keys = [key for key, _ in most]
    return (*keys, *(key for key in layout.INPUTS if key not in keys))


def _sheet(places: WordPlaces) -> Sheet:
    lines: list[list[str]] = [["", *places.keys]]
    for row in places.rows:
        columns = (places.real(row.table, at) for at in range(1, len(places.keys) + 1))
        texts = (row.table.grid.cell(row.at, it).text for it in columns)
        lines.append([row.named.row_id, *texts])
    return Sheet(places.where(None), lines)


def _check_rows(reader: Reader, rows: Sequence[_Row]) -> None:
    """What speaks against the rows themselves: an unclear name, the maximum of another table."""
    limits = layout.limits(reader.season, reader.unit)
    exempt = layout.not_asked(reader.season, reader.unit)
    for row in rows:
        criterion, problem = row.named.criterion, row.named.problem
        if criterion is not None and criterion.code in exempt:
            continue
        if problem is not None:
            _add(reader, row, layout.TITLE, problem)
        if criterion is None or not row.named.row_id.startswith(layout.CRITERION):
            continue
        said = maximum(row.table.text(row.at, layout.MAXIMUM)).value
        most = limits[criterion.code]
        if said is None or most is None or said in {most, criterion.max_points}:
            continue
        what = f"Điểm tối đa ghi {show_short(said)}, bảng đang dùng là {show_short(most)}."
        advice = "Xin đơn vị chấm theo bảng chấm điểm khối đang dùng rồi gửi lại."
        _add(reader, row, layout.MAXIMUM, Problem("form-maximum-differs", what, advice))


def _add(reader: Reader, row: _Row, key: str, problem: Problem) -> None:
    columns = row.table.columns.get(key, ()) or row.table.columns.get(layout.CODE, (0,))
    cell = row.table.place(row.at, columns[0])
    criterion = row.named.criterion
    more = f", tiêu chí {criterion.code} {short_title(criterion.title)}" if criterion else ""
    if criterion is not None and problem.severity == "error":
        reader.faulty.add(criterion.code)
    where = f"{_capital(cell)}{more}".rstrip()
    reader.problems.append(
        Problem(problem.code, problem.what, problem.advice, where, problem.severity, "", cell)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# ---- whose form it is, and of which year


class _Meant(NamedTuple):
    match: Match
    said: str  # as the document has it, "" when it names no unit


def _head(data: bytes, table: FormTable) -> Iterator[str]:
    """The lines of the document above the form's table, and those in the table above its headings."""
    import docx

    number = int(table.grid.name.rpartition(" ")[2])
    tables = 0
    for element in docx.Document(io.BytesIO(data)).element.body.iter(f"{_W}p", f"{_W}tbl"):
        if element.tag == f"{_W}tbl":
            tables += 1
            if tables == number:
                break
        else:
            yield from _meant_lines("".join(_texts(element)))
    for row in range(max(table.header, 0)):
        for text in dict.fromkeys(cell.text for cell in table.grid.rows[row]):
            yield from _meant_lines(text)


def _texts(paragraph: object) -> Iterator[str]:
    for it in paragraph.iter(f"{_W}t", f"{_W}br", f"{_W}tab"):  # type: ignore[attr-defined]
        yield it.text or "" if it.tag == f"{_W}t" else "\n" if it.tag == f"{_W}br" else " "


def _meant_lines(text: str) -> Iterator[str]:
    for line in clean(text).split("\n"):
        said = " ".join(line.split())
        found = repair(said)
        if said:
            yield found.after if found else said


def _labelled(head: Sequence[str]) -> str:
    """What stands behind "Đơn vị:", "" when nothing is written there."""
    found = (_LABEL.match(it) for it in head)
    return next((it[1].strip(" .…") for it in found if it and words(it[1])), "")


def _meant(head: Sequence[str], season: Season) -> _Meant:
    """The unit that the document names: behind "Đơn vị:", else in a heading."""
    said = _labelled(head)
    if said:
        exact, inside = match(said, season), find_in(said, season)
        return _Meant(inside if inside.certain and not exact.certain else exact, said)
    lines = [it for it in head if not fold(it).startswith(_TO_OTHERS)]
    named = [(it, found) for it in lines if (found := find_in(it, season).unit)]
    units: dict[str, Unit] = {unit.id: unit for _, unit in named}
    if units:
        line = named[0][0] if len(units) == 1 else ""
        return _Meant(Match(tuple(units.values()), len(units) == 1), line)
    alike = (_Meant(match(it, season), it) for it in lines)
    return next((it for it in alike if it.match.units), _Meant(Match(), ""))


def _unknown(meant: _Meant) -> Problem:
    said, likely = short_title(meant.said), [it.name for it in meant.match.units[:_PROPOSED]]
    if said and likely:
        what = f"Văn bản ghi “{said}”, có thể là {' hoặc '.join(likely)}."
    elif said:
        what = f"Văn bản ghi đơn vị “{said}”, không có trong danh sách đơn vị."
    elif likely:
        what = f"Văn bản nhắc đến nhiều đơn vị: {', '.join(likely)}."
    else:
        what = "Văn bản không ghi rõ là của đơn vị nào."
    return Problem("form-unit-unknown", what, "Chọn đơn vị trong danh sách.")


def _year(head: Sequence[str], season: Season) -> str:
    """The year that the document is of, "" when it does not say. A date is none."""
    lines = [_DATE.sub("", fold(it)) for it in head]
    titles = [it for it in lines if "cham diem" in it or "thi dua" in it]
    years = _YEAR.findall("\n".join(titles)) or _YEAR.findall("\n".join(lines))
    if str(season.year) in years:
        return str(season.year)
    return years[0] if years else ""
