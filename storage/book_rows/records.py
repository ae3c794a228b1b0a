"""Record ↔ JSON text, for the documents kept inside the file and for the open format.

The shape of a record stands once, in `models`. Every text comes in as `models.texts` keeps it; every
Decimal is written in full, without an exponent and without needless zeros.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar

from models.errors import AppError
from models.texts import clean

Record = TypeVar("Record")

NUMBER = r"-?[0-9]{1,15}(\.[0-9]{1,12})?"
"""A number as text: 27 digits at most, so that no sum of points is ever rounded."""

_NUMBER = re.compile(NUMBER)
_LONGEST = 1000  # an exponent may stand for more zeros than there is memory


def decimal_text(value: Decimal) -> str:
    """The exact value in plain digits: "12.5", "100", "-0.25".

    Raises `AppError` for infinity, for what is no number, and for more digits than `NUMBER` has.
    """
    if not value.is_finite():
        raise AppError(f"“{value}” không phải là một số. Ghi số, ví dụ 9,5.")
    text = f"{value:f}" if abs(value.adjusted()) < _LONGEST else ""
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if not _NUMBER.fullmatch(text):
        raise AppError(f"Số “{value}” có quá nhiều chữ số. Ghi số ngắn hơn, ví dụ 9,5.")
    return "0" if text == "-0" else text


def normal(value: Record) -> Record:
    """The same record with every text cleaned and every number in its canonical form."""
    return _normal(value)  # type: ignore[no-any-return]


def _normal(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Decimal):
        return Decimal(decimal_text(value))
    if isinstance(value, tuple):
        parts = (_normal(it) for it in value)
        named = getattr(type(value), "_make", None)  # a named tuple stays what it is
        return named(parts) if named else tuple(parts)
    if isinstance(value, Mapping):
        return {clean(key): _normal(it) for key, it in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value, **{name: _normal(getattr(value, name)) for name in _names(type(value))}
        )
    return value


def plain(value: Any) -> Any:
    """Only what JSON knows: records as dicts in the order of their fields, Decimal and date as text."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [plain(it) for it in value]
    if isinstance(value, Mapping):
        return {key: plain(it) for key, it in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    return value


def to_text(value: Any) -> str:
    """One line of JSON; equal records give equal text."""
    return json.dumps(plain(value), ensure_ascii=False, separators=(",", ":"))


def from_text(text: str, record: type[Record]) -> Record:
    """The record that `to_text` wrote, by this or by an older version of the program.

    Fields that are missing take their defaults. Raises `ValueError` when the text is something else.
    """
    return _decoder(record).decode(text)  # type: ignore[no-any-return, arg-type]


@cache
def _decoder(record: type) -> Any:
    import msgspec

    return msgspec.json.Decoder(record)


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(it.name for it in fields(record))
