"""Pictures of the real window on the sample block, for the README and for looking at one's own work.

`python -m scripts.screenshots [--to FOLDER] [--size 1366x768] [--scale 1.5] [PAGE…]`
"""

import argparse
import os
import sys
import tempfile
from datetime import datetime
from pathlib import Path

PAGES = (
    *("overview", "units", "table", "papers", "scores", "ranking"),
    *("meeting/presenter", "documents"),
    *("history", "import"),
)
DOCS = Path(__file__).resolve().parent.parent / "docs" / "images"


def main() -> int:
    """Open the sample in a window without a screen and save a picture of each page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", default=PAGES, metavar="PAGE")
    parser.add_argument("--to", type=Path, default=DOCS)
    parser.add_argument("--size", default="1366x768")
    parser.add_argument("--scale", default="1")
    options = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = options.scale
    width, height = (int(it) for it in options.size.split("x"))
    options.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for picture in _take(Path(folder), options.pages, (width, height), options.to):
            print(picture)
    return 0


def _take(folder: Path, pages: list[str], size: tuple[int, int], target: Path) -> list[Path]:
    from storage.audit import Act
    from storage.block_file import BlockFile
    from ui.book import shipped
    from ui.book.clock import Clock
    from ui.book.jobs import Jobs
    from ui.book.session import Session
    from ui.desktop import build_application
    from ui.frame.main_window import MainWindow

    book = folder / "Khối Tỉnh ủy 2023.khoi"
    BlockFile.create(book, shipped.sample(), Act(datetime.now(), "Tạo sổ mẫu")).close()
    app = build_application(sys.argv[:1])
    session = Session(folder / "sao-luu", Clock())
    window = MainWindow(session, Jobs(), folder / "cai-dat", book)
    window.resize(*size)
    window.show()
    made = []
    for page in pages:
        key, _, place = page.partition("/")
        window.show_page(key, place)
        if key == "import":
            window.pages[key].add_files(shipped.sample_forms())
            window.jobs.wait()
        for _ in range(5):
            app.processEvents()
        made.append(target / f"{key}.png")
        window.grab().save(str(made[-1]))
    window.close()
    session.close()
    return made


if __name__ == "__main__":
    raise SystemExit(main())
