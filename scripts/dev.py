"""Sets the program up on this machine, then runs it, tests it or checks it.

    python3 scripts/dev.py run [ARGS…]    the program (without ARGS: on the sample block)
    python3 scripts/dev.py test [ARGS…]   the tests (ARGS go to pytest)
    python3 scripts/dev.py lint           style and types
    python3 scripts/dev.py setup          only make everything ready
    python3 scripts/dev.py lock [ARGS…]   make the lock files again (--upgrade: newest versions)
    python3 scripts/dev.py windows [ARGS…]  installer and USB zip for Windows (docs/WINDOWS.md)

Standard library only, and written for Python 3.8, so that any Python on the machine can start it
and it can look for one that suits the program.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
NEWEST, OLDEST = (3, 13), (3, 11)
WINDOWS = os.name == "nt"
MAKE_VENV = ["-m", "venv", "--clear"]

# Sub-commands of main.py that open no window; they come first or after the file's name.
NO_WINDOW = frozenset(
    "sample forms import ranking export check dump load close reopen closings vote count remind selftest".split()
)
NO_WINDOW_FLAGS = frozenset(["-h", "--help", "--version"])

NO_DISPLAY = (
    "Máy này không có màn hình đồ họa (DISPLAY và WAYLAND_DISPLAY đều trống) nên không mở được "
    "cửa sổ; hãy chạy lệnh này trong phiên làm việc có màn hình."
)
NO_NETWORK = (
    "Không tải được thư viện vì không kết nối được tới kho gói Python; hãy nối mạng rồi chạy lại."
)
NO_PYTHON = "Không tìm thấy Python 3.11, 3.12 hoặc 3.13 (bản 64 bit); hãy cài một bản rồi chạy lại."
NETWORK_SIGNS = (
    "NewConnectionError|NameResolutionError|ConnectTimeout|ReadTimeoutError|ProxyError"
    "|Temporary failure in name resolution|Network is unreachable"
).split("|")

# Debian names a library's package after its file (see package_of); these are the exceptions.
ODD_PACKAGES = {
    "libGLdispatch.so.0": "libglvnd0",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libz.so.1": "zlib1g",
}
QT_FILES = (
    *(f"{it}.abi3.so" for it in ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")),
    *(f"Qt/plugins/platforms/libq{it}.so" for it in ("offscreen", "xcb", "wayland")),
    "Qt/plugins/xcbglintegrations/libqxcb-glx-integration.so",
)
PROBE = (
    "import importlib.util as u, platform, sys; print(sys.version_info[0], sys.version_info[1],"
    " sys.maxsize > 2**32 and platform.python_implementation() == 'CPython',"
    " u.find_spec('ensurepip') is not None and u.find_spec('venv') is not None)"
)


class SetupError(Exception):
    """Nothing more can be done here; the text tells the person what to do."""


def say(text: str) -> None:
    """Progress goes to stderr: what `run` prints on stdout is the program's own."""
    print(text, file=sys.stderr, flush=True)


def quiet(command: list[str], timeout: float | None = None) -> subprocess.CompletedProcess[str]:
    """Runs with no input and keeps the output, to be shown only if it is needed."""
    return subprocess.run(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
        timeout=timeout,
    )


def tail(text: str, lines: int = 15) -> str:
    return "\n".join(text.strip().splitlines()[-lines:])


# ---- the interpreter -------------------------------------------------------------------------


def suits(version: tuple[int, int]) -> bool:
    return OLDEST <= version <= NEWEST


def candidates(env: dict[str, str], home: Path) -> list[list[str]]:
    """Commands that may start a suitable Python, the likeliest first."""
    running = sys.executable
    if sys.prefix != sys.base_prefix:  # inside some .venv: ask for the Python it was made from
        running = getattr(sys, "_base_executable", running)
    minors = range(NEWEST[1], OLDEST[1] - 1, -1)
    found = [[running]] if suits(sys.version_info[:2]) and running else []
    if WINDOWS:
        found += [["py", f"-3.{minor}"] for minor in minors] + [["python"]]
        return found
    found += [[f"python3.{minor}"] for minor in minors] + [["python3"]]
    pyenv = Path(env.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    for minor in minors:
        for folder in sorted(pyenv.glob(f"3.{minor}.*"), reverse=True):
            found.append([str(folder / "bin" / "python3")])
    return found


def probe(command: list[str]) -> tuple[tuple[int, int], bool] | None:
    """Version and "can make a virtual environment" of a suitable Python, else None."""
    if not shutil.which(command[0]):
        return None
    try:
        done = quiet([*command, "-I", "-c", PROBE], timeout=30)
        major, minor, usual, venv = done.stdout.split()
        version = (int(major), int(minor))
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return None  # e.g. a pyenv shim with no version behind it
    return (version, venv == "True") if usual == "True" and suits(version) else None


def find_python() -> list[str]:
    """A Python that suits; one that can make an environment wins over one that cannot yet."""
    lacking: tuple[list[str], int] | None = None
    for command in candidates(dict(os.environ), Path.home()):
        facts = probe(command)
        if facts and facts[1]:
            return command
        if facts and lacking is None:
            lacking = (command, facts[0][1])
    if lacking is None:
        raise SetupError(NO_PYTHON)
    command, minor = lacking  # Debian keeps venv in a package of its own
    packages = [f"python3.{minor}-venv"]
    if not apt_install(packages):
        raise SetupError("Python ở đây thiếu venv; hãy chạy:\n    " + apt_command(packages))
    return command


# ---- Debian's packages -----------------------------------------------------------------------


def apt_command(packages: list[str]) -> str:
    return "sudo apt-get install -y --no-install-recommends " + " ".join(packages)


def apt_install(packages: list[str]) -> bool:
    """True when the packages were installed; False when this user may not, or apt failed."""
    if WINDOWS or not shutil.which("apt-get"):
        return False
    prefix: list[str] = []
    if os.geteuid() != 0:
        if not shutil.which("sudo") or quiet(["sudo", "-n", "true"]).returncode:
            return False
        prefix = ["sudo", "-n"]
    say("Đang cài gói hệ thống: " + " ".join(packages))
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    quiet([*apt, "update", "-qq"])  # if it fails, the lists on disk may still do
    done = quiet([*apt, "install", "-y", "-qq", "--no-install-recommends", *packages])
    if done.returncode:
        say(tail(done.stdout))
    return done.returncode == 0


def package_of(library: str) -> str:
    """libxcb-icccm.so.4 → libxcb-icccm4 · libX11.so.6 → libx11-6: Debian's own naming rule."""
    if library in ODD_PACKAGES:
        return ODD_PACKAGES[library]
    stem, _, major = library.partition(".so.")
    dash = "-" if stem[-1:].isdigit() else ""
    return (stem + dash + major.split(".")[0]).lower()


def packages_for(ldd_output: str) -> list[str]:
    """The packages that bring what `ldd` could not find; Qt's own parts never come from Debian."""
    lines = [line.split() for line in ldd_output.splitlines() if "not found" in line]
    return sorted({package_of(words[0]) for words in lines if not words[0].startswith("libQt6")})


def missing_libraries() -> list[str]:
    folders = list(VENV.glob("lib/python3*/site-packages/PySide6"))
    if not folders or not shutil.which("ldd"):
        return []
    files = [str(folders[0] / name) for name in QT_FILES if (folders[0] / name).exists()]
    return packages_for(quiet(["ldd", *files]).stdout)


def ensure_qt_libraries() -> None:
    """The shared libraries of the system that Qt needs; Windows and macOS bring them along."""
    if not sys.platform.startswith("linux"):
        return
    packages = missing_libraries()
    if packages and apt_install(packages):
        packages = missing_libraries()
    if packages:
        raise SetupError("Thiếu thư viện hệ thống của Qt; hãy chạy:\n    " + apt_command(packages))


def missing_test_tools() -> list[str]:
    """Programs that some tests need to read our papers as an office would."""
    packages = []
    office = shutil.which("soffice") or shutil.which("libreoffice")
    parts = Path(office).resolve().parent if office else Path()
    for part, name in (("libsclo.so", "calc"), ("libswlo.so", "writer")):
        if not office or not (parts / part).exists():
            packages.append(f"libreoffice-{name}-nogui")
    if not shutil.which("pdftotext"):
        packages.append("poppler-utils")
    fonts = Path("/usr/share/fonts/truetype")
    if not any(fonts.glob("liberation*/LiberationSerif-Regular.ttf")):
        packages.append("fonts-liberation")
    return packages


def ensure_test_tools() -> None:
    """Only some tests need these, and they skip without them: so warn and go on."""
    if not sys.platform.startswith("linux") or not shutil.which("apt-get"):
        return
    packages = missing_test_tools()
    if packages and not apt_install(packages):
        say("Một số phép thử sẽ bị bỏ qua; muốn chạy đủ, hãy cài:\n    " + apt_command(packages))


# ---- the environment -------------------------------------------------------------------------


def venv_python(venv: Path) -> Path:
    return venv / ("Scripts/python.exe" if WINDOWS else "bin/python")


def digest(path: Path) -> str:
    """Line endings aside: a checkout on Windows must not look like another lock."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def plan(stamp: str, wanted: dict[str, str], part: str) -> str:
    """What to do with the environment: "keep" it, "add" a part to it, or "rebuild" it.

    The stamp is written when an installation has ended and removed before the next begins. So an
    environment without one was left half-made, and one with another lock's figure is old.
    """
    try:
        have = json.loads(stamp)
        old = any(wanted[name] != value for name, value in have.items())
    except (ValueError, KeyError, AttributeError):
        return "rebuild"
    if not have or old:
        return "rebuild"
    return "keep" if part in have else "add"


def ensure_environment(part: str) -> None:
    """Makes .venv hold exactly what the lock says; does nothing when it already does."""
    stamp = VENV / "so-khoi-stamp.json"
    wanted = {name: digest(ROOT / lock) for name, lock in LOCKS.items()}
    text = stamp.read_text(encoding="utf-8") if stamp.exists() else ""
    step = plan(text, wanted, part) if venv_python(VENV).exists() else "rebuild"
    if step == "keep":
        return
    if stamp.exists():
        stamp.unlink()
    if step == "rebuild":
        say("Đang tạo môi trường Python trong .venv …")
        made = quiet([*find_python(), *MAKE_VENV, str(VENV)])
        if made.returncode:
            raise SetupError("Không tạo được .venv:\n" + tail(made.stdout))
    say("Đang tải và cài thư viện (lần đầu có thể mất vài phút) …")
    install(venv_python(VENV), ["--require-hashes", "--no-deps", "-r", str(ROOT / LOCKS[part])])
    holds = {"run": wanted["run"], part: wanted[part]}  # the dev lock holds the other one too
    stamp.write_text(json.dumps(holds), encoding="utf-8")


def install(python: Path, what: list[str]) -> None:
    """pip, with ready-made wheels only: nothing is compiled, so no compiler is needed."""
    flags = ["--disable-pip-version-check", "--no-input", "--only-binary", ":all:"]
    done = quiet([str(python), "-m", "pip", "install", *flags, *what])
    if done.returncode:
        offline = any(sign in done.stdout for sign in NETWORK_SIGNS)
        raise SetupError(NO_NETWORK if offline else "Cài thư viện lỗi:\n" + tail(done.stdout))


# ---- the commands ----------------------------------------------------------------------------


def needs_window(args: list[str]) -> bool:
    return not (NO_WINDOW & set(args[:2]) or NO_WINDOW_FLAGS & set(args))


def has_display(env: dict[str, str], system: str) -> bool:
    """Windows and macOS always have one; a Qt platform chosen by hand is the person's own affair."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return not system.startswith("linux") or any(env.get(name) for name in names)


def call(command: list[str], cwd: Path | None = None, **env: str) -> int:
    """Runs in the foreground and gives back its exit code, a signal's too."""
    settings = dict(os.environ, PYTHONUTF8="1", **env)
    try:
        code = subprocess.run(command, cwd=cwd, env=settings, check=False).returncode
    except KeyboardInterrupt:
        return 130
    return code if code >= 0 else 128 - code


def command_setup(_args: list[str]) -> int:
    ensure_environment("dev")
    ensure_qt_libraries()
    say("Đã sẵn sàng.")
    return 0


def command_run(args: list[str]) -> int:
    args = args or ["--sample"]
    window = needs_window(args)
    if window and not has_display(dict(os.environ), sys.platform):
        raise SetupError(NO_DISPLAY)
    ensure_environment("run")
    if window:
        ensure_qt_libraries()
    return call([str(venv_python(VENV)), str(ROOT / "main.py"), *args])


def command_test(args: list[str]) -> int:
    ensure_environment("dev")
    ensure_qt_libraries()
    ensure_test_tools()
    workers = [] if "--pdb" in args else ["-n", "auto"]  # the debugger needs the terminal
    pytest = [str(venv_python(VENV)), "-m", "pytest", *workers, *args]
    return call(pytest, ROOT, QT_QPA_PLATFORM="offscreen")


def command_lint(_args: list[str]) -> int:
    """All of the checks, even when the first has failed."""
    ensure_environment("dev")
    python = str(venv_python(VENV))
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"])
    return max(call([python, "-m", *check], ROOT) for check in checks)


def command_lock(args: list[str]) -> int:
    """Both files, for every system and Python the program runs on, with no registry's address."""
    with tempfile.TemporaryDirectory() as folder:
        quiet([*find_python(), *MAKE_VENV, folder])
        python = venv_python(Path(folder))
        install(python, ["uv"])
        compile_ = [str(python), "-m", "uv", "pip", "compile", "-q", "pyproject.toml"]
        compile_ += ["--universal", "--python-version", "{}.{}".format(*OLDEST)]
        compile_ += ["--generate-hashes", "--only-binary", ":all:", "--no-annotate"]
        compile_ += ["--custom-compile-command", "python3 scripts/dev.py lock", *args]
        code = call([*compile_, "-o", LOCKS["run"]], ROOT)
        # The tests must run on the very versions that people get.
        more = ["--group", "dev", "-c", LOCKS["run"], "-o", LOCKS["dev"]]
        return code or call([*compile_, *more], ROOT)


def command_windows(args: list[str]) -> int:
    """Built on Linux, and with --prove tried under Wine."""
    ensure_environment("run")
    return call([str(venv_python(VENV)), str(ROOT / "packaging/windows/make.py"), *args], ROOT)


COMMANDS = {
    "run": command_run,
    "test": command_test,
    "lint": command_lint,
    "setup": command_setup,
    "lock": command_lock,
    "windows": command_windows,
}


def main(argv: list[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a Vietnamese console of Windows may be code page 1258
            stream.reconfigure(encoding="utf-8", errors="replace")
    if not argv or argv[0] not in COMMANDS:
        print(__doc__)
        return 0 if argv[:1] in (["-h"], ["--help"]) else 2
    try:
        return COMMANDS[argv[0]](argv[1:])
    except SetupError as error:
        say(str(error))
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
