"""The program that `test_evidence_folder` kills: it copies one file into the folder, without end."""

import sys
from itertools import count
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from storage.evidence_folder import bring_in

if __name__ == "__main__":
    book, source = Path(sys.argv[1]), Path(sys.argv[2])
    for number in count(1):
        bring_in(book, 2026, "Ban Dân vận", "I.1", number, "Lớn", source)
        sys.stdout.write("done\n")
        sys.stdout.flush()
