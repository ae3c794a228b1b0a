"""The editor of the rule pack: pages of a side list, one bar that says what stands against it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QKeyCombination, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.rulepack import RulePack
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.rules import pack_files, sources
from ui.rules.draft import Draft
from ui.rules.draft_bar import DraftBar
from ui.rules.kinds import Kind, new_code
from ui.rules.pack_page import PackPage
from ui.rules.page_specs import OPEN, PAGES, page_of
from ui.rules.source_panel import SourcePanel
from ui.setup.losses import STAGES, lost_to_pack
from ui.setup.steps import NO_PACK
from ui.widgets.cards import Badge, Card, button, label
from ui.widgets.messages import Choice, ask, guard
from ui.words import rule_words

_LIST_WIDTH = 222
_LIST_ROW = 32
_TOLD = 8
_WRONG = "● "
_UNDO = {
    QKeyCombination(Qt.KeyboardModifier.ControlModifier, it).toCombined()
    for it in (Qt.Key.Key_Z, Qt.Key.Key_Y)
}
_WAITING = "Có sửa đổi chưa áp dụng. Bấm Áp dụng hoặc Bỏ sửa đổi, rồi mới hoàn tác được."


class PackEditor(QWidget):
    """Every value of the season's pack, to be seen and changed.

    Changes gather in a draft and come into force together, as one act that can be undone. `told` says
    what was done (sentence, tone), `done` comes after a pack was put in force. `file_wanted` asks for a pack from
    a file, which is looked at before it comes here.
    """

    told = Signal(str, str)
    file_wanted = Signal()
    done = Signal()

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self.draft = Draft(session.season)
        self._file = session.file.path
        self.pages: dict[str, PackPage] = {}
        self.list = QListWidget()
        self.list.setAccessibleName("Phần của bộ quy tắc")
        for spec in PAGES:
            item = QListWidgetItem(spec.title)
            item.setSizeHint(QSize(0, _LIST_ROW))
            self.list.addItem(item)
        self.panel = SourcePanel()
        self.bar = DraftBar(self.draft, self)
        self._stack = QStackedWidget()
        self._build()
        self.list.currentRowChanged.connect(self._go)
        self.bar.applied.connect(self.apply)
        self.bar.discarded.connect(self.discard)
        self.bar.wanted.connect(lambda place: self.show_page(page_of(place)))
        self.draft.changed.connect(self._show_state)
        self.list.setCurrentRow(1)
        self._show_state()
        self._rebuild_if_locked()

    def _build(self) -> None:
        self.name = label("", "section", wrap=True)
        self.left = Badge()
        menu = QMenu()
        self.choose_act = menu.addAction("Chọn bộ có sẵn…", self.choose_shipped)
        self.read_act = menu.addAction("Lấy bộ quy tắc từ tệp…")
        self.read_act.triggered.connect(lambda _checked=False: self.file_wanted.emit())
        menu.addAction("Lưu bộ quy tắc ra tệp…", self.write_file)
        head = QHBoxLayout()
        head.setSpacing(theme.SPACE_S)
        head.addWidget(self.name, 1)
        head.addWidget(self.left)
        head.addWidget(button("Bộ quy tắc", menu))
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_SM)
        holder = Card.holding(self.list)
        holder.setFixedWidth(theme.zoomed(_LIST_WIDTH))
        row.addWidget(holder)
        row.addWidget(self._stack, 1)
        row.addWidget(self.panel)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.SPACE_S)
        whole.addLayout(head)
        whole.addLayout(row, 1)
        whole.addWidget(self.bar)
        self.bar.wanted.connect(self.go_to_fault)

    # ---- showing

    def refresh(self) -> None:
        """Show the session's pack; changes that are not in force yet stay while they still can."""
        season = self.session.season
        other = self.session.file.path != self._file
        self._file = self.session.file.path
        if other or season.pack != self.draft.base:
            begun = any(it.is_being_written for it in self.pages.values())
            lost = begun or (self.draft.is_dirty and season.pack != self.draft.pack)
            self._let_go()
            self.draft.start(season)
            if lost and not other:
                self.told.emit("Bộ quy tắc vừa đổi ở nơi khác; các sửa đổi dở đã bỏ.", "warn")
        else:
            self.draft.start_again(season)
        self._rebuild_if_locked()

    @property
    def read_only(self) -> bool:
        """Whether the pack can only be looked at."""
        return self.session.locked

    def _rebuild_if_locked(self) -> None:
        for act in (self.choose_act, self.read_act):
            act.setEnabled(not self.read_only)
        wrong = [key for key, page in self.pages.items() if page.read_only != self.read_only]
        for key in wrong:
            page = self.pages.pop(key)
            self._stack.removeWidget(page)
            page.deleteLater()
        if wrong:
            self._go(self.list.currentRow())

    def show_page(self, key: str) -> None:
        """Bring one page of the editor into view."""
        self.list.setCurrentRow(next(i for i, it in enumerate(PAGES) if it.key == key))

    def go_to_fault(self, place: str) -> None:
        """Bring a contradiction into view and put the keyboard into its field."""
        key = page_of(place)
        self.show_page(key)
        if PAGES[self.list.currentRow()].key == key:
            self.pages[key].go_to(place)

    def show_open_values(self) -> None:
        """Bring what the sources leave open into view."""
        self.show_page(OPEN)

    def _go(self, place: int) -> None:
        spec = PAGES[place]
        shown = self._stack.currentWidget()
        if isinstance(shown, PackPage) and shown.spec is not spec and not shown.settle():
            self.list.blockSignals(True)
            self.list.setCurrentRow(PAGES.index(shown.spec))
            self.list.blockSignals(False)
            return
        if spec.key not in self.pages:
            made = PackPage(
                self.draft, spec, self._value_source, self._record_source, read_only=self.read_only
            )
            made.picked.connect(self.panel.show_source)
            self.pages[spec.key] = made
            self._stack.addWidget(made)
        self._stack.setCurrentWidget(self.pages[spec.key])
        self.panel.show_source(self.pages[spec.key].source())
        # There each value has the words of its source beside it already.
        self.panel.setVisible(spec.key != OPEN)

    def _value_source(self, path: str) -> sources.Source:
        return sources.of_value(self.draft.drafted, path, self._day)

    def _record_source(self, kind: Kind, record: Any) -> sources.Source:
        return sources.of_record(self.draft.drafted, kind, record, self._day)

    @property
    def _day(self) -> Any:
        return rule_words.reference_day(self.session.season, self.session.now().date())

    def _show_state(self) -> None:
        self.name.setText(self.draft.pack.name)
        left = len(self.draft.undecided)
        self.left.show_state(f"Còn {left} giá trị chưa chọn" if left else "", "warn")
        faulty = {page_of(it) for it in self.draft.contradictions()}
        for place, spec in enumerate(PAGES):
            count = f" ({left})" if spec.key == OPEN and left else ""
            wrong = spec.key in faulty
            item = self.list.item(place)
            # At the front: there it is never cut off.
            item.setText(f"{_WRONG if wrong else ''}{spec.title}{count}")
            item.setForeground(QColor(theme.ERROR if wrong else theme.INK))
            item.setToolTip("Có chỗ mâu thuẫn" if wrong else "")
            said = f"{spec.title}{count}{', có chỗ mâu thuẫn' if wrong else ''}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)

    # ---- acts

    def settle(self) -> bool:
        """Take what is being written into the draft; False while something in it is wrong."""
        shown = self._stack.currentWidget()
        return not isinstance(shown, PackPage) or shown.settle()

    def leave(self) -> bool:
        """The page is to be left: changes come into force, go, or keep it in sight (False)."""
        if not self.settle():
            return False
        if not self.draft.is_dirty:
            return True
        choices = [Choice("drop", "Bỏ sửa đổi", "danger")]
        if not self.draft.faults():
            choices.append(Choice("apply", "Áp dụng", "primary"))
        words = "\n".join(f"{it.what}: {it.old} → {it.new}" for it in self.draft.changes()[:_TOLD])
        answer = ask(self, "Bộ quy tắc có sửa đổi chưa áp dụng", words, choices)
        if answer == "drop":
            self.discard()
        return answer == "drop" or (answer == "apply" and self.apply())

    def _let_go(self) -> None:
        for page in self.pages.values():
            page.let_go()

    def discard(self) -> None:
        """Let all changes go that are not in force."""
        self._let_go()
        self.draft.discard()

    def apply(self) -> bool:
        """Put the draft in force as one act; False when it is refused or the clerk held back."""
        if not self.settle():
            return False
        faults = self.draft.faults()
        if faults:
            self.go_to_fault(faults[0].place)
            return False
        return self._put_in_force(_own(self.draft), "Đã áp dụng các sửa đổi của bộ quy tắc.")

    def _put_in_force(self, pack: RulePack, sentence: str) -> bool:
        season = self.session.season
        if pack == season.pack:
            return True
        loss = lost_to_pack(season, pack)
        if not loss.is_none:
            words = f"{loss.sentence(STAGES)} Lấy lại được bằng Hoàn tác (Ctrl+Z)."
            choice = Choice("drop", f"Bỏ {loss.amount} và áp dụng", "danger")
            if ask(self, "Đổi các bước chấm?", words, [choice]) != "drop":
                return False
        if not guard(self, lambda: self.session.set_pack(pack)):
            return False
        self._let_go()
        self.draft.start(self.session.season)
        self.told.emit(sentence, "done")
        self.done.emit()
        return True

    # ---- keys

    def event(self, event: QEvent) -> bool:
        """While changes wait to be applied, the window's undo would throw them away."""
        over = event.type() == QEvent.Type.ShortcutOverride
        if over and isinstance(event, QKeyEvent) and self._waits(event):
            event.accept()
            return True
        return super().event(event)

    def _waits(self, event: QKeyEvent) -> bool:
        """Whether the key would take something back while changes are not applied yet."""
        return self.draft.is_dirty and event.keyCombination().toCombined() in _UNDO

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Undo is for what is in force; the bar below has the ways for what is not."""
        if self._waits(event):
            self.told.emit(_WAITING, "warn")
        else:
            super().keyPressEvent(event)

    # ---- other packs

    def choose_shipped(self) -> None:
        """Take one of the packs that ship with the program."""
        pack = pack_files.choose(self, self.session.season, self._unsaved)
        if pack is not None:
            self._put_in_force(pack, f"Đã lấy bộ quy tắc “{pack.name}”.")

    def take(self, pack: RulePack, name: str) -> None:
        """Take the pack of the file called `name`, which somebody shared and which was looked at."""
        agreed = pack_files.agree(self, self.session.season, self._unsaved, pack, name)
        if agreed is not None:
            self._put_in_force(pack, f"Đã lấy bộ quy tắc “{pack.name}”.")

    def write_file(self) -> None:
        """Write the pack in force into a file, to be shared."""
        path = pack_files.write(self, self.session.season.pack)
        if path is not None:
            self.told.emit(f"Đã lưu bộ quy tắc ra “{path.name}”.", "done")

    @property
    def _unsaved(self) -> str:
        count = len(self.draft.changes())
        return f"{count} sửa đổi chưa áp dụng sẽ bỏ." if count else ""


def _own(draft: Draft) -> RulePack:
    """The pack under change; one that got a name of its own is no longer the one it was made from."""
    pack = draft.pack
    if pack.name == draft.base.name and pack.id != NO_PACK.id:
        return pack
    return replace(pack, id=new_code(pack.name, {draft.base.id}))
