"""Files that come with the program: rule packs, fonts, icons, the sample block. Data only."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Where a shipped file stands: `path("fonts/IBMPlexSans-Regular.ttf")`."""
    return _FOLDER / name


def help_text(name: str) -> str:
    """One page of the help as it was written (Markdown, see `models.help_text`)."""
    return path(f"help/{name}.md").read_text(encoding="utf-8")


def manual() -> Path:
    """The printed manual, which lies beside the program."""
    return _FOLDER.parent / "docs" / "manual" / "So-tay.pdf"
