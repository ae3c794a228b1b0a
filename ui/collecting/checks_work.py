"""The warnings as the tab lists them: doubts that are open, those that were accepted. No widget."""

from collections.abc import Sequence
from dataclasses import dataclass

from models.collected import KeptWarning
from models.collecting.doubts import Doubt, look_at
from models.collecting.kept_warnings import Kept, keep, kept, replaced, still_open
from models.collecting.outlier_checks import doubts
from models.errors import AppError
from models.season import Season
from ui.book.session import Session

WHOLE_BLOCK = "Cả khối"
WHOLE_TABLE = "Cả bảng"


@dataclass(frozen=True, slots=True)
class OpenRow:
    """One doubt to ask about. `before` is the acceptance whose figures have changed since, if any."""

    doubt: Doubt
    unit: str
    place: str
    before: KeptWarning | None = None

    @property
    def unit_id(self) -> str:
        """The unit it is about, "" for the whole block."""
        return self.doubt.unit

    @property
    def what(self) -> str:
        """What stands out."""
        return self.doubt.problem.what

    @property
    def note(self) -> str:
        """Nothing was written yet."""
        return ""

    @property
    def words(self) -> str:
        """Everything known of it: the sentence, the question, and what was accepted before."""
        words = f"{self.what} {self.doubt.problem.advice}"
        if self.before is None:
            return words
        return f"{words}\nTrước đã chấp nhận: {self.before.what} Ghi chú: {self.before.note}"

    @property
    def state(self) -> str:
        """Asked for the first time, or again."""
        return "Đã đổi, hỏi lại" if self.before else "Phải hỏi lại"

    @property
    def tone(self) -> str:
        """The colour of the state."""
        return "warn"


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One accepted warning."""

    kept: Kept
    unit: str
    place: str

    @property
    def unit_id(self) -> str:
        """The unit it is about, "" for the whole block."""
        return self.kept.unit

    @property
    def what(self) -> str:
        """What was accepted."""
        return self.kept.what

    @property
    def note(self) -> str:
        """When and why it was let stand."""
        day = f"{self.kept.accepted:%d/%m/%Y}: " if self.kept.accepted else ""
        return f"Ghi chú {day}{self.kept.note}" if day else f"Ghi chú: {self.kept.note}"

    @property
    def words(self) -> str:
        """Everything known of it, and whether it is printed."""
        why = self.kept.gone
        told = f"{why[:1].upper()}{why[1:]} nên câu này không còn đúng, không in trên phiếu điểm."
        if self.kept.stands:
            told = "In trên phiếu điểm của đơn vị."
        return f"{self.what} {told}\n{self.note}"

    @property
    def state(self) -> str:
        """Whether the figures still say what was accepted."""
        return "Đã chấp nhận" if self.kept.stands else "Không còn đúng"

    @property
    def tone(self) -> str:
        """The colour of the state."""
        return "done" if self.kept.stands else "muted"


Row = OpenRow | KeptRow


@dataclass(frozen=True, slots=True)
class Warnings:
    """Everything the tab shows of one season."""

    found: tuple[Doubt, ...] = ()
    open: tuple[OpenRow, ...] = ()
    kept: tuple[KeptRow, ...] = ()

    def of_unit(self, unit: str) -> "Warnings":
        """Only what concerns one unit, and what concerns all; "" for everything."""
        if not unit:
            return self
        return Warnings(
            self.found,
            tuple(it for it in self.open if it.unit_id in ("", unit)),
            tuple(it for it in self.kept if it.unit_id in ("", unit)),
        )

    @property
    def standing(self) -> int:
        """How many of the accepted ones are still true."""
        return sum(it.kept.stands for it in self.kept)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The open ones, then the accepted ones."""
        return (*self.open, *self.kept)


def last_year(session: Session) -> Season | None:
    """The season before, None where the file does not have it or it cannot be read: then no jump is
    asked about."""
    try:
        return session.season_of(session.season.year - 1)
    except AppError:
        return None


def warnings(session: Session, before: Season | None) -> Warnings:
    """The warnings of the open season; `before` is last year's."""
    season = session.season
    look = look_at(season, before, session.results)
    found = doubts(look)
    return Warnings(
        found,
        tuple(_open_row(season, found, it) for it in still_open(season, found)),
        tuple(
            KeptRow(it, _unit(season, it.unit), it.criterion or WHOLE_TABLE)
            for it in kept(season, look)
        ),
    )


def _open_row(season: Season, found: Sequence[Doubt], doubt: Doubt) -> OpenRow:
    earlier = replaced(season, found, doubt)
    place = doubt.criterion or WHOLE_TABLE
    return OpenRow(doubt, _unit(season, doubt.unit), place, earlier[0] if earlier else None)


def _unit(season: Season, unit_id: str) -> str:
    unit = season.unit(unit_id)
    return unit.name if unit else WHOLE_BLOCK


def accept(session: Session, shown: Warnings, rows: Sequence[OpenRow], note: str) -> None:
    """Record that doubts are let stand, as one act; they take the place of what no longer stands."""
    season, today = session.season, session.now().date()
    old = {fact: None for row in rows for fact in replaced(season, shown.found, row.doubt)}
    new = [fact for row in rows for fact in keep(season, row.doubt, note, today)]
    label = f"chấp nhận cảnh báo: {rows[0].unit}"
    if len(rows) > 1:
        label = f"chấp nhận {len(rows)} cảnh báo"
    session.change_facts(tuple(old), new, label)


def give_up(session: Session, row: KeptRow) -> None:
    """Take an acceptance back; the warning is asked about again."""
    session.change_facts(row.kept.facts, (), f"bỏ chấp nhận cảnh báo: {row.unit}")


def sentence(shown: Warnings, *, has_scores: bool) -> str:
    """One plain sentence of where we stand."""
    if not has_scores:
        return "Chưa có điểm nào để hỏi lại."
    accepted = f" Đã chấp nhận {shown.standing}." if shown.standing else ""
    if not shown.open:
        return f"Không có cảnh báo nào chưa xử lý.{accepted}"
    units = len({it.unit_id for it in shown.open if it.unit_id})
    where = f" ở {units} đơn vị" if units else ""
    return f"{len(shown.open)} cảnh báo chưa xử lý{where}.{accepted}"
