"""The office's own templates, as real Word files: what is wrong is told with its place before anything is written."""

import zipfile
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from exporters.own_template.template import check, fields_of, fill
from models.errors import AppError
from tests.exporters.template_files import Make, found, table, template


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """A template in the folder of the test."""
    return partial(template, tmp_path)


def faults(path: Path) -> list[str]:
    return [it.text for it in check(path, found())]


# ---- what is wrong


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{{ truong_khoii }}", "Không có trường nào tên “truong_khoii”. Có thể là “truong_khoi”."),
        ("{{ khối }}", "Không có trường nào tên “khối”. Có thể là “khoi”."),
        ("{{ xyzxyz }}", "Không có trường nào tên “xyzxyz”. Xem danh sách trường."),
        ("{{ don vi }}", "Trường “{{ don vi }}” viết sai. Có thể là {{ don_vi }}."),
        ("{{ khoi }", "Dấu “{{” không đủ cặp: “{{ khoi }”."),
        ("khoi }}", "Dấu “}}” không đủ cặp"),
        ("{{ thanh_vien }}", "“thanh_vien” là một danh sách. Lặp từng hàng: {%tr for it in thanh_vien %}."),
        ("{{ thanh_vien.ten }}", "“thanh_vien.ten” không dùng được như vậy."),
        ("{% for it in thanh_vien %}{{ it.tenn }}{% endfor %}", "Không có cột nào tên “tenn” trong “it”. Có thể là “it.ten”."),
        ("{% for it in thanh_vien %}{{ it }}{% endfor %}", "“it” là cả một hàng."),
        ("{% for it in thanh_vienn %}{{ it.ten }}{% endfor %}", "Không có trường nào tên “thanh_vienn”. Có thể là “thanh_vien”."),
        ("{% for it in nam %}{{ it }}{% endfor %}", "Vòng lặp phải đi qua một danh sách."),
        ("{% for khoi in thanh_vien %}{{ khoi.ten }}{% endfor %}", "trùng với một trường"),
        ("{% for it in thanh_vien %}", "không có “endfor”. Thêm “endfor” ở cuối."),
        ("{% endif %}", "Lệnh “endif” không có “if” đi trước."),
        ("{% else %}", "Lệnh “else” nằm ngoài if."),
        ("{% if nam %}{% endfor %}{% endif %}", "Lệnh “endfor” không có “for” đi trước."),
        ("{% if %}x{% endif %}", "Lệnh “{% if %}” viết sai."),
        ("{% endif nam %}", "có chữ thừa"),
        ("{%p for it in thanh_vien %} chữ", "đứng chung với chữ khác"),
        ("{%tr for it in thanh_vien %}", "nằm ngoài bảng"),
        ("{% include 'x' %}", "Lệnh “include” không dùng được trong mẫu."),
        ("{% set a = 1 %}", "Lệnh “set” không dùng được trong mẫu."),
        ("{%- if nam %}x{% endif %}", "viết sai"),
        ("{{r khoi }}", "có chữ hoặc dấu lạ"),
        ("{{ loop.index }}", "Không có trường nào tên “loop”."),
        ("{{ khach or 'không' }}", "“khach” là một danh sách."),
        ("{% for a in chi_tieu %}{% for b in khach %}{% for c in can_cu %}x{% endfor %}{% endfor %}{% endfor %}", "Có hơn 2 vòng lặp lồng nhau."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_place(
    make: Make, tmp_path: Path, text: str, told: str
) -> None:
    path = make("Mở đầu", text)
    said = faults(path)
    assert all(it.startswith("Đoạn 2, dòng 1: ") for it in said)
    assert any(told in it for it in said), said
    with pytest.raises(AppError, match=r"Chưa điền được mẫu “Mẫu\.docx”\. Đoạn 2, dòng 1"):
        fill(path, found(), tmp_path / "Ra.docx")
    assert not (tmp_path / "Ra.docx").exists()


@pytest.mark.parametrize(
    "text",
    [
        "{{ khoi.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ khoi.format(1) }}",
        "{{ khoi['upper'] }}",
        "{{ 9 ** 9 ** 9 }}",
        "{{ khoi * 1000000000 }}",
        "{{ range(10) }}",
        "{{ cycler.__init__ }}",
        "{{ self._TemplateReference__context }}",
        "{{ khoi|attr('__class__') }}",
        "{{ khoi|format(1) }}",
        "{{ thanh_vien|map('upper')|list }}",
        "{{ thanh_vien|join(', ', attribute='__class__') }}",
        "{{ thanh_vien|join(', ') }}",
        "{{ 'x'|center(1000000000) }}",
        "{% for a, b in thanh_vien %}x{% endfor %}",
        "{% for it in thanh_vien|batch(2) %}x{% endfor %}",
        "{{ nam if khoi is callable else nam }}",
        "{{ " + "(" * 3000 + "nam" + ")" * 3000 + " }}",
        "{{ {'a': 1} }}",
    ],
)
def test_a_template_can_do_nothing_but_show(make: Make, tmp_path: Path, text: str) -> None:
    path = make(text)
    assert faults(path)
    with pytest.raises(AppError):
        fill(path, found(), tmp_path / "Ra.docx")


def test_a_place_in_head_table_and_box_is_named(make: Make) -> None:
    def build(document: Any) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ saia }}"
        table(("a", "{{ saib }}"))(document)
        document.core_properties.subject = "{{ said }}"
        _box(document.add_paragraph("Hộp"), "{{ saic }}")

    said = faults(make("Một", build=build))
    places = {it.split(":")[0]: it for it in said}
    assert set(places) == {
        "Bảng 1, hàng 1, cột 2, dòng 1",
        "Đoạn 3, dòng 1",
        "Đầu trang, đoạn 1, dòng 1",
        "Thuộc tính của tệp",
    }
    assert "“saib”" in places["Bảng 1, hàng 1, cột 2, dòng 1"]


def _box(paragraph: Any, text: str) -> None:
    """A box of text inside a paragraph."""
    content = OxmlElement("w:txbxContent")
    inner, run, letters = OxmlElement("w:p"), OxmlElement("w:r"), OxmlElement("w:t")
    letters.text = text
    run.append(letters)
    inner.append(run)
    content.append(inner)
    holder = OxmlElement("w:r")
    holder.append(content)
    paragraph._p.append(holder)


def test_a_line_inside_a_paragraph_has_its_number(make: Make) -> None:
    said = faults(make("Một\nhai {{ saib }}"))
    assert said[0].startswith("Đoạn 1, dòng 2: Không có trường nào tên “saib”")


def test_a_row_that_repeats_holds_nothing_else(make: Make) -> None:
    build = table(("{%tr for it in thanh_vien %}{{ it.stt }}", "{{ it.ten }}{%tr endfor %}"))
    said = faults(make(build=build))
    assert any("đứng chung với chữ khác, chữ đó sẽ mất" in it for it in said)
    apart = table(("{%tr for it in thanh_vien %}",), ("{{ it.ten }}",))

    def two(document: Any) -> None:
        apart(document)
        document.add_paragraph("giữa")
        table(("{%tr endfor %}",))(document)

    assert any("không nằm trong cùng một bảng" in it for it in faults(make(build=two)))


def test_a_loop_over_paragraphs_must_say_so(make: Make) -> None:
    said = faults(make("{% for it in thanh_vien %}", "{{ it.ten }}", "{% endfor %}"))
    assert len(said) == 1
    assert said[0].startswith("Đoạn 3, dòng 1: ")
    assert "lặp cả đoạn thì viết “{%p”" in said[0]


@pytest.mark.parametrize("text", ["{{ sai_an }}", "{{ khoi.__class__ }}", "{% if %}", "{{ khoi"])
def test_what_stands_where_nobody_sees_it_is_found_too(make: Make, text: str) -> None:
    def build(document: Any) -> None:
        run = document.add_paragraph("Chữ").add_run()
        gone = OxmlElement("w:delText")
        gone.text = text
        deleted = OxmlElement("w:del")
        deleted.set(qn("w:id"), "1")
        deleted.set(qn("w:author"), "a")
        run._r.addprevious(deleted)
        holder = OxmlElement("w:r")
        holder.append(gone)
        deleted.append(holder)

    said = faults(make(build=build))
    assert len(said) == 1
    assert "chỗ không hiện thành chữ" in said[0]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "Tệp bị hỏng"),
        (b"PK\x03\x04nothing", "Tệp bị hỏng"),
        (b"\xd0\xcf\x11\xe0old word", "Tệp bị hỏng"),
    ],
)
def test_a_broken_file_is_refused_in_words(tmp_path: Path, data: bytes, told: str) -> None:
    path = tmp_path / "Mẫu.docx"
    path.write_bytes(data)
    for act in (check, fields_of):
        with pytest.raises(AppError, match=told):
            act(path, found())


def test_a_missing_file_and_one_with_macros_are_refused(tmp_path: Path, make: Make) -> None:
    with pytest.raises(AppError, match=r"Không đọc được tệp “Không có\.docx”"):
        check(tmp_path / "Không có.docx", found())
    path, macros = make("{{ nam }}"), tmp_path / "Macro.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(macros, "w") as new:
        for it in old.infolist():
            data = old.read(it)
            if it.filename == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                    b"application/vnd.ms-word.document.macroEnabled.main+xml",
                )
            new.writestr(it, data)
    with pytest.raises(AppError, match="có macro"):
        check(macros, found())


def test_a_full_folder_is_told_and_nothing_is_left(make: Make, tmp_path: Path) -> None:
    path = make("{{ nam }}")
    with pytest.raises(AppError, match="Không còn thư mục"):
        fill(path, found(), tmp_path / "không có" / "Ra.docx")
