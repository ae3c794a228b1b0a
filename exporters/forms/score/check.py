"""The check code of the form as cell formulas: `models.collecting.check_code` says what is worked out, and why.

On the very hidden sheet every cell that is asked for has a line of its own: in which row of the table its id
stands now, and its share of the code. Rows that are sorted or moved are thus found again, as the reader
finds them. The code itself, beside the signature, adds the shares up. Only functions that every spreadsheet
has had for decades, none volatile.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from exporters.forms.identity import HIDDEN
from exporters.forms.score import layout, words
from exporters.forms.score.fields import NO_WORD, YES_WORD
from exporters.forms.score.formula import quoted
from exporters.forms.score.sheet import Form
from models.collecting.check_code import OFFSET, PRIME, Slot, as_code, asked_slots, base, token
from models.points import ZERO
from models.table_reading.grid import column_name

_AT, _SHARE = 3, 4
"""Columns of the hidden sheet, behind those that say whose form it is."""
_FORMAT = "0000-00"
_BLANK = "\N{NO-BREAK SPACE}"
"""The first line; some programs drop one with nothing in it."""
_UNKNOWN = '"?"'
"""In place of a share: the cell is gone or cannot be read, so there is no code."""
_YES, _NO = (YES_WORD, "x", "1"), (NO_WORD, "0")
_OF_NUMBER = (
    "MOD(IF(ABS({0})<1E8,MOD(ROUND({0}*1E6,0),{1}),IF(ABS({0})<1E12,"
    "MOD(ROUND({0}*100,0),{1})*10000,MOD(ROUND({0},0),{1})*{2}))+{3},{1})"
)


class _Cell(NamedTuple):
    """One cell with a share in the code: its row, its row's id, and what makes a share of its value.

    `said` are the words it may hold, each with its share; () where a number is asked for.
    """

    slot: Slot
    row: int
    row_id: str
    now: int
    said: tuple[tuple[str, int], ...] = ()


def write_check(form: Form, row: int, first: int, last: int, style: Any) -> None:
    """The code of the unit's own scores over some cells of a row, in their second line; it is worked out anew
    at every change."""
    cells, start = _cells(form), base(form.season, form.unit.id)
    letters = column_name(_SHARE)
    shares = f"'{HIDDEN}'!${letters}$1:${letters}${max(len(cells), 1)}"
    code = f'TEXT(MOD({start}+SUM({shares}),{PRIME}),"{_FORMAT}")'
    made = f"IF(COUNT({shares})={len(cells)},{code},{quoted(words.NO_CODE)})"
    now = as_code((start + sum(it.now for it in cells)) % PRIME)
    formula = f"={quoted(_BLANK)}&CHAR(10)&{quoted(words.CHECK_LABEL)}&{made}"
    form.sheet.merge_range(row, first, row, last, "", style)
    form.sheet.write_formula(row, first, formula, style, f"{_BLANK}\n{words.CHECK_LABEL}{now}")


def write_shares(form: Form, hidden: Any) -> None:
    """The lines of the hidden sheet, in the order of the table."""
    ids, points = (_on_form(form.span(it)) for it in (0, form.column[layout.POINTS]))
    first = _on_form(f"$A${form.table_rows.start + 1}")
    for line, it in enumerate(_cells(form)):
        # Exact, since a spreadsheet's own search takes "a" for "A" and knows wildcards.
        found = f"SUMPRODUCT(EXACT({quoted(it.row_id)},{ids})*(ROW({ids})-ROW({first})+1))"
        hidden.write_formula(line, _AT, f"={found}", None, it.row - form.table_rows.start + 1)
        at = layout.address(line, _AT)
        cell = f"INDEX({points},{at})"
        share = _of_words(cell, it.said) if it.said else _of_number(cell, it.slot)
        hidden.write_formula(line, _SHARE, f"=IF({at}=0,{_UNKNOWN},{share})", None, it.now)


def _on_form(area: str) -> str:
    return f"'{layout.SHEET}'!{area}"


def _cells(form: Form) -> list[_Cell]:
    slots = asked_slots(form.season, form.unit.id)
    return [it for slot in slots for it in _cells_of(form, slot)]


def _cells_of(form: Form, slot: Slot) -> Iterator[_Cell]:
    """The cells of one value; a level has several where each choice stands in a row of its own."""
    value = slot.value(form.score(slot.row))
    now = slot.weight * token(value) % PRIME
    if not slot.fields:
        free = slot.criterion in form.free
        prefix = layout.CRITERION_FREE if free else layout.CRITERION
        yield _Cell(slot, form.at_row[slot.criterion], f"{prefix}{slot.criterion}", now)
        return
    levels = [it.key for it in slot.levels]
    for asked, row in form.inputs[slot.criterion]:
        key = asked.field.key
        if asked.levels:
            titles = [title for _, title in asked.levels]
            said = tuple((it, _worth(slot, place)) for place, it in enumerate(titles, start=1))
            yield _Cell(slot, row, asked.row_id, now, said)
        elif levels:
            place = levels.index(key) + 1
            share = now if value == place else 0
            yield _Cell(slot, row, asked.row_id, share, _yes_or_no(_worth(slot, place), 0))
        elif key == slot.key:
            said = _yes_or_no(_worth(slot, 1), _worth(slot, 0)) if asked.field.flag else ()
            yield _Cell(slot, row, asked.row_id, now, said)


def _yes_or_no(yes: int, no: int) -> tuple[tuple[str, int], ...]:
    return (*((it, yes) for it in _YES), *((it, no) for it in _NO))


def _worth(slot: Slot, value: int) -> int:
    return slot.weight * token(ZERO + value) % PRIME


def _of_number(cell: str, slot: Slot) -> str:
    made = _OF_NUMBER.format(cell, PRIME, 10**6 % PRIME, OFFSET)
    share = f"MOD({slot.weight}*{made},{PRIME})"
    return f'IF(ISNUMBER({cell}),{share},IF(TRIM({cell})="",0,{_UNKNOWN}))'


def _of_words(cell: str, said: Sequence[tuple[str, int]]) -> str:
    """The share of the word that stands in the cell; each is found by one more than it, so that 0 is none."""
    texts = ",".join(quoted(it) for it, _ in said)
    worth = ",".join(str(it + 1) for _, it in said)
    found = f"SUMPRODUCT((TRIM({cell})={{{texts}}})*{{{worth}}})"
    return f'IF(TRIM({cell})="",0,IF({found}=0,{_UNKNOWN},{found}-1))'
