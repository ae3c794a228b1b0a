"""A table that was issued is kept when another takes its place; undo puts everything back."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from models.season import Season
from models.table import ScoringTable
from models.table_life import TableLife
from models.tables.steps import new_version, with_rows
from storage.block_file import BlockFile
from tests.storage.samples import NOW, SEASON, TABLE, YEAR, D, act, new_book

ISSUED = replace(TABLE, life=TableLife("issued", number="05/KH-KTĐ", issued_on=date(2026, 2, 10)))
FEWER = with_rows(ISSUED, TABLE.rows[:1])


def issued_book(folder: Path) -> BlockFile:
    return new_book(folder, replace(SEASON, table=ISSUED))


def put(book: BlockFile, table: ScoringTable) -> Season:
    book.set_table(YEAR, table, act("đổi bảng"))
    return book.snapshot()


def test_an_issued_table_that_is_replaced_stays_and_undo_brings_it_back(tmp_path: Path) -> None:
    with issued_book(tmp_path) as book:
        before = book.snapshot()
        gone = book.set_table(YEAR, FEWER, act("bản mới"))
        after = book.snapshot()
        assert (after.table, after.earlier_tables) == (FEWER, (ISSUED,))
        entry = book.history()[0]
        assert (entry.old["earlier_versions"], entry.new["earlier_versions"]) == ([], [1])
        book.set_table(YEAR, ISSUED, act("hoàn tác"), back=gone)
        assert book.snapshot() == before
        entry = book.history()[0]
        assert (entry.old["earlier_versions"], entry.new["earlier_versions"]) == ([1], [])
        book.set_table(YEAR, FEWER, act("làm lại"))
        assert book.snapshot() == after
    with BlockFile.open(book.path, now=NOW) as book:
        assert book.snapshot() == after


def test_a_new_version_with_the_same_rows_already_keeps_the_issued_one(tmp_path: Path) -> None:
    with issued_book(tmp_path) as book:
        draft = new_version(ISSUED)
        assert put(book, draft).earlier_tables == (ISSUED,)
        assert put(book, replace(draft, rows=TABLE.rows[:1])).earlier_tables == (ISSUED,)
        second = replace(draft, rows=TABLE.rows[:1], life=TableLife("locked", number="09"))
        assert put(book, second).earlier_tables == (ISSUED,)
        third = replace(new_version(second), rows=TABLE.rows)
        assert put(book, third).earlier_tables == (ISSUED, second)
        assert put(book, second).earlier_tables == (ISSUED,)


def test_papers_and_drafts_leave_nothing_behind(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        draft = replace(TABLE, rows=TABLE.rows[:1])
        assert put(book, draft).earlier_tables == ()
        issued = replace(draft, life=TableLife("issued", number="05"))
        assert put(book, issued).earlier_tables == ()
        assert (
            put(book, replace(issued, life=TableLife("locked", number="05"))).earlier_tables == ()
        )
        assert "earlier_versions" not in book.history()[0].new


def test_a_rule_is_part_of_the_rows(tmp_path: Path) -> None:
    with issued_book(tmp_path) as book:
        row = replace(TABLE.rows[1], max_points=D(19))
        assert put(book, replace(ISSUED, rows=(TABLE.rows[0], row))).earlier_tables == (ISSUED,)
