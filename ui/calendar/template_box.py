"""The box of the year plans that ship with the program: which one, which of its lines, with what days."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from models.dates.due_days import due
from models.dates.plan_edit import Taken, take
from models.dates.plan_template import PlanTemplate, TemplateItem
from models.dates.plan_words import owner_name
from models.season import Season
from models.texts import few
from ui.look import theme
from ui.widgets.cards import label
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable

_WIDTH, _HEIGHT = 820, 380


class TemplateBox(Box):
    """A list of plans above, the lines of the chosen one below, each with a box to tick."""

    def __init__(
        self, season: Season, plans: Sequence[PlanTemplate], parent: QWidget | None = None
    ) -> None:
        super().__init__("Lấy kế hoạch mẫu", parent)
        self._season, self._plans = season, tuple(plans)
        self._left_out: set[str] = set()
        self.add_text("Lấy kế hoạch mẫu", "section")
        self.choice = Choice()
        self.choice.setAccessibleName("Kế hoạch mẫu")
        for it in self._plans:
            self.choice.addItem(f"{it.title} ({len(it.items)} việc)", it.id)
        self.body.addWidget(self.choice)
        self.source = label("", "small", wrap=True)
        self.body.addWidget(self.source)
        self.table = RecordTable(
            (
                Column("", lambda _it: "", width=theme.ROW_HEIGHT, checked=self._is_wanted, toggle=self._turn),
                Column("Việc", lambda it: it.item.deadline.title, width=260, stretch=5,
                       second=lambda it: it.clause, tooltip=lambda it: it.item.deadline.title),
                Column("Ai làm", self._owner, width=150, stretch=2, wrap=True),
                Column("Hạn", self._day, width=190, stretch=3, wrap=True),
            ),
            same=lambda it: it.code,
            row_style=lambda it: "normal" if self._is_wanted(it) else "muted",
        )  # fmt: skip
        self.table.setAccessibleName("Việc trong kế hoạch mẫu")
        self.table.setMinimumSize(_WIDTH, _HEIGHT)
        self.body.addWidget(self.table, 1)
        self.count = label("", "muted", wrap=True)
        self.body.addWidget(self.count)
        self.add_button("Thôi", self.reject)
        self._ok = self.add_button("Lấy", self.accept, "primary")
        self.choice.currentIndexChanged.connect(lambda _place: self._pick())
        self._pick()

    @property
    def template(self) -> PlanTemplate:
        """The plan that is looked at."""
        return self._plans[max(0, self.choice.currentIndex())]

    def taken(self) -> Taken:
        """What taking the ticked lines would do."""
        wanted = {it.code for it in self.template.items} - self._left_out
        return take(self._season, self.template, wanted)

    def _pick(self) -> None:
        self._left_out.clear()
        template = self.template
        source = ", ".join(it for it in (template.document, template.clause) if it)
        note = f" {template.note}" if template.note else ""
        self.source.setText(f"Theo {source}.{note}")
        self.table.set_records(template.items)
        self._show()

    def _is_wanted(self, line: TemplateItem) -> bool:
        return line.code not in self._left_out

    def _turn(self, line: TemplateItem, on: bool) -> None:
        (self._left_out.discard if on else self._left_out.add)(line.code)
        self._show()

    def _show(self) -> None:
        found = self.taken()
        new = len(found.items) + len(found.dues)
        there = (
            f" {len(found.there)} việc trong năm đã có, giữ như đang ghi." if found.there else ""
        )
        self.count.setText(
            f"Thêm {new} việc vào kế hoạch năm {self._season.year}.{there}{_instead(found)}"
        )
        self._ok.setText(f"Lấy {new} việc")
        self._ok.setEnabled(new > 0)

    def _owner(self, line: TemplateItem) -> str:
        return line.item.in_charge or owner_name(line.item.deadline.owner, self._season)

    def _day(self, line: TemplateItem) -> str:
        return due(line.item.deadline, self._season).words


def _instead(found: Taken) -> str:
    """Which days of the rules no longer count, since the plan fixes them anew."""
    if not found.instead:
        return ""
    names = few([f"“{it.title}”" for it in found.instead], "hạn", 3)
    return f" Thay hạn của bộ quy tắc: {names}."
