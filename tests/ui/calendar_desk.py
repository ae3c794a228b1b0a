"""A page of days to test on: a year with five things to do, its tabs, and how they are looked at."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from models.duties import Deadline
from models.season import Season
from models.year_plan import PlanItem, YearPlan
from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.page_samples import NOW, season
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.tab import Tab
from ui.widgets.forms import FormDialog

REPORT = PlanItem(Deadline("rep", "Gửi báo cáo kết quả", "after_meeting", days=3))
DOSSIER = PlanItem(Deadline("dos", "Trình hồ sơ", "after_meeting", days=5, month=12, day=25))
INVITE = PlanItem(Deadline("inv", "Gửi giấy mời", "after_meeting", days=14, earlier=True))
HALF = PlanItem(
    Deadline("half", "Sơ kết 6 tháng", "month", month=6), "Đợt 1", "Văn phòng", "Báo cáo"
)
DRIVE = PlanItem(
    Deadline(
        "drive", "Phát động đợt cuối năm", "window", month=12, day=1, last_month=12, last_day=6
    )
)
PLAN = YearPlan(meeting=date(2023, 12, 19), items=(REPORT, DOSSIER, INVITE, HALF, DRIVE))


def planned(plan: YearPlan = PLAN) -> Season:
    made = season()
    return replace(made, head="", plan=plan, pack=replace(made.pack, deadlines=(), papers=()))


Open = Callable[..., Any]


def opener(tmp_path: Path, qtbot: Any) -> Iterator[Open]:
    """What opens a tab on a book with a plan; every session it opened is closed at the end."""
    sessions: list[Session] = []

    def make(kind: type[Tab], plan: YearPlan = PLAN) -> Any:
        path = tmp_path / "khoi.khoi"
        BlockFile.create(path, planned(plan), Act(NOW, "Tạo sổ")).close()
        session = Session(tmp_path / "sao luu", clock=lambda: NOW)
        session.open(path)
        sessions.append(session)
        tab = kind(session, Jobs())
        qtbot.addWidget(tab)
        tab.resize(1100, 620)
        tab.show()
        tab.refresh("file")
        session.changed.connect(tab.refresh)
        return tab

    yield make
    for it in sessions:
        it.close()


def lines(tab: Any) -> str:
    """The table as it is copied, headings of groups alone on their line."""
    rows = tab.table.as_text(tab.table.records).splitlines()
    return "\n" + "\n".join(" | ".join(it for it in row.split("\t") if it) for row in rows)


def pick(tab: Any, key: str) -> Any:
    assert tab.table.select(lambda it: it.key == key)
    return tab.table.selected


def answering(tab: Any, **answers: Any) -> list[str]:
    asked: list[str] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog.windowTitle())
        return {**dialog.form.values(), **answers}

    tab.ask = fill
    return asked
