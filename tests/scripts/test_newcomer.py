"""The newcomer's path takes its commands from the README."""

from pathlib import Path

import pytest

from scripts.newcomer import PathError, commands

README = Path(__file__).resolve().parents[2] / "README.md"


def test_the_readme_begins_with_the_two_commands() -> None:
    start = ["python3", "scripts/dev.py"]
    assert commands(README.read_text(encoding="utf-8")) == [[*start, "run"], [*start, "test"]]


def test_a_readme_without_commands_is_told() -> None:
    with pytest.raises(PathError):
        commands("# Sổ\n\nKhông có lệnh.\n")
