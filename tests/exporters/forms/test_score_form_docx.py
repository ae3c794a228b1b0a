"""Forms as tables in Word files: whose they are, which row is which, where a fault stands.

The usual ones stand in `bad_form_word` with what they must say in tests/data/bad_forms/expected.txt.
"""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import score_form
from exporters.forms.score.word_form import said_unit
from models.block import Unit
from models.collected import UnitAlias
from models.collecting.intake import FormReading
from models.collecting.unit_names import alias_for
from models.facts import Facts, NotApplicable
from models.season import Season
from models.table import ScoringTable
from tests.exporters import ruled_samples
from tests.exporters.arriving import read_all
from tests.exporters.bad_form_word import HEAD, Rows, add_table, put, rows, word
from tests.exporters.filling import fill, written
from tests.exporters.form_samples import FULL, SEASON, UNION_ONLY, USUAL, leaf


def codes(reading: FormReading) -> list[str]:
    return [it.code for it in reading.problems]


def points(reading: FormReading) -> dict[str, str]:
    return {it.criterion: str(it.points) for it in reading.lines}


def saved(folder: Path, fill_in: Callable[[docx.document.Document], object]) -> Path:
    document = docx.Document()
    fill_in(document)
    document.save(str(folder / "BDV.docx"))
    return folder / "BDV.docx"


# ---- the table


def pasted(sheet: Worksheet) -> Callable[[docx.document.Document], None]:
    """The visible cells of the form as Word takes them from the clipboard, merged ones merged."""

    def paste(document: docx.document.Document) -> None:
        last = max(it.column for it in sheet[6] if it.value is not None)
        table = [
            [shown(it.value) for it in row[1:last]] for row in sheet.iter_rows(2, sheet.max_row)
        ]
        add_table(document, table)
        for area in sheet.merged_cells.ranges:
            left, top, right, bottom = area.bounds
            joined(document.tables[0], (top - 2, left - 2), (bottom - 2, right - 2))

    return paste


def shown(value: object) -> str:
    if isinstance(value, int | float):
        return f"{value:g}".replace(".", ",")
    return "" if value is None or str(value).startswith("=") else str(value)


def test_the_whole_form_pasted_from_excel_reads_as_the_form_itself(tmp_path: Path) -> None:
    form = written(SEASON, USUAL, tmp_path)
    fill(form, {code: float(value) for code, value in FULL.items()})
    book = openpyxl.load_workbook(form)
    reading = score_form.read(saved(tmp_path, pasted(book.worksheets[0])), SEASON)
    assert reading.unit == USUAL.id
    assert codes(reading) == []
    itself = score_form.read(form, SEASON)
    assert [replace(it, cell="") for it in reading.lines] == [
        replace(it, cell="") for it in itself.lines
    ]


def test_headings_in_two_rows_and_titles_over_several_columns_are_understood(
    tmp_path: Path,
) -> None:
    def fill_in(document: docx.document.Document) -> None:
        table = rows()
        table[0] = ["TT", "Nội dung", "Tối đa", "Tự chấm", "Hồ sơ", "Ghi chú"]
        table.insert(0, ["TT", "Nội dung", "Điểm", "", "Hồ sơ", "Ghi chú"])
        table.insert(0, ["BẢNG TỰ CHẤM ĐIỂM NĂM 2023 CỦA BAN DÂN VẬN TỈNH ỦY", *[""] * 5])
        add_table(document, table)
        made: Table = document.tables[0]
        joined(made, (0, 0), (0, 5))
        joined(made, (1, 2), (1, 3))
        for column in (0, 1, 4, 5):
            joined(made, (1, column), (2, column))
        section = next(it for it, row in enumerate(table) if row[0] == "II")
        made.cell(section, 0).text = "II. Xây dựng Đảng, đoàn thể"
        made.cell(section, 1).text = ""
        joined(made, (section, 0), (section, 5))

    reading = score_form.read(saved(tmp_path, fill_in), SEASON)
    assert (reading.unit, codes(reading), points(reading)) == (USUAL.id, [], FULL)
    assert reading.lines[0].cell == "bảng 1, dòng 5, cột Tự chấm"


def joined(table: Table, first: tuple[int, int], last: tuple[int, int]) -> None:
    text = table.cell(*first).text
    table.cell(*first).merge(table.cell(*last)).text = text


def test_a_covered_cell_is_empty_as_in_a_workbook(tmp_path: Path) -> None:
    def fill_in(document: docx.document.Document) -> None:
        for line in HEAD:
            document.add_paragraph(line)
        add_table(document, rows())
        joined(document.tables[0], (8, 3), (9, 3))

    reading = score_form.read(saved(tmp_path, fill_in), SEASON)
    assert codes(reading) == ["form-blank"]
    assert "II.2" in reading.problems[0].what


def test_every_criterion_with_numbers_is_read_with_its_own_rows(tmp_path: Path) -> None:
    season = ruled_samples.given(ruled_samples.SEASON, ruled_samples.INPUTS, ruled_samples.POINTS)
    form = written(season, ruled_samples.UNIT, tmp_path)
    reading = score_form.read(
        saved(tmp_path, pasted(openpyxl.load_workbook(form).worksheets[0])), ruled_samples.SEASON
    )
    itself = score_form.read(form, ruled_samples.SEASON)
    assert codes(reading) == codes(itself) == []
    assert [(it.criterion, it.points, it.inputs) for it in reading.lines] == [
        (it.criterion, it.points, it.inputs) for it in itself.lines
    ]
    late = next(it for it in reading.lines if it.criterion == "I.1")
    assert late.input_cells[0].endswith(", cột Đơn vị tự chấm")


def test_a_wrong_number_is_told_with_its_place(tmp_path: Path) -> None:
    season = ruled_samples.given(ruled_samples.SEASON, ruled_samples.INPUTS, ruled_samples.POINTS)
    sheet = openpyxl.load_workbook(written(season, ruled_samples.UNIT, tmp_path)).worksheets[0]
    row = next(it.row for it in sheet["A"] if it.value == "sl:I.1#cham")
    sheet.cell(row, 6).value = "ba"
    (problem,) = score_form.read(saved(tmp_path, pasted(sheet)), ruled_samples.SEASON).problems
    assert problem.code == "input-not-a-number"
    assert problem.sheet == ""
    assert problem.cell == f"bảng 1, dòng {row - 1}, cột Đơn vị tự chấm"
    assert problem.where.startswith("Bảng 1, dòng ")
    assert problem.where.endswith("tiêu chí I.1 Chế độ thông tin, báo cáo, “Báo cáo chậm”")


def test_the_same_title_twice_needs_its_code_or_its_section(tmp_path: Path) -> None:
    first, second, third = SEASON.table.rows
    twice = replace(second, rows=(*second.rows, leaf("II.3", "Phát động phong trào", "5")))
    season = replace(SEASON, table=ScoringTable((first, twice, third)))

    def with_row(table: Rows) -> None:
        table.insert(-4, ["II.3", "Phát động phong trào", "5", "4", "Báo cáo số 12", ""])

    def titles_only(table: Rows) -> None:
        with_row(table)
        table[:] = [["", *it[1:]] if at else it for at, it in enumerate(table)]

    def without_sections(table: Rows) -> None:
        titles_only(table)
        table[:] = [it for it in table if it[3]]

    for change in (with_row, titles_only):
        reading = score_form.read(word(change)(tmp_path), season)
        assert codes(reading) == []
        assert points(reading) == FULL | {"II.3": "4"}
    reading = score_form.read(word(without_sections)(tmp_path), season)
    assert codes(reading) == ["form-row-unclear"] * 2 + ["form-row-missing"]
    assert "II.3, III.1" in reading.problems[0].what


def test_what_is_not_asked_of_the_unit_is_not_read(tmp_path: Path) -> None:
    facts = Facts(
        not_applicable=(NotApplicable(USUAL.id, "I.3", "Không được giao", policy="leave_out"),)
    )
    reading = score_form.read(
        word(put("I.3", 3, "không áp dụng"), put("I.3", 2, "99"))(tmp_path),
        replace(SEASON, facts=facts),
    )
    assert codes(reading) == []
    assert "I.3" not in points(reading)


# ---- whose form


def test_the_unit_that_the_clerk_says_is_taken(tmp_path: Path) -> None:
    path = word(head=("Tự chấm năm 2023",))(tmp_path)
    assert codes(score_form.read(path, SEASON)) == ["form-unit-unknown"]
    for reading in (
        score_form.read(path, SEASON, USUAL.id),
        *read_all(path, SEASON, USUAL.id),
    ):
        assert (reading.unit, codes(reading), points(reading)) == (USUAL.id, [], FULL)


def test_another_unit_than_the_document_names_is_asked_about(tmp_path: Path) -> None:
    reading = score_form.read(word()(tmp_path), SEASON, UNION_ONLY.id)
    assert reading.unit == UNION_ONLY.id
    assert codes(reading) == ["form-unit-differs"]
    assert USUAL.name in reading.problems[0].what


def test_a_unit_that_is_not_there_is_not_taken(tmp_path: Path) -> None:
    assert score_form.read(word()(tmp_path), SEASON, "gone").unit == USUAL.id


def test_the_unit_said_once_is_known_from_then_on(tmp_path: Path) -> None:
    path = word(head=(HEAD[0], "Đơn vị: B. Dân vận"))(tmp_path)
    assert codes(score_form.read(path, SEASON)) == ["form-unit-unknown"]
    said = said_unit(path.read_bytes(), SEASON)
    assert said == "B. Dân vận"
    alias = alias_for(said, USUAL, SEASON)
    assert alias == UnitAlias(USUAL.id, said)
    assert alias is not None
    remembered = replace(SEASON, facts=Facts(aliases=(alias,)))
    assert score_form.read(path, remembered).unit == USUAL.id
    assert said_unit(path.read_bytes(), remembered) == ""


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        (["Đơn vị tính: điểm", "Cơ quan, đơn vị: BAN DÂN VẬN TỈNH UỶ……"], USUAL.id),
        (["Tên đơn vị tự chấm: Ban Dân vận Tỉnh ủy Lào Cai"], USUAL.id),
        (["KHỐI THI ĐUA CÁC CƠ QUAN TỈNH ỦY", "Ban D©n vËn TØnh ñy"], USUAL.id),
        (["Nơi nhận: Ban Dân vận Tỉnh ủy", "TRƯỜNG CHÍNH TRỊ TỈNH"], UNION_ONLY.id),
        (["Đơn vị: ……………"], ""),
        ([], ""),
    ],
)
def test_the_words_above_the_table_name_the_unit(
    head: list[str], unit: str, tmp_path: Path
) -> None:
    reading = score_form.read(word(head=["Tự chấm điểm năm 2023", *head])(tmp_path), SEASON)
    assert reading.unit == unit


def test_the_letterhead_may_be_a_table_of_its_own(tmp_path: Path) -> None:
    def fill_in(document: docx.document.Document) -> None:
        add_table(document, [["TỈNH ỦY\nBAN DÂN VẬN TỈNH ỦY", "ĐẢNG CỘNG SẢN VIỆT NAM"]])
        document.add_paragraph("BẢNG TỰ CHẤM ĐIỂM NĂM 2023")
        add_table(document, rows())

    reading = score_form.read(saved(tmp_path, fill_in), SEASON)
    assert (reading.unit, codes(reading)) == (USUAL.id, [])
    assert reading.lines[0].cell == "bảng 2, dòng 3, cột Đơn vị tự chấm"


def test_what_stands_below_the_table_names_nobody(tmp_path: Path) -> None:
    path = word(head=("Tự chấm điểm năm 2023",))(tmp_path)
    document = docx.Document(str(path))
    document.add_paragraph("Đơn vị: Ban Dân vận Tỉnh ủy")
    document.save(str(path))
    assert codes(score_form.read(path, SEASON)) == ["form-unit-unknown"]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("BẢNG ĐIỂM THI ĐUA NĂM 2023, so với năm 2022", []),
        ("Thi đua năm 2022", ["form-other-year"]),
        ("Lào Cai, ngày 03 tháng 01 năm 2024", ["form-year-unknown"]),
        ("Kế hoạch năm 2022; BẢNG CHẤM ĐIỂM NĂM 2023", []),
    ],
)
def test_the_year_is_the_one_of_the_title_not_of_a_date(
    line: str, wanted: list[str], tmp_path: Path
) -> None:
    assert codes(score_form.read(word(head=(line, HEAD[1]))(tmp_path), SEASON)) == wanted


def test_no_unit_of_the_block_depends_on_the_order_of_the_list(tmp_path: Path) -> None:
    path = word(head=(HEAD[0], "Đơn vị: Ban Dân vận"))(tmp_path)
    units = (Unit("Ban Dân vận Huyện ủy", "x"), *SEASON.units)
    one, other = (replace(SEASON, units=it) for it in (units, units[::-1]))
    assert score_form.read(path, one) == score_form.read(path, other)


# ---- what a Word file can be


def test_a_paragraph_table_of_something_else_beside_the_form_is_left_out(tmp_path: Path) -> None:
    def fill_in(document: docx.document.Document) -> None:
        for line in HEAD:
            document.add_paragraph(line)
        add_table(document, [["STT", "Chỉ tiêu", "Điểm tối đa", "Tự chấm"], ["1", "Họp", "5", "9"]])
        add_table(document, rows())
        add_table(document, [["NGƯỜI LẬP", "THỦ TRƯỞNG"], ["(Ký)", "(Ký, đóng dấu)"]])

    reading = score_form.read(saved(tmp_path, fill_in), SEASON)
    assert (codes(reading), points(reading)) == ([], FULL)
    assert reading.lines[0].cell.startswith("bảng 2")


def test_points_are_exact_and_texts_keep_their_lines(tmp_path: Path) -> None:
    path = word(put("I.1", 3, "19,25 điểm"), put("I.1", 5, "dòng một\ndòng hai"))(tmp_path)
    line = score_form.read(path, SEASON).lines[0]
    assert line.points == Decimal("19.25")
    assert line.note == "dòng một\ndòng hai"


def test_deleted_text_is_not_read(tmp_path: Path) -> None:
    path = word()(tmp_path)
    document = docx.Document(str(path))
    paragraph: Paragraph = document.tables[0].cell(2, 3).paragraphs[0]
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    deleted = docx.oxml.parse_xml(f"<w:del {space}><w:r><w:delText>1</w:delText></w:r></w:del>")
    paragraph._p.append(deleted)
    document.save(str(path))
    assert points(score_form.read(path, SEASON)) == FULL


def test_a_season_without_a_table_or_units_refuses_it_as_a_word_file(tmp_path: Path) -> None:
    path = word()(tmp_path)
    bare: Season = replace(SEASON, table=ScoringTable())
    assert codes(score_form.read(path, bare)) == ["file-word"]
    assert codes(score_form.read(path, replace(SEASON, units=()))) == ["form-unit-unknown"]


def test_the_headings_may_be_called_as_units_call_them(tmp_path: Path) -> None:
    for words in ("Điểm tự chấm", "Tự đánh giá", "Đơn vị chấm", "Điểm đạt được", "Điểm", "TỰ CHẤM"):

        def renamed(table: Rows, words: str = words) -> None:
            table[0] = ["STT", "Tiêu chí", "Thang điểm", words, "Tài liệu minh chứng", "Ghi chú"]

        reading = score_form.read(word(renamed)(tmp_path), SEASON)
        assert (words, codes(reading), points(reading)) == (words, [], FULL)
        assert reading.lines[0].cell == f"bảng 1, dòng 3, cột {words}"


def test_columns_of_other_bodies_are_not_the_units_own(tmp_path: Path) -> None:
    def more(table: Rows) -> None:
        for at, row in enumerate(table):
            row[4:4] = ["5", "6"] if at else ["Khối chấm", "Thẩm định"]

    reading = score_form.read(word(more)(tmp_path), SEASON)
    assert (codes(reading), points(reading)) == ([], FULL)
