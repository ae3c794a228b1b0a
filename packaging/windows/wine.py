"""A Windows PC to try things on: Wine with a Vietnamese code page, a user with accents, and a screen.

What Wine 8 lacks of Windows 10 and our libraries ask for is filled by small test-only libraries
(wine_stubs/), built into the prefix and never shipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from pathlib import Path

from steps import HERE, BuildError, run

PROGRAM = Path("/usr/lib/wine/wine64")
SERVER = Path("/usr/lib/wine/wineserver64")
USER = "Nguyễn Thị Ánh"
SCREEN = "1366x768x24"
BLACK = 2000  # bytes of a picture with nothing on it
STUBS = {"icuuc": [], "mscms": [], "bcryptprimitives": ["-ladvapi32"]}
OVERRIDES = "mscoree=;mshtml=;winedbg.exe=d;winemenubuilder.exe=d;" + ";".join(
    f"{it}=n" for it in STUBS
)
NEEDED = {
    str(PROGRAM): "wine64",
    "Xvfb": "xvfb",
    "xdotool": "xdotool",
    "import": "imagemagick",
    "localedef": "libc-bin",
    "/usr/share/i18n/locales/vi_VN": "locales",
    "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64-win32",
}


def missing() -> list[str]:
    """The Debian packages that have to be installed before anything can be tried."""
    found = [it for name, it in NEEDED.items() if not (shutil.which(name) or Path(name).exists())]
    return [*found, *([] if _wrapper() else ["libnss-wrapper"])]


def _wrapper() -> Path | None:
    return next(Path("/usr/lib").glob("*/libnss_wrapper.so"), None)


class Wine:
    """One PC: its drive C lies in `home`, and everything started there is ended with `stop`."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.drive = home / "prefix" / "drive_c"
        self.profile = self.drive / "users" / USER
        self._screen: subprocess.Popen[bytes] | None = None
        self._environment: dict[str, str] = {}
        self._as_user: dict[str, str] = {}

    def start(self) -> None:
        """Set the PC up from nothing: user, language, screen, Windows 10."""
        if self.home.exists():
            shutil.rmtree(self.home)
        (self.home / "user").mkdir(parents=True)
        people, groups = self.home / "passwd", self.home / "group"
        line = f"{USER}:x:{os.getuid()}:{os.getgid()}:{USER}:{self.home / 'user'}:/bin/sh\n"
        people.write_text(line, encoding="utf-8")
        groups.write_text(f"nhom:x:{os.getgid()}:\n", encoding="utf-8")
        languages = self.home / "locale"
        languages.mkdir()
        run(["localedef", "-i", "vi_VN", "-f", "UTF-8", str(languages / "vi_VN.UTF-8")])
        kept = {it: os.environ[it] for it in ("PATH", "TMPDIR") if it in os.environ}
        self._environment = {
            **kept,
            "HOME": str(self.home / "user"),
            "LANG": "vi_VN.UTF-8",
            "LC_ALL": "vi_VN.UTF-8",
            "LOCPATH": str(languages),
            "WINEPREFIX": str(self.home / "prefix"),
            "WINEDLLOVERRIDES": OVERRIDES,
            "WINEDEBUG": "-all",
            "DISPLAY": self._open_screen(),
        }
        self._as_user = {
            "LD_PRELOAD": str(_wrapper()),
            "NSS_WRAPPER_PASSWD": str(people),
            "NSS_WRAPPER_GROUP": str(groups),
        }
        self.call("wineboot", "-i")
        self.call("winecfg", "-v", "win10")
        for it in self.profile.iterdir():
            if it.is_symlink():  # Wine lets Documents and Desktop be one folder of Linux
                it.unlink()
                it.mkdir()
        for name, libraries in STUBS.items():
            target = self.drive / "windows" / "system32" / f"{name}.dll"
            source = str(HERE / "wine_stubs" / f"{name}.c")
            compiler = "x86_64-w64-mingw32-gcc"
            run([compiler, "-shared", "-O2", "-s", "-o", str(target), source, *libraries])

    def _open_screen(self) -> str:
        read, write = os.pipe()
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", SCREEN, "-nolisten", "tcp"],
            pass_fds=[write],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise BuildError("Xvfb không chạy được.")
        return f":{number}"

    def stop(self) -> None:
        """End all that runs on this PC, and nothing else on the machine."""
        if self._environment:
            subprocess.run([str(SERVER), "-k"], env=self._environment, check=False)
        if self._screen is not None:
            self._screen.terminate()
            self._screen.wait()

    # ---- programs

    def call(self, *command: str, seconds: float = 400) -> subprocess.CompletedProcess[bytes]:
        """Run a program to its end. Its output goes through a pipe: Wine fails on plain files."""
        return subprocess.run(
            [str(PROGRAM), *command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env={**self._environment, **self._as_user},
            check=False,
            timeout=seconds,
        )

    def open(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a program and go on."""
        return subprocess.Popen(
            [str(PROGRAM), *command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**self._environment, **self._as_user},
        )

    def path(self, name: str) -> Path:
        """Where a Windows path of drive C lies on Linux."""
        return self.drive / name.removeprefix("C:\\").replace("\\", "/")

    def name(self, path: Path) -> str:
        """The Windows path of a file on drive C."""
        return "C:\\" + path.relative_to(self.drive).as_posix().replace("/", "\\")

    def double_click(self, file: Path) -> None:
        """Open a file by its kind, as Explorer does.

        Windows sees the kinds of files of the user and of the machine as one; Wine 8 looks only at those of the
        machine. So the user's are copied there first.
        """
        for it in (".khoi", "SoKhoiThiDua.khoi"):
            own, common = (f"{root}\\Software\\Classes\\{it}" for root in ("HKCU", "HKLM"))
            self.call("reg", "copy", own, common, "/s", "/f")
        self.open("start", self.name(file))

    def registry(self) -> str:
        """The user's part of the registry, as text."""
        self.call("regedit", "/E", "C:\\registry.reg", "HKEY_CURRENT_USER")
        file = self.drive / "registry.reg"
        text = file.read_text(encoding="utf-16")
        file.unlink()
        return text

    # ---- the screen

    def _tool(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self._environment, capture_output=True, encoding="utf-8", check=False
        )
        return done.stdout

    def titles(self) -> list[str]:
        """The titles of the windows on the screen."""
        found = self._tool(
            "xdotool", "search", "--onlyvisible", "--name", ".", "getwindowname", "%@"
        )
        return [it.strip() for it in found.splitlines() if it.strip()]

    def wait_for(self, title: str, seconds: float = 180, *, gone: bool = False) -> None:
        """Until a window whose title contains `title` is there (or gone); BuildError when it never is."""
        end = time.monotonic() + seconds
        while any(title in it for it in self.titles()) == gone:
            if time.monotonic() > end:
                raise BuildError(f"Chờ mãi cửa sổ “{title}”. Đang có: {self.titles()}")
            time.sleep(0.02)

    def keys(self, *names: str) -> None:
        """Press keys, as xdotool names them, with the pause of a hand."""
        for it in names:
            self._tool("xdotool", "key", it)
            time.sleep(0.4)

    def type(self, text: str) -> None:
        """Type letters."""
        self._tool("xdotool", "type", "--delay", "60", text)
        time.sleep(0.4)

    def picture(self, target: Path) -> Path:
        """The whole screen as a PNG, once it has come to rest: twice the same, and not black."""
        target.parent.mkdir(parents=True, exist_ok=True)
        before = b""
        for _ in range(40):
            time.sleep(1)
            self._tool("import", "-window", "root", "-strip", str(target))
            now = target.read_bytes()
            if now == before and len(now) > BLACK:
                break
            before = now
        return target

    def pixels(self) -> bytes:
        """The whole screen now, three bytes a point."""
        done = subprocess.run(
            ["import", "-window", "root", "-depth", "8", "rgb:-"],
            env=self._environment,
            capture_output=True,
            check=False,
        )
        return done.stdout

    # ---- the PC's own view, by a small script in the shipped Python

    def put_hands(self, python: Path, app: Path) -> None:
        """A copy of the shipped Python with its python.exe, to look at the PC from inside."""
        target = self.drive / "tay"
        shutil.copytree(app, target)
        shutil.copyfile(python / "python.exe", target / "python.exe")
        shutil.copyfile(HERE / "wine_hands.py", target / "wine_hands.py")
        shutil.copyfile(HERE / "wine_bare.py", target / "wine_bare.py")

    def ask(self, *words: str) -> dict[str, object]:
        """What wine_hands.py answers."""
        done = self.call("C:\\tay\\python.exe", "-X", "utf8", "C:\\tay\\wine_hands.py", *words)
        try:
            answer: dict[str, object] = json.loads(done.stdout)
        except ValueError as error:
            raise BuildError(done.stderr.decode(errors="replace")) from error
        return answer

    def running(self, exe: str) -> list[int]:
        """The numbers of the processes of a program."""
        found = self.ask("running", exe)["running"]
        assert isinstance(found, list)
        return found

    def close_windows(self, exe: str) -> None:
        """Ask every window of a program to close, as the cross does, and wait until its process is gone."""
        self.ask("close", exe)
        end = time.monotonic() + 120
        while self.running(exe):
            if time.monotonic() > end:
                raise BuildError(f"{exe} không đóng.")
