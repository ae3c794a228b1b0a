"""The office's own templates, as real Word files: fields with their values, filled, texts kept as they are."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import docx
import pytest

from exporters.own_template.template import check, fields_of, fill
from models.block import Unit
from models.paper_record import PaperRecord
from models.papers.field_lists import ListField
from models.papers.fields import Field, context, fields
from models.papers.words import calculate
from models.season import Season
from tests.exporters.paper_samples import season as block_year
from tests.exporters.template_files import (
    MEMBERS,
    Make,
    found,
    list_field,
    paragraphs,
    rows,
    template,
)
from tests.models.year_papers import bare, full


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A template in the folder of the test."""
    return partial(template, tmp_path)


# ---- the fields


def test_every_field_is_named_explained_and_has_a_value() -> None:
    told = found()
    names = [it.name for it in told]
    assert len(names) == len(set(names))
    assert {"khoi", "nam", "truong_khoi", "pho_khoi", "thanh_vien", "can_cu", "khach"} <= set(names)
    for it in told:
        assert it.meaning
        assert it.name.isascii()
        assert it.name.replace("_", "a").isalnum()
        if isinstance(it, Field):
            assert it.value
        else:
            columns = [key for key, _ in it.columns]
            assert all(list(row) == columns for row in it.rows)
            assert all(value for row in it.rows for value in row.values())


def test_fields_say_what_the_papers_say() -> None:
    told = {it.name: it for it in found(unit="bnc")}
    values = {name: it.value for name, it in told.items() if isinstance(it, Field)}
    assert values["khoi"] == "Khối Thi đua các cơ quan Tỉnh ủy"
    assert (values["nam"], values["nam_sau"]) == ("2023", "2024")
    assert (values["ngay_hop"], values["thu"]) == ("ngày 19 tháng 12 năm 2023", "thứ Ba")
    assert (values["don_vi"], values["tong_diem"], values["xep_hang"]) == (
        *("Ban Nội chính Tỉnh ủy", "96,75"),
        "1",
    )
    assert values["dia_diem"] == "....."
    table = list_field(found(unit="bnc"), "bang_diem")
    assert (table.rows[0]["don_vi"], table.rows[0]["tong"]) == ("Ban Nội chính Tỉnh ủy", "96,75")
    proposed = list_field(found(unit="bnc"), "de_nghi")
    assert [it["don_vi"] for it in proposed.rows] == ["Ban Nội chính Tỉnh ủy"]


def test_lists_of_a_unit_hold_its_own_rows_only() -> None:
    def count(name: str, unit: str) -> int:
        return len(list_field(found(unit=unit), name).rows)

    for name in ("chi_tieu", "danh_hieu_dk", "khen_thuong", "dien_hinh"):
        assert 0 < count(name, "btc") < count(name, "")


def test_number_and_addressees_are_those_of_the_paper() -> None:
    made = full()
    record = PaperRecord("to-trinh", number="05", to=("UBND tỉnh",), recipients=("Ban TĐKT",))
    told = context(fields(made, calculate(made), record=record))
    assert (told["so"], told["kinh_gui"]) == ("05", "UBND tỉnh")
    assert told["noi_nhan"] == [{"stt": "1", "ten": "Ban TĐKT"}]


# ---- what is right


def test_text_table_head_and_card_are_filled(make: Make, tmp_path: Path) -> None:
    def build(document: Any) -> None:
        MEMBERS(document)
        document.sections[0].header.paragraphs[0].text = "{{ co_quan_ban_hanh }}"
        document.sections[0].footer.paragraphs[0].text = "{{ nam }}"
        document.core_properties.title = "Kế hoạch & {{ khoi }}"

    path = make("Của {{ khoi }} năm {{nam}}.", build=build)
    assert check(path, found()) == ()
    out = fill(path, found(), tmp_path / "Ra.docx")
    assert paragraphs(out)[0] == "Của Khối Thi đua các cơ quan Tỉnh ủy năm 2023."
    made = rows(out)
    assert made[0] == ["STT", "Tên đơn vị"]
    assert made[1] == ["1", "Ban Nội chính Tỉnh ủy"]
    assert len(made) == 12
    document = docx.Document(str(out))
    assert document.sections[0].header.paragraphs[0].text == "BAN NỘI CHÍNH TỈNH ỦY"
    assert document.sections[0].footer.paragraphs[0].text == "2023"
    assert document.core_properties.title == "Kế hoạch & Khối Thi đua các cơ quan Tỉnh ủy"


def test_a_field_in_pieces_of_different_looks_is_one_field(make: Make, tmp_path: Path) -> None:
    def build(document: Any) -> None:
        paragraph = document.add_paragraph("{{ kh")
        paragraph.add_run("oi").bold = True
        paragraph.add_run(" }}")

    out = fill(make(build=build), found(), tmp_path / "Ra.docx")
    assert paragraphs(out) == ["Khối Thi đua các cơ quan Tỉnh ủy"]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("{% if khach %}có{% else %}không{% endif %}", "không"),
        ("{% if nam == “2023” %}đúng{% endif %}", "đúng"),
        ("{{ thanh_vien|length }}", "11"),
        ("{{ khoi|upper }}", "KHỐI THI ĐUA CÁC CƠ QUAN TỈNH ỦY"),
        ('{{ dien_hinh|join("; ", attribute="ten") }}', "Phòng Tổng hợp; Trần Thị B"),
        ("{% for it in dien_hinh %}{{ it.ten }}{% if not loop.last %}, {% endif %}{% endfor %}", "Phòng Tổng hợp, Trần Thị B"),
        ("{# ghi chú #}{{ nam }}", "2023"),
        ("{{ nam ~ '/' ~ nam_sau }}", "2023/2024"),
        ("{%for it in dien_hinh%}{{it.stt}}{%endfor%}", "12"),
        ("100% và {1} và 5 % 3", "100% và {1} và 5 % 3"),
    ],
)  # fmt: skip
def test_what_a_template_may_say(make: Make, tmp_path: Path, text: str, printed: str) -> None:
    path = make(text)
    assert check(path, found()) == ()
    assert paragraphs(fill(path, found(), tmp_path / "Ra.docx")) == [printed]


def test_whole_paragraphs_are_repeated_and_left_out(make: Make, tmp_path: Path) -> None:
    path = make(
        "{%p for it in can_cu %}", "- {{ it.van_ban }}", "{%p endfor %}",
        "{%p if khach %}", "Có khách", "{%p else %}", "Không khách", "{%p endif %}",
    )  # fmt: skip
    assert check(path, found()) == ()
    made = paragraphs(fill(path, found(), tmp_path / "Ra.docx"))
    assert [it[:20] for it in made] == [
        "- Quyết định số 3666",
        "- Hướng dẫn số 1560/",
        "Không khách",
    ]


def test_the_fields_in_use_are_named_with_their_places(make: Make) -> None:
    used = fields_of(make("{{ khoi }}", "", "{{ nam }}", build=MEMBERS), found())
    assert [(it.name, it.where) for it in used] == [
        ("khoi", "Đoạn 1, dòng 1"),
        ("nam", "Đoạn 2, dòng 1"),
        ("thanh_vien", "Bảng 1, hàng 2, cột 1, dòng 1"),
        ("thanh_vien.stt", "Bảng 1, hàng 3, cột 1, dòng 1"),
        ("thanh_vien.ten", "Bảng 1, hàng 3, cột 2, dòng 1"),
    ]


def test_what_is_there_is_never_written_over(make: Make, tmp_path: Path) -> None:
    path = make("{{ nam }}")
    before = path.read_bytes()
    first = fill(path, found(), path)
    assert path.read_bytes() == before
    assert first.name == "Mẫu (2).docx"
    taken = tmp_path / "Ra.docx"
    taken.write_bytes(b"kept")
    assert fill(path, found(), taken).name == "Ra (2).docx"
    assert taken.read_bytes() == b"kept"


@pytest.mark.parametrize("season", [bare("state"), bare("party")])
def test_a_template_is_filled_from_nothing(make: Make, tmp_path: Path, season: Season) -> None:
    told = found(season)
    singles = [f"{{{{ {it.name} }}}}" for it in told if isinstance(it, Field)]
    lists = [
        f"{{% for it in {it.name} %}}{' '.join(f'{{{{ it.{key} }}}}' for key, _ in it.columns)}{{% endfor %}}"
        for it in told
        if isinstance(it, ListField)
    ]
    path = make(*singles, *lists)
    assert check(path, told) == ()
    made = "\n".join(paragraphs(fill(path, told, tmp_path / "Ra.docx")))
    assert "None" not in made
    assert "{" not in made


# ---- texts and files of others


HOSTILE = (
    *("<b>đậm</b>", "a & b &amp; c", "=cmd()", "{{ khoi }}", "{% if %}", "]]>", '"', "\u202engược"),
    *("😀", "Ộ" * 5000, "{_{ khoi }_}", "\ufdd0"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_printed_as_it_was_typed(make: Make, tmp_path: Path, text: str) -> None:
    made = full()
    made = replace(
        made,
        block=replace(made.block, name=text),
        units=(Unit(text, "u1"), *made.units[1:]),
    )
    told = found(made)

    def build(document: Any) -> None:
        MEMBERS(document)
        document.sections[0].header.paragraphs[0].text = "{{ khoi }}"
        document.core_properties.title = "{{ khoi }}"

    out = fill(make("[{{ khoi }}]", build=build), told, tmp_path / "Ra.docx")
    assert paragraphs(out)[0] == f"[{text}]"
    assert rows(out)[1] == ["1", text]
    document = docx.Document(str(out))
    assert document.sections[0].header.paragraphs[0].text == text
    assert document.core_properties.title == text[:255]


@pytest.mark.parametrize(
    ("text", "kept"),
    [("một\nhai", "một\nhai"), ("a\x07b\x0cc", "ab\nc"), ("x\ufffey", "xy"), ("a\tb", "a\tb")],
)
def test_lines_stay_and_what_no_page_can_hold_goes(
    make: Make, tmp_path: Path, text: str, kept: str
) -> None:
    made = full()
    told = found(replace(made, block=replace(made.block, name=text)))
    assert paragraphs(fill(make("{{ khoi }}"), told, tmp_path / "Ra.docx")) == [kept]


def test_a_year_without_points_or_table_has_all_fields_too() -> None:
    names = [it.name for it in found()]
    assert [it.name for it in found(bare())] == names
    assert [it.name for it in found(block_year())] == names
