"""close, reopen and closings on the command line."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

import main as program
from models.season import Score, ScoreKey, Season
from storage.audit import Act
from storage.block_file import BlockFile
from tests.models.drawing import D
from tests.models.meeting_day.test_closing import drawn

NOW = datetime(2023, 12, 19, 9, 0)


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def book(folder: Path, made: Season) -> Path:
    path = folder / "khoi.khoi"
    BlockFile.create(path, made, Act(NOW, "tạo sổ")).close()
    return path


def run(capsys: pytest.CaptureFixture[str], *words: object, code: int = 0) -> str:
    assert program.main([str(it) for it in words]) == code
    told = capsys.readouterr()
    return (told.err if code else told.out).strip()


def test_a_year_is_closed_corrected_and_closed_anew(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = book(tmp_path, drawn())
    first = run(capsys, "close", path, "--on", "2023-12-19", "--document", "BB 07")
    assert first.startswith("Bản chốt số 00 · mã ")
    assert json.loads(run(capsys, "ranking", path, "--json"))["final"] is True
    refused = run(capsys, "close", path, "--on", "2023-12-20", code=1)
    assert "đã chốt kết quả" in refused
    assert run(capsys, "reopen", path, "--reason", "Cộng sai") == (
        "Đã mở đính chính kết quả năm 2023"
    )
    with BlockFile.open(path, now=NOW) as it:
        it.set_scores(2023, {ScoreKey("Ban B", "I.1", "agreed"): Score(D(19))}, Act(NOW, "sửa"))
    assert "lý do" in run(capsys, "close", path, "--on", "2023-12-25", code=1)
    run(capsys, "close", path, "--on", "2023-12-25", "--reason", "Cộng sai", "--document", "CV 12")
    told = json.loads(run(capsys, "closings", path, "--json"))
    assert (told["final"], told["closed_on"], told["rehearsal"]) == (True, "2023-12-25", False)
    assert [(it["number"], it["reason"], it["document"]) for it in told["closings"]] == [
        (0, "", "BB 07"),
        (1, "Cộng sai", "CV 12"),
    ]
    assert first.endswith(told["closings"][0]["mark"])
    assert len(told["checklist"]) == 10
    lines = run(capsys, "closings", path).splitlines()
    assert lines[1] == f"Bản 01 · 25/12/2023 · mã {told['closings'][1]['mark']} · Cộng sai"
    out = run(capsys, "export", path, "--to", tmp_path / "ra", "--paper", "dinh-chinh")
    assert "Dinh chinh so 01 ket qua nam 2023.docx" in out


def test_what_is_open_is_named_and_must_be_accounted_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = drawn()
    path = book(tmp_path, replace(made, facts=replace(made.facts, attendance=())))
    told = run(capsys, "close", path, "--on", "2023-12-19", code=1)
    assert told == (
        "Còn 1 việc trước khi chốt. Dự hội nghị: Chưa ghi có mặt, vắng của Ban A, Ban B, Ban C. "
        "Giải quyết từng việc, hoặc ghi lý do bằng --reason."
    )
    run(capsys, "close", path, "--on", "2023-12-19", "--reason", "Điểm danh trên giấy")
    [closing] = json.loads(run(capsys, "closings", path, "--json"))["closings"]
    assert closing["reason"] == "Điểm danh trên giấy. Còn mở khi chốt: Dự hội nghị"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("close", "--on", "19/12/2023"), "Ngày “19/12/2023” chưa đúng."),
        (("reopen", "--reason", "x"), "chưa chốt kết quả"),
        (("export", "--to", "ra", "--paper", "dinh-chinh"), "chưa có lần đính chính nào"),
    ],
)
def test_a_wrong_wish_is_refused_in_one_sentence(
    words: tuple[str, ...],
    expected: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    path = book(tmp_path, drawn())
    verb, *rest = words
    told = run(capsys, verb, path, *rest, code=1)
    assert expected in told
    assert "\n" not in told
    assert run(capsys, "closings", path) == "Năm 2023 chưa chốt kết quả lần nào."
    out = run(capsys, "export", path, "--to", "moi", "--format", "xlsx")
    assert "Dinh chinh" not in out
