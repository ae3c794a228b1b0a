"""What the program knows of the places of forms 01 and 02: by the names that the forms give them."""

from collections.abc import Mapping, Sequence

from models.block import Unit
from models.collected import Commended, RegisteredTitle
from models.collecting.registration import pledge, unsigned
from models.meeting_day.attendance_sheet import THERE
from models.papers.achievements import (
    LEVEL_NAMES,
    awards_table,
    awards_words,
    exemplar_words,
    percent,
    share_of_granted,
)
from models.papers.comparison import Period, by_unit, kind_notes, of_block, of_unit, share_notes
from models.papers.office import day_words
from models.papers.phrases import basis_words
from models.papers.registration import percent_words, titles_words, whole
from models.papers.report import Cell, Column, Content, Paragraph, Part, Row, Table
from models.papers.words import Figures, block_year
from models.points import ZERO, show_short
from models.ranks.winners import Winners, awards, of_award
from models.season import Season

Known = Mapping[str, tuple[Content, ...]]
"""What is known of a place, () for nothing."""
ANNEX = "BẢNG SO SÁNH KẾT QUẢ THỰC HIỆN CHỈ TIÊU CỦA TỪNG ĐƠN VỊ"
_TITLES = (
    Column("title", "Danh hiệu thi đua, hình thức khen thưởng", 74),
    Column("collective", "Tập thể", 22, "right"),
    Column("individual", "Cá nhân", 22, "right"),
    Column("units", "Số đơn vị đăng ký", 26, "right"),
)


def unit_known(season: Season, _figures: Figures, unit: Unit, period: Period) -> Known:
    """What is known for form 01 of one unit."""
    given = [it for it in season.facts.commended if it.unit == unit.id]
    found: dict[str, tuple[Content, ...]] = {
        "registered": _text(_registered(season, unit)),
        "activity": _text(_activity(season, unit)),
        "shares": _text(_shares(given)),
    }
    if any(it.unit == unit.id for it in season.facts.targets):
        found["compared"] = (of_unit(season, unit, period), *share_notes())
    if given:
        found["awards"] = (awards_table(given),)
    models = [it for it in season.facts.exemplars if it.unit == unit.id]
    if models:
        said = exemplar_words(season, models, units=False)
        found["models"] = _text(f"Điển hình tiên tiến: {said}.")
    return found


def block_known(season: Season, figures: Figures, period: Period) -> Known:
    """What is known for form 02."""
    given = season.facts.commended
    of_units = [it for it in given if it.level != "block"]
    found: dict[str, tuple[Content, ...]] = {
        "units": _text(_units(season)),
        "table": _text(_table(season)),
        "reviews": _text(_meeting(season)) if period == "year" else (),
        "pledges": _text(_pledges(season)),
        "titles": _titles(season),
        "awards:usual": _awards(
            season,
            [it for it in of_units if not it.by_drive],
            "Kết quả khen thưởng trong phong trào thi đua thường xuyên",
        ),
        "awards:drives": _awards(
            season,
            [it for it in of_units if it.by_drive],
            "Kết quả khen thưởng theo đợt hoặc khen thưởng đột xuất",
        ),
        "awards:block": _of_block(season, figures, period),
    }
    for level in ("state", "province", "ministry", "badge"):
        name = f"Kết quả khen thưởng {LEVEL_NAMES[level]}"
        if level == "badge":
            name = "Kết quả xét tặng Huy hiệu Vì sự nghiệp xây dựng và phát triển tỉnh"
        own = [it for it in given if it.level == level]
        found[f"awards:{level}"] = _awards(season, own, name)
    if season.facts.targets:
        lead = "Kết quả thực hiện chỉ tiêu của từng đơn vị: xem phụ lục kèm theo."
        found["compared"] = (of_block(season, period), *kind_notes(period), Paragraph(lead))
    if season.facts.exemplars:
        said = exemplar_words(season, season.facts.exemplars)
        found["models"] = _text(f"Điển hình tiên tiến do các đơn vị đề nghị: {said}.")
    return found


def block_annex(season: Season, period: Period) -> Part | None:
    """Every target of every unit; None while nobody registered any."""
    if not season.facts.targets:
        return None
    contents: tuple[Content, ...] = (by_unit(season, period), *share_notes())
    return Part("Chỉ tiêu từng đơn vị", ANNEX, block_year(season), contents, landscape=True)


# ---- of a unit


def _registered(season: Season, unit: Unit) -> str:
    targets = sum(1 for it in season.facts.targets if it.unit == unit.id)
    titles = [it for it in season.facts.titles if it.unit == unit.id]
    signed = pledge(season, unit.id)
    told = []
    if targets:
        told.append(f"đăng ký {targets} chỉ tiêu")
    if titles:
        told.append(f"đăng ký danh hiệu, khen thưởng: {_titles_line(titles)}")
    if signed and signed.signed:
        told.append(f"ký giao ước thi đua ngày {signed.signed:%d/%m/%Y}")
    return f"Đơn vị đã {'; '.join(told)}." if told else ""


def _titles_line(titles: Sequence[RegisteredTitle]) -> str:
    """ "Cờ thi đua, tập thể: 1; Bằng khen, cá nhân: 2"."""
    return titles_words(titles).replace("\n", "; ")


def _activity(season: Season, unit: Unit) -> str:
    """How often the unit came to what the block held."""
    own = [it for it in season.facts.attendance if it.unit == unit.id]
    if not own:
        return ""
    came = sum(1 for it in own if it.presence in THERE)
    wrong = sum(1 for it in own if it.presence in THERE and it.wrong_composition)
    words = f"Dự {came}/{len(own)} hội nghị, cuộc họp của {season.block.word.lower()}"
    return f"{words}{f', {wrong} lần không đúng thành phần' if wrong else ''}."


def _shares(given: Sequence[Commended]) -> str:
    """Proposed, eligible, and the share of small collectives and people who do the work themselves; "" unless
    both counts of every award are known."""
    share = share_of_granted(given)
    if share is None:
        return ""
    proposed, granted = sum(it.proposed or 0 for it in given), sum(it.granted or 0 for it in given)
    words = (
        f"Số lượng trình: {proposed}; đủ điều kiện (đã có quyết định): {granted}, tỷ lệ "
        f"{percent_words(share)}"
    )
    if not granted or any(it.small is None for it in given):
        return f"{words}."
    small = sum(it.small or 0 for it in given)
    of_all = percent_words(percent(small, granted))
    return f"{words}; khen tập thể nhỏ, người lao động trực tiếp: {small}, chiếm {of_all}/tổng số."


# ---- of the block


def _units(season: Season) -> str:
    if not season.units:
        return ""
    word = season.block.word
    names = "; ".join(it.name for it in season.units)
    told = [f"{word} có {len(season.units)} đơn vị thành viên: {names}"]
    for office, key in (("Trưởng", season.head), ("Phó Trưởng", season.deputy)):
        unit = season.unit(key)
        told += [f"{office} {word.lower()}: {unit.name}"] if unit else []
    return f"{'. '.join(told)}."


def _table(season: Season) -> str:
    """The scoring table: its document, how many sections and criteria it has, what it is worth."""
    table = season.table
    if not table.rows:
        return ""
    life = table.life
    what = table.title or f"Bảng chấm điểm thi đua năm {season.year}"
    number = f" theo {life.number}" if life.number else ""
    words = f"{what}{number} gồm {len(table.sections())} mục, {len(table.criteria())} tiêu chí"
    sections = [it for it in table.rows if it.role == "content"]
    most = [it.max_points for it in sections if it.max_points is not None]
    if most and len(most) == len(sections):
        words += f", {show_short(sum(most, ZERO))} điểm cho các nội dung"
    return f"{words}."


def _meeting(season: Season) -> str:
    day = season.plan.meeting
    if day is None:
        return ""
    where = f" tại {season.meeting.place}" if season.meeting.place else ""
    return f"{season.meeting.name} {day_words(day, day.year)}{where}."


def _pledges(season: Season) -> str:
    """How many signed the pledge, and by name who did not (form 02, 2.2)."""
    if not season.units:
        return ""
    open_units = unsigned(season)
    signed = len(season.units) - len(open_units)
    names = "; ".join(it.name for it in open_units)
    words = f"Có {signed}/{len(season.units)} đơn vị ký giao ước thi đua"
    return f"{words}. Đơn vị không ký giao ước thi đua: {names or 'không có'}."


def _titles(season: Season) -> tuple[Content, ...]:
    """What was registered for at the beginning of the year, counted over all units."""
    rows = []
    for title in dict.fromkeys(it.title for it in season.facts.titles):
        same = [it for it in season.facts.titles if it.title == title]
        cells = (
            Cell(title),
            *(whole(sum(it.count for it in same if it.whom == whom)) for whom in _WHOM),
            whole(len({it.unit for it in same})),
        )
        rows.append(Row(title, cells))
    return (Table(_TITLES, tuple(rows)),) if rows else ()


_WHOM = ("collective", "individual")


def _awards(season: Season, given: Sequence[Commended], name: str) -> tuple[Content, ...]:
    """The awards of one kind, unit by unit; () where none is recorded."""
    told = []
    for unit in season.units:
        own = [it for it in given if it.unit == unit.id]
        if own:
            told.append(f"{unit.name}: {awards_words(own)}")
    return _text(f"+ {name}: {'. '.join(told)}.") if told else ()


def _of_block(season: Season, figures: Figures, period: Period) -> tuple[Content, ...]:
    """What the block itself gave, and whom it proposes for what as things stand."""
    own = [it for it in season.facts.commended if it.level == "block"]
    found = list(_awards(season, own, "Khối thi đua khen thưởng"))
    if period == "year":
        offered = (of_award(season, figures.standings, it) for it in awards(season))
        found += [Paragraph(_proposed(season, it)) for it in offered if it.chosen]
    return tuple(found)


def _proposed(season: Season, won: Winners) -> str:
    names = "; ".join(unit.name for it in won.chosen if (unit := season.unit(it)))
    word = season.block.word
    return f"+ {word} thi đua đề nghị tặng {won.title}: {names} ({basis_words(season, won)})."


def _text(words: str) -> tuple[Content, ...]:
    return (Paragraph(words),) if words else ()
