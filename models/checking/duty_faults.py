"""What no regulation can mean: days, papers, documents and open values of a rule pack."""

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from models.checking.pack_faults import PackCheck
from models.checking.placed import Fault, fault
from models.duties import COUNTED, RECURRING, Deadline
from models.rulepack import LegalBasis, Rule, RulePack

_LEAP_DAY = (2, 29)
_ANY_YEAR = 2023  # no leap year: a day that comes every year
_MONTHS, _QUARTERS, _DAYS = 12, 4, 31
_YEAR = 366  # days; more are counted by nobody
_YEARS = 5
_TURN = 6  # months; a span over the turn of the year that lasts longer is one that was written backwards
_CHAIN = 50  # items counted from each other


def _codes_once(pack: RulePack) -> Iterator[Fault]:
    """Codes and names by which others are named stand once and are not blank."""
    lists: tuple[tuple[str, str, str, Iterable[str]], ...] = (
        ("legal_bases", "code", "văn bản", (it.code for it in pack.legal_bases)),
        ("rules", "name", "quy tắc", (it.name for it in pack.rules)),
        ("deadlines", "code", "thời hạn", (it.code for it in pack.deadlines)),
        ("papers", "code", "giấy tờ", (it.code for it in pack.papers)),
        ("open_values", "field", "giá trị để mở", (it.field for it in pack.open_values)),
    )
    for field, key, name, codes in lists:
        seen: set[str] = set()
        for number, code in enumerate(codes):
            place = f"{field}[{number}].{key}"
            if not code.strip():
                what = f"Có {name} chưa có mã."
                yield fault(place, f"{field.replace('_', '-')}-blank", what, "Ghi mã.")
            elif code in seen:
                what = f"Hai {name} cùng mã “{code}”."
                yield fault(place, f"{field.replace('_', '-')}-twice", what, "Đổi một mã.")
            seen.add(code)


def _deadlines(pack: RulePack) -> Iterator[Fault]:
    for number, deadline in enumerate(pack.deadlines):
        yield from of_deadline(deadline, f"deadlines[{number}]")
    yield from of_anchors(pack.deadlines, "deadlines[{}].item")


def of_deadline(deadline: Deadline, place: str, season: int | None = None) -> Iterator[Fault]:
    """What no single deadline can mean; `place` leads to it.

    One that comes every year keeps to the days of every year; that of a single `season` to those of its year.
    """
    name, kind = f"Thời hạn “{deadline.title}”", deadline.kind
    if not 0 <= deadline.years <= _YEARS:
        what = f"{name} ghi {deadline.years} năm sau năm thi đua."
        yield fault(f"{place}.years", "years-impossible", what, f"Ghi số từ 0 đến {_YEARS}.")
        return
    first, last = (deadline.month, deadline.day), (deadline.last_month, deadline.last_day)
    year = None if season is None else season + deadline.years
    if kind in ("before", "window") or (kind in COUNTED and first != (0, 0)):
        yield from _day(first, place, "day", name, year)
    if kind == "window":
        end = None if year is None else year + (last < first)
        yield from _day(last, place, "last_day", name, end)
        if _exists(first, year) and _exists(last, end) and _is_backwards(first, last):
            what = f"{name} bắt đầu {_shown(first)} nhưng kết thúc {_shown(last)}."
            yield fault(f"{place}.last_day", "window-backwards", what, "Sửa một trong hai ngày.")
    if kind == "month":
        yield from _months(deadline, place, name)
    if kind == "every_month" and (deadline.month or deadline.last_month):
        yield from _months(replace(deadline, month=deadline.month or 1), place, name)
    if kind in RECURRING and not 0 <= deadline.day <= _DAYS:
        what = f"{name} ghi ngày {deadline.day} của tháng."
        advice = "Ghi ngày từ 1 đến 31; để trống là ngày cuối tháng."
        yield fault(f"{place}.day", "date-impossible", what, advice)
    if kind == "quarter" and not 1 <= deadline.quarter <= _QUARTERS:
        what = f"{name} ghi quý {deadline.quarter}."
        yield fault(f"{place}.quarter", "date-impossible", what, "Ghi quý từ 1 đến 4.")
    if kind in COUNTED:
        yield from _days(deadline, place, name)


def _days(deadline: Deadline, place: str, name: str) -> Iterator[Fault]:
    what = f"{name} ghi số ngày {deadline.days}."
    if deadline.days < 0:
        advice = "Ghi số ngày từ 0; tính lùi thì chọn “trước”."
        yield fault(f"{place}.days", "days-negative", what, advice)
    elif deadline.days > _YEAR:
        yield fault(f"{place}.days", "days-too-many", what, f"Ghi không quá {_YEAR} ngày.")


def of_anchors(deadlines: Sequence[Deadline], place: str) -> Iterator[Fault]:
    """Days counted from another item: it is there, has one day, and does not lead back to itself."""
    known: dict[str, Deadline] = {}
    for it in deadlines:
        known.setdefault(it.code, it)
    for number, deadline in enumerate(deadlines):
        if deadline.kind != "after_item":
            continue
        name, where = f"Thời hạn “{deadline.title}”", place.format(number)
        other = known.get(deadline.item)
        chain = _chain(deadline, known)
        if other is None:
            what = f"{name} tính từ một việc không có trong danh sách."
            yield fault(where, "item-unknown", what, "Chọn việc làm mốc.")
        elif chain is None:
            what = f"{name} tính từ “{other.title}”, việc này lại tính từ chính nó."
            yield fault(where, "item-circular", what, "Chọn việc làm mốc khác.")
        elif chain > _CHAIN:
            what = f"{name} tính nối nhau qua hơn {_CHAIN} việc."
            yield fault(
                where, "item-chain-long", what, "Tính từ hội nghị hoặc từ một việc có ngày."
            )
        elif other.kind in RECURRING:
            what = f"{name} tính từ “{other.title}”, việc này lặp lại nhiều lần trong năm."
            yield fault(where, "item-recurs", what, "Chọn việc chỉ có một hạn.")


def _chain(deadline: Deadline, known: Mapping[str, Deadline]) -> int | None:
    """Through how many items this one is counted; None when it leads back to itself."""
    seen = {deadline.code}
    other = known.get(deadline.item)
    while other is not None and other.kind == "after_item":
        if other.code in seen:
            return None
        seen.add(other.code)
        other = known.get(other.item)
    return len(seen)


def _day(
    day: tuple[int, int], place: str, key: str, name: str, year: int | None
) -> Iterator[Fault]:
    if 0 in day:
        yield fault(
            f"{place}.{key}", "date-missing", f"{name} chưa ghi đủ ngày, tháng.", "Ghi ngày, tháng."
        )
    elif not _exists(day, year):
        leap = "không có ngày đó"
        if day == _LEAP_DAY:
            some = "không phải năm nào cũng có ngày đó"
            leap = some if year is None else f"năm {year} không có ngày đó"
        what = f"{name} ghi ngày {_shown(day)}, {leap}."
        yield fault(f"{place}.{key}", "date-impossible", what, "Ghi lại ngày, tháng.")


def _months(deadline: Deadline, place: str, name: str) -> Iterator[Fault]:
    if not 1 <= deadline.month <= _MONTHS or not 0 <= deadline.last_month <= _MONTHS:
        wrong = deadline.last_month if 1 <= deadline.month <= _MONTHS else deadline.month
        what = f"{name} ghi tháng {wrong}." if wrong else f"{name} chưa ghi tháng."
        yield fault(f"{place}.month", "date-impossible", what, "Ghi tháng từ 1 đến 12.")
    elif deadline.last_month and _is_backwards(
        (deadline.month, 1), (deadline.last_month, 1), over_turn=deadline.kind == "month"
    ):
        what = f"{name} từ tháng {deadline.month} đến tháng {deadline.last_month}."
        yield fault(f"{place}.last_month", "window-backwards", what, "Sửa một trong hai tháng.")


def _is_backwards(first: tuple[int, int], last: tuple[int, int], *, over_turn: bool = True) -> bool:
    """Whether a span ends before it begins; one over the turn of the year (15/12 to 15/01) does not."""
    if last >= first:
        return False
    return not over_turn or last[0] + _MONTHS - first[0] > _TURN


def _exists(day: tuple[int, int], year: int | None) -> bool:
    """Whether this year has the day; None: whether every year has it."""
    month, number = day
    return 1 <= month <= _MONTHS and 1 <= number <= monthrange(year or _ANY_YEAR, month)[1]


def _shown(day: tuple[int, int]) -> str:
    return f"{day[1]:02}/{day[0]:02}"


def _papers(pack: RulePack) -> Iterator[Fault]:
    known = {it.code: it for it in pack.deadlines}
    for number, paper in enumerate(pack.papers):
        place, name = f"papers[{number}]", f"Giấy tờ “{paper.title}”"
        if paper.deadline and paper.deadline not in known:
            what = f"{name} theo thời hạn “{paper.deadline}”, bộ quy tắc không có thời hạn này."
            yield fault(f"{place}.deadline", "deadline-unknown", what, "Chọn một thời hạn đã ghi.")
        elif paper.deadline and known[paper.deadline].kind in RECURRING:
            title = known[paper.deadline].title
            what = f"{name} theo thời hạn “{title}”, thời hạn này lặp lại nhiều lần trong năm."
            advice = "Chọn thời hạn chỉ có một ngày; mỗi kỳ một giấy tờ riêng."
            yield fault(f"{place}.deadline", "deadline-recurs", what, advice)
        if paper.pages < 0 or paper.originals < 0:
            what = f"{name} ghi số trang hoặc số bản nhỏ hơn 0."
            yield fault(f"{place}.pages", "amount-negative", what, "Ghi số từ 0 trở lên.")


def _validity(pack: RulePack) -> Iterator[Fault]:
    for number, basis in enumerate(pack.legal_bases):
        place = f"legal_bases[{number}].valid_to"
        yield from _backwards(place, f"“{basis.document}”", basis)
    for number, rule in enumerate(pack.rules):
        yield from _backwards(f"rules[{number}].valid_to", f"Quy tắc “{rule.title}”", rule)


def _backwards(place: str, name: str, record: LegalBasis | Rule) -> Iterator[Fault]:
    start, end = record.valid_from, record.valid_to
    if start is not None and end is not None and end < start:
        what = f"{name} hết hiệu lực {end:%d/%m/%Y}, trước ngày có hiệu lực {start:%d/%m/%Y}."
        yield fault(place, "validity-backwards", what, "Sửa một trong hai ngày.")


def _bases_known(pack: RulePack) -> Iterator[Fault]:
    known = {it.code for it in pack.legal_bases}
    for number, rule in enumerate(pack.rules):
        if rule.basis and rule.basis not in known:
            what = (
                f"Quy tắc “{rule.title}” dựa vào văn bản “{rule.basis}”, danh sách căn cứ không có."
            )
            yield fault(f"rules[{number}].basis", "basis-unknown", what, "Chọn một văn bản đã ghi.")


def _rules_known(pack: RulePack) -> Iterator[Fault]:
    """Whatever names a rule as its source names one of the pack's; a pack without rules has no list yet."""
    known = {it.name for it in pack.rules}
    if not known:
        return
    lists: tuple[tuple[str, str, Iterable[tuple[str, str]]], ...] = (
        ("stages", "Bước", ((it.name, it.rule) for it in pack.stages)),
        ("quotas", "Số lượng", ((it.award, it.rule) for it in pack.quotas)),
        ("classes", "Mức", ((it.name, it.rule) for it in pack.classes)),
        ("thresholds", "Tỷ lệ phiếu", ((it.title, it.rule) for it in pack.thresholds)),
        ("deadlines", "Thời hạn", ((it.title, it.rule) for it in pack.deadlines)),
        ("papers", "Giấy tờ", ((it.title, it.rule) for it in pack.papers)),
    )
    uses = [
        (f"{field}[{number}].rule", f"{kind} “{title}”", rule)
        for field, kind, named in lists
        for number, (title, rule) in enumerate(named)
    ]
    if pack.bonus is not None:
        uses.append(("bonus.name", f"Thưởng “{pack.bonus.title}”", pack.bonus.name))
    if pack.organisation is not None:
        section = pack.organisation.section
        for key, who in (
            ("union_rule", "không có tổ chức đảng"),
            ("neither_rule", "không có cả hai"),
        ):
            place, rule = f"organisation.{key}", getattr(pack.organisation, key)
            uses.append((place, f"Mục {section} của đơn vị {who}", rule))
    for place, who, rule in uses:
        if rule and rule not in known:
            what = f"{who} dựa vào quy tắc “{rule}”, bộ quy tắc không có quy tắc này."
            yield fault(place, "rule-unknown", what, "Chọn quy tắc đã ghi.")


def _decided(pack: RulePack) -> Iterator[Fault]:
    known = {it.field for it in pack.open_values}
    for number, field in enumerate(pack.decided):
        if field not in known:
            what = f"“{field}” được ghi là đã quyết định, nhưng không có giá trị để mở nào như vậy."
            yield fault(f"decided[{number}]", "decided-unknown", what, "Bỏ dòng này.")


SINGLE: tuple[PackCheck, ...] = (_codes_once, _deadlines)
AGAINST_EACH_OTHER: tuple[PackCheck, ...] = (
    _papers,
    _validity,
    _bases_known,
    _rules_known,
    _decided,
)
