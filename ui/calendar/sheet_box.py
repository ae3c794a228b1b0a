"""The box of a plan that came back from Excel: row by row what would change; nothing enters before it is accepted."""

from PySide6.QtWidgets import QWidget

from models.dates.plan_intake import Change, Preview, State
from models.season import Season
from models.year_plan import YearPlan
from ui.look import theme
from ui.widgets.cards import Tone, label
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable

_STATES: dict[State, tuple[str, Tone]] = {
    "refused": ("Không nhận", "error"),
    "new": ("Mới", "done"),
    "changed": ("Đổi", "warn"),
    "missing": ("Không có trong tệp", "muted"),
    "same": ("Giữ nguyên", "muted"),
}
_ORDER = tuple(_STATES)
_WIDTH, _HEIGHT = 860, 380


class SheetBox(Box):
    """What was refused stands first, with what to do; items the file lacks are taken out only where ticked."""

    def __init__(self, season: Season, preview: Preview, parent: QWidget | None = None) -> None:
        super().__init__("Nhận kế hoạch từ Excel", parent)
        self._season, self._preview = season, preview
        self._dropped: set[str] = set()
        self.add_text("Nhận kế hoạch từ Excel", "section")
        self.add_text(self._sentence(), "muted")
        self.table = RecordTable(
            (
                Column("", lambda _it: "", width=theme.ROW_HEIGHT, checked=self._is_dropped, toggle=self._turn,
                       tooltip=lambda it: "Đánh dấu để bỏ việc này khỏi kế hoạch" if it.state == "missing" else ""),
                Column("", lambda it: _STATES[it.state][0], width=150, badge=True, tone=lambda it: _STATES[it.state][1]),
                Column("Việc", lambda it: it.title, width=240, stretch=4, tooltip=lambda it: it.title),
                Column("Thay đổi", _told, width=280, stretch=6, wrap=True, tooltip=_told),
            ),
            same=lambda it: (it.state, it.code, it.title),
            row_style=lambda it: "muted" if it.state == "same" else "normal",
        )  # fmt: skip
        self.table.setAccessibleName("Các dòng của tệp")
        self.table.setMinimumSize(_WIDTH, _HEIGHT)
        ordered = sorted(preview.changes, key=lambda it: _ORDER.index(it.state))
        self.table.set_records(ordered)
        self.body.addWidget(self.table, 1)
        self.foot_words = label("", "small", wrap=True)
        self.body.addWidget(self.foot_words)
        self.add_button("Thôi", self.reject)
        self._ok = self.add_button("Nhận", self.accept, "primary")
        self._show()

    def plan(self) -> YearPlan:
        """The plan as accepting would make it."""
        return self._preview.accepted(self._season, self._dropped)

    @property
    def count(self) -> int:
        """How many items change, come in or go out."""
        return len(self._preview.of("new")) + len(self._preview.of("changed")) + len(self._dropped)

    def _sentence(self) -> str:
        found = [
            f"{len(rows)} việc {words}"
            for state, words in (("new", "mới"), ("changed", "đổi"), ("refused", "không nhận"), ("same", "giữ nguyên"))
            if (rows := self._preview.of(state))  # type: ignore[arg-type]
        ]  # fmt: skip
        return f"{self._preview.name}: {', '.join(found) or 'không có việc nào'}."

    def _is_dropped(self, it: Change) -> bool | None:
        return it.code in self._dropped if it.state == "missing" else None

    def _turn(self, it: Change, on: bool) -> None:
        (self._dropped.add if on else self._dropped.discard)(it.code)
        self._show()

    def _show(self) -> None:
        refused = self._preview.of("refused")
        words = (
            f"{len(refused)} dòng có lỗi không vào kế hoạch; sửa trong tệp rồi nhận lại."
            if refused
            else ""
        )
        self.foot_words.setText(words)
        self.foot_words.setVisible(bool(words))
        self._ok.setText(f"Nhận {self.count} thay đổi")
        self._ok.setEnabled(self.count > 0)


def _told(it: Change) -> str:
    if it.problems:
        return " ".join(problem.text for problem in it.problems)
    if it.state == "missing":
        return "Giữ trong kế hoạch; đánh dấu để bỏ."
    return "; ".join(it.moved)
