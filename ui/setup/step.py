"""What every step of the guide has in common."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.setup.losses import Loss
from ui.widgets.cards import label
from ui.widgets.messages import Choice, ask


class Step(QWidget):
    """One step: a heading, a sentence, the work. `refresh` shows the session, `commit` writes to it."""

    dropped = Signal(str)
    """A sentence on what was done that can be taken back; the guide shows it with "Hoàn tác"."""

    acted = Signal()
    """What the step is for was done; the guide then offers to go on."""

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

    @property
    def waits_for_act(self) -> bool:
        """Whether the step has an act of its own still to do: that is then the one blue button."""
        return False

    def commit(self) -> bool:
        """Write what was entered; False (with the reason on screen) keeps the step in view."""
        return True

    def may_drop(self, loss: Loss, what: str, question: str, verb: str) -> bool:
        """Ask before scores go, with exact numbers; `what` says what the places of the loss are."""
        if loss.is_none:
            return True
        words = f"{loss.sentence(what)} Lấy lại được bằng Hoàn tác (Ctrl+Z)."
        choice = Choice("drop", f"Bỏ {loss.amount} và {verb}", "danger")
        return ask(self, question, words, [choice]) == "drop"

    def tell_dropped(self, loss: Loss, what: str) -> None:
        """Say afterwards what went, for the strip with "Hoàn tác"."""
        if not loss.is_none:
            sentence = loss.sentence(what)
            self.dropped.emit(f"Đã {sentence[:1].lower()}{sentence[1:]}")


def set_role(pressed: QPushButton, role: str) -> None:
    """Give a button another look, and Enter to the primary one."""
    pressed.setProperty("role", role)
    pressed.setDefault(role == "primary")
    pressed.style().unpolish(pressed)
    pressed.style().polish(pressed)
