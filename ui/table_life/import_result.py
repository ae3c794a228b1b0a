"""The last look at a table read from a file: its rows, what would change, and what is wrong."""

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.table import ScoringTable
from models.table_reading.reader import Imported
from models.tables.diff import differences
from ui.look import theme
from ui.table_life.difference_table import change_lines, difference_table, summary
from ui.table_life.import_words import rows_words, verdict
from ui.table_life.problem_list import ProblemList
from ui.table_life.rows_table import rows_table
from ui.widgets.cards import Badge, Card, Segments, label

_SIDE = 360


class ImportResult(QWidget):
    """Rows or changes at the left, problems and lines left out at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = rows_table()
        self.changes = difference_table("Giống bảng đang có.")
        self.views = Segments(["Các dòng đọc được", "Thay đổi so với bảng đang có"])
        self.summary = label("", "strong")
        self._stack = QStackedWidget()
        for table in (self.rows, self.changes):
            self._stack.addWidget(Card.holding(table))
        self.views.changed.connect(self._show)
        left = QVBoxLayout()
        left.setSpacing(theme.SPACE_S)
        top = QHBoxLayout()
        top.addWidget(self.views)
        top.addWidget(self.summary)
        top.addStretch(1)
        left.addLayout(top)
        left.addWidget(self._stack, 1)
        self.verdict = Badge()
        side = Card("Cần xem")
        side.setFixedWidth(theme.zoomed(_SIDE))
        side.head.addStretch(1)
        side.head.addWidget(self.verdict)
        self.problems = ProblemList("Không có gì phải sửa.")
        side.body.addWidget(self.problems, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_M)
        row.addLayout(left, 1)
        row.addWidget(side)

    def show_result(
        self, found: Imported, old: ScoringTable, new: ScoringTable, carried: tuple[str, ...]
    ) -> None:
        """What was read, and what `new` would change in `old`; `carried` says what is kept of it."""
        self._found = found
        self.rows.set_records([it for row in found.rows for it in row.walk()])
        self._changed = differences(old, new)
        self.changes.set_records(change_lines(self._changed))
        self.views.setVisible(bool(old.rows))
        self.verdict.show_state(*verdict(found))
        told = {it.where for it in found.problems}
        left_out = [
            f"{it.where}: bỏ qua “{it.text}”. {it.reason}"
            for it in found.skipped
            if it.where not in told
        ]
        self.problems.show_problems(found.problems, (*carried, *left_out))
        self.views.set_current(0)
        self._show(0)

    def _show(self, view: int) -> None:
        self._stack.setCurrentIndex(view)
        self.summary.setText(summary(self._changed) if view else rows_words(self._found))
