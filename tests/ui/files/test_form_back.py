"""What goes back to a unit: the message, its own file with the faults marked, the form of a new version."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from exporters.forms import registration_form, score_form
from exporters.forms.registration import layout
from exporters.forms.score.layout import SHEET
from exporters.forms.score.marked import LIST
from models.table_life import TableLife
from tests.exporters.filling import column_of, row_of
from tests.ui.collecting.test_page_imports import ALL_IN, Desk
from tests.ui.page_samples import filled, season
from ui.files import form_back


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, tmp_path, filled(season(), "self", ["u1"]))
    yield made
    made.session.close()


def saved_to(monkeypatch: pytest.MonkeyPatch, target: Path) -> list[str]:
    proposed: list[str] = []

    def ask(_parent: object, _title: str, name: str, _kind: str) -> Path:
        proposed.append(name)
        return target

    monkeypatch.setattr(form_back, "ask_save", ask)
    return proposed


def press(desk: Desk, words: str) -> None:
    QApplication.processEvents()
    found = [it for it in desk.page.findChildren(QPushButton) if it.text() == words]
    next(it for it in found if it.isVisible()).click()


def faulty(desk: Desk) -> Path:
    """The form of u3 with a value over the maximum."""
    form = desk.form("u3", ALL_IN)
    book = openpyxl.load_workbook(form)
    sheet = book[SHEET]
    sheet.cell(row_of(sheet, "I.1"), column_of(sheet, "points"), 999)
    book.save(form)
    desk.read(form)
    return form


def test_a_faulty_form_goes_back_in_one_act(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(desk)
    monkeypatch.setattr("ui.files.form_back.ask_save", lambda *_given: None)
    press(desk, "Trả lại đơn vị…")  # given up where the file was to be kept
    assert list(desk.badges().values()) == ["Từ chối"]
    target = tmp_path / "tra lai.xlsx"
    saved_to(monkeypatch, target)
    press(desk, "Trả lại đơn vị…")
    assert list(desk.badges().values()) == ["Đã trả lại"]
    assert target.is_file()
    assert "999" in desk.session.season.submissions[0].reason
    words = QApplication.clipboard().text()
    unit = desk.session.season.unit("u3")
    assert unit is not None
    assert unit.name in words
    assert "999" in words
    assert desk.told[-1] == (
        "Đã ghi là trả lại và chép lời nhắn. Dán vào Zalo hoặc thư, gửi kèm “tra lai.xlsx”."
    )


def test_the_marked_copy_is_mended_by_the_unit_and_taken(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faulty(desk)
    target = tmp_path / "tra lai.xlsx"
    proposed = saved_to(monkeypatch, target)
    press(desk, "Trả lại đơn vị…")
    assert proposed == ["u3 - can sua.xlsx"]
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == LIST
    sheet = book[SHEET]
    cell = sheet.cell(row_of(sheet, "I.1"), column_of(sheet, "points"))
    assert cell.comment is not None
    cell.value = 5
    book.save(target)
    desk.later()
    desk.read(target)
    desk.page.accept()
    assert desk.session.season.score("u3", "I.1", "self").points == Decimal(5)


def test_a_form_of_an_earlier_version_goes_over_into_the_present_one(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = desk.form("u3", ALL_IN)
    old = desk.session.season.table
    first, *others = old.rows
    rows = (
        replace(first, rows=(replace(first.rows[0], title="Tên khác"), *first.rows[1:])),
        *others,
    )
    desk.session.set_table(replace(old, version=old.version + 1, rows=rows, life=TableLife()))
    desk.read(form)
    assert list(desk.badges().values()) == ["Từ chối"]
    target = tmp_path / "moi.xlsx"
    proposed = saved_to(monkeypatch, target)
    press(desk, "Chuyển sang biểu mẫu bản mới…")
    assert proposed == [f"u3 - ban {old.version + 1}.xlsx"]
    changed = rows[0].rows[0].code
    told = desk.told[-1]
    assert told.startswith("Đã lưu “moi.xlsx”, giữ ")
    reading = score_form.read(target, desk.session.season)
    assert reading.unit == "u3"
    filled_in = {it.criterion for it in reading.lines if it.points is not None}
    assert f"Đơn vị ghi lại 1 tiêu chí đã đổi: {changed}." in told
    assert changed not in filled_in
    assert filled_in


def test_a_faulty_registration_form_goes_back_marked_too(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, form = desk.session.season, tmp_path / "dang ky u3.xlsx"
    unit = given.unit("u3")
    assert unit is not None
    registration_form.write(given, unit, form)
    book = openpyxl.load_workbook(form)
    sheet = book[layout.SHEET]
    at = next(cell.row for cell in sheet["A"] if cell.value == "ct:1")
    columns = {cell.value: cell.column for cell in sheet[1] if cell.value}
    for key, value in {"name": "Sáng kiến", "registered": "mười hai"}.items():
        sheet.cell(at, columns[key]).value = value
    book.save(form)
    desk.read(form)
    target = tmp_path / "tra lai.xlsx"
    assert saved_to(monkeypatch, target) == []
    press(desk, "Trả lại đơn vị…")
    assert "đã nhận bản đăng ký thi đua, tệp “dang ky u3.xlsx”" in QApplication.clipboard().text()
    book = openpyxl.load_workbook(target)
    assert book.sheetnames[0] == LIST
    comment = book[layout.SHEET].cell(at, columns["registered"]).comment
    assert comment is not None
    assert "Ghi một số, ví dụ 12,5." in comment.text
