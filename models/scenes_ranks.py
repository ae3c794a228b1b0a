"""The scenes of the ranking: the whole of it, and the reveal from the last rank up."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from models.flag_line import flag_line
from models.points import show
from models.ranking import AwardLine, Standing
from models.report_words import NOTHING, rank_text
from models.scenes_record import RowTone, Scene, SceneRow
from models.season import Season

NOT_REVIEWED = "không bình xét, suy tôn"
INCOMPLETE = "chưa đủ điểm, chưa xếp hạng"
BANNER = "Đơn vị được suy tôn…"


def ranking(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """Rank, unit, total; the units without a rank apart, each with the reason."""
    line = flag_line(season, standings)
    rows = tuple(_row(it, line) for it in standings)
    title = f"{'Kết quả' if season.is_final else 'Kết quả chấm điểm'} năm {season.year}"
    return replace(scene, title=title, rows=rows, note=_note(line))


def reveal(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """The same picture with its steps: first who stands apart, then from the last rank up the row and
    next its points; units that share a rank together; a pause before the line of the flag."""
    line = flag_line(season, standings)
    made = ranking(season, standings, scene)
    rows = dict(zip((it.result.unit.id for it in standings), made.rows, strict=True))
    step = 0
    apart = [key for key, row in rows.items() if row.tone == "apart"]
    if apart:
        step += 1
        rows.update({key: replace(rows[key], shown=step, told=step) for key in apart})
    chosen = {it.result.unit.id for it in line.chosen} if line else set()
    banner_at = 0
    placed = [it for it in standings if it.rank is not None]
    for _, group in groupby(reversed(placed), key=lambda it: it.rank):
        keys = [it.result.unit.id for it in group]
        if not banner_at and chosen.intersection(keys):
            step += 1
            banner_at = step
        rows.update({key: replace(rows[key], shown=step + 1, told=step + 2) for key in keys})
        step += 2
    banner = BANNER if banner_at else ""
    return replace(made, rows=tuple(rows.values()), banner=banner, banner_at=banner_at)


def _row(it: Standing, line: AwardLine | None) -> SceneRow:
    result = it.result
    figure = NOTHING if it.total is None else show(it.total)
    if result.excluded is not None:
        second = f"{NOT_REVIEWED}: {result.excluded}" if result.excluded else NOT_REVIEWED
        return SceneRow(result.unit.id, result.unit.name, NOTHING, "", figure, second, "apart")
    if it.rank is None:
        return SceneRow(result.unit.id, result.unit.name, NOTHING, "", NOTHING, INCOMPLETE, "apart")
    tone: RowTone = "plain"
    last = False
    if line is not None and it in line.chosen:
        tone, last = "flag", it == line.chosen[-1]
    elif line is not None and it in line.undecided:
        tone = "undecided"
    second = it.tie_note if it.tie_note and not it.tied else ""
    return SceneRow(
        result.unit.id, result.unit.name, rank_text(it), "", figure, second, tone, line=last
    )


def _note(line: AwardLine | None) -> str:
    """What the gold says, in words; who is equal at the line is for the meeting to part."""
    if line is None or not line.seats:
        return ""
    words = []
    if line.chosen:
        words.append(f"Trên đường vàng: suy tôn {line.quota.award}.")
    if line.undecided:
        left = line.seats - len(line.chosen)
        words.append(
            f"{len(line.undecided)} đơn vị bằng điểm ở {left} suất {line.quota.award}: hội nghị phân định."
        )
    return " ".join(words)
