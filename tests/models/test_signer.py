"""Who signed a pack, and how a key stands to those the clerk has confirmed."""

import base64
import hashlib

import pytest

from models.signer import Known, Signer, is_key, is_name, known

A, B, C = ("a" * 64, "b" * 64, "c" * 64)


def test_the_fingerprint_is_the_beginning_of_the_keys_hash_in_groups() -> None:
    found = Signer("Ban X", A).fingerprint
    whole = base64.b32encode(hashlib.sha256(b"\xaa" * 32).digest()).decode()
    assert whole.startswith(found.replace(" ", ""))
    assert [len(it) for it in found.split(" ")] == [4] * 5
    assert Signer("Ban Y", A).fingerprint == found
    assert Signer("Ban X", B).fingerprint != found


def test_how_a_signer_stands_to_the_confirmed_ones() -> None:
    first, second = Signer("Ban Thi đua tỉnh A", A), Signer("Sở Nội vụ", B)
    confirmed = (first, second)
    assert known(first, confirmed) == Known("known", first)
    assert known(first, ()) == Known("new")
    assert known(Signer("Nơi khác", A), confirmed) == Known("renamed", first)
    assert known(Signer("Nơi khác", C), confirmed) == Known("new")
    assert known(Signer("Sở Nội vụ", C), confirmed) == Known("other", second)


@pytest.mark.parametrize(
    "who", ["BAN THI ĐUA TỈNH A", "Ban thi dua tinh A", "Ban Thi đua - tỉnh A."]
)
def test_a_name_that_reads_the_same_is_the_same(who: str) -> None:
    first = Signer("Ban Thi đua tỉnh A", A)
    assert known(Signer(who, A), [first]).standing == "known"
    assert known(Signer(who, B), [first]).standing == "other"


def test_the_latest_key_of_a_name_is_the_one_to_hold_against() -> None:
    old, new = Signer("Sở Nội vụ", A), Signer("Sở Nội vụ", B)
    assert known(Signer("Sở Nội vụ", C), (old, new)) == Known("other", new)
    assert known(old, (old, new)) == Known("known", old), "what the old key signed is still its own"


@pytest.mark.parametrize(
    "who",
    [
        "",
        "…",
        " Ban X",
        "Ban  X",
        "Ban X\nđã xác nhận",
        "Ban X\u202e",
        "Ban\u200bX",
        "Ban\u0301 X\u0000",
        "x" * 121,
    ],
)
def test_what_shows_less_than_it_holds_is_no_name(who: str) -> None:
    assert not is_name(who)
    assert is_name("Ban Thi đua – Khen thưởng (Sở Nội vụ), 2026")


def test_what_is_a_key() -> None:
    assert is_key("0123456789abcdef" * 4)
    assert [it for it in (A[1:], A + "a", A.upper(), "g" * 64, " " + A[1:]) if is_key(it)] == []
