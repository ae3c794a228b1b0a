"""Ways of making a form as units send it: with several libraries, with LibreOffice, by hand in the XML."""

import io
import re
import shutil
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms.identity import HIDDEN
from exporters.forms.score.layout import SHEET
from tests.exporters import xlsb_writer
from tests.exporters.filling import fill, put, sheet_of, written
from tests.exporters.form_samples import FULL, SEASON, USUAL

KEPT = Path(__file__).resolve().parent.parent / "data" / "bad_forms"
NUMBERS = {code: float(value) for code, value in FULL.items()}
SHEET_PART = "xl/worksheets/sheet1.xml"
Make = Callable[[Path], Path]
"""Makes one file in a folder."""


def good(folder: Path) -> Path:
    """A form without a fault, saved by openpyxl."""
    path = written(SEASON, USUAL, folder)
    fill(path, NUMBERS)
    return path


def edited(change: Callable[[Worksheet], object]) -> Make:
    """The good form, its sheet changed with openpyxl."""

    def make(folder: Path) -> Path:
        path = good(folder)
        book = openpyxl.load_workbook(path)
        change(sheet_of(book))
        book.save(path)
        return path

    return make


def with_cell(value: object, code: str = "I.1", key: str = "points") -> Make:
    """The good form with one other value."""
    return edited(lambda sheet: put(sheet, code, value, key))


def with_parts(change: Callable[[dict[str, bytes]], object], base: Make = good) -> Make:
    """The good form with its parts changed by hand."""

    def make(folder: Path) -> Path:
        path = base(folder)
        with zipfile.ZipFile(path) as source:
            parts = {name: source.read(name) for name in source.namelist()}
        change(parts)
        write_zip(path, parts)
        return path

    return make


def rewritten(pattern: bytes, new: bytes, part: str = SHEET_PART) -> Make:
    """The good form with one of its parts changed by a pattern that must be there."""

    def change(parts: dict[str, bytes]) -> None:
        parts[part], count = re.subn(pattern, new, parts[part], flags=re.DOTALL)
        assert count, f"{pattern!r} is not in {part}"

    return with_parts(change)


def without(part: str, base: Make = good) -> Make:
    """The form without one of its parts."""
    return with_parts(lambda parts: parts.pop(part), base)


def write_zip(path: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)


def raw(name: str, data: bytes) -> Make:
    """A file of these bytes."""

    def make(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return make


def kept(name: str) -> Make:
    """One of the files that LibreOffice made (`make_bad_forms`)."""

    def make(folder: Path) -> Path:
        return Path(shutil.copy(KEPT / name, folder / name))

    return make


def cut(share: float) -> Make:
    """The good form, broken off."""

    def make(folder: Path) -> Path:
        path = good(folder)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])
        return path

    return make


Cells = list[tuple[int, int, Any]]


def cells_of(path: Path) -> dict[str, Cells]:
    """The values of every sheet, formulas left out, counted from 0."""
    book = openpyxl.load_workbook(path)
    return {
        sheet.title: [
            (cell.row - 1, cell.column - 1, cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None and not str(cell.value).startswith("=")
        ]
        for sheet in book.worksheets
    }


def by_xlsxwriter(changes: Sequence[tuple[int, int, Any]] = (), **options: object) -> Make:
    """The good form's values written anew by XlsxWriter, as another program's copy of it."""

    def make(folder: Path) -> Path:
        sheets = cells_of(good(folder))
        path = folder / "BDV.xlsx"
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False, **options}) as book:
            for name, cells in sheets.items():
                sheet = book.add_worksheet(name)
                changed = {(row, column): value for row, column, value in cells}
                if name == SHEET:
                    changed |= {(row, column): value for row, column, value in changes}
                if name == HIDDEN:
                    sheet.hide()
                for (row, column), value in sorted(changed.items(), key=lambda it: it[0]):
                    sheet.write(row, column, value)
        return path

    return make


def by_hand_xlsb(changes: Sequence[tuple[int, int, object]] = ()) -> Make:
    """The good form's values as .xlsb."""

    def make(folder: Path) -> Path:
        sheets: dict[str, list[tuple[int, int, object]]] = {}
        for name, cells in cells_of(good(folder)).items():
            changed: dict[tuple[int, int], object] = {(it[0], it[1]): it[2] for it in cells}
            if name == SHEET:
                changed |= {(it[0], it[1]): it[2] for it in changes}
            in_order = sorted(changed.items(), key=lambda it: it[0])
            sheets[name] = [(row, column, value) for (row, column), value in in_order]
        path = folder / "BDV.xlsb"
        xlsb_writer.write(path, sheets)
        return path

    return make


def zipped(*parts: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return out.getvalue()
