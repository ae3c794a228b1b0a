"""What the clerk does with rows of the draft: put in, take out, move, count anew, copy and paste."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication

from models.table import ScoringTable, TableRow
from models.tables import edit
from models.tables.edit import Edited, Path
from ui.builder import clipboard
from ui.scores.refusal import tell_refused

if TYPE_CHECKING:
    from ui.builder.builder import Builder

Operation = Callable[[ScoringTable, Path], Edited]


class RowActs:
    """The acts of one builder; each is one state of the draft, or a sentence why nothing was done."""

    def __init__(self, desk: "Builder") -> None:
        self._desk = desk
        self._copied: tuple[str, tuple[TableRow, ...]] = ("", ())

    def acts(self) -> dict[str, Callable[[], object]]:
        """The key of each act → what to do."""
        return {
            "after": partial(self._insert, "after"),
            "under": partial(self._insert, "under"),
            "section": self._add_section,
            "up": partial(self._each, "chuyển lên", edit.move_up, down=False),
            "down": partial(self._each, "chuyển xuống", edit.move_down, down=True),
            "indent": partial(self._each, "thụt vào", edit.indent, down=False),
            "outdent": partial(self._each, "đưa ra ngoài", edit.outdent, down=True),
            "duplicate": self._duplicate,
            "copy": self._copy,
            "paste": partial(self._paste, "after"),
            "paste_under": partial(self._paste, "under"),
            "paste_end": partial(self._paste, "end"),
            "clear": self._clear,
            "remove": self._remove,
            "renumber": self._renumber,
            "renumber_all": partial(self._renumber, whole=True),
        }

    def _insert(self, where: edit.Where) -> None:
        path = self._desk.tree.path
        if not self._desk.settle():
            return
        made = edit.insert(self._desk.table, path, where if path else "under")
        if self._desk.do("thêm dòng", made):
            self._desk.tree.type_in(made.path, "title")

    def _add_section(self) -> None:
        if self._desk.settle():
            made = edit.insert(self._desk.table, (), "under")
            self._desk.do("thêm mục", made)
            self._desk.tree.type_in(made.path, "title")

    def _each(self, words: str, act: Operation, *, down: bool) -> None:
        """One operation on every chosen row; those at the far end in the way of moving go first."""
        chosen = edit.roots(self._desk.tree.paths)
        siblings = len({path[:-1] for path in chosen}) == 1
        if not self._desk.settle() or not chosen:
            return
        if not siblings:
            self._desk.told.emit("Chọn các dòng trong cùng một mục rồi chuyển.", "warn")
            return
        table, path = self._desk.table, chosen[0]
        # Together they stop at the end; one by one they would change places with each other.
        first = act(table, chosen[-1] if down else chosen[0])
        if first.table == table:
            return
        codes = [row.code for it in chosen if (row := edit.row_at(table, it)) is not None]
        for code in reversed(codes) if down else codes:
            place = edit.path_of(table, code)
            if place is not None:
                table, path = act(table, place)
        self._desk.do(words, Edited(table, edit.path_of(table, codes[0]) or path))
        self._desk.tree.choose(tuple(it for code in codes if (it := edit.path_of(table, code))))

    def _duplicate(self) -> None:
        if self._desk.settle() and self._desk.tree.path:
            self._desk.do("nhân đôi dòng", edit.duplicate(self._desk.table, self._desk.tree.path))

    def _clear(self) -> None:
        """Empty the chosen cell, as the key does in Excel; the row itself stays."""
        node, field = self._desk.tree.node, self._desk.tree.field
        if node is None or not self._desk.settle():
            return
        refused = self._desk.enter(node, field, "") if field else "Cột này không ghi trực tiếp."
        if refused:
            self._desk.told.emit(refused, "warn")

    def _remove(self) -> None:
        chosen = edit.roots(self._desk.tree.paths)
        if not chosen or not self._desk.settle():
            return
        rows = [row for path in chosen if (row := edit.row_at(self._desk.table, path)) is not None]
        lines = [it for row in rows for _, it in row.walk()]
        self._desk.do("xóa dòng", edit.remove(self._desk.table, chosen))
        gone = f"dòng {lines[0].code}".strip() if len(lines) == 1 else f"{len(lines)} dòng"
        self._desk.told.emit(f"Đã xóa {gone}. Lấy lại bằng Ctrl+Z trong bảng.", "warn")

    def _renumber(self, *, whole: bool = False) -> None:
        path = self._desk.tree.path
        if not self._desk.settle():
            return
        path = () if whole else path if self._has_rows(path) else path[:-1]
        made = edit.renumber(self._desk.table, path)
        if not made.codes:
            self._desk.told.emit("Các mã đã theo thứ tự, không có gì phải đổi.", "done")
            return
        self._desk.do("đánh số lại", Edited(made.table, self._desk.tree.path))
        old, new = next(iter(made.codes.items()))
        words = f"Đã đổi {len(made.codes)} mã ({old} thành {new} …)."
        self._desk.told.emit(f"{words} Điểm đã nhập theo mã cũ sẽ không theo sang mã mới.", "warn")

    def _has_rows(self, path: Path) -> bool:
        row = edit.row_at(self._desk.table, path)
        return row is not None and bool(row.rows)

    # ---- copy and paste

    def _copy(self) -> None:
        chosen = edit.roots(self._desk.tree.paths)
        found = (edit.row_at(self._desk.table, path) for path in chosen)
        rows = tuple(row for row in found if row is not None)
        if rows:
            text = clipboard.as_text(rows)
            self._copied = (text, rows)
            QGuiApplication.clipboard().setText(text)

    def _paste(self, where: str) -> None:
        text = QGuiApplication.clipboard().text()
        if not self._desk.settle():
            return
        if not text.strip():
            self._desk.told.emit(
                "Chưa có gì để dán. Chép các ô trong Excel rồi bấm Ctrl+V.", "warn"
            )
        elif text == self._copied[0]:
            self._put_in(clipboard.Pasted(self._copied[1]), where)
        elif where == "after" and self._paste_cells(clipboard.column_of(text)):
            pass
        else:
            self._put_in(clipboard.read_rows(text), where)

    def _paste_cells(self, words: tuple[str, ...]) -> bool:
        """One cell goes into the cell, a column of figures or evidence down the rows."""
        node, field = self._desk.tree.node, self._desk.tree.field
        if node is None or not words:
            return False
        if len(words) == 1 and field:
            refused = self._desk.enter(node, field, words[0])
            if refused:
                self._desk.told.emit(refused, "error")
            return True
        if field not in ("max_points", "evidence"):
            return False
        made, wrong = clipboard.fill_down(
            self._desk.table, self._desk.tree.paths_below(), field, words
        )
        if wrong:
            tell_refused(self._desk, "Chưa dán ô nào. Sửa trong Excel rồi chép lại.", wrong)
        else:
            self._desk.do("dán ô", Edited(made, node.path))
        return True

    def _put_in(self, pasted: clipboard.Pasted, where: str) -> None:
        if pasted.refused:
            tell_refused(self._desk, "Chưa dán dòng nào. Sửa rồi chép lại.", pasted.refused)
            return
        path = () if where == "end" else self._desk.tree.path
        place: edit.Where = "after" if where == "after" and path else "under"
        made = edit.paste(self._desk.table, path, place, pasted.rows)
        before = [row.code for top in pasted.rows for _, row in top.walk()]
        first, parent = made.path[-1], made.path[:-1]
        siblings = made.table.rows
        above = edit.row_at(made.table, parent)
        siblings = above.rows if above is not None else siblings
        tops = siblings[first : first + len(pasted.rows)]
        after = [row.code for top in tops for _, row in top.walk()]
        changed = sum(1 for old, new in zip(before, after, strict=True) if old and old != new)
        self._desk.do("dán dòng", made)
        words = f"Đã dán {len(after)} dòng."
        if changed:
            words += f" {changed} mã đổi cho khớp chỗ dán và không trùng."
        self._desk.told.emit(
            " ".join((words, *pasted.notes[:1])), "warn" if pasted.notes else "done"
        )
