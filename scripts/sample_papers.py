"""The papers of the sample block: what the plan of the year-end asks for, and what has come in.

Days and papers are those of the year-end plan of 2023 (items 2.5, 3.2, 3.3); who sent what, and when, is
illustrative.
"""

from datetime import date
from typing import Any

from models.collected import Attendance, Pledge, Receipt, RegisteredTitle
from models.duties import RequiredPaper
from models.year_plan import Letter, Mark, PaperDue, YearPlan

PLAN = YearPlan(
    meeting=date(2023, 12, 19),
    papers=(
        RequiredPaper("one-page", "Báo cáo tóm tắt không quá 01 trang A4", pages=1),
        RequiredPaper("model-collective", "Hồ sơ 01 điển hình tập thể"),
        RequiredPaper("model-individual", "Hồ sơ 01 điển hình cá nhân"),
        RequiredPaper("meeting-paper", "Tham luận tại hội nghị"),
    ),
    dues=(
        PaperDue("registration", date(2023, 3, 15)),
        PaperDue("unit-half-year", date(2023, 7, 1)),
        PaperDue("self-score", date(2023, 12, 5)),
        *(
            PaperDue(code, date(2023, 12, 11))
            for code in (
                "unit-year",
                "one-page",
                "model-collective",
                "model-individual",
                "meeting-paper",
            )
        ),
    ),
    marks=(
        Mark("registration", "done", date(2023, 3, 13), result="Đã gửi tổng hợp của 11 đơn vị"),
        Mark("budget", "done", date(2023, 5, 25)),
    ),
    appraisal_request=Letter("21-CV/KTĐ", date(2023, 12, 6)),
    appraisal=Letter("512/BTĐKT", date(2023, 12, 14)),
)

_UNITS = ("bnc", "blc", "btc", "btg", "bdv", "ubkt", "vptu", "tct", "duk", "nktu", "bnd")
_SPRING = {"nktu": date(2023, 3, 18)}
_SELF = {"nktu": date(2023, 12, 6), "tct": date(2023, 12, 5)}
_YEAR_OWED = {"bnd"}
_SUMMARY_PAGES = {"btg": 2}
_UNSIGNED = {"bnd"}
_REVIEW = "Họp sơ kết 6 tháng đầu năm"


def collected() -> dict[str, Any]:
    """What was recorded while papers came in, by the field of `Facts`."""
    return {
        "receipts": tuple(_receipts()),
        "pledges": tuple(
            Pledge(unit, None if unit in _UNSIGNED else date(2023, 1, 18)) for unit in _UNITS
        ),
        "titles": tuple(
            title
            for unit in _UNITS
            for title in (
                RegisteredTitle(unit, "Tập thể Lao động xuất sắc"),
                RegisteredTitle(unit, "Chiến sĩ thi đua cơ sở", whom="individual", count=2),
            )
        ),
        "attendance": tuple(
            Attendance(
                unit,
                _REVIEW,
                date(2023, 7, 5),
                "excused" if unit == "bnd" else "present",
                wrong_composition=unit == "duk",
            )
            for unit in _UNITS
        ),
    }


def _receipts() -> list[Receipt]:
    found = []
    for unit in _UNITS:
        found.append(Receipt(unit, "registration", _SPRING.get(unit, date(2023, 3, 10)), "paper"))
        found.append(Receipt(unit, "unit-half-year", date(2023, 6, 28), "both"))
        found.append(Receipt(unit, "self-score", _SELF.get(unit, date(2023, 12, 4)), "both"))
        if unit in _YEAR_OWED:
            continue
        found.append(Receipt(unit, "unit-year", date(2023, 12, 8), "both"))
        pages = _SUMMARY_PAGES.get(unit, 1)
        found.append(Receipt(unit, "one-page", date(2023, 12, 8), pages=pages))
        found += [
            Receipt(unit, code, date(2023, 12, 10), "paper")
            for code in ("model-collective", "model-individual", "meeting-paper")
        ]
    return found
