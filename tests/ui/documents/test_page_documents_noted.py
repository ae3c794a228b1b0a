"""What is noted of papers: numbers, texts, signatures; the register; the whole set; the office's own templates."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.paper_record import PaperRecord, Prose
from models.papers.kinds import PAPERS
from models.papers.prose import blanks
from models.papers.report import Paragraph, Signature
from models.table import ScoringTable
from tests.ui.page_samples import TODAY, filled, season, session_of
from ui.book.jobs import Jobs
from ui.documents import paper_state
from ui.documents.papers_tab import PapersTab
from ui.documents.register_tab import RegisterTab
from ui.documents.templates_tab import TemplatesTab
from ui.files import paper_work
from ui.files.paper_work import KINDS
from ui.widgets.forms import FormDialog

BY_KEY = {it.key: it for it in KINDS}
RESULT, SHEETS, FORMS = BY_KEY["bang-tong-hop"], BY_KEY["phieu-diem"], BY_KEY["forms"]


@pytest.fixture
def page(qtbot: QtBot, tmp_path: Path) -> Iterator[PapersTab]:
    session = session_of(tmp_path, filled(season(), "self"))
    made = PapersTab(session, Jobs())
    session.changed.connect(made.refresh)
    made.refresh("file")
    qtbot.addWidget(made)
    made.show()
    made.folder = tmp_path / "ra"
    made.folder.mkdir()
    yield made
    made.close()
    session.close()


def export(qtbot: QtBot, page: PapersTab, kind: paper_work.PaperKind, suffix: str) -> list[str]:
    with qtbot.waitSignal(page.jobs.finished, timeout=20000):
        page.export(kind, suffix)
    assert page.folder is not None
    return sorted(it.name for it in page.folder.iterdir())


# ---- what is noted of a paper


def answering(page: PapersTab, **answers: Any) -> None:
    page.ask = lambda dialog: {**dialog.form.values(), **answers}


def test_a_number_and_day_stand_on_the_paper_and_in_the_register(
    qtbot: QtBot, page: PapersTab
) -> None:
    kind = BY_KEY["ke-hoach-tong-ket"]
    page.show_target(kind.key)
    answering(page, number="05", issued=date(2023, 12, 5), to="", recipients="", signed=TODAY)
    page.change_record(kind)
    season_ = page.session.season
    assert season_.plan.record(kind.key).number == "05"
    made = PAPERS[kind.key].make(season_, page.figures, "", TODAY)
    assert (made.heading.number, made.heading.code) == ("05", "KH")
    assert made.heading.place_date.endswith("ngày 05 tháng 12 năm 2023")
    register = RegisterTab(page.session, Jobs())
    qtbot.addWidget(register)
    register.refresh("file")
    assert register.table.as_text(register.table.records).splitlines() == [
        "Kế hoạch\t\t\t\t\t\t",
        "05/KH-KTĐ\t05/12/2023\tKế hoạch tổng kết\t06/12/2023\t–\t\t",
    ]
    texts = [it.text() for it in register.findChildren(QLabel)]
    assert any("Loại kế hoạch còn trống 01, 02, 03, 04" in it for it in texts)


def test_a_number_that_is_taken_is_asked_about_once(qtbot: QtBot, page: PapersTab) -> None:
    plan = page.session.season.plan.with_record(PaperRecord("ke-hoach", number="01"))
    page.session.set_plan(plan, "cấp số")
    said: list[str] = []

    def press_twice(dialog: FormDialog) -> dict[str, Any] | None:
        qtbot.addWidget(dialog)
        dialog.show()
        assert "Số tiếp theo là 02." in [it.text()[:19] for it in dialog.findChildren(QLabel)]
        dialog.form.input("number").setText("1")
        dialog.finish()
        said.extend(it.text() for it in dialog.findChildren(QLabel) if "đã cấp" in it.text())
        assert dialog.isVisible()
        dialog.finish()
        assert not dialog.isVisible()
        return dialog.form.values()

    page.ask = press_twice
    page.change_record(BY_KEY["ke-hoach-tong-ket"])
    assert said == ["Số 1 đã cấp cho văn bản khác."]
    assert page.session.season.plan.record("ke-hoach-tong-ket").number == "1"


def test_texts_of_the_clerk_stand_in_the_paper(page: PapersTab) -> None:
    kind = BY_KEY["ke-hoach-tong-ket"]
    field = PAPERS[kind.key].prose[0]
    before = blanks(PAPERS[kind.key].make(page.session.season, page.figures, "", TODAY))
    page.ask = lambda dialog: {**dialog.form.values(), field.key: "Lời của khối 123."}
    page.change_texts(kind)
    made = PAPERS[kind.key].make(page.session.season, page.figures, "", TODAY)
    said = [it.text for it in made.parts[0].contents if isinstance(it, Paragraph)]
    assert any("Lời của khối 123" in it for it in said)
    assert len(blanks(made)) <= len(before)
    page.session.undo()
    assert page.session.season.plan.record(kind.key).prose == ()


def test_the_first_export_is_noted(qtbot: QtBot, page: PapersTab) -> None:
    export(qtbot, page, RESULT, ".pdf")
    assert page.session.season.plan.record(RESULT.key).exported == TODAY
    line = next(it for it in page.table.records if it.key == RESULT.key)
    assert page._state(line) == "đã xuất"


def test_the_lines_of_the_signature_are_kept_with_the_block(page: PapersTab) -> None:
    answering(
        page,
        lines="KT. TRƯỞNG BAN\nkiêm\nTRƯỞNG KHỐI THI ĐUA",
        name="",
        recipients="Như trên\nCác đơn vị",
    )
    page.change_signing()
    signing = page.session.season.block.signing
    assert signing.lines == ("KT. TRƯỞNG BAN", "kiêm", "TRƯỞNG KHỐI THI ĐUA")
    made = PAPERS["ke-hoach-tong-ket"].make(page.session.season, page.figures, "", TODAY)
    signed = [it for part in made.parts for it in part.contents if isinstance(it, Signature)]
    assert signed[0].signers[0].office == "KT. TRƯỞNG BAN\nkiêm\nTRƯỞNG KHỐI THI ĐUA"


def test_the_whole_set_is_written_in_the_order_of_the_year(qtbot: QtBot, page: PapersTab) -> None:
    assert page.folder is not None
    with qtbot.waitSignal(page.jobs.finished, timeout=120_000):
        page.export_all()
    folder = next(it for it in page.folder.iterdir() if it.is_dir())
    names = sorted(it.name for it in folder.iterdir())
    assert len(names) > 25
    assert names[0].startswith("01 ")
    order = [
        next(i for i, it in enumerate(names) if key in it)
        for key in ("Giao uoc", "Bang tong hop ket qua", "Bien ban")
    ]
    assert order == sorted(order)


def test_without_a_table_what_needs_none_can_still_be_made(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(tmp_path, season(table=ScoringTable()))
    page = PapersTab(session, Jobs())
    qtbot.addWidget(page)
    page.show()
    page.refresh("file")
    page.show_target("bang-tong-hop")
    assert not page.card.formats[".docx"].isEnabled()
    assert page.primary() is None
    page.show_target("ke-hoach-tong-ket")
    assert page.card.formats[".docx"].isEnabled()
    page.close()
    session.close()


# ---- the office's own templates


def test_fields_are_found_without_accents_and_a_template_is_filled(
    qtbot: QtBot, tmp_path: Path, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = TemplatesTab(page.session, page.jobs)
    qtbot.addWidget(tab)
    tab.refresh("file")
    tab.search.setText("truong khoi nam")
    assert "truong_khoi" in {it.name for it in tab.table.records}
    source, target = tmp_path / "mau.docx", tmp_path / "ra.docx"
    document = Document()
    document.add_paragraph("Kính gửi {{khoi}} năm {{nam}}")
    document.save(source)
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: source)
    monkeypatch.setattr("ui.widgets.files.ask_save", lambda *_: target)
    with qtbot.waitSignal(tab.told, timeout=20_000):
        tab.fill()
    words = "\n".join(it.text for it in Document(target).paragraphs)
    assert words.strip() == "Kính gửi Khối thi đua các cơ quan Tỉnh ủy năm 2023"


def test_a_misspelt_field_is_told_with_its_place_before_anything_is_written(
    qtbot: QtBot, tmp_path: Path, page: PapersTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab = TemplatesTab(page.session, page.jobs)
    qtbot.addWidget(tab)
    tab.refresh("file")
    source = tmp_path / "mau.docx"
    document = Document()
    document.add_paragraph("Kính gửi {{khoy}}")
    document.save(source)
    told: list[str] = []
    monkeypatch.setattr("ui.widgets.files.ask_open", lambda *_: source)
    monkeypatch.setattr("ui.documents.templates_tab.tell", lambda *given: told.append(given[-1]))
    tab.fill()
    assert len(told) == 1
    assert "khoy" in told[0]
    assert "khoi" in told[0]


def test_a_unit_s_paper_is_noted_for_each_unit_that_got_one(qtbot: QtBot, page: PapersTab) -> None:
    page._ticked[SHEETS.key] = frozenset({"u2", "u3"})
    page.export(SHEETS, ".xlsx")
    page._ticked[SHEETS.key] = frozenset({"u1"})  # another choice while it is written
    qtbot.waitUntil(lambda: not page.jobs.busy, timeout=20_000)
    plan = page.session.season.plan
    noted = {it.id for it in page.session.season.units if plan.record(SHEETS.key, it.id).exported}
    assert noted == {"u2", "u3"}
    assert plan.record(SHEETS.key).exported is None
    line = next(it for it in page.table.records if it.key == SHEETS.key)
    assert page._state(line) == "đã xuất 2/5"


def test_one_letter_sent_of_five_is_not_all_sent(page: PapersTab) -> None:
    plan = page.session.season.plan.with_record(PaperRecord(SHEETS.key, "u1", sent=TODAY))
    page.session.set_plan(plan, "gửi")
    assert paper_state.state(page.session.season, SHEETS.key) == ("đã gửi 1/5", "action")


def test_without_units_a_paper_of_units_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    session = session_of(tmp_path, season(units=(), head="", deputy="", table=ScoringTable()))
    page = PapersTab(session, Jobs())
    qtbot.addWidget(page)
    page.show()
    page.refresh("file")
    for line in page.table.records:
        page.table.select(lambda it, key=line.key: it.key == key)
    page.show_target("trang-ho-so")
    assert page.obstacle(BY_KEY["trang-ho-so"]) == "Chưa có đơn vị nào"
    page.close()
    session.close()


def test_what_is_noted_after_the_closing_stands_on_the_minutes(
    qtbot: QtBot, page: PapersTab
) -> None:
    session = page.session
    session.close_year(TODAY, "1")
    minutes = BY_KEY["bien-ban"]
    answering(page, number="07", issued=TODAY)
    page.change_record(minutes)
    assert "Bien ban Hoi nghi" in export(qtbot, page, minutes, ".docx")[0]
    assert page.folder is not None
    words = "\n".join(
        cell.text
        for it in page.folder.glob("*.docx")
        for table in Document(it).tables
        for row in table.rows
        for cell in row.cells
    )
    assert "07" in words
    # Notes of papers are no change of the result: a corrigendum can still be given up.
    session.open_year("Xem lại")
    session.keep_closed()
    assert session.season.is_final


def test_a_summary_that_outgrows_its_page_is_told(qtbot: QtBot, page: PapersTab) -> None:
    plan = page.session.season.plan
    page.show_target("tom-tat-don-vi")
    long = Prose("requests", "a" * 1040)
    page.session.set_plan(
        plan.with_record(PaperRecord("tom-tat-don-vi", "u5", prose=(long,))), "ghi"
    )
    qtbot.wait(20)
    told = [it.text() for it in page.card.findChildren(QLabel)]
    assert "Lời văn dài quá một trang A4: Trường Chính trị bớt khoảng 40 chữ cái." in told
    page.show_target("tom-tat-don-vi/u1")
    qtbot.wait(20)
    assert not any("dài quá" in it.text() for it in page.card.findChildren(QLabel))
