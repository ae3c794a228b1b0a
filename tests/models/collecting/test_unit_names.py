"""Which unit a name means: certain for one unit only, alike ones proposed, confirmed once and remembered."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.block import Block, Unit
from models.collected import UnitAlias
from models.collecting.unit_names import Match, alias_for, find_in, match
from models.facts import Facts
from models.rulepack import RulePack
from models.season import Season
from models.texts import fold, words

UNITS = tuple(
    Unit(name, f"u{number}", short)
    for number, (name, short) in enumerate(
        (
            ("Ban Nội chính Tỉnh ủy", "BNC"),
            ("Báo Lào Cai", "Báo LC"),
            ("Ban Tổ chức Tỉnh ủy", "BTC"),
            ("Ban Dân vận Tỉnh ủy", "BDV"),
            ("Cơ quan Ủy ban Kiểm tra Tỉnh ủy", "UBKT"),
            ("Văn phòng Tỉnh ủy", "VPTU"),
            ("Trường Chính trị tỉnh", ""),
            ("Sở Tài nguyên và Môi trường", ""),
            ("Văn phòng UBND tỉnh", ""),
            ("Văn phòng đại diện Báo Nhân dân tại Lào Cai", "VPĐD BND"),
        )
    )
)
BLOCK = Block("Khối Thi đua các cơ quan Tỉnh ủy", place="Lào Cai")
SEASON = Season(BLOCK, 2023, RulePack("thu", "Quy định thử"), units=UNITS)


def said(found: Match, most: int = 9) -> str:
    """ "= BDV" when certain, else the first of what is proposed: "? BDV, BTC"."""
    names = ", ".join(it.short_name or it.name for it in found.units[:most])
    return f"{'=' if found.certain else '?'} {names}".rstrip()


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Ban Dân vận Tỉnh ủy", "= BDV"),
        ("BAN  DÂN VẬN TỈNH UỶ", "= BDV"),
        ("ban dan van tinh uy", "= BDV"),
        ("Ban Dân-vận, Tỉnh ủy.", "= BDV"),
        ("Ban D©n vËn TØnh ñy", "= BDV"),
        ("bdv", "= BDV"),
        ("VPDD BND", "= VPĐD BND"),
        ("Báo Lào Cai", "= Báo LC"),
        # Alike is never certain.
        ("Ban Dân vận", "? BDV"),
        ("BTCTU", "? BTC"),
        ("BTC TU", "? BTC"),
        ("B. Tổ chức", "? BTC"),
        ("Ban Tổ chức Tỉnh ủy Lào Cai", "? BTC"),
        ("VP Tỉnh ủy", "? VPTU"),
        ("Ban Dân vận và những chữ khác không phải tên đơn vị nào", "?"),
        ("UBKT TU", "? UBKT"),
        ("Trường CT tỉnh Lào Cai", "? Trường Chính trị tỉnh"),
        ("Sở TN&MT", "? Sở Tài nguyên và Môi trường"),
        ("VP Ủy ban nhân dân tỉnh", "? Văn phòng UBND tỉnh"),
        ("Báo tỉnh", "? Báo LC"),
        ("Sở Y tế", "?"),
        ("Tỉnh ủy", "?"),
        ("", "?"),
        (" -- ", "?"),
    ],
)
def test_a_name_means(name: str, meant: str) -> None:
    assert said(match(name, SEASON), 1) == meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("Bang tu cham diem 2023 - BDV (2).xlsx", "= BDV"),
        ("bao_cao_BTC_2023.docx", "= BTC"),
        ("TuCham VPTU2023.xlsx", "= VPTU"),
        ("Bang tu cham diem 2023 - Van phong dai dien Bao Nhan dan tai Lao Cai.xlsx", "= VPĐD BND"),
        ("BAN DÂN VẬN TỈNH ỦY LÀO CAI", "= BDV"),
        # "Báo" begins "báo cáo"; one ordinary word names no unit.
        ("Bao cao tu cham 2023.docx", "? Báo LC"),
        ("tu cham ban to chuc.xlsx", "? BTC"),
        # Two units are named.
        ("BTC - VPTU.xlsx", "? BTC"),
        # What is named only inside a longer name is not meant.
        ("Văn phòng đại diện Báo Nhân dân", "? VPĐD BND"),
        ("Khối Thi đua các cơ quan Tỉnh ủy", "?"),
        ("TỈNH ỦY LÀO CAI", "?"),
        ("IMG_2031.jpg", "?"),
    ],
)
def test_a_text_names(text: str, meant: str) -> None:
    assert said(find_in(text, SEASON), 1) == meant


def test_all_units_that_a_text_names_are_proposed() -> None:
    assert said(find_in("BTC - VPTU.xlsx", SEASON)) == "? BTC, VPTU"


def test_the_longer_name_is_meant_where_one_stands_inside_the_other() -> None:
    season = replace(SEASON, units=(Unit("Sở Y tế", "a"), Unit("Thanh tra Sở Y tế", "b")))
    found = find_in("Tự chấm Thanh tra Sở Y tế.xlsx", season)
    assert found.unit == season.units[1]


def test_the_name_as_written_decides_where_two_names_differ_in_accents_only() -> None:
    season = replace(SEASON, units=(Unit("Ban Bạn", "a"), Unit("Bàn Ban", "b")))
    assert match("BAN BẠN", season).unit == season.units[0]
    assert said(match("ban ban", season)) == "? Ban Bạn, Bàn Ban"


def test_one_ordinary_word_in_a_text_is_no_name_of_a_unit() -> None:
    season = replace(
        SEASON, units=(Unit("Cơ quan Báo", "a", "Báo"), Unit("Ban Tổ chức", "b", "BTC"))
    )
    assert find_in("Báo cáo năm 2023.docx", season).unit is None
    assert find_in("BTC năm 2023.docx", season).unit == season.units[1]
    assert match("báo", season).unit == season.units[0], "by itself it is one"


def test_a_single_letter_tells_which_of_two_is_meant() -> None:
    season = replace(SEASON, units=(Unit("Ban Tổ chức", "a"), Unit("Phòng Tổ chức", "b")))
    assert [it.id for it in match("P. Tổ chức", season).units] == ["b"]
    assert [it.id for it in match("B. Tổ chức", season).units] == ["a"]


def test_a_short_name_of_two_units_is_not_certain() -> None:
    season = replace(SEASON, units=(Unit("Sở A", "a", "SX"), Unit("Sở B", "b", "SX")))
    assert said(match("sx", season)) == "? SX, SX"
    assert said(find_in("2023-SX.xlsx", season)) == "? SX, SX"


def test_what_the_clerk_confirmed_once_is_certain_from_then_on() -> None:
    unit = UNITS[2]
    alias = alias_for("  B. Tổ  chức ", unit, SEASON)
    assert alias == UnitAlias(unit.id, "B. Tổ chức")
    assert alias is not None
    remembered = replace(SEASON, facts=Facts(aliases=(alias,)))
    assert match("b. to chuc", remembered).unit == unit
    assert find_in("Tự chấm B. Tổ chức 2023.docx", remembered).unit == unit
    assert alias_for("B. Tổ chức", unit, remembered) is None


def test_nothing_is_remembered_that_would_mean_another_unit_or_nothing() -> None:
    assert alias_for("BDV", UNITS[2], SEASON) is None
    assert alias_for(" – ", UNITS[2], SEASON) is None
    assert alias_for("x" * 500, UNITS[2], SEASON) is None
    twice = replace(SEASON, units=(Unit("Sở A", "a", "SX"), Unit("Sở B", "b", "SX")))
    assert alias_for("SX", twice.units[0], twice) is None


def test_an_alias_of_a_unit_that_is_gone_means_nothing() -> None:
    season = replace(SEASON, facts=Facts(aliases=(UnitAlias("gone", "Phòng Mật mã"),)))
    assert said(match("Phòng Mật mã", season)) == "?"


PARTS = st.sampled_from(
    "Ban ban Bàn Sở Tổ chức Tỉnh tỉnh ủy uỷ BTC btc B. Đ d - và 1 Lào Cai".split()
)
NAMES = st.lists(PARTS, min_size=1, max_size=4).map(" ".join)
UNIT_LISTS = st.lists(st.tuples(NAMES, NAMES | st.just("")), max_size=6)


def season_of(names: list[tuple[str, str]], aliases: list[tuple[int, str]]) -> Season:
    units = tuple(Unit(name, f"u{at}", short) for at, (name, short) in enumerate(names))
    facts = Facts(aliases=tuple(UnitAlias(f"u{at}", name) for at, name in aliases))
    return replace(SEASON, units=units, facts=facts)


@given(UNIT_LISTS, st.lists(st.tuples(st.integers(0, 5), NAMES), max_size=3), NAMES, st.integers())
def test_never_certain_of_two_and_the_order_of_units_plays_no_part(
    names: list[tuple[str, str]], aliases: list[tuple[int, str]], name: str, seed: int
) -> None:
    season = season_of(names, aliases)
    shuffled = list(season.units)
    random.Random(seed).shuffle(shuffled)
    other = replace(season, units=tuple(shuffled))
    for found, again in (
        (match(name, season), match(name, other)),
        (find_in(name, season), find_in(name, other)),
    ):
        assert found == again
        assert len(set(found.units)) == len(found.units)
        assert not found.certain or len(found.units) == 1
    known = {it.id: {it.name, it.short_name} for it in season.units}
    for alias in season.facts.aliases:
        known.get(alias.unit, set()).add(alias.name)
    same = [it for it in known if any(words(one) == words(name) != () for one in known[it])]
    unit = match(name, season).unit
    assert unit is None or unit.id in same
    assert len(same) != 1 or unit is not None


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)
