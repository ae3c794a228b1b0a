"""A made-up table with every kind of criterion, a bonus and a deduction section, for the unit's form."""

from dataclasses import replace
from decimal import Decimal

from models.block import Block, Unit
from models.criterion_rule import Band, CriterionRule, Item
from models.rulepack import RulePack
from models.scores.criterion_inputs import as_inputs
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, SectionRole, TableRow

UNIT = Unit("Ban Dân vận Tỉnh ủy", "u-danvan")
OTHER = Unit("Ban Tổ chức Tỉnh ủy", "u-tochuc")
D = Decimal

PACK = RulePack(
    id="thu",
    name="Quy định thử",
    total=D(100),
    content_total=D(95),
    bonus_max=D(5),
    deductions_max=D(4),
    evidence_required=True,
    step=D("0.25"),
)


def item(code: str, title: str, points: str, measure: str = "lần", **more: object) -> Item:
    return Item(code, title, D(points), measure, **more)  # type: ignore[arg-type]


def ruled(code: str, title: str, most: str, kind: str, **rule: object) -> TableRow:
    """A criterion with a rule of this kind."""
    made = CriterionRule(kind, **rule)  # type: ignore[arg-type]
    return TableRow(code, title, D(most) if most else None, rule=made)


def band(points: str, low: str | None, high: str | None, *, high_open: bool = False) -> Band:
    ends = [None if it is None else D(it) for it in (low, high)]
    return Band(D(points), ends[0], ends[1], high_open=high_open)


LATE = item("cham", "Báo cáo chậm", "0.5", "báo cáo")
LEVELS = (
    item("tot", "Tốt", "5"),
    item("kha", "Khá", "4"),
    item("dat", "Đạt", "3"),
    item("chua", "Chưa đạt", "0"),
)
LONG_LEVELS = tuple(
    item(f"m{at}", f"Mức {at}: {'hoàn thành nhiệm vụ được giao trong năm; ' * 2}", str(5 - at))
    for at in range(1, 4)
)

FIRST = (
    ruled(
        "I.1", "Chế độ thông tin, báo cáo", "15", "deduct",
        items=(LATE, item("thieu", "Không có báo cáo", "2", "báo cáo")),
    ),
    ruled(
        "I.2", "Sáng kiến được công nhận", "10", "per_case",
        items=(item("tinh", "Cấp tỉnh", "2.5"), item("coso", "Cấp cơ sở", "1.3")),
    ),
    ruled(
        "I.3", "Danh hiệu cao nhất", "6", "per_case", highest_only=True,
        items=(item("tinh", "Cấp tỉnh", "2"), item("tw", "Cấp trung ương", "3.1")),
    ),
    ruled(
        "I.4", "Cộng và trừ", "8", "mixed", base=D(3), floor=D(-2),
        items=(
            item("cong", "Việc tốt", "0.7"),
            item("tru", "Khuyết điểm", "-1.1"),
            item("ve", "Vi phạm", "-1", wipes=True),
            Item("chon", "Đóng góp khác", D(1), most=D(3)),
        ),
    ),
    ruled(
        "I.5", "Tổ hợp điều kiện", "10", "combination", all_points=D(10),
        items=tuple(item(it, f"Thiếu hồ sơ {it}", "2") for it in "abc"),
    ),
    ruled("I.6", "Thu ngân sách", "10", "plan", unit_word="triệu đồng", no_plan="full"),
    ruled(
        "I.7", "Phát triển hội viên", "10", "plan", reached_percent=D(50), below_plan="nothing",
        no_plan="leave_out", unit_word="người",
    ),
    ruled(
        "I.8", "Vượt chỉ tiêu", "12", "steps", base=D(8), step_percent=D("2.5"),
        step_points=D("0.5"), under_points=D("0.75"),
    ),
)  # fmt: skip
SECOND = (
    ruled(
        "II.1", "Văn bản gửi trên trục liên thông", "12", "tiers", measure="percent",
        bands=(
            band("12", "95", None), band("9.5", "80", "95", high_open=True),
            band("4", None, "80", high_open=True),
        ),
    ),
    ruled(
        "II.2", "Nộp hồ sơ", "5", "tiers", measure="days",
        bands=(band("5", None, "0"), band("3", "1", "5"), band("1", "6", "10")),
    ),
    ruled(
        "II.3", "Tỷ lệ giải quyết", "6", "tiers", measure="ratio",
        bands=(band("6", "100", None), band("3", "66.5", "100", high_open=True)),
    ),
    ruled("II.4", "Có trang thông tin điện tử", "2.5", "yes_no"),
    ruled("II.5", "Xếp loại tổ chức đảng", "5", "graded", items=LEVELS),
    ruled("II.6", "Xếp loại đoàn thể", "5", "graded", items=LONG_LEVELS),
    ruled("II.7", "Điểm cải cách hành chính", "9", "other_body", factor_percent=D("12.5")),
)  # fmt: skip
THIRD = (
    ruled("III.1", "Đua vượt kế hoạch", "5", "leader", unit_word="công trình"),
    ruled("III.2", "So bình quân", "5", "average", bands=(band("5", "100", None),)),
    ruled("III.3", "Mức tham gia", "4", "choice", floor=D(-1)),
    ruled(
        "III.4", "Kỷ luật", "", "effect",
        items=(item("kl", "Cán bộ bị kỷ luật", "0", "người", effect="lower_class"),),
    ),
    TableRow("III.5", "Phong trào thi đua", D(6), evidence="Kế hoạch, báo cáo"),
)  # fmt: skip
BONUS = (
    ruled("IV.1", "Cờ thi đua", "4", "per_case", items=(LEVELS[0], LEVELS[1])),
    TableRow("IV.2", "Thành tích đột xuất", D(2)),
)
DEDUCTION = (
    ruled("V.1", "Vi phạm quy chế khối", "5", "per_case", items=(LATE,)),
    TableRow("V.2", "Khuyết điểm khác", D(2)),
)


def section(
    code: str, title: str, most: str, rows: tuple[TableRow, ...], role: SectionRole
) -> TableRow:
    return TableRow(code, title, D(most), rows=rows, role=role)


TABLE = ScoringTable(
    (
        section("I", "Nhiệm vụ chính trị", "70", FIRST, "content"),
        section("II", "Xây dựng Đảng, đoàn thể", "40", SECOND, "content"),
        section("III", "Thi đua, khen thưởng", "20", THIRD, "content"),
        section("IV", "Điểm thưởng", "5", BONUS, "bonus"),
        section("V", "Điểm trừ", "5", DEDUCTION, "deduction"),
    )
)
SEASON = Season(Block("Khối các cơ quan Tỉnh ủy"), 2025, PACK, TABLE, (UNIT, OTHER), head=UNIT.id)

INPUTS: dict[str, dict[str, str]] = {
    "I.1": {"cham": "3", "thieu": "1"},
    "I.2": {"tinh": "1", "coso": "2"},
    "I.3": {"tinh": "1", "tw": "1"},
    "I.4": {"cong": "2", "tru": "1", "ve": "0", "chon": "1.5"},
    "I.5": {"a": "1", "b": "0", "c": "1"},
    "I.6": {"plan": "1200", "result": "1100"},
    "I.7": {"plan": "40", "result": "44"},
    "I.8": {"plan": "300", "result": "331"},
    "II.1": {"value": "94.5"},
    "II.2": {"value": "2"},
    "II.3": {"plan": "30", "result": "20"},
    "II.4": {"yes": "1"},
    "II.5": {"kha": "1"},
    "II.6": {"m2": "1"},
    "II.7": {"value": "71.5"},
    "III.1": {"plan": "10", "result": "12"},
    "III.2": {"value": "7"},
    "III.4": {"kl": "1"},
    "IV.1": {"tot": "1"},
    "V.1": {"cham": "2"},
}
POINTS = {"III.3": "-0.5", "III.5": "5.25", "IV.2": "1.5", "V.2": "0.5"}


def given(
    season: Season,
    inputs: dict[str, dict[str, str]],
    points: dict[str, str],
    unit: Unit = UNIT,
    evidence: str = "Báo cáo số 12/BC",
) -> Season:
    """The season with what the unit itself says of its criteria."""
    made = {
        ScoreKey(unit.id, code, "self"): Score(
            evidence=evidence, inputs=as_inputs({key: D(it) for key, it in numbers.items()})
        )
        for code, numbers in inputs.items()
    }
    made |= {ScoreKey(unit.id, code, "self"): Score(D(it), evidence) for code, it in points.items()}
    return season.with_scores(made)


def with_pack(**changes: object) -> Season:
    """The season under other rules."""
    return replace(SEASON, pack=replace(PACK, **changes))  # type: ignore[arg-type]
