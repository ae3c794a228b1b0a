"""What the starter runs on the user's PC: takes the program's modules out of one file, then starts it.

A PC with a virus scanner asks itself at every file opened. A start loads more than 300 modules, each of which
Python would look for in three folders and open by itself; out of one file they come in half the time.
The file (modules.bin, written by one_file.py): eight bytes with the length of the index, the index
(name → place, length, file it would be, whether a package), the bytecode.
"""

import io
import marshal
import mmap
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

DAMAGED = 73
"""The exit code after which the starter (launcher.c) says that the file is damaged."""

Entry = tuple[int, int, str, bool]


class OneFile:
    """Finds and loads the modules that lie in `file`, as if they stood in the folder `place`."""

    def __init__(self, file: str, place: str) -> None:
        """Raises OSError, ValueError, EOFError or TypeError when the file is not whole."""
        with io.open_code(file) as opened:
            self._all = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        self._first = 8 + int.from_bytes(self._all[:8], "little")
        self._place = place
        self._index: dict[str, Entry] = marshal.loads(self._all[8 : self._first])  # noqa: S302
        if self._first + sum(it[1] for it in self._index.values()) != len(self._all):
            raise ValueError(file)

    def find_spec(
        self, name: str, _path: object = None, _target: object = None
    ) -> ModuleSpec | None:
        """Where the module comes from, when it is one of these."""
        entry = self._index.get(name)
        if entry is None:
            return None
        file = f"{self._place}\\{entry[2]}"
        spec = ModuleSpec(name, self, origin=file, is_package=entry[3])  # type: ignore[arg-type]
        spec.has_location = True  # __file__ says where its pictures and fonts lie
        if spec.submodule_search_locations is not None:
            spec.submodule_search_locations.append(file.rpartition("\\")[0])
        return spec

    def create_module(self, _spec: ModuleSpec) -> None:
        """An ordinary module."""

    def exec_module(self, module: ModuleType) -> None:
        """Run its code."""
        assert module.__spec__ is not None
        start, length, _, _ = self._index[module.__spec__.name]
        start += self._first
        exec(marshal.loads(self._all[start : start + length]), module.__dict__)  # noqa: S102, S302


def run(place: str) -> int:
    """Start the program that stands in the folder `place`; its exit code."""
    try:
        sys.meta_path.insert(0, OneFile(f"{place}\\modules.bin", place))
    except (OSError, ValueError, EOFError, TypeError):
        return DAMAGED
    from main import main

    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(run(__file__.rpartition("\\")[0]))
