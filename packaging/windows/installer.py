"""The installer from installer.nsi, with every file of the payload named to it."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path

from launcher import version
from steps import HERE, files_of, need, run

SCRIPT = HERE / "installer.nsi"
PICTURES = (HERE / "so-khoi.ico", HERE / "cai-dat.bmp")
WORDS = Path("/usr/share/nsis/Contrib/Language files")


def there(name: str) -> str:
    """A path on the user's PC as NSIS reads it; "$" is its mark of a variable."""
    return '"' + f"$INSTDIR/{name.replace('$', '$$')}".rstrip("/").replace("/", "\\") + '"'


def file_list(payload: Path) -> str:
    """The two macros: each file put into its folder; each file, then each emptied folder, taken away."""
    names = [it.relative_to(payload).as_posix() for it in files_of(payload)]
    folders = sorted({it.rpartition("/")[0] for it in names}, key=lambda it: it.split("/"))
    put, take = ["!macro PutFiles"], ["!macro TakeFiles"]
    for folder in folders:
        put.append(f"SetOutPath {there(folder)}")
        here = [it for it in names if it.rpartition("/")[0] == folder]
        put += [f'File "{payload}/{it}"' for it in here]
        take += [f"Delete {there(it)}" for it in here]
    parents = {"/".join(it.split("/")[:n]) for it in folders for n in range(1, it.count("/") + 2)}
    deepest_first = sorted(parents - {""}, key=lambda it: (-it.count("/"), it))
    take += [f"RMDir {there(it)}" for it in deepest_first]
    return "\n".join([*put, "!macroend", *take, "!macroend", ""])


def words(text: str) -> str:
    """Vietnamese of NSIS as the program writes it: letters in one piece, and its way to address people."""
    text = unicodedata.normalize("NFC", text)
    return text.replace("Bạn", "Anh/chị").replace("bạn", "anh/chị").replace("Trợ lí", "Trợ lý")


def build(
    folder: Path, payload: Path, epoch: int, *, number: str = "", quick: bool = False
) -> Path:
    """Write the installer into `folder`; its name says program and version.

    `number` is another version than the program's, `quick` packs loosely: both for trying upgrades.
    """
    number = number or version()
    makensis = need("makensis", "nsis")
    target = folder / f"SoKhoiThiDua-{number}-cai-dat.exe"
    (folder / "files.nsh").write_text(file_list(payload), encoding="utf-8-sig")
    shutil.copyfile(SCRIPT, folder / SCRIPT.name)
    for picture in PICTURES:
        shutil.copyfile(picture, folder / picture.name)
    for name in ("Vietnamese.nlf", "Vietnamese.nsh"):
        text = words((WORDS / name).read_text(encoding="utf-8-sig"))
        (folder / name).write_text(text, encoding="utf-8-sig")
    size = sum(it.stat().st_size for it in files_of(payload)) // 1024
    # The installer keeps when each file was changed: those it puts, and those it shows itself.
    for file in (*files_of(payload), *files_of(folder)):
        os.utime(file, (epoch, epoch))
    defines = [f"-DVERSION={number}", f"-DSIZE_KB={size}", f"-DOUT={target}"]
    flags = ["-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    flags += ["-DQUICK"] if quick else []
    run([makensis, *flags, *defines, str(folder / SCRIPT.name)], SOURCE_DATE_EPOCH=str(epoch))
    for file in folder.iterdir():
        if file != target:
            file.unlink()
    return target
