"""Reads of a Windows program file (PE) the two things that are asked: for which machine, and what it needs."""

from __future__ import annotations

import struct
from typing import NamedTuple

AMD64 = 0x8664
_PE32_PLUS = 0x20B


class Program(NamedTuple):
    """`machine` as the file's head has it; `needs` are names of libraries, in small letters."""

    machine: int
    needs: tuple[str, ...]


def read(data: bytes) -> Program:
    """The head and the import table of a program file; ValueError when it is none."""
    try:
        return _read(data)
    except (struct.error, IndexError) as error:
        raise ValueError("not a program file of Windows") from error


def _read(data: bytes) -> Program:
    (head,) = struct.unpack_from("<I", data, 0x3C)
    if data[:2] != b"MZ" or data[head : head + 4] != b"PE\0\0":
        raise ValueError("not a program file of Windows")
    machine, sections = struct.unpack_from("<HH", data, head + 4)
    (size,) = struct.unpack_from("<H", data, head + 20)
    optional = head + 24
    (magic,) = struct.unpack_from("<H", data, optional)
    directories = optional + (112 if magic == _PE32_PLUS else 96)
    (imports,) = struct.unpack_from("<I", data, directories + 8)
    table = [struct.unpack_from("<8xIIII", data, optional + size + 40 * n) for n in range(sections)]

    def offset(address: int) -> int:
        for _length, start, raw_length, raw in table:
            if start <= address < start + raw_length:
                return raw + address - start
        raise IndexError(address)

    needs = []
    place = offset(imports) if imports else None
    while place is not None:
        (name,) = struct.unpack_from("<12xI", data, place)
        if not name:
            break
        begin = offset(name)
        needs.append(data[begin : data.index(0, begin)].decode("ascii").lower())
        place += 20
    return Program(machine, tuple(needs))
