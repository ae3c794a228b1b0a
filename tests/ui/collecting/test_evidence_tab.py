"""The tab "Hồ sơ kiểm chứng" with a real book and real files beside it."""

from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from models.collected import EvidenceFile
from models.season import Season
from models.table import ScoringTable
from tests.ui.page_samples import filled, season, session_of
from ui.book.jobs import Jobs
from ui.collecting import evidence_work
from ui.collecting.evidence import EvidenceTab
from ui.collecting.evidence_rows import Row, badge, what
from ui.widgets import files, messages
from ui.widgets.forms import FormDialog

UNIT = "Ban Nội chính Tỉnh ủy"


class Desk:
    """The tab in view, and a folder with what units sent. Boxes are answered, never shown."""

    def __init__(
        self, qtbot: QtBot, folder: Path, given: Season, patch: pytest.MonkeyPatch
    ) -> None:
        self.qtbot = qtbot
        self.session = session_of(folder, given)
        self.tab = EvidenceTab(self.session, Jobs())
        self.session.changed.connect(self.tab.refresh)
        self.told: list[str] = []
        self.said: list[str] = []
        self.asked: list[str] = []
        self.answer: str | None = None
        self.tab.told.connect(lambda words, _tone, _act: self.told.append(words))
        patch.setattr(messages, "tell", lambda _on, _title, words: self.said.append(words))
        patch.setattr(evidence_work, "ask", self._ask)
        qtbot.addWidget(self.tab)
        self.tab.resize(1000, 560)
        self.tab.show()
        self.tab.refresh("file")
        self.sent = folder / "gui ve"
        self.sent.mkdir()

    def _ask(self, _on: object, _title: str, words: str, _choices: object) -> str | None:
        self.asked.append(words)
        return self.answer

    def file(self, name: str, data: bytes = b"") -> Path:
        path = self.sent / name
        path.write_bytes(data or name.encode())
        return path

    def done(self) -> None:
        self.qtbot.waitUntil(lambda: not self.tab.jobs.busy, timeout=20000)

    def add(self, code: str, *paths: Path) -> None:
        self.tab.add_files(code, paths)
        self.done()

    def drawn(self) -> list[str]:
        """The rows that are files, strangers, or criteria with a badge of files."""
        return [
            " | ".join(it for it in (row.code, what(row).strip(), badge(row)[0]) if it)
            for row in self.tab.table.records
            if row.kind != "line" or row.line.files
        ]

    def kept(self) -> tuple[EvidenceFile, ...]:
        return self.session.season.facts.evidence_files

    def chosen(self) -> str:
        row: Row | None = self.tab.table.selected
        return row.code if row else ""

    def copy(self, place: int = 0) -> Path:
        path = self.session.evidence_path(self.session.season.facts.evidence_files[place])
        assert path is not None
        return path

    def choose(self, kind: str) -> None:
        assert self.tab.table.select(lambda it: it.kind == kind)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """The first unit claims points for everything and has written nothing about evidence."""
    made = Desk(qtbot, tmp_path, filled(season(), "self", ["u1"], evidence=""), monkeypatch)
    yield made
    made.session.close()


def test_what_is_missing_is_counted(desk: Desk) -> None:
    assert [it.words for it in desk.tab.counts[:2]] == ["Chưa có tệp · thiếu 6", "Chưa có tệp"]
    assert "6 tiêu chí còn thiếu hồ sơ" in desk.tab.sentence()
    desk.tab.parts._group.button(1).click()
    assert {badge(it)[0] for it in desk.tab.table.records} == {"thiếu"}


def test_files_become_facts_as_one_act_and_undo_leaves_the_copies(desk: Desk) -> None:
    desk.add("I.1", desk.file("BC_tong ket.pdf"), desk.file("Phu luc.xlsx"))
    assert desk.drawn() == [
        "I.1 | Hoàn thành chỉ tiêu, nhiệm vụ được giao | 2 tệp",
        "I.1 | 01 · BC tong ket",
        "I.1 | 02 · Phu luc",
    ]
    assert desk.told == ["Đã thêm 2 tệp cho I.1."]
    assert desk.tab.counts[0].words == "2 tệp · thiếu 5"
    assert desk.copy().name == f"{UNIT} - I.1 - 01 - BC tong ket.pdf"
    copy = desk.copy()
    assert desk.session.undo_label == f"thêm hồ sơ I.1 của {UNIT}"
    desk.session.undo()
    assert desk.kept() == ()
    assert copy.is_file()
    assert desk.drawn()[0] == "Tệp lạ trong thư mục của đơn vị"
    desk.session.redo()
    assert len(desk.drawn()) == 3


def test_what_cannot_be_taken_is_said_and_the_rest_goes_in(desk: Desk) -> None:
    (desk.sent / "trong.pdf").touch()
    desk.add("I.1", desk.file("x.exe"), desk.sent / "trong.pdf", desk.file("a.pdf"))
    assert len(desk.kept()) == 1
    [said] = desk.said
    assert "“x.exe” là chương trình" in said
    assert "“trong.pdf” là tệp trống" in said


def test_the_same_file_is_kept_once(desk: Desk) -> None:
    path = desk.file("thong bao.pdf")
    desk.add("II.1", path)
    desk.add("II.1", desk.file("khac ten.pdf", path.read_bytes()))
    assert desk.told[-1] == "“thong bao” đã có ở II.1, chỉ giữ một bản."
    desk.add("II.2", path)
    assert desk.asked == ["“thong bao” đã có ở II.1. Ghi dùng cho cả II.2 thì vẫn chỉ giữ một bản."]
    assert len(desk.kept()) == 1
    desk.answer = "add"
    desk.add("II.2", path)
    first, second = desk.kept()
    assert (first.criterion, second.criterion) == ("II.1", "II.2")
    assert first.file == second.file


def test_a_lost_file_comes_back_when_it_is_dropped_again(desk: Desk) -> None:
    path = desk.file("a.pdf")
    desk.add("I.1", path)
    desk.copy().unlink()
    desk.tab.refresh("file")
    assert desk.drawn()[1] == "I.1 | 01 · a | không thấy"
    assert "1 tệp cần xem lại" in desk.tab.sentence()
    desk.add("I.1", path)
    assert desk.drawn()[1] == "I.1 | 01 · a"
    assert desk.told[-1] == "Đã đưa lại 1 tệp bị thiếu hoặc đã đổi."


def test_checking_reads_every_file_through(desk: Desk) -> None:
    desk.add("I.1", desk.file("a.pdf"), desk.file("b.pdf"))
    desk.tab.check()
    desk.done()
    assert desk.told[-1] == "Đã kiểm tra 2 tệp: tất cả nguyên vẹn như khi nhận."
    desk.copy(1).write_bytes(b"x.pdf")
    desk.tab.refresh("file")
    assert desk.drawn()[2] == "I.1 | 02 · b", "of the same size: only reading shows it"
    desk.tab.check()
    desk.done()
    assert desk.told[-1] == "Đã kiểm tra 2 tệp: 1 đã đổi."
    assert desk.drawn()[2] == "I.1 | 02 · b | đã đổi"


def test_a_stop_keeps_what_was_copied_until_then(desk: Desk) -> None:
    desk.tab.jobs.progressed.connect(lambda *_: desk.tab.jobs.cancel())
    paths = [desk.file(f"{it}.bin", bytes([it]) * (20 << 20)) for it in range(4)]
    desk.add("I.1", *paths)
    kept = desk.kept()
    assert len(kept) < 4
    assert desk.told[-1].startswith("Đã dừng.")
    folder = desk.session.evidence_folder("u1")
    assert len(list(folder.iterdir()) if folder.is_dir() else []) == len(kept)


def test_a_file_is_taken_out_and_a_stranger_recorded(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add("I.1", desk.file("Bao cao.pdf"))
    desk.choose("file")
    desk.tab.table.setFocus()
    desk.qtbot.waitUntil(desk.tab.table.hasFocus)
    desk.qtbot.keyClick(desk.tab.table, Qt.Key.Key_Delete)
    assert desk.kept() == ()
    desk.choose("strange")
    given: list[str] = []

    def fill(box: FormDialog) -> dict[str, object]:
        given.append(box.form.input("title").text())
        return {"code": "III.1", "title": "Kế hoạch"}

    monkeypatch.setattr(EvidenceTab, "_asked", staticmethod(fill))
    desk.tab.adopt()
    desk.done()
    assert given == ["Bao cao"]
    [fact] = desk.kept()
    assert (fact.criterion, fact.title, fact.size) == ("III.1", "Kế hoạch", 11)
    assert fact.sha256


def test_another_title_changes_the_list_only(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add("I.1", desk.file("scan001.pdf"))
    before = desk.copy()
    desk.choose("file")
    monkeypatch.setattr(EvidenceTab, "_asked", staticmethod(lambda _box: {"title": "Báo cáo năm"}))
    desk.tab.retitle()
    assert desk.drawn()[1] == "I.1 | 01 · Báo cáo năm"
    assert desk.copy() == before
    assert desk.session.undo_label == "đổi tên hồ sơ “scan001”"


def test_zips_for_the_board(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.add("I.1", desk.file("a.pdf"), desk.file("b.pdf"))
    desk.copy(1).unlink()
    monkeypatch.setattr(files, "ask_folder", lambda *_: desk.sent)
    desk.tab.pack(["u1"])
    desk.done()
    name = "Ho so kiem chung 2023 - 01 Ban Noi chinh Tinh uy.zip"
    assert desk.told[-1] == f"Đã ghi “{name}”."
    assert desk.said == [f"{UNIT}, I.1: “b” không thấy, không đưa vào."]
    with ZipFile(desk.sent / name) as made:
        assert made.namelist() == [
            "00 - Danh mục hồ sơ kiểm chứng.docx",
            f"{UNIT} - I.1 - 01 - a.pdf",
        ]


def test_the_list_as_a_paper(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    target = desk.sent / "danh muc.xlsx"
    monkeypatch.setattr(files, "ask_save", lambda *_: target)
    desk.tab.write_list("excel")
    desk.done()
    assert desk.told == ["Đã ghi “danh muc.xlsx”."]
    assert target.is_file()


def test_dropped_files_go_to_the_row_under_the_mouse(desk: Desk) -> None:
    table = desk.tab.table
    row = next(i for i, it in enumerate(table.records) if it.code == "II.2")
    point = table.visualRect(table.rows.index(row, 1)).center()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(desk.file("a.pdf")))])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, left, none)
    table.dragEnterEvent(enter)
    assert enter.isAccepted()
    move = QDragMoveEvent(point, copy, data, left, none)
    table.dragMoveEvent(move)
    assert desk.chosen() == "II.2"
    drop = QDropEvent(QPointF(point), copy, data, left, none)
    table.dropEvent(drop)
    desk.done()
    assert [it.criterion for it in desk.kept()] == ["II.2"]


def test_a_book_is_left_to_the_window(desk: Desk) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(desk.file("khac.khoi")))])
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.tab.table.dragEnterEvent(event)
    assert not event.isAccepted()


def test_a_large_file_is_asked_about(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_work, "LARGE", 10)
    large = desk.file("phim.mp4", b"x" * 2000)
    desk.add("I.1", large, desk.file("a.pdf"))
    assert desk.kept() == ()
    desk.answer = "skip"
    desk.add("I.1", large, desk.file("a.pdf"))
    assert [it.title for it in desk.kept()] == ["a"]
    assert "“phim.mp4” 2 KB" in desk.asked[0]


def test_a_folder_that_stayed_behind_is_named(desk: Desk) -> None:
    desk.add("I.1", desk.file("a.pdf"))
    root = desk.session.evidence_folder().parent
    root.rename(root.with_name("chỗ khác"))
    desk.tab.refresh("file")
    assert f"Không thấy thư mục “{root.name}” cạnh sổ" in desk.tab.sentence()


def test_without_a_table_the_next_step_is_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, tmp_path, season(table=ScoringTable()), monkeypatch)
    assert desk.tab.primary() is None
    assert desk.tab.secondary() == ()
    assert "khi có đơn vị và bảng chấm điểm" in desk.tab.sentence()
    desk.session.close()


def test_a_unit_is_shown_when_asked_for(desk: Desk) -> None:
    desk.tab.show_target("u4/II.2")
    assert desk.tab.unit == "u4"
    assert desk.chosen() == "II.2"
