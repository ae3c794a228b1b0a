"""Word files for the tests of the office's own templates, drawn with python-docx, and what is read back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx

from models.papers.field_lists import ListField
from models.papers.fields import TemplateField, fields
from models.papers.words import calculate
from models.season import Season
from tests.models.year_papers import full

Make = Callable[..., Path]
Build = Callable[[Any], None]


def template(folder: Path, *texts: str, build: Build | None = None) -> Path:
    """A Word file with these paragraphs; `build` draws more into it."""
    document = docx.Document()
    for text in texts:
        document.add_paragraph(text)
    if build is not None:
        build(document)
    path = folder / "Mẫu.docx"
    document.save(str(path))
    return path


def found(season: Season | None = None, unit: str = "") -> tuple[TemplateField, ...]:
    """The fields of a season, of the full sample by default."""
    made = season or full()
    return fields(made, calculate(made), unit)


def paragraphs(path: Path) -> list[str]:
    """The texts of the paragraphs outside tables."""
    return [it.text for it in docx.Document(str(path)).paragraphs]


def rows(path: Path) -> list[list[str]]:
    """The texts of the first table."""
    return [[cell.text for cell in row.cells] for row in docx.Document(str(path)).tables[0].rows]


def table(*lines: tuple[str, ...]) -> Build:
    """A table of these rows."""

    def build(document: Any) -> None:
        drawn = document.add_table(len(lines), len(lines[0]))
        for row, texts in zip(drawn.rows, lines, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text

    return build


def list_field(told: tuple[TemplateField, ...], name: str) -> ListField:
    """The list of that name."""
    it = next(it for it in told if it.name == name)
    assert isinstance(it, ListField)
    return it


MEMBERS = table(
    ("STT", "Tên đơn vị"),
    ("{%tr for it in thanh_vien %}", ""),
    ("{{ it.stt }}", "{{ it.ten }}"),
    ("{%tr endfor %}", ""),
)
