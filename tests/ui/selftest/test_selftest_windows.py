"""What the self-test asks of Windows, answered by a Windows of paper."""

import ctypes
import sys
from pathlib import PureWindowsPath
from types import SimpleNamespace
from typing import Any, Self

import pytest

from ui.reminders import windows_notice
from ui.selftest import papers, where
from ui.selftest.where import Where

APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths"


class Key:
    """An open key."""

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def Close(self) -> None:
        """Closed."""


class Registry:
    """A registry: (root, bits, key) → values."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "HKCU", "HKLM"
    KEY_READ, KEY_WOW64_64KEY, KEY_WOW64_32KEY = 1, 64, 32

    def __init__(self) -> None:
        self.keys: dict[tuple[str, int, str], dict[str, object]] = {}

    def OpenKey(self, root: str, key: str, _reserved: int = 0, access: int = 65) -> Key:
        found = self.keys.get((root, access & 96, key))
        if found is None:
            raise FileNotFoundError(key)
        return Key(found)

    def QueryValueEx(self, key: Key, name: str) -> tuple[object, int]:
        if name not in key.values:
            raise FileNotFoundError(name)
        return key.values[name], 4


@pytest.fixture
def registry(monkeypatch: pytest.MonkeyPatch) -> Registry:
    made = Registry()
    monkeypatch.setitem(sys.modules, "winreg", made)  # type: ignore[arg-type]
    monkeypatch.setattr(papers, "sys", SimpleNamespace(platform="win32"))
    return made


def office() -> tuple[str, str]:
    return papers.office(None)[:2]  # type: ignore[arg-type]


def test_programs_of_all_users_and_of_this_one_are_found(registry: Registry) -> None:
    state, text = office()
    assert state == "warning"
    assert "Excel, Word hay LibreOffice" in text
    registry.keys["HKLM", 32, rf"{APP_PATHS}\excel.exe"] = {}
    state, text = office()
    assert (state, "Chưa thấy Word" in text) == ("warning", True)
    registry.keys["HKCU", 64, rf"{APP_PATHS}\winword.exe"] = {}
    assert office() == ("ok", "Có Excel, Word để mở và in văn bản, bảng tính.")
    registry.keys.clear()
    registry.keys["HKLM", 64, rf"{APP_PATHS}\soffice.exe"] = {}
    assert office() == ("ok", "Có LibreOffice để mở và in văn bản, bảng tính.")


def test_notices_that_were_switched_off_are_known(
    registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    bars = {"Shell_TrayWnd": 7}
    user = SimpleNamespace(FindWindowW=lambda kind, _title: bars.get(kind, 0))
    monkeypatch.setattr(windows_notice, "_user", lambda: user)
    key = ("HKCU", 64, r"Software\Microsoft\Windows\CurrentVersion\PushNotifications")
    assert windows_notice.possible(), "nobody has switched it"
    for value, possible in ((1, True), (0, False)):
        registry.keys[key] = {"ToastEnabled": value}
        assert windows_notice.possible() is possible
    bars.clear()
    with pytest.raises(OSError, match="notification area"):
        windows_notice.possible()


@pytest.mark.parametrize(
    ("folder", "kind", "label", "found"),
    [
        (r"C:\Sổ", 3, "Windows", Where("disk")),
        (r"E:\Sổ", 2, "KINGSTON", Where("stick")),
        (r"Z:\Sổ", 4, "", Where("network", "ổ ánh xạ")),
        (r"G:\Ổ chung", 3, "Google Drive", Where("cloud", "Google Drive")),
        (r"\\may-chu\chung\Sổ", 0, "", Where("network", "UNC")),
    ],
)
def test_drives_are_what_windows_says(
    monkeypatch: pytest.MonkeyPatch, folder: str, kind: int, label: str, found: Where
) -> None:
    asked: list[str] = []

    def volume(root: str, name: Any, *_rest: object) -> int:
        asked.append(root)
        name.value = label
        return 1

    kernel = SimpleNamespace(GetVolumeInformationW=volume, GetDriveTypeW=lambda _root: kind)
    monkeypatch.setattr(ctypes, "windll", SimpleNamespace(kernel32=kernel), raising=False)
    path: Any = PureWindowsPath(folder)
    assert where._on_windows(path) == found
    assert asked in ([], [f"{folder[:2]}\\"])
