"""One input row of the unit's form: the number it says, or why it cannot be taken.

Problems say what is wrong; the reader, which knows the place, adds where.
"""

import re
from decimal import Decimal

from exporters.forms.score.asks import input_words
from exporters.forms.score.fields import FormField
from exporters.forms.score.values import as_text, bare_number
from exporters.incoming.workbook_cells import exact
from models.errors import Problem
from models.legacy_text import repair
from models.points import ZERO, parse, show_short
from models.scores.criterion_inputs import ONE, InputField
from models.texts import fold

_YES = frozenset({"co", "x", "1", "dung"})
_NO = frozenset({"khong", "0", "sai"})
_SHOWN_LEVELS = 6
_HUGE = 1e15
"""A sum of money in đồng is below it."""

_MISFITS = {
    "low": ("input-below", ", thấp nhất "),
    "high": ("input-over", ", cao nhất "),
    "between": ("input-between", ", chỉ nhận 0 hoặc từ "),
    "fraction": ("input-not-whole", ", không phải số nguyên"),
}

Found = tuple[dict[str, Decimal], Problem | None]
"""Input key → value ({} for an empty cell), and what keeps it out or must be looked at."""


def read_input(value: object, asked: FormField) -> Found:
    """What one input cell says."""
    if isinstance(value, str) and not value.strip():
        return {}, None
    if asked.levels:
        return _level(value, asked)
    number, problem = _flag(value) if asked.field.flag else _number(value, asked.field)
    return ({} if number is None else {asked.field.key: number}), problem


def _level(value: object, asked: FormField) -> Found:
    said = as_text(value)
    meant = _meant(said)
    for key, title in asked.levels:
        if fold(title) in meant:
            return {key: ONE}, None
    titles = [title for _, title in asked.levels]
    listed = "; ".join(titles[:_SHOWN_LEVELS]) + (" …" if titles[_SHOWN_LEVELS:] else "")
    what = f"“{said}” không có trong danh sách mức."
    return {}, Problem("input-level", what, f"Chọn một mức: {listed}.")


def _flag(value: object) -> tuple[Decimal | None, Problem | None]:
    meant = _meant(as_text(value))
    if meant & _YES:
        return ONE, None
    if meant & _NO:
        return ZERO, None
    what = f"“{as_text(value)}” không phải Có hoặc Không."
    return None, Problem("input-flag", what, "Chọn Có hoặc Không.")


def _meant(said: str) -> frozenset[str]:
    """The words of a choice without accents, also as an old font would have meant them."""
    found = repair(said)
    return frozenset({fold(said)} if found is None else {fold(said), fold(found.after)})


def _number(value: object, field: InputField) -> tuple[Decimal | None, Problem | None]:
    advice = f"{input_words(field)[:1].upper()}{input_words(field)[1:]}"
    if isinstance(value, bool) or (isinstance(value, int | float) and not abs(value) < _HUGE):
        what = "Ô không chứa số liệu đọc được."
        return None, Problem("input-not-a-number", what, advice)
    if isinstance(value, int | float):
        number = exact(value)
        return _held(number, show_short(number), field, advice)
    if not isinstance(value, str):
        what = f"Ô chứa ngày giờ ({as_text(value)}), không phải số liệu."
        more = " Nếu vẫn thành ngày thì đổi kiểu ô sang Số."
        return None, Problem("input-date", what, advice + more)
    step = ONE if field.whole else ZERO
    bare = _without_measure(bare_number(value), field.measure)
    found = parse(bare, step=step, lowest=field.lowest, highest=field.highest)
    if isinstance(found, Decimal):
        return _held(found, f"“{as_text(value)}”", field, advice)
    if found is None:
        return None, Problem("input-not-a-number", f"“{as_text(value)}” không phải là số.", advice)
    if found.code == "points-ambiguous":
        return None, Problem("input-ambiguous", found.what, found.advice)
    lone = parse(bare, step=ZERO, lowest=None)
    if isinstance(lone, Decimal):
        return _held(lone, f"“{as_text(value)}”", field, advice)
    return None, Problem("input-not-a-number", f"“{as_text(value)}” không phải là số.", advice)


def _held(
    number: Decimal, said: str, field: InputField, advice: str
) -> tuple[Decimal | None, Problem | None]:
    """The number, if it may stand in the field."""
    misfit = field.misfit(number)
    if misfit is not None:
        code, what = _MISFITS[misfit.kind]
        return None, Problem(code, f"Đơn vị ghi {said}{what}{misfit.bound}.", advice)
    if field.measure == "%" and ZERO < number <= ONE and "%" not in said:
        # Excel keeps a typed 95 % as 0.95.
        percent = show_short((number * 100).normalize())
        what = f"Đơn vị ghi {show_short(number)}%; có thể là {percent}%."
        again = "Hỏi lại đơn vị nếu không chắc."
        return number, Problem("input-small-percent", what, again, severity="warning")
    return number, None


def _without_measure(text: str, measure: str) -> str:
    """ "3" of "3 lần": the field's own word for a case, or a percent sign, taken off the end."""
    bare = text.strip()
    if measure == "%":
        return bare.removesuffix("%").rstrip()
    words = fold(measure).split()
    tail = bare.split()
    if words and [fold(it) for it in tail[-len(words) :]] == words:
        return " ".join(tail[: -len(words)])
    glued = re.fullmatch(r"([0-9.,]+)(\D+)", bare)
    return glued[1] if glued and measure and fold(glued[2]) == fold(measure) else bare
