"""Folders of work leave nothing: neither at their end, nor when the program was killed."""

import gc
import subprocess
import sys
from pathlib import Path

import pytest

from ui.book import places
from ui.book.scratch import Scratch

ROOT = Path(__file__).resolve().parents[3]
KILLED = """
import os, sys
from ui.book.scratch import Scratch
folder = Scratch("so-khoi-thu-")
(folder.path / "ban-chep.khoi").write_bytes(b"all of the book")
if sys.argv[1:] == ["kill"]:
    os._exit(9)
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


def program(*words: str) -> "subprocess.Popen[str]":
    pipe = subprocess.PIPE
    arguments = [sys.executable, "-c", KILLED, *words]
    return subprocess.Popen(arguments, cwd=ROOT, stdin=pipe, stdout=pipe, text=True)


def left() -> list[str]:
    return sorted(it.name for it in places.work().iterdir())


def test_it_lies_among_the_programs_own_data_and_goes() -> None:
    with Scratch("so-khoi-thu-") as folder:
        (folder.path / "a").write_bytes(b"1")
        assert folder.path.parent == places.work()
    assert left() == []
    other = Scratch("so-khoi-thu-")
    assert other.path.is_dir()
    del other
    gc.collect()
    assert left() == []


def test_what_a_killed_program_left_goes_the_next_time() -> None:
    with program("kill") as killed:
        killed.wait(30)
    assert any((places.work() / it / "ban-chep.khoi").exists() for it in left())
    with Scratch("so-khoi-xem-"):
        assert len(left()) > 2, "of another kind"
    with Scratch("so-khoi-thu-") as folder:
        assert [it for it in places.work().iterdir() if it.is_dir()] == [folder.path]
    assert left() == []


def test_the_folder_of_a_program_at_work_stays() -> None:
    with program() as running:
        assert running.stdout is not None
        its = Path(running.stdout.readline().strip())
        with Scratch("so-khoi-thu-"):
            assert (its / "ban-chep.khoi").exists()
        running.communicate("")
    assert left() == []


def test_where_the_own_folder_cannot_be_written_it_lies_in_the_systems(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data").write_bytes(b"a file stands in its place")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with Scratch("so-khoi-thu-") as folder:
        assert folder.path.parent == tmp_path
    assert not folder.path.exists()
