"""Papers and forms to files: calculated once and late, never over a file that is there, without Qt."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from models.collected import Receipt
from models.duties import RequiredPaper
from models.errors import AppError
from models.facts import Facts
from models.papers.kinds import PAPERS
from models.papers.words import Figures, calculate, plain_name
from models.season import Season
from models.table import ScoringTable
from models.year_plan import PaperDue, YearPlan
from tests.ui.page_samples import NOW, TODAY, filled, season
from ui.files import exporting, paper_work
from ui.files.paper_work import FORMS, KINDS

ROOT = Path(__file__).resolve().parents[3]
UNITS = 5


def test_the_points_are_calculated_once_and_only_while_the_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calculated: list[Season] = []

    def counted(given: Season, **more: Any) -> Figures:
        calculated.append(given)
        return calculate(given, **more)

    monkeypatch.setattr(exporting, "calculate", counted)
    given = filled(season(), "self")
    papers = {name: it for name, it in PAPERS.items() if it.offered(given)}
    made = exporting.paper_files(papers, given, given.units, tmp_path, [".xlsx"], TODAY)
    assert len(made) == sum(
        len(it.units(given, given.units, TODAY)) if it.per_unit else 1 for it in papers.values()
    )
    assert not calculated, "the window would stand still"
    written: list[Path] = []
    exporting.write_files(made, written)
    assert len(written) == len(made)
    assert len(calculated) == 1


def test_papers_and_forms_never_replace_a_file_and_tell_each_name(tmp_path: Path) -> None:
    given = filled(season(), "self")
    told: list[tuple[int, int, str]] = []
    for forms in (False, True):
        folder = tmp_path / str(forms)
        folder.mkdir()

        def write(
            report: exporting.Progress, *, forms: bool = forms, folder: Path = folder
        ) -> tuple[Path, ...]:
            if forms:
                return exporting.write_forms(given, given.units, folder, report)
            names = ["phieu-diem"]
            return exporting.write_papers(given, names, folder, [".xlsx"], TODAY, report)

        first = write(exporting.silent)
        for it in first:
            it.write_text("của tôi", encoding="utf-8")
        told.clear()
        second = write(lambda *step: told.append(step))
        assert len({*first, *second}) == 2 * UNITS
        assert {it.read_text(encoding="utf-8") for it in first} == {"của tôi"}
        expected = [(n, UNITS, it.name) for n, it in enumerate(given.units)]
        assert told == [*expected, (UNITS, UNITS, "")]


def test_a_paper_is_written_in_every_format_that_is_asked_for(tmp_path: Path) -> None:
    made = exporting.write_papers(season(), ["bang-tong-hop"], tmp_path, [".pdf", ".docx"], TODAY)
    assert [it.name for it in made] == [
        "Bang tong hop ket qua cham diem 2023.pdf",
        "Bang tong hop ket qua cham diem 2023.docx",
    ]
    assert made[0].read_bytes().startswith(b"%PDF")
    assert made[1].read_bytes().startswith(b"PK")


def test_what_cannot_be_made_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="Không có văn bản “to-khai”"):
        exporting.write_papers(season(), ["bang-tong-hop", "to-khai"], tmp_path, [".pdf"], TODAY)
    bare = season(table=ScoringTable())
    with pytest.raises(AppError, match="chưa có bảng chấm điểm"):
        exporting.write_papers(bare, ["bang-tong-hop"], tmp_path, [".pdf"], TODAY)
    assert not list(tmp_path.iterdir())


def test_reminders_go_to_those_who_owe_and_when_nobody_does_it_is_said(tmp_path: Path) -> None:
    papers = (RequiredPaper("report", "Báo cáo"),)
    plan = YearPlan(papers=papers, dues=(PaperDue("report", date(2023, 12, 11)),))
    owing = season(plan=plan)
    came = Facts(receipts=tuple(Receipt(it.id, "report", TODAY) for it in owing.units[1:]))
    late = date(2024, 1, 5)
    made = exporting.write_papers(
        replace(owing, facts=came), ["nhac-nop"], tmp_path, [".docx", ".pdf", ".xlsx"], late
    )
    first = owing.units[0].name
    assert [it.suffix for it in made] == [".docx", ".pdf", ".xlsx"]
    assert {it.stem for it in made} == {f"Nhac nop {owing.year} - 01 {plain_name(first)}"}
    with pytest.raises(AppError, match="không đơn vị nào trong số đã chọn của khối thiếu văn bản"):
        exporting.write_papers(season(), ["nhac-nop"], tmp_path, [".docx"], late)


def test_a_paper_has_one_title_on_screen_and_on_the_command_line() -> None:
    assert {it.key: it.title for it in KINDS if it.key != FORMS} == {
        key: it.title for key, it in PAPERS.items()
    }


def test_files_are_written_without_loading_qt() -> None:
    program = "import sys, ui.files.exporting; sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_a_file_with_a_long_path_is_asked_about(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "dài" / "Bảng.xlsx"
    monkeypatch.setattr("exporters.files.meant", lambda path: tmp_path / path.name)  # as on Windows
    monkeypatch.setattr(paper_work, "meant", lambda path: tmp_path / path.name)
    made = exporting.FileToWrite(target, "Bảng", lambda _path, _aside=None: None)
    assert paper_work.present([made]) == ()
    (tmp_path / "Bảng.xlsx").write_bytes(b"x")
    there = paper_work.present([made])
    assert there == (target,)
    assert "“Bảng.xlsx” ghi lúc" in paper_work.overwrite_words(there, NOW)
