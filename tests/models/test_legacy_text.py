"""Old fonts: what they mean, and that nothing which is right already ever changes."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.legacy_text import _FROM_TCVN3, _VNI_SMALL, repair
from models.syllables import is_syllable
from ui.book import shipped

SAMPLE = shipped.sample()
TEXTS = sorted(
    {row.title for _, row in SAMPLE.table.walk()}
    | {row.evidence for _, row in SAMPLE.table.walk() if row.evidence}
    | {unit.name for unit in SAMPLE.units}
)


@pytest.mark.parametrize(
    ("before", "after", "charset"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam", "TCVN3"),
        ("CéNG HOµ X· HéI", "CỘNG HOÀ XÃ HỘI", "TCVN3"),
        ("§ång chÝ Tr­ëng ban", "Đồng chí Trưởng ban", "TCVN3"),
        ("Ban D©n vËn TØnh ñy", "Ban Dân vận Tỉnh ủy", "TCVN3"),
        ("B¸o c¸o sè 12/BC-VP ngµy 05/12", "Báo cáo số 12/BC-VP ngày 05/12", "TCVN3"),
        ("Coäng hoøa xaõ hoäi chuû nghóa", "Cộng hòa xã hội chủ nghĩa", "VNI"),
        ("COÄNG HOØA XAÕ HOÄI", "CỘNG HÒA XÃ HỘI", "VNI"),
        ("Ñaûng boä tænh, Aùp duïng", "Đảng bộ tỉnh, Áp dụng", "VNI"),
        ("Baûng ñieåm naêm 2023", "Bảng điểm năm 2023", "VNI"),
        ("Khoâng", "Không", "VNI"),
        ("Kh«ng", "Không", "TCVN3"),
    ],
)
def test_a_text_of_an_old_font_is_told_as_it_was_meant(
    before: str, after: str, charset: str
) -> None:
    found = repair(before)
    assert found is not None
    assert (found.before, found.after, found.charset) == (before, after, charset)


@pytest.mark.parametrize(
    "text",
    ["", "Bao cao so 12", "Báo cáo", "café 25°C ½", "· Bao cao", "Résumé", "m² «xong»", "Đ", "lín"],
)
def test_what_is_no_old_font_stays(text: str) -> None:
    assert repair(text) is None


@pytest.mark.parametrize("text", TEXTS)
def test_unicode_never_changes_and_old_fonts_come_back_whole(text: str) -> None:
    assert repair(text) is None
    assert repair(unicodedata.normalize("NFD", text)) is None
    to_tcvn3 = {ord(new): old for old, new in _FROM_TCVN3.items()}
    to_vni = {ord(new): old for old, new in _VNI_SMALL.items()}
    to_vni |= {ord(new.upper()): old.upper() for old, new in _VNI_SMALL.items()}
    for table, charset in ((to_tcvn3, "TCVN3"), (to_vni, "VNI")):
        old = text.translate(table)
        found = repair(old)
        if found is None:
            # Without a word that is wrong as it stands there is nothing to be sure of.
            assert not any(it in old for it in "¸®Ö") or charset == "VNI"
        else:
            assert (found.after, found.charset) == (text, charset)


@example("a¿Ý")
@given(st.text(max_size=60))
def test_any_text_is_answered_and_a_repair_is_final(text: str) -> None:
    found = repair(text)
    if found is not None:
        assert repair(found.after) is None


@pytest.mark.parametrize(
    "word", ["nghĩa", "QUYẾT", "giếng", "gì", "quý", "khuỷu", "Ủy", "uỷ", "yên"]
)
def test_vietnamese_words(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["Vïng", "hoµ", "chät", "cac", "zá", "bàp", "ngá́", "ùo"])
def test_no_vietnamese_words(word: str) -> None:
    assert not is_syllable(word)
