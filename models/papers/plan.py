"""The plan of the year (Kế hoạch hoạt động): what is to be done month by month, who, until when, with what result."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from models.dates.board import Entry, board
from models.dates.day_rules import words
from models.dates.plan_lists import STANDING, UNTOLD, by_month
from models.dates.plan_words import owner_name
from models.dates.workdays import with_weekday
from models.paper_record import PaperRecord
from models.papers.office import bases, ended, in_force, signed_by_head
from models.papers.prose import ProseField, written
from models.papers.report import (
    Cell,
    Column,
    Content,
    Paragraph,
    Part,
    Report,
    Row,
    Table,
)
from models.papers.words import (
    Figures,
    banners,
    block_year,
    heading,
    plain_name,
)
from models.season import Season
from models.texts import fold

TITLE = "KẾ HOẠCH"
KEY = "ke-hoach"
PURPOSE = ProseField("purpose", "Mục đích, yêu cầu")
CARRYING_OUT = ProseField("carrying-out", "Tổ chức thực hiện")
PLACES = (PURPOSE, CARRYING_OUT)
"""Where the clerk may write in place of the usual sentences."""
_IN_RULE_WORDS = frozenset({"month", "quarter", "every_month", "every_quarter"})
_COLUMNS = (
    Column("number", "TT", 11, "center"),
    Column("what", "Nội dung", 66),
    Column("when", "Thời gian", 36),
    Column("who", "Đơn vị thực hiện", 34),
    Column("result", "Kết quả", 38),
)


def plan_stem(season: Season, _unit_id: str) -> str:
    """Name of the file, without its suffix."""
    return plain_name(f"Ke hoach thi dua khen thuong {season.year}")


def has_plan(season: Season) -> bool:
    """Whether anything is to be done in the year."""
    return bool(season.plan.items or season.pack.deadlines)


def year_plan(season: Season, _figures: Figures, unit_id: str, printed_on: date) -> Report:
    """The paper of a plan: its grounds, purpose, the year in one table, who carries it out."""
    record = season.plan.record(KEY)
    contents: tuple[Content, ...] = (
        *bases(in_force(season)),
        Paragraph(f"I. {PURPOSE.title.upper()}", "part"),
        *_said(record, PURPOSE, _purpose(season)),
        Paragraph("II. NỘI DUNG, THỜI GIAN THỰC HIỆN", "part"),
        _table(season, printed_on),
        Paragraph(f"III. {CARRYING_OUT.title.upper()}", "part"),
        *ended(_said(record, CARRYING_OUT, _carried_out(season)), season),
        signed_by_head(season, record),
    )
    subject = f"Công tác thi đua, khen thưởng năm {season.year}\ncủa {season.block.name}"
    return Report(
        file_stem=plan_stem(season, unit_id),
        style=season.block.style,
        heading=replace(heading(season, printed_on), code="KH"),
        parts=(Part("Kế hoạch", TITLE, subject, contents),),
        printed_on=printed_on,
        banners=banners(season, of_results=False),
    )


def _said(
    record: PaperRecord, place: ProseField, usual: tuple[Paragraph, ...]
) -> tuple[Paragraph, ...]:
    """What the clerk wrote there, else the usual sentences, which fit every plan."""
    return written(record, place) if record.text(place.key).strip() else usual


def _purpose(season: Season) -> tuple[Paragraph, ...]:
    return (
        Paragraph(
            "1. Đẩy mạnh phong trào thi đua, nâng cao chất lượng công tác khen thưởng của "
            f"{block_year(season)}; hoàn thành các chỉ tiêu, nhiệm vụ đã đăng ký và ký kết giao ước."
        ),
        Paragraph(
            "2. Mỗi việc rõ nội dung, thời gian, đơn vị thực hiện và kết quả; tổ chức thiết thực, "
            "đúng quy định."
        ),
    )


def _carried_out(season: Season) -> tuple[Paragraph, ...]:
    head = f"Trưởng {season.block.word.lower()}"
    lines = [
        (
            f"{owner_name('head', season, signed=True)} chủ trì, theo dõi, đôn đốc thực hiện kế hoạch; tổng hợp, "
            f"báo cáo {season.pack.board_name} theo quy định."
        ),
        f"{owner_name('deputy', season, signed=True)} phối hợp thực hiện các nội dung được phân công.",
        f"Các đơn vị thực hiện đúng thời gian; có vướng mắc thì báo {head} để thống nhất.",
    ]
    meeting = season.plan.meeting
    if meeting is not None:
        lines.append(f"Hội nghị tổng kết dự kiến ngày {with_weekday(meeting)}.")
    return tuple(Paragraph(f"{number}. {it}") for number, it in enumerate(lines, start=1))


# ---- the table


def _table(season: Season, printed_on: date) -> Table:
    """Standing things first, then by months; a month is a row of its own above what is due in it."""
    kept = [it for it in board(season, printed_on) if it.group != "waived"]
    titles = {it.task.deadline.code: it.task.deadline.title for it in kept}
    rows: list[Row] = []
    number = 0
    for group, entries in _groups(kept):
        rows.append(Row(f"group:{group}", (Cell(group, span=len(_COLUMNS)),), "group"))
        for it in entries:
            number += 1
            rows.append(_row(season, number, it, titles))
    return Table(_COLUMNS, tuple(rows))


def _groups(entries: Sequence[Entry]) -> Iterable[tuple[str, tuple[Entry, ...]]]:
    recurring: dict[str, Entry] = {}
    for it in entries:
        if it.task.month:
            recurring.setdefault(it.task.deadline.code, it)
    once = by_month([it for it in entries if not it.task.month])
    grouped = dict(once)
    standing = (*recurring.values(), *grouped.pop(STANDING, ()))
    untold = grouped.pop(UNTOLD, ())
    if standing:
        yield STANDING, standing
    yield from grouped.items()
    if untold:
        yield "Thời gian thông báo sau", untold


def _row(season: Season, number: int, it: Entry, titles: dict[str, str]) -> Row:
    own = it.task.own
    done_by = owner_name(it.task.deadline.owner, season, signed=True)
    cells = (
        Cell(str(number)),
        Cell(_what(it)),
        Cell(_when(season, it, titles)),
        Cell(own.in_charge if own and own.in_charge else done_by),
        Cell(own.result if own else ""),
    )
    return Row(it.task.key, cells)


def _what(it: Entry) -> str:
    """The title without the month that one occurrence carries, and the drive where the title is silent of it."""
    title, drive = it.task.deadline.title, it.task.own.drive if it.task.own else ""
    return f"{title}\n({drive})" if drive and fold(drive) not in fold(title) else title


def _when(season: Season, it: Entry, titles: dict[str, str]) -> str:
    """A span as the rule says it, any other day with its weekday."""
    deadline = it.task.deadline
    said = it.task.due.words
    if deadline.kind in _IN_RULE_WORDS:
        said = words(deadline, season.year, titles)
    return f"{said[:1].upper()}{said[1:]}"
