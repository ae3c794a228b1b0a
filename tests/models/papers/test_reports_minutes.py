"""The minutes write themselves: attendance, every change of points, exclusions, votes, blanks to fill in."""

from dataclasses import replace
from datetime import date

import pytest

from models.award_rules import Threshold
from models.ballot import Ballot, Count, Lots, VoteLine
from models.block import PaperStyle
from models.collected import Attendance, Discussion
from models.facts import Exclusion
from models.hall.scenes import backdrop_lines
from models.meeting import Guest, Meeting, Quorum
from models.meeting_day import agenda
from models.papers.kinds import PAPERS, build
from models.papers.report import Paragraph, Report, Signature, Table
from models.rulepack import Quota
from models.season import Season
from models.voting.counting import confirmed, outcome, result_word
from models.year_plan import YearPlan
from tests.models.drawing import D, season

DAY = date(2023, 12, 19)
SHARE = Threshold("s", "Suy tôn", "ballot", "valid", 2, 3, at_least=True)
FLAG = Ballot(
    "suy-ton-1",
    "Suy tôn đề nghị tặng Cờ thi đua",
    award="Cờ thi đua",
    style="agree",
    seats=1,
    candidates=("Ban A", "Ban B"),
    threshold=SHARE,
    members=9,
    present=9,
    count=Count(
        9, 9, 9, 0, 0, (VoteLine("Ban A", 6, 3), VoteLine("Ban B", 5, 4)), "Tổ kiểm phiếu 3 người"
    ),
    is_closed=True,
)


def held(style: PaperStyle = "state") -> Season:
    made = season(
        """
        Ban A: all=max
        Ban B: all=max I.1=19
        Ban C: all=max excluded
        """
    )
    records = (
        Attendance("Ban A", "Hội nghị tổng kết", DAY, who="Ông A, Trưởng ban"),
        Attendance("Ban B", "Hội nghị tổng kết", DAY, "late", wrong_composition=True),
        Attendance("Ban C", "Hội nghị tổng kết", DAY, "excused", note="Văn bản số 12"),
    )
    changes = (
        Discussion(
            *("Ban B", "I.1", D(20), D(19), "Bà X", "Báo cáo chậm", "CV 45", "hands", 2, 0, 1),
            outcome="accepted",
        ),
        Discussion("Ban A", "II.1", D(12), D("11.5"), "Ông Y", "Đề nghị", outcome="withdrawn"),
    )
    return replace(
        made,
        block=replace(made.block, style=style),
        plan=YearPlan(meeting=DAY),
        facts=replace(made.facts, attendance=records, discussions=changes),
        meeting=Meeting(
            place="Phòng họp số 1",
            chair="Nguyễn Văn A, Trưởng ban",
            secretary="Trần Thị B",
            agenda=agenda.proposed(made),
            guests=(
                Guest("Phạm C", "Phó Trưởng ban", "Ban Thi đua"),
                Guest("Lê D", presence="excused"),
            ),
            quorum=Quorum(2, 3),
            ballots=(FLAG,),
        ),
    )


def lines(report: Report) -> list[str]:
    """The paper from top to bottom, a line each."""
    told = []
    for it in report.parts[0].contents:
        if isinstance(it, Paragraph):
            told.append(it.text)
        elif isinstance(it, Table):
            told += [
                " | ".join(cell.text.replace("\n", " / ") for cell in row.cells) for row in it.rows
            ]
        elif isinstance(it, Signature):
            told.append(" – ".join(f"{one.office}: {one.name}" for one in it.signers))
    return told


def minutes(given: Season, name: str = "bien-ban") -> list[str]:
    return lines(build(name, given, printed_on=DAY))


def test_who_took_part_is_named_with_the_reason_of_those_away() -> None:
    told = minutes(held())
    assert told[:2] == [
        "Thời gian bắt đầu: ..... giờ ....., ngày 19 tháng 12 năm 2023.",
        "Địa điểm: Phòng họp số 1.",
    ]
    for line in (
        "Đơn vị thành viên: 2/3 đơn vị có mặt (1 đến muộn), 1 vắng có lý do, 1 sai thành phần.",
        "1 | Ban A | Ông A, Trưởng ban | Có mặt | ",
        "2 | Ban B |  | Đến muộn | Sai thành phần",
        "3 | Ban C |  | Vắng có lý do | Văn bản số 12",
        "Khối quy định từ 2/3 số đơn vị phải dự: cần 2/3, có 2: đủ.",
        "Đại biểu mời: Phạm C, Phó Trưởng ban, Ban Thi đua.",
        "Đại biểu mời vắng: Lê D.",
        "Chủ trì: Nguyễn Văn A, Trưởng ban.",
    ):
        assert line in told, line


def test_without_a_quorum_none_is_spoken_of() -> None:
    given = held()
    told = minutes(replace(given, meeting=replace(given.meeting, quorum=None)))
    assert not [it for it in told if "Khối quy định từ 2/3 số đơn vị" in it]


def test_every_change_of_points_stands_with_who_why_and_how() -> None:
    told = minutes(held())
    assert (
        "Hội nghị xem xét 2 đề nghị sửa điểm, thông qua 1. Điểm các tiêu chí khác giữ như bảng tổng hợp."
        in told
    )
    assert (
        "1 | Ban B / I.1 Nội dung I.1 | 20,00 | 19,00 | Bà X / Báo cáo chậm / Minh chứng: CV 45 | "
        "Thông qua, giơ tay: đồng ý 2, không đồng ý 0, không có ý kiến 1"
    ) in told
    assert "2 | Ban A / II.1 Nội dung II.1 | 12,00 | 11,50 | Ông Y / Đề nghị | Đã rút" in told
    tables = build("bien-ban", held(), printed_on=DAY).parts[0].tables
    (changes,) = (it for it in tables if it.rows[0].key == "change:1")
    assert [(it.key, it.width, it.align) for it in changes.columns] == [
        ("number", 11, "center"),
        ("what", 46, "left"),
        ("old", 17, "right"),
        ("new", 18, "right"),
        ("why", 54, "left"),
        ("how", 34, "left"),
    ]
    assert [it.number for it in changes.rows[1].cells] == [2, None, 12, D("11.5"), None, None]


def test_ranks_and_exclusions_are_those_of_the_result() -> None:
    told = minutes(held())
    assert "1 | Ban A | 95,00 | " in told
    assert "2 | Ban B | 94,00 | " in told
    assert any(it.startswith("- Ban C: ") for it in told)
    given = held()
    reasons = (("Vi phạm", "QĐ 1"), ("Vi phạm nữa", "QĐ 2"))
    facts = tuple(Exclusion("Ban C", why, document) for why, document in reasons)
    told = minutes(replace(given, facts=replace(given.facts, exclusions=facts)))
    (line,) = (it for it in told if it.startswith("- Ban C: "))
    assert line == "- Ban C: Vi phạm (QĐ 1); Vi phạm nữa (QĐ 2)."


def test_a_vote_stands_with_its_counts_its_share_and_its_result() -> None:
    told = minutes(held())
    for line in (
        "Hình thức: bỏ phiếu kín. Cần từ 2/3 số phiếu hợp lệ (khối quy định).",
        (
            "Thành viên 9 người, có mặt 9 người. Phiếu phát ra 9, thu về 9, hợp lệ 9, không hợp lệ 0 (trong đó "
            "phiếu trắng 0)."
        ),
        "1 | Ban A | 6 | 3 | 66,67 | cần 6/9, đạt 6: đạt",
        "2 | Ban B | 5 | 4 | 55,56 | cần 6/9, đạt 5, thiếu 1: không đạt",
        "Kết quả: Được suy tôn: Ban A.",
    ):
        assert line in told, line


def test_an_open_count_and_drawn_lots_are_told_as_they_are() -> None:
    given = held()
    tie = (VoteLine("Ban A", 6, 3), VoteLine("Ban B", 6, 3))
    lots = Lots(("Ban A", "Ban B"), ("Ban B",), "Ông Z")
    drawn = replace(FLAG, count=replace(FLAG.count, votes=tie), lots=lots)
    rounds = (replace(FLAG, count=Count(), is_closed=False), drawn)
    rounds = (rounds[0], replace(drawn, code="suy-ton-1.2", follows="suy-ton-1", round=2))
    told = minutes(replace(given, meeting=replace(given.meeting, ballots=rounds)))
    assert "Suy tôn đề nghị tặng Cờ thi đua, vòng 1" in told
    assert any(it.startswith("[Kết quả: chưa ghi nhận. Chưa đếm") for it in told)
    assert "Bốc thăm giữa Ban A và Ban B; trúng thăm: Ban B. Người chứng kiến: Ông Z." in told
    assert "2 | Ban B | 6 | 3 | 66,67 | cần 6/9, đạt 6: trúng thăm" in told


def test_the_minutes_say_the_result_in_the_words_of_the_desk() -> None:
    """Reached without a seat is not "Không đạt"."""
    lines = (VoteLine("Ban A", 8, 1), VoteLine("Ban B", 7, 2))
    both = replace(FLAG, count=replace(FLAG.count, votes=lines))
    told = minutes(replace(held(), meeting=Meeting(ballots=(both,))))
    assert "2 | Ban B | 7 | 2 | 77,78 | cần 6/9, đạt 7: đạt, ngoài số suất" in told
    assert result_word(both, outcome(both), "Ban B") == "Đạt, ngoài số suất"


def test_the_second_count_is_compared_as_the_desk_does() -> None:
    def second(**changes: object) -> str:
        again = replace(FLAG.count, **changes)  # type: ignore[arg-type]
        twice = replace(FLAG, second=again)
        told = minutes(replace(held(), meeting=Meeting(ballots=(twice,))))
        [line] = [it for it in told if it.startswith("Thành viên 9")]
        return line.partition("(trong đó phiếu trắng 0). ")[2]

    again = "Kiểm hai lần, số khớp nhau. Kiểm lần hai: Tổ kiểm phiếu 3 người."
    assert second(votes=FLAG.count.votes[::-1]) == again
    assert second(counted_by="") == "Kiểm hai lần, số khớp nhau."
    assert second(issued=8, counted_by="") == "Kiểm hai lần, số chưa khớp."
    assert second(valid=None) == "Kiểm lần hai chưa xong."


def rounds(*later: Ballot) -> Season:
    """A first round that elected nobody, confirmed, and what followed it."""
    count = replace(FLAG.count, votes=(VoteLine("Ban A", 4, 5), VoteLine("Ban B", 4, 5)))
    first = confirmed(
        replace(FLAG, count=count, is_closed=False), {"Ban A": "Ban A", "Ban B": "Ban B"}
    )
    assert first.result.endswith("Có thể bỏ phiếu vòng 2 giữa Ban A và Ban B.")
    return replace(held(), meeting=Meeting(ballots=(first, *later)))


SECOND = replace(FLAG, code="suy-ton-1.2", follows="suy-ton-1", round=2)


@pytest.mark.parametrize(
    ("later", "said"),
    [
        ((), "Có thể bỏ phiếu vòng 2 giữa Ban A và Ban B."),
        ((SECOND,), "Hội nghị đã bỏ phiếu vòng 2 giữa Ban A và Ban B: được suy tôn Ban A."),
        (
            (replace(SECOND, candidates=("Ban A",), is_closed=False),),
            "Vòng 2 cho Ban A chưa ghi nhận kết quả.",
        ),
        (
            (replace(SECOND, threshold=replace(SHARE, numerator=8, denominator=9)),),
            "Hội nghị đã bỏ phiếu vòng 2 giữa Ban A và Ban B, chưa chọn được đơn vị nào.",
        ),
    ],
)
def test_the_minutes_say_whether_the_next_round_was_held(
    later: tuple[Ballot, ...], said: str
) -> None:
    for paper in ("bien-ban", "bien-ban-kiem-phieu"):
        told = minutes(rounds(*later), paper)
        result = next(it for it in told if it.startswith("Kết quả: Chưa đơn vị nào đạt 6/9"))
        assert result.endswith(said)
        assert ("Có thể" in result) is not bool(later)


def test_of_a_closed_year_a_round_that_was_not_held_is_said_so() -> None:
    told = minutes(replace(rounds(), closed_on=DAY))
    [result] = [it for it in told if it.startswith("Kết quả: ")]
    assert result.endswith("Hội nghị không bỏ phiếu vòng 2.")


def test_a_tie_that_was_settled_says_how_beside_the_rank() -> None:
    """In the minutes, the result table and its annex, the score sheet."""
    given = season("Ban A: all=max\nBan B: all=max\nBan C: all=max I.1=5")
    given = replace(given, pack=replace(given.pack, quotas=(Quota("Cờ thi đua", "number", D(1)),)))
    lots = Lots(("Ban A", "Ban B"), ("Ban B",), "Ông Z")
    tie = replace(FLAG.count, votes=(VoteLine("Ban A", 6, 3), VoteLine("Ban B", 6, 3)))
    drawn = replace(FLAG, count=tie, lots=lots)
    settled = replace(given, meeting=Meeting(ballots=(drawn,)))
    for paper in ("bien-ban", "bang-tong-hop"):
        told = minutes(settled, paper)
        assert [it for it in told if it.endswith("Đồng hạng, bốc thăm: không được suy tôn")]
        assert [it for it in told if it.endswith("Đồng hạng, bốc thăm: được suy tôn")]
        assert [it for it in minutes(given, paper) if it.endswith("| Đồng hạng")]
    annex = build("bang-tong-hop", settled, printed_on=DAY).parts[1].tables[0]
    said = [it.cells[1].text for it in annex.rows if it.cells[0].text == "Cùng điểm"]
    assert said == [
        "chưa có tiêu chí phân định; bốc thăm: không được suy tôn",
        "chưa có tiêu chí phân định; bốc thăm: được suy tôn",
    ]


def test_a_signature_is_a_bare_name() -> None:
    given = replace(held(), meeting=Meeting(chair="Ông An, Trưởng ban", secretary="đồng chí Bình"))
    assert minutes(given)[-1] == "THƯ KÝ: Bình – CHỦ TRÌ: An"


def test_no_threshold_passes_for_law() -> None:
    given = held()
    bare = replace(FLAG, threshold=None)
    told = minutes(replace(given, meeting=replace(given.meeting, ballots=(bare,))))
    assert "Chưa quyết định tỷ lệ cần đạt." in told
    assert not [it for it in told if it.startswith("Kết quả: ")]


@pytest.mark.parametrize(
    ("style", "signed", "end"),
    [
        ("state", "THƯ KÝ: Trần Thị B – CHỦ TRÌ: Nguyễn Văn A", "thống nhất./."),
        ("party", "NGƯỜI GHI BIÊN BẢN: Trần Thị B – CHỦ TRÌ: Nguyễn Văn A", "thống nhất."),
    ],
)
def test_the_secretary_signs_at_the_left_in_both_styles(
    style: PaperStyle, signed: str, end: str
) -> None:
    told = minutes(held(style))
    assert told[-1] == signed
    assert told[-2].endswith(end)


def test_an_empty_meeting_gives_minutes_to_fill_in() -> None:
    made = season("Ban A: all=max")
    report = build("bien-ban", made, printed_on=DAY)
    told = lines(report)
    assert "Thời gian bắt đầu: ..... giờ ....., ngày ..... tháng ..... năm 2023." in told
    assert "1 | Ban A |  | ..... | " in told
    assert "Đơn vị thành viên: ...../01 đơn vị có mặt." in told
    assert "[Thống nhất điểm: ghi từng đề nghị sửa điểm và quyết định của hội nghị]" in told
    assert "[Bỏ phiếu: ghi từng cuộc bỏ phiếu và kết quả]" in told
    assert not any("không" in it.lower() for it in told if "kính" not in it.lower())
    assert report.heading.place_date == ""
    assert report.heading.code == "BB"
    assert report.banners == ("CHƯA CHÍNH THỨC",)


def test_the_counting_minutes_are_offered_once_there_is_a_vote() -> None:
    paper = PAPERS["bien-ban-kiem-phieu"]
    assert not paper.offered(season("Ban A: all=max"))
    assert paper.offered(held())
    told = minutes(held(), "bien-ban-kiem-phieu")
    assert "Tổ kiểm phiếu: Tổ kiểm phiếu 3 người." in told
    assert "1 | Ban A | 6 | 3 | 66,67 | cần 6/9, đạt 6: đạt" in told
    assert told[-1] == "TỔ KIỂM PHIẾU:  – CHỦ TRÌ: Nguyễn Văn A"


def test_who_counted_hands_is_told_there_and_is_no_counter_of_papers() -> None:
    hands = Threshold("h", "Bầu", "hands", "present")
    count = Count(votes=(VoteLine("Ban A", 2), VoteLine("Ban B", 0)), counted_by="Bà H")
    elected = replace(
        FLAG, code="bau", title="Bầu Trưởng khối", purpose="head", style="choose", threshold=hands
    )
    elected = replace(elected, count=count, members=3, present=2)
    held_both = replace(held().meeting, ballots=(FLAG, elected))
    told = minutes(replace(held(), meeting=held_both), "bien-ban-kiem-phieu")
    assert "Tổ kiểm phiếu: Tổ kiểm phiếu 3 người." in told
    words = "Thành viên 3 đơn vị, có mặt 2 đơn vị, vắng 1 đơn vị. Người đếm: Bà H."
    assert told.index(words) > told.index("Bầu Trưởng khối")
    assert told[-1] == "TỔ KIỂM PHIẾU:  – CHỦ TRÌ: Nguyễn Văn A"
    by_hands = replace(held().meeting, ballots=(elected,))
    told = minutes(replace(held(), meeting=by_hands), "bien-ban-kiem-phieu")
    assert words in told
    assert not [it for it in told if it.startswith("Tổ kiểm phiếu")]
    assert told[-1] == "THƯ KÝ: Trần Thị B – CHỦ TRÌ: Nguyễn Văn A"


def test_the_second_part_is_numbered_on_as_the_agenda_and_the_hall() -> None:
    told = minutes(held())
    second = told.index(agenda.PARTS[2])
    assert [it[:2] for it in told[second + 1 : second + 5]] == ["6.", "7.", "8.", "9."]
    assert told[told.index(agenda.PARTS[1]) + 5].startswith("5. ")


def test_a_unit_kept_out_of_the_review_has_no_total_among_the_others() -> None:
    told = minutes(held())
    assert "– | Ban C | – | Không bình xét, suy tôn" in told


def test_a_later_decision_on_the_same_points_is_told_at_the_earlier_one() -> None:
    first = Discussion("Ban B", "I.1", D(20), D("7.25"), outcome="accepted")
    other = Discussion("Ban A", "I.1", D(20), D(19), outcome="accepted")
    refused = Discussion("Ban B", "I.1", D("7.25"), D(7), outcome="rejected")
    last = Discussion("Ban B", "I.1", D("7.25"), D("7.5"), outcome="accepted")
    given = held()
    facts = replace(given.facts, discussions=(first, other, refused, last))
    told = minutes(replace(given, facts=facts))
    [replaced] = [it for it in told if "quyết định sau" in it]
    assert replaced.startswith("1 | Ban B")
    assert replaced.endswith("Thông qua, hội nghị thống nhất / Đã thay bằng quyết định sau: 7,50")


def test_the_backdrop_is_the_scene_s_text_and_says_no_result() -> None:
    report = build("maket", held(), printed_on=DAY)
    [text] = report.parts[0].contents
    assert isinstance(text, Paragraph)
    assert text.role == "display"
    assert text.text.splitlines() == list(backdrop_lines(held()))
    assert report.parts[0].title == "MAKET HỘI NGHỊ"
    assert report.parts[0].subject.startswith("(Kèm theo Kế hoạch số ")
    assert report.is_annex
    assert report.banners == ()
