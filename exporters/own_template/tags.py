"""The fields and commands of a template one by one: each found with its place, written right, and well nested."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from exporters.own_template.lines import Line
from models.errors import Problem
from models.texts import fold

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_COMMAND = re.compile(r"\{%(?:(?P<whole>p|tr) +| *)(?P<word>[a-z]+)\b.*?%\}")
_ODD = re.compile(r"^\{\{(?:-|(?:r|p|tr|tc)\s)|-\}\}$")
_QUOTES = str.maketrans("“”‘’", "\"\"''")
_OPENERS = {"for": "endfor", "if": "endif"}
_BETWEEN = {"else": ("for", "if"), "elif": ("if",)}
_WORDS = frozenset({*_OPENERS, *_OPENERS.values(), *_BETWEEN})
_KINDS = {"": "cùng một đoạn", "p": "cùng một phần của văn bản", "tr": "cùng một bảng"}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Tag:
    """One {{field}} or {% command %}: `text` as typed with plain quotes; `word` and `whole` of a command ("for", and
    "tr" for a whole row of a table, "p" for a whole paragraph), both "" for a field."""

    text: str
    line: Line
    word: str = ""
    whole: str = ""

    @property
    def plain(self) -> str:
        """As the language of templates itself writes it."""
        return re.sub(r"^\{%(p|tr) ", "{% ", self.text)


def fault(line: Line, code: str, what: str, advice: str) -> Problem:
    """A problem with its place."""
    return Problem(f"template-{code}", what, advice, where=line.where)


def quoted(text: str) -> str:
    """A tag as a message shows it."""
    shown = " ".join(text.split())
    return f"“{shown if len(shown) <= _LONGEST else f'{shown[:_LONGEST]}…'}”"


def find(lines: Iterable[Line]) -> tuple[list[Tag], list[Problem]]:
    """Every tag, and what was begun and not ended on its line."""
    tags: list[Tag] = []
    problems: list[Problem] = []
    for line in lines:
        text = line.text.translate(_QUOTES)
        rest = _TAG.sub(" ", text)
        loose = _LOOSE.search(rest)
        if loose:
            what = f"Dấu “{loose[0]}” không đủ cặp: {quoted(line.text.strip())}."
            problems.append(
                fault(line, "loose", what, "Ghi đủ {{ và }} (hoặc {% và %}) trên cùng một dòng.")
            )
        for it in _TAG.findall(text):
            if not it.startswith("{#"):
                found = _COMMAND.fullmatch(it)
                tags.append(
                    Tag(it, line, found["word"], found["whole"] or "") if found else Tag(it, line)
                )
    return tags, problems


def misspelt(env: Any, tags: Sequence[Tag], known: Iterable[str]) -> Iterator[Problem]:
    """The tags that nothing can be made of, each with its place."""
    names = frozenset(known)
    for it in tags:
        problem = _malformed(it) or _unreadable(env, it, names)
        if problem:
            yield problem


def _malformed(it: Tag) -> Problem | None:
    if it.text.startswith("{%") and not it.word:
        what = f"Lệnh {quoted(it.text)} viết sai."
        return fault(it.line, "command", what, "Viết như {%tr for it in thanh_vien %}.")
    if it.word and it.word not in _WORDS:
        what = f"Lệnh “{it.word}” không dùng được trong mẫu."
        return fault(it.line, "command", what, "Chỉ dùng for, endfor, if, elif, else, endif.")
    if it.word == "" and _ODD.search(it.text):
        what = f"Trường {quoted(it.text)} có chữ hoặc dấu lạ sau dấu mở."
        return fault(it.line, "field", what, "Viết như {{ don_vi }}.")
    if it.word and it.text.endswith("-%}"):
        what = f"Lệnh {quoted(it.text)} có dấu “-” thừa."
        return fault(it.line, "command", what, "Bỏ dấu “-” trước dấu đóng.")
    return None


def _unreadable(env: Any, it: Tag, names: frozenset[str]) -> Problem | None:
    """Reads a tag alone, closed as far as it opens something."""
    closed = {
        "for": "{plain}{{% endfor %}}",
        "if": "{plain}{{% endif %}}",
        "elif": "{{% if 1 %}}{plain}{{% endif %}}",
    }
    if it.word and it.word not in closed:
        rest = it.plain[2:-2].split()
        if len(rest) == 1:
            return None
        what = f"Lệnh {quoted(it.text)} có chữ thừa."
        return fault(it.line, "command", what, f"Chỉ ghi “{it.word}”.")
    try:
        env.parse(closed.get(it.word, "{plain}").format(plain=it.plain))
    except Exception:  # noqa: BLE001 - the parser fails in many ways on what people type
        kind = "Lệnh" if it.word else "Trường"
        joined = fold(it.text[2:-2]).replace(" ", "_").replace("-", "_")
        advice = (
            f"Có thể là {{{{ {joined} }}}}."
            if joined in names
            else "Xem cách ghi ở danh sách trường."
        )
        return fault(it.line, "syntax", f"{kind} {quoted(it.text)} viết sai.", advice)
    return None


def badly_nested(tags: Sequence[Tag], lines: Sequence[Line]) -> Iterator[Problem]:
    """Commands without an end, ends without a beginning, and pairs that do not fit into the page."""
    open_tags: list[Tag] = []
    for it in (it for it in tags if it.word in _WORDS):
        if it.whole:
            yield from _not_alone(it, lines)
        if it.word in _OPENERS:
            open_tags.append(it)
        elif it.word in _BETWEEN:
            if not open_tags or open_tags[-1].word not in _BETWEEN[it.word]:
                yield fault(
                    it.line, "nesting", f"Lệnh “{it.word}” nằm ngoài if.", "Đặt giữa if và endif."
                )
            elif not _fits(open_tags[-1], it):
                yield _apart(open_tags[-1], it)
        elif not open_tags or _OPENERS[open_tags[-1].word] != it.word:
            begun = it.word.removeprefix("end")
            what = f"Lệnh “{it.word}” không có “{begun}” đi trước."
            yield fault(it.line, "nesting", what, f"Thêm “{begun}” hoặc bỏ “{it.word}”.")
        else:
            first = open_tags.pop()
            if not _fits(first, it):
                yield _apart(first, it)
    for it in open_tags:
        end = _OPENERS[it.word]
        yield fault(
            it.line, "nesting", f"Lệnh {quoted(it.text)} không có “{end}”.", f"Thêm “{end}” ở cuối."
        )


def _fits(first: Tag, last: Tag) -> bool:
    """Whether both ends take out pieces of the same kind from the same place of the page."""
    if first.whole != last.whole:
        return False
    if first.whole == "tr":
        return first.line.table == last.line.table
    if first.whole == "p":
        return first.line.box == last.line.box
    return first.line.paragraph == last.line.paragraph


def _apart(first: Tag, last: Tag) -> Problem:
    mark = f"{{%{first.whole}"
    what = (
        f"Lệnh {quoted(first.text)} và {quoted(last.text)} không nằm trong {_KINDS[first.whole]}."
    )
    advice = f"Cả hai đều viết “{mark}” và đặt trong {_KINDS[first.whole]}."
    if not first.whole:
        advice = "Lặp cả hàng của bảng thì viết “{%tr”, lặp cả đoạn thì viết “{%p”, ở cả hai lệnh."
    return fault(last.line, "nesting", what, advice)


def _not_alone(it: Tag, lines: Sequence[Line]) -> Iterator[Problem]:
    """A command for a whole row or paragraph takes everything beside it away."""
    if it.whole == "tr" and not it.line.row:
        what = f"Lệnh {quoted(it.text)} nằm ngoài bảng."
        yield fault(it.line, "nesting", what, "Ngoài bảng thì viết “{%p”.")
        return
    if it.whole == "tr":
        beside = [line.text for line in lines if line.row == it.line.row]
    else:
        beside = [line.text for line in lines if line.paragraph == it.line.paragraph]
    if "".join(beside).translate(_QUOTES).strip() != it.text:
        what = f"Lệnh {quoted(it.text)} đứng chung với chữ khác, chữ đó sẽ mất."
        place = "một hàng riêng của bảng" if it.whole == "tr" else "một đoạn riêng"
        yield fault(it.line, "alone", what, f"Đặt lệnh vào {place}, không có chữ nào khác.")
