"""The golden year: one block-year replayed from the empty book to the last export, compared whole.

`year_replay` and `year_meeting` play it; what it ends in is kept in tests/golden_year/ as texts a person can read:
the book with its history, the ranking as the command line tells it, and each paper as Word and Excel say it (the PDF
must say what Word says). UPDATE_GOLDEN=1 writes them anew.
"""

import os
import re
from pathlib import Path

import pytest

import main as program
from tests.exporters.same_words import difference, sheet_lines, word_lines
from tests.models.papers.test_reports import UPDATE
from tests.ui.collected_text import text_of
from tests.year_meeting import exported, play
from tests.year_replay import Clerk

GOLDEN = Path(__file__).parent / "golden_year"
VARIES = {
    r"(?<=[Mm]ã )[0-9A-F]{8}\b": "the mark of a closed version: it goes over the bytes of the units' forms, and "
    "these tell when the form was saved",
    r'(?<="mark": ")[0-9A-F]{8}\b': "the same in JSON",
}
"""All that may differ from one replay to the next, and why; `collected_text.VARIES` has the bytes themselves."""


@pytest.mark.slow
def test_the_recorded_year_ends_as_it_is_stored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clerk = Clerk(tmp_path)
    play(clerk)
    told = book_of(clerk) | papers_of(clerk) | ranking_of(clerk, capsys)
    clerk.session.close()
    told = {name: fixed(text) for name, text in told.items()}
    if os.environ.get(UPDATE):
        store(told)
    stored = {it.relative_to(GOLDEN).as_posix(): it for it in GOLDEN.rglob("*.*")}
    assert sorted(stored) == sorted(told)
    for name, text in told.items():
        assert text == stored[name].read_text(encoding="utf-8"), name


def book_of(clerk: Clerk) -> dict[str, str]:
    """The book and its history; the same once it is opened again."""
    session, today = clerk.session, clerk.moment.date()
    said = text_of(session.season, session.history(limit=1000), today)
    path = session.file.path
    session.close()
    session.open(path)
    assert session.file.problems() == ()
    assert text_of(session.season, session.history(limit=1000), today) == said
    assert all(session.original(it) for it in session.season.submissions)
    return {"so.txt": said}


def ranking_of(clerk: Clerk, capsys: pytest.CaptureFixture[str]) -> dict[str, str]:
    """The ranking as the command line tells it."""
    capsys.readouterr()
    assert program.main(["ranking", str(clerk.session.file.path), "--json"]) == 0
    return {"xep-hang.json": capsys.readouterr().out}


def papers_of(clerk: Clerk) -> dict[str, str]:
    """What Word and Excel say of each paper."""
    found = {}
    for key, files in exported(clerk).items():
        by_suffix = {it.suffix: it for it in files}
        assert not difference(by_suffix[".docx"], by_suffix[".pdf"]), key
        words = word_lines(by_suffix[".docx"])
        sheets = sheet_lines(by_suffix[".xlsx"])
        lines = [by_suffix[".docx"].stem, "", *words, "", "—— Excel ——", *sheets]
        found[f"van-ban/{key}.txt"] = "\n".join(lines) + "\n"
    return found


def fixed(text: str) -> str:
    """The text without what may differ."""
    for pattern in VARIES:
        text = re.sub(pattern, "…", text)
    return text


def store(told: dict[str, str]) -> None:
    """Write all of it, and take out what is no longer told."""
    for it in GOLDEN.rglob("*.*"):
        it.unlink()
    for name, text in told.items():
        (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
        (GOLDEN / name).write_text(text, encoding="utf-8")
