"""Rows of the table builder to and from Excel: whole, or refused with the reason."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from models.table import ScoringTable
from models.tables import edit
from tests.ui.builder_keys import Key, Mod, clip, codes, go, press, shown_builder, told
from tests.ui.builder_samples import DEDUCT, PACK, TABLE
from ui.builder import clipboard, row_acts
from ui.builder.builder import Builder


@pytest.fixture
def builder(qtbot: QtBot) -> Iterator[Builder]:
    made = shown_builder(qtbot)
    yield made
    made.tree.cells.close()


def test_rows_go_to_excel_and_come_back_whole(qtbot: QtBot, builder: Builder) -> None:
    builder.start(edit.change(TABLE, (0, 1, 0), rule=DEDUCT), PACK)
    go(builder, "I.2")
    press(qtbot, builder, Key.Key_C, Mod.ControlModifier)
    text = QGuiApplication.clipboard().text()
    assert text.splitlines()[1] == "I.2.a\tChỉ tiêu đã đăng ký\t25\tBáo cáo"
    go(builder, "II.1")
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    copied = builder.table.rows[1].rows[1]
    assert [it.code for _, it in copied.walk()] == ["II.2", "II.2.a", "II.2.b"]
    assert copied.rows[0].rule == DEDUCT


def test_a_block_from_excel_becomes_rows(qtbot: QtBot, builder: Builder) -> None:
    heard = told(builder)
    clip("1\tViệc một\t7,5\tSổ theo dõi\n2\tViệc hai\t2\t")
    go(builder, "III")
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier | Mod.ShiftModifier)
    assert [(it.code, it.title) for it in builder.table.rows[2].rows] == [
        ("III.1", "Phong trào thi đua"),
        ("III.2", "Việc một"),
        ("III.3", "Việc hai"),
    ]
    assert builder.table.row("III.2").max_points == Decimal("7.5")  # type: ignore[union-attr]
    assert heard[-1][0].startswith("Đã dán 2 dòng.")


def test_a_column_of_figures_goes_down_the_rows(qtbot: QtBot, builder: Builder) -> None:
    clip("21\n39\n30\n9\n")
    go(builder, "I.1", 2)
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert [builder.table.row(it).max_points for it in ("I.1", "I.2", "I.2.a", "I.2.b")] == [  # type: ignore[union-attr]
        *(Decimal(21), Decimal(39), Decimal(30), Decimal(9)),
    ]


def test_bad_pastes_leave_everything_as_it_was(
    qtbot: QtBot, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[tuple[str, ...]] = []
    monkeypatch.setattr(row_acts, "tell_refused", lambda _at, _words, why: refused.append(why))
    heard = told(builder)
    go(builder, "I.1", 2)
    clip("20\n=SUM(C1)\n")
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert refused[-1] == ("Dòng I.2: “=SUM(C1)” không phải là số điểm. Ghi số, ví dụ 9,5.",)
    clip("\n".join(["1"] * 99))
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert refused[-1] == ("Chép 99 ô nhưng từ đây chỉ còn 8 dòng.",)
    clip("1\tViệc\tmười hai\tSổ")
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert "mười hai" in refused[-1][0]
    clip("  ")
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert heard[-1] == ("Chưa có gì để dán. Chép các ô trong Excel rồi bấm Ctrl+V.", "warn")
    clip("nhiều")
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert heard[-1][1] == "error"
    assert builder.table == TABLE


def test_one_cell_goes_into_the_cell(qtbot: QtBot, builder: Builder) -> None:
    clip("Tên lấy từ Excel")
    go(builder, "II.1")
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert builder.table.row("II.1").title == "Tên lấy từ Excel"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("pasted", "column", "said"),
    [
        (
            "=SUM(A1:A3)",
            1,
            "Công thức “=SUM(A1:A3)” không phải là chữ. Ghi chữ thay cho công thức.",
        ),
        ("=Sheet2!B1", 3, "Công thức “=Sheet2!B1” không phải là chữ. Ghi chữ thay cho công thức."),
        ("\x00\x01", 1, "Ô không có chữ nào đọc được. Chép lại ô, hoặc gõ chữ."),
        ("\x1f", 1, "Ô không có chữ nào đọc được. Chép lại ô, hoặc gõ chữ."),
        ("x" * 200_000, 1, "Ô có 200.000 ký tự, nhiều nhất 5.000. Chép một ô ngắn hơn."),
    ],
)
def test_a_cell_that_is_no_text_stays_out(
    builder: Builder, pasted: str, column: int, said: str
) -> None:
    heard = told(builder)
    go(builder, "I.1", column)
    assert builder.rows._paste_cells(clipboard.column_of(pasted))
    assert heard[-1] == (said, "error")
    assert builder.table == TABLE


def test_a_column_with_a_formula_among_its_titles_is_refused_whole() -> None:
    read = clipboard.read_rows("Việc một\n=A2\nViệc ba")
    assert read.rows == ()
    assert read.refused == (
        "Dòng 2: Công thức “=A2” không phải là chữ. Ghi chữ thay cho công thức.",
    )
    [refused] = clipboard.read_rows(f"1\tViệc\t2\n2\t{'x' * 5001}\t3").refused
    assert refused == "Dòng 2: Ô có 5.001 ký tự, nhiều nhất 5.000. Chép một ô ngắn hơn."
    fine = clipboard.read_rows("Việc một\n\nViệc ba")
    assert [it.title for it in fine.rows] == ["Việc một", "Việc ba"]


def test_1000_rows_from_excel_with_merged_cells_are_pasted_or_refused_whole(
    qtbot: QtBot, builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused: list[tuple[str, ...]] = []
    monkeypatch.setattr(row_acts, "tell_refused", lambda _at, _words, why: refused.append(why))
    builder.start(ScoringTable(), PACK)
    # Of a merged cell only the first line has the text: the code stands once for its criteria.
    lines = ["I\tMục một\t1000\t"]
    lines += [f"{n if n % 3 == 1 else ''}\tTiêu chí số {n}\t1\tBáo cáo" for n in range(1, 1000)]
    clip("\n".join(lines))
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert not refused
    titles = [it.title for _, it in builder.table.walk()]
    assert len(titles) == len(set(titles)) == 1000
    assert len(set(codes(builder))) == 1000
    before = builder.table
    clip("\n".join([*lines, "5\tHỏng\t#REF!\tBáo cáo"]))
    press(qtbot, builder, Key.Key_V, Mod.ControlModifier)
    assert "#REF!" in refused[0][0]
    assert builder.table == before
