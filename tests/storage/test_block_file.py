"""Every intention of the user: what it changes, what the history says, and what it refuses."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from models.block import Block, Unit
from models.errors import AppError
from models.facts import Exclusion, Reminder
from models.rulepack import RulePack, Stage
from models.season import NO_SCORE, Score, Season
from models.table import ScoringTable, TableRow
from storage.block_file import BlockFile
from tests.storage.samples import (
    FACTS,
    NOW,
    SEASON,
    TABLE,
    UNITS,
    YEAR,
    D,
    act,
    key,
    new_book,
    with_year,
)
from tests.strategies import seasons


@pytest.fixture
def book(tmp_path: Path) -> Iterator[BlockFile]:
    with new_book(tmp_path) as made:
        yield made


def reopened(book: BlockFile) -> Season:
    book.close()
    with BlockFile.open(book.path, now=NOW) as again:
        return again.snapshot()


# ---- the file as a whole


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(season=seasons())
def test_what_is_created_is_read_back_exactly(tmp_path: Path, season: Season) -> None:
    path = tmp_path / "a.khoi"
    path.unlink(missing_ok=True)
    with BlockFile.create(path, season, act("tạo sổ")) as book:
        found = book.snapshot()
        assert replace(found, closings=()) == season
        assert len(found.closings) == season.is_final, "a closed year has its first version"
        assert book.problems() == ()
        *more, entry = book.history()
        assert (entry.kind, entry.year, entry.when) == ("create", season.year, NOW)
        assert [it.kind for it in more] == ["close"] * season.is_final


def test_creating_over_a_file_is_refused_and_leaves_it(book: BlockFile, tmp_path: Path) -> None:
    before = book.path.read_bytes()
    with pytest.raises(AppError, match=r"Đã có tệp “khối 1\.khoi”"):
        new_book(tmp_path)
    assert book.path.read_bytes() == before


def test_creating_leaves_nothing_else_in_the_folder(book: BlockFile, tmp_path: Path) -> None:
    book.close()
    assert [it.name for it in tmp_path.iterdir()] == ["khối 1.khoi"]


def test_creating_in_a_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"Không tìm thấy thư mục “.*không có”"):
        new_book(tmp_path / "không có")


def test_create_gives_ids_to_units_without_one(tmp_path: Path) -> None:
    with new_book(tmp_path, replace(SEASON, units=(*UNITS, Unit("Ban mới")))) as book:
        ids = [it.id for it in book.snapshot().units]
    assert ids[:3] == ["dv", "tc", "vp"]
    assert ids[3]


def test_create_refuses_scores_that_stand_nowhere(tmp_path: Path) -> None:
    season = replace(SEASON, scores={key("dv", "IX"): Score(D(1))})
    with pytest.raises(AppError, match="không có tiêu chí “IX”"):
        new_book(tmp_path, season)
    assert list(tmp_path.iterdir()) == []


def test_a_file_holds_several_years(book: BlockFile) -> None:
    book.add_season(with_year(2027), act("mở năm mới"))
    assert book.years() == (2026, 2027)
    assert book.snapshot() == with_year(2027)
    assert book.snapshot(2026) == SEASON
    with pytest.raises(AppError, match="đã có năm thi đua 2027"):
        book.add_season(with_year(2027), act())


def test_a_year_that_is_not_there_is_told(book: BlockFile) -> None:
    for do in (
        lambda: book.snapshot(1999),
        lambda: book.set_scores(1999, {}, act()),
        lambda: book.set_pack(1999, SEASON.pack, act()),
    ):
        with pytest.raises(AppError, match="không có năm thi đua 1999"):
            do()


def test_closing_twice_is_harmless(book: BlockFile) -> None:
    book.close()
    book.close()


# ---- scores


def test_scores_are_set_changed_and_taken_away(book: BlockFile) -> None:
    changes = {
        key("dv", "I.1"): Score(D("40"), "Công văn 6"),
        key("tc", "II"): NO_SCORE,
        key("vp", "I.2", "agreed"): Score(D("0.25"), provisional=True),
    }
    book.set_scores(YEAR, changes, act())
    assert reopened(book) == SEASON.with_scores(changes)


def test_a_form_is_one_entry_with_every_old_and_new(book: BlockFile) -> None:
    changes = {key("dv", "I.1"): Score(D(1), source="f.xlsx"), key("dv", "I.2"): Score(D(2))}
    why = act("nhận biểu mẫu của Ban Dân vận", reason="đơn vị gửi lại", source="f.xlsx")
    book.set_scores(YEAR, changes, why)
    entry, created = book.history()
    assert created.kind == "create"
    assert (entry.kind, entry.what, entry.reason, entry.source) == (
        "scores",
        "nhận biểu mẫu của Ban Dân vận",
        "đơn vị gửi lại",
        "f.xlsx",
    )
    assert (entry.unit, entry.criterion, entry.stage) == ("dv", "", "self")
    assert {it.key: (it.old, it.new) for it in entry.scores} == {
        it: (SEASON.score(*it), new) for it, new in changes.items()
    }


def test_one_cell_names_itself_in_the_history(book: BlockFile) -> None:
    book.set_scores(YEAR, {key("tc", "II"): NO_SCORE}, act())
    entry = book.history()[0]
    assert (entry.unit, entry.criterion, entry.stage) == ("tc", "II", "self")
    [change] = entry.scores
    assert (change.old, change.new) == (Score(D(20)), NO_SCORE)


def test_setting_what_already_stands_leaves_no_entry(book: BlockFile) -> None:
    book.set_scores(YEAR, {key("tc", "II"): Score(D("20.00"))}, act())
    assert len(book.history()) == 1


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (key("xx", "II"), "đơn vị mang mã “xx”"),
        (key("dv", "I"), "không có tiêu chí “I”"),
        (key("dv", "II", "xx"), "không có bước chấm “xx”"),
    ],
)
def test_one_score_that_stands_nowhere_keeps_all_out(
    book: BlockFile, where: object, said: str
) -> None:
    with pytest.raises(AppError, match=said):
        book.set_scores(YEAR, {key("dv", "II"): Score(D(1)), where: Score(D(1))}, act())
    assert book.snapshot() == SEASON
    assert len(book.history()) == 1


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e400", "1e-13"])
def test_numbers_that_no_table_has_are_refused(book: BlockFile, value: str) -> None:
    with pytest.raises(AppError):
        book.set_scores(YEAR, {key("dv", "II"): Score(D(value))}, act())
    assert book.snapshot() == SEASON


def test_points_are_kept_exactly(book: BlockFile) -> None:
    exact = D("33.333333333333")
    book.set_scores(YEAR, {key("dv", "II"): Score(exact), key("vp", "II"): Score(D("1E+2"))}, act())
    season = reopened(book)
    assert season.score(*key("dv", "II")).points == exact
    assert str(season.score(*key("vp", "II")).points) == "100"


def test_texts_come_in_as_nfc_with_plain_line_ends(book: BlockFile) -> None:
    decomposed = "Bie\u0302\u0309u ma\u0302\u0303u\r\nsố\v2\x00"
    book.set_scores(YEAR, {key("dv", "II"): Score(D(1), decomposed)}, act(decomposed))
    assert reopened(book).score(*key("dv", "II")).evidence == "Biểu mẫu\nsố\n2"


# ---- block and units


def test_block_head_and_deputy(book: BlockFile) -> None:
    block = Block("Khối mới", style="party")
    book.set_block(YEAR, block, "vp", "", act("sửa thông tin khối"))
    entry = book.history()[0]
    assert (entry.kind, entry.old["head"], entry.new["head"]) == ("block", "dv", "vp")
    assert reopened(book) == replace(SEASON, block=block, head="vp", deputy="")


def test_a_head_that_is_no_unit_is_refused(book: BlockFile) -> None:
    with pytest.raises(AppError, match="đơn vị mang mã “xx”"):
        book.set_block(YEAR, SEASON.block, "dv", "xx", act())
    book.set_block(YEAR, SEASON.block, "dv", "tc", act())
    assert len(book.history()) == 1


@pytest.mark.parametrize("position", [None, 0, 1, 99])
def test_adding_a_unit_at_a_place(book: BlockFile, position: int | None) -> None:
    added = book.add_unit(YEAR, Unit("Trường Chính trị"), act("thêm"), position)
    assert added.id
    expected = [*UNITS]
    expected.insert(99 if position is None else position, added)
    assert list(book.snapshot().units) == expected
    assert book.history()[0].unit == added.id


def test_an_id_or_a_name_may_not_come_twice(book: BlockFile) -> None:
    with pytest.raises(AppError, match="mang mã “tc”"):
        book.add_unit(YEAR, Unit("Khác", "tc"), act())
    with pytest.raises(AppError, match="tên “Ban Tổ chức”"):
        book.add_unit(YEAR, Unit("Ban Tổ chức"), act())
    with pytest.raises(AppError, match="tên “Ban Tổ chức”"):
        book.change_unit(YEAR, replace(UNITS[0], name="Ban Tổ chức"), act())
    assert book.snapshot() == SEASON


def test_changing_a_unit(book: BlockFile) -> None:
    changed = replace(UNITS[1], name="Ban Tổ chức Tỉnh ủy", has_party=False)
    book.change_unit(YEAR, changed, act())
    assert book.snapshot().units == (UNITS[0], changed, UNITS[2])
    assert book.history()[0].old["name"] == "Ban Tổ chức"
    book.change_unit(YEAR, changed, act())
    assert len(book.history()) == 2
    with pytest.raises(AppError, match="có thể đã bị xoá"):
        book.change_unit(YEAR, Unit("Lạ", "la"), act())


def test_moving_a_unit(book: BlockFile) -> None:
    book.move_unit(YEAR, "vp", 0, act())
    assert [it.id for it in book.snapshot().units] == ["vp", "dv", "tc"]
    book.move_unit(YEAR, "vp", 0, act())
    assert [it.kind for it in book.history()] == ["unit-move", "create"]


@pytest.mark.parametrize("unit", ["dv", "tc", "vp"])
def test_a_removed_unit_takes_everything_along_and_brings_it_back(
    book: BlockFile, unit: str
) -> None:
    removed = book.remove_unit(YEAR, unit, act("xóa đơn vị"))
    season = book.snapshot()
    assert season.unit(unit) is None
    assert unit not in {it.unit for it in season.scores}
    assert unit not in {it.unit for it in (*season.facts.reminders, *season.facts.exclusions)}
    assert unit not in (season.head, season.deputy)
    assert book.problems() == ()
    entry = book.history()[0]
    assert (entry.kind, entry.unit, entry.old["unit"]["id"]) == ("unit-remove", unit, unit)
    assert len(entry.old["scores"]) == len(removed.scores)
    assert len(entry.old["facts"]) == len(removed.facts)
    book.restore_unit(YEAR, removed, act("khôi phục"))
    assert book.snapshot() == SEASON
    with pytest.raises(AppError, match="đang có trong khối"):
        book.restore_unit(YEAR, removed, act())


def test_a_unit_comes_back_without_the_office_another_took(book: BlockFile) -> None:
    removed = book.remove_unit(YEAR, "dv", act())
    book.set_block(YEAR, SEASON.block, "vp", "tc", act())
    book.restore_unit(YEAR, removed, act())
    assert book.snapshot().head == "vp"


def test_a_unit_comes_back_without_scores_that_stand_nowhere_now(book: BlockFile) -> None:
    removed = book.remove_unit(YEAR, "dv", act())
    book.set_table(YEAR, ScoringTable(TABLE.rows[:1]), act())
    book.restore_unit(YEAR, removed, act())
    assert {it.criterion for it in book.snapshot().scores if it.unit == "dv"} == {"I.1"}


# ---- facts


def test_a_fact_is_added_changed_in_its_place_and_removed(book: BlockFile) -> None:
    new = Reminder("tc", "15/CV-TU")
    book.change_fact(YEAR, None, new, act("ghi nhắc nhở"))
    assert book.snapshot().facts.reminders == (*FACTS.reminders, new)
    first = FACTS.reminders[0]
    book.change_fact(YEAR, first, replace(first, note="đã rõ"), act())
    changed = book.snapshot().facts.reminders
    assert changed == (replace(first, note="đã rõ"), *FACTS.reminders[1:], new)
    book.change_fact(YEAR, changed[1], None, act())
    assert book.snapshot().facts.reminders == (changed[0], *changed[2:])
    entry = book.history()[0]
    assert (entry.kind, entry.unit, entry.new) == ("fact", "tc", None)
    assert entry.old == {
        "kind": "reminders",
        "fact": {
            "unit": "tc",
            "document": "13/CV-TU",
            "issued": None,
            "extended": False,
            "note": "",
            "issuer": "",
            "serious": False,
        },
    }


def test_a_removed_fact_can_go_back_to_its_place(book: BlockFile) -> None:
    book.change_fact(YEAR, FACTS.reminders[1], None, act())
    book.change_fact(YEAR, None, FACTS.reminders[1], act(), position=1)
    assert book.snapshot() == SEASON


def test_a_fact_that_is_not_there_is_told(book: BlockFile) -> None:
    with pytest.raises(AppError, match="không còn như lúc mở ra"):
        book.change_fact(YEAR, Reminder("dv", "99"), None, act())
    with pytest.raises(AppError, match="đơn vị mang mã “xx”"):
        book.change_fact(YEAR, None, Reminder("xx"), act())
    with pytest.raises(AppError, match="loại của một mục"):
        book.change_fact(YEAR, FACTS.reminders[0], Exclusion("dv", "lý do"), act())
    book.change_fact(YEAR, FACTS.reminders[0], FACTS.reminders[0], act())
    assert book.snapshot() == SEASON
    assert len(book.history()) == 1


def test_equal_facts_may_stand_twice_and_go_one_by_one(book: BlockFile) -> None:
    book.change_fact(YEAR, None, FACTS.reminders[0], act())
    book.change_fact(YEAR, FACTS.reminders[0], None, act())
    assert book.snapshot().facts.reminders == (*FACTS.reminders[1:], FACTS.reminders[0])


# ---- documents


def test_a_new_table_takes_scores_of_vanished_criteria_along(book: BlockFile) -> None:
    table = ScoringTable(
        (TABLE.rows[0], TableRow("II", "Nhóm", rows=(TableRow("II.1", "x", D(5)),))), 2
    )
    gone = book.set_table(YEAR, table, act("đổi bảng"))
    assert gone == {it: score for it, score in SEASON.scores.items() if it.criterion == "II"}
    season = book.snapshot()
    assert season.table == table
    assert not {it for it in season.scores if it.criterion == "II"}
    entry = book.history()[0]
    assert (entry.kind, len(entry.old["scores"]), entry.new["scores"]) == ("table", 2, [])
    assert book.set_table(YEAR, TABLE, act("hoàn tác"), back=gone) == {}
    assert book.snapshot() == SEASON


def test_a_new_pack_takes_scores_of_vanished_stages_along(book: BlockFile) -> None:
    pack = RulePack("khác", "Khác", stages=(Stage("self", "Tự chấm"),), step=D("0.5"))
    gone = book.set_pack(YEAR, pack, act("đổi bộ quy tắc"))
    assert list(gone) == [key("dv", "II", "block")]
    assert book.snapshot().pack == pack
    book.set_pack(YEAR, SEASON.pack, act("hoàn tác"), back=gone)
    assert book.snapshot() == SEASON
    book.set_pack(YEAR, SEASON.pack, act())
    assert [it.kind for it in book.history()] == ["pack", "pack", "create"]


def test_scores_put_back_must_have_a_place(book: BlockFile) -> None:
    with pytest.raises(AppError, match="không có tiêu chí “II”"):
        book.set_table(
            YEAR, ScoringTable(TABLE.rows[:1]), act(), back={key("dv", "II"): Score(D(1))}
        )
    assert book.snapshot() == SEASON


# ---- the history


def test_the_history_is_newest_first_and_limited(book: BlockFile) -> None:
    for minute in range(5):
        book.set_scores(YEAR, {key("dv", "II"): Score(D(minute))}, act(f"lần {minute}", minute))
    assert [it.what for it in book.history(limit=3)] == ["lần 4", "lần 3", "lần 2"]


def test_the_history_of_a_unit_holds_acts_on_several_units_too(book: BlockFile) -> None:
    book.set_scores(YEAR, {key("dv", "I.1"): NO_SCORE, key("vp", "II"): Score(D(1))}, act("cả hai"))
    book.set_scores(YEAR, {key("tc", "II"): Score(D(1))}, act("một"))
    assert [it.what for it in book.history(unit="dv")] == ["cả hai"]
    assert [it.what for it in book.history(unit="vp")] == ["cả hai"]
    assert [it.what for it in book.history(unit="tc")] == ["một"]
