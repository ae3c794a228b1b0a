"""One user of one PC with a book, for the tests of the reminder."""

from datetime import datetime
from pathlib import Path

from models.season import Season
from storage.audit import Act
from storage.block_file import BlockFile
from tests.models.year_samples import SEASON
from ui.reminders import process

# On this day the pledge, the plan and the half-year are overdue, the self-scores are due today.
MORNING = datetime(2023, 12, 5, 8, 0)
TODAY = MORNING.date()
TITLE = "3 việc quá hạn, 1 việc đến hạn hôm nay"
BODY = (
    "Ký giao ước thi đua (quá hạn 308 ngày)\n"
    "Gửi kế hoạch của khối (quá hạn 281 ngày)\n"
    "Sơ kết 6 tháng; họp, thảo luận (quá hạn 157 ngày)\n"
    "và 1 việc khác"
)


class Desk:
    """One user of one PC: their settings, the notices that came up, the log."""

    def __init__(self, folder: Path) -> None:
        self.settings = folder / "cài đặt"
        self.notices: list[tuple[str, str]] = []
        self.log: list[str] = []
        self.appears = True

    def look(self, when: datetime = MORNING) -> None:
        process.remind(self.settings, when, self._show, self.log.append)

    def _show(self, title: str, body: str) -> bool:
        self.notices.append((title, body))
        return self.appears


def book(folder: Path, season: Season = SEASON, name: str = "khối 1.khoi") -> Path:
    path = folder / name
    BlockFile.create(path, season, Act(MORNING, "Tạo sổ")).close()
    return path


def named(found: object) -> list[str]:
    """The keys of entries of the board."""
    return [it.task.key for it in found]  # type: ignore[attr-defined]
