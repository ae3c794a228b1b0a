"""The part of Markdown that the help is written in."""

import pytest

from models.help_text import HelpBlock, Span, plain, read, spans, targets

TEXT = """# Tên trang

Đoạn đầu, viết trên
hai dòng.

## Mục một

- Việc **đậm**
  nối dòng
- Việc hai, [xem](khac#Mục)
1. Bước một
2. Bước hai

| Phím | Việc |
|---|---|
| F1 | [Mở](go:units) |

![Ảnh chụp](anh)
### Mục con
Lời
"""


def test_a_page_is_read_block_by_block() -> None:
    page = read("thu", TEXT)
    assert (page.name, page.title) == ("thu", "Tên trang")
    assert page.blocks == (
        HelpBlock("text", "Đoạn đầu, viết trên hai dòng."),
        HelpBlock("heading", "Mục một", 2),
        HelpBlock("item", "Việc **đậm** nối dòng"),
        HelpBlock("item", "Việc hai, [xem](khac#Mục)"),
        HelpBlock("step", "Bước một", 1),
        HelpBlock("step", "Bước hai", 2),
        HelpBlock("table", rows=(("Phím", "Việc"), ("F1", "[Mở](go:units)"))),
        HelpBlock("picture", "Ảnh chụp", target="anh"),
        HelpBlock("heading", "Mục con", 3),
        HelpBlock("text", "Lời"),
    )


def test_it_is_parted_at_its_headings_for_searching() -> None:
    page = read("thu", TEXT)
    assert page.headings == ("Mục một", "Mục con")
    assert [it.heading for it in page.sections()] == ["", "Mục một", "Mục con"]
    words = [it.text for it in page.sections()][1]
    assert words == "Việc đậm nối dòng Việc hai, xem Bước một Bước hai Phím Việc F1 Mở Ảnh chụp"


def test_marks_inside_a_line() -> None:
    text = "Bấm **Lưu**, rồi [xem](trang#Mục) thêm"
    assert list(spans(text)) == [
        Span("Bấm "),
        Span("Lưu", bold=True),
        Span(", rồi "),
        Span("xem", target="trang#Mục"),
        Span(" thêm"),
    ]
    assert plain(text) == "Bấm Lưu, rồi xem thêm"
    assert targets(read("thu", TEXT)) == ("khac#Mục", "go:units")


@pytest.mark.parametrize(
    "line", ["#### Sâu quá", "> Trích", "* Mục", "```", "<b>đậm</b>", "---", "    mã"]
)
def test_what_no_writer_can_draw_is_refused(line: str) -> None:
    with pytest.raises(ValueError, match="not of the help's Markdown"):
        read("thu", f"# Trang\n\n{line}\n")


def test_a_page_without_a_title_is_refused() -> None:
    with pytest.raises(ValueError, match="no title"):
        read("thu", "Không có tên\n")
