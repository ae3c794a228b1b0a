"""The tables of a Word document as grids: merged cells, automatic numbers, text as it stands on paper.

Deleted text of tracked changes is left out and inserted text is in, as after accepting all changes.
"""

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from exporters.incoming.grid_limits import DAMAGED, check_size
from models.errors import AppError
from models.table_reading.grid import EMPTY, GridCell, Place, TableGrid, filled_grid, text_cell
from models.tables.codes import roman

_LEAST_ROWS = 2
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def word_grids(data: bytes) -> tuple[TableGrid, ...]:
    """Every table of more than one row, named "Bảng 1" … in the order of the document.

    Raises AppError when the document is damaged or a table is larger than any scoring table.
    """
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        body = document.element.body
        numbers = _Numbers.of(document)
        grids = [
            _grid(f"Bảng {at}", table, numbers) for at, table in enumerate(body.iter(f"{_W}tbl"), 1)
        ]
    except AppError:
        raise
    except ValueError as error:
        if "is not a Word file" not in str(error):
            raise AppError(DAMAGED) from error
        what = "Đây là văn bản có macro hoặc văn bản mẫu (.docm, .dotx)."
        raise AppError(f"{what} Mở bằng Word, lưu lại dạng .docx rồi chọn lại.") from error
    except Exception as error:  # python-docx and lxml fail in a dozen ways on a broken document
        raise AppError(DAMAGED) from error
    return tuple(it for it in grids if len(it.rows) >= _LEAST_ROWS)


def _grid(name: str, table: Any, numbers: "_Numbers") -> TableGrid:
    cells: list[list[GridCell]] = []
    open_above: dict[int, Place] = {}  # column → the cell that is merged downwards through it
    for number, row in enumerate(_inside(table, "tr")):
        check_size(name, number + 1, 1)
        line: list[GridCell] = [EMPTY] * _value(row, "trPr/gridBefore", 0)
        for cell in _inside(row, "tc"):
            place = (number, len(line))
            span = max(_value(cell, "tcPr/gridSpan", 1), 1)
            check_size(name, number + 1, len(line) + span)
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            above = open_above.get(place[1]) if goes_on else None
            anchor = above or place
            line.append(text_cell("", above) if above else text_cell(_text(cell, numbers)))
            line += [text_cell("", anchor)] * (span - 1)
            for column in range(place[1], place[1] + span):
                if merge is None:
                    open_above.pop(column, None)
                else:
                    open_above[column] = anchor
        cells.append(line)
    return filled_grid(name, cells, "word")


def _inside(parent: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in content controls and tracked changes."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"}:
            yield from _inside(child, tag)


def _value(element: Any, path: str, otherwise: int) -> int:
    found = element.find("/".join(f"{_W}{it}" for it in path.split("/")))
    text = found.get(f"{_W}val", "") if found is not None else ""
    return int(text) if text.isdecimal() else otherwise


def _text(cell: Any, numbers: "_Numbers") -> str:
    """The paragraphs of the cell itself, one a line; a table inside it is a grid of its own."""
    lines = []
    for paragraph in _inside(cell, "p"):
        words = "".join(_words(paragraph)).strip("\n")
        lines.append(numbers.mark(paragraph) + words)
    return "\n".join(lines).strip("\n")


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in {f"{_W}br", f"{_W}cr"}:
            yield "\n"
        elif child.tag == f"{_W}tab":
            yield " "
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in {f"{_W}del", f"{_W}pPr", f"{_W}rPr", _FALLBACK}:
            yield from _words(child)


# ---- automatic numbers: what Word shows before a paragraph but keeps in another part


@dataclass(frozen=True, slots=True)
class _Level:
    kind: str
    text: str
    start: int


@dataclass(slots=True)
class _Numbers:
    """The lists of the document, and how far each has counted."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)  # list → its levels
    lists: dict[str, str] = field(default_factory=dict)  # number in a paragraph → list
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)  # style → number, level
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> "_Numbers":
        """The lists of this document; none when it has no part for them."""
        made = cls()
        for style in document.styles.element.iter(f"{_W}style"):
            found = _numbering(style)
            if found is not None:
                made.styles[style.get(f"{_W}styleId", "")] = found
        part = next((it.target_part for it in _relations(document) if _is_numbering(it)), None)
        if part is None:
            return made
        root = part.element
        for kept in root.iter(f"{_W}abstractNum"):
            made.levels[kept.get(f"{_W}abstractNumId", "")] = {
                int(level.get(f"{_W}ilvl", "0")): _Level(
                    _attribute(level, "numFmt", "decimal"),
                    _attribute(level, "lvlText", ""),
                    int(_attribute(level, "start", "1")),
                )
                for level in kept.iter(f"{_W}lvl")
            }
        for number in root.iter(f"{_W}num"):
            made.lists[number.get(f"{_W}numId", "")] = _attribute(number, "abstractNumId", "")
        return made

    def mark(self, paragraph: Any) -> str:
        """ "1. ", "a) " … when Word numbers this paragraph, else ""; the list counts on."""
        found = _numbering(paragraph)
        if found is None:
            style = paragraph.find(f"{_W}pPr/{_W}pStyle")
            found = self.styles.get(style.get(f"{_W}val", "")) if style is not None else None
        if found is None:
            return ""
        name = self.lists.get(found[0], "")
        levels, depth = self.levels.get(name, {}), found[1]
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self.counts.setdefault(name, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [it for it in counts if it > depth]:
            del counts[deeper]
        if level.kind == "bullet":
            return "- "
        if level.kind == "none":
            return ""
        shown = re.sub(
            r"%([1-9])", lambda it: self._counted(levels, counts, int(it[1]) - 1), level.text
        )
        return f"{shown} "

    def _counted(self, levels: dict[int, _Level], counts: dict[int, int], depth: int) -> str:
        level = levels.get(depth)
        if level is None:
            return ""
        return _written(counts.get(depth, level.start), level.kind)


def _relations(document: Any) -> list[Any]:
    return list(document.part.rels.values())


def _is_numbering(relation: Any) -> bool:
    return not relation.is_external and relation.reltype.endswith("/numbering")


def _numbering(element: Any) -> tuple[str, int] | None:
    found = element.find(f"{_W}pPr/{_W}numPr")
    if found is None:
        return None
    number = found.find(f"{_W}numId")
    depth = found.find(f"{_W}ilvl")
    if number is None or number.get(f"{_W}val") == "0":
        return None
    level = depth.get(f"{_W}val", "0") if depth is not None else "0"
    return number.get(f"{_W}val", ""), int(level)


def _attribute(element: Any, tag: str, otherwise: str) -> str:
    found = element.find(f"{_W}{tag}")
    value = found.get(f"{_W}val") if found is not None else None
    return str(value) if value is not None else otherwise


def _written(number: int, kind: str) -> str:
    if kind in {"upperRoman", "lowerRoman"}:
        return roman(number) if kind == "upperRoman" else roman(number).lower()
    if kind in {"upperLetter", "lowerLetter"} and number > 0:
        # After z comes aa, then bb.
        letter = _LETTERS[(number - 1) % 26] * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    return f"{number:02d}" if kind == "decimalZero" else str(number)
