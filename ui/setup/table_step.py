"""Step 4: the scoring table, pasted from Excel or taken from the sample, held against the frame."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from models.checking.checks import check_table
from models.checking.faults import table_faults
from models.errors import Problem
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.table import ScoringTable, TableRow
from models.tables.steps import with_rows
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.files.table_paste import changed_table, read_table
from ui.look import theme
from ui.setup.losses import lost_to_table
from ui.setup.step import Step
from ui.table_life.put_table import CRITERIA, may_put
from ui.widgets.cards import Badge, button, clear, label
from ui.widgets.columns import Column
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.widgets.scroll import scrolled
from ui.words import text

Line = tuple[int, TableRow]
MOST_PROBLEMS = 6
_NO_TABLE = (
    "Chưa có bảng nào. Dán vào ô trên, hoặc nhập từ tệp. Cũng có thể bấm Tiếp, sau này gõ từng dòng ở"
    " trang Bảng chấm điểm."
)


class _Understood(NamedTuple):
    """The table as it would stand: what keeps it out, what may stay, what was kept of the old one."""

    table: ScoringTable
    blocking: tuple[Problem, ...]
    doubts: tuple[Problem, ...]
    carried: tuple[str, ...] = ()


class TableStep(Step):
    """A field to paste into, the table as it was understood, and at the right what does not fit yet."""

    heading = "Bảng chấm điểm"
    sentence = (
        "Chép bốn cột từ Excel (mã, nội dung, điểm tối đa, hồ sơ kiểm chứng) rồi dán vào đây; có dòng"
        " tiêu đề thì đọc cả cột Trừ/lần, Cách chấm. Mã ghi I, 1, a như trên giấy cũng được."
    )

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(
            "I\tThực hiện nhiệm vụ chính trị\t60\n1\tHoàn thành chương trình năm\t20\tBáo cáo"
        )
        self.text.setFixedHeight(theme.zoomed(72))
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Bảng chép từ Excel")
        self.text.textChanged.connect(self._show)
        self.refused = label("", "error", wrap=True)
        self._taken: ScoringTable | None = None
        self.table = RecordTable(
            [
                Column("Mã", lambda it: it[1].code, width=60),
                Column(
                    "Nội dung",
                    lambda it: it[1].title,
                    width=100,
                    stretch=3,
                    tooltip=lambda it: it[1].title,
                ),
                Column(
                    "Tối đa",
                    lambda it: text.points_short(it[1].max_points),
                    align="right",
                    width=68,
                ),
                Column("Kiểm chứng", lambda it: it[1].evidence, width=96, stretch=1, small=True),
            ],
            same=lambda it: it[1].code,
            row_style=lambda it: "group" if it[1].rows else "normal",
            empty="Chưa có tiêu chí nào.",
        )
        self.meter = label("", "strong")
        self.carried = label("", "small", wrap=True)
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
        told = QWidget()
        told.setLayout(self._told)
        self._told.setContentsMargins(0, 0, theme.SPACE_S, 0)
        side.addWidget(scrolled(told), 1)
        side.addWidget(button("Nhập từ tệp Excel, Word…", self.import_file))
        side.addWidget(button("Lấy bảng của sổ mẫu", self.take_sample))
        right = QWidget()
        right.setFixedWidth(theme.zoomed(230))
        right.setLayout(side)
        side.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self.table, 1)
        row.addWidget(right)
        self.body.addWidget(self.text)
        self.body.addWidget(self.refused)
        self.body.addWidget(self.carried)
        self.body.addLayout(row, 1)

    def refresh(self) -> None:
        """Show the table of the file, or what waits in the field."""
        self._show()

    def import_file(self) -> None:
        """The table of an Excel or Word file, in a box of its own; it goes into the file from there."""
        from ui.table_life.import_table import ImportTable

        box = QDialog(self.window())
        box.setWindowTitle("Nhập bảng từ tệp")
        box.resize(self.window().size())
        column = QVBoxLayout(box)
        column.setContentsMargins(theme.SPACE_L, theme.SPACE_L, theme.SPACE_L, theme.SPACE_L)
        panel = ImportTable(self.session, self.jobs)
        panel.back.setText("Thôi")
        panel.changed_table.connect(lambda _table: self.text.clear())
        panel.told.connect(lambda words, _tone: self.dropped.emit(words))
        panel.done.connect(box.accept)
        column.addWidget(panel)
        box.exec()
        box.deleteLater()
        self._taken = None if self.session.season.table.rows else self._taken
        self._show()

    def take_sample(self) -> None:
        """Start from the table of the sample block."""
        from ui.book import shipped

        self.text.clear()
        self._taken = shipped.sample().table
        self._show()

    def _understood(self) -> _Understood:
        old = self.session.season.table
        if not self.text.toPlainText().strip():
            table = self._taken or old
            if self._taken is not None and old.rows:
                table = replace(with_rows(old, table.rows), title=table.title)
            return self._checked(table, ())
        read = read_table(self.text.toPlainText())
        table, carried = changed_table(old, read)
        return self._checked(table, read.problems)._replace(carried=carried)

    def _checked(self, table: ScoringTable, unread: Sequence[Problem]) -> _Understood:
        """What keeps the table out: it cannot be read, or scoring by it would be wrong."""
        # The paste names the lines of a code that stands twice; the check only counts them.
        told = {it.code for it in unread}
        faults = [it.problem for it in table_faults(table) if it.problem.code not in told]
        blocking = (*(it for it in unread if it.severity == "error"), *faults)
        told |= {it.code for it in blocking}
        checks = check_table(table, self.session.season.pack) if table.rows else ()
        rest = (*unread, *(it for it in checks if it.code not in told))
        open_problems = tuple(it for it in rest if it not in blocking)
        return _Understood(table, blocking, open_problems)

    def _show(self) -> None:
        found = self._understood()
        self.refused.hide()
        self.table.set_records(list(found.table.walk()))
        self.meter.setText(_meter(found.table, self.session.season.pack))
        self.meter.setVisible(bool(found.table.rows))
        self.carried.setText(" ".join(found.carried))
        self.carried.setVisible(bool(found.carried))
        problems = (*found.blocking, *sorted(found.doubts, key=lambda it: it.severity != "error"))
        errors = sum(1 for it in problems if it.severity == "error")
        if not found.table.rows:
            self._verdict.show_state("", "muted")
        elif errors:
            self._verdict.show_state(f"{errors} lỗi", "error")
        else:
            self._verdict.show_state("Đúng khung điểm", "done")
        self._tell(problems)
        if not found.table.rows and not problems:
            self._told.insertWidget(0, label(_NO_TABLE, "muted", wrap=True))

    def _tell(self, problems: Sequence[Problem]) -> None:
        clear(self._told)
        for problem in problems[:MOST_PROBLEMS]:
            role = "error" if problem.severity == "error" else "warn"
            self._told.addWidget(label(problem.text, role, wrap=True))
        if len(problems) > MOST_PROBLEMS:
            self._told.addWidget(label(f"và {len(problems) - MOST_PROBLEMS} chỗ khác", "small"))
        self._told.addStretch(1)

    def commit(self) -> bool:
        """Put the table in force, even one that does not fit the frame yet: it can be taken up again.

        Not one whose rows cannot be told apart or cannot be read; and no scores go unasked.
        """
        found = self._understood()
        table, season = found.table, self.session.season
        changed = table.rows != season.table.rows
        if found.blocking and (changed or self.text.toPlainText().strip()):
            self.refused.setText(_refused(len(found.blocking)))
            self.refused.show()
            self.text.setFocus()
            return False
        if changed:
            loss = lost_to_table(season, table)
            if not may_put(self, season, table):
                return False
            if not guard(self, lambda: self.session.set_table(table)):
                return False
            self.tell_dropped(loss, CRITERIA)
        self.text.clear()
        self._taken = None
        return True


def _refused(faults: int) -> str:
    """Why "Tiếp" did nothing: the list at the right begins with the faults that keep the table out."""
    which = "lỗi đầu tiên" if faults == 1 else f"{faults} lỗi đầu"
    return f"Chưa đi tiếp được vì bảng dán chưa đọc đúng. Sửa {which} ở bên phải, hoặc xóa trắng ô này để làm sau."


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
