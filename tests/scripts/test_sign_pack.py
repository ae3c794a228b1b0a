"""Signing a pack from the command line, and taking what was signed."""

import sys
from pathlib import Path

import pytest

from scripts import sign_pack
from storage import pack_signature
from ui.book import shipped
from ui.updates.look import PackFile, look

WHO = "Ban Thi đua tỉnh A"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "Quy định.json"
    shipped.write_pack_file(path, shipped.sample().pack)
    return path


def run(key: Path, pack: Path, who: str = WHO) -> int:
    return sign_pack.main([str(key), str(pack), "--who", who])


def test_a_key_is_made_once_and_signs_ever_after(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key = tmp_path / "khóa.pem"
    assert run(key, pack) == 0
    kept = key.read_bytes()
    first = look(pack, lambda *_: None)
    assert isinstance(first, PackFile)
    assert first.signer is not None
    assert first.signer.who == WHO
    assert capsys.readouterr().out == (
        "Đã ký “Quy định.json”, ghi “Quy định.json.chuky”.\n"
        f"Mã khóa của {WHO}: {first.signer.fingerprint}\n"
    )
    pack.write_bytes(pack.read_bytes() + b"\n")
    assert run(key, pack) == 0
    again = look(pack, lambda *_: None)
    assert isinstance(again, PackFile)
    assert again.signer == first.signer
    assert key.read_bytes() == kept


@pytest.mark.skipif(sys.platform == "win32", reason="rights of files are others there")
def test_only_its_owner_can_read_a_new_key(pack: Path, tmp_path: Path) -> None:
    run(tmp_path / "khóa.pem", pack)
    assert (tmp_path / "khóa.pem").stat().st_mode & 0o077 == 0


def test_what_cannot_be_signed_is_told_and_nothing_is_written(
    pack: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, other = tmp_path / "khóa.pem", tmp_path / "thư.json"
    other.write_text('{"format": "khác"}', encoding="utf-8")
    assert run(key, other) == 1
    assert run(key, tmp_path / "không có.json") == 1
    assert not key.exists()
    key.write_text("không phải khóa", encoding="utf-8")
    assert run(key, pack) == 1
    key.unlink()
    assert run(tmp_path / "không có" / "khóa.pem", pack) == 1
    assert run(key, pack, "") == 1
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 5)
    assert "không phải là bộ quy tắc" in said.err
    assert list(tmp_path.glob(f"*{pack_signature.ENDING}")) == []
