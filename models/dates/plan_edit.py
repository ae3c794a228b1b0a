"""The block's plan of a year: taken from a template, copied from last year's, changed item by item.

Every function gives a new plan beside what it did not do, so that the clerk sees it before it is written.
"""

from calendar import isleap, monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date

from models.collecting.paper_matrix import asked_papers
from models.dates.due_days import due, due_day, named
from models.dates.items import Task, tasks
from models.dates.plan_template import PlanTemplate, TemplateItem
from models.dates.workdays import WorkDays, with_weekday
from models.duties import Deadline
from models.paper_record import PaperRecord
from models.papers.prose import carried
from models.rulepack import RulePack
from models.season import Season
from models.year_plan import Mark, PaperDue, PlanItem, YearPlan

_NEW_CODE = "viec-"
_LEAP_DAY = (2, 29)
_SPANS = ("month", "quarter", "every_month", "every_quarter")


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of a template: the plan with `items` added and the days of papers set (`dues`).

    `there` are lines the year has already: an item of the same code, or a paper of the units whose day is
    set or which waits for one. `instead` are the days of the pack that become other days by an item of the same
    code.
    """

    plan: YearPlan
    items: tuple[PlanItem, ...] = ()
    dues: tuple[PaperDue, ...] = ()
    there: tuple[TemplateItem, ...] = ()
    instead: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class OffDay:
    """A day that must be kept and falls on a day off; `instead` is the working day before it."""

    task: Task
    last: date
    instead: date

    @property
    def text(self) -> str:
        """ "“Gửi báo cáo”: hạn 04/12/2027 (thứ Bảy) là ngày nghỉ; nên xong trong 03/12/2027 (thứ Sáu)."."""
        return (
            f"“{self.task.title}”: hạn {with_weekday(self.last)} là ngày nghỉ; "
            f"nên xong trong {with_weekday(self.instead)}."
        )


@dataclass(frozen=True, slots=True)
class Copied:
    """Last year's plan in the new year. `off` are its days on a day off there, `dated` the items whose words
    name a year and have to be read again, `there` the items that the new year has already.
    """

    plan: YearPlan
    off: tuple[OffDay, ...] = ()
    dated: tuple[PlanItem, ...] = ()
    there: tuple[PlanItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Removed:
    """The plan without an item. `marks` went with it; `hanging` are items whose day was counted from it."""

    plan: YearPlan
    marks: tuple[Mark, ...] = ()
    hanging: tuple[PlanItem, ...] = ()


# ---- from a template


def take(season: Season, template: PlanTemplate, chosen: Collection[str] | None = None) -> Taken:
    """The plan of `season` with the lines of `template` whose codes are `chosen` (None: all of them).

    An item that a chosen one counts its day from comes along. What the year has already is left as it is.
    """
    papers = {it.code: it for it in asked_papers(season)}
    own = {it.deadline.code for it in season.plan.items}
    items, dues, there = [], [], []
    for line in _with_anchors(season, template, chosen):
        if line.paper in papers:
            day = _paper_day(line, season)
            if day is None or due_day(papers[line.paper], season) is not None:
                there.append(line)
            else:
                dues.append(day)
        elif line.code in own:
            there.append(line)
        else:
            items.append(_cited(line.item, template, season.pack))
    plan = replace(
        season.plan,
        items=(*season.plan.items, *items),
        dues=(*season.plan.dues, *dues),
        template=template.id if items or dues else season.plan.template,
    )
    new = {it.deadline.code: due(it.deadline, season) for it in items}
    instead = tuple(
        it
        for it in season.pack.deadlines
        if it.code in new and due(it, season).last != new[it.code].last
    )
    return Taken(plan, tuple(items), tuple(dues), tuple(there), instead)


def _with_anchors(
    season: Season, template: PlanTemplate, chosen: Collection[str] | None
) -> Iterator[TemplateItem]:
    by_code = {it.code: it for it in template.items}
    wanted = set(by_code if chosen is None else chosen)
    waiting = list(wanted & by_code.keys())
    while waiting:
        anchor = by_code[waiting.pop()].item.deadline.item
        if anchor in by_code and anchor not in wanted and named(season, anchor) is None:
            wanted.add(anchor)
            waiting.append(anchor)
    return (it for it in template.items if it.code in wanted)


def _paper_day(line: TemplateItem, season: Season) -> PaperDue | None:
    """The day a line sets for a paper of the units, where it names one."""
    it = line.item.deadline
    if it.kind != "before":
        return None
    return PaperDue(line.paper, date(season.year + it.years, it.month, it.day), it.day_counts)


def _cited(item: PlanItem, template: PlanTemplate, pack: RulePack) -> PlanItem:
    """The item, naming a rule only where the pack's rule of that name stands in the same document."""
    rule = pack.rule(item.deadline.rule)
    basis = next((it for it in pack.legal_bases if rule and it.code == rule.basis), None)
    if basis is not None and basis.document == template.document:
        return item
    return replace(item, deadline=replace(item.deadline, rule=""))


# ---- from last year


def copied(last: Season, season: Season) -> Copied:
    """The plan of `last` in the year of `season`, added to what is planned there.

    Fixed days of papers go to the new year, days of items come every year anew; texts of papers come as drafts. Not copied: marks, the
    meeting and its moves, letters, holidays.
    """
    plan, before = season.plan, last.plan
    own = {it.deadline.code for it in plan.items}
    there = tuple(it for it in before.items if it.deadline.code in own)
    items = tuple(_in_year(it, season.year) for it in before.items if it.deadline.code not in own)
    papers, dues = {it.code for it in plan.papers}, {it.paper for it in plan.dues}
    years = season.year - last.year
    made = replace(
        plan,
        items=(*plan.items, *items),
        papers=(*plan.papers, *(it for it in before.papers if it.code not in papers)),
        dues=(*plan.dues, *(_moved(it, years) for it in before.dues if it.paper not in dues)),
        template=plan.template or before.template,
        written=_with_drafts(plan, before),
    )
    named_years = {str(year) for year in range(last.year - 1, season.year)} | {str(season.year)}
    dated = tuple(it for it in items if any(year in _words(it) for year in named_years))
    return Copied(made, days_on_days_off(replace(season, plan=made)), dated, there)


def days_on_days_off(season: Season) -> tuple[OffDay, ...]:
    """The days of the plan's items and of papers that fall on a day off; the end of a month or quarter is none
    of them, since a span ends on any day.
    """
    workdays = WorkDays.of(season.plan.days_off)
    found = []
    for it in tasks(season):
        last = it.due.last
        if (it.own is None and it.paper is None) or it.deadline.kind in _SPANS:
            continue
        if last is not None and not workdays.is_working(last):
            found.append(OffDay(it, last, workdays.rolled(last, "previous")))
    return tuple(found)


def _with_drafts(plan: YearPlan, before: YearPlan) -> tuple[PaperRecord, ...]:
    """What is noted of papers, with the clerk's texts of last year as drafts where this year has none yet."""
    for it in before.written:
        record = plan.record(it.kind, it.unit)
        if it.prose and not record.prose:
            plan = plan.with_record(replace(record, prose=carried(it).prose))
    return plan.written


def _moved(it: PaperDue, years: int) -> PaperDue:
    year = it.day.year + years
    day = min(it.day.day, monthrange(year, it.day.month)[1])  # 29/02 is 28/02 in most years
    return replace(it, day=date(year, it.day.month, day))


def _in_year(it: PlanItem, year: int) -> PlanItem:
    """The item with days that this year has: 29/02 is 28/02 in most."""
    deadline, of_year = it.deadline, year + it.deadline.years
    if (deadline.month, deadline.day) == _LEAP_DAY and not isleap(of_year):
        deadline = replace(deadline, day=28)
    turns = (deadline.last_month, deadline.last_day) < (deadline.month, deadline.day)
    if (deadline.last_month, deadline.last_day) == _LEAP_DAY and not isleap(of_year + turns):
        deadline = replace(deadline, last_day=28)
    return replace(it, deadline=deadline)


def _words(it: PlanItem) -> str:
    return f"{it.deadline.title} {it.drive} {it.in_charge} {it.result}"


# ---- item by item


def put(season: Season, item: PlanItem) -> YearPlan:
    """The plan with this item: in the place of the one with its code, else at the end.

    An item without a code gets one that nothing of the year has; one with the code of a day of the rule pack
    takes that day's place.
    """
    if not item.deadline.code:
        code = fresh_code(season)
        item = replace(item, deadline=replace(item.deadline, code=code))
    items = list(season.plan.items)
    for place, it in enumerate(items):
        if it.deadline.code == item.deadline.code:
            items[place] = item
            break
    else:
        items.append(item)
    return replace(season.plan, items=tuple(items))


def removed(season: Season, code: str) -> Removed:
    """The plan without the item `code` and its marks; those of a day of the rule pack that comes back in its
    place stay.
    """
    plan = season.plan
    of_pack = any(it.code == code for it in season.pack.deadlines)
    marks = () if of_pack else tuple(it for it in plan.marks if marked_code(it) == code)
    left = tuple(it for it in plan.items if it.deadline.code != code)
    hanging = () if of_pack else tuple(it for it in left if it.deadline.item == code)
    kept = tuple(it for it in plan.marks if it not in marks)
    return Removed(replace(plan, items=left, marks=kept), marks, hanging)


def marked_code(mark: Mark) -> str:
    """The code of the thing to do that was marked, without the month of one that recurs."""
    return mark.key.partition("@")[0]


def fresh_code(season: Season, besides: Collection[str] = ()) -> str:
    """A code for a new item that nothing of the year has, nor had while it was marked; none of `besides`."""
    plan = season.plan
    used = {it.deadline.code for it in plan.items} | {marked_code(it) for it in plan.marks}
    used |= {it.code for it in season.pack.deadlines} | {*besides}
    used |= {it.code for it in (*season.pack.papers, *plan.papers)}
    return next(code for n in range(1, len(used) + 2) if (code := f"{_NEW_CODE}{n}") not in used)
