"""The list of units without Qt: reading a pasted list, what a removal takes, what a trait means."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from models.block import Unit
from models.points import show_short
from models.season import Season
from ui.scores import tsv

PasteState = Literal["new", "present", "twice"]
PASTE_WORDS: dict[PasteState, str] = {
    "new": "Mới",
    "present": "Đã có trong khối",
    "twice": "Trùng dòng trên",
}

SHORT_NAME = "Tên ngắn"
"""What the short name is called wherever it is shown or asked for."""

_HEADING = 24
"""Letters: a longer cell is a name, not a heading."""
_BARE_COLUMNS = 2
"""Without headings only these are taken: the name and the short name."""
_HEADERS = {
    "short_name": ("tên viết tắt", "viết tắt", "tên ngắn", "tên gọi tắt", "tên tắt"),
    "kind": ("loại",),
    "has_party": ("tổ chức đảng", "đảng viên", "chi bộ", "có đảng"),
    "has_union": ("công đoàn",),
    "contact": ("tên người liên hệ", "người liên hệ", "liên hệ", "điện thoại", "email", "đầu mối"),
    "number": ("stt", "tt", "số tt"),
    "name": ("tên đơn vị", "tên cơ quan", "tên đầy đủ", "đơn vị", "cơ quan", "tên"),
}
_NO = frozenset({"", "không", "khong", "k", "0", "no", "-", "–", "chưa"})


@dataclass(frozen=True, slots=True)
class PastedUnit:
    """One line of a pasted list, and whether it may be entered."""

    unit: Unit
    state: PasteState


def read_pasted(pasted: str, present: Sequence[Unit]) -> tuple[PastedUnit, ...]:
    """Units from a list copied out of Excel or Word, one a line; nothing is entered here.

    A first line of headings says which column is what; without one the first column that is not a
    number is the name and the next one the short name.
    """
    lines = [row for row in tsv.read_words(pasted) if any(row)]
    columns = _header(lines[0]) if lines else {}
    if columns:
        lines = lines[1:]
    known = {_folded(it.name) for it in present}
    seen: set[str] = set()
    found = []
    for line in lines:
        unit = _unit(line, columns)
        if not unit.name:
            continue
        key = _folded(unit.name)
        state: PasteState = "present" if key in known else "twice" if key in seen else "new"
        seen.add(key)
        found.append(PastedUnit(unit, state))
    return tuple(found)


def _header(line: Sequence[str]) -> dict[str, int]:
    """Field → column, when the line is made of headings only; else empty."""
    columns: dict[str, int] = {}
    for index, cell in enumerate(line):
        field = _field_of(cell)
        if field:
            columns.setdefault(field, index)
    # "Đơn vị" alone on a line is a heading only with a second one beside it, or when it is exact.
    only_name = set(columns) == {"name"} and line[columns["name"]].casefold() in _HEADERS["name"]
    return columns if "name" in columns and (len(columns) > 1 or only_name) else {}


def _field_of(cell: str) -> str:
    """The field a heading names, "" for none. The longest wording that fits decides: "Tên viết tắt"
    begins with "Tên", yet is the short name."""
    lower = " ".join(cell.casefold().split())
    fitting = [
        (len(word), field)
        for field, words in _HEADERS.items()
        for word in words
        if lower == word or (word != "tên" and lower.startswith(word) and len(lower) < _HEADING)
    ]
    return max(fitting)[1] if fitting else ""


def unread_words(pasted: str) -> str:
    """ "Không đọc cột: Địa chỉ, Số tài khoản."; empty when every column is taken."""
    lines = [row for row in tsv.read_words(pasted) if any(row)]
    columns = _header(lines[0]) if lines else {}
    if columns:
        used = set(columns.values())
        left = [it for place, it in enumerate(lines[0]) if it and place not in used]
    elif any(len(_words_of(line)) > _BARE_COLUMNS for line in lines):
        left = ["mọi cột sau tên và tên ngắn (thêm dòng tiêu đề để đọc)"]
    else:
        left = []
    return f"Không đọc cột: {', '.join(left)}." if left else ""


def _words_of(line: Sequence[str]) -> list[str]:
    return [it for it in line if it and not it.strip(".)").isdigit()]


def _unit(line: Sequence[str], columns: dict[str, int]) -> Unit:
    def cell(field: str) -> str:
        index = columns.get(field)
        return line[index] if index is not None and index < len(line) else ""

    def has(field: str) -> bool:
        # In a column of ticks an empty cell says no; without the column every unit has both.
        return field not in columns or cell(field).casefold() not in _NO

    if columns:
        return Unit(
            name=cell("name"),
            short_name=cell("short_name"),
            kind=cell("kind"),
            has_party=has("has_party"),
            has_union=has("has_union"),
            contact=cell("contact"),
        )
    words = _words_of(line)
    return Unit(name=_without_number(words[0]) if words else "", short_name=(words[1:2] or [""])[0])


def _without_number(name: str) -> str:
    """ "1. Ban Dân vận" typed in one cell, or "- Ban Dân vận", is the name alone."""
    head, _, rest = name.partition(" ")
    return rest if rest and (head.strip(".)").isdigit() or head in {"-", "–", "+", "•"}) else name


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def name_taken(season: Season, name: str, but: str = "") -> bool:
    """Whether another unit of the block already has this name; case and spaces do not count."""
    return any(_folded(it.name) == _folded(name) and it.id != but for it in season.units)


def removal_words(season: Season, unit: Unit) -> str:
    """Exactly what goes when the unit is taken out."""
    points = sum(1 for key, it in season.scores.items() if key.unit == unit.id and it.is_filled)
    facts = sum(
        1
        for kind in fields(season.facts)
        for fact in getattr(season.facts, kind.name)
        if fact.unit == unit.id
    )
    lost = [f"{points} điểm"] if points else []
    lost += [f"{facts} sự kiện"] if facts else []
    office = role(season, unit)
    sentences = [
        f"Bỏ khỏi sổ {' và '.join(lost)} của đơn vị này."
        if lost
        else "Đơn vị này chưa có điểm và sự kiện nào."
    ]
    if office:
        sentences.append(f"Khối sẽ không còn {office}.")
    sentences.append("Lấy lại được bằng Hoàn tác (Ctrl+Z).")
    return " ".join(sentences)


def role(season: Season, unit: Unit) -> str:
    """Head, deputy or nothing."""
    if unit.id == season.head:
        return "Trưởng khối"
    return "Phó Trưởng khối" if unit.id == season.deputy else ""


def trait_words(season: Season, unit: Unit) -> str:
    """What the unit's organisations mean for its points (no-party-use-union, no-party-no-union-half)."""
    rule = season.pack.organisation
    if rule is None:
        return "Bộ quy tắc của khối không phân biệt theo tổ chức đảng, công đoàn."
    if unit.has_party:
        return f"Mục {rule.section} chấm theo kết quả đánh giá tổ chức đảng của đơn vị."
    name = rule.union_rule if unit.has_union else rule.neither_rule
    cited = season.pack.citation(name)
    source = f" ({cited})" if cited else ""
    if unit.has_union:
        return (
            f"Không có tổ chức đảng: mục {rule.section} lấy kết quả đánh giá tổ chức công đoàn"
            f" làm căn cứ{source}."
        )
    section = season.table.row(rule.section)
    limit = ""
    if section is not None and section.max_points is not None:
        most = section.max_points * rule.neither_percent / 100
        limit = f", tức {show_short(most)} điểm"
    return (
        f"Không có tổ chức đảng và công đoàn: mục {rule.section} chấm tối đa"
        f" {show_short(rule.neither_percent)}% số điểm{limit}{source}."
    )
