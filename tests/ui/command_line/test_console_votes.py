"""`vote` and `count`: what they print, what they refuse, and that a refused count writes nothing."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import main as program
from models.award_rules import Threshold
from models.ballot import Ballot
from models.meeting import Meeting
from storage.audit import Act
from storage.block_file import BlockFile
from tests.ui.page_samples import NOW, season

HALF = Threshold("own", "Khối quyết định", "ballot", "valid", 1, 2)
HEAD = Ballot(
    "truong-1",
    "Bầu Trưởng khối năm 2024",
    "head",
    candidates=("u1", "u2"),
    threshold=HALF,
    members=17,
    present=17,
)
FLAG = replace(HEAD, code="suy-ton-1", purpose="award", style="agree", threshold=None)
PAPERS = ["--issued", 17, "--returned", 17, "--valid", 16, "--invalid", 1, "--blank", 0]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    path = tmp_path / "Khoi.khoi"
    given = season(meeting=Meeting(ballots=(HEAD, FLAG)))
    BlockFile.create(path, given, Act(NOW, "Tạo sổ")).close()
    return path


def run(*arguments: object) -> int:
    return program.main([str(it) for it in arguments])


def listed(book: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run("vote", book, "--json") == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_every_round_with_what_it_needs(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head, flag = listed(book, capsys)
    assert (head["code"], head["seats"], head["members"], head["base"]) == ("truong-1", 1, 17, None)
    assert head["threshold"]["source"] is None
    assert head["outcome"]["known"] is False
    assert head["count"]["issued"] is None
    assert flag["threshold"] is None
    assert run("vote", book) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].endswith("CHƯA CHÍNH THỨC")
    assert told[-1].strip() == "Chưa quyết định tỷ lệ cần đạt."


def test_a_count_is_written_and_gives_the_outcome(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("count", book, "truong-1", *PAPERS, "--votes", "u1=8", "u2=8", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["base"], told["needed"]) == (16, 9)
    assert told["outcome"]["run_off"] == ["u1", "u2"]
    assert told["candidates"][0]["text"] == "cần 9/16, đạt 8, thiếu 1"
    assert run("count", book, "truong-1", "--votes", "u2=7", "u1=9", "--close") == 0
    assert capsys.readouterr().out.startswith("Trúng cử: Ban Nội chính Tỉnh ủy.")
    head = listed(book, capsys)[0]
    assert (head["outcome"]["elected"], head["closed"]) == (["u1"], True)
    with BlockFile.open(book, now=NOW) as file:
        assert file.history(limit=1)[0].what.startswith("kiểm phiếu – Bầu Trưởng khối")
        kept = file.snapshot().meeting.ballots[0]
    assert (kept.elected, kept.result) == (("u1",), "Trúng cử: Ban Nội chính Tỉnh ủy.")
    assert kept.names == ("Ban Nội chính Tỉnh ủy", "Ban Tổ chức Tỉnh ủy")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["truong-1", *PAPERS[:-4], "--invalid", 2], "Hợp lệ 16 + không hợp lệ 2 = 18"),
        (["truong-1", *PAPERS, "--votes", "u1=9", "u2=8"], "Cộng 17 phiếu"),
        (["truong-1", "--votes", "u9=1"], "không có đơn vị này trên phiếu"),
        (["truong-1", "--votes", "u1=-1"], "ghi số nguyên từ 0 trở lên"),
        (["truong-1", "--issued", "17,5"], "ghi số nguyên từ 0 trở lên"),
        (["truong-1", "--votes", "u1=1", "u1=2"], "ghi hai lần"),
        (["truong-1", "--against", "u1=1"], "không có cột không đồng ý"),
        (["truong-1", "--close"], "Chưa xác nhận được kết quả: Chưa đếm"),
        (["suy-ton-1", *PAPERS, "--votes", "u1=9", "u2=9", "--close"], "Chưa quyết định tỷ lệ"),
        (["khac"], "Không có vòng bỏ phiếu “khac”. Các vòng: truong-1, suy-ton-1."),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(
    book: Path, capsys: pytest.CaptureFixture[str], arguments: list[object], sentence: str
) -> None:
    before = listed(book, capsys)
    assert run("count", book, *arguments) == 1
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert listed(book, capsys) == before


def test_the_second_count_is_held_against_the_first(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = [*PAPERS, "--votes", "u1=9", "u2=7"]
    assert run("count", book, "truong-1", *first) == 0
    assert run("count", book, "truong-1", "--second", *PAPERS, "--votes", "u1=8", "u2=8") == 1
    assert "Kiểm lần hai" in capsys.readouterr().err
    assert run("count", book, "truong-1", "--second", *first, "--close") == 0
    assert listed(book, capsys)[0]["second"]["votes"] == {"u1": 9, "u2": 7}
    assert run("count", book, "truong-1", "--votes", "u1=8") == 1
    assert "đã xác nhận" in capsys.readouterr().err


def test_a_closed_year_keeps_its_counts(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with BlockFile.open(book, now=NOW) as file:
        file.close_year(2023, NOW.date(), Act(NOW, "chốt"), "1")
    assert run("count", book, "truong-1", *PAPERS) == 1
    assert capsys.readouterr().err.count("\n") == 1
