"""Folders of this user on this computer: backups, settings, the log, the sample's own copy."""

from pathlib import Path

_NAME = "So Khoi thi dua"


def backups() -> Path:
    """Where the verified copies of every opened file are kept."""
    return data() / "sao-luu"


def settings() -> Path:
    """Where window size and recent files are remembered."""
    import platformdirs

    return Path(platformdirs.user_config_dir(_NAME, appauthor=False))


def log_file() -> Path:
    """Where errors of the program are written."""
    return data() / "nhat-ky.log"


def reminder_log() -> Path:
    """Where the reminder writes what went wrong: a file of its own, since two programs cannot share one."""
    return data() / "nhac-viec.log"


def sample_file() -> Path:
    """The user's own copy of the sample block, to try things on."""
    return data() / "So mau 2023.khoi"


def work() -> Path:
    """Where copies lie that are only looked at, while they are (`ui.book.scratch`)."""
    return data() / "tam"


def data() -> Path:
    """Where all of these but the settings stand."""
    import platformdirs

    return Path(platformdirs.user_data_dir(_NAME, appauthor=False))
