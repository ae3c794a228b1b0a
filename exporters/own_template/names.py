"""The names a template uses, held against the fields there are; and that it does nothing but show and repeat them."""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from models.texts import fold

Known = Mapping[str, Mapping[str, str]]
"""Field → its columns and their meaning; {} for one that is no list."""
_FILTERS = frozenset(
    {"upper", "lower", "title", "capitalize", "trim", "default", "d", "length", "count"}
)
_COUNTING = frozenset({"length", "count"})
_TESTS = frozenset({"defined", "undefined", "none", "eq", "equalto", "ne", "in", "odd", "even"})
_LOOP = frozenset({"index", "index0", "revindex", "first", "last", "length"})
_PLAIN = frozenset(
    {
        *("Template", "Output", "TemplateData", "If", "Const", "Compare", "Operand", "And", "Or"),
        *("Not", "CondExpr", "Concat", "List", "Tuple", "Filter", "Test", "Keyword"),
    }
)
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Found:
    """One name as it is used on `line` (from 1); `what` and `advice` say why it cannot be, "" where it can."""

    name: str
    line: int
    what: str = ""
    advice: str = ""


def names(tree: Any, known: Known) -> tuple[Found, ...]:
    """Every name and every piece that is not allowed, in the order of the text."""
    return tuple(_Walk(known).visit(tree, {}))


class _Walk:
    def __init__(self, known: Known) -> None:
        self.known = known

    def visit(self, node: Any, scope: Mapping[str, str], *, asked: bool = False) -> Iterator[Found]:
        """`scope`: what the loops around have named → the list it is a row of. `asked`: only whether there is anything is
        asked of the value, so that a list may stand there."""
        kind = type(node).__name__
        if kind == "Name":
            yield from self._name(node, scope, asked=asked)
        elif kind == "Getattr":
            yield from self._part(node, scope)
        elif kind == "For":
            yield from self._loop(node, scope)
        elif kind == "Filter" and node.name == "join":
            yield from self._join(node)
        elif kind in _PLAIN:
            yield from self._plain(node, kind, scope, asked=asked)
        else:
            advice = "Chỉ dùng tên trường, vòng lặp for và điều kiện if."
            yield Found(
                "", node.lineno, "Có phép tính hoặc lời gọi không dùng được trong mẫu.", advice
            )

    def _plain(
        self, node: Any, kind: str, scope: Mapping[str, str], *, asked: bool
    ) -> Iterator[Found]:
        allowed = {"Filter": _FILTERS, "Test": _TESTS}.get(kind)
        if allowed is not None and node.name not in allowed:
            advice = f"Dùng được: {', '.join(sorted(allowed))}."
            yield Found("", node.lineno, f"“{node.name}” không dùng được trong mẫu.", advice)
            return
        counts = kind == "Filter" and node.name in _COUNTING
        for field, child in node.iter_fields():
            for it in child if isinstance(child, list) else (child,):
                if hasattr(it, "iter_fields"):
                    only = counts or kind in ("Not", "Test") or field == "test"
                    yield from self.visit(
                        it, scope, asked=only or (asked and kind in ("And", "Or"))
                    )

    def _name(self, node: Any, scope: Mapping[str, str], *, asked: bool) -> Iterator[Found]:
        name = node.name
        if name in scope:
            what = f"“{name}” là cả một hàng."
            yield Found(
                name,
                node.lineno,
                what,
                f"Ghi cột cần lấy: {_examples(name, self.known[scope[name]])}.",
            )
        elif name not in self.known:
            yield self._unknown(name, node.lineno, (*self.known, *scope))
        elif self.known[name] and not asked:
            what = f"“{name}” là một danh sách."
            yield Found(name, node.lineno, what, f"Lặp từng hàng: {{%tr for it in {name} %}}.")
        else:
            yield Found(name, node.lineno)

    def _part(self, node: Any, scope: Mapping[str, str]) -> Iterator[Found]:
        owner = node.node.name if type(node.node).__name__ == "Name" else ""
        whole = f"{owner}.{node.attr}" if owner else node.attr
        if owner == "loop" and scope and node.attr in _LOOP:
            yield Found(whole, node.lineno)
        elif owner in scope:
            columns = self.known[scope[owner]]
            if node.attr in columns:
                yield Found(f"{scope[owner]}.{node.attr}", node.lineno)
            else:
                yield self._unknown(node.attr, node.lineno, columns, owner)
        elif owner in self.known:
            columns = self.known[owner]
            advice = f"Ghi {{{{ {owner} }}}}."
            if columns:
                advice = f"Lặp từng hàng: {{%tr for it in {owner} %}}, rồi ghi it.{node.attr}."
            yield Found(whole, node.lineno, f"“{whole}” không dùng được như vậy.", advice)
        else:
            yield self._unknown(owner or whole, node.lineno, (*self.known, *scope))

    def _loop(self, node: Any, scope: Mapping[str, str]) -> Iterator[Found]:
        asked = node.iter.name if type(node.iter).__name__ == "Name" else ""
        columns = self.known.get(asked, {})
        lists = [name for name, found in self.known.items() if found]
        if not asked or asked in scope or (asked in self.known and not columns):
            what = "Vòng lặp phải đi qua một danh sách."
            yield Found(asked, node.lineno, what, f"Các danh sách: {', '.join(lists)}.")
            return
        if asked not in self.known:
            yield self._unknown(asked, node.lineno, lists)
            return
        yield Found(asked, node.lineno)
        target = node.target.name if type(node.target).__name__ == "Name" else ""
        if not target or target in self.known:
            what = (
                "Tên của hàng trong vòng lặp trùng với một trường."
                if target
                else "Vòng lặp viết sai."
            )
            yield Found(target, node.lineno, what, f"Viết như {{%tr for it in {asked} %}}.")
            return
        inner = {**scope, target: asked}
        if len(inner) > _DEEPEST:
            what = f"Có hơn {_DEEPEST} vòng lặp lồng nhau."
            yield Found(target, node.lineno, what, "Tách bớt vòng lặp.")
            return
        for it in (*node.body, *node.else_, *((node.test,) if node.test else ())):
            yield from self.visit(it, inner)

    def _join(self, node: Any) -> Iterator[Found]:
        """`thanh_vien|join(", ", attribute="ten")`: the one way to print a list on a line."""
        owner = node.node.name if type(node.node).__name__ == "Name" else ""
        columns = self.known.get(owner, {})
        wanted = next((it.value for it in node.kwargs if it.key == "attribute"), None)
        column = getattr(wanted, "value", None)
        are_texts = all(type(it).__name__ == "Const" for it in node.args)
        if columns and column in columns and are_texts and len(node.kwargs) == 1:
            yield Found(f"{owner}.{column}", node.lineno)
            return
        advice = 'Viết như {{ thanh_vien|join(", ", attribute="ten") }}.'
        yield Found(owner, node.lineno, "“join” viết sai hoặc không có cột này.", advice)

    def _unknown(self, name: str, line: int, choices: Any, owner: str = "") -> Found:
        near = difflib.get_close_matches(fold(name), list(choices), 1)
        kind = f"cột nào tên “{name}” trong “{owner}”" if owner else f"trường nào tên “{name}”"
        advice = "Xem danh sách trường."
        if near:
            advice = f"Có thể là “{f'{owner}.' if owner else ''}{near[0]}”."
        return Found(f"{owner}.{name}" if owner else name, line, f"Không có {kind}.", advice)


def _examples(name: str, columns: Mapping[str, str]) -> str:
    return ", ".join(f"{name}.{it}" for it in list(columns)[:3])
