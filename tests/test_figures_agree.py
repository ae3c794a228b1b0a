"""One test of the one calculation: screen, JSON, Excel (recalculated), Word and PDF say the same."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import main as program
from exporters import FORMATS
from models.points import show
from models.report import Report
from models.reports import PAPERS, build
from models.season import Season
from storage.audit import Act
from storage.block_file import BlockFile
from tests.exporters import reading
from ui import shipped
from ui.jobs import Jobs
from ui.pages.ranking import RankingPage
from ui.pages.scores import ScoresPage
from ui.session import Session

TODAY = date(2023, 12, 19)
Told = dict[str, dict[str, Any]]


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    path = tmp_path / "Khối.khoi"
    BlockFile.create(path, shipped.sample(), Act(datetime(2023, 12, 6), "Tạo sổ mẫu")).close()
    made = Session()
    made.open(path)
    yield made
    made.close()


def told_by_json(path: Path, capsys: pytest.CaptureFixture[str]) -> Told:
    assert program.main(["ranking", str(path), "--json"]) == 0
    return {it["unit"]: it for it in json.loads(capsys.readouterr().out)["standings"]}


def comma(points: str | None) -> str:
    return "–" if points is None else show(Decimal(points))


def rank_mark(it: dict[str, Any]) -> str:
    if it["rank"] is None:
        return "–"
    return f"{it['rank']} =" if it["tied"] else str(it["rank"])


@pytest.mark.office
@pytest.mark.skipif(not reading.has_office(), reason="LibreOffice recalculates the workbook")
def test_screen_json_excel_word_and_pdf_agree(
    session: Session, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    told = told_by_json(session.file.path, capsys)
    check_screen(session, told, qtbot)
    reports = [build("bang-tong-hop", session.season, printed_on=TODAY)]
    check_result_table(reports[0], session.season, told)
    for unit in ("btc", "bnd", "tct"):
        reports.append(build("phieu-diem", session.season, unit, printed_on=TODAY))
        check_unit_sheet(reports[-1], told[unit])
    for report in reports:
        check_formats(report, tmp_path)
    assert set(PAPERS) == {"bang-tong-hop", "phieu-diem"}, "a new paper belongs into this test"


def check_screen(session: Session, told: Told, qtbot: QtBot) -> None:
    ranking = RankingPage(session, Jobs())
    scores = ScoresPage(session, Jobs())
    for page in (ranking, scores):
        qtbot.addWidget(page)
        page.resize(1200, 700)
        page.show()
    drawn = {row.unit: (row.rank, row.total) for row in ranking.view.rows}
    assert drawn == {unit: (rank_mark(it), comma(it["total"])) for unit, it in told.items()}
    for unit, it in told.items():
        scores.show_target(unit)
        assert f"Tổng <b>{comma(it['total'])}</b>" in scores.bar.words


def check_result_table(report: Report, season: Season, told: Told) -> None:
    table = report.parts[0].tables[0]
    names = {unit.name: unit.id for unit in season.units}
    seen = {}
    for row in table.rows:
        texts = [cell.text for cell in row.cells]
        unit = next(names[text] for text in texts if text in names)
        seen[unit] = texts
    assert set(seen) == set(told)
    for unit, it in told.items():
        expected = [comma(it["sections"][code]) for code in ("I", "II", "III")]
        expected += [comma(it["bonus"]), comma(it["deductions"]), comma(it["total"]), rank_mark(it)]
        rest = iter(seen[unit])
        assert all(figure in rest for figure in expected), (unit, expected, seen[unit])


def check_unit_sheet(report: Report, it: dict[str, Any]) -> None:
    figures = reading.report_figures(report)
    for code in ("I", "II", "III"):
        assert comma(it["sections"][code]) in figures
    assert figures[-1] == comma(it["total"])


def check_formats(report: Report, folder: Path) -> None:
    expected = reading.report_figures(report)
    for suffix, write in FORMATS.items():
        target = folder / f"{report.file_stem}{suffix}"
        write(report, target)
        read = reading.recalculated(target, folder) if suffix == ".xlsx" else target
        assert reading.figures(read) == expected, f"{target.name} differs from the report"
