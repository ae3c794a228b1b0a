"""What is said while a table is taken from a file. No Qt."""

from collections.abc import Sequence

from models.errors import Problem
from models.table_reading.grid import TableGrid
from models.table_reading.reader import Imported

STEPS = ("Chọn tệp", "Chọn bảng trong tệp", "Cột nào là gì", "Xem lại, đưa vào sổ")


def size(grid: TableGrid) -> str:
    """ "48 hàng, 6 cột"."""
    return f"{len(grid.rows)} hàng, {grid.width} cột"


def first_words(grid: TableGrid, longest: int = 120) -> str:
    """The first texts of the grid, to know it by."""
    texts: list[str] = []
    for number in range(len(grid.rows)):
        texts += [" ".join(cell.text.split()) for cell in grid.rows[number] if cell.text.strip()]
        if sum(map(len, texts)) > longest:
            break
    words = " · ".join(texts)
    return words if len(words) <= longest else f"{words[:longest].rstrip()} …"


def counted(problems: Sequence[Problem]) -> tuple[int, int]:
    """How many errors, how many warnings."""
    errors = sum(1 for it in problems if it.severity == "error")
    return errors, len(problems) - errors


def verdict(found: Imported) -> tuple[str, str]:
    """A word for the reading and its tone."""
    errors, warnings = counted(found.problems)
    if errors:
        return f"{errors} lỗi", "error"
    if warnings:
        return f"{warnings} cảnh báo", "warn"
    return "Đọc được", "done"


def rows_words(found: Imported) -> str:
    """ "Đọc được 48 dòng, bỏ qua 3 dòng."."""
    rows = sum(1 for row in found.rows for _ in row.walk())
    words = f"Đọc được {rows} dòng"
    return f"{words}, bỏ qua {len(found.skipped)}." if found.skipped else f"{words}."
