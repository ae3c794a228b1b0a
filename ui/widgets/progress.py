"""The strip that shows long work: what, how many of how many, the present item, and Cancel."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from ui.book.jobs import Jobs
from ui.look import theme
from ui.widgets.cards import button, label


class ProgressStrip(QFrame):
    """Appears while a job runs. It never jumps: it fills by items done, and only forwards."""

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.setProperty("tone", "action")
        self._title = label("", "strong")
        self._item = label("", "muted")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.zoomed(220))
        self._cancel = button("Dừng", self._stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_L, theme.SPACE_S, theme.SPACE_L, theme.SPACE_S)
        row.setSpacing(theme.SPACE_SM)
        row.addWidget(self._title)
        row.addWidget(self._bar)
        row.addWidget(self._item, 1)
        row.addWidget(self._cancel)
        self._jobs = jobs
        jobs.started.connect(self._begin)
        jobs.progressed.connect(self._advance)
        jobs.finished.connect(self.hide)
        self.hide()

    def _begin(self, title: str) -> None:
        self._title.setText(title)
        self._item.setText("")
        self._bar.setRange(0, 0)
        self._cancel.setEnabled(True)
        self.show()

    def _advance(self, done: int, total: int, name: str) -> None:
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self._item.setText(f"{done}/{total} · {name}" if name else f"{done}/{total}")

    def _stop(self) -> None:
        self._cancel.setEnabled(False)
        self._item.setText("Đang dừng sau mục này…")
        self._jobs.cancel()
