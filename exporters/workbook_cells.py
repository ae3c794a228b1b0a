"""The cells of an .xlsx workbook, read with calamine, and what calamine does not tell.

calamine lays a sheet out as a full rectangle: one stray cell in the last row and column would take
half a terabyte and end the program. It also gives cells with an error, and formulas stored without a
result, as empty. So the sheet's text is looked over first.
"""

import io
import re
import zipfile
from dataclasses import dataclass, field
from decimal import Decimal
from html import unescape
from typing import Any

Cell = tuple[int, int]

_NOISE = 6
_WHOLE = 1e15
_LAST_ROW, _LAST_COLUMN = 9_999, 701
_NAMES = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATIONS = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
# The quick looks begin with plain letters, which makes them ten times faster than the exact ones.
_MAYBE_FAR = re.compile(rb"""r=["'](?:[A-Z]{3}|[A-Z]{0,2}\d{5})""")
_MAYBE_HOLLOW = re.compile(rb"(?:</f>|<f\b[^>]*/>)\s*(?:<v\s*/>|<v></v>)?\s*</c>")
# A cell that may lie far out: three letters or more than four digits, with something in it.
_FAR = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\sr=["'](?=[A-Z]{3}|[A-Z]+\d{5})([A-Z]+)(\d+)["'](?:[^>]*[^/])?>"""
)
# A cell without an address in a row far down.
_FAR_ROW = re.compile(
    rb"""<(?:\w+:)?row\b[^>]*?\sr=["'](\d{5,})["'](?:[^>]*[^/])?>\s*<(?:\w+:)?c\b(?![^>]*\sr=)"""
)
_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>')
_HOLLOW = re.compile(
    rb'<c\b(?![^>]*\bt="str")[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)'
    rb"\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)


def exact(value: float) -> Decimal:
    """The decimal number that was meant: what Excel shows, without the noise of binary sums."""
    number = Decimal(repr(value))
    # A float this large has no decimals.
    return number if abs(value) >= _WHOLE else round(number, _NOISE).normalize() + 0


class UnreadableWorkbookError(Exception):
    """The workbook breaks off or is not what an .xlsx file must be."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[i][j]` is the value of a cell counted from 0, "" when it is empty.

    `errors` are cells that show an error (#N/A), `hollow` formulas without a stored result. `far` is
    the name of a cell that lies too far out ("XFD1048576"): the sheet was then not read at all.
    """

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    errors: frozenset[Cell] = frozenset()
    hollow: frozenset[Cell] = frozenset()
    far: str = ""


class Workbook:
    """An open workbook; sheets are read when they are asked for."""

    def __init__(self, data: bytes) -> None:
        """Raises UnreadableWorkbookError when the bytes are no whole .xlsx file."""
        from python_calamine import load_workbook

        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._parts = _parts(self._zip)
            self._book = load_workbook(io.BytesIO(data))
            self.names: list[str] = self._book.sheet_names
        except BaseException as error:
            if not _is_fault(error):
                raise
            raise UnreadableWorkbookError(str(error)) from error

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name. Raises UnreadableWorkbookError when its part is broken."""
        try:
            text = self._zip.read(self._parts[name])
            far = _far_cell(text)
            if far:
                return Sheet(name, far=far)
            rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except BaseException as error:
            if not _is_fault(error):
                raise
            raise UnreadableWorkbookError(str(error)) from error
        return Sheet(name, rows, _error_cells(text), _hollow_cells(text))


def _is_fault(error: BaseException) -> bool:
    """Whether the libraries failed on the bytes. A panic of the reader's Rust code derives from
    BaseException; Ctrl+C must pass untouched."""
    return isinstance(error, Exception) or type(error).__name__ == "PanicException"


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the archive."""
    targets = {}
    for tag in _RELATIONS.findall(archive.read("xl/_rels/workbook.xml.rels")):
        target = _attribute(tag, "Target")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        targets[_attribute(tag, "Id")] = path
    found = {}
    for tag in _NAMES.findall(archive.read("xl/workbook.xml")):
        found[_attribute(tag, "name")] = targets.get(_attribute(tag, r"\w+:id"), "")
    return found


def _attribute(tag: bytes, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)[\"']", tag.decode("utf-8", "replace"))
    return unescape(found[1]) if found else ""


def _far_cell(text: bytes) -> str:
    if not _MAYBE_FAR.search(text):
        return ""
    for match in _FAR.finditer(text):
        row, column = _position(match[1], match[2])
        if row > _LAST_ROW or column > _LAST_COLUMN:
            return (match[1] + match[2]).decode()
    nameless = _FAR_ROW.search(text)
    return f"A{nameless[1].decode()}" if nameless else ""


def _error_cells(text: bytes) -> frozenset[Cell]:
    if b't="e"' not in text:
        return frozenset()
    found = (match for match in _CELL.finditer(text) if b't="e"' in match[0])
    return frozenset(_position(match[1], match[2]) for match in found)


def _hollow_cells(text: bytes) -> frozenset[Cell]:
    if not _MAYBE_HOLLOW.search(text):
        return frozenset()
    return frozenset(_position(match[1], match[2]) for match in _HOLLOW.finditer(text))


def _position(letters: bytes, digits: bytes) -> Cell:
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return int(digits) - 1, column - 1
