"""Keys of the builder that mean what they mean in Excel."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.builder_keys import Key, Mod, codes, go, press, shown_builder, told
from tests.ui.builder_samples import TABLE
from ui.builder.builder import Builder
from ui.builder.tree_model import FIELDS


@pytest.fixture
def builder(qtbot: QtBot) -> Builder:
    return shown_builder(qtbot)


def test_a_typed_letter_begins_the_cell_anew_as_in_excel(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "II.1", FIELDS.index("max_points"))
    press(qtbot, builder, Key.Key_9)
    assert builder.tree.cells.editor is not None
    assert builder.tree.cells.editor.text() == "9"
    press(qtbot, builder, Key.Key_Return)
    row = builder.table.row("II.1")
    assert row is not None
    assert row.max_points == 9
    go(builder, "II.1", FIELDS.index(""))
    press(qtbot, builder, Key.Key_9)
    assert builder.tree.cells.editor is None


def test_delete_empties_the_cell_as_in_excel(qtbot: QtBot, builder: Builder) -> None:
    go(builder, "II.1", FIELDS.index("max_points"))
    before = codes(builder)
    press(qtbot, builder, Key.Key_Delete)
    row = builder.table.row("II.1")
    assert row is not None
    assert row.max_points is None
    assert codes(builder) == before
    press(qtbot, builder, Key.Key_Z, Mod.ControlModifier)
    assert builder.table == TABLE
    go(builder, "II.1", FIELDS.index(""))
    heard = told(builder)
    press(qtbot, builder, Key.Key_Delete)
    assert heard == [("Cột này không ghi trực tiếp.", "warn")]
    assert builder.table == TABLE
