"""The year on its way out of the program: calendar file, wall calendar, list of a month; each asks where to."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.papers.report import PageSize
from ui.book.jobs import Jobs, Report
from ui.book.session import Session
from ui.widgets import files
from ui.widgets.files import Kind
from ui.widgets.messages import show_error

Tell = Callable[[str, str, object], None]


class PlanOut:
    """Writes on the worker thread; says what was written, with a button that opens it."""

    def __init__(self, session: Session, jobs: Jobs, page: QWidget, tell: Tell) -> None:
        self._session, self._jobs, self._page, self._tell = session, jobs, page, tell

    def calendar_file(self) -> None:
        """The year as .ics, for Outlook, Google and phones."""
        from exporters import calendar_file

        season, moment, book = self._session.season, self._session.now(), self._session.file.number
        name = calendar_file.file_name(season)

        def write(target: Path) -> None:
            calendar_file.write(season, target, moment=moment.astimezone(), book=book)

        self._write("Ghi tệp lịch", name, "calendar", write)

    def sheet(self) -> None:
        """The plan as a table of Excel, to be worked on and taken back."""
        from exporters.forms import plan_form

        season = self._session.season
        self._write(
            "Ghi kế hoạch ra Excel", plan_form.file_name(season), "excel",
            lambda target: plan_form.write(season, target),
        )  # fmt: skip

    def wall_calendar(self, page: PageSize) -> None:
        """The year to hang on the wall, on A4 or A3."""
        from exporters.papers import wall_calendar

        season, today = self._session.season, self._session.now().date()
        name = wall_calendar.year_file_name(season, page)
        self._write(
            "Ghi lịch treo tường", name, "pdf",
            lambda target: wall_calendar.write_year(season, target, today=today, page=page),
        )  # fmt: skip

    def month_list(self) -> None:
        """What is due this month (of a year that is over or ahead: in its nearest month), on one page."""
        from exporters.papers import wall_calendar

        season, today = self._session.season, self._session.now().date()
        month = today.month if today.year == season.year else 12 if today.year > season.year else 1
        name = wall_calendar.month_file_name(season, season.year, month)
        self._write(
            "Ghi danh sách việc trong tháng", name, "pdf",
            lambda target: wall_calendar.write_month(
                season, target, year=season.year, month=month, today=today
            ),
        )  # fmt: skip

    def _write(self, title: str, name: str, kind: Kind, write: Callable[[Path], None]) -> None:
        target = files.ask_save(self._page, title, name, kind)
        if target is None:
            return

        def work(_report: Report) -> None:
            write(target)

        def done(_result: object) -> None:
            act = ("Mở tệp", lambda: files.open_file(target))
            self._tell(f"Đã ghi {target.name}.", "done", act)

        self._jobs.start(title, work, done, lambda error: show_error(self._page, error))
