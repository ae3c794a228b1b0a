"""The paper of what changed from one scoring table to another."""

from datetime import date

from models.block import Block
from models.papers.report import Paragraph, Table
from models.papers.table import table_changes
from models.rulepack import RulePack
from models.season import Season
from tests.models.drawn_tables import drawn

OLD = drawn("I 60 Nhiệm vụ\nI.1 20 Chương trình [Báo cáo]\nI.2 40 Cải cách")
NEW = drawn("I 60 Nhiệm vụ\nI.1 25 Chương trình [Quyết định]\nI.3 35 Chuyển đổi số")
SEASON = Season(Block("Khối minh hoạ"), 2023, RulePack("p", "Quy tắc"), NEW, is_sample=True)


def cells(old: str = "Bản 1", new: str = "Bản 2") -> list[list[str]]:
    report = table_changes(SEASON, (old, OLD), (new, NEW), date(2023, 3, 1))
    (table,) = report.parts[0].tables
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_every_change_is_a_line_and_every_row_has_a_number() -> None:
    assert cells() == [
        ["1", "I.1", "Chương trình", "Sửa: điểm tối đa", "20", "25"],
        ["", "", "", "Sửa: hồ sơ kiểm chứng", "Báo cáo", "Quyết định"],
        ["2", "I.2", "Cải cách", "Bỏ cả dòng", "điểm tối đa: 40", ""],
        ["3", "I.3", "Chuyển đổi số", "Thêm cả dòng", "", "điểm tối đa: 35"],
    ]


def test_the_paper_names_both_tables_and_is_no_unofficial_result() -> None:
    report = table_changes(SEASON, ("Bản 1 (5/KH)", OLD), ("Bản 2", NEW), date(2023, 3, 1))
    first = report.parts[0].contents[0]
    assert isinstance(first, Paragraph)
    assert first.text == "Từ: Bản 1 (5/KH). Đến: Bản 2. Số dòng thay đổi: 3."
    assert report.banners == ("DỮ LIỆU MINH HOẠ",)
    assert report.file_stem == "So sanh bang cham diem 2023 - Ban 1 5 KH - Ban 2"


def test_equal_tables_make_a_paper_without_a_table() -> None:
    report = table_changes(SEASON, ("Bản 1", OLD), ("Bản 2", OLD), date(2023, 3, 1))
    assert not any(isinstance(it, Table) for it in report.parts[0].contents)
