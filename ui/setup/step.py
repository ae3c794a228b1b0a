"""What every step of the guide has in common."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme
from ui.jobs import Jobs
from ui.session import Session
from ui.widgets.cards import label


class Step(QWidget):
    """One step: a heading, a sentence, the work. `refresh` shows the session, `commit` writes to it."""

    heading = ""
    sentence = ""
    next_text = "Tiếp"
    fresh = False
    """Whether a new file is to be made, beside one that may be open."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.SPACE_SM)
        self.body.addWidget(label(self.heading, "section"))
        self.body.addWidget(label(self.sentence, "muted", wrap=True))

    def refresh(self) -> None:
        """Show the session as it is now; called each time the step comes into view."""

    def commit(self) -> bool:
        """Write what was entered; False (with the reason on screen) keeps the step in view."""
        return True
