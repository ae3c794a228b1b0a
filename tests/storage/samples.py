"""A small block-year and the acts and files that the storage tests use."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from models.block import Block, Unit
from models.facts import Exclusion, Facts, OwnDeduction, Reminder, Target
from models.rulepack import RulePack
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from storage.audit import Act
from storage.block_file import BlockFile

NOW = datetime(2026, 11, 20, 8, 30)
YEAR = 2026
D = Decimal


def act(what: str = "sửa điểm", minutes: int = 0, **more: str) -> Act:
    return Act(NOW + timedelta(minutes=minutes), what, **more)


def key(unit: str, criterion: str, stage: str = "self") -> ScoreKey:
    return ScoreKey(unit, criterion, stage)


TABLE = ScoringTable(
    (
        TableRow(
            "I",
            "Phát triển kinh tế - xã hội",
            D(60),
            rows=(
                TableRow("I.1", "Chỉ tiêu", D(40), "Báo cáo số liệu"),
                TableRow("I.2", "Chuyển đổi số", D("20.5"), deduct_each=D("0.5")),
            ),
        ),
        TableRow("II", "Xây dựng Đảng", D(20)),
    ),
    title="Bảng chấm điểm",
)
UNITS = (
    Unit("Ban Dân vận", "dv", has_union=False),
    Unit("Ban Tổ chức", "tc"),
    Unit("Văn phòng Tỉnh ủy", "vp", "VPTU", "Đảng", has_party=True, contact="0214 3 840 000"),
)
FACTS = Facts(
    targets=(Target("tc", "Thu ngân sách", "I", D(100), D("110.5")),),
    reminders=(
        Reminder("dv", "12/CV-TU", date(2026, 3, 1)),
        Reminder("tc", "13/CV-TU"),
        Reminder("dv", "14/CV-TU"),
    ),
    own_deductions=(OwnDeduction("dv", "I.2", 2),),
    exclusions=(Exclusion("vp", "Vi phạm nghiêm trọng"),),
)
SEASON = Season(
    Block("Khối các cơ quan tham mưu", "TỈNH ỦY", "KHỐI THI ĐUA", "Lào Cai"),
    YEAR,
    RulePack("thu", "Bộ quy tắc thử"),
    TABLE,
    UNITS,
    head="dv",
    deputy="tc",
    scores={
        key("dv", "I.1"): Score(D("39.5"), "Công văn 5", source="dan_van.xlsx"),
        key("dv", "II", "block"): Score(D(18), provisional=True),
        key("vp", "I.1"): Score(inputs=(Input("plan", D(100)), Input("result", D("95.5")))),
        key("tc", "I.2"): Score(None, note="chờ hồ sơ"),
        key("tc", "II"): Score(D(20)),
    },
    facts=FACTS,
)


def new_book(folder: Path, season: Season = SEASON, name: str = "khối 1.khoi") -> BlockFile:
    """A new open file."""
    return BlockFile.create(folder / name, season, act("tạo sổ"))


def saved_book(folder: Path, season: Season = SEASON, name: str = "khối 1.khoi") -> Path:
    """A new closed file."""
    with new_book(folder, season, name) as book:
        return book.path


def with_year(year: int) -> Season:
    return replace(SEASON, year=year)
