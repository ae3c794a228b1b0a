"""Checks of a table and of a whole season: one check, one small function, one code, one message.

Errors keep a table from being issued or a result from being right; warnings are shown and may stay.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from models.errors import Problem
from models.faults import pack_faults, table_faults
from models.points import flaw, show_short
from models.rulepack import RulePack
from models.season import Season
from models.table import ScoringTable, TableRow
from models.texts import name_key

TableCheck = Callable[[ScoringTable, RulePack], Iterator[Problem]]
SeasonCheck = Callable[[Season], Iterator[Problem]]


def check_pack(pack: RulePack) -> tuple[Problem, ...]:
    """Everything in a rule pack that no regulation can mean; such a pack is not accepted."""
    return tuple(it.problem for it in pack_faults(pack))


def check_table(table: ScoringTable, pack: RulePack) -> tuple[Problem, ...]:
    """Everything wrong or doubtful in a scoring table, from top to bottom of each check."""
    return tuple(problem for check in _TABLE_CHECKS for problem in check(table, pack))


def check_season(season: Season) -> tuple[Problem, ...]:
    """Everything wrong or doubtful in a block-year: its rules, its table, units, scores and facts."""
    rules = (*check_pack(season.pack), *check_table(season.table, season.pack))
    return (*rules, *(problem for check in _SEASON_CHECKS for problem in check(season)))


# ---- the table


def _empty(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    if not table.rows:
        yield Problem(
            "table-empty", "Chưa có bảng chấm điểm.", "Dán bảng từ Excel hoặc lấy bảng mẫu."
        )


def _without_faults(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    for fault in table_faults(table):
        yield fault.problem


def _maxima_present(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    for row in table.criteria():
        if row.max_points is None:
            yield Problem(
                "maximum-missing",
                "Chưa ghi điểm tối đa.",
                "Ghi điểm tối đa.",
                f"Tiêu chí {row.code}",
            )


def _children_fit(table: ScoringTable, _pack: RulePack) -> Iterator[Problem]:
    for _, row in table.walk():
        if row.is_criterion or row.max_points is None:
            continue
        parts = sum((child.max_points or Decimal(0) for child in row.rows), Decimal(0))
        if parts != row.max_points:
            yield Problem(
                "children-differ",
                f"Ghi {show_short(row.max_points)} điểm, các dòng con cộng lại {show_short(parts)}.",
                "Sửa cho bằng nhau.",
                f"Mục {row.code}",
            )


def _section_cap(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    """section-cap: the block's table may not exceed the framework's points of any section."""
    framework = {section.code: section for section in pack.sections}
    for row in table.rows:
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
            and (row.max_points or 0) > section.max_points
        ):
            yield Problem(
                "section-over-framework",
                f"{show_short(row.max_points or Decimal(0))} điểm, khung chỉ có "
                f"{show_short(section.max_points)}.",
                "Giảm điểm của mục.",
                f"Mục {row.code}",
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
    total = sum((row.max_points or Decimal(0) for row in table.rows), Decimal(0))
    if total != pack.content_total:
        yield Problem(
            "content-total",
            f"Các mục cộng lại {show_short(total)} điểm, khung là {show_short(pack.content_total)}.",
            "Sửa điểm các mục cho đủ.",
        )


def _evidence_named(table: ScoringTable, pack: RulePack) -> Iterator[Problem]:
    """evidence-column: each criterion names the documents that back it."""
    if not pack.evidence_required:
        return
    bare = [row.code for row in table.criteria() if not row.evidence.strip()]
    if bare:
        yield Problem(
            "evidence-missing",
            f"{len(bare)} tiêu chí chưa ghi hồ sơ tài liệu kiểm chứng: {_some(bare)}.",
            "Ghi rõ hồ sơ cần có để đơn vị biết mà nộp.",
            severity="warning",
        )


_TABLE_CHECKS: tuple[TableCheck, ...] = (
    _empty,
    _without_faults,
    _maxima_present,
    _children_fit,
    _section_cap,
    _sections_complete,
    _content_total,
    _evidence_named,
)


# ---- the season


def _has_units(season: Season) -> Iterator[Problem]:
    if not season.units:
        yield Problem("no-units", "Chưa có đơn vị nào.", "Thêm đơn vị ở trang Đơn vị.")


def _unit_names_unique(season: Season) -> Iterator[Problem]:
    for key, times in Counter(name_key(unit.name) for unit in season.units).items():
        if times > 1:
            shown = next(unit.name for unit in season.units if name_key(unit.name) == key)
            yield Problem(
                "unit-twice",
                f"Đơn vị “{shown}” có {times} lần trong khối.",
                "Xóa bớt hoặc đổi tên.",
            )


def _offices_filled(season: Season) -> Iterator[Problem]:
    if season.units and not season.head:
        yield Problem(
            "no-head", "Chưa chọn đơn vị Trưởng khối.", "Chọn ở trang Đơn vị.", severity="warning"
        )
    if season.head and season.head == season.deputy:
        yield Problem(
            "head-is-deputy", "Trưởng khối và Phó Trưởng khối là một đơn vị.", "Chọn lại."
        )


def _scores_fit(season: Season) -> Iterator[Problem]:
    """Every score within 0 … maximum and on the step; entered ones always are, loaded ones may not."""
    rows = {row.code: row for row in season.table.criteria()}
    names = {unit.id: unit.name for unit in season.units}
    for key, entry in season.scores.items():
        row = rows.get(key.criterion)
        where = f"{names.get(key.unit, key.unit)}, tiêu chí {key.criterion}"
        if row is None:
            yield Problem(
                "score-without-criterion",
                "Có điểm nhưng bảng chấm điểm không có tiêu chí này.",
                "Kiểm tra lại bảng chấm điểm.",
                where,
            )
        elif entry.points is not None:
            bad = _bad_score(season, row, entry.points)
            if bad is not None:
                yield Problem(bad.code, bad.what, bad.advice, where)


def _bad_score(season: Season, row: TableRow, points: Decimal) -> Problem | None:
    pack = season.pack
    bad = flaw(points, step=pack.step, lowest=pack.criterion_floor, highest=row.max_points)
    if bad is not None and bad.code == "points-over-maximum" and row.max_points is not None:
        what = f"{show_short(points)} điểm, tối đa {show_short(row.max_points)}; phần vượt không được tính."
        return Problem(bad.code, what, "Sửa điểm.")
    return bad


def _stage_scope(season: Season) -> Iterator[Problem]:
    """A stage that looks at some sections only has no values outside them."""
    sections = season.table.section_codes()
    for stage in season.pack.stages:
        if not stage.sections:
            continue
        outside = {
            key.criterion
            for key, entry in season.scores.items()
            if key.stage == stage.code
            and entry.points is not None
            and sections.get(key.criterion) not in stage.sections
        }
        if outside:
            yield Problem(
                "outside-stage",
                f"{stage.name} chỉ xét mục {', '.join(stage.sections)}, nhưng có điểm ở "
                f"{_some(sorted(outside))}.",
                "Kiểm tra lại các điểm này.",
                severity="warning",
            )


def _values_missing(season: Season) -> Iterator[Problem]:
    criteria = [row.code for row in season.table.criteria()]
    valued = {
        (key.unit, key.criterion) for key, it in season.scores.items() if it.points is not None
    }
    for unit in season.units:
        empty = [code for code in criteria if (unit.id, code) not in valued]
        if empty:
            yield Problem(
                "values-missing",
                f"Chưa đủ điểm, còn trống {len(empty)} trên {len(criteria)} tiêu chí: {_some(empty)}.",
                "Nhận biểu mẫu của đơn vị hoặc nhập tay.",
                unit.name,
                "warning",
            )


def _own_deductions_known(season: Season) -> Iterator[Problem]:
    for fact in season.facts.own_deductions:
        row = season.table.row(fact.criterion)
        if row is None or row.deduct_each is None:
            yield Problem(
                "deduction-without-rule",
                f"Ghi {fact.cases} lần trừ, nhưng bảng không quy định mức trừ cho tiêu chí này.",
                "Ghi mức trừ mỗi lần vào bảng chấm điểm, hoặc bỏ sự kiện.",
                f"Tiêu chí {fact.criterion}",
            )


def _targets_in_table(season: Season) -> Iterator[Problem]:
    known = {row.code for _, row in season.table.walk()}
    for target in season.facts.targets:
        if target.section not in known:
            yield Problem(
                "target-without-section",
                f"Chỉ tiêu thuộc mục {target.section or '(trống)'}, bảng không có mục này.",
                "Sửa mục của chỉ tiêu.",
                target.name,
            )


def _rules_in_table(season: Season) -> Iterator[Problem]:
    """A rule that names a section which neither the table nor the framework has does nothing."""
    table, pack = season.table, season.pack
    if not table.rows:
        return
    sections = {row.code for row in table.rows} | {it.code for it in pack.sections}
    rows = sections | {row.code for _, row in table.walk()}
    for what, codes, known in _named_sections(pack, sections, rows):
        unknown = [code for code in codes if code not in known]
        if unknown:
            yield Problem(
                "rule-without-section",
                f"{what} nói tới mục {_some(unknown)}, bảng chấm điểm không có mục này.",
                "Sửa bộ quy tắc, hoặc mã mục trong bảng chấm điểm.",
                severity="warning",
            )


def _named_sections(
    pack: RulePack, sections: set[str], rows: set[str]
) -> Iterator[tuple[str, tuple[str, ...], set[str]]]:
    """What names sections in a pack, the codes it names, and those it may name."""
    chain = tuple(it.section for it in pack.tie_breaks if it.kind == "section")
    yield "Thứ tự phân định khi bằng điểm", chain, sections
    if pack.bonus is not None:
        yield "Quy tắc điểm thưởng", pack.bonus.sections, sections
    if pack.organisation is not None:
        yield "Quy tắc về tổ chức đảng, công đoàn", (pack.organisation.section,), sections
    for stage in pack.stages:
        yield f"Bước {stage.name}", stage.sections, sections
    yield "Quy tắc điểm tạm tính", pack.provisional_sections, rows


def _some(codes: list[str], most: int = 6) -> str:
    return ", ".join(codes[:most]) + (" …" if len(codes) > most else "")


_SEASON_CHECKS: tuple[SeasonCheck, ...] = (
    _has_units,
    _unit_names_unique,
    _offices_filled,
    _scores_fit,
    _stage_scope,
    _values_missing,
    _own_deductions_known,
    _targets_in_table,
    _rules_in_table,
)
