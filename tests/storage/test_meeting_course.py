"""The course of a meeting is written at every key of the show: small entries that do not fill the history."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from models.errors import AppError
from models.hall.scenes import Scene, to_text
from models.hall.scenes_record import SceneRow
from models.meeting import AgendaItem, Meeting, Shown
from storage.audit import Kind
from storage.block_file import BlockFile
from tests.storage.samples import NOW, YEAR, act, new_book

COURSE: tuple[Kind, ...] = ("course",)
AGENDA = tuple(AgendaItem(str(it), f"Nội dung số {it} của hội nghị") for it in range(12))
ROWS = tuple(SceneRow(f"u{it}", f"Đơn vị thứ {it} của khối", figure="97,50") for it in range(20))
MOMENT = datetime(2026, 12, 19, 10, 3)


def frame(number: int) -> Shown:
    return Shown(to_text(Scene("ranking", title=f"Lần {number}", rows=ROWS)), MOMENT)


def started(book: BlockFile) -> Meeting:
    made = Meeting(agenda=AGENDA, at="0")
    book.set_meeting(YEAR, made, act("lập chương trình"))
    return made


def test_an_entry_tells_only_what_differs_and_no_picture(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        made = started(book)
        agenda = (replace(AGENDA[0], seconds=90, done=True), *AGENDA[1:])
        moved = replace(made, agenda=agenda, at="1", shown=frame(1))
        assert book.note_meeting(YEAR, moved, act("chiếu")) == moved
        assert book.snapshot().meeting == moved
        [entry] = book.history(limit=1)
        assert entry.kind == "course"
        assert entry.old == {"at": "0", "shown": None, "seconds 0": 0, "done 0": False}
        shown = {"kind": "ranking", "frozen": MOMENT.isoformat(), "covered": False}
        assert entry.new == {"at": "1", "shown": shown, "seconds 0": 90, "done 0": True}
        book.note_meeting(YEAR, moved, act("chiếu"))
        assert book.history(limit=1) == (entry,), "what is so already is not written"


def test_a_change_of_more_than_the_course_is_told_in_full(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        made = replace(started(book), place="Hội trường")
        book.note_meeting(YEAR, made, act("chiếu"))
        [entry] = book.history(limit=1)
        assert (entry.kind, entry.new["place"]) == ("meeting", "Hội trường")


def test_two_hundred_frames_neither_fill_the_file_nor_hide_an_act(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        made = started(book)
        book.note_meeting(YEAR, replace(made, shown=frame(0)), act("chiếu"))
        before = book.path.stat().st_size
        for number in range(200):
            book.note_meeting(YEAR, replace(made, shown=frame(number + 1)), act("chiếu"))
        assert book.path.stat().st_size - before < 200 * 1024
        assert [it.kind for it in book.history(limit=2)] == ["course", "course"]
        assert [it.kind for it in book.history(without=COURSE)] == ["meeting", "create"]
        assert [it.kind for it in book.history(kind="meeting")] == ["meeting"]


def test_a_closed_year_keeps_the_course_it_had(tmp_path: Path) -> None:
    with new_book(tmp_path) as book:
        made = started(book)
        book.close_year(YEAR, NOW.date(), act("chốt"), "1")
        with pytest.raises(AppError, match="đã chốt kết quả"):
            book.note_meeting(YEAR, replace(made, at="1"), act("chiếu"))
