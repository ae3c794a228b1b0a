"""Step 4: the scoring table, pasted from Excel or taken from the sample, held against the frame."""

from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from models.checks import check_table
from models.errors import Problem
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.table import ScoringTable, TableRow
from ui import text, theme
from ui.jobs import Jobs
from ui.session import Session
from ui.setup.step import Step
from ui.table_paste import read_table
from ui.widgets.cards import Badge, button, clear, label
from ui.widgets.columns import Column
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable

Line = tuple[int, TableRow]
MOST_PROBLEMS = 6


class TableStep(Step):
    """A field to paste into, the table as it was understood, and at the right what does not fit yet."""

    heading = "Bảng chấm điểm"
    sentence = (
        "Chép bốn cột từ Excel (mã, nội dung, điểm tối đa, hồ sơ kiểm chứng) rồi dán vào đây. Mã ghi"
        " I, 1, a như trên giấy cũng được."
    )

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            "I\tThực hiện nhiệm vụ chính trị\t60\n1\tHoàn thành chương trình năm\t20\tBáo cáo"
        )
        self.text.setFixedHeight(72)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Bảng chép từ Excel")
        self.text.textChanged.connect(self._show)
        self._taken: ScoringTable | None = None
        self.table = RecordTable(
            [
                Column("Mã", lambda it: it[1].code, width=76),
                Column("Nội dung", lambda it: it[1].title, width=160, stretch=3),
                Column(
                    "Tối đa",
                    lambda it: text.points_short(it[1].max_points),
                    align="right",
                    width=76,
                ),
                Column("Kiểm chứng", lambda it: it[1].evidence, width=90, stretch=1, small=True),
            ],
            same=lambda it: it[1].code,
            row_style=lambda it: "group" if it[1].rows else "normal",
            empty="Chưa có tiêu chí nào.",
        )
        self.meter = label("", "strong")
        self._verdict = Badge()
        self._told = QVBoxLayout()
        self._told.setSpacing(theme.SPACE_XS)
        self._arrange()
        self.setFocusProxy(self.text)

    def _arrange(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(theme.SPACE_S)
        for widget in (self.meter, self._verdict):
            side.addWidget(widget)
        side.addLayout(self._told)
        side.addStretch(1)
        side.addWidget(button("Lấy bảng của sổ mẫu", self.take_sample))
        right = QWidget()
        right.setFixedWidth(230)
        right.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self.table, 1)
        row.addWidget(right)
        self.body.addWidget(self.text)
        self.body.addLayout(row, 1)

    def refresh(self) -> None:
        """Show the table of the file, or what waits in the field."""
        self._show()

    def take_sample(self) -> None:
        """Start from the table of the sample block."""
        from ui import shipped

        self.text.clear()
        self._taken = shipped.sample().table
        self._show()

    def _understood(self) -> tuple[ScoringTable, tuple[Problem, ...]]:
        if self.text.toPlainText().strip():
            read = read_table(self.text.toPlainText())
            return ScoringTable(read.rows), read.problems
        return self._taken or self.session.season.table, ()

    def _show(self) -> None:
        table, unread = self._understood()
        pack = self.session.season.pack
        self.table.set_records(list(table.walk()))
        problems = (*unread, *(check_table(table, pack) if table.rows else ()))
        self.meter.setText(_meter(table, pack))
        errors = sum(1 for it in problems if it.severity == "error")
        if not table.rows:
            self._verdict.show_state("", "muted")
        elif errors:
            self._verdict.show_state(f"{errors} lỗi", "error")
        else:
            self._verdict.show_state("Đúng khung điểm", "done")
        self._tell(problems)

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        clear(self._told)
        for problem in sorted(problems, key=lambda it: it.severity != "error")[:MOST_PROBLEMS]:
            role = "error" if problem.severity == "error" else "warn"
            self._told.addWidget(label(problem.text, role, wrap=True))
        if len(problems) > MOST_PROBLEMS:
            self._told.addWidget(label(f"và {len(problems) - MOST_PROBLEMS} chỗ khác", "small"))

    def commit(self) -> bool:
        """Put the table in force, even one that does not fit yet: it can be taken up again."""
        table, unread = self._understood()
        if any(it.severity == "error" for it in unread):
            self.text.setFocus()
            return False
        if table.rows == self.session.season.table.rows:
            return True
        if not guard(self, lambda: self.session.set_table(table)):
            return False
        self.text.clear()
        self._taken = None
        return True


def _meter(table: ScoringTable, pack: RulePack) -> str:
    """ "Nội dung 92/95 · thưởng tối đa 5": what the sections make, against the frame."""
    content = sum((_most(row) for row in table.rows), ZERO)
    frame = f"/{show_short(pack.content_total)}" if pack.content_total is not None else ""
    words = f"Nội dung {show_short(content)}{frame}"
    if pack.bonus is not None:
        words += f" · thưởng {show_short(pack.bonus.total_max)}"
    return words


def _most(row: TableRow) -> Decimal:
    """The most a row can give: its own maximum, else that of what stands under it."""
    if row.max_points is not None:
        return row.max_points
    return sum((_most(child) for child in row.rows), ZERO)
