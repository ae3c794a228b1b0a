"""What comes in is kept whole: files with their originals, lists of facts, the year's plan."""

import hashlib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.collected import Pledge, Receipt
from models.collecting.taking import Taking
from models.errors import AppError
from models.facts import Reminder
from models.season import Score
from models.submission import Submission
from models.year_plan import Letter, PaperDue, YearPlan
from storage import exchange
from storage.block_file import BlockFile
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key, new_book

CONTENT = b"PK\x03\x04 form"


def came(name: str = "bdv.xlsx", content: bytes = CONTENT, **more: str) -> Submission:
    digest = hashlib.sha256(content).hexdigest()
    return Submission(0, name, NOW, digest, len(content), **more)  # type: ignore[arg-type]


def test_files_are_kept_with_their_originals_in_the_order_of_arrival(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        arrivals = [(came(), CONTENT), (came("b.pdf", b"%PDF", sender="văn thư"), b"%PDF")]
        kept = book.arrive(YEAR, arrivals, act("lưu 2 tệp đã nhận"))
        path = book.path
        entry = book.history()[0]
    assert [it.id for it in kept] == [1, 2]
    assert (entry.kind, len(entry.new)) == ("arrive", 2)
    with BlockFile.open(path, now=NOW) as book:
        assert book.snapshot().submissions == kept
        assert [book.original(it) for it in kept] == [CONTENT, b"%PDF"]
        assert book.original(came("x", b"other")) is None


def test_content_that_is_not_what_was_read_is_refused_whole(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        with pytest.raises(AppError, match="đổi trong lúc nhận"):
            book.arrive(YEAR, [(came("a"), CONTENT), (came("b"), b"changed")], act())
        assert book.snapshot().submissions == ()
        assert book.original(came()) is None


def test_accepting_is_one_entry_with_scores_and_the_state_of_the_file(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        (kept,) = book.arrive(YEAR, [(came(), CONTENT)], act())
        before = len(book.history())
        done = replace(kept, state="taken", unit="dv")
        scores = {key("dv", "II"): Score(D(19), source="bdv.xlsx")}
        book.take_in(
            YEAR, Taking("nhận", scores=scores, submissions=(done,)), act("nhận", source="bdv.xlsx")
        )
        assert len(book.history()) == before + 1
        entry = book.history()[0]
        assert (entry.kind, entry.unit, entry.source) == ("scores", "dv", "bdv.xlsx")
        # What became of the file stands in the same entry.
        states = [
            it["submission"]["state"]
            for side in (entry.old, entry.new)
            for it in side
            if "submission" in it
        ]
        assert states == ["waiting", "taken"]
        assert [it.new.points for it in entry.scores] == [D(19)]
        assert book.snapshot().submissions == (done,)
        assert book.snapshot().score("dv", "II", "self").points == 19


def test_a_state_alone_leaves_its_own_entry_and_nothing_leaves_none(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        (kept,) = book.arrive(YEAR, [(came(), CONTENT)], act())
        aside = replace(kept, state="set_aside", reason="gửi nhầm")
        book.change_submissions(YEAR, [aside], act("để riêng"))
        entry = book.history()[0]
        assert (entry.kind, entry.new[0]["submission"]["reason"]) == ("submission", "gửi nhầm")
        known = len(book.history())
        book.change_submissions(YEAR, [aside], act("để riêng"))
        assert len(book.history()) == known
        with pytest.raises(AppError, match="không còn trong danh sách"):
            book.change_submissions(YEAR, [replace(aside, id=99)], act())


def test_facts_come_in_the_place_of_others_as_one_act(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        old = SEASON.facts.reminders[0]
        new = (Reminder("dv", "15/CV-TU"), Pledge("tc", date(2026, 1, 15)))
        lists = book.change_facts(YEAR, [old], new, act("nhận bản đăng ký"))
        facts = book.snapshot().facts
        assert facts.reminders == (new[0], *SEASON.facts.reminders[1:])
        assert facts.pledges == (new[1],)
        entry = book.history()[0]
        assert (entry.kind, len(entry.old), len(entry.new)) == ("facts", 1, 2)
        assert entry in book.history(unit="tc")
        book.take_in(YEAR, Taking("hoàn tác"), act("hoàn tác"), lists)
        assert book.snapshot().facts == SEASON.facts
        known = len(book.history())
        book.change_facts(YEAR, [old], [old], act())
        assert len(book.history()) == known


def test_a_fact_of_an_unknown_unit_or_one_that_is_gone_enters_nothing(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        for old, new in (((), (Pledge("lạ"),)), ((Pledge("dv"),), ())):
            with pytest.raises(AppError):
                book.change_facts(YEAR, old, (*new, Receipt("dv", "x")), act())
        assert book.snapshot() == SEASON


def test_the_plan_of_the_year_is_kept_and_goes_out_with_the_season(tmp_path: Path) -> None:
    plan = YearPlan(
        date(2026, 12, 19),
        dues=(PaperDue("self-score", date(2026, 12, 5)),),
        appraisal=Letter("21/BTĐ", date(2026, 12, 14)),
    )
    with new_book(tmp_path) as book:
        book.set_plan(YEAR, plan, act("ấn định ngày họp"))
        assert book.history()[0].kind == "plan"
        known = len(book.history())
        book.set_plan(YEAR, plan, act())
        assert len(book.history()) == known
        book.arrive(YEAR, [(came(), CONTENT)], act())
        season = book.snapshot()
    assert season.plan == plan
    assert exchange.load(exchange.dumps(season)) == season


def test_equal_facts_go_and_come_back_as_many_as_they_were(tmp_path: Path) -> None:
    twice = Receipt("dv", "x", date(2026, 12, 1))
    with new_book(tmp_path) as book:
        book.change_facts(YEAR, (), (twice, twice), act())
        before = book.snapshot().facts
        assert before.receipts == (twice, twice)
        lists = book.change_facts(YEAR, (twice, twice), (), act())
        assert book.snapshot().facts.receipts == ()
        book.take_in(YEAR, Taking("hoàn tác"), act(), lists)
        assert book.snapshot().facts == before
        with pytest.raises(AppError, match="không còn như lúc mở ra"):
            book.change_facts(YEAR, (twice, twice, twice), (), act())


def test_a_missing_original_comes_in_under_the_entry_that_is_there(tmp_path: Path) -> None:
    bare = replace(SEASON, submissions=(came(),))
    with new_book(tmp_path, bare) as book:
        (known,) = book.snapshot().submissions
        assert not book.has_original(known)
        book.arrive(YEAR, [(known, CONTENT)], act())
        assert book.snapshot().submissions == (known,)
        assert book.original(known) == CONTENT
