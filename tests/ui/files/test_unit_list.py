"""Lists pasted out of Excel, what a removal takes, what a trait means."""

import pytest

from models.block import Unit
from models.facts import Exclusion, Facts, Reminder
from tests.ui.page_samples import UNITS, filled, season
from ui.files.unit_list import name_taken, read_pasted, removal_words, trait_words, unread_words


def test_a_bare_column_of_names() -> None:
    found = read_pasted("Sở Nội vụ\r\nSở Tài chính\r\n\r\n", ())
    assert [it.unit.name for it in found] == ["Sở Nội vụ", "Sở Tài chính"]


def test_numbers_in_front_are_no_names() -> None:
    found = read_pasted("1\tSở Nội vụ\tNội vụ\n2.\tSở Tài chính\t\n3. Sở Y tế", ())
    assert [(it.unit.name, it.unit.short_name) for it in found] == [
        ("Sở Nội vụ", "Nội vụ"),
        ("Sở Tài chính", ""),
        ("Sở Y tế", ""),
    ]


def test_headings_say_which_column_is_what() -> None:
    pasted = (
        "STT\tTên đơn vị\tTổ chức đảng\tCông đoàn\tLoại hình\n"
        "1\tSở Nội vụ\tx\tx\tSở\n2\tCông ty A\t\tx\tDoanh nghiệp\n3\tCông ty B\tKhông\t\t"
    )
    first, second, third = (it.unit for it in read_pasted(pasted, ()))
    assert (first.has_party, first.has_union, first.kind) == (True, True, "Sở")
    assert (second.has_party, second.has_union) == (False, True)
    assert (third.has_party, third.has_union) == (False, False)


def test_the_short_name_column_is_never_the_name() -> None:
    pasted = "Tên viết tắt\tTên đơn vị\tĐịa chỉ\nNV\tSở Nội vụ\tĐường A"
    (found,) = read_pasted(pasted, ())
    assert (found.unit.name, found.unit.short_name) == ("Sở Nội vụ", "NV")
    assert unread_words(pasted) == "Không đọc cột: Địa chỉ."
    assert unread_words("Sở Nội vụ\tNV") == ""


def test_a_name_over_two_lines_in_one_cell_stays_one_unit() -> None:
    found = read_pasted('"Đảng ủy Khối\ncác cơ quan tỉnh"\tĐảng ủy Khối', ())
    assert [it.unit.name for it in found] == ["Đảng ủy Khối các cơ quan tỉnh"]


def test_a_quote_in_a_name_takes_no_other_unit() -> None:
    found = read_pasted('"Hội" A\nBan B\n"Ban C\nBan D', ())
    assert [it.unit.name for it in found] == ['"Hội" A', "Ban B", '"Ban C', "Ban D"]


def test_duplicates_are_told_whatever_their_case_and_spaces() -> None:
    found = read_pasted("báo  lào cai\nSở Y tế\nSỞ Y TẾ\n", UNITS)
    assert [it.state for it in found] == ["present", "new", "twice"]


def test_nothing_comes_of_nothing() -> None:
    assert read_pasted("  \n\t\n", ()) == ()


def test_removal_says_exactly_what_goes() -> None:
    facts = Facts(
        reminders=(Reminder("u1"), Reminder("u2")), exclusions=(Exclusion("u1", "Vi phạm"),)
    )
    given = filled(season(facts=facts), "self", ["u1"])
    words = removal_words(given, UNITS[0])
    assert "Bỏ khỏi sổ 6 điểm và 2 sự kiện" in words
    assert "Khối sẽ không còn Trưởng khối." in words
    assert "Hoàn tác" in words
    assert "chưa có điểm và sự kiện nào" in removal_words(given, UNITS[4])


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        (UNITS[0], "kết quả đánh giá tổ chức đảng"),
        (UNITS[2], "tổ chức công đoàn làm căn cứ (Hướng dẫn số 1560"),
        (UNITS[3], "tối đa 50% số điểm, tức 12,5 điểm (Hướng dẫn số 1560"),
    ],
)
def test_a_trait_is_explained_with_its_source(unit: Unit, words: str) -> None:
    assert words in trait_words(season(), unit)


def test_a_name_is_taken_but_not_by_the_unit_itself() -> None:
    assert name_taken(season(), " báo lào cai ")
    assert not name_taken(season(), "Báo Lào Cai", but="u4")
