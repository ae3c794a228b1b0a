"""The draft as Qt sees it: nodes made from the immutable table, made anew after every change."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from models.points import show_short
from models.scores.criterion_words import KIND_TITLES
from models.table import ScoringTable, TableRow
from models.tables.edit import Path
from ui.builder.marks import Mark, below
from ui.widgets.columns import COLUMN, RECORD, ROW_STYLE, Column

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NO_PARENT = QModelIndex()
MIME = "application/x-khoi-rows"
ROLE_WORDS = {"content": "", "bonus": "Điểm thưởng", "deduction": "Điểm trừ"}
FIELDS = ("code", "title", "max_points", "evidence", "")
"""The field of `TableRow` behind each column; the last one is edited beside the tree."""


class Node:
    """One row of the draft with its place."""

    __slots__ = ("children", "is_new", "marks", "parent", "path", "row")

    def __init__(self, row: TableRow, path: Path, parent: "Node | None") -> None:
        self.row = row
        self.path = path
        self.parent = parent
        self.marks: tuple[Mark, ...] = ()
        self.is_new = False
        self.children: list[Node] = [
            Node(child, (*path, place), self) for place, child in enumerate(row.rows)
        ]

    def walk(self) -> Iterator["Node"]:
        """This node and all below it, from top to bottom."""
        yield self
        for child in self.children:
            yield from child.walk()

    def mark(self, kind: str) -> Mark | None:
        """The mark of one cell, or None."""
        return next((it for it in self.marks if it.kind == kind), None)

    def replace(self, row: TableRow) -> None:
        """Take the new values of the same rows."""
        if row is self.row:
            return
        self.row, self.is_new = row, True
        for child, below_row in zip(self.children, row.rows, strict=True):
            child.replace(below_row)


class TreeModel(QAbstractItemModel):
    """`show` puts another draft in; `dropped` asks for rows to be moved (paths, parent, place)."""

    dropped = Signal(object, object, int)

    def __init__(self) -> None:
        super().__init__()
        self.tops: list[Node] = []
        self.columns = columns()

    def show(self, table: ScoringTable, marks: Mapping[Path, tuple[Mark, ...]]) -> bool:
        """Show a draft. True when the tree has another shape: then all indexes are new."""
        changed: list[Node] = []
        same = [_shape(it.row) for it in self.tops] == [_shape(row) for row in table.rows]
        if same:
            for node, row in zip(self.tops, table.rows, strict=True):
                node.replace(row)
        else:
            self.beginResetModel()
            self.tops = [Node(row, (place,), None) for place, row in enumerate(table.rows)]
        for node in self.nodes():
            found = marks.get(node.path, ())
            if same and (node.is_new or node.marks != found):
                changed.append(node)
            node.marks, node.is_new = found, False
        if not same:
            self.endResetModel()
        # Every signal makes the view measure the row anew: only those that say something else.
        for node in changed:
            last = len(self.columns) - 1
            self.dataChanged.emit(self.index_of(node.path), self.index_of(node.path, last))
        return not same

    def nodes(self) -> Iterator[Node]:
        """Every node from top to bottom."""
        for top in self.tops:
            yield from top.walk()

    def node(self, path: Path) -> Node | None:
        """The node at a path, or None."""
        found: Node | None = None
        children = self.tops
        for place in path:
            if not 0 <= place < len(children):
                return None
            found = children[place]
            children = found.children
        return found

    def index_of(self, path: Path, column: int = 0) -> QModelIndex:
        """The index of a row's cell, an invalid one when there is no such row."""
        found = self.node(path)
        return self.createIndex(path[-1], column, found) if found is not None else QModelIndex()

    # ---- what Qt asks

    def index(self, row: int, column: int, parent: Index = NO_PARENT) -> QModelIndex:
        """The index of a cell."""
        children = _node(parent).children if parent.isValid() else self.tops
        if not 0 <= row < len(children) or not 0 <= column < len(self.columns):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, child: Index = NO_PARENT) -> Any:
        """The index of the row above."""
        above = _node(child).parent if child.isValid() else None
        if above is None:
            return QModelIndex()
        return self.createIndex(above.path[-1], 0, above)

    def rowCount(self, parent: Index = NO_PARENT) -> int:
        """How many rows stand under a row."""
        if not parent.isValid():
            return len(self.tops)
        return len(_node(parent).children) if parent.column() == 0 else 0

    def columnCount(self, parent: Index = NO_PARENT) -> int:
        """How many columns."""
        return len(self.columns)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """What the cell says, and the column and record for its painter."""
        if not index.isValid():
            return None
        column, node = self.columns[index.column()], _node(index)
        if role == Role.DisplayRole:
            return column.text(node)
        if role == Role.EditRole:
            return edit_text(node.row, FIELDS[index.column()])
        if role == RECORD:
            return node
        if role == COLUMN:
            return column
        if role == ROW_STYLE:
            return "group" if len(node.path) == 1 else "normal"
        if role == Role.ToolTipRole:
            return "\n".join(it.words for it in node.marks) or None
        if role == Role.AccessibleTextRole:
            words = [column.title, column.text(node), *(it.words for it in node.marks)]
            return ", ".join(word for word in words if word)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Role.DisplayRole:
            return self.columns[section].title
        if role == Role.TextAlignmentRole:
            right = self.columns[section].align == "right"
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Every cell but the last can be typed in; rows can be dragged, and dropped on and between."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        found = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        found |= Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        if FIELDS[index.column()]:
            found |= Qt.ItemFlag.ItemIsEditable
        return found

    # ---- drag and drop

    def supportedDropActions(self) -> Qt.DropAction:
        """Rows are moved, never copied by dragging."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Only rows of this tree."""
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The paths of the dragged rows."""
        found = sorted({_node(it).path for it in indexes})
        words = ";".join(",".join(map(str, path)) for path in found)
        made = QMimeData()
        made.setData(MIME, QByteArray(words.encode("ascii")))
        return made

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Ask for the move; False, as the rows are never taken out by Qt itself."""
        words = bytes(data.data(MIME).data()).decode("ascii")
        if words and action == Qt.DropAction.MoveAction:
            moved = tuple(tuple(map(int, it.split(","))) for it in words.split(";"))
            target = _node(parent).path if parent.isValid() else ()
            self.dropped.emit(
                moved, target, self.rowCount(self.index_of(target)) if row < 0 else row
            )
        return False


def columns() -> tuple[Column, ...]:
    """The columns of the tree."""
    return (
        Column("Mã", lambda it: it.row.code, width=66, tone=lambda it: _tone(it, "code")),
        Column(
            "Nội dung, tiêu chí",
            lambda it: it.row.title or "Chưa ghi nội dung",
            width=158,
            stretch=4,
            wrap=True,
            tone=lambda it: _tone(it, "title"),
        ),
        Column(
            "Điểm tối đa",
            _maximum,
            width=92,
            align="right",
            tone=lambda it: _tone(it, "sum", "maximum"),
            bold=lambda it: not it.row.is_criterion,
        ),
        Column(
            "Kiểm chứng",
            lambda it: it.row.evidence or ("chưa ghi" if it.mark("evidence") else ""),
            width=112,
            stretch=1,
            small=True,
            tone=lambda it: _tone(it, "evidence"),
        ),
        Column(
            "Cách chấm",
            _rule,
            width=110,
            small=True,
            wrap=True,
            tone=lambda it: _tone(it, "rule", plain="muted"),
        ),
    )


def edit_text(row: TableRow, field: str) -> str:
    """What an editor starts with."""
    if field == "max_points":
        return "" if row.max_points is None else show_short(row.max_points)
    return str(getattr(row, field)) if field else ""


def _maximum(node: Node) -> str:
    row = node.row
    if node.mark("sum") and row.max_points is not None:
        return f"{show_short(row.max_points)} ≠ {show_short(below(row))}"
    if row.max_points is not None:
        return show_short(row.max_points)
    if node.mark("maximum"):
        return "chưa ghi"
    return f"({show_short(below(row))})" if row.rows else "–"


def _rule(node: Node) -> str:
    if len(node.path) == 1 and node.row.role != "content":
        return ROLE_WORDS[node.row.role]
    if node.row.rule is not None:
        kind = node.row.rule.kind
        return "Chỉ tác động xếp loại" if kind == "effect" else KIND_TITLES[kind]
    return ""


def _tone(node: Node, *kinds: str, plain: str = "plain") -> str:
    found = next((mark for kind in kinds if (mark := node.mark(kind))), None)
    return found.tone if found else plain


def _node(index: Index) -> Node:
    node = index.internalPointer()
    assert isinstance(node, Node)
    return node


def _shape(row: TableRow) -> tuple[Any, ...]:
    return tuple(_shape(child) for child in row.rows)
