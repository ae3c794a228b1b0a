"""The hash-locked wheels for Windows, and what of them is shipped.

The lock is the one people develop with: uv reads its conditions (`sys_platform`) as Windows would.
"""

from __future__ import annotations

import re
import shutil
from fnmatch import fnmatch
from pathlib import Path

from steps import ROOT, BuildError, files_of, run, say

LOCK = ROOT / "requirements.lock"
TARGET = ["--python-platform", "x86_64-pc-windows-msvc", "--python-version", "3.11"]

# Modules of Qt that are shipped. tests/packaging holds them against the imports of ui.
QT_MODULES = ("QtCore", "QtGui", "QtPrintSupport", "QtWidgets")
QT_PLUGINS = (
    "imageformats/qico",
    "imageformats/qjpeg",
    "platforms/qoffscreen",
    "platforms/qwindows",
)
# Of PySide6 only this: a new version brings new parts, and they are not wanted unseen.
QT_KEPT = (
    "PySide6/*.py",
    "PySide6/pyside6.abi3.dll",
    "PySide6/msvcp140*.dll",
    "PySide6/vcruntime140*.dll",
    *(f"PySide6/{it}.pyd" for it in QT_MODULES),
    *(f"PySide6/Qt6{it[2:]}.dll" for it in QT_MODULES),
    *(f"PySide6/plugins/{it}.dll" for it in QT_PLUGINS),
    "PySide6/support/*",
)
# A folder → what of it is shipped. The names of holidays come in a hundred languages.
KEPT = {"PySide6/": QT_KEPT, "holidays/locale/": ("holidays/locale/vi/*",)}
# Of the others all but this.
LEFT_OUT = (
    "bin/*",  # commands of the libraries and their manual pages
    "share/*",
    "*/__pycache__/*",
    "*/INSTALLER",
    "*/RECORD",
    "*/REQUESTED",
    "*/direct_url.json",
    "*.exe",
    "*.h",
    "*.lib",
    "*.pxi",
    "*.pyi",
    "*.pyx",
    "*/py.typed",
    "*/tests/*",
    "ecdsa/test_*",
    "PIL/_avif*",  # pictures of kinds that no paper holds, and drawing on them
    "PIL/_imagingcms*",
    "PIL/_imagingft*",
    "PIL/_imagingmath*",
    "PIL/_imagingmorph*",
    "PIL/_imagingtk*",
    "PIL/_webp*",
    "lxml/html/*",
    "lxml/includes/*",
    "lxml/isoschematron/*",
    "lxml/objectify*",
    "shiboken6/concrt140*",  # of Microsoft's runtime only what it asks for; see checks.py
    "shiboken6/msvcp140_*",
    "shiboken6/vcamp140*",
    "shiboken6/vccorlib140*",
    "shiboken6/vcomp140*",
    "shiboken6/vcruntime140.dll",
)


def is_shipped(name: str) -> bool:
    """Whether the file `name` (its path inside the folder of libraries, "/") goes to the user."""
    for folder, kept in KEPT.items():
        if name.startswith(folder) and not any(fnmatch(name, it) for it in kept):
            return False
    return not any(fnmatch(name, it) for it in LEFT_OUT)


def locked_names(lock: Path = LOCK) -> list[str]:
    """The distributions that the lock names, in its order."""
    lines = lock.read_text(encoding="utf-8").splitlines()
    return [it.group(1) for line in lines if (it := re.match(r"([a-z0-9][\w.-]*)==", line))]


def install(uv: Path, folder: Path) -> None:
    """Put the wheels into a folder, every one held against its hash; nothing is compiled."""
    flags = ["--quiet", "--only-binary", ":all:", "--require-hashes", "--no-deps"]
    run([str(uv), "pip", "install", *TARGET, *flags, "--target", str(folder), "-r", str(LOCK)])
    if (folder / "pip").exists():
        raise BuildError("pip có trong bản Windows; xem override-dependencies của pyproject.toml.")


def prune(source: Path, target: Path) -> None:
    """Copy what is shipped."""
    kept = 0
    for file in files_of(source):
        name = file.relative_to(source).as_posix()
        if is_shipped(name):
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target / name)
            kept += file.stat().st_size
    say(f"  thư viện: giữ {kept / 1e6:.0f} MB")
