"""Who waits for the Board's letter, what the request tells, and what the appraisal changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from models.collected import Explanation
from models.collecting import appraisal
from models.facts import Facts
from models.papers.kinds import build
from models.papers.report import Paragraph, Report, Table
from models.papers.words import place_notes
from models.ranks.ranking import Standing, rank
from models.rulepack import LegalBasis, Rule, RulePack, Stage
from models.scores import scoring
from models.scores.entries import appraising
from models.scores.results import UnitResult
from models.scores.scoring import score
from models.season import Season
from models.table import ScoringTable
from models.year_plan import Letter, YearPlan
from tests.models.drawing import S3_RULES, season

D = Decimal
DAY = date(2023, 12, 20)
OTHERS = (
    "bonus-exceed",
    "deduct-reminder",
    "deduct-dossier",
    "deduct-discipline",
    "no-party-use-union",
    "no-party-no-union-half",
)
BOARD = replace(
    S3_RULES,
    board="Ban Thi đua",
    legal_bases=(LegalBasis("hd", "HD 1560"),),
    rules=(
        Rule("board-appraisal", "Thẩm định mục III", "", "hd", "mục II.1"),
        *(Rule(it, it, "") for it in OTHERS),
    ),
    stages=tuple(
        replace(it, rule="board-appraisal") if it.code == "appraisal" else it
        for it in S3_RULES.stages
    ),
)
FIRST_TWO = replace(
    BOARD,
    stages=(
        Stage("block", "Khối chấm"),
        Stage("appraisal", "Thẩm định", rule="board-appraisal", ranks_to=2, after_meeting=True),
    ),
)
ANSWER = YearPlan(appraisal=Letter("88/BTĐKT", date(2023, 12, 10), "88.pdf"))
THREE = """
    Ban A: all=max III.1@self=6 III.1=5 III.1@appraisal=4.5 III.2@appraisal=5
    Ban B: all=max I.1=10
    Ban C: I.1=20
"""


def drawn(drawing: str = THREE, pack: RulePack = BOARD, **more: object) -> Season:
    return replace(season(drawing, pack), **more)  # type: ignore[arg-type]


def waits(given: Season) -> dict[str, tuple[str, ...]]:
    return {it.unit.name: it.sections for it in appraisal.waiting(given)}


def figures(given: Season, stage: str | None = None) -> list[object]:
    return [(it.total, dict(it.groups), it.provisional, it.missing) for it in score(given, stage)]


def test_points_of_the_section_wait_until_the_letter_is_entered_even_when_figures_were_typed() -> (
    None
):
    assert waits(drawn()) == {"Ban A": ("III",), "Ban B": ("III",)}
    assert waits(drawn(plan=ANSWER)) == {}
    assert waits(drawn(plan=YearPlan(appraisal=Letter(issued=DAY)))) == {}
    asked = YearPlan(appraisal_request=Letter("12/CV", DAY), appraisal=Letter(file="88.pdf"))
    assert waits(drawn(plan=asked)) == waits(drawn())


def test_the_mark_changes_no_figure() -> None:
    for pack in (BOARD, FIRST_TWO):
        assert figures(drawn(pack=pack)) == figures(drawn(pack=pack, plan=ANSWER))
        for stage in ("block", "appraisal"):
            assert figures(drawn(pack=pack), stage) == figures(drawn(pack=pack, plan=ANSWER), stage)
    assert [it.waiting for it in score(drawn(), "block")] == [(), (), ()]


def test_nothing_waits_without_a_basis_or_in_a_closed_year() -> None:
    assert appraising(S3_RULES) is None
    assert waits(drawn(pack=S3_RULES)) == {}
    assert waits(drawn(closed_on=DAY)) == {}
    beside = replace(
        BOARD, stages=tuple(replace(it, counts=it.code != "appraisal") for it in BOARD.stages)
    )
    assert appraising(beside) is None


def test_another_name_of_the_stage_is_known_by_its_rule() -> None:
    other = replace(BOARD, stages=(BOARD.stages[1], replace(BOARD.stages[2], code="so")))
    assert waits(drawn("Ban A: all=max", other)) == {"Ban A": ("III",)}


def test_only_the_first_ranks_wait_where_the_pack_appraises_them_alone() -> None:
    given = drawn("Ban A: all=max\nBan B: all=max I.1=19\nBan C: all=max I.1=18", FIRST_TWO)
    assert waits(given) == {"Ban A": ("I", "II", "III"), "Ban B": ("I", "II", "III")}
    found = appraisal.gate(given)
    assert found is not None
    assert [it.name for it in found.units] == ["Ban A", "Ban B"]
    assert (found.done, found.total) == (0, 2 * 9)
    typed = drawn(
        "Ban A: all=max I.1@appraisal=1\nBan B: all=max I.1=19\nBan C: all=max I.1=18", FIRST_TWO
    )
    assert list(waits(typed)) == ["Ban A", "Ban B"]


def test_the_gate_counts_every_point_of_the_appraisal_once() -> None:
    found = appraisal.gate(drawn())
    assert found is not None
    assert (found.done, found.total) == (2, 3 * 3)
    assert [it.code for it in found.sections] == ["III"]
    assert appraisal.gate(drawn(pack=S3_RULES)) is None


def test_units_without_a_single_point_of_the_appraisal_are_told_but_for_excluded_ones() -> None:
    def told(given: Season) -> list[str]:
        return [it.name for it in appraisal.unappraised(given, score(given))]

    assert told(drawn(plan=ANSWER)) == ["Ban B", "Ban C"]
    out = "Ban A: all=max excluded\nBan B: all=max"
    assert told(drawn(out)) == ["Ban B"]
    assert told(drawn(out, S3_RULES)) == []
    assert told(drawn("Ban A:", table=ScoringTable())) == []


def test_the_ranks_are_asked_for_only_when_something_could_wait(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """To know them the whole season is scored and ranked a second time."""
    pack = replace(
        FIRST_TWO, stages=(FIRST_TWO.stages[0], replace(FIRST_TWO.stages[1], sections=("III",)))
    )
    elsewhere = drawn("Ban A: I.1=20 II.1=3\nBan B: I.1=19", pack)
    asked: list[int] = []

    def ranked(results: Sequence[UnitResult], given: RulePack) -> tuple[Standing, ...]:
        asked.append(len(results))
        return rank(results, given)

    monkeypatch.setattr(scoring, "rank", ranked)
    assert waits(elsewhere) == {}
    assert asked == []
    both = drawn("Ban A: all=max\nBan B: all=max I.1=19\nBan C: all=max I.1=18", pack)
    assert waits(both) == {"Ban A": ("III",), "Ban B": ("III",)}
    assert asked == [3]


@pytest.mark.parametrize(
    ("plan", "word", "told"),
    [
        (
            YearPlan(),
            "chờ thẩm định",
            ["chưa có văn bản thẩm định của Ban Thi đua; 1 tiêu chí chưa có điểm thẩm định"],
        ),
        (ANSWER, "thiếu điểm thẩm định", ["1 tiêu chí chưa có điểm thẩm định"]),
    ],
)
def test_the_explanation_says_what_is_awaited_and_by_which_rule(
    plan: YearPlan, word: str, told: list[str]
) -> None:
    (result, *_) = score(drawn(plan=plan))
    steps = [it for it in result.steps if it.kind == "state"]
    assert [it.detail for it in steps] == told
    assert {(it.label, it.basis) for it in steps} == {(f"Mục III {word}", "HD 1560, mục II.1")}


def test_ranking_and_papers_carry_the_mark() -> None:
    given = drawn()
    placed = rank(score(given), given.pack)
    assert "Chờ thẩm định: mục III" in place_notes(placed[0])
    legend = "Chờ thẩm định: điểm còn có thể đổi khi có văn bản thẩm định của Ban Thi đua"
    told = said(build("bang-tong-hop", given, printed_on=DAY))
    assert f"{legend}." in told
    assert f"{legend} (HD 1560, mục II.1)." in told
    sheet = rows(build("phieu-diem", given, "Ban A", printed_on=DAY))
    assert sheet["III"][-1] == "chờ thẩm định"
    after = drawn(plan=ANSWER)
    assert "chờ thẩm định" not in said(build("bang-tong-hop", after, printed_on=DAY)).lower()


def test_the_request_tells_every_appraised_unit_and_criterion_with_the_points_before() -> None:
    table = rows(build("de-nghi-tham-dinh", drawn(), printed_on=DAY))
    assert table["Ban A"] == ["1. Ban A"]
    assert table["Ban A:III"] == ["III", "Nội dung III", "15", "–", "14,00", ""]
    assert table["Ban A:III.1"] == ["III.1", "Nội dung III.1", "6", "6,00", "5,00", ""]
    assert table["Ban C:III.1"][3:] == ["–", "–", ""]
    assert not [it for it in table if ":I" in it and ":III" not in it]


def test_the_request_is_the_same_whether_its_results_were_known_or_not() -> None:
    given = drawn()
    known = {it: {found.unit.id: found for found in score(given, it)} for it in ("self", "block")}
    rows_told = appraisal.request_rows(given)
    assert rows_told == appraisal.request_rows(given, known)
    assert rows_told[0].points == {"self": None, "block": D(14)}


def test_the_request_of_first_ranks_names_them_only() -> None:
    given = drawn("Ban A: all=max\nBan B: all=max I.1=19\nBan C: all=max I.1=18", FIRST_TWO)
    report = build("de-nghi-tham-dinh", given, printed_on=DAY)
    assert "của 2 đơn vị xếp hạng 1–2 theo điểm trước thẩm định" in said(report)
    assert not [it for it in rows(report) if it.startswith("Ban C")]


def test_differences_are_listed_with_their_amounts() -> None:
    (found,) = appraisal.differences(drawn())
    assert (found.unit.name, found.row.code) == ("Ban A", "III.1")
    assert (found.before, found.after, found.amount) == (D(5), D("4.5"), D("-0.5"))
    table = rows(build("so-sanh-tham-dinh", drawn(plan=ANSWER), printed_on=DAY))
    assert table["Ban A:III.1"] == ["1", "Ban A", "III.1 Nội dung III.1", "5,00", "4,50", "− 0,50"]
    assert "Kết quả thẩm định số 88/BTĐKT ngày 10/12/2023" in said(
        build("so-sanh-tham-dinh", drawn(plan=ANSWER), printed_on=DAY)
    )


def test_what_the_block_agreed_on_later_is_no_difference_of_the_appraisal() -> None:
    given = drawn("Ban A: III.1=5 III.1@appraisal=4.5 III.1@agreed=4")
    assert [(it.before, it.after) for it in appraisal.differences(given)] == [(D(5), D("4.5"))]


def test_points_without_any_before_have_no_amount() -> None:
    (found,) = appraisal.differences(drawn("Ban A: III.3@appraisal=3"))
    assert (found.before, found.amount) == (None, None)


def test_agreement_is_said_and_a_pack_without_the_stage_too() -> None:
    same = said(build("so-sanh-tham-dinh", drawn("Ban A: all=max"), printed_on=DAY))
    assert "không khác điểm trước thẩm định ở tiêu chí nào" in same
    for name in ("de-nghi-tham-dinh", "so-sanh-tham-dinh"):
        told = build(name, drawn(pack=S3_RULES), printed_on=DAY)
        assert "không nêu vòng thẩm định nào có căn cứ" in said(told)
        assert rows(told) == {}


def test_a_cut_is_where_a_later_stage_gave_less_than_the_unit_itself() -> None:
    given = drawn(
        "Ban A: all=max I.1@self=20 I.1=18 I.2@self=10 I.2=12 III.1@self=6 III.1@appraisal=5"
    )
    found = appraisal.cuts(given, score(given)[0])
    assert [(it.row.code, it.own, it.given, it.stage) for it in found] == [
        ("I.1", D(20), D(18), "block"),
        ("III.1", D(6), D(5), "appraisal"),
    ]


def test_explanations_without_an_answer_come_first() -> None:
    done = Explanation("Ban A", "I.1", "Đã làm", answer="Giữ điểm", answered=DAY)
    new = Explanation("Ban B", "III.1", "Đã gửi bổ sung")
    given = drawn(facts=Facts(explanations=(done, new)))
    assert appraisal.explanations(given) == (new, done)


def rows(report: Report) -> dict[str, list[str]]:
    """Key → texts of the row, of the first table of the paper; {} without one."""
    tables = report.parts[0].tables
    return {it.key: [cell.text for cell in it.cells] for it in tables[0].rows} if tables else {}


def said(report: Report) -> str:
    lines = []
    for content in (it for part in report.parts for it in part.contents):
        if isinstance(content, Paragraph):
            lines.append(content.text)
        elif isinstance(content, Table):
            lines += [" | ".join(cell.text for cell in row.cells) for row in content.rows]
    return "\n".join(lines)
