"""Why, ranking, progress, facts and console output of a block whose criteria have rules."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from models.collecting.intake import FormLine, FormReading, previews
from models.criterion_rule import CriterionRule, Item
from models.facts import ClassDecision, Classification, NotApplicable
from models.ranks.ranking import Standing, rank
from models.rulepack import Quota, Tier
from models.scores.scoring import score
from models.season import ScoreKey, Season
from tests.ui.ruled_samples import PACK, TABLE, UNITS, filled, season
from tests.ui.score_samples import opened
from ui.command_line import console_json
from ui.frame.work_state import asked_stages, progress
from ui.scores.fact_fields import KINDS, effect
from ui.scores.facts import FactsPanel
from ui.scores.staged import Staged
from ui.scores.standing_paint import Extras, extras_of, places
from ui.scores.standing_rows import bar_words, rows, sentences
from ui.scores.why import Statement, statement
from ui.scores.why_view import WhyDrawer
from ui.widgets.forms import FormDialog
from ui.words.import_words import cells, detail

D = Decimal
UNIT = "Ban Dân vận"
BY_NAME = {kind.kind: kind for kind in KINDS}


def of(made: Season, unit: str, scope: str = "") -> Statement:
    result = next(it for it in score(made) if it.unit.id == unit)
    return statement(made, result, scope)


def told(shown: Statement) -> list[str]:
    return [f"{it.kind} {it.label}: {it.detail} [{it.amount}]" for it in shown.entries]


def standings(made: Season) -> Sequence[Standing]:
    return rank(score(made), made.pack)


def with_absent(made: Season, *facts: NotApplicable) -> Season:
    return replace(made, facts=replace(made.facts, not_applicable=facts))


# ---- why


ABSENT = (
    (),
    (NotApplicable(UNIT, "I.1"),),
    (NotApplicable(UNIT, "I", policy="full"),),
    (NotApplicable(UNIT, "II.2", policy="full"),),
    (NotApplicable(UNIT, "II", policy="percent_cap", percent=D(50)),),
    (NotApplicable(UNIT, "II.2", policy="substitute", substitute="I.1"),),
    (NotApplicable(UNIT, "II", policy="leave_out"),),
)


@pytest.mark.parametrize("facts", ABSENT)
def test_every_explanation_adds_up(facts: tuple[NotApplicable, ...]) -> None:
    made = with_absent(season(), *facts)
    for result in score(made):
        assert result.total is None or statement(made, result).sum == result.total
        for _, row in made.table.walk():
            points = result.groups[row.code]
            if points is not None:
                assert statement(made, result, row.code).sum == points, (result.unit.id, row.code)


def test_a_section_says_the_sums_of_its_criteria() -> None:
    shown = of(season(), UNIT)
    assert told(shown) == [
        (
            "sum Mục I: Nhiệm vụ chuyên môn\n"
            "I.1: 15 − 3 văn bản × 0,5 − 1 lần × 1 (Vắng họp không lý do) = 12,5\n"
            "I.2: 20 × 50% × 95 : 100 = 9,5 [44,00]"
        ),
        (
            "sum Mục II: Xây dựng cơ quan\n"
            "II.1: 2 ngày, bậc 1–5: 3 điểm\n"
            "II.2: mức “Hoàn thành tốt”: 10 điểm\n"
            "II.3: có: 8 điểm [35,00]"
        ),
        "sum Mục P: Điểm trừ\nP.1: 2 ngày × 0,25 = 0,5 [− 0,50]",
    ]
    assert shown.share is None


def test_many_sums_are_left_to_their_section() -> None:
    made = season()
    row = TABLE.rows[0].rows[0]
    many = tuple(replace(row, code=f"I.{number}", max_points=D(5)) for number in range(10, 20))
    first = replace(made.table.rows[0], rows=(*made.table.rows[0].rows, *many))
    scores = {
        ScoreKey(UNIT, it.code, "block"): filled(late="1", absent="0", wrong="0") for it in many
    }
    made = replace(made, table=replace(made.table, rows=(first, *made.table.rows[1:])))
    shown = of(made.with_scores(scores), UNIT)
    assert shown.entries[0].detail.endswith("12 tiêu chí tính từ số liệu: mở mục để xem phép tính")


def test_share_and_effects_are_the_last_words() -> None:
    shown = of(season(), "Ban Tổ chức")
    assert (shown.title, shown.total) == ("Vì sao 84,38?", "67,50")
    assert shown.share is not None
    assert (shown.share.detail, shown.share.amount) == (
        "67,5 trên 80 điểm có thể đạt, tính trên 100: 84,38",
        "84,38",
    )
    assert shown.entries[-1].label == "Hạ một bậc xếp loại"
    assert shown.entries[-1].detail.endswith("Số liệu báo cáo sai: 2 lần")
    assert not any("làm tròn" in it for it in shown.remarks)


def test_a_line_says_its_sum_its_rule_and_its_stages() -> None:
    shown = of(season(), UNIT, "I.1")
    assert told(shown) == [
        "note Tự chấm: 15 − 2 văn bản × 0,5 = 14; nhập tay [14,00]",
        "sum Khối chấm: 15 − 3 văn bản × 0,5 − 1 lần × 1 (Vắng họp không lý do) = 12,5; nhập tay [12,50]",
    ]
    assert shown.remarks[1].startswith("Từ 15 điểm trừ dần.")
    absent = of(season(), "Ban Tổ chức", "I.2")
    assert (absent.title, absent.total) == ("I.2 không tính điểm", "–")
    assert "note I.2 Chỉ tiêu thu ngân sách: không áp dụng []" in told(
        of(season(), "Ban Tổ chức", "I")
    )


def test_a_bonus_section_names_only_what_happened() -> None:
    assert told(of(season(), UNIT, "P")) == [
        "sum P.1 Nộp chậm: Khối chấm: 2 ngày × 0,25 = 0,5 [0,50]"
    ]
    assert told(of(season(), UNIT, "T")) == []


def test_the_drawer_reads_the_share_aloud(qtbot: Any) -> None:
    made = season()
    drawer = WhyDrawer()
    qtbot.addWidget(drawer)
    drawer.show()
    drawer.explain(made, next(it for it in score(made) if it.unit.id == "Ban Tổ chức"))
    assert drawer.view.accessibleDescription().endswith("Tổng điểm: 67,50\nSo theo tỷ lệ: 84,38")
    assert not drawer.grab().isNull()


# ---- ranking


def test_shares_and_classes_stand_beside_the_total() -> None:
    made = season()
    shown = rows(made, standings(made))
    assert [(it.name, it.reached, it.total, it.rating) for it in shown] == [
        ("Ban Nội chính", "86,50", "86,50", "Tốt"),
        ("Ban Tổ chức", "67,50", "84,38", "Hoàn thành"),
        (UNIT, "78,50", "78,50", "Tốt"),
        ("Văn phòng", "–", "–", "–"),
    ]
    assert "hạ một bậc" in bar_words(made, shown[1])
    lowered = ["bị hạ bậc xếp loại" in it.second for it in shown]
    assert lowered == [False, True, False, False]
    assert "67,5 trên 80 điểm có thể đạt" in bar_words(made, shown[1])
    assert "1 đơn vị có phần không áp dụng: so theo tỷ lệ điểm có thể đạt." in sentences(
        made, standings(made)
    )
    assert len(shown[0].parts) == 2


def test_without_shares_and_classes_there_are_no_columns(qapp: object) -> None:
    made = season()
    plain = replace(made, pack=replace(PACK, classes=())).with_scores(
        {ScoreKey("Ban Tổ chức", "I.2", "block"): filled(plan="10", result="9")}
    )
    shown = rows(plain, standings(plain))
    assert {(it.reached, it.rating) for it in shown} == {("", "")}
    assert extras_of(shown, QApplication.font()) == Extras()
    at = places(1100, extras_of(rows(made, standings(made)), QApplication.font()))
    assert at.rating[1] > 0
    assert at.reached[1] > 0
    columns = (at.rank, at.name, at.bar, at.rating, at.reached, at.total, at.lead, at.link)
    for one, two in pairwise(columns):
        assert sum(one) <= two[0] + 1


def test_seats_by_the_size_of_the_block_are_said() -> None:
    sizes = (Tier(1, 3, D(1)), Tier(4, None, D(2)))
    made = replace(
        season(), pack=replace(PACK, quotas=(Quota("Cờ thi đua", "by_size", sizes=sizes),))
    )
    assert sentences(made, standings(made))[0] == (
        "Cờ thi đua: khối có 4 đơn vị nên được đề nghị 2 đơn vị."
    )
    none = replace(made.pack.quotas[0], sizes=(Tier(9, None, D(2)),))
    made = replace(made, pack=replace(made.pack, quotas=(none,)))
    assert "số suất Cờ thi đua theo quy mô khối là 0" in sentences(made, standings(made))[0]


# ---- what is owed


def test_only_what_is_owed_is_counted() -> None:
    made = season()
    state = progress(made)
    cells = dict(zip(UNITS, state.column("block"), strict=True))
    assert (cells[UNIT].done, cells[UNIT].total, cells[UNIT].left) == (7, 7, ())
    assert cells["Văn phòng"].total == 7
    without = progress(with_absent(made, NotApplicable("Văn phòng", "I", policy="leave_out")))
    assert dict(zip(UNITS, without.column("block"), strict=True))["Văn phòng"].total == 4
    [_, block] = asked_stages(made, state)
    assert (block.name, block.complete, block.left) == ("Khối chấm", 3, 7)


def test_a_criterion_with_effects_only_is_never_owed() -> None:
    made = season()
    rule = CriterionRule("effect", (Item("x", "Bị kỷ luật", effect="not_ranked"),))
    extra = replace(TABLE.rows[1].rows[3], code="II.5", max_points=None, rule=rule)
    second = replace(TABLE.rows[1], rows=(*TABLE.rows[1].rows, extra))
    made = replace(made, table=replace(TABLE, rows=(TABLE.rows[0], second, *TABLE.rows[2:])))
    assert progress(made).column("block")[0].total == 7


def test_the_shown_part_comes_out_as_in_the_whole_block() -> None:
    made = season()
    leader = CriterionRule("leader", reached_percent=D(50))
    average = CriterionRule("average", bands=())
    first = TABLE.rows[0]
    criteria = (first.rows[0], replace(first.rows[1], rule=leader), replace(first.rows[2]))
    second = TABLE.rows[1]
    others = (replace(second.rows[0], rule=average), *second.rows[1:])
    table = replace(
        TABLE,
        rows=(replace(first, rows=criteria), replace(second, rows=others), *TABLE.rows[2:]),
    )
    made = with_absent(
        replace(made, table=table), NotApplicable("Ban Tổ chức", "I.2", policy="own_group")
    )
    for stage in ("self", "block"):
        whole = {it.unit.id: it for it in score(made, stage)}
        for unit in UNITS:
            part = Staged(made, frozenset({unit}), frozenset({"I", "II", "T", "P"}))
            assert part.result(unit, stage).groups == whole[unit].groups
            for code, line in whole[unit].lines.items():
                found = part.outcome(unit, code, stage)
                assert (found.detail if found else "") == (
                    line.outcome.detail if line.outcome else ""
                )


# ---- facts


@pytest.fixture
def panel(tmp_path: Path, qtbot: Any) -> Any:
    session = opened(tmp_path, season())
    made = FactsPanel(session)
    qtbot.addWidget(made)
    made.show()
    made.show_unit(UNIT)
    session.changed.connect(lambda _what: made.show_unit(made.unit))
    yield made
    session.close()


def answer(panel: FactsPanel, **answers: Any) -> list[FormDialog]:
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog)
        return {**dialog.form.values(), **answers}

    panel.ask = fill
    return asked


def test_a_row_is_recorded_as_not_applying(panel: FactsPanel) -> None:
    asked = answer(panel, criterion="I.2", reason="không được giao")
    panel.add(BY_NAME["not_applicable"])
    policy = asked[0].form.input("policy")
    assert policy.itemText(0) == "Theo bộ quy tắc"
    assert not asked[0].form.input("percent").isVisibleTo(asked[0].form)
    policy.setCurrentIndex(policy.findText("Tính tối đa một tỷ lệ của điểm"))
    assert asked[0].form.input("percent").isVisibleTo(asked[0].form)
    assert policy.itemText(2) == "Tính đủ điểm"
    assert panel.session.season.facts.not_applicable == (
        NotApplicable(UNIT, "I.2", "không được giao"),
    )
    card = panel.cards["not_applicable"]
    assert card.badge.text() == "1 phần"
    assert card._words(card.table.records[0]) == "I.2 Chỉ tiêu thu ngân sách"
    assert "không được giao" in card._more(card.table.records[0])
    assert panel.session.result(UNIT).share is not None
    panel.session.undo()
    assert panel.session.season.facts.not_applicable == ()


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"policy": "substitute", "substitute": "", "criterion": "I.2"}, "substitute"),
        ({"policy": "substitute", "substitute": "I.2", "criterion": "I.2"}, "substitute"),
        ({"policy": "percent_cap", "percent": None, "criterion": "I.2"}, "percent"),
        ({"policy": None, "criterion": "I.2"}, "policy"),
        ({"policy": "full", "percent": None, "criterion": "I.2"}, ""),
    ],
)
def test_a_policy_that_lacks_something_is_told(values: dict[str, Any], field: str) -> None:
    made = replace(season(), pack=replace(PACK, not_applicable=None))
    found = BY_NAME["not_applicable"].check(made, values)
    assert list(found) == ([field] if field else [])


def test_a_decided_class_is_recorded(panel: FactsPanel) -> None:
    asked = answer(panel, name="Xuất sắc", document="QĐ 9")
    panel.add(BY_NAME["class_decisions"])
    chosen = asked[0].form.input("name")
    assert [chosen.itemText(it) for it in range(chosen.count())] == [
        "Xuất sắc",
        "Tốt",
        "Hoàn thành",
    ]
    assert panel.session.season.facts.class_decisions == (ClassDecision(UNIT, "Xuất sắc", "QĐ 9"),)
    assert panel.cards["class_decisions"].badge.text() == "Xuất sắc"
    found = rows(panel.session.season, panel.session.standings)
    assert next(it.rating for it in found if it.unit == UNIT) == "Xuất sắc"


def test_without_classes_no_decision_is_offered() -> None:
    made = replace(season(), pack=replace(PACK, classes=()))
    assert not BY_NAME["class_decisions"].offered(made)
    assert BY_NAME["not_applicable"].offered(made)
    result = score(made)[0]
    assert effect(made, result, BY_NAME["class_decisions"]) == ("", ())
    facts = replace(made.facts, classifications=(Classification(UNIT),))
    assert effect(replace(made, facts=facts), result, BY_NAME["classifications"])[0]


# ---- console


def test_the_document_carries_class_share_and_lines() -> None:
    made = season()
    placed = console_json.ranking(made, standings(made), None)["standings"]
    second = placed[1]
    assert (second["name"], second["share"], second["class"]) == (
        "Ban Tổ chức",
        "84.38",
        "Hoàn thành",
    )
    assert (placed[0]["share"], placed[3]["class"]) == (None, None)
    lines = [it for it in placed[2]["steps"] if it["kind"] == "line"]
    assert lines[0]["scope"] == "I.1"
    assert lines[0]["points"] == "12.50"
    assert lines[0]["text"].endswith(
        "15 − 3 văn bản × 0,5 − 1 lần × 1 (Vắng họp không lý do) = 12,5"
    )
    for it in placed[:3]:
        sums = [D(step["points"]) for step in it["steps"] if step["kind"] == "sum"]
        assert sum(sums) == D(it["exact_total"])
    assert "(Tốt)" in "\n".join(console_json.ranking_lines(made, standings(made)))


# ---- forms that were read


def test_a_form_with_numbers_says_what_they_come_to() -> None:
    made = season()
    lines = (
        FormLine("I.1", None, cell="F9", inputs=filled(late="4", absent="0", wrong="0").inputs),
        FormLine("I.3", D(20), cell="F11"),
    )
    [shown] = previews(made, [FormReading("/ve/a.xlsx", UNIT, lines)])
    first, second = cells(made, shown)
    assert (first.old, first.new, first.changed) == (D(14), D(13), True)
    assert first.note.startswith("Văn bản gửi chậm: 4 văn bản")
    assert (second.old, second.new) == (None, D(20))
    assert detail(shown).startswith("I.1: văn bản gửi chậm 2 → 4 · I.3: – → 20")
    [new] = previews(made, [FormReading("/ve/b.xlsx", "Văn phòng", lines)])
    assert detail(new) == "2 tiêu chí, 1 tiêu chí có số liệu"
