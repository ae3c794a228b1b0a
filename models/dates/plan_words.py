"""Who does a thing to do, in words."""

from collections.abc import Collection
from typing import get_args

from models.duties import Deadline, Owner
from models.season import Season
from models.texts import begun
from models.year_plan import PlanItem


def owners_among(present: Collection[Owner], season: Season) -> list[tuple[str, str]]:
    """Those of them to choose from, in the order of the offices, by their names."""
    return [(it, owner_name(it, season)) for it in get_args(Owner) if it in present]


def owner_name(kind: Owner, season: Season, *, signed: bool = False) -> str:
    """ "Trưởng khối (Báo Lào Cai)" · "Các đơn vị" · the Board by its name. A unit by its short name where it has one,
    in what is `signed` by its whole name."""
    unit = season.unit(season.head if kind == "head" else season.deputy)
    if unit is None or kind not in ("head", "deputy"):
        return role_name(kind, season)
    name = unit.name if signed else unit.short_name or unit.name
    return f"{role_name(kind, season)} ({name})"


def role_name(kind: Owner, season: Season) -> str:
    """The same without the unit that holds the office this year: "Trưởng khối"."""
    return role(kind, season.block.word, season.pack.board_name)


def role(kind: Owner, word: str = "Khối", board: str = "cơ quan thẩm định") -> str:
    """Who does it, of any block: `word` is what one calls itself, `board` the body that appraises."""
    names: dict[Owner, str] = {
        "head": f"Trưởng {word.lower()}",
        "deputy": f"Phó Trưởng {word.lower()}",
        "units": "Các đơn vị",
        "board": begun(board),
        "council": "Hội đồng Thi đua - Khen thưởng",
    }
    return names[kind]


def who(deadline: Deadline, own: PlanItem | None, season: Season) -> str:
    """Who does it: the office or persons in charge where the plan names them, else the kind of owner."""
    return own.in_charge if own and own.in_charge else owner_name(deadline.owner, season)
