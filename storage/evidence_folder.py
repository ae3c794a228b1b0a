"""The folder of evidence beside the block's file: "X - Hồ sơ kiểm chứng/<năm>/<đơn vị>/".

Files are copied in under telling names and never changed, replaced or thrown away by the program. What
a record says of its file (`EvidenceFile`) is held against the disk by size and hash.
"""

import contextlib
import os
import stat
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import IO, Any, Protocol

from models.collected import EvidenceFile
from models.collecting.evidence import State, cut, telling_name
from models.errors import AppError
from models.texts import clean
from storage.failures import told

LARGE = 200 * 1024 * 1024
"""Bytes; the clerk is asked about a larger file before it is copied."""
_LONGEST_PATH = 239  # Windows takes 259 letters; some room for the programs that open the file
_LEAST_NAME = 30
_CHUNK = 1 << 20
_BESIDE = ".~khoi-"
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})
_SHORTCUTS = frozenset({".lnk", ".url", ".webloc", ".desktop"})
_PROGRAMS = frozenset(
    ".exe .bat .cmd .com .scr .pif .js .jse .vbs .vbe .wsf .wsh .ps1 .msi .hta .jar .cpl .reg .dll".split()
)
Tell = Callable[[int], None]
"""Called while a file is read, with the bytes read so far; it may raise to stop."""


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that was made: `file` as it is recorded (relative, with "/"), the name it came under."""

    file: str
    original: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Looked:
    """A file before it is copied: its size in bytes, and why it is not taken ("" when it is)."""

    path: Path
    size: int = 0
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """A file that is not in the zip as it was recorded: left out, or packed though it has changed."""

    evidence: EvidenceFile
    state: State


# ---- places


def root_of(book: Path) -> Path:
    """The folder of evidence of the block's file."""
    return book.with_name(f"{book.stem} - Hồ sơ kiểm chứng")


def folder_of(book: Path, year: int) -> Path:
    """The folder of one year; it is there once something was brought in."""
    return root_of(book) / str(year)


def path_of(book: Path, file: str) -> Path | None:
    """Where a recorded file stands; None for a record that leads out of the folder."""
    parts = PurePosixPath(file).parts
    if not parts or any(it in ("..", "/") or ":" in it or "\\" in it for it in parts):
        return None
    return root_of(book).joinpath(*parts)


# ---- looking


def look_at(source: Path) -> Looked:
    """Whether a file can be taken, without reading it through."""
    name = clean(source.name)
    suffix = source.suffix.lower()
    if suffix in _SHORTCUTS:
        return Looked(
            source,
            refused=f"“{name}” chỉ là lối tắt, không phải tài liệu. Tìm tệp gốc rồi thả vào.",
        )
    if suffix in _PROGRAMS:
        return Looked(
            source,
            refused=f"“{name}” là chương trình, không nhận làm hồ sơ. Xin đơn vị gửi tài liệu.",
        )
    try:
        found = source.stat()
        if not stat.S_ISREG(found.st_mode):
            return Looked(source, refused=f"“{name}” không phải là tệp. Chọn từng tệp tài liệu.")
        if not found.st_size:
            return Looked(source, refused=f"“{name}” là tệp trống. Xin đơn vị gửi lại tệp.")
        with source.open("rb") as file:
            starts = file.read(2)
    except (OSError, ValueError) as error:
        return Looked(source, refused=_unread(source, error))
    if starts == b"MZ" and suffix != ".txt":
        return Looked(
            source,
            refused=f"“{name}” bên trong là chương trình, không nhận làm hồ sơ. Xin đơn vị gửi tài liệu.",
        )
    return Looked(source, found.st_size)


def hash_of(source: Path, tell: Tell | None = None) -> str:
    """SHA-256 of a file's bytes. Raises `AppError` when it cannot be read."""
    found = _new_hash()
    with _reading(source) as file:
        for done, chunk in _chunks(source, file):
            found.update(chunk)
            if tell:
                tell(done)
    return found.hexdigest()


def glance(book: Path, evidence: EvidenceFile) -> State:
    """What can be seen without reading the file: a change that keeps the size stays unseen."""
    path = path_of(book, evidence.file)
    if path is None:
        return "missing"
    try:
        found = path.lstat()  # see `_is_plain`
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except (OSError, ValueError):
        return "unreadable"
    if not stat.S_ISREG(found.st_mode):
        return "missing"
    if not found.st_size:
        return "empty"
    return "ok" if not evidence.size or found.st_size == evidence.size else "changed"


def state(book: Path, evidence: EvidenceFile, tell: Tell | None = None) -> State:
    """What the file is like now, by its hash."""
    seen = glance(book, evidence)
    path = path_of(book, evidence.file)
    if seen != "ok" or path is None or not evidence.sha256:
        return seen
    try:
        return "ok" if hash_of(path, tell) == evidence.sha256 else "changed"
    except AppError:
        return "unreadable"


def strangers(book: Path, year: int, unit: str, known: Collection[str]) -> tuple[str, ...]:
    """Files of a unit's folder that no record names, as they would be recorded, by name."""
    folder = folder_of(book, year) / unit
    named = {clean(it).casefold() for it in known}
    try:
        names = sorted(it.name for it in folder.iterdir() if _is_plain(it))
    except OSError:
        return ()
    files = (
        f"{year}/{unit}/{it}"
        for it in names
        if not it.startswith((".", "~$")) and it.lower() not in _IGNORED
    )
    return tuple(it for it in files if clean(it).casefold() not in named)


def _is_plain(path: Path) -> bool:
    """Whether it is a file itself; a link may lead to a file that is somebody else's."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


# ---- bringing in


def bring_in(
    book: Path,
    year: int,
    unit: str,
    criterion: str,
    number: int,
    title: str,
    source: Path,
    tell: Tell | None = None,
) -> Kept:
    """Copy `source` into the unit's folder under its telling name.

    `unit` and `criterion` are the words of the name (see `models.collecting.evidence`), `number` the first to be
    tried. The copy is written beside, forced to the disk, and then given a name that is free: a kill
    leaves no half file under it, and nothing is ever replaced. Raises `AppError`: what cannot be taken
    or read, a full disk, a folder that is closed or too deep.
    """
    looked = look_at(source)
    if looked.refused:
        raise AppError(looked.refused)
    folder = folder_of(book, year) / unit
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{_BESIDE}*"):  # of a copy that was killed
            left.unlink(missing_ok=True)
    beside = folder / f"{_BESIDE}{os.urandom(6).hex()}.tmp"
    try:
        with told(folder / source.name, new=True):
            digest, size = _copy(source, beside, tell)
            stems = _names(folder, unit, criterion, number, title, source.suffix)
            target = _give_name(beside, folder, stems, _suffix(source))
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return Kept(f"{year}/{unit}/{target.name}", clean(source.name), digest, size)


def _suffix(source: Path) -> str:
    return cut(clean(source.suffix.lower()), 16)


def _names(
    folder: Path, unit: str, criterion: str, number: int, title: str, suffix: str
) -> Iterator[str]:
    """Telling names one after the other, none with a number that the criterion has used already."""
    room = _LONGEST_PATH - len(str(folder)) - 1 - len(suffix)
    if room < _LEAST_NAME:
        message = (
            f"Thư mục “{folder}” nằm quá sâu, không đủ chỗ cho tên tệp. "
            "Chuyển sổ và thư mục hồ sơ ra gần gốc ổ đĩa hơn rồi làm lại."
        )
        raise AppError(message)
    there = {clean(it.name).casefold() for it in folder.iterdir()}
    while True:
        head = f"{telling_name(unit, criterion, number, 'x')[:-1]}".casefold()
        if not any(it.startswith(head) for it in there):
            yield cut(telling_name(unit, criterion, number, title), room)
        number += 1


def _give_name(beside: Path, folder: Path, names: Iterator[str], suffix: str) -> Path:
    for name in names:
        target = folder / f"{name}{suffix}"
        with contextlib.suppress(FileExistsError):
            _move_to_free(beside, target)
            return target
    raise AssertionError("names never end")


def _move_to_free(beside: Path, target: Path) -> None:
    """Give the file its name; FileExistsError when the name is taken."""
    if os.name != "nt":
        try:
            os.link(beside, target)  # alone refuses to replace a file here
        except FileExistsError:
            raise
        except OSError:  # a USB stick knows no second name of a file
            if target.exists():
                raise FileExistsError(str(target)) from None
        else:
            return
    beside.rename(target)  # on Windows this refuses to replace a file


def _copy(source: Path, beside: Path, tell: Tell | None) -> tuple[str, int]:
    """Copy the bytes; gives their hash and how many."""
    found, done = _new_hash(), 0
    with _reading(source) as file, beside.open("xb") as copy:
        before = os.fstat(file.fileno())
        for done, chunk in _chunks(source, file):
            found.update(chunk)
            copy.write(chunk)
            if tell:
                tell(done)
        after = os.fstat(file.fileno())
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            message = (
                f"“{clean(source.name)}” đang được ghi nên chưa chép. Chờ ghi xong rồi thêm lại."
            )
            raise AppError(message)
        copy.flush()
        os.fsync(copy.fileno())
    return found.hexdigest(), done


@contextlib.contextmanager
def _reading(source: Path) -> Iterator[IO[bytes]]:
    try:
        file = source.open("rb")
    except (OSError, ValueError) as error:
        raise AppError(_unread(source, error)) from error
    with file:
        yield file


def _chunks(source: Path, file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    done = 0
    while True:
        try:
            chunk = file.read(_CHUNK)
        except OSError as error:
            raise AppError(_unread(source, error)) from error
        if not chunk:
            return
        done += len(chunk)
        yield done, chunk


def _unread(source: Path, error: Exception) -> str:
    name = clean(source.name)
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"Không thấy “{name}” nữa. Tệp có thể đã bị chuyển hoặc nằm trên USB đã rút."
    if isinstance(error, PermissionError):
        return (
            f"Không đọc được “{name}”: tệp đang mở trong chương trình khác, hoặc không có quyền đọc. "
            "Đóng tệp đó rồi thêm lại."
        )
    return f"Không đọc được “{name}”. Kiểm tra ổ đĩa, USB hoặc thư mục mạng, rồi thêm lại."


def _new_hash() -> _Hash:
    import hashlib  # here: it brings OpenSSL along, and nothing needs it while the window opens

    return hashlib.sha256()


# ---- the zip


def zip_of(
    book: Path,
    target: Path,
    files: Mapping[str, EvidenceFile],
    lists: Mapping[str, bytes],
    now: datetime,
    tell: Tell | None = None,
) -> tuple[Left, ...]:
    """Write a zip at `target`: `files` (name in the zip → record) and `lists` (name → bytes, put first).

    Written beside, then put in its place. Gives what is not as recorded; files that cannot be read or
    are empty are left out. Raises `AppError` when the zip cannot be written.
    """
    from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

    beside = target.with_name(f"{_BESIDE}{os.urandom(6).hex()}.tmp")
    left: list[Left] = []
    moment = (now.year, now.month, now.day, now.hour, now.minute, now.second)
    with told(target, new=True):
        try:
            with beside.open("xb") as raw:
                # Names that are not ASCII are marked as UTF-8 by the library itself.
                with ZipFile(raw, "w", ZIP_DEFLATED) as made:
                    for name, data in lists.items():
                        made.writestr(ZipInfo(name, moment), data, ZIP_DEFLATED)
                    for name, evidence in files.items():
                        info = ZipInfo(name, moment)
                        info.compress_type = ZIP_DEFLATED
                        left += _pack(book, evidence, made, info, tell)
                raw.flush()
                os.fsync(raw.fileno())
            beside.replace(target)
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)
    return tuple(left)


def _pack(
    book: Path, evidence: EvidenceFile, made: Any, info: Any, tell: Tell | None
) -> Sequence[Left]:
    """Put one file into the zip; what is wrong with it."""
    seen, path = glance(book, evidence), path_of(book, evidence.file)
    if path is None or seen not in ("ok", "changed"):
        return (Left(evidence, seen),)
    found = _new_hash()
    try:
        file = path.open("rb")
    except OSError:
        return (Left(evidence, "unreadable"),)
    with file, made.open(info, "w", force_zip64=True) as packed:
        for done, chunk in _chunks(path, file):
            found.update(chunk)
            packed.write(chunk)
            if tell:
                tell(done)
    same = evidence.sha256 in ("", found.hexdigest())
    return () if same else (Left(evidence, "changed"),)
