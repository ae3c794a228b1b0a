"""Who signed a rule pack, and how the key stands to those that the clerk has confirmed.

A signature tells that the holder of the key made the file. Whose key it is only the clerk can find out: by reading
the key's fingerprint out to the one who issues packs, over a way that does not come with the file.
"""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from models.texts import clean, words

Standing = Literal["known", "renamed", "new", "other"]
"""A confirmed key under its name; under another name; a key never seen; one never seen under a name that a
confirmed key has."""

KEY_BYTES = 32
"""Of an Ed25519 public key (RFC 8032, 5.1.5)."""
LONGEST_NAME = 120
_LETTERS, _GROUP = 20, 4  # 100 bits: a key with the same letters cannot be made


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed in words, as the signature says, and the public key in hexadecimal."""

    who: str
    key: str

    @property
    def fingerprint(self) -> str:
        """The key in five groups of letters and figures 2–7, to be read out on the telephone."""
        digest = hashlib.sha256(bytes.fromhex(self.key)).digest()
        letters = base64.b32encode(digest).decode("ascii")[:_LETTERS]
        return " ".join(letters[it : it + _GROUP] for it in range(0, _LETTERS, _GROUP))


class Known(NamedTuple):
    """How a signer stands to the confirmed ones, and the one of them that this rests on (None: a new one)."""

    standing: Standing
    before: Signer | None = None


def is_name(who: str) -> bool:
    """Whether a text can name a signer: one line that shows all it holds, with letters or figures in it."""
    plain = who.isprintable() and who == clean(" ".join(who.split()))
    return plain and len(who) <= LONGEST_NAME and bool(words(who))


def is_key(key: str) -> bool:
    """Whether a text is a public key as `Signer` keeps it."""
    return len(key) == 2 * KEY_BYTES and not set(key) - set("0123456789abcdef")


def known(signer: Signer, confirmed: Sequence[Signer]) -> Known:
    """How a signer stands to the confirmed ones; names are the same whatever their case, accents and signs."""
    same_key = next((it for it in confirmed if it.key == signer.key), None)
    if same_key is not None:
        return Known("known" if _same(same_key, signer) else "renamed", same_key)
    same_name = next((it for it in reversed(confirmed) if _same(it, signer)), None)
    return Known("other", same_name) if same_name is not None else Known("new")


def _same(one: Signer, other: Signer) -> bool:
    return words(one.who) == words(other.who)
