"""The text of a Word template line by line, each with its place as the clerk would find it."""

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exporters.incoming.grid_limits import DAMAGED
from models.errors import AppError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LARGEST = 100 * 1024 * 1024
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}
PROPERTIES = ("author", "comments", "identifier", "language", "subject", "title")
"""What Word's own card of a document says, as far as it can hold fields."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `where` says its place in words. `paragraph`, `row` and `box` are alike for lines of one
    paragraph, table row, and cell or part of the document; `row` is 0 outside a table."""

    text: str
    where: str
    paragraph: int
    row: int
    box: int
    table: int


def opened(template: Path) -> Any:
    """The document. Raises AppError when it cannot be read, or is none that can be filled."""
    import docx

    try:
        data = template.read_bytes()
    except OSError as error:
        raise AppError(f"Không đọc được tệp “{template.name}”. Chọn lại tệp.") from error
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(it.file_size for it in archive.infolist())
        if size > _LARGEST:
            raise AppError(f"Tệp “{template.name}” quá lớn so với một mẫu văn bản. Chọn tệp khác.")
        return docx.Document(io.BytesIO(data))
    except AppError:
        raise
    except ValueError as error:
        if "is not a Word file" not in str(error):
            raise AppError(DAMAGED) from error
        what = "Đây là văn bản có macro hoặc văn bản mẫu (.docm, .dotx)."
        raise AppError(f"{what} Mở bằng Word, lưu lại dạng .docx rồi chọn lại.") from error
    except Exception as error:  # python-docx and lxml fail in a dozen ways on a broken document
        raise AppError(DAMAGED) from error


def lines(document: Any) -> tuple[Line, ...]:
    """Every line of the text, of the tables, of heads, feet and footnotes, and of the document's own card."""
    try:
        return tuple(_all(document))
    except Exception as error:  # a damaged part is met only when it is read
        raise AppError(DAMAGED) from error


def _all(document: Any) -> Iterator[Line]:
    yield from _Reader("", 0).read(document.element.body)
    for number, (name, root) in enumerate(_other_parts(document), 1):
        yield from _Reader(f"{name}, ", number).read(root)
    for name in PROPERTIES:
        text = str(getattr(document.core_properties, name) or "")
        yield Line(text, "Thuộc tính của tệp", -1, 0, -1, 0)


def _other_parts(document: Any) -> Iterator[tuple[str, Any]]:
    from docx.oxml import parse_xml

    named = {"header": "Đầu trang", "footer": "Chân trang", "footnotes": "Chú thích"}
    for relation in document.part.rels.values():
        kind = relation.reltype.rsplit("/", 1)[-1]
        if kind in named and not relation.is_external:
            yield named[kind], parse_xml(relation.target_part.blob)


class _Reader:
    """Walks through one part and counts what the clerk can count: paragraphs with text, tables, rows, cells."""

    def __init__(self, name: str, part: int) -> None:
        self.name, self.part = name, part
        self.paragraphs = self.tables = self.ids = 0

    def read(self, root: Any) -> Iterator[Line]:
        yield from self._inside(root, "", 0, self._id(), 0)

    def _id(self) -> int:
        self.ids += 1
        return self.part * 1_000_000 + self.ids

    def _inside(self, node: Any, place: str, row: int, box: int, table: int) -> Iterator[Line]:
        for child in node:
            if child.tag == f"{_W}tbl":
                yield from self._table(child)
            elif child.tag == f"{_W}p":
                yield from self._paragraph(child, place, row, box, table)
            elif child.tag != _FALLBACK:
                yield from self._inside(child, place, row, box, table)

    def _table(self, node: Any) -> Iterator[Line]:
        self.tables += 1
        name, table = f"Bảng {self.tables}", self._id()
        for at, line in enumerate(node.iterchildren(f"{_W}tr"), 1):
            row = self._id()
            for column, cell in enumerate(line.iterchildren(f"{_W}tc"), 1):
                place = f"{name}, hàng {at}, cột {column}"
                yield from self._inside(cell, place, row, self._id(), table)

    def _paragraph(self, node: Any, place: str, row: int, box: int, table: int) -> Iterator[Line]:
        text = "".join(_texts(node))
        if text.strip() and not place:
            self.paragraphs += 1
        paragraph = self._id()
        found = place or f"đoạn {self.paragraphs}"
        words = f"{self.name}{found}" if self.name else f"{found[:1].upper()}{found[1:]}"
        for number, line in enumerate(text.split("\n"), 1):
            yield Line(line, f"{words}, dòng {number}", paragraph, row, box, table)
        # A box of text inside a paragraph has paragraphs of its own.
        for inner in node.iter(f"{_W}txbxContent"):
            if not any(it.tag == _FALLBACK for it in inner.iterancestors()):
                yield from self._inside(inner, place, row, self._id(), table)


def _texts(node: Any) -> Iterator[str]:
    """What is typed in a paragraph itself, with line breaks."""
    for child in node:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS:
            yield _BREAKS[child.tag]
        elif child.tag not in (f"{_W}txbxContent", f"{_W}pPr", f"{_W}rPr", _FALLBACK):
            yield from _texts(child)
