"""Regulations of other bodies put together in the editor alone, from the empty pack that ships.

T02 and T12 of the domain's collection of tables: 950 + 50 with three stages; 100 + 15 with classes.
"""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.award_rules import ClassBand
from models.checking.checks import check_pack
from models.rulepack import Stage
from tests.ui.pack_desk import choose, editor_over, fail_at_refusals, fill, page, records
from tests.ui.page_samples import season, session_of
from ui.book import shipped
from ui.book.session import Session
from ui.rules.editor import PackEditor


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    fail_at_refusals(monkeypatch)
    empty = next(it for it in shipped.packs() if not it.rules)
    made = session_of(tmp_path, season(pack=empty))
    yield made
    made.close()


@pytest.fixture
def editor(qtbot: QtBot, session: Session) -> PackEditor:
    return editor_over(qtbot, session)


def write(editor: PackEditor, key: str, **values: str | bool) -> None:
    form = page(editor, key).values
    assert form is not None
    for name, value in values.items():
        field = form.form.input(name)
        field.setChecked(value) if isinstance(value, bool) else field.setText(value)


def add(editor: PackEditor, key: str, kind: str, given: dict[str, Any]) -> None:
    made = records(editor, key, kind)
    made.add()
    fill(made, given)
    assert made.finish(), made.form and made.form.wrong()


def clear(editor: PackEditor, key: str, kind: str) -> None:
    made = records(editor, key, kind)
    while made.records:
        choose(made, 0)
        made.remove()


def test_950_and_50_with_a_stage_of_head_and_deputy(editor: PackEditor, session: Session) -> None:
    write(editor, "totals", name="Hướng dẫn 804/HD-SNV", board="Ban Thi đua - Khen thưởng")
    write(editor, "totals", total="1000", content_total="950")
    write(editor, "bonus", bonus_max="50")
    clear(editor, "stages", "stages")
    add(editor, "stages", "stages", {"name": "Tự chấm"})
    add(editor, "stages", "stages", {"name": "Trưởng khối, Phó Trưởng khối chấm"})
    add(
        editor,
        "stages",
        "stages",
        {"name": "Ban thẩm định", "ranks_to": "3", "after_meeting": True},
    )
    document = "Hướng dẫn số 804/HD-SNV ngày 18/7/2018 của Sở Nội vụ"
    add(editor, "legal-bases", "legal_bases", {"document": document, "issued": "18/07/2018"})
    [basis] = editor.draft.pack.legal_bases
    total = {
        "title": "Tổng điểm",
        "text": "950 điểm nội dung và 50 điểm thưởng.",
        "basis": basis.code,
    }
    add(editor, "rules", "rules", {**total, "name": "total-100"})
    assert editor.apply()
    pack = session.season.pack
    assert check_pack(pack) == ()
    assert (pack.total, pack.content_total, pack.bonus_max) == (1000, 950, 50)
    assert pack.stages == (
        Stage("tu-cham", "Tự chấm"),
        Stage("truong-khoi-pho-truong-khoi-cham", "Trưởng khối, Phó Trưởng khối chấm"),
        Stage("ban-tham-dinh", "Ban thẩm định", ranks_to=3, after_meeting=True),
    )
    assert pack.citation("total-100") == document
    assert {"total", "content_total", "stages", "board", "legal_bases"} <= set(pack.decided)
    assert "step" in {it.field for it in session.season.undecided}


def test_100_and_15_with_classes_by_lower_bounds(editor: PackEditor, session: Session) -> None:
    write(editor, "totals", total="115", content_total="100", deductions_max="15")
    write(editor, "bonus", bonus_max="15")
    write(editor, "classes", class_cap="100")
    for name, lowest in (("Xuất sắc", "91"), ("Tốt", "81"), ("Khá", "71"), ("Trung bình", "61")):
        add(editor, "classes", "classes", {"name": name, "lowest": lowest})
    add(editor, "classes", "classes", {"name": "Không đạt", "lowest": "0"})
    assert editor.apply(), editor.bar.words.text()
    pack = session.season.pack
    assert check_pack(pack) == ()
    assert [(it.name, it.lowest) for it in pack.classes] == [
        ("Xuất sắc", 91), ("Tốt", 81), ("Khá", 71), ("Trung bình", 61), ("Không đạt", 0),
    ]  # fmt: skip
    assert (pack.bonus_max, pack.deductions_max, pack.class_cap) == (15, 15, 100)


def test_a_class_with_a_share_of_the_first_and_a_bound_that_is_not_enough(
    editor: PackEditor, session: Session
) -> None:
    best = {"name": "Xuất sắc", "lowest": "80", "over": True, "top_percent": "20"}
    add(editor, "classes", "classes", best)
    add(editor, "classes", "classes", {"name": "Tốt", "lowest": "60", "over": True})
    assert editor.apply()
    assert session.season.pack.classes == (
        ClassBand("Xuất sắc", Decimal(80), over=True, top_percent=Decimal(20)),
        ClassBand("Tốt", Decimal(60), over=True),
    )


def test_a_pack_with_a_name_of_its_own_is_another_pack(
    editor: PackEditor, session: Session
) -> None:
    before = session.season.pack
    write(editor, "totals", name="Quy chế cụm thi đua số 5")
    assert editor.apply()
    assert session.season.pack.id == "quy-che-cum-thi-dua-so"
    write(editor, "totals", board="Phòng Nội vụ")
    assert editor.apply()
    assert session.season.pack.id == "quy-che-cum-thi-dua-so"
    session.undo()
    session.undo()
    assert session.season.pack == before
