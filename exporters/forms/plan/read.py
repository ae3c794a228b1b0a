"""The sheet of the year's plan read back, whoever wrote it: rows by the headings, every fault with its cell."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from exporters.forms.identity import HIDDEN, tidy
from exporters.forms.opening import CONTAINERS, content
from exporters.forms.plan import layout
from exporters.forms.score.layout import address
from exporters.forms.score.values import as_text, bad_formula
from exporters.incoming import workbook_kind
from exporters.incoming.workbook_cells import Sheet, Workbook
from exporters.incoming.workbook_looks import LockedWorkbookError, UnreadableWorkbookError
from models.dates.plan_intake import Preview, preview
from models.dates.plan_rows import (
    DONE,
    DRIVE,
    HEADS,
    MONTH,
    NOTE,
    RESULT,
    STATE,
    TITLE,
    WHEN,
    WHO,
    SheetRow,
)
from models.errors import Problem
from models.season import Season
from models.texts import fold

_HEAD_WITHIN = 30
"""The headings stand within so many rows from the top."""
_OTHER_HEADS = {
    TITLE: ("Nội dung", "Nội dung công việc", "Công việc", "Tên việc", "Nhiệm vụ"),
    WHO: (
        "Đơn vị, bộ phận làm",
        "Đơn vị thực hiện",
        "Bộ phận thực hiện",
        "Người thực hiện",
        "Ai làm",
        "Chủ trì",
    ),
    DRIVE: ("Đợt thi đua, phong trào", "Đợt, phong trào", "Phong trào", "Đợt thi đua"),
    WHEN: ("Thời gian", "Thời hạn", "Hạn hoàn thành", "Thời gian thực hiện", "Ngày"),
    MONTH: ("Tháng, quý", "Tháng", "Quý"),
    RESULT: ("Kết quả phải có", "Sản phẩm", "Kết quả, sản phẩm"),
    STATE: ("Tình trạng",),
    DONE: ("Ngày hoàn thành",),
    NOTE: ("Ghi chú, lý do", "Lý do"),
}
_KEY_OF = {fold(it): key for key, head in HEADS.items() for it in (head, *_OTHER_HEADS[key])}
_CODE = "code"
_SECTION = re.compile(
    r"(?:[ivx]+[.)] ?)?(?:nhiem vu )?(?P<span>(?:thang \d{1,2}|quy (?:iv|i{1,3}|[1-4]))(?:/\d{4}| nam \d{4})?)"
)
"""A row that is but the heading of a month or quarter."""


def read(source: Path | bytes, season: Season, today: date, name: str = "") -> Preview:
    """What accepting a file would change in the plan; nothing is entered, nothing is raised for a bad file.

    The file is given by its path or by its bytes with the `name` it came under; `today` as in
    `models.dates.plan_intake.preview`.
    """
    if isinstance(source, bytes):
        data, problem = source, None
    else:
        name = source.name
        data, problem = content(source)
    problem = problem or _cannot_open(name, data)
    if problem is not None:
        return Preview(name, problems=(problem,))
    try:
        book = Workbook(data, _container(name, data))
        return _read(name, book, season, today)
    except LockedWorkbookError:
        return Preview(name, problems=(workbook_kind.locked(),))
    except UnreadableWorkbookError:
        return Preview(name, problems=(workbook_kind.damaged(),))


def _cannot_open(name: str, data: bytes) -> Problem | None:
    found = workbook_kind.not_a_workbook(name, data)
    return None if found is None or found.code in CONTAINERS else found


def _container(name: str, data: bytes) -> Any:
    found = workbook_kind.not_a_workbook(name, data)
    return CONTAINERS[found.code] if found else "xlsx"


def _read(name: str, book: Workbook, season: Season, today: date) -> Preview:
    far = book.far_sheet
    if far is not None:
        return Preview(name, problems=(_far_out(far),))
    block, year = _whose(book)
    if year and year != str(season.year):
        what = f"Kế hoạch năm {year}, sổ đang mở là năm {season.year}."
        advice = "Mở sổ của năm đó, hoặc chép kế hoạch năm trước trong chương trình."
        return Preview(name, problems=(Problem("plan-other-year", what, advice),))
    # Codes mean something in the book they come from only.
    is_ours = bool(block) and fold(block) == fold(season.block.name)
    for sheet_name in book.names:
        if sheet_name == HIDDEN:
            continue
        sheet = book.sheet(sheet_name)
        if sheet.far:
            return Preview(name, problems=(_far_out(sheet),))
        head = _head_row(sheet)
        if head is not None:
            return _of_sheet(name, sheet, head, season, today, is_ours=is_ours)
    what = "Không có trang nào có hàng tiêu đề với cột “Việc” và cột “Hạn”."
    advice = "Xuất kế hoạch ra Excel từ chương trình, hoặc ghi hai tiêu đề đó trên cùng một hàng."
    return Preview(name, problems=(Problem("plan-no-head", what, advice),))


def _whose(book: Workbook) -> tuple[str, str]:
    """Block and year of the book the file was written from, "" for somebody else's sheet."""
    if HIDDEN not in book.names:
        return "", ""
    rows = (row for row in book.sheet(HIDDEN).rows if len(row) > 1)
    pairs = {as_text(row[0]): as_text(row[1]) for row in rows}
    found = layout.Identity.from_pairs(pairs) if layout.MARK in pairs else None
    return (found.block, found.year) if found else ("", "")


def _head_row(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of headings and key → column; the first of two columns of one meaning counts."""
    for place, row in enumerate(sheet.rows[:_HEAD_WITHIN]):
        found: dict[str, int] = {}
        for column, value in enumerate(row):
            text = fold(as_text(value))
            key = _CODE if text == fold(layout.CODE_HEAD) else _KEY_OF.get(text)
            if key is not None:
                found.setdefault(key, column)
        if TITLE in found and (WHEN in found or MONTH in found):
            return place, found
    return None


def _of_sheet(
    name: str,
    sheet: Sheet,
    head: tuple[int, dict[str, int]],
    season: Season,
    today: date,
    *,
    is_ours: bool,
) -> Preview:
    start, columns = head
    code_column = columns.pop(_CODE, None)
    rows, problems = [], []
    section = ""
    for at in range(start + 1, len(sheet.rows)):
        values = sheet.rows[at]
        texts = {key: _text(values, column) for key, column in columns.items()}
        broken = [it for it in columns.values() if {(at, it)} & (sheet.errors | sheet.hollow)]
        problems += [_broken(sheet, at, it) for it in broken]
        if broken or not any(texts.values()):
            continue
        heading = _SECTION.fullmatch(fold(" ".join(filter(None, texts.values()))))
        if heading:
            section = heading["span"]
            continue
        if section and not texts.get(WHEN):
            texts[MONTH] = texts.get(MONTH) or section
        cells = {key: address(at, column) for key, column in columns.items()}
        code = _text(values, code_column) if is_ours and code_column is not None else ""
        rows.append(SheetRow(texts, cells, sheet.name, code))
    if not rows and not problems:
        what = f"Trang “{sheet.name}” chưa ghi việc nào."
        problems.append(Problem("plan-empty", what, "Ghi từng việc một dòng, dưới hàng tiêu đề."))
    if problems:
        return Preview(name, problems=tuple(problems))
    return preview(name, rows, season, today)


def _text(values: list[Any], column: int) -> str:
    return tidy(as_text(values[column])) if column < len(values) else ""


def _broken(sheet: Sheet, row: int, column: int) -> Problem:
    found = bad_formula(error=(row, column) in sheet.errors)
    cell = address(row, column)
    where = f"Trang “{sheet.name}”, ô {cell}"
    return Problem(found.code, found.what, found.advice, where, sheet=sheet.name, cell=cell)


def _far_out(sheet: Sheet) -> Problem:
    what, advice = "Có chữ hoặc số nằm rất xa bảng.", "Xóa nội dung ô đó rồi nhận lại."
    where = f"Trang “{sheet.name}”, ô {sheet.far}"
    return Problem("plan-cell-far", what, advice, where, sheet=sheet.name, cell=sheet.far)
