"""Previews of forms: new, changed, same, refused; and several files of one unit at once."""

from decimal import Decimal

from models.errors import Problem
from models.intake import FormLine, FormReading, Preview, form_stage, previews
from models.rulepack import RulePack, Stage
from models.season import ScoreKey, Season
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
