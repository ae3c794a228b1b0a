"""The inbox with files of other kinds: papers, registrations, zips; and a book that is opened again."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
from pytestqt.qtbot import QtBot

from exporters.forms import registration_form
from models.duties import RequiredPaper
from models.facts import Target
from models.season import Score, ScoreKey
from tests.ui.collecting.test_page_imports import ALL_IN, Desk, answers
from tests.ui.page_samples import filled, season


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Two units' forms are in the book already."""
    made = Desk(qtbot, tmp_path, filled(season(), "self", ["u1", "u2"]))
    yield made
    made.session.close()


def test_what_waits_is_read_again_when_the_book_is_opened_again(desk: Desk, qtbot: QtBot) -> None:
    desk.read(desk.form("u3", ALL_IN))
    path = desk.session.file.path
    desk.session.close()
    (desk.forms / "u3.xlsx").unlink()
    desk.session.open(path)
    desk.qtbot.waitUntil(lambda: desk.badges() == {"u3.xlsx": "Mới"})
    desk.page.accept()
    assert desk.session.season.score("u3", "I.1", "self").points is not None


def test_a_paper_gets_its_unit_and_kind_by_hand_and_is_received(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack = desk.session.season.pack
    paper = RequiredPaper("unit-year", "Báo cáo tổng kết")
    desk.session.set_pack(replace(pack, papers=(paper,)))
    scan = desk.forms / "bao cao.pdf"
    scan.write_bytes(b"%PDF-1.4 scan")
    desk.read(scan)
    assert desk.badges() == {"bao cao.pdf": "Chưa rõ loại"}
    answers(
        monkeypatch,
        {"sender": "văn thư", "unit": "u4", "kind": "unit-year", "received": date(2026, 11, 28)},
    )
    desk.page.acts.describe(desk.page.entries[0])
    desk.qtbot.waitUntil(lambda: desk.badges() == {"bao cao.pdf": "Giấy tờ"})
    desk.page.accept()
    (receipt,) = desk.session.season.facts.receipts
    assert (receipt.unit, receipt.paper, receipt.file) == ("u4", "unit-year", "bao cao.pdf")
    assert receipt.received == date(2026, 11, 28)
    assert desk.badges() == {"bao cao.pdf": "Đã nhận"}
    desk.session.undo()
    assert desk.session.season.facts.receipts == ()
    assert desk.badges() == {"bao cao.pdf": "Giấy tờ"}


def test_each_file_of_a_zip_is_an_entry_of_its_own(desk: Desk) -> None:
    packed = desk.forms / "gửi khối.zip"
    with ZipFile(packed, "w") as made:
        for unit in ("u3", "u4"):
            made.write(desk.form(unit, ALL_IN), f"{unit}.xlsx")
    desk.read(packed)
    assert desk.badges() == {"gửi khối.zip › u3.xlsx": "Mới", "gửi khối.zip › u4.xlsx": "Mới"}
    desk.page.accept()
    assert desk.told[-1] == "Đã nhận 2 tệp."
    score = desk.session.season.score("u3", "I.1", "self")
    assert score.source == "gửi khối.zip › u3.xlsx"
    kept = desk.session.season.submissions[0]
    assert desk.session.original(kept) == (desk.forms / "u3.xlsx").read_bytes()


def test_a_registration_form_is_told_from_a_score_form_and_entered_as_one_act(desk: Desk) -> None:
    given = desk.session.season
    target = Target("u3", "Thu ngân sách", "I", Decimal(100), measure="tỷ đồng")
    unit = given.unit("u3")
    assert unit is not None
    form = desk.forms / "dang ky.xlsx"
    told = replace(given, facts=replace(given.facts, targets=(target,)))
    registration_form.write(told, unit, form)
    desk.read(form, desk.form("u3", ALL_IN))
    assert desk.badges() == {"dang ky.xlsx": "Mới", "u3.xlsx": "Mới"}
    desk.page.accept()
    assert desk.session.season.facts.targets == (target,)
    assert {it.kind for it in desk.session.season.submissions} == {"scores", "registration"}
    entries = desk.session.history()
    assert [(it.kind, it.source) for it in entries[:2]] == [
        ("scores", "u3.xlsx"),
        ("facts", "dang ky.xlsx"),
    ]
    desk.session.undo()
    assert desk.session.season.facts.targets == ()
    assert desk.badges() == {"dang ky.xlsx": "Mới", "u3.xlsx": "Mới"}


def test_an_empty_file_is_kept_and_told_as_any_other(desk: Desk) -> None:
    empty = desk.forms / "rong.xlsx"
    empty.write_bytes(b"")
    desk.read(empty)
    assert desk.badges() == {"rong.xlsx": "Không đọc được"}
    path = desk.session.file.path
    desk.session.close()
    desk.session.open(path)
    desk.qtbot.waitUntil(lambda: desk.badges() == {"rong.xlsx": "Không đọc được"})


def test_warnings_of_a_form_are_accepted_with_a_note_and_do_not_come_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    blank = filled(season(), "self", ["u3"]).with_scores({ScoreKey("u3", "I.1", "self"): Score()})
    desk.read(desk.form("u3", blank))
    entry = desk.page.entries[0]
    assert entry.preview is not None
    warnings = [it for it in entry.preview.problems if it.severity == "warning"]
    assert warnings
    answers(monkeypatch, {"note": "Đơn vị giải thích qua điện thoại"})
    desk.page.acts.keep_warnings(entry)
    kept = desk.session.season.facts.kept_warnings
    assert [(it.unit, it.code, it.note) for it in kept] == [
        ("u3", it.code, "Đơn vị giải thích qua điện thoại") for it in warnings
    ]
    assert desk.badges() == {"u3.xlsx": "Mới"}
    desk.page.accept()
    assert desk.badges() == {"u3.xlsx": "Đã nhận"}
