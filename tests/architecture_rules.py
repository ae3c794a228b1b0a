"""The house rules as functions: each takes sources and returns one sentence for each violation.

Only the syntax tree is read, nothing is imported, so a module that cannot run is checked as well.
tests/test_architecture.py applies them to the tree and to small planted violations.
"""

from __future__ import annotations

import ast
import re
import sys

from tests.source_tree import Source, called

PACKAGES = ("models", "storage", "exporters", "resources", "ui")
MAY_IMPORT = {
    "main": {*PACKAGES},
    "ui": {*PACKAGES},
    "storage": {"storage", "models"},
    "exporters": {"exporters", "models", "resources"},
    "models": {"models"},
    "resources": {"resources"},
}
# A family of libraries → the only places that may know it.
HOMES = {
    "PySide6": {"ui", "main"},
    "shiboken6": {"ui", "main"},
    "sqlite3": {"storage"},
    "sqlite_utils": {"storage"},
    "ecdsa": {"storage"},
    "openpyxl": {"exporters"},
    "xlsxwriter": {"exporters"},
    "python_calamine": {"exporters"},
    "docx": {"exporters"},
    "lxml": {"exporters"},
    "reportlab": {"exporters"},
    "PIL": {"exporters"},
    "pypdf": {"exporters"},
    "docxtpl": {"exporters"},
    "icalendar": {"exporters"},
    "segno": {"exporters"},
    "holidays": {"resources"},
}
# Of the standard library, what would let the domain see files, the clock, chance or the machine.
NOT_FOR_MODELS = frozenset(
    "asyncio ctypes fileinput ftplib glob http importlib io locale logging mmap multiprocessing os"
    " pathlib pickle platform random secrets shelve shutil socket sqlite3 subprocess sys tempfile"
    " threading time urllib webbrowser zipfile".split()
)
CLOCK_CALLS = frozenset({"now", "today", "utcnow"})
MAY_PRINT = ("ui/command_line/console.py", "main.py", "scripts/", "benchmarks/")
SESSION = (
    *(
        "ui/book/open_book.py",
        "ui/book/intake_acts.py",
        "ui/book/evidence_acts.py",
        "ui/book/meeting_acts.py",
    ),
    "ui/book/session.py",
)
KNOWS_STORAGE = (
    *SESSION,
    *(
        "ui/command_line/console.py",
        "ui/command_line/console_import.py",
        "ui/command_line/console_votes.py",
    ),
    *("ui/book/shipped.py", "ui/book/other_file.py"),
    "ui/reminders/books.py",  # without a session: it is another process, and light
    # The self-test tries the storage itself, on copies of the book.
    *("ui/book/closed_versions.py", "ui/command_line/console_closing.py", "ui/selftest/book.py"),
)
MAX_FILE, MAX_FUNCTION, MAX_MAIN = 400, 50, 120
HEX_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![0-9A-Za-z])")
TEXT_MODE = re.compile(r"[rwax]\+?t?\+?")


def _within(name: str, module: str) -> bool:
    return name == module or name.startswith(module + ".")


# ---- who may import whom ---------------------------------------------------------------------


def wrong_directions(source: Source) -> list[str]:
    allowed = MAY_IMPORT[source.root]
    ours = {*PACKAGES, "main", "tests", "scripts", "benchmarks"}
    return [
        source.at(
            it.line,
            f"{source.root} may not import {it.name}; it may import {', '.join(sorted(allowed))}."
            " Pass what is needed as an argument, or move the code to where it belongs",
        )
        for it in source.imports
        if (root := it.name.partition(".")[0]) in ours and root not in allowed
    ]


def strangers(source: Source) -> list[str]:
    """Libraries outside the folder that is their home; in models anything but the language."""
    found = []
    for it in source.imports:
        root = it.name.partition(".")[0]
        if source.root == "models":
            known = root in MAY_IMPORT or root in sys.stdlib_module_names
            if not known or root in NOT_FOR_MODELS:
                found.append((it, "models know neither libraries nor files, clock or chance"))
        elif source.root not in HOMES.get(root, {source.root}):
            found.append((it, f"{root} belongs in {' and '.join(sorted(HOMES[root]))} only"))
    return [source.at(it.line, f"imports {it.name}: {why}") for it, why in found]


def impure_calls(source: Source) -> list[str]:
    """In models: reading the clock or opening a file."""
    found = []
    for node in source.nodes:
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Attribute) and node.func.attr in CLOCK_CALLS:
            advice = "the clock is not read here; take the date as an argument"
            found.append(source.at(node.lineno, f".{node.func.attr}(): {advice}"))
        elif isinstance(node.func, ast.Name) and node.func.id == "open":
            found.append(source.at(node.lineno, "open(): files are opened outside models"))
    return found


def pages_importing_pages(source: Source) -> list[str]:
    parts = source.module.split(".")
    if parts[:2] != ["ui", "pages"] or len(parts) < 3:
        return []
    advice = "say it through the session, or share a widget from ui/widgets"
    return [
        source.at(it.line, f"a page may not import another page ({it.name}); {advice}")
        for it in source.imports
        if _within(it.name, "ui.pages") and it.name != "ui.pages"
        if it.name.split(".")[2] not in {parts[2], "base"}
    ]


def widgets_in_session(source: Source) -> list[str]:
    if source.path not in SESSION:
        return []
    return [
        source.at(it.line, f"the session imports no {it.name}; it emits signals, views draw")
        for it in source.imports
        if _within(it.name, "PySide6.QtWidgets") or _within(it.name, "PySide6.QtGui")
    ]


def storage_seen_from_ui(source: Source) -> list[str]:
    if source.root != "ui" or source.path in KNOWS_STORAGE:
        return []
    return [
        source.at(
            it.line, f"imports {it.name}; only the session, the console and ui/book/shipped.py may"
        )
        for it in source.imports
        if _within(it.name, "storage")
    ]


def qt_behind_console(sources: list[Source]) -> list[str]:
    """ui/command_line/console.py and all of ui that is loaded with it must work where Qt does not."""
    by_module = {it.module: it for it in sources}
    found: list[str] = []
    waiting, seen = ["ui.command_line.console"], set[str]()
    while waiting:
        name = waiting.pop()
        if name in seen or name not in by_module:
            continue
        seen.add(name)
        source = by_module[name]
        for it in source.imports:
            if it.name.split(".")[0] == "PySide6" and (
                it.at_load or name == "ui.command_line.console"
            ):
                advice = "the console loads this file and must work without Qt"
                found.append(source.at(it.line, f"imports {it.name}; {advice}"))
            if it.at_load and not it.for_types:
                # Loading ui.a.b runs the __init__ of ui and of ui.a as well.
                parts = it.name.split(".")
                waiting += [".".join(parts[: n + 1]) for n in range(len(parts))]
    return sorted(set(found))


def importing_main(source: Source) -> list[str]:
    return [
        source.at(it.line, "imports main; only a person starts it, so take what you need elsewhere")
        for it in source.imports
        if _within(it.name, "main")
    ]


def _needs(source: Source, known: set[str]) -> set[str]:
    """Our modules that this one names: the longest part of each name that is a module."""
    found = set()
    for it in source.imports:
        parts = it.name.split(".")
        prefixes = (".".join(parts[:n]) for n in range(len(parts), 0, -1))
        module = next((name for name in prefixes if name in known), None)
        if module and not it.for_types:
            found.add(module)
    return found - {source.module}


def cycles(sources: list[Source]) -> list[str]:
    """Modules that need each other, whether at load or inside functions."""
    known = {it.module for it in sources}
    needs = {source.module: _needs(source, known) for source in sources}
    while True:  # what needs nothing, or is needed by nothing, is in no cycle
        needed = set().union(*needs.values()) if needs else set()
        kept = {name: to & needs.keys() for name, to in needs.items() if to & needs.keys()}
        kept = {name: to for name, to in kept.items() if name in needed}
        if kept == needs:
            break
        needs = kept
    if not needs:
        return []
    path = [min(needs)]
    while path[-1] not in path[:-1]:
        path.append(min(needs[path[-1]]))
    ring = path[path.index(path[-1]) :]
    return [" → ".join(ring) + ": a cycle; move what both need into a module below them"]


# ---- size and form ---------------------------------------------------------------------------


def too_long(source: Source) -> list[str]:
    most = MAX_MAIN if source.path == "main.py" else MAX_FILE
    lines = source.text.count("\n")
    found = [f"{source.path}: {lines} lines, at most {most}; split it"] if lines > most else []
    for node in _functions(source):
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > MAX_FUNCTION:
            say = f"{node.name} has {length} lines, at most {MAX_FUNCTION}; split it"
            found.append(source.at(node.lineno, say))
    return found


def _functions(source: Source) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in source.nodes if isinstance(node, kinds)]


def without_docstring(source: Source) -> list[str]:
    if ast.get_docstring(source.tree):
        return []
    return [source.at(1, "no docstring; say in a sentence what this module is for")]


def without_return_type(source: Source) -> list[str]:
    return [
        source.at(node.lineno, f"{node.name} does not say what it returns; add -> …")
        for node in _functions(source)
        if node.returns is None
    ]


def prints(source: Source) -> list[str]:
    if source.path.startswith(MAY_PRINT):
        return []
    return [
        source.at(node.lineno, "print(); use logging, or say it on the screen")
        for node in source.nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        if node.func.id == "print"
    ]


def bare_excepts(source: Source) -> list[str]:
    return [
        source.at(node.lineno, "bare except; name what you expect")
        for node in source.nodes
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]


def texts_without_encoding(source: Source) -> list[str]:
    """Windows would read and write them in the machine's own code page."""
    return [
        source.at(node.lineno, f'{called(node)}() of a text; add encoding="utf-8"')
        for node in source.nodes
        if isinstance(node, ast.Call) and _opens_text(node)
        if not any(word.arg in {"encoding", None} for word in node.keywords)
    ]


def _opens_text(node: ast.Call) -> bool:
    name, method = called(node), isinstance(node.func, ast.Attribute)
    if name in {"read_text", "write_text"}:  # the encoding may be given by place
        return method and len(node.args) <= (name == "write_text")
    if name not in {"open", "fdopen", "NamedTemporaryFile"}:
        return False
    place = 0 if name == "NamedTemporaryFile" or (method and name == "open") else 1
    given = [word.value for word in node.keywords if word.arg == "mode"]
    given += node.args[place : place + 1]
    mode = given[0].value if given and isinstance(given[0], ast.Constant) else None
    if mode is None:  # nothing is known of a method called `open`; the plain one reads text
        return name in {"open", "fdopen"} and not (method and name == "open") and not given
    return isinstance(mode, str) and TEXT_MODE.fullmatch(mode) is not None


def loose_colours(source: Source) -> list[str]:
    if source.root != "ui" or re.fullmatch(r"ui/look/theme[^/]*\.py", source.path):
        return []
    return [
        source.at(
            node.lineno, f"colour {node.value!r}; take it from ui/look/theme.py by its meaning"
        )
        for node in source.nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if HEX_COLOUR.search(node.value)
    ]
