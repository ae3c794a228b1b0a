"""The tab "Đăng ký, giao ước": every act goes through the session and can be undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from exporters.forms import registration_form
from models.collected import Pledge, RegisteredTitle
from models.collecting.registration import RegistrationReading, previews
from models.criterion_rule import CriterionRule
from models.facts import Facts, Target
from models.season import ScoreKey, Season
from models.table import ScoringTable
from tests.ui.page_samples import NOW, TABLE, TODAY, season, session_of
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.collecting import registration
from ui.collecting.registration import RegistrationTab
from ui.collecting.registration_preview import RegistrationLines
from ui.widgets.forms import FormDialog

TARGETS = (
    Target(
        *("u1", "Hồ sơ đúng hạn", "I", Decimal("98.5"), Decimal("99.2"), Decimal(95), "%"),
        criterion="I.1",
    ),
    Target("u2", "Khiếu nại", "I", Decimal(2), measure="vụ", better="lower"),
)
TITLES = (RegisteredTitle("u1", "Cờ thi đua"),)


def planned_table() -> ScoringTable:
    """Criterion I.1 asks for a plan and its result."""
    first = TABLE.rows[0]
    asked = replace(first.rows[0], rule=CriterionRule("plan"))
    return replace(TABLE, rows=(replace(first, rows=(asked, *first.rows[1:])), *TABLE.rows[1:]))


def given() -> Season:
    facts = Facts(targets=TARGETS, titles=TITLES, pledges=(Pledge("u1", date(2023, 1, 15)),))
    return season(facts=facts, table=planned_table())


@pytest.fixture
def tab(qtbot: QtBot, tmp_path: Path) -> Iterator[RegistrationTab]:
    made = shown(qtbot, session_of(tmp_path, given()))
    yield made
    made.jobs.wait()
    made.session.close()


def shown(qtbot: QtBot, session: Session) -> RegistrationTab:
    made = RegistrationTab(session, Jobs())
    session.changed.connect(made.refresh)
    qtbot.addWidget(made)
    made.resize(980, 480)
    made.refresh("file")
    made.show()
    return made


def told(tab: RegistrationTab) -> list[str]:
    heard: list[str] = []
    tab.told.connect(lambda words, _tone, _button: heard.append(words))
    return heard


def titles(tab: RegistrationTab) -> tuple[RegisteredTitle, ...]:
    return tab.session.season.facts.titles


def pledges(tab: RegistrationTab) -> tuple[Pledge, ...]:
    return tab.session.season.facts.pledges


def answers(monkeypatch: pytest.MonkeyPatch, **typed: Any) -> None:
    """The next dialog is filled with these and closed with its own button."""

    def ask(box: FormDialog) -> dict[str, Any] | None:
        for name, value in typed.items():
            made = box.form.input(name)
            if hasattr(made, "setCurrentIndex"):
                made.setCurrentIndex(made.findData(value))
            elif hasattr(made, "setPlainText"):
                made.setPlainText(value)
            else:
                made.setText(value)
        box.finish()
        return box.form.values() if box.result() else None

    monkeypatch.setattr(FormDialog, "ask", ask)


def test_the_head_says_who_registered_and_who_signed(tab: RegistrationTab) -> None:
    assert tab.sentence().startswith(
        "2 trên 5 đơn vị đã đăng ký, 1 trên 5 đơn vị đã ký giao ước. Chưa đăng ký: Ban Dân vận"
    )
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Nhận biểu mẫu đăng ký…"
    assert [it[0] for it in tab.secondary()] == [
        "Đưa kế hoạch, kết quả vào bảng điểm",
        "Xuất biểu mẫu đăng ký…",
    ]


def test_targets_stand_with_their_shares(tab: RegistrationTab) -> None:
    assert tab.targets.table.as_text(tab.targets.table.records).splitlines() == [
        "Ban Nội chính Tỉnh ủy\tHồ sơ đúng hạn\t–\t95\t98,5\t99,2\t100,71%\tVượt",
        "Ban Tổ chức Tỉnh ủy\tKhiếu nại\t–\t–\t2\t–\t–\t",
    ]


def test_one_unit_can_be_looked_at(tab: RegistrationTab) -> None:
    tab.show_target("u2")
    assert [it.fact.name for it in tab.targets.table.records] == ["Khiếu nại"]
    assert tab.titles.table.records == []
    tab.show_target("")
    assert len(tab.targets.table.records) == 2


def test_a_target_is_added_to_the_unit_in_view(
    tab: RegistrationTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    tab.show_target("u2")
    answers(monkeypatch, name="Sáng kiến", section="III", registered="4", last_year="1,25")
    tab.targets.add()
    assert tab.session.season.facts.targets[-1] == Target(
        "u2", "Sáng kiến", "III", Decimal(4), last_year=Decimal("1.25")
    )
    chosen = tab.targets.table.selected
    assert chosen is not None
    assert chosen.fact.name == "Sáng kiến"
    tab.session.undo()
    assert tab.session.season.facts.targets == TARGETS


def test_the_result_is_entered_with_enter_or_the_button(
    tab: RegistrationTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, result="1")
    table = tab.targets.table
    table.select(lambda it: it.unit.id == "u2")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert tab.session.season.facts.targets[-1].result == Decimal(1)
    assert table.as_text(table.records).splitlines()[1].endswith("1\t50%\tVượt")
    answers(monkeypatch, result="3")
    tab.targets._change_chosen()
    assert tab.session.season.facts.targets[-1].result == Decimal(3)


@pytest.mark.parametrize("figure", ["12500", "1.234", "1000000", "0.125", "-3.5", "1234.567"])
def test_a_figure_of_any_size_survives_the_form(
    tab: RegistrationTab, monkeypatch: pytest.MonkeyPatch, figure: str
) -> None:
    large = replace(TARGETS[1], registered=Decimal(figure))
    tab.session.change_fact(TARGETS[1], large, "thử")
    answers(monkeypatch, note="đã xem")
    row = next(it for it in tab.targets.table.records if it.unit.id == "u2")
    tab.targets.change(row)
    assert tab.session.season.facts.targets[-1] == replace(large, note="đã xem")


def test_a_name_twice_in_one_unit_is_refused_in_the_form(
    tab: RegistrationTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, unit="u1", name="HỒ SƠ đúng hạn", section="I")
    tab.targets.add()
    assert tab.session.season.facts.targets == TARGETS


def test_a_record_is_deleted_and_comes_back(tab: RegistrationTab) -> None:
    tab.show_target("titles")
    tab.titles.table.selectRow(0)
    tab.titles.remove()
    assert not titles(tab)
    tab.session.undo()
    assert titles(tab) == TITLES


def test_plan_and_result_go_into_the_table_once(tab: RegistrationTab) -> None:
    heard = told(tab)
    tab.feed_table()
    score = tab.session.season.score(*ScoreKey("u1", "I.1", "self"))
    assert [tuple(it) for it in score.inputs] == [
        ("plan", Decimal("98.5")),
        ("result", Decimal("99.2")),
    ]
    tab.feed_table()
    assert heard == [
        "Đã đưa kế hoạch, kết quả vào 1 tiêu chí.",
        "Các tiêu chí đã gắn đều có số liệu, không có ô trống nào để điền.",
    ]
    tab.session.undo()
    assert not tab.session.season.score(*ScoreKey("u1", "I.1", "self")).is_filled


def test_ticked_units_sign_in_one_act(tab: RegistrationTab) -> None:
    tab.show_target("pledges")
    tab.pledges._toggle(tab.pledges.table.records[4], on=False)
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Ghi 3 đơn vị đã ký"
    tab.sign()
    signed = {it.unit: it.signed for it in tab.session.season.facts.pledges}
    assert signed == {"u1": date(2023, 1, 15), "u2": TODAY, "u3": TODAY, "u4": TODAY}
    tab.session.undo()
    assert tab.session.season.facts.pledges == (Pledge("u1", date(2023, 1, 15)),)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("07/12/2023", "Ngày ký sau hôm nay."),
        ("", "Ghi ngày ký như"),
        ("31/02/2023", "Ghi ngày ký"),
    ],
)
def test_a_day_that_cannot_be_is_refused(tab: RegistrationTab, typed: str, said: str) -> None:
    heard = told(tab)
    tab.pledges.day.setText(typed)
    tab.sign()
    assert heard[0].startswith(said)
    assert len(tab.session.season.facts.pledges) == 1


def test_the_day_of_one_unit_is_mended_or_taken_back(
    tab: RegistrationTab, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers(monkeypatch, signed="20/01/2023", note="Ký bổ sung")
    tab.pledges.change(tab.pledges.table.records[0])
    assert pledges(tab) == (Pledge("u1", date(2023, 1, 20), "Ký bổ sung"),)
    answers(monkeypatch, signed="", note="")
    tab.pledges.change(tab.pledges.table.records[0])
    assert not pledges(tab)


def reading(changed: Season, unit: str, folder: Path, season_of: Season) -> RegistrationReading:
    found = changed.unit(unit)
    assert found is not None
    path = folder / f"{unit}.xlsx"
    registration_form.write(changed, found, path)
    return registration_form.read(path, season_of)


def test_one_form_is_shown_line_by_line(qtbot: QtBot, tab: RegistrationTab, tmp_path: Path) -> None:
    now = tab.session.season
    less = replace(now, facts=replace(now.facts, targets=(TARGETS[1],)))
    (preview,) = previews(now, [reading(less, "u1", tmp_path, now)])
    box = RegistrationLines(preview, tab)
    qtbot.addWidget(box)
    assert [it.mark for it in box.lines.records] == ["Lưu ý", "Bỏ", "Như cũ"]


def test_forms_that_come_back_go_to_the_inbox(tab: RegistrationTab) -> None:
    wanted: list[str] = []
    tab.wanted.connect(wanted.append)
    primary = tab.primary()
    assert primary is not None
    assert primary[0] == "Nhận biểu mẫu đăng ký…"
    primary[1]()
    assert wanted == ["import-forms"]


def test_forms_are_written_for_the_chosen_units(
    qtbot: QtBot, tab: RegistrationTab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gửi đi"
    folder.mkdir()
    monkeypatch.setattr(registration.ChooseUnits, "ask", lambda _box: frozenset({"u1", "u5"}))
    monkeypatch.setattr(registration.files, "ask_folder", lambda *_: folder)
    heard = told(tab)
    tab.export_forms()
    qtbot.waitUntil(lambda: bool(heard), timeout=10_000)
    assert heard == ["Đã ghi 2 biểu mẫu đăng ký."]
    found = [registration_form.read(it, tab.session.season) for it in sorted(folder.iterdir())]
    assert [it.unit for it in found] == ["u1", "u5"]
    assert [it.registered for it in found[0].targets] == [Decimal("98.5")]


def test_an_empty_list_offers_the_next_step(qtbot: QtBot, tmp_path: Path) -> None:
    made = shown(qtbot, session_of(tmp_path, season()))
    assert made.targets.is_empty
    assert made.primary() is None  # the empty list has one of its own
    assert [it[0] for it in made.secondary()] == ["Nhận biểu mẫu đăng ký…"]
    assert made.sentence() == ("0 trên 5 đơn vị đã đăng ký, 0 trên 5 đơn vị đã ký giao ước.")
    made.session.close()


def test_a_read_only_book_says_why_and_writes_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    first = session_of(tmp_path, given())
    second = Session(tmp_path / "sao-luu-2", clock=lambda: NOW)
    assert first.file.path is not None
    second.open(first.file.path)
    assert second.read_only
    made = shown(qtbot, second)
    assert made.primary() is None
    assert second.read_only_reason in made.sentence()
    made.targets.table.selectRow(0)
    assert not any(it.isEnabled() for it, _ in made.targets._acts.values())
    made.targets.add()
    made.targets.remove()
    made.pledges.change(made.pledges.table.records[0])
    assert made.pledges.ticked == made.session.season.units[1:]
    assert made.pledges._ticked(made.pledges.table.records[1]) is None
    made.show_target("pledges")
    assert made.primary() is None
    second.close()
    first.close()
