"""The preview list in words."""

from decimal import Decimal

from models.collecting.intake import FormLine, FormReading, Preview, previews
from models.errors import Problem
from models.season import ScoreKey
from tests.ui.page_samples import filled, season
from ui.words.import_words import badge, cells, detail, title


def lines(**changed: str) -> tuple[FormLine, ...]:
    """All six criteria with full marks; `changed` as I_1="29,5" in Python's words."""
    points = {it.code: it.max_points for it in season().table.criteria()}
    points |= {code.replace("_", "."): Decimal(it) for code, it in changed.items()}
    return tuple(FormLine(code, it, "Có hồ sơ", cell="F9") for code, it in points.items())


def preview(*problems: Problem, stored: bool = False, unit: str = "u1", **changed: str) -> Preview:
    given = filled(season(), "self", ["u1"]) if stored else season()
    reading = FormReading("/ve/bang diem.xlsx", unit, lines(**changed), problems)
    return previews(given, [reading])[0]


def test_a_new_form() -> None:
    given = preview()
    assert badge(given) == ("done", "Mới")
    assert detail(given) == "6 tiêu chí, tổng 95,00"


def test_a_changed_form_shows_old_and_new() -> None:
    given = preview(stored=True, I_2="14.5", II_2="6")
    assert badge(given) == ("action", "2 điểm thay đổi")
    assert detail(given) == "I.2: 20 → 14,5 · II.2: 10 → 6"


def test_many_changes_are_cut_short() -> None:
    given = preview(stored=True, I_1="1", I_2="1", II_1="1", II_2="1", III_1="1", III_2="1")
    assert detail(given).endswith("II.2: 10 → 1 · còn 2")


def test_a_form_that_says_the_same_again() -> None:
    given = preview(stored=True)
    assert badge(given) == ("muted", "Đã nhận")
    assert detail(given) == "Đã nhận, không có gì mới"


def test_a_warning_lets_the_form_in_and_is_shown() -> None:
    given = preview(Problem("no-evidence", "Thiếu minh chứng III.2.", severity="warning"))
    assert badge(given) == ("warn", "1 cảnh báo")
    assert detail(given) == "6 tiêu chí, tổng 95,00 · Thiếu minh chứng III.2"


def test_a_refused_form_says_which_cell() -> None:
    wrong = Problem(
        "over", "5 điểm, tối đa 4.", "Sửa.", "Trang “Bảng”, ô F17", sheet="Bảng", cell="F17"
    )
    given = preview(wrong)
    assert badge(given) == ("error", "Từ chối")
    assert detail(given) == "Ô F17: 5 điểm, tối đa 4."


def test_what_is_no_form_cannot_be_read() -> None:
    given = previews(
        season(), [FormReading("IMG.jpg", problems=(Problem("file-photo", "Đây là ảnh chụp."),))]
    )[0]
    assert badge(given) == ("error", "Không đọc được")
    assert title(given) == "—"


def test_a_form_of_a_unit_that_is_not_in_the_block_is_refused() -> None:
    given = previews(
        season(), [FormReading("a.xlsx", problems=(Problem("form-unit-unknown", "Không có."),))]
    )[0]
    assert badge(given) == ("error", "Từ chối")


def test_every_cell_is_shown_against_the_book() -> None:
    wrong = Problem("x", "Kỳ lạ.", cell="F9", severity="warning")
    given = preview(wrong, stored=True, I_2="14.5")
    found = {it.code: it for it in cells(filled(season(), "self", ["u1"]), given)}
    assert (found["I.2"].old, found["I.2"].new) == (Decimal(20), Decimal("14.5"))
    assert [code for code, it in found.items() if it.changed] == ["I.2"]
    assert found["I.1"].problem == "Kỳ lạ."


def test_accepting_sets_the_self_stage_only() -> None:
    assert set(preview().scores()) == {
        ScoreKey("u1", it.code, "self") for it in season().table.criteria()
    }
