"""The boxes of a vote: its rule, who stands on the paper, lots that were drawn, the papers to print."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.award_rules import Threshold
from models.ballot import Ballot, CandidateOrder
from models.ranks.ranking import Standing
from models.season import Season
from models.voting.ballots import Led, LeftOut, title
from ui.meeting import vote_words as words
from ui.rules import record_words
from ui.widgets.cards import Card, button
from ui.widgets.choice import Choice
from ui.widgets.columns import Column
from ui.widgets.field import share_fields
from ui.widgets.forms import Field, FormDialog, Values
from ui.widgets.messages import Box
from ui.widgets.records import RecordTable

_ONE = Decimal(1)
_OPEN, _BALLOT, _HANDS, _POINTS = "open", "own-ballot", "own-hands", "own-points"
_OWN_WAYS = (
    (_OPEN, "Phiếu kín, chưa quyết định tỷ lệ"),
    (_BALLOT, "Phiếu kín, tỷ lệ do khối quy định"),
    (_HANDS, "Giơ tay, tỷ lệ do khối quy định"),
    (_POINTS, "Theo điểm, không bỏ phiếu"),
)
_SHARE = ("numerator", "denominator", "at_least", "base")
_ROOM = ("members", "present")
_HAND_BASES = ("members", "present")


class BallotDialog(FormDialog):
    """How a vote is held; `ballot_of` makes the record of what was filled in."""

    def __init__(
        self, season: Season, ballot: Ballot, *, is_new: bool, parent: QWidget | None = None
    ) -> None:
        self._season, self._ballot = season, ballot
        heading = "Bỏ phiếu mới" if is_new else "Sửa lần bỏ phiếu"
        super().__init__(
            heading,
            _fields(season, ballot),
            _values(season, ballot, is_new=is_new),
            _objections,
            "Tạo lần bỏ phiếu" if is_new else "Lưu",
            parent=parent,
        )
        self._auto = ballot.title
        self._way, self._paper_base = self.form.values()["way"], ""
        self.form.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Only what the chosen way of deciding needs; the title follows the award, the base the way."""
        values = self.form.values()
        way = values["way"]
        if way != self._way:
            self._way = way
            self._fit_base(values["base"])
        shown = {"title", "award", "seats", "way"}
        if way != _POINTS:
            shown |= {"style", *_ROOM}
        if way in (_BALLOT, _HANDS):
            shown |= set(_SHARE)
        if self._ballot.purpose != "award":
            shown.discard("award")
        self.form.show_only(shown)
        share = next((it for it in self._season.pack.thresholds if it.code == way), None)
        source = f"{words.share(self._season.pack, share)}." if share else _HELP[way]
        self.form.set_help("way", source)
        made = title(self._season, self._ballot.purpose, values["award"] or "")
        field = self.form.input("title")
        if field.text() == self._auto != made:
            self._auto = made
            field.setText(made)

    def _fit_base(self, base: str) -> None:
        """Hands have no papers to take a share of; what was chosen for papers comes back with them."""
        fitting = ""
        if self._way == _HANDS and base not in _HAND_BASES:
            fitting, self._paper_base = "present", base
        elif self._way == _BALLOT:
            fitting, self._paper_base = self._paper_base, ""
        if fitting:
            field = self.form.input("base")
            field.setCurrentIndex(field.findData(fitting))

    def ballot_of(self, values: Values) -> Ballot:
        """The ballot with what was filled in."""
        return replace(
            self._ballot,
            title=values["title"],
            award=values["award"] or "",
            style=values["style"],
            seats=values["seats"],
            threshold=_threshold(self._season, values),
            members=values["members"] or 0,
            present=values["present"] or 0,
        )


_HELP = {
    _OPEN: "Kiểm được phiếu, chưa có kết quả cho đến khi ghi tỷ lệ.",
    _BALLOT: "Bộ quy tắc không nêu tỷ lệ này; ghi theo quyết định của khối.",
    _HANDS: "Bộ quy tắc không nêu tỷ lệ này; ghi theo quyết định của khối.",
    _POINTS: "Lấy theo thứ hạng; đơn vị cùng hạng ở suất cuối thì bỏ phiếu hoặc bốc thăm.",
}


def _fields(season: Season, ballot: Ballot) -> tuple[Field, ...]:
    ways = [(it.code, it.title) for it in season.pack.thresholds]
    least = ((True, "Bằng tỷ lệ là đạt (từ … trở lên)"), (False, "Phải hơn tỷ lệ (trên …)"))
    styles = (
        ("agree", "Đồng ý hoặc không đồng ý từng đơn vị"),
        ("choose", "Chọn không quá số suất"),
    )
    asked = f"Số đơn vị được chọn. {_seats_help(season, ballot)}".strip()
    return (
        Field("award", "Hình thức", required=True, placeholder="Cờ thi đua"),
        Field("title", "Tên lần bỏ phiếu", required=True),
        Field("seats", "Số suất", "whole", asked, required=True, lowest=_ONE),
        Field("way", "Cách quyết định", "choice", choices=(*ways, *_OWN_WAYS)),
        *share_fields("Tỷ lệ cần có", "Hai phần ba ghi 2 / 3; 80% ghi 80 / 100.", required=True),
        Field("at_least", "So với tỷ lệ", "choice", choices=least),
        Field("base", "Tính trên", "choice", choices=record_words.BASES),
        Field("style", "Cách biểu quyết", "choice", choices=styles),
        Field("members", "Số thành viên", "whole", required=True),
        Field("present", "Số có mặt", "whole", words.voters(season, ballot)),
    )


def _seats_help(season: Season, ballot: Ballot) -> str:
    if ballot.purpose != "award" or any(it.award == ballot.award for it in season.pack.quotas):
        return ""
    return "Bộ quy tắc không ghi số suất; ghi theo văn bản giao cho khối."


def _values(season: Season, ballot: Ballot, *, is_new: bool) -> Values:
    share = ballot.threshold
    known = {it.code for it in season.pack.thresholds}
    if share is None:
        way = _OPEN
    elif share.code in known:
        way = share.code
    else:
        way = {"hands": _HANDS, "points": _POINTS}.get(share.method, _BALLOT)
    own = share if share is not None and share.method != "points" else None
    fixed = not is_new or not _seats_help(season, ballot)
    return {
        "award": ballot.award,
        "title": ballot.title,
        "seats": ballot.seats if fixed else None,
        "way": way,
        "numerator": own.numerator if own else None,
        "denominator": own.denominator if own else None,
        "at_least": own.at_least if own else True,
        "base": own.base if own else "valid",
        "style": ballot.style,
        "members": ballot.members or None,
        "present": ballot.present or None,
    }


def _threshold(season: Season, values: Values) -> Threshold | None:
    way = values["way"]
    if way == _OPEN:
        return None
    found = next((it for it in season.pack.thresholds if it.code == way), None)
    if found is not None:
        return found
    if way == _POINTS:
        return Threshold(words.OWN, "Theo điểm", "points")
    return Threshold(
        words.OWN,
        "Khối quyết định",
        "hands" if way == _HANDS else "ballot",
        values["base"],
        values["numerator"],
        values["denominator"],
        values["at_least"],
    )


def _objections(values: Values) -> Mapping[str, str]:
    found = {}
    if values["way"] in (_BALLOT, _HANDS):
        numerator, denominator = values["numerator"], values["denominator"]
        if numerator and denominator and numerator > denominator:
            found["numerator"] = "Tử số không lớn hơn mẫu số."
        if values["way"] == _HANDS and values["base"] not in _HAND_BASES:
            found["base"] = "Giơ tay thì không có phiếu: tính trên số có mặt hoặc số thành viên."
    members, present = values["members"], values["present"]
    if values["way"] != _POINTS and members and present and present > members:
        found["present"] = f"Có mặt không quá {members} thành viên."
    return found


# ---- who stands on the paper


class CandidatesBox(Box):
    """The units that are ticked stand on the paper, in the order shown; a barred one cannot be ticked."""

    def __init__(
        self,
        season: Season,
        standings: Sequence[Standing],
        ballot: Ballot,
        left: Sequence[LeftOut],
        years: Sequence[Led],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(words.lists(ballot), parent)
        self._left = {it.unit: it for it in left}
        # Who was barred since the paper was made is taken off it.
        self._ticked = {it for it in ballot.candidates if not self._is_barred(it)}
        by_rank = [it.result.unit.id for it in standings]
        if ballot.purpose != "award":
            by_rank = [it.id for it in season.units]
        self._ranked = tuple(by_rank)
        rest = [it for it in by_rank if it not in ballot.candidates]
        self._order = [*(it for it in ballot.candidates if season.unit(it)), *rest]
        self._names = {it.id: it.name for it in season.units}
        self._notes = {
            it: words.note(it, ballot.purpose, standings, years, self._left.get(it))
            for it in self._order
        }
        self.add_text(words.lists(ballot), "section")
        self._add_order(ballot)
        self.table = RecordTable(self._columns(), same=lambda it: it)
        self.table.setMinimumSize(680, 380)
        self.body.addWidget(Card.holding(self.table), 1)
        self.add_button("Thôi", self.reject)
        self._ok = self.add_button("Lưu", self.accept, "primary")
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(partial(self.move_chosen, step))
        self._show()

    def _add_order(self, ballot: Ballot) -> None:
        self.order = Choice()
        self.order.addItem(
            "Theo thứ hạng" if ballot.purpose == "award" else "Theo danh sách của khối", "ranking"
        )
        self.order.addItem("Theo bốc thăm", "drawn")
        self.order.setCurrentIndex(self.order.findData(ballot.order))
        self.order.setAccessibleName("Thứ tự các đơn vị")
        self.order.currentIndexChanged.connect(lambda _place: self._arrange())
        self._up = button("Lên", lambda: self.move_chosen(-1))
        self._down = button("Xuống", lambda: self.move_chosen(1))
        self._up.setToolTip("Lên (Alt+Lên)")
        self._down.setToolTip("Xuống (Alt+Xuống)")
        row = QHBoxLayout()
        row.addWidget(self.order)
        row.addStretch(1)
        row.addWidget(self._up)
        row.addWidget(self._down)
        self.body.addLayout(row)

    def _columns(self) -> list[Column]:
        return [
            Column("", width=44, checked=self._checked, toggle=self._toggle),
            Column("TT", self._place, width=44, align="right"),
            Column(
                "Đơn vị",
                lambda it: self._names[it],
                width=280,
                stretch=1,
                bold=True,
                second=lambda it: self._notes[it],
                tooltip=lambda it: self._notes[it],
            ),
        ]

    def _checked(self, unit: str) -> bool | None:
        return None if self._is_barred(unit) else unit in self._ticked

    def _is_barred(self, unit: str) -> bool:
        left = self._left.get(unit)
        return left is not None and left.barred

    def _toggle(self, unit: str, on: bool) -> None:
        self._ticked = self._ticked | {unit} if on else self._ticked - {unit}
        self._show()

    def _place(self, unit: str) -> str:
        listed = self.candidates
        return str(listed.index(unit) + 1) if unit in listed else ""

    def _arrange(self) -> None:
        if self.chosen_order == "ranking":
            self._order = [it for it in self._ranked if it in self._order]
        self._show()

    def move_chosen(self, step: int) -> None:
        """Move the chosen unit up or down, as it was drawn."""
        unit = self.table.selected
        if unit is None or self.chosen_order != "drawn":
            return
        place = self._order.index(unit)
        other = min(max(place + step, 0), len(self._order) - 1)
        self._order.insert(other, self._order.pop(place))
        self._show()

    def _show(self) -> None:
        drawn = self.chosen_order == "drawn"
        self._up.setVisible(drawn)
        self._down.setVisible(drawn)
        self.table.set_records(self._order)
        self._ok.setText(f"Lưu {len(self.candidates)} đơn vị")
        self._ok.setEnabled(bool(self.candidates))

    @property
    def chosen_order(self) -> CandidateOrder:
        """How the paper is ordered."""
        return "drawn" if self.order.currentData() == "drawn" else "ranking"

    @property
    def candidates(self) -> tuple[str, ...]:
        """The ticked units in the order of the paper."""
        return tuple(it for it in self._order if it in self._ticked)

    def ask(self) -> tuple[tuple[str, ...], CandidateOrder] | None:
        """Show the box; candidates and order, None when the clerk left it."""
        return (self.candidates, self.chosen_order) if self.exec() else None


# ---- lots, printing


def lots_dialog(
    names: Mapping[str, str], tied: Sequence[str], left: int, parent: QWidget | None
) -> FormDialog:
    """Who was drawn between the tied, before whom; one box for each of them."""
    fields = [Field(it, names.get(it, it), "yes_no") for it in tied]
    fields.append(
        Field(
            "witnesses", "Người chứng kiến", required=True, placeholder="Họ tên, đơn vị từng người"
        )
    )

    def check(values: Values) -> dict[str, str]:
        drawn = [it for it in tied if values[it]]
        if len(drawn) == left:
            return {}
        return {tied[-1]: f"Còn {left} suất: chọn đúng {left} đơn vị trúng thăm."}

    return FormDialog(
        "Ghi kết quả bốc thăm",
        fields,
        {},
        check,
        "Ghi kết quả",
        f"Bốc thăm bằng tay tại hội nghị cho {left} suất. Đánh dấu đơn vị trúng thăm.",
        parent,
    )


def print_dialog(
    ballot: Ballot, layouts: Mapping[str, str], fitting: Sequence[str], parent: QWidget | None
) -> FormDialog:
    """On what sheets, and how many papers. `layouts`: key → words; `fitting` are the keys of those on which
    the whole list can be read."""
    choices = [(key, it) for key, it in layouts.items() if key in fitting] or [*layouts.items()]
    first = "A4-2" if "A4-2" in fitting else choices[0][0]
    told = ", ".join(f"“{it}”" for key, it in layouts.items() if key not in fitting)
    why = f"{len(ballot.candidates)} đơn vị không đủ chỗ trên khổ {told}." if told else ""
    start: dict[str, Any] = {"layout": first, "copies": ballot.present or ballot.members or None}
    fields = (
        Field("layout", "Khổ giấy", "choice", why, choices=choices),
        Field(
            "copies",
            "Số phiếu in",
            "whole",
            "In đúng số phiếu sẽ phát.",
            required=True,
            lowest=_ONE,
        ),
    )
    return FormDialog("In phiếu", fields, start, None, "Ghi tệp PDF", parent=parent)
