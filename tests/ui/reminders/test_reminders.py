"""The reminder: what it says and when, what it remembers, and that nothing that is broken stops it."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.dates.board import board, due_now
from models.season import Season
from models.year_plan import Mark
from storage.audit import Act
from storage.block_file import BlockFile
from storage.looking import newest_season
from tests.models.year_samples import SEASON, planned
from tests.ui.reminder_desk import BODY, MORNING, TITLE, TODAY, Desk, book, named
from ui.reminders import memory, process
from ui.reminders.missed import missed, note_seen

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def with_plan(path: Path, season: Season) -> None:
    with BlockFile.open(path, now=MORNING) as file:
        file.set_plan(2023, season.plan, Act(MORNING, "sửa kế hoạch"))


# ---- what is said


def test_one_notice_counts_and_names_the_first(desk: Desk, tmp_path: Path) -> None:
    memory.switch(desk.settings, book(tmp_path), on=True)
    desk.look()
    assert desk.notices == [(TITLE, BODY)]
    assert desk.log == []


def test_once_a_day_and_again_the_next(desk: Desk, tmp_path: Path) -> None:
    memory.switch(desk.settings, book(tmp_path), on=True)
    for hours in (0, 1, 9, 15.9):
        desk.look(MORNING + timedelta(hours=hours))
    assert len(desk.notices) == 1
    desk.look(MORNING + timedelta(hours=16))
    assert len(desk.notices) == 2


def test_nothing_due_nothing_said_and_the_day_is_not_used_up(desk: Desk, tmp_path: Path) -> None:
    done = tuple(Mark(it, "done", TODAY) for it in ("pledge", "plan", "own", "paper:self-score"))
    path = book(tmp_path, planned(marks=done))
    memory.switch(desk.settings, path, on=True)
    desk.look()
    assert desk.notices == []
    with_plan(path, planned(marks=done[1:]))
    desk.look(MORNING + timedelta(hours=2))
    assert desk.notices == [("1 việc quá hạn", "Ký giao ước thi đua (quá hạn 308 ngày)")]


def test_what_was_put_off_is_quiet(desk: Desk, tmp_path: Path) -> None:
    marks = tuple(
        Mark(it, "snoozed", date(2023, 12, 6))
        for it in ("pledge", "plan", "own", "paper:self-score")
    )
    memory.switch(desk.settings, book(tmp_path, planned(marks=marks)), on=True)
    desk.look()
    assert desk.notices == []


def test_books_that_are_not_switched_on_are_left_alone(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path)
    desk.look()
    memory.switch(desk.settings, path, on=True)
    memory.switch(desk.settings, path, on=False)
    desk.look()
    assert desk.notices == []
    assert not memory.is_on(desk.settings, path)


def test_several_books_are_one_notice_that_names_their_blocks(desk: Desk, tmp_path: Path) -> None:
    other = replace(SEASON, block=replace(SEASON.block, name="Khối 2"))
    for path in (book(tmp_path), book(tmp_path, other, "khối 2.khoi")):
        memory.switch(desk.settings, path, on=True)
    desk.look()
    [(title, body)] = desk.notices
    assert title == "6 việc quá hạn, 2 việc đến hạn hôm nay"
    assert body.split("\n")[:2] == [
        "Khối Thi đua số 1: Ký giao ước thi đua (quá hạn 308 ngày)",
        "Khối 2: Ký giao ước thi đua (quá hạn 308 ngày)",
    ]


# ---- what goes wrong


def missing(path: Path) -> None:
    path.unlink()


def damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000] + bytes(5000))


def foreign(path: Path) -> None:
    path.write_bytes(b"PK\x03\x04" + bytes(500))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [missing, damaged, foreign, empty, folder])
def test_a_book_that_cannot_be_read_is_one_sentence_and_the_others_are_told(
    harm: object, desk: Desk, tmp_path: Path
) -> None:
    bad = book(tmp_path, name="hỏng.khoi")
    for path in (bad, book(tmp_path)):
        memory.switch(desk.settings, path, on=True)
    harm(bad)  # type: ignore[operator]
    desk.look()
    [sentence] = desk.log
    assert sentence.startswith("Chưa nhắc được việc của sổ “hỏng.khoi”: ")
    assert "\n" not in sentence
    assert desk.notices == [(TITLE, BODY)]


def test_a_book_that_is_being_written_is_told_of_later(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path)
    memory.switch(desk.settings, path, on=True)
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("BEGIN EXCLUSIVE")
        desk.look()
        db.execute("ROLLBACK")
    assert "đang bị chương trình khác giữ" in desk.log[0]
    desk.look(MORNING + timedelta(minutes=30))
    assert len(desk.notices) == 1


def test_a_book_open_in_the_window_is_read_and_left_to_it(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path)
    memory.switch(desk.settings, path, on=True)
    with BlockFile.open(path, now=MORNING) as file:
        desk.look()
        assert not file.read_only
        file.set_plan(2023, planned(meeting=None).plan, Act(MORNING, "sửa kế hoạch"))
    assert desk.notices == [(TITLE, BODY)]


def test_nobody_is_kept_from_writing_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path)
    memory.switch(desk.settings, path, on=True)
    path.chmod(0o444)
    before, there = path.read_bytes(), sorted(it.name for it in tmp_path.iterdir())
    desk.look()
    assert desk.notices == [(TITLE, BODY)]
    assert path.read_bytes() == before
    assert sorted(it.name for it in tmp_path.iterdir()) == there


def test_an_older_book_is_read_and_not_brought_up_to_date(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "cũ.khoi"
    shutil.copy(ROOT / "tests" / "data" / "old_files" / "0003_rules.khoi", path)
    before = path.read_bytes()
    memory.switch(desk.settings, path, on=True)
    desk.look()
    assert (desk.log, desk.notices) == ([], [])
    season = newest_season(path)
    assert season is not None
    assert len(season.units) == 3
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "null", "\x00\x01", '{"books": 5}', '{"books": [5]}'),
        *('{"books": [], "tried": "hôm qua"}', '{"books": [], "tried": 7}'),
        '{"books": [], "shown": []}',
    ],
)
def test_settings_that_cannot_be_read_are_one_sentence(text: str, desk: Desk) -> None:
    desk.settings.mkdir()
    (desk.settings / "nhac-viec.json").write_text(text, encoding="utf-8")
    desk.look()
    [sentence] = desk.log
    assert sentence.startswith("Không đọc được thiết lập nhắc việc")
    assert desk.notices == []


def test_settings_that_are_no_text_are_one_sentence(desk: Desk) -> None:
    desk.settings.mkdir()
    (desk.settings / "nhac-viec.json").write_bytes(b"\xff\xfe\x80")
    desk.look()
    assert len(desk.log) == 1


def test_without_a_desktop_it_is_said_and_tried_again(desk: Desk, tmp_path: Path) -> None:
    memory.switch(desk.settings, book(tmp_path), on=True)

    def show(_title: str, _body: str) -> bool:
        raise ConnectionRefusedError

    process.remind(desk.settings, MORNING, show, desk.log.append)
    assert len(desk.log) == 1
    desk.look(MORNING + timedelta(minutes=30))
    assert len(desk.notices) == 1


# ---- what was missed


def test_what_no_notice_told_of_is_listed_once(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path)
    assert missed(desk.settings, path, SEASON, TODAY) == (), "reminders are off"
    memory.switch(desk.settings, path, on=True)
    due = named(due_now(board(SEASON, TODAY)))
    assert named(missed(desk.settings, path, SEASON, TODAY)) == due
    desk.look()
    assert missed(desk.settings, path, SEASON, TODAY) == ()
    # The PC was off for a week: what fell due meanwhile is listed, until the window has listed it.
    later = date(2023, 12, 12)
    assert named(missed(desk.settings, path, SEASON, later)) == ["paper:report"]
    note_seen(desk.settings, path, SEASON, later)
    assert missed(desk.settings, path, SEASON, later) == ()


def test_a_notice_that_did_not_appear_is_missed_but_not_repeated(
    desk: Desk, tmp_path: Path
) -> None:
    path = book(tmp_path)
    memory.switch(desk.settings, path, on=True)
    desk.appears = False
    desk.look()
    desk.look(MORNING + timedelta(hours=1))
    assert len(desk.notices) == 1
    assert len(missed(desk.settings, path, SEASON, TODAY)) == 4


def test_what_is_due_once_more_is_missed_once_more(desk: Desk, tmp_path: Path) -> None:
    path = book(tmp_path)
    memory.switch(desk.settings, path, on=True)
    note_seen(desk.settings, path, SEASON, TODAY)
    done = planned(marks=(Mark("plan", "done", TODAY),))
    note_seen(desk.settings, path, done, TODAY)
    assert named(missed(desk.settings, path, SEASON, TODAY)) == ["plan"]
