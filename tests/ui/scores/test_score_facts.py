"""Bonus, deductions and exclusions of a unit: the lists, the forms, and one act for each change."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.facts import FACT_KINDS, Exclusion, Reminder, Target
from tests.ui.score_samples import PACK, opened, sample, with_facts
from ui.book.session import Session
from ui.scores.fact_fields import KINDS, effect
from ui.scores.fact_forms import target_fields
from ui.scores.facts import FactsPanel
from ui.widgets.forms import FormDialog

UNIT = "Ban Dân vận"
BY_NAME = {kind.kind: kind for kind in KINDS}


@pytest.fixture
def panel(tmp_path: Path, qtbot: Any) -> Iterator[FactsPanel]:
    session = opened(tmp_path, with_facts(sample()))
    made = FactsPanel(session)
    qtbot.addWidget(made)
    made.show()
    made.show_unit(UNIT)
    session.changed.connect(lambda _what: made.show_unit(made.unit))
    yield made
    session.close()


def answering(panel: FactsPanel, **answers: Any) -> list[FormDialog]:
    """Fill the next forms in place of the clerk."""
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog)
        return {**dialog.form.values(), **answers}

    panel.ask = fill
    return asked


ELSEWHERE = {
    "targets": {"last_year", "counted", "criterion", "half_year", "half_year_before"},
    "discipline": {"about"},
}
"""Fields that the registration and the proposals fill in."""


def test_every_kind_of_fact_has_a_list_and_a_form_for_all_its_fields() -> None:
    season = sample()
    assert list(BY_NAME) == list(FACT_KINDS)[: list(FACT_KINDS).index("pledges")]
    for kind in KINDS:
        named = {it.name for it in kind.fields(season)} | {"unit"}
        known = {it.name for it in fields(FACT_KINDS[kind.kind])}
        assert named == known - ELSEWHERE.get(kind.kind, set())


def test_what_the_form_does_not_ask_for_stays_when_a_fact_is_changed(panel: FactsPanel) -> None:
    kept = Target(
        UNIT, "Chi ngân sách", "I", last_year=Decimal(9), counted="Báo cáo", criterion="I.1"
    )
    panel.session.change_fact(None, kept, "thêm chỉ tiêu")
    answering(panel, note="đã rà soát")
    panel.change(BY_NAME["targets"], kept)
    assert panel.session.season.facts.targets[-1] == replace(kept, note="đã rà soát")


def test_the_lists_say_what_each_kind_does_and_by_which_rule(panel: FactsPanel) -> None:
    cards = panel.cards
    assert cards["targets"].badge.text() == "+ 1,00"
    assert cards["reminders"].badge.text() == "− 1,00"
    assert cards["reminders"]._rule.text() == "Hướng dẫn 1560/SNV-TĐKT, mục II.2b"
    assert [it.document for it in cards["reminders"].table.records] == ["12/UBND", "15/UBND"]
    assert cards["dossiers"].effects.text() == "Không có hồ sơ nào."
    panel.show_unit("Văn phòng")
    assert cards["exclusions"].badge.text() == "Không bình xét, suy tôn"


def test_a_fact_is_added_changed_and_taken_out_as_one_act_each(panel: FactsPanel) -> None:
    kind = BY_NAME["reminders"]
    answering(panel, document="20/UBND", issued=date(2023, 5, 4))
    panel.add(kind)
    new = panel.session.season.facts.reminders[-1]
    assert new == Reminder(UNIT, "20/UBND", date(2023, 5, 4))
    assert panel.session.undo_label == "thêm văn bản nhắc nhở của Ban Dân vận"
    assert panel.cards["reminders"].badge.text() == "− 1,50"
    answering(panel, extended=True)
    panel.change(kind, new)
    assert panel.session.season.facts.reminders[-1].extended
    assert panel.session.undo_label.startswith("sửa văn bản nhắc nhở")
    panel.remove(kind, panel.session.season.facts.reminders[0])
    assert [it.document for it in panel.session.season.facts.reminders] == ["15/UBND", "20/UBND"]
    panel.session.undo()
    panel.session.undo()
    panel.session.undo()
    assert [it.document for it in panel.session.season.facts.reminders] == ["12/UBND", "15/UBND"]


def test_a_form_left_or_unchanged_does_nothing(panel: FactsPanel) -> None:
    kind = BY_NAME["targets"]
    panel.ask = lambda _dialog: None
    panel.add(kind)
    asked = answering(panel)
    panel.change(kind, panel.session.season.facts.targets[0])
    assert asked[0].form.values()["bonus"] == Decimal(1)
    assert panel.session.undo_label == ""


def test_a_new_target_earns_its_bonus(panel: FactsPanel) -> None:
    answering(
        panel,
        name="Thu hút đầu tư",
        section="I",
        registered=Decimal(5),
        result=Decimal(6),
        bonus=Decimal("0.5"),
    )
    panel.add(BY_NAME["targets"])
    assert panel.session.result(UNIT).bonus == Decimal("1.5")
    assert isinstance(panel.session.season.facts.targets[-1], Target)


def test_an_exclusion_that_was_lifted_says_so(panel: FactsPanel) -> None:
    panel.session.change_fact(
        None, Exclusion("Ban Tổ chức", "Phê bình", lifted=date(2023, 11, 1)), "thêm lý do"
    )
    panel.show_unit("Ban Tổ chức")
    assert panel.cards["exclusions"].badge.text() == "đã bỏ"


def test_kinds_without_a_rule_are_not_offered(tmp_path: Path, qtbot: Any) -> None:
    session = opened(tmp_path, sample(pack=replace(PACK, bonus=None)))
    panel = FactsPanel(session)
    qtbot.addWidget(panel)
    panel.show_unit(UNIT)
    panel.show()
    assert not panel.cards["targets"].isVisible()
    assert panel.cards["reminders"].isVisible()
    session.close()


def test_the_units_organisation_is_told(tmp_path: Path, qtbot: Any) -> None:
    session = opened(tmp_path, sample("Ban A: all=max no-party no-union"))
    panel = FactsPanel(session)
    qtbot.addWidget(panel)
    panel.show_unit("Ban A")
    assert "tối đa 50% số điểm mục II" in panel.traits.text()
    session.close()


def test_a_read_only_file_offers_no_change(tmp_path: Path, qtbot: Any) -> None:
    first = opened(tmp_path, with_facts(sample()))
    second = Session(clock=first.now)
    second.open(first.file.path)
    panel = FactsPanel(second)
    qtbot.addWidget(panel)
    panel.show_unit(UNIT)
    assert not panel.cards["reminders"]._add.isEnabled()
    assert panel.traits.text() == second.read_only_reason
    panel.remove(BY_NAME["reminders"], second.season.facts.reminders[0])
    assert len(second.season.facts.reminders) == 2
    second.close()
    first.close()


def test_facts_that_change_nothing_yet_are_explained(tmp_path: Path, qapp: object) -> None:
    session = opened(tmp_path, sample("Ban A: all=max waiting=3"))
    amount, words = effect(session.season, session.result("Ban A"), BY_NAME["dossiers"])
    assert amount == ""
    assert words == ("Hồ sơ: 3 hồ sơ chờ văn bản thông báo, chưa trừ",)
    session.close()


def test_a_classification_ends_the_provisional_state(tmp_path: Path, qtbot: Any) -> None:
    pack = replace(PACK, provisional_sections=("II",))
    session = opened(tmp_path, sample("Ban A: all=max", pack))
    panel = FactsPanel(session)
    qtbot.addWidget(panel)
    panel.show_unit("Ban A")
    card = panel.cards["classifications"]
    assert card.badge.text() == "Tạm tính"
    answering(panel, document="QĐ 305")
    panel.add(BY_NAME["classifications"])
    panel.show_unit("Ban A")
    assert card.badge.text() == "Đã có kết quả"
    assert not session.result("Ban A").provisional
    session.undo()
    assert session.result("Ban A").provisional
    session.close()


def test_what_an_empty_bonus_means_is_what_the_pack_says() -> None:
    made = sample()

    def told(each: Decimal | None) -> str:
        assert made.pack.bonus is not None
        bonus = replace(made.pack.bonus, each_points=each)
        pack = replace(made.pack, bonus=bonus)
        fields = target_fields(replace(made, pack=pack))
        return next(it.help for it in fields if it.name == "bonus")

    assert told(Decimal(1)).endswith("Để trống: theo mức của bộ quy tắc.")
    assert "chưa thưởng" in told(None)
