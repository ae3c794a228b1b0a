"""Hội nghị: the year-end meeting from the first slide to the closed result, each part of it a tab."""

from ui.meeting.tabs import TABS
from ui.tabbed_page import TabbedPage


class MeetingPage(TabbedPage):
    """See `ui.meeting`."""

    key = "meeting"
    title = "Hội nghị"
    icon = "meeting"
    specs = TABS
