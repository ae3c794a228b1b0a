"""Our code and the libraries as compiled modules without their sources: fewer files, the same every time.

A module that stands where its source would is loaded without asking for a date, so nothing is compiled
or written on the user's PC. The bytecode is that of Python 3.11, whichever Python runs the build.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from steps import HERE, ROOT, BuildError, files_of, run

SHIPPED = ("exporters", "models", "resources", "storage", "ui")
ALONE = ("main.py", "LICENSE", "CHANGELOG.md", "docs/manual/So-tay.pdf")


def our_files() -> list[str]:
    """The program's files as git knows them, so that nothing left lying about is shipped."""
    named = run(["git", "-C", str(ROOT), "ls-files", "-z", "--", *ALONE, *SHIPPED])
    return sorted(it for it in named.split("\0") if it and (ROOT / it).exists())


def put_ours(target: Path) -> None:
    """Copy the program itself."""
    for name in our_files():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target / name)


def find_python311(uv: Path) -> str:
    """A Python 3.11 on this machine: only it writes bytecode that the shipped one reads."""
    try:
        return run([str(uv), "python", "find", "--no-python-downloads", "3.11"]).strip()
    except BuildError as error:
        raise BuildError(
            "Không tìm thấy Python 3.11 trên máy này (cần để dịch mã cho Windows);"
            " trên Debian 12 hãy chạy: apt-get install -y --no-install-recommends python3.11"
        ) from error


def version_of(python: str) -> str:
    """Its full version, as the bytecode may differ in small things from one to the next."""
    return run([python, "-I", "-c", "import platform; print(platform.python_version())"]).strip()


def compile_tree(python: str, folder: Path) -> None:
    """Put each module's bytecode in the place of its source."""
    done = subprocess.run(
        [python, "-I", str(HERE / "compile_here.py"), "."],
        cwd=folder,
        env={"PYTHONHASHSEED": "0", "PATH": "/usr/bin:/bin"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise BuildError(f"Dịch mã lỗi:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    left = [it for it in files_of(folder) if it.suffix == ".py"]
    if left:
        raise BuildError(f"Còn mã nguồn chưa dịch: {left[0]}")
