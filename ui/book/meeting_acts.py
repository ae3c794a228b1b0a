"""Acts of the meeting and of the closing; what is written during a meeting is written at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from models.errors import AppError
from models.meeting import Meeting
from models.meeting_day.agenda import carried
from models.ranks.ranking import Standing, rank
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Season
from storage.audit import Act
from storage.backup import backup_to
from storage.block_file import BlockFile
from storage.failures import told
from ui.book.closed_versions import closed_version, closed_versions
from ui.book.evidence_acts import EvidenceActs
from ui.words.closing_words import closing_label, opening_label

REHEARSAL = "TẬP DƯỢT"


Figures = tuple[Season, tuple[UnitResult, ...], tuple[Standing, ...]]
"""A season with its results and places."""


class MeetingActs(EvidenceActs):
    """The meeting of the open season, and its closed versions."""

    _last_closed: tuple[str, Figures] | None = None  # the closed version, by its hash

    def set_meeting(self, meeting: Meeting, label: str) -> None:
        """Change the meeting as one act that can be undone.

        Taking it back, or doing it again, never turns back where the meeting stands.
        """
        old, year = self.season.meeting, self.season.year
        first = [meeting]

        def write(what: str, wanted: Meeting) -> None:
            self.file.set_meeting(year, wanted, Act(self.now(), what))

        self._do_and_reload(
            label,
            lambda it: write(
                it, first.pop() if first else carried(meeting, self.season.meeting, old)
            ),
            lambda it: write(it, carried(old, self.season.meeting)),
            "meeting",
        )

    def note_meeting(self, meeting: Meeting, label: str) -> None:
        """Write where the meeting stands (item, minutes, what the hall shows); undo passes it over.

        No point depends on it: nothing is read or scored anew, the hall's picture may be moving.
        """
        stored = self.file.note_meeting(self.season.year, meeting, Act(self.now(), label))
        self._season = replace(self.season, meeting=stored)
        self.saved_at = self.now()
        self.changed.emit("meeting")

    def close_year(
        self, closed_on: date, program: str, reason: str = "", document: str = ""
    ) -> None:
        """Close the result. It is not undone but opened again, with a reason."""
        self.closing.emit()
        year = self.season.year
        act = Act(self.now(), closing_label(self.season), reason=reason)
        self.file.close_year(year, closed_on, act, program, document)
        self._reload_anew()

    def open_year(self, reason: str) -> None:
        """Open the closed result for a corrigendum."""
        year = self.season.year
        act = Act(self.now(), opening_label(self.season), reason=reason)
        self.file.open_year(year, act)
        self._reload_anew()

    def keep_closed(self) -> None:
        """Give an opened corrigendum up: the closed version is in force again."""
        year = self.season.year
        self.file.keep_closed(year, Act(self.now(), f"thôi đính chính kết quả năm {year}"))
        self._reload_anew()

    def closed_version(self, number: int) -> Season:
        """The season as it was closed, with the record of its closing."""
        return closed_version(self.file, self.season, number)

    def closed_versions(self) -> tuple[Season, ...] | None:
        """All closed versions of the year, the first one first; None while there is none."""
        return closed_versions(self.file, self.season)

    def reason_of_opening(self) -> str:
        """Why the result is open for a corrigendum; "" where it is not."""
        if self.season.is_final or not self.season.closings:
            return ""
        found = self.history(kind="reopen")
        return next((it.reason for it in found if it.year == self.season.year), "")

    def rehearsal(self) -> Callable[[object], Path]:
        """Work for `Jobs`: a copy of the file to practise on, which carries the mark before it has its
        name. Raises AppError for a closed year and for a copy of a copy."""
        season, path, now = self.season, self.file.path, self.now()
        if season.meeting.is_rehearsal:
            raise AppError("Đây đã là bản tập dượt. Tập tiếp trên bản này, hoặc mở sổ thật.")
        if season.is_final:
            raise AppError(f"Năm {season.year} đã chốt kết quả nên không còn gì để tập dượt.")
        meeting = replace(season.meeting, is_rehearsal=True, shown=None)

        def work(_report: object) -> Path:
            from exporters.files import free_name

            target = free_name(path.with_name(f"{path.stem} - {REHEARSAL}{path.suffix}"))
            beside = target.with_name(f"~{target.name}")
            backup_to(path, beside, now)
            with told(target):
                try:
                    with BlockFile.open(beside, now=now) as copy:
                        copy.set_meeting(season.year, meeting, Act(now, "tạo bản tập dượt"))
                    return beside.rename(target)
                finally:
                    beside.unlink(missing_ok=True)

        return work

    def official(self) -> Figures:
        """What the hall shows: of a closed year the closed version, whatever came after it; else as now."""
        season = self.season
        if not (season.is_final and season.closings):
            return season, self.results, self.standings
        closed, results, standings = self.last_closed()
        return replace(closed, meeting=season.meeting), results, standings

    def last_closed(self) -> Figures:
        """The newest closed version with its figures; read and scored once. To be asked only where there is one."""
        last = self.season.closings[-1]
        if self._last_closed is None or self._last_closed[0] != last.sha256:
            closed = self.closed_version(last.number)
            results = score(closed)
            self._last_closed = last.sha256, (closed, results, rank(results, closed.pack))
        return self._last_closed[1]

    def _reload_anew(self) -> None:
        """What was done before cannot be undone over a closing."""
        self._history.clear()
        self._set_season(self.file.snapshot(self.season.year))
        self.saved_at = self.now()
        self.changed.emit("season")
