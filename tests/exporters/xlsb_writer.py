"""A small .xlsb file, written record by record: no office program here can save one."""

import struct
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    "</Types>"
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
ERROR = "#N/A"


def write(path: Path, sheets: Mapping[str, Sequence[tuple[int, int, object]]]) -> None:
    """Sheets by name, each with its cells (row, column, number or text or `ERROR`) in order."""
    bundles = b"".join(
        _record(156, struct.pack("<II", 0, number) + _wide(f"rId{number}") + _wide(name))
        for number, name in enumerate(sheets, start=1)
    )
    book = _record(131) + _record(143) + bundles + _record(144) + _record(132)
    links = "".join(
        f'<Relationship Id="rId{number}" Type="worksheet" Target="worksheets/sheet{number}.bin"/>'
        for number in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("xl/workbook.bin", book)
        rels = f'<Relationships xmlns="{_RELATIONS}">{links}</Relationships>'
        archive.writestr("xl/_rels/workbook.bin.rels", rels)
        for number, cells in enumerate(sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.bin", _sheet(cells))


def _sheet(cells: Sequence[tuple[int, int, object]]) -> bytes:
    last = (max(it[0] for it in cells), max(it[1] for it in cells))
    made = _record(129) + _record(148, struct.pack("<4I", 0, last[0], 0, last[1])) + _record(145)
    at = -1
    for row, column, value in cells:
        if row != at:
            made += _record(0, struct.pack("<I", row) + bytes(13))
            at = row
        made += _cell(column, value)
    return made + _record(146) + _record(130)


def _cell(column: int, value: object) -> bytes:
    head = struct.pack("<II", column, 0)
    if value == ERROR:
        return _record(3, head + b"\x2a")
    if isinstance(value, int | float):
        return _record(5, head + struct.pack("<d", value))
    return _record(6, head + _wide(str(value)))


def _record(kind: int, content: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    length, sizes = len(content), b""
    while True:
        length, low = length >> 7, length & 0x7F
        sizes += bytes([low | (0x80 if length else 0)])
        if not length:
            return head + sizes + content


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
