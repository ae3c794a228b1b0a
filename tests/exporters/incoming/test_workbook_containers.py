"""Files of .xls, .xlsb and .ods that would fill the memory, hide an error or hide a password."""

import re
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from exporters.incoming.workbook_cells import Workbook
from exporters.incoming.workbook_looks import LockedWorkbookError, UnreadableWorkbookError
from exporters.incoming.workbook_xlsx import position
from models.collecting.intake import FormReading
from tests.exporters.bad_form_files import KEPT, Make, by_hand_xlsb, edited, kept, with_parts
from tests.exporters.form_samples import FULL, SEASON

XLS = (KEPT / "good.xls").read_bytes()


def ods(pattern: bytes, new: bytes) -> Make:
    """The good .ods with its content changed by hand."""

    def change(parts: dict[str, bytes]) -> None:
        parts["content.xml"], count = re.subn(pattern, new, parts["content.xml"], flags=re.DOTALL)
        assert count

    return with_parts(change, kept("good.ods"))


def ods_points(cell: bytes) -> Make:
    """The good .ods with another cell for the points of I.1."""
    return ods(rb'<table:table-cell[^>]*office:value="19\.5"[^>]*>.*?</table:table-cell>', cell)


def read(make: Make, folder: Path) -> FormReading:
    return score_form.read(make(folder), SEASON)


def only(reading: FormReading) -> tuple[str, str]:
    (problem,) = reading.problems
    return problem.code, problem.cell


_TEXT = b'<table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell>'
_END = rb"</table:table-row></table:table>"


@pytest.mark.parametrize(
    ("pattern", "new", "code", "cell"),
    [
        (
            _END,
            b'</table:table-row><table:table-row table:number-rows-repeated="1048000">'
            + (_TEXT + _END),
            "form-cell-far",
            "A2096576",
        ),
        (
            rb"<office:spreadsheet>",
            (
                b'<office:spreadsheet><table:table table:name="a"><table:table-row'
                b' table:number-rows-repeated="9000"><table:table-cell office:value-type="string"'
                b' table:number-columns-repeated="600"><text:p>x</text:p></table:table-cell>'
                b"</table:table-row></table:table>"
            ),
            "form-cell-far",
            "WB9000",
        ),
        (
            rb'number-rows-repeated="\d+"',
            b'number-rows-repeated="99999999999"',
            "file-ods",
            "",
        ),
        (
            rb'number-columns-repeated="16375"',
            b'number-columns-repeated="-5"',
            "file-ods",
            "",
        ),
        (
            rb"<office:document-content",
            b'<!DOCTYPE x [<!ENTITY a "b">]><office:document-content',
            "file-ods",
            "",
        ),
        (rb"</table:table-cell>", b"<table:table/></table:table-cell>", "file-ods", ""),
        (rb"</office:spreadsheet>.*", b"", "file-ods", ""),
    ],
)
def test_an_ods_that_would_fill_the_memory_is_never_opened(
    pattern: bytes, new: bytes, code: str, cell: str, tmp_path: Path
) -> None:
    reading = read(ods(pattern, new), tmp_path)
    assert only(reading) == (code, cell)
    assert reading.lines == ()


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (
            (
                b'<table:table-cell table:formula="of:=NA()" office:value-type="string"'
                b' office:string-value=""><text:p>#N/A</text:p></table:table-cell>'
            ),
            "cell-error",
        ),
        (b'<table:table-cell table:formula="of:=[.F10]*1"/>', "cell-not-calculated"),
        (
            (
                b'<table:table-cell office:value-type="string"><office:annotation><text:p>#N/A</text:p>'
                b"</office:annotation><text:p>x</text:p></table:table-cell>"
            ),
            "points-not-a-number",
        ),
    ],
)
def test_what_an_ods_cell_hides_is_told(cell: bytes, code: str, tmp_path: Path) -> None:
    assert only(read(ods_points(cell), tmp_path)) == (code, "F8")


def test_a_comment_on_an_ods_cell_is_no_part_of_its_value(tmp_path: Path) -> None:
    cell = (
        b'<table:table-cell office:value-type="float" office:value="8"><office:annotation><text:p>'
        b"Xin xem</text:p></office:annotation><text:p>8</text:p></table:table-cell>"
    )
    reading = read(ods_points(cell), tmp_path)
    assert reading.problems == ()
    assert str(reading.lines[0].points) == "8"


# ---- .xls


def changed(old: bytes, new: bytes, count: int = 1) -> bytes:
    assert old in XLS
    return XLS.replace(old, new, count)


def ring() -> bytes:
    """A chain of sectors that comes back to itself."""
    table = 512 * (1 + struct.unpack_from("<I", XLS, 76)[0])
    numbers = list(struct.unpack_from("<128I", XLS, table))
    at = next(i for i, it in enumerate(numbers) if it == i + 1)
    return XLS[: table + 4 * at] + struct.pack("<I", at) + XLS[table + 4 * at + 4 :]


SIZE = struct.pack("<HH", 0x200, 14)


def resized(*numbers: int) -> bytes:
    """Rows and columns that the first sheet says it has."""
    at = XLS.index(SIZE) + 4
    return XLS[:at] + struct.pack("<IIHH", *numbers) + XLS[at + 12 :]


def texts(count: int) -> bytes:
    """The number of shared texts that the file says it has."""
    at = XLS.index(b"\xfc\x00") + 8
    return XLS[:at] + struct.pack("<I", count) + XLS[at + 4 :]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (changed(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"), "file-password"),
        (ring(), "file-old-excel"),
        (resized(0, 0xFFFFFFFF, 0, 0xFFFF), "file-old-excel"),
        (resized(20, 4, 0, 9), "file-old-excel"),
        (texts(0xFFFFFFFF), "file-old-excel"),
        # A text's record made into one that says the size, as files of before 1997 do.
        (changed(b"\xfd\x00\x0a\x00\x0a\x00", b"\x00\x02\x0a\x00\x0a\x00"), "file-old-excel"),
        (XLS[:4000], "file-unknown"),
        (XLS[:30] + b"\xff\xff" + XLS[32:], "file-old-excel"),
    ],
)
def test_an_xls_that_cannot_be_opened(data: bytes, code: str, tmp_path: Path) -> None:
    path = tmp_path / "BDV.xls"
    path.write_bytes(data)
    assert only(score_form.read(path, SEASON)) == (code, "")


def test_a_written_error_in_an_xls_is_told(tmp_path: Path) -> None:
    """The record of a number made into one that holds an error."""
    at = XLS.index(struct.pack("<HH", 0x27E, 10))
    row, column = struct.unpack_from("<HH", XLS, at + 4)
    error = struct.pack("<HH", 0x205, 10) + XLS[at + 4 : at + 10] + b"\x2a\x01\0\0"
    path = tmp_path / "BDV.xls"
    path.write_bytes(XLS[:at] + error + XLS[at + 14 :])
    sheet = Workbook(path.read_bytes(), "xls").sheet("Bảng chấm điểm")
    assert sheet.errors == {(row, column)}


# ---- .xlsb


DIMENSION = b"\x94\x01\x10" + struct.pack("<4I", 0, 19, 0, 8)


def bent_xlsb(change: Callable[[bytes], bytes]) -> Make:
    def bend(parts: dict[str, bytes]) -> None:
        name = "xl/worksheets/sheet1.bin"
        before = parts[name]
        parts[name] = change(before)
        assert parts[name] != before

    return with_parts(bend, by_hand_xlsb())


@pytest.mark.parametrize(
    "change",
    [
        lambda part: part[: len(part) // 2],
        lambda part: part.replace(DIMENSION, DIMENSION[:7] + b"\xff" * 4 + DIMENSION[11:]),
        lambda part: b"\x06\xff\xff\xff\x7f" + part,
    ],
)
def test_an_xlsb_that_would_fill_the_memory(
    change: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    assert only(read(bent_xlsb(change), tmp_path)) == ("file-binary-excel", "")


@pytest.mark.parametrize("count", [b"4294967295", b"60000000"])
def test_an_xlsx_that_says_it_has_too_many_texts(count: bytes, tmp_path: Path) -> None:
    def change(parts: dict[str, bytes]) -> None:
        part = parts["xl/sharedStrings.xml"]
        parts["xl/sharedStrings.xml"] = re.sub(rb"(uniqueCount=.)\d+", rb"\g<1>" + count, part)

    make = with_parts(change, kept("good.xlsx"))
    assert only(read(make, tmp_path)) == ("file-damaged", "")


@pytest.mark.parametrize(("cells", "cell"), [(("A9999", "ZZ5"), "ZZ5"), (("A9999", "CV2"), "")])
def test_two_stray_cells_that_span_a_huge_sheet(
    cells: tuple[str, ...], cell: str, tmp_path: Path
) -> None:
    def stray(sheet: Worksheet) -> None:
        for it in cells:
            sheet[it] = "x"

    reading = read(edited(stray), tmp_path)
    assert [(it.code, it.cell) for it in reading.problems] == (
        [("form-cell-far", cell)] if cell else []
    )


# ---- the door


def test_what_a_workbook_raises(tmp_path: Path) -> None:
    with pytest.raises(UnreadableWorkbookError):
        Workbook(b"PK", "ods")
    with pytest.raises(LockedWorkbookError):
        Workbook(changed(b"\x5c\x00\x70\x00", b"\x2f\x00\x70\x00"), "xls")
    book = Workbook((KEPT / "far.xls").read_bytes(), "xls")
    assert book.far_sheet is not None
    assert (book.far_sheet.name, book.far_sheet.far) == ("Bảng chấm điểm", "C20001")
    assert book.sheet("Hướng dẫn").rows == []
    assert Workbook(XLS, "xls").far_sheet is None


@pytest.mark.parametrize("suffix", ["xls", "ods", "xlsx"])
def test_a_resaved_form_says_the_same(suffix: str, tmp_path: Path) -> None:
    reading = read(kept(f"good.{suffix}"), tmp_path)
    assert reading.problems == ()
    assert {it.criterion: str(it.points) for it in reading.lines} == FULL


@pytest.mark.parametrize(
    ("address", "cell"), [("A1", (0, 0)), ("XFD1048576", (1_048_575, 16_383)), ("a1", None)]
)
def test_addresses(address: str, cell: tuple[int, int] | None) -> None:
    assert position(address) == cell
