"""The folder of evidence with real files: copies are whole, named, never replaced; changes are seen."""

import errno
import hashlib
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from models.collected import EvidenceFile
from models.collecting.evidence import State
from models.errors import AppError
from storage.evidence_folder import (
    Left,
    bring_in,
    folder_of,
    glance,
    path_of,
    state,
    strangers,
    zip_of,
)
from storage.kept_files import Kept, look_at
from tests.storage import evidence_child

NOW = datetime(2026, 12, 6, 8, 5)
YEAR = 2026
UNIT = "Ban Dân vận"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return tmp_path / "Khối 1.khoi"


def source(book: Path, name: str = "BC tong ket.PDF", data: bytes = b"%PDF so lieu") -> Path:
    path = book.parent / "gui ve" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return path


def bring(book: Path, path: Path, title: str = "Báo cáo", number: int = 1) -> Kept:
    return bring_in(book, YEAR, UNIT, "I.1", number, title, path)


def record(kept: Kept, title: str = "Báo cáo") -> EvidenceFile:
    return EvidenceFile("dv", "I.1", title, kept.file, kept.original, kept.sha256, kept.size)


def inside(book: Path) -> list[str]:
    folder = folder_of(book, YEAR) / UNIT
    return sorted(it.name for it in folder.iterdir()) if folder.is_dir() else []


def test_a_file_is_copied_under_a_telling_name(book: Path) -> None:
    path = source(book)
    kept = bring(book, path)
    assert kept == Kept(
        f"{YEAR}/{UNIT}/{UNIT} - I.1 - 01 - Báo cáo.pdf",
        "BC tong ket.PDF",
        hashlib.sha256(b"%PDF so lieu").hexdigest(),
        12,
    )
    copy = path_of(book, kept.file)
    assert copy == book.parent / "Khối 1 - Hồ sơ kiểm chứng" / kept.file
    assert copy is not None
    assert copy.read_bytes() == path.read_bytes() == b"%PDF so lieu"


def test_nothing_is_replaced_and_no_number_given_twice(book: Path) -> None:
    bring(book, source(book, "a.pdf", b"1"))
    bring(book, source(book, "b.pdf", b"2"), "Khác")
    bring(book, source(book, "c.docx", b"3"), number=1)
    assert inside(book) == [
        f"{UNIT} - I.1 - 01 - Báo cáo.pdf",
        f"{UNIT} - I.1 - 02 - Khác.pdf",
        f"{UNIT} - I.1 - 03 - Báo cáo.docx",
    ]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("cai.exe", b"MZ..", "là chương trình"),
        ("cai.Js", b"var", "là chương trình"),
        ("anh.jpg", b"MZ\x90\x00", "bên trong là chương trình"),
        ("bao cao.lnk", b"L", "chỉ là lối tắt"),
        ("trang.url", b"[I", "chỉ là lối tắt"),
        ("trong.pdf", b"", "là tệp trống"),
    ],
)
def test_what_is_no_document_is_refused(book: Path, name: str, data: bytes, said: str) -> None:
    path = source(book, name, data)
    assert said in look_at(path).refused
    with pytest.raises(AppError, match=said):
        bring(book, path)
    assert inside(book) == []


def test_folders_and_files_that_are_gone_are_refused(book: Path, tmp_path: Path) -> None:
    assert "không phải là tệp" in look_at(tmp_path).refused
    assert "Không thấy “x.pdf” nữa" in look_at(tmp_path / "x.pdf").refused


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="needs rights that can be lacking")
def test_a_closed_file_is_refused(book: Path) -> None:
    path = source(book)
    path.chmod(0)
    assert "không có quyền đọc" in look_at(path).refused


def test_a_full_disk_leaves_nothing_behind(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError, match="đã đầy"):
        bring(book, source(book))
    assert inside(book) == []


def test_a_stop_in_the_middle_leaves_nothing_behind(book: Path) -> None:
    def stop(_read: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(book, YEAR, UNIT, "I.1", 1, "Báo cáo", source(book), stop)
    assert inside(book) == []


def test_a_file_that_grows_while_it_is_copied_is_refused(book: Path) -> None:
    path = source(book)

    def grow(read: int) -> None:
        if read == 12:
            with path.open("ab") as more:
                more.write(b"them")

    with pytest.raises(AppError, match="đang được ghi"):
        bring_in(book, YEAR, UNIT, "I.1", 1, "Báo cáo", path, grow)
    assert inside(book) == []


def test_kills_leave_only_whole_files(book: Path) -> None:
    data = random.Random(5).randbytes(6 << 20)
    path = source(book, "lon.zip", data)
    chance = random.Random(20261206)
    command = [sys.executable, str(Path(evidence_child.__file__)), str(book), str(path)]
    for _ in range(6):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout
            assert child.stdout.readline() == "done\n"
            time.sleep(chance.uniform(0, 0.03))
            child.kill()
    named = [it for it in inside(book) if not it.startswith(".")]
    assert len(named) >= 6
    digest = hashlib.sha256(data).digest()
    folder = folder_of(book, YEAR) / UNIT
    assert {hashlib.sha256((folder / it).read_bytes()).digest() for it in named} == {digest}
    bring(book, source(book))
    assert not [it for it in inside(book) if it.startswith(".")]


def test_a_deep_folder_shortens_the_name_or_says_so(tmp_path: Path) -> None:
    room = 150 - len(str(tmp_path))
    book = tmp_path / ("s" * max(room, 1)) / "K.khoi"
    book.parent.mkdir()
    path = tmp_path / "a.pdf"
    path.write_bytes(b"a")
    kept = bring_in(book, YEAR, "A", "I.1", 1, "rất dài " * 20, path)
    copy = path_of(book, kept.file)
    assert copy is not None
    assert copy.is_file()
    assert len(str(copy)) < 240
    deep = book.parent / ("d" * 60) / "K.khoi"
    deep.parent.mkdir()
    with pytest.raises(AppError, match="nằm quá sâu"):
        bring_in(deep, YEAR, "A", "I.1", 1, "Báo cáo", path)


@pytest.mark.parametrize(
    ("spoil", "found"),
    [
        (Path.exists, "ok"),
        (lambda it: it.unlink(), "missing"),
        (lambda it: it.rename(it.with_name("khác.pdf")), "missing"),
        (lambda it: it.write_bytes(b""), "empty"),
        (lambda it: it.write_bytes(b"%PDF so lie?"), "changed"),
        (lambda it: it.write_bytes(b"dai hon nhieu"), "changed"),
    ],
    ids=["untouched", "deleted", "renamed", "emptied", "same size", "other size"],
)
def test_a_moved_or_changed_file_is_noticed(
    book: Path, spoil: Callable[[Path], object], found: State
) -> None:
    evidence = record(bring(book, source(book)))
    copy = path_of(book, evidence.file)
    assert copy is not None
    spoil(copy)
    assert state(book, evidence) == found


@pytest.mark.parametrize("file", ["../../x", "/etc/passwd", "C:/x", "a\\..\\b", ""])
def test_a_record_cannot_lead_out_of_the_folder(book: Path, file: str) -> None:
    assert path_of(book, file) is None
    assert state(book, EvidenceFile("dv", "I.1", "x", file)) == "missing"


def test_files_that_no_record_names_are_strangers(book: Path) -> None:
    kept = bring(book, source(book))
    folder = folder_of(book, YEAR) / UNIT
    for name in ("ghi chú.txt", "Thumbs.db", "~$mo.docx", ".an"):
        (folder / name).write_bytes(b"x")
    assert strangers(book, YEAR, UNIT, [kept.file]) == (f"{YEAR}/{UNIT}/ghi chú.txt",)
    assert strangers(book, YEAR, "Ban Khác", []) == ()


@pytest.fixture
def linked(book: Path) -> EvidenceFile:
    """A record whose file gave way to a link to somebody else's file with the same bytes."""
    outside = source(book, "mật.pdf")
    evidence = record(bring(book, outside))
    copy = path_of(book, evidence.file)
    assert copy is not None
    copy.unlink()
    try:
        copy.symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    return evidence


def test_a_link_in_the_folder_is_no_evidence(book: Path, linked: EvidenceFile) -> None:
    assert strangers(book, YEAR, UNIT, []) == ()
    assert (glance(book, linked), state(book, linked)) == ("missing", "missing")
    target = book.parent / "gửi.zip"
    assert zip_of(book, target, {"x.pdf": linked}, {"00.docx": b"list"}, NOW) == (
        Left(linked, "missing"),
    )
    with ZipFile(target) as made:
        assert made.namelist() == ["00.docx"]


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
def test_what_is_no_file_is_no_evidence(book: Path) -> None:
    kept = bring(book, source(book))
    folder = folder_of(book, YEAR) / UNIT
    os.mkfifo(folder / "ống.pdf")
    (folder / "thư mục").mkdir()
    assert strangers(book, YEAR, UNIT, [kept.file]) == ()
    pipe = EvidenceFile("dv", "I.1", "x", f"{YEAR}/{UNIT}/ống.pdf")
    assert state(book, pipe) == "missing"


def test_a_zip_holds_list_and_files_and_tells_what_is_not_as_recorded(book: Path) -> None:
    good, gone, other = (
        record(bring(book, source(book, f"{it}.pdf", it.encode()), it), it)
        for it in ("Tốt", "Mất", "Đổi")
    )
    for it, data in ((gone, None), (other, b"Doi khac")):
        copy = path_of(book, it.file)
        assert copy is not None
        copy.unlink()
        if data:
            copy.write_bytes(data)
    target = book.parent / "gửi.zip"
    names = {f"Ban Dân vận - {it.title}.pdf": it for it in (good, gone, other)}
    left = zip_of(book, target, names, {"00 - Danh mục.docx": b"list"}, NOW)
    assert left == (Left(gone, "missing"), Left(other, "changed"))
    with ZipFile(target) as made:
        assert made.testzip() is None
        assert made.namelist() == [
            "00 - Danh mục.docx",
            "Ban Dân vận - Tốt.pdf",
            "Ban Dân vận - Đổi.pdf",
        ]
        assert all(it.flag_bits & 0x800 for it in made.infolist()), "names marked as UTF-8"
        assert made.read("Ban Dân vận - Tốt.pdf").decode() == "Tốt"


def test_a_zip_that_cannot_be_written_leaves_nothing(book: Path) -> None:
    with pytest.raises(AppError):
        zip_of(book, book.parent / "không có" / "x.zip", {}, {}, NOW)
    assert list(book.parent.iterdir()) == []
