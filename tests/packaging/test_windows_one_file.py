"""The modules of a start in one file: what goes in, and what comes out again on the user's PC."""

import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import compile_here
import compiled
import one_file
import pytest
import start
import steps

OURS = {
    "main.py": "import so_thu.phan\n\ndef main(arguments):\n    return so_thu.phan.NUMBER + len(arguments)\n",
    "so_thu/__init__.py": "NAME = 'Sổ thử'\n",
    "so_thu/phan.py": "from so_thu import NAME\nNUMBER = 40\nFILE = __file__\n",
    "Lib/filelock/__init__.py": "STANDS = 'in the file and beside it'\n",
    "Lib/docx/__init__.py": "STANDS = 'in its folder alone'\n",
}


def code(text: str, name: str) -> bytes:
    return compile_here.bytecode(text.encode(), name)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of two modules, with a picture, two libraries and a standard library of one module."""
    monkeypatch.setattr(compiled, "SHIPPED", ("so_thu",))
    folder = tmp_path / "app"
    for name, text in OURS.items():
        file = (folder / name).with_suffix(".pyc")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(code(text, name))
    (folder / "so_thu/anh").mkdir()
    (folder / "so_thu/anh/hinh.svg").touch()
    with zipfile.ZipFile(folder / "python311.zip", "w") as zipped:
        zipped.writestr("chuan_thu.pyc", code("STANDARD = True\n", "chuan_thu.py"))
        zipped.writestr("LICENSE.txt", "no module")
    return folder


@pytest.fixture
def clean() -> Iterator[None]:
    """What a test loads is gone after it, and so is the way it was found."""
    before = dict(sys.modules)
    yield
    sys.meta_path[:] = [it for it in sys.meta_path if not isinstance(it, start.OneFile)]
    for name in set(sys.modules) - set(before):
        del sys.modules[name]
    sys.modules.update(before)


def windows(app: Path) -> str:
    """`app` as start.py names files in it; on Linux a backslash is a letter like any other."""
    (app.parent / f"{app.name}\\modules.bin").write_bytes((app / one_file.NAME).read_bytes())
    return str(app)


def test_our_modules_move_into_the_file_and_what_is_beside_them_stays(app: Path) -> None:
    one_file.pack(app)
    left = [it.relative_to(app).as_posix() for it in steps.files_of(app)]
    libraries = ["Lib/docx/__init__.pyc", "Lib/filelock/__init__.pyc"]
    assert left == [*libraries, "modules.bin", "python311.zip", "so_thu/anh/hinh.svg"]


def test_the_program_starts_out_of_the_file(app: Path, clean: None) -> None:
    one_file.pack(app)
    place = windows(app)
    sys.modules.pop("main", None)
    sys.argv, given = ["SoKhoiThiDua.exe", "a", "b"], sys.argv
    try:
        assert start.run(place) == 42
    finally:
        sys.argv = given
    loaded = sys.modules["so_thu.phan"]
    assert vars(loaded)["FILE"] == f"{place}\\so_thu\\phan.pyc"
    assert sys.modules["so_thu"].__path__ == [f"{place}\\so_thu"]


def test_python_and_the_libraries_of_a_start_are_in_it_and_the_others_are_not(app: Path) -> None:
    one_file.pack(app)
    found = start.OneFile(str(app / one_file.NAME), "C:\\Sổ\\app")
    names = ("chuan_thu", "filelock", "docx", "so_thu", "so_thu.phan", "LICENSE", "nothing")
    seen = {it: found.find_spec(it) for it in names}
    assert [it for it, spec in seen.items() if spec is None] == ["docx", "LICENSE", "nothing"]
    filelock = seen["filelock"]
    assert filelock is not None
    # What Windows loads itself, a .pyd, is still looked for in the library's folder.
    assert filelock.submodule_search_locations == ["C:\\Sổ\\app\\Lib\\filelock"]


def test_two_builds_write_the_same_bytes(app: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    for file in steps.files_of(app):
        target = again / file.relative_to(app)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    one_file.pack(app)
    one_file.pack(again)
    assert (app / one_file.NAME).read_bytes() == (again / one_file.NAME).read_bytes()


@pytest.mark.parametrize("kept", [0, 5, 60, -1], ids=["empty", "no head", "half an index", "cut"])
def test_a_file_that_is_not_whole_is_told_by_the_exit_code(
    app: Path, clean: None, kept: int
) -> None:
    one_file.pack(app)
    whole = (app / one_file.NAME).read_bytes()
    (app / one_file.NAME).write_bytes(whole[:kept])
    assert start.run(windows(app)) == start.DAMAGED


def test_a_missing_file_is_told_the_same_way(tmp_path: Path) -> None:
    assert start.run(str(tmp_path)) == start.DAMAGED


def test_the_starter_knows_that_exit_code() -> None:
    text = (Path(start.__file__).parent / "launcher.c").read_text(encoding="utf-8")
    assert re.findall(r"#define DAMAGED (\d+)", text) == [str(start.DAMAGED)]
    assert "start.pyc" in text
