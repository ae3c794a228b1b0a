"""scripts/dev.py: which Python, when to install again, which packages, when a window is possible."""

import importlib.util
import json
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "dev.py"
WANTED = {"run": "aaa", "dev": "bbb"}


@pytest.fixture
def dev() -> ModuleType:
    """A fresh copy each time, so that a test may point it at other folders."""
    spec = importlib.util.spec_from_file_location("dev_script", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- which Python ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "suits"),
    [((3, 10), False), ((3, 11), True), ((3, 12), True), ((3, 13), True), ((3, 14), False)],
)
def test_only_the_versions_of_pyproject_suit(
    dev: ModuleType, version: tuple[int, int], suits: bool
) -> None:
    assert dev.suits(version) is suits


def test_the_versions_are_those_that_pyproject_names(dev: ModuleType) -> None:
    text = (SCRIPT.parents[1] / "pyproject.toml").read_text(encoding="utf-8")
    (low, newest) = dev.OLDEST, dev.NEWEST
    assert f'requires-python = ">={low[0]}.{low[1]},<{newest[0]}.{newest[1] + 1}"' in text


def test_the_running_python_is_asked_first_and_not_its_environment(
    dev: ModuleType, tmp_path: Path
) -> None:
    [first] = dev.candidates({}, tmp_path)[0]
    assert Path(first).parent != Path(sys.prefix) / ("Scripts" if os.name == "nt" else "bin")
    assert dev.probe([first])


@pytest.mark.skipif(os.name == "nt", reason="pyenv is for Linux and macOS")
def test_pyenv_versions_come_after_those_on_the_path_and_newest_first(
    dev: ModuleType, tmp_path: Path
) -> None:
    for version in ("3.10.1", "3.11.7", "3.12.1", "3.13.0"):
        (tmp_path / "versions" / version).mkdir(parents=True)
    found = [command[0] for command in dev.candidates({"PYENV_ROOT": str(tmp_path)}, Path("/no"))]
    folders = [Path(it).parts[-3] for it in found if it.startswith(str(tmp_path))]
    assert folders == ["3.13.0", "3.12.1", "3.11.7"]
    assert found.index("python3") < found.index(str(tmp_path / "versions/3.13.0/bin/python3"))


@pytest.mark.skipif(os.name == "nt", reason="needs a shell script as a program")
@pytest.mark.parametrize(
    ("answer", "facts"),
    [
        ("3 12 True True", ((3, 12), True)),
        ("3 13 True False", ((3, 13), False)),
        ("3 9 True True", None),
        ("3 12 False True", None),
        ("pyenv: python3.12: command not found", None),
        ("", None),
    ],
)
def test_a_python_is_judged_by_what_it_answers(
    dev: ModuleType, tmp_path: Path, answer: str, facts: object
) -> None:
    program = tmp_path / "python3.12"
    program.write_text(f"#!/bin/sh\necho '{answer}'\n", encoding="utf-8")
    program.chmod(0o755)
    assert dev.probe([str(program)]) == facts


def test_a_python_that_is_not_there_is_passed_over(dev: ModuleType, tmp_path: Path) -> None:
    assert dev.probe([str(tmp_path / "none")]) is None


# ---- when to install again -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stamp", "part", "step"),
    [
        (json.dumps({"run": "aaa"}), "run", "keep"),
        (json.dumps({"run": "aaa", "dev": "bbb"}), "run", "keep"),
        (json.dumps({"run": "aaa", "dev": "bbb"}), "dev", "keep"),
        (json.dumps({"run": "aaa"}), "dev", "add"),
        (json.dumps({"run": "old"}), "run", "rebuild"),
        (json.dumps({"run": "aaa", "dev": "old"}), "run", "rebuild"),
        (json.dumps({"unknown": "aaa"}), "run", "rebuild"),
        ("{}", "run", "rebuild"),
        ("[]", "run", "rebuild"),
        ("", "run", "rebuild"),
        ('{"run": "a', "run", "rebuild"),
    ],
)
def test_the_stamp_decides(dev: ModuleType, stamp: str, part: str, step: str) -> None:
    assert dev.plan(stamp, WANTED, part) == step


def test_line_endings_do_not_make_another_lock(dev: ModuleType, tmp_path: Path) -> None:
    unix, windows = tmp_path / "unix", tmp_path / "windows"
    unix.write_bytes(b"a==1\nb==2\n")
    windows.write_bytes(b"a==1\r\nb==2\r\n")
    assert dev.digest(unix) == dev.digest(windows)
    windows.write_bytes(b"a==1\r\nb==3\r\n")
    assert dev.digest(unix) != dev.digest(windows)


@pytest.fixture
def place(dev: ModuleType, tmp_path: Path) -> list[str]:
    """The script in an empty project whose locks ask for nothing; returns what it installed."""
    for lock in dev.LOCKS.values():
        (tmp_path / lock).write_text("", encoding="utf-8")
    dev.ROOT, dev.VENV = tmp_path, tmp_path / ".venv"
    dev.MAKE_VENV = [*dev.MAKE_VENV, "--without-pip"]  # pip is most of the time, and unused here
    installed: list[str] = []
    dev.install = lambda _python, what: installed.append(Path(what[-1]).name)
    return installed


def test_it_installs_once_adds_the_tools_and_repairs(dev: ModuleType, place: list[str]) -> None:
    dev.ensure_environment("run")
    dev.ensure_environment("run")
    assert place == ["requirements.lock"]

    dev.ensure_environment("dev")
    dev.ensure_environment("run")
    assert place == ["requirements.lock", "requirements-dev.lock"]

    dev.venv_python(dev.VENV).unlink()  # e.g. the Python it was made from is gone
    leftover = dev.VENV / "leftover"
    leftover.write_text("", encoding="utf-8")
    dev.ensure_environment("run")
    assert place[2:] == ["requirements.lock"]
    assert not leftover.exists()


def test_an_installation_that_broke_off_is_begun_again(dev: ModuleType, place: list[str]) -> None:
    def break_off(_python: Path, _what: list[str]) -> None:
        raise KeyboardInterrupt

    whole, dev.install = dev.install, break_off
    with pytest.raises(KeyboardInterrupt):
        dev.ensure_environment("run")
    half_done = dev.VENV / "half-done"
    half_done.write_text("", encoding="utf-8")

    dev.install = whole
    dev.ensure_environment("run")
    assert place == ["requirements.lock"]
    assert not half_done.exists()


# ---- the system's packages -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libGL.so.1", "libgl1"),
        ("libX11.so.6", "libx11-6"),
        ("libX11-xcb.so.1", "libx11-xcb1"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libfontconfig.so.1", "libfontconfig1"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxcb-render-util.so.0", "libxcb-render-util0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libxkbcommon.so.0", "libxkbcommon0"),
        ("libz.so.1", "zlib1g"),
    ],
)
def test_a_library_is_found_in_the_package_of_its_name(
    dev: ModuleType, library: str, package: str
) -> None:
    assert dev.package_of(library) == package


def test_only_what_ldd_misses_is_asked_for_and_each_package_once(dev: ModuleType) -> None:
    output = """\
/x/libqxcb.so:
\tlinux-vdso.so.1 (0x00007ffe)
\tlibxcb-cursor.so.0 => not found
\tlibQt6Missing.so.6 => not found
\tlibGL.so.1 => /lib/x86_64-linux-gnu/libGL.so.1 (0x00007f)
/x/QtGui.abi3.so:
\tlibEGL.so.1 => not found
\tlibglib-2.0.so.0 => not found
\tlibgthread-2.0.so.0 => not found
"""
    assert dev.packages_for(output) == ["libegl1", "libglib2.0-0", "libxcb-cursor0"]


def test_the_command_to_copy_is_whole(dev: ModuleType) -> None:
    command = dev.apt_command(["libegl1", "libgl1"])
    assert command == "sudo apt-get install -y --no-install-recommends libegl1 libgl1"


def test_without_the_right_to_install_the_command_is_shown(dev: ModuleType) -> None:
    dev.missing_libraries = lambda: ["libegl1"]
    dev.apt_install = lambda _packages: False
    dev.sys = type("Linux", (), {"platform": "linux"})
    with pytest.raises(dev.SetupError, match=r"sudo apt-get install .* libegl1$"):
        dev.ensure_qt_libraries()


# ---- windows and screens ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("args", "window"),
    [
        (["--sample"], True),
        (["khối.khoi"], True),
        (["sample", "khối.khoi"], False),
        (["khối.khoi", "ranking", "--json"], False),
        (["khối.khoi", "mở", "ranking"], True),
        (["--help"], False),
    ],
)
def test_what_needs_a_window(dev: ModuleType, args: list[str], window: bool) -> None:
    assert dev.needs_window(args) is window


def test_every_command_of_the_program_is_known_to_need_no_window(dev: ModuleType) -> None:
    from main import COMMANDS

    assert set(COMMANDS) == dev.NO_WINDOW


@pytest.mark.parametrize(
    ("env", "system", "display"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "win32", True),
        ({}, "darwin", True),
    ],
)
def test_where_a_window_can_open(
    dev: ModuleType, env: dict[str, str], system: str, display: bool
) -> None:
    assert dev.has_display(env, system) is display


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_run_without_a_screen_says_so_in_one_sentence() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    env = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "run"],
        capture_output=True,
        encoding="utf-8",
        env=env,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    [sentence] = done.stderr.splitlines()
    assert sentence.startswith("Máy này không có màn hình đồ họa")


def test_an_unknown_command_shows_the_usage_even_on_a_vietnamese_windows_console() -> None:
    done = subprocess.run(
        [sys.executable, str(SCRIPT), "nothing"],
        capture_output=True,
        env={**os.environ, "PYTHONIOENCODING": "cp1258"},
        stdin=subprocess.DEVNULL,
        check=False,
    )
    assert done.returncode == 2
    assert "run [ARGS…]" in done.stdout.decode("utf-8")


def test_an_exit_code_passes_through(dev: ModuleType) -> None:
    assert dev.call([sys.executable, "-c", "raise SystemExit(7)"]) == 7


# ---- the locks -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_names_no_registry_and_gives_every_package_a_hash(name: str) -> None:
    text = (SCRIPT.parents[1] / name).read_text(encoding="utf-8")
    assert "://" not in text
    assert "index-url" not in text
    packages = [line for line in text.splitlines() if "==" in line and line[0].isalnum()]
    assert packages
    assert all(line.endswith("\\") for line in packages)
    assert not any(line.startswith("pip==") for line in packages)


def test_the_tests_run_on_the_very_versions_that_people_get() -> None:
    def pins(name: str) -> dict[str, str]:
        text = (SCRIPT.parents[1] / name).read_text(encoding="utf-8")
        words = [line.split()[0] for line in text.splitlines() if "==" in line]
        return dict(word.split("==") for word in words if word[0].isalnum())

    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()
