"""Step 1: the block's name, the year, and what its papers carry in the heading. Makes the file."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.block import Block
from models.season import Season
from models.year_plan import YearPlan
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.setup.step import Step
from ui.setup.steps import NO_PACK
from ui.widgets import files
from ui.widgets.forms import Field, FieldForm
from ui.widgets.messages import guard
from ui.widgets.scroll import scrolled

FIELDS = (
    Field("name", "Tên khối", required=True, placeholder="Như trong văn bản thành lập khối"),
    Field("year", "Năm thi đua", "whole", required=True),
    Field("superior", "Cơ quan cấp trên", help="Dòng đầu góc trái văn bản"),
    Field("issuer", "Cơ quan ban hành", help="Dòng thứ hai góc trái, thường là Trưởng khối"),
    Field(
        "place", "Địa danh", placeholder="Tên tỉnh, xã…", help="Đứng trước ngày tháng của văn bản"
    ),
    Field("symbol", "Ký hiệu", help="Trong số văn bản, như 05/BC-KTĐ"),
    Field(
        "style",
        "Thể thức văn bản",
        "choice",
        choices=(("state", "Cơ quan nhà nước (Nghị định 30/2020)"), ("party", "Văn bản của Đảng")),
    ),
)


class BlockStep(Step):
    """The form. Without a file, going on asks where to keep it and makes it there."""

    heading = "Khối thi đua"
    sentence = "Những dòng này đứng ở đầu mọi văn bản của khối; sửa lại lúc nào cũng được."
    next_text = "Lưu và tiếp tục"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.fresh = not session.is_open
        self.form = FieldForm(FIELDS, self._values())
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        column.addWidget(self.form)
        column.addStretch(1)
        self.body.addWidget(scrolled(inner), 1)
        self.target: Path | None = None
        self.setFocusProxy(self.form.input("name"))

    def begin_anew(self) -> None:
        """Make another file, whatever is open; that one stays open until the new one is made."""
        self.fresh = True
        for name, value in {
            "name": "",
            "superior": "",
            "issuer": "",
            "place": "",
            "symbol": "KTĐ",
        }.items():
            self.form.input(name).setText(value)
        self.form.input("year").setText(str(self.session.now_of_a_new_book().year))
        self.form.input("style").setCurrentIndex(0)

    def _values(self) -> dict[str, Any]:
        if self.fresh:
            return {
                "year": self.session.now_of_a_new_book().year,
                "symbol": "KTĐ",
                "style": "state",
            }
        season = self.session.season
        names = ("name", "superior", "issuer", "place", "symbol", "style")
        return {"year": season.year, **{name: getattr(season.block, name) for name in names}}

    def refresh(self) -> None:
        """The year of a file that exists stays: its scores belong to it."""
        self.form.input("year").setReadOnly(not self.fresh)

    def commit(self) -> bool:
        """Make the file, or write what was changed."""
        if not self.form.check():
            return False
        given = self.form.values()
        year = given.pop("year")
        if not 2000 <= year <= 2100:
            self.form.show_errors({"year": "Ghi năm bằng bốn chữ số, ví dụ 2023."})
            return False
        block = Block(**given)
        if self.fresh:
            self.fresh = not self._create(block, year)
            return not self.fresh
        season = self.session.season
        if block == season.block:
            return True
        return guard(self, lambda: self.session.set_block(block, season.head, season.deputy))

    def _create(self, block: Block, year: int) -> bool:
        name = f"{_file_name(block.name)} {year}.khoi"
        path = self.target or files.ask_save(self, "Chọn nơi để tệp của sổ", name, "block")
        if path is None:
            return False
        return guard(self, lambda: self.session.create(path, first_season(block, year)))


def _file_name(name: str) -> str:
    """The name without what Windows does not allow in a file's name."""
    return "".join(" " if letter in '\\/:*?"<>|' else letter for letter in name).strip()[:80]


def first_season(block: Block, year: int) -> Season:
    """A new year of a block: nothing but its public holidays, which the clerk can change."""
    return Season(block, year, NO_PACK, plan=YearPlan(days_off=shipped.days_off(year)))
