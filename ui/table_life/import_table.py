"""Taking a table from an Excel or Word file: choose, say what the columns are, look, then enter."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from models.errors import AppError
from models.table import ScoringTable
from models.table_reading.grid import TableGrid
from models.table_reading.mapping import Mapping, guess, likeliest
from models.table_reading.reader import Imported, read
from models.tables import edit, steps
from ui.book.jobs import Jobs, Report
from ui.book.session import Session
from ui.files.table_paste import changed_table
from ui.look import theme
from ui.table_life.import_result import ImportResult
from ui.table_life.import_words import STEPS, first_words, rows_words, size, verdict
from ui.table_life.mapping_grid import MappingGrid
from ui.table_life.panel import Panel
from ui.table_life.row_edit import RowEdit
from ui.table_life.step_row import StepRow
from ui.table_life.words import StepView
from ui.widgets import files
from ui.widgets.cards import Badge, Card, EmptyState, button, clear, label
from ui.widgets.columns import Column
from ui.widgets.messages import guard, show_error
from ui.widgets.records import RecordTable

FILE, GRID, COLUMNS, RESULT = range(4)


class ImportTable(Panel):
    """Four steps in one panel. Nothing is entered before the last one, and nothing with an error."""

    heading = "Nhập bảng từ tệp"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.path: Path | None = None
        self.grids: tuple[TableGrid, ...] = ()
        self.grid: TableGrid | None = None
        self.mapping = Mapping(None, 0, 0)
        self.found = Imported(())
        self._compared: object = None
        self.setAcceptDrops(True)
        self.steps = StepRow((3, 3, 3, 3))
        self.body.addWidget(self.steps)
        self.result = ImportResult()
        self._stack = QStackedWidget()
        for view in (self._file_step(), self._grid_step(), self._columns_step(), self.result):
            self._stack.addWidget(view)
        self.body.addWidget(self._stack, 1)
        self._go(FILE)

    def refresh(self) -> None:
        """The differences are those from the table there is now."""
        if self._stack.currentIndex() == RESULT and self._compared != self._against:
            view = self.result.views.current if self.session.season.table.rows else 0
            self.review()
            self.result.views.set_current(view)
            self.result.views.changed.emit(view)

    @property
    def _against(self) -> object:
        """What the last step depends on."""
        return self.session.season.table, self.session.locked

    # ---- the steps

    def _file_step(self) -> QWidget:
        return EmptyState(
            "Chọn tệp có bảng chấm điểm",
            "Tệp Excel (.xlsx, .xls) hoặc Word (.docx) của bất kỳ nơi nào; thả tệp vào đây cũng được."
            " Chưa có gì được ghi cho tới bước cuối.",
            ("Chọn tệp…", self.choose_file),
            icon="import",
        )

    def _grid_step(self) -> QWidget:
        self.choices = RecordTable(
            [
                Column("Trang, bảng", lambda it: it.name, width=220),
                Column("Cỡ", size, width=130),
                Column("Bắt đầu bằng", first_words, width=300, stretch=1),
            ],
            empty="Tệp không có bảng nào.",
        )
        self.choices.opened.connect(self.take_grid)
        return Card.holding(self.choices)

    def _columns_step(self) -> QWidget:
        self.picks = {"header": RowEdit("không có"), "first": RowEdit(), "last": RowEdit()}
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for name, words in _ROWS.items():
            self.picks[name].setAccessibleName(words)
            self.picks[name].picked.connect(self._rows_chosen)
            row.addWidget(label(words, "muted"))
            row.addWidget(self.picks[name])
            row.addSpacing(theme.SPACE_S)
        row.addStretch(1)
        self.verdict = Badge()
        self.counted = label("", "strong")
        row.addWidget(self.counted)
        row.addWidget(self.verdict)
        self.first_problem = label("", "error", wrap=True)
        self.columns = MappingGrid()
        self.columns.changed.connect(self.read_as)
        made = QWidget()
        layout = QVBoxLayout(made)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_S)
        layout.addLayout(row)
        layout.addWidget(self.first_problem)
        layout.addWidget(Card.holding(self.columns), 1)
        return made

    def _go(self, step: int) -> None:
        """Show a step with its sentence and its buttons; the keyboard goes on with its work."""
        held = self.window().focusWidget()
        ours = self.isVisible() and (held is None or self.isAncestorOf(held))
        self._stack.setCurrentIndex(step)
        name = self.path.name if self.path else ""
        grid = f"{self.grid.name}, {size(self.grid)}" if self.grid else ""
        done = (name, grid, rows_words(self.found).rstrip("."), "")
        self.steps.show_steps(
            [
                StepView(title, done[at], "done")
                if at < step
                else StepView(title, *(("đang làm", "now") if at == step else ("", "later")))
                for at, title in enumerate(STEPS)
            ]
        )
        ready = step == len(STEPS) - 1 and self.found.is_ready
        self.sentence.setText(_READY if ready else _SENTENCES[step])
        clear(self.buttons)
        if step != FILE:
            back = COLUMNS if step == RESULT else GRID if len(self.grids) > 1 else FILE
            self.buttons.addWidget(button("Bước trước", partial(self._go, min(back, step - 1))))
        if step in (GRID, COLUMNS):
            act = self._take_chosen if step == GRID else self.review
            self._way_on = button("Tiếp", act, "primary")
            self.buttons.addWidget(self._way_on)
        elif step == RESULT:
            self._result_buttons()
        if ours:
            self.take_focus()

    def take_focus(self) -> None:
        """Where the guess is right the keyboard is on the way on, else on what is to be chosen."""
        step = self._stack.currentIndex()
        if step in (FILE, GRID):
            super().take_focus()
        elif self.found.is_ready and self._way_on.isEnabled():
            self._way_on.show()  # what was just made is shown by an event, too late for the keyboard
            self._way_on.setFocus()
        elif step == COLUMNS and self.columns.combos:
            self.columns.combos[0].setFocus()
        else:
            self.result.rows.setFocus()

    def _result_buttons(self) -> None:
        may = self.found.is_ready and not self.session.locked
        rows = self.session.season.table.rows
        words = "Thay bảng hiện có" if rows else "Lập bảng này"
        made = [button("Thêm vào bảng", self.append)] if rows else []
        self._way_on = button(words, self.replace_table, "primary")
        made.append(self._way_on)
        for it in made:
            it.setEnabled(may)
            self.buttons.addWidget(it)

    # ---- file and grid

    def choose_file(self) -> None:
        """Ask for a file."""
        path = files.ask_open(self, "Chọn tệp có bảng chấm điểm", "tables")
        if path is not None:
            self.read_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file may be dropped."""
        if len(event.mimeData().urls()) == 1:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The dropped file is read as if it had been chosen; a folder is refused."""
        dropped = event.mimeData().urls()[0].toLocalFile()
        if not dropped:
            return
        event.acceptProposedAction()
        path = Path(dropped)
        if path.is_dir():
            show_error(self, AppError(f"“{path.name}” là thư mục. Thả một tệp Excel hoặc Word."))
        else:
            self.read_file(path)

    def read_file(self, path: Path) -> None:
        """Read a file in the background; a single table in it is taken at once."""

        def work(_report: Report) -> tuple[TableGrid, ...]:
            from exporters.incoming.table_grid import read_grids

            return read_grids(path)

        title = f"Đang đọc {path.name}"
        guard(self, lambda: self.jobs.start(title, work, partial(self._read, path), self._failed))

    def _read(self, path: Path, grids: Sequence[TableGrid]) -> None:
        if not isValid(self):
            return
        self.path, self.grids, self.grid = path, tuple(grids), None
        self.choices.set_records(self.grids)
        likely = self.grids[likeliest(self.grids)] if self.grids else None
        self.choices.select(lambda it: it is likely)
        if len(self.grids) == 1:
            self.take_grid(self.grids[0])
        else:
            self._go(GRID)

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            show_error(self, error)

    def _take_chosen(self) -> None:
        if self.choices.selected is not None:
            self.take_grid(self.choices.selected)

    def take_grid(self, grid: TableGrid) -> None:
        """Go on with one table of the file, its columns guessed."""
        self.grid = grid
        mapping = guess(grid)
        self.columns.show_grid(grid, mapping)
        self.read_as(mapping)
        self._go(COLUMNS)

    # ---- what the columns are

    def _rows_chosen(self, _number: int) -> None:
        header = self.picks["header"].number
        self.read_as(
            replace(
                self.mapping,
                header=header - 1 if header else None,
                first=self.picks["first"].number - 1,
                last=self.picks["last"].number - 1,
            )
        )

    def read_as(self, mapping: Mapping) -> None:
        """Read the table this way and show what comes of it."""
        assert self.grid is not None
        self.mapping = mapping
        self.found = read(self.grid, mapping)
        wrong = {it.cell for it in self.found.problems if it.severity == "error" and it.cell}
        self.columns.show_reading(mapping, wrong)
        shown = {
            "header": 0 if mapping.header is None else mapping.header + 1,
            "first": mapping.first + 1,
            "last": mapping.last + 1,
        }
        for name, number in shown.items():
            self.picks[name].show_number(number, max(1, len(self.grid.rows)))
        self.counted.setText(rows_words(self.found))
        self.verdict.show_state(*verdict(self.found))
        errors = [it for it in self.found.problems if it.severity == "error"]
        self.first_problem.setText(errors[0].text if errors else "")
        self.first_problem.setVisible(bool(errors))

    # ---- the result

    def review(self) -> None:
        """Show the rows as a tree with everything that is wrong or doubtful."""
        self._compared = self._against
        table, carried = self._replaced()
        self.result.show_result(self.found, self.session.season.table, table, carried)
        self._go(RESULT)

    def _replaced(self) -> tuple[ScoringTable, tuple[str, ...]]:
        """The table with these rows in place of its own, and what is kept of those."""
        return changed_table(self.session.season.table, self.found)

    def replace_table(self) -> None:
        """Put the rows in place of the table there is."""
        if self.found.is_ready:
            table, _ = self._replaced()
            self._put(table, "nhập bảng chấm điểm từ tệp", "Đã đưa vào sổ")

    def append(self) -> None:
        """Put the rows behind those there are; a code that is taken gets a free one."""
        if self.found.is_ready:
            old = self.session.season.table
            made = edit.paste(old, (), "under", self.found.rows).table
            self._put(steps.with_rows(old, made.rows), "thêm dòng từ tệp", "Đã thêm")

    def _put(self, table: ScoringTable, act: str, said: str) -> None:
        rows = sum(1 for row in self.found.rows for _ in row.walk())
        name = self.path.name if self.path else ""
        if self.put_in_force(table, act, f"{said} {rows} dòng từ {name}."):
            self.path, self.grids, self.grid = None, (), None
            self._go(FILE)


_ROWS = {"header": "Hàng tiêu đề", "first": "Đọc từ hàng", "last": "đến hàng"}
_READY = "Xem lại trước khi đưa vào sổ; chưa có gì được ghi."
_SENTENCES = (
    "Lấy bảng chấm điểm đã có trên Excel hoặc Word.",
    "Tệp có nhiều bảng. Chọn bảng chấm điểm.",
    "Chọn ý nghĩa của từng cột ở hàng trên cùng. Chương trình đã đoán sẵn.",
    "Còn lỗi thì chưa đưa vào sổ được: sửa tệp, hoặc chọn lại cột, hàng.",
)
