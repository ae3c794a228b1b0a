"""The frame of every paper beside its golden file: sheets, kinds of paragraphs, columns with keys and widths, rows, formulas."""

import os
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from models.papers.report import Content, Paragraph, Report, Table
from tests.models.every_paper import papers, whole
from tests.models.papers_of_the_year import DAY

GOLDEN = Path(__file__).parents[2] / "golden" / "papers" / "layouts.txt"
UPDATE = "UPDATE_GOLDEN"


def frame(key: str, report: Report) -> Iterator[str]:
    """A line a part, a table, and a run of paragraphs of one kind; no words of the paper but its file's name."""
    yield f"\n{key}: {report.file_stem} {report.page}{' annex' if report.is_annex else ''}"
    for part in report.parts:
        marks = (" landscape" if part.landscape else "") + (" opens" if part.opens else "")
        yield f"[{part.sheet}]{marks}"
        for kind, run in groupby(part.contents, _kind):
            contents = list(run)
            if kind == "table":
                for it in contents:
                    assert isinstance(it, Table)
                    yield from _table(it)
            else:
                yield f"  {kind} {len(contents)}"


def _kind(it: Content) -> str:
    if isinstance(it, Paragraph):
        return it.role
    return "table" if isinstance(it, Table) else "signature"


def _table(table: Table) -> Iterator[str]:
    for it in table.columns:
        yield f"    {it.key} {it.width:g} {it.align}: {it.title.replace(chr(10), ' / ')}"
    rows = [f"{it.key} {it.role}" for it in table.rows]
    yield f"  {table.look}, {len(rows)} rows: {', '.join(rows[:2])} … {', '.join(rows[-2:])}"
    roles = Counter(it.role for it in table.rows)
    yield f"  {'; '.join(f'{role} {count}' for role, count in roles.items())}"
    cells = [cell for row in table.rows for cell in row.cells]
    formulas = [it.formula for it in cells if it.formula is not None]
    said = {
        "figures": sum(it.number is not None for it in cells),
        "formulas": len(formulas),
        "capped": sum(it.cap is not None for it in formulas),
        "rounded": sum(it.decimals is not None for it in formulas),
        "muted": sum(it.muted for it in cells),
        "struck": sum(it.strike for it in cells),
    }
    yield f"  {'; '.join(f'{what} {count}' for what, count in said.items() if count)}"


def test_every_paper_is_laid_out_as_in_the_golden_file() -> None:
    made = dict(papers(whole("state")))
    told = "\n".join(line for key, report in made.items() for line in frame(key, report)) + "\n"
    if os.environ.get(UPDATE):
        GOLDEN.write_text(told, encoding="utf-8")
    assert told == GOLDEN.read_text(encoding="utf-8")
    assert {it.printed_on for it in made.values()} == {DAY}


def test_no_two_rows_or_columns_of_a_table_are_known_by_one_key() -> None:
    for key, report in papers(whole("state")):
        for table in (it for part in report.parts for it in part.tables):
            for keys in ([it.key for it in table.columns], [it.key for it in table.rows]):
                named = [it for it in keys if it]
                assert len(set(named)) == len(named), key
