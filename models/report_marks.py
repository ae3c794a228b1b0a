"""Which closed version a paper was made from, as it is printed at the foot of every page."""

from models.report_words import stages_used
from models.season import Season

REHEARSAL_STEM = "TAP DUOT - "
"""What the file name of a rehearsal's paper begins with."""


def closing_mark(season: Season) -> str:
    """What a paper of a closed year says at the foot of every page: "Bản chốt số 00 · mã 1A2B3C4D".

    Where points of a stage after the meeting stand beside the closed ones, or a class that was decided
    later, it says so: those are not in the closed version. "" while the year is open.
    """
    if season.closed_on is None or not season.closings:
        return ""
    closing = season.closings[-1]
    what = "Bản chốt tập dượt" if season.meeting.is_rehearsal else "Bản chốt"
    mark = f"{what} số {closing.number:02} · mã {closing.short}"
    later = later_stages(season)
    if any(it.decided and it.decided > season.closed_on for it in season.facts.class_decisions):
        later = (*later, "quyết định xếp loại")
    return f"{mark} · kèm {', '.join(later)} sau hội nghị" if later else mark


def later_stages(season: Season) -> tuple[str, ...]:
    """The stages after the meeting in which something was entered: "điểm Thẩm định"."""
    used = stages_used(season)
    return tuple(
        f"điểm {it.name}" for it in season.pack.stages if it.after_meeting and it.code in used
    )
