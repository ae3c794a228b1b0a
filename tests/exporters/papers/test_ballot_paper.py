"""The papers of a vote: as many as asked for, every name on each, the stamp's place, the rehearsal."""

from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader

from exporters.papers import ballot_paper
from exporters.papers.ballot_paper import Layout, file_name, fitting, write
from models.ballot import Ballot, BallotStyle
from models.block import Unit
from models.errors import AppError
from models.meeting import Meeting
from models.season import Season
from tests.ui.page_samples import UNITS, season

BALLOT = Ballot(
    "suy-ton-1",
    "Suy tôn đề nghị tặng Cờ thi đua",
    style="agree",
    candidates=("u2", "u1", "u4"),
)
NAMES = {it.id: it.name for it in UNITS}
LAYOUTS = [Layout("A4", 1), Layout("A4", 2), Layout("A4", 4), Layout("A5", 1)]


def pages(path: Path) -> list[str]:
    return [" ".join(it.extract_text().split()) for it in PdfReader(path).pages]


def printed(
    folder: Path,
    given: Season,
    ballot: Ballot = BALLOT,
    copies: int = 5,
    layout: Layout = LAYOUTS[1],
    points: dict[str, str] | None = None,
) -> list[str]:
    target = folder / "phieu.pdf"
    write(given, ballot, target, copies=copies, layout=layout, points=points)
    return pages(target)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_exactly_as_many_papers_as_asked_for(tmp_path: Path, layout: Layout) -> None:
    told = printed(tmp_path, season(), copies=5, layout=layout)
    assert len(told) == -(-5 // layout.each)
    assert sum(it.count("PHIẾU SUY TÔN") for it in told) == 5
    for unit in BALLOT.candidates:
        assert sum(it.count(NAMES[unit]) for it in told) >= 5
    box = PdfReader(tmp_path / "phieu.pdf").pages[0].mediabox
    wide, high = (float(it) / 72 * 25.4 for it in (box.width, box.height))
    assert (wide, high) == pytest.approx(layout.sheet, abs=0.2)


def test_the_order_is_that_of_the_ballot(tmp_path: Path) -> None:
    (told,) = printed(tmp_path, season(), copies=1)
    places = [told.index(f"{place} {NAMES[it]}") for place, it in enumerate(BALLOT.candidates, 1)]
    assert places == sorted(places)


def test_how_to_fill_it_in_follows_the_style(tmp_path: Path) -> None:
    (told,) = printed(tmp_path, season(), copies=1)
    assert "Đánh dấu X vào một trong hai cột ở mỗi dòng. Số suất: 01." in told
    assert "Không đồng ý" in told
    choose = replace(
        BALLOT, style="choose", seats=2, title="Bầu Trưởng khối năm 2024", purpose="head"
    )
    (told,) = printed(tmp_path, season(), choose, copies=1)
    assert "PHIẾU BẦU Trưởng khối năm 2024" in told
    assert "Được để lại không quá 02 đơn vị" in told
    assert "Đồng ý" not in told


def test_stamp_points_and_round(tmp_path: Path) -> None:
    points = {"u2": "96,50", "u1": "95,00"}
    (told,) = printed(tmp_path, season(), replace(BALLOT, round=2), 1, points=points)
    assert "Dấu của Ban Nội chính Tỉnh ủy" in told
    assert "96,50" in told
    assert "Điểm chưa chính thức." in told
    assert "Đề nghị tặng Cờ thi đua (vòng 2) năm" in told or "(vòng 2)" in told
    (told,) = printed(tmp_path, season(head=""), copies=1)
    assert "Dấu của đơn vị chủ trì" in told
    assert "Điểm" not in told


def test_a_rehearsal_is_marked_on_every_paper(tmp_path: Path) -> None:
    trial = season(meeting=Meeting(is_rehearsal=True))
    told = printed(tmp_path, trial, copies=4, layout=Layout("A4", 4))
    assert sum(it.count("TẬP DƯỢT") for it in told) == 4
    assert "TẬP DƯỢT" not in printed(tmp_path, season(), copies=1)[0]
    assert file_name(trial, BALLOT).endswith("2023 - TAP DUOT.pdf")


def test_the_file_is_named_after_vote_and_round() -> None:
    given = season()
    assert file_name(given, BALLOT) == "Phieu Suy ton de nghi tang Co thi dua - 2023.pdf"
    assert "vong 2" in file_name(given, replace(BALLOT, round=2))


def test_twenty_long_names_fit_or_are_refused(tmp_path: Path) -> None:
    name = "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh Lào Cai"
    units = tuple(Unit(f"{name} {it:02}", f"x{it}") for it in range(20))
    given = season(units=units, head="x0")
    ballot = replace(BALLOT, style="choose", candidates=tuple(it.id for it in units))
    for layout in (LAYOUTS[0], LAYOUTS[1], LAYOUTS[3]):
        told = printed(tmp_path, given, ballot, 1, layout)
        assert all(f"khu công nghiệp tỉnh Lào Cai {it:02}" in told[0] for it in range(20))
    assert LAYOUTS[2] not in fitting(given, ballot, {})
    with pytest.raises(AppError) as told_of:
        printed(tmp_path, given, ballot, 4, LAYOUTS[2])
    assert str(told_of.value) == (
        "20 đơn vị không đủ chỗ trên khổ “A4, bốn phiếu một trang”. Chọn “A4, một phiếu một trang”"
        " hoặc “A4, hai phiếu một trang” hoặc “A5, một phiếu một trang”."
    )


@pytest.mark.parametrize("style", ["agree", "choose"])
def test_every_layout_that_is_offered_prints_twenty_long_names(
    tmp_path: Path, style: BallotStyle
) -> None:
    name = "Trung tâm Phục vụ hành chính công và Kiểm soát thủ tục tỉnh"
    units = tuple(Unit(f"{name} {it:02}", f"x{it}") for it in range(20))
    given = season(units=units, head="x0")
    ballot = replace(BALLOT, style=style, candidates=tuple(it.id for it in units))
    points = {it.id: "97,25" for it in units}
    found = fitting(given, ballot, points)
    assert LAYOUTS[0] in found
    for layout in found:
        told = printed(tmp_path, given, ballot, 2, layout, points)
        assert sum(it.count("97,25") for it in told) == 40


def test_the_instruction_leaves_no_word_alone(tmp_path: Path) -> None:
    choose = replace(BALLOT, style="choose")
    write(season(), choose, tmp_path / "phieu.pdf", copies=1, layout=LAYOUTS[2])
    lines = PdfReader(tmp_path / "phieu.pdf").pages[0].extract_text().splitlines()
    told = [it.split() for it in lines if "Được để lại" in it or "không chọn" in it]
    assert min(len(it) for it in told) >= 5


def test_a_unit_that_left_the_block_keeps_its_name_on_the_paper(tmp_path: Path) -> None:
    ballot = replace(BALLOT, candidates=("u1", "x"), names=("", "Ban đã giải thể"))
    (told,) = printed(tmp_path, season(), ballot, copies=1)
    assert "2 Ban đã giải thể" in told


def test_nothing_to_print_is_refused(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="chưa có đơn vị nào"):
        printed(tmp_path, season(), replace(BALLOT, candidates=()))
    with pytest.raises(AppError, match="từ 1 trở lên"):
        printed(tmp_path, season(), copies=0)
    assert ballot_paper.SIZES[-1] >= 9
