"""One list of a rule pack: add, change, order and take out records, in place and without a dialog."""

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.look import theme
from ui.rules import values
from ui.rules.draft import Draft
from ui.rules.fields import PartForm
from ui.rules.kinds import Kind
from ui.rules.page_specs import RecordPlace, record_place
from ui.rules.sources import Source
from ui.widgets.cards import Card, button, label
from ui.widgets.columns import Column
from ui.widgets.records import RecordTable
from ui.widgets.scroll import bring_into_view

SourceOf = Callable[[Kind, Any], Source]


class _Line(NamedTuple):
    """A record with its place in the list."""

    place: int
    record: Any


class RecordList(QWidget):
    """The records of one kind; a record is changed in a form that takes the place of the list.

    `picked` tells which record the clerk looks at, None when it is none.
    """

    picked = Signal(object)

    def __init__(
        self,
        draft: Draft,
        kind: Kind,
        source_of: SourceOf,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.draft, self.kind = draft, kind
        self._source_of = source_of
        self._read_only = read_only
        self._editing: int | None = None
        self._told: Any = None
        self.form: PartForm | None = None
        self.table = RecordTable(
            self._columns(), same=lambda it: it.place, empty=kind.empty, fit=True
        )
        self.table.setAccessibleName(kind.title)
        self.table.chosen.connect(self._choose)
        self.table.clicked.connect(lambda _index: self._pick(again=True))
        self.table.opened.connect(lambda _line: self.edit())
        self._build()
        draft.changed.connect(self.refresh)
        self.refresh()

    def _build(self) -> None:
        self.add_button = button("Thêm", self.add, icon="plus")
        self.add_button.setToolTip(f"Thêm {self.kind.one}")
        self.edit_button = button("Sửa", self.edit)
        self.up_button = button("Lên", lambda: self.shift(-1))
        self.down_button = button("Xuống", lambda: self.shift(1))
        self.remove_button = button("Bỏ", self.remove, "danger")
        buttons = (
            self.add_button, self.edit_button, self.up_button, self.down_button, self.remove_button,
        )  # fmt: skip
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for made in buttons:
            row.addWidget(made)
            if self._read_only:
                made.hide()
        row.addStretch(1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_S)
        self.heading = label(self.kind.title, "section")
        column.addWidget(self.heading)
        self.wrong = label("", "error", wrap=True)
        column.addWidget(self.wrong)
        column.addWidget(Card.holding(self.table))
        column.addLayout(row)
        column.addStretch(1)
        self._form_page = QWidget()
        self._form_column = QVBoxLayout(self._form_page)
        self._form_column.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self._stack.addWidget(page)
        self._stack.addWidget(self._form_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)

    def _columns(self) -> list[Column]:
        kind = self.kind
        return [
            Column(
                "Nội dung",
                lambda it: kind.name(it.record),
                width=180,
                stretch=3,
                second=lambda it: kind.detail(self.draft.pack, it.record),
                tooltip=lambda it: values.record_line(self.draft.pack, kind, it.record),
            ),
            Column(
                "Nguồn",
                lambda it: self._wrong_in(it.place) or self._source_of(kind, it.record).short,
                width=150,
                stretch=1,
                small=True,
                wrap=True,
                tone=lambda it: (
                    "error" if self._wrong_in(it.place) else self._source_of(kind, it.record).tone
                ),
            ),
        ]

    def _wrong_in(self, place: int) -> str:
        """ "Mâu thuẫn" where a value of this record contradicts another, else ""."""
        return "Mâu thuẫn" if self._wrong(place) else ""

    def _wrong(self, place: int) -> dict[str, str]:
        """What contradicts something in one record, by field."""
        told = ((record_place(it), words) for it, words in self.draft.contradictions().items())
        here = ((it.field, words) for it, words in told if it and it[:2] == (self.kind.key, place))
        return dict(here)

    # ---- what is there

    @property
    def records(self) -> tuple[Any, ...]:
        """The list as it stands in the draft."""
        return tuple(values.get(self.draft.pack, self.kind.key))

    @property
    def is_open(self) -> bool:
        """Whether a record stands in the form, not yet taken over."""
        return self._stack.currentWidget() is self._form_page

    def refresh(self) -> None:
        """The records as the draft has them."""
        self.table.set_records([_Line(*it) for it in enumerate(self.records)])
        words = self.draft.contradictions().get(self.kind.key, "")
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
        self._show_buttons()

    def _choose(self, _line: _Line | None) -> None:
        self._show_buttons()
        self._pick()

    def _pick(self, *, again: bool = False) -> None:
        """Tell the chosen record; the same one is told again only when it is pressed again."""
        line = self.table.selected
        record = line.record if line else None
        if again or record != self._told:
            self._told = record
            self.picked.emit(record)

    def _show_buttons(self) -> None:
        line = self.table.selected
        for made in (self.edit_button, self.remove_button):
            made.setEnabled(line is not None)
        self.up_button.setEnabled(line is not None and line.place > 0)
        self.down_button.setEnabled(line is not None and line.place + 1 < len(self.records))

    # ---- acts

    def add(self) -> None:
        """A form for a new record at the end."""
        self._open(None, self.kind.blank(), f"Thêm {self.kind.one}")

    def edit(self) -> None:
        """The chosen record in the form."""
        line = self.table.selected
        if line is not None and not self._read_only:
            self._open(line.place, self.kind.values(line.record), f"Sửa {self.kind.one}")

    def remove(self) -> None:
        """Take the chosen record out of the draft."""
        line = self.table.selected
        if line is not None:
            self._put([it for place, it in enumerate(self.records) if place != line.place])

    def shift(self, by: int) -> None:
        """Move the chosen record up (−1) or down (1)."""
        line = self.table.selected
        if line is None or not 0 <= line.place + by < len(self.records):
            return
        moved = list(self.records)
        moved.insert(line.place + by, moved.pop(line.place))
        self._put(moved)
        self.table.select(lambda it: it.place == line.place + by)

    def _put(self, records: list[Any]) -> None:
        self.draft.put_list(self.kind.key, tuple(records))

    # ---- the form

    def _open(self, place: int | None, given: dict[str, Any], title: str) -> None:
        self._editing = place
        self.form = PartForm(self.kind.parts, given, self.draft.scene)
        card = Card(title)
        card.body.addWidget(self.form)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        row.addWidget(button("Xong", self.finish))
        row.addWidget(button("Thôi", self.close_form))
        row.addStretch(1)
        card.body.addLayout(row)
        self._form_column.addWidget(card)
        self._form_column.addStretch(1)
        self._stack.setCurrentWidget(self._form_page)
        self.form.focus_first()
        bring_into_view(self)

    def go_to(self, place: RecordPlace | None) -> None:
        """The record with a contradiction in the form, the keyboard in its field; None: the list."""
        if not self.leave():
            return
        self.table.setFocus()
        if place is None or not self.table.select(lambda it: it.place == place.number):
            bring_into_view(self)
            return
        wrong = self._wrong(place.number)
        self.edit()
        if self.form is not None:
            self.form.show_errors(wrong)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the form is "Xong"; on a button it presses that."""
        if not self.is_open or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        holder = self.focusWidget()
        if isinstance(holder, QPushButton):
            holder.click()
        else:
            self.finish()

    def finish(self) -> bool:
        """Take what the form says into the draft; False while something in it is wrong."""
        if self.form is None or not self.is_open:
            return True
        if not self.form.check():
            return False
        records = list(self.records)
        if self._editing is not None and self._editing >= len(records):
            self.close_form()  # the record went while it was being written
            return True
        before = None if self._editing is None else records[self._editing]
        others = tuple(it for place, it in enumerate(records) if place != self._editing)
        given = self.form.record_values()
        twin = self._twin(given, others)
        if twin:
            self.form.show_errors({self.kind.mark: twin})
            return False
        made = self.kind.make(given, before, others)
        place = len(records) if self._editing is None else self._editing
        records[place : place + 1] = [made]
        self.close_form()
        if before is not None and self.kind.mark:
            self.draft.rename(self.kind.key, self.kind.mark_of(before), self.kind.mark_of(made))
        self._put(records)
        self.table.select(lambda it: it.place == place)
        return True

    def leave(self) -> bool:
        """Take over what was begun; a form in which nothing was written is put away."""
        if self.form is not None and not self.form.touched:
            self.close_form()
        return self.finish()

    def _twin(self, given: dict[str, Any], others: tuple[Any, ...]) -> str:
        """Why a record with this mark cannot stand beside the others, "" when it can."""
        if not self.kind.mark or self.kind.mark not in given or not given[self.kind.mark]:
            return ""
        same = any(self.kind.mark_of(it) == given[self.kind.mark] for it in others)
        return f"Đã có {self.kind.one} này." if same else ""

    def close_form(self) -> None:
        """Back to the list; what the form says is let go."""
        self.form = None
        while (item := self._form_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._stack.setCurrentIndex(0)
        self.table.setFocus()
