"""Small pages and a small season for tests of the window; nothing of the real pages is loaded."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

from models.block import Block, Unit
from models.rulepack import RulePack
from models.season import Season
from models.table import ScoringTable, TableRow
from ui.book.session import Session
from ui.frame.page_list import PageSpec
from ui.pages.base import Page

NOW = datetime(2023, 12, 6, 14, 32)


class CountingPage(Page):
    """Counts how often it was refreshed and remembers its target."""

    made = 0

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        type(self).made += 1
        self.refreshed: list[str] = []
        self.target = ""

    def refresh(self, what: str) -> None:
        self.refreshed.append(what)

    def show_target(self, target: str) -> None:
        self.target = target


class OverviewPage(CountingPage):
    key, title = "overview", "Tổng quan"


class ScoresPage(CountingPage):
    key, title = "scores", "Chấm điểm"


class ImportPage(CountingPage):
    key, title = "import", "Nhận biểu mẫu"

    def __init__(self, *given: object) -> None:
        super().__init__(*given)
        self.files: list[Path] = []

    def add_files(self, paths: list[Path]) -> None:
        self.files += paths


HERE = "tests.ui.light_pages"
PAGES = (
    PageSpec("overview", "Tổng quan", "home", HERE, "OverviewPage"),
    PageSpec("scores", "Chấm điểm", "scores", HERE, "ScoresPage"),
    PageSpec("import", "Nhận biểu mẫu", "import", HERE, "ImportPage", in_side_bar=False),
)


def small_season(name: str = "Khối thi đua các cơ quan Tỉnh ủy") -> Season:
    """Two units, two criteria, no scores."""
    rows = (
        TableRow("I.1", "Hoàn thành chương trình", Decimal(20), "Báo cáo"),
        TableRow("I.2", "Văn bản đúng hạn", Decimal(10), "Sổ"),
    )
    table = ScoringTable((TableRow("I", "Nhiệm vụ chính trị", Decimal(30), rows=rows),))
    units = (Unit("Ban Dân vận Tỉnh ủy", short_name="BDV"), Unit("Văn phòng Tỉnh ủy"))
    return Season(Block(name), 2023, RulePack("mau", "Bộ quy tắc mẫu"), table, units)


def open_session(folder: Path) -> Session:
    """A session with the small season in a real file."""
    folder.mkdir(exist_ok=True)
    session = Session(folder / "sao-luu", clock=lambda: NOW)
    session.create(folder / "Khoi 2023.khoi", small_season())
    return session
