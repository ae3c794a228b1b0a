"""The proof's measure of the start: the installed program on a book beside a bare PySide6 window, under Wine."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median

import launcher
from prove import Proof, ensure

LIMIT = 1.6
ROUNDS = 9
KIND = "Mở chương trình với một sổ / cửa sổ PySide6 trống"
DRAWN = 0.9  # of the screen's rows as they are at rest: a caret or a fleeting notice may differ
WIDTH, PIXEL = 1366, 3  # of wine.SCREEN, and the bytes of a point
NEVER = 60.0  # seconds

Times = tuple[float, float]
"""Seconds from the start of the process until the window is there, and until it is drawn."""


@dataclass(frozen=True)
class Program:
    """A program to start, the words of its window's title, and how long its picture takes to come to rest."""

    title: str
    command: tuple[str, ...]
    rest: float


def measure(proof: Proof, place: str, book: str) -> str:
    """Both until the window is there and until it is drawn, so that it can be used.

    Each start is held against the bare one just before it, and the middle of these ratios counts: from one minute to
    the next a machine may be a quarter slower.
    """
    script = ("C:\\tay\\python.exe", "-X", "utf8", "-I", "C:\\tay\\wine_bare.py")
    empty = Program("Cua so trong", script, 1.5)  # it closes by itself after 2.5 s
    installed = Program("cơ quan Tỉnh ủy", (f"{place}\\{launcher.WINDOW}", book), 6)
    whole = {it: _at_rest(proof, it) for it in (empty, installed)}
    seen: dict[Program, list[Times]] = {empty: [], installed: []}
    for _ in range(ROUNDS):
        for program, times in seen.items():
            times.append(_started(proof, program, whole[program]))
            _end(proof, program)
    told = []
    for number, kind in enumerate(("hiện cửa sổ", "vẽ xong, dùng được")):
        ours, bare = ([it[number] for it in seen[program]] for program in (installed, empty))
        ratio = median(own / floor for own, floor in zip(ours, bare, strict=True))
        words = f"{ratio:.2f} lần ({median(ours):.2f} s / {median(bare):.2f} s)".replace(".", ",")
        proof.figures.append((f"{KIND}, {kind} (giới hạn 1,6)", words))
        told.append((ratio, f"{kind}: {words}"))
    ensure(all(ratio <= LIMIT for ratio, _ in told), "; ".join(it for _, it in told))
    return "; ".join(it for _, it in told)


def _at_rest(proof: Proof, program: Program) -> bytes:
    """The screen when the program has nothing more to draw."""
    proof.wine.open(*program.command)
    proof.wine.wait_for(program.title)
    time.sleep(program.rest)
    picture = proof.wine.pixels()
    _end(proof, program)
    return picture


def _started(proof: Proof, program: Program, whole: bytes) -> Times:
    begun = time.perf_counter()
    proof.wine.open(*program.command)
    proof.wine.wait_for(program.title)
    there = time.perf_counter() - begun
    while not _drawn(proof.wine.pixels(), whole):
        drawn = time.perf_counter() - begun
        ensure(drawn < NEVER, f"cửa sổ “{program.title}” không vẽ xong")
    return there, time.perf_counter() - begun


def _end(proof: Proof, program: Program) -> None:
    if program.command[0].endswith(launcher.WINDOW):
        proof.wine.close_windows(launcher.WINDOW)
    proof.wine.wait_for(program.title, gone=True)


def _drawn(seen: bytes, whole: bytes) -> bool:
    """Whether the rows of points are those of the picture at rest, but for a few."""
    row = WIDTH * PIXEL
    rows = range(0, len(whole), row)
    same = sum(seen[it : it + row] == whole[it : it + row] for it in rows)
    return same >= DRAWN * len(rows)
