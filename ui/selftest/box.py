"""The self-test in the window: runs on the one worker thread, can be stopped, and is kept as a page for a helper."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from exporters import write_paper
from models.papers.self_test import CODE, PRIVATE, STATES, self_test_page
from models.self_test import Finding, SelfTest, State, summary
from ui.book.jobs import Cancelled, Jobs, Report
from ui.book.session import Session
from ui.look import theme
from ui.selftest import checks
from ui.widgets import files
from ui.widgets.cards import Badge, Tone, button, clear, label, rule
from ui.widgets.messages import Box, guard, show_error
from ui.widgets.progress import ProgressStrip
from ui.widgets.scroll import scrolled

_SIZE = QSize(880, 620)
_TONES: dict[State, Tone] = {"ok": "done", "warning": "warn", "fault": "error"}
_ORDER: tuple[State, ...] = ("fault", "warning", "ok")


class SelfTestBox(Box):
    """The findings, what is at fault first. `test` is the last one that ran to its end, None before."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__("Tự kiểm tra", parent)
        self._session, self._jobs = session, jobs
        self.test: SelfTest | None = None
        room = self.screen().availableSize() - QSize(theme.SPACE_L, 3 * theme.SPACE_L)
        self.resize(_SIZE.boundedTo(room))
        self.add_text("Tự kiểm tra", "section")
        self.state = label("", wrap=True)
        self.state.setMinimumHeight(self.state.sizeHint().height())
        self.body.addWidget(self.state)
        self.body.addWidget(ProgressStrip(jobs))
        inner = QWidget()
        self._rows = QGridLayout(inner)
        self._rows.setContentsMargins(0, 0, theme.SPACE_SM, 0)
        self._rows.setHorizontalSpacing(theme.SPACE_M)
        self._rows.setVerticalSpacing(theme.SPACE_S)
        self._rows.setColumnStretch(2, 1)
        area = scrolled(inner)
        area.setAccessibleName("Kết quả từng phần")
        self.body.addWidget(area, 1)
        self.body.addWidget(label(f"Trang lưu ra {PRIVATE}", "small", wrap=True))
        self.page_button = button("Lưu trang gửi người hỗ trợ…", self._ask_page, icon="export")
        self.foot.insertWidget(0, self.page_button)
        self.again_button = self.add_button("Kiểm tra lại", self.begin)
        self.add_button("Đóng", self.accept, "primary")
        self.page_button.setEnabled(False)

    def begin(self) -> None:
        """Run the test; a job that is at work already is told of."""
        guard(self, self._start)

    def _start(self) -> None:
        from ui.selftest import screens

        session = self._session
        path = session.file.path if session.is_open else None
        now, offset = session.real_now(), session.zone()
        seen, system = screens.findings(), screens.system_facts()

        def work(report: Report) -> SelfTest:
            return checks.run(path, now, offset, report, seen, system)

        self._jobs.start("Tự kiểm tra", work, self._show, self._failed)
        self.test = None
        self.page_button.setEnabled(False)
        self.again_button.setEnabled(False)
        whose = "sổ đang mở" if path else "sổ mẫu, vì chưa mở sổ nào"
        self.state.setText(f"Đang thử từng phần với {whose}. Sổ chỉ được đọc, không bị sửa.")
        clear(self._rows)

    def done(self, result: int) -> None:
        """Closed while it runs: the test stops at its next check."""
        if not self.again_button.isEnabled():
            self._jobs.cancel()
        super().done(result)

    def _failed(self, error: Exception) -> None:
        self.again_button.setEnabled(True)
        if isinstance(error, Cancelled):
            self.state.setText("Đã dừng. Chưa có kết quả; bấm Kiểm tra lại khi cần.")
        else:
            show_error(self, error)

    def _show(self, test: SelfTest) -> None:
        self.test = test
        self.state.setText(summary(test.findings))
        self.page_button.setEnabled(True)
        self.again_button.setEnabled(True)
        for found in (it for state in _ORDER for it in test.of(state)):
            self._add(found)
        self._rows.setRowStretch(self._rows.rowCount(), 1)

    def _add(self, found: Finding) -> None:
        row, top = self._rows.rowCount(), Qt.AlignmentFlag.AlignTop
        words = label("\n".join(filter(None, (found.text, found.todo))), wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if found.detail:
            words.setToolTip(f"{CODE} {found.detail}")
        self._rows.addWidget(rule(), row, 0, 1, 3)
        self._rows.addWidget(Badge(STATES[found.state], _TONES[found.state]), row + 1, 0, top)
        self._rows.addWidget(label(found.title, "strong"), row + 1, 1, top)
        self._rows.addWidget(words, row + 1, 2, top)

    # ---- the page

    def _ask_page(self) -> None:
        assert self.test is not None
        name = f"{self_test_page(self.test).file_stem}.pdf"
        path = files.ask_save(self, "Lưu trang gửi người hỗ trợ", name, "pdf")
        if path is not None:
            guard(self, partial(self.write_page, path))

    def write_page(self, path: Path) -> None:
        """Write the page and show where it lies. Raises AppError when it cannot be written."""
        assert self.test is not None
        write_paper(self_test_page(self.test), path)
        self.state.setText(f"Đã lưu trang “{path.name}”. {summary(self.test.findings)}")
        files.open_file(path)
