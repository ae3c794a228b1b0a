"""The papers of a season: `build` says every word and number of one, in order, without layout."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from models.errors import AppError
from models.papers.appraisal import (
    appraisal_differences,
    appraisal_request,
    changes_stem,
    request_stem,
)
from models.papers.closing import corrigendum, corrigendum_stem, has_corrigendum
from models.papers.evidence import evidence_list, evidence_stem
from models.papers.marks import REHEARSAL_STEM, closing_mark
from models.papers.minutes import minutes, minutes_stem
from models.papers.minutes_papers import (
    backdrop,
    backdrop_stem,
    counting_minutes,
    counting_stem,
    has_votes,
)
from models.papers.registration import (
    comparison_stem,
    registration,
    registration_comparison,
    registration_stem,
)
from models.papers.report import Report
from models.papers.result import result_stem, result_table
from models.papers.unit import unit_sheet, unit_stem
from models.papers.words import Figures, calculate
from models.ranks.ranking import Standing
from models.season import Season


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: its Vietnamese title, whether one is made for every unit, how it is named and drawn,
    whether the season has one, and whether it tells of the result.

    `stem` and `make` take the unit's id, "" for a paper of the whole block.
    """

    title: str
    per_unit: bool
    named: Callable[[Season, str], str]
    drawn: Callable[[Season, Figures, str, date], Report]
    offered: Callable[[Season], bool] = lambda _season: True
    tells_result: bool = True

    def stem(self, season: Season, unit_id: str) -> str:
        """The name of its file; one of a rehearsal can never take the place of the real one."""
        name = self.named(season, unit_id)
        return f"{REHEARSAL_STEM}{name}" if season.meeting.is_rehearsal else name

    def make(
        self, season: Season, figures: Figures, unit_id: str, printed_on: date, mark: str = ""
    ) -> Report:
        """The paper, with the mark of the closed version at its foot (`mark` where the caller knows it better).
        Raises `AppError` when it cannot be made."""
        made = self.drawn(season, figures, unit_id, printed_on)
        # A paper that is made from a certain version knows its own mark.
        told = made.mark or mark or closing_mark(season) if self.tells_result else ""
        return replace(made, file_stem=self.stem(season, unit_id), mark=told)


PAPERS: dict[str, Paper] = {
    "dang-ky-thi-dua": Paper(
        "Bảng tổng hợp đăng ký thi đua", False, registration_stem, registration
    ),
    "danh-muc-ho-so": Paper("Danh mục hồ sơ kiểm chứng", True, evidence_stem, evidence_list),
    "phieu-diem": Paper("Phiếu điểm đơn vị", True, unit_stem, unit_sheet),
    "de-nghi-tham-dinh": Paper(
        "Bảng tổng hợp đề nghị thẩm định", False, request_stem, appraisal_request
    ),
    "so-sanh-tham-dinh": Paper(
        "Bảng so sánh điểm trước và sau thẩm định", False, changes_stem, appraisal_differences
    ),
    "so-sanh-chi-tieu": Paper(
        "Bảng so sánh chỉ tiêu đăng ký", False, comparison_stem, registration_comparison
    ),
    "bang-tong-hop": Paper("Bảng tổng hợp kết quả chấm điểm", False, result_stem, result_table),
    "maket": Paper("Maket hội nghị", False, backdrop_stem, backdrop, tells_result=False),
    "bien-ban": Paper("Biên bản hội nghị", False, minutes_stem, minutes),
    "bien-ban-kiem-phieu": Paper(
        "Biên bản kiểm phiếu", False, counting_stem, counting_minutes, has_votes
    ),
    "dinh-chinh": Paper(
        "Đính chính kết quả", False, corrigendum_stem, corrigendum, has_corrigendum
    ),
}
"""Name of a paper (as typed on the command line) → what it is, in the order of the year's steps."""


def build(
    name: str,
    season: Season,
    unit_id: str | None = None,
    *,
    standings: Sequence[Standing] | None = None,
    versions: tuple[Season, ...] | None = None,
    printed_on: date,
) -> Report:
    """The paper `name` of `season`; `unit_id` for a paper that is made for every unit.

    `versions`: see `Figures`; a corrigendum cannot be made without them, minutes are of the first one.

    `standings` are those of the season when they are already known, else they are computed; for
    several papers of one season calculate the figures once and call `PAPERS[name].make`.
    `printed_on` gives the year beside the place name. Raises `AppError` when the paper cannot be
    made: unknown name or unit, no units, no scoring table.
    """
    paper = find(name)
    need(season)
    if paper.per_unit and (unit_id is None or season.unit(unit_id) is None):
        raise AppError(f"“{paper.title}” làm cho từng đơn vị: chọn một đơn vị của khối.")
    return paper.make(season, calculate(season, standings, versions), unit_id or "", printed_on)


def find(name: str) -> Paper:
    """The kind of paper with this name; raises `AppError` when there is none."""
    paper = PAPERS.get(name)
    if paper is None:
        known = ", ".join(PAPERS)
        raise AppError(f"Không có văn bản “{name}”. Các văn bản có thể làm: {known}.")
    return paper


def need(season: Season) -> None:
    """Raises `AppError` while a season lacks what every paper rests on: units, a scoring table."""
    if not season.units:
        raise AppError(
            "Khối chưa có đơn vị nào nên chưa làm được văn bản. Nhập danh sách đơn vị trước."
        )
    if not season.table.rows:
        raise AppError(
            "Khối chưa có bảng chấm điểm nên chưa làm được văn bản. Nhập bảng chấm điểm trước."
        )
