"""The open values of a rule pack as fields, and back."""

from dataclasses import replace
from decimal import Decimal

import pytest
from pytestqt.qtbot import QtBot

from models.rulepack import OpenValue, Quota, RulePack, TieBreak
from tests.ui.page_samples import TABLE
from ui import shipped
from ui.setup import pack_fields
from ui.widgets.forms import FieldForm


@pytest.fixture
def pack() -> RulePack:
    found = shipped.find_pack("lao-cai-3666")
    assert found is not None
    return found


def test_what_is_not_changed_stays_as_it_was(pack: RulePack) -> None:
    assert pack_fields.with_values(pack, pack_fields.values(pack)) == pack


def test_every_open_value_has_a_field_or_is_told(pack: RulePack) -> None:
    names = {it.name for it in pack_fields.fields(pack)}
    assert {"rank_style", "rank_on", "step", "criterion_floor", "flags", "tie.0"} <= names
    assert "deductions.deduct-discipline.each_time" in names
    assert [it.field for it in pack_fields.told(pack)] == ["sections.max_points"]


def test_the_note_of_the_source_stands_at_the_field(pack: RulePack) -> None:
    step = next(it for it in pack_fields.fields(pack) if it.name == "step")
    assert step.help == "Nguồn không quy định; khối chọn."


def test_chosen_values_come_into_force(pack: RulePack) -> None:
    chosen = {
        **pack_fields.values(pack),
        "rank_style": "dense",
        "step": Decimal("0.25"),
        "bonus.each_points": Decimal("0.5"),
        "deductions.deduct-discipline.each_time": True,
        "tie.0": "section:I",
        "tie.1": "fewest_deductions",
        "tie.2": "section:I",
        "flags": 2,
    }
    made = pack_fields.with_values(pack, chosen)
    assert made.rank_style == "dense"
    assert made.step == Decimal("0.25")
    assert made.bonus is not None
    assert made.bonus.each_points == Decimal("0.5")
    assert [it.each_time for it in made.deductions if it.name == "deduct-discipline"] == [True]
    assert made.tie_breaks == (TieBreak("section", "I"), TieBreak("fewest_deductions"))
    assert [(it.award, it.value) for it in made.quotas] == [(pack_fields.AWARD, 2)]
    assert {**chosen, "tie.2": None} == {"tie.2": None, **pack_fields.values(made)}


def test_who_gives_the_flag_is_kept_when_the_number_changes(pack: RulePack) -> None:
    given = replace(pack, quotas=(Quota("Cờ thi đua của UBND tỉnh", "number", Decimal(1)),))
    made = pack_fields.with_values(given, {"flags": 3})
    assert made.quotas == (Quota("Cờ thi đua của UBND tỉnh", "number", Decimal(3)),)
    assert pack_fields.with_values(given, {"flags": None}).quotas == ()


def test_what_a_document_fixes_cannot_be_changed() -> None:
    fixed = RulePack("a", "A", open_values=(OpenValue("quotas", "Cờ"),))
    assert [it.name for it in pack_fields.fields(fixed)] == ["flags"]


CHAIN = (
    TieBreak("section", "I"),
    TieBreak("bonus"),
    TieBreak("section", "II"),
    TieBreak("fewest_deductions"),
    TieBreak("section", "IX"),
)


def test_a_long_chain_has_a_field_for_every_link_and_one_more(qtbot: QtBot, pack: RulePack) -> None:
    given = replace(pack, tie_breaks=CHAIN)
    form = FieldForm(pack_fields.fields(given), pack_fields.values(given))
    qtbot.addWidget(form)
    ties = [name for name in form.values() if name.startswith("tie.")]
    assert ties == ["tie.0", "tie.1", "tie.2", "tie.3", "tie.4", "tie.5"]
    assert pack_fields.with_values(given, form.values()) == given
    form.input("tie.5").setCurrentIndex(form.input("tie.5").findData("section:III"))
    made = pack_fields.with_values(given, form.values())
    assert made.tie_breaks == (*CHAIN, TieBreak("section", "III"))


def test_sections_of_the_table_part_equals_where_the_pack_names_none(
    qtbot: QtBot, pack: RulePack
) -> None:
    given = replace(pack, sections=(), tie_breaks=(TieBreak("section", "I"),))
    form = FieldForm(pack_fields.fields(given, TABLE), pack_fields.values(given))
    qtbot.addWidget(form)
    box = form.input("tie.0")
    assert [box.itemData(i) for i in range(4)] == ["", "section:I", "section:II", "section:III"]
    assert box.itemText(2) == "Mục II cao hơn"
    assert pack_fields.with_values(given, form.values()) == given
    bare = FieldForm(pack_fields.fields(given), pack_fields.values(given))
    qtbot.addWidget(bare)
    assert pack_fields.with_values(given, bare.values()) == given
