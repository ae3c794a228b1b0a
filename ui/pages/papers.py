"""Hồ sơ: what the units owe and sent beside their points, each part of it a tab."""

from ui.collecting.tabs import TABS
from ui.frame.tabbed_page import TabbedPage
from ui.pages.base import Button


class PapersPage(TabbedPage):
    """The way to the files that came in is offered on every tab."""

    key = "papers"
    title = "Hồ sơ"
    icon = "papers"
    specs = TABS

    def buttons(self) -> tuple[Button | None, list[Button]]:
        """Those of the tab, and the way to the inbox where the tab has none of its own."""
        primary, others = super().buttons()
        words = [it[0] for it in others] + ([primary[0]] if primary else [])
        if not any("Nhận biểu mẫu" in it for it in words):
            others.insert(0, ("Nhận biểu mẫu", lambda: self.wanted.emit("page:import")))
        return primary, others
