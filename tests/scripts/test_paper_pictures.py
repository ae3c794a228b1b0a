"""Pictures of papers held against those that are stored; `python -m scripts.paper_pictures` compares all of them."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from models.papers.kinds import PAPERS
from models.papers.report import Report
from scripts.paper_pictures import STORED, VARIANTS, difference, drawn, store, strip
from tests.models.every_paper import papers, whole

TOOLS = pytest.mark.skipif(
    not shutil.which("pdftoppm"), reason="pdftoppm, which draws pages, is missing"
)
SOME = ("bang-tong-hop", "to-trinh", "giay-moi")
SIZE = (400, 560)


@cache
def report(key: str) -> Report:
    return dict(papers(whole("state")))[key]


def picture(made: Report, folder: Path) -> Image.Image:
    [(_, found)] = drawn([("paper", made)], ".pdf", folder)
    return found


@TOOLS
@pytest.mark.office
@pytest.mark.parametrize("key", SOME)
def test_a_paper_looks_as_it_is_stored(key: str, tmp_path: Path) -> None:
    found = difference(STORED / "nha-nuoc-pdf" / f"{key}.png", picture(report(key), tmp_path))
    assert found is None, f"python -m scripts.paper_pictures {key}, with --update once it is right"


@TOOLS
@pytest.mark.office
def test_another_layout_is_seen(tmp_path: Path) -> None:
    """The same words, but a paragraph in another role, a column narrower, the pages lying."""
    stored, made = STORED / "nha-nuoc-pdf" / "to-trinh.png", report("to-trinh")
    [part] = made.parts
    [table] = part.tables
    narrow = replace(table.columns[1], width=table.columns[1].width / 3)
    columns = (table.columns[0], narrow, *table.columns[2:])
    turned = {
        "role": replace(part, contents=(replace(part.contents[0], role="note"), *part.contents[1:])),  # type: ignore[call-arg]
        "column": replace(part, contents=tuple(replace(it, columns=columns) if it is table else it
                                               for it in part.contents)),
        "page": replace(part, landscape=True),
    }  # fmt: skip
    for name, it in turned.items():
        folder = tmp_path / name
        folder.mkdir()
        found = difference(stored, picture(replace(made, parts=(it,)), folder))
        assert found is not None, name
        assert any(color == (255, 0, 0) for _, color in found.getcolors(1 << 24) or ()), name


def test_every_paper_has_its_pictures() -> None:
    for variant in VARIANTS:
        assert {it.stem for it in (STORED / variant).glob("*.png")} == set(PAPERS), variant
    size = sum(it.stat().st_size for it in STORED.rglob("*.png"))
    assert size < 6_000_000


# ---- what counts as a difference


def page(left: int = 40, top: int = 60, *, lines: int = 3) -> Image.Image:
    """A page with lines of ink."""
    made = Image.new("L", SIZE, 255)
    draw = ImageDraw.Draw(made)
    for number in range(lines):
        draw.rectangle((left, top + 20 * number, left + 200, top + 20 * number + 2), fill=0)
    return made


@pytest.mark.parametrize(
    ("other", "differs"),
    [
        (page(), False),
        (page(41), False),
        (page(40, 61), False),
        (page(43), True),
        (page(40, 64), True),
        (page(lines=2), True),
        (page(lines=4), True),
        (strip([page(), page()]), True),
        (Image.new("L", SIZE, 255), True),
    ],
)
def test_a_pixel_is_let_pass_and_a_line_is_not(
    other: Image.Image, differs: bool, tmp_path: Path
) -> None:
    store(page(), tmp_path / "paper.png")
    assert (difference(tmp_path / "paper.png", other) is not None) == differs


def test_a_paper_without_a_stored_picture_differs(tmp_path: Path) -> None:
    assert difference(tmp_path / "none.png", page()) is not None


def test_what_does_not_differ_is_not_stored_anew(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "paper.png"
    store(page(), target)
    before = target.read_bytes()
    store(page(41), target)
    assert target.read_bytes() == before
    store(page(50), target)
    assert target.read_bytes() != before
