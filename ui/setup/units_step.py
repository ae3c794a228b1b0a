"""Step 2: the member units, typed or pasted from Excel one a line, with their two traits."""

from dataclasses import replace

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from models.block import Unit
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.files.unit_list import PASTE_WORDS, SHORT_NAME, PastedUnit, read_pasted, unread_words
from ui.scores import tsv
from ui.setup.step import Step
from ui.widgets.cards import label
from ui.widgets.columns import Column
from ui.widgets.messages import guard
from ui.widgets.paste_units import show_lines
from ui.widgets.records import RecordTable

TONES = {"new": "done", "twice": "warn", "present": "muted"}


class UnitsStep(Step):
    """A field to paste into, and below it the units as they will stand in the file."""

    heading = "Đơn vị thành viên"
    sentence = (
        "Mỗi dòng một đơn vị; chép cả cột (hoặc cả bảng có cột Tên ngắn) từ Excel rồi dán vào đây."
        " Bỏ dấu ở cột Đảng, Công đoàn cho đơn vị không có tổ chức đó: bộ quy tắc có thể tính điểm khác."
    )

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText("Tên đơn vị thứ nhất\nTên đơn vị thứ hai\nTên đơn vị thứ ba")
        show_lines(self.text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Danh sách đơn vị")
        self.text.textChanged.connect(self._read)
        self._without: set[tuple[str, str]] = set()
        self.table = RecordTable(
            [
                Column("Đơn vị", lambda it: it.unit.name, width=200, stretch=1, wrap=True),
                Column(SHORT_NAME, lambda it: it.unit.short_name, width=130, middle=True),
                self._trait("Đảng", "has_party"),
                self._trait("Công đoàn", "has_union"),
                Column("", _state, badge=True, tone=lambda it: TONES[it.state], width=150),
            ],
            same=lambda it: (it.unit.id, it.unit.name, it.state),
            empty="Chưa có đơn vị nào.",
        )
        self._told = label("", "small", wrap=True)
        self.body.addWidget(self.text)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._told)
        self.setFocusProxy(self.text)

    def _trait(self, title: str, name: str) -> Column:
        def state(line: PastedUnit) -> bool | None:
            return None if line.state == "twice" else bool(getattr(line.unit, name))

        def toggle(line: PastedUnit, on: bool) -> None:
            self._set_trait(line, name, on)

        words = {True: "có", False: "không", None: ""}
        return Column(
            title,
            lambda it: words[state(it)],
            checked=state,
            toggle=toggle,
            width=96,
            align="center",
        )

    def _set_trait(self, line: PastedUnit, name: str, on: bool) -> None:
        if line.unit.id:
            changed = _with(line.unit, name, on=on)
            guard(self, lambda: self.session.change_unit(changed))
        elif on:
            self._without.discard((line.unit.name, name))
        else:
            self._without.add((line.unit.name, name))
        self._read()

    def refresh(self) -> None:
        """Show the units of the file and those that wait in the field."""
        self._read()

    def _lines(self) -> list[PastedUnit]:
        present = self.session.season.units
        found = read_pasted(self.text.toPlainText(), present)
        return [replace(it, unit=self._with_traits(it.unit)) for it in found]

    def _with_traits(self, unit: Unit) -> Unit:
        for whose, name in self._without:
            if whose == unit.name:
                unit = _with(unit, name, on=False)
        return unit

    def _read(self) -> None:
        present = [PastedUnit(unit, "present") for unit in self.session.season.units]
        lines = [it for it in self._lines() if it.state != "present"]
        self.table.set_records([*present, *lines])
        new = sum(1 for it in lines if it.state == "new")
        dropped = len(self._lines()) - new
        empty = sum(1 for row in tsv.read_words(self.text.toPlainText()) if not any(row))
        words = [f"{len(present)} đơn vị trong sổ"] if present else []
        words += [f"{new} đơn vị mới"] if new else []
        words += [f"bỏ qua {dropped} dòng trùng"] if dropped else []
        words += [f"bỏ qua {empty} dòng trống"] if empty else []
        unread = unread_words(self.text.toPlainText()).rstrip(".")
        words += [unread[:1].lower() + unread[1:]] if unread else []
        self._told.setText(" · ".join(words))

    def commit(self) -> bool:
        """Enter the new units, in their order."""
        new = [it.unit for it in self._lines() if it.state == "new"]
        if new and not guard(self, lambda: self.session.add_units(new)):
            return False
        self.text.clear()
        return True


def _state(line: PastedUnit) -> str:
    return "Trong sổ" if line.unit.id else PASTE_WORDS[line.state]


def _with(unit: Unit, trait: str, *, on: bool) -> Unit:
    return replace(unit, has_party=on) if trait == "has_party" else replace(unit, has_union=on)
