"""A clerk who types somebody else's regulation and table into the program: clicks, keys and fields only.

`enter_table` and `enter_pack` read from the target what is to be typed, and set nothing themselves.
"""

from datetime import date
from decimal import Decimal
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QPushButton, QWidget

from models.criterion_rule import Band, CriterionKind, CriterionRule, Item
from models.points import plain
from models.rulepack import Tier
from models.season import Season
from models.table import ScoringTable, TableRow
from models.tables import edit
from models.tables.edit import Path
from ui.builder.builder import Builder
from ui.builder.rule_kinds import ITEM_LOOKS, fields, title
from ui.builder.rule_lists import BandBlock, ItemBlock, RuleList
from ui.builder.tree_model import FIELDS
from ui.pages.table import TablePage
from ui.rules import values
from ui.rules.editor import PackEditor
from ui.rules.kinds import Kind
from ui.rules.page_specs import OPEN, PAGES
from ui.rules.parts import Part, Scene
from ui.rules.record_list import RecordList
from ui.rules.values import PLAIN

Key, Mod = Qt.Key, Qt.KeyboardModifier
Shown = dict[str, str]
"""How conditions name an item ("III.1:vi-pham" in the target) → how the builder shows it ("III.1:2")."""
FIRST_PAGES = ("legal-bases", "rules")
"""What other pages of the pack choose from is written first."""

# ---- keys, clicks, fields


def figure(value: Decimal | int | None) -> str:
    """A number as people write it."""
    return "" if value is None else plain(Decimal(value), 0).replace(".", ",")


def settle_screen() -> None:
    """What was just made is shown by an event."""
    QApplication.processEvents()


def in_sight(made: QWidget) -> bool:
    """Whether the clerk can come to it: nothing around it is hidden or shut."""
    return made.isEnabled() and made.isVisibleTo(made.window())


def write(made: Any, words: str) -> None:
    """Type into a field, in place of what it says; Vietnamese comes in as committed text."""
    now = made.toPlainText() if hasattr(made, "toPlainText") else made.text()
    if now == words:
        return
    assert in_sight(made), made.accessibleName()
    made.selectAll()
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(made, event)
    if not words:
        QTest.keyClick(made, Key.Key_Delete)


def pick(made: QComboBox, words: str) -> None:
    """Choose an entry of a list by what it says."""
    place = made.findText(words)
    assert place >= 0, (words, [made.itemText(it) for it in range(made.count())])
    if place != made.currentIndex():
        assert in_sight(made), made.accessibleName()
        made.setCurrentIndex(place)


def tick(made: QAbstractButton, on: bool) -> None:
    """Set a tick or take it away."""
    if made.isChecked() is not on:
        press(made)


def press(made: QAbstractButton) -> None:
    """Click a button that can be clicked."""
    assert in_sight(made), made.text() or made.toolTip()
    made.click()


def button(around: QWidget, words: str) -> QPushButton:
    """The one button in sight with these words, or with this tooltip where it has no words."""
    settle_screen()
    buttons = [it for it in around.findChildren(QPushButton) if it.isVisible()]
    found = [it for it in buttons if words in (it.text(), "" if it.text() else it.toolTip())]
    assert len(found) == 1, (words, [it.text() for it in buttons])
    return found[0]


# ---- the table


def enter_table(page: TablePage, target: ScoringTable) -> Shown:
    """Begin the table on its page, type it row by row, save it."""
    press(button(page, "Lập bảng"))
    builder = page.builder
    write(builder.title, target.title)
    shown: Shown = {}
    for path, row in edit.paths(target):
        _insert(builder, path)
        shown |= enter_row(builder, path, row)
    press(button(page, "Lưu bảng"))
    return shown


def complete_table(page: TablePage, target: ScoringTable) -> Shown:
    """Put right in the builder what an import left open, and save."""
    press(button(page, "Sửa bảng"))
    write(page.builder.title, target.title)
    shown: Shown = {}
    for path, row in edit.paths(target):
        shown |= enter_row(page.builder, path, row)
    press(button(page, "Lưu bảng"))
    return shown


def enter_row(builder: Builder, path: Path, row: TableRow) -> Shown:
    """Everything of one row that is not there yet: its cells, what kind of section, how it is scored."""
    _enter_cells(builder, path, row)
    assert builder.tree.go_to(path)
    settle_screen()
    if len(path) == 1:
        roles = builder.rule.findChildren(QComboBox)
        role = next(it for it in roles if it.accessibleName() == "Mục này là")
        words = {
            "content": "Điểm nội dung",
            "bonus": "Điểm thưởng",
            "deduction": "Điểm trừ",
        }
        pick(role, words[row.role])
    if row.rule is None:
        return {}
    enter_rule(builder, row.rule)
    names = [f"{row.code}:{it.code}" for it in row.rule.items]
    return dict(zip(names, _items_shown(builder, row.code), strict=True))


def _insert(builder: Builder, path: Path) -> None:
    """Insert below the row before, Alt+Insert under the row above."""
    before = (*path[:-1], path[-1] - 1) if path[-1] else path[:-1]
    if before:
        assert builder.tree.go_to(before)
    inside = path[-1] == 0 and before
    QTest.keyClick(builder.tree, Key.Key_Insert, Mod.AltModifier if inside else Mod.NoModifier)
    assert builder.tree.path == path
    assert builder.tree.cells.editor is not None, "a new row is typed at once"
    QTest.keyClick(builder.tree.cells.editor, Key.Key_Escape)


def _enter_cells(builder: Builder, path: Path, row: TableRow) -> None:
    wanted = {
        "title": row.title,
        "max_points": figure(row.max_points),
        "evidence": row.evidence,
        "code": row.code,
    }
    for field, words in wanted.items():
        now = edit.row_at(builder.table, path)
        shown = getattr(now, field)
        if (figure(shown) if field == "max_points" else shown) == words:
            continue
        assert builder.tree.go_to(path, FIELDS.index(field))
        QTest.keyClick(builder.tree, Key.Key_Return)
        assert builder.tree.cells.editor is not None
        write(builder.tree.cells.editor, words)
        QTest.keyClick(builder.tree.cells.editor, Key.Key_Return)
        assert builder.tree.cells.editor is None, (row.code, field, words)


# ---- how a criterion is scored


def enter_rule(builder: Builder, rule: CriterionRule) -> None:
    """Choose the kind in the panel beside the tree, then fill its fields and lists."""
    assert builder.rule.kind is not None
    pick(builder.rule.kind, title(rule.kind))
    for field in fields(rule):
        settle_screen()  # another measure brings other fields
        assert builder.rule.form is not None
        made, value = builder.rule.form.inputs[field.name], getattr(rule, field.name)
        if field.kind in ("items", "bands"):
            _enter_entries(made, value, rule.kind)
        elif field.kind == "flag":
            tick(made, value)
        elif field.kind == "choice":
            pick(made, dict(field.choices)[value])
        else:
            write(made, value if field.kind == "text" else figure(value))


def _items_shown(builder: Builder, code: str) -> list[str]:
    """What the pack's page is to be told of each item, read off the panel as the mouse shows it."""
    form = builder.rule.form
    blocks = form.inputs["items"].blocks if form is not None and "items" in form.inputs else ()
    return [f"{code}:{it.title.toolTip().removeprefix('Mã điều: ')}" for it in blocks]


def _enter_entries(made: RuleList, wanted: tuple[Any, ...], kind: CriterionKind) -> None:
    add = ITEM_LOOKS[kind].add if kind in ITEM_LOOKS else "Thêm bậc"
    while len(made.blocks) < len(wanted):
        press(button(made, add))
        settle_screen()
    while len(made.blocks) > len(wanted):
        drop = [it for it in made.blocks[-1].findChildren(QPushButton) if "Bỏ" in it.toolTip()]
        press(drop[0])
        settle_screen()
    for block, entry in zip(made.blocks, wanted, strict=True):
        if isinstance(block, BandBlock):
            _enter_band(block, entry)
        else:
            _enter_item(block, entry)


def _enter_item(block: ItemBlock, item: Item) -> None:
    write(block.title, item.title)
    if item.most is not None or item.wipes or item.effect is not None:
        _unfold(block)
    for name in ("points", "most", "effect_from"):
        made = getattr(block, name)
        if block.isAncestorOf(made):
            write(made, figure(getattr(item, name)))
    if block.isAncestorOf(block.measure):
        write(block.measure, item.measure)
    if block.isAncestorOf(block.wipes):
        tick(block.wipes, item.wipes)
    if block.isAncestorOf(block.effect):
        place = block.effect.findData(item.effect)
        pick(block.effect, block.effect.itemText(place))


def _unfold(block: ItemBlock) -> None:
    if block.more.isHidden():
        press(next(it for it in block.findChildren(QPushButton) if it.text() == "…"))
        settle_screen()


def _enter_band(block: BandBlock, band: Band) -> None:
    for end, is_open in ((block.low_end, band.low_open), (block.high_end, band.high_open)):
        if end.is_open is not is_open:
            press(end)
    write(block.low, figure(band.low))
    write(block.high, figure(band.high))
    write(block.points, figure(band.points))


# ---- the pack


def pack_editor(page: TablePage) -> PackEditor:
    """The editor of the pack behind its view of the page."""
    press(button(page, "Quy tắc: tổng điểm, thời hạn, hồ sơ"))
    settle_screen()
    assert page.rules.editor is not None
    return page.rules.editor


def enter_pack(editor: PackEditor, target: Season, shown: Shown) -> None:
    """Type the target's pack page by page and put it in force; `shown` comes from its table."""
    for key in (
        *FIRST_PAGES,
        *(it.key for it in PAGES if it.key not in (*FIRST_PAGES, OPEN)),
        OPEN,
    ):
        editor.show_page(key)
        settle_screen()
        page = editor.pages[key]
        assert page.isVisible(), f"{key} is refused"
        for path in page.spec.values:
            _enter_value(editor, key, PLAIN[path], target)
        for made in page.lists.values():
            _enter_list(made, target, shown)
    assert editor.settle()
    settle_screen()
    assert in_sight(editor.bar.apply_button), editor.bar.words.text()
    press(editor.bar.apply_button)


def _enter_value(editor: PackEditor, key: str, part: Part, target: Season) -> None:
    wanted = values.get(target.pack, part.name)
    if wanted == values.get(editor.draft.pack, part.name):
        return
    made = editor.pages[key].values
    assert made is not None
    _fill(made.form.input(part.name), part, wanted, _choice_words(part, wanted, target))
    settle_screen()


def _enter_list(made: RecordList, target: Season, shown: Shown) -> None:
    """What the empty pack brings goes; then the target's records, one after another."""
    wanted = values.get(target.pack, made.kind.key)
    if tuple(made.records) == tuple(wanted):
        return
    while made.records:
        assert made.table.select(lambda it: it.place == 0)
        press(made.remove_button)
    for record in wanted:
        press(made.add_button)
        settle_screen()
        _enter_record(made, made.kind, record, target, shown)
        press(button(made, "Xong"))
        assert not made.is_open, made.form and made.form.wrong()


def _enter_record(made: RecordList, kind: Kind, record: Any, target: Season, shown: Shown) -> None:
    said = kind.values(record)
    for part in kind.parts:
        if not part.matters(said):
            continue
        value = said[part.name]
        if part.name == "none_of":
            value = tuple(shown.get(it, it) for it in value)
        words = _choice_words(part, value, target)
        if part.kind == "choice" and not words:
            assert part.name == "name", "codes that the program makes itself"
            continue
        assert made.form is not None
        _fill(made.form.input(part.name), part, value, words)


def _choice_words(part: Part, value: Any, target: Season) -> str:
    """What the entry of a list says that stands for the value in the target."""
    if part.kind != "choice":
        return ""
    return dict(part.choices_in(Scene(target.pack, target.table))).get(value, "")


def _tier(tier: Tier) -> str:
    span = f"từ {tier.first}" if tier.last is None else f"{tier.first}-{tier.last}"
    return f"{span}: {figure(tier.points)}"


def _fill(made: Any, part: Part, value: Any, words: str) -> None:
    if part.kind == "choice":
        pick(made, words)
    elif part.kind == "yes_no":
        tick(made, value)
    elif part.kind == "codes":
        write(made, ", ".join(value))
    elif part.kind == "tiers":
        write(made, "\n".join(map(_tier, value)))
    elif isinstance(value, date):
        write(made, f"{value:%d/%m/%Y}")
    elif isinstance(value, Decimal | int):
        empty = part.kind == "whole" and not value and not part.required
        write(made, "" if empty else figure(value))
    else:
        assert value is None or isinstance(value, str), part.name
        write(made, value or "")
