r"""Whether the reminder starts with the PC: an entry of this user alone, for which nobody needs rights.

Windows: a value below HKEY_CURRENT_USER …\Run. Elsewhere: a file in the user's autostart folder (XDG autostart).
The entry names the program by its place; `renew` writes it anew when the program has moved.
"""

import contextlib
import os
import sys
from pathlib import Path
from typing import Literal

from models.errors import AppError

State = Literal["none", "here", "elsewhere"]

_RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
_VALUE = "SoKhoiThiDua"
_FILE = "so-khoi-thi-dua-nhac-viec.desktop"
_REFUSED = (
    "Không ghi được mục khởi động cùng máy. Máy này có thể do bộ phận công nghệ thông tin quản lý: nhờ họ cho "
    "phép, hoặc mở chương trình mỗi sáng để xem việc đến hạn."
)


def command() -> tuple[str, ...]:
    """How the reminder is started: the installed program, or Python with main.py, without a console."""
    here = Path(sys.executable)
    if not here.stem.lower().startswith("python"):
        # The program for commands has a console; the reminder is started by its silent twin.
        return str(here.with_stem(here.stem.removesuffix("-lenh"))), "remind"
    silent = here.with_name("pythonw.exe")
    python = silent if sys.platform == "win32" and silent.exists() else here
    return str(python), str(Path(__file__).resolve().parents[2] / "main.py"), "remind"


def is_on() -> bool:
    """Whether there is an entry."""
    return state() != "none"


def state() -> State:
    """Whether there is an entry, and whether it names this program where it stands now."""
    written = _written()
    if written is None:
        return "none"
    return "here" if written == _wanted() else "elsewhere"


def switch(*, on: bool) -> None:
    """Write the entry or take it away. Raises `AppError` when the system refuses."""
    try:
        if sys.platform == "win32":
            _to_registry(on=on)
        else:
            _to_folder(on=on)
    except OSError as error:
        raise AppError(_REFUSED) from error


def renew() -> None:
    """Write the entry anew where it names another place than this program's; what fails is left as it is."""
    if state() == "elsewhere":
        with contextlib.suppress(AppError):
            switch(on=True)


def _wanted() -> str:
    return _line() if sys.platform == "win32" else _desktop_file()


def _written() -> str | None:
    try:
        if sys.platform == "win32":
            import winreg

            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                return str(winreg.QueryValueEx(key, _VALUE)[0])
        return _desktop().read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None


# ---- Windows


def _line() -> str:
    """The command as Windows wants it; no file name can have a quotation mark in it."""
    program, *words = command()
    return " ".join(f'"{it}"' if " " in it or it == program else it for it in (program, *words))


def _to_registry(*, on: bool) -> None:
    import winreg

    with winreg.CreateKey(winreg.HKEY_CURRENT_USER, _RUN) as key:  # type: ignore[attr-defined,unused-ignore]
        if on:
            winreg.SetValueEx(key, _VALUE, 0, winreg.REG_SZ, _line())  # type: ignore[attr-defined,unused-ignore]
        else:
            with contextlib.suppress(FileNotFoundError):
                winreg.DeleteValue(key, _VALUE)  # type: ignore[attr-defined,unused-ignore]


# ---- elsewhere


def _desktop() -> Path:
    configured = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(configured) if Path(configured).is_absolute() else Path.home() / ".config"
    return base / "autostart" / _FILE


def _desktop_file() -> str:
    line = " ".join(_quoted(it) for it in command())
    return (
        "[Desktop Entry]\nType=Application\nName=Sổ Khối thi đua: nhắc việc\n"
        f"Exec={line}\nTerminal=false\nNoDisplay=true\n"
    )


def _quoted(word: str) -> str:
    """One argument of Exec: in quotation marks, with what means something inside them escaped twice over."""
    for letter in '\\"`$':
        word = word.replace(letter, f"\\{letter}")
    return '"' + word.replace("\\", "\\\\").replace("%", "%%") + '"'


def _to_folder(*, on: bool) -> None:
    file = _desktop()
    if not on:
        file.unlink(missing_ok=True)
        return
    from exporters.files import save

    file.parent.mkdir(parents=True, exist_ok=True)
    save(file, _desktop_file().encode())
