"""Whatever is typed: a text comes out as it was typed, or is refused in a sentence; never a formula, a mark or a crash."""

import re
import struct
import zipfile
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from exporters import FORMATS, write_paper
from exporters.papers.footer import squares
from models.errors import AppError
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Signature,
    Signer,
    Table,
)
from models.papers.stamp import content_code, stamped
from models.texts import clean
from tests.exporters.papers.test_papers import EVERY_LETTER
from tests.exporters.reading import docx_paragraphs, pdf_lines, words
from tests.exporters.same_words import difference, squeezed
from tests.exporters.whole_paper import MINUTE, annexed, letter, minutes_like, whole

Change = Callable[[str], str]
SHORT = {
    "markup": "<b>Sở & Ban</b> <br/> &amp; <para>",
    "ampersand": "Sở & Ban &P &G",
    "formula": "=cmd|'/c calc'!A1",
    "plus": "+1+1",
    "template": "{{ don_vi }} {% for x in y %}",
    "right to left": "שלום عليكم",
    "emoji": "Đạt 🏆 tốt 👍🏽",
    "control": "một\x00hai\x07ba\x1b[31m",
    "line breaks": "dòng một\r\ndòng hai\vdòng ba\u2028dòng bốn",
}
LONG = {
    "five thousand letters": "Đơn vị đạt kết quả, " * 250 + "hết",
    "a very long word": "ư" * 5000,
}
REFUSED_BY_PDF = {"right to left", "emoji"}
HEAD = "chữĐiểm"
ROLES = ("body", "heading", "note", "display", "basis", "part", "section", "point", "line", "blank")


def paper(text: str, places: set[str]) -> Report:
    """A paper with `text` in these places and a plain word in the others."""

    def at(place: str) -> str:
        return text if place in places else "chữ"

    base = whole()
    heading = replace(
        base.heading,
        superior=at("superior"),
        issuer=at("issuer"),
        symbol=at("symbol"),
        place_date=at("place"),
        number=at("number"),
        about=at("about"),
        to=(at("to"), "nơi khác"),
    )
    columns = (Column("a", at("column"), 40), Column("b", "Điểm", 30, "right"))
    cells = (Cell(at("cell")), Cell("9,50", Decimal("9.5")))
    group = Row("g", (Cell(at("group"), span=2),), "group")
    rows = (group, Row("r", cells), Row("s", (Cell(at("signing")), Cell()), "signing"))
    signed = Signature((Signer(at("office"), at("unit"), at("name")),), (at("recipient"), "- Lưu."))
    contents: tuple[Content, ...] = (
        *(Paragraph(at(role), role) for role in ROLES),
        Table(columns, rows),
        Table(columns, rows, "statement"),
        Paragraph("Hết."),
        signed,
    )
    part = Part("Trang", at("title"), at("subject"), contents)
    return replace(base, heading=heading, parts=(part,), mark="", stamp="")


PLACES = (
    *("superior", "issuer", "symbol", "place", "number", "about", "to", "title", "subject"),
    *ROLES,
    *("column", "cell", "group", "signing", "office", "unit", "name", "recipient"),
)

HIGHER_THAN_A_PAGE = {
    *("superior", "issuer", "symbol", "place", "number", "about"),
    *("column", "office", "unit", "name", "recipient"),
}
"""What stands beside something else, or on every page, and cannot be parted: a PDF has no place for it."""


def check(path: Path, text: str, times: int) -> None:
    """The text stands in the file so many times, and nothing of it is more than text."""
    said = squeezed(clean(text))
    found = squeezed(words(path))
    if path.suffix == ".docx":
        found = squeezed("".join(it.text for it in docx_paragraphs(path)))
    if path.suffix == ".pdf":
        lines = "".join(it.text for it in pdf_lines(path) if not it.outside)
        found = squeezed(lines)
        for beside in (
            HEAD,
            "9,50",
        ):  # the head again on every page, and the figure beside a long cell
            found = found.replace(beside, "")
    assert found.count(said) >= times
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as archive:
            sheets = [it for it in archive.namelist() if it.startswith("xl/worksheets/sheet")]
            assert not any(b"<f>" in archive.read(it) for it in sheets)
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            assert b"<b>" not in archive.read("word/document.xml")


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", SHORT)
def test_a_hostile_text_in_every_place_is_text_or_refused(
    name: str, suffix: str, tmp_path: Path
) -> None:
    target = tmp_path / f"paper{suffix}"
    report = paper(SHORT[name], set(PLACES))
    if suffix == ".pdf" and name in REFUSED_BY_PDF:
        with pytest.raises(
            AppError, match=r"không in được ký tự “.+” trong .+ xuất sang Word, Excel\."
        ):
            write_paper(report, target)
        assert not list(tmp_path.iterdir())
        return
    write_paper(report, target)
    # Offices and numbers can be set beside other words, so that not every place is a whole line.
    check(target, SHORT[name], len(PLACES) - 6)


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", LONG)
@pytest.mark.parametrize("place", PLACES)
def test_a_very_long_text_in_any_place_is_text_or_refused(
    place: str, name: str, suffix: str, tmp_path: Path
) -> None:
    target = tmp_path / f"paper{suffix}"
    report = paper(LONG[name], {place})
    if suffix == ".pdf" and place in HIGHER_THAN_A_PAGE:
        with pytest.raises(AppError, match=r"dài quá một trang .+ xuất sang Word\."):
            write_paper(report, target)
        assert not list(tmp_path.iterdir())
        return
    write_paper(report, target)
    check(target, LONG[name], 1)


@pytest.mark.parametrize("text", ["\u200bchữ\ufeff ẩn\u200e", "chữ\u00adẩn"])
def test_marks_without_ink_are_no_reason_to_refuse_a_pdf(text: str, tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    write_paper(paper(text, {"body"}), target)
    assert any("".join(it.text.split()) == "chữẩn" for it in pdf_lines(target))


def test_a_text_longer_than_a_cell_is_refused_by_excel_alone(tmp_path: Path) -> None:
    report = paper("chữ " * 8200, {"body"})
    with pytest.raises(AppError, match="dài quá một ô Excel"):
        write_paper(report, tmp_path / "paper.xlsx")
    write_paper(report, tmp_path / "paper.docx")


@pytest.mark.parametrize("style", ["state", "party"])
@pytest.mark.parametrize("make", [whole, letter, annexed, minutes_like])
def test_word_and_pdf_say_the_same_text(
    make: Callable[..., Report], style: str, tmp_path: Path
) -> None:
    report = make(style)
    docx, pdf = tmp_path / "paper.docx", tmp_path / "paper.pdf"
    write_paper(report, docx)
    write_paper(report, pdf)
    assert not difference(docx, pdf)
    assert len(squeezed(words(docx))) > 300


def test_the_texts_of_a_paper_stand_in_every_format(tmp_path: Path) -> None:
    """Each text of the report itself, wherever it stands in it."""
    report = whole()
    expected = [it for it in texts_of(report.parts) if it.strip()]
    assert len(expected) > 30
    for suffix in FORMATS:
        target = tmp_path / f"paper{suffix}"
        write_paper(report, target)
        read = [it.text for it in docx_paragraphs(target)] if suffix == ".docx" else [words(target)]
        found = squeezed("".join(read))
        for text in expected:
            for line in text.split("\n"):
                assert squeezed(line) in found, (suffix, line)


def texts_of(value: Any) -> list[str]:
    """The texts that a record prints; keys and roles are none."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for it in value for text in texts_of(it)]
    if not is_dataclass(value):
        return []
    hidden = {"key", "align", "role", "look", "sheet", "formula"}
    names = [it.name for it in fields(value) if it.name not in hidden]
    return [text for name in names for text in texts_of(getattr(value, name))]


def test_the_stamp_says_the_same_in_every_format_and_changes_with_the_text(tmp_path: Path) -> None:
    report = whole()
    assert report.stamp == f"Mã bản in {content_code(report)} · in lúc 10:32 ngày 19/12/2023"
    other = replace(report.parts[0], title="BÁO CÁO")
    assert content_code(replace(report, parts=(other,))) != content_code(report)
    assert content_code(stamped(report, MINUTE.replace(hour=11))) == content_code(report)
    for suffix in FORMATS:
        target = tmp_path / f"paper{suffix}"
        write_paper(report, target)
        assert report.stamp in foot(target)


def foot(path: Path) -> str:
    """What stands at the foot of a page."""
    if path.suffix == ".pdf":
        return " ".join(it.text for it in pdf_lines(path) if it.outside)
    name = "word/footer" if path.suffix == ".docx" else "xl/worksheets/sheet"
    with zipfile.ZipFile(path) as archive:
        found = [it for it in archive.namelist() if it.startswith(name) and it.endswith(".xml")]
        media = [it for it in archive.namelist() if "/media/" in it]
        assert any(it.endswith(".png") for it in media), "the picture of the code"
        return " ".join(archive.read(it).decode() for it in found)


def test_no_stamp_no_code(tmp_path: Path) -> None:
    report = whole(stamp=False)
    for suffix in (".docx", ".xlsx"):
        write_paper(report, tmp_path / f"paper{suffix}")
        with zipfile.ZipFile(tmp_path / f"paper{suffix}") as archive:
            assert not [it for it in archive.namelist() if it.endswith(".png")]


def test_the_code_has_the_three_corners_by_which_it_is_found() -> None:
    rows = squares(whole().stamp)
    eye = [
        *((True,) * 7,),
        (True, *(False,) * 5, True),
        *((True, False, True, True, True, False, True),) * 3,
        (True, *(False,) * 5, True),
        (True,) * 7,
    ]
    assert len(rows) == len(rows[0]) == 33
    assert [row[:7] for row in rows[:7]] == eye
    assert [row[-7:] for row in rows[:7]] == eye
    assert [row[:7] for row in rows[-7:]] == eye


# ---- every letter has a drawing of its own in the type that the PDF carries


LETTERS = sorted(set(EVERY_LETTER.replace(" ", "")))


def test_every_vietnamese_letter_is_drawn_by_all_faces_of_the_pdf(tmp_path: Path) -> None:
    target = tmp_path / "paper.pdf"
    lines = " ".join(LETTERS)
    # Running text, bases, headings and blanks are set upright, slanted and bold; office lines bold.
    write_paper(paper(lines, {"body", "basis", "part", "blank", "title"}), target)
    drawings: dict[str, dict[str, bytes]] = {}
    boxes: dict[str, bytes] = {}
    for page in PdfReader(target).pages:
        for font in page["/Resources"]["/Font"].values():
            it = font.get_object()
            if "/ToUnicode" not in it:
                continue
            face = str(it["/BaseFont"]).partition("+")[2]
            boxes[face], drawn = drawings_of(it["/FontDescriptor"]["/FontFile2"].get_data())
            codes = letters_of(it["/ToUnicode"].get_data())
            named = drawings.setdefault(face, {})
            named.update({text: drawn[code] for code, text in codes.items()})
    # Only "Nơi nhận" is both bold and slanted, and nobody types that.
    drawings = {face: it for face, it in drawings.items() if "BoldItalic" not in face}
    assert len(drawings) == 3, "upright, bold, slanted"
    for face, found in drawings.items():
        missing = [it for it in LETTERS if not found.get(it)]
        assert not missing, face
        assert boxes[face] not in [found[it] for it in LETTERS]
        assert len({found[it] for it in LETTERS}) == len(LETTERS), "no two are drawn alike"


def letters_of(table: bytes) -> dict[int, str]:
    """Code → letter, of a ToUnicode table."""
    pairs = re.findall(r"<([0-9A-F]{2})> <([0-9A-F]{4})>", table.decode("ascii"))
    return {int(code, 16): chr(int(letter, 16)) for code, letter in pairs}


def drawings_of(font: bytes) -> tuple[bytes, dict[int, bytes]]:
    """Of a TrueType file: the box for what it lacks, and code → drawing (b"" for one without ink)."""
    tables = {}
    for at in range(12, 12 + 16 * struct.unpack(">H", font[4:6])[0], 16):
        tag, _, start, length = struct.unpack(">4sLLL", font[at : at + 16])
        tables[tag] = font[start : start + length]
    size, unit = ("L", 1) if struct.unpack(">h", tables[b"head"][50:52])[0] else ("H", 2)
    loca = tables[b"loca"]
    places = struct.unpack(f">{len(loca) // struct.calcsize(size)}{size}", loca)
    drawn = [tables[b"glyf"][a * unit : b * unit] for a, b in pairwise(places)]
    codes = tables[b"cmap"]
    start = struct.unpack(">L", codes[8:12])[0]
    form, _, _, first, count = struct.unpack(">5H", codes[start : start + 10])
    assert form == 6, "a plain list of glyphs"
    found = struct.unpack(f">{count}H", codes[start + 10 : start + 10 + 2 * count])
    return drawn[0], {first + at: drawn[it] for at, it in enumerate(found)}
