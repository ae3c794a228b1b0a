"""The table builder: the tree, its tools, the meter, and beside it how a row is scored or what is wrong."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.checking.checks import check_table
from models.errors import AppError, Problem
from models.rulepack import RulePack
from models.table import ScoringTable
from models.tables import edit
from models.tables.edit import Edited, Path
from ui.builder import acts, clipboard, marks
from ui.builder.draft import Draft
from ui.builder.problem_list import ProblemList
from ui.builder.row_acts import RowActs
from ui.builder.rule_panel import RulePanel
from ui.builder.tree_model import FIELDS, Node, TreeModel
from ui.builder.tree_view import TreeView
from ui.look import theme
from ui.widgets.cards import Badge, Card, Segments, button, label

RULE, PROBLEMS = 0, 1
_SIDES = ("Cách chấm", "Cần xem lại")
_CELL_OF = {
    "maximum-missing": "max_points",
    "maximum-negative": "max_points",
    "children-differ": "max_points",
    "section-over-framework": "max_points",
    "content-total": "max_points",
    "evidence-missing": "evidence",
    "code-twice": "code",
    "code-blank": "code",
}


class Builder(QWidget):
    """Edits a draft; nothing is written anywhere. `changed` after every change of the draft, `told`
    with a sentence and its tone, `save_wanted` when the clerk presses Ctrl+S."""

    changed = Signal()
    told = Signal(str, str)
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.draft = Draft(ScoringTable())
        self.pack = RulePack("", "")
        self.problems: tuple[Problem, ...] = ()
        self.rows = RowActs(self)
        self._acts = self._all_acts()
        self.model = TreeModel()
        self.tree = TreeView(self.model, self.enter)
        self.tree.empty = (
            "Bảng chưa có dòng nào.\nBấm Insert để thêm mục đầu tiên, hoặc chép bảng trong Excel,"
            " Word rồi bấm Ctrl+V."
        )
        self.tree.keys = {
            it.combination: self._acts[it.key] for it in acts.ROW_MENU if it.combination
        }
        self.tree.chosen.connect(self._go_on)
        self.model.dropped.connect(self._drop)
        self.meter = label("", "figure")
        self.difference = Badge()
        self.rule = RulePanel()
        self.rule.changed.connect(self._change_row)
        self.list = ProblemList()
        self.list.wanted.connect(self.go_to_problem)
        self._arrange()

    def _arrange(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.SPACE_SM)
        layout.addLayout(self._tools())
        left = Card.holding(self.tree)
        left.body.insertLayout(0, self._title_line())
        keys = (
            "Enter sửa ô · Insert thêm dòng · Ctrl+Delete xóa dòng · Alt + mũi tên chuyển, thụt vào · "
            "F4 cách chấm"
        )
        left.body.addWidget(label(keys, "small"))
        side = Card()
        side.setFixedWidth(theme.DRAWER_WIDTH)
        self.sides = Segments(_SIDES)
        self.sides.changed.connect(self.show_side)
        side.body.addWidget(self.sides)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rule)
        self._stack.addWidget(self.list)
        side.body.addWidget(self._stack, 1)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(left, 1)
        row.addWidget(side)
        layout.addLayout(row, 1)

    def _title_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(theme.SPACE_S, theme.SPACE_XS, 0, theme.SPACE_XS)
        row.setSpacing(theme.SPACE_S)
        self.title = QLineEdit()
        self.title.setPlaceholderText("Tên in trên giấy, ví dụ Bảng chấm điểm năm 2026")
        self.title.setAccessibleName("Tên bảng")
        self.title.textEdited.connect(self._enter_title)
        self.title.returnPressed.connect(self.tree.setFocus)
        name = label("Tên bảng", "muted")
        name.setBuddy(self.title)
        row.addWidget(name)
        row.addWidget(self.title, 1)
        return row

    def _tools(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(self.meter)
        row.addWidget(self.difference)
        row.addStretch(1)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Tìm dòng")
        self.search.setAccessibleName("Tìm dòng")
        self.search.setToolTip("Gõ không dấu cũng tìm được (Ctrl+F)")
        self.search.setFixedWidth(theme.zoomed(170))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._search)
        self.tree.search_ended.connect(self.search.clear)
        self._undo = button("Hoàn tác", self.undo, "quiet", "undo")
        self._redo = button("Làm lại", self.redo, "quiet", "redo")
        self._add = button("Thêm dòng", self._acts["after"], "secondary", "plus")
        self._add.setToolTip("Thêm một dòng dưới dòng đang chọn (Insert)")
        menu = QMenu(self)
        self.fill_menu(menu)
        self._more = button("Dòng", menu)
        for widget in (self.search, self._undo, self._redo, self._add, self._more):
            row.addWidget(widget)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(
            lambda place: menu.popup(self.tree.viewport().mapToGlobal(place))
        )
        return row

    def fill_menu(self, menu: QMenu) -> None:
        """Everything that can be done with rows; the keys are shown, the tree itself answers to them."""
        for it in acts.ROW_MENU:
            if it is acts.LINE:
                menu.addSeparator()
                continue
            keys = acts.shown_keys(it.keys)
            made = menu.addAction(f"{it.text}\t{keys}" if keys else it.text)
            made.triggered.connect(lambda _checked=False, key=it.key: self._acts[key]())

    # ---- the draft

    @property
    def table(self) -> ScoringTable:
        """The draft as it is now."""
        return self.draft.table

    @property
    def is_changed(self) -> bool:
        """Whether the draft says something else than the table it began with."""
        return self.draft.is_changed

    def start(self, table: ScoringTable, pack: RulePack) -> None:
        """Begin to edit a table; what was edited before is forgotten."""
        self.tree.cells.close()
        self.draft, self.pack = Draft(table), pack
        self.search.clear()
        self.model.show(ScoringTable(), {})  # another table: no row of the old one is the same
        self._show((0,))

    def take(self, table: ScoringTable, label_of_act: str) -> None:
        """Put a whole table from elsewhere into the draft, as one act that undo takes back."""
        if self.settle() and self.draft.do(label_of_act, table, (0,)):
            self._show((0,))

    def rebase(self, base: ScoringTable, pack: RulePack) -> None:
        """The table in the file or its rules are others now; the draft stays."""
        if (base, pack) == (self.draft.base, self.pack):
            return
        self.draft.base, self.pack = base, pack
        self.model.show(self.table, marks.marks(self.table, pack))  # the rows are the same
        self._refresh()

    def settle(self) -> bool:
        """Enter what is being typed; False while it is refused."""
        if not self.tree.settle():
            return False
        wrong = self.rule.wrong_figure()
        if wrong is not None:
            self.show_side(RULE)
            wrong.setFocus()
            words = f"{wrong.name}: “{wrong.text()}” chưa ghi được. {wrong.read()[1]}"
            self.told.emit(words, "error")
        return wrong is None

    def do(self, words: str, edited: Edited, merge: str = "") -> bool:
        """Take an edited table in, with the keyboard on its row; False when nothing is different."""
        if not self.draft.do(words, edited.table, edited.path, merge):
            return False
        self._show(edited.path)
        return True

    def _show(self, path: Path | None = None) -> None:
        """The draft has changed: the tree, the marks, the meter, the panel."""
        place = self.tree.verticalScrollBar().value()
        if self.model.show(self.table, marks.marks(self.table, self.pack)):
            self.tree.restore(path or (), place)
        elif path:
            self.tree.go_to(path)
        self._refresh()

    def _refresh(self) -> None:
        found = marks.meter(self.table, self.pack)
        self.meter.setText(found.words)
        if clipboard.read_field("title", self.title.text()) != self.table.title:
            self.title.setText(self.table.title)
            self.title.setCursorPosition(0)  # of a long name the beginning is seen
        self.difference.show_state(found.difference, found.tone)
        self.problems = check_table(edit.tidied(self.table), self.pack)
        self.list.show_problems(self.problems)
        count = len(self.problems)
        self.sides.findChildren(QPushButton)[PROBLEMS].setText(
            f"{_SIDES[1]} ({count})" if count else _SIDES[1]
        )
        for made, words, keys in (
            (self._undo, self.draft.undo_label, "Ctrl+Z"),
            (self._redo, self.draft.redo_label, "Ctrl+Y"),
        ):
            made.setEnabled(bool(words))
            made.setToolTip(f"{words[:1].upper()}{words[1:]} ({keys})" if words else "")
        self._show_row()
        self.changed.emit()

    def _go_on(self) -> None:
        """Another row: what is typed there is an act of its own, and a wrong figure is let go aloud."""
        self.draft.pause()
        wrong = self.rule.wrong_figure()
        if wrong is not None:
            words = f"{wrong.name}: “{wrong.text()}” không ghi được, giữ như cũ. {wrong.read()[1]}"
            self.told.emit(words, "warn")
        self._show_row()

    def _show_row(self) -> None:
        node = self.tree.node
        if node is None:
            self.rule.show_row((), None, self.pack)
            return
        mine = [it for it in self.problems if marks.code_of(it) == node.row.code]
        self.rule.show_row(node.path, node.row, self.pack, mine)

    # ---- acts

    def _all_acts(self) -> dict[str, Callable[[], object]]:
        return {
            **self.rows.acts(),
            "open_all": lambda: self.tree.fold_all(closed=False),
            "close_all": lambda: self.tree.fold_all(closed=True),
            "undo": self.undo,
            "redo": self.redo,
            "find": self._to_search,
            "rule": self._to_rule,
            "save": self.save_wanted.emit,
        }

    def _drop(self, moved: Any, parent: Path, place: int) -> None:
        if self.settle():
            try:
                self.do("kéo dòng", edit.move(self.table, moved, parent, place))
            except AppError as error:
                self.told.emit(str(error), "error")

    # ---- typing

    def enter(self, node: Node, field: str, text: str) -> str:
        """Put a typed text into a field; why it is refused, "" when it is not."""
        value = clipboard.read_cell(field, text)
        if isinstance(value, Problem):
            return f"{value.what} {value.advice}".strip()
        try:
            made = edit.change(self.table, node.path, **{field: value})
        except AppError as error:
            return str(error)
        self.do(f"sửa {node.row.code or 'dòng'}", Edited(made, node.path))
        return ""

    def _enter_title(self, text: str) -> None:
        made = replace(self.table, title=clipboard.read_field("title", text))
        self.do("sửa tên bảng", Edited(made, self.tree.path), "title")

    def _change_row(self, fields: dict[str, Any], words: str, merge: str) -> None:
        path = self.tree.path
        if path:
            made = edit.change(self.table, path, **fields)
            self.do(words, Edited(made, path), merge)

    def undo(self) -> None:
        """Take back the last act in the draft."""
        if self.settle():
            state = self.draft.undo()
            if state is not None:
                self._show(state.path)

    def redo(self) -> None:
        """Do the act again that was taken back."""
        if self.settle():
            state = self.draft.redo()
            if state is not None:
                self._show(state.path)

    # ---- going about

    def show_side(self, side: int) -> None:
        """Show the rule of the row, or the list of problems."""
        self.sides.set_current(side)
        self._stack.setCurrentIndex(side)

    def go_to_problem(self, problem: Problem) -> None:
        """Put the keyboard on the cell that a problem is about."""
        path = marks.place_of(problem, self.table) or ((0,) if self.table.rows else None)
        if path is not None:
            column = FIELDS.index(_CELL_OF.get(problem.code, "title"))
            if self.tree.settle():
                self.tree.go_to(path, column)
                self.tree.setFocus()

    def _search(self, words: str) -> None:
        if words != self.tree.query and not self.tree.settle():
            self.search.setText(self.tree.query)  # the row with the refused value stays in sight
            return
        path = self.tree.path
        self.tree.search(words)
        if path and not self.tree.is_out_of_sight(path):
            self.tree.go_to(path)

    def _to_search(self) -> None:
        if self.settle():
            self.search.setFocus()
            self.search.selectAll()

    def _to_rule(self) -> None:
        if self.settle():
            self.show_side(RULE)
            self.rule.focus_first()

    # ---- keys of the whole builder

    def event(self, event: QEvent) -> bool:
        """Its own undo is meant while the keyboard is here, not the one of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            combination = event.keyCombination().toCombined()
            if any(it.combination == combination for it in acts.PANE_KEYS):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo, search, the rule, saving; Esc goes from the panel and the search back to the tree."""
        combination = event.keyCombination().toCombined()
        found = next((it for it in acts.PANE_KEYS if it.combination == combination), None)
        if found is not None:
            self._acts[found.key]()
        elif event.key() == Qt.Key.Key_Escape and not self.tree.hasFocus():
            if self.tree.settle():
                if self.search.hasFocus():
                    self.search.clear()
                self.tree.setFocus()
        else:
            super().keyPressEvent(event)
