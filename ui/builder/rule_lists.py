"""The lists of a rule: things counted, levels, conditions; and the tiers a number can lie in."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from models.criterion_rule import Band, CriterionRule, Item
from models.points import ZERO
from ui.builder.rule_inputs import SMALL_WIDTH, Figure, InputLine, Pick
from ui.builder.rule_kinds import EFFECTS, ITEM_LOOKS, ItemLook, new_band, new_item
from ui.look import icons, theme
from ui.widgets.cards import button, clear, label, rule


class _Block(QWidget):
    """One entry of a list. `read` gives it with what was typed, or None while a figure is wrong."""

    typed = Signal()
    dropped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, theme.SPACE_XS)
        self.column.setSpacing(theme.SPACE_XS)
        self._error = label("", "error", wrap=True)
        self._error.hide()
        self.more = QWidget()
        self._more_column = QVBoxLayout(self.more)
        self._more_column.setContentsMargins(0, 0, 0, 0)
        self._more_column.setSpacing(theme.SPACE_XS)

    def row(self, *widgets: QWidget | str) -> QHBoxLayout:
        """Widgets and words side by side."""
        made = QHBoxLayout()
        made.setSpacing(5)
        for it in widgets:
            made.addWidget(label(it, "small") if isinstance(it, str) else it)
        self.column.addLayout(made)
        return made

    def drop_button(self, what: str) -> QPushButton:
        """The cross that takes the entry out."""
        made = button("", self.dropped.emit, "quiet")
        made.setIcon(icons.icon("cross"))
        made.setFixedSize(28, 30)
        made.setToolTip(f"Bỏ {what} này")
        made.setAccessibleName(f"Bỏ {what}")
        return made

    def more_button(self, what: str, *, shown: bool) -> QPushButton:
        """What unfolds the rest of the entry."""
        made = button("…", self._toggle, "quiet")
        made.setFixedSize(28, 30)
        made.setToolTip(what)
        made.setAccessibleName(what)
        self.more.setVisible(shown)
        return made

    def add_more(self, made: QWidget) -> None:
        """Put something into the folded part."""
        self._more_column.addWidget(made)

    def finish(self) -> None:
        """The folded part and the sentence come last."""
        self.column.addWidget(self.more)
        self.column.addWidget(self._error)

    def _toggle(self) -> None:
        self.more.setVisible(self.more.isHidden())

    def figures(self, *inputs: Figure) -> list[Any] | None:
        """The values of the figures; None, with the sentence shown, while one is wrong."""
        read = [it.read() for it in inputs]
        wrong = next(
            (
                f"{it.name}: {sentence}"
                for it, (_, sentence) in zip(inputs, read, strict=True)
                if sentence
            ),
            "",
        )
        self._error.setText(wrong)
        self._error.setVisible(bool(wrong))
        return None if wrong else [value for value, _ in read]


class ItemBlock(_Block):
    """Title, points and unit of one item; folded: points to pick, wiping out, effect."""

    def __init__(self, item: Item, look: ItemLook) -> None:
        super().__init__()
        self.item = item
        self.look = look
        told = self.typed.emit
        self.title = QLineEdit(item.title)
        self.title.setCursorPosition(0)  # of a long text the beginning is seen
        self.title.setPlaceholderText(look.hint)
        self.title.setAccessibleName(look.hint)
        # What the conditions of a class name it by, beside the code of the criterion.
        self.title.setToolTip(f"Mã điều: {item.code}")
        self.title.setAccessibleDescription(self.title.toolTip())
        self.title.textEdited.connect(lambda _words: told())
        lowest = None if look.signed else ZERO
        self.points = Figure(
            look.word, item.points, lowest=lowest, required=True, width=SMALL_WIDTH
        )
        self.most = Figure("Đến", item.most, lowest=lowest, width=SMALL_WIDTH)
        self.measure = QLineEdit(item.measure)
        self.measure.setAccessibleName("Đơn vị tính")
        self.measure.setPlaceholderText("lần")
        self.measure.textEdited.connect(lambda _words: told())
        self.wipes = QCheckBox("Có là mất hết điểm")
        self.wipes.setChecked(item.wipes)
        self.wipes.toggled.connect(lambda _on: told())
        choices = EFFECTS if look.points else EFFECTS[1:]
        self.effect = Pick("Tác động", choices, item.effect, told)
        self.effect_from = Figure(
            "Từ lần thứ", item.effect_from, required=True, whole=True, width=SMALL_WIDTH
        )
        for figure in (self.points, self.most, self.effect_from):
            figure.typed.connect(told)
        self._arrange()

    def _arrange(self) -> None:
        look, item = self.look, self.item
        special = item.most is not None or item.wipes or item.effect is not None
        row = self.row(self.title)
        short = look.points and not look.measure
        if short:
            row.addWidget(self.points)
        if look.picked or look.wipes or (look.effect and look.points):
            words = "Tác động xếp loại" if short else "Khoảng điểm, mất hết điểm, tác động"
            row.addWidget(self.more_button(words, shown=special))
        row.addWidget(self.drop_button("dòng"))
        if look.points and not short:
            self.row(look.word, self.points, "điểm mỗi", self.measure)
        if look.picked:
            self.add_more(InputLine("Người chấm chọn, đến (điểm)", self.most))
        if look.wipes:
            self.add_more(self.wipes)
        if look.effect:
            self.add_more(InputLine("Tác động", self.effect))
            if look.measure:
                self.add_more(InputLine("từ số lần", self.effect_from))
        if not look.points:
            self.more.setVisible(True)
        self.finish()

    def read(self) -> Item | None:
        """The item as typed, None while a figure is wrong."""
        values = self.figures(self.points, self.most, self.effect_from)
        if values is None:
            return None
        look = self.look
        return replace(
            self.item,
            title=self.title.text().strip(),
            points=values[0] if look.points else self.item.points,
            most=values[1] if look.picked else self.item.most,
            measure=self.measure.text().strip() if look.measure else self.item.measure,
            wipes=self.wipes.isChecked() if look.wipes else self.item.wipes,
            effect=self.effect.currentData() if look.effect else self.item.effect,
            effect_from=values[2],
        )


class BandBlock(_Block):
    """One tier: ends that belong to it or not, and its points; folded: its effect."""

    def __init__(self, band: Band) -> None:
        super().__init__()
        self.band = band
        told = self.typed.emit
        self.low = Figure("Từ", band.low, lowest=None, width=SMALL_WIDTH)
        self.high = Figure("Đến", band.high, lowest=None, width=SMALL_WIDTH)
        self.points = Figure("Điểm", band.points, lowest=None, required=True, width=SMALL_WIDTH)
        for figure in (self.low, self.high, self.points):
            figure.typed.connect(told)
        self.low_end = _EndButton(("≥", ">"), band.low_open, "đầu dưới", told)
        self.high_end = _EndButton(("≤", "<"), band.high_open, "đầu trên", told)
        self.effect = Pick("Tác động", EFFECTS, band.effect, told)
        drop = self.drop_button("bậc")
        drop.setFixedWidth(theme.zoomed(24))
        self.row(self.low_end, self.low, self.high_end, self.high, "được", self.points, drop)
        self.more.setVisible(band.effect is not None)
        self.add_more(InputLine("Tác động", self.effect))
        self.finish()

    def read(self) -> Band | None:
        """The tier as typed, None while a figure is wrong."""
        values = self.figures(self.low, self.high, self.points)
        if values is None:
            return None
        low, high, points = values
        return Band(
            points,
            low,
            high,
            low_open=self.low_end.is_open and low is not None,
            high_open=self.high_end.is_open and high is not None,
            effect=self.effect.currentData(),
        )


class _EndButton(QPushButton):
    """Whether the end of a tier belongs to it: ≥ or >; a press changes it."""

    def __init__(
        self, signs: tuple[str, str], is_open: bool, what: str, told: Callable[[], object]
    ) -> None:
        super().__init__(signs[is_open])
        self.is_open = is_open
        self._signs, self._what, self._told = signs, what, told
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        self.setFixedSize(26, 30)
        self.clicked.connect(self._turn)
        self._name()

    def _turn(self) -> None:
        self.is_open = not self.is_open
        self.setText(self._signs[self.is_open])
        self._name()
        self._told()

    def _name(self) -> None:
        words = f"{'Không tính' if self.is_open else 'Tính cả'} {self._what}. Bấm để đổi."
        self.setToolTip(words)
        self.setAccessibleName(words)


class RuleList(QWidget):
    """The items or tiers of a rule; `changed` carries the new ones once every figure is right."""

    changed = Signal(object)

    def __init__(self, given: CriterionRule, name: str) -> None:
        super().__init__()
        self._rule, self._name = given, name
        self.entries: tuple[Any, ...] = getattr(given, name)
        self.blocks: list[Any] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.SPACE_XS)
        self._fill()

    def _fill(self) -> None:
        clear(self._column)
        self.blocks = []
        if self._name == "bands" and self.entries:
            unit = "%" if self._rule.kind == "average" else ""
            words = f"Từ … đến …{unit} được bao nhiêu điểm; để trống là không giới hạn"
            self._column.addWidget(label(words, "small", wrap=True))
        look = ITEM_LOOKS.get(self._rule.kind)
        short = look is not None and look.points and not look.measure
        if look is not None and short and self.entries:
            self._column.addWidget(label(f"{look.hint} · {look.word} (điểm)", "small"))
        for place, entry in enumerate(self.entries):
            if place and self._name == "items" and not short:
                self._column.addWidget(rule())
            block: Any = BandBlock(entry) if look is None else ItemBlock(entry, look)
            block.typed.connect(self._read)
            block.dropped.connect(lambda place=place: self._drop(place))
            self.blocks.append(block)
            self._column.addWidget(block)
        words = "Thêm bậc" if look is None else look.add
        self._add = button(words, self.add, "link", "plus")
        row = QHBoxLayout()
        row.addWidget(self._add)
        row.addStretch(1)
        if look is None:
            row.addWidget(button("Tác động xếp loại", self._toggle_effects, "link"))
        self._column.addLayout(row)

    def _toggle_effects(self) -> None:
        """Show or hide what each tier does to the class."""
        shown = not any(block.more.isVisible() for block in self.blocks)
        for block in self.blocks:
            block.more.setVisible(shown or block.band.effect is not None)

    def _read(self) -> None:
        found = tuple(block.read() for block in self.blocks)
        if all(it is not None for it in found):
            self.entries = found
            self.changed.emit(found)

    def add(self) -> None:
        """One more entry at the end, with the keyboard in it."""
        entry: Any
        if self._name == "bands":
            entry = new_band(self.entries)
        else:
            entry = new_item(self._rule.kind, self.entries)
        self._take((*self.entries, entry))
        block = self.blocks[-1]
        (block.title if isinstance(block, ItemBlock) else block.low).setFocus()

    def _drop(self, place: int) -> None:
        self._take((*self.entries[:place], *self.entries[place + 1 :]))
        self._add.setFocus()

    def _take(self, entries: tuple[Any, ...]) -> None:
        self.entries = entries
        self._fill()
        self.changed.emit(entries)
