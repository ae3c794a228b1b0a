"""What there is to do next: season → a list of things, each with the one act that does it. No Qt.

The first thing of the list is what the overview offers as its primary button.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from models.block import Unit
from models.checking.checks import check_table
from models.meeting_day.agenda import when_words
from models.ranks.ranking import Standing, award_line
from models.scores.adjustments import exceeds, waits
from models.scores.results import UnitResult
from models.season import Season
from models.texts import few
from ui.frame.work_state import asked_stages, has_points, holds_changes, progress
from ui.setup.steps import NO_PACK
from ui.todo import collect_steps
from ui.todo.dated_steps import dated, left_to_meeting, meeting_near
from ui.todo.next_step import FIRST, Desk, NextStep, names

if TYPE_CHECKING:
    from ui.book.open_book import OpenBook


def steps_today(book: "OpenBook") -> tuple[NextStep, ...]:
    """Everything that waits in the open book today: to be asked for with `book.once`, as several show it."""
    return next_steps(book.season, book.results, book.standings, book.now().date())


def next_steps(
    season: Season,
    results: Sequence[UnitResult],
    standings: Sequence[Standing],
    today: date | None = None,
) -> tuple[NextStep, ...]:
    """Everything that waits, in the order of the year's work; once the result is closed, what follows the
    meeting. Without `today` nothing is overdue.
    """
    if season.is_final:
        return tuple(_afterwards(season, standings))
    desk = Desk(season, results, standings, progress(season), today)
    return tuple(step for check in _CHECKS for step in check(desk))


def _afterwards(season: Season, standings: Sequence[Standing]) -> Iterator[NextStep]:
    from models.meeting_day.after_meeting import duties, won  # asked only of a closed year

    found = duties(season, won(season, standings))
    if found:
        first = found[0]
        yield NextStep(
            "after-meeting", "action", "Sau hội nghị", f"{len(found)} việc sau hội nghị",
            f"{first.title}: {first.due}", "Xem việc sau hội nghị", "page:meeting/closing",
        )  # fmt: skip


# ---- setting up


def _block_named(desk: Desk) -> Iterator[NextStep]:
    if not desk.season.block.name.strip():
        yield NextStep(
            "block", "action", "Bắt đầu", "Chưa có thông tin khối", "tên khối in trên mọi văn bản",
            "Ghi thông tin khối", "continue-setup",
        )  # fmt: skip


def _units_present(desk: Desk) -> Iterator[NextStep]:
    if not desk.season.units:
        yield NextStep(
            "units", "action", "Bắt đầu", "Chưa có đơn vị nào", "thêm từng đơn vị hoặc dán từ Excel",
            "Thêm đơn vị", "page:units",
        )  # fmt: skip


def _rules_chosen(desk: Desk) -> Iterator[NextStep]:
    if desk.season.pack.id == NO_PACK.id:
        yield NextStep(
            "rules", "action", "Bắt đầu", "Chưa chọn bộ quy tắc", "văn bản mà khối chấm theo",
            "Chọn bộ quy tắc", "continue-setup",
        )  # fmt: skip


def _table_issue(desk: Desk) -> Iterator[NextStep]:
    """A table is issued before it goes out; a later version takes the place of the issued one only when it is
    issued itself. A block that has begun with a draft is asked no more."""
    table = desk.season.table
    begun = any(it.done for it in desk.state.column(desk.form))
    if not table.rows or not table.life.is_open or (table.version == 1 and begun):
        return
    called = f"bảng chấm điểm bản {table.version}" if table.version > 1 else "bảng chấm điểm"
    what = f"Ban hành {called}"
    if table.version == 1 and table.life.state == "draft":
        what = f"Gửi {called} xin ý kiến, rồi ban hành"
    yield NextStep(
        "issue-table", "action", "Tiếp theo", what,
        "ban hành rồi mới xuất biểu mẫu cho các đơn vị", "Xem bảng chấm điểm", "page:table",
    )  # fmt: skip


def _table_present(desk: Desk) -> Iterator[NextStep]:
    table = desk.season.table
    if not table.rows:
        yield NextStep(
            "table", "action", "Bắt đầu", "Chưa có bảng chấm điểm", "dán từ Excel hoặc lấy bảng mẫu",
            "Lập bảng chấm điểm", "continue-setup",
        )  # fmt: skip
        return
    errors = [it for it in check_table(table, desk.season.pack) if it.severity == "error"]
    if errors:
        more = f"; còn {len(errors) - 1} lỗi nữa" if len(errors) > 1 else ""
        first = f"{errors[0].where}: {errors[0].what}" if errors[0].where else errors[0].what
        yield NextStep(
            "table-errors", "error", f"{len(errors)} lỗi", "Bảng chấm điểm chưa đúng",
            f"{first.rstrip('.')}{more}", "Xem bảng chấm điểm", "page:table",
        )  # fmt: skip


def _open_values(desk: Desk) -> Iterator[NextStep]:
    """What the sources leave open is asked of the block, never assumed."""
    left = desk.season.undecided
    if left:
        titles = few([it.title for it in left], "giá trị", FIRST)
        yield NextStep(
            "open-values", "muted", "Khối chọn", f"Chọn {len(left)} giá trị mà văn bản để mở",
            titles, "Chọn giá trị", "page:table/open",
        )  # fmt: skip


def _head_named(desk: Desk) -> Iterator[NextStep]:
    if desk.season.units and not desk.season.head:
        yield NextStep(
            "head", "muted", "Còn thiếu", "Chưa chọn đơn vị Trưởng khối", "để ghi ở nơi ký của văn bản",
            "Chọn Trưởng khối", "page:units",
        )  # fmt: skip


# ---- scoring


def _later_stages(desk: Desk) -> Iterator[NextStep]:
    """The stages after the self score. A unit waits at the first one it has not finished.

    A stage over the whole table is named one at a time; one over some sections (the Board's
    appraisal) runs beside it for the units that have come so far.
    """
    if not desk.set_up:
        return
    ready = {it.id for it in desk.units(desk.form, lambda it: it.done > 0)}
    behind = False
    changes = holds_changes(desk.season)
    for stage in desk.season.pack.stages:
        if stage.code == desk.form or stage.code in changes:
            continue
        unfinished = desk.units(stage.code, lambda cell: bool(cell.left))
        waiting = [it for it in unfinished if it.id in ready]
        if waiting and (stage.sections or not behind):
            yield _stage_step(desk, stage.code, waiting)
        behind = behind or bool(waiting)
        ready -= {it.id for it in waiting}


def _stage_step(desk: Desk, code: str, waiting: list[Unit]) -> NextStep:
    stage = desk.season.pack.stage(code)
    assert stage is not None
    ids = {it.id for it in waiting}
    cells = zip(desk.state.units, desk.state.column(code), strict=True)
    count = sum(len(cell.left) for unit, cell in cells if unit.id in ids)
    enter = f"Nhập điểm {stage.name.lower()}"
    if stage.sections:
        where = ", ".join(stage.sections)
        basis = desk.season.pack.citation(stage.rule)
        return NextStep(
            f"stage-{code}", "muted", "Chờ " + stage.name.lower(),
            f"{len(waiting)} đơn vị chưa có điểm mục {where}", " · ".join(it for it in (desk.season.pack.board_name, basis) if it),
            enter, f"page:scores/{waiting[0].id}|{code}",
        )  # fmt: skip
    return NextStep(
        f"stage-{code}", "warn", f"{len(waiting)} đơn vị",
        f"{count} tiêu chí chưa có điểm {stage.name.lower()}", names(waiting),
        enter, f"page:scores/{waiting[0].id}|{code}",
    )  # fmt: skip


# ---- facts


def _notices(desk: Desk) -> Iterator[NextStep]:
    """deduct-dossier: ineligible dossiers cost points only with the Board's notice."""
    rules = [it for it in desk.season.pack.deductions if it.fact == "dossiers"]
    dossiers = desk.season.facts.dossiers
    waiting = [it for it in dossiers if any(waits(rule, it) for rule in rules)]
    if waiting:
        count = sum(it.count for it in waiting)
        units = {it.unit: desk.season.unit(it.unit) for it in waiting}
        yield NextStep(
            "notice", "warn", "Chờ thông báo",
            f"{count} hồ sơ chờ thông báo, chưa trừ điểm",
            names(it for it in units.values() if it), "Ghi văn bản",
            f"page:scores/{waiting[0].unit}",
        )  # fmt: skip


def _bonus(desk: Desk) -> Iterator[NextStep]:
    """bonus-exceed: the block decides what an exceeded target earns where its pack does not."""
    rule = desk.season.pack.bonus
    if rule is None or rule.each_points is not None:
        return
    section_of = desk.season.table.section_codes()
    open_targets = [
        it
        for it in desk.season.facts.targets
        if it.bonus is None
        and section_of.get(it.section, it.section) in rule.sections
        and exceeds(it)
    ]
    if open_targets:
        units = {it.unit: desk.season.unit(it.unit) for it in open_targets}
        yield NextStep(
            "bonus", "warn", f"{len(open_targets)} chỉ tiêu",
            "Vượt đăng ký nhưng chưa ghi điểm thưởng",
            names(it for it in units.values() if it), "Ghi điểm thưởng",
            f"page:scores/{open_targets[0].unit}",
        )  # fmt: skip


# ---- the result


def _provisional(desk: Desk) -> Iterator[NextStep]:
    """honest-provisional: scores that rest on a classification not out yet."""
    units = [it.unit for it in desk.results if it.provisional]
    count = sum(line.provisional for it in desk.results for line in it.lines.values())
    if units:
        yield NextStep(
            "provisional", "muted", "Tạm tính", f"{count} điểm còn tạm tính", names(units),
            "Xem điểm tạm tính", f"page:scores/{units[0].id}",
        )  # fmt: skip


def _ties(desk: Desk) -> Iterator[NextStep]:
    if not any(award_line(desk.standings, it).undecided for it in desk.season.pack.quotas):
        return
    from models.ranks.ties import ties  # votes are looked at only where units are equal

    for it in ties(desk.season, desk.standings):
        if not it.how:
            yield NextStep(
                "tie", "warn", "Cùng hạng",
                f"{len(it.units)} đơn vị cùng điểm, {it.award} còn {it.left} suất",
                names(it.units), "Xem xếp hạng", "page:ranking",
            )  # fmt: skip


def _meeting(desk: Desk) -> Iterator[NextStep]:
    """Once the block's points are in, the year waits for its meeting; one that is near stands above."""
    if left_to_meeting(desk) is not None:
        return
    asked = asked_stages(desk.season, desk.state)
    if not has_points(desk.season) or any(it.left for it in asked):
        return
    day = when_words(desk.season)
    yield NextStep(
        "meeting", "action", "Hội nghị", f"Hội nghị tổng kết {day}".strip(),
        "chương trình, dự họp, thảo luận, bỏ phiếu, chốt kết quả",
        "Mở trang Hội nghị", "page:meeting/agenda",
    )  # fmt: skip


def _export(desk: Desk) -> Iterator[NextStep]:
    if not has_points(desk.season):  # a total of nothing is no total
        return
    missing = any(it.left for it in asked_stages(desk.season, desk.state))
    if desk.results and not missing and all(it.total is not None for it in desk.results):
        yield NextStep(
            "export", "done", "Đủ điểm", "Xuất bảng tổng hợp kết quả chấm điểm",
            f"{len(desk.results)} đơn vị đã có tổng điểm", "Xuất bảng tổng hợp", "page:documents",
        )  # fmt: skip


_CHECKS: tuple[Callable[[Desk], Iterator[NextStep]], ...] = (
    _block_named,
    _units_present,
    _rules_chosen,
    _table_present,
    _table_issue,
    collect_steps.papers_owed,
    collect_steps.inbox,
    collect_steps.forms,
    meeting_near,
    dated,
    collect_steps.incomplete,
    collect_steps.evidence,
    _later_stages,
    collect_steps.letter_owed,
    collect_steps.proposed,
    collect_steps.doubts,
    _notices,
    _bonus,
    _ties,
    _provisional,
    _open_values,
    _meeting,
    _export,
    _head_named,
)
