"""Acts of the meeting and of the closing; what is written during a meeting is written at once."""

from datetime import date

from models.meeting import Meeting
from models.season import Season
from storage.audit import Act
from ui.evidence_acts import EvidenceActs


class MeetingActs(EvidenceActs):
    """The meeting of the open season, and its closed versions."""

    def set_meeting(self, meeting: Meeting, label: str) -> None:
        """Change the meeting as one act that can be undone."""
        old, year = self.season.meeting, self.season.year
        self._do_and_reload(
            label,
            lambda it: self.file.set_meeting(year, meeting, Act(self.now(), it)),
            lambda it: self.file.set_meeting(year, old, Act(self.now(), it)),
            "meeting",
        )

    def note_meeting(self, meeting: Meeting, label: str) -> None:
        """Write where the meeting stands (item, minutes, what the hall shows); undo passes it over."""
        year = self.season.year
        self.file.set_meeting(year, meeting, Act(self.now(), label))
        self._set_season(self.file.snapshot(year))
        self.saved_at = self.now()
        self.changed.emit("meeting")

    def close_year(
        self, closed_on: date, program: str, reason: str = "", document: str = ""
    ) -> None:
        """Close the result. It is not undone but opened again, with a reason."""
        year = self.season.year
        number = len(self.season.closings)
        label = f"chốt bản đính chính {number:02}" if number else f"chốt kết quả năm {year}"
        act = Act(self.now(), label, reason=reason)
        self.file.close_year(year, closed_on, act, program, document)
        self._reload_anew()

    def open_year(self, reason: str) -> None:
        """Open the closed result for a corrigendum."""
        year = self.season.year
        act = Act(self.now(), f"mở đính chính kết quả năm {year}", reason=reason)
        self.file.open_year(year, act)
        self._reload_anew()

    def closed_version(self, number: int) -> Season:
        """The season as it was closed."""
        return self.file.closed_version(self.season.year, number)

    def _reload_anew(self) -> None:
        """What was done before cannot be undone over a closing."""
        self._history.clear()
        self._set_season(self.file.snapshot(self.season.year))
        self.saved_at = self.now()
        self.changed.emit("season")
