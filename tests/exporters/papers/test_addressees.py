"""Whom a paper goes to, as its lines are written."""

import pytest

from exporters.papers.layout import LETTERHEADS
from models.papers.report import Heading


@pytest.mark.parametrize(
    ("style", "code", "to", "lines"),
    [
        ("state", "", (), ()),
        ("state", "", ("Sở Nội vụ",), ("Kính gửi: Sở Nội vụ",)),
        ("state", "", ("- Sở Nội vụ;", "Ban TĐKT."), ("Kính gửi:", "- Sở Nội vụ;", "- Ban TĐKT.")),
        ("party", "TTr", ("......", "Ban TĐKT"), ("Kính trình:", "- ......;", "- Ban TĐKT.")),
        ("state", "", ("Sở Nội vụ", "  "), ("Kính gửi: Sở Nội vụ",)),
    ],
)
def test_addressees_stand_line_by_line_and_places_to_write_stay(
    style: str, code: str, to: tuple[str, ...], lines: tuple[str, ...]
) -> None:
    letterhead = LETTERHEADS[style]  # type: ignore[index]
    assert letterhead.addressees(Heading("A", "B", code=code, to=to)) == lines
