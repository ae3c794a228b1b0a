"""What a cell of points takes: points, or the numbers behind them, as text and back. Knows no Qt."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from models import points
from models.errors import Problem
from models.points import show_short
from models.scores.criterion_inputs import InputField, as_inputs, input_fields
from models.season import Score
from models.table import TableRow
from ui.frame.search import fold

FINEST = Decimal("0.000001")
POINT_WORDS = ("điểm", "đ")
YES_WORDS = {"co": Decimal(1), "dat": Decimal(1), "khong": Decimal(0), "khong dat": Decimal(0)}
ReadPoints = Callable[[str, str], Decimal | Problem | None]


def asks(row: TableRow | None) -> bool:
    """Whether the points of a row come from numbers that are entered instead of them."""
    return row is not None and bool(input_fields(row))


def with_points(old: Score, value: Decimal | None) -> Score:
    """`old` with points that stand by themselves, whatever numbers were there; None empties it."""
    return replace(old, points=value, inputs=(), source="")


def with_numbers(old: Score, given: Mapping[str, Decimal | None]) -> Score:
    """`old` with these numbers; its points then follow from them."""
    return replace(old, points=None, inputs=as_inputs(given), source="")


def edit_text(row: TableRow, score: Score) -> str:
    """What was entered, in the one way that `read` takes back: "3", "a=3; b=0", "13,5 điểm"."""
    fields = input_fields(row)
    if score.inputs and fields:
        if len(fields) == 1 and not fields[0].one_of and len(score.inputs) == 1:
            return show_short(score.inputs[0].value)
        return "; ".join(f"{it.key}={show_short(it.value)}" for it in score.inputs)
    if score.points is None:
        return ""
    return f"{show_short(score.points)}{' điểm' if fields else ''}"


def read(row: TableRow, old: Score, text: str, read_points: ReadPoints) -> Score | Problem:
    """What `text`, typed or pasted, makes of the cell that holds `old`.

    Where numbers are asked for, a plain figure is taken when there is one number only; "13,5 điểm"
    states the points, "a=3; b=0" all the numbers, and a level of a list is named.
    """
    words = text.strip()
    fields = input_fields(row)
    if not words or not fields:
        value = read_points(row.code, words)
        return value if isinstance(value, Problem) else with_points(old, value)
    if words.casefold().endswith(POINT_WORDS) and words[0] in "+-−0123456789":
        value = read_points(row.code, words)
        return value if isinstance(value, Problem) else with_points(old, value)
    if "=" in words:
        return _several(row, fields, old, words)
    level = next((it for it in fields if it.one_of and fold(it.title) == fold(words)), None)
    if level is not None:
        return with_numbers(old, {level.key: Decimal(1)})
    if len(fields) > 1:
        return _refused(row, fields)
    number = read_number(fields[0], words)
    return number if isinstance(number, Problem) else with_numbers(old, {fields[0].key: number})


def _refused(row: TableRow, fields: Sequence[InputField]) -> Problem:
    what = "chọn một mức" if fields[0].one_of else f"tính từ {len(fields)} số"
    return Problem(
        "cell-needs-numbers",
        f"{row.code} {what}, không nhận một con số.",
        "Bấm F2 ở ô để ghi, hoặc dán “13,5 điểm” để ghi thẳng số điểm.",
    )


def _several(
    row: TableRow, fields: Sequence[InputField], old: Score, words: str
) -> Score | Problem:
    known = {it.key: it for it in fields}
    given: dict[str, Decimal | None] = {}
    for part in words.split(";"):
        key, _, value = part.partition("=")
        field = known.get(key.strip())
        if field is None:
            return _refused(row, fields)
        number = read_number(field, value)
        if isinstance(number, Problem):
            return number
        given[field.key] = number
    return with_numbers(old, given)


def read_number(field: InputField, text: str) -> Decimal | Problem | None:
    """One number as people type it, with or without its unit: the value, None for empty, or why not."""
    words = text.strip()
    if field.flag and fold(words) in YES_WORDS:
        return YES_WORDS[fold(words)]
    if field.measure and words.casefold().endswith(field.measure.casefold()):
        words = words[: -len(field.measure)].strip()
    value = points.parse(words, step=FINEST, lowest=None)
    if isinstance(value, Problem):
        if value.code == "points-ambiguous":
            return value
        return Problem(
            "number-unreadable", f"“{text.strip()}” không phải là số.", "Ghi số, ví dụ 3."
        )
    return value if value is None else _flaw(field, value) or value


def _flaw(field: InputField, value: Decimal) -> Problem | None:
    shown = f"Anh/chị nhập {show_short(value)}."
    unit = f" {field.measure}" if field.measure and field.measure != "%" else field.measure
    misfit = field.misfit(value)
    if misfit is None:
        return None
    if misfit.kind == "low":
        least = f"{misfit.bound}{unit}"
        return Problem("number-too-low", f"Thấp nhất {least}. {shown}", f"Ghi từ {least} trở lên.")
    if misfit.kind == "high":
        most = f"{misfit.bound}{unit}"
        advice = f"Ghi {most} hoặc ít hơn."
        if field.measure == "%":
            advice += " Đạt quá kế hoạch: đổi cách đo của tiêu chí thành “% so với kế hoạch”."
        return Problem("number-too-high", f"Nhiều nhất {most}. {shown}", advice)
    if misfit.kind == "between":
        what = f"Chỉ ghi 0 hoặc từ {misfit.bound}. {shown}"
        advice = f"Ghi 0 nếu không có, nếu có thì ghi từ {misfit.bound}."
        return Problem("number-out-of-range", what, advice)
    return Problem("number-not-whole", f"Ghi số nguyên. {shown}", "Ghi số không có phần lẻ.")


def empty_fields(row: TableRow, given: Mapping[str, Decimal | None]) -> tuple[InputField, ...]:
    """The fields that still lack a number; of the levels of a list one choice is enough."""
    fields = input_fields(row)
    if fields and fields[0].one_of:
        return () if any(given.get(it.key) for it in fields) else fields[:1]
    return tuple(it for it in fields if given.get(it.key) is None)
