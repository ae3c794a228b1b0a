"""Files taken in without a window: kept in the inbox and held against what the clerk decided there."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from models.collecting.inbox import Entry, Foreseen, Said, entries, foresee, taking_of
from models.collecting.registration import RegistrationPreview
from models.errors import Problem
from models.season import Season
from models.submission import Submission
from storage.audit import Act
from storage.block_file import BlockFile

if TYPE_CHECKING:
    from exporters.incoming.arrivals import Arrival

_ADVICE = "Mở sổ, xem trang Nhận biểu mẫu."


def take(
    book: BlockFile, files: Sequence[Path], now: datetime, *, accept: bool
) -> tuple[Foreseen, ...]:
    """What each file would change, or why not; with `accept` they are kept and entered.

    A file that the clerk set aside or returned, and one that a later file took the place of, is refused.
    """
    from exporters.incoming.arrivals import read, unpack

    season = book.snapshot()
    came = [it for path in files for it in unpack(path)]
    said = [read(it, season) for it in came]
    known = {it.sha256: it for it in season.submissions}
    standing = [known.get(it.sha256) for it in came]
    numbered = _numbered(book, season, came, said, standing, now, accept=accept)
    season = book.snapshot()
    loose = [it for it in numbered if it.id < 0]
    readings = {it.id: one for it, one in zip(numbered, said, strict=True)}
    found = {it.submission.id: it for it in entries(season, readings, loose)}
    if accept:
        for number in dict.fromkeys(it.id for it in numbered if it.id > 0):
            if found[number].can_take:
                taking = taking_of(season, found[number])
                book.take_in(season.year, taking, Act(now, taking.label, source=taking.source))
    return tuple(
        _shown(found[it.id], foresee(season, [one])[0])
        for it, one in zip(numbered, said, strict=True)
    )


def _numbered(
    book: BlockFile,
    season: Season,
    came: Sequence["Arrival"],
    said: Sequence[Said],
    standing: Sequence[Submission | None],
    now: datetime,
    *,
    accept: bool,
) -> list[Submission]:
    """The entry of the inbox for each file; those that are not kept have numbers below 0."""
    from exporters.incoming.arrivals import submission

    made: list[Submission] = []
    kept: dict[str, Submission] = {}
    for arrival, one, before in zip(came, said, standing, strict=True):
        entry = before or kept.get(arrival.sha256)
        if entry is None:
            entry = submission(arrival, foresee(season, [one])[0], now)
            if accept and arrival.data:
                act = Act(now, f"lưu “{arrival.name}” đã nhận")
                (entry,) = book.arrive(season.year, [(entry, arrival.data)], act)
                kept[arrival.sha256] = entry
            else:
                entry = replace(entry, id=-1 - len(made))
        made.append(entry)
    return made


def _shown(entry: Entry, alone: Foreseen) -> Foreseen:
    """The file as it stands in the inbox: what the clerk decided goes before what it says."""
    state = entry.submission.state
    if state == "taken" and alone.state == "same":
        return alone
    why = {
        "set_aside": f"Tệp này đã để riêng: {entry.submission.reason}.",
        "returned": f"Tệp này đã trả lại đơn vị: {entry.submission.reason}.",
        "taken": "Tệp này đã nhận trước đây, sau đó sổ đã đổi.",
    }.get(state, "")
    if entry.replaced_by is not None:
        why = f"Đơn vị đã gửi bản mới hơn “{entry.replaced_by.name}”."
    if not why:
        return entry.preview or alone
    problems = (*alone.problems, Problem("file-decided", why.replace("..", "."), _ADVICE))
    if isinstance(alone, RegistrationPreview):
        return replace(alone, state="refused", lines=(), problems=problems)
    return replace(alone, state="refused", changes=(), problems=problems)
