"""The chosen paper: what it is, how it stands, what is still blank in it, and everything that can be done with it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.collecting.evidence import State
from models.errors import AppError
from models.paper_record import PaperRecord
from models.papers.kinds import PAPERS
from models.papers.prose import blanks
from models.papers.reminder import KEY as REMINDER
from models.papers.reminder import reminder_text
from models.papers.unit_summary import KEY as SUMMARY
from models.papers.unit_summary import too_many_letters
from models.texts import few
from ui.documents import paper_state
from ui.files import paper_work
from ui.files.paper_work import FORMAT_WORDS, FORMS, PaperKind
from ui.look import theme
from ui.widgets import files
from ui.widgets.cards import Badge, Card, button, clear, label
from ui.widgets.scroll import scrolled
from ui.words import text

if TYPE_CHECKING:
    from ui.documents.papers_tab import PapersTab

_BLANKS_SHOWN = 12
_FILES_SHOWN = 6
_KEPT_SHOWN = 4
_NAME, _NAME_START = 40, 24


class PaperCard(Card):
    """Made anew for every paper: what cannot be done with one is not shown."""

    def __init__(self, tab: "PapersTab") -> None:
        super().__init__("", tab)
        self._tab = tab
        self.formats: dict[str, QPushButton] = {}
        inner = QWidget()
        inner.setProperty("role", "plain")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, theme.SPACE_S, 0)
        self._column.setSpacing(theme.SPACE_S)
        self.body.addWidget(scrolled(inner), 1)

    def take_focus(self) -> None:
        """The keyboard on the first format."""
        first = next((it for it in self.formats.values() if it.isEnabled()), None)
        if first is not None:
            first.setFocus()

    def show_kind(self, kind: PaperKind | None) -> None:
        """Show this paper; a heading chosen shows how to go on."""
        clear(self._column)
        self.formats.clear()
        if kind is None:
            self._column.addWidget(
                label("Chọn một văn bản ở danh sách bên trái.", "muted", wrap=True)
            )
            self._column.addStretch(1)
            return
        self._column.addWidget(label(kind.title, "section", wrap=True))
        self._column.addWidget(label(kind.about, "muted", wrap=True))
        self._badges(kind)
        stop = self._tab.obstacle(kind)
        if stop:
            act = "page:units" if "đơn vị" in stop else "page:table"
            self._column.addWidget(label(f"{stop}.", "error", wrap=True))
            self._row(button("Đến chỗ ghi", partial(self._tab.wanted.emit, act)))
        self._formats(kind, possible=not stop)
        if kind.key != FORMS:
            if not stop:
                self._blanks(kind)
            self._record(kind)
        self._files()
        self._column.addStretch(1)

    def _badges(self, kind: PaperKind) -> None:
        session = self._tab.session
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        shared = paper_work.shared(session.season, session.standings)  # said once, above the list
        for words, tone in paper_work.states(kind, session.season, session.standings):
            if (words, tone) not in shared:
                row.addWidget(Badge(words, tone))
        row.addStretch(1)
        self._column.addLayout(row)

    def _formats(self, kind: PaperKind, *, possible: bool) -> None:
        made: list[QWidget] = []
        for suffix in kind.suffixes:
            one = button(kind.format_words(suffix), partial(self._tab.export, kind, suffix))
            one.setAccessibleName(f"{kind.title}: {FORMAT_WORDS[suffix]}")
            one.setEnabled(possible)
            self.formats[suffix] = one
            made.append(one)
        if ".pdf" in kind.suffixes and possible:
            made.append(button("Xem trước", partial(self._tab.preview, kind)))
            made.append(button("In", partial(self._tab.print_out, kind)))
        self._row(*made)
        if kind.per_unit and self._tab.session.season.units:
            chosen, all_ = len(self._tab.units(kind)), len(self._tab.session.season.units)
            which = f"{chosen} đơn vị…" if chosen < all_ else "Mọi đơn vị…"
            self.choice = button(which, partial(self._tab.choose_units, kind))
            self._row(label("Làm cho", "muted"), self.choice)

    def _blanks(self, kind: PaperKind) -> None:
        """What is still to be written before the paper can be signed; of a unit's paper, in the first one."""
        tab, paper = self._tab, PAPERS[kind.key]
        season, today = tab.session.season, tab.session.now().date()
        units = paper.units(season, tab.units(kind), today) if kind.per_unit else ()
        if kind.per_unit and not units:
            told = (
                paper.for_nobody(season, today)
                if paper.for_nobody
                else "Không đơn vị nào có văn bản này."
            )
            self._column.addWidget(label(told, "muted", wrap=True))
            return
        unit = units[0].id if units else ""
        try:
            made = paper.make(season, tab.figures, unit, today)
        except AppError as error:
            self._column.addWidget(label(str(error), "warn", wrap=True))
            return
        if kind.key == REMINDER and len(units) == 1:
            copy = partial(self._copy_message, unit)
            self._row(button("Chép tin nhắn cho đơn vị", copy))
        left = blanks(made)
        if left:
            told = "\n".join(f"• {it}" for it in left[:_BLANKS_SHOWN])
            more = (
                f"\n… và {len(left) - _BLANKS_SHOWN} chỗ nữa" if len(left) > _BLANKS_SHOWN else ""
            )
            self._column.addWidget(label(f"Còn {len(left)} chỗ để trống:", "strong"))
            self._column.addWidget(label(told + more, "small", wrap=True))
        self._too_long(kind)
        if paper.prose and not tab.session.read_only:
            self._row(button("Viết lời văn…", partial(tab.change_texts, kind)))

    def _too_long(self, kind: PaperKind) -> None:
        """The units' summaries that will not stay on one page."""
        plan = self._tab.session.season.plan
        found = [
            f"{it.short_name or it.name} bớt khoảng {over} chữ cái"
            for it in self._tab.units(kind)
            if kind.key == SUMMARY and (over := too_many_letters(plan.record(SUMMARY, it.id)))
        ]
        if found:
            told = f"Lời văn dài quá một trang A4: {few(found, 'đơn vị', 3)}."
            self._column.addWidget(label(told, "warn", wrap=True))

    def _copy_message(self, unit: str) -> None:
        """The reminder as a short message, for Zalo."""
        session = self._tab.session
        words = reminder_text(session.season, unit, session.now().date())
        QGuiApplication.clipboard().setText(words)
        self._tab.tell("Đã chép tin nhắn. Dán vào Zalo hoặc thư để gửi.")

    def _record(self, kind: PaperKind) -> None:
        tab = self._tab
        if kind.per_unit and not tab.unit_of(kind):
            self._column.addWidget(
                label(
                    "Chọn một đơn vị để ghi số, ngày ký, ngày gửi của bản đó.", "small", wrap=True
                )
            )
            return
        record, season = tab.record(kind), tab.session.season
        said = [
            ("Số", paper_state.symbol(record, season)),
            ("Ngày văn bản", text.day(record.issued) if record.issued else ""),
            ("Đã xuất", text.day(record.exported) if record.exported else ""),
            ("Đã ký", text.day(record.signed) if record.signed else ""),
            ("Đã gửi", text.day(record.sent) if record.sent else ""),
            ("Ghi chú", record.note),
        ]
        words = "\n".join(f"{name}: {value}" for name, value in said if value)
        if words:
            self._column.addWidget(label(words, wrap=True))
        self._attached(record)
        self._strange(kind, record)
        if tab.session.read_only:
            return
        made: list[QWidget] = [button("Số, ngày, nơi nhận…", partial(tab.change_record, kind))]
        made.append(button("Gắn bản đã hoàn chỉnh…", partial(tab.attach, kind)))
        self._row(*made)

    def _attached(self, record: PaperRecord) -> None:
        """The finished files, the newest first, each to be opened; what is wrong with one is said below it."""
        if record.file and not record.kept:
            told = f"Bản đã hoàn chỉnh: {record.file}. Sổ mới ghi tên; gắn lại để sổ giữ cả tệp."
            self._column.addWidget(label(told, wrap=True))
        for place, it in enumerate(reversed(record.kept[-_KEPT_SHOWN:])):
            self._column.addWidget(label("Bản trước" if place else "Bản đã hoàn chỉnh", "small"))
            state, path = self._tab.kept_state(it), self._tab.session.paper_file(it)
            day = f" · gắn {text.day(it.added)}" if it.added else ""
            if state in ("ok", "changed") and path is not None:
                self._link(it.original, path, day)
            else:
                self._column.addWidget(label(f"{it.original}{day}", wrap=True))
            if state != "ok":
                self._column.addWidget(label(_kept_words(state, path), "warn", wrap=True))

    def _strange(self, kind: PaperKind, record: PaperRecord) -> None:
        """Files of the paper in the folder that the book does not name: of a copying that was cut off, or taken back."""
        tab = self._tab
        for it in tab.session.strange_papers(record, kind.title)[-_KEPT_SHOWN:]:
            path = tab.session.paper_file(it)
            if path is not None:
                self._column.addWidget(label("Có trong thư mục nhưng sổ chưa ghi", "small"))
                self._link(it.original, path)
                if not tab.session.read_only:
                    self._row(button("Ghi vào sổ", partial(tab.adopt, kind, it)))

    def _files(self) -> None:
        """Where files go, and the last ones written."""
        tab = self._tab
        assert tab.folder is not None
        folder = tab.folder
        self._column.addSpacing(theme.SPACE_S)
        where = label(f"Ghi vào {paper_work.short(folder)}", "small", wrap=True)
        where.setToolTip(str(folder))
        self._column.addWidget(where)
        self._row(
            button("Đổi thư mục…", tab.choose_folder),
            button("Mở thư mục", partial(files.open_folder, folder)),
        )
        for path in tab.written[:_FILES_SHOWN]:
            self._link(path.name, path)

    def _link(self, name: str, path: Path, more: str = "") -> None:
        """A file to be opened; a long name is cut in the middle, so that its end still tells it from others."""
        short = (
            name if len(name) <= _NAME else f"{name[:_NAME_START]}…{name[_NAME_START - _NAME :]}"
        )
        made = button(f"{short}{more}", partial(files.open_file, path), "link")
        made.setToolTip(name)
        self._row(made)

    def _row(self, *widgets: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_S)
        for widget in widgets:
            row.addWidget(widget)
        row.addStretch(1)
        self._column.addLayout(row)


def _kept_words(state: State, path: Path | None) -> str:
    """What is wrong with an attached file, and what to do."""
    if state == "changed":
        return "Tệp đã bị sửa sau khi gắn. Mở xem lại, rồi gắn lại nếu là bản đúng."
    if state == "unreadable":
        return "Không đọc được tệp. Kiểm tra ổ đĩa, quyền đọc, hoặc gắn lại."
    if state == "empty":
        return "Tệp còn tên nhưng trống. Tìm bản khác rồi gắn lại."
    where = f" trong thư mục {paper_work.short(path.parent)}" if path else ""
    return f"Không thấy tệp{where}. Chép tệp về đó, hoặc gắn lại."
