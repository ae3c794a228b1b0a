"""The closed versions of a result, read back with the mark that their papers carry. No Qt.

A frozen document cannot hold the record of its own closing, which names its hash; it is put back here.
"""

from dataclasses import replace

from models.ranks.ranking import Standing, rank
from models.scores.scoring import score
from models.season import Season
from storage.block_file import BlockFile


def closed_version(book: BlockFile, season: Season, number: int) -> Season:
    """The season as it was closed, with the closings up to its own. Raises `AppError` when there is none."""
    frozen = book.closed_version(season.year, number)
    return replace(frozen, closings=tuple(it for it in season.closings if it.number <= number))


def official(book: BlockFile, season: Season) -> tuple[Season, tuple[Standing, ...]] | None:
    """What says who wins in a closed year, whatever points came after the meeting: the newest closed version and
    its ranking. None where the season itself says it."""
    if not (season.is_final and season.closings):
        return None
    closed = closed_version(book, season, season.closings[-1].number)
    return closed, rank(score(closed), closed.pack)


def closed_versions(book: BlockFile, season: Season) -> tuple[Season, ...] | None:
    """All closed versions, the first one first; None while there is none."""
    found = tuple(closed_version(book, season, it.number) for it in season.closings)
    return found or None
