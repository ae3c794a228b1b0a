"""Letters, pledge, invitation, agenda, tables, submission, notice: every word, in both styles, and from nothing."""

import os
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from models.block import Block, PaperStyle, Unit
from models.collected import Pledge
from models.errors import AppError
from models.paper_record import PaperRecord
from models.papers.kinds import PAPERS, build
from models.papers.prose import blanks
from models.papers.report import Report, Signature, Table
from models.papers.words import calculate
from models.points import show
from models.rulepack import RulePack
from models.season import Season
from models.table_life import TableLife
from models.year_plan import Letter
from tests.models.paper_text import told
from tests.models.papers_of_the_year import DAY, year
from tests.models.papers_of_the_year import PAPERS as NAMES

GOLDEN = Path(__file__).parents[2] / "golden" / "papers"
UPDATE = "UPDATE_GOLDEN"
STYLES: tuple[PaperStyle, ...] = ("state", "party")


def paper(name: str, made: Season) -> Report:
    unit = made.units[2].id if PAPERS[name].per_unit else None
    return build(name, made, unit, printed_on=DAY)


def text(name: str, made: Season) -> str:
    return told(paper(name, made))


def table(report: Report) -> Table:
    return report.parts[0].tables[0]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("name", NAMES)
def test_every_word_is_as_in_the_golden_file(name: str, style: PaperStyle) -> None:
    said = text(name, year(style))
    golden = GOLDEN / f"{name}-{style}.txt"
    if os.environ.get(UPDATE):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(said, encoding="utf-8")
    assert said == golden.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", STYLES)
def test_from_an_empty_season_comes_a_paper_of_blanks_or_a_sentence(
    name: str, style: PaperStyle
) -> None:
    empty = Season(Block("Khối", style=style), 2024, RulePack("p", "P"))
    one = replace(empty, units=(Unit("Ban A", "a"), Unit("Ban B", "b"), Unit("Ban C", "c")))
    if PAPERS[name].needs_table:
        with pytest.raises(AppError, match="chưa có bảng chấm điểm"):
            paper(name, one)
        return
    if not PAPERS[name].per_unit:
        assert "[" in text(name, empty) or name == "chua-ky-giao-uoc"
    assert len(text(name, one).splitlines()) > 10


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_is_named_by_its_kind_and_signed(name: str) -> None:
    report = paper(name, year())
    assert re.fullmatch(r"[\w -]+", report.file_stem, re.ASCII)
    assert [it for it in report.parts[0].contents if isinstance(it, Signature)]
    assert bool(report.heading.about) == PAPERS[name].is_letter


# ---- pledge


def test_the_head_signs_the_pledge_first_and_every_unit_has_a_place() -> None:
    made = year()
    grid = table(paper("giao-uoc", made))
    assert grid.rows[0].key == made.head
    assert sorted(it.key for it in grid.rows) == sorted(it.id for it in made.units)
    assert {it.role for it in grid.rows} == {"signing"}


def test_who_did_not_sign_is_told_by_name_with_the_reason() -> None:
    made = year()
    pledges = tuple(Pledge(it.id, DAY) for it in made.units[1:])
    facts = replace(made.facts, pledges=(*pledges, Pledge(made.units[0].id, None, "Đi công tác")))
    found = table(paper("chua-ky-giao-uoc", replace(made, facts=facts)))
    assert [[cell.text for cell in it.cells] for it in found.rows] == [
        ["1", made.units[0].name, "Đi công tác"]
    ]
    all_signed = replace(
        made, facts=replace(made.facts, pledges=(*pledges, Pledge(made.head, DAY)))
    )
    assert "Cả 11 đơn vị thành viên đã ký giao ước" in text("chua-ky-giao-uoc", all_signed)


# ---- scoring table and the letter about it


def test_the_scoring_table_has_every_row_and_leaves_its_input_columns_empty() -> None:
    made = year()
    found = table(paper("bang-cham-diem", made))
    assert [it.key for it in found.rows] == [*(row.code for _, row in made.table.walk()), "total"]
    inputs = [
        place
        for place, it in enumerate(found.columns)
        if it.key in ("plan", "result", "note") or it.key.startswith("stage:")
    ]
    assert len(inputs) == 3 + len(made.pack.stages)
    assert not [row.cells[at].text for row in found.rows for at in inputs if row.cells[at].text]
    assert paper("bang-cham-diem", made).parts[0].landscape
    maxima = [it.max_points for it in made.table.sections()]
    assert found.rows[-1].cells[2].number == sum(it for it in maxima if it is not None)


def test_a_section_without_a_maximum_leaves_the_sum_open() -> None:
    made = year()
    first = replace(made.table.rows[0], max_points=None)
    rows = (first, *made.table.rows[1:])
    given = replace(made, table=replace(made.table, rows=rows))
    assert table(paper("bang-cham-diem", given)).rows[-1].cells[2].text == ""


def test_a_letter_takes_number_and_day_that_were_entered_where_it_is_asked_for() -> None:
    made = year()
    life = TableLife("opinion", "09-CV/KTĐ", date(2023, 2, 3))
    given = replace(made, table=replace(made.table, life=life))
    report = paper("xin-y-kien-bang-diem", given)
    assert report.heading.number == "09"
    assert report.heading.place_date == "Lào Cai, ngày 03 tháng 02 năm 2023"
    assert report.parts[1].subject.endswith(
        "(Kèm theo Công văn số 09-CV/KTĐ ngày 03/02/2023 của Ban Nội chính Tỉnh ủy)"
    )
    own = PaperRecord("xin-y-kien-bang-diem", number="11")
    given = replace(given, plan=given.plan.with_record(own))
    assert paper("xin-y-kien-bang-diem", given).heading.number == "11"
    unnumbered = replace(made.plan, appraisal_request=Letter())
    assert paper("xin-tham-dinh", replace(made, plan=unnumbered)).heading.number == ""


def test_the_letter_for_appraisal_has_the_sums_of_the_sections_that_are_appraised() -> None:
    made = year()
    found = table(paper("xin-tham-dinh", made))
    stages = calculate(made).stages
    for row in found.rows:
        given = [stages[code][row.key].groups["III"] for code in ("self", "block")]
        assert [it.number for it in row.cells[2:4]] == given
    assert [it.key for it in found.rows] == [it.id for it in made.units]
    annex = paper("xin-tham-dinh", made).parts[1]
    assert annex.tables == paper("de-nghi-tham-dinh", made).parts[0].tables


def test_a_pack_without_an_appraisal_says_so_in_the_letter() -> None:
    made = year()
    pack = replace(made.pack, stages=made.pack.stages[:2])
    assert "nên chưa có nội dung đề nghị thẩm định" in text(
        "xin-tham-dinh", replace(made, pack=pack)
    )


# ---- self scores


def test_the_self_scores_are_those_of_the_calculation() -> None:
    made = year()
    found = table(paper("tong-hop-tu-cham", made))
    results = calculate(made).stages["self"]
    for row in found.rows:
        sections = [results[row.key].sections[it.code] for it in made.table.sections()]
        assert [it.number for it in row.cells[2:5]] == sections
        known = [it for it in sections if it is not None]
        assert row.cells[5].text == show(sum(known)) if len(known) == 3 else "–"


def test_a_unit_without_self_scores_is_named_and_has_no_zero() -> None:
    made = year()
    gone = made.units[4]
    scores = {key: it for key, it in made.scores.items() if key.unit != gone.id}
    report = paper("tong-hop-tu-cham", replace(made, scores=scores))
    [row] = [it for it in table(report).rows if it.key == gone.id]
    assert [it.text for it in row.cells[2:]] == ["–", "–", "–", "–", "Chưa có điểm tự chấm"]
    assert f"10/11 đơn vị; chưa có điểm tự chấm: {gone.name}." in told(report)


def test_a_gap_in_the_self_scores_leaves_the_sum_open() -> None:
    made = year()
    scores = {
        key: it
        for key, it in made.scores.items()
        if (key.unit, key.criterion, key.stage) != ("bnc", "I.1.1", "self")
    }
    [row, *_] = table(paper("tong-hop-tu-cham", replace(made, scores=scores))).rows
    assert [row.cells[it].text for it in (2, 5, 6)] == ["–", "–", "Còn trống 1 tiêu chí"]


# ---- invitation and agenda


def test_hour_day_and_weekday_stand_in_the_invitation() -> None:
    said = text("giay-moi", year())
    assert "(body) Thời gian: 08 giờ 00, ngày 19 tháng 12 năm 2023 (thứ Ba)." in said
    assert "(line) - Phạm Văn C, Phó Trưởng ban, Ban Thi đua - Khen thưởng tỉnh;" in said
    made = year()
    for hour in ("", "8 giờ sáng", "25:00"):
        unknown = replace(made, meeting=replace(made.meeting, begins=hour))
        assert "(blank) Thời gian: ..... giờ ....., ngày 19 tháng 12" in text("giay-moi", unknown)
        assert "10 phút" in text("chuong-trinh", unknown)


def test_each_unit_has_an_invitation_of_its_own_with_the_same_note() -> None:
    made = year()
    stems = {build("giay-moi-don-vi", made, it.id, printed_on=DAY).file_stem for it in made.units}
    assert len(stems) == len(made.units)
    said = text("giay-moi-don-vi", made)
    assert f"kính mời: Đại diện lãnh đạo {made.units[2].name}." in said


def test_the_agenda_counts_its_hours_from_the_beginning() -> None:
    made = year()
    rows = [it for it in table(paper("chuong-trinh", made)).rows if it.role == "body"]
    assert [it.cells[1].text for it in rows][:3] == [
        "08 giờ 00 - 08 giờ 10",
        "08 giờ 10 - 08 giờ 40",
        "08 giờ 40 - 09 giờ 20",
    ]
    assert rows[-1].cells[1].text == "11 giờ 20 - 11 giờ 30"
    assert [it.cells[2].text for it in rows] == [it.title for it in made.meeting.agenda]
    late = replace(made, meeting=replace(made.meeting, begins="22:10"))
    assert "23 giờ 30 - 00 giờ 15" in text("chuong-trinh", late)


def test_without_an_hour_the_agenda_tells_the_minutes() -> None:
    made = year()
    rows = table(
        paper("chuong-trinh", replace(made, meeting=replace(made.meeting, begins="")))
    ).rows
    assert rows[1].cells[1].text == "10 phút"
    assert "Tổng thời gian dự kiến: 3 giờ 30 phút." in text("chuong-trinh", made)


# ---- what follows the votes


def test_the_submission_names_who_won_with_rank_points_and_votes() -> None:
    made = year()
    report = paper("to-trinh", made)
    first = calculate(made).standings[0]
    [row] = table(report).rows
    assert [it.text for it in row.cells] == [
        "1",
        first.result.unit.name,
        made.pack.quotas[0].award,
        "1",
        show(first.total) if first.total is not None else "",
        "Theo kết quả bỏ phiếu: 9/11 số phiếu hợp lệ (81,82%)",
    ]
    assert report.heading.to == ("Chủ tịch UBND tỉnh",)
    assert "Căn cứ Biên bản Hội nghị tổng kết số 03-BB/KTĐ ngày 19/12/2023." in told(report)


def test_an_open_vote_leaves_the_submission_a_blank_and_nobody_named() -> None:
    made = year()
    flag, *others = made.meeting.ballots
    still = replace(
        flag, is_closed=False, result="", elected=(), count=replace(flag.count, votes=())
    )
    given = replace(made, meeting=replace(made.meeting, ballots=(still, *others)))
    report = paper("to-trinh", given)
    assert not report.parts[0].tables
    assert f"{made.pack.quotas[0].award}: chưa có kết quả bỏ phiếu được xác nhận" in blanks(report)


def test_the_notice_names_the_elected_and_leaves_the_others_blank() -> None:
    made = year()
    said = text("thong-bao-truong-khoi", made)
    assert "(body) 1. Trưởng khối năm 2024: Báo Lào Cai, 8/11 số phiếu hợp lệ (72,73%)." in said
    only_head = replace(made, meeting=replace(made.meeting, ballots=made.meeting.ballots[:2]))
    assert "(blank) 2. Phó Trưởng khối năm 2024: [chưa có kết quả" in text(
        "thong-bao-truong-khoi", only_head
    )
