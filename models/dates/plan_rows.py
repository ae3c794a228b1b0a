"""One item of the year's plan as a row of a sheet: its texts going out, and what they mean coming back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from models.dates import typed
from models.dates.day_rules import Asking, read, words
from models.dates.due_days import months
from models.dates.plan_edit import marked_code
from models.dates.plan_words import owner_name, role_name
from models.duties import Deadline, Owner
from models.errors import Problem
from models.season import Season
from models.texts import clean, fold, name_key
from models.year_plan import Mark, PlanItem

TITLE, WHO, DRIVE, WHEN, MONTH = "title", "who", "drive", "when", "month"
RESULT, STATE, DONE, NOTE = "result", "state", "done", "note"
KEYS = (TITLE, WHO, DRIVE, WHEN, MONTH, RESULT, STATE, DONE, NOTE)
"""Keys of the columns that say something, from left to right."""
HEADS: Mapping[str, str] = {
    TITLE: "Việc",
    WHO: "Đơn vị/bộ phận làm",
    DRIVE: "Đợt thi đua/phong trào",
    WHEN: "Hạn",
    MONTH: "Tháng/Quý",
    RESULT: "Kết quả",
    STATE: "Trạng thái",
    DONE: "Ngày xong",
    NOTE: "Ghi chú",
}
OPEN, FINISHED, DROPPED, PUT_OFF = "Chưa xong", "Đã xong", "Không làm", "Tạm gác"
_MARK_STATES = {FINISHED: "done", DROPPED: "waived", PUT_OFF: "snoozed"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row as it was found: texts by column key (a column that is not there has none), and their cells."""

    texts: Mapping[str, str]
    cells: Mapping[str, str]
    sheet: str
    code: str = ""

    def problem(self, key: str, found: Problem) -> Problem:
        """The fault with its place: "Trang “Kế hoạch năm”, ô F12"; of a column that is not there, at the title."""
        cell = self.cells.get(key) or self.cells.get(TITLE, "")
        return replace(found, where=f"Trang “{self.sheet}”, ô {cell}", sheet=self.sheet, cell=cell)


# ---- out


def row_texts(item: PlanItem, season: Season) -> dict[str, str]:
    """Column key → what the item says there. Not `MONTH`, which follows from the day."""
    mark = season.plan.mark(item.deadline.code)
    note = (mark.result if mark.state == "done" else mark.reason) if mark else ""
    settled = mark is not None and mark.state in ("done", "waived")
    return {
        TITLE: item.deadline.title,
        WHO: item.in_charge or role_name(item.deadline.owner, season),
        DRIVE: item.drive,
        WHEN: words(item.deadline, season.year, titles(season)),
        RESULT: item.result,
        STATE: _state_words(item, season, mark),
        DONE: f"{mark.day:%d/%m/%Y}" if mark and settled else "",
        NOTE: note,
    }


def titles(season: Season) -> dict[str, str]:
    """Every item of the year that a day can be counted from: code → title, the block's own before the pack's."""
    found = {it.code: it.title for it in season.pack.deadlines}
    return found | {it.deadline.code: it.deadline.title for it in season.plan.items}


def _state_words(item: PlanItem, season: Season, mark: Mark | None) -> str:
    """One that recurs says how often it was done."""
    occurrences = months(item.deadline)
    if occurrences != (0,):
        done = [
            it
            for it in season.plan.marks
            if marked_code(it) == item.deadline.code and it.state == "done"
        ]
        return f"Xong {len(done)}/{len(occurrences)} kỳ"
    if mark is None:
        return OPEN
    return next(word for word, state in _MARK_STATES.items() if state == mark.state)


# ---- in


@dataclass(frozen=True, slots=True)
class RowReading:
    """A row with the item it is (`code`), as the year has it (`old`, `old_mark`)."""

    row: SheetRow
    code: str
    season: Season
    asking: Asking
    today: date
    problems: list[Problem]

    def text(self, key: str) -> str:
        """What stands in a column, "" where nothing does."""
        return clean(self.row.texts.get(key, "")).strip()

    def tell(self, key: str, problem: Problem) -> None:
        """Note a fault of one cell."""
        self.problems.append(self.row.problem(key, problem))

    @property
    def is_refused(self) -> bool:
        """Whether the row may not enter."""
        return any(it.severity == "error" for it in self.problems)


def read_item(reading: RowReading, old: PlanItem | None) -> PlanItem | None:
    """The item a row says, None for a row that cannot be one; what the file has no column for stays as it is."""
    row, season = reading.row, reading.season
    of_pack = next((it for it in season.pack.deadlines if it.code == reading.code), None)
    base = old or PlanItem(of_pack or Deadline(reading.code, "", "announced"))
    title = reading.text(TITLE)
    if not title:
        found = Problem("title-missing", "Chưa ghi tên việc.", "Ghi tên việc, hoặc xóa cả dòng.")
        reading.tell(TITLE, found)
        return None
    deadline = replace(base.deadline, code=reading.code, title=title)
    before = words(base.deadline, season.year, titles(season))
    said, written = WHEN, row.texts.get(WHEN)
    if old is None and not written and row.texts.get(MONTH):
        said, written = MONTH, row.texts[MONTH]
        written = f"tháng {written}" if written.isdecimal() else written
    if written is not None and fold(written) != fold(before):
        due = read(written, deadline, reading.asking)
        if isinstance(due, Problem):
            reading.tell(said, replace(due, what=f"“{title}”: {due.what}"))
            return None
        deadline = due
    owner, in_charge = _who(row.texts.get(WHO), deadline, base.in_charge, season)
    return PlanItem(
        replace(deadline, owner=owner),
        reading.text(DRIVE) if DRIVE in row.texts else base.drive,
        in_charge,
        reading.text(RESULT) if RESULT in row.texts else base.result,
    )


def _who(written: str | None, it: Deadline, in_charge: str, season: Season) -> tuple[Owner, str]:
    """An office of the block by its name, else a person or department in charge beside it."""
    if written is None:
        return it.owner, in_charge
    said = clean(written).strip()
    if said and fold(said) == fold(in_charge):
        return it.owner, in_charge
    # In a pack two of them may have one name: the one it has is meant.
    for kind in (it.owner, *get_args(Owner)):
        if fold(said) in (fold(role_name(kind, season)), fold(owner_name(kind, season))):
            return kind, ""
    if said and any(name_key(unit.name) == name_key(said) for unit in season.units):
        return "units", said
    return it.owner, said


def read_mark(reading: RowReading, item: PlanItem) -> Mark | None:
    """What the row says was done; without the columns for it what was noted stays."""
    old = reading.season.plan.mark(reading.code)
    if STATE not in reading.row.texts:
        return old
    state = reading.text(STATE)
    if months(item.deadline) != (0,):
        if fold(state) not in ("", fold(OPEN), fold(_state_words(item, reading.season, old))):
            what = "Việc lặp lại trong năm: trạng thái từng kỳ ghi trong chương trình."
            reading.tell(STATE, _warning("state-recurs", what, "Trạng thái giữ nguyên."))
        return old
    word = next((it for it in _MAKERS if fold(it) == fold(state)), None)
    if word is None and state:
        what = f"Không có trạng thái “{state}”."
        advice = f"Chọn “{OPEN}”, “{FINISHED}” hoặc “{DROPPED}”."
        reading.tell(STATE, Problem("state-unknown", what, advice))
        return old
    day = typed.read(reading.text(DONE), reading.season.year)
    if isinstance(day, Problem):
        reading.tell(DONE, day)
        return old
    if not state and day is not None:
        word = FINISHED
    return _MAKERS[word or OPEN](reading, old, day)


def _left_open(reading: RowReading, old: Mark | None, day: date | None) -> Mark | None:
    if day is not None or reading.text(NOTE):
        what = "Ngày xong và ghi chú chỉ giữ được khi việc đã xong hoặc không làm."
        key = DONE if day is not None else NOTE
        reading.tell(key, _warning("note-open", what, "Chọn trạng thái của việc."))
    # A cell left empty does not wake up what was put off.
    return old if old and old.state == "snoozed" and not reading.text(STATE) else None


def _finished(reading: RowReading, old: Mark | None, day: date | None) -> Mark | None:
    if day is None:
        found = Problem("done-without-day", "Việc đã xong chưa có ngày xong.", "Ghi ngày xong.")
        reading.tell(DONE, found)
        return old
    kept = old if old and old.state == "done" else Mark(reading.code, "done", day)
    return replace(kept, day=day, result=reading.text(NOTE))


def _dropped(reading: RowReading, old: Mark | None, day: date | None) -> Mark | None:
    reason = reading.text(NOTE)
    if not reason:
        what, advice = "Việc không làm chưa có lý do.", "Ghi lý do vào cột Ghi chú."
        reading.tell(NOTE, Problem("waived-without-reason", what, advice))
        return old
    kept = old if old and old.state == "waived" else Mark(reading.code, "waived", reading.today)
    return replace(kept, day=day or kept.day, reason=reason)


def _put_off(reading: RowReading, old: Mark | None, _day: date | None) -> Mark | None:
    if old is None or old.state != "snoozed":
        what, advice = "Tạm gác một việc cần ngày nhắc lại.", "Tạm gác việc này trong chương trình."
        reading.tell(STATE, Problem("snoozed-here", what, advice))
    return old


def _warning(code: str, what: str, advice: str) -> Problem:
    return Problem(code, what, advice, severity="warning")


_MAKERS: Mapping[str, Callable[[RowReading, Mark | None, date | None], Mark | None]] = {
    OPEN: _left_open,
    FINISHED: _finished,
    DROPPED: _dropped,
    PUT_OFF: _put_off,
}
