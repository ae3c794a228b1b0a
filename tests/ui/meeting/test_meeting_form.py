"""The form of the meeting refuses an hour and a quorum that cannot be."""

from typing import Any

import pytest

from ui.meeting.run_sheet_words import meeting_faults


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"numerator": 2, "denominator": None, "more": False}, "denominator"),
        ({"numerator": None, "denominator": 3, "more": False}, "numerator"),
        ({"numerator": 4, "denominator": 3, "more": False}, "numerator"),
        ({"numerator": 3, "denominator": 3, "more": True}, "numerator"),
        ({"begins": "8 giờ"}, "begins"),
        ({"begins": "24:00"}, "begins"),
    ],
)
def test_an_hour_that_is_none_and_a_quorum_nobody_can_reach_are_refused(
    values: dict[str, Any], field: str
) -> None:
    empty = {"begins": "", "numerator": None, "denominator": None, "more": False}
    assert list(meeting_faults({**empty, **values})) == [field]
    assert not meeting_faults({**empty, "begins": "8:05"})
