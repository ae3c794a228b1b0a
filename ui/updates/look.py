"""What a file from a stick is: which version, and whether it is whole by the list of hashes beside it. No Qt.

The list lies beside the file, so it tells whether the file was copied whole, not who made it.
"""

import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from models.errors import AppError
from models.rulepack import RulePack
from models.signer import Signer

Order = Literal["older", "same", "newer"]
Sum = Literal["right", "wrong", "unlisted", "missing"]
"""Against the list: the same hash, another one, not named in it, no list at all."""
Progress = Callable[[int, int, str], None]
"""Told while the file is read: how many megabytes, of how many, its name; it may raise to stop."""

SUMS = "SHA256SUMS"
"""How the list beside the files is called (packaging/windows/make.py)."""
_RELEASE = re.compile(r"SoKhoiThiDua-(\d+\.\d+\.\d+)-(cai-dat\.exe|usb\.zip)", re.IGNORECASE)
_COPY = re.compile(r"[ _]*\(\d+\)(?=\.\w+$)")
_STARTS = "SoKhoiThiDua.exe"
_CHUNK = 1 << 20
_LONGEST_LIST = 1_000_000
_OTHER = (
    "Tệp “{name}” không phải bộ cài, bản chạy từ USB hay bộ quy tắc của chương trình. Chọn tệp có tên như"
    " SoKhoiThiDua-0.5.0-cai-dat.exe, SoKhoiThiDua-0.5.0-usb.zip, hoặc tệp bộ quy tắc (.json)."
)
_UNREADABLE = "Không đọc được “{name}”. Kiểm tra USB còn cắm không rồi thử lại, hoặc chép lại tệp."


@dataclass(frozen=True, slots=True)
class Checked:
    """A file and its hash, in hexadecimal, with what the list says of it."""

    path: Path
    sha256: str
    sum: Sum


@dataclass(frozen=True, slots=True)
class Release(Checked):
    """The program itself: an installer, or the folder for a stick as a zip."""

    version: str
    is_setup: bool

    def order(self, current: str) -> Order:
        """How it stands to another version."""
        own, other = (_numbers(it) for it in (self.version, current))
        return "same" if own == other else "newer" if own > other else "older"


@dataclass(frozen=True, slots=True)
class PackFile(Checked):
    """A rule pack, what another block chose in it left out: that is no choice of this one. And who signed it, None:
    nobody."""

    pack: RulePack
    signer: Signer | None = None


def look(path: Path, report: Progress) -> Release | PackFile:
    """What the file is. Raises `AppError` when it is none of these, or cannot be read."""
    try:
        if path.suffix.lower() == ".json":
            return _pack(path)
        return _release(path, report)
    except (OSError, zipfile.BadZipFile) as error:
        raise AppError(_UNREADABLE.format(name=path.name)) from error


def _pack(path: Path) -> PackFile:
    from ui.book import shipped

    pack, data, signer = shipped.read_pack_file(path)
    value = hashlib.sha256(data).hexdigest()
    return PackFile(path, value, _listed(path, path.name, value), replace(pack, decided=()), signer)


def _release(path: Path, report: Progress) -> Release:
    name = _COPY.sub("", path.name)  # "… (1).exe": the second time it was saved from a letter
    found = _RELEASE.fullmatch(name)
    if found is None or not _is_program(path, found[1]):
        raise AppError(_OTHER.format(name=path.name))
    value = _hash(path, report)
    is_setup = name.lower().endswith(".exe")
    return Release(path, value, _listed(path, name, value), found[1], is_setup)


def _is_program(path: Path, version: str) -> bool:
    """Whether it is inside what its name says: a program of Windows, or a zip with this version's folder."""
    if path.suffix.lower() == ".exe":
        with path.open("rb") as file:
            return file.read(2) == b"MZ"
    with zipfile.ZipFile(path) as packed:
        return f"SoKhoiThiDua-{version}/{_STARTS}" in packed.namelist()


def _hash(path: Path, report: Progress) -> str:
    size, read, sha256 = path.stat().st_size, 0, hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            report(read // _CHUNK, max(1, size // _CHUNK), path.name)
            sha256.update(chunk)
            read += len(chunk)
    return sha256.hexdigest()


def _listed(path: Path, name: str, value: str) -> Sum:
    """What the list beside the file says of it, under its own name or the one it was handed out with."""
    listed = path.with_name(SUMS)
    if not listed.is_file() or listed.stat().st_size > _LONGEST_LIST:
        return "missing"
    known = {}
    for line in listed.read_text(encoding="utf-8", errors="replace").splitlines():
        sha256, _, named = line.strip().partition(" ")
        known[named.lstrip(" *").casefold()] = sha256.casefold()
    wanted = known.get(path.name.casefold()) or known.get(name.casefold())
    if wanted is None:
        return "unlisted"
    return "right" if wanted == value else "wrong"


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(it) for it in version.split("."))
