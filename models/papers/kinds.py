"""The papers of a season: `build` says every word and number of one, in order, without layout."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Literal

from models.block import Unit
from models.errors import AppError
from models.papers import budget as estimate
from models.papers import (
    chosen,
    dossier,
    dossier_cover,
    invitation,
    letters,
    meeting_plan,
    pledge,
    programme,
    scoring_table,
    self_scores,
    unit_page,
)
from models.papers import unit_summary as summary
from models.papers.appraisal import (
    appraisal_differences,
    appraisal_request,
    changes_stem,
    request_stem,
)
from models.papers.closing import corrigendum, corrigendum_stem, has_corrigendum
from models.papers.evidence import evidence_list, evidence_stem
from models.papers.form_01 import FORM_01
from models.papers.form_02 import FORM_02
from models.papers.marks import REHEARSAL_STEM, closing_mark
from models.papers.minutes import minutes, minutes_stem
from models.papers.minutes_papers import (
    backdrop,
    backdrop_stem,
    counting_minutes,
    counting_stem,
    has_votes,
)
from models.papers.office import numbered
from models.papers.plan import PLACES, has_plan, plan_stem, year_plan
from models.papers.prose import ProseField
from models.papers.registration import (
    comparison_stem,
    registration,
    registration_comparison,
    registration_stem,
)
from models.papers.reminder import KEY as REMINDER
from models.papers.reminder import debtors, nobody, reminder, reminder_stem
from models.papers.report import Report
from models.papers.report_forms import prose_of
from models.papers.reports import (
    block_report,
    block_report_key,
    block_report_stem,
    unit_report,
    unit_report_key,
    unit_report_stem,
)
from models.papers.result import result_stem, result_table
from models.papers.unit import unit_sheet, unit_stem
from models.papers.words import Figures, calculate
from models.ranks.ranking import Standing
from models.season import Season

Step = Literal["plan", "register", "collect", "score", "meeting", "after"]
STEP_NAMES: dict[Step, str] = {
    "plan": "Đầu năm: kế hoạch, bảng điểm",
    "register": "Đăng ký, giao ước",
    "collect": "Thu, kiểm tra hồ sơ",
    "score": "Chấm điểm, thẩm định",
    "meeting": "Hội nghị",
    "after": "Sau hội nghị",
}
"""The steps of the year under which the papers stand, in order."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A kind of paper: its name as typed on the command line, its Vietnamese title, whether one is made for every
    unit, how it is named and drawn, whether the season has one, and whether it tells of the result.

    `step` is the step of the year it belongs to, `code` its kind in a document number ("" for none of its own; a
    letter has none either: then `is_letter`). `prose` are the places that the clerk writes; `needs_table`: it
    cannot be made before units and scoring table are there. `stem` and `make` take the unit's id, "" for a paper
    of the whole block. `only_for` are the ids of the units that are to get one on a day, where not every unit is;
    `for_nobody` says that none is.
    """

    key: str
    title: str
    per_unit: bool
    named: Callable[[Season, str], str]
    drawn: Callable[[Season, Figures, str, date], Report]
    offered: Callable[[Season], bool] = lambda _season: True
    tells_result: bool = True
    step: Step = "score"
    code: str = ""
    is_letter: bool = False
    prose: tuple[ProseField, ...] = ()
    needs_table: bool = True
    only_for: Callable[[Season, date], Collection[str]] | None = None
    for_nobody: Callable[[Season, date], str] | None = None

    @property
    def has_number(self) -> bool:
        """Whether it gets a number of the register."""
        return bool(self.code) or self.is_letter

    def units(self, season: Season, units: Sequence[Unit], day: date) -> tuple[Unit, ...]:
        """Those of `units` that get one on `day`."""
        if self.only_for is None:
            return tuple(units)
        wanted = self.only_for(season, day)
        return tuple(it for it in units if it.id in wanted)

    def stem(self, season: Season, unit_id: str) -> str:
        """The name of its file; one of a rehearsal can never take the place of the real one."""
        name = self.named(season, unit_id)
        return f"{REHEARSAL_STEM}{name}" if season.meeting.is_rehearsal else name

    def make(
        self, season: Season, figures: Figures, unit_id: str, printed_on: date, mark: str = ""
    ) -> Report:
        """The paper with what was noted of it (number, day), and the mark of the closed version at its foot (`mark`
        where the caller knows it better). Raises `AppError` when it cannot be made."""
        made = self.drawn(season, figures, unit_id, printed_on)
        made = numbered(made, season, season.plan.record(self.key, unit_id), self.code)
        # A paper that is made from a certain version knows its own mark.
        told = made.mark or mark or closing_mark(season) if self.tells_result else ""
        return replace(made, file_stem=self.stem(season, unit_id), mark=told)


_ALL = (
    Paper(
        "ke-hoach", "Kế hoạch năm", False, plan_stem, year_plan, has_plan, tells_result=False,
        step="plan", code="KH", prose=PLACES, needs_table=False,
    ),
    Paper(
        "bang-cham-diem", "Bảng chấm điểm của khối", False, scoring_table.table_stem,
        scoring_table.scoring_table,
        tells_result=False, step="plan",
    ),
    Paper(
        letters.OPINION, "Công văn xin ý kiến về bảng chấm điểm", False, letters.opinion_stem,
        letters.opinion_letter,
        tells_result=False, step="plan", is_letter=True, prose=letters.OPINION_PROSE,
    ),
    Paper(
        "dang-ky-thi-dua", "Bảng tổng hợp đăng ký thi đua", False, registration_stem, registration,
        step="register",
    ),
    Paper(
        estimate.KEY, "Dự toán kinh phí", False, estimate.budget_stem, estimate.budget,
        tells_result=False, step="register", prose=estimate.BUDGET_PROSE, needs_table=False,
    ),
    Paper(
        unit_report_key("half"), "Báo cáo sơ kết của đơn vị (mẫu số 01)", True,
        partial(unit_report_stem, period="half"), partial(unit_report, period="half"),
        tells_result=False, step="collect", prose=prose_of(FORM_01), needs_table=False,
    ),
    Paper(
        block_report_key("half"), "Báo cáo sơ kết của khối (mẫu số 02)", False,
        partial(block_report_stem, period="half"), partial(block_report, period="half"),
        tells_result=False, step="collect", code="BC", prose=prose_of(FORM_02), needs_table=False,
    ),
    Paper(
        unit_report_key("year"), "Báo cáo tổng kết của đơn vị (mẫu số 01)", True,
        partial(unit_report_stem, period="year"), partial(unit_report, period="year"),
        tells_result=False, step="collect", prose=prose_of(FORM_01), needs_table=False,
    ),
    Paper(
        summary.KEY, "Báo cáo tóm tắt của đơn vị", True, summary.summary_stem, summary.unit_summary,
        step="collect", prose=summary.SUMMARY_PROSE, needs_table=False,
    ),
    Paper(
        pledge.KEY, "Giao ước thi đua", False, pledge.pledge_stem, pledge.pledge_paper, tells_result=False,
        step="register", prose=pledge.PROSE, needs_table=False,
    ),
    Paper(
        "chua-ky-giao-uoc", "Danh sách đơn vị chưa ký giao ước", False, pledge.unsigned_stem,
        pledge.unsigned_paper,
        tells_result=False, step="register", needs_table=False,
    ),
    Paper(
        "danh-muc-ho-so", "Danh mục hồ sơ kiểm chứng", True, evidence_stem, evidence_list,
        step="collect",
    ),
    Paper(
        REMINDER, "Thông báo nhắc nộp", True, reminder_stem, reminder, tells_result=False,
        only_for=debtors, for_nobody=nobody, needs_table=False, step="collect", code="TB",
    ),
    Paper("tong-hop-tu-cham", "Bảng tổng hợp điểm tự chấm", False, self_scores.self_stem,
        self_scores.self_scores),
    Paper("phieu-diem", "Phiếu điểm đơn vị", True, unit_stem, unit_sheet),
    Paper("de-nghi-tham-dinh", "Bảng tổng hợp đề nghị thẩm định", False, request_stem, appraisal_request),
    Paper(
        letters.APPRAISAL, "Công văn xin thẩm định kết quả chấm điểm", False, letters.appraisal_stem,
        letters.appraisal_letter,
        is_letter=True, prose=letters.APPRAISAL_PROSE,
    ),
    Paper(
        "so-sanh-tham-dinh", "Bảng so sánh điểm trước và sau thẩm định", False, changes_stem,
        appraisal_differences,
    ),
    Paper(
        "so-sanh-chi-tieu", "Bảng so sánh chỉ tiêu đăng ký", False, comparison_stem,
        registration_comparison,
    ),
    Paper("bang-tong-hop", "Bảng tổng hợp kết quả chấm điểm", False, result_stem, result_table),
    Paper(
        unit_page.KEY, "Trang hồ sơ đơn vị", True, unit_page.page_stem, unit_page.unit_page,
        needs_table=False,
    ),
    Paper(
        block_report_key("year"), "Báo cáo tổng kết của khối (mẫu số 02)", False,
        partial(block_report_stem, period="year"), partial(block_report, period="year"),
        step="meeting", code="BC", prose=prose_of(FORM_02), needs_table=False,
    ),
    Paper(
        dossier.MODELS_KEY, "Danh sách điển hình tiên tiến", False, dossier.models_stem,
        dossier.model_list, tells_result=False, step="meeting", needs_table=False,
    ),
    Paper(
        meeting_plan.KEY, "Kế hoạch tổng kết", False, meeting_plan.plan_stem,
        meeting_plan.meeting_plan, tells_result=False,
        step="meeting", code="KH", prose=meeting_plan.PROSE, needs_table=False,
    ),
    Paper(
        invitation.KEY, "Giấy mời dự hội nghị", False, invitation.invitation_stem,
        invitation.invitation, tells_result=False,
        step="meeting", code="GM", prose=invitation.PROSE, needs_table=False,
    ),
    Paper(
        invitation.OF_GUEST, "Giấy mời từng khách mời", False, invitation.guest_stem,
        invitation.guest_invitations, tells_result=False,
        step="meeting", code="GM", needs_table=False,
    ),
    Paper(
        invitation.OF_UNIT, "Giấy mời từng đơn vị", True, invitation.unit_stem,
        invitation.unit_invitation,
        tells_result=False, step="meeting", code="GM", needs_table=False,
    ),
    Paper(
        programme.KEY, "Chương trình hội nghị", False, programme.programme_stem,
        programme.programme, tells_result=False,
        step="meeting", code="CTr", needs_table=False,
    ),
    Paper(
        "maket", "Maket hội nghị", False, backdrop_stem, backdrop, tells_result=False, step="meeting",
    ),
    Paper("bien-ban", "Biên bản hội nghị", False, minutes_stem, minutes, step="meeting", code="BB"),
    Paper(
        "bien-ban-kiem-phieu", "Biên bản kiểm phiếu", False, counting_stem, counting_minutes, has_votes,
        step="meeting", code="BB",
    ),
    Paper(
        dossier.EXTRACT_KEY, "Danh sách trích ngang đề nghị khen thưởng", False, dossier.extract_stem,
        dossier.extract_list, step="after", needs_table=False,
    ),
    Paper(
        dossier_cover.KEY, "Bìa và mục lục hồ sơ khen thưởng", False, dossier_cover.cover_stem,
        dossier_cover.dossier_cover, step="after", prose=dossier_cover.COVER_PROSE, needs_table=False,
    ),
    Paper(
        chosen.SUBMISSION, "Tờ trình đề nghị khen thưởng", False, chosen.submission_stem,
        chosen.submission, step="after",
        code="TTr", prose=chosen.SUBMISSION_PROSE,
    ),
    Paper(
        chosen.NOTICE, "Thông báo Trưởng khối, Phó Trưởng khối năm sau", False, chosen.notice_stem,
        chosen.notice,
        step="after", code="TB", prose=chosen.NOTICE_PROSE, needs_table=False,
    ),
    Paper(
        "dinh-chinh", "Đính chính kết quả", False, corrigendum_stem, corrigendum, has_corrigendum,
        step="after",
    ),
)  # fmt: skip
_STEPS = tuple(STEP_NAMES)
PAPERS: dict[str, Paper] = {it.key: it for it in sorted(_ALL, key=lambda it: _STEPS.index(it.step))}
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
    need(season, [paper])
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


def need(season: Season, papers: Iterable[Paper]) -> None:
    """Raises `AppError` while a season lacks what these papers rest on: units, a scoring table."""
    if not any(it.needs_table for it in papers):
        return
    if not season.units:
        raise AppError(
            "Khối chưa có đơn vị nào nên chưa làm được văn bản. Nhập danh sách đơn vị trước."
        )
    if not season.table.rows and any(it.needs_table for it in papers):
        raise AppError(
            "Khối chưa có bảng chấm điểm nên chưa làm được văn bản. Nhập bảng chấm điểm trước."
        )
