"""A desktop's notification service, as small as it can be: writes each notice it is sent as a line of JSON.

`python notification_daemon.py FILE` inside a session with a bus of its own. It is run as a script, and knows nothing
of the program: it reads and writes D-Bus messages itself.
"""

import json
import os
import socket
import struct
import sys
from pathlib import Path

NAME = "org.freedesktop.Notifications"


def main(target: Path) -> None:
    line = socket.socket(socket.AF_UNIX)
    given = dict(it.split("=", 1) for it in os.environ["DBUS_SESSION_BUS_ADDRESS"][5:].split(","))
    line.connect(given["path"] if "path" in given else "\0" + given["abstract"])
    line.sendall(b"\0AUTH EXTERNAL " + str(os.getuid()).encode().hex().encode() + b"\r\n")
    assert line.recv(1000).startswith(b"OK")
    line.sendall(b"BEGIN\r\n")
    call(line, 1, "Hello", b"", b"")
    call(line, 2, "RequestName", b"su", text(NAME) + pad(text(NAME), 4) + struct.pack("<I", 0))
    target.touch()
    number = 0
    while True:
        kind, serial, fields, body = message(line)
        if kind == 1 and fields.get(3) == "GetServerInformation":
            answer(line, 9, serial, fields[7], 0)
        if kind != 1 or fields.get(3) != "Notify":
            continue
        at, strings = 0, []
        for sign in "susss":
            at += -at % 4
            size = struct.unpack_from("<I", body, at)[0]
            at += 4
            if sign == "s":
                strings.append(body[at : at + size].decode())
                at += size + 1
        program, _icon, title, words = strings
        with target.open("a", encoding="utf-8") as file:
            json.dump({"program": program, "title": title, "body": words}, file, ensure_ascii=False)
            file.write("\n")
        number += 1
        answer(line, number + 10, serial, fields[7], number)


def text(value: str) -> bytes:
    data = value.encode()
    return struct.pack("<I", len(data)) + data + b"\0"


def pad(data: bytes, to: int) -> bytes:
    return bytes(-len(data) % to)


def head(fields: list[tuple[int, bytes, bytes]]) -> bytes:
    made = b""
    for code, sign, value in fields:
        made += pad(made, 8) + struct.pack("<BB", code, len(sign)) + sign + b"\0" + value
    return made


def send(line: socket.socket, kind: int, serial: int, fields: bytes, body: bytes) -> None:
    start = struct.pack("<cBBBIII", b"l", kind, 0, 1, len(body), serial, len(fields))
    line.sendall(start + fields + pad(fields, 8) + body)


def call(line: socket.socket, serial: int, member: str, signs: bytes, body: bytes) -> None:
    bus = "org.freedesktop.DBus"
    fields = [
        (1, b"o", text("/org/freedesktop/DBus")),
        (2, b"s", text(bus)),
        (3, b"s", text(member)),
        (6, b"s", text(bus)),
    ]
    if signs:
        fields.append((8, b"g", bytes([len(signs)]) + signs + b"\0"))
    send(line, 1, serial, head(fields), body)


def answer(line: socket.socket, serial: int, to: int, whom: str, number: int) -> None:
    fields = [
        (5, b"u", struct.pack("<I", to)),
        (6, b"s", text(whom)),
        (8, b"g", b"\x01u\0"),
    ]
    send(line, 2, serial, head(fields), struct.pack("<I", number))


def message(line: socket.socket) -> tuple[int, int, dict[int, str], bytes]:
    start = exactly(line, 16)
    kind, size, serial, length = struct.unpack("<xBxxIII", start)
    data = exactly(line, length + -length % 8 + size)
    fields: dict[int, str] = {}
    at = 0
    while at < length:
        at += -at % 8
        code, sign = data[at], data[at + 2 : at + 3]
        at += 4
        if sign in b"so":
            count = struct.unpack_from("<I", data, at)[0]
            fields[code] = data[at + 4 : at + 4 + count].decode()
            at += 5 + count
        else:
            at += data[at] + 2 if sign == b"g" else 4
    return kind, serial, fields, data[length + -length % 8 :]


def exactly(line: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = line.recv(count - len(found))
        if not part:
            raise SystemExit(0)
        found += part
    return found


if __name__ == "__main__":
    main(Path(sys.argv[1]))
