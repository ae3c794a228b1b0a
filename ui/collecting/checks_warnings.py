"""The part "Cảnh báo": what stands out in the scores, to be asked about or let stand with a note."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from ui.book.session import Session
from ui.collecting import checks_work as work
from ui.collecting.checks_work import KeptRow, OpenRow, Row, Warnings
from ui.look import theme
from ui.widgets.cards import Card, EmptyState, label, rule
from ui.widgets.columns import Column, RowStyle
from ui.widgets.forms import Field, FormDialog
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable

_SHOWN = 3
_NOTE = Field(
    "note",
    "Ghi chú",
    "multiline",
    help="Đã hỏi ai, trả lời thế nào. Ghi chú in trên phiếu điểm của đơn vị.",
    required=True,
)


class WarningsPart(QWidget):
    """Open warnings, then accepted ones; the chosen one in full at the foot. `wanted` carries a page,
    `changed` tells that what is shown or chosen did."""

    wanted = Signal(str)
    changed = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.unit = ""
        self.all = Warnings()
        # Tests answer the form in place of a person.
        self.ask: Callable[[FormDialog], dict[str, Any] | None] = FormDialog.ask
        self.table = RecordTable(
            self._columns(),
            same=lambda it: (it.unit_id, it.place, it.what),
            row_style=_style,
            several=True,
            empty="Đơn vị này không có gì phải hỏi lại.",
        )
        self.table.setAccessibleName("Cảnh báo")
        self.table.opened.connect(self._open)
        self.table.chosen.connect(lambda _row: self._show_choice())
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._show_choice())
        remove = QShortcut(QKeySequence("Delete"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        remove.activated.connect(self._give_up_chosen)
        self._compose()

    def _compose(self) -> None:
        self.words = label("", wrap=True)
        # Two lines at least: the table keeps its place whatever the usual sentence.
        self.words.setMinimumHeight(2 * self.words.fontMetrics().lineSpacing() + 2)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        card = Card.holding(self.table)
        card.body.addWidget(rule())
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.SPACE_S, theme.SPACE_S, theme.SPACE_S, 0)
        foot.addWidget(self.words)
        card.body.addLayout(foot)
        empty = EmptyState(
            "Không có gì phải hỏi lại",
            "Ở đây hiện các điểm khác thường: đạt tối đa, lệch xa điểm tự chấm hoặc năm trước, thưởng "
            "không có chỉ tiêu vượt, có điểm mà thiếu minh chứng. Đó là câu hỏi, không phải lỗi.",
            ("Sang trang Chấm điểm", lambda: self.wanted.emit("page:scores")),
            icon="check",
        )
        self._stack = QStackedLayout(self)
        self._stack.addWidget(card)
        self._stack.addWidget(empty)

    def _columns(self) -> Sequence[Column]:
        return (
            Column("Đơn vị", lambda it: it.unit, width=140, stretch=1, wrap=True, key=_unit),
            Column("Tiêu chí", lambda it: it.place, width=84, key=lambda it: it.place),
            Column(
                "Cảnh báo",
                lambda it: it.what,
                width=240,
                stretch=3,
                wrap=True,
                second=lambda it: it.note,
            ),
            Column(
                "Kết quả",
                lambda it: it.state,
                width=146,
                badge=True,
                tone=lambda it: it.tone,
                key=lambda it: it.state,
            ),
            Column("", self._act_words, width=112, link=self._act),
            Column("", lambda _it: "Xem ô", width=68, link=self.show_cell),
        )

    @property
    def _is_read_only(self) -> bool:
        return self.session.is_open and self.session.read_only

    # ---- showing

    def refresh(self) -> None:
        """The warnings as the season is now."""
        self.all = work.warnings(self.session, work.last_year(self.session))
        self.show_unit(self.unit)

    def show_unit(self, unit: str) -> None:
        """Only the warnings of one unit and of the whole block; "" for all."""
        self.unit = unit
        self._stack.setCurrentIndex(0 if self.all.rows else 1)
        self.table.set_records(self.all.of_unit(unit).rows)
        if self.table.records and not self.table.selected_records:
            self.table.select(lambda _it: True)
        self._show_choice()

    def _show_choice(self) -> None:
        """The chosen warning in full, with the question to ask."""
        rows = self.table.selected_records
        asked = self.chosen
        if len(rows) > 1:
            self.words.setText(
                f"Đang chọn {len(asked)} cảnh báo phải hỏi lại: chấp nhận chung một ghi chú."
            )
        else:
            self.words.setText(rows[0].words if rows else "")
        self.changed.emit()

    @property
    def chosen(self) -> list[OpenRow]:
        """The open warnings that are chosen."""
        return [it for it in self.table.selected_records if isinstance(it, OpenRow)]

    # ---- acts

    def _act_words(self, row: Row) -> str:
        if self._is_read_only:
            return ""
        return "Chấp nhận…" if isinstance(row, OpenRow) else "Bỏ chấp nhận"

    def _act(self, row: Row) -> None:
        if isinstance(row, OpenRow):
            self.accept((row,))
        else:
            self.give_up(row)

    def _open(self, row: Row) -> None:
        """Enter asks for the note; an accepted one is only looked at."""
        if isinstance(row, OpenRow):
            self.accept((row,))

    def accept(self, rows: Sequence[OpenRow]) -> None:
        """Let warnings stand, with a note that is asked for."""
        if not rows or self._is_read_only:
            return
        lines = [f"{it.doubt.problem.where}: {it.what}" for it in rows[:_SHOWN]]
        if len(rows) > _SHOWN:
            lines.append(f"… và {len(rows) - _SHOWN} cảnh báo nữa.")
        before = rows[0].before if len(rows) == 1 else None
        dialog = FormDialog(
            "Chấp nhận cảnh báo" if len(rows) == 1 else f"Chấp nhận {len(rows)} cảnh báo",
            (_NOTE,),
            {"note": before.note if before else ""},
            ok_text="Chấp nhận",
            intro="\n".join(lines),
            parent=self,
        )
        values = self.ask(dialog)
        dialog.deleteLater()
        if values is not None:
            guard(self, lambda: work.accept(self.session, self.all, rows, values["note"]))

    def accept_chosen(self) -> None:
        """Let the chosen warnings stand."""
        self.accept(self.chosen)

    def give_up(self, row: KeptRow) -> None:
        """Ask about an accepted warning again."""
        if not self._is_read_only:
            guard(self, lambda: work.give_up(self.session, row))

    def _give_up_chosen(self) -> None:
        row: Row | None = self.table.selected
        if isinstance(row, KeptRow):
            self.give_up(row)

    def show_cell(self, row: Row | None = None) -> None:
        """Go to the scores of the unit that the (chosen) warning speaks of."""
        found = row or self.table.selected
        if found is not None:
            unit = found.unit_id
            self.wanted.emit(f"page:scores/{unit}" if unit else "page:scores")


def _unit(row: Row) -> str:
    return row.unit


def _style(row: Row) -> RowStyle:
    return "normal" if isinstance(row, OpenRow) else "muted"
