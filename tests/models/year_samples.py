"""A small year with every kind of line: fixed, counted from the meeting, a span, papers, without a day."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.block import Block, Unit
from models.collected import Receipt
from models.duties import Deadline, RequiredPaper
from models.facts import Facts
from models.rulepack import DeductionRule, LegalBasis, Rule, RulePack
from models.season import Season
from models.year_plan import DayOff, PaperDue, PlanItem, YearPlan

MEETING = date(2023, 12, 19)
UNITS = (
    Unit("Ban Nội chính", "u1"),
    Unit("Ban Tổ chức", "u2"),
    Unit("Văn phòng", "u3"),
)
DEADLINES = (
    Deadline("pledge", "Ký giao ước thi đua", "month", month=1, rule="when"),
    Deadline("plan", "Gửi kế hoạch của khối", "before", month=2, day=28, rule="when"),
    Deadline("council", "Xét, đề nghị tặng Cờ", "window", "council", 12, 15, 12, 22),
    Deadline("dossier", "Trình hồ sơ khen thưởng", "after_meeting", days=5, rule="when"),
    Deadline("letter", "Văn bản của tỉnh", "announced", "board"),
)
PAPERS = (
    RequiredPaper("report", "Báo cáo tổng kết"),
    RequiredPaper("self-score", "Kết quả tự chấm điểm", originals=2),
)
OWN = PlanItem(
    Deadline("own", "Sơ kết 6 tháng; họp, thảo luận", "before", "deputy", 7, 1, day_counts=True),
    drive="Đợt thi đua 1",
    in_charge="Văn phòng Đảng ủy",
    result="Báo cáo sơ kết",
)
PACK = RulePack(
    "p",
    "Quy định khối thi đua",
    legal_bases=(LegalBasis("hd", "Hướng dẫn 1560/SNV-TĐKT"),),
    rules=(
        Rule("when", "Ngày nộp", "", "hd", "mục III"),
        Rule("deduct-discipline", "Nộp muộn", "Nộp văn bản không đúng hạn.", "hd", "mục II.2b"),
    ),
    deductions=(
        DeductionRule(
            "deduct-discipline", "Không chấp hành quy chế", "discipline", "flat", Decimal(1)
        ),
    ),
    papers=PAPERS,
    deadlines=DEADLINES,
)
PLAN = YearPlan(
    meeting=MEETING,
    dues=(
        PaperDue("report", date(2023, 12, 11)),
        PaperDue("self-score", date(2023, 12, 5), day_counts=True),
    ),
    items=(OWN,),
    days_off=(
        DayOff(date(2023, 1, 2), "Nghỉ bù Tết Dương lịch"),
        DayOff(date(2023, 9, 4), "Quốc khánh"),
    ),
)
SEASON = Season(
    Block("Khối Thi đua số 1", place="Lào Cai"),
    2023,
    PACK,
    units=UNITS,
    head="u1",
    deputy="u2",
    plan=PLAN,
)


def planned(**changes: object) -> Season:
    """The year with other things in its plan."""
    return replace(SEASON, plan=replace(PLAN, **changes))  # type: ignore[arg-type]


def received(*receipts: Receipt) -> Season:
    """The year with papers that came."""
    return replace(SEASON, facts=Facts(receipts=receipts))
