"""Sections of bonus and of deductions in somebody else's table: never one for both."""

import pytest

from tests.models.grid_drawing import imported, only

HEAD = "TT | Nội dung | Điểm tối đa\n"


def test_a_section_of_bonus_and_deductions_becomes_two() -> None:
    found = imported(
        f"{HEAD}A | Nội dung thi đua | 90\n1 | Kinh tế | 90\nB | ĐIỂM THƯỞNG, ĐIỂM TRỪ |\n"
        "1 | Điểm thưởng | 5\na | Sáng kiến | 5\n2 | Trừ điểm | 3"
    )
    assert [(it.code, it.max_points, it.role) for it in found.rows] == [
        ("A", 90, "content"),
        ("B.1", 5, "bonus"),
        ("B.2", 3, "deduction"),
    ]
    assert [it.code for it in found.rows[1].rows] == ["B.1.a"]
    assert [it.reason for it in found.skipped] == ["Tách thành mục điểm thưởng và mục điểm trừ."]
    assert found.is_ready


@pytest.mark.parametrize(
    ("title", "rows"),
    [
        ("ĐIỂM THƯỞNG, ĐIỂM TRỪ", ("Sáng kiến", "Vi phạm")),
        ("Điểm cộng/trừ", ("Điểm thưởng", "Điểm trừ", "Điểm trừ khác")),
        ("Điểm trừ và điểm thưởng", ()),
        ("Thưởng, phạt", ("Điểm thưởng, điểm trừ", "Điểm trừ")),
        ("Điểm thưởng", ("Cờ của Chính phủ", "Điểm trừ")),
        ("Các nội dung trừ điểm", ("Trễ hạn", "Cộng điểm khi nộp sớm")),
    ],
)
def test_deductions_are_never_added_with_a_bonus(title: str, rows: tuple[str, ...]) -> None:
    below = "".join(f"\n{at} | {it} | 5" for at, it in enumerate(rows, 1))
    found = imported(f"{HEAD}A | Nội dung thi đua | 90\nB | {title} | {5 * len(rows) or 5}{below}")
    assert only(found, "roles-mixed").text == (
        "Trang “Bảng điểm”, hàng 3: Mục B có cả điểm thưởng và điểm trừ. Tách thành hai mục, một mục "
        "điểm thưởng và một mục điểm trừ, rồi nhập lại."
    )
    assert not found.is_ready


def test_words_of_bonus_and_deduction_elsewhere_in_a_title_mix_nothing() -> None:
    found = imported(
        f"{HEAD}A | Cộng tác, trừ sâu bệnh | 5\n1 | Khen thưởng, xử phạt vi phạm | 5\n"
        "B | Điểm thưởng (trừ đơn vị bị kỷ luật) | 5\n1 | Sáng kiến | 5"
    )
    assert [it.role for it in found.rows] == ["content", "bonus"]
    assert found.is_ready
