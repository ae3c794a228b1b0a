"""Every way in goes through the same checks and leaves the same entry in the record of acts.

One criterion of one unit is entered in each way that the program has: the wrong value is refused with the
same code and the same words, the right one leaves the same entry but for the name of its file.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot

from exporters.forms import score_form
from models.checking.checks import check_season
from models.collecting.intake import Change
from models.errors import Problem
from models.season import Score, ScoreKey, Season
from storage import exchange
from storage.audit import AuditEntry
from storage.block_file import BlockFile
from tests.ui.collecting_desk import Desk, fill_form, word_form
from tests.ui.page_samples import season
from ui.collecting.second_entry import TAKE, SecondEntryDialog
from ui.command_line import console

KEY = ScoreKey("u3", "I.1", "self")
START = datetime(2023, 12, 1, 8, 0)
WRONG = {
    "30,5": ("points-over-maximum", "tối đa 30"),
    "29,555": ("points-off-step", "lẻ hơn bước điểm 0,01"),
    "-1": ("points-below-floor", "thấp nhất 0"),
    "tốt": ("points-not-a-number", "“tốt” không phải là số"),
}
"""What is entered → its code, and words that are said of it whoever entered it."""
RIGHT, BEFORE = "29,5", Score(Decimal(28), "Có hồ sơ")


@dataclass
class Told:
    """What one way in said and did. `codes` are those of errors; None where a way has only words."""

    codes: tuple[str, ...] | None
    words: str
    history: tuple[AuditEntry, ...]
    score: Score


@dataclass
class Case:
    """The book before, and the hands that work in it."""

    qtbot: QtBot
    folder: Path
    given: Season
    patch: pytest.MonkeyPatch
    desks: list[Desk] = field(default_factory=list)

    def desk(self) -> Desk:
        self.desks.append(Desk(self.qtbot, self.folder, self.given, START, self.patch))
        return self.desks[-1]

    def form(self, folder: Path, words: str) -> Path:
        """The unit's form with this in the cell."""
        unit = self.given.unit(KEY.unit)
        assert unit is not None
        path = folder / "BDV.xlsx"
        score_form.write(self.given, unit, path)
        return fill_form(path, {KEY.criterion: words}, evidence="")


def told(desk: Desk, problems: tuple[Problem, ...] = (), words: str = "") -> Told:
    """What stands now; `problems` or `words` are what was said."""
    errors = [it for it in problems if it.severity == "error"]
    codes = tuple(it.code for it in errors) if problems or not words else None
    said = words or " ".join(it.text for it in errors)
    return Told(codes, said, desk.session.history(), desk.session.season.score(*KEY))


# ---- the ways


def by_file(desk: Desk, path: Path) -> Told:
    desk.read(path)
    (entry,) = desk.inbox.entries
    problems = entry.preview.problems if entry.preview else ()
    if desk.inbox.chosen():
        desk.inbox.accept()
    return told(desk, problems)


def form(case: Case, words: str) -> Told:
    desk = case.desk()
    return by_file(desk, case.form(desk.sent, words))


def zipped(case: Case, words: str) -> Told:
    desk = case.desk()
    path = desk.sent / "thu.zip"
    with ZipFile(path, "w") as packed:
        packed.write(case.form(desk.sent, words), "BDV.xlsx")
    return by_file(desk, path)


def word(case: Case, words: str) -> Told:
    desk = case.desk()
    old = case.given.score(*KEY)
    head = ("BẢNG TỰ CHẤM ĐIỂM NĂM 2023", "Đơn vị: Ban Dân vận Tỉnh ủy")
    path = desk.sent / "BDV.docx"
    given = {KEY.criterion: words}
    return by_file(desk, word_form(path, case.given, head, given, old.evidence))


def by_hand(case: Case, words: str) -> Told:
    desk = case.desk()
    editor = desk.type(KEY, words)
    grid = desk.scores(KEY.unit).grid
    if not grid.word.isVisible():
        return told(desk)
    found = grid.scores.read(grid.currentIndex(), editor.text())
    assert isinstance(found, Problem)
    made = told(desk, (found,), grid.word.text())
    editor.setText("")
    grid.settle()
    return made


def pasted(case: Case, words: str) -> Told:
    desk = case.desk()
    said: list[tuple[str, Any]] = []
    page = desk.scores(KEY.unit)
    page.grid.refused.disconnect()
    page.grid.refused.connect(lambda what, bad: said.append((what, bad)))
    desk.paste(KEY, words)
    return told(desk, words=" ".join([said[0][0], *said[0][1]]) if said else "")


def from_paper(case: Case, words: str) -> Told:
    """The blind second entry, its value taken."""
    desk = case.desk()
    tab = desk.tab("checks", "paper")
    view = tab._paper_check()
    assert view.table.select(lambda it: it.unit.id == KEY.unit)
    box = SecondEntryDialog(desk.session, view.current.unit, KEY.stage, view)
    cell = next(it for it in box.cells if it.slot.criterion == KEY.criterion)
    cell.line.setText(words)
    if not cell.check():
        return told(desk, words=cell.words.text())
    box.go_on()
    (difference,) = box.table.records
    box.choose(difference, TAKE)
    box.go_on()
    assert box.result()
    view.enter(view.current, box)
    return told(desk)


def by_command(case: Case, words: str) -> Told:
    path = case.folder / "Khoi.khoi"
    console._create(path, case.given, "tạo sổ")
    paper = case.form(case.folder, words)
    case.patch.setattr(console.places, "backups", lambda: case.folder / "sao-luu")
    lines: list[str] = []
    case.patch.setattr(console, "_print_json", lambda it: lines.append(json.dumps(it)))
    console.run(["import", str(path), str(paper), "--accept", "--json"])
    ((file,),) = [json.loads(it) for it in lines]
    bad = [it for it in file["problems"] if it["severity"] == "error"]
    return of_book(path, tuple(it["code"] for it in bad), " ".join(it["text"] for it in bad))


def exchanged(case: Case, words: str) -> Told:
    """The document of another program: what is no number is refused, the rest comes in and is spoken of."""
    document = exchange.dump(case.given)
    line = {**KEY._asdict(), "points": words.replace(",", ".")}
    document["scores"] = [line]
    text, path = case.folder / "khoi.json", case.folder / "nap.khoi"
    text.write_text(json.dumps(document), encoding="utf-8")
    said: list[str] = []

    def refuse(sentence: str) -> int:
        said.append(sentence)
        return console.REFUSED

    case.patch.setattr(console, "_refuse", refuse)
    if console.run(["load", str(text), str(path)]):
        return Told(None, said[0].replace('"', "“", 1).replace('"', "”", 1), (), Score())
    with BlockFile.open(path, now=START) as book:
        found = [it for it in check_season(book.snapshot()) if it.severity == "error"]
    return of_book(path, tuple(it.code for it in found), " ".join(it.text for it in found))


def of_book(path: Path, codes: tuple[str, ...], words: str) -> Told:
    with BlockFile.open(path, now=START) as book:
        return Told(codes, words, book.history(), book.snapshot().score(*KEY))


Way = Callable[[Case, str], Told]
WAYS: dict[str, tuple[Way, str]] = {
    "biểu mẫu": (form, "BDV.xlsx"),
    "tệp nén": (zipped, "thu.zip › BDV.xlsx"),
    "Word": (word, "BDV.docx"),
    "lệnh import": (by_command, "BDV.xlsx"),
    "gõ": (by_hand, ""),
    "dán": (pasted, ""),
    "nhập lần hai": (from_paper, ""),
    "tài liệu trao đổi": (exchanged, "khoi.json"),
}
"""Every way in, and the name that the entry says it came from."""


@pytest.fixture
def case(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Case]:
    made = Case(qtbot, tmp_path, season(), monkeypatch)
    yield made
    for desk in made.desks:
        desk.session.close()


@pytest.mark.parametrize("words", WRONG)
@pytest.mark.parametrize("way", WAYS)
def test_a_wrong_value_is_refused_alike(case: Case, way: str, words: str) -> None:
    enter, _ = WAYS[way]
    code, core = WRONG[words]
    made = enter(case, words)
    assert made.codes in (None, (code,))
    assert core in made.words.casefold()
    if way == "tài liệu trao đổi" and made.codes:
        return  # a document is data: it is kept, and spoken of at every check
    assert made.score == Score()
    assert "scores" not in [it.kind for it in made.history]


@pytest.mark.parametrize("way", WAYS)
def test_a_right_value_leaves_the_same_entry(case: Case, way: str) -> None:
    enter, source = WAYS[way]
    made = enter(case, RIGHT)
    assert (made.codes, made.words) == ((), "")
    check_entry(made, source, Score(), Score(Decimal("29.5")))


@pytest.mark.parametrize("way", [it for it in WAYS if it != "tài liệu trao đổi"])
def test_a_changed_value_leaves_the_same_entry(case: Case, way: str) -> None:
    """A document makes a new book, so it changes nothing."""
    case.given = case.given.with_scores({KEY: BEFORE})
    enter, source = WAYS[way]
    made = enter(case, RIGHT)
    check_entry(made, source, BEFORE, Score(Decimal("29.5"), BEFORE.evidence))


def check_entry(made: Told, source: str, old: Score, new: Score) -> None:
    (entry,) = [it for it in made.history if it.kind == "scores"]
    assert (entry.unit, entry.criterion, entry.stage, entry.year) == (*KEY, 2023)
    assert entry.source == source
    (change,) = entry.scores
    # A document says itself where each of its values came from.
    own = "" if source == "khoi.json" else source
    assert change == Change(KEY, old, replace(new, source=own))
    assert made.score == change.new
