"""The reminder beside the window, on the sample: how soon it stands ready, and the most memory it ever takes."""

import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
TIMES = 5


def ready(environment: dict[str, str], settings: Path) -> float:
    """Seconds from the start of a reminder that stays until it stands ready."""
    return min(_ready(environment, settings / "nhac-viec.chay") for _ in range(TIMES))


def _ready(environment: dict[str, str], token: Path) -> float:
    token.unlink(missing_ok=True)
    begun = time.perf_counter()
    command = [sys.executable, str(ROOT / "main.py"), "remind"]
    with subprocess.Popen(command, env=environment) as process:
        while not token.exists():
            time.sleep(0.001)
        seconds = time.perf_counter() - begun
        process.terminate()
    return seconds


def look(environment: dict[str, str], settings: Path) -> tuple[float, int]:
    """Seconds and KB of one whole look: the book read, the year computed, the notice made."""
    kept = (settings / "nhac-viec.json").read_bytes()
    seconds, memory = [], []
    for _ in range(TIMES):
        (settings / "nhac-viec.json").write_bytes(kept)  # today's notice has not gone out
        begun = time.perf_counter()
        done = subprocess.run(
            [sys.executable, str(HERE / "reminder_look.py")],
            env=environment,
            stdout=subprocess.PIPE,
            check=True,
        )
        seconds.append(time.perf_counter() - begun)
        memory.append(int(done.stdout))
    return min(seconds), max(memory)
