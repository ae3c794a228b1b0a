"""Files that the program keeps beside a book: copied in whole, never replaced, held against their hash.

What they are and where they lie is said by those who keep them (`evidence_folder`, `paper_folder`).
"""

import contextlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from models.collecting.evidence import State, cut
from models.errors import AppError
from models.texts import clean
from storage.failures import told

LARGE = 200 * 1024 * 1024
"""Bytes; the clerk is asked about a larger file before it is copied."""
_LONGEST_PATH = 239  # Windows takes 259 letters; some room for the programs that open the file
_LEAST_NAME = 30
BESIDE = ".~khoi-"
"""What the name of a file begins with while it is being written."""
_CHUNK = 1 << 20
_SHORTCUTS = frozenset({".lnk", ".url", ".webloc", ".desktop"})
_IGNORED = frozenset({"thumbs.db", "desktop.ini"})
_PROGRAMS = frozenset(
    ".exe .bat .cmd .com .scr .pif .js .jse .vbs .vbe .wsf .wsh .ps1 .msi .hta .jar .cpl .reg .dll".split()
)
Tell = Callable[[int], None]
"""Called while a file is read, with the bytes read so far; it may raise to stop."""


class Hash(Protocol):
    """What `new_hash` gives."""

    def update(self, data: bytes, /) -> None:
        """Take these bytes in."""

    def hexdigest(self) -> str:
        """The hash of all bytes so far, as it is recorded."""
        ...


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


def path_in(root: Path, file: str) -> Path | None:
    """Where a recorded file stands below `root`; None for a record that leads out of it."""
    parts = PurePosixPath(file).parts
    if not parts or any(it in ("..", "/") or ":" in it or "\\" in it for it in parts):
        return None
    return root.joinpath(*parts)


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
    found = new_hash()
    with _reading(source) as file:
        for done, chunk in chunks(source, file):
            found.update(chunk)
            if tell:
                tell(done)
    return found.hexdigest()


def seen(path: Path | None, size: int) -> State:
    """What can be seen without reading the file, of `size` bytes when it was recorded (0: not known): a change that
    keeps the size stays unseen. None: the record leads nowhere."""
    if path is None:
        return "missing"
    try:
        found = path.lstat()  # see `is_plain`
    except (FileNotFoundError, NotADirectoryError):
        return "missing"
    except (OSError, ValueError):
        return "unreadable"
    if not stat.S_ISREG(found.st_mode):
        return "missing"
    if not found.st_size:
        return "empty"
    return "ok" if not size or found.st_size == size else "changed"


def state_of(path: Path | None, size: int, sha256: str, tell: Tell | None = None) -> State:
    """What the file is like now, by its hash."""
    found = seen(path, size)
    if found != "ok" or path is None or not sha256:
        return found
    try:
        return "ok" if hash_of(path, tell) == sha256 else "changed"
    except AppError:
        return "unreadable"


def is_plain(path: Path) -> bool:
    """Whether it is a file itself; a link may lead to a file that is somebody else's."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def lying_in(folder: Path) -> tuple[str, ...]:
    """The names of the files in `folder`, in order, without those that systems and programs put there."""
    try:
        names = sorted(it.name for it in folder.iterdir() if is_plain(it))
    except OSError:
        return ()
    return tuple(
        it for it in names if not it.startswith((".", "~$")) and it.lower() not in _IGNORED
    )


# ---- bringing in


def suffix_of(source: Path) -> str:
    """The suffix a copy gets: ".pdf"."""
    return cut(clean(source.suffix.lower()), 16)


def room_in(folder: Path, suffix: str) -> int:
    """How many letters a name in `folder` may have before its suffix. Raises `AppError` when too few are left."""
    room = _LONGEST_PATH - len(str(folder)) - 1 - len(suffix)
    if room < _LEAST_NAME:
        message = (
            f"Thư mục “{folder}” nằm quá sâu, không đủ chỗ cho tên tệp. "
            "Chuyển sổ và thư mục hồ sơ ra gần gốc ổ đĩa hơn rồi làm lại."
        )
        raise AppError(message)
    return room


def copy_in(
    source: Path,
    folder: Path,
    names: Callable[[], Iterable[str]],
    suffix: str,
    tell: Tell | None = None,
) -> Kept:
    """Copy `source` into `folder` under the first of `names` that is free; `Kept.file` is the bare name.

    The copy is written beside, forced to the disk, and then given its name: a kill leaves no half file under it, and
    nothing is ever replaced. `names` never end; they are asked for when the copy is whole. Raises `AppError`: what
    cannot be taken or read, a full disk, a folder that is closed or too deep.
    """
    looked = look_at(source)
    if looked.refused:
        raise AppError(looked.refused)
    with told(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob(f"{BESIDE}*"):  # of a copy that was killed
            left.unlink(missing_ok=True)
    beside = folder / f"{BESIDE}{os.urandom(6).hex()}.tmp"
    try:
        with told(folder / source.name, new=True):
            digest, size = _copy(source, beside, tell)
            target = _give_name(beside, folder, names(), suffix)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
    return Kept(target.name, clean(source.name), digest, size)


def _give_name(beside: Path, folder: Path, names: Iterable[str], suffix: str) -> Path:
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
    found, done = new_hash(), 0
    with _reading(source) as file, beside.open("xb") as copy:
        before = os.fstat(file.fileno())
        for done, chunk in chunks(source, file):
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


def chunks(source: Path, file: IO[bytes]) -> Iterator[tuple[int, bytes]]:
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


def new_hash() -> Hash:
    import hashlib  # here: it brings OpenSSL along, and nothing needs it while the window opens

    return hashlib.sha256()
