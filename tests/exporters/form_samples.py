"""A made-up block for the tests of the unit's form: a table three deep, units of every kind."""

from dataclasses import replace
from decimal import Decimal

from models.block import Block, Unit
from models.rulepack import DeductionRule, OrganisationRule, RulePack
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow

USUAL = Unit("Ban Dân vận Tỉnh ủy", "u-danvan")
UNION_ONLY = Unit("Trường Chính trị tỉnh", "u-truong", has_party=False)
NEITHER = Unit("Quỹ Bảo vệ môi trường", "u-quy", has_party=False, has_union=False)

PACK = RulePack(
    id="thu",
    name="Quy định thử",
    content_total=Decimal(95),
    evidence_required=True,
    deductions=(
        DeductionRule("deduct-reminder", "Nhắc nhở", "reminders", "per_case", Decimal("0.5")),
    ),
    organisation=OrganisationRule(
        "II", "no-party-use-union", "no-party-no-union-half", Decimal(50)
    ),
    step=Decimal("0.25"),
)


def leaf(code: str, title: str, most: str, **more: object) -> TableRow:
    return TableRow(code, title, Decimal(most), **more)  # type: ignore[arg-type]


TABLE = ScoringTable(
    (
        TableRow(
            "I",
            "Thực hiện nhiệm vụ chính trị, chuyên môn của cơ quan, đơn vị",
            Decimal(60),
            rows=(
                leaf(
                    "I.1", "Hoàn thành các nhiệm vụ được giao trong năm", "20", evidence="Báo cáo"
                ),
                TableRow(
                    "I.2",
                    "Cải cách hành chính, chuyển đổi số",
                    Decimal(25),
                    rows=(
                        leaf("I.2.a", "Ban hành và thực hiện kế hoạch cải cách hành chính", "15"),
                        leaf(
                            "I.2.b",
                            "Văn bản gửi trên trục liên thông",
                            "12.5",
                            guidance="≥ 95%: 12,5",
                        ),
                    ),
                ),
                leaf("I.3", "Chế độ thông tin, báo cáo", "15", deduct_each=Decimal("0.5")),
            ),
        ),
        TableRow(
            "II",
            "Xây dựng Đảng, đoàn thể",
            Decimal(20),
            rows=(
                leaf("II.1", "Kết quả xếp loại tổ chức đảng", "12"),
                leaf("II.2", "Đoàn thể", "8"),
            ),
        ),
        TableRow(
            "III",
            "Công tác thi đua, khen thưởng",
            Decimal(15),
            rows=(
                leaf("III.1", "Phát động phong trào", "10"),
                leaf("III.2", "Hồ sơ khen thưởng", "5"),
            ),
        ),
    )
)

SEASON = Season(
    Block("Khối thi đua các cơ quan Tỉnh ủy"),
    2023,
    PACK,
    TABLE,
    (USUAL, UNION_ONLY, NEITHER),
    head=USUAL.id,
)

FULL = {
    "I.1": "19.5",
    "I.2.a": "14.25",
    "I.2.b": "12.5",
    "I.3": "15",
    "II.1": "12",
    "II.2": "7.75",
    "III.1": "0",
    "III.2": "4.25",
}
"""Points of every criterion; I.2 is cut to 25, and II of a unit with neither organisation to 10."""


def filled(season: Season, unit: Unit, points: dict[str, str]) -> Season:
    """The season with self scores of one unit, each with its document and a note."""
    return season.with_scores(
        {
            ScoreKey(unit.id, code, "self"): Score(
                Decimal(value), f"Báo cáo số {code}/BC ngày 05/12/2023", f"ghi chú {code}"
            )
            for code, value in points.items()
        }
    )


def long_season(count: int) -> Season:
    """As many criteria as wanted, with the long titles that real tables have."""
    title = (
        "Tổ chức quán triệt, triển khai thực hiện kịp thời, có hiệu quả các chủ trương, nghị quyết của"
        " Đảng, chính sách, pháp luật của Nhà nước và nhiệm vụ chính trị được cấp có thẩm quyền giao"
    )
    sections = []
    for number, roman in enumerate(("I", "II", "III")):
        groups = []
        for group in range(1, 3):
            rows = tuple(
                leaf(
                    f"{roman}.{group}.{at}",
                    title if at % 2 else f"Báo cáo định kỳ lần {at}",
                    "2.5",
                    evidence="Kế hoạch, báo cáo, văn bản triển khai và kết quả thực hiện"
                    * (at % 3),
                    guidance="Chậm mỗi báo cáo trừ 0,25 điểm; không có trừ hết" * (at % 2),
                )
                for at in range(1, count // 6 + 1)
            )
            groups.append(TableRow(f"{roman}.{group}", f"Nhóm nhiệm vụ {group}", rows=rows))
        most = (Decimal(60), Decimal(20), Decimal(15))[number]
        sections.append(TableRow(roman, f"Nội dung {roman}: {title}", most, rows=tuple(groups)))
    return replace(SEASON, table=ScoringTable(tuple(sections)), is_sample=True)
