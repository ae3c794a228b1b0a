"""What the sources leave open: each value with its note, what stands there now, and the block's choice."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.rulepack import OpenValue
from ui.look import theme
from ui.rules import values
from ui.rules.draft import Draft
from ui.rules.fields import PartForm
from ui.rules.parts import Part
from ui.rules.record_list import RecordList, SourceOf
from ui.widgets.cards import Badge, button, clear, label, rule
from ui.widgets.messages import Choice, ask
from ui.widgets.scroll import bring_into_view
from ui.words import rule_words

_TOLD = 8
_NOTHING = "không đặt giá trị nào"


class OpenView(QWidget):
    """One entry below the other; at most one is open for choosing."""

    def __init__(
        self,
        draft: Draft,
        source_of: SourceOf,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.draft = draft
        self._source_of = source_of
        self._read_only = read_only
        self._shown: tuple[OpenValue, ...] | None = None
        self.entries: list[OpenEntry] = []
        self.state = label("", "strong", wrap=True)
        self.rest_button = button("", self.keep_rest)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, theme.SPACE_S, 0)
        head.setSpacing(theme.SPACE_S)
        head.addWidget(self.state, 1)
        head.addWidget(self.rest_button)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_S)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACE_S)
        whole.addLayout(head)
        whole.addLayout(self._column)
        draft.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """The open values of the draft; what is open for choosing stays open."""
        found = self.draft.pack.open_values
        if found != self._shown:
            self._shown = found
            clear(self._column)
            self.entries = [self._entry(it) for it in found]
            for place, entry in enumerate(self.entries):
                if place:
                    self._column.addWidget(rule())
                self._column.addWidget(entry)
        for entry in self.entries:
            entry.refresh()
        left = len(self.draft.undecided)
        self.state.setText(_state(left, len(found)))
        self.rest_button.setText(f"Giữ tất cả {left} giá trị còn lại như hiện nay")
        self.rest_button.setVisible(left > 1 and not self._read_only)

    def _entry(self, value: OpenValue) -> "OpenEntry":
        made = OpenEntry(self.draft, value, self._source_of, read_only=self._read_only)
        made.opening = lambda: self._close_others(made)
        made.settled = lambda: self._go_on(made)
        return made

    def _go_on(self, done: "OpenEntry") -> None:
        """The keyboard goes to the next value that is not settled, else stays at the one that now is."""
        after = self.entries[self.entries.index(done) + 1 :] if done in self.entries else []
        wanted = next((it for it in after if not self.draft.is_decided(it.value)), done)
        wanted.choose_button.setFocus()
        bring_into_view(wanted)

    def keep_rest(self) -> None:
        """After one question: what stands at every value that is left is the block's choice."""
        if not self.leave():
            return
        left = self.draft.undecided
        if not left:
            return
        now = (rule_words.current(self.draft.scene, it.field) for it in left[:_TOLD])
        names = "\n".join(
            f"• {it.title}: {words or _NOTHING}" for it, words in zip(left, now, strict=False)
        )
        more = f"\n… và {len(left) - _TOLD} giá trị khác" if len(left) > _TOLD else ""
        words = f"{names}{more}\nĐược ghi là khối đã chọn; đổi từng giá trị lúc nào cũng được."
        question = f"Giữ {len(left)} giá trị còn lại như hiện nay?"
        if ask(self, question, words, [Choice("keep", "Giữ tất cả", "primary")]) == "keep":
            self.draft.decide_rest()

    def _close_others(self, wanted: "OpenEntry") -> None:
        for entry in self.entries:
            if entry is not wanted:
                entry.close_choice()

    def entry(self, field: str) -> "OpenEntry":
        """The entry of one open value."""
        return next(it for it in self.entries if it.value.field == field)

    def leave(self) -> bool:
        """Take what was begun to be chosen; False while something in it is wrong."""
        return all(it.leave() for it in self.entries)


def _state(left: int, count: int) -> str:
    if not count:
        return "Bộ quy tắc này không để mở giá trị nào."
    if not left:
        return f"Khối đã chọn đủ {count} giá trị."
    return f"Còn {left} trên {count} giá trị khối chưa chọn."


class OpenEntry(QFrame):
    """One open value. "Chọn…" opens its fields below it, "Giữ như…" settles it as it is."""

    def __init__(
        self, draft: Draft, value: OpenValue, source_of: SourceOf, *, read_only: bool = False
    ) -> None:
        super().__init__()
        self.draft, self.value = draft, value
        self.opening: Callable[[], Any] = lambda: None
        self.settled: Callable[[], Any] = lambda: None
        self._source_of = source_of
        self.form: PartForm | None = None
        self.list: RecordList | None = None
        self.badge = Badge()
        self.now = label("", "", wrap=True)
        self.choose_button = button("Chọn…", self.open_choice)
        self.keep_button = button("", self.keep, "link")
        self.back_button = button("Bỏ lựa chọn", lambda: draft.undecide(value), "link")
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        head.addWidget(label(value.title, "strong", wrap=True), 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        acts = QHBoxLayout()
        acts.setSpacing(theme.SPACE_S)
        for made in (self.keep_button, self.back_button, self.choose_button):
            made.setAccessibleDescription(value.title)
            acts.addWidget(made)
        self._acts = QWidget()
        self._acts.setLayout(acts)
        acts.setContentsMargins(0, 0, 0, 0)
        self._room = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.SPACE_XS, theme.SPACE_S, theme.SPACE_XS)
        column.setSpacing(theme.SPACE_XS)
        column.addLayout(head)
        if value.note:
            column.addWidget(label(value.note, "small", wrap=True))
        beside = QHBoxLayout()
        beside.setSpacing(theme.SPACE_M)
        beside.addWidget(self.now, 1)
        beside.addWidget(self._acts, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(beside)
        if read_only:
            self._acts.hide()
        column.addLayout(self._room)

    def refresh(self) -> None:
        """State and words as the draft has them."""
        decided = self.draft.is_decided(self.value)
        self.badge.show_state(
            "Khối đã chọn" if decided else "Chưa chọn", "action" if decided else "warn"
        )
        words = self._words()
        counted = self._is_counted()
        start = "Khối chọn" if decided else "Đang tính" if counted else "Hiện nay"
        self.now.setText(f"{start}: {words}" if words else "Chưa ghi gì.")
        self.choose_button.setText("Đổi…" if decided else "Chọn…")
        self.keep_button.setHidden(decided)
        keep = "Giữ như đang tính" if counted else "Giữ như hiện nay"
        self.keep_button.setText(keep if words else "Không đặt giá trị nào")
        self.back_button.setVisible(self.value.field in self.draft.pack.decided)

    def _words(self) -> str:
        return rule_words.current(self.draft.scene, self.value.field)

    def _is_counted(self) -> bool:
        """Whether a figure stands there, something to reckon with."""
        parts = values.parts_of(self.draft.pack, self.value.field)
        held = {it.name: values.get(self.draft.pack, it.name) for it in parts}
        told = [it for it in parts if it.matters(held)]
        return bool(told) and all(
            it.kind in ("points", "percent", "whole") and held[it.name] is not None for it in told
        )

    def keep(self) -> None:
        """What stands there is the block's choice."""
        self.draft.decide(self.value)
        self.settled()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in a field chooses what the fields say; on a button it presses that. Nothing more:
        in the guide it must not go on to the next step."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        holder = self.focusWidget()
        if isinstance(holder, QPushButton):
            holder.click()
        elif self.form is not None:
            self.choose()

    # ---- choosing

    @property
    def is_open(self) -> bool:
        """Whether the fields of the value are shown."""
        return self.form is not None or self.list is not None

    def open_choice(self) -> None:
        """Show the fields of the value, or its list, below the entry."""
        self.opening()
        pack, field = self.draft.pack, self.value.field
        kind = values.list_of(pack, field)
        if kind is not None:
            self.list = RecordList(self.draft, kind, self._source_of)
            self._room.addWidget(self.list)
            self._add_buttons("Xong")
        else:
            self._open_form(values.parts_of(pack, field))
            self._add_buttons("Chọn")
        self._acts.hide()
        bring_into_view(self)

    def _open_form(self, parts: tuple[Part, ...]) -> None:
        given = {it.name: values.get(self.draft.pack, it.name) for it in parts}
        self.form = PartForm(parts, given, self.draft.scene)
        self._room.addWidget(self.form)
        if not parts:
            words = "Giá trị này không nằm trong bộ quy tắc; chọn để ghi rằng khối đã quyết định."
            self._room.addWidget(label(words, "small", wrap=True))
        self.form.focus_first()

    def _add_buttons(self, verb: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for made in (button(verb, self.choose), button("Thôi", self.close_choice)):
            made.setAccessibleDescription(self.value.title)
            row.addWidget(made)
        row.addStretch(1)
        self._room.addLayout(row)

    def choose(self) -> None:
        """Take what the fields say and go on."""
        if self.settle():
            self.settled()

    def settle(self) -> bool:
        """Take what the fields say: that is the block's choice, also when it is what stood there."""
        if self.list is not None:
            if not self.list.finish():
                return False
        elif self.form is not None:
            if not self.form.check():
                return False
            self.draft.put(self.form.record_values())
        else:
            return True
        self.close_choice()
        self.draft.decide(self.value)
        return True

    def leave(self) -> bool:
        """Take what was begun; what was only looked at is not chosen by that."""
        if self.form is not None and self.form.touched:
            return self.settle()
        if self.list is not None and not self.list.leave():
            return False
        self.close_choice()
        return True

    @property
    def is_being_written(self) -> bool:
        """Whether something was typed that is not chosen yet."""
        in_list = self.list is not None and self.list.form is not None and self.list.form.touched
        return in_list or (self.form is not None and self.form.touched)

    def close_choice(self) -> None:
        """Put the fields away; what they say is let go."""
        if self.is_open:
            self.form = self.list = None
            clear(self._room)
            self._acts.show()
