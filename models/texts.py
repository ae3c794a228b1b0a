r"""The one way a text is kept, and when two names mean the same thing.

Every text is NFC with "\n" line ends and without control characters (Word's line breaks are some, and
no paper can print them).
"""

import re
import unicodedata
from collections.abc import Sequence

_LINE_ENDS = str.maketrans({"\v": "\n", "\f": "\n", "\u2028": "\n", "\u2029": "\n"})
_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}
_WORD = re.compile(r"[^\W\d_]+|\d+")


def clean(text: str) -> str:
    """The text as it is kept; cleaning twice changes nothing more."""
    if text.isprintable() and unicodedata.is_normalized("NFC", text):
        return text
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LINE_ENDS).translate(_CONTROL)
    # A lone surrogate (half of a character, from a broken clipboard) cannot be stored as UTF-8.
    return unicodedata.normalize("NFC", lines.encode("utf-8", "replace").decode("utf-8"))


def name_key(name: str) -> str:
    """What two spellings of one name have in common: no matter the case and the blanks."""
    return unicodedata.normalize("NFC", " ".join(clean(name).casefold().split()))


def same_name(one: str, other: str) -> bool:
    """Whether both name the same unit: "ĐƠN VỊ A" and "Đơn vị  A" do."""
    return name_key(one) == name_key(other)


def fold(text: str) -> str:
    """Lower case without accents: "Xếp hạng" and its decomposed form give "xep hang", "Đ" gives "d"."""
    apart = unicodedata.normalize("NFKD", text).casefold().replace("đ", "d")
    bare = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(bare.split())


def words(text: str) -> tuple[str, ...]:
    """The folded words and numbers of a text without its punctuation: "B. Tổ-chức_2" gives b, to, chuc, 2."""
    return tuple(_WORD.findall(fold(text)))


def lowered(title: str) -> str:
    """A title as it stands inside a sentence; an abbreviation keeps its capitals."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def begun(sentence: str) -> str:
    """A text as it stands at the beginning of a sentence."""
    return sentence[:1].upper() + sentence[1:]


def few(names: Sequence[str], things: str, most: int = 3) -> str:
    """The first names of a list, and how many `things` there are besides: "A, B, C và 2 đơn vị khác"."""
    shown = ", ".join(names[:most])
    return f"{shown} và {len(names) - most} {things} khác" if len(names) > most else shown
