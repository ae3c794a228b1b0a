"""What the block decided where its sources are silent, and what is still open, as the papers say it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.award_rules import Threshold
from models.ballot import Ballot
from models.meeting import Meeting, Quorum
from models.papers.choices import chosen_values, undecided_values
from models.rulepack import OpenValue, Quota, RulePack
from models.year_plan import YearPlan
from tests.exporters.paper_samples import PACK, season


def test_the_values_that_the_block_chose_are_named_and_the_others_left_out() -> None:
    fields = ("step", "rounding", "rank_style", "tie_breaks", "quotas", "sections.max_points")
    pack = replace(
        PACK,
        tie_breaks=(),
        quotas=(Quota("Cờ thi đua", "number", Decimal(1)),),
        open_values=tuple(OpenValue(it, it) for it in fields),
        decided=fields,
    )

    def chosen(pack: RulePack) -> str:
        return chosen_values(season(pack=pack))

    assert chosen(pack) == (
        "Khối quy định: bước điểm 0,01; xếp theo tổng chính xác; đồng hạng ghi 1, 2 =, 2 =, 4; "
        "số cờ thi đua: 1."
    )
    assert chosen(replace(pack, open_values=pack.open_values[3:4])) == ""
    assert chosen(replace(pack, decided=("step",))) == "Khối quy định: bước điểm 0,01."


def test_what_was_entered_for_the_meeting_is_chosen_by_the_field_of_the_pack() -> None:
    values = (OpenValue("thresholds", "Tỷ lệ phiếu"), OpenValue("deadlines", "Các ngày"))
    given = season(pack=replace(PACK, open_values=values))
    assert chosen_values(given) == ""
    assert undecided_values(given) == "Văn bản để mở, khối chưa chọn: Tỷ lệ phiếu; Các ngày."
    flag = Threshold("c", "Cờ", "ballot", "valid", 2, 3, at_least=True)
    head = Threshold("h", "Trưởng khối", "hands", "present")
    votes = (
        Ballot("a", "Suy tôn", threshold=flag),
        Ballot("b", "Suy tôn, vòng 2", threshold=flag),
        Ballot("c", "Bầu", "head", threshold=head),
    )
    held = Meeting(ballots=votes, quorum=Quorum(2, 3))
    given = replace(given, meeting=held, plan=YearPlan(meeting=date(2023, 12, 19)))
    assert chosen_values(given) == (
        "Khối quy định: suy tôn từ 2/3 số phiếu hợp lệ; bầu Trưởng khối quá 1/2 số có mặt; "
        "dự họp từ 2/3 số đơn vị; hội nghị ngày 19/12/2023."
    )
    rest = "Văn bản để mở, khối chưa chọn: Các ngày (ngoài phần đã nêu ở trên)."
    assert undecided_values(given) == rest, "the other days are still open"
    part = "Tỷ lệ phiếu (ngoài phần đã nêu ở trên)"
    without_quorum = replace(given, meeting=replace(held, quorum=None))
    assert part in undecided_values(without_quorum)
    one_open = (*votes, Ballot("d", "Bầu Phó", "deputy"))
    assert part in undecided_values(replace(given, meeting=replace(held, ballots=one_open)))
    of_law = (replace(votes[0], threshold=replace(flag, rule="co")),)
    assert "suy tôn" not in chosen_values(replace(given, meeting=replace(held, ballots=of_law)))


def test_the_values_that_the_block_has_not_chosen_are_told_as_such() -> None:
    fields = ("step", "quotas", "sections.max_points")
    values = tuple(OpenValue(it, f"Về {it}") for it in fields)
    given = season(pack=replace(PACK, open_values=values, decided=("quotas",)))
    assert undecided_values(given) == "Văn bản để mở, khối chưa chọn: Về step."
    bare = replace(given, table=replace(given.table, rows=()))
    assert "Về sections.max_points" in undecided_values(bare)
    assert undecided_values(season(pack=replace(PACK, open_values=()))) == ""
