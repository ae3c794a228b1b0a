"""The path of a newcomer who has README.md alone: a fresh clone, its first command, the sample, the first ranking.

    python3 scripts/newcomer.py [--tests] [--to FOLDER]

Takes the commands out of the README, gives them a home folder with nothing in it and a screen of their own
(Xvfb), and works the window from outside by keys. Pictures and docs/NEWCOMER.md are written; `--tests` runs
the README's second command as well. The same path with the installer stands in docs/WINDOWS_PROOF.md.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs" / "newcomer"
NEEDED = {"Xvfb": "xvfb", "xdotool": "xdotool", "import": "imagemagick", "git": "git"}
TITLE = "Khối Thi đua các cơ quan Tỉnh ủy"
FIRST, SECOND = (
    900.0,
    60.0,
)  # seconds until the window is given up: libraries are loaded first, then not
STEPS = (
    ("1-tong-quan", "", "Tổng quan: sổ mẫu mở ra, không phải gõ gì thêm"),
    ("2-nhan-bieu-mau", "ctrl+i", "Nhận biểu mẫu"),
    ("3-cham-diem", "alt+5", "Chấm điểm"),
    ("4-xep-hang", "alt+6", "Xếp hạng: bảng xếp hạng đầu tiên"),
    ("5-van-ban", "alt+9", "Văn bản"),
)
"""Picture, the key that leads there, what is seen."""


class PathError(Exception):
    """Something on the path was not as the README says; the text tells what."""


def main() -> int:
    """Walk the path; 0 when all of it is as the README says."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--tests", action="store_true")
    asked.add_argument("--to", type=Path, default=DOCS)
    options = asked.parse_args()
    lacking = sorted({package for tool, package in NEEDED.items() if not shutil.which(tool)})
    if lacking:
        print(f"Bỏ qua: máy này thiếu {', '.join(lacking)}.")
        return 0
    try:
        with tempfile.TemporaryDirectory() as folder, screen() as display:
            lines = walk(Path(folder), display, options.to, tests=options.tests)
    except PathError as error:
        print(error, file=sys.stderr)
        return 1
    if options.to == DOCS:
        text = "\n".join(lines) + "\n"
        (DOCS.parent / "NEWCOMER.md").write_text(text, encoding="utf-8")
    print("\n".join(lines))
    return 0


def commands(readme: str) -> list[list[str]]:
    """The commands of the README's first block, without what is said about them."""
    found = re.search(r"^```\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    if found is None:
        raise PathError("README.md không có khối lệnh nào.")
    return [shlex.split(it, comments=True) for it in found[1].splitlines() if it.strip()]


def walk(folder: Path, display: str, pictures: Path, *, tests: bool) -> list[str]:
    """The path; its record as lines of Markdown."""
    clone = folder / "so-khoi-thi-dua"
    _run(["git", "clone", "-q", str(ROOT), str(clone)])
    opened, tested = commands((clone / "README.md").read_text(encoding="utf-8"))
    home = folder / "home"
    home.mkdir()
    environment = {
        **{it: os.environ[it] for it in ("PATH", "TMPDIR") if it in os.environ},
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "DISPLAY": display,
    }
    times = [_opened(opened, clone, environment, FIRST, pictures)]
    times.append(_opened(opened, clone, environment, SECOND, None))
    lines = [
        "# Đường của người mới",
        "",
        "Trang này do `python3 scripts/newcomer.py` viết ra: bản sao mới của mã nguồn, đúng các lệnh trong README.",
        "",
        f"- `{shlex.join(opened)}`: cửa sổ với sổ mẫu mở ra sau {times[0]:.0f} giây, kể cả tải và cài thư viện;"
        + f" lần sau {times[1]:.1f} giây.".replace(".", ",", 1),
        f"- Từ đó tới bảng xếp hạng đầu tiên: một thao tác (bấm Xếp hạng, hoặc {STEPS[3][1].title()}).",
    ]
    if tests:
        done = _run(tested, cwd=clone, env=environment)
        lines.append(f"- `{shlex.join(tested)}`: {done.splitlines()[-1].strip('= ')}")
    for name, _key, words in STEPS:
        lines += ["", words, "", f"![{words}](newcomer/{name}.png)"]
    return lines


def _opened(
    command: list[str], clone: Path, environment: dict[str, str], most: float, to: Path | None
) -> float:
    """Start it, wait for the window, take its pictures when asked, close it; seconds until it was there."""
    log = clone.parent / "log.txt"
    begun = time.monotonic()
    with log.open("w", encoding="utf-8") as out:
        program = subprocess.Popen(
            command,
            cwd=clone,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        while TITLE not in _tool(environment, "search", "--name", TITLE, "getwindowname"):
            if program.poll() is not None or time.monotonic() - begun > most:
                said = log.read_text(encoding="utf-8")[-1500:]
                raise PathError(f"Cửa sổ không mở ra:\n{said}")
            time.sleep(0.05)
        there = time.monotonic() - begun
        # Nothing on this screen gives the keyboard to a window, as a desktop does.
        _tool(environment, "search", "--name", TITLE, "windowfocus", "--sync")
        if to is not None:
            _look(environment, to)
        _tool(environment, "key", "ctrl+q")
        if program.wait(60) != 0:
            raise PathError(f"Chương trình kết thúc với mã {program.returncode}.")
    except subprocess.TimeoutExpired as late:
        raise PathError("Chương trình không đóng.") from late
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
    return there


def _look(environment: dict[str, str], to: Path) -> None:
    to.mkdir(parents=True, exist_ok=True)
    before = b""
    for name, key, _words in STEPS:
        if key:
            _tool(environment, "key", key)
        time.sleep(3)
        target = to / f"{name}.png"
        _run(["import", "-window", "root", "-strip", str(target)], env=environment)
        if target.read_bytes() == before:
            raise PathError(f"Phím {key} không đổi màn hình.")
        before = target.read_bytes()


def _tool(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        ["xdotool", *words], env=environment, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout


def _run(command: list[str], **more: object) -> str:
    done = subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        **more,  # type: ignore[call-overload]
    )
    if done.returncode:
        raise PathError(f"Lệnh lỗi: {shlex.join(command)}\n{done.stdout[-1500:]}")
    return str(done.stdout)


@contextmanager
def screen() -> Iterator[str]:
    """A screen as small as an office PC's may be; what DISPLAY names it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x720x24", "-nolisten", "tcp"],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    try:
        with os.fdopen(read, encoding="utf-8") as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    raise SystemExit(main())
