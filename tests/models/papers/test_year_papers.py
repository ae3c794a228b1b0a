"""The yearly papers: forms 01 and 02 as the guide lays them out, summary, budget, award dossier, unit page."""

import os
from dataclasses import fields, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from models.block import PaperStyle
from models.collected import Commended, Pledge
from models.facts import Target
from models.paper_record import PaperRecord, Prose
from models.papers.achievements import awards_table, awards_words
from models.papers.budget import BudgetItem, budget_items, budget_sum
from models.papers.comparison import of_block
from models.papers.form_01 import FORM_01
from models.papers.form_02 import FORM_02
from models.papers.kinds import PAPERS
from models.papers.prose import blanks
from models.papers.report import Paragraph, Report
from models.papers.report_forms import prose_of
from models.papers.unit_summary import MOST_LETTERS, SUMMARY_PROSE, too_many_letters
from models.season import Season
from tests.models.year_papers import AWARDS, KEYS, UNIT, bare, full, made, told

GOLDEN = Path(__file__).parents[2] / "golden" / "papers"
UPDATE = "UPDATE_GOLDEN"
STYLES: tuple[PaperStyle, ...] = ("state", "party")
HOSTILE = (
    *(
        "<b>đậm</b>",
        "a & b",
        "=1+1",
        "{{ khoi }}",
        "\u202engược",
        "😀",
        "x" * 5000,
        "dòng 1\ndòng 2",
    ),
    *("[", "“"),
)
HEADINGS_01 = """\
Phần I
TÌNH HÌNH TỔ CHỨC, TRIỂN KHAI THỰC HIỆN PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG NĂM 2023
1. Công tác lãnh đạo, chỉ đạo, tổ chức thực hiện phong trào thi đua yêu nước và công tác khen thưởng
2. Kết quả đạt được trong phong trào thi đua yêu nước
3. Công tác khen thưởng
4. Công tác tuyên truyền, nhân rộng các gương điển hình tiên tiến
5. Đánh giá tổng quát, nguyên nhân và các bài học kinh nghiệm
6. Kiến nghị đề xuất
Phần II
PHƯƠNG HƯỚNG, NHIỆM VỤ VÀ GIẢI PHÁP THỰC HIỆN PHONG TRÀO THI ĐUA, CÔNG TÁC KHEN THƯỞNG NĂM 2024
1. Phương hướng, nhiệm vụ
2. Các giải pháp thực hiện""".splitlines()
HEADINGS_02 = """\
I. TÌNH HÌNH TỔ CHỨC TRIỂN KHAI HOẠT ĐỘNG KHỐI
1. Đặc điểm tình hình khối thi đua
2. Tình hình triển khai hoạt động khối thi đua trong năm
2.1. Triển khai thực hiện các hoạt động của khối
2.2. Việc tổ chức ký giao ước thi đua của khối
II. KẾT QUẢ ĐẠT ĐƯỢC
1. Kết quả đạt được trong phong trào thi đua, công tác khen thưởng
1.1. Phong trào thi đua của khối và các đơn vị thành viên
1.2. Kết quả thực hiện nhiệm vụ chính trị của các thành viên trong khối
2. Công tác khen thưởng
3. Công tác tuyên truyền, nhân rộng các gương điển hình tiên tiến
III. ĐÁNH GIÁ TỔNG QUÁT
1. Ưu điểm
2. Hạn chế, tồn tại
3. Nguyên nhân
IV. PHƯƠNG HƯỚNG NHIỆM VỤ
1. Nhiệm vụ chủ yếu trong hoạt động của khối
2. Những giải pháp để nâng cao chất lượng hoạt động của khối
3. Kiến nghị, đề xuất của khối thi đua""".splitlines()


def headings(report: Report) -> list[str]:
    contents = report.parts[0].contents
    roles = ("part", "section", "point")
    return [it.text for it in contents if isinstance(it, Paragraph) and it.role in roles]


def lines(key: str, season: Season, unit: str = UNIT) -> list[str]:
    return told(made(key, season, unit))


def golden(name: str, text: str) -> str:
    path = GOLDEN / name
    if os.environ.get(UPDATE):
        path.write_text(text, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", KEYS)
def test_every_word_is_as_in_the_golden_file(key: str, style: PaperStyle) -> None:
    text = "\n".join(it.rstrip() for it in lines(key, full(style))) + "\n"
    assert text == golden(f"{key}-{style}.txt", text)


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("key", [it for it in KEYS if not PAPERS[it].per_unit])
def test_from_nothing_a_paper_asks_for_what_it_lacks(key: str, style: PaperStyle) -> None:
    assert blanks(made(key, bare(style)))


@pytest.mark.parametrize("season", [full(), bare()], ids=["full", "bare"])
def test_form_02_has_its_headings_in_their_order(season: Season) -> None:
    assert headings(made("bao-cao-tong-ket-khoi", season)) == HEADINGS_02
    assert headings(made("bao-cao-so-ket-khoi", season)) == HEADINGS_02


def test_form_01_has_its_headings_in_their_order() -> None:
    assert headings(made("bao-cao-tong-ket-don-vi", full())) == HEADINGS_01
    half = headings(made("bao-cao-so-ket-don-vi", full()))
    assert half[1].endswith("6 THÁNG ĐẦU NĂM 2023")
    assert half[9].endswith("6 THÁNG CUỐI NĂM 2023")
    assert [half[0], *half[2:9], *half[10:]] == [
        HEADINGS_01[0], *HEADINGS_01[2:9], *HEADINGS_01[10:],
    ]  # fmt: skip


@pytest.mark.parametrize("form", [FORM_01, FORM_02])
def test_every_place_of_a_form_has_a_key_of_its_own(form: Any) -> None:
    keys = [it.key for it in prose_of(form)]
    assert len(keys) == len(set(keys))
    assert all(it.title and it.prompt for it in prose_of(form))


def test_what_the_clerk_wrote_takes_the_place_of_the_blank() -> None:
    season = full()
    report = made("bao-cao-tong-ket-don-vi", season)
    measures = next(it for it in prose_of(FORM_01) if it.key == "measures")
    assert measures.prompt not in blanks(report)
    assert "(body) Đổi mới công tác." in told(report)
    # The last paragraph carries the mark of the end: of the Party a full stop, of the State "./.".
    assert "(body) Tăng cường kiểm tra." in told(report)
    state = replace(season, block=replace(season.block, style="state"))
    assert "(body) Tăng cường kiểm tra./." in lines("bao-cao-tong-ket-don-vi", state)


def test_a_text_beside_what_is_known_is_printed_after_it() -> None:
    season = full()
    record = PaperRecord("bao-cao-tong-ket-khoi", prose=(Prose("pledges", "Ký ngày 18/01."),))
    season = replace(season, plan=season.plan.with_record(record))
    found = lines("bao-cao-tong-ket-khoi", season)
    at = next(place for place, it in enumerate(found) if "ký giao ước thi đua. Đơn vị" in it)
    assert found[at + 1] == "(body) Ký ngày 18/01."


def test_units_that_did_not_sign_are_named() -> None:
    season = full()
    pledges = tuple(replace(it, signed=None) for it in season.facts.pledges[:2])
    made_of = replace(season, facts=replace(season.facts, pledges=pledges))
    found = "\n".join(lines("bao-cao-tong-ket-khoi", made_of))
    assert (
        "Có 0/11 đơn vị ký giao ước thi đua. Đơn vị không ký giao ước thi đua: Ban Nội chính"
        in found
    )
    day = next(it.signed for it in season.facts.pledges if it.signed)
    signed = tuple(Pledge(it.id, day) for it in season.units)
    made_of = replace(season, facts=replace(season.facts, pledges=signed))
    found = "\n".join(lines("bao-cao-tong-ket-khoi", made_of))
    assert (
        "Có 11/11 đơn vị ký giao ước thi đua. Đơn vị không ký giao ước thi đua: không có." in found
    )


def test_the_half_year_is_held_against_the_same_period_and_the_plan_of_the_year() -> None:
    found = lines("bao-cao-so-ket-khoi", full())
    head = next(it for it in found if it.startswith("TT | Chỉ tiêu"))
    assert "Kế hoạch giao cả năm" in head
    assert "% so với cùng kỳ" in head
    first = next(it for it in found if "Chỉ tiêu 1 trong chương trình" in it)
    assert first == (
        "body: 1 | Chỉ tiêu 1 trong chương trình công tác | việc | 8 | 10 | 5 | 4 | 62,5% | 50% | 125%"
    )


@pytest.mark.parametrize(
    ("now", "before", "better", "column"),
    [
        ("5", "4", "higher", 3),
        ("5", "4", "lower", 5),
        ("4", "4", "lower", 4),
        ("4", "5", "higher", 5),
        ("0", "0", "higher", 4),
        (None, "4", "higher", 6),
        ("4", None, "higher", 6),
    ],
)
def test_a_half_year_is_better_same_worse_or_not_known(
    now: str | None, before: str | None, better: Any, column: int
) -> None:
    target = Target(
        *("bnc", "Chỉ tiêu", "I"),
        better=better,
        half_year=None if now is None else Decimal(now),
        half_year_before=None if before is None else Decimal(before),
    )
    season = full()
    season = replace(season, facts=replace(season.facts, targets=(target,)))
    row = of_block(season, "half").rows[-1]
    cells = [cell.text for cell in row.cells]
    # The name of the sum spans two columns.
    assert cells[1] == "1"
    assert [place for place, it in enumerate(cells[2:], 3) if it == "1"] == [column]


def test_awards_are_counted_by_level_and_title_without_inventing_a_zero() -> None:
    rows = [[cell.text for cell in row.cells] for row in awards_table(AWARDS).rows]
    title = "Bằng khen của Chủ tịch UBND tỉnh"
    assert rows == [
        ["Cấp Nhà nước"],
        ["Huân chương Lao động hạng Ba", "tập thể", "–", "1", "–", "–"],
        ["Cấp tỉnh"],
        [title, "tập thể", "4", "3", "75%", "2"],
        [title, "cá nhân", "5", "–", "–", "–"],
        ["Đơn vị khen thưởng"],
        ["Giấy khen", "cá nhân", "–", "10", "–", "–"],
        ["Tổng cộng", "", "9", "14", "–", "2"],
    ]  # fmt: skip


def test_the_share_of_what_was_granted_needs_both_counts_of_every_award() -> None:
    season = full()
    blank = next(it for it in prose_of(FORM_01) if it.key == "shares").prompt
    assert blank in blanks(made("bao-cao-tong-ket-don-vi", season))
    known = replace(season, facts=replace(season.facts, commended=AWARDS[:1]))
    assert (
        "(body) Số lượng trình: 4; đủ điều kiện (đã có quyết định): 3, tỷ lệ 75%; khen tập thể nhỏ, người "
        "lao động trực tiếp: 2, chiếm 66,67%/tổng số." in lines("bao-cao-tong-ket-don-vi", known)
    )
    bare_count = replace(AWARDS[0], small=None)
    known = replace(season, facts=replace(season.facts, commended=(bare_count,)))
    assert any(it.endswith("tỷ lệ 75%.") for it in lines("bao-cao-tong-ket-don-vi", known))


def test_awards_in_words_say_what_was_only_proposed() -> None:
    assert awards_words(AWARDS[:2]) == (
        "Bằng khen của Chủ tịch UBND tỉnh, tập thể: 3; Bằng khen của Chủ tịch UBND tỉnh, cá nhân: trình 5, "
        "chưa có quyết định (Nguyễn Văn A)"
    )
    assert awards_words([Commended("u", "Cờ")]) == "Cờ, tập thể: –"
    assert awards_words([]) == ""


def test_each_level_of_awards_is_told_unit_by_unit_or_asked_for() -> None:
    report = made("bao-cao-tong-ket-khoi", full())
    found = told(report)
    assert (
        "(body) + Kết quả khen thưởng cấp Nhà nước: Ban Nội chính Tỉnh ủy: Huân chương Lao động hạng Ba, tập "
        "thể: 1." in found
    )
    assert any("khen thưởng theo đợt hoặc khen thưởng đột xuất: Ban Tổ chức" in it for it in found)
    assert "Kết quả khen thưởng cấp bộ, ngành" in blanks(report)
    assert "Kết quả khen thưởng cấp Nhà nước" not in blanks(report)


def test_who_is_proposed_is_who_won_and_nobody_while_equals_share_the_line() -> None:
    season = full()
    assert any(
        "Ban Nội chính Tỉnh ủy (theo điểm" in it for it in lines("bao-cao-tong-ket-khoi", season)
    )
    row = next(
        it for it in lines("trich-ngang", season) if it.startswith("body: 1 | Ban Nội chính")
    )
    assert "Cờ thi đua của UBND tỉnh | Hạng 1 / 96,75 điểm" in row
    assert "Quyết định 12/QĐ-CTN, 03/02/2023" in row
    assert "Hoàn thành 28/28 nhiệm vụ" in row
    quota = replace(season.pack.quotas[0], value=Decimal(2))
    tied = replace(season, pack=replace(season.pack, quotas=(quota,)))
    report = made("trich-ngang", tied)
    assert blanks(report) == (
        "Tỷ lệ phiếu: 1 ô",
        "Cờ thi đua của UBND tỉnh: còn 1 suất, chưa phân định: Ban Tổ chức Tỉnh ủy; Văn phòng Tỉnh ủy",
    )


def test_the_checklist_ticks_only_what_is_recorded() -> None:
    found = [it for it in lines("bia-ho-so", full()) if it.startswith("body: ")]
    ticked = [it for it in found if " | X | " in it]
    assert [it.split(" | ")[1] for it in ticked] == [
        "Biên bản họp bình xét, suy tôn",
        "Văn bản thẩm định kèm theo",
    ]
    assert "Số 07-BB/KTĐ, 19/12/2023" in ticked[0]
    merits = next(it for it in found if "Báo cáo thành tích" in it)
    assert " | 02 |  | " in merits


def test_the_papers_of_a_unit_are_headed_and_signed_by_it() -> None:
    report = made("bao-cao-tong-ket-don-vi", full())
    assert report.heading.issuer == "BAN TỔ CHỨC TỈNH ỦY"
    assert report.heading.superior == "..............."
    assert lines("bao-cao-tong-ket-don-vi", full())[-5].startswith("THỦ TRƯỞNG")


@pytest.mark.parametrize(
    ("line", "item"),
    [
        ("In ấn: 1.500.000", BudgetItem("In ấn", Decimal(1500000))),
        ("Thuê hội trường = 2000000 đồng.", BudgetItem("Thuê hội trường", Decimal(2000000))),
        (
            "Nước uống 20 người x 10.000; 200 000",
            BudgetItem("Nước uống 20 người x 10.000", Decimal(200000)),
        ),
        ("Hoa: 0", BudgetItem("Hoa", Decimal(0))),
        ("Chi khác", BudgetItem("Chi khác")),
        ("Chi khác:", BudgetItem("Chi khác")),
        ("Họp quý 2", BudgetItem("Họp quý 2")),
    ],
)
def test_a_line_of_the_budget_is_read(line: str, item: BudgetItem) -> None:
    assert budget_items(f"\n  {line}\n") == (item,)


def test_a_sum_stands_only_when_every_amount_is_known() -> None:
    assert budget_sum(budget_items("a: 1.000\nb: 2.000")) == Decimal(3000)
    assert budget_sum(budget_items("a: 1.000\nb")) is None
    assert budget_sum(()) is None
    season = full()
    assert "total: Tổng cộng | 3.500.000 |" in [it.rstrip() for it in lines("du-toan", season)]
    open_item = PaperRecord("du-toan", prose=(Prose("items", "a: 1.000\nb"),))
    season = replace(season, plan=season.plan.with_record(open_item))
    assert "total: Tổng cộng | ..... |" in [it.rstrip() for it in lines("du-toan", season)]


def test_an_enterprise_gives_its_bank_in_place_of_the_treasury() -> None:
    record = PaperRecord("du-toan", prose=(Prose("bank", "0123, Ngân hàng X"),))
    season = full()
    report = made("du-toan", replace(season, plan=season.plan.with_record(record)))
    assert "(line) - Số tài khoản và tên ngân hàng giao dịch: 0123, Ngân hàng X." in told(report)
    assert not any("Kho bạc" in it for it in told(report))


def test_the_summary_tells_when_it_grows_over_its_page() -> None:
    fits = PaperRecord("tom-tat-don-vi", prose=(Prose("requests", "a" * MOST_LETTERS),))
    assert too_many_letters(fits) == 0
    more = replace(fits, prose=(*fits.prose, Prose("movements", " bc \n d ")))
    assert too_many_letters(more) == len("bc d")
    assert {it.key for it in SUMMARY_PROSE} >= {"requests", "movements"}


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("key", [it for it in KEYS if PAPERS[it].prose])
def test_a_text_of_the_clerks_is_printed_as_it_was_typed(key: str, text: str) -> None:
    paper = PAPERS[key]
    unit = UNIT if paper.per_unit else ""
    season = full()
    record = PaperRecord(key, unit, prose=tuple(Prose(it.key, text) for it in paper.prose))
    found = "\n".join(lines(key, replace(season, plan=season.plan.with_record(record))))
    if key == "tom-tat-don-vi":
        text = " ".join(text.split())
    assert all(line in found for line in text.splitlines())


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("key", KEYS)
def test_a_strange_name_breaks_no_paper(key: str, text: str) -> None:
    season = full()
    awards = tuple(_strange(it, text) for it in season.facts.commended)
    models = tuple(_strange(it, text) for it in season.facts.exemplars)
    units = tuple(replace(it, name=text, contact=text) for it in season.units)
    facts = replace(season.facts, commended=awards, exemplars=models)
    report = made(key, replace(season, facts=facts, units=units))
    assert report.file_stem.isascii()
    assert len(report.file_stem) < 120
    assert all(len(it.sheet) <= 31 for it in report.parts)


def _strange(fact: Any, text: str) -> Any:
    kept = ("unit", "level", "whom")
    texts = {
        it.name: text
        for it in fields(fact)
        if it.name not in kept and isinstance(getattr(fact, it.name), str)
    }
    return replace(fact, **texts)
