"""Forms bent at random, in their bytes and inside their parts: `python -m tests.exporters.fuzz_forms [COUNT] [SEED]`.

The tests read 300; without COUNT the command reads 10,000. It says the slowest and the largest memory.
"""

import io
import random
import re
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import NamedTuple

from models.collecting.intake import previews
from tests.exporters.arriving import read_all
from tests.exporters.bad_form_files import KEPT, by_hand_xlsb, by_xlsxwriter, good, zipped
from tests.exporters.form_samples import SEASON

_NUMBER = re.compile(rb"\d+")
_TAG = re.compile(rb"<[^>]*>")
_WILD = (
    b"",
    b"0",
    b"-1",
    b"99999",
    b"1048576",
    b"4294967295",
    b"1e999",
    b"NaN",
    b"\xff",
    b"\0",
    b"&x;",
)


class Slowest(NamedTuple):
    """The longest that one file took, in seconds, and which it was."""

    seconds: float
    name: str


def sources() -> dict[str, bytes]:
    """Sound forms of every container, and a zip of two."""
    found = {
        f"good.{suffix}": (KEPT / f"good.{suffix}").read_bytes()
        for suffix in ("xls", "ods", "xlsx", "docx")
    }
    makers = {
        "openpyxl.xlsx": good,
        "xlsxwriter.xlsx": by_xlsxwriter(),
        "hand.xlsb": by_hand_xlsb(),
    }
    for name, make in makers.items():
        with tempfile.TemporaryDirectory() as folder:
            found[name] = make(Path(folder)).read_bytes()
    found["both.zip"] = zipped(("a.xlsx", found["good.xlsx"]), ("b.xls", found["good.xls"]))
    return found


def bent(data: bytes, chance: random.Random) -> bytes:
    """The file with one to four changes, in its bytes or inside one part of it."""
    if data.startswith(b"PK") and chance.random() < 0.7:
        data = _bent_part(data, chance)
        if chance.random() < 0.9:
            return data
    return _bent_bytes(data, chance)


def _bent_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [name for name in parts if re.search(r"sheet|content|document|workbook|Strings", name)]
    name = chance.choice(likely or list(parts))
    text = parts[name]
    parts[name] = _bent_text(text, chance) if text.startswith(b"<") else _bent_bytes(text, chance)
    if chance.random() < 0.05:
        parts.pop(chance.choice(list(parts)))
    return zipped(*parts.items())


def _bent_text(text: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        pattern = chance.choice((_NUMBER, _TAG))
        found = list(pattern.finditer(text))
        if not found:
            return _bent_bytes(text, chance)
        spot = chance.choice(found)
        other = chance.choice(found)[0]
        new = chance.choice((*_WILD, other, spot[0] * 2))
        text = text[: spot.start()] + new + text[spot.end() :]
    return text


def _bent_bytes(data: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data) + 1)
        size = chance.choice((1, 1, 2, 4, 16, 200))
        kind = chance.randrange(5)
        if kind == 0:
            data = data[:at]
        elif kind == 1:
            data = data[:at] + chance.randbytes(size) + data[at + size :]
        elif kind == 2:
            data = data[:at] + b"\xff" * size + data[at + size :]
        elif kind == 3:
            data = data[:at] + data[at + size :]
        else:
            data = data[:at] + data[at : at + size] + data[at:]
    return data


def fuzz(count: int, seed: int, folder: Path) -> Slowest:
    """Read so many bent files; whatever one of them raises ends the run, and the file stays in `folder`."""
    chance = random.Random(seed)
    known = sorted(sources().items())
    slowest = Slowest(0, "")
    for number in range(count):
        name, data = known[number % len(known)]
        path = folder / name
        path.write_bytes(bent(data, chance))
        start = time.perf_counter()
        readings = read_all(path, SEASON)
        previews(SEASON, readings)
        assert readings, path
        assert all(it.problems or it.lines for it in readings), path
        slowest = max(slowest, Slowest(time.perf_counter() - start, f"{number} {name}"))
    return slowest


def main() -> None:
    """The long run."""
    import resource

    given = [int(it) for it in sys.argv[1:]]
    count, seed = (*given, *(10_000, 1)[len(given) :])
    with tempfile.TemporaryDirectory() as folder:
        slowest = fuzz(count, seed, Path(folder))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(
        f"{count} files; slowest {slowest.seconds:.2f} s ({slowest.name}); {peak} MB\n"
    )


if __name__ == "__main__":
    main()
