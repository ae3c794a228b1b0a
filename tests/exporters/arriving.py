"""Files read as the inbox reads them: each, and each of a zip."""

from pathlib import Path

from exporters.incoming.arrivals import read, unpack
from models.collecting.inbox import Said
from models.season import Season


def read_all(path: Path, season: Season, unit: str = "") -> tuple[Said, ...]:
    """What the file says, and each file of a zip as a reading of its own; at least one."""
    return tuple(read(it, season, unit) for it in unpack(path))
