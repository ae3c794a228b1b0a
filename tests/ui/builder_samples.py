"""A table to edit, a big one of 230 rows, and a file that holds them; no shipped data is needed."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from models.block import Block, Unit
from models.criterion_rule import CriterionRule, Item
from models.rulepack import RulePack
from models.season import Season
from models.table import ScoringTable, TableRow
from ui.book.session import Session

NOW = datetime(2023, 12, 6, 8, 5)
D = Decimal
PACK = RulePack("thu", "Bộ quy tắc thử", total=D(100), content_total=D(95), evidence_required=True)


def row(code: str, title: str, points: str = "", *rows: TableRow) -> TableRow:
    evidence = "" if rows else "Báo cáo"
    return TableRow(code, title, D(points) if points else None, evidence, rows=rows)


TABLE = ScoringTable(
    (
        row(
            "I",
            "Thực hiện nhiệm vụ chính trị",
            "60",
            row("I.1", "Hoàn thành chương trình công tác năm theo kế hoạch được giao", "20"),
            row(
                "I.2",
                "Thực hiện chỉ tiêu đăng ký đầu năm",
                "40",
                row("I.2.a", "Chỉ tiêu đã đăng ký", "25"),
                row("I.2.b", "Văn bản tham mưu đúng tiến độ", "15"),
            ),
        ),
        row("II", "Xây dựng Đảng, đoàn thể", "20", row("II.1", "Xếp loại tổ chức đảng", "20")),
        row("III", "Công tác thi đua", "15", row("III.1", "Phong trào thi đua", "15")),
    )
)
DEDUCT = CriterionRule("deduct", (Item("1", "Văn bản chậm", D("0.5"), "văn bản"),))


def big_table(sections: int = 10, groups: int = 4) -> ScoringTable:
    """230 rows worth 1,000 points: 10 sections, 4 groups of 25 points in each, 5 criteria in those
    (3 in the last one)."""
    made = []
    for s in range(1, sections + 1):
        inner = []
        for g in range(1, groups + 1):
            parts = ("5", "5", "5", "5", "5") if g < groups else ("10", "10", "5")
            code = f"{s}.{g}"
            rows = tuple(
                row(f"{code}.{c}", f"Tiêu chí số {c} của nhóm {code}", part)
                for c, part in enumerate(parts, 1)
            )
            inner.append(row(code, f"Nhóm {code}", "25", *rows))
        made.append(row(str(s), f"Mục {s}", str(25 * groups), *inner))
    return ScoringTable(tuple(made))


def session_of(folder: Path, table: ScoringTable = TABLE) -> Session:
    """A session with a real file that holds the table and two units."""
    units = (Unit("Ban Nội chính", "u1"), Unit("Ban Tổ chức", "u2"))
    made = Session(folder / "sao-luu", clock=lambda: NOW)
    season = Season(Block("Khối thi đua"), 2023, PACK, table, units)
    made.create(folder / "Khoi 2023.khoi", season)
    return made
