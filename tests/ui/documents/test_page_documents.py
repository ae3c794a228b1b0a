"""Writing papers: the right files in the chosen folder, and nothing overwritten without a word."""

import errno
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.block import Unit
from models.errors import HeldFileError
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Season
from models.table import ScoringTable
from tests.ui.page_samples import NOW, TODAY, filled, season, session_of
from ui.book.jobs import Jobs
from ui.documents import paper_writing
from ui.documents.papers_tab import PapersTab
from ui.documents.register_tab import RegisterTab
from ui.files import paper_work
from ui.files.paper_work import KINDS
from ui.pages.documents import DocumentsPage
from ui.widgets import files
from ui.widgets.cards import Badge

BY_KEY = {it.key: it for it in KINDS}
RESULT, SHEETS, FORMS = BY_KEY["bang-tong-hop"], BY_KEY["phieu-diem"], BY_KEY["forms"]


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


def export(qtbot: QtBot, page: PapersTab, kind: paper_work.PaperKind, suffix: str) -> list[str]:
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        page.export(kind, suffix)
    assert page.folder is not None
    return sorted(it.name for it in page.folder.iterdir())


def answers(monkeypatch: pytest.MonkeyPatch, answer: str | None) -> list[str]:
    asked: list[str] = []

    def ask(_parent: object, _title: str, text: str, _choices: object) -> str | None:
        asked.append(text)
        return answer

    monkeypatch.setattr(paper_writing, "ask", ask)
    return asked


@pytest.mark.parametrize("suffix", RESULT.suffixes)
def test_the_result_table_in_every_format(qtbot: QtBot, page: PapersTab, suffix: str) -> None:
    assert export(qtbot, page, RESULT, suffix) == [f"Bang tong hop ket qua cham diem 2023{suffix}"]
    assert [it.name for it in page.written] == [f"Bang tong hop ket qua cham diem 2023{suffix}"]


def test_a_sheet_for_each_chosen_unit(qtbot: QtBot, page: PapersTab) -> None:
    assert len(export(qtbot, page, SHEETS, ".xlsx")) == 5
    page._ticked[SHEETS.key] = frozenset({"u2"})
    page.folder = page.folder / "mot"  # type: ignore[operator]
    page.folder.mkdir()
    assert len(export(qtbot, page, SHEETS, ".xlsx")) == 1


def test_the_forms_carry_the_units_names(qtbot: QtBot, page: PapersTab) -> None:
    assert "Bang tu cham diem 2023 - Bao Lao Cai.xlsx" in export(qtbot, page, FORMS, ".xlsx")


def test_the_paper_that_was_asked_for_is_chosen_with_the_keyboard(
    qtbot: QtBot, tmp_path: Path
) -> None:
    session = session_of(tmp_path, filled(season(), "self"))
    page = DocumentsPage(session, Jobs())
    qtbot.addWidget(page)
    page.resize(1000, 560)
    page.show()
    with qtbot.waitActive(page):
        page.activateWindow()
    page.show_target("so-sanh-tham-dinh")
    tab = page.tab
    assert isinstance(tab, PapersTab)
    assert tab.kind == BY_KEY["so-sanh-tham-dinh"]
    page.take_focus()
    assert page.focusWidget() is tab.table
    qtbot.keyClick(tab.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.focusWidget() is tab.card.formats[".docx"])
    page.show_target("phieu-diem/u2")
    assert [it.id for it in tab.units(SHEETS)] == ["u2"]
    page.show_target("register")
    assert isinstance(page.tab, RegisterTab)
    page.close()
    session.close()


def test_an_existing_file_is_asked_about_with_name_and_time(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    export(qtbot, page, RESULT, ".xlsx")
    assert page.folder is not None
    old = page.folder / "Bang tong hop ket qua cham diem 2023.xlsx"
    old.write_text("của tôi", encoding="utf-8")
    asked = answers(monkeypatch, None)
    page.export(RESULT, ".xlsx")
    assert not page.jobs.busy
    assert "“Bang tong hop ket qua cham diem 2023.xlsx” ghi lúc" in asked[0]
    assert old.read_text(encoding="utf-8") == "của tôi"


def test_a_numbered_name_leaves_the_old_file_as_it_was(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert page.folder is not None
    old = page.folder / "Bang tong hop ket qua cham diem 2023.xlsx"
    old.write_text("của tôi", encoding="utf-8")
    answers(monkeypatch, "number")
    found = export(qtbot, page, RESULT, ".xlsx")
    assert found == [
        "Bang tong hop ket qua cham diem 2023 (2).xlsx",
        "Bang tong hop ket qua cham diem 2023.xlsx",
    ]
    assert old.read_text(encoding="utf-8") == "của tôi"


def test_replacing_replaces_and_the_old_file_is_in_the_bin(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "nhà").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nhà"))
    assert page.folder is not None
    old = page.folder / "Bang tong hop ket qua cham diem 2023.xlsx"
    old.write_text("của tôi", encoding="utf-8")
    answers(monkeypatch, "replace")
    assert export(qtbot, page, RESULT, ".xlsx") == ["Bang tong hop ket qua cham diem 2023.xlsx"]
    assert old.read_bytes().startswith(b"PK")
    kept = (tmp_path / "nhà" / "Trash" / "files").glob("*.xlsx")
    assert [it.read_text(encoding="utf-8") for it in kept] == ["của tôi"]


@pytest.fixture
def old_sheets(
    page: PapersTab, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, qtbot: QtBot
) -> list[Path]:
    """The sheets of all units, written over by the clerk; the next export is to replace them."""
    (tmp_path / "nhà").mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "nhà"))
    export(qtbot, page, SHEETS, ".xlsx")
    assert page.folder is not None
    found = sorted(page.folder.iterdir())
    for it in found:
        it.write_text(it.name, encoding="utf-8")
    answers(monkeypatch, "replace")
    return found


def test_a_stop_while_replacing_leaves_the_files_that_were_not_written_anew(
    qtbot: QtBot, page: PapersTab, old_sheets: list[Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    to_trash = files.to_trash

    def stopped_then(path: Path) -> None:
        page.jobs.cancel()  # pressed while the first one is on its way to the bin
        to_trash(path)

    monkeypatch.setattr(files, "to_trash", stopped_then)
    export(qtbot, page, SHEETS, ".xlsx")
    same = [it for it in old_sheets if it.read_bytes() == it.name.encode()]
    [anew] = set(old_sheets) - set(same)
    assert anew.read_bytes().startswith(b"PK")
    assert [it.name for it in (tmp_path / "nhà").rglob("*.xlsx")] == [anew.name]


def test_what_cannot_be_written_leaves_the_old_files(
    qtbot: QtBot, page: PapersTab, old_sheets: list[Path], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    errors: list[str] = []
    monkeypatch.setattr(
        paper_writing, "show_error", lambda _parent, error: errors.append(str(error))
    )
    monkeypatch.setattr("os.fsync", full)  # the disk is full
    assert export(qtbot, page, SHEETS, ".xlsx") == [it.name for it in old_sheets]
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].startswith("Ổ đĩa đầy")
    assert all(it.read_bytes() == it.name.encode() for it in old_sheets)
    assert list((tmp_path / "nhà").rglob("*.xlsx")) == []


def test_a_file_that_another_program_holds_can_be_tried_again(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = [True, False]  # as Excel would: no system here locks a file against being replaced

    def write(target: Path, data: bytes, _aside: object) -> None:
        if held.pop(0):
            raise HeldFileError(f"“{target.name}” đang mở trong Excel.")
        target.write_bytes(data)

    monkeypatch.setattr("exporters.files.save", write)
    monkeypatch.setattr("exporters.papers.excel.save", write, raising=False)
    asked: list[str] = []

    def answer(_parent: object, title: str, words: str, _choices: object) -> str:
        asked.append(f"{title}: {words}")
        return "again"

    monkeypatch.setattr("ui.widgets.messages.ask", answer)
    page.export(RESULT, ".xlsx")
    qtbot.waitUntil(lambda: not page.jobs.busy and bool(page.written))
    name = "Bang tong hop ket qua cham diem 2023.xlsx"
    assert asked == [f"Tệp đang mở: “{name}” đang mở trong Excel."]
    assert [it.name for it in page.written] == [name]


def test_what_cannot_be_written_is_said_in_a_sentence(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[str] = []
    monkeypatch.setattr(
        paper_writing, "show_error", lambda _parent, error: errors.append(str(error))
    )
    assert page.folder is not None
    page.folder.rmdir()
    with qtbot.waitSignal(page.jobs.finished):
        page.export(RESULT, ".pdf")
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].startswith("Không còn thư mục")


def test_a_stopped_export_says_what_was_written(qtbot: QtBot, page: PapersTab) -> None:
    told: list[str] = []
    page.told.connect(lambda words, _tone, _act: told.append(words))
    page.jobs.started.connect(page.jobs.cancel)
    assert export(qtbot, page, SHEETS, ".xlsx") == []
    assert told == ["Đã dừng. Đã ghi 0 trên 5 tệp."]


def printing(monkeypatch: pytest.MonkeyPatch, *, handed: bool) -> list[str]:
    """The names of what goes to the printer; the system's own way is played."""
    found: list[str] = []

    def sent(path: Path) -> bool:
        assert path.read_bytes().startswith(b"%PDF")
        found.append(path.name)
        return handed

    monkeypatch.setattr(files, "print_file", sent)
    return found


@pytest.mark.parametrize(
    ("handed", "words"),
    [
        (True, "Đã gửi 2 văn bản đến máy in."),
        (False, "Đã mở 2 bản PDF. Bấm Ctrl+P ở từng bản để in."),
    ],
)
def test_the_paper_of_every_chosen_unit_is_printed(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch, handed: bool, words: str
) -> None:
    printed, told = printing(monkeypatch, handed=handed), list[str]()
    page.told.connect(lambda said, _tone, _act: told.append(said))
    page._ticked[SHEETS.key] = frozenset({"u2", "u3"})
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        page.print_out(SHEETS)
    qtbot.waitUntil(lambda: bool(told))
    assert len(set(printed)) == 2
    assert told == [words]


def test_many_papers_are_asked_about_before_they_are_printed(
    qtbot: QtBot, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed = printing(monkeypatch, handed=True)
    asked = answers(monkeypatch, None)
    page.print_out(SHEETS)
    assert len(asked) == 1
    assert not page.jobs.busy
    answers(monkeypatch, "print")
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        page.print_out(SHEETS)
    qtbot.waitUntil(lambda: len(printed) == 5)


def states(given: Season, kind: paper_work.PaperKind) -> list[str]:
    return [words for words, _ in paper_work.states(kind, given, rank(score(given), given.pack))]


def test_the_state_of_a_paper() -> None:
    given = filled(season(is_sample=True), "self", ["u1", "u2", "u3"])
    assert states(given, RESULT) == [
        "còn thiếu điểm 2 đơn vị",
        "chưa chính thức",
        "dữ liệu minh hoạ",
    ]
    assert states(given, FORMS) == ["3/5 đơn vị đã nộp", "dữ liệu minh hoạ"]
    assert states(filled(season(closed_on=date(2023, 12, 22)), "self"), RESULT) == ["chính thức"]
    assert states(season(table=ScoringTable()), RESULT) == ["Chưa có bảng chấm điểm"]


def test_the_papers_follow_the_steps_of_the_year() -> None:
    steps = [
        "dang-ky-thi-dua",
        "forms",
        "danh-muc-ho-so",
        "de-nghi-tham-dinh",
        "bang-tong-hop",
        "bien-ban",
        "bien-ban-kiem-phieu",
        "dinh-chinh",
    ]
    assert [it.key for it in KINDS if it.key in steps] == steps


def badges(qtbot: QtBot, page: PapersTab, key: str) -> list[str]:
    assert page.table.select(lambda it: it.key == key)
    qtbot.wait(20)  # the old ones are gone
    return [it.text() for it in page.card.findChildren(Badge) if it.isVisibleTo(page.card)]


def test_a_paper_has_a_badge_only_where_it_differs(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(tmp_path, filled(season(), "self"))
    session.close_year(TODAY, "1")
    session.open_year("Cộng sai")
    key = next(iter(session.season.scores))
    session.set_points(key, session.season.score(*key).points - 1)
    session.close_year(TODAY, "1", "Cộng sai", "Công văn 12")
    page = PapersTab(session, Jobs())
    qtbot.addWidget(page)
    page.show()
    page.refresh("file")
    assert badges(qtbot, page, "bang-tong-hop") == [], "of the last version, as most: said once"
    assert badges(qtbot, page, "bien-ban") == ["bản 00"], "the meeting signed the first version"
    assert badges(qtbot, page, "forms") == ["5/5 đơn vị đã nộp"]
    page.close()
    session.close()


def test_buttons_say_what_is_finished_in_word(page: PapersTab) -> None:
    primary = page.primary()
    assert primary is not None
    assert primary[0] == "Xuất ra Word"
    assert page.card.formats[".docx"].text() == "Word"
    page.show_target("bien-ban")
    assert page.card.formats[".docx"].text() == "Word để điền tiếp"


def test_the_list_stays_in_its_place_whatever_paper_is_chosen(qtbot: QtBot, tmp_path: Path) -> None:
    page = DocumentsPage(session_of(tmp_path, season()), Jobs())
    qtbot.addWidget(page)
    page.resize(820, 560)
    page.show()
    places = set()
    for key in ("phieu-diem", "bang-tong-hop", "xin-tham-dinh"):
        page.show_target(key)
        qtbot.wait(20)
        places.add(page.tab.mapTo(page, page.tab.rect().topLeft()).y())
    assert len(places) == 1
    page.session.close()


def test_after_the_closing_the_minutes_are_next() -> None:
    assert paper_work.next_paper(season()).key == "bang-tong-hop"
    assert paper_work.next_paper(season(closed_on=TODAY)).key == "bien-ban"


def test_units_of_one_plain_name_get_a_file_each(tmp_path: Path) -> None:
    twins = season(units=(Unit("Sở Y tế", "a"), Unit("Sở Ý tế", "b")), head="", deputy="")
    made = paper_work.files(SHEETS, twins, twins.units, tmp_path, ".pdf", TODAY)
    assert len({it.target.name.lower() for it in made}) == 2


def test_many_old_files_are_counted(tmp_path: Path) -> None:
    there = [tmp_path / f"{n}.pdf" for n in range(5)]
    for it in there:
        it.touch()
    words = paper_work.overwrite_words(there, NOW)
    assert "“0.pdf”" in words
    assert "và 2 tệp khác" in words
