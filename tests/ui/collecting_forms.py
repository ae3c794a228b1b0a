"""The forms of a whole collection: what nine units register and score, and in which state it comes.

The figures are made up once and for all; `collecting_steps` has the steps that are no forms.
"""

import shutil
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
from PySide6.QtGui import QGuiApplication

from exporters.forms import score_form
from exporters.forms.registration import layout
from models.facts import Facts
from models.points import show_short
from models.season import Season
from models.year_plan import Letter
from tests.exporters import office
from tests.ui.collecting_desk import EVIDENCE, Desk, fill_form, word_form
from ui.book import shipped
from ui.files import exporting

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


# ---- the forms of registration


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
    sheet = book[layout.SHEET]
    rows = {str(row[0].value): row[0].row for row in sheet.iter_rows(max_col=1) if row[0].value}
    heads = {layout.TARGET: 1}
    heads[layout.TITLE] = rows[layout.KEYS]
    values: dict[str, dict[str, Any]] = {
        layout.TARGET: {
            "name": "Văn bản tham mưu đúng hạn",
            "section": "I",
            "measure": "%",
            "planned": 90,
            "registered": 92 + place,
            "last_year": 91,
            "better": layout.BETTER_WORDS["higher"],
        },
        layout.TITLE: {
            "name": "Cờ thi đua của tỉnh",
            "kind": layout.KIND_WORDS["title"],
            "whom": layout.WHOM_WORDS["collective"],
            "count": 1,
        },
    }
    for prefix, cells in values.items():
        at = min(row for name, row in rows.items() if name.startswith(prefix))
        columns = {it.value: it.column for it in sheet[heads[prefix]] if it.value}
        for key, value in cells.items():
            sheet.cell(at, columns[key]).value = value
    book.save(form)


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
