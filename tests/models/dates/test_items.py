"""Everything that is to be done in a year: what comes from the pack, from the plan, from papers."""

from dataclasses import replace
from datetime import date

from models.block import Block
from models.dates.items import tasks
from models.duties import Deadline, RequiredPaper
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import PaperDue, PlanItem, YearPlan

PACK = RulePack(
    "p",
    "Thử",
    deadlines=(
        Deadline("plan", "Gửi kế hoạch", "month", month=2),
        Deadline("hand-in", "Nộp báo cáo", "before", "units", day=5, month=12, rule="r"),
        Deadline("watch", "Theo dõi", "every_quarter", years=1),
        Deadline("next", "Tính tiếp", "after_item", item="hand-in", days=2, paper="bien-ban"),
    ),
    papers=(
        RequiredPaper("report", "Báo cáo năm", deadline="hand-in"),
        RequiredPaper("other", "Giấy khác", deadline="next", rule="own"),
        RequiredPaper("free", "Không hạn"),
        RequiredPaper("ours", "Của Trưởng khối", "head", deadline="plan"),
    ),
)
SEASON = Season(Block("Khối"), 2023, PACK)


def drawn(season: Season) -> list[str]:
    told = []
    for it in tasks(season):
        last = f"{it.due.last:%d/%m/%Y}" if it.due.last else "–"
        of = "plan" if it.own else f"paper {it.paper.code}" if it.paper else "pack"
        told.append(f"{it.key} | {it.title} | {last} | {of}")
    return told


def test_the_years_things_to_do() -> None:
    assert drawn(SEASON) == [
        "plan | Gửi kế hoạch | 28/02/2023 | pack",
        "watch@2024-03 | Theo dõi (quý I) | 31/03/2024 | pack",
        "watch@2024-06 | Theo dõi (quý II) | 30/06/2024 | pack",
        "watch@2024-09 | Theo dõi (quý III) | 30/09/2024 | pack",
        "watch@2024-12 | Theo dõi (quý IV) | 31/12/2024 | pack",
        "paper:report | Báo cáo năm | 04/12/2023 | paper report",
        "paper:other | Giấy khác | 06/12/2023 | paper other",
    ]


def test_the_blocks_own_item_stands_for_the_packs_of_its_code() -> None:
    own = PlanItem(Deadline("plan", "Gửi kế hoạch sớm", "before", day=20, month=1))
    often = PlanItem(Deadline("m", "Họp", "every_month", month=11))
    paper = RequiredPaper("mine", "Giấy của khối")
    plan = YearPlan(items=(own, often), papers=(paper,), dues=(PaperDue("mine", date(2023, 5, 9)),))
    told = drawn(replace(SEASON, plan=plan))
    assert [it for it in told if not it.startswith("watch")] == [
        "plan | Gửi kế hoạch sớm | 19/01/2023 | plan",
        "m@2023-11 | Họp (tháng 11) | 30/11/2023 | plan",
        "m@2023-12 | Họp (tháng 12) | 31/12/2023 | plan",
        "paper:report | Báo cáo năm | 04/12/2023 | paper report",
        "paper:other | Giấy khác | 06/12/2023 | paper other",
        "paper:mine | Giấy của khối | 08/05/2023 | paper mine",
    ]


def test_the_task_of_a_paper_keeps_how_its_day_came_about() -> None:
    dues = (PaperDue("report", date(2023, 12, 1)),)
    of_pack = {it.key: it.deadline for it in tasks(SEASON)}
    of_plan = {it.key: it.deadline for it in tasks(replace(SEASON, plan=YearPlan(dues=dues)))}
    other, report = of_pack["paper:other"], of_pack["paper:report"]
    assert (other.kind, other.owner, other.rule, other.paper) == ("after_item", "units", "own", "")
    assert (report.code, report.title, report.rule) == ("paper:report", "Báo cáo năm", "r")
    assert of_plan["paper:report"] == Deadline("paper:report", "Báo cáo năm", "announced", "units")
    assert of_plan["paper:other"] == other
