"""The board of the page Lịch và hạn tells by which paper a thing was done, and lets the clerk see it otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.duties import Deadline
from models.paper_record import PaperRecord
from models.year_plan import Mark, PlanItem
from tests.ui.calendar_desk import PLAN, Open, answering, lines, opener, pick
from tests.ui.page_samples import TODAY
from ui.calendar.board_tab import BoardTab
from ui.words import task_words

SENT = date(2023, 12, 5)
WRITE = PlanItem(
    Deadline("kh", "Ban hành kế hoạch", "before", day=4, month=12, paper="ke-hoach-tong-ket")
)
RECORD = PaperRecord("ke-hoach-tong-ket", number="05", signed=SENT, sent=SENT)
NOTED = replace(PLAN, items=(WRITE,), written=(RECORD,))


@pytest.fixture
def opened(tmp_path: Path, qtbot: Any) -> Iterator[Open]:
    yield from opener(tmp_path, qtbot)


def look(tab: BoardTab, view: int) -> None:
    tab.view.set_current(view)
    tab.refresh("season")


def test_it_stands_among_what_is_done_with_its_paper(opened: Open) -> None:
    tab = opened(BoardTab, NOTED)
    look(tab, 1)
    assert lines(tab) == "\nĐã xong (1)\nĐã xong | Ban hành kế hoạch | Trưởng khối | CN 03/12"
    entry = pick(tab, "kh").entry
    assert (
        task_words.detail(entry, tab.session.season)
        == "xong 05/12/2023 · đã gửi Kế hoạch tổng kết số 05/KH-KTĐ"
    )
    assert tab.sentence().endswith("Đã xong 100% việc của năm.")


def test_the_clerk_can_note_another_day_and_put_it_off_again(opened: Open) -> None:
    tab = opened(BoardTab, NOTED)
    look(tab, 1)
    asked = answering(tab, result="Gửi qua trục")
    tab.act(pick(tab, "kh"))
    assert asked == ["Ghi đã xong"]
    assert tab.session.season.plan.marks == (Mark("kh", "done", SENT, result="Gửi qua trục"),)
    tab.session.undo()
    answering(tab, day=date(2023, 12, 20), reason="Còn phụ lục")
    tab.snooze(pick(tab, "kh").entry)
    look(tab, 0)
    assert "Tạm gác (1)" in lines(tab)
    tab.take_back(pick(tab, "kh").entry)
    look(tab, 1)
    assert "Đã xong (1)" in lines(tab), "the paper is still sent"


def test_taking_the_day_of_sending_back_opens_it_again(opened: Open) -> None:
    tab = opened(BoardTab, replace(NOTED, written=()))
    assert "Ban hành kế hoạch" in lines(tab)
    tab.session.set_plan(tab.session.season.plan.with_record(RECORD), "ghi gửi")
    assert "Ban hành kế hoạch" not in lines(tab)
    tab.session.undo()
    assert "Ban hành kế hoạch" in lines(tab)
    assert TODAY > SENT
