"""Loads Qt before the rest of the program and takes its hand off Python's import: half the start.

Qt's loader compiles deeply nested patterns. Loaded from deep inside our own imports it ran where a
page of Python's stack was just full, and each of its calls took and gave back such a page.

It also puts itself in the place of Python's import, to read the source text of every module loaded
later, for names in snake case. We do not use them: Python's own import is put back.
"""

import builtins

import PySide6.QtCore  # noqa: F401

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
