"""The box of the year's papers: the due day of each, the block's own papers, and the day of the meeting."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from models.collecting.paper_matrix import asked_papers
from models.dates.due_days import due_day
from models.duties import RequiredPaper
from models.season import Season
from models.year_plan import PaperDue, YearPlan
from ui.look import theme
from ui.widgets.cards import button, label
from ui.widgets.day_edit import DayEdit
from ui.widgets.messages import Box
from ui.widgets.scroll import bring_into_view, scrolled

_TITLES = ("Giấy tờ", "Hạn nộp trước ngày", "", "Trang A4", "Bản chính", "")
_OWN = "own-"
_NARROW = 72
_HEIGHT = 360
_LAST_ROW = 1000
"""The row that takes the room that is left; every line stands above it."""


@dataclass(frozen=True, slots=True)
class _Line:
    """One paper with its widgets; `title`, `pages` and `originals` only for the block's own."""

    paper: RequiredPaper
    day: DayEdit
    counts: QCheckBox
    title: QLineEdit | None
    pages: QLineEdit | None
    originals: QLineEdit | None
    widgets: tuple[QWidget, ...]


class PlanBox(Box):
    """All papers of the units with their due days. `plan()` is what the box says when it is closed."""

    def __init__(self, season: Season, paper: str = "", parent: QWidget | None = None) -> None:
        super().__init__("Giấy tờ và hạn nộp", parent)
        self._season = season
        self._lines: list[_Line] = []
        self._row = 1  # meeting and titles stand above the first line
        self.add_text(f"Giấy tờ và hạn nộp năm {season.year}", "section")
        self.add_text(
            "“Trước ngày” nghĩa là nộp đúng ngày đó đã trễ, trừ khi chọn tính cả ngày. Để trống thì theo "
            "bộ quy tắc.",
            "muted",
        )
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, theme.SPACE_S, 0)
        self._grid.setHorizontalSpacing(theme.SPACE_SM)
        self._grid.setVerticalSpacing(theme.SPACE_XS)
        self._grid.setColumnStretch(0, 1)
        self.meeting = DayEdit(season.plan.meeting, year=season.year)
        self.meeting.setAccessibleName("Ngày hội nghị tổng kết")
        self.meeting.textChanged.connect(self._typed)
        self._head()
        for it in asked_papers(season):
            self._add(it)
        self._grid.setRowStretch(_LAST_ROW, 1)
        area = scrolled(inner)
        area.setMinimumSize(900, _HEIGHT)
        self.body.addWidget(area, 1)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.body.addWidget(self.error)
        self.more = button("Thêm giấy tờ của khối", self.add_own, icon="plus")
        self.foot.insertWidget(0, self.more)
        self.add_button("Thôi", self.reject)
        self.add_button("Lưu", self.finish, "primary")
        first = next((it for it in self._lines if it.paper.code == paper), None)
        (first.day if first else self.meeting).setFocus()

    def _head(self) -> None:
        top = label("Ngày hội nghị tổng kết", "strong")
        self._grid.addWidget(top, 0, 0)
        self._grid.addWidget(self.meeting, 0, 1)
        hint = label("Hạn tính từ hội nghị đổi theo ngày này.", "small", wrap=True)
        self._grid.addWidget(hint, 0, 2, 1, 4)
        for column, words in enumerate(_TITLES):
            self._grid.addWidget(label(words, "small"), 1, column)

    def _add(self, paper: RequiredPaper) -> _Line:
        own = paper.code.startswith(_OWN) or paper in self._season.plan.papers
        due = next((it for it in self._season.plan.dues if it.paper == paper.code), None)
        day = DayEdit(due.day if due else None, year=self._season.year)
        counts = QCheckBox("Tính cả ngày này")
        counts.setChecked(due is not None and due.day_counts)
        which = paper.title or f"giấy tờ mới thứ {len(self._lines) + 1}"
        counts.setAccessibleName(f"Tính cả ngày hạn nộp của {which}")
        day.setAccessibleName(f"Hạn nộp của {which}")
        self._row += 1
        row = self._row
        title = pages = originals = None
        shown: list[QWidget] = []
        if own:
            title = QLineEdit(paper.title)
            title.setPlaceholderText("Tên giấy tờ, ví dụ: Tham luận")
            title.setAccessibleName(f"Tên của {which}")
            pages = _figure(paper.pages, f"Số trang của {which}")
            originals = _figure(paper.originals, f"Số bản chính của {which}")
            drop = button("Bỏ", partial(self._drop, row), "link")
            drop.setAccessibleName(f"Bỏ {which}")
            shown = [title, day, counts, pages, originals, drop]
        else:
            shown = [self._name(paper), day, counts, _said(paper.pages), _said(paper.originals)]
        for column, widget in enumerate(shown):
            self._grid.addWidget(widget, row, column)
            if isinstance(widget, QLineEdit):
                widget.textChanged.connect(self._typed)
        line = _Line(paper, day, counts, title, pages, originals, tuple(shown))
        self._lines.append(line)
        return line

    def _name(self, paper: RequiredPaper) -> QWidget:
        without = replace(self._season, plan=replace(self._season.plan, dues=()))
        due = due_day(paper, without)
        said = due.words if due else "bộ quy tắc không nêu ngày"
        holder = QWidget()
        lines = QVBoxLayout(holder)
        lines.setContentsMargins(0, theme.SPACE_XS, 0, theme.SPACE_XS)
        lines.setSpacing(0)
        lines.addWidget(label(paper.title, wrap=True))
        lines.addWidget(label(f"{said[:1].upper()}{said[1:]}", "small", wrap=True))
        return holder

    def add_own(self) -> None:
        """One more line for a paper that the block asks for itself."""
        codes = {it.paper.code for it in self._lines}
        number = next(n for n in range(1, len(codes) + 2) if f"{_OWN}{n}" not in codes)
        line = self._add(RequiredPaper(f"{_OWN}{number}", ""))
        if line.title is not None:
            line.title.show()  # what is not seen yet does not take the keyboard
            line.title.setFocus()
            bring_into_view(line.title)

    def _drop(self, row: int) -> None:
        """Take one of the block's own papers off the list, unless something of it has come."""
        item = self._grid.itemAtPosition(row, 0)
        line = next(it for it in self._lines if item and it.title is item.widget())
        code, facts = line.paper.code, self._season.facts
        came = sum(1 for it in facts.receipts if it.paper == code)
        came += sum(1 for it in self._season.submissions if it.kind == code)
        if came:
            self._say(
                f"“{line.paper.title}” đã có {came} lần nhận nên không bỏ được. Bỏ các lần nhận trước."
            )
            return
        self._lines.remove(line)
        for widget in line.widgets:
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._typed()

    # ---- the answer

    def finish(self) -> None:
        """Close when nothing is wrong; else say what is, go there and stay."""
        words, where = self._problem()
        if where is None:
            self.accept()
            return
        self._say(words)
        where.setFocus()
        bring_into_view(where)

    def _problem(self) -> tuple[str, QLineEdit | None]:
        """The first thing that is wrong and its field, None for none."""
        for made in (self.meeting, *(it.day for it in self._lines)):
            if made.wrong:
                return f"{made.accessibleName()}: {made.problem}", made
        titles = [it.title for it in self._lines if it.title]
        for title in titles:
            if not title.text().strip():
                return "Ghi tên giấy tờ, hoặc bỏ dòng trống.", title
        for figure in self._figures():
            if figure.text().strip() and _read(figure) is None:
                return "Ghi số trang, số bản là số nguyên từ 0 đến 999.", figure
        known: set[str] = set()
        for title in titles:
            if title.text().strip() in known:
                return "Hai giấy tờ cùng tên. Đổi một tên.", title
            known.add(title.text().strip())
        return "", None

    def _typed(self) -> None:
        """What was said goes as soon as it is no longer so."""
        if self.error.text() != self._problem()[0]:
            self._say("")

    def _figures(self) -> Sequence[QLineEdit]:
        return [it for line in self._lines for it in (line.pages, line.originals) if it is not None]

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def plan(self) -> YearPlan:
        """The year's plan as the box says it; what stands in it beside papers and days stays."""
        papers = tuple(
            replace(
                it.paper,
                title=it.title.text().strip(),
                pages=_read(it.pages) or 0 if it.pages else 0,
                originals=_read(it.originals) or 0 if it.originals else 0,
            )
            for it in self._lines
            if it.title is not None
        )
        shown = {it.paper.code for it in self._lines}
        others = tuple(
            it
            for it in self._season.plan.dues
            if it.paper not in shown and it.paper not in {p.code for p in self._season.plan.papers}
        )
        dues = tuple(
            PaperDue(it.paper.code, it.day.day, it.counts.isChecked())
            for it in self._lines
            if it.day.day is not None
        )
        return replace(
            self._season.plan, meeting=self.meeting.day, papers=papers, dues=(*others, *dues)
        )


def _figure(value: int, name: str) -> QLineEdit:
    made = QLineEdit(str(value) if value else "")
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setFixedWidth(theme.zoomed(_NARROW))
    made.setAccessibleName(name)
    return made


def _said(value: int) -> QWidget:
    made = label(str(value) if value else "–", "muted")
    made.setFixedWidth(theme.zoomed(_NARROW))
    made.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return made


def _read(made: QLineEdit) -> int | None:
    """The whole number in a field, None for none or a wrong one."""
    words = made.text().strip()
    return int(words) if words.isascii() and words.isdigit() and len(words) <= 3 else None
