"""All modules of a start in one file, which start.py reads: ours, Python's own, those of a few libraries."""

from __future__ import annotations

import marshal
import zipfile
from collections.abc import Iterator
from pathlib import Path

import compiled
from steps import files_of

NAME = "modules.bin"
STANDARD = "python311.zip"
LOADED_AT_START = (
    "PySide6",
    "filelock",
    "msgspec",
    "platformdirs",
    "shiboken6",
    "typing_extensions.pyc",
)
"""The libraries a first window needs; the others stay in Lib, most with files of their own beside them."""

_HEAD = 16  # bytes before the code in a .pyc


def pack(app: Path) -> None:
    """Write the file into `app`. Our own modules are then in it alone; what it has of others is a copy."""
    own = [app / "main.pyc", *(it for top in compiled.SHIPPED for it in files_of(app / top))]
    own = [it for it in own if it.suffix == ".pyc"]
    found = dict(_standard(app / STANDARD))
    for file in [*_libraries(app / "Lib"), *own]:
        name = file.relative_to(app / "Lib" if file.is_relative_to(app / "Lib") else app)
        found[name.as_posix()] = (file.relative_to(app).as_posix(), file.read_bytes()[_HEAD:])
    (app / NAME).write_bytes(_joined(found))
    for file in own:
        file.unlink()
    for folder in sorted((it for it in app.rglob("*") if it.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()


def _libraries(folder: Path) -> list[Path]:
    modules = (it for it in files_of(folder) if it.suffix == ".pyc")
    return [it for it in modules if it.relative_to(folder).parts[0] in LOADED_AT_START]


def _standard(zipped: Path) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """Python's own modules: path in its zip → (where it stands, code)."""
    with zipfile.ZipFile(zipped) as opened:
        for name in opened.namelist():
            if name.endswith(".pyc"):
                yield name, (f"{STANDARD}/{name}", opened.read(name)[_HEAD:])


def _joined(modules: dict[str, tuple[str, bytes]]) -> bytes:
    """Index and code, in the order of the names so that two builds give the same bytes."""
    index, codes, place = {}, [], 0
    for path, (file, code) in sorted(modules.items()):
        name = path.removesuffix(".pyc").replace("/", ".")
        package = name.endswith(".__init__")
        index[name.removesuffix(".__init__")] = (place, len(code), file.replace("/", "\\"), package)
        codes.append(code)
        place += len(code)
    head = marshal.dumps(
        index, 2
    )  # the last form without references, which depend on who else holds a text
    return len(head).to_bytes(8, "little") + head + b"".join(codes)
