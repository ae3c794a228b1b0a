"""The two small programs that a double click and a command line start (launcher.c)."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from steps import HERE, ROOT, BuildError, need, run

COMPILER, RESOURCES = "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-windres"
PACKAGE = "gcc-mingw-w64-x86-64-win32"
WINDOW, CONSOLE = "SoKhoiThiDua.exe", "SoKhoiThiDua-lenh.exe"
SOURCES = ("launcher.c", "launcher.rc", "launcher.manifest", "so-khoi.ico", "so-khoi-tep.ico")
# No time stamp, no place of the build, no symbols: the same sources give the same bytes.
FLAGS = ["-municode", "-O2", "-s", "-Wall", "-Wextra", "-Werror", "-Wl,--no-insert-timestamp"]


def version() -> str:
    """The program's version, as ui/frame/version.py has it: "0.4.0"."""
    text = (ROOT / "ui" / "frame" / "version.py").read_text(encoding="utf-8")
    found = re.search(r'^VERSION = "(\d+\.\d+\.\d+)"$', text, re.MULTILINE)
    if found is None:
        raise BuildError("Không đọc được phiên bản trong ui/frame/version.py.")
    return found.group(1)


def sources() -> list[Path]:
    """The files that the two programs are made of."""
    return [HERE / it for it in SOURCES]


def build(folder: Path) -> None:
    """Compile both."""
    compiler, resources = need(COMPILER, PACKAGE), need(RESOURCES, PACKAGE)
    number = version()
    for source in sources():
        shutil.copyfile(source, folder / source.name)
    manifest = folder / "launcher.manifest"
    words = manifest.read_text(encoding="utf-8").replace("@FOUR@", f"{number}.0")
    manifest.write_text(words, encoding="utf-8")
    commas = f"{number}.0".replace(".", ",")
    defines = [f"-DCOMMAS={commas}", f'-DDOTS=\\"{number}\\"']
    object_ = folder / "launcher.o"
    # windres looks for the files that the script names in its own folder only when told so.
    place = [f"--include-dir={folder}", "--codepage=65001"]
    run([resources, *place, *defines, str(folder / "launcher.rc"), str(object_)])
    for name, flags in ((WINDOW, ["-mwindows"]), (CONSOLE, ["-DCONSOLE"])):
        out = ["-o", str(folder / name), str(folder / "launcher.c"), str(object_)]
        run([compiler, *FLAGS, *flags, *out])
    for file in folder.iterdir():
        if file.suffix != ".exe":
            file.unlink()
