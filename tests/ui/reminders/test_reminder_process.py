"""The reminder as a process of its own, on a desktop and on none; and the commands that switch it."""

import json
import os
import shutil
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import pytest

import main as program
from models.dates.board import board, due_now
from tests.models.year_samples import SEASON
from tests.ui.reminder_desk import book, named
from ui.book import places
from ui.reminders import memory, process

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


# ---- the process


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DBUS_")}
    kept |= {"XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    return kept | more


def start(folder: Path, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*words, sys.executable, str(ROOT / "main.py"), "remind", "--once"],
        env=environment(folder, **more),
        cwd=folder,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs a D-Bus session")
def test_a_desktop_receives_exactly_what_is_due(tmp_path: Path) -> None:
    path = book(tmp_path)
    memory.switch(places.settings(), path, on=True)
    due = due_now(board(SEASON, datetime.now().date()))
    got = tmp_path / "notices.jsonl"
    script = tmp_path / "session.sh"
    daemon = ROOT / "tests" / "ui" / "notification_daemon.py"
    remind = f'"{sys.executable}" "{ROOT / "main.py"}" remind --once'
    script.write_text(
        f'"{sys.executable}" "{daemon}" "{got}" &\n'
        f'while [ ! -e "{got}" ]; do sleep 0.05; done\n{remind}\n{remind}\nkill $!\n',
        encoding="utf-8",
    )
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", str(script)],
        env=environment(tmp_path),
        capture_output=True,
        timeout=120,
        check=False,
    )
    [line] = got.read_text(encoding="utf-8").splitlines()
    told = json.loads(line)
    assert told["program"] == "Sổ Khối thi đua"
    assert told["title"] == f"{len(due)} việc quá hạn"
    assert told["body"].split("\n")[0].startswith("Ký giao ước thi đua (quá hạn ")
    assert told["body"].endswith(f"và {len(due) - 3} việc khác")
    assert memory.read(places.settings()).shown_of(path) == {f"2023/{it}" for it in named(due)}
    assert b"Traceback" not in done.stderr


def test_without_a_session_the_process_ends_quietly_with_one_line_in_the_log(
    tmp_path: Path,
) -> None:
    memory.switch(places.settings(), book(tmp_path), on=True)
    nowhere = f"unix:path={tmp_path / 'không có'}"
    done = start(tmp_path, DBUS_SESSION_BUS_ADDRESS=nowhere)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    [line] = places.reminder_log().read_text(encoding="utf-8").splitlines()
    assert "Không hiện được thông báo nhắc việc" in line


def test_with_nothing_switched_on_it_leaves_no_trace(tmp_path: Path) -> None:
    done = start(tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert list(tmp_path.iterdir()) == []


def test_it_loads_no_qt() -> None:
    code = (
        "import sys; sys.path.insert(0, '.'); import ui.reminders.process, ui.reminders.books, "
        "ui.reminders.linux_notice, ui.reminders.missed; sys.exit('PySide6' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_one_that_stays_ends_when_it_is_stopped_or_another_takes_over(tmp_path: Path) -> None:
    settings = tmp_path / "s"
    looks: list[int] = []

    def look() -> None:
        looks.append(len(looks))
        if len(looks) == 1:
            assert process.stop(settings)

    process.stay(settings, look, tick=0.01, settle=0)
    assert looks == [0]
    assert not process.stop(settings)

    def taken_over() -> None:
        looks.append(len(looks))
        process.stay(settings, lambda: process.stop(settings), tick=0.01, settle=0)

    begun = time.monotonic()
    process.stay(settings, taken_over, tick=0.01, settle=0)
    assert looks == [0, 1]
    assert time.monotonic() - begun < 30


def test_one_that_stays_ends_where_nothing_can_be_written(tmp_path: Path) -> None:
    (tmp_path / "s").write_text("", encoding="utf-8")
    process.stay(tmp_path / "s", lambda: pytest.fail("it must not look"), tick=0.01, settle=0)


# ---- the command line


def test_the_commands_switch_and_tell(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = book(tmp_path)
    told = []
    for words in (
        ["--on", str(path)],
        ["--startup", "on"],
        ["--list"],
        ["--off", str(path)],
        ["--startup", "off"],
        ["--list"],
        ["--stop"],
    ):
        assert program.main(["remind", *words]) == 0
        told += capsys.readouterr().out.splitlines()
    assert told == [
        "Đã bật nhắc việc của sổ “khối 1.khoi”.",
        "Từ lần đăng nhập sau, nhắc việc khởi động cùng máy.",
        str(path),
        "Khởi động cùng máy: có.",
        "Đã tắt nhắc việc của sổ “khối 1.khoi”.",
        "Từ nay nhắc việc không khởi động cùng máy.",
        "Chưa bật nhắc việc cho sổ nào.",
        "Khởi động cùng máy: không.",
        "Nhắc việc không chạy.",
    ]
    assert program.main(["remind", "--on", str(tmp_path / "x.khoi")]) == 1
    assert "Không tìm thấy “x.khoi”" in capsys.readouterr().err


def test_a_book_switched_off_while_the_notice_stands_stays_off(tmp_path: Path) -> None:
    path = book(tmp_path)
    memory.switch(places.settings(), path, on=True)

    def show(_title: str, _body: str) -> bool:
        memory.switch(places.settings(), path, on=False)
        return True

    assert process.remind(places.settings(), datetime.now(), show, lambda _words: None)
    known = memory.read(places.settings())
    assert (known.books, known.shown) == ((), ())
