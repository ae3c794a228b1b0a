"""The sheets of an .xlsx file looked over: the text is searched for what calamine leaves out.

The quick looks begin with plain letters, which makes them ten times faster than exact ones; only a sheet
in which they find something is parsed.
"""

import re
import zipfile
from html import unescape
from xml.parsers import expat

from exporters.incoming.workbook_kind import opened
from exporters.incoming.workbook_looks import (
    LAST_COLUMN,
    LAST_ROW,
    Cell,
    Looker,
    Looks,
    Tally,
    UnreadableWorkbookError,
)

_NAMES = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATIONS = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_MAYBE_FAR = re.compile(rb"""r=["'](?:[A-Z]{3}|[A-Z]{0,2}\d{5})""")
_MAYBE_ERROR = re.compile(rb"""t=["']e["']""")
_NOTHING = rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
_MAYBE_HOLLOW = tuple(
    re.compile(start + _NOTHING) for start in (rb"f>", rb"<f[^>]*/>", rb":f(?:\s[^>]*)?/>")
)
# A cell that may lie far out: three letters or more than four digits, with something in it.
_FAR = re.compile(
    rb"""<(?:\w+:)?c\b[^>]*?\sr=["'](?=[A-Z]{3}|[A-Z]+\d{5})([A-Z]+)(\d+)["'](?:[^>]*[^/])?>"""
)
# A cell without an address in a row far down.
_FAR_ROW = re.compile(
    rb"""<(?:\w+:)?row\b[^>]*?\sr=["'](\d{5,})["'](?:[^>]*[^/])?>\s*<(?:\w+:)?c\b(?![^>]*\sr=)"""
)
# Of most sheets one look says that neither of the two can be.
_MAYBE_EITHER = re.compile(rb"""r=["'](?:[A-Z]{2}|[A-Z]?\d{4})""")
# Two letters or four digits: only then can a rectangle be large.
_MAYBE_WIDE = re.compile(rb"""r=["'](?:[A-Z]{2}|[A-Z]\d{4})""")
_FILLED = re.compile(rb"""<(?:\w+:)?c\b[^>]*?\sr=["']([A-Z]{1,3})(\d{1,7})["'](?:[^>]*[^/])?>""")
_COUNT = re.compile(rb"""\buniqueCount\s*=\s*["']\s*\+?(\d+)""")
_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")


def looker(data: bytes) -> Looker:
    """Looks over the sheets that are asked for."""
    archive = opened(data)
    _check_texts(archive)
    parts = _parts(archive)

    def look(name: str) -> Looks:
        text = archive.read(parts[name])
        far = _MAYBE_EITHER.search(text) and (_far_cell(text) or _corner(text))
        if far:
            return Looks(far)
        if not any(it.search(text) for it in (_MAYBE_ERROR, *_MAYBE_HOLLOW)):
            return Looks()
        return _Parse(text).looks()

    return look


def _check_texts(archive: zipfile.ZipFile) -> None:
    """Memory is taken for as many shared texts as the part says it has, before any is read."""
    for name in archive.namelist():
        if name.lower().endswith("sharedstrings.xml"):
            text = archive.read(name)
            said = _COUNT.search(text)
            if said and int(said[1]) > len(text):
                raise UnreadableWorkbookError("too many texts")


def position(address: str) -> Cell | None:
    """The cell of an address ("F12"), counted from 0."""
    found = _ADDRESS.fullmatch(address)
    return None if found is None else (int(found[2]) - 1, _column(found[1]))


def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - ord("A") + 1
    return column - 1


def _parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → its part in the archive."""
    targets = {}
    for tag in _tags(_RELATIONS, archive.read("xl/_rels/workbook.xml.rels")):
        target = _attribute(tag, "Target")
        path = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        targets[_attribute(tag, "Id")] = path
    found = {}
    for tag in _tags(_NAMES, archive.read("xl/workbook.xml")):
        found[_attribute(tag, "name")] = targets.get(_attribute(tag, r"\w+:id"), "")
    return found


def _tags(pattern: re.Pattern[bytes], text: bytes) -> list[str]:
    return [tag.decode("utf-8", "replace") for tag in pattern.findall(text)]


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)[\"']", tag)
    return unescape(found[1]) if found else ""


def _far_cell(text: bytes) -> str:
    if not _MAYBE_FAR.search(text):
        return ""
    for match in _FAR.finditer(text):
        row, column = int(match[2]) - 1, _column(match[1].decode())
        if row > LAST_ROW or column > LAST_COLUMN:
            return (match[1] + match[2]).decode()
    nameless = _FAR_ROW.search(text)
    return f"A{nameless[1].decode()}" if nameless else ""


def _corner(text: bytes) -> str:
    """The cell that makes the sheet too large as a rectangle, though none is far out by itself."""
    if not _MAYBE_WIDE.search(text):
        return ""
    tally = Tally()
    for match in _FILLED.finditer(text):
        tally.filled(int(match[2]) - 1, _column(match[1].decode()))
    return tally.far_cell()


class _Parse:
    """Errors and hollow formulas of one sheet, also of cells that have no address of their own."""

    def __init__(self, text: bytes) -> None:
        self._errors: set[Cell] = set()
        self._hollow: dict[Cell, str] = {}
        self._at: Cell = (-1, -1)
        self._kind = self._formula = self._value = ""
        self._inside, self._has_formula, self._is_plain = "", False, False
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(text, True)

    def looks(self) -> Looks:
        known = {cell: formula for cell, formula in self._hollow.items() if formula}
        return Looks("", frozenset(self._errors), frozenset(self._hollow), known)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            number = given.get("r", "")
            self._at = (int(number) - 1 if number.isdecimal() else self._at[0] + 1, -1)
        elif name == "c":
            self._at = position(given.get("r", "")) or (self._at[0], self._at[1] + 1)
            self._kind = given.get("t", "")
            self._formula = self._value = ""
            self._has_formula = False
        elif name == "f":
            self._has_formula = True
            self._is_plain = given.get("t", "normal") in {"normal", "shared"}
        if name in {"f", "v", "t"}:
            self._inside = name

    def _text(self, text: str) -> None:
        if self._inside == "f":
            self._formula += text
        elif self._inside:
            self._value += text

    def _end(self, tag: str) -> None:
        self._inside = ""
        if tag.rpartition(":")[2] != "c":
            return
        if self._kind == "e":
            self._errors.add(self._at)
        elif self._has_formula and self._kind != "str" and not self._value.strip():
            self._hollow[self._at] = self._formula.strip() if self._is_plain else ""


def _refuse(*_given: object) -> None:
    """No workbook declares a document type; what does so is made to fill the memory."""
    raise UnreadableWorkbookError("doctype")
