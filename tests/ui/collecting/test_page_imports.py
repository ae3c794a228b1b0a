"""The import page with real files: nothing is entered before the clerk accepts."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from exporters.forms import score_form
from models.block import Unit
from models.collecting.intake import Preview
from models.season import Score, ScoreKey, Season
from tests.ui.page_samples import BLOCK, filled, season, session_of
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.pages.imports import ImportPage
from ui.widgets.form_cells import FormCells
from ui.widgets.forms import FormDialog
from ui.words.inbox_words import badge


class Desk:
    """The page in view, its session, and a folder with forms that came back."""

    def __init__(self, qtbot: QtBot, folder: Path, given: Season) -> None:
        self.qtbot = qtbot
        self.session = session_of(folder, given)
        self.moment = datetime(2026, 12, 1, 8, 30)
        self.session._clock = lambda: self.moment
        self.jobs = Jobs()
        self.page = ImportPage(self.session, self.jobs)
        self.told: list[str] = []
        self.page.told.connect(lambda words, _tone, _act: self.told.append(words))
        self.session.changed.connect(self.page.session_changed)
        qtbot.addWidget(self.page)
        self.page.show()
        self.forms = folder / "ve"
        self.forms.mkdir()

    def form(self, unit: str, given: Season, name: str = "") -> Path:
        """The unit's form, filled in as `given` has it."""
        found = given.unit(unit)
        assert found is not None
        target = self.forms / (name or f"{unit}.xlsx")
        score_form.write(given, found, target)
        return target

    def read(self, *paths: Path) -> None:
        with self.qtbot.waitSignal(self.jobs.finished):
            self.page.add_files(paths)
        self.qtbot.waitUntil(lambda: not self.jobs.busy)

    def later(self) -> None:
        """An hour goes by."""
        self.moment += timedelta(hours=1)

    def badges(self) -> dict[str, str]:
        """What the list says of each file; of two of one name the newer."""
        return {it.submission.name: badge(it)[1] for it in reversed(self.page.entries)}

    def buttons(self) -> list[str]:
        QApplication.processEvents()  # buttons that were just made are shown by an event
        return [it.text() for it in self.page.findChildren(QPushButton) if it.isVisible()]


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Two units' forms are in the book already."""
    made = Desk(qtbot, tmp_path, filled(season(), "self", ["u1", "u2"]))
    yield made
    made.session.close()


ALL_IN = filled(season(), "self")


def test_an_empty_page_tells_to_drop_files_here(desk: Desk) -> None:
    assert {"Chọn tệp…", "Chọn thư mục…"} <= set(desk.buttons())
    assert not desk.page.entries


def test_a_folder_is_read_and_nothing_is_entered(desk: Desk) -> None:
    changed = ALL_IN.with_scores({ScoreKey("u2", "I.2", "self"): Score(Decimal(18), "Có hồ sơ")})
    desk.form("u1", ALL_IN)
    desk.form("u2", changed)
    desk.form("u3", ALL_IN)
    (desk.forms / "anh.jpg").write_bytes(b"\xff\xd8\xff\xe0 JFIF")
    before = desk.session.season
    desk.read(desk.forms, desk.forms / "anh.jpg")
    assert desk.badges() == {
        "u1.xlsx": "Không có gì mới",
        "u2.xlsx": "1 điểm thay đổi",
        "u3.xlsx": "Mới",
        "anh.jpg": "Chưa rõ loại",
    }
    assert desk.session.season.scores == before.scores
    assert "Nhận 3 tệp" in desk.buttons()


def test_accepting_several_is_one_act_with_an_entry_for_each_unit(desk: Desk) -> None:
    desk.read(desk.form("u3", ALL_IN), desk.form("u4", ALL_IN))
    desk.page.accept()
    key = ScoreKey("u4", "I.1", "self")
    assert desk.session.season.score(*key).source == "u4.xlsx"
    assert set(desk.badges().values()) == {"Đã nhận"}
    assert [(it.what, it.source) for it in desk.session.history()[:2]] == [
        ("nhận biểu mẫu của Báo Lào Cai", "u4.xlsx"),
        ("nhận biểu mẫu của Ban Dân vận Tỉnh ủy", "u3.xlsx"),
    ]
    assert desk.session.undo_label == "nhận 2 tệp"
    desk.session.undo()
    assert desk.session.season.score(*key).points is None
    assert desk.badges() == {"u3.xlsx": "Mới", "u4.xlsx": "Mới"}
    assert "Nhận 2 tệp" in desk.buttons()
    desk.session.redo()
    assert set(desk.badges().values()) == {"Đã nhận"}


def test_what_came_is_chosen_and_its_change_in_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.read(desk.form("u3", ALL_IN))
    desk.page.accept()
    desk.later()
    last = desk.session.season.table.criteria()[-1].code
    changed = ALL_IN.with_scores({ScoreKey("u2", last, "self"): Score(Decimal(1), "Có hồ sơ")})
    desk.read(desk.form("u2", changed))
    entry = desk.page.table.selected
    assert entry is not None
    assert entry.submission.name == "u2.xlsx"
    assert isinstance(entry.preview, Preview)
    box = FormCells(desk.session.season, entry.preview, desk.page)
    qtbot.addWidget(box)
    box.table.setFixedHeight(120)
    box.show()
    assert box.table.selected.code == last
    place = box.table.visualRect(box.table.currentIndex())
    assert box.table.viewport().rect().contains(place.center())


def test_a_file_that_says_the_same_waits_until_it_is_accepted_and_is_no_dead_end(
    desk: Desk,
) -> None:
    desk.read(desk.form("u3", ALL_IN, "a.xlsx"))
    desk.page.accept()
    desk.later()
    saved_again = desk.form("u3", ALL_IN, "b.xlsx")
    openpyxl.load_workbook(saved_again).save(saved_again)
    desk.read(saved_again)
    assert desk.badges() == {"b.xlsx": "Không có gì mới", "a.xlsx": "Đã nhận"}
    desk.session.undo()
    assert desk.badges() == {"b.xlsx": "Mới", "a.xlsx": "Có bản mới hơn"}
    assert "Nhận 1 tệp" in desk.buttons()


def test_the_first_file_sent_again_is_the_newest(desk: Desk) -> None:
    first = desk.form("u3", ALL_IN, "a.xlsx")
    desk.read(first)
    desk.later()
    desk.read(desk.form("u3", filled(season(), "self", less="1"), "b.xlsx"))
    desk.later()
    desk.read(first)
    assert [(it.submission.name, badge(it)[1]) for it in desk.page.entries] == [
        ("a.xlsx", "Mới"),
        ("b.xlsx", "Có bản mới hơn"),
        ("a.xlsx", "Có bản mới hơn"),
    ]


def test_an_accepted_file_can_be_set_aside_and_the_one_before_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.read(desk.form("u3", ALL_IN, "a.xlsx"))
    desk.later()
    desk.read(desk.form("u3", filled(season(), "self", less="1"), "b.xlsx"))
    desk.page.accept()
    answers(monkeypatch, {"reason": "bản nháp"})
    desk.page.acts.set_aside(desk.page.entries[0])
    assert desk.badges() == {"a.xlsx": "6 điểm thay đổi", "b.xlsx": "Để riêng"}
    desk.page.accept()
    assert desk.session.season.score("u3", "I.1", "self") == replace(
        ALL_IN.score("u3", "I.1", "self"), source="a.xlsx"
    )


def test_an_unticked_form_stays_out(desk: Desk) -> None:
    desk.read(desk.form("u3", ALL_IN), desk.form("u4", ALL_IN))
    table = desk.page.table
    table.select(lambda it: it.unit == "u3")
    desk.qtbot.keyClick(table, Qt.Key.Key_Space)
    assert "Nhận 1 tệp" in desk.buttons()
    desk.page.accept()
    assert desk.badges() == {"u3.xlsx": "Mới", "u4.xlsx": "Đã nhận"}


def test_the_same_form_again_brings_nothing_new(desk: Desk) -> None:
    form = desk.form("u3", ALL_IN)
    desk.read(form)
    desk.page.accept()
    desk.read(form)
    assert desk.badges() == {"u3.xlsx": "Đã nhận"}
    assert len(desk.page.entries) == 1
    assert desk.told[-1] == (
        "Tệp “u3.xlsx” giống hệt một tệp đã có trong danh sách, không lưu lần nữa."
    )
    assert not [it for it in desk.buttons() if it.startswith("Nhận ")]


def test_a_later_file_takes_the_place_of_the_earlier_one_which_stays(desk: Desk) -> None:
    desk.read(desk.form("u3", filled(season(), "self", less="0")))
    desk.later()
    mended = filled(season(), "self", ["u3"]).with_scores(
        {ScoreKey("u3", "I.2", "self"): Score(Decimal(11), "Có hồ sơ")}
    )
    desk.read(desk.form("u3", mended))
    assert [badge(it)[1] for it in desk.page.entries] == ["Mới", "Có bản mới hơn"]
    assert "Nhận 1 tệp" in desk.buttons()
    desk.page.accept()
    assert desk.session.season.score("u3", "I.2", "self").points == Decimal(11)
    assert [badge(it)[1] for it in desk.page.entries] == ["Đã nhận", "Có bản mới hơn"]


def test_a_faulty_later_file_leaves_the_earlier_one_in_force(desk: Desk) -> None:
    desk.read(desk.form("u3", ALL_IN, "tốt.xlsx"))
    desk.later()
    desk.read(desk.form("u3", filled(season(), "self", less="-999"), "hỏng.xlsx"))
    assert desk.badges() == {"tốt.xlsx": "Mới", "hỏng.xlsx": "Từ chối"}


def test_two_versions_are_both_refused_until_one_is_set_aside(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = filled(season(), "self", less="1")
    desk.read(desk.form("u3", ALL_IN, "a.xlsx"), desk.form("u3", other, "b.xlsx"))
    assert set(desk.badges().values()) == {"Từ chối"}
    assert "hai tệp khác nhau" in desk.page.problems.lines[0]
    desk.page.table.select(lambda it: it.submission.name == "b.xlsx")
    answers(monkeypatch, {"reason": "đơn vị gửi nhầm"})
    desk.qtbot.keyClick(desk.page.table, Qt.Key.Key_Delete)
    assert desk.badges() == {"a.xlsx": "Mới", "b.xlsx": "Để riêng"}
    kept = next(it for it in desk.session.season.submissions if it.name == "b.xlsx")
    assert (kept.state, kept.reason) == ("set_aside", "đơn vị gửi nhầm")
    desk.session.undo()
    assert set(desk.badges().values()) == {"Từ chối"}


def answers(monkeypatch: pytest.MonkeyPatch, values: dict[str, str]) -> None:
    """The next form is filled in like this."""
    monkeypatch.setattr(FormDialog, "ask", lambda _dialog: values)


def test_readings_follow_the_season(desk: Desk) -> None:
    """A unit that is taken out after its form was read cannot be accepted any more."""
    desk.read(desk.form("u3", ALL_IN))
    with desk.qtbot.waitSignal(desk.jobs.finished):
        desk.session.remove_unit("u3")
    desk.qtbot.waitUntil(lambda: desk.badges() == {"u3.xlsx": "Từ chối"})
    assert not [it for it in desk.buttons() if it.startswith("Nhận ")]


def test_other_rules_read_the_forms_again(desk: Desk) -> None:
    """Points that stood on the old step do not come in under the new one."""
    desk.read(desk.form("u3", ALL_IN))
    assert desk.badges() == {"u3.xlsx": "Mới"}
    with desk.qtbot.waitSignal(desk.jobs.finished):
        desk.session.set_pack(replace(desk.session.season.pack, step=Decimal(4)))
        assert desk.page.chosen() == []
        assert "Đang đọc 1 tệp" in desk.page._subtitle.text()
    desk.qtbot.waitUntil(lambda: desk.badges() == {"u3.xlsx": "Từ chối"})
    assert desk.page.chosen() == []


def test_a_change_during_the_reading_counts_as_well(desk: Desk) -> None:
    form = desk.form("u3", ALL_IN)
    desk.page.add_files([form])
    assert desk.jobs.busy
    desk.session.set_pack(replace(desk.session.season.pack, step=Decimal(4)))
    offered: list[int] = []
    desk.page.table.model().modelReset.connect(lambda: offered.append(len(desk.page.chosen())))
    desk.qtbot.waitUntil(lambda: desk.badges() == {"u3.xlsx": "Từ chối"})
    assert not any(offered)


def test_a_stopped_second_reading_offers_nothing_that_was_read_under_the_old_rules(
    desk: Desk,
) -> None:
    desk.read(desk.form("u3", ALL_IN), desk.form("u4", ALL_IN))
    desk.jobs.started.connect(desk.jobs.cancel)
    with desk.qtbot.waitSignal(desk.jobs.finished):
        desk.session.set_pack(replace(desk.session.season.pack, step=Decimal(4)))
    desk.qtbot.waitUntil(lambda: bool(desk.told))
    QApplication.processEvents()
    assert not desk.jobs.busy
    assert desk.page.chosen() == []
    assert desk.told == ["Đã dừng sau 0 trên 2 tệp."]


def test_the_order_of_the_units_reads_nothing_again(desk: Desk) -> None:
    desk.read(desk.form("u3", ALL_IN))
    desk.session.move_unit("u3", 0)
    assert not desk.jobs.busy
    assert len(desk.page.chosen()) == 1


def test_a_form_of_another_block_is_refused_in_words(desk: Desk) -> None:
    other = season(block=type(BLOCK)("Khối doanh nghiệp"), units=(Unit("Công ty A", "u1"),))
    form = desk.forms / "khac.xlsx"
    score_form.write(other, other.units[0], form)
    desk.read(form)
    assert desk.badges() == {"khac.xlsx": "Từ chối"}
    assert "Khối doanh nghiệp" in desk.page.problems.lines[0]


def test_a_stopped_reading_says_how_far_it_came(desk: Desk) -> None:
    desk.jobs.started.connect(desk.jobs.cancel)
    desk.read(desk.form("u3", ALL_IN), desk.form("u4", ALL_IN))
    assert desk.page.entries == ()
    assert desk.told == ["Đã dừng sau 0 trên 2 tệp."]


def test_files_may_be_dropped_but_a_book_is_left_to_the_window(desk: Desk) -> None:
    assert enters(desk.page, desk.form("u3", ALL_IN))
    assert not enters(desk.page, desk.session.file.path)
    data = dragged(desk.form("u4", ALL_IN))
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    with desk.qtbot.waitSignal(desk.jobs.finished):
        desk.page.dropEvent(drop)
    assert desk.badges() == {"u4.xlsx": "Mới"}


def dragged(path: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    return data


def enters(page: ImportPage, path: Path) -> bool:
    data = dragged(path)
    event = QDragEnterEvent(
        QPoint(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    event.ignore()
    page.dragEnterEvent(event)
    return event.isAccepted()


def test_a_read_only_book_accepts_nothing_and_says_why(desk: Desk, qtbot: QtBot) -> None:
    second = Session()
    second.open(desk.session.file.path)
    assert second.read_only
    jobs = Jobs()
    page = ImportPage(second, jobs)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(jobs.finished):
        page.add_files([desk.form("u3", ALL_IN)])
    qtbot.waitUntil(lambda: bool(page.entries))
    assert page.chosen() == []
    assert second.read_only_reason in page._subtitle.text()
    second.close()
