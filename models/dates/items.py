"""Everything that is to be done in a year, one occurrence after the other, with its day."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.collecting.paper_matrix import asked_papers
from models.dates.due_days import Due, due, due_day, months, named
from models.dates.workdays import WorkDays
from models.duties import Deadline, RequiredPaper
from models.season import Season
from models.year_plan import PlanItem

PAPER_KEY = "paper:"
"""What the key of a paper's task begins with."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do once: `key` names it for good (one that recurs carries its month, "code@2026-03").

    `own` is the line of the block's plan it comes from, None for one of the pack; `paper` is what every unit
    hands in by it, None when it is no such thing.
    """

    key: str
    deadline: Deadline
    due: Due
    own: PlanItem | None = None
    paper: RequiredPaper | None = None
    month: int = 0

    @property
    def title(self) -> str:
        """What is to be done, with the month or quarter where it recurs."""
        if not self.month:
            return self.deadline.title
        if self.deadline.kind == "every_quarter":
            return f"{self.deadline.title} (quý {('I', 'II', 'III', 'IV')[self.month // 3 - 1]})"
        return f"{self.deadline.title} (tháng {self.month})"


def tasks(season: Season) -> tuple[Task, ...]:
    """The pack's days, the block's own plan, and the papers the units hand in; in this order.

    A deadline of the pack is left out where the plan has an item of its code (the block fixed it anew), or
    where it is but the day of papers of the units, which stand for themselves.
    """
    own = {it.deadline.code for it in season.plan.items}
    asked = asked_papers(season)
    of_papers = {it.deadline for it in asked}
    workdays = WorkDays.of(season.plan.days_off)
    found: list[Task] = []
    for deadline in season.pack.deadlines:
        if deadline.code not in own and deadline.code not in of_papers:
            found += _occurrences(season, workdays, deadline)
    for item in season.plan.items:
        found += _occurrences(season, workdays, item.deadline, item)
    return (*found, *_papers(season, asked))


def _occurrences(
    season: Season, workdays: WorkDays, deadline: Deadline, own: PlanItem | None = None
) -> Iterator[Task]:
    for month in months(deadline):
        key = (
            f"{deadline.code}@{season.year + deadline.years}-{month:02}" if month else deadline.code
        )
        yield Task(key, deadline, due(deadline, season, month, workdays), own, month=month)


def _papers(season: Season, asked: tuple[RequiredPaper, ...]) -> Iterator[Task]:
    for paper in asked:
        day = due_day(paper, season)
        if day is not None:
            deadline = _of_paper(season, paper)
            yield Task(deadline.code, deadline, day, paper=paper)


def _of_paper(season: Season, paper: RequiredPaper) -> Deadline:
    """The deadline by which a paper is handed in, called after it; "announced" where the head set a day."""
    found = None
    if paper.deadline and all(it.paper != paper.code for it in season.plan.dues):
        found = named(season, paper.deadline)
    bound = found or Deadline("", "", "announced")
    rule = paper.rule or bound.rule
    code = PAPER_KEY + paper.code
    return replace(bound, code=code, title=paper.title, owner="units", rule=rule, paper="")
