"""Tables drawn as text: one row a line, cells between bars; "<" is merged with the cell at its left,
"^" with the cell above it. Blanks in front of a cell's text beyond the first are its indent."""

from models.errors import Problem
from models.table import TableRow
from models.table_reading.grid import EMPTY, GridCell, Source, TableGrid, filled_grid, text_cell
from models.table_reading.mapping import guess
from models.table_reading.reader import Imported, read
from tests.models.problem_codes import codes_of


def grid(drawn: str, source: Source = "sheet", name: str = "Bảng điểm") -> TableGrid:
    """The grid that the drawing shows."""
    rows: list[list[GridCell]] = []
    for number, line in enumerate(drawn.strip("\n").split("\n")):
        row: list[GridCell] = []
        for column, text in enumerate(line.split("|")):
            mark = text.strip()
            if mark == "<":
                row.append(text_cell("", row[-1].anchor or (number, column - 1)))
            elif mark == "^":
                above = rows[-1][column]
                row.append(text_cell("", above.anchor or (number - 1, column)))
            else:
                words = (text.removeprefix(" ")).replace("\\n", "\n")
                row.append(text_cell(words) if mark else EMPTY)
        rows.append(row)
    return filled_grid(name, rows, source)


def imported(drawn: str, source: Source = "sheet") -> Imported:
    """The drawing read with the guessed mapping; what it tells is told in whole sentences."""
    drawing = grid(drawn, source)
    found = read(drawing, guess(drawing))
    assert len(codes_of(found.problems)) == len(found.problems)
    return found


def outline(found: Imported) -> list[str]:
    """Each row as "code points title", a group or criterion without points as "code – title"."""
    made = []
    for top in found.rows:
        for _, row in top.walk():
            made.append(f"{row.code} {_points(row)} {row.title}")
    return made


def told(found: Imported) -> list[tuple[str, str]]:
    """The code and the place of every problem."""
    return [(it.code, it.cell or it.where) for it in found.problems]


def only(found: Imported, code: str) -> Problem:
    """The one problem with this code."""
    [problem] = [it for it in found.problems if it.code == code]
    return problem


def _points(row: TableRow) -> str:
    return "–" if row.max_points is None else f"{row.max_points.normalize():f}"
