"""What a change must find in the file before it may be made; not finding it is an `AppError`."""

import sqlite3
from typing import NamedTuple

from models.block import Unit
from models.errors import AppError
from models.season import ScoreKey, Season
from storage.book_rows import rows


class Codes(NamedTuple):
    """What a score may stand on in one season."""

    units: frozenset[str]
    criteria: frozenset[str]
    stages: frozenset[str]

    def fault(self, key: ScoreKey) -> str:
        """Why no score may stand there, "" when it may."""
        if key.unit not in self.units:
            return f"Không có đơn vị mang mã “{key.unit}” trong khối."
        if key.criterion not in self.criteria:
            return f"Bảng chấm điểm không có tiêu chí “{key.criterion}”."
        if key.stage not in self.stages:
            return f"Bộ quy tắc không có bước chấm “{key.stage}”."
        return ""


def codes_of(season: Season) -> Codes:
    """The codes of a season."""
    return Codes(
        frozenset(it.id for it in season.units),
        frozenset(it.code for it in season.table.criteria()),
        frozenset(it.code for it in season.pack.stages),
    )


def season_of(db: sqlite3.Connection, year: int, *, scores: bool = True) -> Season:
    """The season of this year, without its scores where they are not needed."""
    if year not in rows.years(db):
        raise AppError(f"Tệp này không có năm thi đua {year}.")
    return rows.read_season(db, year, scores=scores)


def unit_of(season: Season, unit_id: str) -> Unit:
    """The unit with this id."""
    unit = season.unit(unit_id)
    if unit is None:
        raise AppError(f"Không có đơn vị mang mã “{unit_id}” trong khối; có thể đã bị xoá.")
    return unit
