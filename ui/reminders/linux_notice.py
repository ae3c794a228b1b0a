"""A notice on a Linux desktop: one call to org.freedesktop.Notifications over the session's own D-Bus socket.

Written against the D-Bus specification with the standard library alone: Qt would do it too, but loading it takes
more memory and time than all the rest of the reminder.
"""

import os
import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager

_NAME, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_BUS, _BUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_SECONDS = 5.0
_CALL, _ANSWER, _ERROR = 1, 2, 3
_OBJECT, _INTERFACE, _MEMBER, _REPLY_TO, _DESTINATION, _SIGNATURE = 1, 2, 3, 5, 6, 8
_FIXED = 16
_MOST = 1 << 27


def show(title: str, body: str) -> bool:
    """Show a notice; whether it appeared. Raises `OSError` when there is no desktop to show it."""
    with _session() as line:
        made = _Body()
        made.text("Sổ Khối thi đua")
        made.number(0)  # a new notice
        made.text("")
        made.text(title)
        # The text of a notice is a little HTML.
        made.text(body.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
        made.number(0)  # no buttons
        made.number(0)  # no hints: an empty list of pairs, which begin at eights
        made.align(8)
        made.number(0xFFFFFFFF)  # as long as the desktop thinks right
        _call(line, 2, _NAME, _PATH, "Notify", "susssasa{sv}i", made.data)
        return True


def possible() -> bool:
    """Whether something on this desktop shows notices; none is shown. Raises `OSError` when there is no desktop."""
    with _session() as line:
        _call(line, 2, _NAME, _PATH, "GetServerInformation", "", b"")
        return True


@contextmanager
def _session() -> Iterator[socket.socket]:
    """A line to the session's bus, signed in."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
        line.settimeout(_SECONDS)
        line.connect(_address())
        _sign_in(line)
        _call(line, 1, _BUS, _BUS_PATH, "Hello", "", b"")
        yield line


def _address() -> str:
    """The socket of the session."""
    for way in os.environ.get("DBUS_SESSION_BUS_ADDRESS", "").split(";"):
        kind, _, given = way.partition(":")
        keys = dict(it.split("=", 1) for it in given.split(",") if "=" in it)
        if kind == "unix" and "path" in keys:
            return _plain(keys["path"])
        if kind == "unix" and "abstract" in keys:
            return "\0" + _plain(keys["abstract"])
    return f"/run/user/{os.getuid()}/bus"


def _plain(text: str) -> str:
    """Without the escapes of an address: "%20" is a space."""
    parts = text.split("%")
    return parts[0] + "".join(chr(int(it[:2], 16)) + it[2:] for it in parts[1:])


def _sign_in(line: socket.socket) -> None:
    """Say who we are; the system itself vouches for it."""
    line.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
    answer = b""
    while not answer.endswith(b"\r\n"):
        answer += _more(line, 1)
    if not answer.startswith(b"OK "):
        raise ConnectionRefusedError("the session does not let us in")
    line.sendall(b"BEGIN\r\n")


class _Body:
    """Values one after the other, each at its own boundary."""

    def __init__(self) -> None:
        self.data = b""

    def align(self, to: int) -> None:
        self.data += bytes(-len(self.data) % to)

    def number(self, value: int) -> None:
        self.align(4)
        self.data += struct.pack("<I", value)

    def text(self, value: str) -> None:
        encoded = value.replace("\0", "").encode("utf-8", "replace")
        self.number(len(encoded))
        self.data += encoded + b"\0"

    def field(self, code: int, kind: str, value: str) -> None:
        """One line of the head: its code, the kind of its value, the value."""
        self.align(8)
        self.data += struct.pack("<BB", code, 1) + kind.encode() + b"\0"
        if kind == "g":
            self.data += struct.pack("<B", len(value)) + value.encode() + b"\0"
        else:
            self.text(value)


def _call(
    line: socket.socket, serial: int, to: str, path: str, member: str, kinds: str, body: bytes
) -> None:
    """Call a method and wait for its answer. Raises `OSError` when it is refused or does not come."""
    head = _Body()
    head.field(_OBJECT, "o", path)
    head.field(_INTERFACE, "s", to)
    head.field(_MEMBER, "s", member)
    head.field(_DESTINATION, "s", to)
    if kinds:
        head.field(_SIGNATURE, "g", kinds)
    start = struct.pack("<cBBBIII", b"l", _CALL, 0, 1, len(body), serial, len(head.data))
    head.align(8)
    line.sendall(start + head.data + body)
    while True:
        kind, replied = _read(line)
        if replied == serial and kind in (_ANSWER, _ERROR):
            if kind == _ERROR:
                raise ConnectionError(f"{member} was refused")
            return


def _read(line: socket.socket) -> tuple[int, int]:
    """The next message: its kind, and which call it answers (0: none)."""
    start = _more(line, _FIXED)
    order = "<" if start[:1] == b"l" else ">"
    kind, body, _serial, fields = struct.unpack(f"{order}xBxxIII", start)
    rest = fields + -fields % 8 + body
    if rest > _MOST:
        raise ConnectionError("a message longer than any may be")
    data = _more(line, rest)
    at = 0
    while at < fields:
        at += -at % 8
        code, sign = data[at], data[at + 2 : at + 3]
        at += 4
        if code == _REPLY_TO:
            return kind, int(struct.unpack_from(f"{order}I", data, at)[0])
        if sign == b"g":
            at += data[at] + 2
        elif sign == b"u":
            at += 4
        else:
            at += 4 + int(struct.unpack_from(f"{order}I", data, at)[0]) + 1
    return kind, 0


def _more(line: socket.socket, count: int) -> bytes:
    """Exactly so many bytes."""
    found = b""
    while len(found) < count:
        part = line.recv(count - len(found))
        if not part:
            raise ConnectionAbortedError("the session closed the line")
        found += part
    return found
