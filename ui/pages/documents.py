"""Văn bản: every paper the program makes, the register of their numbers, the office's own templates."""

from ui.documents.tabs import TABS
from ui.frame.tabbed_page import TabbedPage


class DocumentsPage(TabbedPage):
    """The papers stand first; a target that names no tab names a paper."""

    key = "documents"
    title = "Văn bản"
    icon = "documents"
    specs = TABS

    def show_target(self, target: str) -> None:
        """A tab and a thing in it, or a paper by its key ("bang-tong-hop", "phieu-diem/<unit id>")."""
        known = {it.key for it in self.specs}
        super().show_target(target if target.partition("/")[0] in known else f"papers/{target}")
