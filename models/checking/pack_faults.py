"""What no regulation can mean: points, bonus, deductions and stages of a rule pack that contradict it.

Every sentence names the two values that disagree. Amounts that are taken away are written without a
sign, and none may be negative.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

from models.checking.placed import Fault, fault
from models.points import ZERO, show_short
from models.rulepack import DeductionRule, RulePack, Tier

PackCheck = Callable[[RulePack], Iterator[Fault]]
MOST_DECIMALS = 6
_ONE_OF_TWO = "Sửa một trong hai số."
_PRICED = {"per_case": "points", "flat": "points", "tiers": "tiers"}


# ---- single values


def _identity(pack: RulePack) -> Iterator[Fault]:
    if not pack.id.strip():
        yield fault("id", "id-blank", "Bộ quy tắc chưa có mã.", "Ghi mã, ví dụ tinh-a-2026.")
    if pack.version < 1:
        what = f"Phiên bản của bộ quy tắc ghi {pack.version}."
        yield fault("version", "version-below-one", what, "Ghi số từ 1.")


def _names(pack: RulePack) -> Iterator[Fault]:
    """What every paper and every sentence calls by its name has one."""
    if not pack.name.strip():
        yield fault("name", "name-blank", "Bộ quy tắc chưa có tên.", "Ghi tên của bộ quy tắc.")
    lists: tuple[tuple[str, str, str, Iterable[str]], ...] = (
        ("stages", "name", "Bước chấm", (it.name for it in pack.stages)),
        ("deductions", "title", "Quy tắc điểm trừ", (it.title for it in pack.deductions)),
        ("quotas", "award", "Số lượng khen thưởng", (it.award for it in pack.quotas)),
        ("thresholds", "title", "Tỷ lệ phiếu", (it.title for it in pack.thresholds)),
        ("deadlines", "title", "Thời hạn", (it.title for it in pack.deadlines)),
        ("papers", "title", "Giấy tờ", (it.title for it in pack.papers)),
        ("legal_bases", "document", "Văn bản", (it.document for it in pack.legal_bases)),
    )
    for field, key, kind, names in lists:
        for number, name in enumerate(names):
            if not name.strip():
                what = f"{kind} thứ {number + 1} chưa có tên."
                yield fault(f"{field}[{number}].{key}", "name-blank", what, "Ghi tên.")


def _step(pack: RulePack) -> Iterator[Fault]:
    if pack.step <= 0:
        yield fault("step", "step-not-positive", "Bước điểm phải lớn hơn 0.", "Ghi 0,01.")


def _decimals(pack: RulePack) -> Iterator[Fault]:
    if not 0 <= pack.decimals <= MOST_DECIMALS:
        what = f"Số chữ số thập phân phải từ 0 đến {MOST_DECIMALS}."
        yield fault("decimals", "decimals-out-of-range", what, "Thường ghi 2.")


def _amounts(pack: RulePack) -> Iterator[Fault]:
    for place, name, amount in _named_amounts(pack):
        if amount is not None and amount < 0:
            what = f"{name} ghi {show_short(amount)}."
            yield fault(place, "amount-negative", what, "Ghi số từ 0 trở lên.")


def _named_amounts(pack: RulePack) -> Iterator[tuple[str, str, Decimal | None]]:
    """Every amount that may not be negative: its place, its name, itself."""
    yield "total", "Tổng điểm của bảng", pack.total
    yield "content_total", "Tổng điểm các mục nội dung", pack.content_total
    yield "bonus_max", "Điểm thưởng tối đa tất cả", pack.bonus_max
    yield "deductions_max", "Điểm trừ tối đa tất cả", pack.deductions_max
    for number, section in enumerate(pack.sections):
        place = f"sections[{number}].max_points"
        yield place, f"Điểm tối đa của mục {section.code}", section.max_points
    if pack.bonus is not None:
        yield "bonus.each_max", "Thưởng tối đa mỗi chỉ tiêu", pack.bonus.each_max
        yield "bonus.total_max", "Thưởng tối đa tất cả", pack.bonus.total_max
        yield "bonus.each_points", "Mức thưởng mỗi chỉ tiêu", pack.bonus.each_points
    for number, rule in enumerate(pack.deductions):
        place, name = f"deductions[{number}]", f"quy tắc “{rule.title}”"
        yield f"{place}.points", f"Mức trừ của {name}", rule.points
        yield f"{place}.cap", f"Mức trừ tối đa của {name}", rule.cap
        for step, tier in enumerate(rule.tiers):
            yield f"{place}.tiers[{step}].points", f"Mức trừ một bậc của {name}", tier.points
    for number, quota in enumerate(pack.quotas):
        yield f"quotas[{number}].value", f"Số lượng {quota.award}", quota.value
    for number, band in enumerate(pack.classes):
        place = f"classes[{number}].deductions_most"
        yield place, f"Điểm trừ nhiều nhất của mức “{band.name}”", band.deductions_most


def _stage_codes(pack: RulePack) -> Iterator[Fault]:
    if not pack.stages:
        what = "Phải có ít nhất một bước chấm."
        yield fault("stages", "stages-missing", what, "Ghi bước Tự chấm.")
    seen: set[str] = set()
    for number, stage in enumerate(pack.stages):
        place = f"stages[{number}].code"
        if not stage.code.strip():
            what = f"Bước chấm “{stage.name}” chưa có mã."
            yield fault(place, "stage-blank", what, "Ghi mã của bước chấm.")
        elif stage.code in seen:
            what = f"Hai bước chấm cùng mã “{stage.code}”."
            yield fault(place, "stage-twice", what, "Mỗi bước chấm một mã riêng.")
        seen.add(stage.code)


# ---- values against each other


def _content_against_total(pack: RulePack) -> Iterator[Fault]:
    content, total = pack.content_total, pack.total
    if content is not None and total is not None and content > total:
        what = (
            f"Tổng điểm các mục {show_short(content)} lớn hơn tổng điểm của bảng "
            f"{show_short(total)}."
        )
        yield fault("content_total", "content-over-total", what, _ONE_OF_TWO)


def _bonus_against_total(pack: RulePack) -> Iterator[Fault]:
    """The usual table: contents + bonus = total (95 + 5 = 100)."""
    content, total = pack.content_total, pack.total
    most = pack.bonus_max
    if most is None and pack.bonus is not None:
        most = pack.bonus.total_max
    if content is None or total is None or most is None or pack.bonus_over_total:
        return
    if content <= total and content + most != total:
        what = (
            f"Các mục {show_short(content)} điểm cộng điểm thưởng tối đa {show_short(most)} là "
            f"{show_short(content + most)}, tổng điểm của bảng lại ghi {show_short(total)}."
        )
        advice = "Sửa cho khớp, hoặc cho phép điểm thưởng vượt tổng điểm."
        yield fault("total", "totals-differ", what, advice)


def _sections_once(pack: RulePack) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, section in enumerate(pack.sections):
        place = f"sections[{number}].code"
        if not section.code.strip():
            what = f"Mục “{section.title}” của khung chưa có mã."
            yield fault(place, "section-blank", what, "Ghi mã, ví dụ I.")
        elif section.code in seen:
            what = f"Khung có hai mục cùng mã {section.code}."
            yield fault(place, "section-twice", what, "Mỗi mục một mã riêng.")
        seen.add(section.code)


def _sections_against_total(pack: RulePack) -> Iterator[Fault]:
    known = [it.max_points for it in pack.sections if it.max_points is not None]
    total = pack.total if pack.content_total is None else pack.content_total
    if not known or total is None:
        return
    parts = sum(known, ZERO)
    complete = len(known) == len(pack.sections) and pack.content_total is not None
    if parts > total or (complete and parts != total):
        name = "tổng điểm của bảng" if pack.content_total is None else "tổng điểm các mục"
        what = (
            f"Các mục của khung cộng lại {show_short(parts)} điểm, {name} ghi {show_short(total)}."
        )
        yield fault("sections", "sections-differ", what, "Sửa điểm các mục hoặc tổng điểm.")


def _bonus_rule(pack: RulePack) -> Iterator[Fault]:
    rule = pack.bonus
    if rule is None:
        return
    if rule.each_max > rule.total_max:
        what = (
            f"Thưởng tối đa mỗi chỉ tiêu {show_short(rule.each_max)} lớn hơn thưởng tối đa tất cả "
            f"{show_short(rule.total_max)}."
        )
        yield fault("bonus.each_max", "bonus-each-over-all", what, _ONE_OF_TWO)
    if rule.each_points is not None and rule.each_points > rule.each_max:
        what = (
            f"Thưởng mỗi chỉ tiêu {show_short(rule.each_points)} lớn hơn mức tối đa mỗi chỉ tiêu "
            f"{show_short(rule.each_max)}."
        )
        yield fault("bonus.each_points", "bonus-each-over-max", what, _ONE_OF_TWO)
    if pack.bonus_max is not None and rule.total_max > pack.bonus_max:
        what = (
            f"Thưởng tối đa của “{rule.title}” là {show_short(rule.total_max)}, lớn hơn điểm thưởng "
            f"tối đa tất cả {show_short(pack.bonus_max)}."
        )
        yield fault("bonus.total_max", "bonus-rule-over-all", what, _ONE_OF_TWO)


def _deductions_once(pack: RulePack) -> Iterator[Fault]:
    names = [rule.name for rule in pack.deductions]
    for number, rule in enumerate(pack.deductions):
        if rule.name in names[:number]:
            what = f"Hai quy tắc điểm trừ cùng tên “{rule.name}”."
            yield fault(
                f"deductions[{number}].name", "deduction-twice", what, "Đổi tên một quy tắc."
            )


def _deduction_caps(pack: RulePack) -> Iterator[Fault]:
    """No cap below what one case costs, and none above the cap over all deductions."""
    for number, rule in enumerate(pack.deductions):
        place = f"deductions[{number}]"
        each = _dearest(rule)
        if rule.cap is not None and rule.cap < each:
            what = (
                f"“{rule.title}” trừ {show_short(each)} điểm một lần nhưng tối đa chỉ "
                f"{show_short(rule.cap)}."
            )
            yield fault(f"{place}.cap", "cap-below-points", what, _ONE_OF_TWO)
        most = max(each, rule.cap or ZERO)
        if pack.deductions_max is not None and most > pack.deductions_max:
            what = (
                f"“{rule.title}” trừ đến {show_short(most)} điểm, điểm trừ tối đa tất cả chỉ "
                f"{show_short(pack.deductions_max)}."
            )
            field = "cap" if rule.cap is not None else _PRICED[rule.method]
            yield fault(f"{place}.{field}", "deduction-over-all", what, _ONE_OF_TWO)


def _dearest(rule: DeductionRule) -> Decimal:
    """The most that one case, or one tier, costs."""
    if rule.method == "tiers":
        return max((tier.points for tier in rule.tiers), default=ZERO)
    return rule.points


def _deduction_tiers(pack: RulePack) -> Iterator[Fault]:
    for number, rule in enumerate(pack.deductions):
        place, name = f"deductions[{number}].tiers", f"quy tắc “{rule.title}”"
        if rule.method == "tiers" and not rule.tiers:
            what = f"{name[:1].upper()}{name[1:]} trừ theo bậc nhưng chưa có bậc nào."
            yield fault(place, "tiers-missing", what, "Ghi các bậc, hoặc chọn cách trừ khác.")
        yield from tier_faults(rule.tiers, place, name)


def tier_faults(tiers: tuple[Tier, ...], place: str, name: str) -> Iterator[Fault]:
    """Tiers go upwards, touch each other without a gap, and only the last is open."""
    for number, tier in enumerate(tiers):
        if tier.first < 0 or (tier.last is not None and tier.last < tier.first):
            end = "" if tier.last is None else f" đến {tier.last}"
            what = f"Một bậc của {name} từ {tier.first}{end}."
            advice = "Ghi số từ 0, số nhỏ trước, số lớn sau."
            yield fault(f"{place}[{number}]", "tiers-out-of-order", what, advice)
            return
    for number, (before, tier) in enumerate(pairwise(tiers), 1):
        if before.last is None or before.last >= tier.first:
            end = "trở lên" if before.last is None else f"đến {before.last}"
            what = f"Hai bậc của {name} chồng nhau: từ {before.first} {end}, và từ {tier.first}."
            advice = "Ghi các bậc từ ít đến nhiều, ví dụ 1–5, 6–10, từ 11."
            yield fault(f"{place}[{number}]", "tiers-out-of-order", what, advice)
            return
        if tier.first > before.last + 1:
            missing = tier.first - 1
            gap = (
                f"{before.last + 1}"
                if missing == before.last + 1
                else f"{before.last + 1}–{missing}"
            )
            what = f"Các bậc của {name} bỏ trống {gap}: một bậc đến {before.last}, bậc sau từ {tier.first}."
            yield fault(f"{place}[{number}]", "tiers-gap", what, "Ghi các bậc nối tiếp nhau.")


def _sections_known(pack: RulePack) -> Iterator[Fault]:
    """Whatever names a section names one of the framework; without one only the table knows them."""
    known = [section.code for section in pack.sections]
    for place, who, codes in _named_sections(pack) if known else ():
        unknown = [code for code in codes if code not in known]
        if unknown:
            what = f"{who} mục {', '.join(unknown)}, khung chỉ có mục {', '.join(known)}."
            code = "stage-section-unknown" if place.startswith("stages") else "section-unknown"
            yield fault(place, code, what, "Sửa mã mục.")


def _named_sections(pack: RulePack) -> Iterator[tuple[str, str, Iterable[str]]]:
    """What names sections: its place, the beginning of the sentence, the codes.

    A pack that caps all bonus or all deductions has sections of its own for them, which only the
    table knows; `models.checking.checks` looks at those.
    """
    if pack.organisation is not None:
        who = "Quy tắc về tổ chức đảng, công đoàn áp dụng cho"
        yield "organisation.section", who, (pack.organisation.section,)
    if pack.bonus is not None:
        yield "bonus.sections", "Thưởng vượt chỉ tiêu áp dụng cho", pack.bonus.sections
    if pack.bonus_max is not None or pack.deductions_max is not None:
        return
    for number, stage in enumerate(pack.stages):
        yield f"stages[{number}].sections", f"Bước “{stage.name}” xét", stage.sections
    for number, link in enumerate(pack.tie_breaks):
        if link.kind == "section":
            place = f"tie_breaks[{number}].section"
            yield place, "Thứ tự phân định khi bằng điểm so", (link.section,)
    # What is provisional may be one row of a section: "II.1".
    tops = (code.partition(".")[0] for code in pack.provisional_sections)
    yield "provisional_sections", "Điểm tạm tính gồm", tops


def _floor_reached(pack: RulePack) -> Iterator[Fault]:
    """No criterion can have as its least more than a section, or the whole table, has as its most."""
    limits = [("tổng điểm của bảng", pack.total), ("tổng điểm các mục", pack.content_total)]
    limits += [(f"điểm tối đa của mục {it.code}", it.max_points) for it in pack.sections]
    for name, limit in limits:
        if limit is not None and pack.criterion_floor > limit:
            what = (
                f"Điểm thấp nhất của tiêu chí {show_short(pack.criterion_floor)} lớn hơn {name} "
                f"{show_short(limit)}."
            )
            yield fault("criterion_floor", "floor-over-total", what, _ONE_OF_TWO)
            return


def _stage_ranks(pack: RulePack) -> Iterator[Fault]:
    counted = False
    for number, stage in enumerate(pack.stages):
        place = f"stages[{number}].ranks_to"
        if stage.ranks_to < 0:
            what = f"Bước “{stage.name}” xét đến hạng {stage.ranks_to}."
            yield fault(place, "ranks-negative", what, "Ghi 0 khi xét mọi đơn vị.")
        elif stage.ranks_to and not counted:
            what = (
                f"Bước “{stage.name}” chỉ xét các đơn vị hạng 1–{stage.ranks_to}, nhưng trước đó "
                "chưa có bước nào để xếp hạng."
            )
            yield fault(
                place, "ranks-before-scores", what, "Ghi 0, hoặc để bước này sau bước khác."
            )
        counted = counted or stage.counts


def _stage_counting(pack: RulePack) -> Iterator[Fault]:
    if pack.stages and not any(stage.counts for stage in pack.stages):
        what = "Không bước chấm nào thành điểm chính thức."
        yield fault("stages", "stages-none-counts", what, "Cho ít nhất một bước tính điểm.")


def _tie_breaks_once(pack: RulePack) -> Iterator[Fault]:
    for number, link in enumerate(pack.tie_breaks):
        if link in pack.tie_breaks[:number]:
            name = {"section": f"điểm mục {link.section}", "bonus": "điểm thưởng"}
            said = name.get(link.kind, "ít điểm trừ hơn")
            what = f"Thứ tự phân định khi bằng điểm ghi “{said}” hai lần."
            yield fault(f"tie_breaks[{number}]", "tie-break-twice", what, "Bỏ bớt một lần.")


SINGLE: tuple[PackCheck, ...] = (_identity, _names, _stage_codes, _step, _decimals, _amounts)
AGAINST_EACH_OTHER: tuple[PackCheck, ...] = (
    _content_against_total,
    _bonus_against_total,
    _sections_once,
    _sections_against_total,
    _bonus_rule,
    _deductions_once,
    _deduction_caps,
    _deduction_tiers,
    _sections_known,
    _floor_reached,
    _stage_ranks,
    _stage_counting,
    _tie_breaks_once,
)
