"""One way to write a number, on the paper, in the register and where others name it; nobody is told twice."""

from dataclasses import replace
from datetime import date
from typing import get_args

import pytest

from exporters.papers.layout import LETTERHEADS
from models.block import PaperStyle
from models.dates.plan_words import role, role_name
from models.duties import Owner
from models.paper_record import PaperRecord
from models.papers.kinds import PAPERS, build
from models.papers.numbers import CODE_NAMES, full_number, number_in, number_of
from models.papers.phrases import paper_words
from models.papers.report import Signature
from models.season import Season
from tests.models.papers_of_the_year import DAY, year
from ui.documents import paper_state
from ui.rules.record_words import OWNERS

LETTER = "xin-tham-dinh"


@pytest.mark.parametrize(
    ("style", "code", "symbol", "told"),
    [
        ("state", "KH", "KTĐ", "05/KH-KTĐ"),
        ("party", "KH", "KTĐ", "05-KH/KTĐ"),
        ("state", "", "KTĐ", "05/KTĐ"),
        ("party", "", "KTĐ", "05-CV/KTĐ"),
        ("state", "KH", "", "05/KH"),
        ("party", "KH", "", "05-KH"),
    ],
)
def test_a_number_in_each_style(style: PaperStyle, code: str, symbol: str, told: str) -> None:
    assert full_number(style, "05", code, symbol) == told


@pytest.mark.parametrize("style", ["state", "party"])
@pytest.mark.parametrize("key", ["ke-hoach-tong-ket", LETTER, "to-trinh", "giay-moi-khach"])
def test_paper_register_and_other_papers_agree(style: PaperStyle, key: str) -> None:
    made = year(style)
    record = replace(made.plan.record(key), number="05", issued=DAY)
    made = replace(made, plan=made.plan.with_record(record))
    number = number_of(made, record, PAPERS[key].code)
    assert paper_state.symbol(record, made) == number
    assert paper_words(made, record, PAPERS[key].code) == f"số {number} ngày 19/12/2023"
    head = build(key, made, printed_on=DAY).heading
    line = LETTERHEADS[style].number_line(head)
    assert line == f"{'Số:' if style == 'state' else 'Số'} {number}"
    assert number_in(f"Theo văn bản số {number}, hôm nay", PAPERS[key].code or "CV") == (
        ("05", "KTĐ") if PAPERS[key].code or style == "party" else None
    )


def test_a_paper_without_a_number_has_none_to_show() -> None:
    assert paper_state.symbol(PaperRecord("to-trinh"), year()) == ""


def test_every_code_of_a_number_has_its_name() -> None:
    assert {it.code for it in PAPERS.values() if it.has_number} <= set(CODE_NAMES)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Biên bản 07/BB-KTĐ", ("07", "KTĐ")),
        ("(Biên bản số 7-BB/KTĐ).", ("7", "KTĐ")),
        ("Biên bản 12a - BB, ngày 19/12", ("12a", "")),
        ("Công văn 12/SNV", None),
    ],
)
def test_a_number_is_read_from_words(text: str, found: tuple[str, str] | None) -> None:
    assert number_in(text, "BB") == found


def recipients(made: Season, key: str) -> list[str]:
    report = build(key, made, printed_on=date(2023, 12, 20))
    return [
        line
        for it in report.parts[0].contents
        if isinstance(it, Signature)
        for line in it.recipients
    ]


def test_whom_a_letter_is_addressed_to_stands_there_as_above() -> None:
    made = year("state")
    board = made.pack.board
    given = ("Như trên", board, "Các đơn vị thành viên", "các đơn vị thành viên;")
    record = replace(made.plan.record(LETTER), recipients=given)
    made = replace(made, plan=made.plan.with_record(record))
    told = recipients(made, LETTER)
    assert told[:2] == ["- Như trên;", "- Các đơn vị thành viên;"]
    assert len(told) == 3, "the archive, and nobody twice"
    other = replace(record, to=("Sở Nội vụ",))
    made = replace(made, plan=made.plan.with_record(other))
    assert f"- {board};" in recipients(made, LETTER), "it is not the addressee now"


def test_recipients_whose_names_differ_in_accents_both_get_the_paper() -> None:
    made = year("state")
    given = ("UBND xã Tân Lập", "UBND xã Tấn Lập", "UBND XÃ  TÂN LẬP;")
    record = replace(made.plan.record(LETTER), recipients=given)
    told = recipients(replace(made, plan=made.plan.with_record(record)), LETTER)
    assert told[1:3] == ["- UBND xã Tân Lập;", "- UBND xã Tấn Lập;"]
    assert len(told) == 4, "the archive, and the same place in capitals not again"


def test_who_does_a_thing_is_called_by_one_list() -> None:
    assert dict(OWNERS) == {it: role(it) for it in get_args(Owner)}
    assert dict(OWNERS)["board"] == "Cơ quan thẩm định"
    made = year()
    assert role_name("head", made) == role("head") == "Trưởng khối"
    cluster = replace(made, block=replace(made.block, name="Cụm thi đua số 1"))
    assert role_name("deputy", cluster) == "Phó Trưởng cụm"
