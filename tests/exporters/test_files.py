"""Saving replaces a file as a whole or leaves the old one as it was."""

import errno
import os
from pathlib import Path

import pytest

from exporters import files
from models.errors import AppError, HeldFileError


def test_saves_and_replaces(tmp_path: Path) -> None:
    target = tmp_path / "Biểu mẫu.xlsx"
    files.save(target, b"one")
    files.save(target, b"two")
    assert target.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [target]


def test_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"^Không còn thư mục “.*nowhere”\. Chọn thư mục khác\.$"):
        files.save(tmp_path / "nowhere" / "a.xlsx", b"x")


def test_target_that_is_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    with pytest.raises(AppError, match=r"“a\.xlsx” là một thư mục\. Chọn tên tệp khác\."):
        files.save(tmp_path / "a.xlsx", b"x")
    assert [it.name for it in tmp_path.iterdir()] == ["a.xlsx"]


def test_name_that_is_too_long(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"quá dài\. Chọn tên ngắn hơn"):
        files.save(tmp_path / ("a" * 300), b"x")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(
    os.name == "nt" or getattr(os, "geteuid", lambda: 1)() == 0,
    reason="an administrator may write everywhere",
)
def test_folder_without_rights(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(AppError, match="Không có quyền ghi vào thư mục"):
        files.save(tmp_path / "a.xlsx", b"x")
    tmp_path.chmod(0o700)


# Neither a full disk nor Excel's lock can be had here for real: the system's answer is played.


def test_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError, match=r"^Ổ đĩa đầy, chưa ghi được “a\.xlsx”\."):
        files.save(target, b"new")
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_target_open_in_excel_keeps_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.xlsx"
    target.write_bytes(b"old")

    def held(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    monkeypatch.setattr(Path, "replace", held)
    with pytest.raises(HeldFileError) as caught:
        files.save(target, b"new")
    assert str(caught.value) == (
        "Không thay được “a.xlsx”: tệp đang mở trong Excel hoặc bị khóa."
        " Đóng tệp đó rồi làm lại, hoặc chọn tên khác."
    )
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_the_old_file_goes_aside_only_once_the_new_one_lies_whole_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, seen = tmp_path / "a.xlsx", list[list[bytes]]()

    def aside(old: Path) -> None:
        seen.append(sorted(it.read_bytes() for it in tmp_path.iterdir()))
        old.unlink()

    files.save(target, b"old", aside)
    assert seen == [], "nothing stood there"
    files.save(target, b"whole", aside)
    assert seen == [[b"old", b"whole"]]

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(AppError):
        files.save(target, b"new", aside)
    assert len(seen) == 1
    assert target.read_bytes() == b"whole"


def test_a_folder_in_the_place_of_the_file_is_not_put_aside(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").mkdir()
    gone: list[Path] = []
    with pytest.raises(AppError):
        files.save(tmp_path / "a.xlsx", b"x", gone.append)
    assert gone == []


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("C:\\Thi đua\\a.xlsx", "C:\\Thi đua\\a.xlsx"),
        ("C:\\" + "x" * 300, "\\\\?\\C:\\" + "x" * 300),
        ("\\\\may-chu\\chung\\" + "x" * 300, "\\\\?\\UNC\\may-chu\\chung\\" + "x" * 300),
        ("\\\\?\\C:\\" + "x" * 300, "\\\\?\\C:\\" + "x" * 300),
    ],
)
def test_windows_is_told_that_a_long_path_is_meant(path: str, told: str) -> None:
    assert files.long_path(path) == told


# Only Windows knows a second way to say a path: here another folder stands for it.


@pytest.fixture
def far(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose files are found only when they are asked for in the other way."""
    (tmp_path / "thật").mkdir()
    monkeypatch.setattr(files, "meant", lambda path: tmp_path / "thật" / path.name)
    return tmp_path / "nói"


def test_a_file_with_a_long_path_is_seen_before_it_is_replaced(far: Path) -> None:
    target = far / "Bảng.xlsx"
    files.save(target, b"one")
    assert not target.exists()
    assert files.exists(target)
    assert files.free_name(target) == far / "Bảng (2).xlsx"


def test_a_refusal_names_the_path_as_the_clerk_knows_it(
    far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "thật").rmdir()
    with pytest.raises(AppError) as caught:
        files.save(far / "a.xlsx", b"x")
    assert str(caught.value) == f"Không còn thư mục “{far}”. Chọn thư mục khác."

    def refused(_self: Path, _target: Path) -> None:
        raise PermissionError(errno.EACCES, "Access is denied")

    (tmp_path / "thật" / "a.xlsx").mkdir(parents=True)
    monkeypatch.setattr(Path, "replace", refused)  # what Windows says of a folder
    with pytest.raises(AppError, match=r"“a\.xlsx” là một thư mục") as caught:
        files.save(far / "a.xlsx", b"x")
    assert not isinstance(caught.value, HeldFileError), "nothing changes by trying again"
