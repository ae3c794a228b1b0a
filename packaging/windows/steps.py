"""Steps of the build, each kept in a folder of its own under the hash of all that goes into it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
WORK = ROOT / "build" / "windows"
DIST = ROOT / "dist"
DONE = ".done"


class BuildError(Exception):
    """The build cannot go on; the text says why and what to do."""


def say(text: str) -> None:
    """Progress, to the terminal at once."""
    print(text, flush=True)


def run(command: list[str], **more: str) -> str:
    """Run a program without input and give back what it printed; BuildError when it fails."""
    environment = {**os.environ, **more}
    try:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            env=environment,
            check=False,
        )
    except FileNotFoundError as error:
        raise BuildError(f"Không có chương trình {command[0]}; xem docs/WINDOWS.md.") from error
    if done.returncode:
        last = "\n".join(done.stdout.strip().splitlines()[-20:])
        raise BuildError(f"Lệnh lỗi ({done.returncode}): {' '.join(command)}\n{last}")
    return done.stdout


def need(program: str, package: str) -> str:
    """The path of a program of the system; BuildError names the Debian package that brings it."""
    found = shutil.which(program)
    if found is None:
        raise BuildError(
            f"Thiếu {program}; hãy chạy: apt-get install -y --no-install-recommends {package}"
        )
    return found


def sha256(path: Path) -> str:
    """The hash of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_of(folder: Path) -> list[Path]:
    """Every file under a folder but the mark of a finished step, in the order of their names."""
    found = (it for it in folder.rglob("*") if it.is_file() and it.name != DONE)
    return sorted(found, key=lambda it: it.relative_to(folder).as_posix())


def fingerprint(parts: Iterable[object]) -> str:
    """One hash of texts and of files' contents; a file's place does not count, its name does."""
    seen = [f"{it.name} {sha256(it)}" if isinstance(it, Path) else str(it) for it in parts]
    return hashlib.sha256(json.dumps(seen, ensure_ascii=False).encode()).hexdigest()


def step(name: str, parts: Iterable[object], make: Callable[[Path], None]) -> Path:
    """The folder that `make` fills, made anew only when `parts` have changed.

    A step that fails or is stopped leaves no finished folder; an older result of the same step goes.
    """
    folder = WORK / f"{name}-{fingerprint(parts)[:16]}"
    if (folder / DONE).exists():
        say(f"  {name}: đã có")
        return folder
    for old in WORK.glob(f"{name}-*"):
        shutil.rmtree(old)
    begun = time.monotonic()
    folder.mkdir(parents=True)
    make(folder)
    (folder / DONE).touch()
    say(f"  {name}: {time.monotonic() - begun:.1f} s")
    return folder


def epoch() -> int:
    """The moment of the last commit (seconds): the one time that everything built is stamped with."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        return int(given)
    return int(run(["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]))


def own_python() -> list[str]:
    """The Python that runs this, isolated."""
    return [sys.executable, "-I"]
