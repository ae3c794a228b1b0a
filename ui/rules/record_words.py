"""Each kind of record of a rule pack in one line of Vietnamese, with its units. No Qt."""

from typing import get_args

from models.award_rules import ClassBand, Threshold
from models.dates.plan_words import role
from models.duties import Deadline, Owner, RequiredPaper
from models.points import show_short
from models.rulepack import (
    DeductionRule,
    FrameworkSection,
    LegalBasis,
    OpenValue,
    Quota,
    Rule,
    RulePack,
    Stage,
    TieBreak,
)
from ui.rules import compact
from ui.words import text

FACTS = (
    ("reminders", "Văn bản nhắc nhở, phê bình"),
    ("dossiers", "Hồ sơ khen thưởng không đủ điều kiện"),
    ("discipline", "Vi phạm quy định của khối"),
)
METHODS = (
    ("per_case", "Mỗi lần một mức"),
    ("tiers", "Theo bậc số lần"),
    ("flat", "Một mức cố định"),
)
TIMES = ((False, "Trừ một lần trong năm"), (True, "Trừ từng lần vi phạm"))
QUARTERS = ((1, "Quý I"), (2, "Quý II"), (3, "Quý III"), (4, "Quý IV"))
SIDES = ((False, "Sau ngày đó"), (True, "Trước ngày đó"))
BOUNDS = (
    ("within", "Phải xong trong ngày tính được"),
    ("not_before", "Không làm trước ngày tính được"),
)
ROLLS = (
    ("none", "Giữ nguyên ngày đó"),
    ("next", "Chuyển sang ngày làm việc kế tiếp"),
    ("previous", "Chuyển về ngày làm việc liền trước"),
)
YEARS = ((0, "Năm thi đua"), (1, "Năm liền sau"))
DAYS = ((False, "Ngày lịch"), (True, "Ngày làm việc"))
TIES = (
    ("section", "Điểm một mục cao hơn"),
    ("bonus", "Điểm thưởng cao hơn"),
    ("fewest_deductions", "Ít điểm trừ hơn"),
)
QUOTAS = (
    ("number", "Một số đơn vị"),
    ("percent", "Tỷ lệ số đơn vị của khối"),
    ("by_size", "Theo khối có bao nhiêu đơn vị"),
)
QUOTA_ROUNDING = (
    ("down", "Bỏ phần lẻ"),
    ("up", "Làm tròn lên"),
    ("half_up", "Từ nửa trở lên thì làm tròn lên"),
)
VOTES = (("ballot", "Phiếu kín"), ("hands", "Giơ tay"), ("points", "Theo điểm"))
BASES = (
    ("members", "số thành viên"),
    ("present", "số người có mặt"),
    ("issued", "số phiếu phát ra"),
    ("valid", "số phiếu hợp lệ"),
)
DEADLINES = (
    ("before", "Trước một ngày"),
    ("window", "Trong một khoảng ngày"),
    ("month", "Trong tháng"),
    ("quarter", "Trong quý"),
    ("every_month", "Hằng tháng"),
    ("every_quarter", "Hằng quý"),
    ("after_meeting", "Tính từ ngày hội nghị"),
    ("after_item", "Tính từ một việc khác"),
    ("announced", "Ngày sẽ được thông báo"),
)
OWNERS = tuple((it, role(it)) for it in get_args(Owner))


def section(_pack: RulePack, it: FrameworkSection) -> str:
    """ "tối đa 50 điểm"."""
    if it.max_points is None:
        return "nguồn không ghi điểm"
    return f"tối đa {show_short(it.max_points)} điểm"


def deduction(_pack: RulePack, it: DeductionRule) -> str:
    """ "mỗi lần trừ 0,5 điểm; tối đa 2 điểm"."""
    cap = f"; tối đa {show_short(it.cap)} điểm" if it.cap is not None else ""
    notice = "; chỉ khi có văn bản thông báo" if it.needs_notice else ""
    if it.method == "tiers":
        bands = "; ".join(f"{line} điểm" for line in compact.show_tiers(it.tiers).splitlines())
        return f"{bands or 'chưa ghi bậc'}{cap}{notice}"
    if it.method == "flat":
        times = "từng lần vi phạm" if it.each_time else "một lần trong năm"
        return f"trừ {show_short(it.points)} điểm, {times}{cap}{notice}"
    return f"mỗi lần trừ {show_short(it.points)} điểm{cap}{notice}"


def stage(_pack: RulePack, it: Stage) -> str:
    """ "mục III · sau hội nghị"."""
    parts = [f"mục {compact.show_codes(it.sections)}" if it.sections else "cả bảng"]
    parts += [f"chỉ hạng 1 đến {it.ranks_to}"] if it.ranks_to else []
    parts += ["sau hội nghị"] if it.after_meeting else []
    parts += [] if it.counts else ["để so sánh, không tính vào điểm chính thức"]
    return " · ".join(parts)


def tie_break(_pack: RulePack, it: TieBreak) -> str:
    """ "Mục I cao hơn"."""
    return f"Mục {it.section} cao hơn" if it.kind == "section" else dict(TIES)[it.kind]


def quota(_pack: RulePack, it: Quota) -> str:
    """ "2 đơn vị" · "20% số đơn vị, bỏ phần lẻ" · "khối 5–9 đơn vị: 1; từ 10 đơn vị: 2"."""
    if it.kind == "number":
        return f"{show_short(it.value)} đơn vị"
    if it.kind == "percent":
        return f"{show_short(it.value)}% số đơn vị, {dict(QUOTA_ROUNDING)[it.rounding].lower()}"
    sizes = compact.show_tiers(it.sizes).splitlines()
    return "; ".join(f"khối {line.replace(': ', ' đơn vị: ')}" for line in sizes) or "chưa ghi số"


def class_band(_pack: RulePack, it: ClassBand) -> str:
    """ "từ 90 điểm; điểm trừ không quá 2; trong 20% đứng đầu"."""
    parts = [f"{'trên' if it.over else 'từ'} {show_short(it.lowest)} điểm"]
    parts += [f"đơn vị loại “{it.unit_kind}”"] if it.unit_kind else []
    if it.deductions_most is not None:
        parts.append(f"điểm trừ không quá {show_short(it.deductions_most)}")
    if it.top_percent is not None:
        parts.append(f"trong {show_short(it.top_percent)}% đứng đầu")
    parts += [f"không vướng {compact.show_codes(it.none_of)}"] if it.none_of else []
    return "; ".join(parts)


def threshold(_pack: RulePack, it: Threshold) -> str:
    """ "phiếu kín, ít nhất 4/5 số thành viên; tính cả ý kiến bằng văn bản"."""
    least = "ít nhất" if it.at_least else "trên"
    base, method = dict(BASES)[it.base], dict(VOTES)[it.method].lower()
    written = "; tính cả ý kiến bằng văn bản" if it.written_votes else ""
    return f"{method}, {least} {it.numerator}/{it.denominator} {base}{written}"


def deadline(pack: RulePack, it: Deadline) -> str:
    """ "trước 15/3" · "07/12 đến 14/12" · "3 ngày sau hội nghị, trước 25/12"."""
    day = f"{it.day:02d}/{it.month:02d}"
    owner = f"{dict(OWNERS)[it.owner]} · "
    if it.kind == "announced":
        return f"{owner}ngày sẽ được thông báo"
    if it.kind == "month":
        last = f" đến tháng {it.last_month}" if it.last_month else ""
        return f"{owner}trong tháng {it.month}{last}"
    if it.kind == "quarter":
        return f"{owner}trong {dict(QUARTERS)[it.quarter].lower()}"
    if it.kind in ("every_month", "every_quarter"):
        every = "tháng" if it.kind == "every_month" else "quý, trong tháng cuối"
        return f"{owner}hằng {every}, {f'đến ngày {it.day}' if it.day else 'đến hết tháng'}"
    if it.kind == "window":
        return f"{owner}{day} đến {it.last_day:02d}/{it.last_month:02d}"
    included = " (kể cả ngày đó)" if it.day_counts else ""
    if it.kind == "before":
        return f"{owner}trước {day}{included}"
    return f"{owner}{_counted(pack, it)}{f', trước {day}{included}' if it.day and it.month else ''}"


def _counted(pack: RulePack, it: Deadline) -> str:
    """ "trong 3 ngày sau hội nghị" · "từ 5 ngày làm việc trước “Gửi biểu mẫu”"."""
    others = {one.code: f"“{one.title}”" for one in pack.deadlines}
    anchor = others.get(it.item, "một việc khác") if it.kind == "after_item" else "hội nghị"
    kind, side = "ngày làm việc" if it.working else "ngày", "trước" if it.earlier else "sau"
    return f"{'từ ' if it.bound == 'not_before' else ''}{it.days} {kind} {side} {anchor}"


def paper(pack: RulePack, it: RequiredPaper) -> str:
    """ "Các đơn vị nộp · tối đa 1 trang · 2 bản chính · hạn: Báo cáo năm"."""
    parts = [f"{dict(OWNERS)[it.owner]} nộp"]
    parts += [f"tối đa {it.pages} trang"] if it.pages else []
    parts += [f"{it.originals} bản chính"] if it.originals else []
    due = next((one.title for one in pack.deadlines if one.code == it.deadline), "")
    parts += [f"hạn: {due}"] if due else []
    return " · ".join(parts)


def basis(_pack: RulePack, it: LegalBasis) -> str:
    """The title of the document and the days it is in force."""
    start = f"hiệu lực từ {text.day(it.valid_from)}" if it.valid_from else ""
    end = f"đến {text.day(it.valid_to)}" if it.valid_to else ""
    return " · ".join(part for part in (it.title, " ".join(filter(None, (start, end)))) if part)


def rule(_pack: RulePack, it: Rule) -> str:
    """What the rule says."""
    return it.text


def open_value(_pack: RulePack, it: OpenValue) -> str:
    """The note of the source."""
    return it.note
