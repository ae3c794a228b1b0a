"""The input rows of the form: which rows stand under a criterion with a rule.

Every number of the rule has a row of its own; the levels of a graded criterion share one row with a
drop-down list, unless Excel cannot hold that list.
"""

import unicodedata
from typing import NamedTuple

from exporters.forms.score.layout import CHOICE, FIELD
from models.scores.criterion_inputs import InputField, input_fields
from models.table import TableRow
from models.texts import fold

YES_WORD, NO_WORD = "Có", "Không"
_LONGEST_LIST = 250
"""Letters that a drop-down list in a cell may have: Excel's 255 with its quotation marks."""


class FormField(NamedTuple):
    """One input row: its id in the hidden column, what is asked, and the levels of a drop-down list
    (input key and title of each; () where a single number or a yes or no is asked)."""

    row_id: str
    field: InputField
    levels: tuple[tuple[str, str], ...] = ()


def form_fields(row: TableRow) -> tuple[FormField, ...]:
    """The input rows under a criterion, from top to bottom; () where points are entered themselves."""
    fields = input_fields(row)
    if fields and fields[0].one_of:
        levels = tuple((it.key, one_line(it.title)) for it in fields)
        if _fits_a_list([title for _, title in levels]):
            asked = InputField("", "Mức xếp loại", "chọn một")
            return (FormField(f"{FIELD}{row.code}{CHOICE}", asked, levels),)
    return tuple(FormField(f"{FIELD}{row.code}{CHOICE}{it.key}", _named(it)) for it in fields)


def _named(field: InputField) -> InputField:
    """The field as a row of the form calls it; a lone yes or no would repeat the criterion's title."""
    if field.one_of:
        return field._replace(title=one_line(field.title), measure="chọn một")
    if field.flag:
        title = "Có hay không" if field.key == "yes" else one_line(field.title)
        return field._replace(title=title, measure="có/không")
    return field._replace(title=one_line(field.title))


def _fits_a_list(titles: list[str]) -> bool:
    """Whether Excel can show these levels to choose from, and each can be told from the others."""
    plain = all(it and "," not in it and '"' not in it for it in titles)
    different = len({fold(it) for it in titles}) == len(titles)
    return plain and different and len(",".join(titles)) <= _LONGEST_LIST


def one_line(text: str) -> str:
    """A title as it stands in a list: one line, composed letters."""
    return unicodedata.normalize("NFC", " ".join(text.split()))
