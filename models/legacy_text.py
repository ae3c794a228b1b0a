"""Texts typed with the fonts of before Unicode: TCVN3 (.VnTime) and VNI, recognised and repaired.

Such a text is made of Western letters that only look Vietnamese in their own font: "B¸o c¸o" and
"Baùo caùo" both mean "Báo cáo". It is repaired only where the letters as they stand make no Vietnamese
words and the repaired ones do, so that what is right already never changes.
"""

import re
import unicodedata
from typing import Literal, NamedTuple

from models.syllables import is_syllable
from models.texts import clean

Charset = Literal["TCVN3", "VNI"]

_PLAIN = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
_TCVN3 = {
    "a": "aµ¸¶·¹", "ă": "¨»¾¼½Æ", "â": "©ÇÊÈÉË", "e": "eÌÐÎÏÑ", "ê": "ªÒÕÓÔÖ", "i": "i×ÝØÜÞ",
    "o": "oßãáâä", "ô": "«åèæçé", "ơ": "¬êíëìî", "u": "uïóñòô", "ư": "\xadõøö÷ù", "y": "yúýûüþ",
}  # fmt: skip
_TCVN3_OTHERS = {
    "®": "đ", "§": "Đ", "¡": "Ă", "¢": "Â", "£": "Ê", "¤": "Ô", "¥": "Ơ", "¦": "Ư",
}  # fmt: skip
_VNI = {
    "a": ("a", "aø", "aù", "aû", "aõ", "aï"), "ă": ("aê", "aè", "aé", "aú", "aü", "aë"),
    "â": ("aâ", "aà", "aá", "aå", "aã", "aä"), "e": ("e", "eø", "eù", "eû", "eõ", "eï"),
    "ê": ("eâ", "eà", "eá", "eå", "eã", "eä"), "i": ("i", "ì", "í", "æ", "ó", "ò"),
    "o": ("o", "oø", "où", "oû", "oõ", "oï"), "ô": ("oâ", "oà", "oá", "oå", "oã", "oä"),
    "ơ": ("ô", "ôø", "ôù", "ôû", "ôõ", "ôï"), "u": ("u", "uø", "uù", "uû", "uõ", "uï"),
    "ư": ("ö", "öø", "öù", "öû", "öõ", "öï"), "y": ("y", "yø", "yù", "yû", "yõ", "î"),
    "đ": ("ñ",),
}  # fmt: skip


def _letters(vowel: str) -> list[str]:
    """A vowel with none and each of the tones, in the order of the tables."""
    return [unicodedata.normalize("NFC", vowel + tone) for tone in _TONES]


_FROM_TCVN3: dict[str, str] = dict(_TCVN3_OTHERS) | {
    old: new
    for vowel, row in _TCVN3.items()
    for old, new in zip(row, _letters(vowel), strict=True)
    if not old.isascii()
}
_VNI_SMALL = {
    old: new
    for vowel, row in _VNI.items()
    for old, new in zip(row, _letters(vowel), strict=False)
    if not old.isascii()
}
_FROM_VNI = (
    _VNI_SMALL
    | {old.upper(): new.upper() for old, new in _VNI_SMALL.items()}
    | {old.capitalize(): new.upper() for old, new in _VNI_SMALL.items()}
)
_VNI_PARTS = re.compile("|".join(sorted(map(re.escape, _FROM_VNI), key=len, reverse=True)))
_WORD = re.compile(r"[^\W\d_]+")
_OLD_WORD = re.compile(r"[A-Za-z\xa1-\xff]+")
_UNICODE_ONLY = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")

_RARE = re.compile("o[oòóỏõọ]")

_MOSTLY = 0.8
"""So many of the words with accents must be Vietnamese after a repair; names and typing errors are not."""


class Repair(NamedTuple):
    """A text as it came and as it was meant; shown to the clerk before it is taken."""

    before: str
    after: str
    charset: Charset


def repair(text: str) -> Repair | None:
    """What a text of an old font means, or None when it is Unicode already or no Vietnamese at all."""
    text = clean(text)
    if _reads_well(text):
        return None
    capitals = not any(it.isascii() and it.islower() for it in text)
    charsets: tuple[tuple[Charset, str], ...] = (
        ("TCVN3", _OLD_WORD.sub(lambda it: _from_tcvn3(it[0], among_capitals=capitals), text)),
        ("VNI", _VNI_PARTS.sub(lambda found: _FROM_VNI[found[0]], text)),
    )
    ranked = [(_share_of_words(after), charset, after) for charset, after in charsets]
    # "Khoâng" could be "Khoõng", which nobody writes.
    share, charset, after = max(ranked, key=lambda it: (it[0], -len(_RARE.findall(it[2].lower()))))
    # What would have to be repaired once more was never an old font's.
    sure = share >= _MOSTLY and after != text and _reads_well(after)
    return Repair(text, after, charset) if sure else None


def _reads_well(text: str) -> bool:
    """Whether nothing in it looks like an old font: its letters are Unicode's, or its words are words."""
    if text.isascii() or _UNICODE_ONLY.search(text):
        return True
    words = [it for it in _OLD_WORD.findall(text) if not it.isascii() and _has_letter(it)]
    return all(is_syllable(it) for it in words)


def _has_letter(word: str) -> bool:
    return any(it.isascii() for it in word)


def _from_tcvn3(word: str, *, among_capitals: bool) -> str:
    """Capitals with accents had a font of their own over the small letters: "CéNG" is "CỘNG"."""
    made = "".join(_FROM_TCVN3.get(it, it) for it in word)
    plain = [it for it in word if it.isascii()]
    # One capital alone may only begin the word ("Xö", Xử), unless all words around are capitals.
    enough = len(plain) >= 2 or (bool(plain) and among_capitals)
    return made.upper() if enough and all(it.isupper() for it in plain) else made


def _share_of_words(text: str) -> float:
    words = [it for it in _WORD.findall(text) if not it.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0
