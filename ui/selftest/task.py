"""What a check is given, and how it tells what it found. No Qt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path

from models.season import Season
from models.self_test import Finding, State


@dataclass
class Task:
    """One self-test. `book` is the clerk's own, None where none is open: then the sample is used. `folder` is empty,
    of the test alone, and goes with it. `offset` is how far the PC's time lies before UTC, None where the
    clock is not the PC's.
    """

    book: Path | None
    folder: Path
    data: Path
    settings: Path
    now: datetime
    offset: timedelta | None

    @cached_property
    def sample(self) -> Season:
        """The sample that ships with the program."""
        from ui.book import shipped

        return shipped.sample()


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable code, what is looked at, and the function that looks. `needs_book`: only for a book of
    the clerk's own."""

    code: str
    title: str
    act: Callable[[Task], "Found"]
    needs_book: bool = False

    def run(self, task: Task) -> Finding:
        """What it found."""
        return tried(self.code, self.title, lambda: self.act(task))


Found = tuple[State, str, str, str]
"""State, sentence, what to do, technical word."""


def tried(code: str, title: str, act: Callable[[], Found]) -> Finding:
    """What a check found; whatever goes wrong inside is a finding, too."""
    try:
        state, text, todo, detail = act()
    except Exception as error:  # noqa: BLE001 - a check that fails must not hide the others
        state, text, todo, detail = failed(error)
    return Finding(code, state, title, text, todo, detail)


def good(text: str, detail: str = "") -> Found:
    """Nothing is wrong."""
    return ("ok", text, "", detail)


def doubtful(text: str, todo: str, detail: str = "") -> Found:
    """The work goes on, but somebody should look at it."""
    return ("warning", text, todo, detail)


def wrong(text: str, todo: str, detail: str = "") -> Found:
    """Something does not work."""
    return ("fault", text, todo, detail)


def failed(error: Exception) -> Found:
    """A check that could not be carried through. The error's own words stay out: they may name files and persons."""
    return wrong(
        "Chưa kiểm tra được phần này.",
        "Mở lại chương trình rồi kiểm tra lần nữa; nếu vẫn vậy, gửi trang này cho người hỗ trợ.",
        name_of(error),
    )


def name_of(error: Exception) -> str:
    """What an error is for whoever helps: its kind and the system's number, without its words."""
    number = getattr(error, "winerror", None) or getattr(error, "errno", None)
    return " ".join(filter(None, (type(error).__name__, str(number or ""))))
