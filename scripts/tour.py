"""The clerk's first year, played through the real windows, with a numbered picture of each step.

`python -m scripts.tour [--to FOLDER] [--size 1366x768] [--scale 1] [--last PART]`

The pictures and their index are the base of the manual (docs/tour); how many clicks, chords and fields
each task takes is written into docs/TASKS.md when the whole year was played.
"""

import argparse
import sys
import tempfile
import threading
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts import tour_screen

if TYPE_CHECKING:
    from scripts.tour_album import Album
    from scripts.tour_clerk import Clerk

DOCS = Path(__file__).resolve().parent.parent / "docs"
TASKS_HEAD = """# Actions a task takes

Counted while `python -m scripts.tour` plays a clerk's first year through the windows: a click, a chord, a field
typed (a figure with its Enter) is one action, a box of the system for files two. Before: as first measured.
"""
Part = Callable[["Clerk", Path], None]


def parts() -> tuple[tuple[str, Part], ...]:
    """The year in order: the name of each part, and the clerk's hands in it."""
    from scripts import tour_collect, tour_meeting, tour_setup

    return (*tour_setup.PARTS, *tour_collect.PARTS, *tour_meeting.PARTS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Play the year; 0 when it came to its end."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=DOCS / "tour")
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--last", default="", help="stop after the part of this name")
    options = parser.parse_args(arguments)
    width, height = (int(it) for it in options.size.split("x"))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tour_screen.set_up(folder, (width, height), options.scale)
        return play(folder, options.to, (width, height), options.last)


def play(folder: Path, target: Path, size: tuple[int, int], last: str = "") -> int:
    """Play the parts up to `last` over books in `folder`; pictures go to `target`."""
    from scripts.tour_album import Album
    from scripts.tour_clerk import START, Clerk
    from scripts.tour_screen import Screen
    from ui.book.jobs import Jobs
    from ui.book.session import Session
    from ui.desktop import build_application
    from ui.frame.main_window import MainWindow

    app = build_application(sys.argv[:1])
    app.setDoubleClickInterval(10)  # a list that has just opened takes no click before that
    jobs, clerks = Jobs(), list["Clerk"]()
    session = Session(folder / "sao-luu", clock=lambda: clerks[0].moment if clerks else START)
    window = MainWindow(session, jobs, folder / "cai-dat")
    window.resize(*size)
    window.show()
    window.activateWindow()
    album = Album(target, window)
    clerk = Clerk(Screen(lambda: jobs.busy), album.shoot)
    clerks.append(clerk)
    _choosers(clerk)
    failed: list[str] = []

    def year() -> None:
        try:
            for name, part in parts():
                part(clerk, folder)
                if name == last:
                    break
        except BaseException:  # noqa: BLE001 - told at the end
            failed.append(traceback.format_exc())
        clerk.screen.leave(lambda: _leave(app))

    sys.excepthook = lambda _kind, error, _trace: clerk.screen.faults.append(error)
    thread = threading.Thread(target=year, daemon=True)
    thread.start()
    app.exec()
    thread.join(tour_screen.LATEST)
    session.close()
    _tell(album, clerk, failed)
    if not failed and not last and target == DOCS / "tour":
        print(write_tasks(DOCS / "TASKS.md", clerk.tasks))
    return 1 if failed else 0


def _leave(app: Any) -> None:
    """Close what is still open, then the program."""
    from PySide6.QtWidgets import QDialog

    while isinstance(box := app.activeModalWidget(), QDialog):
        box.reject()
        app.processEvents()
    app.quit()


def _choosers(clerk: "Clerk") -> None:
    """The system's own boxes for files cannot be played; the clerk's answer takes their place."""
    from PySide6.QtWidgets import QFileDialog

    answers: dict[str, Callable[..., Any]] = {
        "getOpenFileName": lambda *_: (str(clerk.answered()[0]), ""),
        "getSaveFileName": lambda *_: (str(clerk.answered()[0]), ""),
        "getOpenFileNames": lambda *_: ([str(it) for it in clerk.answered()], ""),
        "getExistingDirectory": lambda *_: str(clerk.answered()[0]),
    }
    for name, answer in answers.items():
        setattr(QFileDialog, name, staticmethod(answer))


def _tell(album: "Album", clerk: "Clerk", failed: list[str]) -> None:
    for it in album.remarks:
        print(it)
    for task, count in clerk.tasks.items():
        print(f"{count:4} {task}")
    if failed:
        print(failed[0], file=sys.stderr)
    else:
        print(album.write_index())


def write_tasks(path: Path, tasks: dict[str, int]) -> Path:
    """The table task → actions. What stands under "before" stays as it was first measured."""
    rows = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    cells = [[it.strip() for it in row.split("|")[1:-1]] for row in rows if row.startswith("| ")]
    before = {row[0]: row[1] for row in cells}
    lines = [TASKS_HEAD, "| Task | Before | Now |", "|---|---:|---:|"]
    lines += [f"| {task} | {before.get(task, count)} | {count} |" for task, count in tasks.items()]
    was = sum(int(before.get(task, count)) for task, count in tasks.items())
    lines += [f"| **Whole year** | {was} | {sum(tasks.values())} |", ""]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


if __name__ == "__main__":
    raise SystemExit(main())
