"""The help can never lie: what it names is on the screen, where it leads there is something."""

import re

import pytest

import resources
from models.help_text import (
    ALL,
    CONTENTS,
    GO,
    MANUAL,
    MEETING_CARD,
    PAGES,
    STORY,
    TROUBLE,
    UNIT_SHEET,
    HelpPage,
    read,
    targets,
)
from models.papers.kinds import PAPERS
from tests.screen_words import is_part_of_a_message, is_said
from ui.calendar.tabs import TABS as CALENDAR
from ui.collecting.tabs import TABS as COLLECTING
from ui.documents.tabs import TABS as DOCUMENTS
from ui.frame.actions import ACTIONS
from ui.frame.page_list import PAGES as REAL_PAGES
from ui.meeting.tabs import TABS as MEETING

TABS = {"calendar": CALENDAR, "papers": COLLECTING, "documents": DOCUMENTS, "meeting": MEETING}
VIEWS = {
    "scores": ("Theo đơn vị", "Theo tiêu chí", "Thưởng, trừ, không xét"),
    "table": ("Bảng điểm", "Quy tắc: tổng điểm, thời hạn, hồ sơ", "Giá trị khối tự chọn"),
}
"""The tabs of pages that make them themselves."""
TITLES = {it.title for it in REAL_PAGES}
TAB_TITLES = {it.title for tabs in TABS.values() for it in tabs} | {
    name for names in VIEWS.values() for name in names
}
_QUOTED = re.compile(r"“([^”]+)”")


def page(name: str) -> HelpPage:
    return read(name, resources.help_text(name))


def test_every_file_is_a_page_of_the_help_and_every_page_has_its_file() -> None:
    there = {it.stem for it in resources.path("help").glob("*.md")}
    assert there == set(ALL)


@pytest.mark.parametrize("name", ALL)
def test_what_stands_in_quotes_stands_on_the_screen(name: str) -> None:
    quoted = _QUOTED.findall(resources.help_text(name).replace("\n", " "))
    assert [it for it in quoted if not is_said(" ".join(it.split()))] == []


def test_a_name_that_is_nowhere_on_the_screen_is_found_out() -> None:
    assert is_said("Nhận 7 tệp")
    assert not is_said("Nhận bảy biểu mẫu")
    assert not is_said("Chốt kết quả ngay")
    assert not is_part_of_a_message("Tệp đã bị virus làm hỏng")


@pytest.mark.parametrize("name", ALL)
def test_pages_and_tabs_are_called_by_their_names(name: str) -> None:
    text = resources.help_text(name).replace("\n", " ")
    pages = re.findall(r"[Tt]rang “([^”]+)”", text)
    sheet = {"Bảng chấm điểm", "Hướng dẫn"} if name == UNIT_SHEET else set()
    assert [it for it in pages if it not in TITLES | sheet] == []
    tabs = re.findall(r"[Tt]hẻ (?:“([^”]+)”|\[([^\]]+)\])", text)
    assert [it for it in (a or b for a, b in tabs) if it not in TAB_TITLES] == []


@pytest.mark.parametrize("name", ALL)
def test_a_key_beside_an_act_is_its_key(name: str) -> None:
    keys = {it.text: it.shortcut for it in ACTIONS if it.shortcut}
    found = re.findall(r"“([^”]+)” \((Ctrl\+\w|F\d)\)", resources.help_text(name))
    assert [(it, key) for it, key in found if it in keys and keys[it] != key] == []


@pytest.mark.parametrize("name", ALL)
def test_every_link_leads_to_a_page_and_a_heading_of_it(name: str) -> None:
    for target in targets(page(name)):
        if target.startswith(GO):
            key, _, inside = target.removeprefix(GO).partition("/")
            assert key in {it.key for it in REAL_PAGES}, target
            tabs = {it.key for it in TABS.get(key, ())} | (
                set(PAPERS) if key == "documents" else set()
            )
            assert not inside or inside in tabs, target
        else:
            there, _, heading = target.partition("#")
            assert there in ALL, target
            assert not heading or heading in page(there).headings, target


def test_every_page_of_the_program_has_its_help_and_every_tab_its_heading() -> None:
    assert {it.key for it in REAL_PAGES} | {"start", "setup"} == set(PAGES)
    for key, tabs in TABS.items():
        assert [it.title for it in tabs if it.title not in page(key).headings] == []
    for key, names in VIEWS.items():
        assert [it for it in names if it not in page(key).headings] == []
    for it in REAL_PAGES:
        assert page(it.key).title == it.title


def test_the_contents_name_every_chapter() -> None:
    assert set(MANUAL) <= {it.partition("#")[0] for it in targets(page(CONTENTS))}


def test_every_task_of_the_year_says_why_where_what_to_do_and_what_is_seen_then() -> None:
    tasks = [it for it in page(STORY).sections() if re.match(r"\d+\. ", it.heading)]
    assert [int(it.heading.partition(".")[0]) for it in tasks] == list(range(1, len(tasks) + 1))
    assert len(tasks) == 25
    for it in tasks:
        for asked in ("Vì sao:", "Ở đâu:", "Sau đó thấy:"):
            assert asked in it.text, (it.heading, asked)
        assert any(block.kind == "step" for block in it.blocks), it.heading


OWN = (
    "Tổng điểm không như tôi cộng",
    "Đơn vị có điểm mà không có hạng",
    "Cùng hạng ở đường vàng",
    "Không biết máy hay sổ có vấn đề",
    "Có bản mới trên USB",
    "Có bộ quy tắc mới trên USB",
)
"""Headings of the troubles that are no message but what a clerk sees."""


def test_what_the_program_refuses_is_quoted_as_it_is_said() -> None:
    trouble = page(TROUBLE)
    messages = [it.text for it in trouble.blocks if it.kind == "heading" and it.level == 3]
    assert len(messages) > 25
    assert [it for it in messages if it not in OWN and not is_part_of_a_message(it)] == []
    assert all(it.blocks for it in trouble.sections() if it.heading in messages)


def test_nothing_shouts() -> None:
    for name in ALL:
        text = resources.help_text(name)
        assert "!" not in text.replace("![", "["), name


def test_the_leaflets_have_no_links_and_no_pictures() -> None:
    for name in (MEETING_CARD, UNIT_SHEET):
        assert targets(page(name)) == ()
        assert all(it.kind != "picture" for it in page(name).blocks)
