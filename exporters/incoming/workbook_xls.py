"""The sheets of an .xls file (Excel 5 to 2003) looked over before calamine lays them out."""

import struct
from collections.abc import Iterator

from exporters.incoming.workbook_looks import (
    LockedWorkbookError,
    Looks,
    Tally,
    UnreadableWorkbookError,
)

_FREE = 0xFFFFFFFA  # this and above: no sector
_ENTRY, _SMALL = 128, 4096
_BEGIN, _END, _SHEET, _PASSWORD, _SIZE, _TEXTS = 0x809, 0x0A, 0x85, 0x2F, 0x200, 0xFC
_ONE = frozenset({0x203, 0x27E, 0xFD, 0x204, 0xD6})  # number, short number, texts
_MANY, _BOOL_OR_ERROR = 0xBD, 0x205
_FORMULAS = frozenset({0x06, 0x206, 0x406})
_IN_ERROR = 2
_LARGEST = 17_000_000
_MOST_RECORDS = 400_000


def look_over(data: bytes) -> dict[str, Looks]:
    """Every sheet by its name. Raises UnreadableWorkbookError for what calamine must not open."""
    return dict(_sheets(_stream(data)))


# ---- the file: a small disk of sectors


def _stream(data: bytes) -> bytes:
    """The stream that holds the workbook."""
    shift, small_shift = struct.unpack_from("<HH", data, 30)
    if shift not in {9, 12} or small_shift != 6:
        raise UnreadableWorkbookError("sectors")
    size = 1 << shift
    sectors = [data[at : at + size] for at in range(size, len(data), size)]
    first_folder, _, _, small_start, _, more, _ = struct.unpack_from("<7I", data, 48)
    table = _table(data, sectors, more)
    folder = _chain(sectors, table, first_folder)
    entries = [folder[at : at + _ENTRY] for at in range(0, len(folder) - _ENTRY + 1, _ENTRY)]
    for wanted in ("Workbook", "Book"):
        for entry in entries:
            if _name(entry) != wanted:
                continue
            start, length = struct.unpack_from("<II", entry, 116)
            if length >= _SMALL:
                return _chain(sectors, table, start)[:length]
            (root,) = struct.unpack_from("<I", entries[0], 116)
            inside = _chain(sectors, table, root)
            small = [inside[at : at + 64] for at in range(0, len(inside), 64)]
            return _chain(small, _numbers(_chain(sectors, table, small_start)), start)[:length]
    raise UnreadableWorkbookError("no workbook")


def _name(entry: bytes) -> str:
    length = min(int.from_bytes(entry[64:66], "little"), 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")


def _table(data: bytes, sectors: list[bytes], more: int) -> list[int]:
    """Sector → the next of its chain."""
    where = list(struct.unpack_from("<109I", data, 76))
    for _ in sectors:
        if more >= len(sectors):
            break
        *found, more = _numbers(sectors[more])
        where += found
    return _numbers(b"".join(sectors[it] for it in where if it < len(sectors)))


def _numbers(content: bytes) -> list[int]:
    count = len(content) // 4
    return list(struct.unpack(f"<{count}I", content[: count * 4]))


def _chain(sectors: list[bytes], table: list[int], start: int) -> bytes:
    made: list[bytes] = []
    while start < _FREE:
        if len(made) > len(sectors):
            raise UnreadableWorkbookError("a ring of sectors")
        made.append(sectors[start])
        start = table[start]
    return b"".join(made)


# ---- the workbook: records


def _sheets(book: bytes) -> Iterator[tuple[str, Looks]]:
    starts = []
    for kind, record in _records(book, 0):
        if kind == _PASSWORD:
            raise LockedWorkbookError("encrypted")
        if kind == _TEXTS and struct.unpack_from("<II", record)[1] > len(book):
            raise UnreadableWorkbookError("too many texts")
        if kind == _SHEET:
            (start,) = struct.unpack_from("<I", record)
            starts.append((_sheet_name(record), start))
    for name, start in starts:
        yield name, _look(book, start)


def _sheet_name(record: bytes) -> str:
    count, flags = record[6], record[7]
    if len(record) == 7 + count:  # before 1997: a code page that nobody names reliably
        return record[7:].decode("latin-1")
    return record[8:].decode("utf-16-le" if flags & 1 else "latin-1", "replace")


def _look(book: bytes, start: int) -> Looks:
    tally = Tally()
    for kind, record in _records(book, start):
        if kind == _SIZE:
            _check_size(record)
        if kind not in _ONE and kind not in _FORMULAS and kind not in {_MANY, _BOOL_OR_ERROR}:
            continue
        row, column = struct.unpack_from("<HH", record)
        last = struct.unpack_from("<H", record, len(record) - 2)[0] if kind == _MANY else column
        tally.filled(row, last)
        in_error = kind == _BOOL_OR_ERROR and record[7] == 1
        if kind in _FORMULAS:
            in_error = record[12:14] == b"\xff\xff" and record[6] == _IN_ERROR
        if in_error:
            tally.errors.add((row, column))
    return tally.looks()


def _check_size(record: bytes) -> None:
    shape = "<4H" if len(record) < 14 else "<IIHH"  # before 1997 there were 16384 rows
    first_row, last_row, first, last = struct.unpack_from(shape, record)
    height, width = last_row - first_row, last - first
    # Less than nothing wraps round to four thousand million.
    if height < 0 or width < 0 or height * width > _LARGEST:
        raise UnreadableWorkbookError("too large")


def _records(book: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part, up to its end; parts inside it (charts) are left out."""
    depth = 0
    for _ in range(_MOST_RECORDS):
        if at + 4 > len(book):
            return
        kind, length = struct.unpack_from("<HH", book, at)
        at += 4
        if kind == _BEGIN:
            depth += 1
        elif kind == _END:
            depth -= 1
            if depth <= 0:
                return
        elif depth <= 1:
            yield kind, book[at : at + length]
        at += length
    raise UnreadableWorkbookError("too large")
