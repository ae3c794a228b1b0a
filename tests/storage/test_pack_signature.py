"""The signature beside a pack's file: right, wrong in every small way, none."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.errors import AppError
from models.signer import Signer
from storage import pack_signature

# The first test key of RFC 8032 (7.1), and what openssl 3 signed with it: openssl pkeyutl -sign -rawin.
KEY = """-----BEGIN PRIVATE KEY-----
MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
-----END PRIVATE KEY-----
"""
PUBLIC = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"
WHO, DATA = "Ban Thi đua tỉnh A", b'{"id": "a", "name": "A"}\n'
SIGNATURE = (
    "f33ed83853d93de54b0854799ce3482318fd5321dc2394a0cf7e1ff02deba23d"
    "420e53310ae6cf6ef16787a233843264eb1063188014ad6a38865ed1d657de0b"
)
SIGNER = Signer(WHO, PUBLIC)


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    path = tmp_path / "Quy định.json"
    path.write_bytes(DATA)
    return path


def put(pack: Path, **changed: Any) -> None:
    document = {
        "format": "so-khoi-chu-ky",
        "format_version": 1,
        "who": WHO,
        "key": PUBLIC,
        "signature": SIGNATURE,
    }
    text = json.dumps({**document, **changed}, ensure_ascii=False)
    pack_signature.beside(pack).write_text(text, encoding="utf-8")


def refusal(pack: Path, data: bytes = DATA) -> str:
    with pytest.raises(AppError) as told:
        pack_signature.read(pack, data)
    said = str(told.value)
    assert "“Quy định.json.chuky”" in said
    return said


def test_what_another_program_signed_is_right(pack: Path) -> None:
    assert pack_signature.read(pack, DATA) is None
    put(pack)
    assert pack_signature.read(pack, DATA) == SIGNER


def test_signing_gives_what_another_program_gives(pack: Path) -> None:
    signer, text = pack_signature.sign(KEY, WHO, DATA)
    assert signer == SIGNER
    assert json.loads(text)["signature"] == SIGNATURE
    assert WHO in text.decode("utf-8")
    pack_signature.beside(pack).write_bytes(text)
    assert pack_signature.read(pack, DATA) == SIGNER


def test_every_changed_byte_of_the_pack_is_found(pack: Path) -> None:
    put(pack)
    for place in range(len(DATA)):
        other = DATA[:place] + bytes([DATA[place] ^ 1]) + DATA[place + 1 :]
        assert "không khớp “Quy định.json”" in refusal(pack, other)
    assert "không khớp" in refusal(pack, DATA[:-1])
    assert "không khớp" in refusal(pack, b"")


def test_another_name_another_key_another_signature_do_not_fit(pack: Path) -> None:
    other, _ = pack_signature.sign(pack_signature.new_key(), WHO, DATA)
    order = (
        2**252 + 27742317777372353535851937790883648493
    )  # of the curve: S + order is S once more
    s = int.from_bytes(bytes.fromhex(SIGNATURE[64:]), "little") + order
    twice = SIGNATURE[:64] + s.to_bytes(32, "little").hex()
    for changed in (
        {"who": "Ban Thi đua tỉnh B"},
        {"key": other.key},
        {"key": "ff" * 32},  # no point of the curve
        {"signature": "00" * 64},
        {"signature": SIGNATURE[:-2]},
        {"signature": "1" + SIGNATURE[1:]},
        {"signature": twice},
    ):
        put(pack, **changed)
        assert "không khớp" in refusal(pack), changed


def test_a_line_end_in_the_name_cannot_take_a_part_of_the_file(pack: Path) -> None:
    head, rest = DATA[:5].decode(), DATA[6:]
    put(pack, who=f"{WHO}\n{head}")
    assert "không phải chữ ký" in refusal(pack, rest)


@pytest.mark.parametrize(
    "changed",
    [
        {"format": "so-khoi-bo-quy-tac"},
        {"format_version": 0},
        {"format_version": True},
        {"format_version": "1"},
        {"who": ""},
        {"who": ["Ban"]},
        {"key": PUBLIC[:-1]},
        {"key": None},
        {"signature": "không"},
        {"signature": 12},
        {"more": 1},
    ],
)
def test_what_is_no_signature_is_refused(pack: Path, changed: dict[str, Any]) -> None:
    put(pack, **changed)
    assert "không phải chữ ký" in refusal(pack)


def test_a_truncated_file_and_a_foreign_one_are_refused(pack: Path) -> None:
    put(pack)
    path = pack_signature.beside(pack)
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert "chép chưa hết" in refusal(pack)
    foreign = (b"\xff\xfe\x00", b"[" * 9_000, b"[]", b"null", b"PK\x03\x04", whole + b" " * 10_000)
    for text in foreign:
        path.write_bytes(text)
        assert "không phải chữ ký" in refusal(pack)
    path.write_bytes(b"\xef\xbb\xbf" + whole)  # as the Notepad of Windows writes it
    assert pack_signature.read(pack, DATA) == SIGNER


def test_a_signature_of_a_newer_program_says_so(pack: Path) -> None:
    put(pack, format_version=2, more="…")
    assert "Cập nhật chương trình" in refusal(pack)


def test_a_folder_in_its_place_is_told(pack: Path) -> None:
    pack_signature.beside(pack).mkdir()
    refusal(pack)


def test_every_new_key_is_another_and_signs(pack: Path) -> None:
    keys = {pack_signature.new_key() for _ in range(3)}
    assert len(keys) == 3
    signers = set()
    for key in keys:
        signer, text = pack_signature.sign(key, WHO, DATA)
        pack_signature.beside(pack).write_bytes(text)
        assert pack_signature.read(pack, DATA) == signer
        signers.add(signer)
    assert len(signers) == 3


P256 = """-----BEGIN EC PRIVATE KEY-----
MHcCAQEEIPk8hMjQGlR3zVq7p1a5cVbG5vJ0yq0Jw3g3m0m5hE0HoAoGCCqGSM49
-----END EC PRIVATE KEY-----
"""


@pytest.mark.parametrize(
    "key", ["", "khóa", "{}", KEY[:60], KEY.replace("BCIE", "BCIA"), KEY[1:], P256]
)
def test_what_is_no_key_signs_nothing(key: str) -> None:
    with pytest.raises(AppError, match="Chọn đúng tệp khóa"):
        pack_signature.sign(key, WHO, DATA)


def test_a_key_of_another_kind_signs_nothing() -> None:
    from ecdsa import NIST256p, SigningKey

    key = SigningKey.generate(curve=NIST256p).to_pem().decode()
    with pytest.raises(AppError, match="không phải Ed25519"):
        pack_signature.sign(key, WHO, DATA)


def test_nobody_signs_without_a_name() -> None:
    with pytest.raises(AppError, match="Tên người ký"):
        pack_signature.sign(KEY, "Hai\ndòng", DATA)
