"""Workbooks and documents made for a test, and what a grid read from them holds."""

from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest

from exporters.incoming.table_grid import read_grids
from models.errors import AppError
from models.table_reading.grid import TableGrid


def workbook(path: Path, cells: dict[str, Any], merged: tuple[str, ...] = ()) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bảng điểm"
    for address, value in cells.items():
        sheet[address] = value
    for area in merged:
        sheet.merge_cells(area)
    book.save(path)
    return path


def texts(grid: TableGrid) -> list[list[str]]:
    return [[cell.text for cell in row] for row in grid.rows]


def refused(path: Path) -> str:
    with pytest.raises(AppError) as caught:
        read_grids(path)
    return str(caught.value)


def document(path: Path, rows: list[list[str]]) -> Any:
    made = docx.Document()
    table = made.add_table(len(rows), len(rows[0]))
    for row, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(row.cells, values, strict=True):
            cell.text = value
    made.save(str(path))
    return made
