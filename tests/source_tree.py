"""A Python file as its syntax tree: what it imports and what it calls. Nothing of it is run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Import:
    """One imported name; `from a import b` gives `a.b`, as b may be a module of a."""

    name: str
    line: int
    at_load: bool  # runs when the module is loaded, not later inside a function
    for_types: bool  # under `if TYPE_CHECKING:`, so never run


@dataclass(frozen=True)
class Source:
    """One file: its path from the root, with forward slashes, and its text."""

    path: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.path)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        return list(ast.walk(self.tree))

    @property
    def module(self) -> str:
        return self.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")

    @property
    def root(self) -> str:
        return self.module.partition(".")[0]

    @cached_property
    def imports(self) -> list[Import]:
        return list(_imports(self, self.tree, at_load=True, for_types=False))

    def at(self, line: int, sentence: str) -> str:
        return f"{self.path}:{line}: {sentence}"


def sources_in(root: Path, *places: str) -> list[Source]:
    """Every Python file of these folders and files, in a fixed order."""
    files: list[Path] = []
    for place in places:
        path = root / place
        files += [path] if path.is_file() else sorted(path.rglob("*.py"))
    return [
        Source(file.relative_to(root).as_posix(), file.read_text(encoding="utf-8"))
        for file in files
    ]


def _imports(source: Source, node: ast.AST, *, at_load: bool, for_types: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        for name in _names(source, child):
            yield Import(name, child.lineno, at_load, for_types)
        later = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            body = ast.Module(body=child.body, type_ignores=[])
            yield from _imports(source, body, at_load=at_load, for_types=True)
            other = ast.Module(body=child.orelse, type_ignores=[])
            yield from _imports(source, other, at_load=at_load, for_types=for_types)
        else:
            yield from _imports(source, child, at_load=at_load and not later, for_types=for_types)


def _names(source: Source, node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            parts = source.module.split(".")
            keep = len(parts) - node.level + source.path.endswith("/__init__.py")
            base = ".".join([*parts[:keep], *([node.module] if node.module else [])])
        return [f"{base}.{alias.name}" for alias in node.names]
    if isinstance(node, ast.Call) and called(node) in {"import_module", "__import__"}:
        words = [it.value for it in node.args[:1] if isinstance(it, ast.Constant)]
        return [word for word in words if isinstance(word, str)]
    return []


def called(node: ast.Call) -> str:
    if isinstance(node.func, ast.Attribute):
        return node.func.attr
    return node.func.id if isinstance(node.func, ast.Name) else ""
