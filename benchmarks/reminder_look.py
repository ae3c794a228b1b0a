"""One whole look of the reminder, started as main.py starts it; then says how much memory it took at most, in KB."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import main
from benchmarks.peak_memory import peak_memory

if __name__ == "__main__":
    main.main(["remind", "--once"])
    print(peak_memory(), flush=True)
