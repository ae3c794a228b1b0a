"""The papers of registration: who registered and signed, by name; targets with their shares."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from models.collected import Pledge, RegisteredTitle
from models.facts import Facts, Target
from models.papers.registration import percent_words, registration, registration_comparison
from models.papers.report import Paragraph, Report
from models.papers.words import calculate
from models.season import Season
from tests.ui.page_samples import TODAY, season

SIGNED = date(2023, 1, 15)


def given() -> Season:
    targets = (
        Target("u1", "Sáng kiến", "III", Decimal(4), planned=Decimal(3), measure="sáng kiến"),
        Target(
            *("u1", "Hồ sơ đúng hạn", "I", Decimal("98.5"), Decimal("99.2"), Decimal(95), "%"),
            last_year=Decimal(97),
        ),
        Target("u2", "Khiếu nại", "I", Decimal(2), Decimal(1), measure="vụ", better="lower"),
    )
    titles = (
        RegisteredTitle("u1", "Cờ thi đua"),
        RegisteredTitle("u2", "Bằng khen", "commendation", "individual", 2, "Nguyễn Văn A"),
    )
    pledges = (Pledge("u1", SIGNED), Pledge("u2", None))
    return season(facts=Facts(targets=targets, titles=titles, pledges=pledges))


def lines(report: Report, part: int = 0) -> list[str]:
    return [
        " | ".join(cell.text for cell in row.cells)
        for table in report.parts[part].tables
        for row in table.rows
    ]


def paragraphs(report: Report) -> str:
    contents = report.parts[0].contents
    return "\n".join(it.text for it in contents if isinstance(it, Paragraph))


def test_the_summary_counts_and_names() -> None:
    made = given()
    report = registration(made, calculate(made), "", TODAY)
    rows = lines(report)
    assert rows[:2] == [
        "1 | Ban Nội chính Tỉnh ủy | 2 | Cờ thi đua, tập thể: 1 | – | Đã ký 15/01/2023 | ",
        "2 | Ban Tổ chức Tỉnh ủy | 1 | – | Bằng khen, cá nhân: 2 (Nguyễn Văn A) | Chưa ký | ",
    ]
    assert rows[4].endswith("Chưa ký | Chưa đăng ký")
    assert rows[5] == (
        "Tổng cộng | 3 | 1 (1 tập thể, 0 cá nhân) | 2 (0 tập thể, 2 cá nhân) | 1/5 đơn vị đã ký | "
    )
    words = paragraphs(report)
    assert "Đã ký giao ước thi đua (1): Ban Nội chính Tỉnh ủy." in words
    assert "Chưa ký giao ước thi đua (4): Ban Tổ chức Tỉnh ủy; Ban Dân vận Tỉnh ủy" in words
    assert "Chưa đăng ký chỉ tiêu, danh hiệu (3): Ban Dân vận Tỉnh ủy" in words
    assert not report.banners
    assert all(it.landscape for it in report.parts)


def test_targets_stand_under_their_unit_by_section() -> None:
    made = given()
    rows = lines(registration(made, calculate(made), "", TODAY), 1)
    assert rows == [
        "Ban Nội chính Tỉnh ủy",
        "1 | Hồ sơ đúng hạn | I | % | 97 | 95 | 98,5 | ",
        "2 | Sáng kiến | III | sáng kiến | – | 3 | 4 | ",
        "Ban Tổ chức Tỉnh ủy",
        "1 | Khiếu nại | I | vụ | – | – | 2 | ",
    ]


def test_the_comparison_has_every_share() -> None:
    made = given()
    report = registration_comparison(made, calculate(made), "", TODAY)
    assert lines(report)[1:3] == [
        "1 | Hồ sơ đúng hạn | % | 97 | 95 | 98,5 | 99,2 | 104,42% | 100,71% | 102,27% | Vượt",
        "2 | Sáng kiến | sáng kiến | – | 3 | 4 | – | – | – | – | –",
    ]
    assert lines(report)[4].endswith("| 1 | – | 50% | – | Vượt")
    assert report.banners == ("CHƯA CHÍNH THỨC",)


def test_papers_can_be_made_before_anybody_registered() -> None:
    made = season()
    figures = calculate(made)
    summary = registration(made, figures, "", TODAY)
    assert len(summary.parts) == 1
    assert "Chưa ký giao ước thi đua (5)" in paragraphs(summary)
    compared = registration_comparison(made, figures, "", TODAY)
    assert "Chưa có đơn vị nào đăng ký chỉ tiêu." in paragraphs(compared)


def test_a_target_of_a_section_that_is_gone_is_still_printed() -> None:
    made = given()
    gone = replace(made.facts.targets[0], section="IX")
    made = replace(made, facts=replace(made.facts, targets=(gone,)))
    assert lines(registration(made, calculate(made), "", TODAY), 1)[1].startswith(
        "1 | Sáng kiến | IX"
    )


def test_per_cent_is_rounded_for_the_eye_only() -> None:
    assert percent_words(Decimal(100) / 3) == "33,33%"
    assert percent_words(Decimal(120)) == "120%"
    assert percent_words(Decimal("0.5")) == "0,5%"
    assert percent_words(None) == "–"
