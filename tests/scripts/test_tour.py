"""The first steps of the tour still play; the whole year is a command of its own (scripts/tour.py)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from scripts.tour import write_tasks

ROOT = Path(__file__).resolve().parents[2]
LARGEST = 80_000
"""Bytes of one picture: they are kept with the sources."""


@pytest.mark.slow
def test_a_new_block_is_set_up_through_the_windows_with_a_picture_of_each_step(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scripts.tour", "--to", tmp_path, "--last", "quy-tac"],
        cwd=ROOT,
        env=os.environ,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=150,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pictures = sorted(tmp_path.glob("*.png"))
    index = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert [it.name[:2] for it in pictures] == [f"{n:02}" for n in range(1, len(pictures) + 1)]
    assert pictures[0].name == "01-bat-dau.png"
    assert all(f"]({it.name})" in index for it in pictures)
    assert all(it.stat().st_size < LARGEST for it in pictures)
    for it in pictures:
        with Image.open(it) as picture:
            assert picture.size == (1366, 768)
    assert "primary buttons" not in done.stdout, "one primary button a screen"


def test_what_was_measured_first_stays_beside_what_is_measured_now(tmp_path: Path) -> None:
    table = write_tasks(tmp_path / "TASKS.md", {"Lập sổ": 10, "Chốt": 5})
    assert "| Lập sổ | 10 | 10 |" in table.read_text(encoding="utf-8")
    write_tasks(table, {"Lập sổ": 8, "Đính chính": 4})
    rows = [it for it in table.read_text(encoding="utf-8").splitlines() if it.startswith("| ")]
    assert rows[1:] == [
        "| Lập sổ | 10 | 8 |",
        "| Đính chính | 4 | 4 |",
        "| **Whole year** | 14 | 12 |",
    ]
