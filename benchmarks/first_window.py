"""One process that shows a window and says a word when it can first be used.

`python benchmarks/first_window.py bare` · `python benchmarks/first_window.py ours FILE.khoi`
"""

import gc
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def bare() -> None:
    """The floor: an empty main window."""
    from PySide6.QtWidgets import QApplication, QLabel, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.setCentralWidget(QLabel("Xin chào"))
    window.resize(1366, 768)
    window.show()
    _tell(app)


def ours(path: Path) -> None:
    """The program on a block, started as main.py starts it."""
    gc.disable()  # as main.py does
    from ui import desktop

    app, window = desktop.start(path)
    _tell(app)
    window.close()


def _tell(app: object) -> None:
    """Let Qt paint what it has shown, then say so."""
    for _ in range(3):
        app.processEvents()  # type: ignore[attr-defined]
    print("ready", flush=True)
    from benchmarks.peak_memory import peak_memory

    print(peak_memory(), flush=True)


if __name__ == "__main__":
    bare() if sys.argv[1] == "bare" else ours(Path(sys.argv[2]))
