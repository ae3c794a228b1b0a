"""A closed year stands still; each corrigendum is a version of its own, and all of them open again."""

import hashlib
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.closed import Closing
from models.collected import Explanation
from models.collecting.taking import Taking
from models.errors import AppError
from models.facts import ClassDecision, Classification, Reminder
from models.meeting import AgendaItem, Meeting
from models.papers.marks import closing_mark
from models.ranks.fingerprint import fingerprint
from models.ranks.ranking import rank
from models.rulepack import Stage
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from models.submission import Submission
from models.year_plan import Letter, YearPlan
from storage import exchange
from storage.block_file import BlockFile
from storage.book_rows.records import from_text
from tests.storage.samples import NOW, SEASON, YEAR, D, act, key, new_book
from ui.book import shipped

DAY = NOW.date()
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


def test_a_version_changed_behind_the_program_is_not_shown_as_the_result(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        path = book.path
        assert book.problems() == ()
    with closing(sqlite3.connect(path)) as db, db:
        kept = db.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'closings'"
        ).fetchall()
        for name, _statement in kept:
            db.execute(f"DROP TRIGGER {name}")
        db.execute("UPDATE closings SET body = replace(body, '2026', '2027')")
        for _name, statement in kept:
            db.execute(statement)
    with BlockFile.open(path, now=NOW) as book:
        with pytest.raises(AppError, match="Bản chốt số 00 năm 2026 không khớp mã của nó"):
            book.closed_version(YEAR, 0)
        assert "không khớp mã" in book.problems()[0].what


AFTER = replace(
    SEASON,
    pack=replace(
        SEASON.pack,
        stages=(
            Stage("self", "Tự chấm"),
            Stage("block", "Khối chấm"),
            Stage("appraisal", "Thẩm định", rule="r", ranks_to=3, after_meeting=True),
        ),
    ),
)
LETTER = YearPlan(appraisal=Letter("88/BTĐKT", date(2026, 12, 28)))
EXPLAINED = Explanation("dv", "II", "Đủ hồ sơ", "12/CV")
DECIDED = ClassDecision("dv", "Tốt", "QĐ 5", date(2026, 12, 30))


def test_what_comes_after_the_meeting_is_entered_beside_the_closed_version(tmp_path: Path) -> None:
    with new_book(tmp_path, AFTER) as book:
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        frozen = book.closed_version(YEAR, 0)
        later = {key("dv", "II", "appraisal"): Score(D(17))}
        book.set_scores(YEAR, later, act())
        book.take_in(
            YEAR, Taking("nhập", scores={key("tc", "II", "appraisal"): Score(D(18))}), act()
        )
        book.change_fact(YEAR, None, DECIDED, act())
        book.change_facts(YEAR, (DECIDED,), (), act())
        book.change_fact(YEAR, None, Classification("dv", "QĐ 6"), act())
        book.change_fact(YEAR, None, EXPLAINED, act())
        answered = replace(EXPLAINED, answer="Giữ nguyên")
        book.change_facts(YEAR, (EXPLAINED,), (answered,), act())
        book.take_in(YEAR, Taking("ghi", new_facts=(DECIDED,)), act())
        book.take_in(YEAR, Taking("hoàn tác"), act(), {"class_decisions": ()})
        book.set_plan(YEAR, LETTER, act())
        season = book.snapshot()
        assert season.score("dv", "II", "appraisal").points == 17
        assert season.facts.classifications
        assert season.facts.explanations == (answered,)
        assert not season.facts.class_decisions
        assert season.plan == LETTER
        assert book.closed_version(YEAR, 0) == frozen


def test_nothing_else_goes_along_with_what_comes_later(tmp_path: Path) -> None:
    later, own = key("dv", "II", "appraisal"), key("dv", "II")
    with new_book(tmp_path, AFTER) as book:
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        before = book.snapshot()
        other = Reminder("dv", "1/CV")
        taken = Submission(1, "a.xlsx", NOW, "0", 1, state="taken")
        for change in (
            lambda: book.set_scores(YEAR, {later: Score(D(1)), own: Score(D(1))}, act()),
            lambda: book.take_in(YEAR, Taking("x", scores={own: Score(D(1))}), act()),
            lambda: book.take_in(YEAR, Taking("x", new_facts=(DECIDED, other)), act()),
            lambda: book.take_in(YEAR, Taking("x", submissions=(taken,)), act()),
            lambda: book.take_in(YEAR, Taking("x"), act(), {"reminders": ()}),
            lambda: book.change_facts(YEAR, (), (DECIDED, other), act()),
            lambda: book.change_fact(YEAR, None, EXPLAINED, act()),
            lambda: book.set_plan(YEAR, replace(LETTER, meeting=DAY), act()),
            lambda: book.set_pack(YEAR, SEASON.pack, act()),
        ):
            with pytest.raises(AppError, match="đã chốt kết quả"):
                change()
        assert book.snapshot() == before


def test_an_appraisal_before_the_meeting_is_closed_with_it(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        for change in (
            lambda: book.set_plan(YEAR, LETTER, act()),
            lambda: book.set_scores(YEAR, {key("dv", "II", "appraisal"): Score(D(1))}, act()),
        ):
            with pytest.raises(AppError, match="đã chốt kết quả"):
                change()


def test_the_first_closing_keeps_why_something_was_left_open(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        made = book.close_year(
            YEAR, DAY, act("chốt", reason="Còn mở khi chốt: Kiểm phiếu"), "0.4.0"
        )
        assert made.reason == "Còn mở khi chốt: Kiểm phiếu"
        assert book.snapshot().closings == (made,)


def test_a_class_that_was_closed_stays_and_another_comes_beside_it(tmp_path: Path) -> None:
    official = Classification("dv", "QĐ 6")
    facts = replace(SEASON.facts, class_decisions=(DECIDED,), classifications=(official,))
    other = replace(DECIDED, name="Khá", document="QĐ 9")
    with new_book(tmp_path, replace(AFTER, facts=facts)) as book:
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        for change in (
            lambda: book.change_fact(YEAR, DECIDED, other, act()),
            lambda: book.change_fact(YEAR, official, None, act()),
            lambda: book.change_facts(YEAR, (DECIDED,), (other,), act()),
            lambda: book.take_in(YEAR, Taking("x"), act(), {"class_decisions": (other,)}),
        ):
            with pytest.raises(AppError, match="đã chốt kết quả"):
                change()
        assert book.snapshot().facts == facts
        book.change_fact(YEAR, None, other, act())
        book.change_fact(YEAR, other, replace(other, note="đã gửi"), act())
        book.change_fact(YEAR, replace(other, note="đã gửi"), None, act())
        assert book.snapshot().facts == facts


def came(name: str) -> tuple[Submission, bytes]:
    content = name.encode()
    return Submission(0, name, NOW, hashlib.sha256(content).hexdigest(), len(content)), content


def test_files_still_come_in_and_are_laid_by_but_none_enters_the_closed_result(
    tmp_path: Path,
) -> None:
    with new_book(tmp_path, AFTER) as book:
        [first, entered] = book.arrive(YEAR, [came("a.xlsx"), came("b.xlsx")], act())
        book.change_submissions(YEAR, [replace(entered, state="taken")], act())
        book.close_year(YEAR, DAY, act("chốt"), "0.4.0")
        [late] = book.arrive(YEAR, [came("c.xlsx")], act())
        assert book.original(late) == b"c.xlsx"
        book.change_submissions(YEAR, [replace(late, state="returned", reason="thiếu")], act())
        book.change_submissions(YEAR, [replace(first, state="set_aside", reason="trùng")], act())
        book.change_submissions(YEAR, [first], act())
        scores = {key("dv", "II", "appraisal"): Score(D(17))}
        taken = replace(first, state="taken")
        for change in (
            lambda: book.change_submissions(YEAR, [taken], act()),
            lambda: book.change_submissions(YEAR, [entered], act()),
            lambda: book.take_in(YEAR, Taking("x", scores=scores, submissions=(entered,)), act()),
            lambda: book.take_in(
                YEAR,
                Taking("x", scores={key("dv", "II"): Score(D(1))}, submissions=(taken,)),
                act(),
            ),
        ):
            with pytest.raises(AppError, match="đã chốt kết quả"):
                change()
        book.take_in(YEAR, Taking("nhận", scores=scores, submissions=(taken,)), act())
        states = [it.state for it in book.snapshot().submissions]
        assert states == ["taken", "taken", "returned"]


def test_a_document_that_comes_in_closed_has_a_version(tmp_path: Path) -> None:
    given = exchange.load(exchange.dumps(replace(SEASON, closed_on=DAY)))
    with new_book(tmp_path, given) as book:
        book.add_season(replace(given, year=YEAR + 1), act("nạp"))
        for year in (YEAR, YEAR + 1):
            season = book.snapshot(year)
            [made] = season.closings
            assert (made.number, made.closed_on, made.reason) == (0, DAY, "Nạp từ tài liệu")
            assert book.closed_version(year, 0) == replace(season, closings=())
            assert closing_mark(season).startswith("Bản chốt số 00 · mã ")
        assert [it.kind for it in book.history()] == ["close", "create", "close", "create"]
        book.open_year(YEAR, act("mở", reason="Cộng sai"))
        book.set_scores(YEAR, {key("dv", "II"): Score(D(19))}, act())
        assert book.close_year(YEAR, DAY, act("chốt", reason="Cộng sai"), "0.4").number == 1


def test_a_corrigendum_that_changes_nothing_is_refused(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        book.close_year(YEAR, date(2026, 11, 19), act("chốt"), "0.4.0")
        book.open_year(YEAR, act("mở", reason="Nhầm"))
        with pytest.raises(AppError, match="Chưa có gì thay đổi so với bản chốt số 00"):
            book.close_year(YEAR, DAY, act("chốt", reason="Nhầm"), "0.4.0")
        assert not book.snapshot().is_final


def test_no_two_versions_have_one_mark(tmp_path: Path) -> None:
    wrong, right = Score(D(18), provisional=True), Score(D(19))
    with new_book(tmp_path) as book:
        for number, score in enumerate((None, right, wrong)):
            if score is not None:
                book.open_year(YEAR, act("mở", reason="Cộng sai"))
                book.set_scores(YEAR, {key("dv", "II", "block"): score}, act())
            made = book.close_year(YEAR, DAY, act("chốt", reason="Cộng sai"), "0.4.0")
            assert made.number == number
        first, last = (book.closed_version(YEAR, number) for number in (0, 2))
        assert first == last
        assert len({it.short for it in book.snapshot().closings}) == 3


def test_a_day_before_the_meeting_a_day_to_come_and_an_empty_year_are_refused(
    tmp_path: Path,
) -> None:
    planned = replace(SEASON, plan=YearPlan(meeting=DAY))
    for name, season, day, words in (
        ("1.khoi", planned, DAY - timedelta(days=1), "trước ngày hội nghị"),
        ("2.khoi", SEASON, DAY + timedelta(days=1), "sau hôm nay"),
        ("3.khoi", Season(SEASON.block, YEAR, SEASON.pack), DAY, "chưa có kết quả nào để chốt"),
    ):
        with new_book(tmp_path, season, name) as book:
            with pytest.raises(AppError, match=words):
                book.close_year(YEAR, day, act("chốt"), "0.4.0")
            assert book.snapshot() == season


def test_a_corrigendum_opened_by_mistake_is_given_up_only_while_nothing_changed(
    tmp_path: Path,
) -> None:
    with new_book(tmp_path) as book:
        book.close_year(YEAR, DAY, act("chốt", minutes=60 * 24 * 30), "0.4.0")
        frozen = book.snapshot()
        with pytest.raises(AppError, match="không có lần đính chính nào đang mở"):
            book.keep_closed(YEAR, act())
        book.open_year(YEAR, act("mở", reason="Nhầm"))
        book.set_scores(YEAR, {key("dv", "II"): Score(D(19))}, act())
        with pytest.raises(AppError, match="Đã có sửa đổi"):
            book.keep_closed(YEAR, act())
        book.set_scores(YEAR, {key("dv", "II"): Score()}, act())
        book.keep_closed(YEAR, act("thôi đính chính"))
        assert book.snapshot() == frozen
        assert book.history()[0].kind == "close"


def test_a_closed_version_keeps_what_its_figures_came_to(tmp_path: Path) -> None:
    sample, why = shipped.sample(), "Cộng sai mục II"
    day = date(sample.year + 1, 1, 10)
    later = act("chốt", reason=why)
    with new_book(tmp_path, sample) as book:
        first = book.close_year(sample.year, day, later, "0.4.0")
        book.open_year(sample.year, act("mở đính chính", reason=why))
        changed = {ScoreKey("bnc", "I.1.1", "agreed"): Score(D("0.5"))}
        book.set_scores(sample.year, changed, act())
        second = book.close_year(sample.year, day, later, "0.4.0")
        for made in (first, second):
            again = book.closed_version(sample.year, made.number)
            assert made.figures == fingerprint(rank(score(again), again.pack))
    assert first.figures != second.figures
    assert len(first.figures) == 64


def test_a_version_that_an_older_program_closed_has_no_figures() -> None:
    kept = '{"number":0,"closed_on":"2026-12-19","sha256":"ab","program":"0.3.0","pack":"p 1"}'
    assert from_text(kept, Closing).figures == ""
