"""The plan of the year-end meeting beside the real one of 2023 (S0): order, headings, sentences, days."""

import re
from dataclasses import replace
from datetime import date

import pytest

from models.block import Block, Unit
from models.dates.workdays import WEEKDAYS
from models.duties import RequiredPaper
from models.meeting import Meeting
from models.paper_record import PaperRecord, Prose, Signing
from models.papers.kinds import build
from models.papers.prose import blanks
from models.papers.report import Paragraph, Report
from models.rulepack import Quota, RulePack
from models.season import Season
from models.year_plan import DayOff, PaperDue, YearPlan
from tests.models.drawing import D
from tests.models.paper_text import told
from ui.book import shipped

KEY = "ke-hoach-tong-ket"
PRINTED = date(2023, 11, 20)
GUIDANCE = (
    "văn bản số 1355/SNV-TĐKT ngày 24/10/2023 của Sở Nội vụ tỉnh về việc hướng dẫn tổng kết phong trào thi đua, "
    "công tác khen thưởng năm 2023"
)
HEADINGS = """\
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
2. Yêu cầu
II. NỘI DUNG
1. Tổng kết phong trào thi đua của tỉnh
2. Tổng kết Khối Thi đua các cơ quan Tỉnh ủy
2.1. Hình thức tổng kết: Tổ chức Hội nghị trực tiếp.
2.2. Thời gian: ½ ngày, dự kiến ngày 19/12/2023 (Thứ Ba). Thời gian chính thức sẽ có giấy mời sau.
2.3. Địa điểm: Phòng họp Ban Chấp hành Đảng bộ tỉnh hoặc Báo Lào Cai.
2.4. Thành phần
2.5. Nội dung
2.6. Maket hội nghị: Có phụ biểu kèm theo.
III. TỔ CHỨC THỰC HIỆN
1. Ban Nội chính Tỉnh ủy (Trưởng Khối Thi đua năm 2023)
2. Báo Lào Cai (Phó Trưởng Khối Thi đua năm 2023)
3. Các cơ quan, đơn vị thành viên Khối Thi đua các cơ quan Tỉnh ủy""".splitlines()
"""The headings of S0 in its order, as they stand there."""
SENTENCES = """\
- Đánh giá tình hình, kết quả hoạt động của Khối Thi đua các cơ quan Tỉnh ủy năm 2023; đề ra phương hướng, nhiệm vụ, giải pháp trong năm 2024.
- Biểu dương, khen thưởng kịp thời những tập thể, cá nhân có thành tích xuất sắc trong các phong trào thi đua năm 2023.
(2) Thống nhất việc chấm điểm cho các thành viên thuộc Khối Thi đua năm 2023.
(3) Bình xét thi đua, suy tôn đề nghị tặng Cờ thi đua của Chủ tịch UBND tỉnh theo quy định.
(4) Công bố Quyết định tặng thưởng điển hình tiên tiến của Khối Thi đua năm 2023.
- Chuẩn bị nội dung, chương trình, tài liệu và các điều kiện cần thiết để tổ chức hội nghị tổng kết phong trào thi đua, công tác khen thưởng năm 2023 của Khối Thi đua các cơ quan Tỉnh ủy.
Trên đây là Kế hoạch tổng kết phong trào thi đua, công tác khen thưởng năm 2023 của Khối Thi đua các cơ quan Tỉnh ủy. Đề nghị các cơ quan, đơn vị trong Khối Thi đua các cơ quan Tỉnh ủy phối hợp thực hiện Kế hoạch này.""".splitlines()
WHO = (
    "- Ban Thi đua khen thưởng tỉnh: Đại diện lãnh đạo Ban Thi đua khen thưởng tỉnh;",
    "- Phóng viên Đài Phát thanh Truyền hình tỉnh và Báo Lào Cai.",
)
DAYS = "13/10/2021 24/10/2023 02/03/2023 19/12/2023 25/12/2023 11/12/2023 05/12/2023".split()
"""Every day that S0 names and that is not another paper's."""


def s0() -> Season:
    """The year of S0: its rules, its plan as the shipped template has it, what the clerk wrote."""
    pack = shipped.find_pack("lao-cai-3666")
    assert pack is not None
    flag = Quota("Cờ thi đua của Chủ tịch UBND tỉnh", "number", D(1))
    template = next(it for it in shipped.plans() if it.id == "tong-ket-khoi")
    days = [it.item.deadline for it in template.items if it.paper]
    dues = tuple(
        PaperDue(it.paper, date(2023, it.item.deadline.month, it.item.deadline.day))
        for it in template.items
        if it.paper
    )
    assert len(dues) == len(days) == 2
    prose = {
        "huong-dan": GUIDANCE,
        "hinh-thuc": "Tổ chức Hội nghị trực tiếp",
        "thoi-luong": "½ ngày",
        "thanh-phan": "\n".join(WHO),
        "thu-dien-tu": "khoithidua@example.vn",
    }
    written = (
        PaperRecord("ke-hoach", number="01", issued=date(2023, 3, 2)),
        PaperRecord(KEY, prose=tuple(Prose(key, text) for key, text in prose.items())),
    )
    lines = ("K/T TRƯỞNG BAN NỘI CHÍNH TỈNH ỦY", "kiêm", "TRƯỞNG KHỐI THI ĐUA", "PHÓ TRƯỞNG BAN")
    recipients = ("Ban TĐKT tỉnh", "Báo Lào Cai (Phó Khối)", "Các đơn vị thành viên KTĐ")
    return Season(
        Block(
            "Khối Thi đua các cơ quan Tỉnh ủy",
            "Tỉnh ủy Lào Cai",
            "Ban Nội chính Tỉnh ủy",
            "Lào Cai",
            style="party",
            signing=Signing(lines, "Nguyễn Văn A", recipients, "Ban Nội chính Tỉnh uỷ"),
        ),
        2023,
        replace(pack, quotas=(flag,)),
        units=(Unit("Ban Nội chính Tỉnh ủy", "bnc"), Unit("Báo Lào Cai", "blc")),
        head="bnc",
        deputy="blc",
        plan=YearPlan(
            meeting=date(2023, 12, 19),
            dues=dues,
            items=tuple(it.item for it in template.items if not it.paper),
            written=written,
        ),
        meeting=Meeting(place="Phòng họp Ban Chấp hành Đảng bộ tỉnh hoặc Báo Lào Cai"),
    )


def paper(made: Season) -> Report:
    return build(KEY, made, printed_on=PRINTED)


def texts(made: Season) -> list[str]:
    return [it.text for it in paper(made).parts[0].contents if isinstance(it, Paragraph)]


def test_the_headings_of_the_real_plan_stand_in_its_order() -> None:
    ours = [it.casefold() for it in texts(s0())]
    places = [ours.index(it.casefold()) for it in HEADINGS]
    assert places == sorted(places)
    numbered = [it for it in ours if re.match(r"(?:[ivx]+|\d(?:\.\d)?)\. ", it)]
    assert [it for it in numbered if not it.startswith("3.")] == [
        it.casefold() for it in HEADINGS if not it.startswith("3.")
    ], "no heading of ours is missing there"
    assert [it[:4] for it in numbered if re.match(r"3\.\d", it)] == ["3.1.", "3.2.", "3.3."]


def test_its_sentences_stand_there_word_for_word() -> None:
    ours = texts(s0())
    for it in (*SENTENCES, *WHO):
        assert it in ours


def test_title_subject_and_grounds_are_those_of_the_real_plan() -> None:
    made = paper(s0())
    assert made.parts[0].title == "KẾ HOẠCH"
    assert made.parts[0].subject == (
        "Tổng kết phong trào thi đua, công tác khen thưởng năm 2023\n"
        "của Khối Thi đua các cơ quan Tỉnh ủy"
    )
    assert texts(s0())[:4] == [
        "Căn cứ Quyết định số 3666/QĐ-UBND ngày 13/10/2021 của UBND tỉnh Lào Cai;",
        "Căn cứ Hướng dẫn số 1560/SNV-TĐKT ngày 17/11/2021 của Sở Nội vụ tỉnh Lào Cai;",
        f"Căn cứ {GUIDANCE}.",
        (
            "Thực hiện Kế hoạch số 01-KH/KTĐ ngày 02/03/2023 về hoạt động của Khối Thi đua các cơ quan Tỉnh ủy "
            "năm 2023, Ban Nội chính Tỉnh ủy (đơn vị Trưởng khối năm 2023) xây dựng Kế hoạch tổng kết phong "
            "trào thi đua, công tác khen thưởng năm 2023 của Khối Thi đua các cơ quan Tỉnh ủy như sau:"
        ),
    ]


def test_every_day_of_the_real_plan_is_there_and_was_computed() -> None:
    said = told(paper(s0()))
    for day in DAYS:
        assert day in said, day
    assert texts(s0())[-11:-1] == [
        (
            "- Trong 05 ngày sau hội nghị, đến hết ngày 24/12/2023 (Chủ nhật), Ban Nội chính Tỉnh ủy trình khen "
            "thưởng, đề nghị tặng Cờ thi đua của Chủ tịch UBND tỉnh, hoàn thành trước ngày 25/12/2023 (thứ Hai)."
        ),
        "2. Báo Lào Cai (Phó Trưởng Khối Thi đua năm 2023)",
        (
            "Phối hợp với Ban Nội chính Tỉnh ủy chuẩn bị phòng họp và các nội dung, chương trình tổ chức hội nghị "
            "tổng kết phong trào thi đua, công tác khen thưởng năm 2023 của Khối Thi đua các cơ quan Tỉnh ủy."
        ),
        "3. Các cơ quan, đơn vị thành viên Khối Thi đua các cơ quan Tỉnh ủy",
        (
            "3.1. Thực hiện tổng kết phong trào thi đua, công tác khen thưởng năm 2023 của cơ quan, đơn vị theo "
            f"{GUIDANCE}."
        ),
        "3.2. Hoàn thành, gửi về Ban Nội chính Tỉnh ủy:",
        "- Trước ngày 05/12/2023 (thứ Ba): kết quả tự chấm điểm của đơn vị.",
        (
            "- Trước ngày 11/12/2023 (thứ Hai): gửi tóm tắt báo cáo tổng kết, không quá 01 trang A4; gửi hồ sơ đề "
            "nghị khen 01 tập thể, 01 cá nhân điển hình tiên tiến; gửi báo cáo tham luận tại hội nghị; báo cáo "
            "tổng kết của đơn vị (mẫu số 01)."
        ),
        "Nơi nhận tệp điện tử: khoithidua@example.vn.",
        (
            "3.3. Trong 03 ngày sau hội nghị, đến hết ngày 22/12/2023 (thứ Sáu), đơn vị được suy tôn gửi 02 báo cáo "
            "thành tích bản chính về Ban Nội chính Tỉnh ủy (02 bản chính, có chữ ký và đóng dấu)."
        ),
    ]


def test_the_signature_and_the_recipients_are_the_office_s_own() -> None:
    assert told(paper(s0())).splitlines()[-5:] == [
        (
            "ký: K/T TRƯỞNG BAN NỘI CHÍNH TỈNH ỦY / kiêm / TRƯỞNG KHỐI THI ĐUA / PHÓ TRƯỞNG BAN ·  · "
            "Nguyễn Văn A"
        ),
        "- Ban TĐKT tỉnh;",
        "- Báo Lào Cai (Phó Khối);",
        "- Các đơn vị thành viên KTĐ;",
        "- Lưu Ban Nội chính Tỉnh uỷ.",
    ]


@pytest.mark.parametrize("day", [date(2023, 12, 20), date(2023, 12, 22), date(2024, 1, 5)])
def test_another_day_of_the_meeting_moves_all_that_is_counted_from_it(day: date) -> None:
    made = s0()
    lines = texts(replace(made, plan=replace(made.plan, meeting=day)))
    [when] = [it for it in lines if it.startswith("2.2.")]
    assert f"{day:%d/%m/%Y} ({WEEKDAYS[day.weekday()]})" in when
    assert not [it for it in lines if "19/12" in it]
    [after] = [it for it in lines if it.startswith("3.3.")]
    assert after.startswith("3.3. Trong 03 ngày sau hội nghị")
    [submitted] = [it for it in lines if "trình khen thưởng" in it]
    assert "trước ngày 25/12/2023 (thứ Hai)" in submitted


def test_what_the_pack_leaves_to_the_clerk_stays_a_blank_that_is_listed() -> None:
    made = s0()
    bare = replace(made, plan=replace(made.plan, written=(), meeting=None), meeting=Meeting())
    assert blanks(paper(bare)) == (
        "Văn bản hướng dẫn tổng kết của năm: tên, số, ngày, cơ quan ban hành",
        "2.1. Hình thức tổng kết: họp trực tiếp hay trực tuyến",
        "2.2. Thời gian: ngày họp, ghi ở trang Lịch và hạn",
        "2.3. Địa điểm: địa điểm họp, ghi ở trang Hội nghị",
        (
            "3.2. Hoàn thành, gửi về Ban Nội chính Tỉnh ủy: văn bản đơn vị gửi và hạn gửi, ghi ở trang Hồ sơ"
        ),
    )
    assert blanks(paper(made)) == ()


def test_a_season_with_nothing_in_it_gives_a_plan_of_blanks() -> None:
    empty = Season(Block("Cụm thi đua số 1"), 2024, RulePack("p", "P"))
    lines = texts(empty)
    assert "III. TỔ CHỨC THỰC HIỆN" in lines
    assert "1. Trưởng Cụm Thi đua năm 2024" in lines
    assert "1. Tổng kết tại các cơ quan, đơn vị" in lines
    assert not [it for it in lines if it.startswith("Căn cứ")]


def test_a_state_block_ends_with_the_state_s_mark() -> None:
    made = s0()
    state = replace(made, block=replace(made.block, style="state"))
    assert texts(state)[-1].endswith("Kế hoạch này./.")
    assert texts(made)[-1].endswith("Kế hoạch này.")
    assert "số 01/KH-KTĐ ngày 02/03/2023" in told(paper(state))


def test_pages_and_originals_are_told_where_the_title_is_silent() -> None:
    made = s0()
    papers = (RequiredPaper("tham-luan", "Bản tham luận", pages=2, originals=1),)
    dues = (PaperDue("tham-luan", date(2023, 12, 12), day_counts=True),)
    lines = texts(replace(made, plan=replace(made.plan, papers=papers, dues=dues)))
    assert (
        "- Đến hết ngày 12/12/2023 (thứ Ba): bản tham luận (không quá 02 trang A4; 01 bản chính)."
        in lines
    )


def test_papers_of_the_spring_are_not_asked_for_again() -> None:
    made = s0()
    dues = (*made.plan.dues, PaperDue("registration", date(2023, 3, 15)))
    lines = texts(replace(made, plan=replace(made.plan, dues=dues)))
    assert not [it for it in lines if "15/03" in it]


def test_days_off_do_not_change_the_words_of_calendar_days() -> None:
    made = s0()
    off = replace(made.plan, days_off=(DayOff(date(2023, 12, 22)),))
    assert texts(replace(made, plan=off)) == texts(made)
