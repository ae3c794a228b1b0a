"""A newer version or pack from a stick, in the window; and what is new."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.errors import AppError
from storage.block_file import BlockFile
from tests.ui.light_pages import NOW, PAGES, open_session, small_season
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.frame.version import VERSION
from ui.pages.table import TablePage
from ui.rules.take import TakePack
from ui.updates import box as box_module
from ui.updates.box import UpdateBox
from ui.updates.news import NewsBox

NAME = "SoKhoiThiDua-9.1.0-cai-dat.exe"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = open_session(tmp_path)
    yield made
    made.close()


@pytest.fixture
def window(qtbot: QtBot, session: Session, tmp_path: Path) -> MainWindow:
    made = MainWindow(session, Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "USB"
    folder.mkdir()
    data = b"MZ" + bytes(5000)
    (folder / NAME).write_bytes(data)
    line = f"{hashlib.sha256(data).hexdigest()}  {NAME}\n"
    (folder / "SHA256SUMS").write_text(line, encoding="utf-8")
    return folder


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What was started, on a PC that says it has Windows."""
    found: list[Path] = []
    monkeypatch.setattr(box_module, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(box_module, "start", found.append)
    return found


def looked_at(window: MainWindow, path: Path, qtbot: QtBot) -> UpdateBox:
    made = UpdateBox(window.session, window.jobs, window.settings, path, window)
    made.show()
    made.begin()
    qtbot.waitUntil(made.step.isVisible)
    return made


def texts(box: UpdateBox) -> str:
    QApplication.processEvents()  # what was just put there is shown by an event
    return "\n".join(it.text() for it in box.findChildren(QLabel) if it.isVisibleTo(box))


def test_a_newer_installer_runs_after_a_verified_copy(
    window: MainWindow, stick: Path, started: list[Path], qtbot: QtBot, tmp_path: Path
) -> None:
    copies = tmp_path / "sao-luu" / "Khoi 2023"
    before = set(copies.glob("*.khoi")) if copies.exists() else set()
    box = looked_at(window, stick / NAME, qtbot)
    assert f"Bản 9.1.0, mới hơn bản đang dùng ({VERSION})." in texts(box)
    assert "Mã băm khớp danh sách" in texts(box)
    assert box.act_button is not None
    assert box.act_button.text() == "Sao lưu rồi cài đặt"
    assert started == []
    box.act_button.click()
    qtbot.waitUntil(lambda: bool(box.chosen))
    assert (box.chosen, started) == ("install", [stick / NAME])
    [copy] = set(copies.glob("*.khoi")) - before
    backup = window.session.last_backup
    assert backup is not None
    assert (backup.path, backup.verified) == (copy, True)
    with BlockFile.open(copy, now=NOW) as again:
        assert again.snapshot() == window.session.season


def test_without_a_copy_nothing_is_installed(
    window: MainWindow,
    stick: Path,
    started: list[Path],
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    said: list[str] = []
    monkeypatch.setattr(box_module, "show_error", lambda _parent, error: said.append(str(error)))
    box = looked_at(window, stick / NAME, qtbot)
    place = tmp_path / "sao-luu" / "Khoi 2023"
    if place.is_dir():
        place.rename(tmp_path / "để-riêng")
    place.parent.mkdir(exist_ok=True)
    place.write_text("a file stands where the copies go", encoding="utf-8")
    assert box.act_button is not None
    box.act_button.click()
    qtbot.waitUntil(lambda: bool(said))
    assert (box.chosen, started) == ("", [])
    assert box.act_button.isEnabled()


def test_the_window_closes_when_the_installer_runs(
    window: MainWindow,
    stick: Path,
    started: list[Path],
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window.session.close()  # nothing to keep: the installer is all

    def press(box: UpdateBox) -> int:
        box.show()
        qtbot.waitUntil(lambda: box.act_button is not None)
        assert box.act_button is not None
        assert box.act_button.text() == "Đóng và cài đặt"
        box.act_button.click()
        return 1

    monkeypatch.setattr(UpdateBox, "exec", press)
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: stick / NAME)
    window.do("update")
    assert started == [stick / NAME]
    assert not window.isVisible()


def test_a_broken_installer_and_another_file_are_told_and_offer_nothing(
    window: MainWindow, stick: Path, started: list[Path], qtbot: QtBot
) -> None:
    (stick / NAME).write_bytes(b"MZ and something else")
    box = looked_at(window, stick / NAME, qtbot)
    assert "bị hỏng khi chép, hoặc đã bị sửa" in texts(box)
    assert box.act_button is None
    other = stick / "ảnh.exe"
    other.write_bytes(b"MZ")
    box = looked_at(window, other, qtbot)
    assert "không phải bộ cài" in texts(box)
    assert box.act_button is None
    assert started == []


def test_on_linux_it_is_said_what_to_do(window: MainWindow, stick: Path, qtbot: QtBot) -> None:
    box = looked_at(window, stick / NAME, qtbot)
    assert "Tệp này dành cho Windows" in texts(box)
    assert box.act_button is None


def test_closing_the_box_stops_the_reading(window: MainWindow, stick: Path, qtbot: QtBot) -> None:
    (stick / NAME).write_bytes(b"MZ" + bytes(20_000_000))
    box = UpdateBox(window.session, window.jobs, window.settings, stick / NAME, window)
    box.show()
    with qtbot.waitSignal(window.jobs.finished):
        box.begin()
        box.reject()
    assert box.advice is None
    assert not window.jobs.busy


# ---- a pack


def test_a_newer_pack_is_taken_as_packs_from_files_are(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = shipped.sample()
    newer = replace(sample.pack, version=sample.pack.version + 1, board="Nơi khác")
    path = tmp_path / "Bộ quy tắc mới.json"
    shipped.write_pack_file(path, newer)
    session = Session(tmp_path / "sao-luu", clock=lambda: NOW)
    session.create(tmp_path / "Khối.khoi", sample)
    window = MainWindow(session, Jobs(), tmp_path / "cai-dat")
    qtbot.addWidget(window)
    window.show()
    shown: list[str] = []

    def press(box: UpdateBox) -> int:
        box.show()
        qtbot.waitUntil(lambda: box.act_button is not None)
        assert box.act_button is not None
        shown.append(texts(box))
        box.act_button.click()
        return 1

    def agree(box: TakePack) -> int:
        shown.extend(it.what for it in box.table.records)
        return 1

    monkeypatch.setattr(UpdateBox, "exec", press)
    monkeypatch.setattr(TakePack, "exec", agree)
    window.acts.update_from(path)
    assert "mới hơn bộ đang áp dụng" in shown[0]
    assert len(shown) > 1, "what would change was shown first"
    assert session.season.pack.board == "Nơi khác"
    assert window.current_key == "table"
    session.undo()
    assert session.season.pack == sample.pack
    page = window.pages["table"]
    assert isinstance(page, TablePage)
    page.edit()
    page.take_pack(newer, path.name)  # a table that is being written is not taken away
    assert session.season.pack == sample.pack
    window.close()


# ---- old and new files


def test_a_book_of_a_newer_program_is_refused_and_the_open_one_stays(
    session: Session, tmp_path: Path
) -> None:
    newer = tmp_path / "mới.khoi"
    other = Session(tmp_path / "sao-luu", clock=lambda: NOW)
    other.create(newer, small_season("Khối khác"))
    other.close()
    with closing(sqlite3.connect(newer)) as db, db:
        db.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at)"
            " VALUES ('khoi', '9999_later', '')"
        )
    before = newer.read_bytes()
    with pytest.raises(AppError) as refused:
        session.open(newer)
    assert str(refused.value) == (
        "Tệp “mới.khoi” do phiên bản mới hơn của chương trình tạo nên chưa mở được. Cập nhật chương trình rồi"
        " mở lại; tệp còn nguyên."
    )
    assert session.season.block.name == "Khối thi đua các cơ quan Tỉnh ủy"
    assert newer.read_bytes() == before


# ---- what is new


def test_what_is_new_begins_with_this_version(qtbot: QtBot) -> None:
    box = NewsBox()
    qtbot.addWidget(box)
    said = [it.text() for it in box.findChildren(QLabel)]
    assert said.index(f"Phiên bản {VERSION} · bản đang dùng") < said.index("Phiên bản 0.1.0")
    assert "Lệnh không cần cửa sổ và định dạng trao đổi JSON." in said
