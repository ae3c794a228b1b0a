"""What can be said of the payload without Windows: each check returns sentences, none when all is well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pe
from steps import files_of

PROGRAMS = (".dll", ".exe", ".pyd")
# The longest start of a path on an office PC that is still answered for, as Windows counts: C:\Users\<20
# letters>\AppData\Local\Programs\SoKhoiThiDua\ or a folder of the same length on a USB stick.
LONGEST_PLACE = 80
LONGEST_PATH = 259
RESERVED = {
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{it}{n}" for it in ("com", "lpt") for n in range(1, 10)),
}
FORBIDDEN = set('<>:"|?*\\') | {chr(it) for it in range(32)}
# In the process before anything else is: python311.dll with its own runtime, python3.dll by its hand.
LOADED = {"python311.dll", "python3.dll", "vcruntime140.dll"}
# What Windows 10 1703 and newer brings. A new name here is to be looked up before it is added.
FROM_WINDOWS = frozenset(
    "advapi32 authz bcrypt bcryptprimitives comdlg32 crypt32 d3d11 d3d12 d3d9 dwmapi dwrite dxgi gdi32"
    " icuuc imm32 iphlpapi kernel32 mpr msvcrt netapi32 ntdll ole32 oleaut32 rpcrt4 setupapi shell32"
    " shlwapi uiautomationcore user32 userenv uxtheme version winmm winspool.drv ws2_32 wtsapi32".split()
)


def names(payload: Path) -> list[str]:
    """The paths inside the payload, with "/"."""
    return [it.relative_to(payload).as_posix() for it in files_of(payload)]


def bad_names(paths: Iterable[str]) -> list[str]:
    """Names that Windows or a FAT stick refuses or takes for one another, and paths too long."""
    paths = list(paths)
    found = []
    for path in paths:
        for part in path.split("/"):
            if part.split(".")[0].lower() in RESERVED or part != part.rstrip(". "):
                found.append(f"{path}: tên không dùng được trên Windows")
            elif FORBIDDEN & set(part) or not part.isascii():
                found.append(f"{path}: có ký tự không dùng được")
        if LONGEST_PLACE + 1 + len(path) > LONGEST_PATH:
            found.append(f"{path}: đường dẫn quá dài")
    folders = {"/".join(it.split("/")[:n]) for it in paths for n in range(1, it.count("/") + 1)}
    alike = Counter(it.lower() for it in {*paths, *folders})
    found += [f"{it}: {n} tên chỉ khác chữ hoa, chữ thường" for it, n in alike.items() if n > 1]
    return found


def bad_programs(payload: Path) -> list[str]:
    """Program files for another machine, from Wine, or that need what neither we nor Windows bring.

    A PC without Microsoft's C++ runtime has nothing of it anywhere, and Wine brings it along: only here is
    seen whether each file finds its own.
    """
    found = []
    files = [it for it in files_of(payload) if it.suffix in PROGRAMS]
    ours = {it.relative_to(payload).as_posix().lower() for it in files}
    for file in files:
        data = file.read_bytes()
        if any(it in data[:4096] for it in (b"Wine builtin DLL", b"Wine placeholder")):
            found.append(f"{file.name}: của Wine")
        program = pe.read(data)
        if program.machine != pe.AMD64:
            found.append(f"{file.name}: không phải 64 bit x86")
        folders = _searched(file.relative_to(payload).parent.as_posix().lower())
        for library in program.needs:
            known = library.removesuffix(".dll") in FROM_WINDOWS or library.startswith(
                "api-ms-win-"
            )
            here = library in LOADED or any(
                f"{it}/{library}".lstrip("./") in ours for it in folders
            )
            if not known and not here:
                found.append(f"{library}: {file.name} cần mà không tìm thấy trong gói")
    return found


def _searched(folder: str) -> list[str]:
    """Where Windows looks for what a file in `folder` needs: beside it; for Qt also where its loader says."""
    if folder.startswith("app/lib/pyside6"):
        return [folder, "app/lib/pyside6", "app/lib/shiboken6"]
    return [folder]


def strangers(payload: Path) -> list[str]:
    """Things that must not be shipped: sources, caches, pip, texts that name a place of this machine."""
    found = [f"{it}: không được có trong gói" for it in names(payload) if _is_strange(it)]
    home = str(Path(__file__).resolve().parent.parent.parent).encode()
    telling = [it for it in names(payload) if home in (payload / it).read_bytes()]
    return [*found, *(f"{it}: có đường dẫn của máy này" for it in telling)]


def _is_strange(name: str) -> bool:
    return name.endswith(".py") or "__pycache__" in name or name.startswith("app/Lib/pip")


def all_faults(payload: Path) -> list[str]:
    """All of it."""
    return [*bad_names(names(payload)), *bad_programs(payload), *strangers(payload)]
