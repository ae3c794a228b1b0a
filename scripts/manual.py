"""The printed manual from the help's own text, with the pictures of the tour.

`python -m scripts.manual [--to FOLDER]` writes So-tay.pdf and So-tay.docx. The PDF is kept with the sources (the same
bytes every time) and goes to the user with the program; the Word file is made when it is wanted.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import resources
from models.help_text import GO, MANUAL, HelpPage, Span, read, spans

ROOT = Path(__file__).resolve().parent.parent
TITLE = "Sổ Khối thi đua"
SUBTITLE = "Sổ tay hướng dẫn sử dụng"
SAMPLE = "Ảnh trong sổ tay chụp từ chính chương trình; số liệu là dữ liệu minh hoạ."
PICTURE_WIDTH = 160
"""Millimetres of a picture on paper."""


def chapters() -> list[HelpPage]:
    """The pages of the manual in their order."""
    return [read(it, resources.help_text(it)) for it in MANUAL]


def picture(name: str) -> Path:
    """The tour's picture of this name, whatever its number; LookupError where there is none."""
    found = [
        it
        for it in (ROOT / "docs" / "tour").glob(f"*-{name}.png")
        if re.fullmatch(rf"\d+-{re.escape(name)}", it.stem)
    ]
    if len(found) != 1:
        raise LookupError(f"{len(found)} pictures are called {name}")
    return found[0]


def printed(text: str) -> Iterator[Span]:
    """The spans of a line on paper: a link into the program is left out, one to a page outside the manual is text."""
    shown = [it for it in spans(text) if not it.target.startswith(GO)]
    for number, it in enumerate(shown):
        inside = it.target.partition("#")[0] in MANUAL
        last = number + 1 == len(shown)
        words = it.text.rstrip() if last else it.text
        yield Span(words, it.bold, it.target if inside else "")


def anchor(page: str, heading: str = "") -> str:
    """What a place is called inside the document: ASCII, without blanks."""
    letters = "".join(
        f"{ord(it):x}" if not it.isalnum() or not it.isascii() else it for it in heading
    )
    return f"{page}_{letters}"[:200]


def main(arguments: Sequence[str] | None = None) -> int:
    """Write both files and say how large they are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "manual")
    options = parser.parse_args(arguments)
    options.to.mkdir(parents=True, exist_ok=True)
    from scripts import manual_pdf, manual_word

    for name, writer in (("So-tay.pdf", manual_pdf.write), ("So-tay.docx", manual_word.write)):
        target = options.to / name
        writer(chapters(), target)
        print(f"{target.stat().st_size / 1e6:.2f} MB  {target.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
