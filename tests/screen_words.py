"""Every word that stands on the screen, read out of the sources: what the help may name in “…”."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
HOLE = "\0"
_LETTERS = re.compile(r"[^\W\d_]")
_LEAST = 6
"""Letters that a text with holes must have to be known by."""


@cache
def texts() -> frozenset[str]:
    """Texts of the program as they stand in its sources; what is filled in later is a `HOLE`."""
    found: set[str] = set()
    for folder in ("ui", "models", "storage", "exporters"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            if "help" not in file.relative_to(ROOT).parts[1]:
                found.update(_texts(ast.parse(file.read_text(encoding="utf-8"))))
    return frozenset(found)


def is_said(name: str) -> bool:
    """Whether the program writes exactly this; a hole stands for whatever is filled in."""
    return name in _labels() or any(it.fullmatch(name) for it in _patterns())


def is_part_of_a_message(words: str) -> bool:
    """Whether the program says these words somewhere; "…" in them is whatever is filled in."""
    pattern = re.compile(".{0,80}?".join(re.escape(it) for it in _plain(words).split("…")))
    return any(pattern.search(it) for it in _messages())


@cache
def _labels() -> frozenset[str]:
    """A key follows its label after a tab or two blanks."""
    whole = (it for it in texts() if HOLE not in it)
    return frozenset(re.split(r"\t|  ", it)[0] for it in whole)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    holed = (it for it in texts() if HOLE in it and len(_LETTERS.findall(it)) >= _LEAST)
    return tuple(re.compile(".+".join(map(re.escape, it.split(HOLE)))) for it in sorted(holed))


@cache
def _messages() -> tuple[str, ...]:
    return tuple(_plain(it.replace(HOLE, "…")) for it in sorted(texts()))


def _plain(words: str) -> str:
    return re.sub(r"[“”.]", "", words).strip()


def _texts(tree: ast.Module) -> Iterator[str]:
    """String constants but docstrings; a formatted text once as a whole, its holes marked."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped.update(id(it) for it in ast.walk(node))
            parts = (it.value if isinstance(it, ast.Constant) else HOLE for it in node.values)
            yield "".join(map(str, parts))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in skipped
        ):
            yield re.sub(r"\{\w+\}", HOLE, node.value)
