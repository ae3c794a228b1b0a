"""Filling in a form as a unit does, with openpyxl and by row id, and breaking it as units do."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from exporters.forms.identity import HIDDEN
from exporters.forms.score.layout import (
    COMPUTED,
    COMPUTED_FREE,
    CRITERION,
    CRITERION_FREE,
    EXEMPT,
    GROUP,
    SHEET,
)
from models.block import Unit
from models.season import Season

_OWN = (CRITERION, CRITERION_FREE, COMPUTED, COMPUTED_FREE, EXEMPT, GROUP)


def written(season: Season, unit: Unit, folder: Path) -> Path:
    """The form of a unit, fresh from the program."""
    target = folder / score_form.file_name(season, unit)
    score_form.write(season, unit, target)
    return target


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    return book[SHEET]


def row_of(sheet: Worksheet, code: str) -> int:
    """The row of a criterion or group, or of an input row by its whole id, counted from 1."""
    wanted = {code, *(f"{prefix}{code}" for prefix in _OWN)}
    return next(cell.row for cell in sheet["A"] if cell.value in wanted)


def column_of(sheet: Worksheet, key: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == key)


def put(sheet: Worksheet, code: str, value: Any, key: str = "points") -> str:
    """Write into one cell of a criterion; returns its address."""
    cell = sheet.cell(row_of(sheet, code), column_of(sheet, key))
    cell.value = value
    return str(cell.coordinate)


def fill(path: Path, points: Mapping[str, Any], *, evidence: str = "Báo cáo số 12") -> None:
    """Points into the file at `path`, each with its evidence ("" for none)."""
    book = openpyxl.load_workbook(path)
    for code, value in points.items():
        put(sheet_of(book), code, value)
        if evidence:
            put(sheet_of(book), code, evidence, "evidence")
    book.save(path)


def change_identity(path: Path, **values: str) -> None:
    """Overwrite values of the hidden sheet."""
    book = openpyxl.load_workbook(path)
    for row in book[HIDDEN].iter_rows(max_col=2):
        if row[0].value in values:
            row[1].value = values[row[0].value]
    book.save(path)
