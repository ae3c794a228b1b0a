"""What the score grid shows, before and after the session changed."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from models.block import Unit
from models.season import Score, ScoreKey
from tests.ui.score_samples import opened, sample, with_facts
from ui.book.session import Session
from ui.scores import tsv
from ui.scores.layout import Layout, by_criterion, by_section, by_unit
from ui.scores.marks import marks, tip
from ui.scores.model import ScoreModel
from ui.scores.sheet import Sheet

UNIT = "Ban Dân vận"


@pytest.fixture
def session(tmp_path: Path, qapp: object) -> Any:
    session = opened(tmp_path, with_facts(sample()))
    yield session
    session.close()


def drawn(sheet: Sheet, *columns: int) -> list[str]:
    """The chosen columns of every row, as the clerk reads them."""
    rows = range(len(sheet.layout.rows))
    return [" | ".join(sheet.text(row, it) for it in columns) for row in rows]


def showing(session: Session, layout: Layout) -> ScoreModel:
    """A model that follows the session as the page makes it do."""
    model = ScoreModel(session)
    model.show(layout)
    session.changed.connect(lambda _what: model.refresh(layout))
    return model


def sheet_of(model: ScoreModel) -> Sheet:
    assert model.sheet is not None
    return model.sheet


def test_one_unit_has_a_row_for_every_row_of_the_table(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert [it.title for it in sheet_of(model).layout.columns] == (
        "Mã,Tiêu chí,Tối đa,Tự chấm,Khối chấm,Thẩm định,Thống nhất,Điểm tính,Minh chứng,Ghi chú".split(
            ","
        )
    )
    assert drawn(sheet_of(model), 0, 2, 3, 4, 5, 7) == [
        "I | 60,00 | 57,50 | 57,00 |  | 57,00",
        "I.1 | 20,00 | 20,00 | 20,00 |  | 20,00",
        "I.2 | 15,00 | 14,50 | 14,00 |  | 14,00",
        "I.3 | 15,00 | 13,00 | 13,00 |  | 13,00",
        "I.4 | 10,00 | 10,00 | 10,00 |  | 10,00",
        "II | 20,00 | 6,00* | 18,00 |  | 18,00",
        "II.1 | 12,00 | – | 12,00 |  | 12,00",
        "II.2 | 8,00 | 6,00 | 6,00 |  | 6,00",
        "III | 15,00 | 14,50 | 14,50 | – | 14,50",
        "III.1 | 6,00 | 6,00 | 6,00 | – | 6,00",
        "III.2 | 5,00 | 4,50 | 4,50 | – | 4,50",
        "III.3 | 4,00 | 4,00 | 4,00 | – | 4,00",
    ]


def test_a_section_shows_all_units_and_their_sums_at_a_stage(session: Session) -> None:
    model = showing(session, by_section(session.season, "I", "block"))
    assert drawn(sheet_of(model), 0, 1, 2, 3, 4, 5) == [
        "Ban Dân vận | 20,00 | 14,00 | 13,00 | 10,00 | 57,00",
        "Ban Nội chính | 20,00 | 15,00 | 15,00 | 10,00 | 60,00",
        "Ban Tổ chức | 20,00 | 15,00 | 15,00 | 10,00 | 60,00",
        "Báo Lào Cai | 18,00 | 12,00 | – | – | 30,00*",
        "Văn phòng | 20,00 | 15,00 | 10,00 | 10,00 | 55,00",
    ]


def test_a_criterion_shows_all_units_with_their_stages(session: Session) -> None:
    model = showing(session, by_criterion(session.season, "I.2"))
    assert drawn(sheet_of(model), 0, 1, 2, 5)[0] == "Ban Dân vận | 14,50 | 14,00 | 14,00"


def test_one_typed_figure_repaints_its_row_and_its_section_and_resets_nothing(
    session: Session,
) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    rows: list[int] = []
    resets: list[bool] = []
    model.dataChanged.connect(lambda first, _last: rows.append(first.row()))
    model.modelReset.connect(lambda: resets.append(True))
    assert model.setData(model.index(2, 4), "14.5")
    assert sorted(set(rows)) == [0, 2]
    assert resets == []
    assert drawn(sheet_of(model), 0, 4, 7)[:3] == [
        "I | 57,50 | 57,50",
        "I.1 | 20,00 | 20,00",
        "I.2 | 14,50 | 14,50",
    ]


def test_a_refused_value_is_told_and_nothing_is_stored(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    index = model.index(11, 4)
    assert model.enter(index, "4,5") == "Tối đa 4 điểm. Anh/chị nhập 4,5."
    assert not model.setData(index, "bốn")
    assert session.season.score(UNIT, "III.3", "block").points == Decimal(4)
    assert session.undo_label == ""


def test_empty_is_not_zero(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    index = model.index(1, 4)
    assert model.setData(index, "")
    assert (index.data(), index.data(Qt.ItemDataRole.EditRole)) == ("–", "")
    assert model.setData(index, "0")
    assert index.data() == "0,00"


def test_typing_the_same_figure_keeps_the_word_of_the_form(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert model.setData(model.index(1, 3), "20,0")
    assert session.season.score(UNIT, "I.1", "self").source == "bieu mau dan van.xlsx"
    assert session.undo_label == ""


def test_where_nothing_can_be_typed_one_sentence_says_why(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert model.why_not(model.index(1, 5)) == "Thẩm định chỉ chấm mục III."
    assert model.why_not(model.index(0, 4)).startswith("Điểm mục I do máy cộng")
    assert model.why_not(model.index(1, 7)).startswith("Điểm tính do máy")
    assert model.why_not(model.index(9, 5)) == ""
    assert not model.flags(model.index(1, 5)) & Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.index(9, 5)) & Qt.ItemFlag.ItemIsEditable


def test_every_mark_of_a_cell_has_words(session: Session) -> None:
    high = replace(session.season.score(UNIT, "I.1", "block"), points=Decimal(25))
    key = ScoreKey(UNIT, "I.1", "block")
    sheet = Sheet(
        by_unit(session.season, UNIT),
        session.season.with_scores({key: high}),
        {it.unit.id: it for it in session.results},
    )
    assert marks(sheet, 1, 3) == ("form",)
    assert tip(sheet, 1, 3) == "Nhận từ tệp “bieu mau dan van.xlsx”"
    assert marks(sheet, 2, 3) == ("hand",)
    assert marks(sheet, 2, 4) == ("differs",)
    assert tip(sheet, 2, 4) == "Nhập tay\nKhác Tự chấm: 14,5"
    assert marks(sheet, 6, 4) == ("provisional",)
    assert "Tạm tính" in tip(sheet, 6, 4)
    assert marks(sheet, 1, 4) == ("differs", "over")
    assert "Vượt tối đa 20 điểm" in tip(sheet, 1, 4)
    assert marks(sheet, 9, 5) == ()


def test_evidence_goes_to_the_first_stage_and_a_note_to_the_deciding_one(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert model.setData(model.index(2, 8), " Báo cáo 15 ")
    assert model.setData(model.index(2, 9), "thống nhất tại họp")
    assert session.season.score(UNIT, "I.2", "self").evidence == "Báo cáo 15"
    assert session.season.score(UNIT, "I.2", "block").note == "thống nhất tại họp"
    assert session.undo_label == "sửa ghi chú I.2 của Ban Dân vận"
    assert drawn(sheet_of(model), 8, 9)[2] == "Báo cáo 15 | thống nhất tại họp"


def test_undo_and_redo_are_repainted(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    model.setData(model.index(2, 4), "9")
    session.undo()
    assert model.index(2, 4).data() == "14,00"
    session.redo()
    assert model.index(2, 4).data() == "9,00"


def test_other_rows_make_the_model_anew(session: Session) -> None:
    model = ScoreModel(session)
    model.show(by_section(session.season, "I", "block"))
    session.add_unit(Unit("Trường Chính trị"))
    model.refresh(by_section(session.season, "I", "block"))
    assert model.rowCount() == 6


def test_a_renamed_unit_is_repainted(session: Session) -> None:
    model = showing(session, by_section(session.season, "I", "block"))
    session.change_unit(replace(session.season.units[0], name="Ban Dân vận Tỉnh ủy"))
    assert model.index(0, 0).data() == "Ban Dân vận Tỉnh ủy"


def test_the_model_keeps_qts_rules(session: Session, qtmodeltester: Any) -> None:
    qtmodeltester.check(showing(session, by_unit(session.season, UNIT)))
    qtmodeltester.check(showing(session, by_section(session.season, "III", "self")))


def test_a_good_block_is_one_act(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    found = model.paste(1, 3, tsv.read("19\t18,5\n13.5\t\n12\t11\n"))
    assert found.problems == ()
    assert drawn(sheet_of(model), 3, 4)[1:4] == ["19,00 | 18,50", "13,50 | –", "12,00 | 11,00"]
    assert session.undo_label == "dán 6 ô của Ban Dân vận"
    session.undo()
    assert drawn(sheet_of(model), 3, 4)[1:4] == ["20,00 | 20,00", "14,50 | 14,00", "13,00 | 13,00"]


def test_a_block_with_bad_cells_enters_nothing_and_names_each(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    found = model.paste(9, 4, tsv.read("5\nx\n4,5"))
    assert found.problems == (
        "Dòng 2, tiêu chí III.2: “x” không phải là số điểm.",
        "Dòng 3, tiêu chí III.3: Tối đa 4 điểm. Anh/chị nhập 4,5.",
    )
    assert session.season.score(UNIT, "III.1", "block").points == Decimal(6)
    assert session.undo_label == ""


def test_points_are_never_shifted_over_a_group_row(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    [problem] = model.paste(4, 4, tsv.read("9\n11")).problems
    assert problem.startswith("Dòng 2, mục II: Điểm mục II do máy cộng")
    assert model.paste(4, 4, tsv.read("9\n\n11")).problems == ()
    assert drawn(sheet_of(model), 4)[4:7] == ["9,00", "17,00", "11,00"]


def test_a_block_that_reaches_outside_is_refused(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert model.paste(11, 4, tsv.read("1\n2")).problems == (
        "Vùng dán có 2 dòng, từ ô này xuống chỉ còn 1 dòng.",
    )
    assert "cột" in model.paste(1, 9, tsv.read("a\tb")).problems[0]


def test_the_bad_cell_of_another_unit_is_named_with_the_unit(session: Session) -> None:
    model = showing(session, by_section(session.season, "III", "block"))
    found = model.paste(1, 3, tsv.read("9"))
    assert found.problems == (
        "Dòng 1, Ban Nội chính, tiêu chí III.3: Tối đa 4 điểm. Anh/chị nhập 9.",
    )


def test_cells_are_emptied_as_one_act(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert model.clear([model.index(row, 4) for row in range(5)]) == 4
    assert drawn(sheet_of(model), 4)[:5] == ["–", "–", "–", "–", "–"]
    session.undo()
    assert drawn(sheet_of(model), 4)[:2] == ["57,00", "20,00"]


def test_a_score_is_marked_provisional_and_back(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert model.set_provisional([model.index(2, 4)]) is True
    assert session.season.score(UNIT, "I.2", "block") == Score(Decimal(14), provisional=True)
    assert session.undo_label == "ghi tạm tính I.2 của Ban Dân vận"
    assert model.set_provisional([model.index(2, 4)]) is False
    assert model.set_provisional([model.index(9, 5)]) is None


def test_a_copied_block_has_commas_and_no_dashes(session: Session) -> None:
    model = showing(session, by_unit(session.season, UNIT))
    assert model.block_text(0, 3, 2, 6) == "57,50\t57,00\t\t\n20,00\t20,00\t\t\n14,50\t14,00\t\t"
    assert model.entries_text(0, 3, 2, 4) == "\t\n20\t20\n14,5\t14"


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("9,5\r\n8\r\n", (("9,5",), ("8",))),
        ('"hai\ndòng"\t"nói ""có"""', (("hai\ndòng", 'nói "có"'),)),
        ("1\t2\n3", (("1", "2"), ("3", ""))),
        ("", ()),
        ("\n5", (("",), ("5",))),
    ],
)
def test_blocks_of_excel_are_read(text: str, block: tsv.Block) -> None:
    assert tsv.read(text) == block


def test_blocks_survive_the_way_there_and_back() -> None:
    block = (("a\tb", 'c"d'), ("", "e\nf"))
    assert tsv.read(tsv.write(block)) == block
