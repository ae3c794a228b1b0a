"""The steps of a whole collection, as the clerk and nine units take them; `test_collection_replay` plays them.

Each step works on the real pages of a `Desk` and checks what the clerk sees on the way.
"""

import io
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from pypdf import PdfWriter
from PySide6.QtGui import QGuiApplication

from exporters import registration_form_layout, score_form
from exporters.score_form_words import CHECK_LABEL
from models.check_code import check_code
from models.facts import Facts
from models.intake import preview_of
from models.points import show_short
from models.season import ScoreKey, Season
from models.year_plan import Letter
from tests.exporters import office
from tests.exporters.filling import sheet_of
from tests.ui.collecting_desk import EVIDENCE, Desk, fill_form, word_form
from ui import exporting, shipped
from ui.collecting.due_papers import DuePapersTab
from ui.collecting.meeting_view import MeetingBox
from ui.collecting.paper_check import PaperCheckView

YEAR = 2023
UNITS = ("bnc", "blc", "btc", "btg", "bdv", "ubkt", "vptu", "tct", "duk")
APPRAISED = "III"
BY_HAND = "11,75"
"""What the head corrects in one cell of its own unit: I.1.1 of the block."""
CHANGED = {"I.3.3": "4,5", "III.3.2": "1"}
"""What the school wrote in its second form."""
Points = dict[str, str]


def given() -> Season:
    """The sample's block with nine of its units, its rules, table and plan; nothing has come in yet."""
    made = shipped.sample()
    plan = replace(made.plan, appraisal_request=Letter(), appraisal=Letter())
    units = tuple(it for it in made.units if it.id in UNITS)
    return replace(made, units=units, scores={}, facts=Facts(), plan=plan, is_sample=False)


GIVEN = given()
CRITERIA = {row.code: row.max_points or Decimal(0) for row in GIVEN.table.criteria()}


def points_of(unit: str, stage: str) -> Points:
    """What a unit, the block, the Board give it: figures made up once and for all."""
    place = UNITS.index(unit)
    found = {}
    for number, (code, most) in enumerate(CRITERIA.items(), 1):
        points = most - Decimal("0.25") * ((place * number) % 5)
        if stage != "self" and (place + number) % 4 == 0:
            points -= Decimal("0.5")
        if stage == "appraisal" and (place + number) % 3 == 0:
            points -= Decimal("0.25")
        if stage != "appraisal" or code.startswith(APPRAISED):
            found[code] = show_short(max(points, Decimal(0)))
    return found


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


def registrations(desk: Desk) -> None:
    """Nine forms go out and come back filled, as one folder."""
    desk.at(20, 2)
    tab = desk.tab("registration", "titles")
    with desk.qtbot.waitSignal(desk.jobs.finished, timeout=20_000):
        tab.export_forms()
    desk.idle()
    forms = sorted(desk.out.glob("*.xlsx"))
    assert len(forms) == len(UNITS)
    for place, form in enumerate(forms):
        register(form, place)
    folder = desk.sent / "dang ky"
    shutil.move(desk.out, folder)
    desk.out.mkdir()
    desk.at(10, 3)
    desk.read(folder)
    assert set(desk.badges(*(it.name for it in forms)).values()) == {"Mới"}
    desk.accept(len(UNITS))
    assert len(desk.session.season.facts.targets) == len(UNITS)


def register(form: Path, place: int) -> None:
    """One target and one title into the first lines of the form."""
    book = openpyxl.load_workbook(form)
    sheet = book[registration_form_layout.SHEET]
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value}
    heads = {registration_form_layout.TARGET: 1}
    heads[registration_form_layout.TITLE] = rows[registration_form_layout.KEYS]
    values: dict[str, dict[str, Any]] = {
        registration_form_layout.TARGET: {
            "name": "Văn bản tham mưu đúng hạn",
            "section": "I",
            "measure": "%",
            "planned": 90,
            "registered": 92 + place,
            "last_year": 91,
            "better": registration_form_layout.BETTER_WORDS["higher"],
        },
        registration_form_layout.TITLE: {
            "name": "Cờ thi đua của tỉnh",
            "kind": registration_form_layout.KIND_WORDS["title"],
            "whom": registration_form_layout.WHOM_WORDS["collective"],
            "count": 1,
        },
    }
    for prefix, cells in values.items():
        at = min(row for name, row in rows.items() if name.startswith(prefix))
        columns = {it.value: it.column for it in sheet[heads[prefix]] if it.value}
        for key, value in cells.items():
            sheet.cell(at, columns[key]).value = value
    book.save(form)


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


# ---- score forms


def form_of(desk: Desk, unit: str) -> Path:
    """The form that went out to a unit, as a copy that it fills in."""
    found = desk.session.season.unit(unit)
    assert found is not None
    name = score_form.file_name(desk.session.season, found)
    return Path(shutil.copy(desk.out / name, desk.sent / f"{unit}.xlsx"))


def resaved(path: Path) -> Path:
    """By LibreOffice where it is, else by a library; the name stays."""
    if office.SOFFICE:
        shutil.copy(office.convert(path, "xlsx", path.parent / "office"), path)
    else:
        openpyxl.load_workbook(path).save(path)
    return path


def forms_come_in(desk: Desk) -> None:
    desk.at(20, 11)
    exporting.write_forms(desk.session.season, desk.session.season.units, desk.out)
    desk.at(1, 12)
    sound = [fill_form(form_of(desk, it), points_of(it, "self")) for it in ("bnc", "blc", "tct")]
    desk.read(sound[0], resaved(sound[1]), sound[2])
    packed = desk.sent / "hai đơn vị.zip"
    with ZipFile(packed, "w") as made:
        for unit in ("btg", "bdv"):
            made.write(fill_form(form_of(desk, unit), points_of(unit, "self")), f"{unit}.xlsx")
    desk.read(packed)
    assert desk.badges("bnc.xlsx", "blc.xlsx", "hai đơn vị.zip › btg.xlsx") == {
        "bnc.xlsx": "Mới",
        "blc.xlsx": "Mới",
        "hai đơn vị.zip › btg.xlsx": "Mới",
    }
    desk.accept(5)
    a_word_table(desk)
    two_at_once(desk)


def a_word_table(desk: Desk) -> None:
    """Its unit is called by a name that nobody knows yet; the clerk says once which one is meant."""
    desk.at(2, 12)
    head = ("BẢNG TỰ CHẤM ĐIỂM THI ĐUA NĂM 2023", "Đơn vị: B. Tổ chức")
    path = desk.sent / "Bang cham diem.docx"
    desk.read(word_form(path, desk.session.season, head, points_of("btc", "self"), EVIDENCE))
    assert desk.badges(path.name) == {path.name: "Từ chối"}
    desk.answer(sender="đ/c Hoa, qua Zalo", unit="btc")
    desk.inbox.acts.describe(desk.entry(path.name))
    desk.idle()
    desk.qtbot.waitUntil(lambda: desk.badges(path.name) == {path.name: "Mới"}, timeout=20_000)
    assert [it.name for it in desk.session.season.facts.aliases] == ["B. Tổ chức"]
    desk.accept(1)


def two_at_once(desk: Desk) -> None:
    """Two versions in one letter: neither counts until one is set aside."""
    desk.at(3, 12)
    right = fill_form(form_of(desk, "duk"), points_of("duk", "self"))
    wrong = desk.sent / "duk nháp.xlsx"
    shutil.copy(right, wrong)
    fill_form(wrong, {"I.1.1": "9"})
    desk.read(right, wrong)
    assert set(desk.badges("duk.xlsx", wrong.name).values()) == {"Từ chối"}
    desk.answer(reason="đơn vị gửi nhầm bản nháp")
    desk.inbox.acts.set_aside(desk.entry(wrong.name))
    assert desk.badges("duk.xlsx", wrong.name) == {"duk.xlsx": "Mới", wrong.name: "Để riêng"}
    desk.accept(1)


def faulty_forms_go_back_and_come_again(desk: Desk) -> None:
    """The units mend the copy in which their faults are marked."""
    faults = {"ubkt": {"I.1.1": "15", "II.1": "khá"}, "vptu": {"I.2.2": "4,555"}}
    desk.at(4, 12)
    forms = {it: fill_form(form_of(desk, it), points_of(it, "self") | faults[it]) for it in faults}
    desk.read(*forms.values())
    before = desk.session.season.scores
    for unit, form in forms.items():
        entry = desk.entry(form.name)
        assert desk.badges(form.name) == {form.name: "Từ chối"}
        desk.inbox.acts.copy_message(entry)
        assert all(it in QGuiApplication.clipboard().text() for it in faults[unit].values())
        desk.inbox.acts.mark(entry)
        desk.answer()
        desk.inbox.acts.give_back(entry)
    assert desk.session.season.scores == before
    desk.at(4, 12, 15)
    mended = []
    for unit, wrong in faults.items():
        marked = Path(shutil.copy(desk.out / f"{unit} - can sua.xlsx", desk.sent))
        points = points_of(unit, "self")
        mended.append(fill_form(marked, {code: points[code] for code in wrong}))
    desk.read(*mended)
    assert set(desk.badges(*(it.name for it in mended)).values()) == {"Mới"}
    desk.accept(len(faults))


def a_unit_sends_another_version(desk: Desk) -> None:
    """After it was accepted: what differs is shown, both files stay."""
    desk.at(9, 12)
    form = desk.sent / "tct lần 2.xlsx"
    shutil.copy(desk.sent / "tct.xlsx", form)
    fill_form(form, CHANGED)
    desk.read(form)
    assert desk.badges(form.name) == {form.name: "2 điểm thay đổi"}
    desk.accept(1)
    assert desk.badges("tct.xlsx", form.name) == {
        "tct.xlsx": "Có bản mới hơn",
        form.name: "Đã nhận",
    }


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
    tab.open_cell(tab.grid.current_cell())
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
    for unit, path in (("blc", desk.sent / "blc.xlsx"), ("tct", desk.sent / "tct.xlsx")):
        assert view.table.select(lambda it, unit=unit: it.unit.id == unit)
        view.code.setText(printed(path, desk))
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
        assert view.table.select(lambda it, unit=unit: it.unit.id == unit)
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
