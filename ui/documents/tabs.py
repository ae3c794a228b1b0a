"""The tabs of the page "Văn bản" as data."""

from ui.frame.tab import TabSpec

TABS = (
    TabSpec("papers", "Văn bản", "ui.documents.papers_tab", "PapersTab"),
    TabSpec("register", "Sổ văn bản", "ui.documents.register_tab", "RegisterTab"),
    TabSpec("templates", "Mẫu của cơ quan", "ui.documents.templates_tab", "TemplatesTab"),
)
