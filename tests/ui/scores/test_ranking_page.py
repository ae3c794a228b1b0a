"""The ranking as it is drawn, and the page around it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from models.ranks.ranking import Standing, rank
from models.rulepack import Quota
from models.scores.scoring import score
from models.season import ScoreKey, Season
from tests.models.ranks.test_flag_line import TIE, voted
from tests.ui.score_samples import PACK, opened, sample, self_scored, with_facts
from ui.book.jobs import Jobs
from ui.book.session import Session
from ui.pages.ranking import RankingPage
from ui.scores.standing_paint import places
from ui.scores.standing_rows import StandingRow, bar_scale, bar_words, rows, sentences, subtitle

NO_QUOTA = replace(PACK, quotas=())
TWO_SEATS = replace(PACK, quotas=(Quota("Cờ thi đua", "number", Decimal(2)),))


def standings(made: Season) -> Sequence[Standing]:
    return rank(score(made), made.pack)


def drawn(shown: Sequence[StandingRow]) -> list[str]:
    """The rows as text: rank, name, total, lead, award, and what stands below or beside."""
    lines = []
    for it in shown:
        cells = [it.rank, it.name, it.total, it.lead, it.award, it.second, it.badge, it.reason]
        lines.append(" | ".join(cells))
    return lines


def test_the_rows_are_drawn_as_they_stand() -> None:
    made = with_facts(sample())
    same = "cùng điểm, bằng nhau ở mọi tiêu chí phân định"
    assert drawn(rows(made, standings(made))) == [
        f"1 = | Ban Nội chính | 95,00 | bằng điểm | undecided | {same} |  | ",
        f"1 = | Ban Tổ chức | 95,00 | + 5,50 | undecided | {same} |  | ",
        "3 | Ban Dân vận | 89,50 |  |  | tạm tính |  | ",
        "– | Báo Lào Cai | – |  |  |  | Chưa đủ điểm | còn trống 7 tiêu chí: I.3, I.4, II.1, II.2, III.1, III.2 …",
        "– | Văn phòng | 90,00 |  |  |  | Không bình xét, suy tôn | Văn bản phê bình (112-TB/TU)",
    ]


def test_the_bar_is_made_of_sections_bonus_and_what_is_taken() -> None:
    made = with_facts(sample())
    row = rows(made, standings(made))[2]
    assert (row.parts, row.bonus, row.taken) == (
        (Decimal(57), Decimal(18), Decimal("14.5")),
        Decimal(1),
        Decimal(1),
    )
    assert sum(row.parts) + row.bonus - row.taken == Decimal("89.5")
    assert bar_scale(made, [row]) == Decimal(100)
    assert bar_words(made, row).splitlines()[-2:] == ["Thưởng: + 1,00", "Trừ: − 1,00"]


def test_undecided_places_are_named_together() -> None:
    made = with_facts(sample())
    words = " ".join(sentences(made, standings(made)))
    assert "Ban Nội chính, Ban Tổ chức bằng điểm ở 1 suất Cờ thi đua, hội nghị phân định" in words
    assert "mục I cao hơn, rồi mục III cao hơn" in words
    assert "1 đơn vị còn điểm tạm tính" in words


def test_after_the_vote_the_gold_follows_it_and_no_tie_is_open() -> None:
    made = voted(TIE, (2, 8))  # Ban A and Ban B are equal
    words = " ".join(sentences(made, standings(made)))
    assert "Theo kết quả bỏ phiếu: Ban B được suy tôn Cờ thi đua." in words
    assert "bằng nhau ở" not in words
    first, second = rows(made, standings(made))[:2]
    assert [(it.name, it.award) for it in (first, second)] == [("Ban A", ""), ("Ban B", "chosen")]
    assert [it.second for it in (first, second)] == [
        "bỏ phiếu: không được suy tôn",
        "bỏ phiếu: được suy tôn",
    ]


def test_decided_places_win_the_gold_line() -> None:
    made = sample(pack=TWO_SEATS)
    assert [it.award for it in rows(made, standings(made))] == ["chosen", "chosen", "", "", ""]
    assert "đường vàng theo 2 suất Cờ thi đua" in sentences(made, standings(made))[0]


def test_without_a_quota_there_is_no_line_and_a_sentence_says_so() -> None:
    made = sample(pack=NO_QUOTA)
    assert {it.award for it in rows(made, standings(made))} == {""}
    assert "chưa ghi số đơn vị" in sentences(made, standings(made))[0]


def test_a_rank_that_rests_on_forms_says_so_and_draws_no_line() -> None:
    made = self_scored()
    ranked = standings(made)
    said = {it.name: it.second.split(" · ")[0] for it in rows(made, ranked)}
    assert said == {
        "Ban Dân vận": "mới có tự chấm",
        "Ban Nội chính": "mới có tự chấm",
        "Ban Tổ chức": "1 tiêu chí mới có tự chấm",
    }
    assert {it.award for it in rows(made, ranked)} == {""}
    first = sentences(made, ranked)[0]
    assert first.startswith("Thứ hạng là tạm xếp, chưa kẻ đường vàng: cả 3 đơn vị")
    assert first.endswith("có tiêu chí mới có tự chấm, chưa có điểm khối chấm.")
    assert "Ban Nội chính" in first
    assert not any("Đường vàng" in it for it in sentences(made, ranked))
    assert subtitle(made, ranked, "").startswith("Theo điểm hiện tại: 3 trên 3")
    assert "tạm xếp vì 3 đơn vị có tiêu chí mới có tự chấm" in subtitle(made, ranked, "")


def test_a_closed_year_is_final_whatever_it_rests_on() -> None:
    made = replace(self_scored(), closed_on=date(2023, 12, 20))
    ranked = standings(made)
    assert not any("mới có" in it.second for it in rows(made, ranked))
    assert any(it.award for it in rows(made, ranked))
    assert not any("tạm xếp" in it for it in sentences(made, ranked))
    assert subtitle(made, ranked, "") == "Theo điểm chính thức: 3 trên 3 đơn vị đã xếp hạng."


def test_the_rounding_of_the_pack_is_said() -> None:
    rounded = replace(PACK, rank_on="rounded", decimals=1, tie_breaks=())
    words = sentences(sample(pack=rounded), standings(sample(pack=rounded)))
    assert "Xếp theo điểm đã làm tròn 1 chữ số thập phân." in words
    assert "Bộ quy tắc chưa ghi thứ tự xét khi cùng điểm: cùng điểm là đồng hạng." in words


@pytest.fixture
def page(tmp_path: Path, qtbot: Any) -> Iterator[RankingPage]:
    session = opened(tmp_path, with_facts(sample()))
    yield shown(session, qtbot)
    session.close()


def shown(session: Session, qtbot: Any) -> RankingPage:
    page = RankingPage(session, Jobs())
    session.changed.connect(page.session_changed)
    qtbot.addWidget(page)
    page.resize(1150, 640)
    page.show()
    page.activateWindow()
    return page


def names(page: RankingPage) -> list[str]:
    return [f"{it.rank} {it.name}" for it in page.view.rows]


def test_the_page_follows_every_figure(page: RankingPage) -> None:
    assert names(page)[:3] == ["1 = Ban Nội chính", "1 = Ban Tổ chức", "3 Ban Dân vận"]
    page.session.set_points(ScoreKey("Ban Nội chính", "I.1", "block"), Decimal(19))
    assert names(page)[:3] == ["1 Ban Tổ chức", "2 Ban Nội chính", "3 Ban Dân vận"]
    assert page.view.rows[0].award == "chosen"
    page.session.undo()
    assert names(page)[0] == "1 = Ban Nội chính"


def test_a_stage_has_its_own_ranking(page: RankingPage) -> None:
    assert page._segments is not None
    page._segments._group.button(1).click()
    assert page.stage == "self"
    assert [it.kind for it in page.view.rows][:4] == ["incomplete"] * 4
    assert page._subtitle.text().startswith("Theo điểm tự chấm: 0 trên 5")
    page._segments._group.button(0).click()
    assert names(page)[0] == "1 = Ban Nội chính"


def test_arrows_choose_and_enter_explains(page: RankingPage, qtbot: Any) -> None:
    page.view.setFocus()
    QTest.keyClick(page.view, Qt.Key.Key_End)
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    QTest.keyClick(page.view, Qt.Key.Key_Up)
    assert page.view.chosen == "Ban Dân vận"
    QTest.keyClick(page.view, Qt.Key.Key_Return)
    assert page.why.isVisible()
    assert page.why.shown.title == "Vì sao 89,50?"
    page.session.set_points(ScoreKey("Ban Dân vận", "I.2", "block"), Decimal(15))
    assert page.why.shown.title == "Vì sao 90,50?"
    with qtbot.waitSignal(page.wanted) as asked:
        page.why._foot.itemAt(0).widget().click()
    assert asked.args == ["page:documents/phieu-diem/Ban Dân vận"]


def test_the_link_of_a_row_explains_it(page: RankingPage) -> None:
    left, _ = places(page.view.viewport().width()).link
    where = QPoint(left + 10, page.view.row_place(1).center().y())
    QTest.mouseClick(
        page.view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, where
    )
    assert page.why.shown.title == "Vì sao 95,00?"
    assert page.view.chosen == "Ban Tổ chức"


def test_the_chosen_unit_stays_chosen_when_ranks_change(page: RankingPage) -> None:
    page.view.choose(2)
    page.session.set_points(ScoreKey("Ban Nội chính", "I.1", "block"), Decimal(1))
    assert page.view.chosen == "Ban Dân vận"
    assert names(page)[1] == "2 Ban Dân vận"


def test_buttons_say_what_is_next(page: RankingPage, qtbot: Any) -> None:
    buttons = {it.text(): it for it in page.findChildren(QPushButton) if it.isVisible()}
    with qtbot.waitSignal(page.wanted) as asked:
        buttons["Chấm điểm còn thiếu"].click()
    assert asked.args == ["page:scores/Báo Lào Cai"]
    with qtbot.waitSignal(page.wanted) as asked:
        buttons["Xuất bảng tổng hợp…"].click()
    assert asked.args == ["page:documents/bang-tong-hop"]


def test_it_is_unofficial_until_the_year_is_closed(
    tmp_path: Path, qtbot: Any, page: RankingPage
) -> None:
    assert page.unofficial.isVisible()
    closed = opened(tmp_path / "b", replace(sample(), closed_on=date(2023, 12, 20)))
    final = shown(closed, qtbot)
    assert not final.unofficial.isVisible()
    assert page._offered[0][1] == "Điểm hiện tại"
    assert final._offered[0][1] == "Điểm chính thức"
    closed.close()


@pytest.mark.parametrize(
    ("drawing", "words", "wanted"),
    [("", "Mở trang Đơn vị", "page:units"), ("Ban A:", "Nhận biểu mẫu", "import-forms")],
)
def test_an_empty_page_offers_the_next_step(
    tmp_path: Path, qtbot: Any, drawing: str, words: str, wanted: str
) -> None:
    session = opened(tmp_path, sample(drawing))
    page = shown(session, qtbot)
    assert not page.view.isVisible()
    with qtbot.waitSignal(page.wanted) as asked:
        next(it for it in page.findChildren(QPushButton) if it.text() == words).click()
    assert asked.args == [wanted]
    session.close()


def test_every_row_is_painted(page: RankingPage) -> None:
    picture = page.view.grab().toImage()
    tops = [page.view.row_place(number).center().y() for number in range(5)]
    left, _ = places(page.view.viewport().width()).name
    for top in tops:
        line = {
            picture.pixel(x, y) for x in range(left, left + 60) for y in range(top - 12, top + 12)
        }
        assert len(line) > 4


def test_beside_the_drawer_names_take_the_room_of_bars_too_short_to_read() -> None:
    assert places(1100).bar[1] > 300
    assert places(1100).lead[1] > 0
    narrow = places(580)
    assert (narrow.bar[1], narrow.lead[1]) == (0, 0)
    assert narrow.name[1] > 280
    assert sum(narrow.name) <= narrow.total[0]
