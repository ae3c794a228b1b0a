"""Minutes and the corrigendum paper of a result that was corrected after the meeting."""

from dataclasses import replace
from datetime import date

import pytest

from models.ballot import VoteLine
from models.closed import Closing
from models.collected import Discussion
from models.meeting_day.discussion import decide, propose
from models.papers.kinds import PAPERS, build
from models.papers.words import calculate
from models.scores.scoring import score
from models.season import Score, ScoreKey, Season
from tests.models.drawing import D
from tests.models.papers.test_reports_minutes import DAY, FLAG, held, lines, minutes
from ui.words.closing_words import accounted

LATER = date(2023, 12, 22)


def closed(made: Season, *numbers: int) -> Season:
    """The season as it was closed with the last of these numbers."""
    days = [DAY if not it else LATER for it in numbers]
    told = zip(numbers, days, strict=True)
    records = tuple(Closing(it, day, f"{it}" * 64, reason="Sai") for it, day in told)
    return replace(made, closings=records, closed_on=days[-1])


def corrected() -> tuple[Season, Season, Season]:
    """Points of Ban B and its votes are corrected in the first, points of Ban A in the second."""
    made = held()
    decided = Discussion("Ban B", "I.2", D(15), D(14), outcome="accepted")
    made = replace(made, facts=replace(made.facts, discussions=(decided,)))
    first = closed(made, 0)
    votes = (FLAG.count.votes[0], VoteLine("Ban B", 4, 5))
    recounted = replace(FLAG, count=replace(FLAG.count, votes=votes))
    stage = next(key.stage for key in made.scores if key.unit == "Ban B")
    second = made.with_scores({ScoreKey("Ban B", "I.2", stage): Score(D(10))})
    second = replace(second, meeting=replace(made.meeting, ballots=(recounted,)))
    third = second.with_scores({ScoreKey("Ban A", "I.1", stage): Score(D(19))})
    return first, closed(second, 0, 1), closed(third, 0, 1, 2)


def test_minutes_keep_the_figures_of_the_meeting_and_say_what_was_corrected() -> None:
    versions = corrected()
    told = lines(build("bien-ban", versions[-1], versions=versions, printed_on=DAY))
    alone = lines(build("bien-ban", versions[0], printed_on=DAY))
    assert "1 | Ban A | 95,00 | Xem Đính chính số 02" in told
    assert "2 | Ban B | 94,00 | Xem Đính chính số 01" in told
    assert "1 | Ban A | 6 | 3 | 66,67 | cần 6/9, đạt 6: đạt" in told
    assert (
        "2 | Ban B | 5 | 4 | 55,56 | cần 6/9, đạt 5, thiếu 1: không đạt (xem Đính chính số 01)"
        in told
    )
    [change] = [it for it in told if it.startswith("1 | Ban B / I.2")]
    assert change.endswith("Thông qua, hội nghị thống nhất / Xem Đính chính số 01")
    assert (
        "Số liệu trong biên bản là của bản chốt số 00 ngày 19/12/2023; chỗ đã sửa sau hội nghị có ghi "
        "“xem Đính chính”."
    ) in told
    assert len(told) == len(alone) + 1
    assert not [it for it in alone if "Đính chính" in it]


@pytest.mark.parametrize(
    ("document", "number", "symbol"),
    [
        ("07/BB-KTĐ", "07", "KTĐ"),
        ("Biên bản số 07a-BB/BNC, ngày 19/12/2023", "07a", "BNC"),
        ("12 / BB", "12", "KTĐ"),
        ("Công văn 12/CV-KTĐ", "", "KTĐ"),
        ("", "", "KTĐ"),
    ],
)
def test_the_number_that_was_entered_at_the_closing_stands_in_the_head(
    document: str, number: str, symbol: str
) -> None:
    first = closed(held(), 0)
    numbered = replace(first.closings[0], document=document)
    season = replace(first, closings=(numbered,), block=replace(first.block, symbol="KTĐ"))
    head = build("bien-ban", season, printed_on=DAY).heading
    assert (head.number, head.symbol, head.code) == (number, symbol, "BB")
    assert build("bien-ban-kiem-phieu", season, printed_on=DAY).heading.number == ""


def test_the_mark_of_the_minutes_is_that_of_the_first_version_whoever_asks() -> None:
    versions = corrected()
    figures = calculate(versions[-1], versions=versions)
    for name in ("bien-ban", "bien-ban-kiem-phieu"):
        for told in versions:
            made = PAPERS[name].make(told, figures, "", DAY, "Bản chốt số 02 · mã 22222222")
            assert made.mark == "Bản chốt số 00 · mã 00000000"
    table = PAPERS["bang-tong-hop"].make(versions[-1], figures, "", DAY, "Bản chốt số 02")
    assert table.mark == "Bản chốt số 02"


def test_the_counting_minutes_keep_the_votes_of_the_meeting() -> None:
    versions = corrected()
    told = lines(build("bien-ban-kiem-phieu", versions[-1], versions=versions, printed_on=DAY))
    [line] = [it for it in told if it.startswith("2 | Ban B")]
    assert line.startswith("2 | Ban B | 5 | 4")
    assert line.endswith("(xem Đính chính số 01)")


def test_while_a_corrigendum_is_open_the_minutes_are_those_of_the_meeting() -> None:
    first, second, _ = corrected()
    opened = replace(second, closings=first.closings, closed_on=None)
    report = build("bien-ban", opened, versions=(first, first), printed_on=DAY)
    assert lines(report) == lines(build("bien-ban", first, printed_on=DAY))
    assert report.banners == ()


def test_hands_that_were_counted_in_a_corrigendum_are_told_as_they_are() -> None:
    first = closed(held(), 0)
    hands = Discussion("Ban A", "I.2", D(15), D(14), method="hands", for_=2, outcome="accepted")
    hands = replace(hands, raised_in=1, decided_in=1)
    facts = replace(first.facts, discussions=(*first.facts.discussions, hands))
    after = closed(replace(first, facts=facts), 0, 1)
    paper = lines(build("dinh-chinh", after, versions=(first, after), printed_on=DAY))
    assert [it for it in paper if it.endswith("Thông qua, giơ tay: đồng ý 2, không đồng ý 0")]


def test_the_corrigendum_says_the_reason_of_the_clerk_and_no_note_of_the_closing() -> None:
    left = {"Thẩm định": "Như bản 00. Xem lại", "Kiểm phiếu": ""}
    for reason, said in (("Ghi nhầm I.1. Sửa lại", "Ghi nhầm I.1. Sửa lại"), ("", 6 * ".....")):
        first, second, _ = corrected()
        kept = replace(second.closings[-1], reason=accounted(reason, left))
        after = replace(second, closings=(second.closings[0], kept))
        paper = lines(build("dinh-chinh", after, versions=(first, after), printed_on=DAY))
        assert paper[0] == f"Lý do: {said}."


def test_what_a_corrigendum_decided_is_no_part_of_the_meeting() -> None:
    """A proposal of the meeting that only the corrigendum decided was left open there."""
    first = Closing(0, DAY, "0" * 64)
    made = replace(held(), closings=(first,))
    later = Discussion("Ban A", "I.2", new=D(14), by="Ông K")
    results = score(made)
    raised = propose(made, results, later)
    decision = {"outcome": "accepted", "method": "agreement"}
    [late] = decide(made, results, raised, decision).new_facts
    waits = Discussion("Ban A", "I.3", D(15), D(14))
    [left] = decide(made, results, waits, {"outcome": "rejected", "method": "agreement"}).new_facts
    facts = replace(made.facts, discussions=(*made.facts.discussions, late, left))  # type: ignore[arg-type]
    told = minutes(replace(made, facts=facts))
    assert not [it for it in told if "Ông K" in it]
    assert [it for it in told if it.endswith("| Chờ quyết định")] == [
        "3 | Ban A / I.3 Nội dung I.3 | 15,00 | 14,00 |  | Chờ quyết định"
    ]
    assert any(it.startswith("Hội nghị xem xét 3 đề nghị sửa điểm, thông qua 1.") for it in told)
    before = replace(made, facts=replace(facts, discussions=(*made.facts.discussions, waits)))
    second = Closing(1, LATER, "1" * 64, reason="Sai", document="CV 1")
    after = replace(made, facts=facts, closings=(first, second), closed_on=second.closed_on)
    paper = lines(build("dinh-chinh", after, versions=(made, before, after), printed_on=DAY))
    assert [it for it in paper if "Ông K" in it] == [
        (
            "1 | Ban A / I.2 Nội dung I.2 | 15,00 | 14,00 | Ông K | Thông qua: Trưởng khối quyết định trong "
            "lần đính chính"
        )
    ]
    [refused] = [it for it in paper if it.startswith("2 | Ban A / I.3")]
    assert refused.endswith("Không thông qua: Trưởng khối quyết định trong lần đính chính")
