"""The clerk of the tour: does one thing after the other, and counts what it took."""

import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox

from scripts import tour_eyes as eyes
from scripts import tour_hands as hands
from scripts.tour_screen import Screen

START = datetime(2023, 1, 10, 8)
"""The first morning of the year that is played."""
_COUNTS = 0.4
"""Seconds until the badges of the side bar are counted anew."""

_LOOKS = 5
"""How often the clerk looks for something before it is said to be missing."""


class Clerk:
    """Lives on a thread of its own; `moment` is the program's clock.

    What counts as an action: a click, a chord, a field typed (a figure with its Enter), and for a box of
    the system, which cannot be played, two: the name and its button.
    """

    def __init__(self, screen: Screen, shoot: Callable[[str, str], None]) -> None:
        self.screen, self._shoot = screen, shoot
        self.moment = START
        self.tasks: dict[str, int] = {}
        self._task = ""
        self._paths: list[tuple[Path, ...]] = []

    # ---- what is counted, what is kept

    def task(self, name: str) -> None:
        """What follows belongs to this task of the table."""
        self._task = name
        self.tasks.setdefault(name, 0)

    def at(self, day: int, month: int, hour: int = 8, minute: int = 0) -> None:
        """It is this day now."""
        self.moment = datetime(START.year, month, day, hour, minute)

    def see(self, name: str, sentence: str) -> None:
        """A numbered picture of what is in view, with its sentence for the index."""
        time.sleep(_COUNTS)
        self.screen.settle()
        self.screen.ask(lambda: self._shoot(name, sentence))

    def _do(self, act: Callable[[], object], count: int = 1) -> None:
        self.tasks[self._task] += count
        for left in reversed(range(_LOOKS)):
            try:
                self.screen.ask(act)
                break
            except eyes.NotInSightError:  # the head of a page may just be made anew
                if not left:
                    raise
            self.screen.settle()
        self.screen.settle()

    # ---- clicks

    def press(self, words: str, nth: int = 0) -> None:
        """A button, link or box to tick, by its words."""
        self._do(lambda: hands.click(eyes.nth_of(eyes.buttons(words), nth, words)))

    def menu(self, button: str, entry: str) -> None:
        """An entry of the menu below a button."""
        self.press(button)
        self._do(lambda: hands.click_entry(entry))

    def cell(self, row: str, column: str = "", *, nth: int = 0) -> None:
        """A cell of a table: the nth row that says `row`, below the title (or number) `column`; without
        one the cell that says it."""
        self._do(lambda: hands.click_cell(eyes.find_cell(row, column, nth)))

    def header(self, words: str) -> None:
        """The title of a column of a table."""
        self._do(lambda: hands.click_header(words))

    def choose(self, name: str, words: str) -> None:
        """An entry of a list: opened, then clicked."""
        self._do(lambda: hands.click(eyes.nth_of(eyes.of_kind(QComboBox, name), 0, name)))
        self._do(lambda: hands.click_choice(words))

    # ---- keys and fields

    def key(self, chord: str, times: int = 1) -> None:
        """A key or chord, as in "Ctrl+K", where the keyboard is."""
        for _ in range(times):
            self._do(lambda: hands.press_key(chord))

    def key_while(self, chord: str, words: str) -> None:
        """A key pressed again and again, as long as something in view begins with these words."""
        while self.screen.ask(lambda: eyes.says(words)):
            self.key(chord)

    def keys(self, words: str) -> None:
        """A few letters or figures typed where the keyboard is."""
        self._do(lambda: hands.type_here(words))

    def field(self, name: str, words: str) -> None:
        """A field by its label, filled in place of what it says."""
        self._do(lambda: hands.fill(eyes.nth_of(eyes.fields(name), 0, name), words))

    def figures(self, first: str, *figures: int) -> None:
        """Figures typed one after the other, each with Enter, from the field `first` on."""
        self._do(lambda: hands.click(eyes.nth_of(eyes.fields(first), 0, first)))
        for figure in figures:
            self._do(lambda: hands.type_here(str(figure)))  # noqa: B023 - called at once
            self.screen.ask(lambda: hands.press_key("Return"))

    def paste(self, words: str) -> None:
        """What was copied in Excel, pasted where the keyboard is."""

        def act() -> None:
            QGuiApplication.clipboard().setText(words)
            hands.press_key("Ctrl+V")

        self._do(act)

    # ---- boxes of the system

    def answer(self, *paths: Path) -> None:
        """The next box of the system that asks for files is answered so."""
        self._paths.append(paths)

    def answered(self, *_asked: Any) -> tuple[Path, ...]:
        """The system's own box comes up."""
        if not self._paths:
            message = "nobody expected a box of the system"
            raise AssertionError(message)
        self.tasks[self._task] += 2
        return self._paths.pop(0)
