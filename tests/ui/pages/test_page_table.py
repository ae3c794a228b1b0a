"""The scoring table on screen, its check, its rules, and what the block chose."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.rulepack import Rule
from models.table import ScoringTable, TableRow
from tests.ui.page_samples import TABLE, season, session_of
from ui.book.jobs import Jobs
from ui.pages.table import TablePage
from ui.words import rule_words


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[TablePage]:
    session = session_of(tmp_path, season())
    made = TablePage(session, Jobs())
    session.changed.connect(made.session_changed)
    qtbot.addWidget(made)
    made.show()
    yield made
    session.close()


def words(page: TablePage) -> list[str]:
    QApplication.processEvents()  # labels that were just made are shown by an event
    return [it.text() for it in page.findChildren(QLabel) if not it.isHidden()]


def test_every_row_stands_under_its_section(page: TablePage) -> None:
    codes = [it.row.code for it in page.table.records]
    assert codes == ["I", "I.1", "I.2", "II", "II.1", "II.2", "III", "III.1", "III.2"]
    assert page.meter.text() == "95/95 · 5/5"
    assert page.verdict.text() == "Khớp khung"


def test_a_wrong_table_is_told_with_its_place(page: TablePage) -> None:
    less = replace(TABLE.rows[2], max_points=Decimal(15))
    page.session.set_table(ScoringTable((*TABLE.rows[:2], less)))
    assert page.meter.text() == "90/95 · 5/5"
    assert page.verdict.text() == "2 lỗi"
    assert any("Mục III: Ghi 15 điểm, các dòng con cộng lại 20." in it for it in words(page))


def test_an_empty_table_offers_two_ways(page: TablePage) -> None:
    page.session.set_table(ScoringTable())
    buttons = {it.text(): it for it in page.findChildren(QPushButton) if it.isVisible()}
    buttons["Lập bảng"].click()
    assert page.editing
    page.leave()
    buttons["Lấy bảng mẫu"].click()
    assert len(page.session.season.table.criteria()) > 5
    page.session.undo()
    assert not page.session.season.table.rows


def test_a_rule_out_of_force_is_flagged() -> None:
    pack = season().pack
    old = Rule("x", "Cũ", "", "hd-1560", valid_to=date(2022, 12, 31))
    assert rule_words.validity(pack, old, date(2023, 12, 6)) == (
        "hiệu lực từ 17/11/2021 đến 31/12/2022",
        False,
    )
    assert rule_words.validity(pack, old, date(2022, 6, 1)).in_force


def test_a_past_year_is_judged_by_its_own_end() -> None:
    given = season()
    assert rule_words.reference_day(given, date(2026, 1, 5)) == date(2023, 12, 31)
    assert rule_words.reference_day(given, date(2023, 3, 5)) == date(2023, 3, 5)


def test_a_group_without_a_maximum_counts_what_is_below() -> None:
    group = TableRow(
        "I", "", rows=(TableRow("I.1", "", Decimal(3)), TableRow("I.2", "", Decimal(4)))
    )
    assert rule_words.section_points(group) == Decimal(7)
