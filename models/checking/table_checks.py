"""Checks of a scoring table's rows, maxima and sections against each other and against the rule pack."""

from collections.abc import Callable, Iterator
from decimal import Decimal

from models.checking.faults import table_faults
from models.errors import Problem
from models.points import ZERO, show_short
from models.rulepack import RulePack
from models.table import ScoringTable, TableRow

TableCheck = Callable[[ScoringTable, RulePack], Iterator[Problem]]
NEEDS_MAXIMUM = ("deduct", "plan", "yes_no", "leader")
"""Kinds that count from the maximum; combination and steps do where they have no base of their own."""
ROLE_TITLES = {"content": "nội dung", "bonus": "điểm thưởng", "deduction": "điểm trừ"}


def some(codes: list[str], most: int = 6) -> str:
    """The first codes of a list, " …" where there are more."""
    return ", ".join(codes[:most]) + (" …" if len(codes) > most else "")


def needs_maximum(row: TableRow) -> bool:
    """Whether the rule of a criterion counts from the row's maximum."""
    rule = row.rule
    if rule is None:
        return False
    return rule.kind in NEEDS_MAXIMUM or (
        rule.kind in ("combination", "steps") and rule.base is None
    )


def _empty(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    if not table.rows:
        yield Problem(
            "table-empty", "Chưa có bảng chấm điểm.", "Dán bảng từ Excel hoặc lấy bảng mẫu."
        )


def _without_faults(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    for fault in table_faults(table):
        yield fault.problem


def _maxima_present(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    """Contents have maxima; outside them only the rules that count from one need it."""
    for section in table.rows:
        for _, row in section.walk():
            if not row.is_criterion or row.max_points is not None:
                continue
            without_points = row.rule is not None and row.rule.kind == "effect"
            if needs_maximum(row) or (section.role == "content" and not without_points):
                yield Problem(
                    "maximum-missing",
                    "Chưa ghi điểm tối đa.",
                    "Ghi điểm tối đa.",
                    f"Tiêu chí {row.code}",
                )


def _children_fit(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    """Contents: a group is worth what its rows are worth."""
    for section in table.sections("content"):
        for _, row in section.walk():
            if row.is_criterion or row.max_points is None:
                continue
            parts = _parts(row)
            if parts != row.max_points:
                yield Problem(
                    "children-differ",
                    f"Ghi {show_short(row.max_points)} điểm, các dòng con cộng lại "
                    f"{show_short(parts)}.",
                    "Sửa cho bằng nhau.",
                    f"Mục {row.code}",
                )


def _caps_reached(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    """Bonus and deductions: a group's maximum is a cap. Its rows must be able to reach it, and none of
    them may be worth more by itself."""
    for section in (*table.sections("bonus"), *table.sections("deduction")):
        for _, row in section.walk():
            if row.is_criterion or row.max_points is None:
                continue
            over = [it for it in row.rows if (it.max_points or ZERO) > row.max_points]
            if over:
                yield Problem(
                    "cap-below-points",
                    f"Tối đa {show_short(row.max_points)} điểm, riêng dòng {over[0].code} đã "
                    f"{show_short(over[0].max_points or ZERO)}.",
                    "Sửa một trong hai số.",
                    f"Mục {row.code}",
                )
            known = all(it.max_points is not None for it in row.rows)
            parts = _parts(row)
            if known and parts < row.max_points:
                yield Problem(
                    "cap-never-reached",
                    f"Tối đa {show_short(row.max_points)} điểm, các dòng con cộng lại chỉ "
                    f"{show_short(parts)}.",
                    "Giảm điểm tối đa của mục, hoặc xem lại các dòng con.",
                    f"Mục {row.code}",
                    "warning",
                )


def _parts(row: TableRow) -> Decimal:
    return sum((child.max_points or ZERO for child in row.rows), ZERO)


def _section_cap(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    """section-cap: the block's table may not exceed the framework's points of any section."""
    framework = {section.code: section for section in pack.sections}
    for row in table.sections("content"):
        section = framework.get(row.code)
        if framework and section is None:
            yield Problem(
                "section-unknown",
                f"Bộ quy tắc không có mục {row.code}.",
                f"Các mục của khung: {', '.join(framework)}.",
                f"Mục {row.code}",
            )
        elif (
            section
            and section.max_points is not None
            and (row.max_points or ZERO) > section.max_points
        ):
            yield Problem(
                "section-over-framework",
                f"{show_short(row.max_points or ZERO)} điểm, khung chỉ có "
                f"{show_short(section.max_points)}.",
                "Giảm điểm của mục.",
                f"Mục {row.code}",
            )


def _section_roles(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    """The framework's sections are contents."""
    framework = {section.code for section in pack.sections}
    for row in table.rows:
        if row.role != "content" and row.code in framework:
            yield Problem(
                "section-role",
                f"Khung xếp mục {row.code} vào nội dung, bảng lại xếp vào {ROLE_TITLES[row.role]}.",
                "Chọn lại vai trò của mục, hoặc đổi mã mục.",
                f"Mục {row.code}",
            )


def _roles_on_top(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    """Only a top section has a role; all below it goes with it."""
    for section in table.rows:
        for depth, row in section.walk():
            if depth and row.role not in ("content", section.role):
                yield Problem(
                    "role-on-lower-row",
                    f"Dòng này xếp vào {ROLE_TITLES[row.role]} nhưng mục {section.code} là "
                    f"{ROLE_TITLES[section.role]}.",
                    "Chuyển dòng ra thành mục lớn riêng, hoặc bỏ vai trò của dòng.",
                    f"Dòng {row.code}",
                )


def _sections_complete(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    if not table.rows:
        return
    for section in pack.sections:
        if table.row(section.code) is None:
            yield Problem(
                "section-missing", f"Thiếu mục {section.code} ({section.title}).", "Thêm mục này."
            )


def _content_total(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    """total-100: the contents make exactly the points the pack gives them."""
    if not table.rows or pack.content_total is None:
        return
    total = sum((row.max_points or ZERO for row in table.sections("content")), ZERO)
    if total != pack.content_total:
        yield Problem(
            "content-total",
            f"Các mục cộng lại {show_short(total)} điểm, khung là {show_short(pack.content_total)}.",
            "Sửa điểm các mục cho đủ.",
        )


def _bonus_total(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    """Bonus sections and the pack's own bonus together make what the pack gives to bonus."""
    sections = table.sections("bonus")
    most = pack.bonus_max
    if most is None and pack.total is not None and pack.content_total is not None:
        most = None if pack.bonus_over_total else pack.total - pack.content_total
    if most is None or not sections:
        return
    for row in sections:
        yield from _over(row, most, "bonus-over-pack", "Điểm thưởng")
    if any(row.max_points is None for row in sections):
        return
    own = ZERO if pack.bonus is None else pack.bonus.total_max
    total = sum((row.max_points or ZERO for row in sections), own)
    if total != most and not any((row.max_points or ZERO) > most for row in sections):
        added = f" và điểm thưởng vượt chỉ tiêu {show_short(own)}" if own else ""
        yield Problem(
            "bonus-total",
            f"Các mục thưởng{added} cộng lại {show_short(total)} điểm, bộ quy tắc cho thưởng tối "
            f"đa {show_short(most)}.",
            "Sửa cho bằng nhau; phần vượt sẽ bị cắt.",
            severity="warning",
        )


def _deductions_total(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    if pack.deductions_max is not None:
        for row in table.sections("deduction"):
            yield from _over(row, pack.deductions_max, "deductions-over-pack", "Điểm trừ")


def _over(row: TableRow, most: Decimal, code: str, name: str) -> Iterator[Problem]:
    if row.max_points is not None and row.max_points > most:
        yield Problem(
            code,
            f"{name} của mục ghi {show_short(row.max_points)}, bộ quy tắc chỉ cho tối đa "
            f"{show_short(most)}.",
            "Giảm điểm của mục.",
            f"Mục {row.code}",
        )


def _evidence_named(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    """evidence-column: each criterion names the documents that back it."""
    if not pack.evidence_required:
        return
    bare = [row.code for row in table.criteria() if not row.evidence.strip()]
    if bare:
        yield Problem(
            "evidence-missing",
            f"{len(bare)} tiêu chí chưa ghi hồ sơ tài liệu kiểm chứng: {some(bare)}.",
            "Ghi rõ hồ sơ cần có để đơn vị biết mà nộp.",
            severity="warning",
        )


CHECKS: tuple[TableCheck, ...] = (
    _empty,
    _without_faults,
    _maxima_present,
    _children_fit,
    _caps_reached,
    _section_cap,
    _section_roles,
    _roles_on_top,
    _sections_complete,
    _content_total,
    _bonus_total,
    _deductions_total,
    _evidence_named,
)
