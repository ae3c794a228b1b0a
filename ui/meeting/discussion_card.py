"""The proposal in work: old → new, who, why, what it would do to the ranks, and the decision."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.collected import Discussion
from models.meeting_day.discussion import outcome_words
from models.season import Season
from ui.look import theme
from ui.widgets.cards import Badge, Card, button, label, rule
from ui.widgets.scroll import scrolled
from ui.words import text

ONLY_YOU = "Chỉ người điều khiển thấy"
_NOTHING = "Chọn một dòng điểm rồi bấm “Đề nghị sửa điểm”, hoặc chọn một đề nghị đã nêu ở danh sách bên dưới."
TONES = {"open": "warn", "accepted": "done", "rejected": "muted", "withdrawn": "muted"}
Acts = dict[str, tuple[str, Callable[[], object], str]]


def change(it: Discussion) -> str:
    """ "4,5 → 5", the same beside the proposal and in the list."""
    return f"{text.points_short(it.old)} → {text.points_short(it.new)}"


class DiscussionCard(Card):
    """Shows one proposal; `acts` are its buttons: accept, reject, withdraw, show."""

    def __init__(self, acts: Acts) -> None:
        super().__init__("Đề nghị")
        self.setFixedWidth(theme.DRAWER_WIDTH)
        self.badge = Badge()
        self.head.addStretch(1)
        self.head.addWidget(self.badge)
        self.empty = label(_NOTHING, "muted", wrap=True)
        self.body.addWidget(self.empty)
        self._work = QWidget()
        column = QVBoxLayout(self._work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        inner = QWidget()
        told = QVBoxLayout(inner)
        told.setContentsMargins(0, 0, theme.SPACE_S, 0)
        told.setSpacing(theme.SPACE_S)
        self.unit = label("", "strong", wrap=True)
        self.criterion = label("", "muted", wrap=True)
        self.points = label("", "figure")
        self.points.setAccessibleName("Điểm cũ và điểm đề nghị")
        self.who = label("", "", wrap=True)
        self.note = label("", "muted", wrap=True)
        for made in (self.unit, self.criterion, self.points, self.who, self.note):
            told.addWidget(made)
        told.addStretch(1)
        column.addWidget(scrolled(inner), 1)
        column.addWidget(rule())
        self.what_if_head = label(ONLY_YOU, "small")
        self.what_if = label("", "", wrap=True)
        self.what_if.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.what_if_head)
        column.addWidget(self.what_if)
        self.buttons = {key: button(*made) for key, made in acts.items()}
        for keys in (("accept", "reject"), ("withdraw", "show")):
            row = QHBoxLayout()
            row.setSpacing(theme.SPACE_S)
            for key in keys:
                row.addWidget(self.buttons[key], 1)
            column.addLayout(row)
        self.body.addWidget(self._work, 1)
        self._room = QWidget()
        self.body.addWidget(self._room, 1)

    def show_discussion(
        self, season: Season, it: Discussion | None, what_if: str, off: str
    ) -> None:
        """Show a proposal, None for none; `off` is why nothing can be decided, "" when it can."""
        self.empty.setVisible(it is None)
        self._room.setVisible(it is None)
        self._work.setVisible(it is not None)
        self.badge.show_state("", "muted")
        if it is None:
            return
        unit, row = season.unit(it.unit), season.table.row(it.criterion)
        self.badge.show_state(outcome_words(it).partition(",")[0], TONES[it.outcome])
        self.unit.setText(unit.name if unit else it.unit)
        most = f" (tối đa {text.points_short(row.max_points)})" if row and row.max_points else ""
        self.criterion.setText(f"{it.criterion} {row.title if row else ''}{most}".strip())
        self.points.setText(change(it))
        lines = (("Người đề nghị", it.by), ("Lý do", it.why), ("Minh chứng", it.evidence))
        self.who.setText("\n".join(f"{head}: {words}" for head, words in lines if words))
        decided = outcome_words(it) if it.outcome != "open" else ""
        self.note.setText(". ".join(words for words in (decided, it.note) if words))
        self.note.setVisible(bool(self.note.text()))
        self.what_if.setText(what_if)
        for part in (self.what_if_head, self.what_if):
            part.setVisible(bool(what_if))
        for key in ("accept", "reject", "withdraw"):
            self.buttons[key].setVisible(it.outcome == "open")
            self.buttons[key].setEnabled(not off)
            self.buttons[key].setToolTip(off)
