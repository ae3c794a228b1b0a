"""What the file itself refuses: rules and tables that spoil every figure, names, and a file gone away."""

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.block import Unit
from models.duties import Deadline
from models.errors import AppError
from models.facts import Classification
from models.rulepack import DeductionRule
from models.season import Score
from models.table import ScoringTable, TableRow
from models.year_plan import DayOff, PlanItem, YearPlan
from storage.block_file import BlockFile
from storage.exchange import dumps, load
from tests.storage.samples import NOW, SEASON, TABLE, YEAR, D, act, key, new_book

NEGATIVE = DeductionRule("x", "Nhắc nhở", "reminders", "per_case", D("-0.5"))


def test_a_pack_no_regulation_can_mean(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for pack, said in (
            (replace(SEASON.pack, stages=()), "ít nhất một bước chấm"),
            (replace(SEASON.pack, decimals=30), "từ 0 đến 6"),
            (replace(SEASON.pack, deductions=(NEGATIVE,)), "ghi −0,5. Ghi số từ 0 trở lên"),
        ):
            with pytest.raises(AppError, match=said):
                book.set_pack(YEAR, pack, act())
        assert book.snapshot() == SEASON
        assert len(book.history()) == 1
        bad = replace(SEASON, year=2027, pack=replace(SEASON.pack, decimals=30))
        with pytest.raises(AppError, match="từ 0 đến 6"):
            book.add_season(bad, act())


def test_a_plan_that_no_year_can_have(tmp_path: Path) -> None:
    never = PlanItem(Deadline("d", "Họp khối", "before", day=31, month=2))
    itself = PlanItem(Deadline("d", "Họp khối", "after_item", item="d"))
    twice = (DayOff(date(2026, 9, 2)), DayOff(date(2026, 9, 2)))
    with new_book(tmp_path) as book:
        for plan, said in (
            (YearPlan(items=(never,)), "ghi ngày 31/02, không có ngày đó"),
            (YearPlan(items=(itself,)), "lại tính từ chính nó. Chọn việc làm mốc khác"),
            (YearPlan(days_off=twice), "ghi hai lần trong danh sách ngày nghỉ"),
        ):
            with pytest.raises(AppError, match=said):
                book.set_plan(YEAR, plan, act())
        assert book.snapshot() == SEASON
        bad = replace(SEASON, year=2027, plan=YearPlan(items=(never,)))
        with pytest.raises(AppError, match="31/02"):
            book.add_season(bad, act())
    with pytest.raises(AppError, match=r"“plan\.items\[0\]\.deadline\.day”: thời hạn “Họp khối”"):
        load(dumps(bad))


def test_what_another_pack_left_without_its_anchor_holds_nothing_else_up(tmp_path: Path) -> None:
    anchor = Deadline("anchor", "Mốc", "before", day=5, month=12)
    own = YearPlan(items=(PlanItem(Deadline("d", "Tiếp", "after_item", item="anchor")),))
    with new_book(tmp_path) as book:
        book.set_pack(YEAR, replace(SEASON.pack, deadlines=(anchor,)), act())
        book.set_plan(YEAR, own, act())
        book.set_pack(YEAR, SEASON.pack, act())
        book.set_plan(YEAR, replace(own, meeting=date(2026, 12, 19)), act())
        season = book.snapshot()
        assert season.plan.meeting == date(2026, 12, 19)
        assert load(dumps(season)).plan == season.plan
        lost = PlanItem(Deadline("e", "Nữa", "after_item", item="anchor"))
        with pytest.raises(AppError, match="“Nữa” tính từ một việc không có trong danh sách"):
            book.set_plan(YEAR, replace(own, items=(*own.items, lost)), act())


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (TableRow("II", "Lần nữa", D(1)), "Mã II có 2 dòng"),
        (TableRow(" ", "Trống", D(1)), "“Trống” chưa có mã"),
        (TableRow("\x01", "Trống", D(1)), "“Trống” chưa có mã"),
        (TableRow("III", "Âm", D(-1)), "Điểm tối đa nhỏ hơn 0"),
        (TableRow("III", "Trừ", D(1), deduct_each=D(-3)), "Ghi 3"),
    ],
)
def test_a_table_that_spoils_the_figures(row: TableRow, said: str, tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(AppError, match=said):
            book.set_table(YEAR, ScoringTable((*TABLE.rows, row)), act())
        assert book.snapshot() == SEASON


def test_a_table_that_is_only_unfinished_is_kept(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        unfinished = ScoringTable((*TABLE.rows, TableRow("III", "Chưa ghi điểm")))
        book.set_table(YEAR, unfinished, act())
        assert book.snapshot().table == unfinished


@pytest.mark.parametrize("name", ["BAN DÂN VẬN", "Ban  Dân vận ", "", " \x01"])
def test_a_name_stands_once_whatever_its_case(name: str, tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(AppError, match=r"đã có đơn vị tên|chưa có tên"):
            book.add_unit(YEAR, Unit(name), act())
        with pytest.raises(AppError, match=r"đã có đơn vị tên|chưa có tên"):
            book.change_unit(YEAR, replace(SEASON.units[1], name=name), act())
        book.change_unit(YEAR, replace(SEASON.units[0], name="BAN DÂN VẬN"), act())
        assert len(book.snapshot().units) == len(SEASON.units)


def test_a_classification_is_recorded_and_taken_back(tmp_path: Path) -> None:
    fact = Classification("dv", "QĐ 305", NOW.date(), "loại tốt")
    with new_book(tmp_path) as book:
        book.change_fact(YEAR, None, fact, act())
        assert book.snapshot().facts.classifications == (fact,)
        book.change_fact(YEAR, fact, None, act())
        assert book.snapshot() == SEASON


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps an open file in its place")
@pytest.mark.parametrize("put_back", [False, True])
def test_a_file_moved_while_it_is_open(put_back: bool, tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        content = book.path.read_bytes()
        book.path.rename(tmp_path / "chỗ khác.khoi")
        if put_back:
            book.path.write_bytes(content)
        with pytest.raises(AppError, match="đã bị chuyển, đổi tên hoặc thay bằng tệp khác"):
            book.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act())


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a" * 300 + ".khoi", "tên quá dài"),
        ("a\0b.khoi", "ký tự không cho phép"),
        ("a\ud800.khoi", "ký tự không cho phép"),
        ("không có/a.khoi", "Không tìm thấy thư mục “"),
        ("tệp/a.khoi", "Không tìm thấy thư mục “"),
    ],
)
def test_odd_names_are_told(name: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "tệp").write_bytes(b"")
    with pytest.raises(AppError, match=said):
        new_book(tmp_path, name=name)
    with pytest.raises(AppError, match=said):
        BlockFile.open(tmp_path / name, now=NOW)
