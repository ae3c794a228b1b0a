"""Commendations and exemplary models of the year as papers tell them: by level, counted, by name."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from models.collected import AwardLevel, Commended, Exemplar, Whom
from models.papers.registration import percent_words, whole
from models.papers.report import Cell, Column, Row, RowRole, Table
from models.papers.words import NOTHING
from models.season import Season

LEVEL_NAMES: dict[AwardLevel, str] = {
    "state": "cấp Nhà nước",
    "province": "cấp tỉnh",
    "ministry": "cấp bộ, ngành",
    "badge": "Huy hiệu của tỉnh",
    "own": "đơn vị khen thưởng",
    "block": "khối thi đua khen thưởng",
}
"""Who gives an award, from the highest level down (HD 1560/SNV-TĐKT, form 02, II.2)."""
WHOM_NAMES: dict[Whom, str] = {"collective": "tập thể", "individual": "cá nhân"}
_COUNTS = (
    Column("title", "Danh hiệu, hình thức khen thưởng", 66),
    Column("whom", "Đối tượng", 22, "center"),
    Column("proposed", "Số lượng trình", 20, "right"),
    Column("granted", "Đã có quyết định", 22, "right"),
    Column("share", "Tỷ lệ", 18, "right"),
    Column("small", "Tập thể nhỏ, người lao động trực tiếp", 30, "right"),
)
_Counts = tuple[int | None, int | None, int | None]


def summed(values: Iterable[int | None]) -> int | None:
    """The sum of the counts that are known, None where none is: empty is not zero."""
    known = [it for it in values if it is not None]
    return sum(known) if known else None


def awards_table(found: Sequence[Commended]) -> Table:
    """Awards by level and title: proposed, granted, the share of the two, and of those granted the small
    collectives and people who do the work themselves. A sum adds what is known."""
    rows: list[Row] = []
    for level, name in LEVEL_NAMES.items():
        own = [it for it in found if it.level == level]
        if own:
            rows.append(Row(level, (Cell(f"{name[:1].upper()}{name[1:]}", span=6),), "group"))
        for title, whom in dict.fromkeys((it.title, it.whom) for it in own):
            same = [it for it in own if (it.title, it.whom) == (title, whom)]
            rows.append(_row(f"{level}:{title}:{whom}", title, WHOM_NAMES[whom], same))
    rows.append(_row("total", "Tổng cộng", "", found, "total"))
    return Table(_COUNTS, tuple(rows))


def share_of_granted(found: Sequence[Commended]) -> Decimal | None:
    """How many per cent of those proposed were granted; None unless both counts of every award are known."""
    if any(it.proposed is None or it.granted is None for it in found):
        return None
    return percent(summed(it.granted for it in found), summed(it.proposed for it in found))


def _sums(found: Sequence[Commended]) -> _Counts:
    return (
        summed(it.proposed for it in found),
        summed(it.granted for it in found),
        summed(it.small for it in found),
    )


def _row(
    key: str, title: str, whom: str, found: Sequence[Commended], role: RowRole = "body"
) -> Row:
    proposed, granted, small = _sums(found)
    share = share_of_granted(found)
    cells = (
        Cell(title),
        Cell(whom),
        _count(proposed),
        _count(granted),
        Cell(percent_words(share)),
        _count(small),
    )
    return Row(key, cells, role)


def _count(value: int | None) -> Cell:
    return Cell(NOTHING) if value is None else whole(value)


def percent(part: int | None, of: int | None) -> Decimal | None:
    """A share in per cent; None while one of the two counts is not known or there is nothing to share."""
    return None if part is None or not of else Decimal(part) * 100 / of


def awards_words(found: Sequence[Commended]) -> str:
    """ "Bằng khen, tập thể: 2; Huân chương, cá nhân: 1 (Nguyễn Văn A)", "" for none.

    The count is of those granted; of an award that was only proposed it says so.
    """
    parts = []
    for title, whom in dict.fromkeys((it.title, it.whom) for it in found):
        same = [it for it in found if (it.title, it.whom) == (title, whom)]
        proposed, granted, _small = _sums(same)
        count = NOTHING
        if granted is not None:
            count = str(granted)
        elif proposed is not None:
            count = f"trình {proposed}, chưa có quyết định"
        names = "; ".join(it.name for it in same if it.name)
        parts.append(f"{title}, {WHOM_NAMES[whom]}: {count}{f' ({names})' if names else ''}")
    return "; ".join(parts)


def exemplar_words(season: Season, found: Sequence[Exemplar], *, units: bool = True) -> str:
    """ "2 tập thể (A; B), 1 cá nhân (Nguyễn Văn C, Ban Dân vận)", "" for none."""
    parts = []
    for whom, name in WHOM_NAMES.items():
        same = [it for it in found if it.whom == whom]
        if same:
            named = "; ".join(_named(season, it) if units else it.name for it in same)
            parts.append(f"{len(same)} {name} ({named})")
    return ", ".join(parts)


def _named(season: Season, it: Exemplar) -> str:
    unit = season.unit(it.unit)
    return f"{it.name}, {unit.name}" if unit and unit.name != it.name else it.name


def decision_words(document: str, decided: str) -> str:
    """ "Quyết định 12/QĐ-KTĐ, 20/12/2023"; what is not known is left out."""
    return ", ".join(it for it in (document, decided) if it)
