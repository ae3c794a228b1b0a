"""The pages of the window as data; a page's module is imported when it is shown for the first time."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any


@dataclass(frozen=True, slots=True)
class PageSpec:
    """One page: its key, the word in the side bar, its icon, and where its class stands."""

    key: str
    title: str
    icon: str
    module: str
    name: str
    in_side_bar: bool = True

    def load(self) -> Any:
        """The class of the page, made as `Class(session, jobs)`."""
        return getattr(import_module(self.module), self.name)


PAGES = (
    PageSpec("overview", "Tổng quan", "home", "ui.pages.overview", "OverviewPage"),
    PageSpec("units", "Đơn vị", "unit", "ui.pages.units", "UnitsPage"),
    PageSpec("table", "Bảng chấm điểm", "table", "ui.pages.table", "TablePage"),
    PageSpec("papers", "Hồ sơ", "papers", "ui.pages.papers", "PapersPage"),
    PageSpec("scores", "Chấm điểm", "scores", "ui.pages.scores", "ScoresPage"),
    PageSpec("ranking", "Xếp hạng", "ranking", "ui.pages.ranking", "RankingPage"),
    PageSpec("calendar", "Lịch và hạn", "calendar", "ui.pages.calendar", "CalendarPage"),
    PageSpec("meeting", "Hội nghị", "meeting", "ui.pages.meeting", "MeetingPage"),
    PageSpec("documents", "Văn bản", "documents", "ui.pages.documents", "DocumentsPage"),
    PageSpec("history", "Lịch sử", "history", "ui.pages.history", "HistoryPage"),
    PageSpec(
        "import", "Nhận biểu mẫu", "import", "ui.pages.imports", "ImportPage", in_side_bar=False
    ),
)
