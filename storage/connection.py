"""How the file is opened with SQLite, and the two kinds of transaction: one that writes, one that reads.

Journal DELETE keeps the block in one file that a clerk can copy; synchronous EXTRA also makes the
removal of the journal durable, so that what was acknowledged stays after the plug is pulled.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

APPLICATION_ID = 0x4B484F49
"""“KHOI” in the header of every file of this program."""

_WAIT_SECONDS = 2.0  # another program's reading or copying of the file takes less


def connect(path: Path, *, read_only: bool) -> sqlite3.Connection:
    """Open an existing file; never makes one. Raises `sqlite3.Error`."""
    uri = f"file://{_uri_path(path)}?mode={'ro' if read_only else 'rw'}"
    connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=_WAIT_SECONDS)
    try:
        prepare(connection)
        if not read_only:
            connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            connection.execute("PRAGMA synchronous = EXTRA")
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(connection: sqlite3.Connection) -> None:
    """The settings that every connection needs, those to a copy in memory too."""
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")


@contextmanager
def writing(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One durable transaction: either everything inside is kept, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    yield from _inside(connection)


@contextmanager
def reading(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One view of the file, the same for every statement inside."""
    connection.execute("BEGIN")
    yield from _inside(connection)


def _inside(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # A full disk makes SQLite roll back by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _uri_path(path: Path) -> str:
    """The path in a file URI: "/C:/…" on Windows, "//server/share/…" for a network folder."""
    text = path.absolute().as_posix()
    text = text if text.startswith("/") else f"/{text}"
    # SQLite asks for these three to be written so; every other letter it takes as it is.
    return text.replace("%", "%25").replace("?", "%3f").replace("#", "%23")
