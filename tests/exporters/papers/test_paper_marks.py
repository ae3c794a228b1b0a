"""What stands on every page: the mark of the closed version, and that a paper is a rehearsal's."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from exporters import write_paper
from exporters.forms import registration_form, score_form
from models.closed import Closing
from models.facts import ClassDecision, Classification
from models.meeting import Meeting
from models.papers.kinds import PAPERS, build
from models.papers.marks import closing_mark
from models.papers.report import Report
from models.season import Score, ScoreKey, Season
from tests.exporters.paper_samples import LONG_NAMES, PRINTED_ON, season
from tests.exporters.reading import pdf_pages
from tests.models.drawing import D
from ui.files.exporting import form_files, paper_files, write_files

DAY = date(2023, 12, 19)
CLOSED = Closing(0, DAY, "1a2b3c4d" + 56 * "0")
MARK = "Bản chốt số 00 · mã 1A2B3C4D"
UNOFFICIAL, REHEARSAL = "CHƯA CHÍNH THỨC", "TẬP DƯỢT"


def closed(made: Season, **more: object) -> Season:
    return replace(made, closed_on=DAY, closings=(CLOSED,), **more)  # type: ignore[arg-type]


def rehearsed(made: Season) -> Season:
    return replace(made, meeting=Meeting(is_rehearsal=True))


def paper(made: Season, name: str = "bang-tong-hop") -> Report:
    unit = made.units[0].id if PAPERS[name].per_unit else None
    return build(name, made, unit, printed_on=PRINTED_ON)


def pages(report: Report, folder: Path) -> dict[str, list[str]]:
    """Format → what each page (of Word: each kind of page, of Excel: each sheet) says of itself."""
    found = {}
    target = folder / "paper.pdf"
    write_paper(report, target)
    found["pdf"] = pdf_pages(target)
    target = folder / "paper.docx"
    write_paper(report, target)
    document = Document(str(target))
    body = "\n".join(it.text for it in document.paragraphs)
    found["docx"] = []
    for number, it in enumerate(document.sections):
        first = it.first_page_header.paragraphs[0].text + it.first_page_footer.paragraphs[0].text
        # The banners of the paper's first page stand below its title.
        found["docx"].append(f"{first}\n{body}" if number == 0 else first)
        found["docx"].append(it.header.paragraphs[0].text + it.footer.paragraphs[0].text)
    target = folder / "paper.xlsx"
    write_paper(report, target)
    found["xlsx"] = []
    for sheet in openpyxl.load_workbook(target):
        top = str(sheet.print_title_rows).replace("$", "").partition(":")[0]
        repeated = str(sheet.cell(int(top), 1).value) if top.isdigit() else ""
        found["xlsx"].append(
            f"{repeated} {sheet.oddFooter.left.text} {sheet.oddFooter.center.text}"
        )
    return found


def test_every_page_of_a_closed_year_names_its_version(tmp_path: Path) -> None:
    told = pages(paper(closed(season(LONG_NAMES[:20]))), tmp_path)
    assert len(told["pdf"]) > 3
    for it in (it for lines in told.values() for it in lines):
        assert MARK in it
        assert UNOFFICIAL not in it


def test_every_page_of_an_open_year_is_unofficial_and_has_no_mark(tmp_path: Path) -> None:
    told = pages(paper(season(LONG_NAMES[:20])), tmp_path)
    for it in (it for lines in told.values() for it in lines):
        assert UNOFFICIAL in it
        assert "Bản chốt" not in it


def test_every_page_of_a_rehearsal_says_so_even_when_it_is_closed(tmp_path: Path) -> None:
    made = rehearsed(season(LONG_NAMES[:20]))
    for given in (made, closed(made)):
        told = pages(paper(given), tmp_path)
        for it in (it for lines in told.values() for it in lines):
            assert REHEARSAL in it
    assert closing_mark(closed(made)) == "Bản chốt tập dượt số 00 · mã 1A2B3C4D"


@pytest.mark.parametrize("name", [it for it in PAPERS if it not in {"dinh-chinh", "nhac-nop"}])
def test_every_kind_of_paper_carries_the_marks(name: str) -> None:
    made = season()
    # A table to fill in, an invitation, a plan say nothing of a result.
    assert paper(closed(made), name).mark == (MARK if PAPERS[name].tells_result else "")
    report = paper(rehearsed(made), name)
    assert report.banners[0] == REHEARSAL
    assert report.file_stem == f"TAP DUOT - {paper(made, name).file_stem}"
    assert not paper(made, name).mark


def test_points_after_the_meeting_are_told_beside_the_mark() -> None:
    made = season()
    stages = tuple(replace(it, after_meeting=it.code == "agreed") for it in made.pack.stages)
    made = replace(made, pack=replace(made.pack, stages=stages))
    assert closing_mark(made) == ""
    assert closing_mark(closed(made)) == MARK
    key = ScoreKey(made.units[0].id, made.table.criteria()[0].code, "agreed")
    name = next(it.name for it in stages if it.after_meeting)
    later = closed(made).with_scores({key: Score(made.table.criteria()[0].max_points)})
    words = f"{MARK} · kèm điểm {name} sau hội nghị"
    assert closing_mark(later) == words
    assert closing_mark(later, closed(made)) == words
    assert closing_mark(later, later) == MARK, "these points were closed with it"


@pytest.mark.parametrize("day", [None, DAY, date(2023, 12, 30)])
def test_classes_that_came_after_the_closing_are_told_whatever_their_day(day: date | None) -> None:
    made = closed(season())
    unit = made.units[0].id
    decision = ClassDecision(unit, "Tốt", "", day)
    both = replace(
        made.facts,
        class_decisions=(decision,),
        classifications=(Classification(unit, "QĐ 6", day),),
    )
    decided = replace(made, facts=replace(made.facts, class_decisions=(decision,)))
    assert closing_mark(decided, decided) == MARK
    assert closing_mark(decided, made) == f"{MARK} · kèm quyết định xếp loại sau hội nghị"
    assert closing_mark(replace(made, facts=both), made) == (
        f"{MARK} · kèm quyết định xếp loại, kết quả xếp loại chính thức sau hội nghị"
    )


def test_the_papers_of_the_meeting_are_made_from_the_closed_version(tmp_path: Path) -> None:
    then = closed(season())
    stages = tuple(replace(it, after_meeting=it.code == "agreed") for it in then.pack.stages)
    then = replace(then, pack=replace(then.pack, stages=stages))
    row = then.table.criteria()[0]
    later = ScoreKey(then.units[0].id, row.code, "agreed")
    now = replace(then.with_scores({later: Score(D(0))}), units=then.units)
    names = ("bien-ban", "bien-ban-kiem-phieu", "bang-tong-hop")
    told = {}
    for given, folder in ((now, tmp_path / "now"), (then, tmp_path / "then")):
        folder.mkdir()
        made = paper_files(names, given, (), folder, [".docx"], PRINTED_ON, (then, then))
        write_files(made, [])
        told[folder.name] = [words_of(it.target) for it in made]
    assert told["now"][:2] == told["then"][:2]
    assert told["now"][2] != told["then"][2]
    stage = next(it.name for it in stages if it.after_meeting)
    assert f"kèm điểm {stage} sau hội nghị" in told["now"][2]
    assert "sau hội nghị" not in " ".join(told["now"][:2]).partition(MARK)[2][:20]


def words_of(target: Path) -> str:
    """The feet, then all words of a Word file."""
    document = Document(str(target))
    feet = [it.text for section in document.sections for it in section.footer.paragraphs]
    cells = [it.text for table in document.tables for row in table.rows for it in row.cells]
    return "\n".join((*feet, *(it.text for it in document.paragraphs), *cells))


def test_a_form_of_a_rehearsal_says_so_on_every_page(tmp_path: Path) -> None:
    made = season()
    for given, expected in ((made, False), (rehearsed(made), True)):
        for form in (score_form, registration_form):
            target = tmp_path / "form.xlsx"
            form.write(given, given.units[0], target)
            sheet = openpyxl.load_workbook(target).worksheets[0]
            assert (REHEARSAL in str(sheet.oddHeader.right.text)) is expected
            texts = [str(it.value) for row in sheet.iter_rows(max_row=3) for it in row]
            assert any(it.startswith(REHEARSAL) for it in texts) is expected
    [first, *_] = form_files(rehearsed(made), made.units, tmp_path)
    assert first.target.name.startswith("TAP DUOT - ")
