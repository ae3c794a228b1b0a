"""The scenes of the ranking: the whole of it, and the reveal from the last rank up."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from models.flag_line import FlagLine, flag_line
from models.points import show
from models.ranking import Standing
from models.report_words import NOTHING, rank_text
from models.scenes_record import RowTone, Scene, SceneRow
from models.season import Season

NOT_REVIEWED = "không bình xét, suy tôn"
INCOMPLETE = "chưa đủ điểm, chưa xếp hạng"
BANNER = "Đơn vị được suy tôn…"
_SHORT = 40
"""Names of so many letters stand in the note; longer ones are told by their ground, not to take the rows' room."""


def ranking(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """Rank, unit, total; the units without a rank in one line each at the foot. Why a unit is kept out, and the
    points it has, are for the minutes and not for the hall."""
    line = flag_line(season, standings)
    edge = _edge(standings, line)
    rows = tuple(_row(it, line, is_edge=it is edge) for it in standings)
    title = f"{'Kết quả' if season.is_final else 'Kết quả chấm điểm'} năm {season.year}"
    return replace(scene, title=title, rows=rows, note=_note(season, line))


def reveal(season: Season, standings: Sequence[Standing], scene: Scene) -> Scene:
    """The same picture with its steps: from the last rank up the row and next its points; units that share a
    rank together; a pause before the line of the flag; at the end the whole table with who stands apart."""
    line = flag_line(season, standings)
    made = ranking(season, standings, scene)
    rows = dict(zip((it.result.unit.id for it in standings), made.rows, strict=True))
    chosen = {it.result.unit.id for it in line.chosen} if line else set()
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
        banner=BANNER if banner_at else "",
        banner_at=banner_at,
        whole_at=whole,
    )


def _row(it: Standing, line: FlagLine | None, *, is_edge: bool) -> SceneRow:
    result = it.result
    if it.rank is None:
        why = NOT_REVIEWED if result.excluded is not None else INCOMPLETE
        return SceneRow(result.unit.id, f"{result.unit.name}: {why}", NOTHING, tone="apart")
    tone: RowTone = "plain"
    if line is not None and it in line.chosen:
        tone = "flag"
    elif line is not None and it in line.undecided:
        tone = "undecided"
    figure = NOTHING if it.total is None else show(it.total)
    second = it.tie_note if it.tie_note and not it.tied else ""
    return SceneRow(
        result.unit.id, result.unit.name, rank_text(it), "", figure, second, tone, line=is_edge
    )


def _edge(standings: Sequence[Standing], line: FlagLine | None) -> Standing | None:
    """Under whom the gold line runs. None where a vote chose somebody below a unit that it did not choose: all
    above a line would look chosen."""
    if line is None or not line.chosen:
        return None
    return line.chosen[-1] if tuple(standings[: len(line.chosen)]) == line.chosen else None


def _note(season: Season, line: FlagLine | None) -> str:
    """What the gold says, in words, and by what: the vote, or the points before it. Who is equal at the line is
    for the meeting to part, as long as there is a meeting."""
    if line is None or not (line.voted or line.seats):
        return ""
    if line.voted:
        return f"Theo kết quả bỏ phiếu: {'; '.join(_by_vote(line))}."
    how = "không có kết quả bỏ phiếu" if season.is_final else "trước khi bỏ phiếu"
    words = [f"đường vàng theo {line.seats} suất {line.quota.award}"] if line.chosen else []
    if line.undecided:
        seats = "còn lại" if line.chosen else line.quota.award
        equal = f"{len(line.undecided)} đơn vị bằng điểm ở {line.left} suất {seats}"
        words.append(equal if season.is_final else f"{equal}, hội nghị phân định")
    return f"Theo điểm, {how}: {'; '.join(words)}." if words else ""


def _by_vote(line: FlagLine) -> Iterator[str]:
    names = ", ".join(it.result.unit.name for it in line.chosen)
    if len(names) > _SHORT:
        names = f"{len(line.chosen)} đơn vị trên nền vàng"
    yield f"{names or 'chưa đơn vị nào'} được suy tôn {line.quota.award}".strip()
    if line.undecided:
        yield f"{len(line.undecided)} đơn vị chưa phân định ở {line.left} suất"
    elif line.left and line.chosen:
        yield f"còn {line.left} suất chưa có đơn vị đạt"
