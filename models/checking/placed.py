"""A fault of a table or a rule pack together with its place, as the checks of both give it."""

from typing import NamedTuple

from models.errors import Problem


class Fault(NamedTuple):
    """A problem and its place as a programmer writes it: "rows[0].rows[2].deduct_each"."""

    place: str
    problem: Problem


def fault(place: str, code: str, what: str, advice: str) -> Fault:
    """A fault whose sentence names what it speaks of by itself."""
    return Fault(place, Problem(code, what, advice))
