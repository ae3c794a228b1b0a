"""More than 60 files as units send them. What each must say stands in tests/data/bad_forms/expected.txt."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from openpyxl.comments import Comment
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms.identity import HIDDEN
from tests.exporters import bad_form_word, xlsb_writer
from tests.exporters.bad_form_files import (
    SHEET_PART,
    Make,
    by_hand_xlsb,
    by_xlsxwriter,
    cut,
    edited,
    kept,
    raw,
    rewritten,
    with_cell,
    with_parts,
    without,
    zipped,
)
from tests.exporters.filling import column_of, put, row_of

_F8 = rb'<c r="F8"[^>]*>.*?</c>'
_PASSWORD = "EncryptedPackage".encode("utf-16-le")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
_TCVN3 = "B¸o c¸o sè 12/BC-VP ngµy 05/12"
_VNI = "Baûng ñieåm naêm 2023"
_ODF = "application/vnd.oasis.opendocument.spreadsheet"


def _reversed_rows(sheet: Worksheet) -> None:
    """Sorted the other way round by somebody: the rows of the table stand upside down."""
    first, last = row_of(sheet, "I"), row_of(sheet, "III.2")
    rows = [[it.value for it in row] for row in sheet.iter_rows(min_row=first, max_row=last)]
    for at, values in enumerate(reversed(rows), start=first):
        for column, value in enumerate(values, start=1):
            # A formula does not move with its row; nothing reads the sums of groups.
            is_formula = str(value).startswith("=")
            sheet.cell(at, column).value = None if is_formula else value


def _inserted(sheet: Worksheet) -> None:
    sheet.insert_cols(column_of(sheet, "evidence"), 2)
    sheet.insert_rows(row_of(sheet, "I.3"), 3)


def _hidden(sheet: Worksheet) -> None:
    for row in range(8, 14):
        sheet.row_dimensions[row].hidden = True
    for letter in "CDGH":
        sheet.column_dimensions[letter].hidden = True


def _decorated(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A6:I18"
    sheet["F8"].comment = Comment("Xin xem lại", "Lan")
    sheet["H8"].hyperlink = "https://example.org/"
    sheet.freeze_panes = "C7"


def _in_front(sheet: Worksheet) -> None:
    book = sheet.parent
    book.create_sheet("Công văn", 0)["A1"] = "Kính gửi khối"
    book.create_chartsheet("Biểu đồ", 0)


def _merged_evidence(sheet: Worksheet) -> None:
    sheet.merge_cells("H14:H15")


def _covered_points(sheet: Worksheet) -> None:
    sheet.merge_cells("F14:F15")


def _many(sheet: Worksheet) -> None:
    put(sheet, "I.1", "9 5")
    put(sheet, "I.2.a", 15.5)
    put(sheet, "I.2.b", -0.25)
    put(sheet, "II.1", None)
    put(sheet, "III.1", "đạt")


def _circle(sheet: Worksheet) -> None:
    put(sheet, "I.1", "=F10+1")
    put(sheet, "I.2.a", "=F8-1")


def _prefixed(parts: dict[str, bytes], cell: bytes) -> None:
    """All names of the sheet with a prefix, as some programs write them."""
    text = re.sub(_F8, b'<c r="F8" ' + cell + b"</c>", parts[SHEET_PART], flags=re.DOTALL)
    text = re.sub(rb"<(/?)([a-zA-Z])", rb"<\1x:\2", text)
    parts[SHEET_PART] = text.replace(b"xmlns=", b"xmlns:x=")


def _from_1904(parts: dict[str, bytes]) -> None:
    """Days counted as on the first Macs."""
    name = "xl/workbook.xml"
    parts[name] = re.sub(rb"<workbookPr[^>]*/>", b'<workbookPr date1904="1"/>', parts[name])
    days = str((date(2023, 12, 5) - date(1904, 1, 1)).days).encode()
    assert b"<v>45265</v>" in parts[SHEET_PART]
    parts[SHEET_PART] = parts[SHEET_PART].replace(b"<v>45265</v>", b"<v>" + days + b"</v>")


def _strict(parts: dict[str, bytes]) -> None:
    """The namespaces that Excel writes for "Strict Open XML"."""
    for name, text in parts.items():
        parts[name] = text.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ).replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )


NUMBERS: Mapping[str, Make] = {
    f"số: {shown}": with_cell(value)
    for shown, value in {
        "8 điểm": "8 điểm",
        "8đ": "8đ",
        "8 đ.": "8 đ.",
        "7,5 chữ": "7,5",
        "7.5 chữ": "7.5",
        "chữ số toàn khổ": "７，５",
        "dấu cách không ngắt": "8\u00a0điểm\u00a0",
        "dấu cách mỏng": "\u20098\u2009điểm",
        "dấu vô hình": "\u200b8,5\ufeff",
        "dấu nháy đầu": "'8",
        "dấu nháy cong": "’8,25",
        "8/10": "8/10",
        "7,5 / 10 điểm": "7,5 / 10 điểm",
        "hai số": "8 - 9",
        "tám": "tám",
        "8,5.5": "8,5.5",
        "1.000": "1.000",
        "lẻ": 8.1,
        "đúng sai": True,
        "ngày": date(2023, 8, 10),
    }.items()
}

FORMULAS: Mapping[str, Make] = {
    f"công thức: {formula}": with_cell(formula)
    for formula in (
        *("=SUM(F11,4.25)", "=F11+F12-10", "=-(2-10)+SUM($F$14:F15)-1.75", "=5+5", "=SUM(F17:F18)+0.5"),
        *("=ROUND(F11,0)", "=AVERAGE(F10:F11)", "=SUM(H10:H11)", "=SUM(F8:F9)", "='Hướng dẫn'!A1+1"),
        *("=F11*1", "=SUM(F10:F11", "=1E5", "=SUM()", "=F11+"),
    )
} | {
    "công thức vòng tròn": edited(_circle),
    "công thức ở cột hồ sơ": with_cell('=A1&"x"', key="evidence"),
}  # fmt: skip

TEXTS: Mapping[str, Make] = {
    "ngày ở ghi chú": with_cell(date(2023, 12, 5), key="note"),
    "ngày giờ ở hồ sơ": with_cell(datetime(2023, 12, 5, 14, 30), key="evidence"),
    "số ở ghi chú": with_cell(12.5, key="note"),
    "TCVN3 ở hồ sơ": with_cell(_TCVN3, key="evidence"),
    "VNI ở ghi chú": with_cell(_VNI, key="note"),
    "TCVN3 dài": with_cell(f"{_TCVN3}; " * 6, key="note"),
    "Unicode tổ hợp": with_cell("Ba\u0301o ca\u0301o so\u0302\u0301 12", key="evidence"),
}

SHEETS: Mapping[str, Make] = {
    "xếp ngược dòng": edited(_reversed_rows),
    "chèn dòng và cột": edited(_inserted),
    "ẩn dòng và cột": edited(_hidden),
    "lọc, ghi chú ô, liên kết": edited(_decorated),
    "trang khác và biểu đồ đứng trước": edited(_in_front),
    "gộp ô hồ sơ": edited(_merged_evidence),
    "gộp ô điểm": edited(_covered_points),
    "đổi tên trang": edited(lambda sheet: setattr(sheet, "title", "Chấm điểm (sửa)")),
    "hiện trang ẩn": edited(lambda sheet: setattr(sheet.parent[HIDDEN], "sheet_state", "visible")),
    "nhiều lỗi một lúc": edited(_many),
    "xóa dòng ẩn đầu trang": edited(lambda sheet: sheet.delete_rows(1)),
    "ô ở rất xa": edited(lambda sheet: setattr(sheet["ABC20000"], "value", "x")),
}

XML: Mapping[str, Make] = {
    "XML: lỗi trong dấu nháy đơn": rewritten(_F8, b"<c r='F8' t='e'><v>#REF!</v></c>"),
    "XML: lỗi ở ô không tên": rewritten(
        rb'<row r="8".*?</row>',
        b'<row r="8"><c t="str"><v>tc:I.1</v></c><c/><c/><c/><c/><c t="e"><v>#N/A</v></c></row>',
    ),
    "XML: tiền tố tên, ô lỗi": with_parts(lambda parts: _prefixed(parts, b't="e"><v>#N/A</v>')),
    "XML: tiền tố tên, chưa tính": with_parts(lambda parts: _prefixed(parts, b"><f>F11*1</f>")),
    "XML: giá trị rỗng": rewritten(_F8, b'<c r="F8"><f>F11+1</f><v></v></c>'),
    "XML: công thức dùng chung": rewritten(_F8, b'<c r="F8"><f t="shared" si="0"/></c>'),
    "XML: công thức mảng": rewritten(_F8, b'<c r="F8"><f t="array" ref="F8">1+1</f></c>'),
    "XML: kết quả rỗng": rewritten(_F8, b'<c r="F8"><f>F11+1</f><v> </v></c>'),
    "XML: kết quả là chữ": rewritten(_F8, b'<c r="F8" t="str"><f>"8"&amp;""</f><v>8</v></c>'),
    "XML: số quá lớn": rewritten(_F8, b'<c r="F8"><v>1e300</v></c>'),
    "XML: không phải số": rewritten(_F8, b'<c r="F8"><v>NaN</v></c>'),
    "XML: số hỏng": rewritten(_F8, b'<c r="F8"><v>8..5</v></c>'),
    "XML: ngày ISO": rewritten(_F8, b'<c r="F8" t="d"><v>2023-08-10</v></c>'),
    "XML: chữ tại chỗ": rewritten(
        _F8, b'<c r="F8" t="inlineStr"><is><r><t>8,</t></r><r><t>5</t></r></is></c>'
    ),
    "XML: chữ số 0 âm": rewritten(_F8, b'<c r="F8"><v>-0</v></c>'),
    "XML: chuỗi dùng chung sai số": rewritten(_F8, b'<c r="F8" t="s"><v>99999</v></c>'),
    "XML: đứt giữa trang": rewritten(rb'<row r="12".*', b""),
    "XML: khai báo kiểu văn bản": rewritten(
        rb"^<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'
    ),
    "XML: Strict Open XML": with_parts(_strict),
    "XML: Strict Open XML của LibreOffice": with_parts(_strict, kept("good.xlsx")),
    "XML: hệ ngày 1904": with_parts(_from_1904, with_cell(date(2023, 12, 5), key="note")),
    "XML: thiếu kiểu ô": without("xl/styles.xml"),
    "XML: thiếu trang": without("xl/worksheets/sheet1.xml"),
    "XML: thiếu quan hệ": without("xl/_rels/workbook.xml.rels"),
    "XML: quan hệ lạc": rewritten(
        rb"worksheets/sheet1\.xml", b"worksheets/khac.xml", "xl/_rels/workbook.xml.rels"
    ),
    "XML: dòng rất xa không tên ô": rewritten(
        rb"</sheetData>", b'<row r="99999"><c><v>1</v></c></row></sheetData>'
    ),
}

OTHER_PROGRAMS: Mapping[str, Make] = {
    "XlsxWriter": by_xlsxwriter(),
    "XlsxWriter, chữ tại chỗ": by_xlsxwriter(constant_memory=True),
    "XlsxWriter có lỗi": by_xlsxwriter([(7, 5, "khá"), (9, 5, 15.25), (11, 8, _VNI)]),
    "XlsxWriter, thiếu chuỗi dùng chung": without("xl/sharedStrings.xml", by_xlsxwriter()),
    "LibreOffice .xlsx": kept("good.xlsx"),
    "LibreOffice .xls": kept("good.xls"),
    "LibreOffice .ods": kept("good.ods"),
    "LibreOffice .xlsx có lỗi": kept("faults.xlsx"),
    "LibreOffice .xls có lỗi": kept("faults.xls"),
    "LibreOffice .ods có lỗi": kept("faults.ods"),
    "LibreOffice .xls ô ở xa": kept("far.xls"),
    "LibreOffice .ods ô ở xa": kept("far.ods"),
    "LibreOffice .xls của việc khác": kept("other.xls"),
    "LibreOffice .ods của việc khác": kept("other.ods"),
    ".xlsb": by_hand_xlsb(),
    ".xlsb có lỗi": by_hand_xlsb([(7, 5, xlsb_writer.ERROR), (9, 5, "8/10"), (11, 8, _TCVN3)]),
    ".xlsb ô ở xa": by_hand_xlsb([(20000, 2, "x")]),
}  # fmt: skip

FILES: Mapping[str, Make] = {
    "đứt một nửa": cut(0.5),
    "đứt ở cuối": cut(0.99),
    "ảnh": raw("BDV.xlsx", b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(50)),
    "PDF": raw("BDV.xlsx", b"%PDF-1.7\n..."),
    "trang web": raw("BDV.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
    "lối tắt": raw("BDV.xlsx", b"L\0\0\0\x01\x14\x02\0" + bytes(60)),
    "tệp khóa": raw("~$BDV.xlsx", b"\x03Lan"),
    "mật khẩu": raw("BDV.xlsx", _OLE + _PASSWORD),
    "mật khẩu .ods": raw(
        "BDV.ods",
        zipped(
            ("mimetype", _ODF.encode()),
            ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
            ("content.xml", b"\x01\x02"),
        ),
    ),
    "Word": raw("BDV.docx", zipped(("word/document.xml", b"<x/>"))),
    "rỗng": raw("BDV.xlsx", b""),
    "chữ trần": raw("BDV.xlsx", "Mã;Điểm\nI.1;9,5".encode()),
    "nén rar": raw("BDV.rar", b"Rar!\x1a\x07\x00"),
}

CASES: Mapping[str, Make] = {
    **NUMBERS,
    **FORMULAS,
    **TEXTS,
    **SHEETS,
    **XML,
    **OTHER_PROGRAMS,
    **FILES,
    **bad_form_word.CASES,
    "Word: LibreOffice": kept("good.docx"),
}
