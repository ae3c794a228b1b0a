"""The table of one unit's evidence: files can be dropped on the row of a criterion."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QWidget

from ui.collecting.evidence_rows import Row, advice, badge, more, what
from ui.widgets.cards import Tone
from ui.widgets.columns import RECORD, Column, RowStyle
from ui.widgets.records import RecordTable


class EvidenceTable(RecordTable):
    """While files hang over it, the criterion they would go to is the chosen row.

    `dropped` carries the criterion's code and the paths. `can_take` says whether files are taken at all.
    """

    dropped = Signal(str, object)

    def __init__(self, can_take: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(
            (
                Column("Mã", _code, width=72),
                Column(
                    "Tiêu chí và tệp",
                    what,
                    width=230,
                    stretch=5,
                    second=more,
                    bold=lambda it: it.kind == "line",
                    tooltip=advice,
                ),
                Column("Hồ sơ phải có", _required, width=130, stretch=3, wrap=True),
                Column("Tình trạng", _badge, width=130, badge=True, tone=_tone, tooltip=advice),
            ),
            same=lambda it: it.identity,
            row_style=_style,
            empty="Không có tiêu chí nào như vậy.",
            parent=parent,
        )
        self._can_take = can_take
        self._before: Row | None = None
        self.setAccessibleName("Hồ sơ kiểm chứng của đơn vị")
        self.setAcceptDrops(True)

    def on_key(self, key: str, act: Callable[[], object]) -> None:
        """Do `act` when the key is pressed in the table."""
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(act)

    def select_code(self, code: str) -> bool:
        """Choose the row of a criterion."""
        return self.select(lambda it: it.kind == "line" and it.code == code)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may come in; a book is left to the window."""
        paths = paths_of(event)
        if self._can_take() and paths and not any(it.suffix.lower() == ".khoi" for it in paths):
            self._before = self.selected
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Show which criterion the files would go to."""
        code = self._code_at(event)
        if code and self.select_code(code):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """The row that was chosen before is chosen again."""
        before = self._before
        if before is not None:
            self.select(lambda it: it.identity == before.identity)
        event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files over for the criterion under the mouse."""
        code = self._code_at(event)
        if code:
            event.acceptProposedAction()
            self.dropped.emit(code, paths_of(event))
        else:
            event.ignore()

    def _code_at(self, event: QDropEvent) -> str:
        row: Row | None = self.indexAt(event.position().toPoint()).data(RECORD)
        return row.code if row and row.line and row.line.title else ""


def paths_of(event: QDropEvent) -> list[Path]:
    """The files and folders that hang on the mouse."""
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _code(row: Row) -> str:
    return row.code if row.kind == "line" else ""


def _required(row: Row) -> str:
    return row.line.required if row.kind == "line" and row.line else ""


def _badge(row: Row) -> str:
    return badge(row)[0]


def _tone(row: Row) -> Tone:
    return badge(row)[1]


def _style(row: Row) -> RowStyle:
    if row.kind == "heading":
        return "group"
    return "muted" if row.kind == "strange" else "normal"
