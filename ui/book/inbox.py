"""The inbox at work: files are read, kept with their originals, and entered when the clerk accepts. No widget."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from models.collecting.inbox import Entry, Said, entries, foresee, taking_of
from models.errors import Problem
from models.season import Season
from models.submission import Submission
from ui.book.jobs import Report
from ui.book.session import Session

if TYPE_CHECKING:
    from exporters.incoming.arrivals import Arrival

_GONE = Problem(
    "file-not-kept", "Sổ này không giữ nội dung của tệp.", "Nhận lại tệp từ thư của đơn vị."
)


class Read(NamedTuple):
    """A file and what it says as a form; `of` is its number in the inbox, 0 for one that just came."""

    arrival: "Arrival"
    reading: Said
    of: int = 0
    unit: str = ""


@dataclass
class Batch:
    """What one job has read so far: `files` on the disk; `twice` are the names of those that
    were in the inbox before, `bare` are known files whose content the book did not have."""

    read: list[Read] = field(default_factory=list)
    bare: list[tuple[Submission, bytes]] = field(default_factory=list)
    files: int = 0
    twice: list[str] = field(default_factory=list)


class _Held(NamedTuple):
    reading: Said
    against: tuple[object, ...]
    unit: str = ""  # whose it was said to be when it was read


class Inbox:
    """What came in, held against the season as it is now.

    Whether a form fits is decided while it is read: once the block, the rules, the table or the units are
    others than they were then, it is read again before anything of it can be accepted (`outdated`). A file
    whose bytes cannot be had, and every file of a book that can only be looked at, is `loose`: shown, but
    not kept.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._readings: dict[int, _Held] = {}
        self._loose: list[Submission] = []
        self._bytes: dict[int, bytes] = {}
        self.entries: tuple[Entry, ...] = ()
        self.outdated: tuple[Submission, ...] = ()

    # ---- what stands

    def refresh(self) -> None:
        """Hold everything against the season anew."""
        readings = {number: held.reading for number, held in self._readings.items()}
        self.entries = entries(self._session.season, readings, self._loose)
        self.outdated = self._outdated()

    def forget(self) -> None:
        """Another file is open: nothing that was read counts any more."""
        self._readings.clear()
        self._loose.clear()
        self._bytes.clear()
        self.entries = self.outdated = ()

    def _outdated(self) -> tuple[Submission, ...]:
        """The waiting forms that were not read yet, or read against something else than is in force."""
        against = _against(self._session.season)

        unread = {it.id for it in self._loose if it.id not in self._bytes}

        def stands(it: Submission) -> bool:
            held = self._readings.get(it.id)
            return held is not None and (held.against, held.unit) == (against, it.unit)

        known = (*self._session.season.submissions, *self._loose)
        return tuple(
            it for it in known if it.state == "waiting" and it.id not in unread and not stands(it)
        )

    def reading(self, submission: Submission) -> Said | None:
        """What the form says, None while it is not read."""
        held = self._readings.get(submission.id)
        return held.reading if held else None

    def original(self, submission: Submission) -> bytes | None:
        """The bytes of a file as it came, None where there are none."""
        if submission.id in self._bytes:
            return self._bytes[submission.id]
        return self._session.original(submission)

    # ---- reading

    def reader(self, files: Iterable[Path], batch: Batch) -> Callable[[Report], object]:
        """Work for `Jobs`: read these files into `batch`; one that is in the inbox already is left out."""
        from exporters.incoming.arrivals import read, unpack

        season, listed = self._session.season, tuple(files)
        known = self._newest()

        def work(report: Report) -> None:
            for path in listed:
                report(batch.files, len(listed), path.name)
                for arrival in unpack(path):
                    earlier = known.get(arrival.sha256) if arrival.data else None
                    if earlier is None:
                        batch.read.append(Read(arrival, read(arrival, season)))
                    elif isinstance(earlier, Submission):
                        batch.bare.append((earlier, arrival.data))
                    else:
                        batch.twice.append(arrival.name)
                    known[arrival.sha256] = True
                batch.files += 1

        return work

    def _newest(self) -> dict[str, Submission | bool]:
        """Hash → the file that need not come in again: the newest of its unit that is still in force, or one
        whose content the book does not have."""
        found: dict[str, Submission | bool] = {}
        for entry in self.entries:
            it = entry.submission
            if it.id < 0 or it.state not in ("waiting", "taken") or entry.replaced_by is not None:
                continue
            found[it.sha256] = True if self._session.has_original(it) else it
        return found

    def reader_again(
        self, submissions: Sequence[Submission], batch: Batch
    ) -> Callable[[Report], object]:
        """Work for `Jobs`: read files of the inbox again into `batch`."""
        from exporters.incoming.arrivals import Arrival, read

        season = self._session.season
        found = [(it, self.original(it)) for it in submissions]

        def work(report: Report) -> None:
            for submission, data in found:
                report(batch.files, len(found), submission.name)
                arrival = Arrival(submission.name, data or b"", _GONE if data is None else None)
                reading = read(arrival, season, submission.unit)
                batch.read.append(Read(arrival, reading, submission.id, submission.unit))
                batch.files += 1

        return work

    def take(self, batch: Batch, season: Season) -> None:
        """Keep what was read against `season`. Nothing is entered: the files stand in the inbox."""
        against = _against(season)
        fresh = [it for it in batch.read if not it.of]
        names = {it.arrival.name for it in fresh}
        self._loose = [it for it in self._loose if it.name not in names]
        for it in batch.read:
            if it.of:
                self._readings[it.of] = _Held(it.reading, against, it.unit)
            elif not it.arrival.is_there or self._session.read_only:
                self._look_at(it, against)
        if not self._session.read_only:
            if batch.bare:
                self._session.arrive(batch.bare)
                for submission, _data in batch.bare:
                    self._readings.pop(submission.id, None)
            self._keep([it for it in fresh if it.arrival.is_there], against)

    def _keep(self, read: Sequence[Read], against: tuple[object, ...]) -> None:
        if not read:
            return
        arrivals = [(it, one.arrival.data) for it, one in zip(self._new(read), read, strict=True)]
        for submission, one in zip(self._session.arrive(arrivals), read, strict=True):
            self._readings[submission.id] = _Held(one.reading, against, submission.unit)

    def _look_at(self, read: Read, against: tuple[object, ...]) -> None:
        number = min((it.id for it in self._loose), default=0) - 1
        self._loose.append(replace(*self._new([read]), id=number))
        made = self._loose[-1]
        self._readings[number] = _Held(read.reading, against, made.unit)
        if read.arrival.data:
            self._bytes[number] = read.arrival.data

    def _new(self, read: Sequence[Read]) -> list[Submission]:
        """The entries of files that came at one moment, held against each other as well."""
        from exporters.incoming.arrivals import submission

        now = self._session.now()
        found = foresee(self._session.season, [it.reading for it in read])
        return [submission(it.arrival, one, now) for it, one in zip(read, found, strict=True)]

    # ---- acts

    def accept(self, chosen: Sequence[Entry]) -> int:
        """Enter these files, each with its own entry in the record, all as one act; gives how many."""
        takings = [
            taking_of(self._session.season, it, self._pages(it)) for it in chosen if it.can_take
        ]
        if takings:
            many = f"nhận {len(takings)} tệp"
            self._session.take_in(takings[0].label if len(takings) == 1 else many, *takings)
        return len(takings)

    def _pages(self, entry: Entry) -> int | None:
        """The pages of a paper, where the file itself says so."""
        if not entry.is_paper:
            return None
        from exporters.incoming.page_count import count_pages

        return count_pages(entry.submission.name, self.original(entry.submission) or b"")

    def set_aside(self, submission: Submission, reason: str) -> None:
        """The file counts for nothing from now on; it stays."""
        if submission.id < 0:
            self._loose = [it for it in self._loose if it.id != submission.id]
            return
        self._change(
            submission, f"để riêng tệp {submission.name}", state="set_aside", reason=reason
        )

    def returned(self, submission: Submission, reason: str) -> None:
        """The file went back to its unit to be mended."""
        self._change(submission, f"trả lại tệp {submission.name}", state="returned", reason=reason)

    def use_again(self, submission: Submission) -> None:
        """What was set aside or returned is to be decided anew."""
        self._change(submission, f"dùng lại tệp {submission.name}", state="waiting", reason="")

    def describe(
        self, submission: Submission, sender: str, unit: str, kind: str, received: date | None
    ) -> None:
        """What the clerk says of the file: who sent it, whose it is, what it is, when it was handed in."""
        if (unit, kind) != (submission.unit, submission.kind):
            self._readings.pop(submission.id, None)
        label = f"ghi thông tin tệp {submission.name}"
        self._change(submission, label, sender=sender, unit=unit, kind=kind, received=received)

    def _change(self, submission: Submission, label: str, **values: object) -> None:
        changed = replace(submission, **values)  # type: ignore[arg-type]
        self._session.change_submissions((changed,), label)


def _against(season: Season) -> tuple[object, ...]:
    """All of a season that decides what a form says; the order of the units does not."""
    names = frozenset(season.units), season.facts.aliases
    return season.block.name, season.year, season.pack, season.table, names
