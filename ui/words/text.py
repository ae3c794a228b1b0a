"""How figures, days and ranks are written on screen; widgets never format them themselves."""

from datetime import date, datetime
from decimal import Decimal

from models.dates.workdays import with_weekday as day_with_weekday
from models.points import show, show_short
from models.ranks.ranking import Standing

__all__ = [
    "NOTHING",
    "day",
    "day_with_weekday",
    "file_size",
    "moment",
    "points",
    "points_short",
    "rank",
]

NOTHING = "–"


def points(value: Decimal | None, decimals: int = 2) -> str:
    """Points with a fixed number of decimals; a dash where there is no value (never 0)."""
    return NOTHING if value is None else show(value, decimals)


def points_short(value: Decimal | None) -> str:
    """Points without needless zeros; a dash where there is no value."""
    return NOTHING if value is None else show_short(value)


def rank(standing: Standing) -> str:
    """ "1", "2 =" for a shared rank, a dash for a unit that is not ranked."""
    if standing.rank is None:
        return NOTHING
    return f"{standing.rank} =" if standing.tied else str(standing.rank)


def day(value: date) -> str:
    """dd/mm/yyyy."""
    return f"{value:%d/%m/%Y}"


def moment(value: datetime, now: datetime) -> str:
    """When something happened, as short as it can be: "14:32", "hôm qua 08:05", "21/11 08:05"."""
    if value.date() == now.date():
        return f"{value:%H:%M}"
    if (now.date() - value.date()).days == 1:
        return f"hôm qua {value:%H:%M}"
    return f"{value:%d/%m %H:%M}" if value.year == now.year else f"{value:%d/%m/%Y %H:%M}"


def file_size(count: int) -> str:
    """Bytes as a clerk reads them: "850 byte", "12 KB", "1,4 MB"."""
    if count < 1000:
        return f"{count} byte"
    if count < 1_000_000:
        return f"{count // 1000} KB"
    return f"{count // 100_000 / 10:.1f} MB".replace(".", ",")
