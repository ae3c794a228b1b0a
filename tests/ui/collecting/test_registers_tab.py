"""The registers over all units: what each record does, the one form for them, the hint of a serious one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.facts import DisciplineFault, Exclusion, Facts, IneligibleDossiers, Reminder, Target
from tests.ui.score_samples import opened, sample
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting.register_rows import REGISTERS
from ui.collecting.registers import RegistersTab
from ui.widgets.forms import FormDialog
from ui.widgets.notice import Notice

D = Decimal
UNIT, OTHER = "Ban Dân vận", "Ban Nội chính"
FACTS = Facts(
    reminders=(
        *(Reminder(UNIT, f"{number}/UBND", date(2023, 5, number)) for number in range(1, 6)),
        Reminder(OTHER, "77/TU", date(2023, 9, 14), extended=True, issuer="Tỉnh ủy", serious=True),
    ),
    dossiers=(IneligibleDossiers(UNIT, 6, "TB 12"), IneligibleDossiers(OTHER, 2)),
    discipline=(DisciplineFault(OTHER, "absent", "Họp sơ kết", date(2023, 7, 5), about="k1"),),
    exclusions=(Exclusion("Văn phòng", "Có đơn thư", "9-TB", date(2023, 10, 2), hold=True),),
    targets=(
        Target(UNIT, "Thu ngân sách", "I", D(100), D(110), bonus=D(1), last_year=D(90)),
        Target(UNIT, "Đơn thư", "I", D(90), D(90)),
        Target(OTHER, "Trồng rừng", "I", None, D(5)),
    ),
)


@pytest.fixture
def tab(tmp_path: Path, qtbot: Any) -> Iterator[RegistersTab]:
    session = opened(tmp_path, replace(sample(), facts=FACTS))
    made = shown(session, qtbot)
    yield made
    session.close()


def shown(session: Session, qtbot: Any) -> RegistersTab:
    made = RegistersTab(session, Jobs())
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.refresh("file")
    session.changed.connect(made.refresh)
    return made


def answering(tab: RegistersTab, **answers: Any) -> list[FormDialog]:
    asked: list[FormDialog] = []

    def fill(dialog: FormDialog) -> dict[str, Any]:
        asked.append(dialog)
        return {**dialog.form.values(), **answers}

    tab.ask = fill
    return asked


def lines(tab: RegistersTab) -> list[str]:
    """The register as it is copied: without the verbs at the right."""
    table = tab.tables[tab.kind]
    return [it.replace("\t", " | ") for it in table.as_text(table.records).splitlines()]


@pytest.mark.parametrize(
    ("kind", "register", "sentence"),
    [
        (
            "reminders",
            [
                "Ban Dân vận | 1/UBND | 01/05/2023 | – | Nhắc nhở | − 0,50",
                "Ban Dân vận | 2/UBND | 02/05/2023 | – | Nhắc nhở | − 0,50",
                "Ban Dân vận | 3/UBND | 03/05/2023 | – | Nhắc nhở | − 0,50",
                "Ban Dân vận | 4/UBND | 04/05/2023 | – | Nhắc nhở | − 0,50",
                "Ban Dân vận | 5/UBND | 05/05/2023 | – | Nhắc nhở | 0,00",
                "Ban Nội chính | 77/TU | 14/09/2023 | Tỉnh ủy | Nghiêm trọng | − 0,50",
            ],
            "6 văn bản nhắc nhở của 2 đơn vị, trừ 2,50 điểm.",
        ),
        (
            "dossiers",
            ["Ban Dân vận | 6 | TB 12 | − 1,50", "Ban Nội chính | 2 | Chưa có | Chưa trừ"],
            "8 hồ sơ không đủ điều kiện của 2 đơn vị, trừ 1,50 điểm, 1 chưa trừ vì chờ văn bản.",
        ),
        (
            "discipline",
            ["Ban Nội chính | Vắng họp khối | 05/07/2023 | – | − 1,00"],
            "1 vi phạm của 1 đơn vị, trừ 1,00 điểm.",
        ),
        (
            "exclusions",
            ["Văn phòng | Có đơn thư | 9-TB | 02/10/2023 | Tất cả | Không bình xét, suy tôn"],
            "1 lý do không bình xét của 1 đơn vị, 1 đang có hiệu lực.",
        ),
        (
            "targets",
            [
                "Ban Dân vận | Thu ngân sách | I | 100 | 110 | Có | + 1,00",
                "Ban Dân vận | Đơn thư | I | 90 | 90 | Không | 0,00",
                "Ban Nội chính | Trồng rừng | I | – | 5 | – | 0,00",
            ],
            "3 chỉ tiêu của 2 đơn vị, 1 vượt đăng ký, thưởng 1,00 điểm.",
        ),
    ],
)
def test_each_register_says_whose_which_paper_and_what_it_does(
    tab: RegistersTab, kind: str, register: list[str], sentence: str
) -> None:
    tab.show_target(kind)
    assert lines(tab) == register
    assert tab.sentence() == sentence


def test_the_registers_amounts_are_those_of_the_results(tab: RegistersTab) -> None:
    taken = D(0)
    for kind in ("reminders", "dossiers", "discipline"):
        tab.show_target(kind)
        taken += sum((it.amount for it in tab.tables[kind].records), D(0))
    assert -taken == sum((it.deductions for it in tab.session.results), D(0))


def test_why_a_target_earns_nothing_stands_below_its_name(tab: RegistersTab) -> None:
    tab.show_target("targets")
    why = [it.why for it in tab.tables["targets"].records]
    assert why[0] == ""
    assert why[1] == "không thưởng: thực hiện 90, đăng ký 90, chưa vượt"
    assert "không đăng ký chỉ tiêu này" in why[2]


def test_a_record_is_added_for_a_chosen_unit_changed_and_taken_out_as_one_act_each(
    tab: RegistersTab,
) -> None:
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Thêm văn bản nhắc nhở…"
    asked = answering(tab, unit=OTHER, document="80/UBND")
    primary[1]()  # type: ignore[operator]
    assert "unit" in asked[0].form.values()
    assert tab.session.season.facts.reminders[-1] == Reminder(OTHER, "80/UBND")
    assert tab.session.undo_label == "thêm văn bản nhắc nhở của Ban Nội chính"
    answering(tab, issuer="UBND tỉnh")
    tab.change(tab.tables["reminders"].records[-1])
    assert tab.session.season.facts.reminders[-1].issuer == "UBND tỉnh"
    tab.remove(tab.tables["reminders"].records[0])
    assert tab.session.season.facts.reminders[0].document == "2/UBND"
    for _ in range(3):
        tab.session.undo()
    assert tab.session.season.facts.reminders == FACTS.reminders


def test_what_the_form_does_not_ask_for_is_kept(tab: RegistersTab) -> None:
    for kind, field, value in (("discipline", "about", "k1"), ("targets", "last_year", D(90))):
        tab.show_target(kind)
        answering(tab, note="đã rà soát")
        tab.change(tab.tables[kind].records[0])
        changed = getattr(tab.session.season.facts, kind)[0]
        assert (changed.note, getattr(changed, field)) == ("đã rà soát", value)


def test_a_serious_reminder_offers_the_exclusion_already_filled(tab: RegistersTab) -> None:
    (strip,) = tab.findChildren(Notice)
    press = next(it for it in strip.findChildren(QPushButton))
    assert press.text() == "Ghi không bình xét…"
    asked = answering(tab)
    heard: list[str] = []
    tab.told.connect(lambda words, *_: heard.append(words))
    press.click()
    assert heard == [f"Đã ghi không bình xét, suy tôn: {OTHER}."]
    chosen = tab.tables["reminders"].selected
    assert chosen is not None
    assert (chosen.fact.document, chosen.settled) == ("77/TU", "đã ghi không bình xét")
    assert asked[0].windowTitle() == "Ghi đơn vị không bình xét, suy tôn"
    new = tab.session.season.facts.exclusions[-1]
    assert (new.unit, new.document, new.since) == (OTHER, "77/TU", date(2023, 9, 14))
    assert "nghiêm trọng" in new.reason
    assert tab.session.result(OTHER).excluded is not None
    assert not [it for it in tab.findChildren(Notice) if it.isVisible()]
    tab.session.undo()
    assert [it for it in tab.findChildren(Notice) if it.isVisible()]


def test_delete_and_enter_work_from_the_keyboard(tab: RegistersTab, qtbot: Any) -> None:
    table = tab.tables["reminders"]
    table.select(lambda it: it.fact.document == "2/UBND")
    table.setFocus()
    asked = answering(tab)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert asked[0].form.values()["document"] == "2/UBND"
    assert tab.session.undo_label == ""
    tab.window().activateWindow()
    qtbot.waitUntil(table.hasFocus)
    qtbot.keyClick(table, Qt.Key.Key_Delete)
    assert "2/UBND" not in [it.document for it in tab.session.season.facts.reminders]


def test_what_a_cap_spares_says_so_and_not_that_it_was_counted_before(tab: RegistersTab) -> None:
    """S3: 0,5 point each, at most 2 in all."""
    assert [it.why for it in tab.tables["reminders"].records] == [
        *[""] * 4,
        "đã trừ đủ mức tối đa 2 điểm",
        "",
    ]
    again = DisciplineFault(OTHER, "absent", "Họp tổng kết", date(2023, 12, 19))
    tab.session.change_fact(None, again, "ghi vắng họp")
    tab.show_target("discipline")
    assert [it.why for it in tab.tables["discipline"].records] == ["", "đã tính ở lần trước"]


def test_a_unit_is_found_in_a_register(tab: RegistersTab) -> None:
    tab.show_target(f"dossiers/{OTHER}")
    chosen = tab.tables["dossiers"].selected
    assert chosen is not None
    assert chosen.unit == OTHER


def test_an_empty_register_says_what_belongs_there_and_offers_the_form(
    tmp_path: Path, qtbot: Any
) -> None:
    session = opened(tmp_path, sample())
    made = shown(session, qtbot)
    assert made.primary() is None
    for kind, title in REGISTERS:
        made.show_target(kind)
        assert [it.text() for it in made._empty[kind].findChildren(QPushButton)][-1].startswith(
            ("Thêm ", "Ghi ")
        )
        assert title
    answering(made, unit=UNIT, name="Thu hút", section="I")
    made.add()
    assert session.season.facts.targets[-1].name == "Thu hút"
    assert made.primary() is not None
    session.close()


def test_a_read_only_file_shows_the_registers_and_takes_nothing(tmp_path: Path, qtbot: Any) -> None:
    first = opened(tmp_path, replace(sample(), facts=FACTS))
    second = Session(clock=first.now)
    second.open(first.file.path)
    made = shown(second, qtbot)
    assert made.primary() is None
    assert made.sentence() == second.read_only_reason
    answering(made, document="x")
    made.change(made.tables["reminders"].records[0])
    made.remove(made.tables["reminders"].records[0])
    made.add()
    assert second.season.facts.reminders == FACTS.reminders
    second.close()
    first.close()


def test_the_tabs_count_their_records(tab: RegistersTab) -> None:
    def shown_texts() -> list[str]:
        return [it.text() for it in tab.choice.findChildren(QPushButton)]

    assert shown_texts()[1:] == [
        "Hồ sơ không đủ điều kiện (2)",
        "Kỷ luật, vi phạm (1)",
        "Không bình xét, tạm dừng (1)",
        "Chỉ tiêu vượt (3)",
    ]
    tab.session.change_fact(FACTS.discipline[0], None, "bỏ")
    assert shown_texts()[2] == "Kỷ luật, vi phạm"
