"""The paper "Kế hoạch" of the year: every thing to do once, under its month, with who, when and what result."""

from dataclasses import replace
from datetime import date

import pytest

from models.block import Block, Unit
from models.dates.items import tasks
from models.dates.plan_edit import put, take
from models.duties import Deadline
from models.errors import AppError
from models.paper_record import PaperRecord, Prose
from models.papers.kinds import PAPERS, build
from models.papers.report import Paragraph, Report, Table
from models.season import Season
from models.year_plan import Mark, PlanItem, YearPlan
from ui.book import shipped

TEMPLATES = {it.id: it for it in shipped.plans()}
PRINTED = date(2023, 1, 10)


def season(pack_id: str, *templates: str, **plan: object) -> Season:
    pack = shipped.find_pack(pack_id)
    assert pack is not None
    units = (Unit("Ban Nội chính", "a"), Unit("Báo Lào Cai", "b"))
    made = Season(Block("Khối các cơ quan"), 2023, pack, units=units, head="a", deputy="b")
    made = replace(made, plan=replace(YearPlan(), **plan))
    for it in templates:
        made = replace(made, plan=take(made, TEMPLATES[it]).plan)
    return made


def table(made: Season) -> Table:
    (found,) = paper(made).parts[0].tables
    return found


def paper(made: Season) -> Report:
    return build("ke-hoach", made, printed_on=PRINTED)


def lines(made: Season) -> list[str]:
    return [" | ".join(cell.text for cell in row.cells) for row in table(made).rows]


def texts(made: Season) -> list[str]:
    return [it.text for it in paper(made).parts[0].contents if isinstance(it, Paragraph)]


def test_the_end_of_the_year_reads_as_its_source() -> None:
    made = season("lao-cai-3666", "tong-ket-khoi", meeting=date(2023, 12, 19))
    assert lines(made)[4:10] == [
        "Tháng 12/2023",
        "3 | Kết quả tự chấm điểm của đơn vị | Trước 05/12/2023 (thứ Ba) | Các đơn vị | ",
        (
            "4 | Gửi tóm tắt báo cáo tổng kết, không quá 01 trang A4 | Trước 11/12/2023 (thứ Hai) | "
            "Các đơn vị | Bản giấy và tệp gửi qua thư điện tử"
        ),
        (
            "5 | Gửi hồ sơ đề nghị khen 01 tập thể, 01 cá nhân điển hình tiên tiến | "
            "Trước 11/12/2023 (thứ Hai) | Các đơn vị | "
            "Tờ trình của đơn vị, báo cáo thành tích tập thể, cá nhân"
        ),
        (
            "6 | Gửi báo cáo tham luận tại hội nghị | Trước 11/12/2023 (thứ Hai) | Các đơn vị | "
            "Bản giấy và tệp gửi qua thư điện tử"
        ),
        "7 | Báo cáo tổng kết của đơn vị (mẫu số 01) | Trước 11/12/2023 (thứ Hai) | Các đơn vị | ",
    ]
    last = lines(made)[14:16]
    assert last[0].startswith(
        "12 | Đơn vị được suy tôn gửi 02 báo cáo thành tích bản chính | "
        "Trong 3 ngày sau hội nghị, đến hết 22/12/2023 (thứ Sáu) | "
    )
    assert last[1] == (
        "13 | Trình khen thưởng, đề nghị tặng Cờ thi đua của Chủ tịch UBND tỉnh | "
        "Trong 5 ngày sau hội nghị, đến hết 24/12/2023 (Chủ nhật) | "
        "Trưởng khối (Ban Nội chính) | Hồ sơ trình khen thưởng"
    )
    assert lines(made)[16] == "Thời gian thông báo sau"


def test_nothing_is_left_out_and_nothing_stands_twice() -> None:
    for pack in shipped.packs():
        for template in TEMPLATES:
            made = season(pack.id, template)
            rows = [it.key for it in table(made).rows if it.role == "body"]
            assert sorted(rows) == sorted(it.key for it in tasks(made))
            numbers = [it.cells[0].text for it in table(made).rows if it.role == "body"]
            assert numbers == [str(it) for it in range(1, len(rows) + 1)]


def test_months_stand_in_order_and_spans_say_the_month() -> None:
    made = season("ke-hoach-khoi-2023", "ke-hoach-khoi")
    groups = [it.cells[0].text for it in table(made).rows if it.role == "group"]
    assert groups == [
        *(f"Tháng {month}/2023" for month in (1, 2, 6, 7, 11, 12)),
        "Thời gian thông báo sau",
    ]
    assert lines(made)[1] == (
        "1 | Ký kết giao ước thi đua | Tháng 1 | Trưởng khối (Ban Nội chính) | Giao ước thi đua đã ký"
    )


def test_what_comes_every_month_stands_once_and_what_is_waived_not_at_all() -> None:
    made = season("trong")
    for it in (
        PlanItem(Deadline("m", "Báo cáo tháng", "every_month", day=25), "Đợt 1", "Văn phòng"),
        PlanItem(Deadline("x", "Thi đua Đợt 1", "month", month=5), "Đợt 1"),
        PlanItem(Deadline("y", "Việc bỏ", "month", month=5)),
    ):
        made = replace(made, plan=put(made, it))
    waived = (Mark("y", "waived", date(2023, 1, 5), "Không còn cần"),)
    made = replace(made, plan=replace(made.plan, marks=waived))
    assert lines(made) == [
        "Thường xuyên trong năm",
        "1 | Báo cáo tháng\n(Đợt 1) | Hằng tháng, đến ngày 25 | Văn phòng | ",
        "Tháng 5/2023",
        "2 | Thi đua Đợt 1 | Tháng 5 | Trưởng khối (Ban Nội chính) | ",
    ]


def test_it_has_the_parts_of_a_plan_and_only_documents_in_force() -> None:
    made = season("lao-cai-3666", "huong-dan-1560", meeting=date(2023, 12, 19))
    report = paper(made)
    assert report.heading.code == "KH"
    assert report.parts[0].title == "KẾ HOẠCH"
    assert report.banners == ()
    said = texts(made)
    assert said[0] == ("Căn cứ Quyết định số 3666/QĐ-UBND ngày 13/10/2021 của UBND tỉnh Lào Cai;")
    assert said[1].endswith(".")
    heads = [it for it in said if it[:2] in ("I.", "II") or it.startswith("III.")]
    assert heads == [
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. NỘI DUNG, THỜI GIAN THỰC HIỆN",
        "III. TỔ CHỨC THỰC HIỆN",
    ]
    assert said[-1] == "4. Hội nghị tổng kết dự kiến ngày 19/12/2023 (thứ Ba)./."
    bases = tuple(replace(it, valid_to=date(2022, 12, 31)) for it in made.pack.legal_bases)
    old = replace(made, pack=replace(made.pack, legal_bases=bases))
    assert texts(old)[0] == "I. MỤC ĐÍCH, YÊU CẦU"


def test_a_plan_is_made_before_there_are_units_and_a_table_but_not_of_nothing() -> None:
    made = season("ke-hoach-khoi-2023")
    assert paper(replace(made, units=(), head="", deputy="")).parts[0].tables
    assert PAPERS["ke-hoach"].offered(made)
    assert not PAPERS["ke-hoach"].offered(season("trong"))
    with pytest.raises(AppError, match="chưa có bảng chấm điểm"):
        build("bang-tong-hop", made, printed_on=PRINTED)


def test_what_the_clerk_wrote_takes_the_place_of_the_usual_sentences() -> None:
    made = season("lao-cai-3666")
    own = Prose("purpose", "1. Ý thứ nhất.\n2. Ý thứ hai.")
    plan = made.plan.with_record(PaperRecord("ke-hoach", prose=(own,)))
    said = texts(replace(made, plan=plan))
    place = said.index("I. MỤC ĐÍCH, YÊU CẦU")
    assert said[place + 1 : place + 3] == ["1. Ý thứ nhất.", "2. Ý thứ hai."]
    assert said[place + 3].startswith("II. ")
    assert said[-1].endswith("để thống nhất./.")
