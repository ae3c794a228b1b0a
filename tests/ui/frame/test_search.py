"""Finding without accents, and the Vietnamese alphabet."""

import unicodedata

import pytest

from ui.frame.search import alphabetical, find, fold, matches

PAGES = ["Tổng quan", "Đơn vị", "Chấm điểm", "Xếp hạng", "Văn bản", "Ủy ban Kiểm tra Tỉnh ủy"]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("xep hang", "Xếp hạng"),
        ("XẾP", "Xếp hạng"),
        ("hang", "Xếp hạng"),
        ("xh", "Xếp hạng"),
        ("don vi", "Đơn vị"),
        ("đơn vị", "Đơn vị"),
        ("uy ban", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("kiem tra", "Ủy ban Kiểm tra Tỉnh ủy"),
        ("cham", "Chấm điểm"),
    ],
)
def test_what_is_typed_without_accents_is_found(query: str, wanted: str) -> None:
    assert find(query, PAGES, str)[0] == wanted


def test_both_unicode_forms_are_the_same() -> None:
    for form in ("NFC", "NFD", "NFKD"):
        assert fold(unicodedata.normalize(form, "Xếp hạng Đ ư ơ")) == "xep hang d u o"


def test_what_is_not_there_is_not_found() -> None:
    assert find("máy bay", PAGES, str) == []
    assert matches("hanoi", "Hà Tĩnh") is None


def test_an_empty_query_finds_everything_in_its_order() -> None:
    assert find("", PAGES, str) == PAGES


def test_a_beginning_stands_before_a_middle() -> None:
    assert find("ban", ["Văn bản", "Ban Dân vận"], str) == ["Ban Dân vận", "Văn bản"]


def test_names_stand_in_the_order_of_the_vietnamese_alphabet() -> None:
    ordered = [
        "An",
        "Ăn",
        "Ân",
        "Ban",
        "Cao",
        "Dân",
        "Đảng",
        "Em",
        "Êm",
        "Ma",
        "Mà",
        "Mả",
        "Mã",
        "Má",
    ]
    assert sorted(ordered, key=alphabetical) == ordered
    assert min(["Ủy ban", "Văn phòng", "Trường"], key=alphabetical) == "Trường"
