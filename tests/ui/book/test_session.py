"""The session: one calculation after every write, and undo that brings everything back."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from models.block import Unit
from models.errors import AppError, Problem
from models.facts import Reminder
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Score, ScoreKey
from models.table import ScoringTable
from storage import exchange
from storage.block_file import BlockFile
from ui.book import shipped
from ui.book.session import Session

KEY = ScoreKey("bnc", "I.1.1", "block")
NOW = datetime(2023, 12, 6, 14, 32)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    made = Session(tmp_path / "backups", lambda: NOW)
    made.create(tmp_path / "Khối.khoi", shipped.sample())
    yield made
    made.close()


def test_results_and_standings_belong_to_the_season(session: Session) -> None:
    session.set_points(KEY, Decimal("3.5"))
    assert session.season.score(*KEY).points == Decimal("3.5")
    assert session.results == score(session.season)
    assert session.standings == rank(session.results, session.season.pack)
    assert session.saved_at == NOW


def test_what_several_ask_for_is_found_once_for_each_state_of_the_book_and_each_day(
    session: Session, tmp_path: Path
) -> None:
    asked: list[tuple[Decimal | None, int]] = []
    day = NOW

    def find(book: Session) -> int:
        asked.append((book.season.score(*KEY).points, book.now().day))
        return len(asked)

    session._clock = lambda: day
    assert (session.once(find), session.once(find)) == (1, 1)
    session.set_points(KEY, Decimal("3.5"))
    assert (session.once(find), session.once(find)) == (2, 2)
    session.undo()
    assert session.once(find) == 3
    day = NOW + timedelta(days=1)
    assert (session.once(find), session.once(find)) == (4, 4)
    session.create(tmp_path / "Khác.khoi", shipped.sample())
    assert session.once(find) == 5
    assert asked == [(12, 6), (Decimal("3.5"), 6), (12, 6), (12, 7), (12, 7)]
    assert session.once(lambda book: book.season.year) == session.season.year


def test_what_is_entered_is_in_the_file(session: Session, tmp_path: Path) -> None:
    session.set_points(KEY, Decimal("3.5"))
    path = session.file.path
    session.close()
    again = Session(clock=lambda: NOW)
    again.open(path)
    assert again.season.score(*KEY).points == Decimal("3.5")
    newest = again.history()[0]
    assert (newest.what, newest.old[0]["points"], newest.new[0]["points"]) == (
        "sửa điểm I.1.1 của Ban Nội chính Tỉnh ủy",
        "12",
        "3.5",
    )
    again.close()


DEEDS: dict[str, Callable[[Session], None]] = {
    "one score": lambda it: it.set_points(KEY, Decimal(1)),
    "empty is not zero": lambda it: it.set_points(KEY, None),
    "a new score": lambda it: it.set_scores(
        {ScoreKey("bnc", "I.1.1", "agreed"): Score(Decimal(0))}, "x"
    ),
    "a unit added": lambda it: it.add_unit(Unit("Hội Nhà báo tỉnh")),
    "a unit changed": lambda it: it.change_unit(replace(it.season.units[1], has_party=False)),
    "a unit removed": lambda it: it.remove_unit("btc"),
    "the head removed": lambda it: it.remove_unit("bnc"),
    "a unit moved": lambda it: it.move_unit("btc", 0),
    "a fact added": lambda it: it.change_fact(None, Reminder("btc", "Số 1"), "thêm nhắc nhở"),
    "a fact removed": lambda it: it.change_fact(it.season.facts.targets[2], None, "bỏ chỉ tiêu"),
    "a fact changed": lambda it: it.change_fact(
        it.season.facts.dossiers[0], replace(it.season.facts.dossiers[0], count=9), "sửa hồ sơ"
    ),
    "block": lambda it: it.set_block(replace(it.season.block, name="Khối khác"), "btc", "bnc"),
    "table": lambda it: it.set_table(ScoringTable(it.season.table.rows[:1], version=2)),
    "pack": lambda it: it.set_pack(replace(it.season.pack, stages=it.season.pack.stages[:2])),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_undo_and_redo(deed: str, session: Session) -> None:
    before = exchange.dumps(session.season)
    entries = len(session.history())
    heard: list[str] = []
    session.changed.connect(heard.append)
    DEEDS[deed](session)
    after = exchange.dumps(session.season)
    assert after != before
    assert len(session.history()) == entries + 1
    session.undo()
    assert exchange.dumps(session.season) == before
    session.redo()
    assert exchange.dumps(session.season) == after
    session.undo()
    assert exchange.dumps(session.season) == before
    assert len(heard) == 4
    assert len(session.history()) == entries + 4
    assert session.history()[0].what.startswith("Hoàn tác: ")


def test_undo_forgets_the_acts_of_another_file(session: Session, tmp_path: Path) -> None:
    session.set_points(KEY, Decimal(1))
    assert session.undo_label == "sửa điểm I.1.1 của Ban Nội chính Tỉnh ủy"
    session.create(tmp_path / "Khối hai.khoi", shipped.sample())
    assert session.undo_label == ""


def test_nothing_is_written_when_nothing_changes(session: Session) -> None:
    entries = session.history()
    session.set_points(KEY, session.season.score(*KEY).points)
    assert session.history() == entries
    assert session.undo_label == ""


def test_what_if_enters_nothing(session: Session) -> None:
    before = session.season
    place = session.rank_if(ScoreKey("bnd", "I.1.1", "agreed"), Decimal(12))
    assert place.total == session.standing("bnd").total + 2
    assert session.season is before


@pytest.mark.parametrize(
    ("text", "value"), [("9,5", Decimal("9.5")), ("", None), ("12", Decimal(12))]
)
def test_read_points(text: str, value: Decimal | None, session: Session) -> None:
    assert session.read_points("I.1.1", text) == value


@pytest.mark.parametrize("text", ["12,5", "-1", "1,005", "đạt"])
def test_read_points_says_what_is_wrong(text: str, session: Session) -> None:
    assert isinstance(session.read_points("I.1.1", text), Problem)


def test_a_second_program_sees_the_file_read_only(session: Session) -> None:
    other = Session(clock=lambda: NOW)
    other.open(session.file.path)
    assert other.read_only
    assert "chương trình khác" in other.read_only_reason
    with pytest.raises(AppError, match="chương trình khác"):
        other.set_points(KEY, Decimal(1))
    assert other.undo_label == ""
    assert other.season.score(*KEY).points == Decimal(12)
    other.close()


def test_a_failed_open_keeps_the_open_file(session: Session, tmp_path: Path) -> None:
    with pytest.raises(AppError):
        session.open(tmp_path / "không có.khoi")
    session.set_points(KEY, Decimal(2))
    assert session.season.score(*KEY).points == Decimal(2)


def test_a_file_that_cannot_be_understood_is_closed_again(session: Session, tmp_path: Path) -> None:
    bad = tmp_path / "Khối hỏng.khoi"
    made = Session(tmp_path / "backups", lambda: NOW)
    made.create(bad, shipped.sample())
    made.close()
    with closing(sqlite3.connect(bad)) as db, db:
        db.execute("update seasons set pack = '{}'")
    with pytest.raises(AppError, match=f"sao lưu ở “{tmp_path / 'backups' / 'Khối hỏng'}”"):
        session.open(bad)
    session.set_points(KEY, Decimal(2))
    assert session.season.score(*KEY).points == Decimal(2)
    with BlockFile.open(bad, now=NOW) as free:
        assert free.read_only_reason == ""


def test_opening_the_open_file_again_keeps_it_writable(session: Session) -> None:
    session.open(session.file.path)
    assert not session.read_only
