"""A small block for tests of the pages: five units, three sections, the shipped rule pack."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

from models.block import Block, Unit
from models.season import Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from models.table_life import TableLife
from ui.book import shipped
from ui.book.session import Session

NOW = datetime(2023, 12, 6, 8, 5)
TODAY = date(2023, 12, 6)

UNITS = (
    Unit("Ban Nội chính Tỉnh ủy", "u1"),
    Unit("Ban Tổ chức Tỉnh ủy", "u2"),
    Unit("Ban Dân vận Tỉnh ủy", "u3", has_party=False),
    Unit("Báo Lào Cai", "u4", has_party=False, has_union=False),
    Unit("Trường Chính trị tỉnh", "u5", short_name="Trường Chính trị"),
)
BLOCK = Block("Khối thi đua các cơ quan Tỉnh ủy", "TỈNH ỦY LÀO CAI", "VĂN PHÒNG", "Lào Cai")


def _row(code: str, title: str, points: str, evidence: str = "") -> TableRow:
    return TableRow(code, title, Decimal(points), evidence)


TABLE = ScoringTable(
    (
        TableRow(
            "I",
            "Thực hiện nhiệm vụ chính trị",
            Decimal(50),
            rows=(
                _row("I.1", "Hoàn thành chỉ tiêu, nhiệm vụ được giao", "30", "Báo cáo tổng kết"),
                _row("I.2", "Cải cách hành chính, chuyển đổi số", "20", "Quyết định phân loại"),
            ),
        ),
        TableRow(
            "II",
            "Xây dựng Đảng, chính quyền, đoàn thể",
            Decimal(25),
            rows=(
                _row("II.1", "Xếp loại tổ chức đảng", "15", "Thông báo xếp loại"),
                _row("II.2", "Xếp loại chính quyền, đoàn thể", "10", "Thông báo xếp loại"),
            ),
        ),
        TableRow(
            "III",
            "Thực hiện nhiệm vụ thi đua, khen thưởng",
            Decimal(20),
            rows=(
                _row("III.1", "Tổ chức phong trào thi đua", "12", "Kế hoạch, báo cáo"),
                _row("III.2", "Công tác khen thưởng", "8", "Tờ trình, quyết định"),
            ),
        ),
    ),
    title="Bảng chấm điểm năm 2023",
    life=TableLife("issued", number="Quyết định số 05/QĐ-KTĐ ngày 10/02/2023"),
)


def season(**changes: object) -> Season:
    """The block with its units and its table, and no points yet."""
    pack = shipped.find_pack("lao-cai-3666")
    assert pack is not None
    made = Season(BLOCK, 2023, pack, TABLE, UNITS, head="u1", deputy="u2")
    return replace(made, **changes)  # type: ignore[arg-type]


def filled(
    given: Season,
    stage: str,
    units: Iterable[str] = ("u1", "u2", "u3", "u4", "u5"),
    *,
    less: str = "0.5",
    evidence: str = "Có hồ sơ",
) -> Season:
    """With full marks, less a little for each unit after the first, in the stage's sections."""
    found = given.pack.stage(stage)
    assert found is not None
    scores: dict[ScoreKey, Score] = {}
    for place, unit in enumerate(units):
        for section in given.table.rows:
            if found.sections and section.code not in found.sections:
                continue
            for _, row in section.walk():
                if row.is_criterion and row.max_points is not None:
                    points = row.max_points - Decimal(less) * place
                    scores[ScoreKey(unit, row.code, stage)] = Score(points, evidence)
    return given.with_scores(scores)


def session_of(folder: Path, given: Season) -> Session:
    """A session with a real file that holds `given`."""
    made = Session(folder / "sao-luu", clock=lambda: NOW)
    made.create(folder / "Khoi Tinh uy 2023.khoi", given)
    return made
