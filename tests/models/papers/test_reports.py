"""The words and numbers of the papers, before any format: order, notes, formulas, refusals."""

import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from models.errors import AppError
from models.facts import Facts, NotApplicable, Target
from models.papers.kinds import PAPERS, build
from models.papers.report import Cell, Formula, Paragraph, Report, Signature, Table
from models.points import ZERO, round_points
from models.rulepack import Stage, TieBreak
from models.season import Score, ScoreKey, Season
from tests.exporters.paper_samples import NAMES, PACK, PRINTED_ON, points, season

GOLDEN = Path(__file__).parents[2] / "golden"
UPDATE = "UPDATE_GOLDEN"


def result_table(made: Season) -> Table:
    return build("bang-tong-hop", made, printed_on=PRINTED_ON).parts[0].tables[0]


def column(table: Table, key: str) -> dict[str, str]:
    """Row key → text, for one column."""
    at = [it.key for it in table.columns].index(key)
    return {row.key: row.cells[at].text for row in table.rows}


def legend(made: Season) -> str:
    report = build("bang-tong-hop", made, printed_on=PRINTED_ON)
    contents = [it for part in report.parts for it in part.contents]
    lines = [it.text for it in contents if isinstance(it, Paragraph)]
    return "\n".join(lines)


def all_reports(made: Season) -> Iterator[Report]:
    for name, paper in PAPERS.items():
        units = paper.units(made, made.units, PRINTED_ON) if paper.per_unit else (None,)
        for unit in units if paper.offered(made) else ():
            yield build(name, made, unit.id if unit else None, printed_on=PRINTED_ON)


def dump(report: Report) -> str:
    """Everything the report says, one line a paragraph or row."""
    heading = report.heading
    lines = [report.file_stem, report.style, report.page, " | ".join(report.banners)]
    lines += [heading.superior, heading.issuer, heading.place_date]
    for part in report.parts:
        lines += ["", f"[{part.sheet}] {part.title}", part.subject]
        for content in part.contents:
            if isinstance(content, Paragraph):
                lines.append(f"({content.role}) {content.text}")
            elif isinstance(content, Table):
                lines.append(" | ".join(it.title.replace("\n", " ") for it in content.columns))
                lines += [
                    f"{row.role}: {' | '.join(it.text for it in row.cells)}" for row in content.rows
                ]
            else:
                lines += [f"{it.office}: {it.unit}" for it in content.signers]
    return "\n".join(line.rstrip() for line in lines) + "\n"


@pytest.mark.parametrize(("name", "unit"), [("bang-tong-hop", None), ("phieu-diem", "u0")])
def test_every_word_is_as_in_the_golden_file(name: str, unit: str | None) -> None:
    told = dump(build(name, season(), unit, printed_on=PRINTED_ON))
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get(UPDATE):
        golden.write_text(told, encoding="utf-8")
    assert told == golden.read_text(encoding="utf-8")


def test_units_stand_ranked_then_incomplete_then_excluded() -> None:
    table = result_table(season())
    assert column(table, "rank") == {
        "u0": "1",
        "u1": "2 =",
        "u2": "2 =",
        "u3": "4",
        "u4": "5",
        "u6": "6",
        "u7": "7",
        "u8": "–",
        "u5": "–",
    }
    assert [row.role for row in table.rows] == ["body"] * 8 + ["apart"]


def test_an_incomplete_section_is_a_dash_and_never_zero() -> None:
    table = result_table(season())
    assert column(table, "section:III")["u8"] == "–"
    assert column(table, "total")["u8"] == "–"
    assert column(table, "section:I")["u8"] == "53,00"


def test_an_excluded_unit_keeps_its_points_and_shows_why() -> None:
    table = result_table(season())
    assert column(table, "total")["u5"] == "95,00"
    assert column(table, "note")["u5"] == "Không bình xét, suy tôn; Tạm tính"
    said = dump(build("bang-tong-hop", season(), printed_on=PRINTED_ON))
    assert (
        "Không bình xét, suy tôn | bị phê bình bằng văn bản về vi phạm nghiêm trọng "
        "(Công văn 77/UBND-NC ngày 05/09/2023)" in said
    )


def test_cuts_ties_and_provisional_points_are_named_in_the_notes() -> None:
    notes = column(result_table(season()), "note")
    assert "cắt\N{NO-BREAK SPACE}2" in notes["u0"]
    assert "Tạm tính" in notes["u0"]
    assert notes["u1"] == "Đồng hạng; Tạm tính"
    assert notes["u7"] == "Mục II: cắt\N{NO-BREAK SPACE}10"
    assert notes["u8"] == "Chưa đủ điểm: còn trống 1 tiêu chí: III.1"


def test_a_stage_has_its_total_only_where_it_says_something_of_its_own() -> None:
    keys = [it.key for it in result_table(season()).columns]
    assert [it for it in keys if it.startswith("stage:")] == ["stage:self", "stage:block"]
    only_block = {key: it for key, it in season().scores.items() if key.stage == "block"}
    keys = [it.key for it in result_table(replace(season(), scores=only_block)).columns]
    assert not [it for it in keys if it.startswith("stage:")]


def test_a_cut_of_the_whole_table_has_its_own_column_and_enters_the_formula() -> None:
    low = replace(PACK, content_total=Decimal(90))
    table = result_table(season(pack=low))
    assert column(table, "cut")["u5"] == "5,00"
    assert column(table, "total")["u5"] == "90,00"
    assert "cut" not in [it.key for it in result_table(season()).columns]


ASIDE = ("number", "unit", "rank", "note")
"""The columns that hold no points."""


def test_many_columns_go_on_a3() -> None:
    many = tuple(Stage(f"s{number}", f"Vòng {number}") for number in range(1, 8))
    made = season(pack=replace(PACK, stages=many))
    scores = {
        ScoreKey(key.unit, key.criterion, f"s{number}"): Score(
            max(it.points - number * points("0,1"), ZERO) if it.points is not None else None
        )
        for key, it in made.scores.items()
        if key.stage == "block"
        for number in range(1, 8)
    }
    report = build("bang-tong-hop", made, printed_on=PRINTED_ON)
    assert (report.page, report.printed_on) == ("A4", PRINTED_ON)
    columns = {it.key: it.align for it in report.parts[0].tables[0].columns}
    assert [it for it, align in columns.items() if align != "right"] == list(ASIDE)
    wide = replace(made, scores=scores)
    assert build("bang-tong-hop", wide, printed_on=PRINTED_ON).page == "A3"


def test_the_legend_says_how_ranks_come_about() -> None:
    said = legend(season())
    assert "Hướng dẫn 1560/SNV-TĐKT" in said
    assert "tổng điểm chính xác, không làm tròn" in said
    assert "1, 2 =, 2 =, 4" in said
    assert "mục I cao hơn; vẫn bằng nhau thì đồng hạng" in said
    assert (
        "Khối quy định: cùng điểm xét lần lượt mục I cao hơn; "
        "không chấp hành quy chế của khối: trừ 1 điểm một lần." in said
    )
    assert "xếp loại năm chưa được công bố chính thức" in said
    assert "tự chấm, khối chấm, thẩm định" in said
    other = replace(PACK, rank_on="rounded", rank_style="dense", tie_breaks=(), open_values=())
    said = legend(season(pack=other))
    assert "đã làm tròn đến 2 chữ số" in said
    assert "1, 2 =, 2 =, 3" in said
    assert "chưa quy định tiêu chí phân định" in said
    assert "Khối quy định:" not in said


def test_the_sum_of_a_stage_is_that_of_its_sections_without_bonus_and_deductions() -> None:
    made = season()
    table = result_table(made)
    assert column(table, "stage:self")["u0"] == "94,75"
    assert column(table, "stage:block")["u3"] == "89,50"
    criteria = build("phieu-diem", made, "u0", printed_on=PRINTED_ON).parts[0].tables[0]
    for key, total in (("stage:self", "94,75"), ("stage:block", "94,50"), ("official", "94,00")):
        told = column(criteria, key)
        parts = [points(told[code]) for code in ("I", "II", "III")]
        assert told["sections"] == total
        assert sum(parts, ZERO) == points(total)
    assert column(criteria, "stage:self")["total"] == ""


def test_the_rank_on_the_sheet_counts_the_ranked_units_only() -> None:
    said = dump(build("phieu-diem", season(), "u0", printed_on=PRINTED_ON))
    assert "Xếp hạng: 1 trên 7 đơn vị đã xếp hạng." in said


def test_a_tie_that_was_parted_names_what_parted_it() -> None:
    made = season()
    changes = {
        ScoreKey("u2", "I.1", "block"): Score(Decimal(19)),
        ScoreKey("u2", "III.3", "block"): Score(Decimal(4)),
        ScoreKey("u2", "III.2", "block"): Score(Decimal(5)),
    }
    tied = made.with_scores(changes)
    lost = "Cùng điểm, phân định theo mục I thấp hơn (57,00; 58,00)"
    assert column(result_table(tied), "note")["u2"].startswith(lost)
    told = dump(build("phieu-diem", tied, "u2", printed_on=PRINTED_ON))
    assert f"trên 7 đơn vị đã xếp hạng. {lost}." in told


def test_rounded_totals_are_printed_as_they_were_compared() -> None:
    fine = replace(PACK, rank_on="rounded", step=points("0,001"), tie_breaks=(TieBreak("bonus"),))
    made = season(pack=fine).with_scores({ScoreKey("u3", "I.4", "block"): Score(points("9,335"))})
    table = result_table(made)
    assert column(table, "total")["u3"] == "87,84"
    assert "Tổng trước khi làm tròn: 87,835" in column(table, "note")["u3"]


def value_of(formula: Formula, table: Table) -> Decimal:
    """The formula worked out in decimals, from the cells it names."""
    cells: dict[tuple[str, str], Cell] = {
        (row.key, table.columns[at].key): cell
        for row in table.rows
        for at, cell in table.placed(row)
    }
    total = sum((cells[ref].number or ZERO for ref in formula.plus), ZERO)
    total -= sum((cells[ref].number or ZERO for ref in formula.minus), ZERO)
    if formula.cap is not None:
        total = min(formula.cap, total)
    if formula.decimals is not None:
        total = round_points(total, formula.decimals, formula.rounding)
    return total


def by_share() -> Season:
    """Totals finer than they are rounded, beside the shares that they are taken from."""
    fine = replace(PACK, rank_on="rounded", decimals=1, step=points("0,001"))
    made = season(pack=fine).with_scores({ScoreKey("u3", "I.4", "block"): Score(points("9,335"))})
    out = NotApplicable("u0", "III.1", policy="leave_out")
    return replace(made, facts=replace(made.facts, not_applicable=(out,)))


@pytest.mark.parametrize(
    "made",
    [
        by_share(),
        season(),
        season(pack=replace(PACK, content_total=Decimal(90))),
        season(pack=replace(PACK, rank_on="rounded", decimals=1)),
    ],
    ids=["by share", "plain", "cut", "rounded"],
)
def test_every_formula_comes_to_the_figure_it_stands_for(made: Season) -> None:
    checked = 0
    for report in all_reports(made):
        for part in report.parts:
            for table in part.tables:
                for row in table.rows:
                    for cell in row.cells:
                        if cell.formula is not None:
                            assert value_of(cell.formula, table) == cell.number
                            checked += 1
    assert checked > 8 + 9 * 6


def test_rows_fill_their_columns_in_every_paper() -> None:
    for report in all_reports(season()):
        for part in report.parts:
            assert len(part.sheet) <= 31
            for table in part.tables:
                assert {sum(it.span for it in row.cells) for row in table.rows} == {
                    len(table.columns)
                }


def test_the_statement_ends_with_the_total_and_strikes_out_what_was_cut() -> None:
    report = build("phieu-diem", season(), "u7", printed_on=PRINTED_ON)
    statement = report.parts[0].tables[1]
    struck = [row for row in statement.rows if row.cells[2].strike]
    assert [row.cells[2].text for row in struck] == ["10,00"]
    assert "tối đa 10" in struck[0].cells[1].text
    assert statement.rows[-1].cells[2].text == "76,75"


@pytest.mark.parametrize(("decimals", "ranked"), [(0, "88,00"), (1, "87,80"), (2, "87,84")])
def test_the_sheet_closes_with_the_total_that_was_ranked(decimals: int, ranked: str) -> None:
    pack = replace(PACK, rank_on="rounded", decimals=decimals, step=points("0,001"))
    made = season(pack=pack).with_scores({ScoreKey("u3", "I.4", "block"): Score(points("9,335"))})
    assert column(result_table(made), "total")["u3"] == ranked
    report = build("phieu-diem", made, "u3", printed_on=PRINTED_ON)
    criteria, statement = report.parts[0].tables
    for table, key in ((criteria, "official"), (statement, "points")):
        figures = column(table, key)
        assert (figures["total"], figures["ranked"]) == ("87,835", ranked)
        assert table.rows[-1].key == "ranked"
    assert f"Vì sao {ranked} điểm?" in dump(report)


def test_a_sheet_ranked_by_exact_totals_closes_with_its_total() -> None:
    for table in build("phieu-diem", season(), "u3", printed_on=PRINTED_ON).parts[0].tables:
        assert table.rows[-1].key == "total"


def test_the_sheet_of_an_incomplete_unit_says_what_is_missing() -> None:
    said = dump(build("phieu-diem", season(), "u8", printed_on=PRINTED_ON))
    assert "Không xếp hạng. Chưa đủ điểm: còn trống 1 tiêu chí: III.1." in said
    assert "Vì sao chưa có tổng điểm?" in said
    assert "total: Tổng điểm |  | –" in said


def test_banners_say_what_the_figures_are() -> None:
    made = season()
    assert build("bang-tong-hop", made, printed_on=PRINTED_ON).banners == (
        "CHƯA CHÍNH THỨC",
        "DỮ LIỆU MINH HOẠ",
    )
    closed = replace(made, is_sample=False, closed_on=date(2023, 12, 22))
    report = build("bang-tong-hop", closed, printed_on=PRINTED_ON)
    assert report.banners == ()
    assert "Kết quả đã chốt ngày 22/12/2023." in dump(report)


def test_no_adjustment_at_all_is_said_in_words() -> None:
    bare = replace(season(NAMES[:2]), facts=Facts())
    annex = build("bang-tong-hop", bare, printed_on=PRINTED_ON).parts[1]
    assert annex.tables == ()
    assert "Không đơn vị nào" in dump(build("bang-tong-hop", bare, printed_on=PRINTED_ON))


def test_every_adjustment_cut_and_note_stands_in_the_annex() -> None:
    said = dump(build("bang-tong-hop", season(), printed_on=PRINTED_ON))
    annex = said[said.index("[Giải trình]") :]
    for line in (
        "7 chỉ tiêu vượt đăng ký; tối đa 5 | + 5,00 | Hướng dẫn 1560/SNV-TĐKT năm 2021, mục II.2a",
        "7 cắt còn 5 (tối đa 5 cho tất cả chỉ tiêu) | 2,00",
        "6 hồ sơ (TB 12/BTĐKT), bậc 6–10 | − 1,50",
        "2 hồ sơ chờ văn bản thông báo, chưa trừ",
        "2 lần, trừ một lần 1 (khối quy định) | − 1,00",
        "20 cắt còn 10 (tối đa 10) | 10,00",
        "không thưởng: thực hiện 90, đăng ký 90, chưa vượt",
    ):
        assert line in annex


@pytest.mark.parametrize(
    ("name", "made", "unit", "sentence"),
    [
        ("to-khai", season(), None, "Không có văn bản “to-khai”"),
        ("bang-tong-hop", season(()), None, "chưa có đơn vị nào"),
        ("phieu-diem", season(), None, "chọn một đơn vị"),
        ("phieu-diem", season(), "nobody", "chọn một đơn vị"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    name: str, made: Season, unit: str | None, sentence: str
) -> None:
    with pytest.raises(AppError, match=sentence):
        build(name, made, unit, printed_on=PRINTED_ON)


def test_a_season_without_a_table_is_refused() -> None:
    bare = replace(season(), table=replace(season().table, rows=()))
    with pytest.raises(AppError, match="chưa có bảng chấm điểm"):
        build("bang-tong-hop", bare, printed_on=PRINTED_ON)


def test_a_bonus_target_of_another_section_is_only_a_note() -> None:
    facts = Facts(targets=(Target("u1", "Chỉ tiêu II", "II", Decimal(1), Decimal(2)),))
    said = dump(build("bang-tong-hop", replace(season(), facts=facts), printed_on=PRINTED_ON))
    assert "không thưởng: chỉ thưởng chỉ tiêu mục I |  | Hướng dẫn" in said


def test_the_head_of_a_cluster_signs_as_such() -> None:
    made = season()
    cluster = replace(made, block=replace(made.block, name="Cụm thi đua số 5"), deputy="")
    said = offices(cluster)
    assert "TRƯỞNG CỤM" in said
    assert "TRƯỞNG KHỐI" not in said
    assert "TRƯỞNG KHỐI" in offices(made)


def offices(made: Season) -> str:
    report = build("bang-tong-hop", made, printed_on=PRINTED_ON)
    contents = [it for part in report.parts for it in part.contents]
    return "\n".join(
        it.office for one in contents if isinstance(one, Signature) for it in one.signers
    )
