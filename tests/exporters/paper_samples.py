"""A block-year with everything a paper has to show: a tie, a parted tie, an exclusion, a gap, cuts."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.block import Block, PaperStyle, Unit
from models.facts import (
    Classification,
    DisciplineFault,
    Exclusion,
    Facts,
    IneligibleDossiers,
    Reminder,
    Target,
)
from models.rulepack import (
    BonusRule,
    DeductionRule,
    LegalBasis,
    OpenValue,
    OrganisationRule,
    Rule,
    RulePack,
    Stage,
    TieBreak,
    Tier,
)
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow

PRINTED_ON = date(2023, 12, 19)
GUIDE = "1560"
NAMES = (
    "Ban Nội chính Tỉnh ủy",
    "Ban Tổ chức Tỉnh ủy",
    "Văn phòng Tỉnh ủy",
    "Ban Tuyên giáo Tỉnh ủy",
    "Ban Dân vận Tỉnh ủy",
    "Ủy ban Kiểm tra Tỉnh ủy",
    "Đảng ủy Khối cơ quan và doanh nghiệp tỉnh",
    "Trường Chính trị tỉnh",
    "Báo Lào Cai",
)
LONG_NAMES = tuple(
    f"Trung tâm Kiểm soát chất lượng nông, lâm sản và thủy sản, phòng chống thiên tai khu vực số {number}"
    for number in range(1, 60)
)


def points(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _rule(name: str, title: str, text: str = "", clause: str = "mục II.2b") -> Rule:
    return Rule(name, title, text or title, GUIDE, clause)


PACK = RulePack(
    id="lao-cai-2021",
    name="Quy định khối thi đua tỉnh Lào Cai",
    legal_bases=(
        LegalBasis("3666", "Quyết định 3666/QĐ-UBND ngày 13/10/2021"),
        LegalBasis(GUIDE, "Hướng dẫn 1560/SNV-TĐKT năm 2021"),
    ),
    rules=(
        _rule("bonus-exceed", "Thưởng chỉ tiêu vượt đăng ký", clause="mục II.2a"),
        _rule("deduct-reminder", "Văn bản nhắc nhở, phê bình"),
        _rule("deduct-dossier", "Hồ sơ khen thưởng không đủ điều kiện"),
        _rule("deduct-discipline", "Không chấp hành quy chế của khối"),
        _rule("section-cap", "Không vượt số điểm của mục", clause="mục II.1"),
        _rule("no-party-use-union", "Không có tổ chức đảng", clause="mục II.1"),
        _rule("no-party-no-union-half", "Tối đa 50% mục II", clause="mục II.1"),
        _rule(
            "honest-provisional",
            "Điểm tạm tính",
            "điểm dựa trên kết quả xếp loại năm chưa được công bố chính thức",
            "mục II.1",
        ),
    ),
    content_total=Decimal(95),
    bonus=BonusRule(
        "bonus-exceed", "Thưởng chỉ tiêu vượt đăng ký", ("I",), Decimal(1), Decimal(5), Decimal(1)
    ),
    deductions=(
        DeductionRule(
            "deduct-reminder",
            "Văn bản nhắc nhở, phê bình",
            "reminders",
            "per_case",
            points("0,5"),
            Decimal(2),
        ),
        DeductionRule(
            "deduct-dossier",
            "Hồ sơ khen thưởng không đủ điều kiện",
            "dossiers",
            "tiers",
            tiers=(
                Tier(1, 5, Decimal(1)),
                Tier(6, 10, points("1,5")),
                Tier(11, None, Decimal(2)),
            ),
            needs_notice=True,
        ),
        DeductionRule(
            "deduct-discipline",
            "Không chấp hành quy chế của khối",
            "discipline",
            "flat",
            Decimal(1),
        ),
    ),
    organisation=OrganisationRule(
        "II", "no-party-use-union", "no-party-no-union-half", Decimal(50)
    ),
    provisional_sections=("II",),
    stages=(
        Stage("self", "Tự chấm"),
        Stage("block", "Khối chấm"),
        Stage("appraisal", "Thẩm định", ("III",)),
        Stage("agreed", "Thống nhất"),
    ),
    tie_breaks=(TieBreak("section", "I"),),
    open_values=(
        OpenValue("tie_breaks", "thứ tự xét khi cùng điểm", "mục I cao hơn"),
        OpenValue("deduct-discipline", "vi phạm quy chế khối trừ một lần"),
    ),
    decided=("tie_breaks", "deduct-discipline"),
)

TABLE = ScoringTable(
    title="Bảng chấm điểm thi đua năm 2023",
    rows=(
        TableRow(
            "I",
            "Thực hiện nhiệm vụ chính trị",
            Decimal(60),
            rows=(
                TableRow("I.1", "Hoàn thành chương trình công tác năm", Decimal(20)),
                TableRow(
                    "I.2", "Tham mưu văn bản của cấp ủy đúng tiến độ, chất lượng", Decimal(15)
                ),
                TableRow("I.3", "Kiểm tra, giám sát theo kế hoạch", Decimal(15)),
                TableRow("I.4", "Cải cách hành chính, chuyển đổi số", Decimal(10)),
            ),
        ),
        TableRow(
            "II",
            "Xây dựng Đảng và tổ chức đoàn thể",
            Decimal(20),
            rows=(
                TableRow("II.1", "Kết quả xếp loại tổ chức đảng", Decimal(12)),
                TableRow("II.2", "Kết quả xếp loại các đoàn thể", Decimal(8)),
            ),
        ),
        TableRow(
            "III",
            "Thực hiện công tác thi đua, khen thưởng",
            Decimal(15),
            rows=(
                TableRow("III.1", "Tổ chức phong trào thi đua", Decimal(6)),
                TableRow("III.2", "Công tác khen thưởng, hồ sơ đúng quy định", Decimal(5)),
                TableRow("III.3", "Phát hiện, nhân rộng điển hình tiên tiến", Decimal(4)),
            ),
        ),
    ),
)

# Points of the block by unit, in the order of the criteria; "" is an empty cell.
BLOCK_POINTS = (
    "20 15 14,5 10 12 8 6 5 4",
    "19 15 14 10 12 8 6 4,5 3,5",
    "20 14 14 10 12 8 6 4,5 3,5",
    "19 14 14 9,5 12 7,5 5,5 4,5 3,5",
    "18,5 14 14 10 12 7,5 5,5 4,5 3,5",
    "20 15 15 10 12 8 6 5 4",
    "18 14 13 9 12 8 5 4,5 3",
    "18 13,5 13 9,25 12 8 5,5 4 3,5",
    "18 13 13 9 12 7  4 3",
)


def block(style: PaperStyle = "state") -> Block:
    return Block(
        name="Khối Thi đua các cơ quan Tỉnh ủy",
        superior="Tỉnh ủy Lào Cai" if style == "party" else "UBND tỉnh Lào Cai",
        issuer="Khối Thi đua các cơ quan Tỉnh ủy",
        place="Lào Cai",
        style=style,
    )


def season(
    names: tuple[str, ...] = NAMES, style: PaperStyle = "state", *, pack: RulePack = PACK
) -> Season:
    """A season with one unit for each name; figures repeat after the ninth."""
    traits = {7: {"has_party": False, "has_union": False}, 8: {"has_party": False}}
    units = tuple(
        Unit(name, f"u{index}", **traits.get(index % 9, {})) for index, name in enumerate(names)
    )
    made = Season(
        block=block(style),
        year=2023,
        pack=pack,
        table=TABLE,
        units=units,
        head=units[0].id if units else "",
        deputy=units[1].id if len(units) > 1 else "",
        scores=_scores(units) if units else {},
        facts=_facts(units) if units else Facts(),
    )
    return replace(made, is_sample=True)


def _scores(units: tuple[Unit, ...]) -> dict[ScoreKey, Score]:
    scores = {}
    for index, unit in enumerate(units):
        entered = BLOCK_POINTS[index % 9].split(" ")
        for row, text in zip(TABLE.criteria(), entered, strict=True):
            evidence = f"Báo cáo số {10 + index}/BC-{row.code}" if row.code.endswith("1") else ""
            provisional = row.code.startswith("II.") and index % 9 < 6
            if not text:
                continue
            value = points(text)
            own = min(value + points("0,25"), row.max_points or value)
            scores[ScoreKey(unit.id, row.code, "self")] = Score(own, evidence)
            scores[ScoreKey(unit.id, row.code, "block")] = Score(value, provisional=provisional)
    scores[ScoreKey(units[0].id, "III.2", "appraisal")] = Score(
        points("4,5"), note="thiếu biên bản họp xét"
    )
    return scores


def _facts(units: tuple[Unit, ...]) -> Facts:
    targets = tuple(
        Target(units[0].id, f"Chỉ tiêu {number}", "I", Decimal(10), Decimal(12))
        for number in range(1, 8)
    )
    # The first six of every nine still wait for their classification: their section II is provisional.
    known = tuple(Classification(it.id) for index, it in enumerate(units) if index % 9 >= 6)
    found = Facts(targets=targets, classifications=known)
    if len(units) < 9:
        return found
    return replace(
        found,
        targets=(
            *targets,
            Target(units[3].id, "Giải quyết đơn thư", "I", Decimal(90), Decimal(90)),
        ),
        reminders=tuple(
            Reminder(units[4].id, f"Văn bản {number}/UBND-NC", date(2023, 6, number))
            for number in range(1, 6)
        ),
        dossiers=(
            IneligibleDossiers(units[3].id, 6, "TB 12/BTĐKT"),
            IneligibleDossiers(units[4].id, 2),
        ),
        discipline=(
            DisciplineFault(units[6].id, "late_paper"),
            DisciplineFault(units[6].id, "absent"),
        ),
        exclusions=(
            Exclusion(
                units[5].id,
                "bị phê bình bằng văn bản về vi phạm nghiêm trọng",
                "Công văn 77/UBND-NC",
                date(2023, 9, 5),
            ),
        ),
    )
