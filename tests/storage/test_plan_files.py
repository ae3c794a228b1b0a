"""The plans that ship: every one loads, says what its source says, and fits the pack of its source."""

import json
from collections import Counter
from typing import Any

import pytest

from models.dates.plan_template import PlanTemplate
from models.duties import Deadline
from models.errors import AppError
from models.papers.kinds import PAPERS
from storage import plan_files
from ui.book import shipped

PLANS = {it.id: it for it in shipped.plans()}
COUNTS = {
    "huong-dan-1560": 13,
    "ke-hoach-khoi": 13,
    "phuong": 36,
    "tong-ket-khoi": 13,
    "trong-co-quan": 21,
}
PACKS = {
    "huong-dan-1560": "lao-cai-3666",
    "ke-hoach-khoi": "ke-hoach-khoi-2023",
    "phuong": "phuong",
    "tong-ket-khoi": "lao-cai-3666",
    "trong-co-quan": "trong-co-quan",
}


def deadline(plan: str, code: str) -> Deadline:
    return next(it.item.deadline for it in PLANS[plan].items if it.code == code)


def document(**changes: Any) -> dict[str, Any]:
    whole: dict[str, Any] = {
        "format": "so-khoi-ke-hoach",
        "format_version": 1,
        "id": "thu",
        "title": "Kế hoạch thử",
        "document": "Kế hoạch số 1",
        "items": [line("a")],
    }
    return {**whole, **changes}


def line(code: str, **day: Any) -> dict[str, Any]:
    return {
        "item": {
            "deadline": {"code": code, "title": "Việc", "kind": "month", "month": 6, **day},
        }
    }


def refusal(**changes: Any) -> str:
    with pytest.raises(AppError) as told:
        plan_files.loads(json.dumps(document(**changes)))
    return str(told.value)


def test_all_five_ship_with_source_and_number_of_items() -> None:
    assert {key: len(it.items) for key, it in PLANS.items()} == COUNTS
    for it in PLANS.values():
        assert it.title
        assert it.clause.startswith("mục ")
        assert it.document.split()[0] in ("Kế", "Hướng")
        assert it.note.endswith(".")


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_every_item_says_where_it_stands_and_what_comes_of_it(plan: PlanTemplate) -> None:
    for it in plan.items:
        assert it.clause.startswith("mục ")
        assert it.item.deadline.title[-1] not in ".;,"
        assert it.item.deadline.paper in {"", *PAPERS}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_what_the_pack_of_the_source_has_is_the_same_item(plan: PlanTemplate) -> None:
    """By its code the item takes the place of the pack's day, so it must be that day or a stricter one."""
    pack = shipped.find_pack(PACKS[plan.id])
    assert pack is not None
    of_pack = {it.code: it for it in pack.deadlines}
    mine = {it.code: it.item.deadline for it in plan.items}
    if plan.id != "tong-ket-khoi":  # it only tells of the end of the year
        assert of_pack.keys() <= mine.keys()
    for code in of_pack.keys() & mine.keys():
        assert mine[code].kind == of_pack[code].kind, code
        assert mine[code].rule in {"", of_pack[code].rule}, code
    assert {it.item.deadline.rule for it in plan.items} - {""} <= {it.name for it in pack.rules}
    assert {it.paper for it in plan.items} - {""} <= {it.code for it in pack.papers}


def test_the_end_of_the_year_of_one_block() -> None:
    """S0, III: scores before 05/12, reports before 11/12, originals + 3 days, dossier + 5 days and before 25/12."""
    scores, report = deadline("tong-ket-khoi", "self-score"), deadline("tong-ket-khoi", "unit-year")
    assert (scores.kind, scores.day, scores.month, scores.owner) == ("before", 5, 12, "units")
    assert (report.kind, report.day, report.month) == ("before", 11, 12)
    originals = deadline("tong-ket-khoi", "nominated-reports")
    assert (originals.kind, originals.days, originals.working) == ("after_meeting", 3, False)
    dossier = deadline("tong-ket-khoi", "dossier")
    assert (dossier.kind, dossier.days) == ("after_meeting", 5)
    assert (dossier.day, dossier.month, dossier.day_counts) == (25, 12, False)


def test_the_twelve_months_of_the_province() -> None:
    """S1, III."""
    months = {"pledge": 1, "plan": 2, "half-year": 6, "inspection": 7}
    for code, month in months.items():
        found = deadline("ke-hoach-khoi", code)
        assert (found.kind, found.month) == ("month", month)
    meeting, result = deadline("ke-hoach-khoi", "meeting"), deadline("ke-hoach-khoi", "block-year")
    assert (meeting.kind, meeting.day, meeting.month) == ("before", 30, 11)
    assert (result.kind, result.day, result.month) == ("before", 7, 12)
    for code, first, last, owner in (
        ("appraisal", 7, 14, "board"),
        ("council", 15, 22, "council"),
        ("province-conference", 15, 22, "council"),
    ):
        it = deadline("ke-hoach-khoi", code)
        assert (it.kind, it.month, it.day, it.last_month, it.last_day, it.owner) == (
            *("window", 12, first),
            *(12, last, owner),
        )


def test_the_days_of_the_guide() -> None:
    """S3, I.1, I.2, III; where it names another paper for the day, the day is open."""
    registration, budget = (deadline("huong-dan-1560", it) for it in ("registration", "budget"))
    assert (registration.kind, registration.day, registration.month) == ("before", 15, 3)
    assert (budget.kind, budget.day, budget.month) == ("before", 31, 5)
    dossier = deadline("huong-dan-1560", "dossier")
    assert (dossier.kind, dossier.days, dossier.day) == ("after_meeting", 5, 0)
    assert deadline("huong-dan-1560", "block-year").kind == "announced"


def test_the_duties_of_an_office_name_who_does_them_and_never_a_day() -> None:
    """S2, III: four who do it; reports are due "by rule", which is not in the paper."""
    plan = PLANS["trong-co-quan"]
    assert Counter(it.item.in_charge for it in plan.items) == {
        "Phòng Tổ chức - Hành chính - Quản trị": 12,
        "Các phòng, ban, đơn vị": 7,
        "Trung tâm Thông tin": 1,
        "Thành viên Hội đồng thi đua, khen thưởng": 1,
    }
    kinds = {it.code: it.item.deadline.kind for it in plan.items}
    told = {code for code, kind in kinds.items() if kind == "announced"}
    assert told == {"office-plan", "office-report", "department-report"}
    whole_year = [it.item.deadline for it in plan.items if it.code not in told]
    assert {(it.kind, it.month, it.last_month) for it in whole_year} == {("month", 1, 12)}
    assert all(it.item.result for it in plan.items)


def test_the_months_drives_and_reviews_of_a_ward() -> None:
    """S4, II: things to do in each month; three drives and a special one; reviews at 6 and 9 months."""
    days = [it.item.deadline for it in PLANS["phuong"].items]
    counted = Counter(it.month for it in days if it.kind == "month")
    assert [counted[month] for month in range(1, 13)] == [7, 2, 2, 2, 1, 5, 2, 2, 3, 3, 3, 3]
    drives = Counter(it.item.drive for it in PLANS["phuong"].items)
    assert drives["Đợt thi đua thứ nhất"] == 2
    assert drives["Đợt thi đua thứ hai"] == 2
    assert drives["Đợt thi đua thứ ba"] == 1
    assert drives["Đợt thi đua đặc biệt kỷ niệm ngày thành lập phường và thành phố"] == 2
    assert [deadline("phuong", it).month for it in ("m6-half-year", "m9-review")] == [6, 9]
    themed = ("m5-education", "m7-invalids", "m8-security", "m9-education")
    assert [deadline("phuong", it).month for it in themed] == [5, 7, 8, 9]
    targets = deadline("phuong", "targets")
    assert (targets.kind, targets.day, targets.month) == ("before", 30, 9)


def test_a_file_that_is_none_is_refused_in_a_sentence() -> None:
    for text in ("[]", '{"format": "so-khoi-bo-quy-tac"}'):
        with pytest.raises(AppError, match=r"^Đây không phải là kế hoạch mẫu"):
            plan_files.loads(text)
    with pytest.raises(AppError, match=r"^Không đọc được JSON ở dòng 1"):
        plan_files.loads("{")
    assert refusal(format_version=2).endswith("Cập nhật chương trình.")
    assert refusal(format_version="1") == "“format_version” phải là số nguyên từ 1."


def test_every_fault_names_its_place() -> None:
    assert "“titel”. Có phải là “title” không?" in refusal(titel="x")
    assert "“title” không được để trống" in refusal(title=" ")
    assert "“items[0].item.deadline.kind”" in refusal(items=[line("a", kind="weekly")])
    assert "mã việc “a” đã có ở “items[0]." in refusal(items=[line("a"), line("a")])
    wrong = refusal(items=[line("a", kind="before", day=31, month=2)])
    assert wrong.startswith("“items[0].item.deadline.day”: ")
    assert "31/02" in wrong
    assert "không có trong danh sách" in refusal(
        items=[line("a", kind="after_item", item="b", month=0)]
    )


def test_a_plan_needs_only_what_it_says() -> None:
    plan = plan_files.loads(json.dumps(document()))
    assert (plan.note, plan.items[0].clause, plan.items[0].item.drive) == ("", "", "")
