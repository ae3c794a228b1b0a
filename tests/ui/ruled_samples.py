"""A block whose criteria have rules: counts, plan, tiers, yes or no, levels, bonus and deductions."""

from dataclasses import replace
from decimal import Decimal

from models.award_rules import ClassBand
from models.block import Block, Unit
from models.criterion_rule import Band, CriterionRule, Item
from models.rulepack import LegalBasis, Rule, RulePack
from models.scores.criterion_inputs import as_inputs
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow

D = Decimal

DEDUCT = CriterionRule(
    "deduct",
    (
        Item("late", "Văn bản gửi chậm", D("0.5"), "văn bản"),
        Item("absent", "Vắng họp không lý do", D(1), "lần"),
        Item("wrong", "Số liệu báo cáo sai", D(2), "lần", effect="lower_class", effect_from=D(2)),
    ),
)
PLAN = CriterionRule("plan", reached_percent=D(50), unit_word="tỷ đồng", no_plan="leave_out")
TIERS = CriterionRule(
    "tiers",
    measure="days",
    bands=(Band(D(5), D(0), D(0)), Band(D(3), D(1), D(5)), Band(D(0), D(5), None, low_open=True)),
)
LEVELS = CriterionRule(
    "graded",
    (
        Item("a", "Hoàn thành xuất sắc", D(12)),
        Item("b", "Hoàn thành tốt", D(10)),
        Item("c", "Hoàn thành", D(6)),
        Item("d", "Không hoàn thành", D(0), effect="no_class"),
    ),
)
PRIZE = CriterionRule(
    "per_case", (Item("flag", "Cờ thi đua cấp trên", D(2)), Item("praise", "Bằng khen", D(1)))
)
FINE = CriterionRule("per_case", (Item("late", "Ngày chậm", D("0.25"), "ngày"),))


def row(
    code: str, title: str, most: str, *rows: TableRow, rule: CriterionRule | None = None
) -> TableRow:
    return TableRow(code, title, D(most), rule=rule, rows=rows)


TABLE = ScoringTable(
    (
        row(
            "I",
            "Nhiệm vụ chuyên môn",
            "60",
            row("I.1", "Chế độ thông tin, báo cáo", "15", rule=DEDUCT),
            row("I.2", "Chỉ tiêu thu ngân sách", "20", rule=PLAN),
            row("I.3", "Công tác tham mưu", "25"),
        ),
        row(
            "II",
            "Xây dựng cơ quan",
            "40",
            row("II.1", "Nộp hồ sơ đúng hạn", "5", rule=TIERS),
            row("II.2", "Kết quả xếp loại tổ chức đảng", "12", rule=LEVELS),
            row("II.3", "Có kế hoạch chuyển đổi số", "8", rule=CriterionRule("yes_no")),
            row("II.4", "Phong trào thi đua nội bộ", "15"),
        ),
        replace(
            row("T", "Điểm thưởng", "10", row("T.1", "Khen thưởng", "10", rule=PRIZE)), role="bonus"
        ),
        replace(
            row(
                "P",
                "Điểm trừ",
                "5",
                row("P.1", "Nộp chậm", "3", rule=FINE),
                row("P.2", "Khác", "2"),
            ),
            role="deduction",
        ),
    )
)

PACK = RulePack(
    id="ruled",
    name="Quy tắc có số liệu",
    board="Ban Thi đua",
    legal_bases=(LegalBasis("kh", "Kế hoạch 12/KH-UBND"),),
    rules=(
        Rule("section-cap", "Mức tối đa của mục", "", "kh", "mục III.1"),
        Rule("bonus-section", "Điểm thưởng", "", "kh", "mục III.2"),
        Rule("deduction-section", "Điểm trừ", "", "kh", "mục III.3"),
    ),
    total=D(110),
    content_total=D(100),
    bonus_over_total=True,
    classes=(
        ClassBand("Xuất sắc", D(90)),
        ClassBand("Tốt", D(70)),
        ClassBand("Hoàn thành", D(50)),
    ),
    not_applicable="leave_out",
)

UNITS = ("Ban Dân vận", "Ban Nội chính", "Ban Tổ chức", "Văn phòng")


def filled(**numbers: str) -> Score:
    """A score with these numbers behind it."""
    return Score(inputs=as_inputs({key: D(value) for key, value in numbers.items()}))


def season() -> Season:
    """Four units: one full, one with other numbers, one whose plan is 0, one with nothing."""
    scores: dict[ScoreKey, Score] = {}

    def put(unit: str, criterion: str, score: Score, stage: str = "block") -> None:
        scores[ScoreKey(unit, criterion, stage)] = score

    counts = {
        "Ban Dân vận": ("3", "1", "0"),
        "Ban Nội chính": ("0", "0", "0"),
        "Ban Tổ chức": ("1", "0", "2"),
    }
    for unit, (late, absent, wrong) in counts.items():
        put(unit, "I.1", filled(late=late, absent=absent, wrong=wrong))
        put(unit, "I.3", Score(D(22)))
        put(unit, "II.1", filled(value="2"))
        put(unit, "II.2", filled(b="1"))
        put(unit, "II.3", filled(yes="1"))
        put(unit, "II.4", Score(D(14)))
    put("Ban Dân vận", "I.1", filled(late="2", absent="0", wrong="0"), "self")
    put("Ban Dân vận", "I.2", filled(plan="100", result="95"))
    put("Ban Nội chính", "I.2", filled(plan="80", result="100"))
    put("Ban Tổ chức", "I.2", filled(plan="0", result="12"))
    put("Ban Nội chính", "T.1", filled(flag="1"))
    put("Ban Dân vận", "P.1", filled(late="2"))
    return Season(
        block=Block("Khối Thi đua các cơ quan Tỉnh ủy"),
        year=2023,
        pack=PACK,
        table=TABLE,
        units=tuple(Unit(it, it) for it in UNITS),
        scores=scores,
    )
