"""The sheets of an .xlsb file (records instead of XML) looked over before calamine lays them out."""

import io
import re
import struct
import zipfile
from collections.abc import Iterator

from exporters.incoming.workbook_looks import Looks, Tally, UnreadableWorkbookError

_RELATIONS = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_BUNDLE, _DIMENSION, _TEXTS, _ROW, _BLANK = 156, 148, 159, 0, 1
_TEXTS_PART = "xl/sharedStrings.bin"
_ERRORS = frozenset({3, 11})
_CELLS = frozenset({*range(1, 12), 62})
_MOST_RECORDS = 400_000
_LARGEST = 2_000_000


def look_over(data: bytes) -> dict[str, Looks]:
    """Every sheet by its name. Raises UnreadableWorkbookError for what calamine must not open."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _TEXTS_PART in archive.namelist():
            _check_texts(archive.read(_TEXTS_PART))
        targets = _targets(archive.read("xl/_rels/workbook.bin.rels"))
        bundles = _bundles(archive.read("xl/workbook.bin"))
        return {name: _look(archive.read(targets[relation])) for relation, name in bundles}


def _look(part: bytes) -> Looks:
    tally, row = Tally(), 0
    for kind, content in _records(part):
        if kind == _ROW:
            (row,) = struct.unpack_from("<I", content)
        elif kind == _DIMENSION:
            _check_dimension(content)
        elif kind in _CELLS and kind != _BLANK:
            (column,) = struct.unpack_from("<I", content)
            tally.filled(row, column)
            if kind in _ERRORS:
                tally.errors.add((row, column))
    return tally.looks()


def _check_texts(part: bytes) -> None:
    for kind, content in _records(part):
        if kind == _TEXTS and struct.unpack_from("<II", content)[1] > len(part):
            raise UnreadableWorkbookError("too many texts")


def _check_dimension(content: bytes) -> None:
    first_row, last_row, first, last = struct.unpack_from("<4I", content)
    height, width = last_row - first_row + 1, last - first + 1
    # Less than nothing wraps round to four thousand million.
    if height < 1 or width < 1 or height * width > _LARGEST:
        raise UnreadableWorkbookError("too large")


def _targets(text: bytes) -> dict[str, str]:
    found = {}
    for tag in _RELATIONS.findall(text):
        given = dict(re.findall(r"(\w+)\s*=\s*[\"']([^\"']*)[\"']", tag.decode("utf-8")))
        target = given["Target"]
        found[given["Id"]] = target[1:] if target.startswith("/") else f"xl/{target}"
    return found


def _bundles(content: bytes) -> Iterator[tuple[str, str]]:
    """Relation and name of every sheet."""
    for kind, record in _records(content):
        if kind == _BUNDLE:
            relation, end = _wide(record, 8)
            yield relation, _wide(record, end)[0]


def _wide(record: bytes, at: int) -> tuple[str, int]:
    """A string with its length before it, and where it ends."""
    (length,) = struct.unpack_from("<I", record, at)
    end = at + 4 + 2 * length
    return record[at + 4 : end].decode("utf-16-le"), end


def _records(content: bytes) -> Iterator[tuple[int, bytes]]:
    at = count = 0
    while at < len(content):
        kind = content[at]
        at += 1
        if kind & 0x80:
            kind = (kind & 0x7F) | (content[at] & 0x7F) << 7
            at += 1
        length = 0
        for shift in range(0, 28, 7):
            byte = content[at]
            at += 1
            length |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
        count += 1
        # A record that says it is longer than the file would be given that much memory.
        if at + length > len(content) or count > _MOST_RECORDS:
            raise UnreadableWorkbookError("too large")
        yield kind, content[at : at + length]
        at += length
