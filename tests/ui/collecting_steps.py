"""The steps of a whole collection that are no forms: signatures, papers, meetings, codes, scores, letters.

Each works on the real pages of a `Desk` and checks what the clerk sees on the way.
"""

import io
from datetime import date
from pathlib import Path

import openpyxl
from pypdf import PdfWriter

from exporters.forms import score_form
from exporters.forms.score.words import CHECK_LABEL
from models.collecting.check_code import check_code
from models.collecting.intake import preview_of
from models.season import ScoreKey
from tests.exporters import office
from tests.exporters.filling import sheet_of
from tests.ui.collecting_desk import Desk
from tests.ui.collecting_forms import BY_HAND, UNITS, YEAR, points_of
from ui.collecting.due_papers import DuePapersTab
from ui.collecting.meeting_view import MeetingBox
from ui.collecting.paper_check import PaperCheckView

# ---- the beginning of the year


def pledges(desk: Desk) -> None:
    desk.at(18, 1)
    tab = desk.tab("registration", "pledges")
    late = next(it for it in tab.pledges.table.records if it.unit.id == "duk")
    tab.pledges._toggle(late, on=False)
    assert tab.primary()[0] == "Ghi 8 đơn vị đã ký"
    tab.sign()
    desk.at(25, 1)
    tab.pledges.day.set_day(date(YEAR, 1, 24))
    desk.answer(signed="24/01/2023", note="ký bổ sung")
    tab.pledges.change(next(it for it in tab.pledges.table.records if it.unit.id == "duk"))


def half_year(desk: Desk) -> None:
    """Reports on paper; a meeting that one unit misses, another attends with the wrong people."""
    desk.at(28, 6)
    tab = due_tab(desk)
    came(tab, "unit-half-year", how="paper")
    desk.at(6, 7)
    tab = due_tab(desk, "meetings")

    def fill_in(box: MeetingBox) -> bool:
        box.name.setText("Hội nghị sơ kết")
        box.day.set_day(date(YEAR, 7, 5))
        presence, _, _ = box.line("btg")
        presence.setCurrentIndex(presence.findData("absent"))
        _, wrong, who = box.line("ubkt")
        wrong.setChecked(True)
        who.setText("Chuyên viên dự thay")
        box.finish()
        return bool(box.result())

    tab.meetings.ask = fill_in
    tab.meetings.add()


def due_tab(desk: Desk, inside: str = "bnc") -> DuePapersTab:
    """The tab, its boxes answered like all others."""
    made: DuePapersTab = desk.tab("due", inside)
    return made


def came(tab: DuePapersTab, paper: str, *units: str, how: str = "file") -> None:
    """A paper of these units (of all) came today."""
    tab.how.setCurrentIndex(tab.how.findData(how))
    for unit in units:
        tab.grid.choose(unit, paper)
        tab.came_today()
    if not units:
        tab.grid.choose("bnc", paper)
        tab.grid.choose_column(tab.grid.currentIndex().column())
        tab.came_today()


# ---- papers, codes, evidence


def papers(desk: Desk) -> None:
    desk.at(7, 12)
    tab = due_tab(desk)
    for paper in ("model-collective", "model-individual", "meeting-paper"):
        came(tab, paper)
    others = [it for it in UNITS if it != "vptu"]
    came(tab, "one-page", *(it for it in UNITS if it != "btg"))
    desk.answer(how="paper", complete=False, reason="Thiếu chữ ký của Thủ trưởng")
    tab.grid.choose("bdv", "unit-year")
    cell = tab.grid.current_cell()
    assert cell is not None
    tab.open_cell(cell)
    came(tab, "unit-year", *(it for it in others if it != "bdv"), how="both")
    desk.at(8, 12)
    a_summary_of_two_pages(desk)
    came(due_tab(desk), "unit-year", "bdv", how="paper")


def a_summary_of_two_pages(desk: Desk) -> None:
    writer, file = PdfWriter(), io.BytesIO()
    for _ in range(2):
        writer.add_blank_page(595, 842)
    writer.write(file)
    path = desk.sent / "Tom tat Ban Tuyen giao.pdf"
    path.write_bytes(file.getvalue())
    desk.read(path)
    assert desk.badges(path.name) == {path.name: "Chưa rõ loại"}
    desk.answer(sender="văn thư", unit="btg", kind="one-page")
    desk.inbox.acts.describe(desk.entry(path.name))
    desk.accept(1)
    assert desk.session.season.facts.receipts[-1].pages == 2


def signed_papers(desk: Desk) -> None:
    """One paper is that of the file; the other was printed before the unit changed its points."""
    desk.at(10, 12)
    tab = desk.tab("checks", "paper")
    view: PaperCheckView = tab._paper_check()
    for unit in ("blc", "tct"):
        assert view.table.select(lambda it: it.unit.id == unit)  # noqa: B023 - called at once
        view.code.setText(printed(desk.sent / f"{unit}.xlsx", desk))
        view.code.setModified(True)
        view.save()
    states = {it.unit.id: it.state for it in view.table.records if it.state != "none"}
    assert states == {"blc": "equal", "tct": "different"}


def printed(path: Path, desk: Desk) -> str:
    """The check code beside the signature: where an office program saved the form, what it worked out."""
    ours = code_of(desk, path)
    if office.SOFFICE and path.name == "blc.xlsx":
        sheet = sheet_of(openpyxl.load_workbook(path, data_only=True))
        texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
        (found,) = [it for it in texts if CHECK_LABEL.strip() in it]
        assert found.partition(CHECK_LABEL)[2] == ours
    return ours


def code_of(desk: Desk, path: Path) -> str:
    """The code of what the file says."""
    season = desk.session.season
    reading = score_form.read(path, season)
    said = season.with_scores(preview_of(season, reading).scores())
    return check_code(said, reading.unit, "self")


def evidence(desk: Desk) -> None:
    desk.at(11, 12)
    tab = desk.tab("evidence", "bnc/I.1.1")
    for code, name in (("I.1.1", "BC_tong ket.pdf"), ("II.1", "TB xep loai.pdf")):
        path = desk.sent / name
        path.write_bytes(f"%PDF-1.4 {name}".encode())
        tab.add_files(code, [path])
        desk.idle()
    kept = desk.session.season.facts.evidence_files
    found = [desk.session.evidence_path(it) for it in kept]
    assert [it.is_file() for it in found if it] == [True, True]


# ---- scores, deductions, appraisal


def the_block_scores(desk: Desk) -> None:
    """Pasted from Excel unit by unit; one figure is put right by hand, two results are written."""
    desk.at(12, 12)
    for unit in UNITS:
        desk.paste_column(unit, "block", points_of(unit, "block"))
    desk.type(ScoreKey("bnc", "I.1.1", "block"), BY_HAND)
    tab = desk.tab("registration")
    tab.show_target("titles")
    for unit, result in (("btc", "98,5"), ("bdv", "93")):
        row = next(it for it in tab.targets.table.records if it.unit.id == unit)
        desk.answer(result=result)
        tab.targets.change(row)


def proposals_are_decided(desk: Desk) -> None:
    """A report two days late and an absence cost a point, wrong composition is let pass."""
    desk.at(13, 12)
    tab = due_tab(desk)
    came(tab, "unit-year", "vptu")
    view = due_tab(desk, "proposals").proposals
    assert {(it.unit.id, it.fault) for it in view.found} == {
        ("btg", "absent"),
        ("ubkt", "wrong_composition"),
        ("vptu", "late_paper"),
    }
    for unit in ("btg", "vptu"):
        assert view.table.select(lambda it: it.unit.id == unit)  # noqa: B023 - called at once
        view.accept()
    assert view.table.select(lambda it: it.unit.id == "ubkt")
    desk.answer(reason="Thủ trưởng đi công tác, có báo trước")
    view.waive()
    assert {it.state for it in view.found} == {"accepted", "waived"}


def the_appraisal(desk: Desk) -> None:
    """The letter asks, the Board's points come, its letter is written: nothing waits any more."""
    desk.at(14, 12)
    tab = desk.tab("appraisal")
    for number, issued in (("21-CV/KTĐ", "13/12/2023"), ("512/BTĐKT", "14/12/2023")):
        desk.answer(number=f"Công văn số {number}", issued=issued)
        name, act = tab.primary()
        assert name.startswith("Ghi văn bản")
        act()
        if tab.session.season.plan.appraisal.is_written:
            break
        for unit in UNITS:
            desk.paste_column(unit, "appraisal", points_of(unit, "appraisal"))
        tab = desk.tab("appraisal")
        assert tab.state.text() == f"{len(UNITS)} đơn vị chờ thẩm định"
    assert tab.state.text() == "Đã có kết quả"
    assert tab.found


def a_doubt_is_kept(desk: Desk) -> None:
    desk.at(15, 12)
    part = desk.tab("checks", "blc").warnings
    row = next(it for it in part.all.open if it.unit_id == "blc")
    desk.answer(note="Đã hỏi, Báo có giải trình")
    part.accept([row])
    assert [it.note for it in part.all.kept] == ["Ghi chú 15/12/2023: Đã hỏi, Báo có giải trình"]
