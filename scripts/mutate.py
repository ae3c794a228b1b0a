"""Mutation testing of models/, a few modules at a time.

    python -m scripts.mutate MODULE… [--sample N] [--again NAME…] [--tests FILE…] [--workers N]

Makes small changes in the modules named and tells which of them no test notices; docs/MUTATION.md says how
to read it. Needs the dependency group "mutation". Works on a copy, never on the tree itself. It is also a
plugin of the test runs that it starts (`-p scripts.mutate`).
"""

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
COPIED = "models storage exporters resources ui tests scripts".split()
SEED = 7
WORDS = re.compile(r"[À-ỹ]|[A-Za-z,.] [A-Za-z]")
OWN_SETTINGS = "_hypothesis_internal_use_settings"
EXAMPLES = 25
"""So many random examples find a small change or none will; a whole suite runs for every mutant."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, then random ones: few examples, the same ones each time, none made smaller."""
    from hypothesis import Phase, settings

    marks: dict[str, Any] = {}
    for item in items:
        test = getattr(item, "obj", None)
        own = getattr(test, OWN_SETTINGS, None)
        if own is not None:
            few = min(own.max_examples, EXAMPLES)
            phases = (Phase.explicit, Phase.generate)
            chosen = settings(own, max_examples=few, phases=phases, derandomize=True, database=None)
            setattr(getattr(test, "__func__", test), OWN_SETTINGS, chosen)
        marks[item.nodeid] = own is not None
    items.sort(key=lambda item: marks[item.nodeid])


def path_of(module: str) -> str:
    """The file of a module named as in docs/ARCHITECTURE.md, with its folder where two have one name."""
    ending = f"/{module.replace('.', '/')}.py"
    found = [
        path.relative_to(ROOT).as_posix()
        for path in sorted((ROOT / "models").rglob("*.py"))
        if path.as_posix().endswith(ending)
    ]
    if len(found) != 1:
        sys.exit(f"{module}: {' or '.join(found) or 'no such module in models'}")
    return found[0]


def naming(modules: Iterable[str], folder: str) -> set[Path]:
    name = re.compile(rf"\b(?:{'|'.join(modules)})\b")
    return {
        path
        for path in (ROOT / folder).rglob("*.py")
        if name.search(path.read_text(encoding="utf-8"))
    }


def tests_of(module: str) -> set[str]:
    """Tests that name the module or use a helper beside them that does; if they are few, its users' tests too."""
    modules: set[str] = {module.rpartition(".")[2]}
    while True:
        named = naming(modules, "tests/models")
        named |= naming([path.stem for path in named], "tests/models")
        tests = {
            path.relative_to(ROOT).as_posix() for path in named if path.stem.startswith("test_")
        }
        users = modules | {path.stem for path in naming(modules, "models")}
        if len(tests) >= 3 or users == modules:
            return tests
        modules = users


def make_copy(copy: Path, modules: list[str], tests: list[str]) -> None:
    """The tree without what Git would not keep, set up so that only these modules are changed."""
    ignored = shutil.ignore_patterns("__pycache__", ".*", "~$*")
    for folder in COPIED:
        shutil.copytree(ROOT / folder, copy / folder, ignore=ignored)
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    chosen = f"only_mutate = {[path_of(module) for module in modules]}"
    chosen += f"\npytest_add_cli_args_test_selection = {tests}"
    assert "\nonly_mutate = " in text
    text = re.sub(r"\nonly_mutate = .*", lambda _: "\n" + chosen, text)
    (copy / "pyproject.toml").write_text(text, encoding="utf-8")


def is_words(node: Any) -> bool:
    """A text for the clerk (with Vietnamese letters, or several words), as against a code or a key."""
    import libcst

    if isinstance(node, libcst.Arg):
        return is_words(node.value)
    texts = (libcst.SimpleString, libcst.FormattedString, libcst.ConcatenatedString)
    return isinstance(node, texts) and bool(WORDS.search(libcst.Module([]).code_for_node(node)))


def leave_out_words() -> None:
    """What a sentence says is no behaviour: texts for the clerk stay as they are, and stay where they are."""
    from mutmut.mutation import mutators
    from mutmut.mutation.file_mutation import MutationVisitor

    skip = MutationVisitor._skip_node_and_children  # noqa: SLF001
    without_an_argument = mutators.operator_arg_removal

    def skip_words(visitor: Any, node: Any) -> bool:
        return is_words(node) or skip(visitor, node)

    def keep_words(node: Any) -> Iterable[Any]:
        words = [arg for arg in node.args if is_words(arg)]
        for changed in without_an_argument(node):
            if all(any(arg is kept for kept in changed.args) for arg in words):
                yield changed

    MutationVisitor._skip_node_and_children = skip_words  # type: ignore[method-assign]  # noqa: SLF001
    for at, (kind, operator) in enumerate(mutators.mutation_operators):
        if operator is without_an_argument:
            mutators.mutation_operators[at] = (kind, keep_words)  # type: ignore[index]


def names_of(modules: list[str], sample: int) -> list[str]:
    """The changes to try; of each module at most `sample` (0: all), always the same ones."""
    from mutmut.mutation.file_mutation import mutate_file_contents

    names: list[str] = []
    for module in modules:
        chance = random.Random(SEED)  # noqa: S311
        path = path_of(module)
        source = (ROOT / path).read_text(encoding="utf-8")
        found = [
            f"{path.removesuffix('.py').replace('/', '.')}.{name}"
            for name in mutate_file_contents(path, source).mutant_names
        ]
        names += chance.sample(found, sample) if 0 < sample < len(found) else found
    return names


def report(names: list[str]) -> None:
    """Every survivor as a difference, then the score of each module."""
    from mutmut.__main__ import collect_source_file_mutation_data
    from mutmut.mutation.diff_apply import get_diff_for_mutant
    from mutmut.stats import status_by_exit_code

    counts: dict[str, Counter[str]] = {}
    for _, name, code in collect_source_file_mutation_data(mutant_names=names)[0]:
        status = status_by_exit_code[code]
        counts.setdefault(name.rpartition(".")[0].removeprefix("models."), Counter())[status] += 1
        if status not in {"killed", "timeout"}:
            lines = get_diff_for_mutant(name).splitlines()[2:]
            print(f"\n# {name}: {status}", *lines, sep="\n")
    for module, count in sorted(counts.items()):
        killed = count["killed"] + count["timeout"]
        print(f"{module}: {killed} of {count.total()} = {killed / count.total():.1%} {dict(count)}")


def run(copy: str, wanted: argparse.Namespace) -> None:
    tests = wanted.tests or sorted(set[str]().union(*map(tests_of, wanted.modules)))
    make_copy(Path(copy), wanted.modules, tests)
    os.chdir(copy)
    sys.path.insert(0, copy)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    leave_out_words()
    names = wanted.again or names_of(wanted.modules, wanted.sample)
    from mutmut.__main__ import cli

    cli(["run", "--max-children", str(wanted.workers), *names], standalone_mode=False)
    report(names)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.mutate")
    parser.add_argument("modules", nargs="+", metavar="MODULE")
    parser.add_argument("--sample", type=int, default=0, help="at most so many changes a module")
    parser.add_argument("--again", nargs="+", help="only these changes, by the names of a report")
    parser.add_argument("--tests", nargs="+", help="instead of all tests that name the modules")
    parser.add_argument("--workers", type=int, default=1)
    wanted = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as copy:
        try:
            run(copy, wanted)
        finally:
            os.chdir(ROOT)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
