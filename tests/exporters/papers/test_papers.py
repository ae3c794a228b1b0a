"""The papers as files: every format says the same figures, and nothing else than the report says."""

import zipfile
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from exporters import FORMATS, write_paper
from exporters.papers.excel_formula import formula_text, number_format
from exporters.papers.layout import LETTERHEADS
from models.errors import AppError
from models.papers.kinds import build
from models.papers.report import Cell, Formula, Heading, Ref, Report
from models.rulepack import Stage
from models.season import Score, ScoreKey, Season
from tests.exporters.paper_samples import LONG_NAMES, NAMES, PACK, PRINTED_ON, points, season
from tests.exporters.reading import (
    figures,
    has_office,
    recalculated,
    report_figures,
    words,
)

LETTERS = (
    "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
)
EVERY_LETTER = f"{LETTERS} {LETTERS.upper()}"
OFFICE = pytest.mark.skipif(not has_office(), reason="LibreOffice (soffice) is not installed")


def paper(made: Season, name: str = "bang-tong-hop", unit: str | None = None) -> Report:
    return build(name, made, unit, printed_on=PRINTED_ON)


def cut_season() -> Season:
    return season(pack=replace(PACK, content_total=Decimal(90)))


def rounded_season() -> Season:
    pack = replace(PACK, rank_on="rounded", decimals=1, step=points("0,001"))
    return season(pack=pack).with_scores({ScoreKey("u3", "I.4", "block"): Score(points("9,335"))})


def fine_season() -> Season:
    """Three decimals, ranked by exact totals: nothing may be rounded away in print."""
    pack = replace(PACK, step=points("0,001"))
    return season(pack=pack).with_scores({ScoreKey("u3", "I.4", "block"): Score(points("9,335"))})


REPORTS = {
    "nine units": paper(season()),
    "twenty units with long names, Party": paper(season(LONG_NAMES[:20], "party")),
    "total cut": paper(cut_season()),
    "rounded totals": paper(rounded_season()),
    "three decimals": paper(fine_season()),
    "one unit": paper(season(NAMES[:1])),
    "sheet with a bonus cut": paper(season(), "phieu-diem", "u0"),
    "sheet with half of section II": paper(season(), "phieu-diem", "u7"),
    "sheet of an incomplete unit": paper(season(), "phieu-diem", "u8"),
    "sheet with the total cut": paper(cut_season(), "phieu-diem", "u5"),
}


def written(report: Report, folder: Path, suffix: str) -> Path:
    target = folder / f"{report.file_stem}{suffix}"
    write_paper(report, target)
    return target


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", REPORTS)
def test_every_format_says_every_figure_of_the_report(
    name: str, suffix: str, tmp_path: Path
) -> None:
    expected = report_figures(REPORTS[name])
    assert len(expected) > 10
    assert figures(written(REPORTS[name], tmp_path, suffix)) == expected


@OFFICE
@pytest.mark.office
@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["nine units", "total cut", "rounded totals", "sheet with half of section II"]
)
def test_libreoffice_recalculates_the_workbook_to_our_figures(name: str, tmp_path: Path) -> None:
    report = REPORTS[name]
    path = written(report, tmp_path, ".xlsx")
    assert figures(recalculated(path, tmp_path)) == report_figures(report)


@OFFICE
@pytest.mark.office
@pytest.mark.slow
def test_the_total_follows_when_a_section_is_changed_by_hand(tmp_path: Path) -> None:
    path = written(REPORTS["nine units"], tmp_path, ".xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    cell = next(it for row in sheet.iter_rows() for it in row if it.value == 59.5)
    cell.value = 58.5
    book.save(path)
    found = figures(recalculated(path, tmp_path))
    assert found[1:9] == ["58,50", "20,00", "14,50", "5,00", "0,00", "94,75", "94,50", "98,00"]


def test_totals_and_sums_are_formulas_with_our_results_beside_them(tmp_path: Path) -> None:
    path = written(REPORTS["sheet with half of section II"], tmp_path, ".xlsx")
    texts = openpyxl.load_workbook(path).worksheets[0]
    results = openpyxl.load_workbook(path, data_only=True).worksheets[0]
    formulas = {
        str(cell.value): results[cell.coordinate].value
        for row in texts.iter_rows()
        for cell in row
        if isinstance(cell.value, str) and cell.value.startswith("=")
    }
    assert any(it.startswith("=SUM(") for it in formulas)
    assert 76.75 in formulas.values()


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (Formula((Ref("a", "x"), Ref("a", "y"))), "=SUM(A1:B1)"),
        (Formula((Ref("a", "x"),), (Ref("a", "y"),)), "=A1-B1"),
        (Formula((Ref("a", "x"), Ref("c", "x"))), "=A1+A3"),
        (Formula((Ref("a", "x"), Ref("b", "x")), cap=points("7,5")), "=MIN(7.5,SUM(A1:A2))"),
        (Formula((Ref("a", "x"),), decimals=2), "=ROUND(ROUND(A1,8),2)"),
        (Formula((Ref("a", "x"),), decimals=1, rounding="down"), "=ROUNDDOWN(ROUND(A1,8),1)"),
        (Formula((Ref("a", "z"),), decimals=0, rounding="up"), "=ROUNDUP(ROUND(AB1,8),0)"),
        (Formula((Ref("a", "x"),), decimals=2, rounding="half_even"), None),
    ],
)
def test_a_neutral_formula_becomes_one_that_excel_knows(formula: Formula, text: str | None) -> None:
    rows, columns = {"a": 0, "b": 1, "c": 2}, {"x": 0, "y": 1, "z": 27}
    assert formula_text(formula, lambda ref: (rows[ref.row], columns[ref.column])) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("12", "#,##0"),
        ("9,50", "#,##0.00"),
        ("− 1,00", "+ #,##0.00;− #,##0.00"),
        ("9,335", "#,##0.000"),
    ],
)
def test_a_number_is_formatted_as_the_report_writes_it(text: str, wanted: str) -> None:
    assert number_format(Cell(text, Decimal(1))) == wanted


def test_the_workbook_is_ready_to_print(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(written(REPORTS["nine units"], tmp_path, ".xlsx"))
    assert book.sheetnames == ["Kết quả chấm điểm", "Giải trình"]
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize)) == ("landscape", 9)
        height = None if sheet is book.worksheets[0] else 0  # 1 is the default, not stored
        assert (setup.fitToWidth, setup.fitToHeight) == (None, height)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.freeze_panes
        assert sheet.print_area


def test_a_wide_table_is_set_on_a3_in_every_format(tmp_path: Path) -> None:
    stages = tuple(Stage(f"s{number}", f"Vòng {number}") for number in range(1, 8))
    made = season(pack=replace(PACK, stages=stages))
    scores = {
        ScoreKey(key.unit, key.criterion, f"s{number}"): Score((it.points or Decimal(9)) / number)
        for key, it in made.scores.items()
        if key.stage == "block"
        for number in (1, 2, 4, 5)
    }
    report = paper(replace(made, scores=scores))
    wide = replace(report, page="A3")
    for suffix in FORMATS:
        assert figures(written(wide, tmp_path, suffix)) == report_figures(wide)
    book = openpyxl.load_workbook(tmp_path / f"{wide.file_stem}.xlsx")
    assert int(book.worksheets[0].page_setup.paperSize) == 8


@pytest.mark.parametrize("suffix", FORMATS)
def test_no_row_of_the_workbook_clips_its_text_and_names_stay_text(
    suffix: str, tmp_path: Path
) -> None:
    names = ("=1+1", "<b>Sở & Ban</b> “Đặc biệt”", "+84", "Tên\tcó dấu", LONG_NAMES[0] * 2)
    path = written(paper(season(names)), tmp_path, suffix)
    text = words(path)
    assert "=1+1" in text
    assert "<b>Sở & Ban</b> “Đặc biệt”" in text
    if suffix == ".xlsx":
        sheet = openpyxl.load_workbook(path).worksheets[0]
        cell = next(it for row in sheet.iter_rows() for it in row if it.value == "=1+1")
        assert cell.data_type == "s"
        long = next(it for row in sheet.iter_rows() for it in row if it.value == LONG_NAMES[0] * 2)
        assert sheet.row_dimensions[long.row].height > 5 * 10


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_vietnamese_letter_can_be_read_back(suffix: str, tmp_path: Path) -> None:
    spaced = " ".join(EVERY_LETTER.replace(" ", ""))
    text = words(written(paper(season((spaced,))), tmp_path, suffix))
    assert spaced in text


@pytest.mark.parametrize("suffix", FORMATS)
def test_banners_stand_in_every_format_until_the_result_is_closed(
    suffix: str, tmp_path: Path
) -> None:
    banner = "CHƯA CHÍNH THỨC · DỮ LIỆU MINH HOẠ"
    assert banner in words(written(paper(season()), tmp_path, suffix))
    closed = replace(season(), is_sample=False, closed_on=date(2023, 12, 22))
    text = words(written(paper(closed), tmp_path, suffix))
    assert "CHƯA CHÍNH THỨC" not in text
    assert "MINH HOẠ" not in text


@pytest.mark.parametrize("suffix", FORMATS)
def test_state_and_party_papers_have_their_own_heads(suffix: str, tmp_path: Path) -> None:
    state = words(written(paper(season()), tmp_path, suffix))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in state
    assert "Độc lập - Tự do - Hạnh phúc" in state
    party = words(written(paper(season(style="party")), tmp_path, suffix))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
    assert "CỘNG HÒA" not in party
    assert "TỈNH ỦY LÀO CAI" in party
    assert "Lào Cai, ngày ..... tháng ..... năm 2023" in party


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_report_gives_the_same_file(suffix: str, tmp_path: Path) -> None:
    def content(path: Path) -> object:
        if suffix == ".pdf":
            return path.read_bytes()
        with zipfile.ZipFile(path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write_paper(REPORTS["nine units"], first)
    write_paper(REPORTS["nine units"], second)
    assert content(first) == content(second)


def test_the_number_is_left_open_in_the_form_of_each_style() -> None:
    heading = Heading("", "", symbol="KTĐ", code="BC")
    blank = 8 * "\N{NO-BREAK SPACE}"
    assert LETTERHEADS["state"].number_line(heading) == f"Số: {blank}/BC-KTĐ"
    assert LETTERHEADS["party"].number_line(heading) == f"Số {blank}-BC/KTĐ"
    assert LETTERHEADS["state"].number_line(replace(heading, code="")) == ""
    given = replace(heading, number="07")
    assert LETTERHEADS["state"].number_line(given) == "Số: 07/BC-KTĐ"
    assert LETTERHEADS["party"].number_line(given) == "Số 07-BC/KTĐ"


def test_an_unknown_suffix_and_a_missing_folder_are_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(AppError, match=r"chọn một trong các đuôi \.xlsx"):
        write_paper(REPORTS["one unit"], tmp_path / "bang.odt")
    with pytest.raises(AppError, match="thư mục"):
        write_paper(REPORTS["one unit"], tmp_path / "không có" / "bang.pdf")
    assert list(tmp_path.iterdir()) == []
