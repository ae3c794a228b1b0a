"""Boxes of the score grid: which cells of a paste are bad, and the note of one cell."""

from collections.abc import Sequence

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ui.widgets.forms import Field, FormDialog
from ui.widgets.messages import Box

SHOWN = 6


class RefusalBox(Box):
    """One message that names every bad cell; long lists scroll and can be copied."""

    def __init__(self, words: str, problems: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("Không nhập được", parent)
        self.add_text("Không nhập được", "section")
        self.add_text(words)
        self.problems = tuple(problems)
        if 0 < len(problems) <= SHOWN:
            self.add_text("\n".join(problems))
        elif problems:
            shown = QPlainTextEdit("\n".join(problems))
            shown.setReadOnly(True)
            shown.setMinimumSize(460, 200)
            shown.setAccessibleName("Các ô chưa đúng")
            self.body.addWidget(shown)
        self.add_button("Đã hiểu", self.accept, "primary")


def tell_refused(parent: QWidget, words: str, problems: Sequence[str]) -> None:
    """Show the box and wait."""
    RefusalBox(words, problems, parent).exec()


def ask_note(parent: QWidget, where: str, note: str) -> str | None:
    """The new note of a cell, None when the clerk left it as it is."""
    fields = (Field("note", "Ghi chú", "multiline"),)
    values = FormDialog("Ghi chú", fields, {"note": note}, intro=where, parent=parent).ask()
    return None if values is None else str(values["note"])
