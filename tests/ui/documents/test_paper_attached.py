"""The clerk's finished file of a paper: kept beside the book, opened from the card, never lost for a newer one."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.errors import AppError
from models.paper_record import KeptFile, PaperRecord
from storage import exchange
from tests.ui.page_samples import TODAY, filled, season, session_of
from ui.book.jobs import Jobs
from ui.documents import papers_tab
from ui.documents.papers_tab import PapersTab
from ui.files.paper_work import KINDS

BY_KEY = {it.key: it for it in KINDS}
PLAN, PAGES = BY_KEY["ke-hoach-tong-ket"], BY_KEY["trang-ho-so"]


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PapersTab]:
    session = session_of(tmp_path, filled(season(), "self"))
    made = PapersTab(session, Jobs())
    session.changed.connect(made.refresh)
    made.refresh("file")
    qtbot.addWidget(made)
    made.show()
    made.show_target(PLAN.key)
    yield made
    made.close()
    session.close()


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []
    monkeypatch.setattr("ui.widgets.files.open_file", found.append)
    return found


def attach(
    qtbot: QtBot, page: PapersTab, source: Path, data: bytes, key: str = PLAN.key
) -> KeptFile:
    source.parent.mkdir(exist_ok=True)
    source.write_bytes(data)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.widgets.files.ask_open", lambda *_: source)
        with qtbot.waitSignal(page.jobs.finished, timeout=20000):
            page.attach(BY_KEY[key])
    return page.record(BY_KEY[key]).kept[-1]


def said(qtbot: QtBot, page: PapersTab) -> str:
    qtbot.wait(20)  # the old labels are gone
    return "\n".join(it.text() for it in page.card.findChildren(QLabel))


def links(page: PapersTab, name: str) -> list[QPushButton]:
    return [it for it in page.card.findChildren(QPushButton) if it.text().startswith(name)]


def test_the_file_is_kept_and_opened_though_its_source_is_gone(
    qtbot: QtBot, page: PapersTab, tmp_path: Path, opened: list[Path]
) -> None:
    source = tmp_path / "USB" / "KH da sua.docx"
    kept = attach(qtbot, page, source, b"ban 1")
    source.unlink()
    assert kept.file == "2023/Kế hoạch tổng kết - 01 - KH da sua.docx"
    assert (kept.original, kept.size, kept.added) == ("KH da sua.docx", 5, TODAY)
    folder = tmp_path / "Khoi Tinh uy 2023 - Văn bản hoàn chỉnh"
    assert (folder / kept.file).read_bytes() == b"ban 1"
    qtbot.wait(20)
    links(page, "KH da sua.docx")[0].click()
    assert opened == [folder / kept.file]
    assert "gắn “KH da sua.docx” vào Kế hoạch tổng kết" in page.session.history()[0].what
    again = exchange.load(exchange.dumps(page.session.season))
    assert again.plan == page.session.season.plan


def test_a_newer_file_stands_beside_the_earlier_one(
    qtbot: QtBot, page: PapersTab, tmp_path: Path, opened: list[Path]
) -> None:
    source = tmp_path / "ra" / "ke hoach.docx"
    first = attach(qtbot, page, source, b"ban 1")
    second = attach(qtbot, page, source, b"ban hai")
    record = page.record(PLAN)
    assert record.kept == (first, second)
    assert record.file == "ke hoach.docx"
    paths = [page.session.paper_file(it) for it in record.kept]
    assert [it.read_bytes() for it in paths if it] == [b"ban 1", b"ban hai"]
    assert "Bản trước" in said(qtbot, page)
    for it in links(page, "ke hoach.docx"):
        it.click()
    assert opened == [paths[1], paths[0]], "the newest first"
    page.session.undo()
    assert page.record(PLAN).kept == (first,)
    page.session.undo()
    assert page.record(PLAN) == PaperRecord(PLAN.key)
    assert all(it and it.exists() for it in paths), "what is kept is thrown away by nobody"
    page.session.redo()
    assert page.record(PLAN).kept == (first,)


def test_a_file_that_is_gone_or_changed_is_told(
    qtbot: QtBot, page: PapersTab, tmp_path: Path
) -> None:
    kept = attach(qtbot, page, tmp_path / "ra" / "a.pdf", b"%PDF mot")
    path = page.session.paper_file(kept)
    assert path is not None
    assert "Tệp" not in said(qtbot, page)
    path.write_bytes(b"%PDF hai")  # as long as before: only its hash tells
    page.refresh("season")
    assert "Tệp đã bị sửa sau khi gắn." in said(qtbot, page)
    path.unlink()
    page.refresh("season")
    assert "Không thấy tệp trong thư mục" in said(qtbot, page)
    assert links(page, "a.pdf") == []
    path.mkdir()
    page.refresh("season")
    assert "Không thấy tệp trong thư mục" in said(qtbot, page)


def test_a_file_that_could_not_be_read_for_a_while_is_whole_again(
    qtbot: QtBot, page: PapersTab, tmp_path: Path
) -> None:
    attach(qtbot, page, tmp_path / "ra" / "a.pdf", b"%PDF mot")
    page._kept_states.clear()

    def refused(source: Path, _tell: object = None) -> str:
        raise AppError(f"Không đọc được “{source.name}”.")

    with pytest.MonkeyPatch.context() as patch:  # another program holds it: no system here does
        patch.setattr("storage.kept_files.hash_of", refused)
        page.refresh("season")
        assert "Không đọc được tệp." in said(qtbot, page)
    page.refresh("season")
    assert "Không đọc được tệp." not in said(qtbot, page)


def test_the_very_same_file_is_not_kept_twice(
    qtbot: QtBot, page: PapersTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[str] = []
    monkeypatch.setattr(
        "ui.documents.papers_tab.show_error", lambda _page, error: errors.append(str(error))
    )
    source = tmp_path / "ra" / "a.docx"
    kept = attach(qtbot, page, source, b"nhu nhau")
    attach(qtbot, page, source, b"nhu nhau")
    assert errors == ["Đúng tệp “a.docx” đã gắn rồi, nội dung không đổi."]
    assert page.record(PLAN).kept == (kept,)
    path = page.session.paper_file(kept)
    assert path is not None
    path.unlink()
    assert attach(qtbot, page, source, b"nhu nhau").file != kept.file, "the lost one is there again"


def test_a_copy_that_was_not_recorded_is_found_and_can_be_recorded(
    qtbot: QtBot, page: PapersTab, tmp_path: Path
) -> None:
    kept = attach(qtbot, page, tmp_path / "ra" / "KH.docx", b"ban 1")
    folder = tmp_path / "Khoi Tinh uy 2023 - Văn bản hoàn chỉnh" / "2023"
    found: list[KeptFile] = []
    # A kill after the copying leaves just this: the file whole, nothing recorded.
    killed = page.session.paper_bringer(
        page.record(PLAN), PLAN.title, _written(tmp_path / "KH 2.docx", b"ban hai"), found
    )
    killed(lambda *_: None)
    (folder / "Thumbs.db").write_bytes(b"x")
    (folder / "Giấy mời - 01 - cua van ban khac.docx").write_bytes(b"x")
    page.refresh("season")
    assert said(qtbot, page).count("Có trong thư mục nhưng sổ chưa ghi") == 1
    assert len(links(page, "KH 2.docx")) == 1
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        links(page, "Ghi vào sổ")[0].click()
    assert page.record(PLAN).kept == (kept, *found)
    assert "sổ chưa ghi" not in said(qtbot, page)


def _written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_large_file_is_asked_about(
    qtbot: QtBot, page: PapersTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def ask(_parent: object, _title: str, words: str, _choices: object) -> str | None:
        asked.append(words)
        return None if len(asked) == 1 else "copy"

    monkeypatch.setattr(papers_tab, "LARGE", 10)
    monkeypatch.setattr(papers_tab, "ask", ask)
    source = _written(tmp_path / "phim.mp4", b"x" * 2000)
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: source)
    page.attach(PLAN)
    assert not page.jobs.busy
    attach(qtbot, page, source, b"x" * 2000)
    assert len(asked) == 2
    assert asked[0].startswith("“phim.mp4” 2 KB.")
    attach(qtbot, page, tmp_path / "nho.pdf", b"%PDF")
    assert len(asked) == 2


def test_a_program_is_no_paper(
    qtbot: QtBot, page: PapersTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[str] = []
    monkeypatch.setattr(
        "ui.documents.papers_tab.show_error", lambda _page, error: errors.append(str(error))
    )
    source = tmp_path / "a.exe"
    source.write_bytes(b"MZ")
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: source)
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        page.attach(PLAN)
    qtbot.waitUntil(lambda: bool(errors))
    assert "là chương trình" in errors[0]
    assert page.record(PLAN).kept == ()


def test_a_unit_s_paper_is_named_after_the_unit_and_kept_for_it(
    qtbot: QtBot, page: PapersTab, tmp_path: Path
) -> None:
    page.show_target(f"{PAGES.key}/u5")
    kept = attach(qtbot, page, tmp_path / "ra" / "x.pdf", b"%PDF", PAGES.key)
    assert kept.file == "2023/Trang hồ sơ đơn vị - Trường Chính trị tỉnh - 01 - x.pdf"
    assert page.session.season.plan.record(PAGES.key, "u5").kept == (kept,)
    assert page.session.season.plan.record(PAGES.key, "u1").kept == ()


def test_a_name_noted_by_an_older_program_says_so(qtbot: QtBot, page: PapersTab) -> None:
    record = replace(page.record(PLAN), file="cũ.docx")
    page.session.set_plan(page.session.season.plan.with_record(record), "ghi")
    assert "Bản đã hoàn chỉnh: cũ.docx. Sổ mới ghi tên" in said(qtbot, page)


def test_it_is_attached_in_a_closed_year_too(qtbot: QtBot, page: PapersTab, tmp_path: Path) -> None:
    page.session.close_year(TODAY, "1")
    assert attach(qtbot, page, tmp_path / "ra" / "bb.pdf", b"%PDF", "bien-ban").size == 4
    assert page.session.season.is_final


def test_a_long_name_does_not_push_the_card_apart(
    qtbot: QtBot, page: PapersTab, tmp_path: Path
) -> None:
    page.resize(1000, 560)
    name = f"Biên bản {'hội nghị tổng kết ' * 6}bản cuối 03.docx"
    attach(qtbot, page, tmp_path / "ra" / name, b"x")
    qtbot.wait(20)
    [made] = links(page, "Biên bản hội nghị")
    assert made.text().endswith("bản cuối 03.docx · gắn 06/12/2023")
    assert made.toolTip() == name
    assert made.mapTo(page.card, made.rect().bottomRight()).x() <= page.card.width()
