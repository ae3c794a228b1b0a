"""What checks told, as their tests name it."""

from collections.abc import Iterable

from models.errors import Problem

_MARKS = {"error": "", "warning": "?"}


def codes_of(problems: Iterable[Problem]) -> list[str]:
    """Their codes, "?" behind those of warnings; each says a whole sentence, what to do, and where or nothing."""
    return [f"{it.code}{_MARKS[it.severity]}" for it in problems if _is_whole(it)]


def _is_whole(it: Problem) -> bool:
    assert it.what.endswith((".", "…")), it
    assert it.advice.endswith((".", "?")), it
    assert it.text == f"{it.where}{': ' if it.where else ''}{it.what} {it.advice}", it
    return True
