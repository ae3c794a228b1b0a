"""Lịch và hạn: every day that must be kept, the plan of the year, the day of the meeting."""

from ui.calendar.tabs import TABS
from ui.frame.tabbed_page import TabbedPage


class CalendarPage(TabbedPage):
    """What is due stands first."""

    key = "calendar"
    title = "Lịch và hạn"
    icon = "calendar"
    follows_day = True
    specs = TABS
