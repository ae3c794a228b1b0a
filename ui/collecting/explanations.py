"""The units' written explanations (giải trình) to a cut, kept with the block's answer."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from models.collected import Explanation
from models.collecting import appraisal
from models.points import show_short
from ui.book.session import Session
from ui.collecting.appraisal_words import explanation_line
from ui.look import theme
from ui.widgets.cards import Badge, Card, button, label
from ui.widgets.columns import Column
from ui.widgets.forms import Field, FormDialog, Values
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable
from ui.words import text

Ask = Callable[[FormDialog], dict[str, Any] | None]


class ExplanationsCard(Card):
    """All explanations, those without an answer first. Each change is one act of the session."""

    def __init__(self, session: Session) -> None:
        super().__init__("Giải trình của đơn vị")
        self.session = session
        # What is painted is the season that was shown: the file may be closed by then.
        self._shown = session.season
        # Tests answer the forms in place of a person.
        self.ask: Ask = FormDialog.ask
        self.badge = Badge()
        self.head.addWidget(self.badge)
        self.head.addStretch(1)
        self.add_button = button("Thêm giải trình…", self.add, icon="plus")
        self.head.addWidget(self.add_button)
        self.table = RecordTable(
            (
                Column(
                    "Đơn vị, tiêu chí",
                    self._name,
                    width=150,
                    stretch=1,
                    second=lambda it: f"{it.criterion}: {it.text}".replace("\n", " "),
                    tooltip=lambda it: f"{explanation_line(self._shown, it)}\n{it.text}",
                ),
                Column(
                    "Khối trả lời",
                    _answer,
                    width=104,
                    stretch=1,
                    wrap=True,
                    tone=lambda it: "done" if appraisal.is_answered(it) else "warn",
                    tooltip=lambda it: "\n".join(filter(None, (_answered(it), it.answer))),
                ),
                Column("", lambda _it: "Trả lời", width=70, link=self.answer),
                Column("", lambda _it: "Sửa", width=46, link=self.change),
            ),
            empty="Đơn vị nào giải trình bằng văn bản về phần bị trừ thì ghi ở đây, kèm trả lời của khối.",
        )
        self.table.setAccessibleName("Giải trình của đơn vị")
        self.table.opened.connect(self.answer)
        remove = QShortcut(QKeySequence("Delete"), self.table)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(lambda: self.remove(self.table.selected))
        self.body.addWidget(self.table, 1)
        self.hint = label("Enter: trả lời · Delete: xóa", "small")
        self.body.addWidget(self.hint)
        self.body.setSpacing(theme.SPACE_S)

    def refresh(self) -> None:
        """The explanations as they stand."""
        self._shown = self.session.season
        found = appraisal.explanations(self._shown)
        self.table.set_records(found)
        self.hint.setVisible(bool(found))
        left = sum(1 for it in found if not appraisal.is_answered(it))
        self.badge.show_state(f"{left} chưa trả lời" if left else "", "warn")
        self.add_button.setEnabled(not self.session.read_only)
        self.add_button.setToolTip(self.session.read_only_reason)

    # ---- acts

    def add(self) -> None:
        """Ask for the unit first, then for what it explains: the criteria it was cut on come first."""
        season = self.session.season
        if self.session.read_only or not season.units:
            return
        units = (("", "Chưa chọn"), *((it.id, it.name) for it in season.units))
        fields = (
            Field("unit", "Đơn vị", "choice", required=True, choices=units),
            *self._fields(""),
        )
        dialog = FormDialog("Thêm giải trình", fields, parent=self)
        dialog.form.changed.connect(partial(self._say_cuts, dialog))
        values = self._asked(dialog)
        if values is not None:
            new = Explanation(**values)
            self._change(None, new, f"thêm giải trình của {self._name(new)}")

    def change(self, it: Explanation) -> None:
        """Ask for the new content of an explanation; the answer stays."""
        if self.session.read_only:
            return
        given = {
            "criterion": it.criterion,
            "text": it.text,
            "document": it.document,
            "received": it.received,
        }
        dialog = FormDialog(
            "Sửa giải trình", self._fields(it.unit), given, intro=self._name(it), parent=self
        )
        values = self._asked(dialog)
        if values is not None:
            self._change(it, replace(it, **values), f"sửa giải trình của {self._name(it)}")

    def answer(self, it: Explanation) -> None:
        """Ask for the block's answer; an empty one takes it back."""
        if self.session.read_only:
            return
        dialog = FormDialog(
            "Trả lời giải trình",
            (
                Field("answer", "Trả lời", "multiline", placeholder="Giữ điểm, vì…"),
                Field("answered", "Ngày", "day"),
            ),
            {"answer": it.answer, "answered": it.answered or self.session.now().date()},
            intro=f"{explanation_line(self._shown, it)}\n{it.text}",
            parent=self,
        )
        values = self._asked(dialog)
        if values is not None:
            # A day alone says nothing: it is only the form's own proposal.
            day = values["answered"] if values["answer"] else None
            new = replace(it, answer=values["answer"], answered=day)
            self._change(it, new, f"trả lời giải trình của {self._name(it)}")

    def remove(self, it: Explanation | None) -> None:
        """Take an explanation out; undo brings it back."""
        if it is not None and not self.session.read_only:
            self._change(it, None, f"bỏ giải trình của {self._name(it)}")

    def _asked(self, dialog: FormDialog) -> Values | None:
        values = self.ask(dialog)
        dialog.deleteLater()
        return values

    def _change(self, old: Explanation | None, new: Explanation | None, words: str) -> None:
        if new != old:
            guard(self, lambda: self.session.change_fact(old, new, words))

    def _fields(self, unit: str) -> Sequence[Field]:
        season = self.session.season
        cut = {it.row.code: it for it in self._cuts(unit)}
        rows = sorted(season.table.criteria(), key=lambda row: row.code not in cut)
        choices = [("", "Chưa chọn")]
        for row in rows:
            tail = ""
            if row.code in cut:
                own, given = show_short(cut[row.code].own), show_short(cut[row.code].given)
                tail = f" ({own} còn {given})"
            choices.append((row.code, f"{row.code} {row.title}{tail}"))
        return (
            Field("criterion", "Tiêu chí", "choice", required=True, choices=choices),
            Field("text", "Giải trình", "multiline", required=True),
            Field("document", "Văn bản", placeholder="Số, ký hiệu"),
            Field("received", "Ngày nhận", "day"),
        )

    def _cuts(self, unit: str) -> Sequence[appraisal.Cut]:
        if not unit:
            return ()
        return appraisal.cuts(self.session.season, self.session.result(unit))

    def _say_cuts(self, dialog: FormDialog) -> None:
        """Below the criterion: what the chosen unit was cut on."""
        found = self._cuts(dialog.form.values()["unit"])
        told = [f"{it.row.code}: {show_short(it.own)} còn {show_short(it.given)}" for it in found]
        said = f"Điểm thấp hơn tự chấm: {'; '.join(told)}." if told else ""
        dialog.form.set_help("criterion", said)

    def _name(self, it: Explanation) -> str:
        unit = self._shown.unit(it.unit)
        return unit.name if unit else it.unit


def _answer(it: Explanation) -> str:
    """The answer itself; when it was given is told with the whole of it."""
    return it.answer.replace("\n", " ") or _answered(it)


def _answered(it: Explanation) -> str:
    if not appraisal.is_answered(it):
        return "Chưa trả lời"
    return text.day(it.answered) if it.answered else "Đã trả lời"
