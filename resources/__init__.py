"""Files that come with the program: rule packs, fonts, icons, the sample block. Data only."""

from pathlib import Path

_FOLDER = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Where a shipped file stands: `path("fonts/IBMPlexSans-Regular.ttf")`."""
    return _FOLDER / name
