"""Xếp hạng: the standing of the block as painted rows, with the line of the flag and "Vì sao?"."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from models.ranks.ranking import Standing, rank
from models.scores.scoring import score
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.look import theme
from ui.pages.base import Page
from ui.scores.standing_rows import Official, rows, sentences, subtitle
from ui.scores.standing_view import StandingView
from ui.scores.why_view import WhyDrawer
from ui.widgets.cards import Badge, Card, EmptyState, Segments, label

CURRENT, OFFICIAL = "Điểm hiện tại", "Điểm chính thức"


class RankingPage(Page):
    """Live: every change of a score, fact or rule is seen here at once."""

    key = "ranking"
    title = "Xếp hạng"
    icon = "ranking"

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, parent)
        self.stage = ""
        self._offered: list[tuple[str, str]] = []
        self._asked = ""
        self._tools = QHBoxLayout()
        self._tools.setSpacing(theme.SPACE_S)
        self._segments: Segments | None = None
        self.unofficial = Badge("CHƯA CHÍNH THỨC", "error")
        self._tools.addStretch(1)
        self._tools.addWidget(self.unofficial)
        self.body.addLayout(self._tools)
        self.view = StandingView()
        self.view.why_asked.connect(self.explain)
        self.view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.words = label("", "small", wrap=True)
        self.words.setMaximumWidth(theme.zoomed(700))
        self.why = WhyDrawer()
        self.why.set_paper(lambda: self.wanted.emit(f"page:documents/phieu-diem/{self._asked}"))
        self.why.closed.connect(self._why_closed)
        self.why.hide()
        self._compose()

    def _compose(self) -> None:
        sheet = QWidget()
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.SPACE_SM)
        card = Card.holding(self.view)
        card.body.setContentsMargins(1, 1, 1, 1)
        card.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        column.addWidget(card, 1)
        column.addWidget(self.words)
        column.addStretch(0)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._empty = QWidget()
        QVBoxLayout(self._empty).setContentsMargins(0, 0, 0, 0)
        self._work = QStackedLayout()
        across = QHBoxLayout()
        across.setSpacing(theme.SPACE_M)
        across.addLayout(self._work, 1)
        across.addWidget(self.why)
        self.body.addLayout(across, 1)
        for part in (sheet, self._empty):  # now: shown without a page it is a window
            self._work.addWidget(part)

    def refresh(self, what: str) -> None:
        """Show the standing as it is now."""
        season = self.session.season
        self.unofficial.setVisible(not season.is_final)
        self._offer_stages()
        if not season.units or not season.table.criteria() or not season.scores:
            self._show_empty()
            return
        self._work.setCurrentIndex(0)
        standings = self.standings()
        official = self._official()
        self.view.show_rows(season, rows(season, standings, official))
        self.words.setText(" ".join(sentences(season, standings, official)))
        self.set_subtitle(subtitle(season, standings, self.stage, official))
        self._show_buttons(standings)
        if self.why.isVisible():
            self._explain_again(standings)

    def standings(self) -> Sequence[Standing]:
        """The standing by the points that count now or by the chosen stage."""
        if not self.stage:
            return self.session.standings
        season = self.session.season
        return rank(score(season, self.stage), season.pack)

    def _official(self) -> Official | None:
        """Who wins is said by the closed version, whatever points came after the meeting."""
        if self.stage or not self.session.season.is_final:
            return None
        season, _results, standings = self.session.official()
        return season, standings

    def _offer_stages(self) -> None:
        season = self.session.season
        stages = season.pack.stages
        offered = [
            ("", OFFICIAL if season.is_final else CURRENT),
            *((it.code, it.name) for it in stages),
        ]
        if offered == self._offered:
            return
        self._offered = offered
        if self.stage not in dict(offered):
            self.stage = ""
        if self._segments is not None:
            self._segments.hide()
            self._segments.deleteLater()
        self._segments = Segments([name for _, name in offered])
        self._segments.set_current([code for code, _ in offered].index(self.stage))
        self._segments.changed.connect(self._pick_stage)
        self._tools.insertWidget(0, self._segments)

    def _pick_stage(self, number: int) -> None:
        self.stage = self._offered[number][0]
        self.refresh("view")

    def _show_buttons(self, standings: Sequence[Standing]) -> None:
        short = next((it.result.unit.id for it in standings if it.result.total is None), "")
        go_on = ("Chấm điểm còn thiếu", lambda: self.wanted.emit(f"page:scores/{short}"))
        paper = ("Xuất bảng tổng hợp…", lambda: self.wanted.emit("page:documents/bang-tong-hop"))
        self.set_buttons(go_on if short else None, [paper])

    def _show_empty(self) -> None:
        season = self.session.season
        layout = self._empty.layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        forms = ("Nhận biểu mẫu", lambda: self.wanted.emit("import-forms"))
        by_hand = ("Nhập điểm bằng tay", lambda: self.wanted.emit("page:scores"))
        sentence = "Khi có điểm, các đơn vị được xếp hạng ở đây và thứ hạng đổi theo từng ô điểm."
        if not season.units:
            forms = ("Mở trang Đơn vị", lambda: self.wanted.emit("page:units"))
            sentence = "Sổ này chưa có đơn vị nào. Ghi các đơn vị của khối trước."
        elif not season.table.criteria():
            forms = ("Mở trang Bảng chấm điểm", lambda: self.wanted.emit("page:table"))
            sentence = "Sổ này chưa có tiêu chí nào. Lập bảng chấm điểm trước."
        ready = bool(season.units and season.table.criteria())
        made = EmptyState(
            "Chưa có điểm để xếp hạng", sentence, forms, by_hand if ready else None, "ranking"
        )
        layout.addWidget(made)
        self._work.setCurrentIndex(1)
        self.why.hide()
        self.set_subtitle("Chưa có điểm nào.")
        self.set_buttons(None)

    # ---- Vì sao?

    def explain(self, unit: str) -> None:
        """Open the explanation of one unit by the stage that is shown."""
        self._asked = unit
        self.why.show()
        self._explain_again(self.standings())

    def _explain_again(self, standings: Sequence[Standing]) -> None:
        found = next((it.result for it in standings if it.result.unit.id == self._asked), None)
        if found is None:
            self.why.hide()
        else:
            self.why.explain(self.session.season, found)

    def _why_closed(self) -> None:
        self.view.setFocus()

    def show_target(self, target: str) -> None:
        """Choose one unit and explain it."""
        numbers = [it for it, row in enumerate(self.view.rows) if row.unit == target]
        if numbers:
            self.view.choose(numbers[0])
            self.explain(target)
