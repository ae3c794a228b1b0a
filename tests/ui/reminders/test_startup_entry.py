"""The entry that starts the reminder with the PC: written and removed, for this user alone."""

import configparser
import re
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest

from models.errors import AppError
from ui.reminders import startup

ROOT = Path(__file__).resolve().parents[3]


class FakeRegistry(SimpleNamespace):
    """As much of winreg as is used: one key of the user's, as a dict."""

    HKEY_CURRENT_USER, REG_SZ = "HKCU", 1

    def __init__(self) -> None:
        super().__init__(keys={})

    def CreateKey(self, root: str, path: str) -> Any:
        assert root == "HKCU"
        return _Key(self.keys.setdefault(path, {}))

    def OpenKey(self, root: str, path: str) -> Any:
        assert root == "HKCU"
        if path not in self.keys:
            raise FileNotFoundError(path)
        return _Key(self.keys[path])

    def SetValueEx(self, key: Any, name: str, _zero: int, kind: int, value: str) -> None:
        assert kind == self.REG_SZ
        key.values[name] = value

    def QueryValueEx(self, key: Any, name: str) -> tuple[str, int]:
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], self.REG_SZ

    def DeleteValue(self, key: Any, name: str) -> None:
        if name not in key.values:
            raise FileNotFoundError(name)
        del key.values[name]


class _Key:
    def __init__(self, values: dict[str, str]) -> None:
        self.values = values

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    return tmp_path / "autostart"


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> FakeRegistry:
    made = FakeRegistry()
    monkeypatch.setitem(sys.modules, "winreg", made)  # type: ignore[arg-type]
    monkeypatch.setattr(sys, "platform", "win32")
    return made


def entry(folder: Path) -> list[str]:
    """The command of the one entry, taken apart as the specification says."""
    [file] = folder.iterdir()
    parser = configparser.RawConfigParser(delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(file, encoding="utf-8")
    section = parser["Desktop Entry"]
    assert (section["Type"], section["Terminal"]) == ("Application", "false")
    # First what a text value escapes, then what an argument in quotation marks does.
    line = section["Exec"].replace("\\\\", "\\")
    found = re.findall(r'"((?:[^"\\]|\\.)*)"', line)
    return [re.sub(r"\\(.)", r"\1", it).replace("%%", "%") for it in found]


def test_written_and_removed(config: Path) -> None:
    assert not startup.is_on()
    startup.switch(on=True)
    assert startup.is_on()
    assert entry(config) == [sys.executable, str(ROOT / "main.py"), "remind"]
    startup.switch(on=False)
    startup.switch(on=False)
    assert not startup.is_on()
    assert list(config.iterdir()) == []


@pytest.mark.parametrize("name", ["Sổ khối 100%", 'a "b" c', "a$b`c", "a\\b"])
def test_any_place_of_the_program_is_named_exactly(
    name: str, config: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", f"/opt/{name}/SoKhoiThiDua")
    startup.switch(on=True)
    assert entry(config) == [f"/opt/{name}/SoKhoiThiDua", "remind"]


def test_a_program_that_moved_is_found_again(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    startup.renew()
    assert not config.exists(), "what is off stays off"
    monkeypatch.setattr(sys, "executable", "/cũ/SoKhoiThiDua")
    startup.switch(on=True)
    monkeypatch.setattr(sys, "executable", "/mới/SoKhoiThiDua")
    startup.renew()
    assert entry(config) == ["/mới/SoKhoiThiDua", "remind"]


def test_what_the_system_refuses_is_told(config: Path) -> None:
    config.write_text("", encoding="utf-8")
    with pytest.raises(AppError, match="Không ghi được mục khởi động cùng máy"):
        startup.switch(on=True)


def test_windows_has_a_value_of_the_user(
    registry: FakeRegistry, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The commands have a program with a console; what starts by itself is the silent one.
    monkeypatch.setattr(sys, "executable", "/Program Files/So Khoi/SoKhoiThiDua-lenh.exe")
    run = r"Software\Microsoft\Windows\CurrentVersion\Run"
    assert not startup.is_on()
    startup.switch(on=False)
    startup.switch(on=True)
    assert registry.keys[run] == {
        "SoKhoiThiDua": '"/Program Files/So Khoi/SoKhoiThiDua.exe" remind'
    }
    assert startup.is_on()
    startup.switch(on=False)
    assert registry.keys[run] == {}
    assert not startup.is_on()


def test_windows_with_a_python_of_its_own_starts_the_silent_one(
    registry: FakeRegistry, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("python.exe", "pythonw.exe"):
        (tmp_path / name).touch()
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python.exe"))
    assert startup.command() == (str(tmp_path / "pythonw.exe"), str(ROOT / "main.py"), "remind")
