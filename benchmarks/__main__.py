"""Run all benchmarks and print each beside its floor and its limit; exit 1 when a limit is passed.

`first_window`, `reading_forms` and `season_papers` are limited as ratios to a floor measured in the same run.
`scoring`, `relative`, `typed_cell` and `hall` are limited in milliseconds: they stand between a key press and the screen,
where the eye bears one frame (16 ms of 60 a second) and a hand 50 ms, however fast the floor is. Their
ratio to the plain loop is printed beside them, to tell a slow program from a slow machine.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from statistics import median

from benchmarks import reminder
from benchmarks.blocks import large_block, relative_block
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import ScoreKey, Season
from storage.audit import Act
from storage.block_file import BlockFile
from ui.book import places, shipped
from ui.reminders import memory as reminders

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Measure:
    """One line of the table: `value` beside `limit`, both in `unit`."""

    name: str
    value: float
    limit: float
    unit: str
    detail: str


def main() -> int:
    """Measure, print, compare."""
    with tempfile.TemporaryDirectory() as folder:
        measures = [
            *first_window(Path(folder)),
            reading_forms(Path(folder)),
            scoring(),
            relative(),
            typed_cell(Path(folder)),
            *hall(),
            *season_papers(Path(folder)),
        ]
    for it in measures:
        mark = "đạt" if it.value <= it.limit else "KHÔNG ĐẠT"
        print(
            f"{it.name:<46} {it.value:7.2f} {it.unit} (giới hạn {it.limit:g})  {mark}  {it.detail}"
        )
    return int(any(it.value > it.limit for it in measures))


def first_window(folder: Path) -> tuple[Measure, ...]:
    """From the start of the process to the first usable window, on the sample and bare; and the reminder, which
    starts with the PC, beside it.

    With a screen (DISPLAY, or `xvfb-run`) a real window is measured, else an offscreen one.
    """
    path = folder / "mau.khoi"
    BlockFile.create(path, shipped.sample(), Act(datetime.now(), "đo tốc độ")).close()
    environment = {**os.environ, "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    # Compiled modules belong to the installed program; without them every start compiles anew.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if "DISPLAY" not in environment:
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    bare, ours = [], []
    for _ in range(7):
        bare.append(_start(["bare"], environment)[0])
        ours.append(_start(["ours", str(path)], environment))
    floor, (value, memory) = min(bare), min(ours)
    window = Measure(
        "Cửa sổ đầu tiên / cửa sổ PySide6 trống",
        value / floor,
        1.6,
        "lần",
        f"{value:.3f} s / {floor:.3f} s",
    )
    return window, *_reminder(path, environment, value, memory)


def _reminder(
    path: Path, environment: dict[str, str], window: float, memory: int
) -> tuple[Measure, ...]:
    """The reminder against the window: at most a quarter of its start and of its memory.

    It stands ready before it looks at a book, since at log-on the desktop needs its time; the whole first look is
    held against the window's start as well.
    """
    folder = Path(environment["XDG_CONFIG_HOME"]) / places.settings().name
    reminders.switch(folder, path, on=True)
    ready = reminder.ready(environment, folder)
    seconds, most = reminder.look(environment, folder)
    return (
        Measure(
            "Nhắc việc sẵn sàng / cửa sổ đầu tiên",
            ready / window,
            0.25,
            "lần",
            f"{ready:.3f} s / {window:.3f} s",
        ),
        Measure(
            "Nhắc việc xem sổ lần đầu / cửa sổ đầu tiên",
            seconds / window,
            0.5,
            "lần",
            f"{seconds:.3f} s",
        ),
        Measure(
            "Bộ nhớ nhiều nhất: nhắc việc / cửa sổ",
            most / memory if memory else 0,
            # A window that is drawn nowhere loads no library of a screen: it is lighter than any clerk's.
            0.25 if "DISPLAY" in environment else 0.26,
            "lần",
            f"{most / 1000:.1f} MB / {memory / 1000:.1f} MB",
        ),
    )


def _start(arguments: list[str], environment: dict[str, str]) -> tuple[float, int]:
    """Seconds until it could be used, and its memory then in KB."""
    command = [sys.executable, str(HERE / "first_window.py"), *arguments]
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        return time.perf_counter() - begun, int(process.stdout.readline())


def reading_forms(folder: Path) -> Measure:
    """60 forms dropped at once, read and held against the book, against calamine's bare read of the files."""
    import python_calamine

    from exporters.forms import score_form
    from exporters.incoming import arrivals
    from models.collecting.inbox import foresee

    season = large_block(60, 24)
    paths = []
    for unit in season.units:
        paths.append(folder / score_form.file_name(season, unit))
        score_form.write(season, unit, paths[-1])

    def floor() -> None:
        for path in paths:
            book = python_calamine.CalamineWorkbook.from_path(path)
            for name in book.sheet_names:
                book.get_sheet_by_name(name).to_python()

    def ours() -> None:
        came = [it for path in paths for it in arrivals.unpack(path)]
        seen = foresee(season, [arrivals.read(it, season) for it in came])
        assert not [it for it in seen if it.state == "refused"], seen[0].problems

    bare, value = _best(floor, 15), _best(ours, 15)
    return Measure(
        "Xem trước 60 biểu mẫu / calamine đọc trần",
        value / bare,
        3,
        "lần",
        f"{value:.3f} s / {bare:.3f} s",
    )


def scoring() -> Measure:
    """Points and ranks of 60 units × 120 criteria: at most one frame; beside it the plain loop."""
    season = large_block()

    def ours() -> None:
        rank(score(season), season.pack)

    bare, value = _plain_loop(season), _best(ours, 20)
    return Measure(
        "Tính điểm, xếp hạng 60 × 120",
        value * 1000,
        16,
        "ms ",
        _beside(value, bare),
    )


def relative() -> Measure:
    """The whole block after one number has changed, every criterion by a rule and two of three comparing
    the units: at most one frame. The first calculation of a file, with nothing remembered, stands beside."""
    season = relative_block()
    begun = time.perf_counter()
    rank(score(season), season.pack)
    cold = time.perf_counter() - begun
    key, entry = next(iter(season.scores.items()))
    best = float("inf")
    for n in range(20):
        inputs = (*entry.inputs[:-1], entry.inputs[-1]._replace(value=Decimal(n)))
        season = season.with_scores({key: replace(entry, inputs=inputs)})
        begun = time.perf_counter()
        rank(score(season), season.pack)
        best = min(best, time.perf_counter() - begun)
    return Measure(
        "Tính lại cả khối, tiêu chí so sánh 60 × 120",
        best * 1000,
        16,
        "ms ",
        f"{_beside(best, _plain_loop(large_block()))}, lần đầu {cold * 1000:.0f} ms",
    )


def _plain_loop(season: Season) -> float:
    """The floor: seconds to add up and sort the same block as bare integers."""
    grid = _integers(season)

    def act() -> None:
        totals = [sum(row) for row in grid]
        sorted(totals, reverse=True)

    return _best(act, 20)


def _beside(value: float, bare: float) -> str:
    return f"gấp {value / bare:.0f} lần vòng lặp số nguyên ({bare * 1000:.2f} ms)"


def _integers(season: Season) -> list[list[int]]:
    return [
        [
            int((season.score(unit.id, row.code, "block").points or 0) * 100)
            for row in season.table.criteria()
        ]
        for unit in season.units
    ]


def typed_cell(folder: Path) -> Measure:
    """One typed cell, stored durably, ranked and repainted, on 60 units × 120 criteria: at most 50 ms."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui import desktop

    path = folder / "lon.khoi"
    season = large_block()
    BlockFile.create(path, season, Act(datetime.now(), "đo tốc độ")).close()
    os.environ.update(XDG_DATA_HOME=str(folder), XDG_CONFIG_HOME=str(folder))
    app, window = desktop.start(path)
    window.show_page("scores")
    app.processEvents()
    times = []
    for n, row in enumerate(season.table.criteria()[:40]):
        start = time.perf_counter()
        window.session.set_points(
            ScoreKey("u0", row.code, "block"), Decimal(n % 2) / 2 + Decimal("0.25")
        )
        app.processEvents()
        times.append(time.perf_counter() - start)
    window.close()
    value = median(times)
    return Measure(
        "Một ô điểm: ghi, xếp hạng, vẽ lại",
        value * 1000,
        50,
        "ms ",
        f"{_beside(value, _plain_loop(season))}, lâu nhất {max(times) * 1000:.0f} ms",
    )


def hall() -> tuple[Measure, Measure]:
    """The reveal of 20 units on 1920×1080: one frame on its way (of the slowest step), and from a key press to
    the changed picture."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtWidgets import QApplication

    from models.hall.scenes import at_step, build, steps
    from ui.hall.canvas import HallCanvas

    app = QApplication.instance() or QApplication(sys.argv[:1])
    season = large_block(20, 24)
    results = score(season)
    scene = build("reveal", "", season, results, rank(results, season.pack))
    canvas = HallCanvas()
    canvas.resize(1920, 1080)
    canvas.show()
    canvas.show_scene(scene, animate=False)
    app.processEvents()
    keys, frames = [], []
    for step in range(1, steps(scene) + 1):
        start = time.perf_counter()
        canvas.show_scene(at_step(scene, step))
        canvas.repaint()
        keys.append((time.perf_counter() - start) * 1000)
        drawn = []
        while canvas.is_moving:
            start = time.perf_counter()
            canvas.repaint()
            drawn.append((time.perf_counter() - start) * 1000)
            app.processEvents()
        frames.append(median(drawn))
    canvas.close()
    told = f"{len(frames)} bước, giữa {median(frames):.1f} ms"
    return (
        Measure("Công bố 20 đơn vị 1920×1080: một khung hình", max(frames), 8, "ms ", told),
        Measure(
            "Công bố: phím đến khi màn chiếu đổi",
            max(keys),
            100,
            "ms ",
            f"giữa {median(keys):.0f} ms",
        ),
    )


def season_papers(folder: Path) -> tuple[Measure, Measure]:
    """Every paper of 20 units in one go, beside the bare library writing as many pages."""
    from benchmarks import papers

    made, files = papers.ours(folder, ".pdf")
    counts = papers.pages(files)
    typed, _ = papers.ours(folder, ".docx")
    told = f"{len(files)} văn bản, {sum(counts)} trang"
    pdf, docx = papers.bare_pdf(folder, counts), papers.bare_docx(folder, counts)
    return (
        Measure("Cả bộ văn bản PDF / reportlab trần", made / pdf, 1.5, "lần", told),
        Measure("Cả bộ văn bản Word / python-docx trần", typed / docx, 3, "lần", told),
    )


def _best(act: Callable[[], None], times: int = 5) -> float:
    """The shortest of some runs: what the machine can do when nothing disturbs it."""
    best = float("inf")
    for _ in range(times):
        start = time.perf_counter()
        act()
        best = min(best, time.perf_counter() - start)
    return best


if __name__ == "__main__":
    raise SystemExit(main())
