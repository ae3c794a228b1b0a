"""Hội nghị: the year-end meeting from the first slide to the closed result, each part of it a tab."""

from ui.frame.tabbed_page import TabbedPage
from ui.meeting.tabs import TABS


class MeetingPage(TabbedPage):
    """See `ui.meeting`."""

    key = "meeting"
    title = "Hội nghị"
    icon = "meeting"
    specs = TABS

    def first(self) -> int:
        """The projector; before there is an agenda, the agenda."""
        season = self.session.season
        prepares = not season.meeting.agenda and not season.is_final
        return next(
            i for i, it in enumerate(TABS) if it.key == ("agenda" if prepares else "presenter")
        )
