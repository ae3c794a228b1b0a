"""Tab "Văn bản": every paper under its step of the year, how far it is, and its files in a folder of the clerk's."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget
from shiboken6 import isValid

from models.collecting.evidence import State
from models.dates.board import sent_now
from models.paper_record import KeptFile, PaperRecord
from models.papers.kinds import PAPERS, STEP_NAMES
from models.papers.words import Figures, calculate
from ui.book.evidence_acts import LARGE
from ui.book.jobs import Jobs, Report
from ui.book.session import Session
from ui.documents import paper_state
from ui.documents.paper_card import PaperCard
from ui.documents.paper_state import Line
from ui.documents.paper_writing import PaperWriting
from ui.documents.record_forms import Ask, ask_record, ask_signing, ask_texts
from ui.files import paper_work
from ui.files.paper_work import FORMS, KINDS, PaperKind
from ui.look import theme
from ui.pages.base import Button
from ui.widgets import files
from ui.widgets.cards import Card, Tone
from ui.widgets.columns import Column
from ui.widgets.forms import FormDialog
from ui.widgets.messages import Choice, ask, guard, show_error
from ui.widgets.records import RecordTable
from ui.words import text

_LEFT, _RIGHT = 5, 4


class PapersTab(PaperWriting):
    """The list at the left; at the right the chosen paper with all that can be done with it."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        # Tests answer the forms in place of a person.
        self.ask: Ask = FormDialog.ask
        self._figures: Figures | None = None
        self._filling = False
        self._kept_states: dict[tuple[object, ...], State] = {}
        self.card = PaperCard(self)
        self.table = RecordTable(
            (
                Column("Văn bản", _title, width=220, stretch=1),
                Column("Số", self._number, width=64),
                Column("Tình trạng", self._state, width=132, badge=True, tone=self._tone),
            ),
            same=lambda it: it.key,
            row_style=lambda it: "normal" if it.kind else "group",
        )
        self.table.setAccessibleName("Các văn bản của năm")
        self.table.chosen.connect(lambda _line: self._chosen())
        self.table.opened.connect(lambda _line: self.card.take_focus())
        listed = Card()
        listed.body.addWidget(self.table, 1)
        listed.body.addWidget(self._make_stamps())
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_M)
        row.addWidget(listed, _LEFT)
        row.addWidget(self.card, _RIGHT)
        self.body.addLayout(row, 1)

    def _make_stamps(self) -> QCheckBox:
        """The switch of all papers; the card says what the chosen one is."""
        self.stamps = QCheckBox("In mã bản, giờ in ở chân trang")
        self.stamps.setToolTip(
            "Mỗi tệp xuất ra có mã của nội dung, giờ in và mã QR ở chân mọi trang, để phân biệt các bản in."
        )
        self.stamps.clicked.connect(self._turn_stamps)
        return self.stamps

    # ---- showing

    def refresh(self, what: str) -> None:
        """The papers as they stand; the folder is the book's own until another is chosen."""
        if self.folder is None:
            self.folder = self.session.file.path.parent
        self._figures = None
        season = self.session.season
        self._filling = True
        offered = tuple(it for it in KINDS if paper_work.offered(it, season))
        self.table.set_records(paper_state.lines(offered))
        if self.kind is None:
            first = paper_work.next_paper(season)
            self.table.select(lambda it: it.key == first.key)
        self._filling = False
        self.stamps.setChecked(season.plan.stamps)
        self.stamps.setEnabled(not self.session.read_only)
        self.show_choice()

    @property
    def kind(self) -> PaperKind | None:
        """The paper that is chosen, None while a heading is."""
        line = self.table.selected
        return line.kind if line else None

    @property
    def figures(self) -> Figures:
        """The results all papers print, calculated when the first asks."""
        if self._figures is None:
            season, versions = self.session.season, self.session.closed_versions()
            self._figures = calculate(season, self.session.standings, versions)
        return self._figures

    def _chosen(self) -> None:
        """Another line was chosen; while the list is made anew the card waits for the end of it."""
        if not self._filling:
            self.show_choice()

    def show_choice(self) -> None:
        """The card anew, for the paper and the units that are chosen."""
        self.card.show_kind(self.kind)
        self.head_changed.emit()

    def _number(self, line: Line) -> str:
        return self.record(line.kind).number if line.kind and not line.kind.per_unit else ""

    def _state(self, line: Line) -> str:
        return paper_state.state(self.session.season, line.kind.key)[0] if line.kind else ""

    def _tone(self, line: Line) -> Tone:
        return paper_state.state(self.session.season, line.kind.key)[1] if line.kind else "plain"

    def sentence(self) -> str:
        """What all papers have in common, and what to do."""
        season = self.session.season
        stop = paper_work.obstacle(season)
        if stop:
            return f"{stop}: mới làm được những văn bản không cần điểm."
        shared = paper_work.shared(season, self.session.standings)
        told = ", ".join(words for words, _tone in shared)
        return f"{f'Mọi văn bản: {told}. ' if told else ''}Chọn văn bản, rồi chọn định dạng để ghi tệp."

    def primary(self) -> Button | None:
        """The chosen paper in the format it is used in first."""
        kind = self.kind
        if kind is None or self.obstacle(kind):
            return None
        suffix = kind.suffixes[0]
        # Not with the paper's title: a button of another width breaks the sentence beside it in more lines, and
        # the list moves away under the hand that has just chosen in it.
        words = (
            "Xuất biểu mẫu" if kind.key == FORMS else f"Xuất ra {paper_work.FORMAT_WORDS[suffix]}"
        )
        return words, partial(self.export, kind, suffix)

    def secondary(self) -> Sequence[Button]:
        """What concerns all papers."""
        found: list[Button] = [("Xuất cả bộ…", self.export_all)]
        if not self.session.locked:
            found.insert(0, ("Phần ký, nơi nhận…", self.change_signing))
        return found

    def show_target(self, target: str) -> None:
        """One paper ("bang-tong-hop", "forms"), or that of one unit ("phieu-diem/<unit id>"), which is then the
        only one chosen."""
        key, _, unit = target.partition("/")
        if unit:
            self._ticked[key] = frozenset({unit})
        self._filling = True
        found = self.table.select(lambda it: it.key == key)
        self._filling = False
        if found:
            self.show_choice()

    # ---- what is noted of a paper

    def record(self, kind: PaperKind) -> PaperRecord:
        """What is noted of the paper: of a unit's one, that of the only unit chosen."""
        return self.session.season.plan.record(kind.key, self.unit_of(kind))

    def unit_of(self, kind: PaperKind) -> str:
        """The unit whose paper is meant, "" for a paper of the block or while several are chosen."""
        units = self.units(kind)
        return units[0].id if kind.per_unit and len(units) == 1 else ""

    def change_record(self, kind: PaperKind) -> None:
        """Ask for number, days and addressees."""
        paper, season = PAPERS[kind.key], self.session.season
        series = paper_state.series_of(season, paper)
        earlier = self.session.season_of(season.year - 1) if season.block.numbered_by_term else None
        before = paper_state.last_before(season, earlier, paper.code)
        today = self.session.now().date()
        made = ask_record(paper, self.record(kind), series, before, today, self.ask, self)
        self._keep(made, f"ghi số, ngày của {kind.title}")

    def change_texts(self, kind: PaperKind) -> None:
        """Ask for the places of the paper that the clerk writes."""
        made = ask_texts(PAPERS[kind.key], self.record(kind), self.ask, self)
        self._keep(made, f"sửa lời văn của {kind.title}")

    def attach(self, kind: PaperKind) -> None:
        """Take the clerk's own finished file of the paper into the folder beside the book; the one before it stays."""
        path = files.ask_open(self, f"Chọn bản đã hoàn chỉnh của {kind.title}", "any")
        if path is None:
            return
        record, made = self.record(kind), list[KeptFile]()
        [looked] = self.session.look_at_evidence([path])
        if looked.size > LARGE and not self._ask_large(path.name, looked.size):
            return
        work = self.session.paper_bringer(record, kind.title, path, made)
        self._take_in(f"Đang chép {path.name}", kind, work, made)

    def adopt(self, kind: PaperKind, strange: KeptFile) -> None:
        """Record a file of the paper that lies in the folder already."""
        made = list[KeptFile]()
        work = self.session.paper_adopter(strange, made)
        self._take_in(f"Đang đọc {strange.original}", kind, work, made)

    def _ask_large(self, name: str, size: int) -> bool:
        words = f"“{name}” {text.file_size(size)}. Chép vào thì thư mục văn bản cũng lớn theo."
        return ask(self, "Tệp rất lớn", words, [Choice("copy", "Vẫn chép", "primary")]) == "copy"

    def _take_in(
        self,
        title: str,
        kind: PaperKind,
        work: Callable[[Report], None],
        made: Sequence[KeptFile],
    ) -> None:
        record, still = self.record(kind), self._same_year()

        def done(_result: object) -> None:
            if still():
                now = self.session.season.plan.record(record.kind, record.unit)
                new = replace(now, file=made[0].original, kept=(*now.kept, *made))
                self._keep(new, f"gắn “{made[0].original}” vào {kind.title}")

        def failed(error: Exception) -> None:
            if isValid(self):
                show_error(self, error)

        guard(self, lambda: self.jobs.start(title, work, done, failed))

    def kept_state(self, kept: KeptFile) -> State:
        """What an attached file is like now; read through again only once it was written."""
        path = self.session.paper_file(kept)
        try:
            found = path.stat() if path else None
        except OSError:
            found = None
        if found is None:
            return self.session.paper_file_state(kept)
        key = (str(path), kept.sha256, found.st_size, found.st_mtime_ns)
        state = self._kept_states.get(key) or self.session.paper_file_state(kept)
        # What could not be read may be readable again, the file untouched: only what was seen is remembered.
        if state in ("ok", "changed"):
            self._kept_states[key] = state
        return state

    def _keep(self, record: PaperRecord | None, label: str) -> None:
        if record is None or record == self.session.season.plan.record(record.kind, record.unit):
            return
        plan = sent_now(self.session.season, record, self.session.now().date())
        if guard(self, partial(self.session.set_plan, plan, label)):
            self.tell(f"Đã {label}.", button=("Hoàn tác", self.session.undo))

    def _turn_stamps(self, on: bool) -> None:
        plan = replace(self.session.season.plan, stamps=on)
        label = f"{'in' if on else 'thôi in'} mã bản, giờ in ở chân trang"
        if not guard(self, partial(self.session.set_plan, plan, label)):
            self.stamps.setChecked(self.session.season.plan.stamps)

    def change_signing(self) -> None:
        """Ask who signs the block's papers and who gets them."""
        season = self.session.season
        made = ask_signing(season.block, self.ask, self)
        if made is not None and made != season.block:
            guard(self, partial(self.session.set_block, made, season.head, season.deputy))


def _title(line: Line) -> str:
    return line.kind.title if line.kind else STEP_NAMES[line.step]
