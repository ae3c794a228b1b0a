"""A notice on Windows: the balloon of an icon in the notification area, which Windows 10 and 11 show as a toast.

Shell_NotifyIcon by ctypes is the lightest way that works without rights: PowerShell takes a second to start and is
shut off in many offices, a toast of one's own needs a shortcut with an id, and Qt's tray icon needs the widgets. The
icon is there only as long as its notice; a click on it starts the program.
"""

import ctypes
import time
from collections.abc import Callable
from ctypes import wintypes
from typing import Any

_SECONDS = 25.0
_STEP = 0.1
_MESSAGE = 0x0400 + 1
_SHOWN, _HIDDEN, _TIMED_OUT, _CLICKED = 0x402, 0x403, 0x404, 0x405
_ADD, _MODIFY, _DELETE = 0, 1, 2
_HAS_MESSAGE, _HAS_ICON, _HAS_TIP, _HAS_INFO = 1, 2, 4, 16
_INFORMATION, _APPLICATION_ICON, _MESSAGE_ONLY = 1, 32512, -3
_TIP, _INFO, _TITLE = 128, 256, 64
_NAME = "Sổ Khối thi đua"
_SETTINGS = r"Software\Microsoft\Windows\CurrentVersion\PushNotifications"


class _Icon(ctypes.Structure):
    """NOTIFYICONDATAW."""

    _fields_ = (
        ("cbSize", wintypes.DWORD),
        ("hWnd", wintypes.HWND),
        ("uID", wintypes.UINT),
        ("uFlags", wintypes.UINT),
        ("uCallbackMessage", wintypes.UINT),
        ("hIcon", wintypes.HICON),
        ("szTip", wintypes.WCHAR * _TIP),
        ("dwState", wintypes.DWORD),
        ("dwStateMask", wintypes.DWORD),
        ("szInfo", wintypes.WCHAR * _INFO),
        ("uVersion", wintypes.UINT),
        ("szInfoTitle", wintypes.WCHAR * _TITLE),
        ("dwInfoFlags", wintypes.DWORD),
        ("guidItem", ctypes.c_byte * 16),
        ("hBalloonIcon", wintypes.HICON),
    )


def show(title: str, body: str, clicked: Callable[[], object] = lambda: None) -> bool:
    """Show a notice and wait until it is gone; whether Windows said that it appeared (it is kept back while the
    clerk wants quiet). Raises `OSError` when there is no desktop to show it."""
    heard: list[int] = []
    window, kept = _window(heard)
    icon = _Icon(cbSize=ctypes.sizeof(_Icon), hWnd=window, uID=1, uCallbackMessage=_MESSAGE)
    icon.uFlags = _HAS_MESSAGE | _HAS_ICON | _HAS_TIP
    icon.hIcon = _user().LoadIconW(None, ctypes.c_void_p(_APPLICATION_ICON))
    icon.szTip = _NAME
    shell = ctypes.windll.shell32  # type: ignore[attr-defined,unused-ignore]
    try:
        if not shell.Shell_NotifyIconW(_ADD, ctypes.byref(icon)):
            raise OSError("no notification area")
        icon.uFlags = _HAS_INFO
        icon.szInfo, icon.szInfoTitle = _cut(body, _INFO), _cut(title, _TITLE)
        icon.dwInfoFlags = _INFORMATION
        shell.Shell_NotifyIconW(_MODIFY, ctypes.byref(icon))
        _wait(heard)
        shell.Shell_NotifyIconW(_DELETE, ctypes.byref(icon))
    finally:
        _user().DestroyWindow(wintypes.HWND(window))
        del kept
    if _CLICKED in heard:
        clicked()
    return bool({_SHOWN, _CLICKED} & set(heard))


def possible() -> bool:
    """Whether Windows shows notices of programs to this user; none is shown. Raises `OSError` when there is no
    notification area."""
    import winreg

    if not _user().FindWindowW("Shell_TrayWnd", None):
        raise OSError("no notification area")
    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _SETTINGS) as key:  # type: ignore[attr-defined,unused-ignore]
            return bool(winreg.QueryValueEx(key, "ToastEnabled")[0])  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return True  # nobody has ever switched it


def _user() -> Any:
    return ctypes.windll.user32  # type: ignore[attr-defined,unused-ignore]


def _window(heard: list[int]) -> tuple[int, object]:
    """A window that nobody sees, which hears of the icon; what must live as long as it does."""
    user = _user()
    kinds = (wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM)
    user.DefWindowProcW.argtypes = kinds
    user.DefWindowProcW.restype = ctypes.c_ssize_t
    user.CreateWindowExW.restype = user.LoadIconW.restype = ctypes.c_void_p

    def hear(window: int, message: int, word: int, long: int) -> int:
        if message == _MESSAGE:
            heard.append(long & 0xFFFF)
            return 0
        return int(user.DefWindowProcW(window, message, word, long))

    made = ctypes.WINFUNCTYPE(ctypes.c_ssize_t, *kinds)(hear)  # type: ignore[attr-defined,unused-ignore]

    class Class(ctypes.Structure):
        """WNDCLASSW."""

        _fields_ = (
            ("style", wintypes.UINT),
            ("lpfnWndProc", type(made)),
            ("cbClsExtra", ctypes.c_int),
            ("cbWndExtra", ctypes.c_int),
            ("hInstance", wintypes.HINSTANCE),
            ("hIcon", wintypes.HICON),
            ("hCursor", wintypes.HANDLE),
            ("hbrBackground", wintypes.HANDLE),
            ("lpszMenuName", wintypes.LPCWSTR),
            ("lpszClassName", wintypes.LPCWSTR),
        )

    # A class of its own each time: the one before would call what is no longer there.
    name = f"SoKhoiThiDuaNhacViec{time.monotonic_ns()}"
    user.RegisterClassW(ctypes.byref(Class(lpfnWndProc=made, lpszClassName=name)))
    parent = wintypes.HWND(_MESSAGE_ONLY)
    window = user.CreateWindowExW(0, name, _NAME, 0, 0, 0, 0, 0, parent, None, None, None)
    if not window:
        raise OSError("no window")
    return int(window), made


def _wait(heard: list[int]) -> None:
    """Let Windows tell what becomes of the notice."""
    user, message = _user(), wintypes.MSG()
    end = time.monotonic() + _SECONDS
    while time.monotonic() < end and not {_HIDDEN, _TIMED_OUT, _CLICKED} & set(heard):
        while user.PeekMessageW(ctypes.byref(message), None, 0, 0, 1):
            user.DispatchMessageW(ctypes.byref(message))
        time.sleep(_STEP)


def _cut(text: str, room: int) -> str:
    """As much as Windows takes, counted in its own 16 bit letters, with a mark where something is cut."""
    most = room - 1
    if len(text.encode("utf-16-le")) // 2 <= most:
        return text
    kept = text.encode("utf-16-le")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"
