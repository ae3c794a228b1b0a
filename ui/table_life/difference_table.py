"""Differences of two tables as a list: what happened to which row, from what to what."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from models.tables.diff import TITLES, DifferenceKind, RowDifference, in_words
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable

_TONES: dict[DifferenceKind, str] = {
    "added": "done",
    "removed": "error",
    "moved": "muted",
    "changed": "action",
}


class ChangeLine(NamedTuple):
    """One changed part of one row; only the first line of a row names it."""

    difference: RowDifference
    first: bool
    what: str = ""
    old: str = ""
    new: str = ""


def change_lines(differences: Sequence[RowDifference]) -> list[ChangeLine]:
    """Every change on a line of its own; what a new or dropped row says is put together."""
    lines = []
    for it in differences:
        if it.kind in ("added", "removed"):
            said = "; ".join(f"{what}: {old or new}" for what, old, new in it.changes)
            sides = ("", said) if it.kind == "added" else (said, "")
            lines.append(ChangeLine(it, True, "cả dòng", *sides))
        else:
            lines += [ChangeLine(it, not at, *change) for at, change in enumerate(it.changes)]
    return lines


def summary(differences: Sequence[RowDifference]) -> str:
    """ "Thêm 2 dòng, bỏ 1, chuyển 3, sửa 5."."""
    times = Counter(it.kind for it in differences)
    if not times:
        return "Hai bảng giống nhau."
    parts = [f"{TITLES[kind].lower()} {times[kind]}" for kind in TITLES if times[kind]]
    words = f"{parts[0]} dòng{''.join(f', {it}' for it in parts[1:])}."
    return words[0].upper() + words[1:]


def difference_table(empty: str = "Không có gì khác nhau.") -> RecordTable:
    """The list; give it `change_lines`."""
    return RecordTable(
        [
            Column(
                "",
                lambda it: TITLES[it.difference.kind] if it.first else "",
                width=84,
                badge=True,
                tone=lambda it: _TONES[it.difference.kind],
            ),
            Column("Mã", lambda it: it.difference.code if it.first else "", width=76),
            Column(
                "Nội dung, tiêu chí",
                lambda it: it.difference.title if it.first else "",
                width=200,
                stretch=3,
                wrap=True,
                tooltip=lambda it: in_words(it.difference),
            ),
            Column("Phần", lambda it: it.what, width=150, wrap=True),
            Column("Từ", lambda it: it.old, width=140, stretch=2, wrap=True, tooltip=_old),
            Column("Thành", lambda it: it.new, width=140, stretch=2, wrap=True, tooltip=_new),
        ],
        empty=empty,
    )


def _old(line: ChangeLine) -> str:
    return line.old


def _new(line: ChangeLine) -> str:
    return line.new
