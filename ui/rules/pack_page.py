"""One page of the editor: its sentence, its single values, its lists; scrolls as one sheet."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.look import theme
from ui.rules.draft import Draft
from ui.rules.kinds import Kind
from ui.rules.open_view import OpenView
from ui.rules.page_specs import OPEN, PageSpec, record_place
from ui.rules.record_list import RecordList
from ui.rules.sources import Source
from ui.rules.value_form import ValueForm
from ui.rules.values import KINDS
from ui.widgets.cards import Card, label
from ui.widgets.scroll import scrolled


def _nothing() -> Source | None:
    return None


class PackPage(Card):
    """Made when it is first shown. `picked` carries the source of what the clerk looks at, or None."""

    picked = Signal(object)

    def __init__(
        self,
        draft: Draft,
        spec: PageSpec,
        value_source: Callable[[str], Source],
        record_source: Callable[[Kind, Any], Source],
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(spec.title)
        self.spec, self.read_only = spec, read_only
        self._record_source = record_source
        self._source: Callable[[], Source | None] = _nothing
        self.values: ValueForm | None = None
        self.open_view: OpenView | None = None
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.setSpacing(theme.SPACE_SM)
        column.addWidget(label(spec.sentence, "muted", wrap=True))
        if spec.key == OPEN:
            self.open_view = OpenView(draft, record_source, read_only=read_only)
            column.addWidget(self.open_view)
        if spec.values:
            self.values = ValueForm(draft, spec.values, value_source, read_only=read_only)
            self.values.picked.connect(lambda path: self._look_at(partial(value_source, path)))
            column.addWidget(self.values)
        self.lists = {
            key: RecordList(draft, KINDS[key], record_source, read_only=read_only)
            for key in spec.lists
        }
        for made in self.lists.values():
            made.picked.connect(partial(self._pick, made.kind))
            column.addWidget(made)
            made.heading.setVisible(bool(spec.values) or spec.key == OPEN)
        column.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)

    def _pick(self, kind: Kind, record: Any) -> None:
        self._look_at(_nothing if record is None else partial(self._record_source, kind, record))

    def _look_at(self, source: Callable[[], Source | None]) -> None:
        """Tell the source; a page out of view keeps it for when it is looked at again."""
        self._source = source
        if self.isVisible():
            self.picked.emit(source())

    def source(self) -> Source | None:
        """The source of what the clerk looked at last on this page."""
        return self._source()

    def go_to(self, place: str) -> None:
        """Put the keyboard where a contradiction stands."""
        if self.values is not None and self.values.go_to(place):
            return
        record = record_place(place)
        made = self.lists.get(record.key if record else place)
        if made is not None:
            made.go_to(record)

    def settle(self) -> bool:
        """Take what is being written; False while something in it is wrong and stays in sight."""
        if self.values is not None and not self.values.check():
            return False
        if self.open_view is not None and not self.open_view.leave():
            return False
        return all(it.leave() for it in self.lists.values())

    @property
    def is_being_written(self) -> bool:
        """Whether something was typed in a form that is not taken over yet."""
        lists = any(it.form is not None and it.form.touched for it in self.lists.values())
        entries = self.open_view.entries if self.open_view else ()
        return lists or any(it.is_being_written for it in entries)

    def let_go(self) -> None:
        """Put away what is being written."""
        for made in self.lists.values():
            if made.is_open:
                made.close_form()
        for entry in self.open_view.entries if self.open_view else ():
            entry.close_choice()
