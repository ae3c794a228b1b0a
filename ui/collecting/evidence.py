"""Tab "Hồ sơ kiểm chứng": per unit and criterion the files that back the points, kept beside the book."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedLayout, QWidget

from models.collected import EvidenceFile
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import evidence_rows as words
from ui.collecting.evidence_rows import Count, Part, Row
from ui.collecting.evidence_table import EvidenceTable
from ui.collecting.evidence_work import EvidenceWork
from ui.look import theme
from ui.pages.base import Button
from ui.widgets import files, messages
from ui.widgets.cards import Card, EmptyState, Segments, button, label
from ui.widgets.columns import Column
from ui.widgets.files import Kind
from ui.widgets.forms import Field, FormDialog, Values
from ui.widgets.messages import guard
from ui.widgets.records import RecordTable

_PARTS: tuple[Part, ...] = ("all", "missing", "files")
_FORMATS: tuple[tuple[Kind, str], ...] = (("word", "Word"), ("pdf", "PDF"), ("excel", "Excel"))
_UNITS_WIDTH = 270
_HINT = "Kéo tệp thả lên dòng của tiêu chí. Tệp được chép vào thư mục hồ sơ cạnh sổ."


class EvidenceTab(EvidenceWork):
    """At the left the units, at the right the criteria of the chosen one with their files."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.counts: tuple[Count, ...] = ()
        self._part: Part = "all"
        self._stack = QStackedLayout()
        self.body.addLayout(self._stack, 1)
        work = QWidget()
        row = QHBoxLayout(work)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_M)
        row.addWidget(self._units_card())
        row.addWidget(self._unit_card(), 1)
        self._stack.addWidget(work)
        self._stack.addWidget(
            EmptyState(
                "Chưa có gì để kiểm chứng",
                "Hồ sơ kiểm chứng xếp theo đơn vị và tiêu chí. Ghi đơn vị và lập bảng chấm điểm trước.",
                ("Lập bảng chấm điểm", lambda: self.wanted.emit("page:table")),
                ("Ghi đơn vị", lambda: self.wanted.emit("page:units")),
                "papers",
            )
        )

    def _units_card(self) -> Card:
        self.units = RecordTable(
            (Column("Đơn vị", lambda it: it.unit.name, stretch=1, second=lambda it: it.words),),
            same=lambda it: it.unit.id,
        )
        self.units.setAccessibleName("Đơn vị")
        self.units.chosen.connect(self._pick)
        card = Card.holding(self.units)
        card.setFixedWidth(theme.zoomed(_UNITS_WIDTH))
        return card

    def _unit_card(self) -> Card:
        card = Card(" ")
        self._card = card
        self.parts = Segments(("Tất cả", "Còn thiếu", "Có tệp"))
        self.parts.changed.connect(self._show_part)
        card.head.addStretch(1)
        card.head.addWidget(self.parts)
        card.head.addWidget(button("Mở thư mục", self._open_folder, icon="folder"))
        self.table = EvidenceTable(self._can_write)
        self.table.chosen.connect(lambda _it: self._show_acts())
        self.table.opened.connect(self._open)
        self.table.dropped.connect(self.add_files)
        self.table.on_key("F2", self.retitle)
        self.table.on_key("Del", self.remove)
        card.body.addWidget(self.table, 1)
        foot = QHBoxLayout()
        foot.setSpacing(theme.SPACE_S)
        self.hint = label(_HINT, "small", wrap=True)
        foot.addWidget(self.hint, 1)
        self.acts = {
            "open": button("Mở tệp", lambda: self._open(self.table.selected)),
            "title": button("Đổi tên…", self.retitle),
            "drop": button("Bỏ khỏi danh sách", self.remove),
            "adopt": button("Ghi vào tiêu chí…", self.adopt),
        }
        for it in self.acts.values():
            foot.addWidget(it)
        self.acts["title"].setToolTip("Đổi tên hồ sơ trong danh mục (F2)")
        self.acts["drop"].setToolTip("Tệp vẫn còn trong thư mục hồ sơ (Delete)")
        card.body.addLayout(foot)
        return card

    # ---- showing

    def refresh(self, what: str) -> None:
        """The units and the chosen one's criteria; the files are looked at, not read."""
        season = self.session.season
        if self.book != (self.session.file.path, season.year):
            self.book = (self.session.file.path, season.year)
            self.read = {}
        self.states = {
            file: self.read.get(file, "ok") if how == "ok" else how
            for file, how in self.session.glance_evidence().items()
        }
        possible = bool(season.units and season.table.criteria())
        self._stack.setCurrentIndex(0 if possible else 1)
        self.counts = words.counts(season, self.states)
        if season.unit(self.unit) is None:
            self.unit = season.units[0].id if season.units else ""
        self.units.set_records(self.counts)
        self.units.select(lambda it: it.unit.id == self.unit)
        self._show_unit()

    def _show_unit(self) -> None:
        season = self.session.season
        unit = season.unit(self.unit)
        self._card.set_title(unit.name if unit else " ")
        strange = self.session.strange_evidence(self.unit) if unit else ()
        shown = words.rows(season, self.unit, self.states, strange, self._part) if unit else ()
        self.table.set_records(shown)
        if self.table.selected is None and shown:
            self.table.select(lambda it: it.kind == "line")
        self._show_acts()

    def _show_acts(self) -> None:
        row: Row | None = self.table.selected
        kind = row.kind if row else ""
        wanted = {"file": ("open", "title", "drop"), "strange": ("open", "adopt")}.get(kind, ())
        for key, it in self.acts.items():
            it.setVisible(key in wanted)
            it.setEnabled(key == "open" or self._can_write())
        self.hint.setText((words.advice(row) if row else "") or _HINT)

    def _pick(self, count: Count | None) -> None:
        if count is not None and count.unit.id != self.unit:
            self.unit = count.unit.id
            self._show_unit()
            self.head_changed.emit()

    def _show_part(self, place: int) -> None:
        self._part = _PARTS[place]
        self._show_unit()

    def show_code(self, code: str) -> None:
        """Choose the row of a criterion."""
        self.table.select_code(code)

    def show_target(self, target: str) -> None:
        """Choose a unit by its id, and with "unit/code" a criterion."""
        unit, _, code = target.partition("/")
        self.units.select(lambda it: it.unit.id == unit)
        if code:
            self.show_code(code)

    def sentence(self) -> str:
        """How many files there are and what is lacking; why nothing can be added."""
        if not self.counts or not self.session.season.table.criteria():
            return "Danh mục lập được khi có đơn vị và bảng chấm điểm."
        said = words.sentence(self.counts)
        root = self.session.evidence_folder().parent
        if self.states and not root.is_dir():
            said = f"Không thấy thư mục “{root.name}” cạnh sổ. Chép thư mục đó về, hoặc đổi tên theo sổ."
        if self.session.read_only:
            said = f"{said} Chưa thêm được: {self.session.read_only_reason}"
        return said

    def primary(self) -> Button | None:
        """Adding files to the chosen criterion."""
        possible = self._can_write() and self._stack.currentIndex() == 0
        return ("Thêm tệp…", self.choose_files) if possible else None

    def secondary(self) -> Sequence[Button]:
        """The list as a paper, checking, zips."""
        if self._stack.currentIndex():
            return ()
        unit = self.session.season.unit(self.unit)
        name = unit.name if unit else ""
        paper = QMenu()
        for kind, title in _FORMATS:
            paper.addAction(f"{title}, của {name}…", partial(self.write_list, kind))
        found: list[Button] = [("Danh mục", paper)]
        if self.states:
            every = [it.unit.id for it in self.counts if it.files]
            zips = QMenu()
            mine = [it for it in every if it == self.unit]
            zips.addAction(f"Của {name}…", partial(self.pack, mine)).setEnabled(bool(mine))
            words_of_all = f"Của {len(every)} đơn vị có tệp, mỗi đơn vị một tệp nén…"
            zips.addAction(words_of_all, partial(self.pack, every))
            found += [("Kiểm tra lại tệp", self.check), ("Tạo tệp nén gửi thẩm định", zips)]
        return found

    def _can_write(self) -> bool:
        return not self.session.read_only

    # ---- one file

    def _code(self) -> str:
        """The criterion that is chosen, if it is still in the table."""
        row: Row | None = self.table.selected
        return row.code if row and row.line and row.line.title else ""

    def choose_files(self) -> None:
        """Ask for files for the chosen criterion."""
        code = self._code()
        if not code:
            messages.tell(self, "Chưa chọn tiêu chí", "Chọn dòng của một tiêu chí rồi thêm tệp.")
            return
        title = f"Thêm hồ sơ kiểm chứng cho {code}"
        self.add_files(code, files.ask_open_many(self, title, "any"))

    def _open(self, row: Row | None) -> None:
        if row is None or row.file is None:
            return
        path = self.session.evidence_path(row.file)
        if path is None or not path.is_file():
            messages.tell(self, "Không thấy tệp", words.advice(Row("file", state="missing")))
            return
        files.open_file(path)

    def _open_folder(self) -> None:
        """The unit's folder, or the nearest one above it that is there."""
        folder = self.session.evidence_folder(self.unit)
        while not folder.is_dir() and folder != folder.parent:
            folder = folder.parent
        files.open_folder(folder)

    def _file(self, kind: str) -> EvidenceFile | None:
        row: Row | None = self.table.selected
        return row.file if row and row.kind == kind and self._can_write() else None

    def retitle(self) -> None:
        """Ask what the chosen file is called in the list."""
        file = self._file("file")
        if file is None:
            return
        field = Field("title", "Tên hồ sơ", required=True, help=f"Tệp đơn vị gửi: {file.original}")
        values = self._asked(
            FormDialog("Đổi tên hồ sơ", (field,), {"title": file.title}, parent=self)
        )
        if values:
            title = str(values["title"])
            guard(self, lambda: self.session.retitle_evidence(file, title))

    def remove(self) -> None:
        """Take the chosen file out of the list; it stays in the folder."""
        file = self._file("file")
        if file is not None and guard(self, lambda: self.session.drop_evidence(file)):
            self.tell(
                f"Đã bỏ “{file.title}” khỏi danh sách. Tệp vẫn còn trong thư mục hồ sơ.",
                button=("Hoàn tác", self.session.undo),
            )

    def adopt(self) -> None:
        """Record a stranger for a criterion that is asked for."""
        file = self._file("strange")
        if file is None:
            return
        criteria = self.session.season.table.criteria()
        fields = (
            Field(
                "code",
                "Tiêu chí",
                "choice",
                required=True,
                choices=[
                    ("", "Chọn tiêu chí"),
                    *((it.code, f"{it.code} {it.title}") for it in criteria),
                ],
            ),
            Field("title", "Tên hồ sơ", required=True),
        )
        given = {"code": "", "title": file.title}
        values = self._asked(FormDialog("Ghi tệp vào tiêu chí", fields, given, parent=self))
        if values:
            code, title = str(values["code"]), str(values["title"])
            guard(self, lambda: self.record_stranger(file, code, title))

    @staticmethod
    def _asked(box: FormDialog) -> Values | None:
        return box.ask()
