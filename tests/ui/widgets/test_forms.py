"""Forms from field lists: values in and out, and a sentence below what is wrong."""

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtWidgets import QCalendarWidget, QLabel
from pytestqt.qtbot import QtBot

from ui.look import theme
from ui.widgets.day_edit import DayEdit
from ui.widgets.field import share_fields
from ui.widgets.forms import Field, FieldForm, FormDialog
from ui.widgets.forms import _needed as needed

FIELDS = (
    Field("name", "Tên đơn vị", required=True),
    Field("note", "Ghi chú", "multiline"),
    Field("points", "Điểm", "points", highest=Decimal(4)),
    Field("count", "Số hồ sơ", "whole"),
    Field("day", "Ngày nộp", "day"),
    Field("party", "Có tổ chức đảng", "yes_no"),
    Field("fault", "Vi phạm", "choice", choices=(("absent", "Vắng họp"), ("late", "Nộp muộn"))),
)
VALUES = {
    "name": "Ban Dân vận",
    "note": "hai\ndòng",
    "points": Decimal("3.5"),
    "count": 3,
    "day": date(2023, 12, 5),
    "party": True,
    "fault": "late",
}


def form(qtbot: QtBot, values: dict[str, object] | None = None) -> FieldForm:
    made = FieldForm(FIELDS, values)
    qtbot.addWidget(made)
    made.show()
    return made


def test_what_goes_in_comes_out(qtbot: QtBot) -> None:
    made = form(qtbot, VALUES)
    assert made.values() == VALUES
    assert made.check()
    assert made.input("points").text() == "3,5"
    assert made.input("day").text() == "05/12/2023"


def test_an_empty_form_gives_nothing_rather_than_nought(qtbot: QtBot) -> None:
    assert form(qtbot).values() == {
        "name": "",
        "note": "",
        "points": None,
        "count": None,
        "day": None,
        "party": False,
        "fault": "absent",
    }


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("name", "  ", "Chưa ghi tên đơn vị."),
        ("points", "4,5", "Tối đa 4 điểm. Anh/chị nhập 4,5."),
        ("points", "đạt", "không phải là số điểm"),
        ("count", "ba", "Ghi số nguyên"),
        ("day", "31/2/2025", "Không có ngày 31/02/2025. Xem lại ngày và tháng."),
        ("day", "00132025", "Không có ngày 00/13/2025."),
        ("day", "mai", "Ghi ngày như 05/12/2023."),
        ("day", "30/2", "Không có ngày 30/02/"),
    ],
)
def test_a_wrong_field_says_so_below_and_keeps_what_was_typed(
    qtbot: QtBot, name: str, typed: str, sentence: str
) -> None:
    made = form(qtbot, VALUES)
    made.input(name).setText(typed)
    assert not made.check()
    error = made._rows[name].error
    assert error.isVisible()
    assert sentence in error.text()
    assert made.input(name).text() == typed
    assert made.input(name).property("bad") == "true"
    made.input(name).setText({"name": "A"}.get(name, ""))
    assert made.check()
    assert not error.isVisible()


@pytest.mark.parametrize(
    ("given", "year", "read"),
    [
        (date(2024, 1, 31), None, date(2024, 2, 10)),
        (date(2023, 12, 28), None, date(2024, 2, 10)),
        (date(2024, 1, 31), 2023, date(2023, 2, 10)),
        (None, 2023, date(2023, 2, 10)),
        (None, None, None),
    ],
)
def test_a_day_without_its_year_is_of_the_field_or_near_the_day_before(
    qtbot: QtBot, given: date | None, year: int | None, read: date | None
) -> None:
    made = FieldForm((Field("day", "Ngày", "day", year=year),), {"day": given})
    qtbot.addWidget(made)
    made.input("day").setText("10/2")
    assert made.values() == {"day": read}
    assert made.wrong() == ({} if read else {"day": "Ngày chưa có năm. Ghi đủ ngày/tháng/năm."})


def test_what_was_said_of_a_field_goes_as_soon_as_it_is_changed(qtbot: QtBot) -> None:
    made = form(qtbot, {**VALUES, "name": "", "day": None})
    made.input("day").setText("31/02/2025")
    assert not made.check()
    qtbot.keyClicks(made.input("name"), "B")
    assert not made._rows["name"].error.isVisible()
    assert made.input("name").property("bad") == "false"
    assert made._rows["day"].error.isVisible()


def test_a_dialog_starts_in_its_first_field_and_enter_there_is_ok(qtbot: QtBot) -> None:
    dialog = FormDialog("Sửa đơn vị", FIELDS, VALUES)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.focusWidget() is dialog.form.input("name")
    for name in ("name", "points", "day", "fault", "party"):
        dialog.show()
        field = dialog.form.input(name)
        field.setFocus()
        with qtbot.waitSignal(dialog.accepted, timeout=500):
            qtbot.keyClick(field, Qt.Key.Key_Return)


def test_a_change_is_told(qtbot: QtBot) -> None:
    made = form(qtbot, VALUES)
    for change in (
        lambda: made.input("name").setText("B"),
        lambda: made.input("note").setPlainText("khác"),
        lambda: made.input("party").setChecked(False),
        lambda: made.input("fault").setCurrentIndex(0),
        lambda: made.input("day").set_day(date(2023, 12, 6)),
    ):
        with qtbot.waitSignal(made.changed):
            change()


def test_fields_have_a_name_for_a_screen_reader(qtbot: QtBot) -> None:
    assert form(qtbot).input("points").accessibleName() == "Điểm"


def test_the_dialog_stays_while_its_check_objects(qtbot: QtBot) -> None:
    def check(values: dict[str, object]) -> dict[str, str]:
        return {"name": "Đã có đơn vị này."} if values["name"] == "A" else {}

    dialog = FormDialog("Sửa đơn vị", FIELDS, VALUES, check)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.form.input("name").setText("A")
    dialog.finish()
    assert dialog.isVisible()
    assert dialog.form._rows["name"].error.text() == "Đã có đơn vị này."
    dialog.form.input("name").setText("B")
    with qtbot.waitSignal(dialog.accepted):
        dialog.finish()


@pytest.mark.parametrize(
    ("typed", "year", "meant", "problem"),
    [
        (" 05-12-2023 ", None, date(2023, 12, 5), ""),
        ("5/12", 2023, date(2023, 12, 5), ""),
        ("5/12", None, None, "Ngày chưa có năm. Ghi đủ ngày/tháng/năm."),
        ("29/02", 2023, None, "Không có ngày 29/02/2023. Xem lại ngày và tháng."),
        (" ", 2023, None, ""),
    ],
)
def test_a_day_as_people_type_it(
    qtbot: QtBot, typed: str, year: int | None, meant: date | None, problem: str
) -> None:
    made = DayEdit(year=year)
    qtbot.addWidget(made)
    made.setText(typed)
    made.editingFinished.emit()
    assert (made.day, made.problem, made.wrong) == (meant, problem, bool(problem))
    assert made.text() == (f"{meant:%d/%m/%Y}" if meant else typed)


def test_a_box_is_as_high_as_its_fields_and_grows_with_what_is_said(qtbot: QtBot) -> None:
    fields = [Field("a", "Việc", help=""), *(Field(f"f{n}", f"Ô {n}") for n in range(5))]
    dialog = FormDialog("Thử", fields)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    last = dialog.form.input("f4")
    whole = lambda: last.visibleRegion().boundingRect().height() == last.height()  # noqa: E731
    qtbot.waitUntil(whole)
    before = dialog.height()
    dialog.form.set_help("a", "Một câu dài. " * 30)
    dialog.form.changed.emit()
    qtbot.waitUntil(lambda: dialog.height() > before)
    qtbot.waitUntil(whole)
    assert dialog.height() <= dialog.screen().availableGeometry().height() * 0.8


def test_a_long_form_scrolls_and_stays_on_the_screen(qtbot: QtBot) -> None:
    dialog = FormDialog("Thử", [Field(f"f{n}", f"Ô {n}") for n in range(60)])
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= dialog.screen().availableGeometry().height() * 0.8


def test_a_day_is_tidied_when_the_field_is_left(qtbot: QtBot) -> None:
    field = DayEdit()
    qtbot.addWidget(field)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "5-1-2024")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert field.text() == "05/01/2024"
    assert not field.wrong


@pytest.mark.qt_log_ignore("does not support grabbing the keyboard")
def test_the_calendar_takes_a_day(qtbot: QtBot) -> None:
    field = DayEdit(date(2023, 12, 5))
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClick(field, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    [calendar] = field.findChildren(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2023, 12, 5)
    with qtbot.waitSignal(field.picked):
        calendar.clicked.emit(QDate(2023, 12, 19))
    assert field.day == date(2023, 12, 19)


def test_a_value_that_is_no_choice_stays_until_it_is_changed(qtbot: QtBot) -> None:
    made = form(qtbot, {**VALUES, "fault": "II.1"})
    box = made.input("fault")
    assert made.values()["fault"] == "II.1"
    assert box.currentText() == "II.1 (đang ghi)"
    assert [box.itemData(i) for i in range(box.count())] == ["absent", "late", "II.1"]
    box.setCurrentIndex(1)
    assert made.values()["fault"] == "late"


def test_an_empty_value_on_record_does_not_become_the_first_choice(qtbot: QtBot) -> None:
    made = form(qtbot, {**VALUES, "fault": ""})
    assert made.values()["fault"] == ""
    assert made.input("fault").currentText() == "Chưa chọn"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("0", ""),
        ("6", ""),
        ("7", "Ghi số nguyên từ 0 đến 6."),
        ("30", "Ghi số nguyên từ 0 đến 6."),
        ("-1", "Ghi số nguyên, ví dụ 3."),
    ],
)
def test_whole_numbers_have_bounds_too(qtbot: QtBot, typed: str, sentence: str) -> None:
    made = FieldForm([Field("decimals", "Số chữ số lẻ", "whole", highest=Decimal(6))])
    qtbot.addWidget(made)
    made.input("decimals").setText(typed)
    assert made.check() is not bool(sentence)
    assert made._rows["decimals"].error.text() == sentence
    assert made.values()["decimals"] == (None if sentence else int(typed))


def test_a_whole_number_may_have_a_lowest_alone(qtbot: QtBot) -> None:
    made = FieldForm([Field("cases", "Số lần", "whole", lowest=Decimal(1))], {"cases": 0})
    qtbot.addWidget(made)
    assert not made.check()
    assert made._rows["cases"].error.text() == "Ghi số nguyên từ 1 trở lên."


def test_a_field_that_is_put_aside_is_never_wrong(qtbot: QtBot) -> None:
    made = FieldForm((Field("name", "Tên", required=True), Field("points", "Điểm", "points")))
    qtbot.addWidget(made)
    made.show()
    made.input("points").setText("nhiều")
    assert set(made.wrong()) == {"name", "points"}
    made.show_only({"points"})
    assert not made.input("name").isVisible()
    assert set(made.wrong()) == {"points"}
    made.show_only({"name"})
    assert made.input("name").isVisible()
    assert set(made.wrong()) == {"name"}


def test_the_words_below_a_field_change_and_are_read_aloud(qtbot: QtBot) -> None:
    made = FieldForm((Field("points", "Điểm", "points", "Trước"),))
    qtbot.addWidget(made)
    made.set_help("points", "Nguồn: mục II")
    assert made.input("points").accessibleDescription() == "Nguồn: mục II"
    assert made._rows["points"].help.text() == "Nguồn: mục II"
    made.set_help("points", "")
    assert made._rows["points"].help.isHidden()


def test_a_share_stands_in_one_row_and_stays_exact(qtbot: QtBot) -> None:
    form = FieldForm(
        (*share_fields("Tỷ lệ cần có", "Hai phần ba ghi 2 / 3.", required=True), Field("a", "Việc"))
    )
    qtbot.addWidget(form)
    form.resize(540, 200)
    form.show()
    top, bottom = form.input("numerator"), form.input("denominator")
    assert top.mapTo(form, QPoint(0, 0)).y() == bottom.mapTo(form, QPoint(0, 0)).y()
    assert "/" in [it.text() for it in form.findChildren(QLabel) if it.isVisible()]
    top.setText("2")
    assert form.wrong() == {"denominator": "Chưa ghi mẫu số."}
    form.check()
    assert "Chưa ghi mẫu số." in [it.text() for it in form.findChildren(QLabel) if it.isVisible()]
    bottom.setText("3")
    assert form.check()
    assert (form.values()["numerator"], form.values()["denominator"]) == (2, 3)
    form.show_only({"a"})
    assert not any(it.isVisible() for it in (top, bottom))
    form.show_only({"a", "numerator", "denominator"})
    assert top.isVisible()
    assert bottom.isVisible()


def test_a_box_leaves_no_empty_room_below_its_fields(qtbot: QtBot) -> None:
    long = "Không bình xét, suy tôn cho đến khi có kết luận của cơ quan có thẩm quyền. " * 3
    box = FormDialog("Ghi", [Field(str(it), "Việc", help=long) for it in range(3)])
    qtbot.addWidget(box)
    box.show()
    qtbot.wait(1)
    assert 0 <= box._scroll.height() - needed(box._inner) <= theme.SPACE_S
