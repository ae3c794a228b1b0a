"""Which closed version a paper was made from, as it is printed at the foot of every page."""

from collections import Counter

from models.papers.words import stages_used
from models.season import Season

REHEARSAL_STEM = "TAP DUOT - "
"""What the file name of a rehearsal's paper begins with."""


_LATER_FACTS = {
    "class_decisions": "quyết định xếp loại",
    "classifications": "kết quả xếp loại chính thức",
}


def closing_mark(season: Season, closed: Season | None = None) -> str:
    """What a paper of a closed year says at the foot of every page: "Bản chốt số 00 · mã 1A2B3C4D".

    What stands beside the `closed` version, the newest one of this year, is told: points of a stage after
    the meeting, classes that came later. Without `closed` only the stages can be. "" while the year is
    open.
    """
    if season.closed_on is None or not season.closings:
        return ""
    closing = season.closings[-1]
    what = "Bản chốt tập dượt" if season.meeting.is_rehearsal else "Bản chốt"
    mark = f"{what} số {closing.number:02} · mã {closing.short}"
    later = (*later_stages(season, closed), *_later_facts(season, closed or season))
    return f"{mark} · kèm {', '.join(later)} sau hội nghị" if later else mark


def later_stages(season: Season, closed: Season | None = None) -> tuple[str, ...]:
    """The stages after the meeting in which something was entered that is not in the `closed` version:
    "điểm Thẩm định"."""
    changed = set(stages_used(season))
    if closed is not None:
        keys = (*season.scores, *closed.scores)
        changed = {it.stage for it in keys if season.score(*it) != closed.score(*it)}
    return tuple(
        f"điểm {it.name}" for it in season.pack.stages if it.after_meeting and it.code in changed
    )


def _later_facts(season: Season, closed: Season) -> tuple[str, ...]:
    """The kinds of facts that are not as the closed version has them."""
    return tuple(
        words
        for kind, words in _LATER_FACTS.items()
        if Counter(getattr(season.facts, kind)) != Counter(getattr(closed.facts, kind))
    )
