"""No English is left in what Qt shows by itself: every standard button, menu and label."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
)
from pytestqt.qtbot import QtBot

from ui.look import vietnamese

BUTTONS = [it for it in QDialogButtonBox.StandardButton if it.value]


@pytest.fixture
def speaking(qapp: QApplication) -> Iterator[QApplication]:
    before = QLocale()
    translator = vietnamese.install(qapp)
    yield qapp
    assert isinstance(translator, QTranslator)
    qapp.removeTranslator(translator)
    QLocale.setDefault(before)


KNOWN = {words for context in vietnamese.WORDS.values() for words in context.values()}


@pytest.mark.parametrize("button", BUTTONS, ids=lambda it: it.name)
def test_every_standard_button_is_vietnamese(
    speaking: QApplication, qtbot: QtBot, button: QDialogButtonBox.StandardButton
) -> None:
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    assert box.addButton(button).text() in KNOWN


@pytest.mark.parametrize("button", BUTTONS, ids=lambda it: it.name)
def test_every_button_of_a_message_is_vietnamese(
    speaking: QApplication, qtbot: QtBot, button: QDialogButtonBox.StandardButton
) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    assert box.addButton(QMessageBox.StandardButton(button.value)).text() in KNOWN


def test_the_details_button_is_vietnamese(speaking: QApplication, qtbot: QtBot) -> None:
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setDetailedText("chi tiết")
    assert [it.text() for it in box.buttons()] == ["Xem chi tiết…"]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit, QTextEdit])
def test_the_context_menu_of_a_field_is_vietnamese(
    speaking: QApplication, qtbot: QtBot, kind: type[QLineEdit]
) -> None:
    field = kind("chữ")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    shown = [it.text().split("\t")[0] for it in menu.actions() if not it.isSeparator()]
    assert len(shown) >= 6
    assert set(shown) <= KNOWN


def test_the_file_dialog_is_vietnamese(speaking: QApplication, qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.show()
    shown = [it.text() for kind in (QLabel, QPushButton) for it in dialog.findChildren(kind)]
    for header in dialog.findChildren(QHeaderView):
        model = header.model()
        shown += [
            str(model.headerData(at, header.orientation())) for at in range(model.columnCount())
        ]
    assert len(shown) >= 8
    assert {it for it in shown if it} <= KNOWN


def test_a_dialog_that_takes_a_folder_is_vietnamese(speaking: QApplication, qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    kinds = dialog.findChild(QComboBox, "fileTypeCombo")
    assert isinstance(kinds, QComboBox)
    assert [kinds.itemText(it) for it in range(kinds.count())] == ["Thư mục"]


def test_the_input_dialog_is_vietnamese(speaking: QApplication, qtbot: QtBot) -> None:
    dialog = QInputDialog()
    qtbot.addWidget(dialog)
    dialog.show()
    assert {it.text() for it in dialog.findChildren(QPushButton)} == {"Đồng ý", "Thôi"}


def test_days_are_named_in_vietnamese(speaking: QApplication) -> None:
    assert QLocale().dayName(1) == "Thứ Hai"


def test_what_is_not_known_keeps_its_own_words(speaking: QApplication) -> None:
    assert QApplication.translate("QLineEdit", "Nothing like this") == "Nothing like this"
    assert QApplication.translate("QAbstractSpinBox", "&Step up") == "Tăng"
