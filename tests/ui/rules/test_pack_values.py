"""Every value of a rule pack as data: by path, in words, in a form and back, and as a difference."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from models.checking.checks import check_pack
from models.rulepack import OpenValue, Quota, Rule, RulePack, Stage, TieBreak, Tier
from models.table import ScoringTable
from tests.ui.pack_samples import FULL, full_season
from ui.book import shipped
from ui.rules import compact, sources, values
from ui.rules.changes import changes
from ui.rules.fields import PartForm
from ui.rules.page_specs import PAGES, page_of
from ui.rules.parts import Scene
from ui.words import rule_words

DAY = date(2023, 12, 6)
SCENE = Scene(FULL, full_season().table)


def test_the_sample_is_one_that_can_be_used() -> None:
    assert check_pack(FULL) == ()


def test_every_value_of_a_pack_stands_on_one_page() -> None:
    held = {it.name for it in fields(RulePack)} - {"id", "decided"}
    on_pages = {it.partition(".")[0] for page in PAGES for it in (*page.values, *page.lists)}
    assert on_pages == held
    alone = [it for page in PAGES for it in page.values]
    assert sorted(alone) == sorted(values.PLAIN)


@pytest.mark.parametrize("kind", values.KINDS.values(), ids=lambda it: it.key)
def test_every_field_of_a_record_is_in_its_description(kind: Any) -> None:
    described = {it.name for it in kind.parts} | ({kind.mark} if kind.made and kind.mark else set())
    assert described == {it.name for it in fields(kind.record)}


@pytest.mark.parametrize("kind", values.KINDS.values(), ids=lambda it: it.key)
def test_a_record_comes_out_of_its_form_as_it_went_in(qtbot: QtBot, kind: Any) -> None:
    for record in values.get(FULL, kind.key):
        form = PartForm(kind.parts, kind.values(record), SCENE)
        qtbot.addWidget(form)
        assert form.wrong() == {}
        assert kind.make(form.record_values(), record, ()) == record
        assert kind.name(record)
        assert kind.detail(FULL, record) or kind.key in ("tie_breaks", "open_values")


def test_single_values_come_out_of_their_form_as_they_went_in(qtbot: QtBot) -> None:
    given = {path: values.get(FULL, path) for path in values.PLAIN}
    form = PartForm(values.PLAIN.values(), given, SCENE)
    qtbot.addWidget(form)
    assert form.wrong() == {}
    assert values.put_all(FULL, form.record_values()) == FULL


def test_shipped_packs_come_out_of_their_forms_as_they_went_in(qtbot: QtBot) -> None:
    for pack in shipped.packs():
        scene = Scene(pack)
        given = {path: values.get(pack, path) for path in values.PLAIN}
        form = PartForm(values.PLAIN.values(), given, scene)
        qtbot.addWidget(form)
        assert values.put_all(pack, form.record_values()) == pack
        for kind in values.KINDS.values():
            for record in values.get(pack, kind.key):
                assert kind.make(kind.values(record), record, ()) == record


def test_a_record_that_the_pack_may_lack_is_made_and_taken_out() -> None:
    bare = replace(FULL, bonus=None, organisation=None)
    assert values.get(bare, "bonus.has") is False
    made = values.put_all(bare, {"bonus.each_max": Decimal(2), "bonus.has": True})
    assert made.bonus is not None
    assert made.bonus.each_max == 2
    assert values.put(made, "bonus.has", False) == bare
    assert values.put(bare, "bonus.each_max", Decimal(3)) == bare


def test_values_of_one_record_are_found_by_path() -> None:
    path = "sections.II.max_points"
    assert values.get(FULL, path) == 25
    made = values.put(FULL, path, Decimal(30))
    assert [it.max_points for it in made.sections] == [50, 30, 20]
    part = values.part_at(FULL, path)
    assert part is not None
    assert part.label == "II · Xây dựng Đảng: điểm tối đa"
    assert values.part_at(FULL, "sections.IX.max_points") is None
    with pytest.raises(LookupError):
        values.get(FULL, "sections.IX.max_points")


def test_every_open_value_of_the_shipped_packs_can_be_chosen_here() -> None:
    for pack in shipped.packs():
        for it in pack.open_values:
            known = values.parts_of(pack, it.field) or values.list_of(pack, it.field)
            assert known, (pack.id, it.field)


def test_an_open_value_covers_what_it_stands_for() -> None:
    pack = replace(
        FULL,
        open_values=tuple(
            OpenValue(it, it) for it in ("rounding", "sections.max_points", "quotas")
        ),
    )
    for path, field in {
        "rank_on": "rounding",
        "decimals": "rounding",
        "sections": "sections.max_points",
        "sections.I.max_points": "sections.max_points",
        "quotas": "quotas",
    }.items():
        found = values.covering(pack, path)
        assert found is not None
        assert found.field == field
    assert values.covering(pack, "total") is None


def test_what_the_block_chose_is_said_with_units() -> None:
    said = {it: values.words_of(SCENE, it) for it in ("step", "rounding", "tie_breaks", "quotas")}
    assert said == {
        "step": "0,01 điểm",
        "rounding": "Xếp hạng theo: Số chính xác, không làm tròn; Số chữ số lẻ của tổng: 2 chữ số;"
        " Cách làm tròn: Từ nửa trở lên thì làm tròn lên",
        "tie_breaks": "Mục I cao hơn, rồi Điểm thưởng cao hơn",
        "quotas": "Cờ thi đua: 1 đơn vị",
    }
    assert values.words_of(SCENE, "deadlines.dang-ky") == (
        "Đăng ký thi đua: Các đơn vị · trước 15/03"
    )


def test_an_open_value_is_chosen_only_when_the_block_says_so() -> None:
    given = full_season()
    step = given.pack.open_values[0]
    assert given.undecided == given.pack.open_values
    settled = replace(given, pack=replace(given.pack, decided=("step",)))
    assert step not in settled.undecided
    for it in (given, settled):
        assert rule_words.current(Scene(it.pack, it.table), "step") == "0,01 điểm"


def test_the_points_of_the_sections_are_settled_by_the_table() -> None:
    value = OpenValue("sections.max_points", "Điểm của các mục")
    pack = replace(FULL, open_values=(value,), sections=())
    given = replace(full_season(), pack=pack)
    assert given.undecided == ()
    said = rule_words.current(Scene(pack, given.table), value.field)
    assert said == "I: 50 điểm · II: 25 điểm · III: 20 điểm"
    bare = replace(given, table=ScoringTable())
    assert bare.undecided == (value,)
    assert rule_words.current(Scene(pack), value.field) == ""


# ---- tiers


@pytest.mark.parametrize(
    ("text", "tiers"),
    [
        ("1–5: 1\n6-10: 1,5 điểm\ntừ 11: 2", ((1, 5, "1"), (6, 10, "1.5"), (11, None, "2"))),
        ("3: 0,5", ((3, 3, "0.5"),)),
        ("11 trở lên: 2đ", ((11, None, "2"),)),
        ("5 đến 9: 1 đơn vị\n\nTừ 10 trở lên: 2", ((5, 9, "1"), (10, None, "2"))),
    ],
)
def test_tiers_are_read_from_lines(
    text: str, tiers: tuple[tuple[int, int | None, str], ...]
) -> None:
    read = compact.read_tiers(text)
    assert read == tuple(Tier(first, last, Decimal(amount)) for first, last, amount in tiers)
    assert not isinstance(read, str)
    assert compact.read_tiers(compact.show_tiers(read)) == read


@pytest.mark.parametrize("text", ["nhiều: 1", "1–5", "1–5: nhiều", "1–5 1"])
def test_a_line_that_is_no_tier_is_named(text: str) -> None:
    told = compact.read_tiers(f"1–2: 1\n{text}")
    assert isinstance(told, str)
    assert told.startswith(f"Dòng 2 “{text}”")


# ---- sources


def test_the_source_of_a_value_is_its_rule_with_document_clause_and_validity() -> None:
    found = sources.of_value(full_season(), "total", DAY)
    assert (found.short, found.text) == ("Quyết định số 1/QĐ-UBND · Điều 2", "Tổng điểm là 100.")
    assert found.place == (
        "Quyết định số 1/QĐ-UBND ngày 02/01/2023, Điều 2\nHiệu lực từ 02/01/2023"
    )


def test_the_source_of_an_open_value_is_the_block_once_it_has_chosen() -> None:
    given = full_season()
    assert sources.of_value(given, "step", DAY).short == sources.UNDECIDED
    chosen = replace(given, pack=replace(given.pack, decided=("step",)))
    assert sources.of_value(chosen, "step", DAY).short == sources.CHOSEN
    assert sources.of_value(given, "criterion_floor", DAY).short == sources.NO_SOURCE
    unset = sources.of_value(given, "class_cap", DAY)
    assert (unset.short, unset.text) == ("", "Bộ quy tắc không đặt giá trị này.")


def test_the_source_of_a_record_is_its_own_rule_first() -> None:
    given = full_season()
    kinds = values.KINDS
    flag = sources.of_record(given, kinds["quotas"], given.pack.quotas[0], DAY)
    assert flag.text == "Mỗi khối 1 cờ."
    link = sources.of_record(given, kinds["tie_breaks"], given.pack.tie_breaks[0], DAY)
    assert link.short == sources.UNDECIDED
    paper = sources.of_record(given, kinds["papers"], given.pack.papers[0], DAY)
    assert paper.short == sources.NO_SOURCE


def test_a_source_out_of_force_says_so() -> None:
    old = Rule("total-100", "Tổng", "", "qd", valid_to=date(2023, 6, 1))
    given = replace(full_season(), pack=replace(FULL, rules=(old,)))
    found = sources.of_value(given, "total", DAY)
    assert found.tone == "error"
    assert found.short.endswith("(ngoài thời hạn hiệu lực)")


# ---- differences


def test_differences_name_each_value_before_and_after() -> None:
    stages = (FULL.stages[0], Stage("block", "Khối và Phó chấm"), Stage("x", "Thẩm tra", ("III",)))
    other = replace(
        FULL,
        total=None,
        bonus=None,
        stages=stages,
        tie_breaks=(FULL.tie_breaks[1], FULL.tie_breaks[0]),
        quotas=(Quota("Cờ thi đua", "number", Decimal(2), rule="flag"),),
        decided=("step",),
    )
    found = {it.what: (it.old, it.new) for it in changes(SCENE, Scene(other, SCENE.table))}
    assert found == {
        "Tổng điểm của bảng": ("100 điểm", "không giới hạn"),
        "Có điểm thưởng khi vượt chỉ tiêu đăng ký": ("có", "không"),
        "Bước chấm “Thống nhất”": ("Thống nhất: cả bảng", "không có"),
        "Bước chấm “Khối và Phó chấm”: tên bước": ("Khối chấm", "Khối và Phó chấm"),
        "Bước chấm “Thẩm tra”": ("không có", "Thẩm tra: mục III"),
        "Thứ tự phân định khi bằng điểm: thứ tự": (
            "Mục I cao hơn, Điểm thưởng cao hơn",
            "Điểm thưởng cao hơn, Mục I cao hơn",
        ),
        "Chỉ tiêu “Cờ thi đua”: số đơn vị, hoặc số %": ("1", "2"),
        "Khối tự chọn “Bước điểm”": ("chưa chọn", "khối đã chọn"),
    }
    assert changes(SCENE, SCENE) == ()


def test_the_same_link_twice_is_still_a_difference() -> None:
    other = replace(FULL, tie_breaks=(*FULL.tie_breaks, TieBreak("bonus")))
    assert [it.new for it in changes(SCENE, Scene(other))] == ["Điểm thưởng cao hơn"]


def test_a_fault_is_shown_on_the_page_of_its_value() -> None:
    places = {
        "stages[0].code": "stages",
        "bonus.each_max": "bonus",
        "organisation.neither_percent": "not-applicable",
        "decimals": "ranking",
        "deductions[1].tiers[0]": "deductions",
        "papers[0].deadline": "papers",
        "name": "totals",
        "criterion_floor": "totals",
        "organisation.section": "not-applicable",
        "organisation.union_rule": "not-applicable",
        "bonus.sections": "bonus",
        "bonus.name": "bonus",
        "provisional_sections": "stages",
        "tie_breaks[0].section": "ranking",
        "class_cap": "classes",
        "quotas[0].award": "quotas",
    }
    assert {it: page_of(it) for it in places} == places
