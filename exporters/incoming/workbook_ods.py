"""The sheets of an .ods file looked over before calamine lays them out."""

import io
import re
import zipfile
from xml.parsers import expat

from exporters.incoming.workbook_looks import (
    LockedWorkbookError,
    Looks,
    Tally,
    UnreadableWorkbookError,
)

_LARGEST = 24 * 1024 * 1024
_MOST_REPEATED = 1_048_576  # the rows that LibreOffice has
_ERROR = re.compile(r"#(?:DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!)|Err:\d+")
_TABLE, _ROW = "table:table", "table:table-row"
_CELLS = frozenset({"table:table-cell", "table:covered-table-cell"})


def look_over(data: bytes) -> dict[str, Looks]:
    """Every sheet by its name. Raises UnreadableWorkbookError for what calamine must not open."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read(
            "META-INF/manifest.xml"
        ):
            raise LockedWorkbookError("encrypted")
        if archive.getinfo("content.xml").file_size > _LARGEST:
            raise UnreadableWorkbookError("too large")
        text = archive.read("content.xml")
    return _Parse(text).sheets


class _Parse:
    def __init__(self, text: bytes) -> None:
        self.sheets: dict[str, Looks] = {}
        self._name = ""
        self._tally = Tally()
        self._depth = self._column = self._annotation = 0
        self._row = self._rows = 0
        self._cell: dict[str, str] | None = None
        self._shown = ""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = _refuse
        parser.Parse(text, True)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == _TABLE:
            self._depth += 1
            if self._depth > 1:
                raise UnreadableWorkbookError("a table inside a table")
            self._name, self._tally, self._row = given.get("table:name", ""), Tally(), 0
        elif tag == _ROW:
            self._rows, self._column = _repeated(given, "rows"), 0
        elif tag in _CELLS:
            self._cell, self._shown = given, ""
        elif tag == "office:annotation":
            self._annotation += 1

    def _text(self, text: str) -> None:
        if self._cell is not None and not self._annotation:
            self._shown += text

    def _end(self, tag: str) -> None:
        if tag == _TABLE:
            self._depth -= 1
            self.sheets[self._name] = self._tally.looks()
        elif tag == _ROW:
            self._row += self._rows
        elif tag in _CELLS and self._cell is not None:
            self._close(self._cell)
            self._cell = None
        elif tag == "office:annotation":
            self._annotation -= 1

    def _close(self, cell: dict[str, str]) -> None:
        count = _repeated(cell, "columns")
        has_formula = "table:formula" in cell
        if has_formula or any(name.startswith("office:") for name in cell):
            self._tally.filled(self._row + self._rows - 1, self._column + count - 1)
            if cell.get("calcext:value-type") == "error" or (
                has_formula and _ERROR.fullmatch(self._shown.strip())
            ):
                self._mark(self._tally.errors, count)
            elif has_formula and "office:value-type" not in cell:
                self._mark(self._tally.hollow, count)
        self._column += count

    def _mark(self, cells: set[tuple[int, int]], count: int) -> None:
        if self._tally.far:
            return
        rows, columns = range(self._rows), range(count)
        cells.update((self._row + i, self._column + j) for i in rows for j in columns)


def _repeated(given: dict[str, str], what: str) -> int:
    count = int(given.get(f"table:number-{what}-repeated", "1"))
    if not 1 <= count <= _MOST_REPEATED:
        raise UnreadableWorkbookError("repeated too often")
    return count


def _refuse(*_given: object) -> None:
    raise UnreadableWorkbookError("doctype")
