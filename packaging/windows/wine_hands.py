"""Runs inside Wine: tells code page, user and windows, and closes windows. Prints JSON.

pc · running NAME.exe · close NAME.exe [NUMBER]   (NUMBER: only this process)
"""

import ctypes
import json
import locale
import os
import sys
from ctypes import wintypes

Window = dict[str, object]
user, kernel = ctypes.windll.user32, ctypes.windll.kernel32
user.PostMessageW.argtypes = [wintypes.HWND, wintypes.UINT, wintypes.WPARAM, wintypes.LPARAM]
kernel.OpenProcess.restype = wintypes.HANDLE
kernel.QueryFullProcessImageNameW.argtypes = [
    wintypes.HANDLE,
    wintypes.DWORD,
    wintypes.LPWSTR,
    ctypes.POINTER(wintypes.DWORD),
]
WM_CLOSE, QUERY = 0x0010, 0x1000


def program(pid: int) -> str:
    """The name of the program file of a process."""
    size = wintypes.DWORD(32768)
    name = ctypes.create_unicode_buffer(size.value)
    handle = kernel.OpenProcess(QUERY, False, pid)
    kernel.QueryFullProcessImageNameW(handle, 0, name, ctypes.byref(size))
    kernel.CloseHandle(wintypes.HANDLE(handle))
    return name.value.rpartition("\\")[2]


def windows() -> list[Window]:
    """Every visible window with a title."""
    found = []

    @ctypes.WINFUNCTYPE(wintypes.BOOL, wintypes.HWND, wintypes.LPARAM)
    def look(handle: int, _more: int) -> bool:
        title = ctypes.create_unicode_buffer(512)
        user.GetWindowTextW(wintypes.HWND(handle), title, 512)
        if title.value and user.IsWindowVisible(wintypes.HWND(handle)):
            pid = wintypes.DWORD()
            user.GetWindowThreadProcessId(wintypes.HWND(handle), ctypes.byref(pid))
            one = {"handle": handle, "pid": pid.value, "title": title.value}
            found.append({**one, "program": program(pid.value)})
        return True

    user.EnumWindows(look, 0)
    return found


def running(name: str) -> list[int]:
    """The numbers of the processes of a program, whether or not they show a window."""
    numbers = (wintypes.DWORD * 1024)()
    size = wintypes.DWORD()
    kernel.K32EnumProcesses(numbers, ctypes.sizeof(numbers), ctypes.byref(size))
    return sorted(it for it in numbers[: size.value // 4] if it and program(it) == name)


def main(words: list[str]) -> Window:
    """The answer to one question."""
    if words[0] == "pc":
        names = {it: os.environ.get(it, "") for it in ("USERNAME", "USERPROFILE", "LOCALAPPDATA")}
        return {"code_page": kernel.GetACP(), "locale": locale.getlocale()[0], **names}
    if words[0] == "close":
        theirs = [it for it in windows() if it["program"] == words[1]]
        chosen = [it for it in theirs if len(words) == 2 or it["pid"] == int(words[2])]
        for it in chosen:
            user.PostMessageW(it["handle"], WM_CLOSE, 0, 0)
        return {"closed": len(chosen)}
    return {"running": running(words[1])}


print(json.dumps(main(sys.argv[1:])))
