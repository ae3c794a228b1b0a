"""Step 5: the Excel form of every unit, written into a folder."""

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.files import exporting
from ui.setup.step import Step, set_role
from ui.setup.steps import setup_steps
from ui.widgets import files
from ui.widgets.cards import button, label, restyle
from ui.widgets.messages import guard, show_error
from ui.widgets.progress import ProgressStrip

_NOT_YET = "Cần có đơn vị và bảng chấm điểm trước."
_DRAFT = (
    "Bảng chấm điểm còn là dự thảo. Nên bấm Xong, gửi xin ý kiến rồi ban hành ở trang Bảng chấm điểm, sau đó mới"
    " xuất biểu mẫu: bảng đổi theo ý kiến trả lời thì đơn vị phải điền lại biểu mẫu mới."
)


class FormsStep(Step):
    """One button; what was written, and what stands against writing it now, is said below it."""

    heading = "Biểu mẫu gửi đơn vị"
    sentence = (
        "Mỗi đơn vị nhận một tệp Excel mang tên mình, đã khóa phần không được sửa. Đơn vị điền điểm tự"
        " chấm rồi gửi lại qua thư hoặc Zalo."
    )
    next_text = "Xong"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._write = button("Ghi biểu mẫu vào thư mục…", self._ask)
        self._written = False
        self.told = label("", "warn", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self._write)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addWidget(self.told)
        self.body.addWidget(ProgressStrip(jobs))
        self.body.addStretch(1)
        self.setFocusProxy(self._write)

    def refresh(self) -> None:
        """Forms can be written once there are units and criteria."""
        season = self.session.season
        ready = bool(season.units and season.table.criteria())
        self._write.setEnabled(ready)
        self._written = False
        set_role(self._write, "primary" if self.waits_for_act else "secondary")
        self._say("" if ready and not season.table.life.is_open else _DRAFT if ready else _NOT_YET)

    @property
    def waits_for_act(self) -> bool:
        """Until the forms are written, where they can be and none has come back yet; a draft goes out for
        comment first."""
        draft = self.session.season.table.life.is_open
        came_back = setup_steps(self.session.season)[-1].done
        return self._write.isEnabled() and not draft and not self._written and not came_back

    def _say(self, words: str, role: str = "warn") -> None:
        self.told.setText(words)
        restyle(self.told, role=role)

    def _ask(self) -> None:
        folder = files.ask_folder(self, "Chọn thư mục ghi biểu mẫu")
        if folder is not None:
            guard(self, partial(self.write, folder))

    def write(self, folder: Path) -> None:
        """Write every unit's form into the folder, in the background."""
        season = self.session.season

        def done(written: tuple[Path, ...]) -> None:
            guard(self, self.session.note_forms_sent)
            self._say(f"Đã ghi {len(written)} biểu mẫu vào “{folder}”.", "done")
            self._written = True
            set_role(self._write, "secondary")
            self.acted.emit()

        work = partial(exporting.write_forms, season, season.units, folder)
        self.jobs.start("Xuất biểu mẫu", work, done, partial(show_error, self))
