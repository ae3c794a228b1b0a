"""The Windows program in one command, from Linux: `python3 scripts/dev.py windows`.

    --check             build the payload a second time from nothing and compare every hash
    --prove             then install, use and remove it under Wine (skipped where there is none)
    --record            and keep the record of that in docs/
    --unsigned-python   go on without the tool that checks the signatures of Python for Windows

Results: dist/ (installer, zip for a USB stick, hashes, list of parts). What is between: build/windows/.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
import venv
from pathlib import Path

import bundle
import compiled
import installer
import launcher
import libraries
import one_file
import runtime
import sbom
from checks import all_faults
from steps import DIST, HERE, WORK, BuildError, epoch, files_of, run, say, sha256, step

LIMIT_MB = 45
README = HERE / "DOC TRUOC.txt"


def tools() -> Path:
    """A small environment with what the build itself needs, by hash."""

    def make(folder: Path) -> None:
        venv.create(folder / "venv", with_pip=True)
        pip = [str(folder / "venv/bin/python"), "-m", "pip", "install", "--quiet", "--no-deps"]
        flags = ["--disable-pip-version-check", "--require-hashes", "--only-binary", ":all:"]
        run([*pip, *flags, "-r", str(HERE / "tools.lock")])

    return step("tools", [HERE / "tools.lock", sys.version], make) / "venv" / "bin"


def payload(uv: Path, *, unchecked: bool) -> Path:
    """The folder that goes to the user, every file of it."""
    python = step("python", [HERE / "runtime.py", runtime.LOCK], runtime.download)
    runtime.check_signatures(python, unchecked=unchecked)
    wheels = step(
        "wheels",
        [HERE / "libraries.py", libraries.LOCK],
        lambda folder: libraries.install(uv, folder / "Lib"),
    )
    given = [HERE / "launcher.py", *launcher.sources(), launcher.version()]
    starters = step("launcher", given, launcher.build)
    compiler = compiled.find_python311(uv)

    def gather(folder: Path) -> None:
        app = folder / "app"
        libraries.prune(wheels / "Lib", app / "Lib")
        compiled.put_ours(app)
        shutil.copyfile(HERE / "start.py", app / "start.py")
        compiled.compile_tree(compiler, app)
        runtime.put(python, app)
        one_file.pack(app)
        for name in (launcher.WINDOW, launcher.CONSOLE):
            shutil.copyfile(starters / name, folder / name)
        text = README.read_text(encoding="utf-8").replace("\n", "\r\n")
        (folder / README.name).write_bytes(text.encode("utf-8-sig"))  # as Notepad wants it
        put_licences(python, folder / "giay-phep")

    ours = [libraries.LOCK.parent / it for it in compiled.our_files()]
    texts = [README, *sorted((HERE / "licences").iterdir())]
    names = ["compiled.py", "compile_here.py", "libraries.py", "make.py"]
    names += ["one_file.py", "runtime.py", "start.py"]
    parts = [python.name, wheels.name, starters.name, compiled.version_of(compiler)]
    parts += [*(HERE / it for it in names), *compiled.our_files(), *ours, *texts]
    return step("payload", parts, gather)


def put_licences(python: Path, folder: Path) -> None:
    """The licence texts that no wheel brings along; those of the others stay in their dist-info."""
    folder.mkdir()
    shutil.copyfile(python / "LICENSE.txt", folder / "Python.txt")
    for text in sorted((HERE / "licences").iterdir()):
        shutil.copyfile(text, folder / text.name)


def check_again(uv: Path, first: Path, *, unchecked: bool) -> None:
    """Build once more from nothing; BuildError names the first files that differ."""
    seen = {it.relative_to(first).as_posix(): sha256(it) for it in files_of(first)}
    aside = WORK.with_name("windows-first")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir()
    for folder in list(WORK.iterdir()):
        if folder.name.startswith(("python-", "wheels-", "launcher-", "payload-")):
            folder.rename(aside / folder.name)
    second = payload(uv, unchecked=unchecked)
    again = {it.relative_to(second).as_posix(): sha256(it) for it in files_of(second)}
    differ = sorted(it for it in {*seen, *again} if seen.get(it) != again.get(it))
    if differ:
        raise BuildError("Hai lần dựng khác nhau: " + ", ".join(differ[:10]))
    shutil.rmtree(aside)
    say(f"  hai lần dựng như nhau: {len(seen)} tệp")


def results(folder: Path, moment: int) -> list[Path]:
    """Installer, zip, hashes and list of parts, in dist/."""
    number = launcher.version()
    names = ["bundle.py", "installer.nsi", "installer.py", "sbom.py"]
    parts = [folder.name, moment, *(HERE / it for it in names), *installer.PICTURES]

    def make(target: Path) -> None:
        installer.build(target, folder, moment)
        bundle.write(
            target / f"SoKhoiThiDua-{number}-usb.zip", folder, f"SoKhoiThiDua-{number}", moment
        )
        sbom.write(target / f"SoKhoiThiDua-{number}.cdx.json", folder, runtime.VERSION, moment)
        inside = [f"{value}  {name}" for name, value in sbom.file_hashes(folder).items()]
        listed = target / f"SoKhoiThiDua-{number}-tep.sha256"
        listed.write_text("\n".join(inside) + "\n", encoding="utf-8")
        sums = [f"{sha256(it)}  {it.name}" for it in files_of(target)]
        (target / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8")

    made = step("results", parts, make)
    shutil.rmtree(DIST, ignore_errors=True)
    DIST.mkdir(parents=True)
    for file in files_of(made):
        shutil.copy2(file, DIST / file.name)
    return files_of(DIST)


def build(*, again: bool, unchecked: bool) -> Path:
    """All of it; returns the payload."""
    begun = time.monotonic()
    WORK.mkdir(parents=True, exist_ok=True)
    binaries = tools()
    uv, moment = binaries / "uv", epoch()
    folder = payload(uv, unchecked=unchecked)
    if again:
        check_again(uv, folder, unchecked=unchecked)
        folder = payload(uv, unchecked=unchecked)
    faults = all_faults(folder)
    if faults:
        raise BuildError("Gói chưa dùng được:\n" + "\n".join(faults[:40]))
    made = results(folder, moment)
    for file in made:
        say(f"  {file.stat().st_size / 1e6:7.1f} MB  {file.relative_to(DIST.parent)}")
    size = sum(it.stat().st_size for it in files_of(folder))
    say(f"Xong sau {time.monotonic() - begun:.0f} s; cài ra {size / 1e6:.0f} MB.")
    [setup] = [it for it in made if it.suffix == ".exe"]
    if setup.stat().st_size > LIMIT_MB * 1_000_000:
        raise BuildError(f"Bộ cài lớn hơn {LIMIT_MB} MB.")
    return folder


def main(arguments: list[str]) -> int:
    """The exit code; what went wrong is said in one text."""
    asked = argparse.ArgumentParser(prog="dev.py windows", allow_abbrev=False)
    for name in ("--check", "--prove", "--record", "--unsigned-python"):
        asked.add_argument(name, action="store_true")
    options = asked.parse_args(arguments)
    os.umask(0o022)
    try:
        folder = build(again=options.check, unchecked=options.unsigned_python)
        if options.prove or options.record:
            import prove

            return prove.prove(folder, record=options.record)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
