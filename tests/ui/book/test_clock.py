"""The PC's clock is held against the book and against Viet Nam's zone; a day that is assumed stays out of real books."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

import main as program
from models.errors import AppError
from models.season import ScoreKey, Season
from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.light_pages import NOW, CountingPage, small_season
from tests.ui.light_pages import PAGES as LIGHT_PAGES
from ui.book.clock import SAMPLE_DAY, Clock
from ui.book.day_watch import DayWatch
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.frame.page_list import PageSpec


def opened_at(
    qtbot: QtBot,
    folder: Path,
    now: datetime,
    clock: Clock | None = None,
    season: Season | None = None,
) -> MainWindow:
    """The window, with a book whose last act was at `NOW`, when the PC says `now`."""
    path = folder / "Khối.khoi"
    BlockFile.create(path, season or small_season(), Act(NOW, "tạo sổ")).close()
    session = Session(clock=clock or (lambda: now))
    window = MainWindow(session, Jobs(), folder / "cai-dat", path, pages=LIGHT_PAGES)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (
            datetime(2009, 1, 1, 0, 3),
            "Ngày giờ của máy là 01/01/2009 00:03, trước lần ghi gần nhất của sổ: 06/12/2023 14:32.",
        ),
        (
            datetime(2099, 5, 4, 8),
            "Sổ này ghi lần gần nhất ngày 06/12/2023, cách ngày của máy (04/05/2099) hơn một năm.",
        ),
        (
            datetime(2024, 7, 20, 8),
            "Sổ này ghi lần gần nhất ngày 06/12/2023, cách ngày của máy (20/07/2024) hơn 7 tháng.",
        ),
    ],
)
def test_a_clock_that_cannot_be_right_is_said(
    now: datetime, said: str, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened_at(qtbot, tmp_path, now)
    assert window.notice.isVisible()
    assert said in window.notice._text.text()
    window.session.set_points(
        ScoreKey(window.session.season.units[0].id, "I.1", "self"), Decimal(3)
    )
    assert window.session.history(limit=1)[0].when == now
    window.session.close()


@pytest.mark.parametrize("minutes", [-4, 0, 60 * 24 * 153])
def test_a_clock_that_may_be_right_is_left_alone(
    minutes: int, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened_at(qtbot, tmp_path, NOW + timedelta(minutes=minutes))
    assert not window.notice.isVisible()
    window.session.close()


class InZone(Clock):
    """A PC that stands at `NOW` somewhere on earth."""

    def __init__(self, hours: float, assumed: date | None = None) -> None:
        super().__init__(assumed)
        self.hours = hours

    def real(self) -> datetime:
        return NOW

    def offset(self) -> timedelta:
        return timedelta(hours=self.hours)


@pytest.mark.parametrize(("hours", "said"), [(-8, "UTC−8"), (5.5, "UTC+5:30"), (0, "UTC+0")])
def test_a_pc_in_another_time_zone_is_told(
    hours: float, said: str, qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened_at(qtbot, tmp_path, NOW, InZone(hours))
    assert window.notice._text.text() == (
        f"Múi giờ của máy là {said}, giờ Việt Nam là UTC+7: ngày “hôm nay” và giờ ghi trong lịch sử có thể "
        "lệch. Đặt lại múi giờ của máy nếu đang làm việc ở Việt Nam."
    )


def test_a_pc_at_home_says_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened_at(qtbot, tmp_path, NOW, InZone(7))
    assert not window.notice.isVisible()
    assert window.windowTitle().startswith(window.session.season.block.name)


# ---- a day that is assumed


ASSUMED = date(2023, 12, 19)


def test_on_an_assumed_day_a_real_book_is_only_looked_at(qtbot: QtBot, tmp_path: Path) -> None:
    window = opened_at(qtbot, tmp_path, NOW, InZone(-8, ASSUMED))
    session = window.session
    assert session.now() == datetime.combine(ASSUMED, NOW.time())
    assert window.windowTitle().startswith("Hôm nay giả định: 19/12/2023 · ")
    assert window.top.state.text() == "Hôm nay giả định: 19/12/2023 · Chỉ xem"
    assert window._read_only.isVisible()
    assert window._read_only._text.text() == (
        "Hôm nay giả định: 19/12/2023. Sổ thật chỉ xem được, để lịch sử không ghi ngày giả định; muốn làm thử "
        "với ngày này thì mở bản tập dượt."
    )
    assert not window.notice.isVisible(), "nobody asks about a clock that was set on purpose"
    known = session.history()
    with pytest.raises(AppError, match="Sổ thật chỉ xem được"):
        session.set_points(ScoreKey(session.season.units[0].id, "I.1", "self"), Decimal(3))
    session.open(session.file.path)
    assert "Sổ thật chỉ xem được" in session.read_only_reason, (
        "opened again it is not locked by itself"
    )
    assert session.history() == known
    with pytest.raises(AppError, match="Mở chương trình với ngày thật rồi hãy tạo sổ"):
        session.create(tmp_path / "Mới.khoi", small_season())
    assert not (tmp_path / "Mới.khoi").exists()


@pytest.mark.parametrize("kind", ["rehearsal", "sample"])
def test_on_an_assumed_day_one_practises(kind: str, qtbot: QtBot, tmp_path: Path) -> None:
    season = small_season()
    season = (
        replace(season, meeting=replace(season.meeting, is_rehearsal=True))
        if kind == "rehearsal"
        else replace(season, is_sample=True)
    )
    window = opened_at(qtbot, tmp_path, NOW, InZone(7, ASSUMED), season)
    assert not window.session.read_only
    window.session.set_points(
        ScoreKey(window.session.season.units[0].id, "I.1", "self"), Decimal(3)
    )
    assert window.session.history(limit=1)[0].when.date() == ASSUMED
    assert window.top.state.text().startswith("Hôm nay giả định: 19/12/2023 · ")
    window.session.close()
    window.show_file()
    assert window.windowTitle() == "Hôm nay giả định: 19/12/2023 · Sổ Khối thi đua"


def test_a_sample_stands_on_its_own_day_and_no_other_book_does(tmp_path: Path) -> None:
    session = Session(clock=InZone(7))
    sample = replace(small_season(), is_sample=True)
    session.create(tmp_path / "Mẫu.khoi", sample)
    assert session.assumed_today == SAMPLE_DAY
    assert session.history(limit=1)[0].when.date() == SAMPLE_DAY
    with pytest.raises(AppError):
        session.create(tmp_path / "Mẫu.khoi", small_season())  # its name is taken
    assert session.assumed_today == SAMPLE_DAY
    session.create(tmp_path / "Thật.khoi", small_season())
    assert session.assumed_today is None
    assert session.history(limit=1)[0].when == NOW
    session.open(tmp_path / "Mẫu.khoi")
    assert session.now() == datetime.combine(SAMPLE_DAY, NOW.time())
    session.close()
    assert session.now() == NOW


def test_what_a_real_book_writes_at_its_closing_has_its_own_day(tmp_path: Path) -> None:
    session = Session(clock=InZone(7))
    session.create(tmp_path / "Thật.khoi", small_season())
    days: list[date] = []
    session.closing.connect(lambda: days.append(session.now().date()))
    session.create(tmp_path / "Mẫu.khoi", replace(small_season(), is_sample=True))
    assert session.now_of_a_new_book() == NOW
    session.open(tmp_path / "Thật.khoi")
    assert days == [NOW.date(), SAMPLE_DAY]
    session.close()


def test_opening_a_sample_is_no_midnight(tmp_path: Path) -> None:
    session = Session(clock=InZone(7))
    watch, said = DayWatch(session), list[str]()
    session.create(tmp_path / "Mẫu.khoi", replace(small_season(), is_sample=True))
    session.changed.connect(said.append)
    watch.look()
    assert said == []
    session.close()


def test_copies_keep_the_real_day(tmp_path: Path) -> None:
    path = tmp_path / "Khối.khoi"
    BlockFile.create(path, small_season(), Act(NOW, "tạo sổ")).close()
    session = Session(tmp_path / "sao-luu", InZone(7, date(2030, 1, 1)))
    session.open(path)
    assert session.last_backup is not None
    assert session.last_backup.when == NOW
    copy = session.copier(tmp_path / "bản.khoi")(None)
    assert copy.when == NOW
    session.close()


def test_the_pcs_own_clock() -> None:
    clock = Clock()
    assert clock.assumed is None
    assert abs(clock() - datetime.now()) < timedelta(minutes=1)
    assert -timedelta(hours=12) <= clock.offset() <= timedelta(hours=14)
    there = Clock(ASSUMED)
    assert there().date() == ASSUMED
    assert abs(there.real() - datetime.now()) < timedelta(minutes=1)
    assert Session(clock=lambda: NOW).assumed_today is None
    assert Session(clock=lambda: NOW).zone() is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--today", "31/02/2023"], "Không có ngày 31/02/2023. Xem lại ngày và tháng."),
        (["--today"], "Ghi ngày như 05/12/2023."),
        (["--today", "5/12", "Khối.khoi"], "Ngày chưa có năm."),
        (["--today", "19/12/2023", "check", "Khối.khoi"], "--today chỉ dùng khi mở cửa sổ."),
    ],
)
def test_a_day_that_cannot_be_assumed(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(given) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "path", "sample"),
    [
        ([], None, False),
        (["Khối.khoi"], Path("Khối.khoi"), False),
        (["--sample"], None, True),
    ],
)
def test_the_day_on_the_command_line_reaches_the_window(
    given: list[str], path: Path | None, sample: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("ui.desktop.run", lambda *args, **named: asked.append((args, named)) or 0)
    assert program.main(["--today", "19/12/2023", *given]) == 0
    assert program.main(given) == 0
    assert asked == [
        ((path,), {"sample": sample, "today": ASSUMED}),
        ((path,), {"sample": sample, "today": None}),
    ]


class CalendarPage(CountingPage):
    key, title, follows_day = "calendar", "Lịch", True


def test_past_midnight_the_window_shows_another_day_and_disturbs_no_typing(
    qtbot: QtBot, tmp_path: Path
) -> None:
    now = [datetime(2023, 12, 6, 23, 59)]
    path = tmp_path / "Khối.khoi"
    BlockFile.create(path, small_season(), Act(NOW, "tạo sổ")).close()
    specs = (*LIGHT_PAGES, PageSpec("calendar", "Lịch", "calendar", __name__, "CalendarPage"))
    session = Session(clock=lambda: now[0])
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat", path, pages=specs)
    qtbot.addWidget(window)
    window.show()
    window.days.look()
    seen = {it: window.page(it) for it in ("scores", "calendar")}
    window.show_page("scores")
    before = {key: list(page.refreshed) for key, page in seen.items()}
    now[0] = datetime(2023, 12, 7, 0, 1)
    window.days.look()
    assert seen["scores"].refreshed == before["scores"]  # a figure may be half typed there
    window.show_page("calendar")
    window.show_page("scores")
    assert {key: page.refreshed for key, page in seen.items()} == {
        "scores": [*before["scores"], "file"],
        "calendar": [*before["calendar"], "file"],
    }
    window.show_page("calendar")
    now[0] = datetime(2023, 12, 8, 0, 1)
    window.days.look()
    assert seen["calendar"].refreshed[-1] == "day"
    session.close()
