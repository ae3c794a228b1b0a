"""What is printed of the help: one page each, in either style, written where the clerk says."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from exporters import write_paper
from models.block import PaperStyle
from models.errors import AppError, HeldFileError
from models.help_text import MEETING_CARD, UNIT_SHEET
from models.papers.leaflet import leaflet
from tests.exporters import office
from tests.ui.light_pages import PAGES, open_session
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.files import leaflets
from ui.frame.main_window import MainWindow
from ui.help import library
from ui.widgets import files, messages

DAY = date(2023, 12, 18)
LONG = "Khối Thi đua các cơ quan Tỉnh ủy và Mặt trận Tổ quốc, đoàn thể chính trị xã hội, năm 2023"
BOTH = (MEETING_CARD, UNIT_SHEET)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    session = open_session(tmp_path)
    made = MainWindow(session, Jobs(), tmp_path / "cai-dat", pages=PAGES)
    qtbot.addWidget(made)
    made.show()
    yield made
    session.close()


@pytest.mark.parametrize("name", BOTH)
@pytest.mark.parametrize("style", ["state", "party"])
@pytest.mark.parametrize("subject", ["", LONG])
def test_a_leaflet_is_one_page_with_all_its_words(
    tmp_path: Path, name: str, style: PaperStyle, subject: str
) -> None:
    page = library.page(name)
    write_paper(leaflet(page, style, subject, DAY), tmp_path / "to.pdf")
    [sheet] = PdfReader(tmp_path / "to.pdf").pages
    words = " ".join(sheet.extract_text().split())
    assert page.title.upper() in words
    for heading in page.headings:
        assert heading in words
    write_paper(leaflet(page, style, subject, DAY), tmp_path / "to.docx")
    document = Document(str(tmp_path / "to.docx"))
    rows = [it for it in page.blocks if it.kind == "table"]
    assert [len(it.rows) for it in document.tables] == [len(it.rows) for it in rows]
    texts = [it.text for it in document.paragraphs]
    steps = [f"{it.level}. {it.plain}" for it in page.blocks if it.kind == "step"]
    assert set(steps) <= set(texts)


@pytest.mark.office
@pytest.mark.skipif(not office.SOFFICE, reason="LibreOffice is missing")
@pytest.mark.parametrize("name", BOTH)
def test_it_is_one_page_in_word_as_well(tmp_path: Path, name: str) -> None:
    source = tmp_path / "to.docx"
    write_paper(leaflet(library.page(name), "state", "Khối A, năm 2023", DAY), source)
    made = office.convert(source, "pdf", tmp_path / "ra")
    assert len(PdfReader(made).pages) == 1


@pytest.mark.parametrize("wish", ["meeting-card", "unit-sheet"])
@pytest.mark.parametrize(("kind", "suffix"), [("word", ".docx"), ("pdf", ".pdf")])
def test_the_menu_writes_it_where_the_clerk_says(
    window: MainWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    wish: str,
    kind: str,
    suffix: str,
) -> None:
    asked: list[str] = []

    def save(_parent: object, title: str, name: str, wanted: str) -> Path:
        asked.extend((title, wanted))
        return (tmp_path / name).with_suffix(suffix)

    monkeypatch.setattr(messages, "ask", lambda *_given: kind)
    monkeypatch.setattr(files, "ask_save", save)
    window.do(wish)
    [written] = tmp_path.glob(f"*{suffix}")
    assert written.stat().st_size > 5_000
    assert asked[1] == kind
    assert window.notice.isVisible()


def test_a_held_file_is_written_again_without_asking_again(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    held = [
        True,
        False,
    ]  # as a viewer of PDF would: no system here locks a file against being replaced

    def ask(_parent: object, title: str, _text: str, choices: Sequence[messages.Choice]) -> str:
        asked.append(title)
        return choices[-1].key

    def save(_parent: object, title: str, name: str, _wanted: str) -> Path:
        asked.append(title)
        return (tmp_path / name).with_suffix(".pdf")

    def write(target: Path, data: bytes, _aside: object) -> None:
        if held.pop(0):
            raise HeldFileError(f"“{target.name}” đang mở.")
        target.write_bytes(data)

    monkeypatch.setattr(messages, "ask", ask)
    monkeypatch.setattr(files, "ask_save", save)
    monkeypatch.setattr("exporters.papers.pdf.save", write)
    window.do("meeting-card")
    title = leaflets.question(MEETING_CARD).title
    assert asked == [title, title, "Tệp đang mở"]
    assert len(list(tmp_path.glob("*.pdf"))) == 1


def test_nothing_is_written_when_the_clerk_thinks_better(
    window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = set(tmp_path.rglob("*"))
    monkeypatch.setattr(messages, "ask", lambda *_given: None)
    window.do("meeting-card")
    monkeypatch.setattr(messages, "ask", lambda *_given: "pdf")
    monkeypatch.setattr(files, "ask_save", lambda *_given: None)
    window.do("meeting-card")
    assert set(tmp_path.rglob("*")) == before


def test_the_block_stands_on_it_when_its_book_is_open(tmp_path: Path) -> None:
    session: Session = open_session(tmp_path)
    season = session.season
    made = leaflets.report(UNIT_SHEET, season, DAY)
    assert made.parts[0].subject == f"{season.block.name}, năm {season.year}"
    assert made.style == season.block.style
    assert leaflets.report(UNIT_SHEET, None, DAY).parts[0].subject == ""
    session.close()


def test_a_program_without_the_printed_manual_says_where_to_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resources.manual", lambda: tmp_path / "khong co.pdf")
    with pytest.raises(AppError, match="Bấm F1"):
        leaflets.manual()
