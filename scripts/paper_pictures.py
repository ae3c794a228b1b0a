"""Every paper as a picture, held against the pictures that are stored.

    python -m scripts.paper_pictures [PAPER…] [--update] [--report FOLDER] [--only FOLDER…]

Makes all papers of the sample in either style, draws the pages of each PDF (pdftoppm) and of the State's Word files
(LibreOffice), and compares them with docs/papers/: a picture for each paper, its pages beside each other. What
differs is drawn into the report's folder (stored, now, difference), and the command ends with 1; `--update` stores
the new pictures instead. Word and PDF take their type from resources/fonts alone, so that no machine's own fonts
matter. Words and figures have a test of their own (tests/exporters/papers/test_every_paper.py): what is seen here is where
they stand.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from PIL import Image, ImageChops, ImageFilter

from exporters import write_paper
from models.block import PaperStyle
from models.papers.kinds import PAPERS
from models.papers.report import Report
from resources import path as resource
from tests.models.every_paper import papers, whole

ROOT = Path(__file__).resolve().parent.parent
STORED = ROOT / "docs" / "papers"
VARIANTS: Mapping[str, tuple[PaperStyle, str]] = {
    "nha-nuoc-pdf": ("state", ".pdf"),
    "dang-pdf": ("party", ".pdf"),
    "nha-nuoc-word": ("state", ".docx"),
}
"""Folder of the stored pictures → style and format. Word in the Party's style is left out for the size of it all."""
DPI = 56
GREYS = 16
SHIFT = 1
"""So many pixels (at 56 dpi 0,45 mm) a line may have moved: a letter's edge is drawn a little otherwise by every
version of the tools."""
DARKER = 96
"""By so much of 255 a pixel must be darker than all around its place in the other picture to count."""
LEAST = 6
"""So many such pixels make a difference: fewer are the edge of a letter or two."""
GAP = 4
_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <alias binding="same">
    <family>Times New Roman</family>
    <prefer><family>Liberation Serif</family></prefer>
  </alias>
</fontconfig>
"""


def main() -> int:
    """Make the pictures, then compare or store them."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("papers", nargs="*", metavar="PAPER")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--report", type=Path)
    parser.add_argument("--only", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    options = parser.parse_args()
    unknown = set(options.papers) - set(PAPERS)
    if unknown:
        parser.error(f"no such paper: {', '.join(sorted(unknown))}")
    wanted = options.papers or list(PAPERS)
    report = options.report or Path(tempfile.mkdtemp(prefix="paper-pictures-"))
    report.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for variant in options.only:
        style, suffix = VARIANTS[variant]
        made = [it for it in papers(whole(style)) if it[0] in wanted]
        with tempfile.TemporaryDirectory() as folder:
            for key, picture in drawn(made, suffix, Path(folder)):
                stored = STORED / variant / f"{key}.png"
                if options.update:
                    store(picture, stored)
                elif found := difference(stored, picture):
                    wrong += 1
                    found.save(report / f"{variant} {key}.png")
                    print(f"{variant} {key}: differs, see {report / f'{variant} {key}.png'}")
        if not options.papers:
            wrong += superfluous(STORED / variant, take_out=options.update)
    print("stored" if options.update else f"{wrong} differ" if wrong else "all as stored")
    return 1 if wrong and not options.update else 0


def superfluous(folder: Path, *, take_out: bool) -> int:
    """How many stored pictures are of no paper; `take_out` deletes them."""
    found = [it for it in folder.glob("*.png") if it.stem not in PAPERS]
    for it in found:
        print(f"{it.name}: of no paper")
        if take_out:
            it.unlink()
    return len(found)


# ---- pictures


def drawn(
    made: Iterable[tuple[str, Report]], suffix: str, folder: Path
) -> Iterator[tuple[str, Image.Image]]:
    """Each paper by its key as one picture, its pages from left to right. Raises SystemExit without the tools."""
    files = {}
    for key, report in made:
        files[key] = folder / f"{key}{suffix}"
        write_paper(report, files[key])
    if suffix == ".docx":
        files = {it.stem: it for it in printed(list(files.values()), folder / "office")}
    for key, file in files.items():
        yield key, strip(pages(file))


def printed(files: list[Path], folder: Path) -> list[Path]:
    """Word files as PDF by LibreOffice, with the program's own fonts and no others."""
    tool = need("soffice")
    folder.mkdir()
    fonts = folder / "fonts.conf"
    text = _FONTS.format(fonts=resource("fonts"), cache=folder / "fonts")
    fonts.write_text(text, encoding="utf-8")
    command = [tool, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", "pdf", "--outdir", str(folder), *map(str, files)]
    environment = {**os.environ, "FONTCONFIG_FILE": str(fonts), "LC_ALL": "C.UTF-8"}
    subprocess.run(command, check=True, capture_output=True, timeout=600, env=environment)
    return [folder / f"{it.stem}.pdf" for it in files]


def pages(file: Path) -> list[Image.Image]:
    """The pages of a PDF in grey, with so few greys that the pictures stay small."""
    command = [need("pdftoppm"), "-r", str(DPI), "-gray", str(file), str(file.with_suffix(""))]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = []
    for it in sorted(file.parent.glob(f"{file.stem}-*.pgm")):
        with Image.open(it) as page:
            found.append(page.point(_GREYS))
        it.unlink()
    return found


_STEP = 255 // (GREYS - 1)
_GREYS = [round(it / _STEP) * _STEP for it in range(256)]


def strip(found: list[Image.Image]) -> Image.Image:
    """The pages beside each other, a dark line between them."""
    width = sum(it.width for it in found) + GAP * (len(found) - 1)
    made = Image.new("L", (width, max(it.height for it in found)), 0)
    at = 0
    for it in found:
        made.paste(it, (at, 0))
        at += it.width + GAP
    return made


def need(tool: str) -> str:
    """Where the tool lies. Raises SystemExit when it is not installed."""
    found = shutil.which(tool)
    if found is None:
        sys.exit(f"{tool} is not installed: it draws the pages")
    return found


def store(picture: Image.Image, target: Path) -> None:
    """Store a picture as small as it gets; one that differs by nothing that counts stays as it is."""
    if target.exists() and difference(target, picture) is None:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    few = picture.point([it // _STEP for it in range(256)]).convert("P")
    few.putpalette([it * _STEP for it in range(GREYS) for _ in "rgb"])
    few.save(target, optimize=True, bits=4)


# ---- comparing


def difference(stored: Path, now: Image.Image) -> Image.Image | None:
    """Stored, now, and what differs in red, below each other; None where nothing that counts does."""
    if stored.exists():
        with Image.open(stored) as it:
            before = it.convert("L")
    else:
        before = Image.new("L", now.size, 255)
    size = max(before.width, now.width), max(before.height, now.height)
    old, new = (_on(it, size) for it in (before, now))
    marks = ImageChops.lighter(_only(new, old), _only(old, new))
    if before.size == now.size and marks.histogram()[255] < LEAST:
        return None
    told = Image.new("RGB", (size[0], 3 * size[1] + 2 * GAP), "black")
    told.paste(old, (0, 0))
    told.paste(new, (0, size[1] + GAP))
    red = Image.merge("RGB", (new, *(ImageChops.subtract(new, marks),) * 2))
    told.paste(red, (0, 2 * (size[1] + GAP)))
    seen = marks.filter(ImageFilter.MaxFilter(5))
    told.paste("red", (0, 2 * (size[1] + GAP)), seen)
    return told


def _on(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    made = Image.new("L", size, 255)
    made.paste(picture, (0, 0))
    return made


def _only(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where `one` has ink that `other` has neither there nor beside it."""
    spread = other.filter(ImageFilter.MinFilter(2 * SHIFT + 1))
    return ImageChops.subtract(spread, one).point(lambda it: 255 if it > DARKER else 0)


if __name__ == "__main__":
    raise SystemExit(main())
