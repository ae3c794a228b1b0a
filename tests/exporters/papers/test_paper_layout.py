"""The layout of official papers measured in the files: sizes, weight, slant, places, against the figures of the forms.

State: NĐ 30/2020/NĐ-CP, Phụ lục I. Party: Hướng dẫn 05-HD/VPTW of 2026 as reported. The figures stand here once more,
so that none of the program's own is held against itself.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.shared import Mm, Pt
from pypdf import PdfReader

from exporters import write_paper
from models.block import PaperStyle
from models.papers.report import Report
from tests.exporters import whole_paper
from tests.exporters.reading import Line, docx_paragraphs, pdf_lines
from tests.exporters.whole_paper import annexed, letter, minutes_like, whole

Make = Callable[..., Report]
_MM = 72 / 25.4
STYLES: tuple[PaperStyle, ...] = ("state", "party")
BOTH = pytest.mark.parametrize("style", STYLES)


class Figures(NamedTuple):
    """How a form wants a component: from which to which size (points), and its look."""

    low: float
    high: float
    bold: bool = False
    italic: bool = False
    align: str = "center"


STATE = {
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM": Figures(12, 13, bold=True),
    "Độc lập - Tự do - Hạnh phúc": Figures(13, 14, bold=True),
    "UBND TỈNH LÀO CAI": Figures(12, 13),
    "KHỐI THI ĐUA CÁC CƠ QUAN": Figures(12, 13, bold=True),
    "Số: 05/TTr-KTĐ": Figures(13, 13),
    "Lào Cai, ngày 05 tháng 02 năm 2023": Figures(13, 14, italic=True),
    "TỜ TRÌNH": Figures(13, 14, bold=True),
    "Về việc tổng kết công tác thi đua": Figures(13, 14, bold=True),
    "Kính gửi:": Figures(13, 14, align="left"),
    "- Sở Nội vụ tỉnh Lào Cai;": Figures(13, 14, align="left"),
    "- Ban Thi đua - Khen thưởng tỉnh.": Figures(13, 14, align="left"),
    "Căn cứ Hướng dẫn 1560/SNV-TĐKT năm 2021.": Figures(13, 14, italic=True, align="both"),
    "I. MỤC ĐÍCH, YÊU CẦU": Figures(13, 14, bold=True, align="both"),
    "1. Mục đích": Figures(13, 14, bold=True, align="both"),
    "a) Đánh giá đúng kết quả": Figures(13, 14, align="both"),
    "Trưởng khối xây dựng kế hoạch tổng kết": Figures(13, 14, align="both"),
    "KT. TRƯỞNG BAN": Figures(13, 14, bold=True),
    "PHÓ TRƯỞNG BAN": Figures(13, 14, bold=True),
    "TRƯỞNG KHỐI THI ĐUA": Figures(13, 14, bold=True),
    "Nguyễn Văn Mẫu": Figures(13, 14, bold=True),
    "Nơi nhận:": Figures(12, 12, bold=True, italic=True, align="left"),
    "- Như trên;": Figures(11, 11, align="left"),
    "- Lưu: VT, Hồ sơ.": Figures(11, 11, align="left"),
}
PARTY = {
    "ĐẢNG CỘNG SẢN VIỆT NAM": Figures(15, 15, bold=True),
    "TỈNH ỦY LÀO CAI": Figures(14, 14),
    "KHỐI THI ĐUA CÁC CƠ": Figures(14, 14, bold=True),
    "*": Figures(14, 14, bold=True),
    "Số 05-TTr/KTĐ": Figures(14, 14),
    "Lào Cai, ngày 05 tháng 02 năm 2023": Figures(14, 14, italic=True),
    "TỜ TRÌNH": Figures(15, 16, bold=True),
    "Về việc tổng kết công tác thi đua": Figures(14, 15, bold=True),
    "-----": Figures(14, 15, bold=True),
    "Kính trình:": Figures(14, 15, align="left"),
    "- Sở Nội vụ tỉnh Lào Cai;": Figures(14, 15, align="left"),
    "- Căn cứ Hướng dẫn 1560/SNV-TĐKT năm 2021.": Figures(14, 15, align="both"),
    "I- MỤC ĐÍCH, YÊU CẦU": Figures(14, 15, bold=True, align="both"),
    "1- Mục đích": Figures(14, 15, bold=True, align="both"),
    "a) Đánh giá đúng kết quả": Figures(14, 15, align="both"),
    "Trưởng khối xây dựng kế hoạch tổng kết": Figures(14, 15, align="both"),
    "K/T TRƯỞNG BAN NỘI CHÍNH": Figures(14, 14, bold=True),
    "PHÓ TRƯỞNG BAN": Figures(14, 14),
    "TRƯỞNG KHỐI THI ĐUA": Figures(14, 14),
    "Nguyễn Văn Mẫu": Figures(14, 14, bold=True),
    "Nơi nhận:": Figures(14, 14, align="left"),
    "- Như trên;": Figures(12, 12, align="left"),
    "- Lưu: VT, Hồ sơ.": Figures(12, 12, align="left"),
}
COMPONENTS = {"state": STATE, "party": PARTY}
LETTER = {
    "state": {
        "Số: 05/KTĐ": Figures(13, 13),
        "V/v xin ý kiến thẩm định": Figures(12, 13),
        "Kính gửi: Sở Nội vụ tỉnh Lào Cai": Figures(13, 14, align="left"),
    },
    "party": {
        "Số 05-CV/KTĐ": Figures(14, 14),
        "Về việc xin ý kiến thẩm định": Figures(12, 12, italic=True),
        "Kính gửi: Sở Nội vụ tỉnh Lào Cai": Figures(14, 15, align="left"),
    },
}
MARGINS = {  # top, bottom, left, right: from which to which, in millimetres
    "state": ((20, 25), (20, 25), (30, 35), (15, 20)),
    "party": ((20, 20), (20, 20), (30, 30), (15, 15)),
}
PAGE_NUMBER = {"state": (13, 14), "party": (14, 14)}


def written(report: Report, folder: Path, suffix: str) -> Path:
    target = folder / f"paper{suffix}"
    write_paper(report, target)
    return target


def line_of(lines: list[Line], text: str) -> Line:
    return next(it for it in lines if it.text.startswith(text))


ALL = [
    (make, style, text, wanted)
    for make, found in ((whole, COMPONENTS), (letter, LETTER))
    for style in STYLES
    for text, wanted in found[style].items()
]
IDS = [f"{style}: {text}" for _, style, text, _ in ALL]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str, str], Path]:
    """Both papers in both styles and formats, written once."""
    folder = tmp_path_factory.mktemp("papers")
    found = {}
    for make in (whole, letter):
        for style in STYLES:
            for suffix in (".docx", ".pdf"):
                target = folder / f"{make.__name__}-{style}{suffix}"
                write_paper(make(style), target)
                found[make.__name__, style, suffix] = target
    return found


@pytest.mark.parametrize(("make", "style", "text", "wanted"), ALL, ids=IDS)
def test_every_component_is_set_in_word_as_its_form_wants_it(
    files: dict[tuple[str, str, str], Path], make: Make, style: str, text: str, wanted: Figures
) -> None:
    found = docx_paragraphs(files[make.__name__, style, ".docx"])
    it = next(it for it in found if it.text.startswith(text))
    aligns = {
        "center": WD_ALIGN_PARAGRAPH.CENTER,
        "left": WD_ALIGN_PARAGRAPH.LEFT,
        "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
    }
    assert it.alignment == aligns[wanted.align]
    for run in it.runs:
        assert wanted.low <= run.font.size.pt <= wanted.high
        assert bool(run.font.bold) == wanted.bold
        assert bool(run.font.italic) == wanted.italic
        assert bool(run.font.underline) == (style == "party" and text == "Nơi nhận:")
        assert run.font.name == "Times New Roman"
        assert run.font.color.rgb in (None, "000000")


@pytest.mark.parametrize(("make", "style", "text", "wanted"), ALL, ids=IDS)
def test_every_component_is_set_in_the_pdf_as_its_form_wants_it(
    files: dict[tuple[str, str, str], Path], make: Make, style: str, text: str, wanted: Figures
) -> None:
    it = line_of(pdf_lines(files[make.__name__, style, ".pdf"]), text)
    assert wanted.low <= it.size <= wanted.high
    assert (it.bold, it.italic) == (wanted.bold, wanted.italic)


@BOTH
def test_components_stand_in_the_pdf_where_their_form_wants_them(
    style: PaperStyle, files: dict[tuple[str, str, str], Path]
) -> None:
    lines = pdf_lines(files["whole", style, ".pdf"])
    number = next(it for it in lines if it.text.startswith("Số"))
    issuer = next(it for it in lines if it.text.startswith("KHỐI THI ĐUA"))
    motto = next(it for it in lines if "VIỆT NAM" in it.text)
    place = line_of(lines, "Lào Cai, ngày")
    title, subject = line_of(lines, "TỜ TRÌNH"), line_of(lines, "Về việc")
    middle = (210 + 30 - 15) / 2 * _MM
    assert number.centre == pytest.approx(issuer.centre, abs=0.5), "the number below the issuer"
    assert place.centre == pytest.approx(motto.centre, abs=0.5), "the place below the motto"
    assert place.y == pytest.approx(number.y, abs=0.5), "number and place on one line"
    assert title.centre == pytest.approx(middle, abs=0.5)
    assert subject.centre == pytest.approx(middle, abs=0.5)
    to, *given = (it for it in lines if it.text.startswith(("Kính", "- Sở", "- Ban")))
    colon = to.x + to.width - replace_width(to, ":")
    assert {round(it.x, 1) for it in given} == {round(colon, 1)}, "dashes below the colon"
    office, name = line_of(lines, "PHÓ TRƯỞNG BAN"), line_of(lines, "Nguyễn Văn Mẫu")
    authority = next(it for it in lines if it.text.startswith(("KT.", "K/T")))
    assert name.centre == pytest.approx(office.centre, abs=0.5)
    assert office.centre > middle
    stored = line_of(lines, "Nơi nhận:")
    assert stored.x == pytest.approx(30 * _MM, abs=0.5)
    assert line_of(lines, "- Như trên;").x == pytest.approx(30 * _MM, abs=0.5)
    assert stored.y == pytest.approx(authority.y, abs=3), "level with the office"


def replace_width(line: Line, text: str) -> float:
    """The width of `text` as it is set in a line."""
    return line._replace(text=text).width


@BOTH
def test_running_text_is_justified_with_its_first_line_indented(
    style: PaperStyle, files: dict[tuple[str, str, str], Path]
) -> None:
    lines = pdf_lines(files["whole", style, ".pdf"])
    at = next(n for n, it in enumerate(lines) if it.text.startswith("Trưởng khối xây dựng"))
    first, second, third = lines[at : at + 3]
    left, right = 30 * _MM, (210 - 15) * _MM
    assert first.x - left == pytest.approx(10 * _MM, abs=0.3)
    assert second.x == third.x == pytest.approx(left, abs=0.3)
    for it in (first, second):
        assert it.x + it.width == pytest.approx(right, abs=0.6)
    assert first.stretched > 0
    heights = {round(a.y - b.y, 1) for a, b in ((first, second), (second, third))}
    if style == "party":
        assert heights == {18}, "exact, from 18 to 22 points"
    else:
        [height] = heights
        assert 1.15 * 13 <= height <= 1.5 * 1.15 * 14, "from single to one and a half"


@BOTH
def test_word_has_the_same_indents_and_line_spacing(
    style: PaperStyle, files: dict[tuple[str, str, str], Path]
) -> None:
    found = docx_paragraphs(files["whole", style, ".docx"])
    body = next(it for it in found if it.text.startswith("Trưởng khối xây dựng")).paragraph_format
    assert body.first_line_indent == pytest.approx(Mm(10), abs=700)
    assert body.space_after >= Pt(6)
    if style == "party":
        assert body.line_spacing_rule == WD_LINE_SPACING.EXACTLY
        assert Pt(18) <= body.line_spacing <= Pt(22)
    else:
        assert 1 <= body.line_spacing <= 1.5
    plain = next(it for it in found if it.text == whole_paper.LINE).paragraph_format
    assert not plain.first_line_indent
    assert not plain.left_indent


@BOTH
@pytest.mark.parametrize("make", [whole, annexed, minutes_like, letter])
def test_margins_are_those_of_the_form_and_nothing_is_nearer_than_a_centimetre(
    style: PaperStyle, make: Make, tmp_path: Path
) -> None:
    report = make(style)
    top, bottom, left, right = MARGINS[style]
    for section in Document(str(written(report, tmp_path, ".docx"))).sections:
        for value, (low, high) in (
            (section.top_margin, top),
            (section.bottom_margin, bottom),
            (section.left_margin, left),
            (section.right_margin, right),
        ):
            assert low - 0.1 <= value.mm <= high + 0.1
        assert section.header_distance.mm == pytest.approx(10, abs=0.1)
        assert section.footer_distance.mm >= 9.9
    path = written(report, tmp_path, ".pdf")
    sizes = [it.mediabox for it in PdfReader(path).pages]
    for it in pdf_lines(path):
        width, height = float(sizes[it.page].width), float(sizes[it.page].height)
        # Figures have no accents above them.
        rises, falls = (0.68 if it.text.isdigit() else 0.9) * it.size, 0.22 * it.size
        assert it.x >= left[0] * _MM - 0.1
        assert it.x + it.width <= width - right[0] * _MM + 0.6
        least, most = (10, 10) if it.outside else (bottom[0], top[0])
        assert it.y - falls >= least * _MM - 0.1, it.text
        assert it.y + rises <= height - most * _MM + 0.9, it.text


@BOTH
def test_pages_are_numbered_at_the_top_in_the_middle_but_the_first_is_not(
    style: PaperStyle, tmp_path: Path
) -> None:
    made = annexed(style)
    report = replace(made, parts=made.parts[:1])
    path = written(report, tmp_path, ".pdf")
    outside = [it for it in pdf_lines(path) if it.outside]
    numbers = {it.page: it for it in outside if it.text.isdigit()}
    pages = len(PdfReader(path).pages)
    assert pages > 1
    assert [it.text for it in numbers.values()] == [str(it) for it in range(2, pages + 1)]
    assert 0 not in numbers
    for it in numbers.values():
        low, high = PAGE_NUMBER[style]
        assert low <= it.size <= high
        assert not it.bold
        assert not it.italic
        assert it.centre == pytest.approx((210 + 30 - 15) / 2 * _MM, abs=0.5)
        assert it.y + 0.8 * it.size == pytest.approx((297 - 10) * _MM, abs=1)


@BOTH
def test_lines_below_the_motto_the_issuer_and_the_subject_have_their_lengths(
    style: PaperStyle, tmp_path: Path
) -> None:
    """A whole line below the motto; below issuer and subject a third to a half of the text, or the Party's marks."""
    path = written(letter(style), tmp_path, ".pdf")
    lines = pdf_lines(path)
    drawn = rules(path)
    motto = next(it for it in lines if it.text.startswith(("Độc lập", "ĐẢNG")))
    issuer = next(it for it in lines if it.text.startswith("KHỐI THI ĐUA"))
    assert drawn[int(style == "state")] == pytest.approx(motto.width, abs=0.5)
    if style == "party":
        underlined = line_of(lines, "Nơi nhận:").width
        assert drawn[1:] == [pytest.approx(underlined, abs=0.5)], "no other line"
    else:
        assert 1 / 3 <= drawn[0] / issuer.width <= 1 / 2


def rules(path: Path) -> list[float]:
    """The lengths of the level lines that the first page draws."""
    found: list[float] = []
    begun: list[float] = []

    def before(operator: bytes, given: list[float], *_rest: object) -> None:
        if operator == b"m":
            begun[:] = [float(it) for it in given]
        elif operator == b"l" and begun and float(given[1]) == begun[1]:
            found.append(float(given[0]) - begun[0])

    PdfReader(path).pages[0].extract_text(visitor_operand_before=before)
    return found
