"""A disk that is really full, a file that goes away while it is open, two programs on one file.

The full disk is a small one made for the test where the system allows that, and everywhere a limit on how
long a file may become.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest

from exporters.forms import score_form
from models.collecting.taking import Taking
from models.errors import AppError
from models.season import Score
from storage import backup
from storage.block_file import BlockFile
from storage.evidence_folder import bring_in, folder_of
from tests.storage.kill_child import arrivals
from tests.storage.kills import content
from tests.storage.samples import NOW, SEASON, UNITS, YEAR, D, act, key, new_book, saved_book
from tests.storage.test_opening import as_nobody
from ui.book.session import Session
from ui.files.exporting import write_papers

if sys.platform != "win32":
    import resource

ROOT = Path(__file__).parents[2]
needs_posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits and mounts")
LEFT = (0, 4, 8, 16, 32, 64)
"""Kibibytes that are left: it comes to an end in the journal, in the file, in a large original."""


def tried(do: Callable[[], object]) -> str:
    """What is said where it cannot be done, "" where it can: nothing but Vietnamese, and what to do in a
    sentence of its own."""
    try:
        do()
    except AppError as error:
        said = str(error)
    else:
        return ""
    assert re.fullmatch(r"[^\n]+[.] [^\n]+[.]", said), said
    words = re.sub("“[^”]*”", "", said)
    assert not re.search(r"errno|error|disk|space|database|sqlite|file ", words, re.IGNORECASE)
    return said


def refused(do: Callable[[], object]) -> str:
    """What is said; it must not be done."""
    said = tried(do)
    assert said
    return said


# ---- a full disk


class SmallDisk:
    """A disk of its own, filled by one large file."""

    SAID = "đã đầy"

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "phim.bin"

    def leave(self, kibibytes: int) -> None:
        """Fill it but for so much."""
        with self._filler.open("wb", buffering=0) as file:
            with suppress(OSError):
                while file.write(bytes(4096)):
                    pass
            file.truncate(file.tell() - kibibytes * 1024)

    def make_room(self) -> None:
        """The clerk takes the large file away."""
        self._filler.unlink()

    def names(self) -> set[str]:
        """All that stands on it."""
        return {it.name for it in self.folder.rglob("*") if it != self._filler}


class LimitedDisk(SmallDisk):
    """A disk that takes no new file (nothing is left), or lets the largest one grow by no more."""

    SAID = "Kiểm tra ổ đĩa"

    def leave(self, kibibytes: int) -> None:
        largest = max((it.stat().st_size for it in self.folder.iterdir()), default=0)
        limit = largest + (kibibytes - LEFT[1]) * 1024 if kibibytes else 0
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))

    def make_room(self) -> None:
        hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))


@pytest.fixture(params=["a disk of its own", "a limit"])
def disk(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SmallDisk]:
    if request.param == "a limit":
        limited = LimitedDisk(tmp_path)
        yield limited
        limited.make_room()
        return
    folder = tmp_path / "đĩa"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if not shutil.which("mount") or _fails(command):
        pytest.skip("no disk can be mounted here")
    yield SmallDisk(folder)
    subprocess.run(["umount", "-l", str(folder)], check=True)


def _fails(command: list[str]) -> bool:
    return subprocess.run(command, check=False, capture_output=True).returncode != 0


def form(book: BlockFile) -> None:
    first = book.snapshot().submissions[0]
    scores = {key("dv", row.code): Score(D(3), "văn bản " * 900) for row in SEASON.table.criteria()}
    book.take_in(YEAR, Taking("nhận", first.name, scores, submissions=(first,)), act("nhận"))


WRITES: dict[str, Callable[[BlockFile], object]] = {
    "a score": lambda it: it.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act()),
    "files that came in": lambda it: it.arrive(YEAR, arrivals(5), act("lưu")),
    "a form": form,
    "closing": lambda it: it.close_year(YEAR, NOW.date(), act("chốt"), "0.4.0"),
}


@needs_posix
@pytest.mark.parametrize("what", WRITES)
def test_a_full_disk_takes_all_or_nothing(what: str, disk: SmallDisk) -> None:
    with new_book(disk.folder) as book:
        book.arrive(YEAR, arrivals(1), act("lưu"))
        before, names = content(book.path), disk.names()
        told = 0
        for left in LEFT:
            disk.leave(left)
            try:
                if not (said := tried(lambda: WRITES[what](book))):
                    break
            finally:
                disk.make_room()
            told += 1
            assert disk.SAID in said
            assert "“khối 1.khoi”" in said
            assert content(book.path) == before
            assert disk.names() == names
            assert book.problems() == ()
        else:
            WRITES[what](book)
        assert told
        assert content(book.path) != before
        assert book.problems() == ()


@needs_posix
def test_a_full_disk_takes_no_part_of_a_copy(disk: SmallDisk, tmp_path: Path) -> None:
    with new_book(disk.folder) as book:
        names = disk.names()
        disk.leave(0)
        said = refused(lambda: backup.backup_to(book.path, disk.folder / "sao lưu.khoi", NOW))
        assert disk.SAID in said
        assert "“sao lưu.khoi”" in said
        assert "thay đổi vừa rồi" not in said, "what was entered is kept"
        assert disk.names() == names
        disk.make_room()
        backup.backup_to(book.path, disk.folder / "sao lưu.khoi", NOW)
    with BlockFile.open(disk.folder / "sao lưu.khoi", now=NOW) as copy:
        assert copy.snapshot() == SEASON


@needs_posix
def test_a_full_disk_keeps_nobody_from_opening(disk: SmallDisk) -> None:
    path, backups = saved_book(disk.folder), disk.folder / "bk"
    disk.leave(0)
    with BlockFile.open(path, now=NOW, backups=backups) as book:
        disk.make_room()
        assert (book.read_only, book.last_backup) == (False, None)
        assert book.backup_problem
        said = book.backup_problem.text
        assert said.count("Chưa sao lưu được") == 1
        assert disk.SAID in said
        assert "thay đổi vừa rồi" not in said
        book.set_scores(YEAR, {key("dv", "II"): Score(D(1))}, act())
    assert [it for it in backups.rglob("*") if it.is_file()] == []
    with BlockFile.open(path, now=NOW, backups=backups) as book:
        assert book.last_backup


@needs_posix
@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf"])
def test_a_full_disk_takes_no_part_of_a_paper(suffix: str, disk: SmallDisk) -> None:
    names = disk.names()
    disk.leave(0)
    with pytest.raises(AppError, match=r"“.*\.xlsx”"):
        score_form.write(SEASON, UNITS[0], disk.folder / "biểu mẫu.xlsx")
    with pytest.raises(AppError, match=rf"“.*\{suffix}”"):
        write_papers(SEASON, ["bang-tong-hop"], disk.folder, [suffix], NOW.date())
    assert disk.names() == names
    disk.make_room()
    [made] = write_papers(SEASON, ["bang-tong-hop"], disk.folder, [suffix], NOW.date())
    assert made.stat().st_size > 1000


@needs_posix
def test_a_full_disk_takes_no_part_of_a_piece_of_evidence(
    disk: SmallDisk, tmp_path_factory: pytest.TempPathFactory
) -> None:
    paper = tmp_path_factory.mktemp("scan") / "báo cáo.pdf"
    paper.write_bytes(b"%PDF-1.7\n" + bytes(200_000))
    path = saved_book(disk.folder)
    disk.leave(64)
    said = refused(lambda: bring_in(path, YEAR, "dv", "I.1", 1, "Báo cáo", paper))
    assert disk.SAID in said
    assert "“báo cáo.pdf”" in said
    assert not [it for it in folder_of(path, YEAR).rglob("*") if it.is_file()]
    disk.make_room()
    assert bring_in(path, YEAR, "dv", "I.1", 1, "Báo cáo", paper).size == paper.stat().st_size


@needs_posix
def test_a_full_disk_takes_no_part_of_a_new_book(disk: SmallDisk) -> None:
    disk.leave(8)
    said = refused(lambda: new_book(disk.folder))
    assert disk.SAID in said
    assert disk.names() == set()
    disk.make_room()
    new_book(disk.folder).close()


# ---- a file that goes away


@needs_posix
@pytest.mark.parametrize("how", ["removed", "folder renamed", "folder removed"])
def test_a_book_that_goes_away_while_it_is_open(how: str, tmp_path: Path) -> None:
    folder = tmp_path / "năm nay"
    folder.mkdir()
    with new_book(folder) as book:
        if how == "removed":
            book.path.unlink()
        elif how == "folder renamed":
            folder.rename(tmp_path / "năm trước")
        else:
            shutil.rmtree(folder)
        for write in (WRITES["a score"], WRITES["closing"]):
            said = refused(lambda write=write: write(book))
            assert "chưa được ghi" in said
            assert "Đóng sổ" in said
            assert "bản sao lưu" in said
        assert book.snapshot() == SEASON, "what is on the screen can still be looked at"
        [problem] = book.problems()
        assert "“khối 1.khoi”" in problem.text
        refused(lambda: backup.backup_to(book.path, tmp_path / "a.khoi", NOW))
        assert not (tmp_path / "a.khoi").exists()
    if how == "folder renamed":
        with BlockFile.open(tmp_path / "năm trước" / "khối 1.khoi", now=NOW) as book:
            assert not book.read_only, "the lock went with the folder and is free"
            assert book.snapshot() == SEASON
            WRITES["a score"](book)


@needs_posix
def test_a_folder_that_is_protected_while_the_book_is_open() -> None:
    with tempfile.TemporaryDirectory() as name, new_book(Path(name)) as book:
        Path(name).chmod(0o555)
        with as_nobody():
            said = refused(lambda: WRITES["a score"](book))
        assert said.startswith(
            "Không có quyền đọc hoặc ghi “khối 1.khoi”. Kiểm tra quyền của thư mục"
        )
        Path(name).chmod(0o755)
        assert book.snapshot() == SEASON
        WRITES["a score"](book)


# ---- two programs on one file

WRITER = """
import os, sys
from datetime import datetime
from pathlib import Path
from storage.block_file import BlockFile
book = BlockFile.open(Path(sys.argv[1]), now=datetime(2026, 1, 1))
print("ready", flush=True)
sys.stdin.readline()
if sys.argv[2] == "half":
    book._db.execute("PRAGMA cache_size = 1")
    book._db.execute("BEGIN IMMEDIATE")
    for _ in range(60):
        book._db.execute("INSERT INTO originals VALUES (hex(randomblob(32)), randomblob(9000))")
os._exit(9)
"""


def writer(path: Path, how: str) -> subprocess.Popen[str]:
    """Another program that has the book open; a line ends it at once, perhaps in the middle of a write."""
    command = [sys.executable, "-c", WRITER, str(path), how]
    started = subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert started.stdout
    assert started.stdout.readline() == "ready\n"
    return started


def test_the_second_writes_after_it_is_opened_again(tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    first, second = (Session(clock=lambda: NOW + timedelta(hours=1)) for _ in range(2))
    first.open(path)
    second.open(path)
    assert second.read_only
    assert "mở lại tệp" in second.read_only_reason
    first.set_points(key("dv", "II"), D(7))
    first.close()
    assert "mở lại tệp" in refused(lambda: second.set_points(key("dv", "II"), D(8)))
    second.open(path)
    assert not second.read_only
    assert second.season.score(*key("dv", "II")).points == D(7)
    second.set_points(key("dv", "II"), D(8))
    second.close()


@pytest.mark.parametrize("how", ["", "half"])
def test_the_second_when_the_first_is_killed(how: str, tmp_path: Path) -> None:
    path = saved_book(tmp_path)
    first = writer(path, how)
    second = Session(clock=lambda: NOW)
    second.open(path)
    assert second.read_only
    first.communicate("\n")
    assert first.returncode == 9
    if how:
        said = refused(second.file.snapshot)
        assert "ghi dở" in said
        assert "mở lại" in said
    second.open(path)
    assert not second.read_only
    assert second.season == SEASON
    assert second.file.problems() == ()
    second.set_points(key("dv", "II"), D(8))
    second.close()
