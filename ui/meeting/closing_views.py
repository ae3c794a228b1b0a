"""What the tab "Chốt kết quả" shows in a box of its own: one closed version, and what changed between two."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from PySide6.QtWidgets import QSizePolicy, QWidget

from models.meeting_day.closing import Difference, changes
from models.papers.marks import closing_mark
from models.papers.words import place_notes, short_notes
from models.ranks.classes import classify
from models.ranks.ranking import Standing, rank
from models.ranks.ties import settled
from models.scores.scoring import score
from models.season import Season
from ui.look import theme
from ui.widgets import files
from ui.widgets.cards import label
from ui.widgets.columns import Column
from ui.widgets.messages import Box, guard
from ui.widgets.records import RecordTable
from ui.words import text
from ui.words.closing_words import said

_WIDTH, _HEIGHT = 960, 420


class _Place(NamedTuple):
    """One line of a closed ranking."""

    standing: Standing
    given: str


class VersionBox(Box):
    """The ranking of one closed version, to look at, and its result table as a file. `before` is the version
    before it, of the first one itself; `stamp_at` as of `ui.files.exporting.paper_files`."""

    def __init__(
        self,
        before: Season,
        season: Season,
        parent: QWidget | None = None,
        stamp_at: datetime | None = None,
    ) -> None:
        super().__init__("Bản đã chốt", parent)
        self._versions, self._stamp_at = (before, season), stamp_at
        closing = season.closings[-1]
        self.add_text(f"Kết quả năm {season.year}, bản chốt số {closing.number:02}", "section")
        lines = [f"Chốt ngày {closing.closed_on:%d/%m/%Y}", closing_mark(season, season)]
        lines += [f"Lý do: {closing.reason}"] if closing.reason else []
        lines += [f"Văn bản: {closing.document}"] if closing.document else []
        self.add_text(". ".join(it.rstrip(".") for it in lines) + ".", "muted")
        self.written = label("", "done")
        self.written.hide()
        self.body.addWidget(self.written)
        standings = settled(season, rank(score(season), season.pack))
        classes = classify(season, standings)
        found = [
            _Place(it, known.name if (known := classes.get(it.result.unit.id)) else "")
            for it in standings
        ]
        self.table = RecordTable(_place_columns(season, classed=bool(classes)))
        self.table.setAccessibleName("Xếp hạng của bản đã chốt")
        self.table.set_records(found)
        self.add_button("Xuất Excel…", partial(self.export, "excel"))
        self.add_button("Xuất PDF…", partial(self.export, "pdf"))
        _put(self, self.table)

    def export(self, kind: files.Kind) -> None:
        """Write the result table of this version where the clerk says."""
        from ui.files.exporting import (
            paper_files,  # what writes papers is loaded when one is written
        )

        season = self._versions[1]
        suffix = files.FILTERS[kind][1]
        [made] = paper_files(
            ["bang-tong-hop"],
            season,
            season.units,
            Path(),
            [suffix],
            season.closings[-1].closed_on,
            self._versions,
            self._stamp_at,
        )
        name = f"{made.target.stem} - bản {season.closings[-1].number:02}{suffix}"
        target = files.ask_save(self, "Xuất bảng tổng hợp kết quả", name, kind)
        if target is not None and guard(self, lambda: made.write(target)):
            self.written.setText(f"Đã ghi “{target.name}”.")
            self.written.show()


def _place_columns(season: Season, *, classed: bool) -> Sequence[Column]:
    sections = [it.code for it in season.table.rows if it.role == "content"]
    found = [
        Column("Hạng", lambda it: text.rank(it.standing), width=64, align="center", bold=True),
        Column(
            "Đơn vị",
            lambda it: it.standing.result.unit.name,
            width=240,
            stretch=3,
            wrap=True,
            second=lambda it: it.standing.settled,
        ),
    ]
    found += [
        Column(f"Mục {it}", partial(_section, it), width=76, align="right") for it in sections
    ]
    found += [
        Column("Thưởng", lambda it: text.points(it.standing.result.bonus), width=76, align="right"),
        Column(
            "Trừ", lambda it: text.points(it.standing.result.deductions), width=70, align="right"
        ),
        Column(
            "Tổng", lambda it: text.points(it.standing.total), width=80, align="right", bold=True
        ),
    ]
    if classed:
        found.append(Column("Xếp loại", lambda it: it.given or text.NOTHING, width=110))
    note = Column("Ghi chú", _note, width=140, stretch=2, wrap=True, small=True, tooltip=_in_full)
    return (*found, note)


def _section(code: str, it: _Place) -> str:
    return text.points(it.standing.result.sections.get(code))


def _note(it: _Place) -> str:
    return short_notes(it.standing)


def _in_full(it: _Place) -> str:
    return "; ".join(place_notes(it.standing))


class _Line(NamedTuple):
    """One difference; the unit is named on its first line only."""

    unit: str
    difference: Difference


class ChangesBox(Box):
    """Every figure that differs between two versions, before and after."""

    def __init__(
        self, before: Season, after: Season, title: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("Trước và sau", parent)
        self.found = changes(before, after)
        units = len({it.unit.id for it in self.found})
        self.add_text(title, "section")
        words = f"{len(self.found)} số liệu của {units} đơn vị thay đổi."
        self.add_text(words if self.found else "Không có số liệu nào thay đổi.", "muted")
        self.table = RecordTable(
            (
                Column("Đơn vị", lambda it: it.unit, width=220, stretch=3, bold=True, wrap=True),
                Column("Nội dung", lambda it: it.difference.what, width=320, stretch=4, wrap=True),
                Column("Trước", lambda it: said(it.difference.old), width=130, align="right"),
                Column(
                    "Sau", lambda it: said(it.difference.new), width=130, align="right", bold=True
                ),
            ),
            empty="Hai bản có số liệu giống nhau.",
        )
        self.table.setAccessibleName("Số liệu trước và sau")
        self.table.set_records(_lines(self.found))
        _put(self, self.table)


def _lines(found: Sequence[Difference]) -> list[_Line]:
    return [
        _Line("" if place else unit.name, it)
        for unit, group in groupby(found, key=lambda it: it.unit)
        for place, it in enumerate(group)
    ]


def _put(box: Box, table: RecordTable) -> None:
    table.setMinimumSize(_WIDTH, _HEIGHT)
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    box.body.addWidget(table, 1)
    box.body.setSpacing(theme.SPACE_S)
    box.add_button("Đóng", box.accept, "primary")
