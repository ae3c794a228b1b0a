"""The box of one thing to do of the block's plan: what, who, when and what comes of it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from models.checking.duty_faults import of_anchors, of_deadline
from models.dates.due_days import due
from models.duties import Deadline
from models.season import Season
from models.year_plan import PlanItem
from ui.rules.fields import PartForm
from ui.rules.kinds import DEADLINE_PARTS, new_code
from ui.rules.parts import Part, Scene
from ui.widgets.cards import label
from ui.widgets.forms import FormDialog

_CAP = "Hạn chót cố định nếu có, ví dụ trước 25/12; bỏ trống cả ngày và tháng khi không có."
_OWN_PARTS = (
    Part("in_charge", "Bộ phận phụ trách", help="Bỏ trống thì ghi theo “Ai làm”."),
    Part("drive", "Đợt, phong trào"),
    Part("result", "Kết quả phải có", "multiline"),
)
_PARTS = (*DEADLINE_PARTS, *_OWN_PARTS)
_DEADLINE = frozenset(it.name for it in DEADLINE_PARTS)


class ItemBox(FormDialog):
    """Asks for one item; below the fields stands the day that comes of it."""

    def __init__(
        self, season: Season, item: PlanItem | None = None, parent: QWidget | None = None
    ) -> None:
        self._season, self._item = season, item
        self.parts = PartForm(_PARTS, _values(item), _scene(season, item))
        heading = "Thêm việc vào kế hoạch" if item is None else "Sửa việc trong kế hoạch"
        super().__init__(heading, self.parts, check=self._faults, parent=parent)
        self.day = label("", "muted", wrap=True)
        self.body.addWidget(self.day)
        self.parts.changed.connect(self._show_day)
        self._show_day()

    def item(self) -> PlanItem:
        """The item as the fields say it."""
        values = self.parts.record_values()
        kept = {it.name: values[it.name] for it in _PARTS if it.matters(values)}
        own = {it: values[it] for it in ("in_charge", "drive", "result")}
        code = self._item.deadline.code if self._item else _code(self._season, values["title"])
        rule = self._item.deadline.rule if self._item else ""
        day = {name: value for name, value in kept.items() if name in _DEADLINE}
        return PlanItem(Deadline(code=code, rule=rule, **day), **own)

    def _faults(self, _typed: Mapping[str, Any]) -> dict[str, str]:
        """What no day can mean, below its field."""
        item = self.item()
        others = [
            it.deadline for it in self._season.plan.items if it.deadline.code != item.deadline.code
        ]
        codes = {it.code for it in others} | {item.deadline.code}
        known = (
            *others,
            *(it for it in self._season.pack.deadlines if it.code not in codes),
            item.deadline,
        )
        found = [*of_deadline(item.deadline, "it"), *of_anchors(known, "{}")]
        last = str(len(known) - 1)
        told: dict[str, str] = {}
        for it in found:
            place, _, field = it.place.partition(".")
            if place == "it":
                told.setdefault(field, f"{it.problem.what} {it.problem.advice}")
            elif place == last:
                told.setdefault("item", f"{it.problem.what} {it.problem.advice}")
        return told

    def _show_day(self) -> None:
        counted = self.parts.record_values()["kind"] in ("after_meeting", "after_item")
        self.parts.set_help("day", _CAP if counted else "")
        if self.parts.wrong() or self._faults({}):
            self.day.setText("")
            return
        known = due(self.item().deadline, _with(self._season, self.item()))
        why = f" ({known.reason})" if known.reason else ""
        clash = f" {known.clash}" if known.clash else ""
        self.day.setText(f"Hạn: {known.words}{why}.{clash}")


def _code(season: Season, title: str) -> str:
    taken = {it.deadline.code for it in season.plan.items} | {
        it.code for it in season.pack.deadlines
    }
    return new_code(title, taken)


def _with(season: Season, item: PlanItem) -> Season:
    """The season with this item in the place of the one of its code."""
    others = tuple(it for it in season.plan.items if it.deadline.code != item.deadline.code)
    return replace(season, plan=replace(season.plan, items=(*others, item)))


def _scene(season: Season, item: PlanItem | None) -> Scene:
    """The choices of an anchor: every other thing to do that comes once."""
    own = item.deadline.code if item else ""
    known = {it.code: it for it in season.pack.deadlines}
    known |= {it.deadline.code: it.deadline for it in season.plan.items}
    anchors = [it for it in known.values() if it.code != own and not it.kind.startswith("every")]
    return Scene(replace(season.pack, deadlines=tuple(anchors)), season.table)


def _values(item: PlanItem | None) -> dict[str, Any]:
    if item is None:
        given: dict[str, Any] = {
            it.name: None if it.required and it.kind != "choice" else it.default for it in _PARTS
        }
        return given | {
            "title": "",
            "in_charge": "",
            "drive": "",
            "result": "",
            "roll": "none",
            "item": "",
        }
    both = {it: getattr(item.deadline, it) for it in _DEADLINE}
    return both | {"in_charge": item.in_charge, "drive": item.drive, "result": item.result}
