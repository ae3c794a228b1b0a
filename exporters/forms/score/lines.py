"""The rows of a returned form, found by their ids and held against the table of the season."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from exporters.forms.opening import FormKind
from exporters.forms.score import layout
from exporters.forms.score.fields import FormField, form_fields
from exporters.forms.score.formula import complete
from exporters.forms.score.inputs import read_input
from exporters.forms.score.values import Checker, as_text, bad_formula, short_title
from exporters.forms.score.words import headers
from exporters.incoming.workbook_cells import Sheet
from models.block import Unit
from models.collecting.intake import FormLine, FormReading
from models.errors import Problem
from models.legacy_text import repair
from models.points import ZERO
from models.scores import criteria
from models.scores.criterion_inputs import as_inputs, numbers
from models.season import Input, Season
from models.table import TableRow
from models.table_reading.grid import column_name

FRESH = "Xuất biểu mẫu mới cho đơn vị, nhờ đơn vị chép điểm sang."
KIND = FormKind(
    "form",
    "Biểu mẫu",
    "biểu mẫu chấm điểm",
    "bảng chấm điểm",
    layout.SHEET,
    layout.Identity,
    FRESH,
)
_LISTED = 6
_SHOWN = 80
_ROWS = (
    *(layout.CRITERION, layout.CRITERION_FREE),
    *(layout.COMPUTED, layout.COMPUTED_FREE, layout.FIELD),
)
"""Ids of rows in which the unit writes."""


Spot = tuple[int, int]
"""Row and column of a cell of the sheet that is read, counted from 0."""


@dataclass(frozen=True, slots=True)
class Places:
    """What the places of a sheet are called; a table in a Word file has other words for them."""

    sheet: str

    def cell(self, spot: Spot) -> str:
        """The name of a cell, "F12"."""
        return layout.address(*spot)

    def column(self, column: int) -> str:
        """The name of a column, "F"."""
        return column_name(column)

    def where(self, spot: Spot | None) -> str:
        """The place in words: "Trang “Bảng chấm điểm”, ô F12"; None is the whole sheet."""
        return f"Trang “{self.sheet}”" + (f", ô {self.cell(spot)}" if spot else "")

    def cells(self, names: Sequence[str]) -> str:
        """Several cells that stand together: "các ô F12–F15"."""
        return f"các ô {names[0]}–{names[-1]}"

    def also(self, spot: Spot) -> str:
        """One more cell in a sentence: "ô F12"."""
        return f"ô {self.cell(spot)}"


@dataclass
class Reader:
    """One sheet of the right form, held against the table of the season."""

    path: str
    sheet: Sheet
    season: Season
    unit: Unit
    places: Places
    problems: list[Problem] = field(default_factory=list)
    faulty: set[str] = field(default_factory=set)  # criteria with a wrong cell: wrong is not empty

    def reading(self) -> FormReading:
        """All lines in the order of the table, and everything that is wrong with them."""
        self.column = {as_text(key): at for at, key in enumerate(self.sheet.rows[0]) if at and key}
        keys = [as_text(key) for key in self.sheet.rows[0]]
        twice = next((key for key in layout.INPUTS if keys.count(key) > 1), None)
        if twice is not None:
            self._column_twice(keys, twice)
            return FormReading(self.path, self.unit.id, problems=tuple(self.problems))
        if not {*layout.INPUTS} <= self.column.keys():
            what = "Biểu mẫu thiếu cột ghi điểm, hồ sơ hoặc ghi chú."
            self.add(Problem("form-column-missing", what, FRESH))
            return FormReading(self.path, self.unit.id, problems=tuple(self.problems))
        exempt = layout.not_asked(self.season, self.unit)
        self.criteria = [it for it in self.season.table.criteria() if it.code not in exempt]
        self.fields = {it.code: form_fields(it) for it in self.criteria}
        self.free = layout.free_codes(self.season)
        self.checker = Checker(self.season.pack.step, self.season.pack.criterion_floor)
        lines = self._lines(self._rows_by_id(frozenset(exempt)))
        self._blank(lines)
        self._without_evidence(lines)
        return FormReading(self.path, self.unit.id, lines, tuple(self.problems))

    def _column_twice(self, keys: Sequence[str], key: str) -> None:
        """A copied column: only the unit knows which of the two it means."""
        letters = [self.places.column(at) for at, it in enumerate(keys) if it == key]
        name = headers(())[key]
        what = f"Cột “{name}” có {len(letters)} lần: {', '.join(letters)}."
        self.add(Problem("form-column-twice", what, "Xin đơn vị xóa cột chép thừa rồi gửi lại."))

    def _rows_by_id(self, exempt: frozenset[str]) -> dict[str, int]:
        """Criterion code, or id of an input row → its row; rows that are none of ours are reported if
        they say anything."""
        known = {row.code: row for row in self.criteria}
        inputs = {it.row_id: row for row in self.criteria for it in self.fields[row.code]}
        found: dict[str, int] = {}
        foreign = []
        for at, cells in enumerate(self.sheet.rows[1:], start=1):
            row_id = as_text(cells[0])
            name = row_id if row_id.startswith(layout.FIELD) else row_id[3:]
            if row_id and not row_id.startswith(_ROWS):
                continue
            row = inputs.get(row_id) or (None if name == row_id else known.get(name))
            if row is None:
                if _code_of(name) not in exempt:
                    foreign.append(at)
            elif name in found:
                self._twice(row, row_id, found[name], at)
            else:
                found[name] = at
        last = max(found.values(), default=0)
        for at in foreign:
            self._foreign(at, inside=at < last)
        return found

    def _lines(self, rows: dict[str, int]) -> tuple[FormLine, ...]:
        limits = layout.limits(self.season, self.unit)
        column, *others = (self.column[key] for key in layout.INPUTS)
        lines = []
        for row in self.criteria:
            at = rows.get(row.code)
            if at is None:
                continue
            cell = self.places.cell((at, column))
            spots = [(at, other) for other in others]
            points: Decimal | None = None
            inputs: tuple[Input, ...] = ()
            cells: tuple[str, ...] = ()
            if not self.fields[row.code]:
                spots.insert(0, (at, column))
                points = self._points(row, spots[0], limits[row.code])
            else:
                # The score cell is our own formula; what counts are the rows below it.
                inputs, cells = self._inputs(row, rows)
            self._bad_formulas(row, spots)
            evidence, note = (self._words((at, other)) for other in others)
            lines.append(FormLine(row.code, points, evidence, note, cell, inputs, cells))
        missing = [row.code for row in self.criteria if row.code not in rows]
        if missing:
            what = f"Biểu mẫu thiếu dòng của {len(missing)} tiêu chí: {_listed(missing)}."
            self.add(Problem("form-row-missing", what, FRESH))
        return tuple(lines)

    def _points(self, row: TableRow, spot: Spot, highest: Decimal | None) -> Decimal | None:
        lowest, _ = criteria.limits(row, self.season.pack)
        if self.checker.lowest != lowest:
            self.checker = Checker(self.season.pack.step, lowest)
        points, problem = self.checker.points(self._value(*spot), highest)
        if problem:
            self._faulty(row, problem, spot)
        return points

    def _words(self, spot: Spot) -> str:
        """A cell of words; what was typed with an old font is taken as it was meant, and shown."""
        value = self._value(*spot)
        if value == "":  # most cells
            return ""
        said = as_text(value)
        found = repair(said)
        if found is None:
            return said
        before, after = (short_title(it, _SHOWN) for it in (found.before, found.after))
        what = f"Chữ gõ bằng phông {found.charset} cũ: “{before}” → “{after}”."
        advice = "Nhận theo chữ đã đổi; xem lại nếu chưa đúng."
        self.add(Problem("text-old-font", what, advice, severity="warning"), spot)
        return found.after

    def _inputs(
        self, row: TableRow, rows: dict[str, int]
    ) -> tuple[tuple[Input, ...], tuple[str, ...]]:
        """The numbers of the input rows under a criterion, and their cells."""
        given: dict[str, Decimal | None] = {}
        cells, missing = [], []
        column = self.column[layout.POINTS]
        for asked in self.fields[row.code]:
            at = rows.get(asked.row_id)
            if at is None:
                missing.append(asked.field.title)
                continue
            spot = (at, column)
            cells.append(self.places.cell(spot))
            found, problem = read_input(self._value(*spot), asked)
            given.update(found)
            if problem:
                self._faulty(row, problem, spot, asked)
            self._bad_formulas(row, [spot], asked)
        if missing:
            self.faulty.add(row.code)
            what = f"Tiêu chí {row.code} thiếu dòng số liệu: {'; '.join(missing[:_LISTED])}."
            self.add(Problem("form-input-missing", what, FRESH))
        return as_inputs(self._one_level(row, given, cells)), tuple(cells)

    def _one_level(
        self, row: TableRow, given: dict[str, Decimal | None], cells: Sequence[str]
    ) -> dict[str, Decimal | None]:
        """Of a list of levels only the one chosen is kept; two chosen are refused."""
        asked = self.fields[row.code]
        if not asked[0].field.one_of:
            return given
        chosen = [it.field for it in asked if given.get(it.field.key)]
        if len(chosen) > 1:
            self.faulty.add(row.code)
            titles = "; ".join(it.title for it in chosen[:_LISTED])
            what = f"Tiêu chí {row.code} chọn {len(chosen)} mức: {titles}."
            more = f", {self.places.cells(cells)}"
            self.add(Problem("input-levels", what, "Xin đơn vị để Có ở một mức."), more=more)
            return {}
        return {it.key: given[it.key] for it in chosen}

    def _bad_formulas(
        self, row: TableRow, spots: Sequence[Spot], asked: FormField | None = None
    ) -> None:
        """Cells that would read as empty although the unit wrote something there."""
        for spot in spots:
            if spot in self.sheet.errors or spot in self.sheet.hollow:
                self._faulty(row, bad_formula(error=spot in self.sheet.errors), spot, asked)

    def _faulty(
        self, row: TableRow, problem: Problem, spot: Spot, asked: FormField | None = None
    ) -> None:
        if problem.severity == "error":
            self.faulty.add(row.code)
        more = f", tiêu chí {row.code} {short_title(row.title)}".rstrip()
        if asked is not None:
            more += f", “{short_title(asked.field.title)}”"
        self.add(problem, spot, more)

    def _value(self, row: int, column: int) -> object:
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def add(self, problem: Problem, spot: Spot | None = None, more: str = "") -> None:
        """Keep a problem with its place: the sheet, or one cell of it with `more` about that cell."""
        cell = self.places.cell(spot) if spot else ""
        where = f"{self.places.where(spot)}{more}"
        self.problems.append(replace(problem, where=where, sheet=self.places.sheet, cell=cell))

    def _twice(self, row: TableRow, row_id: str, first: int, second: int) -> None:
        column = self.column[layout.POINTS]
        asked = next((it for it in self.fields[row.code] if it.row_id == row_id), None)
        named = "" if asked is None else f", số liệu “{short_title(asked.field.title)}”,"
        what = f"Tiêu chí {row.code}{named} có hai dòng."
        advice = "Xin đơn vị xóa dòng chép thừa rồi gửi lại."
        more = f" và {self.places.also((first, column))}"
        self.add(Problem("form-row-twice", what, advice), (second, column), more)

    def _foreign(self, at: int, *, inside: bool) -> None:
        """A row without an id: an error inside the table, only a remark below it."""
        said = [
            self.column[key] for key in layout.INPUTS if as_text(self._value(at, self.column[key]))
        ]
        if not said:
            return
        spot = (at, said[0])
        if inside:
            what = "Dòng này không có trong biểu mẫu khối gửi."
            advice = "Xin đơn vị xóa dòng chèn thêm, ghi vào đúng dòng tiêu chí rồi gửi lại."
            self.add(Problem("form-row-foreign", what, advice), spot)
        else:
            what, advice = (
                "Nội dung ghi ngoài bảng, không nhận vào sổ.",
                "Xem có cần nhập tay không.",
            )
            self.add(Problem("form-outside", what, advice, severity="warning"), spot)

    def _blank(self, lines: tuple[FormLine, ...]) -> None:
        """Empty cells are one warning together; a form that says nothing at all is refused."""
        if lines and not self.faulty and not any(it.says_something for it in lines):
            what, advice = "Biểu mẫu chưa ghi điểm nào.", "Xin đơn vị gửi tệp đã điền."
            self.add(Problem("form-empty", what, advice))
            return
        blank = self._codes(lines, lambda row, line: not self._is_filled(row, line))
        blank = [code for code in blank if code not in self.free]
        if blank:
            self._warn("form-blank", f"Còn trống {len(blank)} tiêu chí: {_listed(blank)}.")

    def _is_filled(self, row: TableRow, line: FormLine) -> bool:
        fields = self.fields[row.code]
        if not fields or row.rule is None:
            return line.points is not None
        return complete(row.rule, fields, numbers(line.inputs), lenient=False)

    def _codes(
        self, lines: Sequence[FormLine], wanted: Callable[[TableRow, FormLine], bool]
    ) -> list[str]:
        """The criteria without a wrong cell whose line is `wanted`."""
        rows = {row.code: row for row in self.criteria}
        return [
            it.criterion
            for it in lines
            if it.criterion not in self.faulty and wanted(rows[it.criterion], it)
        ]

    def _without_evidence(self, lines: tuple[FormLine, ...]) -> None:
        if not self.season.pack.evidence_required:
            return
        bare = self._codes(lines, lambda row, line: not line.evidence and self._earns(row, line))
        if bare:
            what = (
                f"Có điểm nhưng chưa ghi hồ sơ kiểm chứng ở {len(bare)} tiêu chí: {_listed(bare)}."
            )
            self._warn("form-no-evidence", what)

    def _earns(self, row: TableRow, line: FormLine) -> bool:
        """Whether the unit claims points; what compares the units earns points with its numbers."""
        if not line.inputs or row.rule is None:
            return (line.points or ZERO) > 0
        section = self.season.table.section_of(row.code)
        if section is not None and section.role == "deduction":
            return False
        if row.rule.is_relative:
            return True
        outcome = criteria.compute(row, numbers(line.inputs), self.season.pack)
        return (outcome.points or ZERO) > 0

    def _warn(self, code: str, what: str) -> None:
        advice = "Nhận được; nhắc đơn vị bổ sung nếu cần."
        self.add(Problem(code, what, advice, severity="warning"))


def _listed(codes: list[str]) -> str:
    return ", ".join(codes[:_LISTED]) + (" …" if len(codes) > _LISTED else "")


def _code_of(name: str) -> str:
    """The criterion of a row id: its code, or the code of an input row."""
    bare = name.removeprefix(layout.FIELD)
    return bare if bare == name else bare.rpartition(layout.CHOICE)[0]
