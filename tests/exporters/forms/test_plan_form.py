"""The year's plan as a sheet: out, worked on in Excel, and back in; every fault with its cell."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from exporters.forms import plan_form
from exporters.forms.identity import HIDDEN
from exporters.forms.plan.layout import SHEET
from models.block import Block, Unit
from models.dates.plan_edit import put, take
from models.dates.plan_intake import Change, Preview
from models.dates.plan_rows import HEADS, row_texts
from models.duties import Deadline
from models.season import Season
from models.year_plan import Mark, PlanItem, YearPlan
from ui.book import shipped

TODAY = date(2023, 6, 1)
TEMPLATES = {it.id: it for it in shipped.plans()}
HEAD = 3


def season(pack_id: str = "lao-cai-3666", *templates: str, **plan: Any) -> Season:
    pack = shipped.find_pack(pack_id)
    assert pack is not None
    units = (Unit("Ban Nội chính", "a"), Unit("Báo Lào Cai", "b"))
    made = Season(Block("Khối các cơ quan"), 2023, pack, units=units, head="a", deputy="b")
    made = replace(made, plan=replace(YearPlan(), **plan))
    for it in templates:
        made = replace(made, plan=take(made, TEMPLATES[it]).plan)
    return made


def item(code: str, title: str = "", kind: str = "month", **day: Any) -> PlanItem:
    return PlanItem(Deadline(code, title or f"Việc {code}", kind, **({"month": 6} | day)))


SMALL = season(
    items=(
        replace(item("a", "Gửi báo cáo", "before", month=12, day=5), result="Báo cáo"),
        replace(item("b", "Họp sơ kết"), drive="Đợt 1", in_charge="Văn phòng"),
        item("c", "Báo cáo tháng", "every_month", month=0),
    ),
    marks=(Mark("b", "done", date(2023, 6, 20), result="Biên bản 5", file="bb.pdf"),),
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    target = tmp_path / plan_form.file_name(SMALL)
    plan_form.write(SMALL, target)
    return target


@contextmanager
def opened(path: Path) -> Iterator[Worksheet]:
    book = openpyxl.load_workbook(path)
    yield book[SHEET]
    book.save(path)


def column(sheet: Worksheet, key: str) -> int:
    return next(it.column for it in sheet[HEAD] if it.value == HEADS[key])


def put_in(sheet: Worksheet, row: int, **values: Any) -> None:
    for key, value in values.items():
        sheet.cell(HEAD + row, column(sheet, key)).value = value


def back(path: Path | bytes, given: Season = SMALL) -> Preview:
    return plan_form.read(path, given, TODAY)


def by_title(found: Preview) -> dict[str, Change]:
    return {it.title: it for it in found.changes}


def sheet_of(folder: Path, *rows: tuple[Any, ...]) -> Path:
    """A sheet that the clerk made, without anything hidden."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    target = folder / "ke hoach cua toi.xlsx"
    book.save(target)
    return target


# ---- out and back


@pytest.mark.parametrize("template", TEMPLATES)
def test_every_template_comes_back_as_it_went(template: str, tmp_path: Path) -> None:
    for pack in shipped.packs():
        given = season(pack.id, template, meeting=date(2023, 12, 19))
        plan_form.write(given, tmp_path / "x.xlsx")
        found = back(tmp_path / "x.xlsx", given)
        assert not found.problems
        assert [it.new for it in found.of("same")] == list(given.plan.items)
        assert len(found.changes) == len(given.plan.items)
        assert found.accepted(given) == given.plan


def test_the_sheet_says_what_the_plan_says(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)[SHEET]
    rows = [[it.value for it in row] for row in sheet.iter_rows(min_row=HEAD, max_row=HEAD + 4)]
    assert rows[0] == ["Mã", "TT", *HEADS.values()]
    assert rows[1] == [
        *("a", 1, "Gửi báo cáo", "Trưởng khối", None, "trước 05/12", "12/2023"),
        *("Báo cáo", "Chưa xong", None, None),
    ]
    assert rows[2] == [
        *("b", 2, "Họp sơ kết", "Văn phòng", "Đợt 1", "tháng 6", "06/2023"),
        *(None, "Đã xong", datetime(2023, 6, 20), "Biên bản 5"),
    ]
    assert rows[3][5:9] == ["hằng tháng", None, None, "Xong 0/12 kỳ"]
    assert rows[4] == [None] * 11
    assert sheet.column_dimensions["A"].hidden
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_rows == "$3:$3"
    lists = {str(it.sqref): it.formula1 for it in sheet.data_validations.dataValidation}
    assert lists["I4:I26"] == '"Chưa xong,Đã xong,Không làm"'
    assert "Ban Nội chính" in lists["D4:D26"]
    assert openpyxl.load_workbook(path)[HIDDEN].sheet_state == "veryHidden"


def test_the_same_plan_gives_the_same_file(tmp_path: Path) -> None:
    for name in ("a", "b"):
        plan_form.write(SMALL, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_what_was_changed_is_told_and_enters_only_when_accepted(path: Path) -> None:
    with opened(path) as sheet:
        put_in(sheet, 1, when="06/12", who="Báo Lào Cai", drive="Đợt 2")
        put_in(sheet, 2, title="Hội nghị sơ kết", when="quý II", note="Biên bản 7")
    found = back(path)
    assert [it.state for it in found.changes] == ["changed", "changed", "same"]
    assert found.changes[0].moved == (
        "Đơn vị/bộ phận làm: Trưởng khối → Báo Lào Cai",
        "Đợt thi đua/phong trào: trống → Đợt 2",
        "Hạn: trước 05/12 → đến hết 06/12",
    )
    assert found.changes[1].moved == (
        "Việc: Họp sơ kết → Hội nghị sơ kết",
        "Hạn: tháng 6 → quý II",
        "Ghi chú: Biên bản 5 → Biên bản 7",
    )
    plan = found.accepted(SMALL)
    assert [it.deadline.code for it in plan.items] == ["a", "b", "c"]
    first, second, third = plan.items
    assert (first.deadline.owner, first.in_charge) == ("units", "Báo Lào Cai")
    assert (first.deadline.day, first.deadline.day_counts) == (6, True)
    assert (second.deadline.kind, second.deadline.quarter) == ("quarter", 2)
    assert third == SMALL.plan.items[2]
    assert plan.marks == (Mark("b", "done", date(2023, 6, 20), result="Biên bản 7", file="bb.pdf"),)


def test_new_rows_get_codes_and_nothing_doubles_the_second_time(path: Path) -> None:
    with opened(path) as sheet:
        put_in(sheet, 4, title="Ký giao ước", when="tháng 1", state="Đã xong", done="20/1")
        put_in(sheet, 5, title="Nộp hồ sơ", when="3 ngày làm việc sau “Ký giao ước”")
    found = back(path)
    assert [it.title for it in found.of("new")] == ["Ký giao ước", "Nộp hồ sơ"]
    after = replace(SMALL, plan=found.accepted(SMALL))
    assert [it.deadline.code for it in after.plan.items] == ["a", "b", "c", "viec-1", "viec-2"]
    assert after.plan.items[4].deadline.item == "viec-1"
    assert after.plan.mark("viec-1") == Mark("viec-1", "done", date(2023, 1, 20))
    again = back(path, after)
    assert {it.state for it in again.changes} == {"same"}
    assert again.accepted(after) == after.plan


def test_a_copied_row_is_a_new_item_whichever_of_the_two_was_renamed(path: Path) -> None:
    for renamed in (1, 4):
        plan_form.write(SMALL, path)
        with opened(path) as sheet:
            for place in range(1, 12):
                sheet.cell(HEAD + 4, place).value = sheet.cell(HEAD + 1, place).value
            put_in(sheet, renamed, title="Việc chép ra")
        found = by_title(back(path))
        assert (found["Gửi báo cáo"].state, found["Gửi báo cáo"].code) == ("same", "a")
        assert (found["Việc chép ra"].state, found["Việc chép ra"].code) == ("new", "viec-1")


def test_rows_and_columns_may_stand_in_any_order(path: Path, tmp_path: Path) -> None:
    with opened(path) as sheet:
        rows = [[it.value for it in row] for row in sheet.iter_rows(min_row=HEAD, max_row=HEAD + 3)]
        sheet.delete_rows(1, sheet.max_row)
        for row in (rows[0], *reversed(rows[1:])):
            sheet.append(row[::-1])
    found = back(path)
    assert [it.code for it in found.of("same")] == ["c", "b", "a"]
    assert found.accepted(SMALL) == SMALL.plan


def test_a_row_that_is_gone_is_told_and_taken_out_only_when_chosen(path: Path) -> None:
    with opened(path) as sheet:
        sheet.delete_rows(HEAD + 2)
    found = back(path)
    (gone,) = found.of("missing")
    assert (gone.title, gone.old_mark) == ("Họp sơ kết", SMALL.plan.marks[0])
    assert found.accepted(SMALL) == SMALL.plan
    left = found.accepted(SMALL, {"b"})
    assert [it.deadline.code for it in left.items] == ["a", "c"]
    assert left.marks == ()


# ---- days and states


DAYS = {
    "5/12": "đến hết 05/12",
    "05-12-23": "đến hết 05/12",
    "5 tháng 12": "đến hết 05/12",
    datetime(2023, 12, 5): "đến hết 05/12",
    "trước 5/12": "trước 05/12",
    "trong tháng 6": "tháng 6",
    "quý II": "quý II",
    "hằng tháng": "hằng tháng",
    "hội nghị + 5 ngày": "hội nghị + 5 ngày",
    "+3 ngày làm việc sau hội nghị": "hội nghị + 3 ngày làm việc",
    "từ 7/12 đến 14/12": "07/12 – 14/12",
    None: "chờ thông báo",
}


@pytest.mark.parametrize("written", DAYS)
def test_a_day_is_understood_however_it_is_typed(written: Any, path: Path) -> None:
    with opened(path) as sheet:
        put_in(sheet, 1, when=written)
    change = back(path).changes[0]
    assert not change.problems
    assert change.new is not None
    after = replace(SMALL, plan=put(SMALL, change.new))
    assert row_texts(change.new, after)["when"] == DAYS[written]


REFUSED = [
    ({"when": "31/02"}, "F4", "“Gửi báo cáo”: Không có ngày 31/02/2023."),
    ({"when": "sớm"}, "F4", "“Gửi báo cáo”: Chưa đọc được hạn."),
    ({"when": datetime(2031, 5, 1)}, "F4", "“Gửi báo cáo”: Ngày 01/05/2031 không thuộc năm 2023 hoặc năm 2024."),
    ({"when": "“Gửi báo cáo” + 1 ngày"}, "F4", "Thời hạn “Gửi báo cáo” tính từ “Gửi báo cáo”, việc này lại tính từ chính nó."),
    ({"when": "2 ngày sau “Báo cáo tháng”"}, "F4", "Thời hạn “Gửi báo cáo” tính từ “Báo cáo tháng”, việc này lặp lại nhiều lần trong năm."),
    ({"title": None}, "C4", "Chưa ghi tên việc."),
    ({"state": "Đã xong"}, "J4", "Việc đã xong chưa có ngày xong."),
    ({"state": "Đã xong", "done": "30/2"}, "J4", "Không có ngày 30/02/2023."),
    ({"state": "Không làm"}, "K4", "Việc không làm chưa có lý do."),
    ({"state": "Tạm gác"}, "I4", "Tạm gác một việc cần ngày nhắc lại."),
    ({"state": "gần xong"}, "I4", "Không có trạng thái “gần xong”."),
]  # fmt: skip


@pytest.mark.parametrize(("typed_in", "cell", "said"), REFUSED)
def test_a_fault_is_told_with_its_cell_and_leaves_the_item_alone(
    typed_in: dict[str, Any], cell: str, said: str, path: Path
) -> None:
    with opened(path) as sheet:
        put_in(sheet, 1, **typed_in)
        put_in(sheet, 2, drive="Đợt 3")
    found = back(path)
    assert [it.state for it in found.changes] == ["refused", "changed", "same"]
    (problem,) = found.changes[0].problems
    assert (problem.cell, problem.what, problem.sheet) == (cell, said, SHEET)
    assert problem.text.startswith(f"Trang “{SHEET}”, ô {cell}: ")
    assert problem.advice.endswith(".")
    plan = found.accepted(SMALL)
    assert plan.items[0] == SMALL.plan.items[0]
    assert plan.items[1].drive == "Đợt 3"


def test_states_are_noted_changed_and_taken_back(path: Path) -> None:
    with opened(path) as sheet:
        put_in(sheet, 1, state="Không làm", note="Đã gộp")
        put_in(sheet, 2, state="Chưa xong", done=None, note=None)
    plan = back(path).accepted(SMALL)
    assert plan.marks == (Mark("a", "waived", TODAY, "Đã gộp"),)
    plan_form.write(replace(SMALL, plan=plan), path)
    with opened(path) as sheet:
        put_in(sheet, 1, state=None, done=datetime(2023, 12, 1), note=None)
    assert back(path, replace(SMALL, plan=plan)).accepted(SMALL).mark("a") == Mark(
        "a", "done", date(2023, 12, 1)
    )


def test_what_recurs_keeps_its_states_and_what_is_put_off_stays(path: Path) -> None:
    marks = (
        Mark("a", "snoozed", date(2023, 11, 1), "Chờ mẫu"),
        Mark("c@2023-01", "done", date(2023, 1, 31)),
    )
    given = replace(SMALL, plan=replace(SMALL.plan, marks=marks))
    plan_form.write(given, path)
    assert {it.state for it in back(path, given).changes} == {"same"}
    with opened(path) as sheet:
        put_in(sheet, 3, state="Đã xong", done="1/6")
    change = back(path, given).changes[2]
    assert (change.state, change.problems[0].severity) == ("same", "warning")
    assert back(path, given).accepted(given).marks == marks


def test_a_note_of_an_open_item_is_not_lost_without_a_word(path: Path) -> None:
    with opened(path) as sheet:
        put_in(sheet, 1, note="Hỏi lại Ban")
    change = back(path).changes[0]
    assert (change.state, change.problems[0].cell) == ("same", "K4")
    assert change.problems[0].severity == "warning"


# ---- somebody else's sheet, broken files


def test_the_clerks_own_sheet_is_understood_by_its_headings(tmp_path: Path) -> None:
    path = sheet_of(
        tmp_path,
        ("KẾ HOẠCH NĂM 2023",),
        ("STT", "Nội dung công việc", "Thời gian", "Đơn vị thực hiện"),
        (None, "Tháng 3/2023"),
        (1, "Gửi báo cáo", "trước 05/12", "Trưởng khối (Ban Nội chính)"),
        (2, "Tổng hợp đăng ký", None, "Phó Trưởng khối"),
        ("II", "Quý IV"),
        (3, "Bình xét", "", "Tổ giúp việc"),
    )
    found = by_title(back(path))
    assert found["Gửi báo cáo"].state == "same"
    assert [it.title for it in back(path).of("missing")] == ["Họp sơ kết", "Báo cáo tháng"]
    made = found["Tổng hợp đăng ký"].new
    assert made is not None
    assert (made.deadline.kind, made.deadline.month, made.deadline.owner) == ("month", 3, "deputy")
    last = found["Bình xét"].new
    assert last is not None
    assert (last.deadline.quarter, last.in_charge, last.deadline.owner) == (
        4,
        "Tổ giúp việc",
        "head",
    )


def test_a_month_in_figures_is_enough_for_a_new_item(tmp_path: Path) -> None:
    path = sheet_of(tmp_path, ("Việc", "Tháng"), ("Sơ kết", 7), ("Tổng kết", "12/2023"))
    months = [it.new.deadline.month for it in back(path).of("new") if it.new]
    assert months == [7, 12]


def test_codes_of_another_block_mean_nothing_here(path: Path) -> None:
    other = replace(SMALL, block=Block("Khối khác"), plan=YearPlan(items=(item("a", "Việc khác"),)))
    found = by_title(back(path, other))
    assert found["Gửi báo cáo"].code != "a"
    assert found["Việc khác"].state == "missing"


def test_a_plan_of_another_year_is_refused(path: Path) -> None:
    (problem,) = back(path, replace(SMALL, year=2024)).problems
    assert problem.what == "Kế hoạch năm 2023, sổ đang mở là năm 2024."


def test_files_that_are_no_plan_are_refused_with_advice(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tên", "Điểm"])
    book.save(tmp_path / "diem.xlsx")
    (tmp_path / "anh.xlsx").write_bytes(b"\x89PNG")
    empty = sheet_of(tmp_path, ("Việc", "Hạn"))
    for path in (tmp_path / "diem.xlsx", tmp_path / "anh.xlsx", tmp_path / "khong co.xlsx", empty):
        found = back(path)
        assert found.changes == ()
        assert len(found.problems) == 1
        assert found.problems[0].what.endswith(".")
        assert found.problems[0].advice.endswith(".")
        assert found.accepted(SMALL) == SMALL.plan


def test_a_broken_formula_is_told_with_its_cell(path: Path) -> None:
    with opened(path) as sheet:
        put_in(sheet, 1, when="=1+1")
    found = back(path)
    assert found.changes == ()
    assert found.problems[0].text.startswith(f"Trang “{SHEET}”, ô F4: Ô có công thức")


def test_the_bytes_of_a_file_are_enough(path: Path) -> None:
    found = plan_form.read(path.read_bytes(), SMALL, TODAY, "ke hoach.xlsx")
    assert found.name == "ke hoach.xlsx"
    assert len(found.of("same")) == 3
