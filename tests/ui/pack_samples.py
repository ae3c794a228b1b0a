"""A block with points and a rule pack that has at least one record of every kind, for tests of the editor."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from models.award_rules import ClassBand, Threshold
from models.duties import Deadline, RequiredPaper
from models.rulepack import (
    BonusRule,
    DeductionRule,
    FrameworkSection,
    LegalBasis,
    OpenValue,
    OrganisationRule,
    Quota,
    Rule,
    RulePack,
    Stage,
    TieBreak,
    Tier,
)
from models.season import Season
from tests.ui.page_samples import filled, season, session_of
from ui.book.session import Session

FULL = RulePack(
    "day-du",
    "Bộ quy tắc đầy đủ",
    board="Ban Thi đua",
    legal_bases=(LegalBasis("qd", "Quyết định số 1/QĐ-UBND ngày 02/01/2023", "Quy chế", valid_from=date(2023, 1, 2)),),
    rules=(Rule("total-100", "Tổng 100", "Tổng điểm là 100.", "qd", "Điều 2"), Rule("flag", "Cờ", "Mỗi khối 1 cờ.", "qd", "Điều 9")),
    total=Decimal(100),
    content_total=Decimal(95),
    sections=(
        FrameworkSection("I", "Nhiệm vụ chính trị", Decimal(50)),
        FrameworkSection("II", "Xây dựng Đảng", Decimal(25)),
        FrameworkSection("III", "Thi đua", Decimal(20)),
    ),
    bonus=BonusRule("", "Thưởng vượt", ("I",), Decimal(1), Decimal(5)),
    deductions=(
        DeductionRule("nhac-nho", "Nhắc nhở", "reminders", "per_case", Decimal("0.5"), Decimal(2)),
        DeductionRule("ho-so", "Hồ sơ", "dossiers", "tiers", tiers=(Tier(1, 5, Decimal(1)), Tier(6, None, Decimal(2)))),
    ),
    organisation=OrganisationRule("II", "", "", Decimal(50)),
    stages=(Stage("self", "Tự chấm"), Stage("block", "Khối chấm"), Stage("agreed", "Thống nhất")),
    tie_breaks=(TieBreak("section", "I"), TieBreak("bonus")),
    quotas=(Quota("Cờ thi đua", "number", Decimal(1), rule="flag"),),
    classes=(ClassBand("Xuất sắc", Decimal(90)), ClassBand("Tốt", Decimal(70))),
    thresholds=(Threshold("suy-ton", "Suy tôn", numerator=4, denominator=5, at_least=True),),
    deadlines=(Deadline("dang-ky", "Đăng ký thi đua", "before", "units", month=3, day=15),),
    papers=(RequiredPaper("tu-cham", "Bảng tự chấm", deadline="dang-ky"),),
    open_values=(
        OpenValue("step", "Bước điểm", "Nguồn không quy định."),
        OpenValue("tie_breaks", "Khi bằng điểm", "Nguồn không quy định."),
        OpenValue("bonus.each_points", "Thưởng mỗi chỉ tiêu", "Khối quy định."),
    ),
)  # fmt: skip


def full_season() -> Season:
    """Five units with self scores under the full pack."""
    return filled(replace(season(), pack=FULL), "self")


def full_session(folder: Path) -> Session:
    """The full pack in a real file."""
    return session_of(folder, full_season())
