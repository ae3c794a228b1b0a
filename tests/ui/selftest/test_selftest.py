"""The self-test on console and paper and in the window; nothing of it tells who works where on what."""

import json
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

import main as program
from exporters.papers.read_back import text_of_pdf
from models.papers.self_test import SEND, STATES, self_test_page
from models.self_test import Finding, SelfTest
from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.light_pages import PAGES, open_session
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.frame.main_window import MainWindow
from ui.selftest import screens
from ui.selftest.box import SelfTestBox
from ui.selftest.task import failed

ROOT = Path(__file__).resolve().parents[3]
USER, HOST = "nguyen.thi.anh", "PC-KE-TOAN-07"


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


# ---- the console


def home_of_a_person(folder: Path) -> tuple[Path, dict[str, str]]:
    """A book in the home of somebody, and an environment as that person's PC has it."""
    home = folder / "home" / USER
    (home / "Tài liệu mật").mkdir(parents=True)
    book = home / "Tài liệu mật" / "Khối của chị Ánh.khoi"
    BlockFile.create(book, shipped.sample(), Act(datetime.now(), "Tạo sổ")).close()
    names = dict.fromkeys(("USER", "LOGNAME", "USERNAME"), USER)
    own = {"HOME": str(home), "HOSTNAME": HOST, "COMPUTERNAME": HOST, "PATH": os.defpath, **names}
    return book, own


@pytest.mark.parametrize("damage", [False, True])
def test_nothing_of_it_tells_who_works_where_on_what(tmp_path: Path, damage: bool) -> None:
    book, own = home_of_a_person(tmp_path)
    if damage:  # what goes wrong has file names and places in its own words
        data = book.read_bytes()
        book.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    page = tmp_path / "trang.pdf"
    no_qt = (
        "import sys, main; r = main.main(sys.argv[1:]);"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]; raise SystemExit(r)"
    )
    done = subprocess.run(
        [sys.executable, "-c", no_qt, "selftest", str(book), "--json", "--to", str(page)],
        cwd=ROOT,
        env=own,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == int(damage), done.stderr
    told = json.loads(done.stdout)
    assert (told["schema"], told["ok"]) == (1, not damage)
    assert {it["state"] for it in told["results"]} <= {"ok", "warning", "fault"}
    season = shipped.sample()
    private = [USER, HOST, "Tài liệu mật", "Khối của chị Ánh", str(tmp_path), season.block.name]
    private += [name for it in season.units for name in (it.name, it.short_name) if name]
    for text in (done.stdout, done.stderr, text_of_pdf(page)):
        flat = " ".join(text.split())
        assert [it for it in private if it in flat] == []


def test_the_lines_say_how_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["selftest"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("Tốt: Phông chữ. ")
    assert lines[-1].startswith(("Cả 11 phần đều tốt", "Đã kiểm tra 11 phần: "))
    assert len(lines) == 12


def test_a_wrong_wish_is_refused_before_anything_is_done(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["selftest", str(tmp_path / "không có.khoi")]) == 1
    assert "Không tìm thấy “không có.khoi”" in capsys.readouterr().err
    page = tmp_path / "trang.pdf"
    page.touch()
    assert program.main(["selftest", "--to", str(page)]) == 1
    told = capsys.readouterr()
    assert "Đã có tệp “trang.pdf”" in told.err
    assert told.out == ""


# ---- the page


def test_the_page_is_one_page_however_much_is_wrong(tmp_path: Path) -> None:
    from pypdf import PdfReader

    from exporters import write_paper

    _, text, todo, detail = failed(OSError(5, "Input/output error"))
    found = tuple(
        Finding(f"c{it}", "fault", "Khởi động cùng máy", text, todo, detail) for it in range(14)
    )
    test = SelfTest(datetime(2026, 11, 20, 8, 30), (("Chương trình", "0.4.0"),) * 6, found)
    report = self_test_page(test)
    for suffix in (".pdf", ".docx"):
        write_paper(report, tmp_path / f"trang{suffix}")
    assert len(PdfReader(tmp_path / "trang.pdf").pages) == 1
    flat = " ".join(text_of_pdf(tmp_path / "trang.pdf").split())
    assert SEND in flat
    assert "Đã kiểm tra 14 phần: 14 lỗi." in flat
    assert flat.count("OSError 5") == 14
    assert report.file_stem == "Tu kiem tra 2026-11-20 08h30"


# ---- the window


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    session = open_session(tmp_path)
    made = MainWindow(session, Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def box(window: MainWindow) -> SelfTestBox:
    made = SelfTestBox(window.session, window.jobs, window)
    made.show()
    return made


def texts(box: SelfTestBox) -> list[str]:
    return [it.text() for it in box.findChildren(QLabel) if it.isVisible()]


def test_the_window_tests_the_open_book_and_goes_on_with_it(
    window: MainWindow,
    box: SelfTestBox,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with qtbot.waitSignal(window.jobs.finished, timeout=30_000):
        box.begin()
        assert not box.page_button.isEnabled()
        assert "sổ đang mở" in box.state.text()
    assert box.test is not None
    # The look is put on when the program starts, which the tests do not do.
    assert {it.code for it in box.test.of("fault")} <= {"window-font"}
    assert {"screens", "window-font", "book-folder"} <= {it.code for it in box.test.findings}
    assert {"Qt", "Màn hình"} <= {name for name, _ in box.test.system}
    titles = {it.title for it in box.test.findings}
    qtbot.waitUntil(lambda: titles <= set(texts(box)))
    shown = texts(box)
    # What should be looked at stands first.
    marks = [it for it in shown if it in STATES.values()]
    assert marks == sorted(marks, key=["Lỗi", "Nên xem", "Tốt"].index)
    opened: list[Path] = []
    monkeypatch.setattr("ui.widgets.files.open_file", opened.append)
    box.write_page(tmp_path / "trang.pdf")
    assert opened == [tmp_path / "trang.pdf"]
    assert "KẾT QUẢ TỰ KIỂM TRA" in text_of_pdf(tmp_path / "trang.pdf")
    assert not window.session.read_only
    window.session.remove_unit(window.session.season.units[0].id)
    assert len(window.session.season.units) == 1


def test_without_a_book_it_says_that_the_sample_is_used(
    window: MainWindow, box: SelfTestBox, qtbot: QtBot
) -> None:
    window.session.close()
    with qtbot.waitSignal(window.jobs.finished, timeout=30_000):
        box.begin()
        assert "sổ mẫu" in box.state.text()
    assert box.test is not None
    assert "book-folder" not in {it.code for it in box.test.findings}


def test_it_can_be_stopped_and_begun_again(
    window: MainWindow, box: SelfTestBox, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.jobs.finished, timeout=30_000):
        box.begin()
        window.jobs.cancel()
    assert box.test is None
    assert box.state.text().startswith("Đã dừng")
    assert box.again_button.isEnabled()
    assert not box.page_button.isEnabled()
    with qtbot.waitSignal(window.jobs.finished, timeout=30_000):
        box.begin()
    assert box.test is not None


def test_closing_the_box_stops_it(window: MainWindow, box: SelfTestBox, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.jobs.finished, timeout=30_000):
        box.begin()
        box.reject()
    assert box.test is None
    assert not window.jobs.busy


class Screen:
    """A screen of a PC that is not here."""

    def __init__(self, x: int, width: int, height: int, ratio: float = 1) -> None:
        self._place, self._ratio = QRect(x, 0, width, height), ratio

    def geometry(self) -> QRect:
        return self._place

    def devicePixelRatio(self) -> float:
        return self._ratio


def test_the_screens_are_told_in_real_pixels() -> None:
    own, hall = Screen(0, 1366, 768), Screen(1366, 1280, 720, 1.5)
    state, text, *_ = screens.screens([own, hall])  # type: ignore[list-item]
    assert (state, "1366 × 768, 1920 × 1080" in text) == ("ok", True)
    assert "một màn hình (1366 × 768)" in screens.screens([own])[1]  # type: ignore[list-item]
    state, _, todo, _ = screens.screens([own, own])  # type: ignore[list-item]
    assert (state, "Mở rộng" in todo) == ("warning", True)
    tiny = Screen(1366, 640, 480)
    assert screens.screens([own, tiny])[0] == "warning"  # type: ignore[list-item]


def test_the_window_draws_with_its_own_type(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtWidgets import QApplication

    from ui.look import style, theme

    style.load_fonts()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = app.font()
    try:
        font = app.font()
        font.setFamily(theme.FONT_FAMILY)
        app.setFont(font)
        assert screens.window_font()[0] == "ok"
        monkeypatch.setattr(theme, "FONT_FAMILY", "Phông khác")
        assert screens.window_font()[0] == "fault"
    finally:
        app.setFont(before)
