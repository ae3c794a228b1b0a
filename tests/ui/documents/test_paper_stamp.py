"""The switch of the page Văn bản: every way a paper leaves the program carries its code, or none does."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.papers.kinds import build
from models.papers.stamp import content_code, stamp_minute, stamped
from tests.exporters.reading import pdf_pages
from tests.ui.page_samples import NOW, TODAY, filled, season, session_of
from ui.book import places
from ui.book.jobs import Jobs
from ui.documents.papers_tab import PapersTab
from ui.files import paper_work
from ui.files.exporting import write_papers
from ui.files.paper_work import KINDS
from ui.meeting.closing_views import VersionBox

BY_KEY = {it.key: it for it in KINDS}
RESULT = BY_KEY["bang-tong-hop"]
FOOT = re.compile(r"Mã bản in ([0-9A-F]{8}) · in lúc 08:05 ngày 06/12/2023")


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PapersTab]:
    session = session_of(tmp_path, filled(season(), "self"))
    made = PapersTab(session, Jobs())
    session.changed.connect(made.refresh)
    made.refresh("file")
    qtbot.addWidget(made)
    made.show()
    made.folder = tmp_path / "ra"
    made.folder.mkdir()
    yield made
    made.close()
    session.close()


def turn(qtbot: QtBot, page: PapersTab) -> None:
    page.stamps.setFocus()
    qtbot.keyClick(page.stamps, Qt.Key.Key_Space)


def codes(path: Path) -> list[str]:
    """The code at the foot of each page of a PDF, of each section of a Word file."""
    if path.suffix == ".pdf":
        return [it[1] for one in pdf_pages(path) if (it := FOOT.search(one))]
    sections = Document(str(path)).sections
    feet = (foot for it in sections for foot in (it.first_page_footer, it.footer))
    return [it[1] for one in feet if (it := FOOT.search(one.paragraphs[0].text))]


def pictures(path: Path) -> int:
    """How many pictures (the QR codes) the feet of a Word file hold."""
    found = Document(str(path)).sections[0].footer.part.package.iter_parts()
    return sum(it.content_type == "image/png" for it in found)


@pytest.mark.parametrize("suffix", [".docx", ".pdf"])
def test_off_until_it_is_switched_on_and_off_again(
    qtbot: QtBot, page: PapersTab, suffix: str
) -> None:
    def export(folder: str) -> Path:
        page.folder = page.session.file.path.parent / folder
        page.folder.mkdir()
        with qtbot.waitSignal(page.jobs.finished, timeout=20000):
            page.export(RESULT, suffix)
        [path] = page.folder.iterdir()
        return path

    assert codes(export("một")) == []
    turn(qtbot, page)
    found = codes(with_code := export("hai"))
    assert found
    assert len(set(found)) == 1
    if suffix == ".docx":
        assert pictures(with_code) == 1
    page.session.undo()
    assert not page.stamps.isChecked()
    assert codes(export("ba")) == []


def test_the_whole_set_and_the_preview_obey(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn(qtbot, page)
    assert page.folder is not None
    keys = {"bang-tong-hop", "bien-ban"}
    monkeypatch.setattr(paper_work, "offered", lambda kind, _season: kind.key in keys)
    with qtbot.waitSignal(page.jobs.finished, timeout=60000):
        page.export_all()
    written = list(page.folder.rglob("*.docx"))
    assert len(written) == len(keys)
    assert all(map(codes, written))
    opened: list[Path] = []
    monkeypatch.setattr("ui.widgets.files.open_file", opened.append)
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        page.preview(RESULT)
    qtbot.waitUntil(lambda: bool(opened))
    assert codes(opened[0])


def test_previews_go_with_the_book(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Path] = []
    monkeypatch.setattr("ui.widgets.files.open_file", opened.append)
    for _ in range(2):
        with qtbot.waitSignal(page.jobs.finished, timeout=20000):
            page.preview(RESULT)
    qtbot.waitUntil(lambda: len(opened) == 2)
    assert opened[0] != opened[1], "the first one may still be open in its viewer"
    folder = opened[0].parent
    assert folder.is_dir()
    assert folder.parent == places.work()
    page.session.close()
    assert not folder.exists()


def test_it_is_switched_in_a_closed_year_too_and_no_correction(
    qtbot: QtBot, page: PapersTab, tmp_path: Path
) -> None:
    session = page.session
    session.close_year(TODAY, "1")
    turn(qtbot, page)
    assert session.season.plan.stamps
    minutes = BY_KEY["bien-ban"]
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        page.export(minutes, ".docx")
    assert all(map(codes, page.written))
    closed = session.closed_versions()
    assert closed is not None
    box = VersionBox(closed[0], closed[0], None, stamp_minute(session.season, NOW))
    qtbot.addWidget(box)
    target = tmp_path / "bản.pdf"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ui.widgets.files.ask_save", lambda *_: target)
        box.export("pdf")
    assert codes(target)
    session.open_year("Xem lại")
    session.keep_closed()
    assert session.season.is_final


def test_the_console_writes_what_the_book_says(tmp_path: Path) -> None:
    given = filled(season(), "self")
    given = replace(given, plan=replace(given.plan, stamps=True))
    made = write_papers(
        given, ["bang-tong-hop"], tmp_path, [".pdf"], TODAY, stamp_at=stamp_minute(given, NOW)
    )
    assert codes(made[0])
    assert stamp_minute(season(), NOW) is None


def test_the_code_is_that_of_the_contents_alone() -> None:
    given = filled(season(), "self")
    first = build("bang-tong-hop", given, printed_on=TODAY)
    again = build("bang-tong-hop", given, printed_on=date(2023, 12, 7))
    other = build("bang-tong-hop", filled(season(), "self", less="0.25"), printed_on=TODAY)
    assert content_code(first) == content_code(again) != content_code(other)
    late = datetime(2023, 12, 8, 9, 1)
    assert (
        stamped(first, late).stamp
        == f"Mã bản in {content_code(first)} · in lúc 09:01 ngày 08/12/2023"
    )
    assert stamped(first, None) == first
