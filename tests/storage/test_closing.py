"""A closed year stands still; each corrigendum is a version of its own, and all of them open again."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.errors import AppError
from models.meeting import AgendaItem, Meeting
from models.season import Score
from storage.block_file import BlockFile
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key, new_book

DAY = date(2026, 12, 20)
MEETING = Meeting(agenda=(AgendaItem("1", "Báo cáo"),), at="1")


def test_a_closed_year_refuses_every_change_and_keeps_its_version(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.set_meeting(YEAR, MEETING, act("lập chương trình"))
        made = book.close_year(YEAR, DAY, act("chốt kết quả"), "0.4.0")
        assert (made.number, made.closed_on, len(made.short)) == (0, DAY, 8)
        frozen = book.snapshot()
        assert frozen.is_final
        for change in (
            lambda: book.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act()),
            lambda: book.set_meeting(YEAR, Meeting(), act()),
            lambda: book.change_fact(YEAR, SEASON.facts.reminders[0], None, act()),
            lambda: book.remove_unit(YEAR, "vp", act()),
            lambda: book.close_year(YEAR, DAY, act(), "0.4.0"),
        ):
            with pytest.raises(AppError, match="đã chốt kết quả"):
                change()
        assert book.snapshot() == frozen
        assert book.history()[0].kind == "close"
        path = book.path
    with BlockFile.open(path, now=NOW) as book:
        assert book.closed_version(YEAR, 0) == replace(frozen, closings=())


def test_a_corrigendum_is_a_version_of_its_own_with_its_reason(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        with pytest.raises(AppError, match="lý do"):
            book.open_year(YEAR, act("mở"))
        book.open_year(YEAR, act("mở đính chính", reason="Cộng sai mục II"))
        book.set_scores(YEAR, {key("dv", "II"): Score(D(19))}, act())
        with pytest.raises(AppError, match="lý do"):
            book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        second = book.close_year(YEAR, DAY, act("chốt", reason="Cộng sai mục II"), "0.4.0", "BB 07")
        assert (second.number, second.reason, second.document) == (1, "Cộng sai mục II", "BB 07")
        first, last = (book.closed_version(YEAR, number) for number in (0, 1))
        assert first.score("dv", "II", "self").points is None
        assert last.score("dv", "II", "self").points == 19
        assert [it.number for it in book.snapshot().closings] == [0, 1]
        with pytest.raises(AppError, match="không có bản chốt"):
            book.closed_version(YEAR, 2)


def test_no_one_can_change_a_closed_version(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        path = book.path
    with closing(sqlite3.connect(path)) as db:
        for statement in ("UPDATE closings SET body = ''", "DELETE FROM closings"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                db.execute(statement)
