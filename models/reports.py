"""The papers of a season: `build` says every word and number of one, in order, without layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from models.errors import AppError
from models.ranking import Standing, rank
from models.report import Report
from models.reports_result import result_table
from models.reports_unit import unit_sheet
from models.scoring import score
from models.season import Season


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: its Vietnamese title, and whether one is made for every unit."""

    title: str
    per_unit: bool
    make: Callable[[Season, Sequence[Standing], str, date], Report]


def _result_table(
    season: Season, standings: Sequence[Standing], _unit: str, printed_on: date
) -> Report:
    return result_table(season, standings, printed_on)


PAPERS: dict[str, Paper] = {
    "bang-tong-hop": Paper("Bảng tổng hợp kết quả chấm điểm", False, _result_table),
    "phieu-diem": Paper("Phiếu điểm đơn vị", True, unit_sheet),
}
"""Name of a paper (as typed on the command line) → what it is."""


def build(
    name: str,
    season: Season,
    unit_id: str | None = None,
    *,
    standings: Sequence[Standing] | None = None,
    printed_on: date,
) -> Report:
    """The paper `name` of `season`; `unit_id` for a paper that is made for every unit.

    `standings` are those of the season when they are already known, else they are computed.
    `printed_on` gives the year beside the place name. Raises `AppError` when the paper cannot be
    made: unknown name or unit, no units, no scoring table.
    """
    paper = PAPERS.get(name)
    if paper is None:
        known = ", ".join(PAPERS)
        raise AppError(f"Không có văn bản “{name}”. Các văn bản có thể làm: {known}.")
    if not season.units:
        raise AppError(
            "Khối chưa có đơn vị nào nên chưa làm được văn bản. Nhập danh sách đơn vị trước."
        )
    if not season.table.rows:
        raise AppError(
            "Khối chưa có bảng chấm điểm nên chưa làm được văn bản. Nhập bảng chấm điểm trước."
        )
    if paper.per_unit and (unit_id is None or season.unit(unit_id) is None):
        raise AppError(f"“{paper.title}” làm cho từng đơn vị: chọn một đơn vị của khối.")
    if standings is None:
        standings = rank(score(season), season.pack)
    return paper.make(season, standings, unit_id or "", printed_on)
