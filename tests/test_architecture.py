"""The house stands as drawn: directions, homes of libraries, sizes, and small habits.

The first part reads the real tree; the second plants violations to see that each rule bites.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests import architecture_rules as rules
from tests.architecture_rules import PACKAGES
from tests.source_tree import Source, sources_in

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("main.py", *PACKAGES)
EVERYTHING = (*PRODUCT, "scripts", "benchmarks", "tests")


@cache
def one(place: str) -> list[Source]:
    """Each place is read and parsed once, whatever rule asks for it."""
    return sources_in(ROOT, place) if (ROOT / place).exists() else []


def tree(*places: str) -> list[Source]:
    return [it for place in places for it in one(place)]


def assert_none(rule: Callable[[Source], list[str]], *places: str) -> None:
    found = [sentence for source in tree(*places) for sentence in rule(source)]
    assert not found, "\n" + "\n".join(found)


def test_the_page_of_architecture_names_every_module() -> None:
    page = (ROOT / "docs" / "ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = [it.path for it in tree(*PACKAGES) if not it.path.endswith("__init__.py")]
    missing = [it for it in modules if f"`{it.rsplit('/', 1)[1]}`" not in page]
    assert not missing, "introduce them in docs/ARCHITECTURE.md: " + ", ".join(missing)


def test_imports_point_only_downwards() -> None:
    assert_none(rules.wrong_directions, *PRODUCT)


def test_each_library_is_known_in_its_home_only() -> None:
    assert_none(rules.strangers, *PRODUCT)


def test_models_read_neither_the_clock_nor_a_file() -> None:
    assert_none(rules.impure_calls, "models")


def test_pages_never_import_pages() -> None:
    assert_none(rules.pages_importing_pages, "ui")


def test_the_session_imports_no_widget() -> None:
    assert_none(rules.widgets_in_session, "ui")


def test_only_session_and_console_know_the_storage() -> None:
    assert_none(rules.storage_seen_from_ui, "ui")


def test_the_console_works_without_qt() -> None:
    found = rules.qt_behind_console(tree("ui"))
    assert not found, "\n" + "\n".join(found)


def test_nobody_imports_main() -> None:
    assert_none(rules.importing_main, *PACKAGES)


def test_no_modules_need_each_other() -> None:
    assert rules.cycles(tree(*PRODUCT)) == []


def test_files_and_functions_stay_short() -> None:
    assert_none(rules.too_long, *EVERYTHING)


def test_every_module_says_what_it_is_for() -> None:
    assert_none(rules.without_docstring, *PRODUCT)


def test_every_function_says_what_it_returns() -> None:
    assert_none(rules.without_return_type, *PRODUCT, "scripts", "benchmarks")


def test_nothing_prints_but_what_speaks_to_a_terminal() -> None:
    assert_none(rules.prints, *PRODUCT, "scripts", "benchmarks")


def test_no_exception_is_caught_without_a_name() -> None:
    assert_none(rules.bare_excepts, *EVERYTHING)


def test_every_text_file_is_opened_with_its_encoding() -> None:
    assert_none(rules.texts_without_encoding, *EVERYTHING)


def test_colours_are_named_in_the_theme_only() -> None:
    assert_none(rules.loose_colours, "ui")


# ---- planted violations ----------------------------------------------------------------------

LONG = "def f() -> None:\n" + "    g()\n" * 50

PLANTED = [
    (rules.wrong_directions, "models/a.py", "import storage.block_file"),
    (rules.wrong_directions, "models/a.py", "def f():\n    from resources import path"),
    (rules.wrong_directions, "models/deep/a.py", "from ...ui import text"),
    (rules.wrong_directions, "storage/a.py", "import exporters"),
    (rules.wrong_directions, "storage/a.py", "import importlib\nimportlib.import_module('ui.x')"),
    (rules.wrong_directions, "exporters/a.py", "if TYPE_CHECKING:\n    from ui import session"),
    (rules.wrong_directions, "resources/a.py", "from models.points import show"),
    (rules.wrong_directions, "ui/a.py", "import main"),
    (rules.wrong_directions, "ui/a.py", "from tests import helpers"),
    (rules.strangers, "models/a.py", "import msgspec"),
    (rules.strangers, "models/a.py", "from pathlib import Path"),
    (rules.strangers, "models/a.py", "import random"),
    (rules.strangers, "models/a.py", "def f():\n    import sqlite3"),
    (rules.strangers, "exporters/a.py", "from PySide6.QtGui import QColor"),
    (rules.strangers, "ui/a.py", "import sqlite3"),
    (rules.strangers, "ui/a.py", "from openpyxl import Workbook"),
    (rules.strangers, "storage/a.py", "import docx"),
    (rules.strangers, "main.py", "import reportlab"),
    (rules.impure_calls, "models/a.py", "day = date.today()"),
    (rules.impure_calls, "models/a.py", "moment = datetime.datetime.now(tz)"),
    (rules.impure_calls, "models/a.py", "open('x', encoding='utf-8')"),
    (rules.pages_importing_pages, "ui/pages/a.py", "from ui.pages import b"),
    (rules.pages_importing_pages, "ui/pages/a.py", "def f():\n    from .b import Page"),
    (rules.widgets_in_session, "ui/book/session.py", "from PySide6.QtWidgets import QWidget"),
    (rules.widgets_in_session, "ui/book/session.py", "from PySide6 import QtGui"),
    (rules.storage_seen_from_ui, "ui/book/jobs.py", "from storage import backup"),
    (rules.storage_seen_from_ui, "ui/pages/a.py", "def f():\n    import storage.audit"),
    (rules.importing_main, "ui/a.py", "from main import start"),
    (rules.too_long, "ui/a.py", "x = 1\n" * 401),
    (rules.too_long, "main.py", "x = 1\n" * 121),
    (rules.too_long, "ui/a.py", LONG),
    (rules.without_docstring, "ui/__init__.py", ""),
    (rules.without_docstring, "ui/a.py", "# a comment is not enough\nx = 1"),
    (rules.without_return_type, "ui/a.py", "def f(): ..."),
    (rules.without_return_type, "ui/a.py", "class A:\n    def __init__(self): ..."),
    (rules.prints, "ui/a.py", "print('x')"),
    (rules.bare_excepts, "ui/a.py", "try:\n    f()\nexcept:\n    pass"),
    (rules.texts_without_encoding, "ui/a.py", "open(path)"),
    (rules.texts_without_encoding, "ui/a.py", "open(path, 'w')"),
    (rules.texts_without_encoding, "ui/a.py", "path.open('a')"),
    (rules.texts_without_encoding, "ui/a.py", "path.read_text()"),
    (rules.texts_without_encoding, "ui/a.py", "path.write_text(words)"),
    (rules.texts_without_encoding, "ui/a.py", "NamedTemporaryFile(mode='w')"),
    (rules.loose_colours, "ui/a.py", "QColor('#A1b2C3')"),
    (rules.loose_colours, "ui/widgets/a.py", "f'color: #fff; width: {n}px'"),
]


@pytest.mark.parametrize(("rule", "path", "text"), PLANTED)
def test_a_planted_violation_is_named_once_with_its_file(
    rule: Callable[[Source], list[str]], path: str, text: str
) -> None:
    found = rule(Source(path, text))
    assert len(found) == 1, found
    assert found[0].startswith(path + ":")


ALLOWED = [
    (rules.wrong_directions, "ui/a.py", "import storage, models, exporters, resources"),
    (rules.wrong_directions, "exporters/a.py", "from resources import path\nfrom . import word"),
    (rules.strangers, "models/a.py", "from datetime import date, time\nimport decimal, re"),
    (rules.strangers, "ui/a.py", "import PySide6.QtCore, msgspec, platformdirs"),
    (rules.strangers, "storage/a.py", "import sqlite3, sqlite_utils, filelock"),
    (rules.impure_calls, "models/a.py", "def due(season, today): return season.today == today"),
    (rules.pages_importing_pages, "ui/frame/main_window.py", "from ui.pages import a"),
    (rules.pages_importing_pages, "ui/pages/a/grid.py", "from ui.pages.a import cells"),
    (rules.widgets_in_session, "ui/book/session.py", "from PySide6.QtCore import QObject, Signal"),
    (rules.storage_seen_from_ui, "ui/book/session.py", "from storage.block_file import BlockFile"),
    (rules.too_long, "ui/a.py", "x = 1\n" * 400),
    (rules.prints, "ui/command_line/console.py", "print('x')"),
    (rules.prints, "scripts/a.py", "print('x')"),
    (rules.texts_without_encoding, "ui/a.py", "open(path, 'rb')\nopen(path, encoding='utf-8')"),
    (rules.texts_without_encoding, "ui/a.py", "path.open('wb')\npath.read_text(encoding='utf-8')"),
    (rules.texts_without_encoding, "ui/a.py", "path.write_text(words, 'utf-8')\ndialog.open()"),
    (rules.texts_without_encoding, "ui/a.py", "NamedTemporaryFile()\nbook.open('sheet.xml')"),
    (rules.loose_colours, "ui/look/theme_dark.py", "INK = '#101010'"),
    (rules.loose_colours, "ui/a.py", "'Thứ tự #12, mã #đơn_vị'"),
]


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_what_is_allowed_is_left_alone(
    rule: Callable[[Source], list[str]], path: str, text: str
) -> None:
    assert rule(Source(path, text)) == []


def test_qt_is_found_behind_what_the_console_loads() -> None:
    sources = [
        Source("ui/__init__.py", ""),
        Source(
            "ui/command_line/console.py",
            "from ui.words import text\ndef f():\n    from ui import desktop",
        ),
        Source("ui/words/text.py", "from PySide6.QtCore import QLocale"),
        Source("ui/desktop.py", "from PySide6 import QtWidgets"),
    ]
    assert {it.partition(":")[0] for it in rules.qt_behind_console(sources)} == {"ui/words/text.py"}


def test_qt_is_found_in_the_package_that_the_console_lives_beside() -> None:
    sources = [
        Source("ui/widgets/__init__.py", "import PySide6"),
        Source("ui/widgets/words.py", ""),
        Source("ui/command_line/console.py", "import ui.widgets.words"),
    ]
    assert len(rules.qt_behind_console(sources)) == 1


def test_the_console_itself_may_not_use_qt_even_late() -> None:
    console = Source("ui/command_line/console.py", "def f():\n    import PySide6.QtCore")
    assert len(rules.qt_behind_console([console])) == 1


def test_a_cycle_is_found_even_when_one_import_is_late() -> None:
    sources = [
        Source("models/a.py", "from models import b"),
        Source("models/b.py", "import models.c"),
        Source("models/c.py", "def f():\n    from .a import x"),
        Source("models/d.py", "import models.a"),
    ]
    [sentence] = rules.cycles(sources)
    assert sentence.startswith("models.a → models.b → models.c → models.a")


def test_a_package_may_gather_its_own_modules() -> None:
    sources = [
        Source("exporters/__init__.py", "from exporters import pdf, word"),
        Source("exporters/papers/word.py", "from exporters import layout"),
        Source("exporters/papers/layout.py", ""),
        Source(
            "exporters/papers/pdf.py",
            "from exporters import layout\nfrom exporters.papers.layout import A4",
        ),
    ]
    assert rules.cycles(sources) == []


def test_a_module_that_needs_its_gathering_package_makes_a_cycle() -> None:
    sources = [
        Source("exporters/__init__.py", "from exporters.papers import word\nFORMATS = {}"),
        Source("exporters/papers/word.py", "def f():\n    from exporters import FORMATS"),
    ]
    assert len(rules.cycles(sources)) == 1


def test_names_that_are_only_types_make_no_cycle() -> None:
    sources = [
        Source("models/a.py", "if TYPE_CHECKING:\n    from models.b import B"),
        Source("models/b.py", "from models.a import A"),
    ]
    assert rules.cycles(sources) == []
