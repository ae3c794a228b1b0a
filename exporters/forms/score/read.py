"""The unit's form read back: every value, and every fault with its sheet, its cell and what to do.

Nothing is entered and nothing is written here. A fault is a `Problem` in the reading, never raised.
"""

from pathlib import Path
from typing import cast

from exporters.forms import opening
from exporters.forms.score import layout, word_form
from exporters.forms.score.lines import FRESH, KIND, Places, Reader
from exporters.incoming import workbook_kind
from exporters.incoming.workbook_sums import summed
from models.collecting.intake import FormReading
from models.errors import Problem
from models.season import Season
from models.table import ScoringTable
from models.tables.diff import unchanged


def read(path: Path, season: Season, unit: str = "") -> FormReading:
    """What the file says, whatever the file is; whatever is wrong stands in `problems`.

    `unit` is filled only when the form belongs to this season and its present table, so that an old
    form never stands in the way of the right one. Nothing is raised for a bad file. The argument `unit`
    is the id of the unit that the clerk says a Word file is from; a workbook says so itself.
    """
    data, problem = opening.content(path)
    if problem:
        return FormReading(str(path), problems=(problem,))
    return read_bytes(str(path), path.name, data, season, unit)


def read_bytes(path: str, name: str, data: bytes, season: Season, unit: str = "") -> FormReading:
    """What a file of this name says; `path` is how the reading calls it, `unit` as in `read`."""
    problem = workbook_kind.not_a_workbook(name, data)
    if problem and problem.code == "file-word":
        found = word_form.read_word(path, data, season, unit)
        return found or FormReading(path, problems=(problem,))
    form = opening.opened(KIND, data, problem, season)
    if form.identity is not None:
        told = _other_table(cast("layout.Identity", form.identity), season)
        if told:
            return FormReading(path, problems=(told,))
    if form.unit is None or form.sheet is None:
        unit = form.unit.id if form.unit else ""
        return FormReading(path, unit, problems=(form.problem,) if form.problem else ())
    places = Places(form.sheet.name)
    return Reader(path, summed(form.sheet), season, form.unit, places).reading()


def _other_table(identity: layout.Identity, season: Season) -> Problem | None:
    now = season.table
    same = identity.table == now.fingerprint()
    if not same:
        for earlier in reversed(season.earlier_tables):
            if identity.table == earlier.fingerprint():
                return _earlier_version(identity.unit_name, earlier, now)
    if identity.table_version != str(season.table.version):
        return Problem(
            "form-other-table",
            f"Biểu mẫu của {identity.unit_name} theo bảng chấm điểm bản {identity.table_version},"
            f" khối đang dùng bản {season.table.version}.",
            FRESH,
        )
    if not same:
        return Problem(
            "form-table-changed",
            f"Bảng chấm điểm đã sửa sau khi xuất biểu mẫu của {identity.unit_name}.",
            FRESH,
        )
    return None


def _earlier_version(unit_name: str, earlier: ScoringTable, now: ScoringTable) -> Problem:
    """The form of a version that another one has taken the place of, and what is still good of it."""
    same = len(unchanged(earlier, now))
    return Problem(
        "form-earlier-table",
        f"Biểu mẫu của {unit_name} làm theo bảng chấm điểm {_version(earlier)}, khối đang dùng"
        f" {_version(now)}.",
        f"Chuyển sang biểu mẫu {_version_number(now)} rồi gửi đơn vị xem lại; {same} trên"
        f" {len(now.criteria())} tiêu chí không đổi, điểm đã ghi được giữ.",
    )


def _version(table: ScoringTable) -> str:
    """ "bản 1 (05/KH-KTĐ ngày 10/02/2023)"."""
    life = table.life
    if not life.number:
        return _version_number(table)
    day = f" ngày {life.issued_on:%d/%m/%Y}" if life.issued_on else ""
    return f"{_version_number(table)} ({life.number}{day})"


def _version_number(table: ScoringTable) -> str:
    return f"bản {table.version}"
