"""Run by Python 3.11 inside the folder to ship: every x.py becomes x.pyc, without source or date.

Each module is compiled in a fresh state of the marshaller: it writes an object seen before as a
reference, so the order of the modules must not be able to matter.
"""

import importlib.util
import marshal
import sys
from pathlib import Path

UNCHECKED_HASH = (0b01).to_bytes(4, "little")


def bytecode(source: bytes, name: str) -> bytes:
    """What a .pyc holds: magic, flags, hash of the source, code; `name` stands in tracebacks."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    # Loaded and dumped again: which constants are written as references no longer depends on who else
    # holds them in this process.
    settled = marshal.loads(marshal.dumps(code))  # noqa: S302  # our own bytes
    head = importlib.util.MAGIC_NUMBER + UNCHECKED_HASH + importlib.util.source_hash(source)
    return head + marshal.dumps(settled)


def main(folder: Path) -> int:
    """Compile and remove the sources; 1 when one cannot be compiled."""
    if sys.version_info[:2] != (3, 11):
        print("needs Python 3.11", file=sys.stderr)
        return 1
    for file in sorted(folder.rglob("*.py")):
        name = file.relative_to(folder).as_posix()
        file.with_suffix(".pyc").write_bytes(bytecode(file.read_bytes(), name))
        file.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
