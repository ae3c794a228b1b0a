"""The hall's pictures: one frozen `Scene` for every kind, built from the season and its results.

`build` is the only way from live data to the hall. What would happen if a score changed is never a scene.
"""

from collections.abc import Callable, Sequence

from models.hall import scenes_meeting, scenes_points, scenes_ranks, scenes_votes
from models.hall.scenes_meeting import backdrop_lines
from models.hall.scenes_record import (
    MAKET,
    Scene,
    SceneRow,
    at_page,
    at_step,
    coming,
    from_text,
    running,
    seconds_left,
    stamped,
    steps,
    to_text,
)
from models.meeting import SceneKind
from models.ranks.ranking import Standing
from models.scores.results import UnitResult
from models.season import Season

__all__ = [
    "KIND_NAMES",
    "MAKET",
    "Scene",
    "SceneRow",
    "at_page",
    "at_step",
    "backdrop",
    "backdrop_lines",
    "build",
    "coming",
    "from_text",
    "running",
    "seconds_left",
    "stamped",
    "steps",
    "to_text",
]

KIND_NAMES: dict[SceneKind, str] = {
    "opening": "Khai mạc",
    "agenda": "Chương trình",
    "ranking": "Bảng xếp hạng",
    "unit": "Điểm của một đơn vị",
    "criterion": "Một tiêu chí, mọi đơn vị",
    "discussion": "Thảo luận",
    "ballot": "Kết quả bỏ phiếu",
    "reveal": "Công bố từng hạng",
    "message": "Lời nhắn",
    "countdown": "Đếm ngược",
    "blank": "Màn trống",
    "closing": "Bế mạc",
}
"""What each kind of scene is called."""

_Built = Callable[[Season, Sequence[UnitResult], Sequence[Standing], Scene], Scene]
_BUILDERS: dict[SceneKind, _Built] = {
    "opening": lambda season, _results, _standings, it: scenes_meeting.opening(season, it),
    "agenda": lambda season, _results, _standings, it: scenes_meeting.agenda(season, it),
    "ranking": lambda season, _results, standings, it: scenes_ranks.ranking(season, standings, it),
    "unit": lambda season, _results, standings, it: scenes_points.unit(season, standings, it),
    "criterion": lambda season, results, _standings, it: scenes_points.criterion(
        season, results, it
    ),
    "discussion": lambda season, results, _standings, it: scenes_points.discussion(
        season, results, it
    ),
    "ballot": lambda season, _results, standings, it: scenes_votes.ballot(season, standings, it),
    "reveal": lambda season, _results, standings, it: scenes_ranks.reveal(season, standings, it),
    "message": lambda _season, _results, _standings, it: scenes_meeting.message(it),
    "countdown": lambda _season, _results, _standings, it: scenes_meeting.countdown(it),
    "blank": lambda _season, _results, _standings, it: it,
    "closing": lambda season, _results, _standings, it: scenes_meeting.closing(season, it),
}


def build(
    kind: SceneKind,
    about: str,
    season: Season,
    results: Sequence[UnitResult],
    standings: Sequence[Standing],
    step: int = 0,
) -> Scene:
    """The scene of this kind as the data are now; give it its time with `stamped`.

    `about`: unit → unit id; criterion → code of any row; discussion → "unit|criterion|2" (its `address`) or
    "unit|criterion"; ballot → its code; message → the text; countdown → "15 Nghỉ" or "10:30 Nghỉ";
    opening → "" or "maket"; closing → "" or its words. `step` counts for a reveal only.
    Raises `AppError` when what it is about is not (any more) in the book.
    """
    bare = Scene(
        kind,
        block=season.block.name,
        unofficial=not season.is_final,
        rehearsal=season.meeting.is_rehearsal,
        sample=season.is_sample,
        about=about,
    )
    if kind == "blank":
        bare = Scene(kind, unofficial=bare.unofficial, rehearsal=bare.rehearsal)
    return at_step(_BUILDERS[kind](season, results, standings, bare), step)


def backdrop(season: Season) -> Scene:
    """What hangs in the hall while the presenter has shown nothing yet: superior, block, meeting and year with
    the marks of now, no figure. The caller needs neither results nor standings."""
    return build("opening", MAKET, season, (), ())
