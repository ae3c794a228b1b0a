"""The single values of one page of the editor: each with its source below it, live in the draft."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.rules import values
from ui.rules.draft import Draft
from ui.rules.fields import PartForm
from ui.rules.parts import Part
from ui.rules.sources import Source
from ui.rules.values import PLAIN
from ui.widgets.scroll import bring_into_view

ValueSource = Callable[[str], Source]


class ValueForm(QWidget):
    """A form over some paths of the draft. `picked` tells on which value the keyboard stands."""

    picked = Signal(str)

    def __init__(
        self,
        draft: Draft,
        paths: Sequence[str],
        source_of: ValueSource,
        parent: QWidget | None = None,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.draft = draft
        self._parts: tuple[Part, ...] = tuple(PLAIN[it] for it in paths)
        self._source_of = source_of
        self._read_only = read_only
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.form = self._made()
        draft.changed.connect(self.refresh)
        self._show_sources()
        self._show_wrong()

    def _made(self) -> PartForm:
        given = {it.name: values.get(self.draft.pack, it.name) for it in self._parts}
        made = PartForm(self._parts, given, self.draft.scene)
        for part in self._parts:
            field = made.input(part.name)
            field.installEventFilter(self)
            field.setEnabled(not self._read_only)
        made.changed.connect(self._take)
        self._column.addWidget(made)
        return made

    def refresh(self) -> None:
        """Show the draft; a form that says the same already keeps the keyboard's place."""
        said = self.form.record_values()
        wrong = self.form.wrong()
        held = {it.name: values.get(self.draft.pack, it.name) for it in self._parts}
        if any(said[name] != held[name] for name in held if name not in wrong):
            old, self.form = self.form, self._made()
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._show_sources()
        self._show_wrong()

    def _show_sources(self) -> None:
        for part in self._parts:
            source = self._source_of(part.name)
            found = f"Nguồn: {source.short}" if source.short else ""
            self.form.set_help(part.name, "\n".join(it for it in (part.help, found) if it))

    def _take(self) -> None:
        """What is right goes into the draft at once; what is wrong is told below its field."""
        wrong = self.form.wrong()
        said = self.form.record_values()
        right = {name: value for name, value in said.items() if name not in wrong}
        changed = {k: v for k, v in right.items() if values.get(self.draft.pack, k) != v}
        if changed:
            self.draft.put(changed)
        self._show_wrong()

    def _show_wrong(self) -> None:
        """What cannot be read, and what contradicts another value, below its field."""
        self.form.show_errors(self.draft.contradictions() | self.form.wrong(), go_there=False)

    def check(self) -> bool:
        """Whether every field can be read; goes to the first that cannot."""
        right = self.form.check()
        self._show_wrong()
        return right

    def go_to(self, path: str) -> bool:
        """Put the keyboard into the field of a value; False when it does not stand here."""
        if all(it.name != path for it in self._parts):
            return False
        field = self.form.input(path)
        field.setFocus()
        bring_into_view(field.parentWidget())  # with the sentence below it
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell which value the keyboard came to."""
        if event.type() == QEvent.Type.FocusIn:
            for part in self._parts:
                if self.form.input(part.name) is watched:
                    self.picked.emit(part.name)
        return super().eventFilter(watched, event)
