"""Ctrl + and Ctrl −: the size of letters, kept, and everything still to be read at 130 % on an office screen."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.every_view import Walk, settle
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.main_window import MainWindow
from ui.look import style, theme, zoom
from ui.scores.standing_paint import places
from ui.scores.standing_view import StandingView
from ui.widgets.cards import small
from ui.widgets.frame import TopBar

Control = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def looked(qapp: QApplication) -> Iterator[None]:
    gc.collect()  # every widget that an earlier test left behind would be styled anew with each size
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    before = qapp.font(), qapp.palette(), qapp.styleSheet()
    style.apply(qapp)
    yield
    zoom.apply(qapp, zoom.USUAL)
    qapp.setFont(before[0])
    qapp.setPalette(before[1])
    qapp.setStyleSheet(before[2])


def window_of(folder: Path, qtbot: QtBot) -> MainWindow:
    made = MainWindow(Session(), Jobs(), folder)
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    QApplication.processEvents()
    return made


def test_keys_make_letters_larger_and_smaller_and_the_size_is_kept(
    looked: None, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_of(tmp_path, qtbot)
    usual = qapp.font().pointSizeF(), theme.ROW_HEIGHT, window.top.height()
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Plus, Qt.Key.Key_Minus):
        QTest.keyClick(window, key, Control)
    assert window.letters.percent == 120
    assert qapp.font().pointSizeF() == pytest.approx(usual[0] * 1.2)
    assert round(usual[1] * 1.2) == theme.ROW_HEIGHT
    settle()
    assert window.top.height() > usual[2]
    window.close()
    again = window_of(tmp_path, qtbot)
    assert again.letters.percent == 120
    QTest.keyClick(again, Qt.Key.Key_0, Control)
    assert (qapp.font().pointSizeF(), theme.ROW_HEIGHT) == (pytest.approx(usual[0]), usual[1])
    settle()
    assert again.top.height() == usual[2]


def test_a_new_theme_of_the_system_does_not_take_our_type_from_tables(
    looked: None, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    window = window_of(tmp_path, qtbot)
    qapp.setFont(QFont("Liberation Serif"), "QAbstractItemView")  # as Windows does then
    table = QTableView(window)
    assert QApplication.font(table).family() == "Liberation Serif"
    QApplication.sendEvent(window, QEvent(QEvent.Type.ThemeChange))
    assert QApplication.font(table).family() == theme.FONT_FAMILY
    assert QApplication.font(table).pointSizeF() == pytest.approx(theme.FONT_BASE)


def test_the_sizes_end_at_both_ends_and_a_wrong_one_is_the_usual() -> None:
    assert (zoom.next_step(150, 1), zoom.next_step(90, -1), zoom.next_step(130, 0)) == (
        150,
        90,
        100,
    )
    assert [zoom.kept(it) for it in (None, "130", "131", "vừa")] == [100, 130, 100, 100]


def test_the_page_in_view_stays_in_view(looked: None, tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    try:
        walk.show("papers/evidence")
        walk.window.do("zoom-in")
        page = walk.window.pages["papers"]
        assert walk.window.current_key == "papers"
        assert page.where == "evidence"
    finally:
        walk.end()


def cut(root: QWidget) -> list[str]:
    """Buttons and words that have less room than they need."""
    found = []
    for it in root.findChildren(QPushButton):
        if (
            it.isVisible()
            and it.text()
            and it.width() < it.fontMetrics().horizontalAdvance(it.text())
        ):
            found.append(f"nút “{it.text()}”")
        if it.isVisible() and it.text() and it.height() < it.fontMetrics().height():
            found.append(f"nút thấp “{it.text()}”")
    for words in root.findChildren(QLabel):
        if not words.isVisible() or not words.text() or words.visibleRegion().isEmpty():
            continue
        metrics = words.fontMetrics()
        if words.height() < metrics.ascent():
            found.append(f"chữ thấp “{words.text()}”")
        plain = words.textFormat() == Qt.TextFormat.PlainText and not words.wordWrap()
        widest = max(map(metrics.horizontalAdvance, words.text().splitlines()))
        if plain and words.width() < widest and not words.toolTip():
            found.append(f"nhãn “{words.text()}”")
    return found


def test_nothing_is_cut_at_130_per_cent_on_an_office_screen(looked: None, tmp_path: Path) -> None:
    walk = Walk(tmp_path)
    found: dict[str, list[str]] = {}
    try:
        while walk.window.letters.percent < 130:
            walk.window.do("zoom-in")
        for view in walk.views():
            walk.window.notice.hide()
            settle()
            found[view] = cut(walk.window)
    finally:
        walk.end()
    assert {view: said for view, said in found.items() if said} == {}
    assert len(found) > 50


def test_in_the_bar_at_the_top_the_search_gives_way_to_what_is_said(
    looked: None, qapp: QApplication, qtbot: QtBot
) -> None:
    zoom.apply(qapp, 150)
    bar = TopBar()
    qtbot.addWidget(bar)
    state = "Hôm nay giả định: 18/12/2023 · Chưa chính thức"
    bar.show_block("Khối Thi đua các cơ quan", "Năm 2023", state, "warn", sample=True)
    bar.resize(1366, bar.height())
    bar.show()
    assert bar.width() == 1366
    for said in (bar.year, bar.state, bar.sample):
        assert said.width() >= said.sizeHint().width()
    bar.resize(2000, bar.height())
    assert bar.findChildren(QPushButton)[1].width() == theme.zoomed(290)


def test_the_ranking_has_room_for_larger_letters_at_once(
    looked: None, qapp: QApplication, qtbot: QtBot
) -> None:
    view = StandingView()
    qtbot.addWidget(view)
    for percent in (100, 150):
        zoom.apply(qapp, percent)
        assert view.row_place(0).height() == theme.ROW_HEIGHT_TWO
        metrics = QFontMetrics(small(qapp.font()))
        at = places(1000)
        for (_left, width), words in (
            (at.rank, "Hạng"),
            (at.lead, "Hơn hạng sau"),
            (at.link, "Vì sao?"),
        ):
            assert width >= metrics.horizontalAdvance(words)
