"""The commands of docs/CLI.md: what they print, how they end, and that they never overwrite."""

import json
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

import main as program
from ui.book import places, shipped

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def book(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    path = tmp_path / "Khối Tỉnh ủy.khoi"
    assert program.main(["sample", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture(autouse=True)
def own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))


def run_json(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> object:
    assert program.main([str(it) for it in arguments]) == code
    return json.loads(capsys.readouterr().out)


def test_ranking_as_json(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run_json(capsys, "ranking", book, "--json")
    drawn = [(it["rank"], it["tied"], it["unit"], it["total"]) for it in told["standings"]]
    assert drawn == [
        (1, False, "bnc", "96.75"),
        (2, True, "btc", "96.50"),
        (2, True, "vptu", "96.50"),
        (4, False, "ubkt", "92.75"),
        (5, False, "bdv", "90.00"),
        (6, False, "blc", "89.00"),
        (7, False, "btg", "88.50"),
        (8, False, "nktu", "87.00"),
        (9, False, "tct", "85.50"),
        (10, False, "bnd", "77.50"),
        (None, False, "duk", "91.00"),
    ]
    assert (told["season"], told["pack"], told["final"]) == (2023, "lao-cai-3666", False)
    assert told["standings"][-1]["excluded"].startswith("Có văn bản phê bình")
    assert told["standings"][0]["sections"] == {"I": "58.25", "II": "19.50", "III": "15.00"}


def test_ranking_of_a_stage(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    told = run_json(capsys, "ranking", book, "--json", "--stage", "appraisal")
    waiting = {it["unit"]: it["missing"] for it in told["standings"] if not it["complete"]}
    assert set(waiting) == {"tct", "bnd"}
    assert all(code.startswith("III.") for code in waiting["tct"])
    agreed = run_json(capsys, "ranking", book, "--json", "--stage", "agreed")
    assert {it["total"] for it in agreed["standings"]} == {None}


def test_an_unknown_stage_is_refused_in_one_sentence(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["ranking", str(book), "--stage", "x"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == "Không có bước chấm “x”. Các bước: self, block, appraisal, agreed.\n"


def test_dump_load_dump_is_the_same(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, copy, second = tmp_path / "a.json", tmp_path / "b.khoi", tmp_path / "b.json"
    assert program.main(["dump", str(book), "--to", str(first)]) == 0
    assert program.main(["load", str(first), str(copy)]) == 0
    assert program.main(["dump", str(copy), "--to", str(second)]) == 0
    assert first.read_bytes() == second.read_bytes()
    capsys.readouterr()
    assert run_json(capsys, "ranking", copy, "--json") == run_json(
        capsys, "ranking", book, "--json"
    )


def test_nothing_is_overwritten(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    assert program.main(["sample", str(book)]) == 1
    target = tmp_path / "a.json"
    target.write_text("của tôi", encoding="utf-8")
    assert program.main(["dump", str(book), "--to", str(target)]) == 1
    assert target.read_text(encoding="utf-8") == "của tôi"
    assert book.read_bytes() == before
    assert capsys.readouterr().err.count("\n") == 2
    folder = tmp_path / "biểu mẫu"
    assert program.main(["forms", str(book), "--to", str(folder)]) == 0
    assert program.main(["forms", str(book), "--to", str(folder)]) == 0
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert len(set(files)) == len(files) == 22
    assert all(it.exists() for it in files)


def test_the_shipped_forms_are_previewed_then_accepted_once(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shipped.sample_forms()[0].parent
    looked = run_json(capsys, "import", book, folder, "--json")
    states = {it["unit"]: it["state"] for it in looked}
    assert len(looked) == 8
    assert {unit for unit, state in states.items() if state == "same"} == {"btc", "vptu"}
    assert {it["accepted"] for it in looked} == {False}
    assert run_json(capsys, "import", book, folder, "--json") == looked
    taken = run_json(capsys, "import", book, folder, "--accept", "--json")
    assert [it["accepted"] for it in taken] == [it["state"] == "changed" for it in taken]
    again = run_json(capsys, "import", book, folder, "--accept", "--json")
    assert {it["state"] for it in again} == {"same"}
    changed = next(it for it in looked if it["unit"] == "bnc")
    assert changed["changes"] == [
        {
            "criterion": "I.2.1",
            "stage": "self",
            "old": "10.00",
            "new": "9.75",
            "old_inputs": {},
            "new_inputs": {},
        }
    ]


def test_a_file_that_is_no_form_is_refused_and_the_others_are_taken(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    photo = tmp_path / "IMG_2201.xlsx"
    photo.write_bytes(b"\xff\xd8\xff\xe0" + b"0" * 100)
    good = shipped.sample_forms()[0]
    told = run_json(capsys, "import", book, photo, good, "--accept", "--json", code=1)
    assert [(it["state"], it["accepted"]) for it in told] == [("refused", False), ("changed", True)]
    assert told[0]["problems"][0]["code"]


def test_export_writes_every_paper_in_every_format(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "văn bản"
    assert program.main(["export", str(book), "--to", str(folder), "--paper", "bang-tong-hop"]) == 0
    files = [Path(line) for line in capsys.readouterr().out.splitlines()]
    assert sorted(it.suffix for it in files) == [".docx", ".pdf", ".xlsx"]
    assert all(it.stat().st_size > 1000 for it in files)
    assert program.main(["export", str(book), "--to", str(folder), "--paper", "không-có"]) == 1
    assert "bang-tong-hop" in capsys.readouterr().err


def test_check_tells_a_score_over_the_maximum(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = tmp_path / "a.json"
    assert program.main(["dump", str(book), "--to", str(document)]) == 0
    data = json.loads(document.read_text(encoding="utf-8"))
    score = next(it for it in data["scores"] if it["criterion"] == "III.3.1")
    score["points"] = "9"
    document.write_text(json.dumps(data), encoding="utf-8")
    loaded = tmp_path / "b.khoi"
    assert program.main(["load", str(document), str(loaded)]) == 0
    capsys.readouterr()
    told = run_json(capsys, "check", loaded, "--json", code=1)
    assert told["ok"] is False
    errors = [it["code"] for it in told["problems"] if it["severity"] == "error"]
    assert errors == ["points-over-maximum"]
    # What only stands out is asked about, and is no error.
    assert "far-from-self" in {it["code"] for it in told["problems"]}


WRONG_CALLS = [
    ["ranking"],
    ["không-có-lệnh", "x", "y"],
    ["export", "x.khoi"],
    ["export", "x.khoi", "--to"],
    ["export", "x.khoi", "--to", "y", "--format", "txt"],
    ["ranking", "x.khoi", "thừa"],
    ["import", "x.khoi", "y.xlsx", "--acc"],
    ["import", "x.khoi", "y.xlsx", "--json=1"],
    ["--gì-đó"],
]
ENGLISH = re.compile(
    r"\b(the|argument|arguments|required|expected|invalid|unrecognized|usage|choose)\b"
)


@pytest.mark.parametrize("arguments", WRONG_CALLS)
def test_a_wrong_call_ends_with_two(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = program.main(arguments)
    except SystemExit as ended:
        code = ended.code
    assert code == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Lệnh chưa đúng")
    assert told.err.count("\n") == 1
    assert not ENGLISH.search(told.err)


@pytest.mark.parametrize("command", [[], ["export"], ["import"], ["selftest"]])
def test_help_is_vietnamese(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        program.main([*command, "--help"])
    assert ended.value.code == 0
    told = capsys.readouterr().out
    assert told.startswith("Cách gọi: main.py")
    assert not re.search(r"\b(usage|options|show|positional)\b", told)


ODD = "a" * 300
ODD_CALLS = [
    ["ranking", f"{ODD}.khoi"],
    ["sample", f"{ODD}.khoi"],
    ["load", f"{ODD}.json", "x.khoi"],
    ["import", "BOOK", f"{ODD}.xlsx"],
    ["import", "BOOK", f"{ODD}/thư mục"],
    ["dump", "BOOK", "--to", f"{ODD}.json"],
    ["dump", "BOOK", "--to", "không có/a.json"],
    ["forms", "BOOK", "--to", ODD],
    ["export", "BOOK", "--to", f"{ODD}/x"],
    ["sample", "mới.khoi", "--forms", ODD],
]


@pytest.mark.parametrize("call", ODD_CALLS)
def test_an_odd_name_is_refused_in_one_sentence(
    call: list[str],
    book: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.glob("*.khoi"))
    assert program.main([str(book) if it == "BOOK" else it for it in call]) == 1
    told = capsys.readouterr()
    assert told.err.count("\n") == 1
    assert len(told.err) > 10
    assert sorted(tmp_path.glob("*.khoi")) == before


def test_a_missing_folder_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert program.main(["sample", str(tmp_path / "không có" / "x.khoi")]) == 1
    told = capsys.readouterr().err
    assert told == (
        f"Không có thư mục “{tmp_path / 'không có'}”."
        " Tạo thư mục đó trước hoặc chọn thư mục khác.\n"
    )


def test_sample_forms_are_never_written_over_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "biểu mẫu"
    folder.mkdir()
    mine = folder / shipped.sample_forms()[0].name
    mine.write_text("của tôi", encoding="utf-8")
    assert program.main(["sample", str(tmp_path / "a.khoi"), "--forms", str(folder)]) == 0
    written = [Path(line) for line in capsys.readouterr().out.splitlines()[1:]]
    assert mine.read_text(encoding="utf-8") == "của tôi"
    assert mine not in written
    assert len(written) == 8
    assert all(it.stat().st_size > 1000 for it in written)


def test_a_book_that_cannot_be_understood_names_its_copies(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert program.main(["import", str(book), str(shipped.sample_forms()[0])]) == 0  # makes a copy
    with closing(sqlite3.connect(book)) as db, db:
        db.execute("update seasons set pack = '{}'")
    capsys.readouterr()
    for command in (["ranking", str(book)], ["import", str(book), str(tmp_path / "a.xlsx")]):
        assert program.main(command) == 1
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert f"Các bản sao lưu ở “{places.backups() / book.stem}”." in told


REFUSED = {
    "missing.khoi": None,
    "empty.khoi": b"",
    "text.khoi": "Khối thi đua".encode(),
    "foreign.khoi": b"SQLite format 3\x00" + b"\x00" * 200,
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_book_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    content = REFUSED[name]
    if content is not None:
        path.write_bytes(content)
    assert program.main(["ranking", str(path), "--json"]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert name in told.err
    assert content is None or path.read_bytes() == content


def test_no_qt_is_loaded_and_output_is_utf8_on_any_console(book: Path) -> None:
    code = (
        "import sys, main; r = main.main(sys.argv[1:]);"
        "assert not [m for m in sys.modules if m.startswith('PySide6')]; raise SystemExit(r)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "ranking", str(book)],
        cwd=ROOT,
        env={"PYTHONIOENCODING": "cp1258", "PATH": ""},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert "Ban Nội chính Tỉnh ủy" in done.stdout.decode("utf-8")
