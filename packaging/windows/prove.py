"""The built program installed, used, upgraded and removed under Wine, step by step.

    python3 scripts/dev.py windows --prove            say what each step showed
    python3 scripts/dev.py windows --prove --record   and keep record and pictures in docs/

Where Wine is not installed nothing is tried and one line says so. The steps are in prove_steps.py.
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import launcher
from steps import DIST, ROOT, WORK, BuildError, run, say, sha256
from wine import PROGRAM, Wine, missing

RECORD = ROOT / "docs" / "WINDOWS_PROOF.md"
PICTURES = ROOT / "docs" / "windows"


class ProofError(Exception):
    """A step showed something else than it should; the text says what."""


@dataclass
class Proof:
    """What the steps share."""

    wine: Wine
    payload: Path
    work: Path
    """Linux's own copies to compare with."""
    setup: Path
    pictures: list[tuple[str, str]] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)

    def picture(self, name: str, words: str) -> None:
        """Keep a picture of the screen under `name`, with what it shows."""
        self.wine.picture(self.work / "pictures" / f"{name}.png")
        self.pictures.append((name, words))


Step = tuple[str, Callable[[Proof], str]]


def ensure(truth: object, words: str) -> None:
    """ProofError with `words` unless it is so."""
    if not truth:
        raise ProofError(words)


@dataclass(frozen=True)
class Outcome:
    """One step: its name, whether it held, what was seen, how long it took."""

    name: str
    held: bool
    seen: str
    seconds: float


def prove(payload: Path, *, record: bool = False) -> int:
    """Run every step; the exit code. A step that fails does not stop those after it."""
    lacking = missing()
    if lacking:
        say(
            "Bỏ qua phần thử dưới Wine: máy này thiếu "
            + ", ".join(lacking)
            + " (docs/WINDOWS.md nói cách cài)."
        )
        return 0
    import prove_steps

    work = WORK / "proof"
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    [setup] = DIST.glob("*-cai-dat.exe")
    proof = Proof(Wine(work / "wine"), payload, work, setup)
    outcomes = []
    try:
        proof.wine.start()
        for name, act in prove_steps.STEPS:
            outcomes.append(_tried(name, act, proof))
    finally:
        proof.wine.stop()
    text = written(outcomes, proof)
    (work / "record.md").write_text(text, encoding="utf-8")
    if record:
        keep(text, work / "pictures")
    bad = [it for it in outcomes if not it.held]
    say(f"{len(outcomes) - len(bad)} passed, {len(bad)} failed")
    return int(bool(bad))


def _tried(name: str, act: Callable[[Proof], str], proof: Proof) -> Outcome:
    begun = time.monotonic()
    try:
        held, seen = True, act(proof)
    except (
        ProofError,
        BuildError,
        OSError,
        subprocess.SubprocessError,
        ValueError,
        LookupError,
    ) as error:
        held, seen = False, f"{type(error).__name__}: {error}"
        proof.wine.picture(proof.work / "pictures" / f"hong-{act.__name__}.png")
    outcome = Outcome(name, held, seen, time.monotonic() - begun)
    say(f"  {'đạt ' if held else 'HỎNG'} {outcome.seconds:5.1f} s  {name}: {seen}")
    return outcome


def written(outcomes: list[Outcome], proof: Proof) -> str:
    """The record as Markdown."""
    commit = run(["git", "-C", str(ROOT), "rev-parse", "--short=12", "HEAD"]).strip()
    system = run([str(PROGRAM), "--version"]).strip()
    lines = [
        "# Thử bản Windows dưới Wine",
        "",
        "Trang này do `python3 scripts/dev.py windows --prove --record` viết ra, không sửa tay.",
        "",
        f"- Ngày {datetime.now():%d/%m/%Y}, mã nguồn {commit}, chương trình {launcher.version()}",
        f"- {system}, Windows 10 64 bit, mã trang 1258, LC_ALL vi_VN, màn hình 1366×768",
        f"- Bộ cài: {proof.setup.name}, SHA-256 `{sha256(proof.setup)}`",
        "",
        "| Bước | Kết quả | Đã thấy | Giây |",
        "|---|---|---|---|",
    ]
    for it in outcomes:
        seen = it.seen.replace("|", "\\|").replace("\n", " ")
        lines.append(
            f"| {it.name} | {'đạt' if it.held else '**HỎNG**'} | {seen} | {it.seconds:.0f} |"
        )
    lines += ["", "## Số đo", "", "| Đo | Được |", "|---|---|"]
    lines += [f"| {name} | {value} |" for name, value in proof.figures]
    lines += ["", "## Ảnh", ""]
    for name, words in proof.pictures:
        lines += [f"{words}", "", f"![{words}](windows/{name}.png)", ""]
    return "\n".join(lines).rstrip() + "\n"


def keep(text: str, pictures: Path) -> None:
    """Put record and pictures into docs."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    for it in sorted(pictures.glob("*.png")):
        if not it.name.startswith("hong-"):
            shutil.copyfile(it, PICTURES / it.name)
    RECORD.write_text(text, encoding="utf-8")
