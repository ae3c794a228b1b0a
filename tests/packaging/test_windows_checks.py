"""The checks of the payload bite; the installer names each file; the proof is skipped, not faked."""

import re
import shutil
import struct
import time
import unicodedata
from pathlib import Path

import checks
import installer
import pe
import pytest
import wine
from prove import Outcome, Proof, prove, written

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = installer.SCRIPT.read_text(encoding="utf-8")


# ---- names


@pytest.mark.parametrize(
    "name",
    [
        "app/con.txt",
        "app/Lib/AUX/x.pyc",
        "app/lpt1",
        "app/ends./x",
        "app/what?.txt",
        "app/Sổ.txt",
        "app/" + "x" * 180,
    ],
)
def test_a_name_that_windows_refuses_is_found(name: str) -> None:
    assert [it for it in checks.bad_names([name]) if it.startswith(name)]


def test_names_that_differ_only_in_case_are_found() -> None:
    assert checks.bad_names(["app/a.txt", "app/A.txt"])
    assert checks.bad_names(["app/a/x", "App/b"])
    assert not checks.bad_names(["app/a.txt", "app/b.txt", "app/console.py", "app/comm.py"])


def test_sources_and_places_of_this_machine_are_found(tmp_path: Path) -> None:
    (tmp_path / "a.pyc").write_bytes(b"ok")
    assert checks.strangers(tmp_path) == []
    (tmp_path / "b.py").write_text("", encoding="utf-8")
    (tmp_path / "c.pyc").write_text(f"x {ROOT}/models/y.py", encoding="utf-8")
    assert [it.partition(":")[0] for it in checks.strangers(tmp_path)] == ["b.py", "c.pyc"]


# ---- program files


def program(*needs: str, machine: int = pe.AMD64, more: bytes = b"") -> bytes:
    """The smallest program file with an import table: one section at address 0x1000."""
    names, table = b"", b""
    base = 0x1000 + 20 * (len(needs) + 1)
    for it in needs:
        table += struct.pack("<12xII", base + len(names), 0)
        names += it.encode() + b"\0"
    body = table + bytes(20) + names + more
    head = b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40)
    head += b"PE\0\0" + struct.pack("<HH12xHH", machine, 1, 240, 0)
    head += struct.pack("<H", 0x20B) + bytes(110) + struct.pack("<8xII", 0x1000, 40) + bytes(112)
    head += b".idata\0\0" + struct.pack("<IIII16x", len(body), 0x1000, len(body), 0x200)
    return head.ljust(0x200, b"\0") + body


def test_a_program_file_tells_its_machine_and_needs() -> None:
    seen = pe.read(program("KERNEL32.dll", "Qt6Core.dll"))
    assert seen == (pe.AMD64, ("kernel32.dll", "qt6core.dll"))
    with pytest.raises(ValueError, match="not a program"):
        pe.read(b"\x7fELF" + bytes(100))
    with pytest.raises(ValueError, match="not a program"):
        pe.read(program("kernel32.dll")[:0x90])


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (program("kernel32.dll", "api-ms-win-crt-heap-l1-1-0.dll", "b.dll"), []),
        (program("kernel32.dll", machine=0x14C), ["a.dll: không phải 64 bit x86"]),
        (program("Qt6Quick.dll"), ["qt6quick.dll: a.dll cần mà không tìm thấy trong gói"]),
        (program(more=b"Wine builtin DLL"), ["a.dll: của Wine"]),
    ],
)
def test_a_program_file_that_cannot_run_is_found(
    tmp_path: Path, data: bytes, found: list[str]
) -> None:
    (tmp_path / "a.dll").write_bytes(data)
    (tmp_path / "b.dll").write_bytes(program())
    assert checks.bad_programs(tmp_path) == found


@pytest.mark.parametrize(
    ("user", "runtime", "found"),
    [
        ("app/Lib/shiboken6", "app/Lib/shiboken6", False),
        ("app/Lib/shiboken6", "app/Lib/PySide6", True),  # loaded before Qt says where its own lies
        ("app/Lib/shiboken6", "app", True),  # the starter's folder is another one
        ("app/Lib/PySide6/plugins/platforms", "app/Lib/PySide6", False),
        ("app/Lib/PySide6", "app/Lib/shiboken6", False),
    ],
)
def test_the_c_runtime_must_lie_where_it_is_looked_for(
    tmp_path: Path, user: str, runtime: str, found: bool
) -> None:
    for folder in (user, runtime):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
    (tmp_path / user / "user.dll").write_bytes(program("msvcp140.dll", "vcruntime140.dll"))
    (tmp_path / runtime / "msvcp140.dll").write_bytes(program("kernel32.dll"))
    assert bool(checks.bad_programs(tmp_path)) is found


# ---- the installer


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for name in ("SoKhoiThiDua.exe", "app/x.pyc", "app/Lib/a/b.pyc", "app/Lib/$ten.txt"):
        file = tmp_path / "small" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")
    return tmp_path / "small"


def test_what_is_put_is_what_is_taken_away(small: Path) -> None:
    text = installer.file_list(small)
    put, _, take = text.partition("!macro TakeFiles")
    files = re.findall(r'^File "(.+)"$', put, re.MULTILINE)
    deleted = re.findall(r'^Delete "\$INSTDIR\\(.+)"$', take, re.MULTILINE)
    assert len(files) == len(deleted) == 4
    assert "app\\Lib\\$$ten.txt" in deleted
    folders = re.findall(r'^RMDir "\$INSTDIR\\(.+)"$', take, re.MULTILINE)
    assert folders == ["app\\Lib\\a", "app\\Lib", "app"]


def test_nothing_is_written_for_all_users_or_removed_by_the_folder() -> None:
    assert "RequestExecutionLevel user" in SCRIPT
    assert "HKLM" not in SCRIPT
    assert "SetShellVarContext all" not in SCRIPT
    assert not re.search(r"RMDir\s+/r", SCRIPT, re.IGNORECASE)


def test_every_box_has_an_answer_for_the_silent_mode() -> None:
    boxes = [it for it in SCRIPT.splitlines() if "MessageBox" in it]
    assert boxes
    assert all("/SD " in it for it in boxes)


def test_what_is_written_into_the_registry_is_taken_out_again() -> None:
    begin, _, end = SCRIPT.partition('Section "Uninstall"')
    keys = set(re.findall(r'WriteReg\w+ HKCU "([^"]+)"', begin))
    removed = set(re.findall(r'DeleteReg\w+ (?:/ifempty )?HKCU "([^"]+)"', end))
    left = [it for it in keys if not any(it == gone or it.startswith(gone) for gone in removed)]
    assert left == []


def test_the_words_of_the_installer_are_whole_letters() -> None:
    assert unicodedata.is_normalized("NFC", SCRIPT)
    assert installer.words(unicodedata.normalize("NFD", "Bạn muốn cài đặt")) == (
        "Anh/chị muốn cài đặt"
    )


@pytest.mark.skipif(not shutil.which("makensis"), reason="needs makensis (Debian package nsis)")
def test_two_installers_of_the_same_files_are_the_same(small: Path, tmp_path: Path) -> None:
    made = []
    for n in range(2):
        folder = tmp_path / f"out{n}"
        folder.mkdir()
        made.append(installer.build(folder, small, 1_700_000_000, quick=True))
        time.sleep(1.1)  # a file's time of change is kept in whole seconds
        (small / "app/x.pyc").touch()
    assert [it.name for it in made[0].parent.iterdir()] == [made[0].name]
    assert pe.read(made[0].read_bytes()).machine == pe.AMD64
    assert made[0].read_bytes() == made[1].read_bytes()


# ---- the proof


def test_without_wine_the_proof_says_so_and_is_no_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setitem(wine.NEEDED, str(tmp_path / "wine64"), "wine64")
    assert prove(tmp_path) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("Bỏ qua phần thử dưới Wine: máy này thiếu ")
    assert "wine64" in line


@pytest.mark.skipif(not wine.PROGRAM.exists(), reason="needs Wine")
def test_the_record_tells_what_did_not_hold(tmp_path: Path) -> None:
    setup = tmp_path / "cai.exe"
    setup.write_bytes(b"x")
    proof = Proof(wine.Wine(tmp_path), tmp_path, tmp_path, setup)
    proof.pictures.append(("1", "Cửa sổ"))
    text = written(
        [Outcome("Cài", True, "đủ tệp", 1.2), Outcome("Gỡ", False, "còn | sót", 3)],
        proof,
    )
    assert "| Cài | đạt | đủ tệp | 1 |" in text
    assert "| Gỡ | **HỎNG** | còn \\| sót | 3 |" in text
    assert "![Cửa sổ](windows/1.png)" in text
