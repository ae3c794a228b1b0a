"""The scenes of the ranking: the whole of it, and the reveal from the last rank up."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from models.hall.scenes_record import RowTone, Scene, SceneRow
from models.papers.words import NOTHING, rank_text
from models.points import show
from models.ranks.flag_line import edge, flag, gold_words
from models.ranks.ranking import Standing
from models.ranks.winners import Winners
from models.season import Season

NOT_REVIEWED = "không bình xét, suy tôn"
INCOMPLETE = "chưa đủ điểm, chưa xếp hạng"
BANNER = "Đơn vị được suy tôn…"
LEADING = "Đơn vị dẫn đầu theo điểm…"
"""What the pause of the reveal says after the vote, and before it."""
_SHORT = 40
"""Names of so many letters stand in the note; longer ones are told by their ground, not to take the rows' room."""


def ranking(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """Rank, unit, total; the units without a rank in one line each at the foot. Why a unit is kept out, and the
    points it has, are for the minutes and not for the hall."""
    return _table(season, standings, scene, flag(season, standings))


def _table(
    season: Season, standings: Sequence[Standing], scene: Scene, gold: Winners | None
) -> Scene:
    last = edge(standings, gold)
    rows = tuple(_row(it, gold, is_edge=it.result.unit.id == last) for it in standings)
    title = f"{'Kết quả' if season.is_final else 'Kết quả chấm điểm'} năm {season.year}"
    return replace(scene, title=title, rows=rows, note=gold_words(season, standings, gold, _SHORT))


def reveal(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """The same picture with its steps: from the last rank up the row and next its points; units that share a
    rank together; a pause before the line of the flag; at the end the whole table with who stands apart."""
    gold = flag(season, standings)
    made = _table(season, standings, scene, gold)
    rows = dict(zip((it.result.unit.id for it in standings), made.rows, strict=True))
    # A banner before the gold holds only where nobody without it comes after.
    chosen = set(gold.chosen) if gold is not None and edge(standings, gold) else set()
    step = banner_at = 0
    placed = [it for it in standings if it.rank is not None]
    for _, group in groupby(reversed(placed), key=lambda it: it.rank):
        keys = [it.result.unit.id for it in group]
        if not banner_at and chosen.intersection(keys):
            step += 1
            banner_at = step
        rows.update({key: replace(rows[key], shown=step + 1, told=step + 2) for key in keys})
        step += 2
    whole = step + 1 if rows else 0
    apart = [key for key, row in rows.items() if row.tone == "apart"]
    rows.update({key: replace(rows[key], shown=whole, told=whole) for key in apart})
    return replace(
        made,
        rows=tuple(rows.values()),
        banner=(BANNER if gold and gold.by else LEADING) if banner_at else "",
        banner_at=banner_at,
        whole_at=whole,
    )


def _row(it: Standing, gold: Winners | None, *, is_edge: bool) -> SceneRow:
    result = it.result
    if it.rank is None:
        why = NOT_REVIEWED if result.excluded is not None else INCOMPLETE
        return SceneRow(result.unit.id, f"{result.unit.name}: {why}", NOTHING, tone="apart")
    tone: RowTone = "plain"
    if gold is not None and result.unit.id in gold.chosen:
        tone = "flag"
    elif gold is not None and result.unit.id in gold.tied:
        tone = "undecided"
    figure = NOTHING if it.total is None else show(it.total)
    second = it.tie_note if it.tie_note and not it.tied else ""
    return SceneRow(
        result.unit.id, result.unit.name, rank_text(it), "", figure, second, tone, line=is_edge
    )
