"""Tests of the one calculation: screen, JSON, Excel (as written and recalculated), Word and PDF say
the same, whatever totals the pack ranks on."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

import main as program
from exporters import FORMATS, write_paper
from models.papers.kinds import PAPERS, build
from models.papers.report import Paragraph, Report
from models.points import show
from models.season import Score, ScoreKey, Season
from storage.audit import Act
from storage.block_file import BlockFile
from tests.exporters import reading
from ui.book import shipped
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.meeting.closing_views import ChangesBox
from ui.pages.ranking import RankingPage
from ui.pages.scores import ScoresPage

TODAY = date(2023, 12, 19)
OTHERS = (
    "dang-ky-thi-dua",
    "so-sanh-chi-tieu",
    "de-nghi-tham-dinh",
    "so-sanh-tham-dinh",
    "bien-ban",
    "maket",
    "tong-hop-tu-cham",
    "xin-tham-dinh",
    "to-trinh",
    "bao-cao-tong-ket-khoi",
    "trich-ngang",
)
LISTS = {
    *("ke-hoach", "nhac-nop", "du-toan", "bia-ho-so", "dien-hinh", "trang-ho-so"),
    *("bao-cao-so-ket-don-vi", "bao-cao-tong-ket-don-vi", "tom-tat-don-vi", "bao-cao-so-ket-khoi"),
    "danh-muc-ho-so",
    "dinh-chinh",
    "bien-ban-kiem-phieu",
    "bang-cham-diem",
    "xin-y-kien-bang-diem",
    "giao-uoc",
    "chua-ky-giao-uoc",
    "ke-hoach-tong-ket",
    "giay-moi",
    "giay-moi-don-vi",
    "giay-moi-khach",
    "chuong-trinh",
    "thong-bao-truong-khoi",
}
"""Papers without a figure of the ranking; a corrigendum has figures of two versions of it, which
`test_a_corrigendum_says_the_figures_of_both_versions` holds against them."""
SHEETS = ("btc", "bnd", "tct")
RANKED_ON: dict[str, dict[str, Any]] = {
    "exact": {"rank_on": "exact"},
    "whole points": {"rank_on": "rounded", "decimals": 0},
    "one decimal": {"rank_on": "rounded", "decimals": 1},
}
Told = dict[str, dict[str, Any]]


@pytest.fixture(params=RANKED_ON)
def ranked_on(request: pytest.FixtureRequest) -> dict[str, Any]:
    """What the pack ranks on: the sample's totals end in quarters, so that rounding moves them."""
    return RANKED_ON[request.param]


@pytest.fixture
def session(tmp_path: Path, ranked_on: dict[str, Any]) -> Iterator[Session]:
    path = tmp_path / "Khối.khoi"
    season = shipped.sample()
    season = replace(season, pack=replace(season.pack, **ranked_on))
    BlockFile.create(path, season, Act(datetime(2023, 12, 6), "Tạo sổ mẫu")).close()
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


def test_screen_json_excel_word_and_pdf_agree(
    session: Session,
    ranked_on: dict[str, Any],
    tmp_path: Path,
    qtbot: QtBot,
    capsys: pytest.CaptureFixture[str],
) -> None:
    told = told_by_json(session.file.path, capsys)
    moved = [it for it in told.values() if it["total"] != it["exact_total"]]
    assert bool(moved) == (ranked_on["rank_on"] == "rounded"), "rounding must change something"
    check_screen(session, told, qtbot)
    table, *sheets = reports(session.season)
    check_result_table(table, session.season, told)
    for unit, sheet in zip(SHEETS, sheets, strict=True):
        check_unit_sheet(sheet, told[unit])
    others = [build(it, session.season, printed_on=TODAY) for it in OTHERS]
    for report in (table, *sheets, *others):
        check_formats(report, tmp_path)
    known = {"bang-tong-hop", "phieu-diem", *OTHERS, *LISTS}
    assert set(PAPERS) == known, "a new paper belongs into this test"


def test_a_corrigendum_says_the_figures_of_both_versions(
    session: Session, tmp_path: Path, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """Screen, JSON and the paper in every format, before and after."""
    path, told = session.file.path, []
    session.close_year(TODAY, "0.1.0")
    told.append(told_by_json(path, capsys))
    session.open_year("Cộng sai")
    key = ScoreKey("blc", "I.1.1", "agreed")
    session.set_scores({key: Score(Decimal(12))}, "sửa điểm")
    session.close_year(TODAY, "0.1.0", "Cộng sai", "CV 12")
    told.append(told_by_json(path, capsys))
    versions = session.closed_versions()
    assert versions is not None
    report = build("dinh-chinh", session.season, versions=versions, printed_on=TODAY)
    check_formats(report, tmp_path)
    [table] = report.parts[0].tables
    said = {row.cells[1].text: row.cells for row in table.rows if row.key.startswith("blc:")}
    for place, it in enumerate(told, start=2):
        total = it["blc"]["total"]
        assert said["Tổng điểm"][place].text == comma(total)
        assert said["Hạng"][place].text == rank_mark(it["blc"])
    box = ChangesBox(*versions[-2:], "Trước và sau")
    qtbot.addWidget(box)
    drawn = {it.what: it.new for it in box.found if it.unit.id == "blc"}
    assert drawn["Tổng điểm"] == Decimal(told[1]["blc"]["total"])
    assert report.mark.startswith("Bản chốt số 01 · mã ")


def reports(season: Season) -> list[Report]:
    """The result table, and the sheets of three units."""
    sheets = [build("phieu-diem", season, unit, printed_on=TODAY) for unit in SHEETS]
    return [build("bang-tong-hop", season, printed_on=TODAY), *sheets]


@pytest.mark.office
@pytest.mark.skipif(not reading.has_office(), reason="LibreOffice recalculates the workbook")
def test_excel_works_out_the_same_figures(session: Session, tmp_path: Path) -> None:
    for report in reports(session.season):
        target = tmp_path / f"{report.file_stem}.xlsx"
        write_paper(report, target)
        worked_out = reading.figures(reading.recalculated(target, tmp_path))
        assert worked_out == reading.report_figures(report), target.name


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
    closing = report.parts[0].tables[0].rows[-1]
    assert comma(it["total"]) in [cell.text for cell in closing.cells]
    said = [it.text for it in report.parts[0].contents if isinstance(it, Paragraph)]
    assert f"Vì sao {comma(it['total'])} điểm?" in said
    if it["total"] != it["exact_total"]:
        assert closing.cells[1].text == "Làm tròn khi xếp hạng"
        assert comma(it["exact_total"]) in figures, "the sum that was rounded stays to be seen"


def check_formats(report: Report, folder: Path) -> None:
    expected = reading.report_figures(report)
    for suffix in FORMATS:
        target = folder / f"{report.file_stem}{suffix}"
        write_paper(report, target)
        assert reading.figures(target) == expected, f"{target.name} differs from the report"
