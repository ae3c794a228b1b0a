"""The rows of a returned registration form as targets and titles, every fault with its cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import cast

from exporters.forms.identity import tidy
from exporters.forms.opening import FormKind
from exporters.forms.registration import layout, words
from exporters.forms.score.fields import FormField
from exporters.forms.score.inputs import read_input
from exporters.forms.score.layout import MARK as SCORE_MARK
from exporters.forms.score.layout import address
from exporters.forms.score.values import as_text, bad_formula, bare_number, short_title
from exporters.incoming.workbook_cells import Sheet
from models.block import Unit
from models.collected import AwardKind, RegisteredTitle, Whom
from models.collecting.registration import RegistrationReading
from models.errors import Problem
from models.facts import Better, Target
from models.legacy_text import repair
from models.scores.criterion_inputs import InputField
from models.season import Season
from models.texts import fold, name_key

FRESH = "Xuất biểu mẫu đăng ký mới cho đơn vị, nhờ đơn vị chép số liệu sang."
KIND = FormKind(
    "registration",
    "Biểu mẫu đăng ký",
    "biểu mẫu đăng ký thi đua",
    "đăng ký",
    layout.SHEET,
    layout.Identity,
    FRESH,
    {
        SCORE_MARK: Problem(
            "registration-score-form",
            "Đây là biểu mẫu tự chấm điểm, không phải biểu mẫu đăng ký thi đua.",
            "Nhận tệp này ở trang Nhận biểu mẫu.",
        )
    },
)
_LISTED = 6
_SHOWN = 80
_TABLES = {layout.TARGET: layout.TARGET_KEYS, layout.TITLE: layout.TITLE_KEYS}
_FIGURE = "Ghi một số, ví dụ 12,5."
_FIGURE_ADVICE = {
    "input-not-a-number": _FIGURE,
    "input-date": f"{_FIGURE} Nếu vẫn thành ngày thì đổi kiểu ô sang Số.",
}
"""What to do in a cell that takes any number: there is no range to name."""
_WHOLE_COUNT = InputField("", "Số lượng", whole=True, lowest=Decimal(1))
Spot = tuple[int, int]


@dataclass
class Reader:
    """One sheet of the right form."""

    path: str
    sheet: Sheet
    season: Season
    unit: Unit
    problems: list[Problem] = field(default_factory=list)
    bare: list[str] = field(default_factory=list)
    """Names of the targets whose level is left empty."""

    def reading(self) -> RegistrationReading:
        """All that the unit registers, in the order of the rows, and everything that is wrong with it."""
        self.columns = self._columns()
        if any(self._lacks_column(prefix) for prefix in _TABLES):
            return RegistrationReading(self.path, self.unit.id, problems=tuple(self.problems))
        sections = self.season.table.walk()
        self.sections = {fold(it.code): it.code for _, it in sections}
        self.sections |= {fold(it.title): it.code for it in self.season.table.rows}
        targets, titles = [], []
        for prefix, at in self._rows():
            if prefix == layout.TARGET:
                targets.append(self._target(at))
            else:
                titles.append(self._title(at))
        found = [it for it in targets if it is not None]
        self._twice(found)
        self._without_level()
        if not (targets or titles):
            what = "Biểu mẫu đăng ký chưa ghi chỉ tiêu, danh hiệu nào."
            self.add(Problem("registration-empty", what, "Xin đơn vị gửi tệp đã điền."))
        kept = tuple(it for it in titles if it is not None)
        return RegistrationReading(
            self.path, self.unit.id, tuple(found), kept, tuple(self.problems)
        )

    # ---- where things stand

    def _columns(self) -> dict[str, dict[str, int]]:
        """Of each table column key → its column, as the hidden rows of keys say."""
        found: dict[str, dict[str, int]] = {}
        starts = {layout.MARK: layout.TARGET, layout.KEYS: layout.TITLE}
        for row in self.sheet.rows:
            prefix = starts.get(as_text(row[0])) if row else None
            if prefix is not None and prefix not in found:
                keys = [as_text(it) for it in row]
                found[prefix] = {it: at for at, it in reversed(list(enumerate(keys))) if at and it}
        return found

    def _lacks_column(self, prefix: str) -> bool:
        wanted = {it for it in _TABLES[prefix] if it} - {layout.NUMBER}
        if wanted <= self.columns.get(prefix, {}).keys():
            return False
        head = words.TARGETS_HEAD if prefix == layout.TARGET else words.TITLES_HEAD
        what = f"Phần “{head}” của biểu mẫu thiếu cột, hoặc dòng ẩn phía trên đã bị xóa."
        self.add(Problem("registration-column-missing", what, FRESH))
        return True

    def _rows(self) -> list[tuple[str, int]]:
        """The rows that say anything, each with the table it belongs to.

        A row that the unit inserted has no id: it belongs to the table of the row above it. Words below
        a table are only a remark.
        """
        found: list[tuple[str, int]] = []
        current = ""
        for at, cells in enumerate(self.sheet.rows):
            row_id = as_text(cells[0]) if cells else ""
            if row_id:
                current = row_id[:3] if row_id[:3] in _TABLES else ""
            if current and self._says_something(current, at):
                found.append((current, at))
            elif not row_id and any(as_text(it) for it in cells):
                self._outside(at)
        return found

    def _says_something(self, prefix: str, at: int) -> bool:
        spots = [(at, it) for key, it in self.columns[prefix].items() if key != layout.NUMBER]
        return not all(map(self._is_empty, spots))

    def _outside(self, at: int) -> None:
        column = next(i for i, it in enumerate(self.sheet.rows[at]) if as_text(it))
        what = "Nội dung ghi ngoài bảng, không nhận vào sổ."
        advice = "Xem có cần nhập tay không."
        problem = Problem("registration-outside", what, advice, severity="warning")
        self.add(problem, (at, column))

    def _value(self, spot: Spot) -> object:
        row, column = spot
        cells = self.sheet.rows[row]
        return cells[column] if column < len(cells) else ""

    def _is_bad(self, spot: Spot) -> bool:
        return spot in self.sheet.errors or spot in self.sheet.hollow

    def _is_empty(self, spot: Spot) -> bool:
        """Whether nothing stands in the cell; one that cannot be read is not empty."""
        return not (self._is_bad(spot) or as_text(self._value(spot)))

    # ---- one row

    def _target(self, at: int) -> Target | None:
        spots = {key: (at, column) for key, column in self.columns[layout.TARGET].items()}
        name = self._name(spots[layout.NAME], "Chưa ghi tên chỉ tiêu.")
        measure = self._words(spots[layout.MEASURE])
        planned, registered, last_year = (
            self._figure(spots[key], key, measure, name) for key in layout.FIGURES
        )
        section = self._section(spots[layout.SECTION], name)
        better = self._choice(spots[layout.BETTER], layout.BETTER_WORDS, name)
        counted = self._words(spots[layout.COUNTED])
        if not name:
            return None
        if self._is_empty(spots[layout.REGISTERED]):
            self.bare.append(short_title(name))
        return Target(
            unit=self.unit.id,
            name=name,
            section=section,
            registered=registered,
            planned=planned,
            measure=measure,
            better=cast("Better", better or "higher"),
            last_year=last_year,
            counted=counted,
        )

    def _title(self, at: int) -> RegisteredTitle | None:
        spots = {key: (at, column) for key, column in self.columns[layout.TITLE].items()}
        title = self._name(spots[layout.NAME], "Chưa ghi danh hiệu, hình thức khen thưởng.")
        kind = self._choice(spots[layout.KIND], layout.KIND_WORDS, title)
        whom = self._choice(spots[layout.WHOM], layout.WHOM_WORDS, title)
        count = self._number(spots[layout.COUNT], _WHOLE_COUNT, title)
        person, note = (self._words(spots[key]) for key in (layout.PERSON, layout.NOTE))
        if not title:
            return None
        for key, chosen in ((layout.KIND, kind), (layout.WHOM, whom)):
            if chosen == "" and self._is_empty(spots[key]):
                self._not_chosen(key, spots[key], title)
        return RegisteredTitle(
            unit=self.unit.id,
            title=title,
            kind=cast("AwardKind", kind or "title"),
            whom=cast("Whom", whom or "collective"),
            count=1 if count is None else int(count),
            name=person,
            note=note,
        )

    def _name(self, spot: Spot, missing: str) -> str:
        name = " ".join(self._words(spot).split())
        if not name and not self._is_bad(spot):
            advice = "Xin đơn vị ghi tên vào ô này, hoặc xóa dòng."
            self.add(Problem("registration-name-missing", missing, advice), spot)
        return name

    def _words(self, spot: Spot) -> str:
        """A cell of words; what was typed with an old font is taken as it was meant, and shown."""
        if self._is_bad(spot):
            self.add(bad_formula(error=spot in self.sheet.errors), spot)
            return ""
        said = as_text(self._value(spot))
        found = repair(said)
        if found is None:
            return said
        before, after = (short_title(it, _SHOWN) for it in (found.before, found.after))
        what = f"Chữ gõ bằng phông {found.charset} cũ: “{before}” → “{after}”."
        advice = "Nhận theo chữ đã đổi; xem lại nếu chưa đúng."
        self.add(Problem("text-old-font", what, advice, severity="warning"), spot)
        return tidy(found.after)

    def _figure(self, spot: Spot, key: str, measure: str, name: str) -> Decimal | None:
        """A number that may carry its unit of measure: "7,5 %", "120 tỷ đồng"."""
        value = self._value(spot)
        percent = isinstance(value, str) and bare_number(value).endswith("%")
        shown = "%" if percent or "%" in measure else measure
        title = words.TARGET_HEADERS[key]
        return self._number(spot, InputField(key, title, shown, lowest=None), name)

    def _number(self, spot: Spot, asked: InputField, name: str) -> Decimal | None:
        if self._is_bad(spot):
            problem: Problem | None = bad_formula(error=spot in self.sheet.errors)
            found: Mapping[str, Decimal] = {}
        else:
            found, problem = read_input(self._value(spot), FormField("", asked))
        if problem and asked.key in layout.FIGURES:
            problem = replace(problem, advice=_FIGURE_ADVICE.get(problem.code, problem.advice))
        if problem:
            self.add(problem, spot, name)
        return found.get(asked.key)

    def _section(self, spot: Spot, name: str) -> str:
        """The code of the chosen section; where there is only one to choose, that one."""
        said = self._words(spot)
        offered = layout.sections(self.season)
        if not said:
            if self._is_bad(spot):
                return ""
            if len(offered) == 1:
                return offered[0].code
            what = "Chưa chọn mục của bảng chấm điểm."
            advice = "Nhận được; chọn mục trong sổ để chỉ tiêu được tính thưởng."
            problem = Problem("registration-section-open", what, advice, severity="warning")
            self.add(problem, spot, name)
            return ""
        meant = fold(said)
        found = self.sections.get(meant) or self.sections.get(
            meant.removeprefix("muc").strip(" .:")
        )
        if found is None:
            listed = "; ".join(layout.section_label(it.code) for it in offered)
            what = f"“{short_title(said)}” không phải là mục của bảng chấm điểm."
            advice = f"Chọn trong danh sách của ô: {listed}."
            self.add(Problem("registration-section-unknown", what, advice), spot, name)
        return found or ""

    def _choice(self, spot: Spot, offered: Mapping[str, str], name: str) -> str | None:
        """The key of the chosen word, "" for an empty cell, None for a word that is none of them."""
        said = self._words(spot)
        if not said:
            return ""
        meant = fold(said)
        words_of = {key: fold(word) for key, word in offered.items()}
        fitting = [k for k, it in words_of.items() if it.startswith(meant) or meant.startswith(it)]
        if len(fitting) == 1:
            return fitting[0]
        listed = " hoặc ".join(f"“{it}”" for it in offered.values())
        what = f"“{short_title(said)}” không có trong danh sách của ô."
        self.add(Problem("registration-choice", what, f"Chọn {listed}."), spot, name)
        return None

    def _not_chosen(self, key: str, spot: Spot, name: str) -> None:
        column = words.TITLE_HEADERS[key]
        taken = (
            layout.KIND_WORDS["title"] if key == layout.KIND else layout.WHOM_WORDS["collective"]
        )
        what = f"Chưa chọn cột “{column}”."
        advice = f"Nhận được, ghi là {taken.lower()}; sửa trong sổ nếu không đúng."
        problem = Problem("registration-choice-open", what, advice, severity="warning")
        self.add(problem, spot, name)

    # ---- all rows together

    def _twice(self, targets: Sequence[Target]) -> None:
        """Two targets of one name: what is recorded on them later could not be told apart."""
        seen: set[str] = set()
        for it in targets:
            key = name_key(it.name)
            if key in seen:
                what = f"Chỉ tiêu “{short_title(it.name)}” ghi hai lần."
                advice = "Xin đơn vị xóa dòng chép thừa, hoặc ghi hai tên khác nhau."
                self.add(Problem("registration-twice", what, advice))
            seen.add(key)

    def _without_level(self) -> None:
        """A target without a level can neither be exceeded nor earn a bonus (bonus-exceed)."""
        if self.bare:
            listed = ", ".join(f"“{it}”" for it in self.bare[:_LISTED])
            more = " …" if len(self.bare) > _LISTED else ""
            what = f"Chưa ghi mức đăng ký ở {len(self.bare)} chỉ tiêu: {listed}{more}."
            advice = "Nhận được; chỉ tiêu không có mức đăng ký thì không được tính thưởng vượt."
            self.add(Problem("registration-no-level", what, advice, severity="warning"))

    def add(self, problem: Problem, spot: Spot | None = None, name: str = "") -> None:
        """Keep a problem with its place: the sheet, or one cell of it and the target it is about."""
        sheet, cell = self.sheet.name, address(*spot) if spot else ""
        where = f"Trang “{sheet}”" + (f", ô {cell}" if cell else "")
        where += f", “{short_title(name)}”" if name else ""
        self.problems.append(replace(problem, where=where, sheet=sheet, cell=cell))
