"""Previews of forms: new, changed, same, refused; and several files of one unit at once."""

from dataclasses import replace
from decimal import Decimal

from models.collecting.intake import FormLine, FormReading, Preview, form_stage, previews, taken
from models.criterion_rule import CriterionRule, Item
from models.errors import Problem
from models.rulepack import RulePack, Stage
from models.scores.criterion_inputs import ONE
from models.season import Input, Score, ScoreKey, Season
from models.table import ScoringTable, TableRow
from tests.models.drawing import season

BLOCK = season("Ban A: I.1@self=5 I.2@self=7\nBan B:")


def form(path: str, unit: str, *lines: str, faulty: bool = False) -> FormReading:
    """A reading drawn as "I.1=5"; "I.1=" is an empty cell."""
    pairs = (line.split("=") for line in lines)
    read = tuple(FormLine(code, Decimal(points) if points else None) for code, points in pairs)
    return FormReading(path, unit, read, (Problem("x", "Sai."),) if faulty else ())


def states(block: Season, *forms: FormReading) -> list[tuple[str, str, list[str]]]:
    return [
        (it.state, drawn(it), [found.code for found in it.problems])
        for it in previews(block, forms)
    ]


def drawn(preview: Preview) -> str:
    return " ".join(f"{it.key.criterion}:{it.old.points}→{it.new.points}" for it in preview.changes)


def test_new_changed_same_refused() -> None:
    assert states(
        BLOCK,
        form("b.xlsx", "Ban B", "I.1=3"),
        form("a.xlsx", "Ban A", "I.1=5", "I.2=6.5"),
    ) == [("new", "I.1:None→3", []), ("changed", "I.2:7→6.5", [])]
    assert states(BLOCK, form("a.xlsx", "Ban A", "I.1=5", "I.2=7.00")) == [("same", "", [])]
    assert states(BLOCK, form("x.xlsx", "Ban Z", "I.1=5")) == [("refused", "", [])]
    assert states(BLOCK, form("a.xlsx", "Ban A", "I.1=6", faulty=True)) == [("refused", "", ["x"])]


def test_an_emptied_cell_is_a_change_to_nothing() -> None:
    (preview,) = previews(BLOCK, [form("a.xlsx", "Ban A", "I.1=", "I.2=7")])
    assert drawn(preview) == "I.1:5→None"


def test_accepting_leaves_nothing_to_change() -> None:
    reading = form("thu/muc/a.xlsx", "Ban A", "I.1=6", "I.2=7")
    (preview,) = previews(BLOCK, [reading])
    after = BLOCK.with_scores(preview.scores())
    assert after.score("Ban A", "I.1", "self").source == "a.xlsx"
    assert after.score("Ban A", "I.2", "self").source == ""
    assert states(after, reading) == [("same", "", [])]
    assert set(preview.scores()) == {ScoreKey("Ban A", "I.1", "self")}


def test_the_same_form_twice_is_taken_once() -> None:
    one, two = form("1.xlsx", "Ban B", "I.1=3"), form("2.xlsx", "Ban B", "I.1=3")
    assert states(BLOCK, one, two) == [("new", "I.1:None→3", []), ("refused", "", ["form-twice"])]


def test_two_different_forms_of_a_unit_are_both_refused() -> None:
    one, two = form("1.xlsx", "Ban B", "I.1=3"), form("2.xlsx", "Ban B", "I.1=4")
    assert [it[0] for it in states(BLOCK, one, two)] == ["refused", "refused"]
    third = form("3.xlsx", "Ban B", "I.1=3")
    assert [it[0] for it in states(BLOCK, one, two, third)] == ["refused"] * 3


def test_a_faulty_form_does_not_stand_in_the_way_of_its_mended_copy() -> None:
    faulty, mended = (
        form("1.xlsx", "Ban B", "I.1=99", faulty=True),
        form("2.xlsx", "Ban B", "I.1=4"),
    )
    assert [it[0] for it in states(BLOCK, faulty, mended)] == ["refused", "new"]


def test_a_form_fills_the_first_stage_of_the_pack() -> None:
    pack = RulePack("x", "X", stages=(Stage("don-vi", "Đơn vị chấm"), Stage("self", "Khối chấm")))
    other = season("Ban A:", pack)
    (preview,) = previews(other, [form("a.xlsx", "Ban A", "I.1=5")])
    assert list(preview.scores()) == [ScoreKey("Ban A", "I.1", "don-vi")]
    assert form_stage(RulePack("x", "X", stages=())) == ""


# ---- criteria with a rule


COUNTED = TableRow(
    "I.1",
    "Báo cáo",
    Decimal(10),
    rule=CriterionRule(
        "deduct",
        items=(Item("cham", "Báo cáo chậm", ONE), Item("thieu", "UBND nhắc", ONE)),
    ),
)
LEVELLED = TableRow(
    "I.2",
    "Xếp loại",
    Decimal(5),
    rule=CriterionRule("graded", items=(Item("tot", "Tốt", ONE), Item("kha", "Khá", ONE))),
)
ASKED = TableRow("I.3", "Trang tin", Decimal(2), rule=CriterionRule("yes_no"))
RULED = replace(
    BLOCK,
    table=ScoringTable((TableRow("I", "Nội dung", rows=(COUNTED, LEVELLED, ASKED)),)),
    scores={
        ScoreKey("Ban A", "I.1", "self"): Score(inputs=(Input("cham", Decimal(2)),)),
        ScoreKey("Ban A", "I.2", "self"): Score(Decimal(4), "Quyết định"),
    },
)


def counted(code: str, evidence: str = "", **numbers: str) -> FormLine:
    inputs = tuple(Input(key, Decimal(value)) for key, value in sorted(numbers.items()))
    return FormLine(code, None, evidence, inputs=inputs)


def changes(*lines: FormLine) -> list[tuple[str, Decimal | None, tuple[str, ...]]]:
    (preview,) = previews(RULED, [FormReading("a.xlsx", "Ban A", lines)])
    return [(it.key.criterion, it.new.points, it.moved) for it in preview.changes]


def test_changed_numbers_are_a_change_in_words() -> None:
    assert changes(counted("I.1", cham="3", thieu="0")) == [
        ("I.1", None, ("báo cáo chậm 2 → 3", "UBND nhắc trống → 0"))
    ]
    assert changes(counted("I.1")) == [("I.1", None, ("báo cáo chậm 2 → trống",))]
    assert changes(counted("I.2", "Quyết định", kha="1")) == [("I.2", None, ("mức trống → Khá",))]
    assert changes(counted("I.3", yes="0")) == [("I.3", None, ("trống → không",))]
    assert changes(counted("I.3", yes="1")) == [("I.3", None, ("trống → có",))]
    assert changes(counted("I.1", cham="2.0")) == []


def test_what_waits_for_the_official_classification_goes_on_waiting() -> None:
    old = Score(Decimal(5), "Quyết định", "", "a.xlsx", provisional=True)
    new = taken(FormLine("I.1", Decimal(6)), old, ruled=False, source="b.xlsx")
    assert new == Score(Decimal(6), "", "", "b.xlsx", provisional=True)
    assert not taken(FormLine("I.1", None), replace(old, provisional=False), ruled=True).provisional


def test_stated_points_stand_until_numbers_come() -> None:
    assert changes(counted("I.2", "Quyết định")) == []
    assert changes(counted("I.2", "Quyết định số 5")) == [("I.2", Decimal(4), ())]


def test_forms_with_different_numbers_differ() -> None:
    one, two = (
        FormReading(f"{count}.xlsx", "Ban B", (counted("I.1", cham=count),)) for count in "34"
    )
    assert [it.state for it in previews(RULED, [one, two])] == ["refused", "refused"]
    again = replace(one, path="5.xlsx")
    assert [it.state for it in previews(RULED, [one, again])] == ["new", "refused"]
    (preview,) = previews(RULED, [replace(one, unit="Ban A")])
    assert preview.state == "changed"
