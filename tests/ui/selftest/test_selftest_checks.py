"""Each check of the self-test finds what it is there for."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from models.season import Score, ScoreKey
from models.self_test import Finding, SelfTest, summary
from storage.audit import Act
from storage.block_file import BlockFile
from ui.book import places, shipped
from ui.book.clock import HOME
from ui.book.jobs import Cancelled
from ui.reminders import memory, startup
from ui.selftest import book, checks, folders, notices, papers
from ui.selftest.task import Check, Task, good
from ui.selftest.where import Where, by_mounts, cloud_of, is_share, where

NOW = datetime(2026, 11, 20, 8, 30)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path / 'no-bus'}")


def task(folder: Path, path: Path | None = None, offset: timedelta | None = HOME) -> Task:
    work = folder / "việc"
    work.mkdir(exist_ok=True)
    return Task(path, work, folder / "dữ liệu", folder / "thiết lập", NOW, offset)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "Khối.khoi"
    real = replace(shipped.sample(), is_sample=False)
    BlockFile.create(made, real, Act(NOW - timedelta(days=1), "Tạo sổ")).close()
    return made


# ---- all together


def run(path: Path | None, **more: object) -> SelfTest:
    return checks.run(path, NOW, HOME, lambda *_: None, **more)  # type: ignore[arg-type]


def test_without_a_book_the_sample_is_used(tmp_path: Path) -> None:
    seen = Finding("screens", "ok", "Màn hình", "Một.")
    test = run(None, seen=(seen,), system=(("Qt", "6"),))
    states = {it.code: it.state for it in test.findings}
    assert list(states) == [
        "screens",
        *("fonts", "pdf", "office", "data-folder", "place"),
        *("backup", "calculation", "results", "clock", "notification", "startup"),
    ]
    assert {code for code, state in states.items() if state == "fault"} == set()
    assert states["notification"] == "warning", "there is no desktop here"
    assert test.is_good
    assert test.system[-1] == ("Qt", "6")


def test_a_book_is_only_read(path: Path) -> None:
    before, beside = path.read_bytes(), sorted(path.parent.iterdir())
    test = run(path)
    assert "book-folder" in {it.code for it in test.findings}
    assert test.is_good
    assert path.read_bytes() == before
    assert set(path.parent.iterdir()) - set(beside) <= {path.parent / "data"}


def test_it_stops_between_two_checks_and_leaves_nothing(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "no-temporary-folder"))
    told: list[str] = []

    def report(done: int, total: int, title: str) -> None:
        told.append(f"{done}/{total} {title}")
        if title == "Tính sổ mẫu":
            assert list(places.work().glob("*/ban-sao-luu.khoi"))
            raise Cancelled

    with pytest.raises(Cancelled):
        checks.run(path, NOW, HOME, report)
    assert told[:3] == ["0/12 Phông chữ", "1/12 In ra PDF", "2/12 Word, Excel"]
    assert list(places.work().iterdir()) == []


def test_a_check_that_fails_hides_no_other_and_no_name(tmp_path: Path) -> None:
    def act(_task: Task) -> object:
        raise PermissionError(13, "Permission denied", str(tmp_path / "Nguyễn Văn A.khoi"))

    found = Check("fonts", "Phông chữ", act).run(task(tmp_path))  # type: ignore[arg-type]
    assert (found.state, found.detail) == ("fault", "PermissionError 13")
    assert "Nguyễn" not in found.text + found.todo + found.detail


def test_the_whole_in_one_sentence() -> None:
    ok, doubt = Finding("a", "ok", "A", ""), Finding("b", "warning", "B", "")
    assert summary([ok, ok]) == "Cả 2 phần đều tốt."
    assert summary([ok, doubt]) == "Đã kiểm tra 2 phần: 1 điều nên xem."
    fault = replace(doubt, state="fault")
    assert summary([doubt, fault]) == "Đã kiểm tra 2 phần: 1 lỗi, 1 điều nên xem."
    assert not SelfTest(NOW, (), (ok, fault)).is_good


def test_codes_are_told_apart_and_listed_where_programs_look_them_up() -> None:
    codes = [it.code for it in checks.CHECKS]
    assert len(set(codes)) == len(codes)
    page = (ROOT / "docs" / "CLI.md").read_text(encoding="utf-8")
    assert [it for it in codes if f"`{it}`" not in page] == []


# ---- type, printing, office


def test_a_type_without_vietnamese_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import reportlab

    plain = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
    monkeypatch.setattr(papers, "files", lambda: (plain,))
    state, _, _, detail = papers.fonts(task(tmp_path))
    assert (state, detail) == ("fault", "Vera.ttf")


def test_a_page_that_lost_letters_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert papers.pdf(task(tmp_path))[0] == "ok"
    monkeypatch.setattr(papers, "text_of_pdf", lambda _: papers.LETTERS.replace("ệ", ""))
    state, _, _, detail = papers.pdf(task(tmp_path))
    assert (state, detail) == ("fault", "ệ")


def test_without_any_office_program_the_papers_are_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert papers.office(task(tmp_path))[0] == "warning"
    program = tmp_path / "libreoffice"
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)
    state, text, *_ = papers.office(task(tmp_path))
    assert (state, text) == ("ok", "Có LibreOffice để mở và in văn bản, bảng tính.")


# ---- folders


def test_a_cloud_or_share_is_warned_of_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cloud = tmp_path / "OneDrive - Tỉnh ủy" / "Sổ"
    cloud.mkdir(parents=True)
    state, text, todo, detail = folders.place(task(tmp_path, cloud / "a.khoi"))
    assert (state, detail) == ("warning", "OneDrive")
    assert "tự đồng bộ" in text
    assert todo
    monkeypatch.setattr(folders, "where", lambda _: Where("network", "cifs"))
    state, text, todo, detail = folders.place(task(tmp_path, tmp_path / "a.khoi"))
    assert (state, detail) == ("warning", "cifs")
    assert "ổ mạng" in text
    monkeypatch.undo()
    assert folders.place(task(tmp_path, tmp_path / "a.khoi"))[0] == "ok"


@pytest.mark.parametrize(
    ("folder", "cloud"),
    [
        (PureWindowsPath(r"C:\Users\A\OneDrive\Tài liệu"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\A\OneDrive - Cơ quan\Sổ"), "OneDrive"),
        (PureWindowsPath(r"D:\Dropbox (Khối)\Sổ"), "Dropbox"),
        (PureWindowsPath(r"G:\My Drive\Sổ"), "Google Drive"),
        (PurePosixPath("/home/a/Google Drive/Sổ"), "Google Drive"),
        (PureWindowsPath(r"D:\Nơi khác\Sổ"), "OneDrive"),
        (PureWindowsPath(r"D:\Nơi khác nữa"), ""),
        (PureWindowsPath(r"C:\Users\A\Documents\Không OneDrive"), ""),
    ],
)
def test_clouds_are_known_by_their_folders(folder: PureWindowsPath, cloud: str) -> None:
    assert cloud_of(folder, {"OneDriveCommercial": "D:\\Nơi khác\\"}) == cloud


MOUNTS = r"""/dev/sda1 / ext4 rw 0 0
//may-chu/chung /mnt/chung\040khối cifs rw 0 0
may:/b /mnt/nfs nfs4 rw 0 0
a:/b /home/a/xa fuse.sshfs rw 0 0
/dev/sdb1 /mnt/nfs/usb vfat rw 0 0
/dev/sdc /home/a/ntfs fuseblk rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "found"),
    [
        ("/home/a/Sổ", Where("disk")),
        ("/mnt/chung khối/Sổ", Where("network", "cifs")),
        ("/mnt/nfs", Where("network", "nfs4")),
        ("/mnt/nfsx", Where("disk")),
        ("/mnt/nfs/usb/Sổ", Where("disk")),
        ("/home/a/xa/b", Where("network", "fuse.sshfs")),
        ("/home/a/ntfs", Where("disk")),
    ],
)
def test_mounts_of_a_network_are_known(folder: str, found: Where) -> None:
    assert by_mounts(PurePosixPath(folder), MOUNTS) == found


def test_shares_of_windows_are_known() -> None:
    assert is_share(r"\\may-chu\chung\Sổ")
    assert is_share("\\\\?\\UNC\\may-chu\\chung")
    assert not is_share("\\\\?\\C:\\Sổ")
    assert not is_share(r"C:\Sổ")


def test_a_real_folder_of_this_machine_is_on_some_disk(tmp_path: Path) -> None:
    assert where(tmp_path, {}).kind == "disk"
    assert where(tmp_path, {"OneDrive": str(tmp_path)}) == Where("cloud", "OneDrive")


# ---- the book


def test_the_sample_comes_to_the_figures_it_was_shipped_with() -> None:
    told = "the sample or the calculation changed: if that was meant, put this into SAMPLE_FIGURES"
    assert book.figures_of(shipped.sample()) == book.SAMPLE_FIGURES, told


def test_a_calculation_that_differs_is_a_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert book.calculation(task(tmp_path))[0] == "ok"
    monkeypatch.setattr(book, "SAMPLE_FIGURES", "0" * 64)
    assert book.calculation(task(tmp_path))[0] == "fault"


def closed_twice(path: Path) -> None:
    year, later = shipped.sample().year, Act(NOW, "chốt", reason="Cộng sai mục II")
    with BlockFile.open(path, now=NOW) as file:
        file.close_year(year, NOW.date(), later, "0.4.0")
        file.open_year(year, later)
        changed = {ScoreKey("btc", "I.1.1", "agreed"): Score(Decimal("0.5"))}
        file.set_scores(year, changed, later)
        file.close_year(year, NOW.date(), later, "0.4.0")


def rewritten(path: Path, old: str, new: str) -> None:
    """The record of every closed version with other words in it, past the triggers."""
    with closing(sqlite3.connect(path)) as db, db:
        kept = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'closings'"
        ).fetchall()
        for name, _ in kept:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(f"UPDATE closings SET record = replace(record, {old}, ?)", (new,))
        for _, statement in kept:
            db.execute(statement)


def test_closed_versions_are_held_against_what_they_were_closed_with(
    tmp_path: Path, path: Path
) -> None:
    def results() -> tuple[str, str]:
        given = task(tmp_path, path)
        (given.folder / "ban-chep.khoi").unlink(missing_ok=True)
        return book.results(given)[:2]

    closed_twice(path)
    same = "Tính lại được 1 năm của sổ; 2 bản chốt ra đúng kết quả lúc chốt."
    assert results() == ("ok", same)
    rewritten(path, "substr(json_extract(record, '$.figures'), 1, 8)", "00000000")
    state, text = results()
    assert state == "fault"
    assert text.startswith("Có 2 trên 2 bản chốt")
    rewritten(path, "json_extract(record, '$.figures')", "")  # as older programs left it
    state, text = results()
    assert state == "ok"
    assert "2 bản chốt từ phiên bản cũ" in text


def test_a_damaged_book_is_a_fault_of_its_own_checks(tmp_path: Path, path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    states = {it.code: it.state for it in run(path).findings}
    faults = {code for code, state in states.items() if state == "fault"}
    assert faults == {"backup", "results", "clock"}


@pytest.mark.parametrize(
    ("days", "offset", "state"),
    [
        (0, HOME, "ok"),
        (0, None, "ok"),
        (-30, HOME, "warning"),
        (400, HOME, "warning"),
        (0, timedelta(0), "warning"),
    ],
)
def test_the_clock_against_the_book_and_the_zone(
    tmp_path: Path, path: Path, days: int, offset: timedelta | None, state: str
) -> None:
    given = task(tmp_path, path, offset)
    given.now = NOW + timedelta(days=days)
    found = book.clock(given)
    assert found[0] == state
    assert bool(found[2]) == (state == "warning")


def test_the_acts_of_a_sample_say_nothing_of_the_clock(tmp_path: Path) -> None:
    made = tmp_path / "Mẫu.khoi"
    BlockFile.create(made, shipped.sample(), Act(NOW - timedelta(days=900), "Tạo sổ")).close()
    assert book.clock(task(tmp_path, made))[0] == "ok"


# ---- reminders


def test_the_entry_of_the_start_fits_what_is_switched_on(tmp_path: Path, path: Path) -> None:
    given = task(tmp_path)
    assert notices.start(given) == good("Nhắc việc chưa bật cho sổ nào.")
    memory.switch(given.settings, path, on=True)
    assert notices.start(given)[0] == "warning"
    startup.switch(on=True)
    assert notices.start(given)[0] == "ok"
    entry = tmp_path / "config" / "autostart" / "so-khoi-thi-dua-nhac-viec.desktop"
    entry.write_text("[Desktop Entry]\nExec=/chỗ/cũ\n", encoding="utf-8")
    state, text, *_ = notices.start(given)
    assert state == "warning"
    assert "chỗ cũ" in text
    (given.settings / "nhac-viec.json").write_text("?", encoding="utf-8")
    assert "không đọc được" in notices.start(given)[1]


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs a D-Bus session")
def test_a_desktop_with_notices_says_so_and_shows_none(tmp_path: Path) -> None:
    got = tmp_path / "notices.jsonl"
    daemon = ROOT / "tests" / "ui" / "notification_daemon.py"
    ask = "from ui.reminders.linux_notice import possible; print(possible())"
    script = tmp_path / "session.sh"
    script.write_text(
        f'"{sys.executable}" "{daemon}" "{got}" &\n'
        f'while [ ! -e "{got}" ]; do sleep 0.05; done\n"{sys.executable}" -c "{ask}"\nkill $!\n',
        encoding="utf-8",
    )
    kept = {key: value for key, value in os.environ.items() if not key.startswith("DBUS_")}
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", str(script)],
        cwd=ROOT,
        env=kept,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert done.stdout == "True\n", done.stderr
    assert got.read_text(encoding="utf-8") == ""
