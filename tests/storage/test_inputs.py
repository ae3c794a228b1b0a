"""The numbers behind a score are kept exactly, in one order, and the history shows old and new."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import AppError
from models.season import NO_SCORE, Input, Score
from tests.storage.samples import YEAR, D, act, key, new_book

PLAN = (Input("plan", D(100)), Input("result", D("95.5")))
KEY = key("dv", "I.2")


def test_inputs_are_kept_in_one_order_and_without_needless_zeros(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        given = Score(inputs=(Input("result", D("95.50")), Input("plan", D("1E+2"))))
        book.set_scores(YEAR, {KEY: given}, act())
        found = book.snapshot().scores[KEY]
        assert found == Score(inputs=PLAN)
        assert [str(it.value) for it in found.inputs] == ["100", "95.5"]
        book.set_scores(YEAR, {KEY: given}, act())
        assert len(book.history()) == 2
    with closing(sqlite3.connect(book.path)) as db:
        stored = dict(db.execute("SELECT inputs, count(*) FROM scores GROUP BY inputs"))
        assert stored['{"plan":"100","result":"95.5"}'] == 2
        assert stored[""] == 4
        with pytest.raises(sqlite3.IntegrityError):
            db.execute("UPDATE scores SET inputs = 'x'")


def test_the_history_shows_inputs_old_and_new(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for score in (Score(inputs=PLAN[:1]), Score(D(1), inputs=PLAN), Score(D(2)), NO_SCORE):
            book.set_scores(YEAR, {KEY: score}, act())
        changes = [entry.scores[0] for entry in reversed(book.history()[:4])]
    assert [(it.old.inputs, it.new.inputs) for it in changes] == [
        ((), PLAN[:1]),
        (PLAN[:1], PLAN),
        (PLAN, ()),
        ((), ()),
    ]


def test_a_unit_comes_back_with_its_inputs(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        before = book.snapshot()
        book.restore_unit(YEAR, book.remove_unit(YEAR, "vp", act()), act())
        assert book.snapshot() == before
        assert before.score("vp", "I.1", "self").inputs


def test_one_key_has_one_number(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        twice = Score(inputs=(Input("plan", D(1)), Input("plan", D(2))))
        with pytest.raises(AppError, match="ghi hai số"):
            book.set_scores(YEAR, {KEY: twice}, act())
        with pytest.raises(AppError, match="không phải là một số"):
            book.set_scores(YEAR, {KEY: Score(inputs=(Input("plan", D("NaN")),))}, act())
        assert len(book.history()) == 1
