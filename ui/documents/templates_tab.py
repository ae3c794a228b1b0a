"""Tab "Mẫu của cơ quan": every field a Word template may use with its present value; a template checked and filled."""

from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from models.errors import AppError
from models.papers.fields import Field, TemplateField, fields
from models.papers.words import calculate
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.frame.search import fold
from ui.frame.tab import Tab
from ui.look import theme
from ui.pages.base import Button
from ui.widgets import files
from ui.widgets.cards import Card
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.messages import show_error, tell
from ui.widgets.records import RecordTable

_SHOWN = 12


class TemplatesTab(Tab):
    """The list of fields; one button checks a template and writes it filled in, never over anything."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self._fields: tuple[TemplateField, ...] = ()
        self.search = QLineEdit()
        self.search.setPlaceholderText("Tìm trường, gõ không dấu cũng được")
        self.search.setAccessibleName("Tìm trường")
        self.search.textChanged.connect(lambda _text: self._show())
        self.unit = Choice()
        self.unit.setAccessibleName("Đơn vị của mẫu")
        self.unit.currentIndexChanged.connect(lambda _place: self._take())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_SM)
        row.addWidget(self.search, 1)
        row.addWidget(self.unit)
        self.body.addLayout(row)
        self.table = RecordTable(
            (
                Column("Trường", _name, width=230, stretch=2, bold=True, tooltip=_usage),
                Column("Nghĩa", lambda it: it.meaning, width=260, stretch=4, wrap=True),
                Column("Giá trị bây giờ", _value, width=240, stretch=4, wrap=True, tooltip=_value),
            ),
            same=lambda it: it.name,
            empty="Không có trường nào như vậy.",
        )
        self.table.setAccessibleName("Các trường của mẫu")
        card = Card()
        card.body.addWidget(self.table, 1)
        self.body.addWidget(card, 1)

    def refresh(self, what: str) -> None:
        """The fields with the values of now."""
        units = [("", "Văn bản của khối"), *((it.id, it.name) for it in self.session.season.units)]
        self.unit.offer(units)
        self._take()

    def _take(self) -> None:
        season = self.session.season
        figures = calculate(season, self.session.standings)
        self._fields = fields(season, figures, self.unit.currentData() or "")
        self._show()

    def _show(self) -> None:
        wanted = fold(self.search.text()).split()
        found = [
            it
            for it in self._fields
            if all(word in fold(f"{it.name} {it.meaning}") for word in wanted)
        ]
        self.table.set_records(found)

    def sentence(self) -> str:
        """How a template is made."""
        return (
            "Trong Word, ghi tên trường giữa hai dấu ngoặc, ví dụ {{khoi}}; rồi chọn tệp để điền."
        )

    def primary(self) -> Button | None:
        """Fill a template."""
        return "Điền mẫu Word…", self.fill

    def fill(self) -> None:
        """Ask for a template, check it, ask where to, write it filled in."""
        from exporters.own_template import template

        source = files.ask_open(self, "Chọn mẫu Word của cơ quan", "word")
        if source is None:
            return
        try:
            problems = template.check(source, self._fields)
        except AppError as error:
            show_error(self, error)
            return
        if problems:
            told = [f"• {it.text}" for it in problems[:_SHOWN]]
            told += [f"… và {len(problems) - _SHOWN} lỗi nữa."] if len(problems) > _SHOWN else []
            tell(self, f"“{source.name}” có {len(problems)} chỗ chưa điền được", "\n".join(told))
            return
        target = files.ask_save(
            self, "Ghi văn bản đã điền", f"{source.stem} {self.session.season.year}.docx", "word"
        )
        if target is not None:
            self._write(source, target)

    def _write(self, source: Path, target: Path) -> None:
        from exporters.own_template import template

        found = self._fields
        self.jobs.start(
            f"Đang điền {source.name}",
            lambda _report: template.fill(source, found, target),
            self._done,
            lambda error: show_error(self, error),
        )

    def _done(self, written: Path) -> None:
        act = ("Mở tệp", lambda: files.open_file(written))
        self.tell(f"Đã ghi {written.name}.", button=act)


def _name(it: TemplateField) -> str:
    return f"{{{{{it.name}}}}}" if isinstance(it, Field) else f"{it.name} (danh sách)"


def _value(it: TemplateField) -> str:
    return it.value if isinstance(it, Field) else f"{len(it.rows)} dòng"


def _usage(it: TemplateField) -> str:
    if isinstance(it, Field):
        return _name(it)
    columns = ", ".join(f"{{{{it.{name}}}}}" for name, _meaning in it.columns)
    return f"{{%tr for it in {it.name} %}} … {columns} … {{%tr endfor %}}"
