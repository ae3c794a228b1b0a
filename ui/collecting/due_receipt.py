"""The box of one cell: when a paper came, how, with how many pages, and whether it went back."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from models.collected import Receipt
from models.collecting.paper_matrix import Cell
from models.submission import Submission
from ui.collecting import due_words
from ui.widgets.cards import button
from ui.widgets.forms import Field, FormDialog, Values

Count = Callable[[], tuple[str, int | None] | None]
"""Lets the clerk pick a file: its name and its pages (None: not counted); None when none was picked."""

_NOT_COUNTED = "Tệp này chưa đếm được số trang; mở tệp, xem rồi ghi số trang."


def draft(cell: Cell, today: date) -> tuple[Receipt | None, Receipt]:
    """The recorded arrival that the box changes (None: it makes a new one), and what it shows first.

    A paper that went back arrives anew; one that only the inbox knows is written down with its file.
    """
    recorded = [it.receipt for it in cell.arrivals if it.submission is None]
    if recorded and (recorded[-1].complete or cell.is_in):
        return recorded[-1], recorded[-1]
    inbox = from_inbox(cell)
    if inbox is not None and cell.is_in:
        return None, Receipt(cell.unit, cell.paper.code, inbox.day, file=inbox.name)
    return None, Receipt(cell.unit, cell.paper.code, today)


def from_inbox(cell: Cell) -> Submission | None:
    """The file of the inbox that stands for this paper, the last one that was taken."""
    known = [it.submission for it in cell.arrivals if it.submission]
    return next((it for it in reversed(known) if it.state == "taken"), None)


def fields(cell: Cell) -> tuple[Field, ...]:
    """What is asked of one arrival."""
    paper = cell.paper
    pages = f"Quy định {paper.pages} trang A4." if paper.pages else ""
    originals = f"Quy định {paper.originals:02} bản chính." if paper.originals else ""
    return (
        Field("received", "Ngày nhận", "day", required=True),
        Field("how", "Nhận bằng", "choice", choices=due_words.HOW_CHOICES),
        Field(
            "complete",
            "Tình trạng",
            "choice",
            choices=((True, "Đủ, đã nhận"), (False, "Chưa đạt, trả lại đơn vị")),
        ),
        Field("reason", "Lý do trả lại", required=True, placeholder="Thiếu chữ ký, thiếu số liệu…"),
        Field("pages", "Số trang", "whole", help=pages),
        Field("originals", "Số bản chính đã có", "whole", help=originals),
        Field("file", "Tên tệp"),
        Field("note", "Ghi chú", "multiline"),
    )


class ReceiptDialog(FormDialog):
    """The form; `count` lets the clerk take name and pages from a file."""

    def __init__(
        self, cell: Cell, unit: str, shown: Receipt, count: Count, parent: QWidget | None = None
    ) -> None:
        self._cell = cell
        values = {name: getattr(shown, name) for name in Receipt.__slots__}
        values |= {name: values[name] or None for name in ("pages", "originals")}
        due = f"Hạn {cell.due.words}." if cell.due else "Chưa ghi hạn nộp."
        before = [due_words.arrival_line(it) for it in cell.arrivals]
        super().__init__(
            f"{cell.paper.title} – {unit}",
            fields(cell),
            values,
            check=_objections,
            intro="\n".join([due, *(f"{it}." for it in before)]),
            parent=parent,
        )
        self.picker = button("Lấy tên và số trang từ tệp…", partial(self.take_file, count), "link")
        self.foot.insertWidget(0, self.picker)
        self.form.changed.connect(self._follow)
        self._follow()

    def take_file(self, count: Count) -> None:
        """Fill in the name and the pages of a file that the clerk picks."""
        found = count()
        if found is None:
            return
        name, pages = found
        self.form.input("file").setText(name)
        self.form.input("pages").setText("" if pages is None else str(pages))
        if pages is None:
            self.form.set_help("pages", _NOT_COUNTED)

    def _follow(self) -> None:
        """Say at once whether the day is late; ask for the reason only where there is one."""
        values = self.form.values()
        shown = {it.name for it in fields(self._cell)}
        if values["complete"]:
            shown.discard("reason")
        if not (self._cell.paper.originals or values["originals"]):
            shown.discard("originals")
        self.form.show_only(shown)
        due, day = self._cell.due, values["received"]
        over = due.days_over(day) if due is not None and day is not None else 0
        self.form.set_help("received", f"Trễ {over} ngày." if over else "")


def _objections(values: Values) -> Mapping[str, str]:
    if values["complete"] or values["reason"]:
        return {}
    return {"reason": "Ghi lý do để đơn vị biết phải sửa gì."}


def receipt_of(cell: Cell, values: Values) -> Receipt:
    """The arrival that a filled form tells of."""
    return Receipt(
        cell.unit,
        cell.paper.code,
        values["received"],
        values["how"],
        values["complete"],
        "" if values["complete"] else values["reason"],
        values["pages"] or 0,
        values["originals"] or 0,
        values["file"],
        values["note"],
    )
