"""LibreOffice as a unit's office program, without a window and with a profile of its own."""

import shutil
import subprocess
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path

from lxml import etree

SOFFICE = shutil.which("soffice")
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CALC = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def convert(source: Path, suffix: str, folder: Path) -> Path:
    """`source` saved by LibreOffice under another suffix, in `folder`."""
    assert SOFFICE
    folder.mkdir(exist_ok=True)
    profile = (folder.parent / "office-profile").as_uri()
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={profile}", "--headless"),
            *("--convert-to", suffix, "--outdir", folder, source),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder / f"{source.stem}.{suffix}"


def fill_flat(path: Path, cells: Mapping[tuple[str, int], float | str]) -> None:
    """Write into a flat OpenDocument file: (id in column A, column from 0) → value."""
    tree = etree.parse(str(path))
    for row in tree.iter(f"{_TABLE}table-row"):
        items = list(row)
        row_id = "".join(items[0].itertext()).strip() if items else ""
        for (wanted, column), value in cells.items():
            if wanted == row_id:
                _set(_cell(row, column), value)
    tree.write(str(path), encoding="utf-8", xml_declaration=True)


def _cell(row: etree._Element, column: int) -> etree._Element:
    """The cell at `column`, taken out of a run of repeated cells where it lies in one."""
    at = 0
    for index, cell in enumerate(list(row)):
        run = int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
        if at <= column < at + run:
            row.remove(cell)
            parts = [column - at, 1, at + run - column - 1]
            made = [deepcopy(cell) for _ in parts]
            for part, count in zip(made, parts, strict=True):
                part.set(f"{_TABLE}number-columns-repeated", str(count))
            kept = [part for part, count in zip(made, parts, strict=True) if count]
            for offset, part in enumerate(kept):
                row.insert(index + offset, part)
            return made[1]
        at += run
    raise AssertionError(f"no column {column}")


def _set(cell: etree._Element, value: float | str) -> None:
    for name in ("value", "value-type"):
        cell.attrib.pop(f"{_OFFICE}{name}", None)
        cell.attrib.pop(f"{_CALC}{name}", None)
    for child in list(cell):
        cell.remove(child)
    if isinstance(value, str):
        cell.set(f"{_OFFICE}value-type", "string")
    else:
        cell.set(f"{_OFFICE}value-type", "float")
        cell.set(f"{_OFFICE}value", repr(value))
    paragraph = etree.SubElement(cell, f"{_TEXT}p")
    paragraph.text = str(value)
