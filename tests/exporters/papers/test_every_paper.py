"""Every paper in either style: no format says what another does not, and none what a machine would say.

The golden year (tests/test_golden_year.py) has the same of the Party's papers of a whole year; here are the State's,
and what comes of a season in which little is known.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from exporters import FORMATS, write_paper
from models.block import PaperStyle
from models.papers.kinds import PAPERS
from models.papers.report import Report
from models.points import show
from models.ranks.ranking import rank
from models.scores.scoring import score
from models.season import Season
from models.syllables import is_syllable
from tests.exporters.papers.test_paper_texts import texts_of
from tests.exporters.reading import figures, report_figures
from tests.exporters.same_words import difference, sheet_lines, word_lines
from tests.models.every_paper import STYLES, empty, papers, unknown, whole
from ui.command_line.console_json import ranking

SPOILT = re.compile(
    r"None|\b[Nn]a[Nn]\b|Decimal|\bTrue\b|\bFalse\b|\(\s*\)|\[\s*\]|“\s*”|  |\d,\d{3,}|\d\.\d{4,}"
    r"| [,;:.](?!\.)|;\.|,\.|;;|,,|(?<!\.)\.\.(?!\.)|[{}]"
)
"""What a program writes and no clerk: empty brackets, double blanks, tails of floats, stray marks."""
FOREIGN = {"Maket", "TTr", "CTr"}
"""Words without a Vietnamese sound that are right: the backdrop, two types in a document number (NĐ 30/2020, III)."""
LETTERS = re.compile(r"[^\W\d_]{2,}")
FULL = {style: dict(papers(whole(style))) for style in STYLES}
BARE = {style: dict(papers(empty(style))) for style in STYLES}


def faults(lines: Iterable[str]) -> Iterator[str]:
    """The lines that no clerk would have written."""
    for line in lines:
        foreign = {it for it in LETTERS.findall(line) if it.isascii() and not it.isupper()}
        if SPOILT.search(line) or any(not is_syllable(it) for it in foreign - FOREIGN):
            yield line


def said(report: Report) -> list[str]:
    """Every text of the paper, line by line."""
    texts = texts_of((report.heading, report.parts, report.banners, report.mark))
    return [line for it in texts for line in it.split("\n")]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("season", [whole, unknown, empty])
def test_nothing_of_a_machine_stands_in_any_paper(
    season: Callable[[PaperStyle], Season], style: PaperStyle
) -> None:
    found = dict(papers(season(style)))
    assert len(found) > 10
    assert not {key: wrong for key, it in found.items() if (wrong := list(faults(said(it))))}


@pytest.mark.parametrize(
    "line",
    [
        "Tổng: None",
        "Điểm (  )",
        "97,500000001",
        "hai  cách",
        "Đơn vị , khối",
        "Score của khối",
        "Hết..",
    ],
)
def test_what_a_machine_would_write_is_seen(line: str) -> None:
    assert list(faults([line, "Trước 05/12/2023 (thứ Ba): 97,50 điểm; kinh phí 1.500.000 đồng."])) == [line]  # fmt: skip


def test_the_sample_has_every_paper() -> None:
    for style in STYLES:
        assert list(FULL[style]) == list(PAPERS)
        # What tells of units or points, or is for one unit, cannot be made of nothing.
        assert set(BARE[style]) == {
            key for key, it in PAPERS.items() if not it.needs_table and not it.per_unit
        } - {"ke-hoach"}


@pytest.mark.parametrize("key", PAPERS)
def test_word_pdf_and_excel_of_the_states_papers_say_the_same(key: str, tmp_path: Path) -> None:
    said_alike(FULL["state"][key], tmp_path)


@pytest.mark.parametrize(
    ("key", "style"), [(key, STYLES[n % 2]) for n, key in enumerate(BARE["state"])]
)
def test_word_pdf_and_excel_from_nothing_say_the_same(
    key: str, style: PaperStyle, tmp_path: Path
) -> None:
    said_alike(BARE[style][key], tmp_path)


def said_alike(report: Report, folder: Path) -> None:
    """All formats have the figures of the report, Word and PDF the same words, no file a fault."""
    made = {it: folder / f"paper{it}" for it in FORMATS}
    for target in made.values():
        write_paper(report, target)
    assert not difference(made[".docx"], made[".pdf"])
    lines = [*word_lines(made[".docx"]), *sheet_lines(made[".xlsx"])]
    # The place of a number is open, cells and lines are joined with marks of our own.
    parts = (part for it in lines for part in re.split(r"\s*[|/]\s|\N{NO-BREAK SPACE}", it))
    assert not list(faults(parts))
    expected = report_figures(report)
    assert figures(made[".docx"]) == figures(made[".xlsx"]) == expected


@pytest.mark.parametrize("style", STYLES)
def test_ranks_and_totals_of_every_paper_are_those_of_the_command_line(style: PaperStyle) -> None:
    season = whole(style)
    told = {
        it["unit"]: it
        for it in ranking(season, rank(score(season), season.pack), None)["standings"]
    }
    seen = set()
    for key, report in papers(season):
        for table in (it for part in report.parts for it in part.tables):
            places = {column.key: place for place, column in enumerate(table.columns)}
            if not {"rank", "total", "unit"} <= set(places):
                continue
            rows = {row.key.rpartition(":")[2]: row.cells for row in table.rows}
            seen.add(key)
            for unit, cells in rows.items():
                it = told[unit]
                assert cells[places["rank"]].text == mark(it), (key, unit)
                if it["rank"] is not None or key == "bang-tong-hop":
                    assert cells[places["total"]].text == total(it), (key, unit)
    assert seen == {"bang-tong-hop", "bien-ban", "to-trinh"}
    one = told[season.units[-1].id]
    for key in ("trang-ho-so", "tom-tat-don-vi", "phieu-diem"):
        words = " ".join(said(FULL[style][key]))
        assert re.search(rf"\b{total(one)}\b", words), key
        assert re.search(rf"[Xx]ếp hạng: {mark(one)}|; hạng {mark(one)}", words), key


def mark(it: dict[str, Any]) -> str:
    """The rank as it is printed."""
    return "–" if it["rank"] is None else f"{it['rank']} =" if it["tied"] else str(it["rank"])


def total(it: dict[str, Any]) -> str:
    return "–" if it["total"] is None else show(Decimal(it["total"]))


def test_a_pdf_that_says_something_else_is_told_with_its_place(tmp_path: Path) -> None:
    docx, pdf = tmp_path / "paper.docx", tmp_path / "paper.pdf"
    write_paper(FULL["state"]["bang-tong-hop"], docx)
    write_paper(FULL["party"]["bang-tong-hop"], pdf)
    assert difference(docx, pdf).startswith("trang 1: PDF “")
    write_paper(FULL["state"]["giay-moi"], pdf)
    assert difference(docx, pdf)
