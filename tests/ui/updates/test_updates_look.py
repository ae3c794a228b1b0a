"""What a file from a stick is told to be, before anything is done with it."""

import hashlib
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from models.errors import AppError
from ui.book import shipped
from ui.book.jobs import Cancelled
from ui.frame.version import VERSION
from ui.updates import words
from ui.updates.changes import changes
from ui.updates.look import SUMS, PackFile, Release, look

SETUP, STICK = "SoKhoiThiDua-9.1.0-cai-dat.exe", "SoKhoiThiDua-9.1.0-usb.zip"
BYTES = b"MZ" + bytes(3_000_000)
PACK = shipped.sample().pack


def silent(_done: int, _total: int, _name: str) -> None:
    """Nobody watches."""


def sums(folder: Path, *lines: str) -> None:
    (folder / SUMS).write_text("".join(f"{it}\n" for it in lines), encoding="utf-8")


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def setup(tmp_path: Path) -> Path:
    path = tmp_path / SETUP
    path.write_bytes(BYTES)
    return path


def release(path: Path) -> Release:
    found = look(path, silent)
    assert isinstance(found, Release)
    return found


# ---- the program


def test_version_and_hash_of_an_installer(setup: Path) -> None:
    sums(setup.parent, f"{'0' * 64}  khac.txt", f"{sha256(BYTES)}  {SETUP}")
    found = release(setup)
    assert (found.version, found.is_setup, found.sum) == ("9.1.0", True, "right")
    assert found.sha256 == sha256(BYTES)
    assert [found.order(it) for it in ("9.0.10", "9.1.0", "10.0.0")] == ["newer", "same", "older"]


@pytest.mark.parametrize(
    "line", ["{hash}  {name}", "{hash} *{name}", "  {HASH}  {name}\r", "{hash}  {NAME}"]
)
def test_lists_of_other_programs_are_read_too(setup: Path, line: str) -> None:
    value = sha256(BYTES)
    sums(
        setup.parent,
        line.format(hash=value, HASH=value.upper(), name=SETUP, NAME=SETUP.upper()),
    )
    assert release(setup).sum == "right"


def test_what_the_list_says_otherwise(setup: Path) -> None:
    assert release(setup).sum == "missing"
    sums(setup.parent, f"{sha256(BYTES)}  {STICK}")
    assert release(setup).sum == "unlisted"
    sums(setup.parent, f"{sha256(BYTES)}  {SETUP}")
    setup.write_bytes(BYTES + b"!")
    assert release(setup).sum == "wrong"
    (setup.parent / SUMS).write_bytes(b"\xff\xfe\x00 not a list")
    assert release(setup).sum == "unlisted"


@pytest.mark.parametrize(
    "name", ["SoKhoiThiDua-9.1.0-cai-dat (1).exe", "sokhoithidua-9.1.0-CAI-DAT.EXE"]
)
def test_a_file_saved_twice_is_known_by_the_name_it_had(setup: Path, name: str) -> None:
    sums(setup.parent, f"{sha256(BYTES)}  {SETUP}")
    renamed = setup.rename(setup.with_name(name))
    assert (release(renamed).version, release(renamed).sum) == ("9.1.0", "right")


def test_the_program_for_a_stick(tmp_path: Path) -> None:
    path = tmp_path / STICK
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("SoKhoiThiDua-9.1.0/SoKhoiThiDua.exe", b"MZ")
    assert (release(path).version, release(path).is_setup) == ("9.1.0", False)
    other = path.rename(tmp_path / "SoKhoiThiDua-9.2.0-usb.zip")
    with pytest.raises(AppError, match="không phải bộ cài"):  # inside it is another version
        look(other, silent)


@pytest.mark.parametrize(
    ("name", "data", "words_"),
    [
        ("SoKhoiThiDua-9.1.0-cai-dat.exe", b"<html>", "không phải bộ cài"),
        ("ChuongTrinhKhac-9.1.0-cai-dat.exe", b"MZ", "không phải bộ cài"),
        ("SoKhoiThiDua-9.1-cai-dat.exe", b"MZ", "không phải bộ cài"),
        ("bảng.xlsx", b"PK", "không phải bộ cài"),
        (STICK, b"PK broken", "Không đọc được"),
        ("bộ quy tắc.json", b"{}", "không phải là bộ quy tắc"),
    ],
)
def test_what_it_is_none_of_is_refused_with_a_sentence(
    tmp_path: Path, name: str, data: bytes, words_: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(AppError, match=words_) as refused:
        look(path, silent)
    assert name in str(refused.value)


def test_a_stick_that_was_pulled_out_is_told(setup: Path) -> None:
    setup.unlink()
    with pytest.raises(AppError, match="còn cắm không"):
        look(setup, silent)


def test_reading_tells_how_far_it_is_and_stops(setup: Path) -> None:
    told: list[tuple[int, int]] = []

    def report(done: int, total: int, name: str) -> None:
        assert name == SETUP
        told.append((done, total))
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        look(setup, report)
    assert told == [(0, 2), (1, 2)]


# ---- what is said of it


def made(version: str, sum_: str = "right", *, is_setup: bool = True) -> Release:
    return Release(Path(SETUP), "ab" * 32, sum_, version, is_setup)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "windows", "act", "words_"),
    [
        (made("9.1.0"), True, "install", "sao lưu và kiểm tra"),
        (made(VERSION), True, "install", "sao lưu và kiểm tra"),
        (made("9.1.0", "missing"), True, "install", "sao lưu và kiểm tra"),
        (made("9.1.0", "wrong"), True, "", "Không dùng tệp này"),
        (made("0.0.1"), True, "", "Không cần cài"),
        (made("9.1.0"), False, "", "dành cho Windows"),
        (made("9.1.0", is_setup=False), True, "", "Giải nén cả thư mục"),
        (made(VERSION, is_setup=False), True, "", "Không cần thay"),
        (made("9.1.0", "wrong", is_setup=False), True, "", "Không dùng tệp này"),
    ],
)
def test_what_is_to_be_done_with_a_version(
    found: Release, windows: bool, act: str, words_: str
) -> None:
    advice = words.of_release(found, windows=windows, is_open=True)
    assert advice.act == act
    assert words_ in advice.step
    assert found.version in advice.lines[0].text
    assert all(it.badge and it.text.endswith(".") for it in advice.lines)
    if act:
        bare = words.of_release(found, windows=windows, is_open=False)
        assert "sao lưu" not in bare.step


def test_the_hash_is_in_groups() -> None:
    assert words.hash_line(made("1.0.0")) == "SHA-256: " + " ".join(["ABABABAB"] * 8)


# ---- a pack


def pack_file(folder: Path, **changed: object) -> Path:
    path = folder / "bộ quy tắc.json"
    shipped.write_pack_file(path, replace(PACK, **changed))  # type: ignore[arg-type]
    return path


def test_a_pack_is_held_against_the_one_in_force(tmp_path: Path) -> None:
    def told(**changed: object) -> tuple[str, str]:
        found = look(pack_file(tmp_path, **changed), silent)
        assert isinstance(found, PackFile)
        assert found.pack.decided == ()
        advice = words.of_pack(found, PACK, "")
        assert found.pack.name in advice.lines[0].text
        return advice.lines[0].badge, advice.act

    assert told() == ("Giống hệt", "")
    assert told(version=PACK.version + 1) == ("Mới hơn", "take")
    assert told(version=PACK.version - 1) == ("Cũ hơn", "take")
    assert told(board="Nơi khác") == ("Khác nội dung", "take")
    assert told(id="khac", name="Bộ khác") == ("Bộ khác", "take")


def test_a_pack_without_a_book_or_for_a_locked_one_waits(tmp_path: Path) -> None:
    path = pack_file(tmp_path, version=PACK.version + 1)
    found = look(path, silent)
    assert isinstance(found, PackFile)
    alone = words.of_pack(found, None, "")
    assert (alone.act, alone.lines[0].badge) == ("", "Mới hơn")
    assert alone.step.startswith("Mở sổ của khối")
    unknown = look(pack_file(tmp_path, id="khac", name="Bộ khác"), silent)
    assert isinstance(unknown, PackFile)
    assert words.of_pack(unknown, None, "").lines[0].badge == "Bộ mới"
    locked = words.of_pack(found, PACK, "Năm 2023 đã chốt kết quả.")
    assert (locked.act, locked.step) == ("", "Năm 2023 đã chốt kết quả.")
    sums(tmp_path, f"{'0' * 64}  {path.name}")
    broken = look(path, silent)
    assert isinstance(broken, PackFile)
    assert words.of_pack(broken, PACK, "").act == ""


# ---- what is new


def test_every_version_of_the_list_is_told_in_plain_words() -> None:
    text = shipped.changes()
    found = changes(text)
    assert found[0].version == VERSION, "the list begins with the version of the program"
    assert [it.version for it in found] == sorted((it.version for it in found), reverse=True)
    assert len(found) == text.count("\n## ")
    assert sum(len(it.points) for it in found) == text.count("\n- ")
    for it in found:
        assert it.intro
        assert [
            words for words in it.points if "`" in words or "**" in words or "\n" in words
        ] == []


def test_points_are_joined_over_their_lines() -> None:
    text = "# T\n\n## 1.2.0 (đang làm)\n\nMở đầu\nhai dòng.\n\n- Một `tệp`,\n  tiếp.\n- **Hai**.\n\n## 1.1.0\n\nCũ.\n"
    first, second = changes(text)
    assert (first.version, first.intro) == ("1.2.0", ("Mở đầu hai dòng.",))
    assert first.points == ("Một tệp, tiếp.", "Hai.")
    assert (second.intro, second.points) == (("Cũ.",), ())
