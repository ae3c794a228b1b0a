"""The cells of a workbook (.xlsx, .xlsb, .xls, .ods), read with calamine, and what calamine does not tell.

calamine lays a sheet out as a full rectangle: one stray cell in the last row and column would take
half a terabyte and end the program. It also gives cells with an error, and formulas stored without a
result, as empty. So every sheet is looked over first, in the way of its container.
"""

import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from exporters.incoming import workbook_ods, workbook_xls, workbook_xlsb, workbook_xlsx
from exporters.incoming.workbook_looks import Cell, Looker, Looks, UnreadableWorkbookError

Container = Literal["xlsx", "xlsb", "xls", "ods"]

_NOISE = 6
_WHOLE = 1e15


def exact(value: float) -> Decimal:
    """The decimal number that was meant: what Excel shows, without the noise of binary sums."""
    if float(value).is_integer() and abs(value) < _WHOLE:
        return Decimal(int(value))
    number = Decimal(repr(value))
    # A float this large has no decimals.
    return number if abs(value) >= _WHOLE else round(number, _NOISE).normalize() + 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: `rows[i][j]` is the value of a cell counted from 0, "" when it is empty.

    `errors` are cells that show an error (#N/A), `hollow` formulas without a stored result, `formulas`
    the text of those where it is known. `far` is the name of a cell that lies too far out
    ("XFD1048576"): the sheet was then not read at all.
    """

    name: str
    rows: list[list[Any]] = field(default_factory=list)
    errors: frozenset[Cell] = frozenset()
    hollow: frozenset[Cell] = frozenset()
    far: str = ""
    formulas: Mapping[Cell, str] = field(default_factory=dict)


class Workbook:
    """An open workbook; sheets are read when they are asked for."""

    def __init__(self, data: bytes, container: Container = "xlsx") -> None:
        """Raises UnreadableWorkbookError when the bytes are no whole file of that container, and
        LockedWorkbookError when it has a password."""
        self._book: Any = None
        try:
            self._open(data, container)
        except BaseException as error:
            raise _unreadable(error) from error

    def _open(self, data: bytes, container: Container) -> None:
        from python_calamine import load_workbook

        if container == "xlsx":
            self._look: Looker = workbook_xlsx.looker(data)
        else:
            looks = _look_over(data, container)
            self._look = looks.__getitem__
            self.names = list(looks)
            # These are laid out whole as soon as they are opened.
            if any(it.far for it in looks.values()):
                return
        self._book = load_workbook(io.BytesIO(data))
        self.names = list(self._book.sheet_names)

    @property
    def far_sheet(self) -> Sheet | None:
        """The sheet that kept the whole file from being opened, because of a cell too far out."""
        if self._book is not None:
            return None
        looks = {name: self._look(name) for name in self.names}
        return next((Sheet(name, far=it.far) for name, it in looks.items() if it.far), None)

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name. Raises UnreadableWorkbookError when its part is broken."""
        try:
            seen = self._look(name)
            if seen.far or self._book is None:
                return Sheet(name, far=seen.far)
            rows = self._book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except BaseException as error:
            raise _unreadable(error) from error
        return Sheet(name, rows, seen.errors, seen.hollow, formulas=seen.formulas)


def _look_over(data: bytes, container: Container) -> Mapping[str, Looks]:
    if container == "xls":
        return workbook_xls.look_over(data)
    return workbook_ods.look_over(data) if container == "ods" else workbook_xlsb.look_over(data)


def _unreadable(error: BaseException) -> BaseException:
    """What to raise where the libraries failed on the bytes. A panic of the reader's Rust code derives
    from BaseException; Ctrl+C passes untouched."""
    if isinstance(error, UnreadableWorkbookError):
        return error
    if isinstance(error, Exception) or type(error).__name__ == "PanicException":
        return UnreadableWorkbookError(str(error))
    return error
